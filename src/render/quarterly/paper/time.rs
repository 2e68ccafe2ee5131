//! The headline over time: the chart, what is to be seen in it, and the figures.

use std::fmt::Write as _;

use crate::render::count;
use crate::render::paper::{Cell, Chart, Kind, Part, Plot, Point, SHARE_COLUMNS, Table, Trend, share_cells};
use crate::report::quarterly::{Quarterly, TrendLines};
use crate::report::stats::chart::N_FOR_SIGNAL;
use crate::report::stats::{Kind as Signal, Share};

/// The part.
pub(super) fn part(report: &Quarterly) -> Part {
    let trend = &report.trend;
    let mut part = Part::new("time", "Whether it is getting better");
    if !trend.points.is_empty() {
        part = part.with(chart(trend, ["audit", "audits"]));
    }
    let cycles = trend
        .points
        .iter()
        .map(|point| (point.cycle.to_string(), &point.share));
    let quarters = report
        .quarters
        .iter()
        .map(|quarter| (quarter.quarter.to_string(), &quarter.share));
    part = part
        .with(shares(
            "by-cycle",
            "Good or better by two-month cycle, as far as cycles have ended",
            "Cycle",
            cycles,
            "no cycle that has ended has settled audits",
        ))
        .with(shares(
            "by-quarter",
            "Good or better by quarter, the last eight",
            "Quarter",
            quarters,
            "no quarter has settled audits",
        ));
    part.note(
        "An audit counts in the cycle and the quarter in which it was settled. With fewer than twelve cycles the chart shows the \
         median; from twelve on the mean and the natural limits (mean plus or minus 2.66 times the mean moving range). A hollow \
         point is of fewer than five audits and takes no part in a signal.",
    )
}

/// The chart of a share by cycle, with the words for what is to be seen in it. `things` are what is counted, one and
/// many.
pub(in crate::render) fn chart(lines: &TrendLines, things: [&str; 2]) -> Chart {
    let points = lines.points.iter().map(|point| Point {
        name: point.cycle.to_string(),
        percent: point.share.percent.unwrap_or_default(),
        n: point.share.n,
        is_hollow: point.share.n < N_FOR_SIGNAL,
        is_signal: lines.signals.iter().any(|signal| signal.cycle == point.cycle),
    });
    Chart {
        id: "trend".to_owned(),
        title: "Good or better by two-month cycle".to_owned(),
        words: words(lines, things),
        plot: Plot::Trend(Trend {
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
    let by_percent = |a: &&crate::report::quarterly::TrendPoint,
                      b: &&crate::report::quarterly::TrendPoint| {
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
        last.cycle,
        percent(&last.share),
        count(last.share.n, one, many),
    );
    if lines.points.len() > 1 {
        let _ = write!(
            words,
            "; the lowest {:.1}% ({}), the highest {:.1}% ({})",
            percent(&low.share),
            low.cycle,
            percent(&high.share),
            high.cycle
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
    words.push_str(&signals(lines));
    words
}

fn signals(lines: &TrendLines) -> String {
    if lines.mean.is_none() {
        return "It is too early to tell change from chance.".to_owned();
    }
    if lines.signals.is_empty() {
        return "No point stands out: what moves here is no more than chance makes.".to_owned();
    }
    let each: Vec<String> = lines
        .signals
        .iter()
        .map(|signal| format!("{}, {}", signal.cycle, in_words(signal.kind)))
        .collect();
    format!("Signs of a real change: {}.", each.join("; "))
}

fn in_words(kind: Signal) -> &'static str {
    match kind {
        Signal::Outside => "outside the limits",
        Signal::SevenOnOneSide => "one of seven or more running on one side of the mean",
        Signal::SevenRisingOrFalling => "one of seven or more rising or falling all the way",
        Signal::TwoOfThreeNearLimit => "one of two in three that lie near a limit",
    }
}

fn shares<'a>(
    id: &str,
    caption: &str,
    first: &str,
    lines: impl Iterator<Item = (String, &'a Share)>,
    empty: &str,
) -> Table {
    let columns: Vec<(&str, Kind)> = std::iter::once((first, Kind::Code))
        .chain(SHARE_COLUMNS)
        .collect();
    let mut table = Table::new(id, caption, &columns, empty);
    for (name, share) in lines {
        let mut cells = vec![Cell::Text(name)];
        cells.extend(share_cells(share));
        table.row(cells);
    }
    table
}
