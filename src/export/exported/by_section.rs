//! What an audit says section by section: `section_grades`, `items` and `criteria`.

use std::collections::BTreeSet;

use smol_str::SmolStr;

use super::of_audit::grades;
use super::{Exported, smol};
use crate::export::column::{ExportColumn, ExportTable};
use crate::framework::form::CriterionMet;
use crate::framework::{Grade, Judgement, SectionId};
use crate::record::Audit;

/// What stands for an answer that the form does not list.
const OTHER: &str = "other";
/// That an item does not apply.
const NOT_APPLICABLE: &str = "N/A";

/// A rater's grade of a section.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "its columns say what each is")]
pub struct SectionGradeRow {
    pub audit: SmolStr,
    pub section: SmolStr,
    pub rater: &'static str,
    pub judgement: Judgement,
}

/// The table.
pub const SECTION_GRADES: ExportTable<SectionGradeRow> = ExportTable {
    name: "section_grades",
    row: "a grade of a section of an audit by one rater: the auditor, the moderator where they changed it, and final, the one that counts",
    columns: &[
        ExportColumn::<SectionGradeRow>::text("audit", "The audit", |r| (&r.audit).into()).always(),
        ExportColumn::<SectionGradeRow>::text("section", "The section of the form, such as reviews", |r| {
            (&r.section).into()
        })
        .always(),
        ExportColumn::<SectionGradeRow>::text(
            "rater",
            "Whose grade it is; final is the moderator's where changed, else the auditor's",
            |r| r.rater.into(),
        )
        .one_of(|| vec!["auditor", "moderator", "final"])
        .always(),
        ExportColumn::<SectionGradeRow>::text(
            "grade",
            "The grade; empty where the section does not apply",
            |r| r.judgement.into(),
        )
        .one_of(grades),
        ExportColumn::<SectionGradeRow>::flag("applies", "Whether the section applies to the case", |r| {
            (r.judgement != Judgement::NotApplicable).into()
        }),
    ],
    key: &["audit", "section", "rater"],
    refers: &[("audit", "audits")],
};

/// An item of a checklist.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "its columns say what each is")]
pub struct ItemRow {
    pub audit: SmolStr,
    pub section: SmolStr,
    pub item: SmolStr,
    pub status: SmolStr,
}

/// The table.
pub const ITEMS: ExportTable<ItemRow> = ExportTable {
    name: "items",
    row: "an answered item of a checklist of a submitted audit",
    columns: &[
        ExportColumn::<ItemRow>::text("audit", "The audit", |r| (&r.audit).into()).always(),
        ExportColumn::<ItemRow>::text("section", "The section of the form", |r| (&r.section).into()).always(),
        ExportColumn::<ItemRow>::text("item", "The question of the section, such as q3", |r| (&r.item).into()).always(),
        ExportColumn::<ItemRow>::text("status", "One of the section's statuses, met, partly or not met, or N/A; other where the form lists no such answer", |r| (&r.status).into()).always(),
    ],
    key: &["audit", "section", "item"],
    refers: &[("audit", "audits")],
};

/// A statement of Appendix 4 that a section cites.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "its columns say what each is")]
pub struct CriterionRow {
    pub audit: SmolStr,
    pub section: SmolStr,
    pub statement: SmolStr,
    pub domain: SmolStr,
    pub grade: Grade,
}

/// The table.
pub const CRITERIA: ExportTable<CriterionRow> = ExportTable {
    name: "criteria",
    row: "a statement of Appendix 4 that a section of a submitted audit cites",
    columns: &[
        ExportColumn::<CriterionRow>::text("audit", "The audit", |r| (&r.audit).into()).always(),
        ExportColumn::<CriterionRow>::text("section", "The section of the form", |r| (&r.section).into())
            .always(),
        ExportColumn::<CriterionRow>::text("statement", "The statement; qaf rubric prints its words", |r| {
            (&r.statement).into()
        })
        .always(),
        ExportColumn::<CriterionRow>::text("domain", "The domain of practice that it belongs to", |r| {
            (&r.domain).into()
        })
        .always(),
        ExportColumn::<CriterionRow>::text(
            "grade",
            "The grade that it describes: O and G are strengths, RI and I areas for improvement",
            |r| r.grade.into(),
        )
        .one_of(grades)
        .always(),
    ],
    key: &["audit", "section", "statement"],
    refers: &[("audit", "audits")],
};

impl Exported<'_> {
    /// Every rater's grades of the sections that the form has.
    pub(super) fn section_grades(&self) -> Vec<SectionGradeRow> {
        let Some(form) = self.told_form() else {
            return Vec::new();
        };
        let sections = self.summary.progress.sections.iter();
        let known = sections.filter(|(section, _)| form.section(section.as_str()).is_some());
        let rows = known.flat_map(|(section, now)| {
            let before = self.summary.before.get(section);
            let row = |rater, judgement| SectionGradeRow {
                audit: self.id.clone(),
                section: smol(section),
                rater,
                judgement,
            };
            let auditor = before.map_or(Some(*now), |before| *before);
            let auditor = auditor.map(|judgement| row("auditor", judgement));
            let moderator = before.map(|_| row("moderator", *now));
            auditor.into_iter().chain(moderator).chain([row("final", *now)])
        });
        rows.collect()
    }

    /// The auditor's form once it is submitted.
    fn submitted(&self) -> Option<&Audit> {
        let is_submitted = self.summary.progress.submitted.is_some();
        self.folder.audit.as_ref().filter(|_| is_submitted)
    }

    /// The items of its checklists that are answered.
    pub(super) fn items(&self) -> Vec<ItemRow> {
        let (Some(form), Some(audit)) = (self.told_form(), self.submitted()) else {
            return Vec::new();
        };
        let rows = form.sections.iter().flat_map(|section| {
            let answers = audit.sections.get(&section.id);
            section.questions.iter().filter_map(move |question| {
                let item = answers?.items.get(&question.id)?;
                Some(ItemRow {
                    audit: self.id.clone(),
                    section: smol(&section.id),
                    item: smol(&question.id),
                    status: listed(item.status.as_deref()?, section),
                })
            })
        });
        rows.collect()
    }

    /// The statements that its sections cite, each once a section.
    pub(super) fn criteria(&self) -> Vec<CriterionRow> {
        let (Some(form), Some(audit)) = (self.told_form(), self.submitted()) else {
            return Vec::new();
        };
        let Some(rubric) = self.by.context.store.rubric(form) else {
            return Vec::new();
        };
        let mut seen: BTreeSet<(&SectionId, &str)> = BTreeSet::new();
        let mut rows = Vec::new();
        let known = audit
            .sections
            .iter()
            .filter(|(id, _)| form.section(id.as_str()).is_some());
        for (section, cited) in known.flat_map(|(id, section)| section.criteria.iter().map(move |c| (id, c)))
        {
            if let Some((domain, statement)) = rubric.statement(cited.as_str())
                && seen.insert((section, cited.as_str()))
            {
                rows.push(CriterionRow {
                    audit: self.id.clone(),
                    section: smol(section),
                    statement: smol(&statement.id),
                    domain: smol(&domain.id),
                    grade: statement.grade,
                });
            }
        }
        rows
    }
}

/// An answer as the form lists it.
fn listed(status: &str, section: &crate::framework::form::Section) -> SmolStr {
    let statuses = match &section.evidence {
        crate::framework::form::Evidence::Items(statuses) => statuses.as_slice(),
        _ => &[],
    };
    let own = statuses.iter().map(String::as_str);
    let all = own
        .chain([NOT_APPLICABLE])
        .chain(CriterionMet::NAMES.map(|(name, _)| name));
    let mut all = all.filter(|known| known.eq_ignore_ascii_case(status.trim()));
    all.next().unwrap_or(OTHER).into()
}
