//! What the team's audits of the year found.

use std::collections::BTreeMap;

use serde::Serialize;

use super::NamedDays;
use crate::figures::summary::Summary;
use crate::figures::{GradedInadequate, InadequateLine};
use crate::framework::{AuditId, Date, Form, FormId, FormRef, Grade, SectionId};
use crate::progress::Status;
use crate::reports::quarterly::figures::{FamiliesSaid, GradesOf, by_form, printed};

/// An audit with sections graded Inadequate under a better overall grade.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Flagged {
    /// The audit.
    pub id: AuditId,
    /// Its form, without its version.
    pub form: String,
    /// Its overall grade.
    pub grade: Option<Grade>,
    /// Whether that is the auditor's alone as yet.
    pub provisional: bool,
    /// The sections, in the form's order.
    pub sections: Vec<FlaggedSection>,
}

/// A section graded Inadequate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FlaggedSection {
    /// The section.
    pub section: SectionId,
    /// Its title.
    pub title: String,
}

/// An observation of one of the team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Observation {
    /// The audit.
    pub id: AuditId,
    /// Who was observed.
    pub worker: Option<String>,
    /// Who observed.
    pub auditor: Option<String>,
    /// When it was allocated.
    pub allocated: Option<Date>,
    /// When the report was submitted.
    pub submitted: Option<Date>,
    /// The grade.
    pub grade: Option<Grade>,
    /// Whether the evidence is still to be reviewed.
    pub provisional: bool,
}

/// The final grades of those settled in the year.
pub(super) fn grades(own: &[Summary], year: &NamedDays, headline_forms: &[FormId]) -> Vec<GradesOf> {
    let settled = own
        .iter()
        .filter(|summary| summary.counts() && summary.is_told(headline_forms))
        .filter(|summary| year.contains(summary.progress.settled));
    by_form(&settled.collect::<Vec<_>>())
}

/// The auditors' grades of those submitted by the year's end and not settled yet.
pub(super) fn provisional(own: &[Summary], year: &NamedDays, headline_forms: &[FormId]) -> Vec<GradesOf> {
    let waiting = own.iter().filter(|summary| {
        let progress = &summary.progress;
        let by_then = progress.submitted.is_some_and(|day| day <= year.to);
        let told = summary.counts() && summary.is_told(headline_forms);
        told && by_then && progress.settled.is_none()
    });
    by_form(&waiting.collect::<Vec<_>>())
}

/// Those that became Inadequate in the year, and those of before that are not closed.
pub(super) fn inadequate(own: &[Summary], year: &NamedDays) -> GradedInadequate {
    let wanted = |summary: &&Summary| {
        let in_year = InadequateLine::is_wanted(summary, |day| year.contains(day));
        let open = summary.is_inadequate() && summary.progress.status != Status::Closed;
        !summary.is_off() && (in_year || open)
    };
    GradedInadequate::of(own.iter().filter(wanted))
}

/// Those submitted in the year that have a section graded Inadequate under a better overall grade.
pub(super) fn inadequate_sections(
    own: &[Summary],
    year: &NamedDays,
    forms: &BTreeMap<FormRef, Form>,
) -> Vec<Flagged> {
    own.iter()
        .filter(|summary| !summary.is_off() && year.contains(summary.progress.submitted))
        .filter_map(|summary| {
            let mut sections: Vec<(usize, FlaggedSection)> = summary
                .inadequate_sections()
                .map(|section| {
                    let (place, title) = printed(forms, &summary.form, section);
                    let section = section.clone();
                    (place, FlaggedSection { section, title })
                })
                .collect();
            sections.sort_by_key(|(place, _)| *place);
            (!sections.is_empty()).then(|| Flagged {
                id: summary.id.clone(),
                form: summary.form.to_string(),
                grade: summary.progress.final_grade,
                provisional: summary.progress.provisional,
                sections: sections.into_iter().map(|(_, section)| section).collect(),
            })
        })
        .collect()
}

/// What families said in audits submitted in the year.
pub(super) fn family_feedback(own: &[Summary], year: &NamedDays) -> FamiliesSaid {
    let submitted = own
        .iter()
        .filter(|summary| summary.counts() && year.contains(summary.progress.submitted));
    FamiliesSaid::of(submitted)
}

/// Observations that were allocated in the year.
pub(super) fn observations(own: &[Summary], year: &NamedDays) -> Vec<Observation> {
    own.iter()
        .filter(|summary| !summary.process.regrades && !summary.is_off() && year.contains(summary.allocated))
        .map(|summary| Observation {
            id: summary.id.clone(),
            worker: summary.worker.as_deref().map(str::to_owned),
            auditor: summary.progress.auditor.as_deref().map(str::to_owned),
            allocated: summary.allocated,
            submitted: summary.progress.submitted,
            grade: summary.progress.final_grade,
            provisional: summary.progress.provisional,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reports::quarterly::figures::test_audits::{day, settled, submitted, word};

    fn year() -> NamedDays {
        NamedDays {
            name: "2026-27".to_owned(),
            from: day("2026-04-01"),
            to: day("2027-03-31"),
        }
    }

    #[test]
    fn the_first_and_the_last_day_lie_in_a_time_and_no_day_does_not() {
        for (on, lies_in) in [
            ("2026-03-31", false),
            ("2026-04-01", true),
            ("2027-03-31", true),
            ("2027-04-01", false),
        ] {
            assert_eq!(year().contains(Some(day(on))), lies_in, "{on}");
        }
        assert!(!year().contains(None));
    }

    #[test]
    fn the_auditors_grade_is_told_alone_until_the_audit_settles() {
        let mut withdrawn = submitted(2, "2026-11-10", Grade::Good);
        withdrawn.progress.status = Status::Withdrawn;
        let mut unmoderated = submitted(3, "2026-11-10", Grade::Good);
        unmoderated.progress.needs_settling = false;
        let own = [
            submitted(1, "2027-03-31", Grade::Good),
            withdrawn,
            unmoderated,
            submitted(4, "2027-04-01", Grade::Good),
            settled(5, "2026-11-10", Grade::Good, Grade::Good),
        ];
        let told = provisional(&own, &year(), &[word("child-case")]);
        let counts: Vec<usize> = told.iter().map(|line| line.grades.n()).collect();
        assert_eq!(counts, [1]);
    }

    #[test]
    fn what_became_inadequate_before_the_year_is_listed_until_it_is_closed() {
        let inadequate_since = |number, since| {
            let mut audit = settled(number, since, Grade::Good, Grade::Inadequate);
            audit.inadequate.since = Some(day(since));
            audit
        };
        let closed = |number, since| {
            let mut audit = inadequate_since(number, since);
            audit.progress.status = Status::Closed;
            audit
        };
        let mut withdrawn = inadequate_since(5, "2026-11-10");
        withdrawn.progress.status = Status::Withdrawn;
        let own = [
            inadequate_since(1, "2025-11-10"),
            closed(2, "2025-11-10"),
            inadequate_since(3, "2026-11-10"),
            closed(4, "2026-11-10"),
            withdrawn,
            settled(6, "2026-11-10", Grade::Good, Grade::Good),
        ];
        let listed = inadequate(&own, &year()).inadequate;
        let ids: Vec<String> = listed.iter().map(|line| line.id.to_string()).collect();
        assert_eq!(ids, ["CF-26-0001", "CF-26-0003", "CF-26-0004"]);
    }
}
