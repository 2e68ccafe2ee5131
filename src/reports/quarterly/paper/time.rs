//! The headline over time: the chart, what is to be seen in it, and the figures.

use std::fmt::Write as _;

use super::headline::not_improved;
use crate::figures::stats::chart::N_FOR_SIGNAL;
use crate::figures::stats::{ChangeSign as Signal, Share};
use crate::figures::{TrendLines, TrendPoint, TrendSign};
use crate::paper::count;
use crate::paper::{
    Cell, ColumnKind, PaperChart, PaperPart, PaperPoint, PaperTable, PaperTrend, Plot, SHARE_COLUMNS,
    share_cells,
};
use crate::reports::quarterly::figures::Quarterly;

/// The part.
pub(super) fn part(report: &Quarterly) -> PaperPart {
    let trend = &report.trend;
    let mut part = PaperPart::new("time", "Whether it is getting better");
    let is_drawn = trend.points.len() >= FEWEST_DRAWN;
    if is_drawn {
        part = part.with(chart(trend, ["audit", "audits"]));
    } else if !trend.points.is_empty() {
        part = part.text(words(trend, ["audit", "audits"]));
    }
    let cycles = trend
        .points
        .iter()
        .map(|point| (point.cycle.spoken(), &point.share));
    let quarters = report
        .quarters
        .iter()
        .map(|quarter| (quarter.quarter.to_string(), &quarter.share));
    let mut by_cycle = shares(
        "by-cycle",
        "Good or better by two-month cycle, as far as cycles have ended",
        "Cycle",
        cycles,
        "no cycle that has ended has settled audits",
    );
    if is_drawn {
        by_cycle = by_cycle.folded(0);
    }
    part = part.with(by_cycle).with(shares(
        "by-quarter",
        "Good or better by quarter, the last eight",
        "Quarter",
        quarters,
        "no quarter has settled audits",
    ));
    part.note(
        "An audit counts in the cycle and the quarter in which it was settled. From twelve cycles on the chart shows the mean and \
         the natural limits (mean plus or minus 2.66 times the mean moving range), before that the median. A hollow point is of \
         fewer than five audits and takes no part in a signal.",
    )
}

/// A chart of fewer points shows nothing that a sentence does not say.
pub(crate) const FEWEST_DRAWN: usize = 3;

/// The chart of a share by cycle, with the words for what is to be seen in it. `things` are what is counted, one and
/// many.
pub(crate) fn chart(lines: &TrendLines, things: [&str; 2]) -> PaperChart {
    let points = lines.points.iter().map(|point| PaperPoint {
        name: point.cycle.spoken(),
        percent: point.share.percent.unwrap_or_default(),
        n: point.share.n,
        is_hollow: point.share.n < N_FOR_SIGNAL,
        is_signal: lines.signals.iter().any(|signal| signal.cycle == point.cycle),
    });
    PaperChart {
        id: "trend".to_owned(),
        title: "Good or better by two-month cycle".to_owned(),
        words: words(lines, things),
        plot: Plot::Trend(PaperTrend {
            points: points.collect(),
            median: lines.median,
            mean: lines.mean,
            lower: lines.lower,
            upper: lines.upper,
        }),
    }
}

/// What is to be seen in the chart.
fn words(lines: &TrendLines, [one, many]: [&str; 2]) -> String {
    let by_percent = |a: &&TrendPoint, b: &&TrendPoint| {
        a.share
            .percent
            .unwrap_or_default()
            .total_cmp(&b.share.percent.unwrap_or_default())
    };
    let (Some(last), Some(low), Some(high)) = (
        lines.points.last(),
        lines.points.iter().min_by(by_percent),
        lines.points.iter().max_by(by_percent),
    ) else {
        return "No cycle that has ended has anything to count.".to_owned();
    };
    let percent = |share: &Share| share.percent.unwrap_or_default();
    let mut words = format!(
        "{}: the last, {}, at {:.1}% of {}",
        count(lines.points.len(), "cycle", "cycles"),
        last.cycle.spoken(),
        percent(&last.share),
        count(last.share.n, one, many),
    );
    if lines.points.len() > 1 {
        let _ = write!(
            words,
            "; the lowest {:.1}% ({}), the highest {:.1}% ({})",
            percent(&low.share),
            low.cycle.spoken(),
            percent(&high.share),
            high.cycle.spoken()
        );
    }
    words.push('.');
    if let (Some(mean), Some(lower), Some(upper)) = (lines.mean, lines.lower, lines.upper) {
        let _ = write!(
            words,
            " The mean is {mean:.1}%, the natural limits are {lower:.1}% and {upper:.1}%."
        );
    } else if let Some(median) = lines.median {
        let _ = write!(
            words,
            " The median is {median:.1}%; fewer than twelve cycles have no limits."
        );
    }
    words.push(' ');
    words.push_str(&signals(lines, many));
    words
}

/// What was tested for change, and what stood out. A point of few audits is not tested, and nothing is said of it.
pub(super) fn signals(lines: &TrendLines, things: &str) -> String {
    if lines.mean.is_none() {
        return "It is too early to tell change from chance: that takes twelve cycles.".to_owned();
    }
    let tested: Vec<&TrendPoint> = lines
        .points
        .iter()
        .filter(|point| point.share.n >= N_FOR_SIGNAL)
        .collect();
    let Some(first) = tested.first() else {
        return format!(
            "No cycle rests on {N_FOR_SIGNAL} {things} or more, so none was tested for change that is more than chance."
        );
    };
    let is_same = |point: &&TrendPoint| point.share.percent == first.share.percent;
    let found = if !lines.signs.is_empty() {
        format!("Signs of a real change, the latest first: {}.", signs(lines))
    } else if let Some(text) = not_improved(lines) {
        text
    } else if tested.iter().all(is_same) {
        "There is no change to be tested: the share is the same throughout.".to_owned()
    } else {
        "No cycle that was tested stands out: each lies within the limits, and none is part of a run. What moves \
         there may be chance."
            .to_owned()
    };
    match lines.points.len() - tested.len() {
        0 => found,
        n => format!(
            "{found} {} fewer than {N_FOR_SIGNAL} {things}, so {} not tested and passed over.",
            count(n, "cycle has", "cycles have"),
            if n == 1 { "it was" } else { "they were" }
        ),
    }
}

/// Each sign once, the latest first.
fn signs(lines: &TrendLines) -> String {
    let mut signs: Vec<&TrendSign> = lines.signs.iter().collect();
    signs.sort_by_key(|sign| std::cmp::Reverse([sign.last, sign.first].map(|cycle| cycle.period().from())));
    let each: Vec<String> = signs
        .iter()
        .map(|sign| {
            let when = if sign.first == sign.last {
                sign.last.spoken()
            } else {
                format!("{} to {}", sign.first.spoken(), sign.last.spoken())
            };
            format!("{when}, {}", in_words(sign))
        })
        .collect();
    each.join("; ")
}

fn in_words(sign: &TrendSign) -> String {
    let (high, limit) = if sign.is_up {
        ("above", "upper")
    } else {
        ("below", "lower")
    };
    let n = sign.cycles;
    match sign.kind {
        Signal::Outside if n == 1 => format!("{high} the {limit} limit"),
        Signal::Outside => format!("{n} cycles running {high} the {limit} limit"),
        Signal::SevenOnOneSide => format!("{n} cycles running {high} the mean"),
        Signal::SevenRisingOrFalling => format!("{n} cycles running, each {high} the one before"),
        Signal::TwoOfThreeNearLimit => {
            format!("{n} cycles near the {limit} limit, two at least of three running")
        }
    }
}

fn shares<'a>(
    id: &str,
    caption: &str,
    first: &str,
    lines: impl Iterator<Item = (String, &'a Share)>,
    empty: &str,
) -> PaperTable {
    let columns: Vec<(&str, ColumnKind)> = std::iter::once((first, ColumnKind::Code))
        .chain(SHARE_COLUMNS)
        .collect();
    let mut table = PaperTable::new(id, caption, &columns, empty);
    for (name, share) in lines {
        let mut cells = vec![Cell::Text(name)];
        cells.extend(share_cells(share));
        table.row(cells);
    }
    table
}
