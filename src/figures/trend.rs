//! A share over the cycles, with the lines and signs of its chart.

use serde::Serialize;

use super::stats::{ChangeSign, Share, chart, no_improvement, round, trend};
use crate::framework::Cycle;

/// So many cycles at most.
const CYCLES: usize = 24;

/// The headline by cycle, with the lines of its chart. Percents, to one decimal; they are reckoned from unrounded ones.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TrendLines {
    /// A point a cycle, oldest first.
    pub points: Vec<TrendPoint>,
    /// The median of the points.
    pub median: Option<f64>,
    /// Their mean, from twelve points.
    pub mean: Option<f64>,
    /// The lower limit, from twelve points.
    pub lower: Option<f64>,
    /// The upper limit, from twelve points.
    pub upper: Option<f64>,
    /// The points that are part of a signal.
    pub signals: Vec<TrendSignal>,
    /// In how many cycles nothing improved, where results stay low and nothing stands out; left out elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_improvement: Option<usize>,
    /// The signals, a sign each: for people, to whom a run is one.
    #[serde(skip)]
    pub signs: Vec<TrendSign>,
}

/// A cycle's share.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TrendPoint {
    /// The cycle in which the audits were settled.
    pub cycle: Cycle,
    /// How many are Good or better.
    pub share: Share,
}

/// A point that is part of a signal.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TrendSignal {
    /// The point's cycle.
    pub cycle: Cycle,
    /// What it is part of.
    pub kind: ChangeSign,
}

/// A sign of change in the chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrendSign {
    /// What it is.
    pub kind: ChangeSign,
    /// Whether its points lie high, or rise; else they lie low, or fall.
    pub is_up: bool,
    /// Its first cycle.
    pub first: Cycle,
    /// Its last.
    pub last: Cycle,
    /// How many cycles are part of it.
    pub cycles: usize,
}

impl TrendLines {
    /// The points of the last cycles, at most so many as a trend shows, with the lines of their chart. A cycle without
    /// audits has no point.
    pub fn of(mut points: Vec<TrendPoint>) -> Self {
        points.retain(|point| point.share.n > 0);
        points.drain(..points.len().saturating_sub(CYCLES));
        let values: Vec<chart::ChartPoint> = points
            .iter()
            .filter_map(|point| chart::point(point.share.count, point.share.n))
            .collect();
        let found = trend(&values);
        let shown = |line: Option<f64>| line.map(|percent| round(percent, 1));
        let signals = found.signals.iter().map(|signal| TrendSignal {
            cycle: points[signal.point].cycle,
            kind: signal.kind,
        });
        let signs = found.stretches.iter().filter_map(|stretch| {
            let (first, last) = (*stretch.points.first()?, *stretch.points.last()?);
            Some(TrendSign {
                kind: stretch.kind,
                is_up: stretch.is_up,
                first: points[first].cycle,
                last: points[last].cycle,
                cycles: stretch.points.len(),
            })
        });
        Self {
            median: shown(found.median),
            mean: shown(found.mean),
            lower: shown(found.lower),
            upper: shown(found.upper),
            signals: signals.collect(),
            no_improvement: no_improvement(&values, &found),
            signs: signs.collect(),
            points,
        }
    }
}
