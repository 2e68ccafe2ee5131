//! The weak signs that are said in words: results that are poor, and results that fall or don't move.

use serde::Serialize;

use super::by_cycle::QuarterShare;
use crate::figures::TrendLines;
use crate::figures::stats::Share;
use crate::figures::stats::chart::N_FOR_SIGNAL;

/// Below this share, in percent, results are called poor: more audits are not Good than are.
const HALF: usize = 2;
/// So many quarters running without a rise are a sign; each needs the one before it.
const STILL: usize = 3;

/// A weak sign. None is taken from fewer than five audits, of which one alone would move the share by a fifth and more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum WeakSign {
    /// Fewer than half of the audits are Good or better.
    Poor,
    /// The share was not above that of the quarter before for three quarters running, and is lower than it was.
    Fell,
    /// The same, and it is as it was; below 100%, above which no share can rise.
    DoesNotMove,
    /// In twelve cycles and more nothing stood out, and results stayed low (`docs/statistics.md`).
    NoImprovement,
}

/// The signs of a quarter, in their order.
pub(super) fn signs(share: &Share, quarters: &[QuarterShare], trend: &TrendLines) -> Vec<WeakSign> {
    let is_poor = is_enough(share) && share.count * HALF < share.n;
    let poor = is_poor.then_some(WeakSign::Poor);
    let flat = trend.no_improvement.map(|_| WeakSign::NoImprovement);
    poor.into_iter()
        .chain(without_a_rise(quarters))
        .chain(flat)
        .collect()
}

fn is_enough(share: &Share) -> bool {
    share.n >= N_FOR_SIGNAL
}

/// The quarter from which a sign of the last three is reckoned, and the last.
pub fn ends(quarters: &[QuarterShare]) -> Option<(&QuarterShare, &QuarterShare)> {
    let first = quarters.len().checked_sub(STILL + 1)?;
    Some((quarters.get(first)?, quarters.last()?))
}

/// What came of three quarters none of which was above the one before it. The exact shares are compared, not the
/// rounded ones.
fn without_a_rise(quarters: &[QuarterShare]) -> Option<WeakSign> {
    let (then, now) = ends(quarters)?;
    let (then, now) = (&then.share, &now.share);
    let last: Vec<&Share> = quarters
        .iter()
        .rev()
        .take(STILL + 1)
        .map(|quarter| &quarter.share)
        .collect();
    // The latest stands first.
    let rose = |two: &[&Share]| is_above(two[0], two[1]);
    if !last.iter().all(|share| is_enough(share)) || last.windows(2).any(rose) {
        None
    } else if is_above(then, now) {
        Some(WeakSign::Fell)
    } else {
        (now.count < now.n).then_some(WeakSign::DoesNotMove)
    }
}

fn is_above(one: &Share, other: &Share) -> bool {
    one.count * other.n > other.count * one.n
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

    fn weak(share: &Share, quarters: &[QuarterShare]) -> Vec<WeakSign> {
        signs(share, quarters, &TrendLines::of(Vec::new()))
    }

    #[test]
    fn fewer_than_half_is_poor_and_half_is_not() {
        assert_eq!(weak(&Share::of(4, 9), &[]), [WeakSign::Poor]);
        assert_eq!(weak(&Share::of(5, 10), &[]), []);
        assert_eq!(weak(&Share::of(0, 0), &[]), []);
        // One audit, or four, say nothing of a quarter.
        assert_eq!(weak(&Share::of(0, 1), &[]), []);
        assert_eq!(weak(&Share::of(0, 4), &[]), []);
        assert_eq!(weak(&Share::of(0, 5), &[]), [WeakSign::Poor]);
    }

    #[test]
    fn three_quarters_without_a_rise_fall_or_stand_still() {
        let share = Share::of(6, 10);
        let of = |shares: &[(usize, usize)]| weak(&share, &quarters(shares));
        assert_eq!(of(&[(7, 10), (6, 10), (6, 10), (5, 10)]), [WeakSign::Fell]);
        assert_eq!(of(&[(6, 10), (6, 10), (6, 10), (6, 10)]), [WeakSign::DoesNotMove]);
        assert_eq!(of(&[(12, 20), (6, 10), (3, 5), (6, 10)]), [WeakSign::DoesNotMove]);
        assert_eq!(of(&[(7, 10), (6, 10), (7, 10), (5, 10)]), []);
        // Nothing rises above 100%, and to fall from there is to fall.
        assert_eq!(of(&[(10, 10), (5, 5), (10, 10), (9, 9)]), []);
        assert_eq!(of(&[(10, 10), (10, 10), (10, 10), (2, 5)]), [WeakSign::Fell]);
        assert_eq!(of(&[(0, 10), (10, 10), (10, 10), (10, 10)]), []);
        assert_eq!(of(&[(0, 1), (0, 1), (0, 1), (0, 1)]), []);
        assert_eq!(of(&[(6, 10), (6, 10), (5, 10)]), []);
        // A quarter without audits tells nothing, and 1 of 3 is above 33 of 100.
        assert_eq!(of(&[(7, 10), (0, 0), (6, 10), (5, 10)]), []);
        assert_eq!(of(&[(50, 100), (40, 100), (33, 100), (1, 3)]), []);
    }
}
