//! The tracker as the spreadsheet that it takes the place of: how many audits stand where, then a line an audit.

use std::collections::BTreeMap;

use super::figures::{NextStep, Tracker, TrackerRow};
use crate::figures::of_works::WorkLine;
use crate::figures::summary::ActionSummary;
use crate::framework::Step;
use crate::output::Format;
use crate::paper::count;
use crate::paper::{Cell, Column, ColumnKind, Columns, Paper, PaperPart, PaperTable};
use crate::reports::due::paper::task;

/// What is said where there is no audit.
const NONE: &str = "no audits yet; qaf allocate draws, qaf new makes one by hand";

/// The tracker laid out. `team` is the one that it was narrowed to. A workbook has every column, a page those that tell
/// whose it is and what comes next, and a document those of the text.
pub fn paper(tracker: &Tracker, team: Option<&str>, format: Format) -> Paper {
    let headings: &[&str] = match format {
        Format::Html => &ON_A_PAGE,
        Format::Docx | Format::Md => &IN_A_DOCUMENT,
        _ => &SHOWN,
    };
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
        council: None,
        as_of: tracker.as_of,
        parts: [in_short(tracker), every(tracker, headings)]
            .into_iter()
            .chain(works(tracker))
            .collect(),
    }
}

/// The columns of wider works.
pub const WORKS: Columns<WorkLine> = Columns(&[
    Column::new("id", "Work", ColumnKind::Code, |work| {
        Cell::text(work.id.to_string())
    }),
    Column::new("kind", "Kind", ColumnKind::Words, |work| Cell::text(work.kind)),
    Column::new("title", "About", ColumnKind::Words, |work| {
        Cell::text(&work.title)
    }),
    Column::new("lead", "Lead", ColumnKind::Words, |work| {
        Cell::some(work.lead.as_ref())
    }),
    Column::shown("Audits in", ColumnKind::Code, |work| Cell::text(work.progress())),
    Column::new("stage", "Stage", ColumnKind::Words, |work| Cell::text(work.stage)),
    Column::new("next", "Next", ColumnKind::Words, |work| {
        Cell::some(work.next.as_ref())
    }),
    Column::new("due", "By", ColumnKind::Day, |work| Cell::day(work.due)),
    Column::shown(LATE, ColumnKind::Code, |work| Cell::late(work.late_by)),
]);

/// The wider works, where there are any.
pub fn works(tracker: &Tracker) -> Option<PaperPart> {
    let table = WORKS.table("works", "Wider work", "none", &tracker.works);
    (!tracker.works.is_empty()).then(|| PaperPart::new("works", "Wider work").with(table))
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

fn every(tracker: &Tracker, headings: &[&str]) -> PaperPart {
    let audits = tracker.listed();
    let (title, caption, none) = if tracker.lists_open {
        (
            "Every open audit",
            "Every open audit, late ones first",
            "none is open",
        )
    } else {
        ("Every audit", "Every audit, late ones first", NONE)
    };
    let table = COLUMNS.table_of(headings, "audits", caption, none, audits).main();
    let part = PaperPart::new("every-audit", title);
    tracker
        .not_listed()
        .into_iter()
        .fold(part, PaperPart::text)
        .note(
            "Late ones come first, then those whose next step is due soonest. Provisional: the auditor's grade, not final \
             yet; regraded: the moderator changed a grade.",
        )
        .with(table)
}

/// The heading of how late something is.
const LATE: &str = "Late (working days)";

/// The columns of a page.
const ON_A_PAGE: [&str; 12] = [
    "Audit",
    "By",
    LATE,
    "Next step",
    "Who",
    "Status",
    "Grade",
    "Grade is",
    "Team",
    "Child",
    "Worker",
    "Auditor",
];

/// The columns of a document, which is no wider than paper: those of the text, with its marks in words.
const IN_A_DOCUMENT: [&str; 8] = [
    "Audit",
    "By",
    LATE,
    "Next step",
    "Auditor",
    "Status",
    "Grade",
    "Grade is",
];

/// The columns of a workbook, in the order in which people read them.
const SHOWN: [&str; 21] = [
    "Audit",
    "By",
    LATE,
    "Next step",
    "Who",
    "Status",
    "Grade",
    "Grade is",
    "Team",
    "Service",
    "Child",
    "Worker",
    "Auditor",
    "Moderator",
    "Allocated",
    "Submitted",
    "Settled",
    "Sent",
    "Feedback",
    "Re-audit",
    "Grade then",
];

/// The columns, in the order of the JSON.
pub const COLUMNS: Columns<TrackerRow> = Columns(&[
    Column::new("id", "Audit", ColumnKind::Code, |audit| {
        Cell::text(audit.id.to_string())
    }),
    Column::key("form", |audit| Cell::text(&audit.form)),
    Column::key("row", |audit| Cell::some(audit.row.as_ref())),
    Column::new("service", "Service", ColumnKind::Words, |audit| {
        Cell::some(audit.service.as_ref())
    }),
    Column::new("team", "Team", ColumnKind::Words, |audit| {
        Cell::some(audit.team.as_ref())
    }),
    Column::key("selection", |audit| {
        Cell::some(
            audit
                .selection
                .map(crate::framework::schedule::Selection::name)
                .as_ref(),
        )
    }),
    Column::new("child_id", "Child", ColumnKind::Code, |audit| {
        Cell::some(audit.child_id.as_ref())
    }),
    Column::key("legal_status", |audit| Cell::text(&audit.legal_status)),
    Column::new("worker", "Worker", ColumnKind::Words, |audit| {
        Cell::some(audit.worker.as_ref())
    }),
    Column::new("auditor", "Auditor", ColumnKind::Words, |audit| {
        Cell::some(audit.auditor.as_ref())
    }),
    Column::new("moderator", "Moderator", ColumnKind::Words, |audit| {
        Cell::some(audit.moderator.as_ref())
    }),
    Column::key("status", |audit| Cell::text(audit.status.to_string())),
    Column::new("allocated", "Allocated", ColumnKind::Day, |audit| {
        Cell::day(audit.allocated)
    }),
    Column::key("audit_due", |audit| Cell::day(audit.audit_due)),
    Column::new("submitted", "Submitted", ColumnKind::Day, |audit| {
        Cell::day(audit.submitted)
    }),
    Column::key("moderation_due", |audit| Cell::day(audit.moderation_due)),
    Column::new("settled", "Settled", ColumnKind::Day, |audit| {
        Cell::day(audit.settled)
    }),
    Column::key("send_due", |audit| Cell::day(audit.send_due)),
    Column::new("sent", "Sent", ColumnKind::Day, |audit| Cell::day(audit.sent)),
    Column::key("feedback_due", |audit| Cell::day(audit.feedback_due)),
    Column::new("feedback", "Feedback", ColumnKind::Day, |audit| {
        Cell::day(audit.feedback)
    }),
    Column::key("auditor_grade", |audit| Cell::some(audit.auditor_grade.as_ref())),
    Column::new("final_grade", "Grade", ColumnKind::Code, |audit| {
        Cell::some(audit.final_grade.as_ref())
    }),
    Column::key("provisional", |audit| Cell::yes_no(audit.provisional)),
    Column::key("regraded", |audit| Cell::yes_no(audit.regraded)),
    Column::key("re_audit_due", |audit| Cell::day(audit.re_audit_due)),
    Column::new("re_audited", "Re-audit", ColumnKind::Day, |audit| {
        Cell::day(audit.re_audited)
    }),
    Column::new("re_audit_grade", "Grade then", ColumnKind::Code, |audit| {
        Cell::some(audit.re_audit_grade.as_ref())
    }),
    Column::key("overdue", |audit| Cell::yes_no(audit.overdue)),
    Column::key("next_step", |audit| {
        next(audit, |next| Cell::text(next.step.to_string()))
    }),
    Column::new("next_who", "Who", ColumnKind::Words, |audit| {
        next(audit, |next| Cell::text(&next.who))
    }),
    Column::new("next_due", "By", ColumnKind::Day, |audit| {
        next(audit, |next| Cell::Day(next.due))
    }),
    Column::key("answers", |audit| audit.progress.answers.into()),
    Column::key("answers_of", |audit| audit.progress.of.into()),
    Column::key("grades", |audit| audit.progress.grades.into()),
    Column::key("grades_of", |audit| audit.progress.grades_of.into()),
    Column::key("errors", |audit| audit.errors.into()),
    Column::key("queries", |audit| audit.queries.into()),
    Column::key("open_actions", |audit| audit.open_actions.into()),
    Column::shown("Status", ColumnKind::Words, |audit| {
        Cell::text(ActionSummary::beside_status(audit.status, audit.open_actions))
    }),
    Column::shown(LATE, ColumnKind::Code, |audit| {
        Cell::late(audit.next.as_ref().and_then(|next| next.late))
    }),
    Column::shown("Next step", ColumnKind::Words, |audit| {
        next(audit, |next| Cell::text(task(next.step)))
    }),
    Column::shown("Grade is", ColumnKind::Code, |audit| Cell::text(standing(audit))),
]);

fn next(audit: &TrackerRow, cell: fn(&NextStep) -> Cell) -> Cell {
    audit.next.as_ref().map_or(Cell::Blank, cell)
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
