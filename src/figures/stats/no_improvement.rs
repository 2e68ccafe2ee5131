//! Results that stay poor: a chart in which nothing stands out is no good news where it lies low. The framework looks out
//! for no improvement over time as well as for poor results.

use super::chart::{ChartPoint, ChartTrend, N_FOR_SIGNAL, POINTS_FOR_LIMITS};

/// Below this median, in percent, results are low: in most cycles fewer audits are Good than are not.
pub const LOW: f64 = 50.0;

/// In how many cycles nothing improved: those that were tested, twelve at least, where no sign stands out, up or down, and
/// the median of the chart is below 50%. `None` where that is not so.
pub fn no_improvement(points: &[ChartPoint], found: &ChartTrend) -> Option<usize> {
    let tested = points.iter().filter(|point| point.n >= N_FOR_SIGNAL).count();
    let is_low = found.median.is_some_and(|median| median < LOW);
    (tested >= POINTS_FOR_LIMITS && found.stretches.is_empty() && is_low).then_some(tested)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::chart::{point, trend};
    use super::*;

    fn found(shares: &[(usize, usize)]) -> Option<usize> {
        let points: Vec<ChartPoint> = shares.iter().filter_map(|(count, n)| point(*count, *n)).collect();
        no_improvement(&points, &trend(&points))
    }

    /// Reckoned by hand: the median of 2, 3, 2, 4 ... of 10 is 25%, the mean 27.5%, the mean range 13.6 and the limits are 0%
    /// and 63.8%: no point lies outside, no seven are on one side of the mean, none two of three are beyond 51.7%.
    #[test]
    fn flat_and_low_is_said_from_twelve_tested_cycles_and_below_a_half() {
        let low: Vec<(usize, usize)> = [2, 3, 2, 4]
            .repeat(4)
            .into_iter()
            .map(|count| (count, 10))
            .collect();
        assert_eq!(found(&low), Some(16));
        assert_eq!(found(&low[..12]), Some(12));
        assert_eq!(found(&low[..11]), None);
        // Cycles of few audits are not counted.
        let mut few = low[..12].to_vec();
        few[3] = (1, 4);
        assert_eq!(found(&few), None);
        // The same throughout.
        assert_eq!(found(&[(4, 10); 24]), Some(24));
        assert_eq!(found(&[(5, 10); 24]), None);
        assert_eq!(found(&[(9, 10); 24]), None);
        // Up from low to less low is an improvement, down is a sign of its own.
        let risen: Vec<(usize, usize)> = [[(1, 10); 8], [(4, 10); 8]].concat();
        assert_eq!(found(&risen), None);
        let fallen: Vec<(usize, usize)> = [[(4, 10); 8], [(1, 10); 8]].concat();
        assert_eq!(found(&fallen), None);
    }

    proptest! {
        #[test]
        fn it_is_said_only_of_a_low_chart_without_any_sign(
            shares in proptest::collection::vec((0..=20_usize, 1..=20_usize), 0..24),
        ) {
            let shares: Vec<(usize, usize)> = shares.into_iter().map(|(count, n)| (count.min(n), n)).collect();
            let points: Vec<ChartPoint> = shares.iter().filter_map(|(count, n)| point(*count, *n)).collect();
            let lines = trend(&points);
            let tested = shares.iter().filter(|(_, n)| *n >= 5).count();
            match no_improvement(&points, &lines) {
                Some(cycles) => {
                    prop_assert_eq!(cycles, tested);
                    prop_assert!(tested >= 12 && lines.signals.is_empty() && lines.median < Some(50.0));
                    // Told of the misses instead, the same chart is high.
                    let misses: Vec<(usize, usize)> = shares.iter().map(|(count, n)| (n - count, *n)).collect();
                    prop_assert_eq!(found(&misses), None);
                }
                None => prop_assert!(tested < 12 || !lines.signals.is_empty() || lines.median >= Some(50.0)),
            }
        }
    }
}
