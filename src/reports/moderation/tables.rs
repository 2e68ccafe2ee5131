//! Changes of grades by form, by moderator and by section.

use std::collections::BTreeMap;

use serde::Serialize;

use super::figures::pairs;
use crate::figures::stats::Share;
use crate::figures::summary::Summary;
use crate::framework::{Form, FormRef, Grade, Judgement, SectionId};
use crate::reports::quarterly::figures::printed;

/// The overall grades of one form's audits, or of one moderator's.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GradesBy {
    /// The form's id or the moderator's name.
    pub name: Option<String>,
    /// How many kept their overall grade.
    pub exact: Share,
    /// How many were graded higher.
    pub up: usize,
    /// How many were graded lower.
    pub down: usize,
    /// In how many the overall grade or a section's was changed.
    pub any_grade_changed: usize,
}

/// A section of a form, and how often its grade was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SectionChanges {
    /// The form's id, without its version.
    pub form: String,
    /// The section.
    pub section: SectionId,
    /// Its title in the form's latest version that has it, else its id.
    pub title: String,
    /// In how many audits auditor and moderator both graded it.
    pub n: usize,
    /// How many of these kept the grade.
    pub same: usize,
    /// How many were graded higher.
    pub up: usize,
    /// How many were graded lower.
    pub down: usize,
    /// How many more were graded by the moderator alone, where the auditor saw nothing to grade.
    pub newly_graded: usize,
}

/// A section whose grade the moderator changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SectionRegrade {
    /// The section.
    pub section: SectionId,
    /// Its title.
    pub title: String,
    /// The auditor's grade; none where the section did not apply.
    pub from: Option<Grade>,
    /// The moderator's.
    pub to: Option<Grade>,
}

/// By name, nobody and nothing last.
pub(super) fn by(moderated: &[&Summary], name: impl Fn(&Summary) -> Option<String>) -> Vec<GradesBy> {
    let mut named: BTreeMap<(bool, Option<String>), Vec<&Summary>> = BTreeMap::new();
    for summary in moderated {
        let name = name(summary);
        named.entry((name.is_none(), name)).or_default().push(summary);
    }
    named
        .into_iter()
        .map(|((_, name), audits)| {
            let grades = || {
                let both = audits.iter().map(|audit| &audit.progress);
                both.filter_map(|progress| progress.auditor_grade.zip(progress.final_grade))
            };
            GradesBy {
                name,
                exact: Share::that(grades().map(|(from, to)| from == to)),
                up: grades().filter(|(from, to)| to > from).count(),
                down: grades().filter(|(from, to)| to < from).count(),
                any_grade_changed: audits.iter().filter(|audit| audit.progress.regraded).count(),
            }
        })
        .collect()
}

/// Every section that was graded, by form and in the form's order.
pub(super) fn sections(moderated: &[&Summary], forms: &BTreeMap<FormRef, Form>) -> Vec<SectionChanges> {
    let mut changes: BTreeMap<(&str, SectionId), Vec<(Judgement, Judgement)>> = BTreeMap::new();
    for summary in moderated {
        for (section, from, to) in pairs(summary) {
            let key = (summary.form.as_str(), section);
            changes.entry(key).or_default().push((from, to));
        }
    }
    let mut lines: Vec<(usize, SectionChanges)> = changes
        .into_iter()
        .map(|((form, section), pairs)| {
            let (place, title) = printed(forms, form, &section);
            (place, counted(form, section, title, &pairs))
        })
        .filter(|(_, line)| line.n + line.newly_graded > 0)
        .collect();
    lines.sort_by(|(a, one), (b, other)| (&one.form, a).cmp(&(&other.form, b)));
    lines.into_iter().map(|(_, line)| line).collect()
}

fn counted(
    form: &str,
    section: SectionId,
    title: String,
    pairs: &[(Judgement, Judgement)],
) -> SectionChanges {
    let both = || {
        let grades = pairs.iter().map(|(from, to)| (from.grade(), to.grade()));
        grades.filter_map(|(from, to)| from.zip(to))
    };
    SectionChanges {
        form: form.to_owned(),
        section,
        title,
        n: both().count(),
        same: both().filter(|(from, to)| from == to).count(),
        up: both().filter(|(from, to)| to > from).count(),
        down: both().filter(|(from, to)| to < from).count(),
        newly_graded: pairs
            .iter()
            .filter(|(from, to)| from.grade().is_none() && to.grade().is_some())
            .count(),
    }
}

/// The sections of an audit whose grade was changed, in the form's order.
pub(super) fn changed(summary: &Summary, forms: &BTreeMap<FormRef, Form>) -> Vec<SectionRegrade> {
    let mut changed: Vec<(usize, SectionRegrade)> = pairs(summary)
        .into_iter()
        .filter(|(_, from, to)| from != to)
        .map(|(section, from, to)| {
            let (place, title) = printed(forms, &summary.form, &section);
            let regrade = SectionRegrade {
                section,
                title,
                from: from.grade(),
                to: to.grade(),
            };
            (place, regrade)
        })
        .collect();
    changed.sort_by_key(|(place, _)| *place);
    changed.into_iter().map(|(_, regrade)| regrade).collect()
}
