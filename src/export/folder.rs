//! An export written: every table, row by row, and what is said of them.

use anyhow::Result;
use smol_str::SmolStr;

use super::column::{ExportColumn, ExportTable, TableMeaning};
use super::exported::{
    self, ACTIONS, AUDITS, ActionRow, AuditRow, AuditRows, CRITERIA, CriterionRow, EVENTS, EXPECTATIONS,
    EventRow, ExportedBy, FEEDBACK_SCORES, FeedbackScoreRow, ITEMS, ItemRow, SECTION_GRADES, STEPS,
    SectionGradeRow, StepRow, WORKS,
};
use super::package::ExportTold;
use super::pseudonyms::Pseudonyms;
use super::table_files::TableFiles;
use crate::context::Context;
use crate::figures::Summary;
use crate::store::export_key::ExportKey;
use crate::store::files::NewFolder;

/// A person of the staff, where names are asked for.
struct PersonRow {
    person: SmolStr,
    name: SmolStr,
}

/// The table by which ids of staff are told: written only where names are asked for.
const PEOPLE: ExportTable<PersonRow> = ExportTable {
    name: "people",
    row: "a person of people.csv, as staff are named only because --with-names asked for it",
    columns: &[
        ExportColumn::<PersonRow>::text("person", "The id that stands for them in every table", |r| {
            (&r.person).into()
        })
        .always(),
        ExportColumn::<PersonRow>::text("name", "Their name", |r| (&r.name).into()).always(),
    ],
    key: &["person"],
    refers: &[],
};

/// The files of what audits give rows to.
struct AuditFiles {
    audits: TableFiles<AuditRow>,
    section_grades: TableFiles<SectionGradeRow>,
    items: TableFiles<ItemRow>,
    criteria: TableFiles<CriterionRow>,
    actions: TableFiles<ActionRow>,
    events: TableFiles<EventRow>,
    steps: TableFiles<StepRow>,
    feedback_scores: TableFiles<FeedbackScoreRow>,
}

impl AuditFiles {
    fn begin(folder: &NewFolder) -> Result<Self> {
        Ok(Self {
            audits: TableFiles::begin(&AUDITS, folder)?,
            section_grades: TableFiles::begin(&SECTION_GRADES, folder)?,
            items: TableFiles::begin(&ITEMS, folder)?,
            criteria: TableFiles::begin(&CRITERIA, folder)?,
            actions: TableFiles::begin(&ACTIONS, folder)?,
            events: TableFiles::begin(&EVENTS, folder)?,
            steps: TableFiles::begin(&STEPS, folder)?,
            feedback_scores: TableFiles::begin(&FEEDBACK_SCORES, folder)?,
        })
    }

    fn write(&mut self, rows: &AuditRows) -> Result<()> {
        self.audits.row(&rows.audit)?;
        self.section_grades.rows(&rows.section_grades)?;
        self.items.rows(&rows.items)?;
        self.criteria.rows(&rows.criteria)?;
        self.actions.rows(&rows.actions)?;
        self.events.rows(&rows.events)?;
        self.steps.rows(&rows.steps)?;
        self.feedback_scores.rows(&rows.feedback_scores)
    }

    fn end(self) -> Result<Vec<TableMeaning>> {
        Ok(vec![
            self.audits.end()?,
            self.section_grades.end()?,
            self.items.end()?,
            self.criteria.end()?,
            self.actions.end()?,
            self.events.end()?,
            self.steps.end()?,
            self.feedback_scores.end()?,
        ])
    }
}

/// Writes every table of the store into a folder; what there is to say of them.
pub fn write<'a>(
    context: &'a Context,
    key: ExportKey,
    with_names: bool,
    folder: &NewFolder,
) -> Result<ExportTold<'a>> {
    let by = ExportedBy::new(context, Pseudonyms::new(key, &context.people));
    let mut files = AuditFiles::begin(folder)?;
    let mut summaries: Vec<Summary> = Vec::new();
    context.pass_by(
        |read, summary| (by.rows(read, &summary), small(summary)),
        |(rows, summary)| {
            summaries.push(summary);
            files.write(&rows)
        },
    )?;
    let mut tables = files.end()?;
    tables.push(of_list(
        &EXPECTATIONS,
        &exported::expectations(&by, &summaries),
        folder,
    )?);
    tables.push(of_list(&WORKS, &exported::works(&by), folder)?);
    if with_names {
        let persons = context.people.all().iter().map(|person| PersonRow {
            person: by.ids().person(person.name.as_str()),
            name: SmolStr::new(person.name.as_str()),
        });
        tables.push(of_list(&PEOPLE, &persons.collect::<Vec<PersonRow>>(), folder)?);
    }
    let gaps = context.gaps();
    let told = ExportTold {
        council: &context.store.settings.council,
        as_of: context.as_of,
        with_names,
        missing: gaps.missing.len() + gaps.unknown.len() + gaps.shut.len(),
        tables,
    };
    told.write(folder)?;
    Ok(told)
}

/// What expectations need of an audit, and no more: every audit of the store is held at once.
fn small(summary: Summary) -> Summary {
    let mut summary = summary.for_quarters(&[]);
    summary.progress.sections.clear();
    summary.family = Vec::new();
    summary.actions = Vec::new();
    summary.before_closing = Vec::new();
    summary.changed = Vec::new();
    summary
}

fn of_list<R>(table: &'static ExportTable<R>, rows: &[R], folder: &NewFolder) -> Result<TableMeaning> {
    let mut files = TableFiles::begin(table, folder)?;
    files.rows(rows)?;
    files.end()
}
