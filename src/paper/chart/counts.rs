//! How often each value occurs: columns where the values are short, bars where they are words.

use std::fmt::Write as _;

use super::labels::{lines, width};
use super::{at, escaped, float, names};
use crate::paper::safe::safe;

/// The narrowest chart, in CSS pixels: a screen of 320 less its margins.
const NARROWEST: f64 = 280.0;
/// The widest line of a name; what is left is for readers who set letters apart.
const NAME: f64 = 255.0;
/// The highest column, in CSS pixels.
const HIGH: f64 = 120.0;
/// Where the columns stand.
const FLOOR: f64 = 142.0;

/// The chart. Across it is measured in percent of its width, so that words keep their size on a small screen.
pub fn svg(id: &str, columns: &[(String, usize)]) -> String {
    if columns.is_empty() {
        return String::new();
    }
    let slot = NARROWEST / float(columns.len());
    // As it is shown: what would turn or hide text is longer, written out.
    let name_fits = |name: &str| width(&safe(name)) * 1.1 <= slot;
    let fits = |(name, n): &(String, usize)| name_fits(name) && width(&n.to_string()) <= slot;
    if columns.iter().all(fits) {
        upright(id, columns)
    } else {
        lying(id, columns)
    }
}

fn most(columns: &[(String, usize)]) -> f64 {
    float(columns.iter().map(|(_, n)| *n).max().unwrap_or(0).max(1))
}

fn upright(id: &str, columns: &[(String, usize)]) -> String {
    let (most, slot) = (most(columns), 100.0 / float(columns.len()));
    let mut svg = format!(
        "<svg class=\"counts\" width=\"100%\" height=\"166\" {}>",
        names(id)
    );
    for (place, (name, n)) in columns.iter().enumerate() {
        let left = float(place) * slot;
        let (middle, high) = (left + slot / 2.0, float(*n) * HIGH / most);
        // Writing to a String can't fail.
        if *n > 0 {
            let _ = write!(
                svg,
                "<rect class=\"mark\" x=\"{}%\" y=\"{}\" width=\"{}%\" height=\"{}\"/>",
                at(left + slot * 0.12),
                at(FLOOR - high),
                at(slot * 0.76),
                at(high)
            );
        }
        let _ = write!(
            svg,
            "<text class=\"middle count\" x=\"{0}%\" y=\"{1}\">{n}</text>\
             <text class=\"middle\" x=\"{0}%\" y=\"159\">{2}</text>",
            at(middle),
            at(FLOOR - high - 5.0),
            escaped(name)
        );
    }
    let _ = write!(
        svg,
        "<line class=\"axis\" x1=\"0%\" x2=\"100%\" y1=\"{0}\" y2=\"{0}\"/></svg>",
        at(FLOOR)
    );
    svg
}

/// The longest bar, in percent of the width; what is left is for its number.
const LONGEST: f64 = 80.0;

fn lying(id: &str, columns: &[(String, usize)]) -> String {
    let most = most(columns);
    let (mut bars, mut top) = (String::new(), 0.0);
    for (name, n) in columns {
        for line in lines(name, NAME) {
            top += 18.0;
            let _ = write!(
                bars,
                "<text x=\"0\" y=\"{}\">{}</text>",
                at(top - 4.0),
                escaped(&line)
            );
        }
        let long = float(*n) * LONGEST / most;
        if *n > 0 {
            let _ = write!(
                bars,
                "<rect class=\"mark\" x=\"0%\" y=\"{}\" width=\"{}%\" height=\"18\"/>",
                at(top),
                at(long)
            );
        }
        let _ = write!(
            bars,
            "<text class=\"count\" x=\"{}%\" y=\"{}\" dx=\"6\">{n}</text>",
            at(long),
            at(top + 14.0)
        );
        top += 30.0;
    }
    format!(
        "<svg class=\"counts\" width=\"100%\" height=\"{}\" {}>{bars}</svg>",
        at(top - 10.0),
        names(id)
    )
}
