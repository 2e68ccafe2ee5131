//! Whether two shares differ by more than chance makes.

use serde::Serialize;

use super::{Share, float, round, wilson};

/// The difference of two shares, in percentage points.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ShareDifference {
    /// The first less the second, to one decimal.
    pub points: f64,
    /// The 95% interval's lower end, -100 at least.
    pub low: f64,
    /// The interval's upper end, 100 at most.
    pub high: f64,
}

impl ShareDifference {
    /// The difference of two independent shares with Newcombe's hybrid score interval (1998, method 10): the two Wilson
    /// intervals put together, without continuity correction. `None` where either has nothing to count.
    ///
    /// With d = p1 - p2: d - √((p1-l1)² + (u2-p2)²) to d + √((u1-p1)² + (p2-l2)²).
    pub fn of(first: &Share, second: &Share) -> Option<Self> {
        let (low, high) = ends(first, second)?;
        let of = |share: &Share| float(share.count) / float(share.n);
        Some(Self {
            points: round((of(first) - of(second)) * 100.0, 1),
            low: round(low * 100.0, 1),
            high: round(high * 100.0, 1),
        })
    }

    /// Whether the interval leaves out no difference, so that chance alone is an unlikely reason.
    pub fn is_clear(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

/// The interval's ends, -1 to 1.
fn ends(first: &Share, second: &Share) -> Option<(f64, f64)> {
    let ((l1, u1), (l2, u2)) = (wilson(first.count, first.n)?, wilson(second.count, second.n)?);
    let (p1, p2) = (
        float(first.count) / float(first.n),
        float(second.count) / float(second.n),
    );
    let d = p1 - p2;
    Some((d - (p1 - l1).hypot(u2 - p2), d + (u1 - p1).hypot(p2 - l2)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_is_that_of_newcombes_examples() {
        // Newcombe 1998, Statistics in Medicine 17:873-890, table II, method 10.
        for (first, second, low, high) in [
            ((56, 70), (48, 80), 0.0524, 0.3339),
            ((9, 10), (3, 10), 0.1705, 0.8090),
            ((6, 7), (2, 7), 0.0582, 0.8062),
            ((5, 56), (0, 29), -0.0381, 0.1926),
            ((10, 10), (0, 20), 0.6791, 1.0),
        ] {
            let share = |(count, n)| Share::of(count, n);
            let found = ends(&share(first), &share(second)).unwrap();
            assert!((found.0 - low).abs() < 6e-5, "{first:?} {second:?}: {found:?}");
            assert!((found.1 - high).abs() < 6e-5, "{first:?} {second:?}: {found:?}");
        }
    }

    #[test]
    fn no_difference_is_not_clear_and_nothing_has_none() {
        let difference = ShareDifference::of(&Share::of(6, 10), &Share::of(6, 10)).unwrap();
        assert!(difference.points.abs() < 1e-9 && !difference.is_clear());
        assert!(
            ShareDifference::of(&Share::of(90, 100), &Share::of(10, 100))
                .unwrap()
                .is_clear()
        );
        assert_eq!(ShareDifference::of(&Share::of(0, 0), &Share::of(1, 2)), None);
    }

    #[test]
    fn an_interval_that_ends_at_no_difference_is_not_clear() {
        let of = |low, high| ShareDifference {
            points: f64::midpoint(low, high),
            low,
            high,
        };
        assert!(!of(0.0, 24.6).is_clear() && !of(-24.6, 0.0).is_clear());
        assert!(of(0.1, 24.6).is_clear() && of(-24.6, -0.1).is_clear());
    }
}
