//! What came of an expectation, and the counts of it.

use std::fmt;

use serde::{Serialize, Serializer};

use super::Expectation;
use crate::figures::expectation::ExpectedAudits;
use crate::figures::summary::Summary;
use crate::framework::{Date, Period, Step};

/// What came of one expectation. The first six are of what is expected, the last three are not expected at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ExpectationState {
    /// Submitted by the day it was due (ten working days from allocation, as `schedule.toml` has it).
    Done,
    /// Submitted after that day.
    Late,
    /// Allocated and not submitted yet: its day has not passed, or its period still runs. Or a file of it can't be read, so
    /// that nobody knows whether it was submitted.
    Open,
    /// The period has ended, and nothing was allocated in it, or its day has passed and it was not submitted.
    Missing,
    /// The period still runs, and nothing is allocated yet.
    NotYetDue,
    /// The period has ended, and the store has no place for work of this kind: whether it took place is not known.
    NotRecorded,
    /// Nothing is expected: the person is exempt on one day of the period at least.
    Exempt,
    /// Nothing is expected: the person joined or left within the period.
    NotInPost,
    /// Nothing is expected: each auditor has one case drawn, and the person's is expected under another row.
    OtherRow,
}

impl ExpectationState {
    /// Every state, in order.
    pub const ALL: [Self; 9] = [
        Self::Done,
        Self::Late,
        Self::Open,
        Self::Missing,
        Self::NotYetDue,
        Self::NotRecorded,
        Self::Exempt,
        Self::NotInPost,
        Self::OtherRow,
    ];

    /// The name on screen; in JSON with hyphens.
    pub fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Late => "late",
            Self::Open => "open",
            Self::Missing => "missing",
            Self::NotYetDue => "not yet due",
            Self::NotRecorded => "not recorded",
            Self::Exempt => "exempt",
            Self::NotInPost => "not in post",
            Self::OtherRow => "other row",
        }
    }

    /// How people are told of it; programs have its name.
    pub fn said(self) -> &'static str {
        match self {
            Self::Late => "done late",
            other => other.name(),
        }
    }

    /// What it means, for the report's legend.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Done => "submitted by the day the audit was due",
            Self::Late => "submitted after that day",
            Self::Open => {
                "allocated, not submitted yet; the day it is due has not passed, its period still runs, or a file of it can't be read"
            }
            Self::Missing => {
                "the period has ended and nothing was allocated in it, or what was is past its day and not submitted"
            }
            Self::NotYetDue => "the period still runs and nothing is allocated yet",
            Self::NotRecorded => {
                "the period has ended, but the store has no place for this kind of work: it may have taken place"
            }
            Self::Exempt => "nothing is expected: exempt on one day of the period at least",
            Self::NotInPost => "nothing is expected: in post on some days of the period, not on all",
            Self::OtherRow => {
                "nothing is expected here: each auditor has one case drawn at a time, and it is expected under another row"
            }
        }
    }

    /// Whether it is one of what is expected.
    pub fn is_expected(self) -> bool {
        !matches!(self, Self::Exempt | Self::NotInPost | Self::OtherRow)
    }
}

impl fmt::Display for ExpectationState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl Serialize for ExpectationState {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.name().replace(' ', "-"))
    }
}

/// Judges an expectation by the audits that serve it. Of several the best counts, so that one audit more than was asked
/// for never makes things worse. With it goes the day an audit that is not submitted is due.
pub(super) fn judge(live: &[&Summary], period: Period, today: Date) -> (ExpectationState, Option<Date>) {
    let has_ended = period.to() < today;
    let each = live.iter().map(|summary| {
        let due = summary.progress.due(Step::Audit);
        match summary.progress.submitted {
            Some(day) if due.is_some_and(|due| due < day) => (ExpectationState::Late, None),
            Some(_) => (ExpectationState::Done, None),
            None if has_ended && due.is_some_and(|due| due < today) => (ExpectationState::Missing, due),
            None => (ExpectationState::Open, due),
        }
    });
    let nothing = if has_ended {
        ExpectationState::Missing
    } else {
        ExpectationState::NotYetDue
    };
    each.min().unwrap_or((nothing, None))
}

/// Judges an expectation that a wider work meets, on the day its report goes. `known`: whether the store told of such works
/// by then; else it is not known whether one took place.
pub(super) fn judge_work(one: &ExpectedAudits<'_>, known: bool, today: Date) -> ExpectationState {
    let has_ended = one.period.to() < today;
    match (one.is_reported, one.work, has_ended) {
        (true, ..) => ExpectationState::Done,
        (false, Some(_), false) => ExpectationState::Open,
        (false, None, false) => ExpectationState::NotYetDue,
        (false, _, true) if known => ExpectationState::Missing,
        (false, _, true) => ExpectationState::NotRecorded,
    }
}

/// How many expectations came to what. `expected` is the sum of the six that follow it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "each is the number of the state of its name")]
pub struct Counts {
    pub expected: usize,
    pub done: usize,
    pub late: usize,
    pub open: usize,
    pub missing: usize,
    pub not_yet_due: usize,
    pub not_recorded: usize,
    pub exempt: usize,
    pub not_in_post: usize,
    pub other_row: usize,
}

impl Counts {
    /// Counts expectations.
    pub fn of<'a>(expectations: impl IntoIterator<Item = &'a Expectation>) -> Self {
        let mut counts = Self::default();
        for one in expectations {
            counts.expected += usize::from(one.state.is_expected());
            *counts.place(one.state) += 1;
        }
        counts
    }

    fn place(&mut self, state: ExpectationState) -> &mut usize {
        match state {
            ExpectationState::Done => &mut self.done,
            ExpectationState::Late => &mut self.late,
            ExpectationState::Open => &mut self.open,
            ExpectationState::Missing => &mut self.missing,
            ExpectationState::NotYetDue => &mut self.not_yet_due,
            ExpectationState::NotRecorded => &mut self.not_recorded,
            ExpectationState::Exempt => &mut self.exempt,
            ExpectationState::NotInPost => &mut self.not_in_post,
            ExpectationState::OtherRow => &mut self.other_row,
        }
    }

    /// How many came to one of the states.
    pub fn get(&self, state: ExpectationState) -> usize {
        match state {
            ExpectationState::Done => self.done,
            ExpectationState::Late => self.late,
            ExpectationState::Open => self.open,
            ExpectationState::Missing => self.missing,
            ExpectationState::NotYetDue => self.not_yet_due,
            ExpectationState::NotRecorded => self.not_recorded,
            ExpectationState::Exempt => self.exempt,
            ExpectationState::NotInPost => self.not_in_post,
            ExpectationState::OtherRow => self.other_row,
        }
    }

    /// How many were submitted, in time or late.
    pub fn submitted(&self) -> usize {
        self.done + self.late
    }
}
