//! The tracker as the spreadsheet that it takes the place of: how many audits stand where, then a line an audit.

use std::collections::BTreeMap;

use super::figures::{Tracker, TrackerRow};
use crate::framework::Step;
use crate::paper::count;
use crate::paper::{Cell, ColumnKind, Paper, PaperPart, PaperTable};
use crate::reports::due::paper::task;

/// What is said where there is no audit.
const NONE: &str = "no audits yet; qaf allocate draws, qaf new makes one by hand";

/// The tracker laid out. `team` is the one that it was narrowed to, `council` the name that stands on it.
pub fn paper(tracker: &Tracker, team: Option<&str>, council: &str) -> Paper {
    Paper {
        // Files are named after it, and those of two teams may lie in one folder.
        title: team.map_or_else(
            || "Tracker of audits".to_owned(),
            |team| format!("Tracker of audits, {team}"),
        ),
        period: team.map_or_else(
            || "Every audit of this store".to_owned(),
            |team| format!("The audits of {team}"),
        ),
        council: Some(council.to_owned()).filter(|name| !name.is_empty()),
        as_of: tracker.as_of,
        parts: vec![in_short(tracker), every(tracker)],
    }
}

fn in_short(tracker: &Tracker) -> PaperPart {
    let audits = &tracker.audits;
    let late = audits.iter().filter(|audit| audit.overdue).count();
    let faulty = audits.iter().filter(|audit| audit.errors > 0).count();
    let so_far = |day: fn(&TrackerRow) -> bool| audits.iter().filter(|audit| day(audit)).count();
    let part = PaperPart::new("in-short", "In short").text(format!(
        "{}: {} submitted, {} settled, {} sent; {late} late, {faulty} with errors (see qaf validate).",
        count(audits.len(), "audit", "audits"),
        so_far(|audit| audit.submitted.is_some()),
        so_far(|audit| audit.settled.is_some()),
        so_far(|audit| audit.sent.is_some()),
    ));
    let part = tracker
        .unlisted
        .sentence()
        .into_iter()
        .fold(part, PaperPart::text);
    part.with(by_status(audits)).with(by_step(tracker))
}

fn by_status(audits: &[TrackerRow]) -> PaperTable {
    let mut table = PaperTable::new(
        "by-status",
        "Where audits stand",
        &[("Status", ColumnKind::Code), ("Audits", ColumnKind::Count)],
        NONE,
    );
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for audit in audits {
        *counts.entry(audit.status.to_string()).or_default() += 1;
    }
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    for (status, n) in counts {
        table.row([Cell::Text(status), Cell::Count(n)]);
    }
    table
}

fn by_step(tracker: &Tracker) -> PaperTable {
    let mut table = PaperTable::new(
        "by-step",
        "What comes next, and how much of it is late",
        &[
            ("Step", ColumnKind::Words),
            ("Audits", ColumnKind::Count),
            ("Late", ColumnKind::Count),
        ],
        "no audit waits for anything",
    );
    let mut steps: BTreeMap<Step, [usize; 2]> = BTreeMap::new();
    for next in tracker.audits.iter().filter_map(|audit| audit.next.as_ref()) {
        let [all, late] = steps.entry(next.step).or_default();
        *all += 1;
        *late += usize::from(next.due < tracker.as_of);
    }
    for (step, counts) in steps {
        let [all, late] = counts.map(Cell::Count);
        table.row([Cell::text(task(step)), all, late]);
    }
    table
}

fn every(tracker: &Tracker) -> PaperPart {
    let mut table = PaperTable::new("audits", "Every audit, late ones first", &COLUMNS, NONE);
    let mut audits: Vec<&TrackerRow> = tracker.audits.iter().collect();
    audits.sort_by_key(|audit| {
        let due = audit.next.as_ref().map(|next| next.due);
        (!audit.overdue, due.is_none(), due, &audit.id)
    });
    table.rows.extend(audits.into_iter().map(cells));
    PaperPart::new("every-audit", "Every audit")
        .note(
            "Late ones come first, then those whose next step is due soonest. Provisional: the auditor's grade, not final \
             yet; regraded: the moderator changed a grade.",
        )
        .with(table)
}

const COLUMNS: [(&str, ColumnKind); 21] = [
    ("Audit", ColumnKind::Code),
    ("Late", ColumnKind::Code),
    ("Next step", ColumnKind::Words),
    ("Who", ColumnKind::Words),
    ("By", ColumnKind::Day),
    ("Status", ColumnKind::Code),
    ("Grade", ColumnKind::Code),
    ("Grade is", ColumnKind::Code),
    ("Team", ColumnKind::Words),
    ("Service", ColumnKind::Words),
    ("Child", ColumnKind::Code),
    ("Worker", ColumnKind::Words),
    ("Auditor", ColumnKind::Words),
    ("Moderator", ColumnKind::Words),
    ("Allocated", ColumnKind::Day),
    ("Submitted", ColumnKind::Day),
    ("Settled", ColumnKind::Day),
    ("Sent", ColumnKind::Day),
    ("Feedback", ColumnKind::Day),
    ("Re-audit", ColumnKind::Day),
    ("Grade then", ColumnKind::Code),
];

fn cells(audit: &TrackerRow) -> Vec<Cell> {
    let next = audit.next.as_ref();
    vec![
        Cell::text(audit.id.to_string()),
        Cell::text(if audit.overdue { "late" } else { "" }),
        next.map_or(Cell::Blank, |next| Cell::text(task(next.step))),
        next.map_or(Cell::Blank, |next| Cell::text(&next.who)),
        Cell::day(next.map(|next| next.due)),
        Cell::text(audit.status.to_string()),
        Cell::some(audit.final_grade.as_ref()),
        Cell::text(standing(audit)),
        Cell::some(audit.team.as_ref()),
        Cell::some(audit.service.as_ref()),
        Cell::some(audit.child_id.as_ref()),
        Cell::some(audit.worker.as_ref()),
        Cell::some(audit.auditor.as_ref()),
        Cell::some(audit.moderator.as_ref()),
        Cell::day(audit.allocated),
        Cell::day(audit.submitted),
        Cell::day(audit.settled),
        Cell::day(audit.sent),
        Cell::day(audit.feedback),
        Cell::day(audit.re_audited),
        Cell::some(audit.re_audit_grade.as_ref()),
    ]
}

/// What a grade is: the auditor's as yet, or final.
fn standing(audit: &TrackerRow) -> &'static str {
    match audit.final_grade {
        None => "",
        Some(_) if audit.provisional => "provisional",
        Some(_) if audit.regraded => "regraded",
        Some(_) => "final",
    }
}
