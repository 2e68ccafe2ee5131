//! The quarterly report, in every format: the headline first, and what it rests on.

mod paper;
pub(super) mod tables;

use std::fmt::Write as _;

use super::safe::safe;
use super::table::Grid;
use super::{Style, count};
use crate::report::quarterly::Quarterly;
use crate::report::stats::Share;

pub use paper::paper;
use tables::Part;

/// The report on a terminal.
pub fn text(report: &Quarterly, style: Style) -> String {
    let mut text = format!(
        "Quality assurance, {} ({} to {})\n",
        report.quarter,
        report.from.spoken(),
        report.to.spoken()
    );
    for line in headline(report) {
        text.push_str(&wrapped(&line, style.width));
    }
    for part in tables::parts(report) {
        let _ = write!(text, "\n{}\n", part.title);
        if part.grid.is_empty() {
            let _ = writeln!(text, "  {}", part.empty);
        } else {
            text.push_str(&part.grid.text(style));
        }
        for note in &part.notes {
            text.push_str(&wrapped(note, style.width));
        }
    }
    text
}

/// The report as Markdown.
pub fn md(report: &Quarterly) -> String {
    let mut text = format!(
        "# Quality assurance, {} ({} to {})\n\n",
        report.quarter, report.from, report.to
    );
    for line in headline(report) {
        let _ = writeln!(text, "{}\n", super::safe::md_cell(&line));
    }
    for part in tables::parts(report) {
        let _ = writeln!(text, "## {}\n", part.title);
        if part.grid.is_empty() {
            let _ = writeln!(text, "{}\n", part.empty);
        } else {
            let _ = writeln!(text, "{}", part.grid.md());
        }
        for note in &part.notes {
            let _ = writeln!(text, "{}\n", super::safe::md_cell(note));
        }
    }
    text
}

/// The report as JSON.
pub fn json(report: &Quarterly) -> String {
    super::json(report)
}

/// The report as CSV: every figure on a line, by the path of its key in the JSON.
pub fn csv(report: &Quarterly) -> String {
    flat_csv(report)
}

/// Any report as CSV: every figure on a line, by the path of its key in the JSON.
pub(super) fn flat_csv(report: &impl serde::Serialize) -> String {
    let mut rows = Vec::new();
    let value = serde_json::to_value(report).unwrap_or_default();
    flatten(&value, &mut String::new(), &mut rows);
    super::csv::write(&["figure", "value"], &rows)
}

fn flatten(value: &serde_json::Value, path: &mut String, rows: &mut Vec<Vec<String>>) {
    let length = path.len();
    match value {
        serde_json::Value::Object(map) => {
            for (key, value) in map {
                if length > 0 {
                    path.push('.');
                }
                path.push_str(key);
                flatten(value, path, rows);
                path.truncate(length);
            }
        }
        serde_json::Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                let _ = write!(path, "[{index}]");
                flatten(value, path, rows);
                path.truncate(length);
            }
        }
        serde_json::Value::Null => rows.push(vec![path.clone(), String::new()]),
        serde_json::Value::String(text) => rows.push(vec![path.clone(), text.clone()]),
        other => rows.push(vec![path.clone(), other.to_string()]),
    }
}

/// The figure, its interval, what it rests on, and what it is not.
fn headline(report: &Quarterly) -> Vec<String> {
    let expected: usize = report.expected.iter().map(|row| row.expected).sum();
    let mut lines = vec![format!("Good or better: {}", share(&report.good_or_better))];
    if report.good_or_better.n > 0 {
        lines.push(format!(
            "  drawn at random: {}; chosen by hand: {}",
            share(&report.good_or_better_random),
            share(&report.good_or_better_selected)
        ));
    }
    if report.provisional.n > 0 {
        lines.push(format!(
            "  not settled yet, at the auditor's grade, and not in the figure: {}",
            share(&report.provisional)
        ));
    }
    let mut rests = format!(
        "It rests on {} settled in the quarter; {} submitted in it, of {expected} expected.",
        count(report.settled, "audit", "audits"),
        report.submitted
    );
    if report.withdrawn > 0 {
        let _ = write!(rests, " {} withdrawn or replaced.", report.withdrawn);
    }
    lines.push(rests);
    if !report.excluded.is_empty() {
        let each: Vec<String> = report
            .excluded
            .iter()
            .map(|audit| format!("{} ({})", audit.id, safe(&audit.reason)))
            .collect();
        lines.push(format!("Left out, as it can't be counted: {}.", each.join(", ")));
    }
    if !report.faulty.is_empty() {
        let each: Vec<String> = report
            .faulty
            .iter()
            .map(|audit| format!("{} ({})", audit.id, count(audit.errors, "error", "errors")))
            .collect();
        lines.push(format!(
            "Counted, though qaf validate finds errors in it: {}.",
            each.join(", ")
        ));
    }
    lines.push(
        "Each auditor draws one case, whatever the team's size, and the raffle's tickets are unequal: this is no simple \
         random sample of children. The interval speaks of chance in small numbers only."
            .to_owned(),
    );
    if not_rising(report) {
        lines.push(
            "The share has not been above that of the quarter before for three quarters running.".to_owned(),
        );
    }
    lines
}

/// Whether none of the last three quarters was above the one before it; all four must have audits.
fn not_rising(report: &Quarterly) -> bool {
    let shares: Vec<f64> = report
        .quarters
        .iter()
        .rev()
        .take(4)
        .filter_map(|quarter| quarter.share.percent)
        .collect();
    shares.len() == 4 && shares.windows(2).all(|two| two[0] <= two[1])
}

/// A share in words, with its interval; never a percentage of nothing.
pub(super) fn share(share: &Share) -> String {
    match (share.percent, share.low, share.high) {
        (Some(percent), Some(low), Some(high)) => format!(
            "{} of {} ({percent:.1}%, 95% interval {low:.1} to {high:.1})",
            share.count,
            count(share.n, "audit", "audits")
        ),
        _ => "no audits".to_owned(),
    }
}

/// Text in lines of this width, each but the first set in by two more.
pub(super) fn wrapped(text: &str, width: usize) -> String {
    let indent: String = text.chars().take_while(|c| *c == ' ').collect();
    let mut lines = String::new();
    let mut line = indent.clone();
    for word in text.split_whitespace() {
        if line.trim().chars().count() > 0 && line.chars().count() + 1 + word.chars().count() > width {
            lines.push_str(&line);
            lines.push('\n');
            line = format!("{indent}  ");
        } else if line.trim().chars().count() > 0 {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push_str(&line);
    lines.push('\n');
    lines
}

impl Part {
    fn new(title: &str, grid: Grid, empty: &str) -> Self {
        Self {
            title: title.to_owned(),
            grid,
            empty: empty.to_owned(),
            notes: Vec::new(),
        }
    }

    fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }
}
