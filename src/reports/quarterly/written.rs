//! The quarterly report, in every format: the headline first, and what it rests on.

use super::figures::Quarterly;
use super::screen;
use crate::figures::ChangedAfter;
use crate::paper::TextStyle;

/// The JSON Schema (draft 7) of the report's JSON. It allows no key that it does not name.
pub const JSON_SCHEMA: &str = include_str!("../../../shipped/schemas/report-quarterly.schema.json");

/// The report on a terminal: the quarter on one screen.
pub fn text(report: &Quarterly, style: TextStyle) -> String {
    screen::screen(report, style)
}

/// How many audits the schedule expects of the periods that end in the quarter, and how many of these are submitted.
pub(super) fn met(report: &Quarterly) -> (usize, usize) {
    let rows = report.expected.iter();
    rows.fold((0, 0), |(expected, met), row| {
        (expected + row.expected, met + row.submitted)
    })
}

/// The report as CSV: every figure on a line, by the path of its key in the JSON. What people say beside them is no figure.
pub fn csv(report: &Quarterly) -> String {
    let figures = Quarterly {
        governance: None,
        ..report.clone()
    };
    crate::paper::csv::flat(&figures)
}

/// The audits that were changed after the event from which they count, by name, in a sentence.
pub(crate) fn changed_after(changed: &[ChangedAfter]) -> Option<String> {
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
