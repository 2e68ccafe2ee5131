//! One team, for its monthly clinic, in each format.

mod parts;

use std::fmt::Write as _;

use super::actions::{by_owner, table};
use super::quarterly::wrapped;
use super::safe::{md_cell, safe};
use super::{Style, count};
use crate::framework::AuditId;
use crate::report::actions::ActionLine;
use crate::report::team::TeamReport;

/// How many open actions stand on the page.
const ACTIONS_SHOWN: usize = 12;

/// The page on a terminal.
pub fn text(report: &TeamReport, style: Style) -> String {
    let period = &report.period;
    let mut text = format!(
        "{}, {} ({} to {})\n",
        safe(&report.team),
        period.name,
        period.from.spoken(),
        period.to.spoken()
    );
    for line in head(report) {
        text.push_str(&wrapped(&line, style.width));
    }
    // Parts with nothing in them stand together, a line each.
    let mut was_empty = false;
    for part in parts::parts(report) {
        if !(was_empty && part.grid.is_empty()) {
            text.push('\n');
        }
        was_empty = part.grid.is_empty();
        if was_empty {
            let line = format!("{}: {}", part.title, part.empty);
            text.push_str(&wrapped(&line, style.width));
        } else {
            let _ = writeln!(text, "{}", part.title);
            text.push_str(&part.grid.text(style));
        }
        for note in &part.notes {
            text.push_str(&wrapped(note, style.width));
        }
    }
    let _ = writeln!(text, "\n{}", actions(report));
    text.push_str(&by_owner(&shown(report), style));
    for note in notes(report) {
        text.push_str(&wrapped(&note, style.width));
    }
    text
}

/// The page as Markdown.
pub fn md(report: &TeamReport) -> String {
    let period = &report.period;
    let mut text = format!(
        "# {}, {} ({} to {})\n\n",
        md_cell(&report.team),
        period.name,
        period.from,
        period.to
    );
    for line in head(report) {
        let _ = writeln!(text, "{}\n", md_cell(&line));
    }
    for part in parts::parts(report) {
        let _ = writeln!(text, "## {}\n", part.title);
        if part.grid.is_empty() {
            let _ = writeln!(text, "{}\n", part.empty);
        } else {
            let _ = writeln!(text, "{}", part.grid.md());
        }
        for note in &part.notes {
            let _ = writeln!(text, "{}\n", md_cell(note));
        }
    }
    let _ = writeln!(text, "## Actions\n\n{}\n", md_cell(&actions(report)));
    let shown = shown(report);
    if !shown.is_empty() {
        let _ = writeln!(text, "{}", table(&shown).md());
    }
    for note in notes(report) {
        let _ = writeln!(text, "{}\n", md_cell(&note));
    }
    text
}

/// The page as JSON.
pub fn json(report: &TeamReport) -> String {
    super::json(report)
}

/// What took place in the period.
fn head(report: &TeamReport) -> Vec<String> {
    let done = &report.activity;
    let mut took_place = format!(
        "In it: {} allocated, {} submitted, {} settled, {} sent.",
        count(done.allocated, "audit", "audits"),
        done.submitted,
        done.settled,
        done.sent
    );
    if done.off > 0 {
        let _ = write!(
            took_place,
            " {} of those allocated replaced or withdrawn since.",
            done.off
        );
    }
    if report.in_store == 0 {
        "No audit of this team has been allocated yet.".clone_into(&mut took_place);
    }
    let due: usize = report.timeliness.iter().map(|line| line.due).sum();
    let on_time: usize = report.timeliness.iter().map(|line| line.on_time).sum();
    if due > 0 {
        let _ = write!(
            took_place,
            " Of {} that fell due in it, {on_time} on time.",
            count(due, "step", "steps")
        );
    }
    vec![
        format!(
            "Where everything stands is as of {}; the year is {}.",
            report.as_of.spoken(),
            report.year.name
        ),
        took_place,
    ]
}

fn actions(report: &TeamReport) -> String {
    let actions = &report.actions;
    if actions.total == 0 {
        return "Actions: none are planned.".to_owned();
    }
    format!(
        "Actions: {} open, of which {} overdue; {} done.",
        actions.open, actions.overdue, actions.done
    )
}

/// The first of the open actions, overdue ones first.
fn shown(report: &TeamReport) -> Vec<&ActionLine> {
    report.open_actions.iter().take(ACTIONS_SHOWN).collect()
}

/// What is not on the page, and what is missing from it.
fn notes(report: &TeamReport) -> Vec<String> {
    let mut notes = Vec::new();
    let more = report.open_actions.len().saturating_sub(ACTIONS_SHOWN);
    if more > 0 {
        notes.push(format!(
            "{} more: qaf report actions --open --team \"{}\".",
            count(more, "open action", "open actions"),
            safe(&report.team)
        ));
    }
    for file in &report.unread {
        let how = if file.in_part {
            "could be read only in part"
        } else {
            "could not be read"
        };
        notes.push(format!(
            "{}: {} {how}, so something may be missing here. See qaf validate {}.",
            file.id, file.file, file.id
        ));
    }
    let named = |id: &AuditId| report.unread.iter().any(|file| file.id == *id);
    for audit in report.excluded.iter().filter(|audit| !named(&audit.id)) {
        notes.push(format!(
            "{} can't be counted ({}). See qaf validate {}.",
            audit.id,
            safe(&audit.reason),
            audit.id
        ));
    }
    notes
}
