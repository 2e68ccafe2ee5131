//! The tracker, in every format.

use std::fmt::Write as _;

use super::figures::{Tracker, TrackerRow};
use crate::figures::of_works::WorkLine;
use crate::paper::table::Grid;
use crate::paper::{Cell, TextStyle, count};

/// The tracker on a terminal, what is late first.
pub fn text(tracker: &Tracker, style: TextStyle) -> String {
    if tracker.audits.is_empty() {
        return format!(
            "No audits yet, as of {}. qaf allocate draws, qaf new makes one by hand.\n{}",
            tracker.as_of,
            works(&tracker.works, style)
        );
    }
    let mut grid = Grid::new(&["!Audit", "Auditor", "Status", "Grade", "Next", "!Due", "!Late"]);
    for audit in tracker.listed() {
        let next = audit.next.as_ref();
        let step = next.map_or_else(|| open_actions(audit), |next| next.step.name().to_owned());
        let due = next.map(|next| next.due.to_string()).unwrap_or_default();
        grid.row([
            audit.id.to_string(),
            audit.auditor.clone().unwrap_or_default(),
            audit.status.to_string(),
            grade(audit),
            step,
            due,
            Cell::late(next.and_then(|next| next.late)).shown(),
        ]);
    }
    let late = tracker.audits.iter().filter(|audit| audit.overdue).count();
    let faulty = tracker.audits.iter().filter(|audit| audit.errors > 0).count();
    let mut text = if grid.is_empty() {
        "No audit is open.\n".to_owned()
    } else {
        grid.text(style)
    };
    let _ = writeln!(
        text,
        "\n{}, as of {}: {late} late, {faulty} with errors (see qaf validate).",
        count(tracker.audits.len(), "audit", "audits"),
        tracker.as_of.spoken()
    );
    if let Some(not_listed) = tracker.not_listed() {
        let _ = writeln!(text, "{not_listed}");
    }
    text.push_str(&works(&tracker.works, style));
    text.push_str("* the auditor's grade, not final yet   > the moderator changed a grade\n");
    if late > 0 || tracker.works.iter().any(|work| work.late) {
        text.push_str("LATE: by so many working days\n");
    }
    text.push_str(&crate::reports::due::paper::unlisted(
        &tracker.unlisted,
        style.width,
    ));
    text
}

/// The wider works, in a block of their own.
fn works(works: &[WorkLine], style: TextStyle) -> String {
    if works.is_empty() {
        return String::new();
    }
    let mut grid = Grid::new(&["!Wider work", "About", "Stage", "Audits", "Next", "!Due", "!Late"]);
    for work in works {
        grid.row([
            work.id.to_string(),
            work.title.clone(),
            work.stage.to_owned(),
            work.progress(),
            work.next.clone().unwrap_or_default(),
            work.due.map(|due| due.to_string()).unwrap_or_default(),
            Cell::late(work.late_by).shown(),
        ]);
    }
    format!("\n{}\n", grid.text(style))
}

/// What is open of an audit that has no step left.
fn open_actions(audit: &TrackerRow) -> String {
    match audit.open_actions {
        0 => String::new(),
        open => count(open, "action", "actions"),
    }
}

fn grade(audit: &TrackerRow) -> String {
    let grade = audit
        .final_grade
        .map(|grade| grade.to_string())
        .unwrap_or_default();
    let mark = if audit.provisional {
        "*"
    } else if audit.regraded {
        ">"
    } else {
        ""
    };
    grade + mark
}
