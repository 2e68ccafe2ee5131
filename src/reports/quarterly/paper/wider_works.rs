//! Wider works and the moderation panel: what was reported, what goes on, what will not be done. None of it is in the
//! headline (section 2, thematic audits, Safeguarding Assurance Visits; appendix 1).

use crate::figures::{WorkAccount, WorksOfTime};
use crate::paper::{Cell, Column, ColumnKind, Columns, PaperBlock, PaperPart, PaperTable};

/// The part; nothing where there is no wider work to tell of.
pub(super) fn part(works: &WorksOfTime) -> Option<PaperPart> {
    let said = in_words(works)?;
    let mut part = PaperPart::new("wider-work", "Wider work and panel").text(format!("{said}."));
    if !works.unread.is_empty() {
        let ids: Vec<String> = works.unread.iter().map(ToString::to_string).collect();
        part = part.with(PaperBlock::Warning(format!(
            "Files of {} can't be read whole, so what is said here of them may be wrong or missing: see qaf validate.",
            ids.join(", ")
        )));
    }
    if !works.reported.is_empty() {
        part = part.with(reported(&works.reported));
        part = works.reported.iter().fold(part, found);
    }
    if !works.going_on.is_empty() {
        part = part.with(going_on(&works.going_on));
    }
    if !works.cancelled.is_empty() {
        part = part.with(cancelled(&works.cancelled));
    }
    Some(part.note(
        "What a wider work found is in no figure of this report; an audit that was made for one counts as its form does. \
         Plans are told as they stood when the quarter ended, or stand today where it has not.",
    ))
}

/// How many works were reported, go on and were cancelled, in a sentence without its full stop; nothing where there is none.
pub(in crate::reports::quarterly) fn in_words(works: &WorksOfTime) -> Option<String> {
    if works.is_empty() {
        return None;
    }
    let ids = |all: &[WorkAccount]| {
        let ids: Vec<String> = all.iter().map(|work| work.id.to_string()).collect();
        if ids.is_empty() {
            String::new()
        } else {
            format!(" ({})", ids.join(", "))
        }
    };
    Some(format!(
        "{} reported{}, {} going on{}, {} cancelled{}",
        works.reported.len(),
        ids(&works.reported),
        works.going_on.len(),
        ids(&works.going_on),
        works.cancelled.len(),
        ids(&works.cancelled)
    ))
}

/// Where a work stands: of an agreed plan, `1 of 3 done, 1 late`.
fn state(work: &WorkAccount) -> Cell {
    let actions = &work.actions;
    let some = |n: usize, what: &str| (n > 0).then(|| format!(", {n} {what}"));
    if work.cancelled.is_none() && work.plan_agreed.is_some() && actions.total > 0 {
        return Cell::text(format!(
            "{} of {} done{}{}",
            actions.done,
            actions.total,
            some(actions.carried_over, "carried over").unwrap_or_default(),
            some(actions.overdue, "late").unwrap_or_default()
        ));
    }
    match (work.cancelled, work.reported) {
        (None, Some(_)) if work.plan_agreed.is_none() => Cell::text("no plan agreed yet"),
        _ => Cell::text(work.stage.to_lowercase()),
    }
}

const COLUMNS: Columns<WorkAccount> = Columns(&[
    Column::shown("Work", ColumnKind::Code, |work| Cell::text(work.id.to_string())),
    Column::shown("About", ColumnKind::Words, |work| {
        Cell::text(format!("{}: {}", work.kind, work.title))
    }),
    Column::shown("Lead", ColumnKind::Words, |work| Cell::some(work.lead.as_ref())),
    Column::shown("Reported", ColumnKind::Day, |work| Cell::day(work.reported)),
    Column::shown("Assured", ColumnKind::Words, |work| {
        Cell::some(work.assured.as_ref())
    }),
    Column::shown("State", ColumnKind::Words, state),
    Column::shown("Signed off", ColumnKind::Day, |work| Cell::day(work.signed_off)),
    Column::shown("By", ColumnKind::Words, |work| {
        Cell::some(work.signed_off_by.as_ref())
    }),
    Column::shown("Cancelled", ColumnKind::Day, |work| Cell::day(work.cancelled)),
    Column::shown("Why", ColumnKind::Words, |work| Cell::some(work.why.as_ref())),
]);

/// Each work and its sign-off.
pub(crate) fn signed_off(works: &[WorkAccount], caption: &str) -> PaperTable {
    let columns = ["Work", "About", "Reported", "State", "Signed off", "By"];
    COLUMNS.table_of(&columns, "works", caption, "none", works)
}

fn reported(works: &[WorkAccount]) -> PaperTable {
    let columns = ["Work", "About", "Lead", "Reported", "Assured", "State"];
    COLUMNS.table_of(
        &columns,
        "works-reported",
        "Reported in the quarter",
        "none",
        works,
    )
}

fn going_on(works: &[WorkAccount]) -> PaperTable {
    let columns = ["Work", "About", "Lead", "Reported", "State"];
    let caption = "Going on, or signed off in the quarter";
    COLUMNS.table_of(&columns, "works-going-on", caption, "none", works)
}

fn cancelled(works: &[WorkAccount]) -> PaperTable {
    let columns = ["Work", "About", "Lead", "Cancelled", "Why"];
    COLUMNS.table_of(
        &columns,
        "works-cancelled",
        "Cancelled in the quarter",
        "none",
        works,
    )
}

/// The main findings, in the work's own words.
fn found(part: PaperPart, work: &WorkAccount) -> PaperPart {
    if work.found.is_empty() {
        return part;
    }
    let heading = format!("{}: {}", work.id, work.title);
    let all = work.found.iter();
    let said = all.map(|(label, text)| {
        let text: Vec<&str> = text.split_whitespace().collect();
        format!("{label}: {}", text.join(" "))
    });
    part.with(PaperBlock::Heading(heading))
        .with(PaperBlock::List(said.collect()))
}
