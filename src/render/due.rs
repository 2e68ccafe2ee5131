//! What is due or overdue, in every format. No child stands in it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::safe::{md_cell, safe};
use super::table::Grid;
use super::{Style, count};
use crate::framework::{Date, Step};
use crate::report::due::{Due, DueItem};

/// What is to be done, in plain words.
pub fn task(step: Step) -> &'static str {
    match step {
        Step::Audit => "Audit and submit",
        Step::Amend => "Amend and submit again",
        Step::Inform => "Tell the service manager",
        Step::Moderate => "Moderate",
        Step::ReviewEvidence => "Review the evidence",
        Step::CaseDirection => "Write a case direction",
        Step::Send => "Send to manager and worker",
        Step::Feedback => "Give feedback",
        Step::ReviewActions => "Review the actions",
        Step::ReAudit => "Re-audit",
        Step::SendReAudit => "Send the re-audit on",
        Step::Escalate => "Tell the head of service",
        Step::Close => "Complete and save",
    }
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
        std::cmp::Ordering::Greater if left == 0 => "before work resumes".to_owned(),
        std::cmp::Ordering::Greater => format!("in {}", days(left)),
    }
}

/// What is late, then what is coming up; of each, person by person, whoever is latest first.
pub fn text(due: &Due, style: Style) -> String {
    let mut text = String::new();
    let late: Vec<&DueItem> = due.overdue().collect();
    let coming: Vec<&DueItem> = due.upcoming().collect();
    for (heading, items) in [("Late", &late), ("Coming up", &coming)] {
        if !items.is_empty() {
            let heading = format!("{heading}: {}", count(items.len(), "step", "steps"));
            let _ = writeln!(text, "{}\n", strong(&heading, style));
            by_person(&mut text, items, due.as_of);
        }
    }
    text.push_str(&closing(due, late.len(), coming.len()));
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

fn strong(text: &str, style: Style) -> String {
    if style.colour {
        format!("\u{1b}[1m{text}\u{1b}[0m")
    } else {
        text.to_owned()
    }
}

/// The steps of each person. Those of one person stay in their order, and so do the persons.
fn by_person(text: &mut String, items: &[&DueItem], today: Date) {
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
                "  {:<11} {:<26}  {:>15}  {}",
                item.id,
                task(item.step),
                item.due.spoken(),
                how_late(item, today)
            );
        }
        text.push('\n');
    }
}

fn closing(due: &Due, late: usize, coming: usize) -> String {
    let today = due.as_of.spoken();
    let only: Vec<_> = due.only.iter().map(|name| safe(name)).collect();
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

/// The open steps as JSON.
pub fn json(due: &Due) -> String {
    super::json(due)
}

/// The open steps as CSV: the columns of the JSON.
pub fn csv(due: &Due) -> String {
    let mut grid = Grid::new(&["id", "step", "who", "due", "working_days_overdue", "team"]);
    for item in &due.items {
        grid.row([
            item.id.to_string(),
            item.step.to_string(),
            item.who.clone(),
            item.due.to_string(),
            item.working_days_overdue.to_string(),
            item.team.as_ref().map(ToString::to_string).unwrap_or_default(),
        ]);
    }
    grid.csv()
}

/// The open steps as Markdown.
pub fn md(due: &Due) -> String {
    let mut text = format!("# What is due, as of {}\n\n", due.as_of.spoken());
    let late: Vec<&DueItem> = due.overdue().collect();
    let coming: Vec<&DueItem> = due.upcoming().collect();
    for (heading, items) in [("Late", &late), ("Coming up", &coming)] {
        if items.is_empty() {
            continue;
        }
        let mut grid = Grid::new(&["Who", "Audit", "What", "Due", "How late", "Team"]);
        for item in items {
            grid.row([
                item.who.clone(),
                item.id.to_string(),
                task(item.step).to_owned(),
                item.due.spoken(),
                how_late(item, due.as_of),
                item.team.as_ref().map(ToString::to_string).unwrap_or_default(),
            ]);
        }
        let _ = writeln!(text, "## {heading}\n\n{}", grid.md());
    }
    text.push_str(&closing(due, late.len(), coming.len()));
    if !due.excluded.is_empty() {
        text.push_str("\nNot known what is due of these audits, which are to be mended first:\n\n");
        for excluded in &due.excluded {
            let _ = writeln!(text, "- {}: {}", excluded.id, md_cell(&excluded.reason));
        }
    }
    text
}
