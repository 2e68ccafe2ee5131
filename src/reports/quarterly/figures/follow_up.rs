//! What followed: of every Inadequate, and of the action plans.

use super::QuarterlyInput;
use crate::figures::follow_up::{Actions, GradedInadequate, InadequateLine};
use crate::figures::summary::Summary;

/// Those that became Inadequate in the quarter, or were settled in it as Inadequate; of all forms. One that was
/// regraded upwards is told too, for its notice was due; one that can't be counted likewise, for its child's sake.
pub(super) fn inadequate(input: &QuarterlyInput<'_>) -> GradedInadequate {
    let wanted = |summary: &&Summary| InadequateLine::is_wanted(summary, |day| input.in_quarter(day));
    GradedInadequate::of(input.on().filter(wanted))
}

/// The whole register as it stands today, whatever the quarter.
pub(super) fn actions(input: &QuarterlyInput<'_>) -> Actions {
    let now = Actions::of(input.on().flat_map(|summary| &summary.actions), input.store.as_of);
    now.and(input.past.actions)
}
