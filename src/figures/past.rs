//! What a quarter's figures still need of audits that are long over.

use std::collections::BTreeMap;

use super::follow_up::{Actions, ActionsDue};
use super::stats::Share;
use super::summary::{FamilySummary, Summary};
use crate::framework::{Date, Grade, Quarter};

/// Days before a quarter from which on an audit may be told of in its report as one of its own: a row's period of a
/// year may end in the quarter, and begin so long before.
const MARGIN: u64 = 400;

/// Audits that were over long before a quarter: counted, and let go of. A report's memory grows with what a council
/// does in a year, then, and not with the years that its store has seen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LongOver {
    /// By the day on which they were settled, those that the headline counts.
    pub(crate) settled: BTreeMap<Date, GoodOfGrades>,
    /// What families said, by the day of submission.
    pub(crate) family: Vec<(Date, FamilySummary)>,
    /// Their actions.
    pub(crate) actions: Actions,
    /// Their actions whose day has passed, by that day.
    pub(crate) due: BTreeMap<Date, ActionsDue>,
    /// Of those that were late or still are: the day by which they were to be done, and the day on which they were.
    pub(crate) late: Vec<(Date, Option<Date>)>,
    /// The first day of any.
    pub(crate) began: Option<Date>,
}

/// How many final grades there are, and how many of them are Good or better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct GoodOfGrades {
    n: usize,
    good_or_better: usize,
}

impl GoodOfGrades {
    /// Counts an audit's final grade, where it has one.
    pub(crate) fn count(&mut self, grade: Option<Grade>) {
        self.n += usize::from(grade.is_some());
        self.good_or_better += usize::from(grade.is_some_and(Grade::is_good_or_better));
    }

    /// Adds others.
    pub(crate) fn add(&mut self, others: Self) {
        self.n += others.n;
        self.good_or_better += others.good_or_better;
    }

    pub(crate) fn share(self) -> Share {
        Share::of(self.good_or_better, self.n)
    }
}

impl LongOver {
    /// The day before which an audit must be over to be past, for the reports of these quarters.
    pub fn until(quarters: &[Quarter]) -> Option<Date> {
        let first = quarters.iter().map(|quarter| quarter.period().from()).min()?;
        Some(first.minus_days(MARGIN))
    }

    /// Counts an audit that is over. `is_headline` says whether the headline counts it.
    pub fn add(&mut self, summary: &Summary, is_headline: bool, today: Date) {
        let progress = &summary.progress;
        if let (Some(settled), true) = (progress.settled, is_headline) {
            self.settled
                .entry(settled)
                .or_default()
                .count(progress.final_grade);
        }
        if let Some(submitted) = progress.submitted {
            self.family
                .extend(summary.family.iter().map(|said| (submitted, *said)));
        }
        self.actions = self.actions.and(Actions::of(&summary.actions, today));
        for action in &summary.actions {
            if let Some(by) = action.by.filter(|by| *by < today) {
                let day = self.due.entry(by).or_default();
                *day = day.and(ActionsDue::of([action], |_| true, today));
                if action.done.is_none_or(|done| done > by) {
                    self.late.push((by, action.done));
                }
            }
        }
        self.began = self.began.into_iter().chain(summary.began()).min();
    }
}

impl Summary {
    /// Whether nothing of it happened, fell due or waits on this day or later, and it can be counted: it was settled and
    /// every step done. Its actions may be open.
    pub fn is_over_before(&self, day: Date) -> bool {
        let progress = &self.progress;
        let needed = [self.allocated, progress.submitted, progress.settled];
        let others = [
            self.audited,
            progress.latest_submission,
            progress.sent,
            progress.feedback,
            self.inadequate.since,
            self.inadequate.informed,
            self.inadequate.direction,
            self.inadequate.actions_reviewed,
            self.inadequate.re_audited,
        ];
        let before = |on: &Date| *on < day;
        self.counts()
            && needed.iter().all(|on| on.as_ref().is_some_and(before))
            && others.iter().flatten().all(before)
            && progress.steps.iter().all(|state| {
                let days = [Some(state.started), Some(state.due), state.done];
                days.iter().all(|on| on.as_ref().is_some_and(before))
            })
    }

    /// The first day of it that is known.
    pub(crate) fn began(&self) -> Option<Date> {
        let days = [self.allocated, self.progress.submitted, self.progress.settled];
        days.into_iter().flatten().min()
    }
}
