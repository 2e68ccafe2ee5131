//! The action register, in each format: what is overdue first, by owner.

use std::fmt::Write as _;

use super::figures::{ActionLine, ActionState, ActionsListed, Register, Review};
use crate::figures::WorkActions;
use crate::framework::{AuditId, Date};
use crate::paper::safe::safe;
use crate::paper::wrap::{one_line, wrapped};
use crate::paper::{Cell, Column, ColumnKind, Columns, PaperTable};
use crate::paper::{TextStyle, count, late_by};

/// What stands for an owner or a wording that nobody wrote.
const NO_OWNER: &str = "(no owner)";
const NO_WORDING: &str = "(nothing is written here)";

/// The register on a terminal.
pub fn text(register: &Register, style: TextStyle) -> String {
    let mut text = format!("Action register, as of {}\n", register.as_of.spoken());
    for line in head(register) {
        text.push_str(&wrapped(&safe(&line), style.width));
    }
    for state in ActionState::ALL {
        let lines: Vec<&ActionLine> = register.lines.iter().filter(|line| line.state == state).collect();
        if !lines.is_empty() {
            let _ = writeln!(text, "\n{} ({})", title(state), lines.len());
            text.push_str(&by_owner(&lines, style));
        }
    }
    if !register.inadequate.is_empty() {
        let _ = writeln!(text, "\n{REVIEWS}");
        text.push_str(&crate::paper::text::grid(&reviews(register), usize::MAX).text(style));
    }
    let notes = notes(register);
    if !notes.is_empty() {
        text.push('\n');
    }
    for note in notes {
        text.push_str(&wrapped(&safe(&note), style.width));
    }
    text
}

pub(super) const REVIEWS: &str = "Inadequate audits and the review of their actions";

/// The actions of a state, an owner's together: a line of facts each, and the wording below.
pub(crate) fn by_owner(lines: &[&ActionLine], style: TextStyle) -> String {
    let mut text = String::new();
    let mut before: Option<&str> = None;
    for line in lines {
        let owner = line.owner.as_deref().unwrap_or(NO_OWNER);
        if before != Some(owner) {
            let _ = writeln!(text, " {}", safe(&one_line(owner)));
            before = Some(owner);
        }
        let facts = format!(
            "  {}; {} {}; {}",
            when(line),
            line.audit,
            safe(&line.number),
            whose(line)
        );
        text.push_str(&wrapped_keeping(&facts, style.width));
        text.push_str(&wrapped(&format!("     {}", safe(&wording(line))), style.width));
    }
    text
}

/// As it is where it fits a line, with its columns; else in several.
fn wrapped_keeping(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        format!("{text}\n")
    } else {
        wrapped(text, width)
    }
}

/// What is to be done, for which section where that is said; of what goes on elsewhere, where.
fn wording(line: &ActionLine) -> String {
    let wording = line.action.as_deref().unwrap_or(NO_WORDING);
    let answers = line
        .section
        .as_ref()
        .map(|section| format!("{section}: {wording}"));
    let wording = answers.as_deref().unwrap_or(wording);
    let on = line.carried_over.as_ref();
    one_line(&on.map_or_else(
        || wording.to_owned(),
        |on| format!("{wording} (carried over: {on})"),
    ))
}

/// The day of an action, and how it stands.
fn when(line: &ActionLine) -> String {
    let by = || {
        line.by
            .map_or_else(|| "no date".to_owned(), |by| format!("by {by}"))
    };
    match (line.state, line.done) {
        (ActionState::Done, Some(done)) => format!("done {done} ({})", by()),
        (ActionState::Overdue, _) => format!("{}, {}", by(), late_by(line.working_days_overdue)),
        _ => by(),
    }
}

/// The audit's team and grade; of a wider work, what it is.
fn whose(line: &ActionLine) -> String {
    if let Some(kind) = &line.work {
        return kind.clone();
    }
    let team = line.team.as_ref().map(AsRef::as_ref);
    let place = team.or(line.service.as_ref().map(AsRef::as_ref));
    let place = place.unwrap_or("no team");
    format!("{}, {}", safe(&one_line(place)), grade(line))
}

fn grade(line: &ActionLine) -> String {
    if line.work.is_some() {
        return String::new();
    }
    let mark = if line.provisional { "*" } else { "" };
    line.grade
        .map_or_else(|| "no grade".to_owned(), |grade| format!("{grade}{mark}"))
}

pub(crate) fn title(state: ActionState) -> &'static str {
    match state {
        ActionState::Overdue => "Overdue",
        ActionState::Open => "Open, and not due yet",
        ActionState::NoDate => "Open, without a date",
        ActionState::CarriedOver => "Carried over from plans of wider works",
        ActionState::Done => "Done",
    }
}

/// The counts of works' actions as people say them; nothing where there are none.
pub(crate) fn beside_audits_in_words(actions: &WorkActions, of: &str) -> Option<String> {
    let carried = match actions.carried_over {
        0 => String::new(),
        n => format!(", {n} carried over"),
    };
    (actions.total > 0).then(|| {
        format!(
            "Of {of} {}: {} done{carried}, {} open, of which {} overdue.",
            count(actions.total, "action", "actions"),
            actions.done,
            actions.open,
            actions.overdue
        )
    })
}

/// What is asked for, and how much there is of it.
pub(super) fn head(register: &Register) -> Vec<String> {
    let asked = &register.asked;
    let mut lines = Vec::new();
    let mut only: Vec<String> = Vec::new();
    if let Some(team) = &asked.team {
        only.push(format!("of the team {team}"));
    }
    if let Some(owner) = &asked.owner {
        only.push(format!("of {owner}"));
    }
    if let Some(quarter) = &asked.quarter {
        only.push(format!(
            "of audits submitted, re-audits made, and plans of wider works agreed, in {quarter}, as they stand today"
        ));
    }
    if !only.is_empty() {
        lines.push(format!("Only those {}.", only.join(", and ")));
    }
    let (actions, of_works) = (&register.actions, &register.of_works);
    if actions.total + of_works.total + register.of_boards.total == 0 {
        let none = if lines.is_empty() {
            "No actions are planned."
        } else {
            "There are none."
        };
        lines.push(none.to_owned());
        return lines;
    }
    let mut counts = format!(
        "{}: {} done, {} open, of which {} overdue.",
        count(actions.total, "action", "actions"),
        actions.done,
        actions.open,
        actions.overdue
    );
    for (n, what) in [
        (register.without_owner, "no owner"),
        (register.without_date, "no date"),
    ] {
        if n > 0 {
            let verb = if n == 1 { "has" } else { "have" };
            let _ = write!(counts, " {n} of the open {verb} {what}.");
        }
    }
    lines.push(counts);
    lines.extend(beside_audits_in_words(of_works, "wider works"));
    lines.extend(beside_audits_in_words(&register.of_boards, "clinics and boards"));
    match asked.listed {
        ActionsListed::All => {}
        ActionsListed::Open => {
            lines.push("Only the open ones are listed; --all lists those too that are done.".to_owned());
        }
        ActionsListed::Overdue => lines.push("Only the overdue ones are listed.".to_owned()),
    }
    lines
}

/// Each Inadequate audit and the review of its actions.
pub(super) fn reviews(register: &Register) -> PaperTable {
    let mut table = PaperTable::new(
        "reviews",
        "Inadequate audits: the review of their actions, and the re-audit",
        &[
            ("Audit", ColumnKind::Code),
            ("Actions", ColumnKind::Count),
            ("Open", ColumnKind::Count),
            ("Overdue", ColumnKind::Count),
            ("Reviewed", ColumnKind::Words),
            ("Re-audit", ColumnKind::Words),
            ("Grade then", ColumnKind::Words),
        ],
        "none",
    );
    for review in &register.inadequate {
        table.row(review_cells(review, register.as_of));
    }
    table
}

fn review_cells(review: &Review, today: Date) -> [Cell; 7] {
    let mark = if review.provisional { "*" } else { "" };
    [
        Cell::Text(format!("{}{mark}", review.id)),
        review.actions.total.into(),
        review.actions.open.into(),
        review.actions.overdue.into(),
        Cell::Text(done_or_due(review.actions_reviewed, review.review_due, today)),
        Cell::Text(done_or_due(review.re_audit, review.re_audit_due, today)),
        Cell::some(review.re_audit_grade.as_ref()),
    ]
}

fn done_or_due(done: Option<Date>, due: Option<Date>, today: Date) -> String {
    match (done, due) {
        (Some(done), _) => done.to_string(),
        (None, Some(due)) if due < today => format!("due {due} LATE"),
        (None, Some(due)) => format!("due {due}"),
        (None, None) => "not due yet".to_owned(),
    }
}

/// What a reader must know: marks, and what may be missing.
pub(super) fn notes(register: &Register) -> Vec<String> {
    let mut notes = Vec::new();
    let provisional = register
        .lines
        .iter()
        .any(|line| line.provisional && line.grade.is_some())
        || register.inadequate.iter().any(|review| review.provisional);
    if provisional {
        notes.push("* the auditor's grade, not final yet".to_owned());
    }
    for file in &register.unread {
        let how = if file.in_part {
            "could be read only in part"
        } else {
            "could not be read"
        };
        notes.push(format!(
            "{}: {} {how}, so actions, or that they are done, may be missing. See qaf validate {}.",
            file.id, file.file, file.id
        ));
    }
    let named = |id: &AuditId| register.unread.iter().any(|file| file.id.is_numbered(id));
    for audit in register.excluded.iter().filter(|audit| !named(&audit.id)) {
        notes.push(format!(
            "{} can't be counted in other reports ({}); what could be read of its actions stands here.",
            audit.id, audit.reason
        ));
    }
    for audit in &register.off {
        let actions = if audit.actions == 1 {
            "its action is".to_owned()
        } else {
            format!("its {} actions are", audit.actions)
        };
        notes.push(format!(
            "{} was {}; {actions} not in the register.",
            audit.id, audit.status
        ));
    }
    notes
}

/// The columns of the CSV.
pub const CSV: Columns<ActionLine> = Columns(&[
    Column::key("audit", |line| Cell::text(line.audit.to_string())),
    Column::key("number", |line| Cell::text(&line.number)),
    Column::key("action", |line| Cell::some(line.action.as_ref())),
    Column::key("section", |line| Cell::some(line.section.as_ref())),
    Column::key("owner", |line| Cell::some(line.owner.as_ref())),
    Column::key("by", |line| Cell::day(line.by)),
    Column::key("state", |line| Cell::text(line.state.name())),
    Column::key("done", |line| Cell::day(line.done)),
    Column::key("working_days_overdue", |line| {
        (line.working_days_overdue as usize).into()
    }),
    Column::key("form", |line| Cell::text(&line.form)),
    Column::key("service", |line| Cell::some(line.service.as_ref())),
    Column::key("team", |line| Cell::some(line.team.as_ref())),
    Column::key("grade", |line| Cell::some(line.grade.as_ref())),
    Column::key("provisional", |line| Cell::yes_no(line.provisional)),
    Column::key("status", |line| Cell::text(&line.status)),
    Column::key("actions_reviewed", |line| Cell::day(line.actions_reviewed)),
    Column::key("re_audit", |line| Cell::day(line.re_audit)),
    Column::key("re_audit_grade", |line| Cell::some(line.re_audit_grade.as_ref())),
    Column::key("carried_over", |line| Cell::some(line.carried_over.as_ref())),
]);

/// Actions as a table, for documents: done ones with the day on which they were, others with how late they are.
pub(crate) fn table(id: &str, caption: &str, lines: &[&ActionLine]) -> PaperTable {
    let all_done = lines.iter().all(|line| line.state == ActionState::Done);
    let stands = if all_done {
        ("Done", ColumnKind::Day)
    } else {
        ("Late (working days)", ColumnKind::Code)
    };

    PaperTable::of(
        id,
        caption,
        "there are none",
        lines,
        &[
            ("Owner", ColumnKind::Words, &|line| {
                Cell::Text(one_line(line.owner.as_deref().unwrap_or(NO_OWNER)))
            }),
            ("By", ColumnKind::Day, &|line| Cell::day_or(line.by, "no date")),
            (stands.0, stands.1, &|line| match line.state {
                ActionState::Done => Cell::day(line.done),
                ActionState::Overdue => Cell::Late(line.working_days_overdue),
                ActionState::Open | ActionState::NoDate | ActionState::CarriedOver => Cell::Blank,
            }),
            ("Action", ColumnKind::Words, &|line| Cell::Text(wording(line))),
            ("Audit", ColumnKind::Code, &|line| {
                Cell::text(format!("{} {}", line.audit, line.number))
            }),
            ("Team", ColumnKind::Words, &|line| Cell::some(line.team.as_ref())),
            ("Grade", ColumnKind::Code, &|line| Cell::Text(grade(line))),
        ],
    )
}
