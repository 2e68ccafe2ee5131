//! What is done about it: what is written as to be done, what became of the last quarter's promises, what is overdue.

use super::beginning;
use crate::figures::stats::percent;
use crate::framework::Date;
use crate::paper::{Cell, ColumnKind, PaperBlock, PaperPart, PaperTable, count};
use crate::reports::actions::figures::{ActionLine, ActionState};
use crate::reports::quarterly::figures::{QuarterPlan, Quarterly};

/// So many priorities stand here.
const PRIORITIES: usize = 3;
/// So many promises that were not kept are named.
const NAMED: usize = 2;

pub(super) fn part(report: &Quarterly) -> PaperPart {
    let plan = &report.plan;
    let mut part = PaperPart::new("promised", "What do we do about it?");
    if let Some(beside) = report.governance.as_ref().filter(|beside| beside.faults > 0) {
        part = part.with(PaperBlock::Warning(format!(
            "What management wrote beside these figures can't be read whole ({}), so priorities, promises and words may be \
             missing here. qaf validate {} says where.",
            count(beside.faults, "error", "errors"),
            report.quarter
        )));
    }
    let areas = report
        .governance
        .as_ref()
        .and_then(|beside| beside.commentary.areas.as_deref());
    if let Some(areas) = areas {
        part = part.text(format!(
            "To be improved, in management's words: {}",
            beginning(areas)
        ));
    }
    if plan.open.is_empty() {
        part = part.text(none_written(report, areas.is_some()));
    } else {
        part = part.with(priorities(plan));
    }
    let mut facts = vec![("Promises kept", promises(report))];
    facts.push(("Actions of audits", actions(report)));
    facts.extend(children(report).map(|said| ("After an Inadequate", said)));
    part.facts(facts)
}

/// What to do where no priority is written.
fn none_written(report: &Quarterly, has_areas: bool) -> String {
    if report.plan.done > 0 {
        return format!(
            "{} that clinics and boards asked for is done, and nothing else is written.",
            if report.plan.done == 1 {
                "The one action"
            } else {
                "All"
            }
        );
    }
    let areas = if has_areas {
        ""
    } else {
        "areas for improvement and "
    };
    format!(
        "No priority with an owner and a date is written for {q}. To have them here: qaf report quarterly --quarter {q} \
         --scaffold makes the file for {areas}actions.",
        q = report.quarter
    )
}

fn priorities(plan: &QuarterPlan) -> PaperTable {
    let caption = match plan.open.len().saturating_sub(PRIORITIES) {
        0 => "Priorities, what is late first".to_owned(),
        more => format!(
            "The first three priorities, what is late first; {} open",
            count(more, "more is", "more are")
        ),
    };
    let mut open: Vec<&ActionLine> = plan.open.iter().collect();
    open.sort_by_key(|line| (line.state != ActionState::Overdue, line.by.is_none(), line.by));
    PaperTable::of(
        "priorities",
        caption,
        "",
        open.into_iter().take(PRIORITIES),
        &[
            ("What", ColumnKind::Words, &|line| Cell::text(what(line))),
            ("Who", ColumnKind::Words, &|line| {
                Cell::text(line.owner.as_deref().unwrap_or("nobody is named"))
            }),
            ("By", ColumnKind::Day, &|line| {
                Cell::day_or(line.by, "no day is set")
            }),
            ("Late (working days)", ColumnKind::Code, &|line| {
                Cell::late((line.state == ActionState::Overdue).then_some(line.working_days_overdue))
            }),
        ],
    )
}

/// An action, and who asked for it.
fn what(line: &ActionLine) -> String {
    let action = line
        .action
        .as_deref()
        .map_or_else(|| "An action without words".to_owned(), beginning);
    match &line.work {
        Some(from) => format!("{action} ({from})"),
        None => action,
    }
}

/// What became of what clinics and boards asked for in the quarter before.
fn promises(report: &Quarterly) -> String {
    let before = report.quarter.before();
    let promised = &report.plan.promised;
    if promised.is_empty() {
        return format!("None is written down in {before}.");
    }
    let with = |state: ActionState| promised.iter().filter(move |line| line.state == state);
    let (kept, late) = (
        with(ActionState::Done).count(),
        with(ActionState::Overdue).count(),
    );
    let open = promised.len() - kept - late;
    let late_ones = with(ActionState::Overdue).take(NAMED).map(|line| {
        format!(
            " Overdue: {} ({}, {}).",
            line.action
                .as_deref()
                .map_or_else(|| "an action without words".to_owned(), beginning)
                .trim_end_matches('.'),
            line.owner.as_deref().unwrap_or("nobody is named"),
            line.by.map_or_else(String::new, Date::spoken)
        )
    });
    format!(
        "{kept} of {} of {before} kept, {late} overdue, {open} not due yet or without a day.{}",
        promised.len(),
        late_ones.collect::<String>()
    )
}

/// How the actions of audits stand, and whether those that fell due were done in time.
fn actions(report: &Quarterly) -> String {
    let (all, due) = (&report.actions, &report.actions_due);
    if all.total == 0 {
        return "None is planned.".to_owned();
    }
    let overdue = match all.overdue {
        0 => "none is overdue".to_owned(),
        n => format!("{} overdue{}", count(n, "is", "are"), since_when(report)),
    };
    let in_time = match percent(due.on_time, due.due) {
        None => "None fell due in the quarter.".to_owned(),
        Some(share) => format!(
            "Of {} that fell due in the quarter, {} done in time ({share:.1}%), {} late, {} not at all.",
            due.due,
            count(due.on_time, "was", "were"),
            due.late,
            due.open
        ),
    };
    format!("Of {} open, {overdue}; {} done. {in_time}", all.open, all.done)
}

/// How long the oldest has waited, and whether there were more or fewer when the quarter began.
fn since_when(report: &Quarterly) -> String {
    let overdue = &report.overdue;
    let Some((by, days)) = overdue.oldest else {
        return String::new();
    };
    let (now, then) = (report.actions.overdue, overdue.before);
    let how = match now.cmp(&then) {
        std::cmp::Ordering::Greater => "more than the",
        std::cmp::Ordering::Less => "fewer than the",
        std::cmp::Ordering::Equal => "as many as the",
    };
    format!(
        " (the oldest since {}, {}; {how} {then} at the end of {})",
        by.spoken(),
        count(days as usize, "working day", "working days"),
        report.quarter.before()
    )
}

/// Inadequate audits that still wait for a case direction or the second look.
fn children(report: &Quarterly) -> Option<String> {
    let graded = &report.graded_inadequate.inadequate;
    let waiting = report.waiting_inadequate();
    match (graded.len(), waiting) {
        (0, _) => None,
        (n, 0) => Some(format!(
            "{} Inadequate: case direction and second audit are done.",
            count(n, "audit became", "audits became")
        )),
        (n, waiting) => Some(format!(
            "Of {} that became Inadequate, {} for a case direction or the second audit.",
            count(n, "audit", "audits"),
            if waiting == 1 {
                "1 still waits".to_owned()
            } else {
                format!("{waiting} still wait")
            }
        )),
    }
}
