//! The quarterly report, in every format: the headline first, and what it rests on.

mod paper;
mod screen;

use std::fmt::Write as _;

use super::TextStyle;
use crate::report::quarterly::{ChangedAfter, Quarterly};

pub use paper::paper;
pub(super) use paper::{grades_chart, trend_chart};

/// The JSON Schema (draft 7) of the report's JSON. It allows no key that it does not name.
pub const JSON_SCHEMA: &str = include_str!("../../shipped/schemas/report-quarterly.schema.json");

/// The report on a terminal: the quarter on one screen.
pub fn text(report: &Quarterly, style: TextStyle) -> String {
    screen::screen(report, style)
}

/// How many audits the schedule expects of the periods that end in the quarter, and how many of these are submitted.
fn met(report: &Quarterly) -> (usize, usize) {
    let rows = report.expected.iter();
    rows.fold((0, 0), |(expected, met), row| {
        (expected + row.expected, met + row.submitted)
    })
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

/// The audits that were changed after the event from which they count, by name, in a sentence.
pub(super) fn changed_after(changed: &[ChangedAfter]) -> Option<String> {
    let named: Vec<String> = changed
        .iter()
        .map(|audit| format!("{} ({})", audit.id, audit.what.join("; ")))
        .collect();
    (!named.is_empty()).then(|| {
        format!(
            "Changed after the event from which it counts, so what it said before is counted: {}.",
            named.join("; ")
        )
    })
}
