//! What is due or overdue, in every format. No child stands in it.

use crate::paper::{Column, Columns};
use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::figures::{DueItem, DueReport, DueStep};
use crate::framework::{Date, Step, Unlisted};
use crate::paper::safe::{safe, safe_lines};
use crate::paper::wrap::{filled, wrapped};
use crate::paper::{Cell, ColumnKind, Paper, PaperBlock, PaperPart, PaperTable};
use crate::paper::{FilledColumn, TextStyle, count, late_by};

/// What is to be done, in plain words.
pub fn task(step: Step) -> &'static str {
    match step {
        Step::Audit => "Audit and submit",
        Step::Amend => "Amend and submit again",
        Step::Inform => "Tell the service manager",
        Step::Moderate => "Moderate",
        Step::ReviewEvidence => "Review the evidence",
        Step::LogModerated => "Log the moderation",
        Step::CaseDirection => "Write a case direction",
        Step::Send => "Send to manager and worker",
        Step::Feedback => "Give feedback",
        Step::SupervisorComment => "Comment as the supervisor",
        Step::ReviewActions => "Review the actions",
        Step::ReAudit => "Re-audit",
        Step::SendReAudit => "Send the re-audit on",
        Step::Escalate => "Tell the head of service",
        Step::Close => "Complete and save",
    }
}

/// What is to be done, in plain words, with the number of an action or the worker's name.
pub fn item_task(item: &DueItem) -> String {
    let named = |what: &str, name: &Option<String>| match name {
        Some(name) => format!("{what} {name}"),
        None => what.to_owned(),
    };
    match item.step {
        DueStep::Audit(step) => task(step).to_owned(),
        DueStep::Action => named("Action", &item.action),
        DueStep::Observe => named("Observe", &item.worker),
        DueStep::Work(step) => sentence(step.says()),
    }
}

/// A clause as a sentence begins with it.
pub(crate) fn sentence(clause: &str) -> String {
    let mut letters = clause.chars();
    let first = letters.next();
    first.map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What it is of: an audit or wider work, or a new worker.
pub fn item_subject(item: &DueItem) -> String {
    let id = item.id.as_ref();
    id.map_or_else(|| "new worker".to_owned(), ToString::to_string)
}

/// How many steps, actions and new workers these are.
pub(crate) fn counted(items: &[&DueItem]) -> String {
    let of = |wanted: fn(DueStep) -> bool| items.iter().filter(|item| wanted(item.step)).count();
    let all = [
        (
            of(|step| step.of_audit().is_some() || matches!(step, DueStep::Work(_))),
            "step",
            "steps",
        ),
        (of(|step| step == DueStep::Action), "action", "actions"),
        (of(|step| step == DueStep::Observe), "new worker", "new workers"),
    ];
    let named = all.into_iter().filter(|(n, ..)| *n > 0);
    let named: Vec<String> = named.map(|(n, one, more)| count(n, one, more)).collect();
    named.join(", ")
}

/// How late or near a step is, in working days.
pub fn how_late(item: &DueItem, today: Date) -> String {
    let (late, left) = (item.working_days_overdue, item.working_days_left);
    let days = |n: u32| count(n as usize, "working day", "working days");
    match item.due.cmp(&today) {
        std::cmp::Ordering::Equal => "due today".to_owned(),
        // On a day off, no working day has passed yet, or none is left.
        std::cmp::Ordering::Less if late == 0 => "late since then".to_owned(),
        std::cmp::Ordering::Less => format!("{} late", days(late)),
        std::cmp::Ordering::Greater if left == 0 => "before the next working day".to_owned(),
        std::cmp::Ordering::Greater => format!("in {}", days(left)),
    }
}

/// The same, marked where it is late.
fn marked(item: &DueItem, today: Date) -> String {
    if item.due < today {
        late_by(item.working_days_overdue)
    } else {
        how_late(item, today)
    }
}

/// What is late, then what is coming up; of each, person by person, whoever is latest first.
pub fn text(due: &DueReport, style: TextStyle) -> String {
    let mut text = String::new();
    let late: Vec<&DueItem> = due.overdue().collect();
    let coming: Vec<&DueItem> = due.upcoming().collect();
    for (heading, items) in [("Late", &late), ("Coming up", &coming)] {
        if !items.is_empty() {
            let heading = format!("{heading}: {}", counted(items));
            let _ = writeln!(text, "{}\n", strong(&heading, style));
            by_person(&mut text, items, due.as_of, style.width);
        }
    }
    text.push_str(&safe_lines(&closing(due, late.len(), coming.len())));
    text.push_str(&unlisted(&due.unlisted, style.width));
    if !due.excluded.is_empty() {
        text.push_str(
            "\nNot known what is due of these audits, which are to be mended first (qaf validate):\n",
        );
        for excluded in &due.excluded {
            let _ = writeln!(text, "  {}  {}", excluded.id, safe(&excluded.reason));
        }
    }
    text
}

/// That bank holidays are not known, in lines, where days were counted in such a year.
pub fn unlisted(years: &Unlisted, width: usize) -> String {
    let sentence = years.sentence();
    sentence.map_or_else(String::new, |sentence| wrapped(&sentence, width))
}

fn strong(text: &str, style: TextStyle) -> String {
    if style.colour {
        format!("\u{1b}[1m{text}\u{1b}[0m")
    } else {
        text.to_owned()
    }
}

/// The steps of each person. Those of one person stay in their order, and so do the persons.
fn by_person(text: &mut String, items: &[&DueItem], today: Date, width: usize) {
    let mut place: BTreeMap<&str, usize> = BTreeMap::new();
    let mut persons: Vec<(&str, Vec<&DueItem>)> = Vec::new();
    for item in items {
        let index = *place.entry(&item.who).or_insert_with(|| {
            persons.push((&item.who, Vec::new()));
            persons.len() - 1
        });
        persons[index].1.push(item);
    }
    for (who, items) in persons {
        let _ = writeln!(text, "{}", safe(who));
        for item in items {
            let _ = writeln!(
                text,
                "  {:<10} {:<26}  {:>15}  {}",
                item_subject(item),
                item_task(item),
                item.due.spoken(),
                marked(item, today)
            );
            if let Some(to) = &item.to {
                let _ = writeln!(text, "    To: {}", safe(to));
            }
            for first in &item.first {
                let _ = writeln!(text, "{}", filled(&safe(first), "    First: ", "      ", width));
            }
        }
        text.push('\n');
    }
}

fn closing(due: &DueReport, late: usize, coming: usize) -> String {
    let today = due.as_of.spoken();
    let only = &due.only;
    let only = if only.is_empty() {
        String::new()
    } else {
        format!(" ({} only)", only.join(", "))
    };
    let span = match due.within.map(|days| days.0) {
        None => String::new(),
        Some(0) => " today".to_owned(),
        Some(n) => format!(" within {}", count(n as usize, "working day", "working days")),
    };
    let what = match (late, coming) {
        (0, 0) if span.is_empty() => "Nothing is late, and nothing is due".to_owned(),
        (0, 0) => format!("Nothing is late, and nothing falls due{span}"),
        (0, n) => format!("Nothing is late; {n} to come{span}"),
        (n, 0) => format!("{n} late, nothing to come{span}"),
        (n, m) => format!("{n} late, {m} to come{span}"),
    };
    format!("{what}{only}, as of {today}.\n")
}

/// The columns of the CSV.
pub const CSV: Columns<DueItem> = Columns(&[
    Column::key("id", |item| Cell::some(item.id.as_ref())),
    Column::key("step", |item| Cell::text(item.step.to_string())),
    Column::key("who", |item| Cell::text(&item.who)),
    Column::key("due", |item| Cell::Day(item.due)),
    Column::key("working_days_overdue", |item| {
        (item.working_days_overdue as usize).into()
    }),
    Column::key("team", |item| Cell::some(item.team.as_ref())),
    Column::key("action", |item| Cell::some(item.action.as_ref())),
    Column::key("worker", |item| Cell::some(item.worker.as_ref())),
]);

/// The open steps laid out.
pub fn paper(due: &DueReport) -> Paper {
    let late: Vec<&DueItem> = due.overdue().collect();
    let coming: Vec<&DueItem> = due.upcoming().collect();
    let closing = closing(due, late.len(), coming.len());
    let in_short = PaperPart::new("in-short", "In short").text(closing.trim_end());
    let mut parts = vec![
        due.unlisted
            .sentence()
            .into_iter()
            .fold(in_short, PaperPart::text),
    ];
    for (id, title, items) in [("late", "Late", &late), ("coming-up", "Coming up", &coming)] {
        if !items.is_empty() {
            parts.push(PaperPart::new(id, title).with(table(id, title, items, due.as_of)));
        }
    }
    if !due.excluded.is_empty() {
        let each = due.excluded.iter();
        let lines = each
            .map(|audit| format!("{}: {}", audit.id, audit.reason))
            .collect();
        let title = "Not known what is due of these audits, which are to be mended first";
        parts.push(PaperPart::new("not-known", title).with(PaperBlock::List(lines)));
    }
    Paper {
        // Files are named after it, and those of two teams may lie in one folder.
        title: ["What is due"]
            .into_iter()
            .chain(due.only.iter().map(String::as_str))
            .collect::<Vec<&str>>()
            .join(", "),
        period: if due.only.is_empty() {
            "From everybody".to_owned()
        } else {
            format!("Only {}", due.only.join(", "))
        },
        council: None,
        as_of: due.as_of,
        parts,
    }
}

fn table(id: &str, title: &str, items: &[&DueItem], today: Date) -> PaperTable {
    let to_come = |item: &&&DueItem| Cell::text(how_late(item, today));
    let late = |item: &&&DueItem| Cell::Late(item.working_days_overdue);
    let how_late: FilledColumn<'_, &&DueItem> = if items.iter().all(|item| item.due < today) {
        ("Late (working days)", ColumnKind::Code, &late)
    } else {
        ("When", ColumnKind::Words, &to_come)
    };
    PaperTable::of(
        format!("steps-{id}"),
        format!("{title}: the longest due first"),
        "nothing",
        items,
        &[
            ("Who", ColumnKind::Words, &|item| Cell::text(&item.who)),
            ("Due", ColumnKind::Day, &|item| Cell::Day(item.due)),
            how_late,
            ("What", ColumnKind::Words, &|item| {
                let to = item.to.as_ref().map(|to| format!(" ({to})")).unwrap_or_default();
                Cell::text(format!("{}{to}", item_task(item)))
            }),
            ("Audit", ColumnKind::Code, &|item| Cell::some(item.id.as_ref())),
            ("Team", ColumnKind::Words, &|item| Cell::some(item.team.as_ref())),
        ],
    )
}
