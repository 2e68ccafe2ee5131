//! The schedule laid out: what its present periods still need, then every row.

use super::figures::{ScheduleReport, ScheduleRow};
use super::screen::{often, other_rows, picked, service};
use crate::paper::{Cell, ColumnKind, Paper, PaperPart, PaperTable};

/// What stands where the council has not said yet.
const TO_BE_CONFIRMED: &str = "to be confirmed";

/// The schedule laid out.
pub fn paper(report: &ScheduleReport) -> Paper {
    Paper {
        title: "Schedule of expectations".to_owned(),
        period: format!("The present cycle is {}", report.cycle),
        council: None,
        as_of: report.as_of,
        parts: vec![needed(report), rows(report)],
    }
}

fn needed(report: &ScheduleReport) -> PaperPart {
    let mut table = PaperTable::new(
        "needed",
        "Who has no audit yet in the row's present period",
        &[
            ("Service", ColumnKind::Words),
            ("Row", ColumnKind::Words),
            ("By", ColumnKind::Day),
            ("Expected", ColumnKind::Count),
            ("Allocated", ColumnKind::Count),
            ("Submitted", ColumnKind::Count),
            ("Still needed", ColumnKind::Words),
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
    let part = PaperPart::new("needed", "Still needed").with(table);
    match other_rows(report) {
        Some(words) => part.note(words),
        None => part,
    }
}

fn rows(report: &ScheduleReport) -> PaperPart {
    let mut table = PaperTable::new(
        "rows",
        "Every row of Appendix 1",
        &[
            ("Row", ColumnKind::Words),
            ("Service", ColumnKind::Words),
            ("What", ColumnKind::Words),
            ("How often", ColumnKind::Words),
            ("Who audits", ColumnKind::Words),
            ("Of whom", ColumnKind::Words),
            ("Forms", ColumnKind::Words),
            ("Moderation", ColumnKind::Words),
            ("Case picked", ColumnKind::Words),
            ("Source", ColumnKind::Words),
            ("Note", ColumnKind::Words),
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
    PaperPart::new("rows", "The schedule").with(table)
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
