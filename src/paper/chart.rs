//! Charts as inline SVG: no script, no font fetched, nothing said by colour alone.
//!
//! Colours are the page's custom properties (`shipped/templates/report.css`), reached through classes, so that light, dark and
//! print each have their own and the page needs no style attribute. A chart is named and described by the elements
//! `chart-ID-title` and `chart-ID-words`, which the page puts around it.

mod counts;
mod grade_bars;
mod interval;
mod labels;
mod trend;

pub use interval::interval;

use crate::paper::{PaperChart, Plot};

/// The chart as SVG; one of many bars is several elements, so that a page of paper cuts between bars and never through
/// one. Nothing where there is nothing to draw: the chart's words say so.
pub fn svg(chart: &PaperChart) -> String {
    match &chart.plot {
        Plot::Trend(trend) => trend::svg(&chart.id, trend),
        Plot::Grades(bars) => grade_bars::svg(&chart.id, bars),
        Plot::Counts(columns) => counts::svg(&chart.id, columns),
    }
}

/// The attributes that name and describe a chart for who does not see it.
fn names(id: &str) -> String {
    let id = escaped(id);
    format!("role=\"img\" aria-labelledby=\"chart-{id}-title\" aria-describedby=\"chart-{id}-words\"")
}

/// A co-ordinate: to a hundredth, and no longer than it need be.
fn at(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0" } else { text }.to_owned()
}

/// A whole number as a co-ordinate. Charts are of thousands of audits at most, far within what is exact.
#[allow(clippy::cast_precision_loss)]
fn float(n: usize) -> f64 {
    n as f64
}

/// Text that stands in an SVG element or between an attribute's quotes. The two characters that no XML may hold are
/// written out too.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in super::safe::safe(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => escaped.extend(c.escape_unicode()),
            c => escaped.push(c),
        }
    }
    escaped
}
