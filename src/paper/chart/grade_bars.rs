//! Grades as bars of 100%, a line a team; the four told apart by texture and letters besides colour.

use std::fmt::Write as _;

use super::labels::{lines, width};
use super::{at, escaped, float, names};
use crate::figures::GradeCounts;
use crate::framework::Grade;
use crate::paper::GradeBar;

/// The narrowest chart, in CSS pixels: a screen of 320 less its margins.
const NARROWEST: f64 = 280.0;
/// The widest line of a name; what is left is for readers who set letters apart.
const NAME: f64 = 255.0;
/// The whole bar, in percent of the width; what is left is for its number of audits.
pub(super) const BAR: f64 = 80.0;
/// How high one picture may be, in CSS pixels: a third of a page of paper, so that little of one stays empty.
const HIGHEST: f64 = 310.0;
/// A share, in percent, from which on a segment is parted from its neighbours by a gap; the gap would hide less.
const PARTED: f64 = 2.0;

/// The grades as they stand in a bar, from the left.
const BEST_FIRST: [Grade; 4] = [
    Grade::Outstanding,
    Grade::Good,
    Grade::RequiresImprovement,
    Grade::Inadequate,
];

/// The chart: across in percent of its width, so that words keep their size on a small screen.
pub fn svg(id: &str, bars: &[GradeBar]) -> String {
    if bars.is_empty() {
        return String::new();
    }
    let pictures = pictures(bars);
    let mut svg = String::new();
    let mut from = 0;
    for (place, picture) in pictures.iter().enumerate() {
        let (head, top) = if place == 0 { key(id) } else { (String::new(), 0.0) };
        let (drawn, height) = rows(id, picture, top);
        let (naming, title) = named(id, from, picture.len(), bars.len(), pictures.len());
        // Writing to a String can't fail.
        let _ = write!(
            svg,
            "<svg class=\"grades\" width=\"100%\" height=\"{}\" {naming}>{title}{head}{drawn}</svg>",
            at(height)
        );
        from += picture.len();
    }
    svg
}

/// The bars of each picture.
fn pictures(bars: &[GradeBar]) -> Vec<&[GradeBar]> {
    let mut pictures = Vec::new();
    let (mut start, mut high) = (0, KEY);
    for (place, bar) in bars.iter().enumerate() {
        let row = height(lines(&bar.name, NAME).len());
        if high + row > HIGHEST && place > start {
            pictures.push(&bars[start..place]);
            (start, high) = (place, 0.0);
        }
        high += row;
    }
    pictures.push(&bars[start..]);
    pictures
}

/// The height of the key.
const KEY: f64 = 100.0;

/// The height of a line of the chart whose name takes so many lines.
fn height(lines: usize) -> f64 {
    float(lines) * 18.0 + 40.0
}

/// What names a picture: the chart's title, and which bars it has where there are several pictures.
fn named(id: &str, from: usize, n: usize, of: usize, pictures: usize) -> (String, String) {
    if pictures == 1 {
        return (names(id), String::new());
    }
    let id = escaped(id);
    let naming = format!(
        "role=\"img\" aria-labelledby=\"chart-{id}-title chart-{id}-from-{0}\" aria-describedby=\"chart-{id}-words\"",
        from + 1
    );
    let title = format!(
        "<title id=\"chart-{id}-from-{0}\">Lines {0} to {1} of {of}</title>",
        from + 1,
        from + n
    );
    (naming, title)
}

fn of(grades: &GradeCounts, grade: Grade) -> usize {
    match grade {
        Grade::Outstanding => grades.outstanding,
        Grade::Good => grades.good,
        Grade::RequiresImprovement => grades.requires_improvement,
        Grade::Inadequate => grades.inadequate,
    }
}

/// The class of a grade, which has its colour.
pub(super) fn class(grade: Grade) -> &'static str {
    match grade {
        Grade::Outstanding => "o",
        Grade::Good => "g",
        Grade::RequiresImprovement => "ri",
        Grade::Inadequate => "i",
    }
}

/// What is drawn on the colour: nothing, dots, slanting lines, a lattice.
fn texture(grade: Grade) -> &'static str {
    match grade {
        Grade::Outstanding => "",
        Grade::Good => "<circle cx=\"2.5\" cy=\"2.5\" r=\"1.1\"/><circle cx=\"7.5\" cy=\"7.5\" r=\"1.1\"/>",
        Grade::RequiresImprovement => "<path d=\"M-2 2L2 -2M-2 12L12 -2M8 12L12 8\"/>",
        Grade::Inadequate => "<path d=\"M0 0L10 10M0 10L10 0\"/>",
    }
}

/// The textures, and what they mean.
fn key(id: &str) -> (String, f64) {
    let id = escaped(id);
    let mut key = "<defs>".to_owned();
    for grade in BEST_FIRST {
        let _ = write!(
            key,
            "<pattern id=\"chart-{id}-{0}\" class=\"texture\" width=\"10\" height=\"10\" \
             patternUnits=\"userSpaceOnUse\">\
             <rect class=\"{0}\" width=\"10\" height=\"10\"/>{1}</pattern>",
            class(grade),
            texture(grade)
        );
    }
    key.push_str("</defs>");
    for (place, grade) in BEST_FIRST.into_iter().enumerate() {
        let top = float(place) * 23.0;
        let _ = write!(
            key,
            "<rect fill=\"url(#chart-{id}-{class})\" x=\"0\" y=\"{}\" width=\"28\" height=\"18\"/>\
             <text class=\"on {class} middle\" x=\"14\" y=\"{}\">{}</text>\
             <text x=\"34\" y=\"{}\">{}</text>",
            at(top),
            at(top + 14.0),
            grade.code(),
            at(top + 14.0),
            grade.title(),
            class = class(grade),
        );
    }
    (key, KEY)
}

/// The bars from `top` on, and where they end.
fn rows(id: &str, bars: &[GradeBar], mut top: f64) -> (String, f64) {
    let mut svg = String::new();
    for bar in bars {
        let names = lines(&bar.name, NAME);
        for (place, line) in names.iter().enumerate() {
            let _ = write!(
                svg,
                "<text class=\"name\" x=\"0\" y=\"{}\">{}</text>",
                at(top + float(place) * 18.0 + 14.0),
                escaped(line)
            );
        }
        row(&mut svg, id, bar, top + float(names.len()) * 18.0 + 1.0);
        top += height(names.len());
    }
    (svg, top)
}

fn row(svg: &mut String, id: &str, bar: &GradeBar, top: f64) {
    let n = bar.grades.n();
    if n == 0 {
        let _ = write!(
            svg,
            "<rect class=\"none\" x=\"0.25%\" y=\"{}\" width=\"{}%\" height=\"23\"/>\
             <text class=\"middle\" x=\"{}%\" y=\"{}\">no audits</text>",
            at(top + 0.5),
            at(BAR - 0.5),
            at(BAR / 2.0),
            at(top + 16.5)
        );
    }
    segments(svg, id, bar, top);
    let _ = write!(
        svg,
        "<text class=\"count\" x=\"{BAR}%\" dx=\"6\" y=\"{}\">n={n}</text>",
        at(top + 16.5)
    );
}

fn segments(svg: &mut String, id: &str, bar: &GradeBar, top: f64) {
    let (n, id) = (float(bar.grades.n()), escaped(id));
    let (mut before, mut last) = (0, 0.0);
    for grade in BEST_FIRST {
        let count = of(&bar.grades, grade);
        if count == 0 {
            continue;
        }
        let (left, share) = (float(before) * BAR / n, float(count) * 100.0 / n);
        let (long, class) = (float(count) * BAR / n, class(grade));
        let _ = write!(
            svg,
            "<rect class=\"segment\" fill=\"url(#chart-{id}-{class})\" x=\"{}%\" y=\"{}\" width=\"{}%\" \
             height=\"24\"/>",
            at(left),
            at(top),
            at(long)
        );
        let room = long * NARROWEST / 100.0;
        let labels = [format!("{} {count}", grade.code()), count.to_string()];
        // Where the letters have no room, the number has: the texture tells which grade it is of.
        if let Some(label) = labels.iter().find(|label| width(label) + 8.0 < room) {
            let _ = write!(
                svg,
                "<text class=\"on {class} middle\" x=\"{}%\" y=\"{}\">{label}</text>",
                at(left + long / 2.0),
                at(top + 16.5)
            );
        }
        if before > 0 && share >= PARTED && last >= PARTED {
            let _ = write!(
                svg,
                "<line class=\"gap\" x1=\"{0}%\" x2=\"{0}%\" y1=\"{1}\" y2=\"{2}\"/>",
                at(left),
                at(top),
                at(top + 24.0)
            );
        }
        (before, last) = (before + count, share);
    }
}
