//! The two weak signs that are said in words: results that are poor, and results that don't move.

use serde::Serialize;

use super::trend::QuarterShare;
use crate::report::stats::Share;

/// Below this share, in percent, results are called poor: more audits are not Good than are.
const HALF: usize = 2;
/// So many quarters running without a rise are called standing still; each needs the one before it.
const STILL: usize = 3;

/// A weak sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sign {
    /// Fewer than half of the audits are Good or better.
    Poor,
    /// The share was not above that of the quarter before for three quarters running.
    DoesNotMove,
}

/// The signs of a quarter, in their order.
pub(super) fn signs(share: &Share, quarters: &[QuarterShare]) -> Vec<Sign> {
    let mut signs = Vec::new();
    if share.n > 0 && share.count * HALF < share.n {
        signs.push(Sign::Poor);
    }
    if stands_still(quarters) {
        signs.push(Sign::DoesNotMove);
    }
    signs
}

/// Whether none of the last three quarters was above the one before it; all four must have audits. The exact shares
/// are compared, not the rounded ones.
fn stands_still(quarters: &[QuarterShare]) -> bool {
    let last: Vec<&Share> = quarters
        .iter()
        .rev()
        .take(STILL + 1)
        .map(|quarter| &quarter.share)
        .collect();
    // The latest stands first.
    let not_above = |two: &[&Share]| two[0].count * two[1].n <= two[1].count * two[0].n;
    last.len() == STILL + 1 && last.iter().all(|share| share.n > 0) && last.windows(2).all(not_above)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::{Quarter, YearStart};

    fn quarters(shares: &[(usize, usize)]) -> Vec<QuarterShare> {
        let last = Quarter::parse("2026-27-Q3", YearStart::default()).unwrap();
        let mut names: Vec<Quarter> = std::iter::successors(Some(last), |quarter| Some(quarter.before()))
            .take(shares.len())
            .collect();
        names.reverse();
        names
            .into_iter()
            .zip(shares)
            .map(|(quarter, (count, n))| QuarterShare {
                quarter,
                share: Share::of(*count, *n),
            })
            .collect()
    }

    #[test]
    fn fewer_than_half_is_poor_and_half_is_not() {
        assert_eq!(signs(&Share::of(4, 9), &[]), [Sign::Poor]);
        assert_eq!(signs(&Share::of(5, 10), &[]), []);
        assert_eq!(signs(&Share::of(0, 0), &[]), []);
    }

    #[test]
    fn three_quarters_without_a_rise_stand_still() {
        let share = Share::of(6, 10);
        let of = |shares: &[(usize, usize)]| signs(&share, &quarters(shares));
        assert_eq!(of(&[(7, 10), (6, 10), (6, 10), (5, 10)]), [Sign::DoesNotMove]);
        assert_eq!(of(&[(6, 10), (6, 10), (6, 10), (6, 10)]), [Sign::DoesNotMove]);
        assert_eq!(of(&[(7, 10), (6, 10), (7, 10), (5, 10)]), []);
        assert_eq!(of(&[(6, 10), (6, 10), (5, 10)]), []);
        // A quarter without audits tells nothing, and 1 of 3 is above 33 of 100.
        assert_eq!(of(&[(7, 10), (0, 0), (6, 10), (5, 10)]), []);
        assert_eq!(of(&[(50, 100), (40, 100), (33, 100), (1, 3)]), []);
    }
}
