//! Shares over time: a run chart with its median, or an `XmR` chart with its mean and natural limits.

use std::fmt::Write as _;

use super::labels::{lines, width};
use super::{at, escaped, float, names};
use crate::figures::stats::chart::N_FOR_SIGNAL;
use crate::paper::{PaperPoint, PaperTrend};

/// How high 0 to 100% is, in CSS pixels.
pub(super) const HIGH: f64 = 220.0;
/// Where 100% lies; above it stand the key and a mark at 100%.
pub(super) const TOP: f64 = 54.0;
/// The room to the right, for the names of the lines.
const RIGHT: f64 = 140.0;
/// The room that few points are spread over.
const ROOM: f64 = 470.0;
/// The widest line of a cycle's name.
const NAME: f64 = 150.0;
/// How far apart lines of words stand.
const LINE: f64 = 15.0;
/// The sine of 45 degrees, at which long names stand.
const SLANT: f64 = std::f64::consts::FRAC_1_SQRT_2;

/// The chart, in its natural size: it is not made smaller on a small screen, where its words could not be read, but
/// moved in a box of its own.
pub fn svg(id: &str, trend: &PaperTrend) -> String {
    if trend.points.is_empty() {
        return String::new();
    }
    let frame = Frame::of(&trend.points);
    let (wide, high) = (at(frame.right() + RIGHT), at(frame.bottom()));
    format!(
        "<svg class=\"trend\" width=\"{wide}\" height=\"{high}\" viewBox=\"0 0 {wide} {high}\" {}>{}{}{}{}{}</svg>",
        names(id),
        key(&trend.points),
        grid(&frame),
        reference(&frame, trend),
        points(&frame, &trend.points),
        under(&frame, &trend.points)
    )
}

/// Where things are.
struct Frame {
    left: f64,
    step: f64,
    names: Vec<Vec<String>>,
    is_slanting: bool,
}

impl Frame {
    fn of(points: &[PaperPoint]) -> Self {
        let names: Vec<Vec<String>> = points.iter().map(|point| lines(&point.name, NAME)).collect();
        let most = |sizes: &mut dyn Iterator<Item = f64>| sizes.fold(0.0, f64::max);
        let deep = most(&mut names.iter().map(|name| float(name.len())));
        let numbers = most(&mut points.iter().map(|point| width(&point.n.to_string())));
        let spread = (ROOM / float(points.len()))
            .min(120.0)
            .max(numbers + 2.0)
            .max(24.0);
        let widest = widest(&names);
        let is_slanting = widest > spread - 8.0;
        let step = if is_slanting {
            spread.max((deep * LINE + 2.0) / SLANT)
        } else {
            spread
        };
        let over = if is_slanting {
            (widest * 1.1 + deep * LINE / 2.0) * SLANT - step / 2.0 + 12.0
        } else {
            0.0
        };
        Self {
            left: over.max(52.0),
            step,
            names,
            is_slanting,
        }
    }

    fn x(&self, place: usize) -> f64 {
        self.left + self.step * (float(place) + 0.5)
    }

    fn right(&self) -> f64 {
        self.left + self.step * float(self.names.len())
    }

    fn bottom(&self) -> f64 {
        let deep = float(self.names.iter().map(Vec::len).max().unwrap_or(1));
        let words = if self.is_slanting {
            (widest(&self.names) + deep * LINE) * SLANT
        } else {
            deep * LINE
        };
        TOP + HIGH + 34.0 + words
    }
}

fn widest(names: &[Vec<String>]) -> f64 {
    names.iter().flatten().map(|line| width(line)).fold(0.0, f64::max)
}

/// Where a percent lies.
fn y(percent: f64) -> f64 {
    TOP + HIGH * (1.0 - percent.clamp(0.0, 100.0) / 100.0)
}

/// What the marks mean, as far as they occur.
fn key(points: &[PaperPoint]) -> String {
    let usual = ("a cycle".to_owned(), false, false);
    let few = (format!("n under {N_FOR_SIGNAL}: in no signal"), true, false);
    let signal = ("S: part of a signal".to_owned(), false, true);
    let is_there = [
        points.iter().any(|point| !point.is_hollow && !point.is_signal),
        points.iter().any(|point| point.is_hollow),
        points.iter().any(|point| point.is_signal),
    ];
    let kinds = [usual, few, signal].into_iter().zip(is_there);
    let (mut key, mut left) = (String::new(), 12.0);
    for ((words, is_hollow, is_signal), _) in kinds.filter(|(_, is_there)| *is_there) {
        let mark = mark(left, 14.0, is_hollow, is_signal);
        // Writing to a String can't fail.
        let _ = write!(
            key,
            "<g class=\"key\">{mark}<text x=\"{}\" y=\"18.5\">{words}</text></g>",
            at(left + 12.0)
        );
        left += width(&words) + 42.0;
    }
    key
}

/// The lines of 0, 20 to 100%.
fn grid(frame: &Frame) -> String {
    let mut grid = String::new();
    for percent in [0, 20, 40, 60, 80, 100] {
        let y = y(f64::from(percent));
        let _ = write!(
            grid,
            "<line class=\"{}\" x1=\"{}\" x2=\"{}\" y1=\"{y}\" y2=\"{y}\"/>\
             <text class=\"end\" x=\"{}\" y=\"{}\">{percent}%</text>",
            if percent == 0 { "axis" } else { "grid" },
            at(frame.left),
            at(frame.right()),
            at(frame.left - 6.0),
            at(y + 4.5),
            y = at(y),
        );
    }
    grid
}

/// The median of a run chart; the mean and limits where there are such. Each has its name at its end.
fn reference(frame: &Frame, trend: &PaperTrend) -> String {
    let all = [
        ("upper limit", "limit", trend.upper),
        ("mean", "mean", trend.mean),
        ("median", "median", trend.median.filter(|_| trend.mean.is_none())),
        ("lower limit", "limit", trend.lower),
    ];
    let mut drawn: Vec<_> = all
        .into_iter()
        .filter_map(|(name, class, value)| Some((name, class, value?)))
        .collect();
    drawn.sort_by(|one, other| other.2.total_cmp(&one.2));
    let places = apart(&drawn.iter().map(|line| y(line.2)).collect::<Vec<_>>());
    let mut svg = String::new();
    for ((name, class, value), place) in drawn.into_iter().zip(places) {
        let _ = write!(
            svg,
            "<line class=\"{class}\" x1=\"{}\" x2=\"{}\" y1=\"{y}\" y2=\"{y}\"/>\
             <text x=\"{}\" y=\"{}\">{name} {value:.1}%</text>",
            at(frame.left),
            at(frame.right()),
            at(frame.right() + 6.0),
            at(place + 4.5),
            y = at(y(value)),
        );
    }
    svg
}

/// Moves heights, topmost first, so far apart that a line of words has room at each, within the chart.
fn apart(places: &[f64]) -> Vec<f64> {
    let mut moved: Vec<f64> = places.to_vec();
    for place in 1..moved.len() {
        moved[place] = moved[place].max(moved[place - 1] + LINE);
    }
    let mut floor = TOP + HIGH;
    for place in moved.iter_mut().rev() {
        *place = place.min(floor);
        floor = *place - LINE;
    }
    moved
}

/// The points, joined: the line passes hollow ones too.
fn points(frame: &Frame, points: &[PaperPoint]) -> String {
    let places = points
        .iter()
        .enumerate()
        .map(|(place, point)| format!("{},{}", at(frame.x(place)), at(y(point.percent))));
    let mut svg = format!(
        "<polyline class=\"join\" points=\"{}\"/>",
        places.collect::<Vec<_>>().join(" ")
    );
    for (place, point) in points.iter().enumerate() {
        let (x, y) = (frame.x(place), y(point.percent));
        svg.push_str(&mark(x, y, point.is_hollow, point.is_signal));
        if point.is_signal {
            let _ = write!(
                svg,
                "<text class=\"middle halo\" x=\"{}\" y=\"{}\">S</text>",
                at(x),
                at(y - 11.0)
            );
        }
    }
    svg
}

/// A point's mark: a disc, a ring where it is hollow, a diamond where it is part of a signal.
fn mark(x: f64, y: f64, is_hollow: bool, is_signal: bool) -> String {
    let (x, y, hollow) = (at(x), at(y), if is_hollow { " hollow" } else { "" });
    if is_signal {
        format!("<path class=\"point signal{hollow}\" d=\"M{x} {y}m0 -7.5l7.5 7.5l-7.5 7.5l-7.5 -7.5z\"/>")
    } else {
        format!("<circle class=\"point{hollow}\" cx=\"{x}\" cy=\"{y}\" r=\"4.5\"/>")
    }
}

/// Under each point its number of audits and its name.
fn under(frame: &Frame, points: &[PaperPoint]) -> String {
    let top = TOP + HIGH;
    let mut svg = format!(
        "<text class=\"end\" x=\"{}\" y=\"{}\">n</text>",
        at(frame.left - 6.0),
        at(top + 18.0)
    );
    for (place, (point, name)) in points.iter().zip(&frame.names).enumerate() {
        let x = frame.x(place);
        let _ = write!(
            svg,
            "<text class=\"middle count\" x=\"{}\" y=\"{}\">{}</text>",
            at(x),
            at(top + 18.0),
            point.n
        );
        // Slanting lines lie around the point's own, moved down so that the first keeps off the number above.
        let half = float(name.len() - 1) * LINE / 2.0;
        let (class, turn, start, down) = if frame.is_slanting {
            ("end", " rotate(-45)", 4.0 - half, half * SLANT)
        } else {
            ("middle", "", 10.0, 0.0)
        };
        let _ = write!(
            svg,
            "<text class=\"{class} name\" transform=\"translate({} {}){turn}\">",
            at(x),
            at(top + 30.0 + down)
        );
        for (place, line) in name.iter().enumerate() {
            let down = start + float(place) * LINE;
            let _ = write!(svg, "<tspan x=\"0\" y=\"{}\">{}</tspan>", at(down), escaped(line));
        }
        svg.push_str("</text>");
    }
    svg
}
