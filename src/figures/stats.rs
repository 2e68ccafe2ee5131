//! The statistics of the reports. Pure: numbers in, numbers out, and `None` where a figure is not defined.

pub mod agreement;
pub mod chart;
mod difference;
mod no_improvement;

use serde::Serialize;

pub use agreement::{Agreement, GradePairs, gwet_ac2, linear_kappa};
pub use chart::{ChangeSign, ChartPoint, ChartTrend, Signal, trend};
pub use difference::ShareDifference;
pub use no_improvement::{LOW, no_improvement};

/// The 97.5% quantile of the normal distribution, for intervals of 95%.
pub const Z: f64 = 1.959_963_984_540_054;

/// A share of a number of audits, with the Wilson interval of 95%. Percents are 0 to 100, to one decimal, half up; all
/// three are null where nothing was counted, because a share of nothing is not 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Share {
    /// Of how many.
    pub n: usize,
    /// How many.
    pub count: usize,
    /// `count` of `n`, in percent.
    pub percent: Option<f64>,
    /// The interval's lower end, in percent.
    pub low: Option<f64>,
    /// The interval's upper end, in percent.
    pub high: Option<f64>,
}

impl Share {
    /// The share that `count` is of `n`.
    pub fn of(count: usize, n: usize) -> Self {
        let ends = wilson(count, n);
        Self {
            n,
            count,
            percent: percent(count, n),
            low: ends.map(|(low, _)| round(low * 100.0, 1)),
            high: ends.map(|(_, high)| round(high * 100.0, 1)),
        }
    }

    /// The share of those things that are so.
    pub fn that(things: impl IntoIterator<Item = bool>) -> Self {
        let (mut count, mut n) = (0, 0);
        for is_so in things {
            n += 1;
            count += usize::from(is_so);
        }
        Self::of(count, n)
    }
}

/// The Wilson score interval of 95% of a proportion, 0 to 1, without continuity correction (Wilson 1927).
///
/// With p = x/n: (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n). `None` where n is 0.
pub fn wilson(count: usize, n: usize) -> Option<(f64, f64)> {
    if n == 0 {
        return None;
    }
    let (size, p) = (float(n), float(count) / float(n));
    let square = Z * Z;
    let centre = p + square / (2.0 * size);
    let half = Z * (p * (1.0 - p) / size + square / (4.0 * size * size)).sqrt();
    let whole = 1.0 + square / size;
    // At the ends the formula gives 0 and 1 exactly; arithmetic misses them by a hair.
    let low = if count == 0 { 0.0 } else { (centre - half) / whole };
    let high = if count == n { 1.0 } else { (centre + half) / whole };
    Some((low, high))
}

/// `count` of `n` in percent, to one decimal, half up; reckoned in whole numbers, so that a half is a half. `None`
/// where `n` is 0.
pub fn percent(count: usize, n: usize) -> Option<f64> {
    let tenths = (count * 2000 + n).checked_div(2 * n)?;
    Some(float(tenths) / 10.0)
}

/// The median: the middle value, or the mean of the two in the middle. `None` of nothing.
pub fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    let upper = *sorted.get(middle)?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    Some(f64::midpoint(sorted[middle - 1], upper))
}

/// The arithmetic mean. `None` of nothing.
pub fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / float(values.len()))
}

/// Rounds to so many decimals, half up.
pub fn round(value: f64, decimals: i32) -> f64 {
    let scale = 10_f64.powi(decimals);
    let rounded = (value * scale + 0.5).floor() / scale;
    // No report says -0.
    if rounded == 0.0 { 0.0 } else { rounded }
}

/// A count as a number with decimals.
pub(crate) fn float(count: usize) -> f64 {
    // Counts of audits lie far below 2^32.
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_nothing_is_not_nought() {
        assert_eq!(Share::of(0, 0).percent, None);
        assert_eq!((Share::of(0, 0).low, Share::of(0, 0).high), (None, None));
        assert_eq!(percent(0, 3), Some(0.0));
    }

    #[test]
    fn shares_are_rounded_half_up() {
        // 1/16 = 6.25%, 1/8 = 12.5%, 1/3 = 33.33%, 2/3 = 66.67%.
        assert_eq!(percent(1, 16), Some(6.3));
        assert_eq!(percent(1, 8), Some(12.5));
        assert_eq!(percent(1, 3), Some(33.3));
        assert_eq!(percent(2, 3), Some(66.7));
        // 9 of 12: 46.769% to 91.106%.
        let share = Share::of(9, 12);
        assert_eq!(
            (share.percent, share.low, share.high),
            (Some(75.0), Some(46.8), Some(91.1))
        );
        assert!(round(-0.04, 1).is_sign_positive());
    }

    #[test]
    fn the_median_is_the_middle() {
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&[4.0, 1.0, 3.0, 2.0]), Some(2.5));
        assert_eq!(mean(&[1.0, 2.0]), Some(1.5));
    }
}
