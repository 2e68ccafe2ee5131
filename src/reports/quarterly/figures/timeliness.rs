//! Which steps were done on time in the quarter.

use super::QuarterlyInput;
use crate::figures::Timeliness;
use crate::framework::{Date, Step, Unlisted};

/// Every step in its order, over all forms.
pub(super) fn timeliness(input: &QuarterlyInput<'_>) -> Vec<Timeliness> {
    let in_quarter = |day: Date| input.in_quarter(Some(day));
    let of = |(_, step): &(_, Step)| Timeliness::of(input.on(), *step, in_quarter, input.store.as_of);
    Step::NAMES.iter().map(of).collect()
}

/// The years whose bank holidays the list does not have, of the days counted for the steps that are told of.
pub(super) fn unlisted(input: &QuarterlyInput<'_>) -> Unlisted {
    Timeliness::unlisted(
        input.on(),
        |_, day| input.in_quarter(Some(day)),
        input.store.as_of,
    )
}
