//! Grades by team, service, form, legal status and section.

use std::collections::BTreeMap;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::figures::GradeCounts;
use crate::figures::summary::{STATUS_ORDER, Summary};
use crate::framework::{Form, FormRef, Grade, Judgement, SectionId};

/// A line of a table of final grades: `{team, n, O, G, RI, I}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GradesOf {
    /// What the lines are by: `team`, `service`, `form` or `status`.
    pub by: &'static str,
    /// The team, service, form or status; none where the allocation names none.
    pub name: Option<String>,
    /// How many have each grade.
    pub grades: GradeCounts,
}

impl Serialize for GradesOf {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let grades = self.grades;
        let mut map = serializer.serialize_map(Some(6))?;
        map.serialize_entry(self.by, &self.name)?;
        map.serialize_entry("n", &grades.n())?;
        map.serialize_entry("O", &grades.outstanding)?;
        map.serialize_entry("G", &grades.good)?;
        map.serialize_entry("RI", &grades.requires_improvement)?;
        map.serialize_entry("I", &grades.inadequate)?;
        map.end()
    }
}

/// A section of a form, and how it was graded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GradedSection {
    /// The form's id, without its version.
    pub form: String,
    /// The section.
    pub section: SectionId,
    /// Its title in the form's latest version that has it, else its id.
    pub title: String,
    /// How many audits have each grade there.
    #[serde(flatten)]
    pub grades: GradeCounts,
    /// In how many it does not apply.
    pub not_applicable: usize,
}

/// By team's name; those of none last.
pub(super) fn by_team(settled: &[&Summary]) -> Vec<GradesOf> {
    lines("team", settled, |summary| {
        summary.team.as_ref().map(ToString::to_string)
    })
}

/// By service's name; those of none last.
pub(super) fn by_service(settled: &[&Summary]) -> Vec<GradesOf> {
    lines("service", settled, |summary| {
        summary.service.as_ref().map(ToString::to_string)
    })
}

/// By form's id.
pub fn by_form(settled: &[&Summary]) -> Vec<GradesOf> {
    lines("form", settled, |summary| {
        Some(summary.form.to_string()).filter(|form| !form.is_empty())
    })
}

/// By legal status, in the order in which rows of a roster are merged; others, and what nobody recorded, last.
pub(super) fn by_status(settled: &[&Summary]) -> Vec<GradesOf> {
    let mut lines = lines("status", settled, |summary| {
        Some(summary.legal_status.to_string())
    });
    let place = |line: &GradesOf| {
        let known = STATUS_ORDER
            .iter()
            .position(|status| line.name.as_deref() == Some(*status));
        known.unwrap_or(STATUS_ORDER.len())
    };
    lines.sort_by_key(place);
    lines
}

fn lines(by: &'static str, settled: &[&Summary], name: impl Fn(&Summary) -> Option<String>) -> Vec<GradesOf> {
    let mut named: BTreeMap<(bool, Option<String>), GradeCounts> = BTreeMap::new();
    for summary in settled {
        let Some(grade) = summary.progress.final_grade else {
            continue;
        };
        let name = name(summary);
        named.entry((name.is_none(), name)).or_default().add(grade);
    }
    named
        .into_iter()
        .map(|((_, name), grades)| GradesOf { by, name, grades })
        .collect()
}

/// Every section that was judged, by form and in the form's order, at its final judgement.
pub(in crate::reports) fn sections(
    settled: &[&Summary],
    forms: &BTreeMap<FormRef, Form>,
) -> Vec<GradedSection> {
    let mut judged: BTreeMap<(&str, &SectionId), Vec<Option<Grade>>> = BTreeMap::new();
    for summary in settled {
        for (section, judgement) in &summary.progress.sections {
            let grades = judged.entry((&summary.form, section)).or_default();
            grades.push(Judgement::grade(*judgement));
        }
    }
    let mut lines: Vec<(usize, GradedSection)> = judged
        .into_iter()
        .map(|((form, section), grades)| {
            let (place, title) = printed(forms, form, section);
            (place, section_line(form, section, title, &grades))
        })
        .collect();
    // What the form does not have comes after what it has; the sort keeps the order of ids within a place.
    lines.sort_by(|(a, one), (b, other)| (&one.form, a).cmp(&(&other.form, b)));
    lines.into_iter().map(|(_, line)| line).collect()
}

fn section_line(form: &str, section: &SectionId, title: String, judged: &[Option<Grade>]) -> GradedSection {
    let mut grades = GradeCounts::default();
    judged.iter().flatten().for_each(|grade| grades.add(*grade));
    GradedSection {
        form: form.to_owned(),
        section: section.clone(),
        title,
        grades,
        not_applicable: judged.iter().filter(|grade| grade.is_none()).count(),
    }
}

/// The place and title of a section in the latest version of its form that has it; of another, its id, and last.
pub fn printed(forms: &BTreeMap<FormRef, Form>, form: &str, section: &SectionId) -> (usize, String) {
    let versions = forms.values().rev().filter(|version| version.id.form == *form);
    let mut found = versions.filter_map(|version| {
        let place = version.sections.iter().position(|known| known.id == *section)?;
        Some((place, version.sections[place].title.clone()))
    });
    found.next().unwrap_or_else(|| (usize::MAX, section.to_string()))
}
