//! The headline: Good or better, its grades, and what is missing from it.

use crate::figures::{Excluded, Faulty};

use super::QuarterlyInput;
use crate::figures::stats::Share;
use crate::figures::summary::Summary;
use crate::framework::Grade;
use crate::framework::schedule::Selection;

/// Whether the audit's case was drawn at random; where nobody wrote how it was picked, it was not.
pub(super) fn is_random(summary: &Summary) -> bool {
    summary.selection == Some(Selection::Random)
}

/// How many final grades are Good or Outstanding, of audits that have one.
pub(super) fn good_or_better(summaries: &[&Summary]) -> Share {
    let grades = summaries
        .iter()
        .filter_map(|summary| summary.progress.final_grade);
    Share::that(grades.map(Grade::is_good_or_better))
}

/// Of the headline's forms, those submitted by the quarter's end and not settled yet, at the auditor's grade.
pub(super) fn provisional(input: &QuarterlyInput<'_>) -> Share {
    let waiting = input.counted().filter(|summary| {
        let by_then = summary
            .progress
            .submitted
            .is_some_and(|day| day <= input.period().to());
        input.is_headline(summary) && by_then && summary.progress.settled.is_none()
    });
    let grades = waiting.filter_map(|summary| summary.progress.auditor_grade);
    Share::that(grades.map(Grade::is_good_or_better))
}

/// How many were submitted in the quarter, of all forms: those that can't be counted too, but none of which it is not
/// known where it stands.
pub(super) fn submitted(input: &QuarterlyInput<'_>) -> usize {
    input
        .on()
        .filter(|summary| summary.progress.unknown.is_none())
        .filter(|summary| input.in_quarter(summary.progress.submitted))
        .count()
}

/// How many of those allocated in the quarter were withdrawn.
pub(super) fn withdrawn(input: &QuarterlyInput<'_>) -> usize {
    input
        .summaries
        .iter()
        .filter(|summary| summary.is_withdrawn() && input.in_quarter(summary.allocated))
        .count()
}

/// What was submitted in the quarter and can't be counted, by id. Where the day of submission can't be read either, the
/// day of allocation speaks for it, so that no audit drops out unseen.
pub(super) fn excluded(input: &QuarterlyInput<'_>) -> Vec<Excluded> {
    let mut excluded: Vec<Excluded> = input.of_quarter().filter_map(Excluded::of).collect();
    excluded.sort_by(|a, b| a.id.cmp(&b.id));
    excluded
}

/// What was submitted in the quarter with errors and counts, by id.
pub(super) fn faulty(input: &QuarterlyInput<'_>) -> Vec<Faulty> {
    let mut faulty: Vec<Faulty> = input
        .submitted()
        .filter(|summary| summary.errors > 0)
        .map(|summary| Faulty {
            id: summary.id.clone(),
            errors: summary.errors,
        })
        .collect();
    faulty.sort_by(|a, b| a.id.cmp(&b.id));
    faulty
}
