//! The headline over time: by two-month cycle, and by quarter.

use std::collections::BTreeMap;

use serde::Serialize;

use super::QuarterlyInput;
use crate::framework::{Cycle, Date, Quarter};
use crate::report::past::GoodOfGrades;
use crate::report::stats::{ChangeSign, Share, chart, round, trend};
use crate::report::summary::Summary;

/// So many cycles at most.
const CYCLES: usize = 24;
/// So many quarters at most.
const QUARTERS: usize = 8;

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
    /// The same, a sign each: for people, to whom a run is one.
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

/// A quarter's share.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuarterShare {
    /// The quarter in which the audits were settled.
    pub quarter: Quarter,
    /// How many are Good or better.
    pub share: Share,
}

/// The last 24 cycles that have any audits and ended by the quarter's end.
pub(super) fn lines(input: &QuarterlyInput<'_>) -> TrendLines {
    let points = by_part(input, |day| Cycle::of(day, input.starts).period().from())
        .into_iter()
        .map(|(from, share)| TrendPoint {
            cycle: Cycle::of(from, input.starts),
            share,
        })
        .filter(|point| point.cycle.period().to() <= input.period().to());
    TrendLines::of(points.collect())
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
            signs: signs.collect(),
            points,
        }
    }
}

/// The last eight quarters up to this one, oldest first, from the one in which the store's first audit was allocated.
pub(super) fn quarters(input: &QuarterlyInput<'_>) -> Vec<QuarterShare> {
    let mut shares = by_part(input, |day| Quarter::of(day, input.starts).period().from());
    let first = input
        .summaries
        .iter()
        .filter_map(Summary::began)
        .chain(input.past.began)
        .min();
    let back = std::iter::successors(Some(input.quarter), |quarter| Some(quarter.before()));
    let mut quarters: Vec<QuarterShare> = back
        .take(QUARTERS)
        .filter(|quarter| {
            let exists = first.is_some_and(|first| first <= quarter.period().to());
            exists || *quarter == input.quarter
        })
        .map(|quarter| QuarterShare {
            quarter,
            share: shares.remove(&quarter.period().from()).unwrap_or_default(),
        })
        .collect();
    quarters.reverse();
    quarters
}

/// The headline's share by the first day of the part of the year in which the audits were settled.
fn by_part(input: &QuarterlyInput<'_>, part: impl Fn(Date) -> Date) -> BTreeMap<Date, Share> {
    let mut parts: BTreeMap<Date, GoodOfGrades> = BTreeMap::new();
    for summary in input.counted().filter(|summary| input.is_headline(summary)) {
        if let Some(settled) = summary.progress.settled {
            let graded = parts.entry(part(settled)).or_default();
            graded.count(summary.progress.final_grade);
        }
    }
    for (settled, graded) in &input.past.settled {
        parts.entry(part(*settled)).or_default().add(*graded);
    }
    parts
        .into_iter()
        .map(|(from, graded)| (from, graded.share()))
        .collect()
}
