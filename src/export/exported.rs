//! The tables, and what each audit gives to them.

mod by_section;
mod expected_of_rows;
mod followed;
mod of_audit;
mod of_wider_works;

use std::collections::BTreeSet;

use smol_str::SmolStr;

use super::pseudonyms::{IdOf, Pseudonyms};
use crate::context::Context;
use crate::figures::Summary;
use crate::framework::form::AuditSubject;
use crate::framework::name_finder::NameFinder;
use crate::framework::{Cycle, Date, Form, FormRef, Quarter, RowId, YearStart};
use crate::record::Folder;

pub use by_section::{CRITERIA, CriterionRow, ITEMS, ItemRow, SECTION_GRADES, SectionGradeRow};
pub use expected_of_rows::{EXPECTATIONS, ExpectationRow, expectations};
pub use followed::{ACTIONS, ActionRow, EVENTS, EventRow, FEEDBACK_SCORES, FeedbackScoreRow, STEPS, StepRow};
pub use of_audit::{AUDITS, AuditRow};
pub use of_wider_works::{WORKS, WorkRow, works};

/// What an audit is exported by, beside itself.
pub struct ExportedBy<'a> {
    context: &'a Context,
    ids: Pseudonyms<'a>,
    /// The teams and services that may be named.
    known: BTreeSet<&'a str>,
}

/// What an audit gives to each table.
pub struct AuditRows {
    /// Its own row.
    pub audit: AuditRow,
    /// The grades of its sections.
    pub section_grades: Vec<SectionGradeRow>,
    /// The items of its checklists.
    pub items: Vec<ItemRow>,
    /// The statements of Appendix 4 that it cites.
    pub criteria: Vec<CriterionRow>,
    /// Its actions.
    pub actions: Vec<ActionRow>,
    /// What was logged.
    pub events: Vec<EventRow>,
    /// Its steps.
    pub steps: Vec<StepRow>,
    /// How the family scored it.
    pub feedback_scores: Vec<FeedbackScoreRow>,
}

/// An audit with its ids.
struct Exported<'a> {
    by: &'a ExportedBy<'a>,
    folder: &'a Folder,
    summary: &'a Summary,
    form: Option<&'a Form>,
    id: SmolStr,
}

impl<'a> ExportedBy<'a> {
    /// Ids and words for an export of this store.
    pub fn new(context: &'a Context, ids: Pseudonyms<'a>) -> Self {
        let finder = NameFinder::of(&context.people);
        let names_nobody = |name: &&str| finder.all(name).iter().all(|found| !found.is_whole);
        let persons = context.people.all().iter();
        let teams = persons.flat_map(|person| &person.teams).map(AsRef::as_ref);
        let services = &context.store.schedule.services;
        let services = services.iter().map(|service| service.name.as_str());
        let known = teams.chain(services).filter(names_nobody).collect();
        Self { context, ids, known }
    }

    /// What an audit gives to each table.
    pub fn rows(&self, folder: &Folder, summary: &Summary) -> AuditRows {
        let allocation = folder.allocation.as_ref();
        let audit = Exported {
            by: self,
            folder,
            summary,
            form: allocation.and_then(|allocation| self.context.store.form(&allocation.form)),
            id: self.ids.id(IdOf::Audit, &folder.id.to_string()),
        };
        AuditRows {
            audit: audit.row(),
            section_grades: audit.section_grades(),
            items: audit.items(),
            criteria: audit.criteria(),
            actions: audit.actions(),
            events: audit.events(),
            steps: audit.steps(),
            feedback_scores: audit.feedback_scores(),
        }
    }

    /// The ids.
    pub fn ids(&self) -> &Pseudonyms<'a> {
        &self.ids
    }

    /// A team or service by its name where the council's lists have it and it is called after nobody, else by an id.
    fn unit(&self, name: &str) -> SmolStr {
        if self.known.contains(name) {
            name.into()
        } else {
            self.ids.id(IdOf::Team, name)
        }
    }

    /// A row that the schedule has.
    fn row(&self, row: Option<&RowId>) -> Option<SmolStr> {
        let known = self.context.store.schedule.row(row?.as_str())?;
        Some(smol(&known.id))
    }

    fn starts(&self) -> YearStart {
        self.context.store.settings.year_starts
    }

    /// The quarter of a day.
    fn quarter(&self, day: Option<Date>) -> Option<SmolStr> {
        day.map(|day| smol(&Quarter::of(day, self.starts())))
    }

    /// The two-month cycle of a day.
    fn cycle(&self, day: Option<Date>) -> Option<SmolStr> {
        day.map(|day| smol(&Cycle::of(day, self.starts())))
    }
}

impl Exported<'_> {
    /// Whether what it says stays in the store: what is audited is one worker's own file, as that of their supervision.
    fn is_confidential(&self) -> bool {
        self.form
            .is_none_or(|form| form.subject == Some(AuditSubject::Worker))
    }

    /// The form, where what it says may be told section by section.
    fn told_form(&self) -> Option<&Form> {
        self.form.filter(|_| !self.is_confidential())
    }

    fn as_of(&self) -> Date {
        self.by.context.as_of
    }

    /// A person's id; nobody's where it would tell of one worker's own file.
    fn person(&self, name: Option<&str>) -> Option<SmolStr> {
        let name = name.filter(|_| !self.is_confidential())?;
        Some(self.by.ids.person(name))
    }
}

/// What is printed, held in place where it is short.
fn smol(value: &impl ToString) -> SmolStr {
    SmolStr::from(value.to_string())
}

/// The words of a list with its meanings.
fn words<T>(named: &[(&'static str, T)]) -> Vec<&'static str> {
    named.iter().map(|(name, _)| *name).collect()
}

/// The form's version as audits name it.
fn version(form: &FormRef) -> SmolStr {
    SmolStr::new(&form.version)
}
