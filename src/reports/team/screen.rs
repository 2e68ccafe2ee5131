//! One team, for its monthly clinic, in each format.

use super::paper;
use std::fmt::Write as _;

use super::figures::TeamReport;
use crate::framework::AuditId;
use crate::paper::safe::safe;
use crate::paper::wrap::wrapped;
use crate::paper::{TextStyle, count};
use crate::reports::actions::figures::ActionLine;
use crate::reports::actions::figures::ActionState;
use crate::reports::actions::screen::beside_audits_in_words;
use crate::reports::actions::screen::{by_owner, title};

/// How many open actions a terminal shows.
const ACTIONS_SHOWN: usize = 12;

/// The page on a terminal.
pub fn text(report: &TeamReport, style: TextStyle) -> String {
    let mut text = paper::without_actions(report).compact(style);
    let _ = writeln!(text, "\n{}", actions(report));
    let shown = shown(report);
    for state in ActionState::ALL {
        let lines: Vec<&ActionLine> = shown.iter().copied().filter(|line| line.state == state).collect();
        if !lines.is_empty() {
            let _ = write!(text, "{}\n{}", title(state), by_owner(&lines, style));
        }
    }
    for note in notes(report) {
        text.push_str(&wrapped(&safe(&note), style.width));
    }
    text
}

/// What took place in the period.
pub(super) fn head(report: &TeamReport) -> Vec<String> {
    let done = &report.activity;
    let mut took_place = format!(
        "In these days: {} allocated, {} submitted, {} settled, {} sent.",
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
            " Of {} that fell due in them, {on_time} on time.",
            count(due, "step", "steps")
        );
    }
    let stands = format!(
        "Where everything stands is as of {}; the year is {}.",
        report.as_of.spoken(),
        report.year.name
    );
    let sentences = [Some(stands), Some(took_place), report.unlisted.sentence()];
    sentences.into_iter().flatten().collect()
}

pub(super) fn actions(report: &TeamReport) -> String {
    let actions = &report.actions;
    let of_audits = if actions.total == 0 {
        "Actions: none are planned.".to_owned()
    } else {
        format!(
            "Actions: {} open, of which {} overdue; {} done.",
            actions.open, actions.overdue, actions.done
        )
    };
    let of_works = beside_audits_in_words(&report.actions_of_works, "wider works");
    [of_audits]
        .into_iter()
        .chain(of_works)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The first of the open actions, overdue ones first.
fn shown(report: &TeamReport) -> Vec<&ActionLine> {
    report.open_actions.iter().take(ACTIONS_SHOWN).collect()
}

/// What is not on a terminal's page, and what is missing from it.
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
    notes.extend(missing(report));
    notes
}

/// What is missing from the report.
pub(super) fn missing(report: &TeamReport) -> Vec<String> {
    let mut notes = Vec::new();
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
    let named = |id: &AuditId| report.unread.iter().any(|file| file.id.is_numbered(id));
    for audit in report.excluded.iter().filter(|audit| !named(&audit.id)) {
        notes.push(format!(
            "{} can't be counted ({}). See qaf validate {}.",
            audit.id, audit.reason, audit.id
        ));
    }
    notes
}
