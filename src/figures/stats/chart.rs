//! Points in time: a run chart of a few, an `XmR` chart of more, and the signals in it.

use serde::{Serialize, Serializer};

use super::{float, mean, median};

/// From how many points on limits are drawn.
pub const POINTS_FOR_LIMITS: usize = 12;
/// A point of fewer than so many audits is in no signal.
pub const N_FOR_SIGNAL: usize = 5;
/// What turns the mean moving range into the distance of a limit: 3 / 1.128 (Shewhart's constant d2 for two).
const RANGES: f64 = 2.66;
/// How many points make a run.
const RUN: usize = 7;

/// A point: a percent, and of how many audits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChartPoint {
    /// The percent, unrounded.
    pub value: f64,
    /// The audits.
    pub n: usize,
}

/// What says that something has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeSign {
    /// A point outside the limits.
    Outside,
    /// One of seven points running on one side of the mean.
    SevenOnOneSide,
    /// One of seven points running, each above the one before, or each below.
    SevenRisingOrFalling,
    /// One of two points of three running that lie in the outer third on one side, within the limits.
    TwoOfThreeNearLimit,
}

impl ChangeSign {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Outside => "outside",
            Self::SevenOnOneSide => "seven-on-one-side",
            Self::SevenRisingOrFalling => "seven-rising-or-falling",
            Self::TwoOfThreeNearLimit => "two-of-three-near-limit",
        }
    }
}

impl Serialize for ChangeSign {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// A point that is part of a signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signal {
    /// The point's place, from 0.
    pub point: usize,
    /// What it is part of.
    pub kind: ChangeSign,
}

/// A sign of change: the points that one rule puts together. A run is one sign, however long it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The rule.
    pub kind: ChangeSign,
    /// Whether they lie high, or rise; else they lie low, or fall.
    pub is_up: bool,
    /// The points' places, from 0, in their order: one at least.
    pub points: Vec<usize>,
}

/// A chart's lines and signals. Values are percents, unrounded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChartTrend {
    /// The median of the points.
    pub median: Option<f64>,
    /// Their mean; from twelve points.
    pub mean: Option<f64>,
    /// The lower limit, 0 at least; from twelve points.
    pub lower: Option<f64>,
    /// The upper limit, 100 at most; from twelve points.
    pub upper: Option<f64>,
    /// By point, then kind; from twelve points.
    pub signals: Vec<Signal>,
    /// The same, a sign each; by kind, then in order.
    pub stretches: Vec<Stretch>,
}

/// Mean and limits, not cut.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Limits {
    mean: f64,
    lower: f64,
    upper: f64,
}

/// Draws the lines: fewer than twelve points have a median only.
pub fn trend(points: &[ChartPoint]) -> ChartTrend {
    let values: Vec<f64> = points.iter().map(|point| point.value).collect();
    let run = ChartTrend {
        median: median(&values),
        ..ChartTrend::default()
    };
    let Some(limits) = limits(&values).filter(|_| points.len() >= POINTS_FOR_LIMITS) else {
        return run;
    };
    let stretches = stretches(points, limits);
    ChartTrend {
        mean: Some(limits.mean),
        lower: Some(limits.lower.max(0.0)),
        upper: Some(limits.upper.min(100.0)),
        signals: signals(&stretches),
        stretches,
        ..run
    }
}

/// The `XmR` chart's lines: the mean, and 2.66 times the mean moving range on either side (Wheeler 2000). No point is
/// screened out. `None` for fewer than two points.
fn limits(values: &[f64]) -> Option<Limits> {
    let ranges: Vec<f64> = values.windows(2).map(|two| (two[1] - two[0]).abs()).collect();
    let (mean, range) = (mean(values)?, mean(&ranges)?);
    Some(Limits {
        mean,
        lower: mean - RANGES * range,
        upper: mean + RANGES * range,
    })
}

/// Each point with each sign that it is part of.
fn signals(stretches: &[Stretch]) -> Vec<Signal> {
    let each = stretches.iter().flat_map(|stretch| {
        let points = stretch.points.iter();
        points.map(|point| Signal {
            point: *point,
            kind: stretch.kind,
        })
    });
    let mut signals: Vec<Signal> = each.collect();
    signals.sort_by_key(|signal| (signal.point, signal.kind));
    // Where rising turns to falling, one point ends the one run and begins the other.
    signals.dedup();
    signals
}

/// The signs among the points of five audits and more; the others are passed over, as if they were not there.
fn stretches(points: &[ChartPoint], limits: Limits) -> Vec<Stretch> {
    let seen: Vec<(usize, f64)> = points
        .iter()
        .enumerate()
        .filter(|(_, point)| point.n >= N_FOR_SIGNAL)
        .map(|(index, point)| (index, point.value))
        .collect();
    let values: Vec<f64> = seen.iter().map(|(_, value)| *value).collect();
    let beyond = |value: f64| i8::from(value > limits.upper) - i8::from(value < limits.lower);
    let third = (limits.upper - limits.mean) / 3.0;
    let side = |value: f64, off: f64| signed(value - limits.mean, off);
    let near = |value: f64| {
        if beyond(value) == 0 {
            side(value, 2.0 * third)
        } else {
            0
        }
    };
    let of =
        |direction: &dyn Fn(f64) -> i8| -> Vec<i8> { values.iter().map(|value| direction(*value)).collect() };
    let kinds = [
        (ChangeSign::Outside, runs(&of(&beyond), 1, 0)),
        (
            ChangeSign::SevenOnOneSide,
            runs(&of(&|value| side(value, 0.0)), RUN, 0),
        ),
        (
            ChangeSign::SevenRisingOrFalling,
            runs(&steps(&values), RUN - 1, 1),
        ),
        (ChangeSign::TwoOfThreeNearLimit, two_of_three(&of(&near))),
    ];
    let stretch = |kind, (direction, places): (i8, Vec<usize>)| Stretch {
        kind,
        is_up: direction > 0,
        points: places.into_iter().map(|place| seen[place].0).collect(),
    };
    kinds
        .into_iter()
        .flat_map(|(kind, found)| found.into_iter().map(move |one| stretch(kind, one)))
        .collect()
}

/// 1 above `off`, -1 below its negative, else 0. Differences that only rounding makes are none.
fn signed(value: f64, off: f64) -> i8 {
    const HAIR: f64 = 1e-9;
    i8::from(value > off + HAIR) - i8::from(value < -off - HAIR)
}

fn steps(values: &[f64]) -> Vec<i8> {
    values
        .windows(2)
        .map(|two| signed(two[1] - two[0], 0.0))
        .collect()
}

/// Every longest run of at least `length` equal directions that are not 0: the direction, and the places, with `more`
/// further ones after it.
fn runs(directions: &[i8], length: usize, more: usize) -> Vec<(i8, Vec<usize>)> {
    let mut start = 0;
    let mut found = Vec::new();
    for run in directions.chunk_by(|one, next| one == next) {
        if run[0] != 0 && run.len() >= length {
            found.push((run[0], (start..start + run.len() + more).collect()));
        }
        start += run.len();
    }
    found
}

/// Those near a limit that are one of two in three points running, on the same side; threes that share one of them are
/// one sign.
fn two_of_three(near: &[i8]) -> Vec<(i8, Vec<usize>)> {
    let mut found: Vec<(i8, Vec<usize>)> = Vec::new();
    for side in [-1, 1] {
        let mut last = None;
        for start in 0..near.len().saturating_sub(2) {
            let those: Vec<usize> = (start..start + 3).filter(|index| near[*index] == side).collect();
            if those.len() < 2 {
                continue;
            }
            match found.last_mut() {
                Some((_, points)) if last >= Some(those[0]) => {
                    points.extend(those.iter().filter(|index| Some(**index) > last));
                }
                _ => found.push((side, those.clone())),
            }
            last = those.last().copied();
        }
    }
    found
}

/// A point of a share.
pub fn point(count: usize, n: usize) -> Option<ChartPoint> {
    (n > 0).then(|| ChartPoint {
        value: float(count * 100) / float(n),
        n,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(values: &[f64]) -> Vec<ChartPoint> {
        values
            .iter()
            .map(|value| ChartPoint { value: *value, n: 10 })
            .collect()
    }

    fn places(points: &[ChartPoint], kind: ChangeSign) -> Vec<usize> {
        let signals = trend(points).signals;
        let those = signals.iter().filter(|signal| signal.kind == kind);
        those.map(|signal| signal.point).collect()
    }

    #[test]
    fn limits_and_flags_are_those_of_the_vectors() {
        let vectors: serde_json::Value =
            serde_json::from_str(include_str!("../../../tests/vectors/stats_vectors.json")).unwrap();
        let mut checked = 0;
        for case in vectors["xmr"].as_array().unwrap() {
            // Screening out and locked limits are not our method.
            let name = case["name"].as_str().unwrap();
            if name.contains("screen_outliers=True") || case.get("baseline").is_some() {
                continue;
            }
            let values: Vec<f64> = serde_json::from_value(case["y"].clone()).unwrap();
            let limits = limits(&values).unwrap();
            let lines = [limits.mean, limits.lower, limits.upper];
            for (value, key) in lines.iter().zip(["mean", "lpl", "upl"]) {
                assert!((value - case[key].as_f64().unwrap()).abs() < 6e-5, "{name} {key}");
            }
            if let Some(flags) = case["flags"].as_array() {
                let flagged: Vec<usize> = (0..flags.len())
                    .filter(|index| !flags[*index].as_array().unwrap().is_empty())
                    .collect();
                assert_eq!(places(&points(&values), ChangeSign::TwoOfThreeNearLimit), flagged);
                assert_eq!(trend(&points(&values)).signals.len(), flagged.len());
            }
            checked += 1;
        }
        assert_eq!(checked, 2);
    }

    #[test]
    fn wilson_is_that_of_the_vectors() {
        let vectors: serde_json::Value =
            serde_json::from_str(include_str!("../../../tests/vectors/stats_vectors.json")).unwrap();
        for case in vectors["wilson"].as_array().unwrap() {
            let number = |key: &str| usize::try_from(case[key].as_u64().unwrap()).unwrap();
            let ends = super::super::wilson(number("good_or_better"), number("n"));
            let Some((low, high)) = ends else {
                assert!(case["ci95"].is_null());
                continue;
            };
            assert!((low - case["ci95"][0].as_f64().unwrap()).abs() < 6e-11);
            assert!((high - case["ci95"][1].as_f64().unwrap()).abs() < 6e-11);
        }
    }

    #[test]
    fn few_points_have_a_median_and_no_limits() {
        let few = trend(&points(&[50.0; 11]));
        assert_eq!((few.median, few.mean, few.signals.len()), (Some(50.0), None, 0));
        assert_eq!(trend(&[]), ChartTrend::default());
        // Every point the same: the limits lie on the mean, and nothing is outside.
        let same = trend(&points(&[50.0; 12]));
        assert_eq!(
            (same.lower, same.upper, same.signals.len()),
            (Some(50.0), Some(50.0), 0)
        );
    }

    #[test]
    fn limits_end_at_nought_and_a_hundred() {
        let wild: Vec<f64> = (0..12).map(|index| f64::from(index % 2) * 100.0).collect();
        let trend = trend(&points(&wild));
        assert_eq!((trend.lower, trend.upper), (Some(0.0), Some(100.0)));
    }

    #[test]
    fn a_point_far_off_is_outside_and_one_of_few_audits_is_not() {
        let mut these = points(&[
            50.0, 52.0, 50.0, 52.0, 50.0, 52.0, 50.0, 52.0, 50.0, 52.0, 50.0, 90.0,
        ]);
        // Mean 54.17, mean range (10 * 2 + 40)/11 = 5.45, upper limit 68.68.
        assert_eq!(places(&these, ChangeSign::Outside), [11]);
        these[11].n = 4;
        assert!(places(&these, ChangeSign::Outside).is_empty());
    }

    #[test]
    fn a_run_is_one_sign_and_a_change_of_side_begins_another() {
        let halves: Vec<f64> = [40.0; 8].into_iter().chain([60.0; 9]).collect();
        let found = trend(&points(&halves)).stretches;
        let runs = found.iter().filter(|one| one.kind == ChangeSign::SevenOnOneSide);
        let runs: Vec<(bool, usize, usize)> = runs
            .map(|one| (one.is_up, one.points[0], one.points[one.points.len() - 1]))
            .collect();
        assert_eq!(runs, [(false, 0, 7), (true, 8, 16)]);
        // The points that were not tested are no part of it, and do not end it.
        let mut few = points(&halves);
        few[3].n = 4;
        let first = &trend(&few).stretches[2];
        assert_eq!(first.points, [0, 1, 2, 4, 5, 6, 7]);
    }

    #[test]
    fn threes_near_a_limit_that_share_a_point_are_one_sign() {
        assert_eq!(
            two_of_three(&[1, 0, 1, 1, 0, 0, 1, 1]),
            [(1, vec![0, 2, 3]), (1, vec![6, 7])]
        );
        assert_eq!(two_of_three(&[1, -1, 1, -1]), [(-1, vec![1, 3]), (1, vec![0, 2])]);
        assert_eq!(two_of_three(&[1, 0, 0, 1, -1, 1]), [(1, vec![3, 5])]);
    }

    #[test]
    fn seven_on_one_side_and_seven_rising_are_seen() {
        let halves: Vec<f64> = [40.0, 41.0]
            .repeat(4)
            .into_iter()
            .chain([60.0, 61.0].repeat(4))
            .collect();
        let all: Vec<usize> = (0..16).collect();
        assert_eq!(places(&points(&halves), ChangeSign::SevenOnOneSide), all);
        let rising = [
            50.0, 49.0, 48.0, 49.0, 50.0, 51.0, 52.0, 53.0, 54.0, 50.0, 49.0, 50.0, 49.0,
        ];
        assert_eq!(
            places(&points(&rising), ChangeSign::SevenRisingOrFalling),
            [2, 3, 4, 5, 6, 7, 8]
        );
        let mut hollow = points(&rising);
        hollow[5].n = 4;
        assert!(places(&hollow, ChangeSign::SevenRisingOrFalling).is_empty());
    }
}
