//! The tracker, in every format.

use std::fmt::Write as _;

use super::figures::{Tracker, TrackerRow};
use crate::framework::Date;
use crate::paper::table::Grid;
use crate::paper::{TextStyle, count};

/// The tracker on a terminal, late audits first within their number.
pub fn text(tracker: &Tracker, style: TextStyle) -> String {
    if tracker.audits.is_empty() {
        return format!(
            "No audits yet, as of {}. qaf allocate draws, qaf new makes one by hand.\n",
            tracker.as_of
        );
    }
    let mut grid = Grid::new(&["Audit", "Auditor", "Status", "Grade", "Next", "Due"]);
    for audit in &tracker.audits {
        let (next, due) = audit
            .next
            .as_ref()
            .map_or((String::new(), String::new()), |next| {
                let late = if next.due < tracker.as_of { " LATE" } else { "" };
                (next.step.name().to_owned(), format!("{}{late}", short(next.due)))
            });
        grid.row([
            audit.id.to_string(),
            audit.auditor.clone().unwrap_or_default(),
            audit.status.to_string(),
            grade(audit),
            next,
            due,
        ]);
    }
    let late = tracker.audits.iter().filter(|audit| audit.overdue).count();
    let faulty = tracker.audits.iter().filter(|audit| audit.errors > 0).count();
    let mut text = grid.text(style);
    let _ = writeln!(
        text,
        "\n{}, as of {}: {late} late, {faulty} with errors (see qaf validate).",
        count(tracker.audits.len(), "audit", "audits"),
        tracker.as_of.spoken()
    );
    text.push_str("* the auditor's grade, not final yet   > the moderator changed a grade\n");
    text.push_str(&crate::reports::due::paper::unlisted(
        &tracker.unlisted,
        style.width,
    ));
    text
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

fn short(date: Date) -> String {
    date.to_string()
}

/// The tracker as JSON.
pub fn json(tracker: &Tracker) -> String {
    crate::paper::json(tracker)
}

/// The tracker as CSV: the columns of the JSON.
pub fn csv(tracker: &Tracker) -> String {
    full(tracker).csv()
}

fn full(tracker: &Tracker) -> Grid {
    let head = [
        "id",
        "form",
        "row",
        "service",
        "team",
        "selection",
        "child_id",
        "legal_status",
        "worker",
        "auditor",
        "moderator",
        "status",
        "allocated",
        "audit_due",
        "submitted",
        "moderation_due",
        "settled",
        "send_due",
        "sent",
        "feedback_due",
        "feedback",
        "auditor_grade",
        "final_grade",
        "provisional",
        "regraded",
        "re_audit_due",
        "re_audited",
        "re_audit_grade",
        "overdue",
        "next_step",
        "next_who",
        "next_due",
        "answers",
        "answers_of",
        "grades",
        "grades_of",
        "errors",
        "queries",
    ];
    let mut grid = Grid::new(&head);
    for audit in &tracker.audits {
        grid.row(cells(audit));
    }
    grid
}

fn cells(audit: &TrackerRow) -> Vec<String> {
    fn text(value: Option<&impl ToString>) -> String {
        value.map(ToString::to_string).unwrap_or_default()
    }
    let yes = |value: bool| if value { "yes" } else { "no" }.to_owned();
    let next = audit.next.as_ref();
    vec![
        audit.id.to_string(),
        audit.form.clone(),
        text(audit.row.as_ref()),
        text(audit.service.as_ref()),
        text(audit.team.as_ref()),
        audit
            .selection
            .map(|selection| selection.name().to_owned())
            .unwrap_or_default(),
        text(audit.child_id.as_ref()),
        audit.legal_status.clone(),
        text(audit.worker.as_ref()),
        text(audit.auditor.as_ref()),
        text(audit.moderator.as_ref()),
        audit.status.to_string(),
        text(audit.allocated.as_ref()),
        text(audit.audit_due.as_ref()),
        text(audit.submitted.as_ref()),
        text(audit.moderation_due.as_ref()),
        text(audit.settled.as_ref()),
        text(audit.send_due.as_ref()),
        text(audit.sent.as_ref()),
        text(audit.feedback_due.as_ref()),
        text(audit.feedback.as_ref()),
        text(audit.auditor_grade.as_ref()),
        text(audit.final_grade.as_ref()),
        yes(audit.provisional),
        yes(audit.regraded),
        text(audit.re_audit_due.as_ref()),
        text(audit.re_audited.as_ref()),
        text(audit.re_audit_grade.as_ref()),
        yes(audit.overdue),
        next.map(|next| next.step.to_string()).unwrap_or_default(),
        next.map(|next| next.who.clone()).unwrap_or_default(),
        next.map(|next| next.due.to_string()).unwrap_or_default(),
        audit.progress.answers.to_string(),
        audit.progress.of.to_string(),
        audit.progress.grades.to_string(),
        audit.progress.grades_of.to_string(),
        audit.errors.to_string(),
        audit.queries.to_string(),
    ]
}
