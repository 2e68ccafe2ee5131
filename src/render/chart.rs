//! Charts as inline SVG: no script, no font fetched, and nothing said by colour alone.

use std::fmt::Write as _;

use super::paper::{Chart, Plot};

/// The chart as an SVG element. Its title and words are given by the page around it.
pub fn svg(chart: &Chart) -> String {
    match &chart.plot {
        Plot::Counts(columns) => counts(columns),
        Plot::Trend(_) | Plot::Grades(_) => String::new(),
    }
}

/// A column a value, its number above it.
fn counts(columns: &[(String, usize)]) -> String {
    const WIDE: usize = 40;
    const HIGH: usize = 120;
    let most = columns.iter().map(|(_, n)| *n).max().unwrap_or(0).max(1);
    let mut svg = format!(
        "<svg viewBox=\"0 0 {} {}\" aria-hidden=\"true\">",
        columns.len() * WIDE,
        HIGH + 40
    );
    for (place, (name, n)) in columns.iter().enumerate() {
        let (left, high) = (place * WIDE, n * HIGH / most);
        // Writing to a String can't fail.
        let _ = write!(
            svg,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{high}\"/><text x=\"{}\" y=\"{}\">{n}</text><text x=\"{}\" y=\"{}\">{}</text>",
            left + 4,
            20 + HIGH - high,
            WIDE - 8,
            left + WIDE / 2,
            16 + HIGH - high,
            left + WIDE / 2,
            HIGH + 36,
            escaped(name)
        );
    }
    svg.push_str("</svg>");
    svg
}

/// Text that stands in an SVG element.
fn escaped(text: &str) -> String {
    super::safe::safe(text)
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
