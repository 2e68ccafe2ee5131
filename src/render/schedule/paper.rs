//! The schedule laid out: what its present periods still need, then every row.

use super::{often, other_rows, picked, service};
use crate::render::paper::{Cell, Kind, Paper, Part, Table};
use crate::report::schedule::{ScheduleReport, ScheduleRow};

/// What stands where the council has not said yet.
const TO_BE_CONFIRMED: &str = "to be confirmed";

/// The schedule laid out. `council` is the name that stands on it.
pub fn paper(report: &ScheduleReport, council: &str) -> Paper {
    Paper {
        title: "Schedule of expectations".to_owned(),
        period: format!("The present cycle is {}", report.cycle),
        council: Some(council.to_owned()).filter(|name| !name.is_empty()),
        as_of: report.as_of,
        parts: vec![needed(report), rows(report)],
    }
}

fn needed(report: &ScheduleReport) -> Part {
    let mut table = Table::new(
        "needed",
        "Who has no audit yet in the row's present period",
        &[
            ("Service", Kind::Words),
            ("Row", Kind::Words),
            ("By", Kind::Day),
            ("Expected", Kind::Count),
            ("Allocated", Kind::Count),
            ("Submitted", Kind::Count),
            ("Still needed", Kind::Words),
        ],
        "nothing: every expectation of the present periods has its audit",
    );
    for row in &report.rows {
        let period = row.this_period.as_ref();
        let Some(period) = period.filter(|period| !period.still_needed.is_empty()) else {
            continue;
        };
        table.row([
            Cell::Text(service(row)),
            Cell::text(row.id.to_string()),
            Cell::Day(period.to),
            period.expected.into(),
            period.allocated.into(),
            period.submitted.into(),
            Cell::Text(period.still_needed.join(", ")),
        ]);
    }
    let part = Part::new("needed", "Still needed").with(table);
    match other_rows(report) {
        Some(words) => part.note(words),
        None => part,
    }
}

fn rows(report: &ScheduleReport) -> Part {
    let mut table = Table::new(
        "rows",
        "Every row of Appendix 1",
        &[
            ("Row", Kind::Words),
            ("Service", Kind::Words),
            ("What", Kind::Words),
            ("How often", Kind::Words),
            ("Who audits", Kind::Words),
            ("Of whom", Kind::Words),
            ("Forms", Kind::Words),
            ("Moderation", Kind::Words),
            ("Case picked", Kind::Words),
            ("Source", Kind::Words),
            ("Note", Kind::Words),
        ],
        "schedule.toml has no row",
    );
    for row in &report.rows {
        let forms: Vec<String> = row.forms.iter().map(ToString::to_string).collect();
        table.row([
            Cell::text(row.id.to_string()),
            Cell::Text(service(row)),
            Cell::text(&row.activity),
            Cell::Text(often(row)),
            Cell::Text(who(row)),
            Cell::Text(row.workers.join(", ")),
            Cell::Text(forms.join(", ")),
            Cell::Text(moderation(row)),
            Cell::Text(picked(row)),
            Cell::some(row.source.as_ref()),
            Cell::some(row.note.as_ref()),
        ]);
    }
    Part::new("rows", "The schedule").with(table)
}

/// Who audits; every role.
fn who(row: &ScheduleRow) -> String {
    if row.auditors.is_empty() {
        TO_BE_CONFIRMED.to_owned()
    } else {
        row.auditors.join(", ")
    }
}

/// Who moderates, or reviews the evidence; every role.
fn moderation(row: &ScheduleRow) -> String {
    match (row.moderators.as_slice(), row.reviewers.as_slice()) {
        _ if row.times_a_year.is_none() => TO_BE_CONFIRMED.to_owned(),
        ([], []) => "not required".to_owned(),
        ([], reviewers) => format!("evidence review: {}", reviewers.join(", ")),
        (moderators, _) => moderators.join(", "),
    }
}
