//! Overdue actions: how long the oldest has waited, and how many were overdue when the quarter began.

use super::QuarterlyInput;
use crate::framework::Date;

/// What stands beside the number of overdue actions; said in words, and in no issue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OverdueActions {
    /// The day of the one that has waited longest, and how many working days ago it was.
    pub oldest: Option<(Date, u32)>,
    /// How many were overdue at the end of the quarter before.
    pub before: usize,
}

/// An action's day, and the day on which it was done.
type Dated = (Date, Option<Date>);

/// The oldest overdue action of audits, and how many were overdue at the end of the quarter before.
pub(super) fn overdue(input: &QuarterlyInput<'_>) -> OverdueActions {
    let today = input.store.as_of;
    let then = input.quarter.before().period().to().min(today);
    let own = input.on().flat_map(|summary| {
        let dated = summary.actions.iter().filter_map(move |action| {
            let planned = if action.is_of_re_audit() {
                summary.inadequate.re_audited
            } else {
                summary.progress.submitted
            };
            Some(((action.by?, action.done), planned))
        });
        dated.collect::<Vec<_>>()
    });
    let past = input.past.late.iter().map(|dated| (*dated, Some(dated.0)));
    let all: Vec<(Dated, Option<Date>)> = own.chain(past).collect();
    let oldest = all
        .iter()
        .filter(|(dated, _)| is_overdue(*dated, today))
        .map(|((by, _), _)| *by)
        .min();
    let was = |planned: &Option<Date>| planned.is_none_or(|day| day <= then);
    OverdueActions {
        oldest: oldest.map(|by| (by, input.store.calendar.between(by, today).0)),
        before: all
            .iter()
            .filter(|(dated, planned)| is_overdue(*dated, then) && was(planned))
            .count(),
    }
}

fn is_overdue((by, done): Dated, day: Date) -> bool {
    by < day && done.is_none_or(|done| done > day)
}
