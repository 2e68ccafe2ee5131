//! Moderation, deadlines, what followed an Inadequate, actions, and what the schedule expects.

use crate::figures::InadequateLine;
use crate::framework::Grade;
use crate::paper::count;
use crate::paper::{Cell, ColumnKind, PaperPart, PaperTable};
use crate::reports::due::paper::task;
use crate::reports::moderation::paper::{REGRADING, coefficients};
use crate::reports::quarterly::figures::{ModeratedAudits, QuarterExpected, Quarterly};

/// How moderation changed the grades.
pub(super) fn moderation(report: &Quarterly) -> PaperPart {
    let moderation = &report.moderation;
    let part = PaperPart::new("moderation", "Moderation");
    if moderation.moderated == 0 {
        return part
            .text("No audits were settled by a moderator in this quarter.")
            .note(REGRADING);
    }
    let mut part = part
        .text(format!(
            "{} moderated: {} kept the grade ({}), {} went up, {} went down; {} moved by no more than one grade{}.",
            count(moderation.moderated, "overall grade was", "overall grades were"),
            moderation.exact.count,
            super::headline::percent(&moderation.exact),
            moderation.up,
            moderation.down,
            moderation.within_one,
            moderation
                .mean_shift
                .map_or(String::new(), |shift| format!("; the mean shift is {shift:+.2} grades")),
        ))
        .with(table(moderation));
    for (name, said) in coefficients(moderation) {
        part = part.text(format!("{name}: {said}."));
    }
    part.note(REGRADING)
}

fn table(moderation: &ModeratedAudits) -> PaperTable {
    let columns = [
        ("The auditor's grade", ColumnKind::Words),
        ("To Inadequate", ColumnKind::Count),
        ("To Requires improvement", ColumnKind::Count),
        ("To Good", ColumnKind::Count),
        ("To Outstanding", ColumnKind::Count),
        ("All", ColumnKind::Count),
    ];
    let mut table = PaperTable::new(
        "regraded",
        "From the auditor's grade to the moderator's",
        &columns,
        "no audits were settled by a moderator in this quarter",
    );
    for (grade, row) in Grade::ALL.iter().zip(&moderation.table) {
        let all: usize = row.iter().sum();
        table.row(
            [Cell::text(grade.title())]
                .into_iter()
                .chain(row.iter().copied().chain([all]).map(Cell::Count)),
        );
    }
    table
}

/// How the deadlines were kept.
pub(super) fn timeliness(report: &Quarterly) -> PaperPart {
    let columns = [
        ("Step", ColumnKind::Words),
        ("Fell due", ColumnKind::Count),
        ("On time", ColumnKind::Count),
        ("Late", ColumnKind::Count),
        ("Still open", ColumnKind::Count),
        ("On time, share", ColumnKind::Percent),
    ];
    let mut table = PaperTable::new(
        "timeliness",
        "Steps that fell due in the quarter",
        &columns,
        "nothing fell due in this quarter",
    );
    for line in report.timeliness.iter().filter(|line| line.due > 0) {
        table.row([
            Cell::text(task(line.step)),
            line.due.into(),
            line.on_time.into(),
            line.late.into(),
            line.open.into(),
            Cell::percent(line.percent),
        ]);
    }
    let part = PaperPart::new("timeliness", "Whether deadlines were kept").with(table);
    report.unlisted.sentence().into_iter().fold(part, PaperPart::text)
}

/// The Inadequate audits, and what followed.
pub(super) fn inadequate(report: &Quarterly) -> PaperPart {
    let graded = &report.graded_inadequate;
    let mut part = PaperPart::new("inadequate", "Inadequate audits, and what followed").with(lines(
        "inadequate",
        "Audits that became Inadequate in the quarter, and what followed",
        "no final grade of this quarter's audits is Inadequate",
        &graded.inadequate,
        "not yet",
    ));
    if !graded.inadequate_provisional.is_empty() {
        part = part.with(lines(
            "inadequate-provisional",
            "Inadequate by the auditor, and not final yet",
            "",
            &graded.inadequate_provisional,
            "not yet",
        ));
    }
    if !graded.regraded_up.is_empty() {
        part = part
            .with(lines(
                "regraded-up",
                "Inadequate at first, and graded up since",
                "",
                &graded.regraded_up,
                "not asked",
            ))
            .text(
                "Where an Inadequate is graded up, the notice to the service manager stays; direction, review and re-audit are \
                 no longer asked, and what was done of them before is told.",
            );
    }
    part = part.note(
        "The service manager is told the same day, directs within five working days, reviews the actions within a month; \
         another auditor looks again after eight weeks.",
    );
    match graded.inadequate.len().saturating_sub(INADEQUATE_SHOWN) {
        0 => part,
        more => part.text(format!(
            "{} more: those with a step open stand first. The tracker and --format json have all.",
            count(more, "audit", "audits")
        )),
    }
}

fn lines(
    id: &'static str,
    title: &'static str,
    none: &'static str,
    of: &[InadequateLine],
    open: &'static str,
) -> PaperTable {
    let columns = [
        ("Audit", ColumnKind::Code),
        ("Days until the service manager was told", ColumnKind::Count),
        ("Case direction", ColumnKind::Day),
        ("Actions reviewed", ColumnKind::Day),
        ("Re-audit", ColumnKind::Day),
        ("Re-audit's grade", ColumnKind::Words),
    ];
    let mut table = PaperTable::new(id, title, &columns, none);
    for line in first_to_see(of) {
        let days = line.informed_days.and_then(|days| usize::try_from(days).ok());
        table.row([
            Cell::text(line.id.to_string()),
            days.map_or_else(|| Cell::text("not yet"), Cell::Count),
            Cell::day_or(line.direction, open),
            Cell::day_or(line.actions_reviewed, open),
            Cell::day_or(line.re_audit, open),
            line.re_audit_grade
                .map_or(Cell::Blank, |grade| Cell::text(grade.title())),
        ]);
    }
    table
}

/// So many Inadequate audits stand on the page: those with a step open first, then by id.
const INADEQUATE_SHOWN: usize = 100;

fn first_to_see(lines: &[InadequateLine]) -> Vec<&InadequateLine> {
    let is_over = |line: &&InadequateLine| {
        line.informed_days.is_some()
            && line.direction.is_some()
            && line.actions_reviewed.is_some()
            && line.re_audit.is_some()
    };
    let mut sorted: Vec<&InadequateLine> = lines.iter().collect();
    sorted.sort_by_key(is_over);
    sorted.truncate(INADEQUATE_SHOWN);
    sorted
}

/// What was promised.
pub(super) fn actions(report: &Quarterly) -> PaperPart {
    let actions = &report.actions;
    let columns = [
        ("Actions", ColumnKind::Count),
        ("Done", ColumnKind::Count),
        ("Open", ColumnKind::Count),
        ("Of these overdue", ColumnKind::Count),
    ];
    let mut table = PaperTable::new(
        "actions",
        "The whole register of actions",
        &columns,
        "no actions are planned",
    );
    if actions.total > 0 {
        table.row([actions.total, actions.done, actions.open, actions.overdue].map(Cell::Count));
    }
    PaperPart::new("actions", "What was promised and not done")
        .with(table)
        .note(format!(
            "All actions of all audits as they stood on {}; qaf report actions lists them with their owners.",
            report.as_of.spoken()
        ))
}

/// So many rows of the schedule are in sight, of which all together are the first.
const ROWS: usize = 7;

/// What the schedule expected, and what came.
pub(super) fn compliance(report: &Quarterly) -> PaperPart {
    let columns = [
        ("Service", ColumnKind::Words),
        ("What the schedule asks", ColumnKind::Words),
        ("Expected", ColumnKind::Count),
        ("Exempt", ColumnKind::Count),
        ("Allocated", ColumnKind::Count),
        ("Replaced or withdrawn", ColumnKind::Count),
        ("Submitted", ColumnKind::Count),
    ];
    let mut table = PaperTable::new(
        "compliance",
        "Expected and done, by row of the schedule",
        &columns,
        "the schedule expects nothing in this quarter",
    );
    let asked = || report.expected.iter().filter(|line| !is_silent(line));
    if asked().count() > 1 {
        let sum = |of: fn(&QuarterExpected) -> usize| Cell::Count(asked().map(of).sum());
        table.row([
            Cell::text("All services"),
            Cell::text("All rows together"),
            sum(|line| line.expected),
            sum(|line| line.exempt),
            sum(|line| line.allocated),
            sum(|line| line.replaced + line.withdrawn),
            sum(|line| line.submitted),
        ]);
    }
    for line in asked() {
        table.row([
            Cell::text(line.service_name()),
            Cell::text(line.title.clone()),
            line.expected.into(),
            line.exempt.into(),
            line.allocated.into(),
            (line.replaced + line.withdrawn).into(),
            line.submitted.into(),
        ]);
    }
    let part = PaperPart::new("compliance", "What the schedule expects, and what took place")
        .with(table.folded(ROWS));
    with_other_rows(part, report)
}

/// Whether a row asks nothing of the quarter.
fn is_silent(line: &QuarterExpected) -> bool {
    line.expected + line.allocated + line.exempt + line.other_row == 0
}

/// With what is expected elsewhere, and how many rows ask nothing.
fn with_other_rows(mut part: PaperPart, report: &Quarterly) -> PaperPart {
    let elsewhere = report.expected.iter().filter(|line| line.other_row > 0);
    let elsewhere: Vec<String> = elsewhere
        .map(|line| format!("{}, {} {}", line.service_name(), line.title, line.other_row))
        .collect();
    if !elsewhere.is_empty() {
        part = part.note(format!(
            "Each auditor has one case drawn at a time. Of those who audit for several rows it is expected under one, and \
             not under: {}.",
            elsewhere.join("; ")
        ));
    }
    match report.expected.iter().filter(|line| is_silent(line)).count() {
        0 => part,
        silent => part.note(format!(
            "{} nothing in this quarter: to be confirmed, no period ends in it, or nobody is named.",
            count(silent, "row expects", "rows expect")
        )),
    }
}
