//! The schedule, in every format.

use super::figures::ThisPeriod;
use crate::paper::Cell;
use crate::paper::{Column, Columns};
use std::fmt::Write as _;

use super::figures::{ScheduleReport, ScheduleRow};
use crate::paper::safe::safe;
use crate::paper::table::Grid;
use crate::paper::wrap::wrapped;
use crate::paper::{TextStyle, count};

/// The schedule on a terminal, and what its present periods still need.
pub fn text(report: &ScheduleReport, style: TextStyle) -> String {
    let mut text = grid(report, style.width >= WIDE).text(style);
    let _ = writeln!(
        text,
        "\nStill needed, as of {} (cycle {}):",
        report.as_of.spoken(),
        report.cycle
    );
    let mut nothing = true;
    for row in &report.rows {
        let Some(period) = row
            .this_period
            .as_ref()
            .filter(|period| !period.still_needed.is_empty())
        else {
            continue;
        };
        nothing = false;
        let _ = writeln!(
            text,
            "  {} ({}), {} of {} by {}",
            safe(&service(row)),
            row.id,
            period.allocated,
            period.expected,
            period.to
        );
        text.push_str(&names(&period.still_needed, style.width));
    }
    if nothing {
        text.push_str("  nothing: every expectation of the present periods has its audit.\n");
    }
    if let Some(words) = other_rows(report) {
        let _ = write!(text, "\n{}", wrapped(&safe(&words), style.width));
    }
    text
}

/// From so many columns on, the form has one of its own, and all who audit are named.
const WIDE: usize = 120;

fn grid(report: &ScheduleReport, is_wide: bool) -> Grid {
    let mut head = vec![
        "Service",
        "What",
        "How often",
        "Who audits",
        "Moderation",
        "Case picked",
    ];
    if is_wide {
        head.insert(2, "Form");
    }
    let mut grid = Grid::new(&head);
    for row in &report.rows {
        let forms: Vec<&str> = row.forms.iter().map(AsRef::as_ref).collect();
        let forms = forms.join(", ");
        let mut cells = vec![
            service(row),
            row.activity.clone(),
            often(row),
            who(row, is_wide),
            moderation(row),
            picked(row),
        ];
        if is_wide {
            cells.insert(2, forms);
        } else if !forms.is_empty() {
            cells[1] = format!("{}: {forms}", row.activity);
        }
        grid.row(cells);
    }
    grid
}

/// Who audits for several rows that are drawn, and is expected under one.
pub(super) fn other_rows(report: &ScheduleReport) -> Option<String> {
    let each: Vec<String> = report
        .rows
        .iter()
        .filter_map(|row| Some((row, row.this_period.as_ref()?)))
        .filter(|(_, period)| !period.other_row.is_empty())
        .map(|(row, period)| format!("{} ({})", row.id, period.other_row.join(", ")))
        .collect();
    (!each.is_empty()).then(|| {
        format!(
            "Each auditor has one case drawn at a time. Of those who audit for several rows it is expected under one, and \
             not under: {}.",
            each.join("; ")
        )
    })
}

/// Names, as many as fit in three lines.
fn names(names: &[String], width: usize) -> String {
    let mut text = String::new();
    let mut line = String::from("      ");
    let mut lines = 0;
    for (index, name) in names.iter().enumerate() {
        let name = format!(
            "{}{}",
            safe(name),
            if index + 1 == names.len() { "" } else { ", " }
        );
        if line.trim().chars().count() > 0 && line.chars().count() + name.trim_end().chars().count() > width {
            let _ = writeln!(text, "{}", line.trim_end());
            lines += 1;
            if lines == 3 {
                let _ = writeln!(
                    text,
                    "      and {} more (--format json lists them all)",
                    names.len() - index
                );
                return text;
            }
            line = String::from("      ");
        }
        line.push_str(&name);
    }
    let _ = writeln!(text, "{}", line.trim_end());
    text
}

pub(super) fn service(row: &ScheduleRow) -> String {
    row.service
        .as_ref()
        .map_or_else(|| "All services".to_owned(), ToString::to_string)
}

/// How often, in words.
pub(super) fn often(row: &ScheduleRow) -> String {
    match row.times_a_year {
        None => "to be confirmed",
        Some(12) => "monthly",
        Some(6) => "every two months",
        Some(4) => "quarterly",
        Some(3) => "3 times a year",
        Some(2) => "twice a year",
        Some(1) => "yearly",
        Some(n) => return count(n as usize, "time a year", "times a year"),
    }
    .to_owned()
}

fn who(row: &ScheduleRow, is_wide: bool) -> String {
    if row.per == "worker" {
        return format!("each {}", row.workers.join(", ").to_lowercase());
    }
    match row.auditors.as_slice() {
        [] => "to be confirmed".to_owned(),
        [one] => one.clone(),
        [one, two] => format!("{one}, {two}"),
        all if is_wide => all.join(", "),
        // The other formats name them all; here a row is to be taken in at a glance.
        [one, more @ ..] => format!("{one} and {} other roles", more.len()),
    }
}

fn moderation(row: &ScheduleRow) -> String {
    if row.times_a_year.is_none() {
        return "to be confirmed".to_owned();
    }
    match (row.moderators.first(), row.reviewers.first()) {
        (Some(role), _) => role.clone(),
        (None, Some(role)) => format!("evidence review: {role}"),
        (None, None) => "not required".to_owned(),
    }
}

pub(super) fn picked(row: &ScheduleRow) -> String {
    row.selection
        .map(|selection| selection.title().to_owned())
        .unwrap_or_default()
}

/// The columns of the CSV.
pub const CSV: Columns<ScheduleRow> = Columns(&[
    Column::key("row", |row| Cell::text(row.id.to_string())),
    Column::key("service", |row| Cell::Text(service(row))),
    Column::key("activity", |row| Cell::text(&row.activity)),
    Column::key("times_a_year", |row| Cell::some(row.times_a_year.as_ref())),
    Column::key("per", |row| Cell::text(row.per)),
    Column::key("auditors", |row| Cell::text(row.auditors.join("; "))),
    Column::key("workers", |row| Cell::text(row.workers.join("; "))),
    Column::key("forms", |row| {
        Cell::text(
            row.forms
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join("; "),
        )
    }),
    Column::key("moderators", |row| Cell::text(row.moderators.join("; "))),
    Column::key("reviewers", |row| Cell::text(row.reviewers.join("; "))),
    Column::key("selection", |row| {
        Cell::some(
            row.selection
                .map(crate::framework::schedule::Selection::name)
                .as_ref(),
        )
    }),
    Column::key("source", |row| Cell::some(row.source.as_ref())),
    Column::key("note", |row| Cell::some(row.note.as_ref())),
    Column::key("period_from", |row| period(row, |period| Cell::Day(period.from))),
    Column::key("period_to", |row| period(row, |period| Cell::Day(period.to))),
    Column::key("expected", |row| period(row, |period| period.expected.into())),
    Column::key("allocated", |row| period(row, |period| period.allocated.into())),
    Column::key("submitted", |row| period(row, |period| period.submitted.into())),
    Column::key("still_needed", |row| {
        period(row, |period| Cell::text(period.still_needed.join("; ")))
    }),
    Column::key("other_row", |row| {
        period(row, |period| Cell::text(period.other_row.join("; ")))
    }),
]);

fn period(row: &ScheduleRow, cell: fn(&ThisPeriod) -> Cell) -> Cell {
    row.this_period.as_ref().map_or(Cell::Blank, cell)
}
