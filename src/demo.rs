//! A council that does not exist: a roster, and auditors' forms filled in by rule, for the proof that `qaf demo` gives.
//!
//! Everything is made from a seed. The forms are filled from their templates, so that a new form is filled too.

pub mod council;
pub mod fill;
pub mod leavers;
pub mod other_roles;
pub(crate) mod prose;
mod topics;
pub mod works;

use crate::framework::Date;

/// The council's name.
pub const COUNCIL: &str = "Elmsworth Council";

/// So many throws of a ten-sided die, from 0 to 9: the same seed, the same throws.
pub fn dice(seed: &str, throws: usize) -> String {
    let mut chooser = prose::Chooser::new(format!("dice/{seed}"));
    (0..throws).map(|_| chooser.below(10).to_string()).collect()
}

/// The working day nearest to a day: nobody of the made-up council works on Saturdays or Sundays.
///
/// The order of days stays: a Saturday becomes the Friday before, a Sunday the Monday after.
pub fn weekday(day: Date) -> Date {
    match (day.is_weekend(), day.plus_days(1).is_weekend()) {
        (true, true) => day.minus_days(1),
        (true, false) => day.plus_days(1),
        _ => day,
    }
}
