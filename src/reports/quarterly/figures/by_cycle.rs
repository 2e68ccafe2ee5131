//! The headline over time: by two-month cycle, and by quarter.

use std::collections::BTreeMap;

use serde::Serialize;

use super::QuarterlyInput;
use crate::figures::past::GoodOfGrades;
use crate::figures::stats::Share;
use crate::figures::summary::Summary;
use crate::figures::trend::{TrendLines, TrendPoint};
use crate::framework::{Cycle, Date, Quarter};

/// So many quarters at most.
const QUARTERS: usize = 8;

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
    let points = by_part(input, |day| Cycle::of(day, input.store.starts).period().from())
        .into_iter()
        .map(|(from, share)| TrendPoint {
            cycle: Cycle::of(from, input.store.starts),
            share,
        })
        .filter(|point| point.cycle.period().to() <= input.period().to());
    TrendLines::of(points.collect())
}

/// The last eight quarters up to this one, oldest first, from the one in which the store's first audit was allocated.
pub(super) fn quarters(input: &QuarterlyInput<'_>) -> Vec<QuarterShare> {
    let mut shares = by_part(input, |day| Quarter::of(day, input.store.starts).period().from());
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
