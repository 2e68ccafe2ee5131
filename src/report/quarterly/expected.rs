//! What the schedule expects of the quarter, and what came of it.

use serde::Serialize;

use super::Input;
use crate::framework::{Period, Row, RowId, Service};
use crate::progress::Status;
use crate::report::expectation::{Counting, Standing};
use crate::report::summary::Summary;

/// A row of the schedule over its periods that end in the quarter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Expected {
    /// The row.
    pub row: RowId,
    /// Its service; none where it is all of them.
    pub service: Option<Service>,
    /// Its activity's name; none where it is to be confirmed.
    pub activity: Option<&'static str>,
    /// How many audits it expects, the exempt left out.
    pub expected: usize,
    /// How many it would have expected of people who were exempt.
    pub exempt: usize,
    /// How many were allocated in these periods, those that went off too.
    pub allocated: usize,
    /// How many of these were replaced by another case.
    pub replaced: usize,
    /// How many of these were withdrawn; the expectation stands.
    pub withdrawn: usize,
    /// How many of these are on and were submitted by today.
    pub submitted: usize,
}

/// Every row in the schedule's order. A row to be confirmed expects nothing; what was allocated for it in the quarter
/// is shown all the same.
pub(super) fn expected(input: &Input<'_>) -> Vec<Expected> {
    input.schedule.rows.iter().map(|row| of(input, row)).collect()
}

fn of(input: &Input<'_>, row: &Row) -> Expected {
    let ending: Vec<Period> = row
        .times_a_year
        .into_iter()
        .flat_map(|times| input.period().year().parts(times))
        .filter(|period| input.period().contains(period.to()))
        .collect();
    let counting = Counting {
        people: input.people,
        exemptions: input.exemptions,
    };
    let (mut expected, mut exempt) = (0, 0);
    for period in &ending {
        for named in counting.named(row, *period) {
            expected += usize::from(named.standing == Standing::Asked);
            exempt += usize::from(named.standing == Standing::Exempt);
        }
    }
    let windows = if row.is_to_be_confirmed() {
        vec![input.period()]
    } else {
        ending
    };
    let audits: Vec<&Summary> = input
        .summaries
        .iter()
        .filter(|summary| summary.row.as_ref() == Some(&row.id))
        .filter(|summary| {
            let allocated = summary.allocated;
            allocated.is_some_and(|day| windows.iter().any(|window| window.contains(day)))
        })
        .collect();
    let with = |status: Status| {
        audits
            .iter()
            .filter(|audit| audit.progress.status == status)
            .count()
    };
    Expected {
        row: row.id.clone(),
        service: row.service.clone(),
        activity: row.activity.map(crate::framework::schedule::Activity::name),
        expected,
        exempt,
        allocated: audits.len(),
        replaced: with(Status::Replaced),
        withdrawn: with(Status::Withdrawn),
        submitted: audits
            .iter()
            .filter(|audit| !audit.is_off() && audit.progress.submitted.is_some())
            .count(),
    }
}
