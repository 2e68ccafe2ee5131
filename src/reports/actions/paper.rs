//! The register laid out: when the open actions fall due, then the actions themselves.

use std::collections::BTreeMap;

use super::figures::{ActionLine, ActionState, ActionsListed, Register};
use super::screen::{REVIEWS, head, notes, reviews, table, title};
use crate::paper::{Paper, PaperBlock, PaperChart, PaperPart, Plot};

/// A chart of more months than this is of some wrong date, and would show nothing.
const MOST_MONTHS: i32 = 36;
/// What was due longer ago than so many months is counted together.
const MONTHS_BACK: i32 = 3;

/// The register laid out.
pub fn paper(register: &Register) -> Paper {
    let mut parts = vec![in_short(register)];
    for state in ActionState::ALL {
        let of_state = |line: &&ActionLine| line.state == state;
        let lines: Vec<&ActionLine> = register.lines.iter().filter(of_state).collect();
        if !lines.is_empty() {
            let caption = format!("{}, by owner", title(state));
            let name = state.name();
            let part = PaperPart::new(format!("state-{name}"), title(state));
            parts.push(part.with(table(&format!("actions-{name}"), &caption, &lines)));
        }
    }
    if !register.inadequate.is_empty() {
        parts.push(PaperPart::new("reviews", REVIEWS).with(reviews(register)));
    }
    let notes = notes(register);
    if !notes.is_empty() {
        parts.push(PaperPart::new("notes", "To bear in mind").with(PaperBlock::List(notes)));
    }
    Paper {
        title: "Action register".to_owned(),
        period: match (is_narrowed(register), register.asked.listed) {
            (true, _) | (_, ActionsListed::Overdue) => "Some of the actions of this store",
            (false, ActionsListed::Open) => "The open actions of every audit and wider work of this store",
            (false, ActionsListed::All) => "Every action of every audit and wider work of this store",
        }
        .to_owned(),
        council: None,
        as_of: register.as_of,
        parts,
    }
}

/// Whether less was asked for than the actions of all; the first part says what.
fn is_narrowed(register: &Register) -> bool {
    let asked = &register.asked;
    asked.team.is_some() || asked.owner.is_some() || asked.quarter.is_some()
}

fn in_short(register: &Register) -> PaperPart {
    let part = head(register)
        .into_iter()
        .fold(PaperPart::new("in-short", "In short"), PaperPart::text);
    let months = by_month(register);
    if months.len() < 3 {
        return part;
    }
    part.with(PaperChart {
        id: "by-month".to_owned(),
        title: "Open actions by the month in which they are due".to_owned(),
        words: format!(
            "The {} listed here that are not done and have a date, month by month. What was due before {} is overdue.",
            months.iter().map(|(_, n)| n).sum::<usize>(),
            register.as_of.spoken()
        ),
        plot: Plot::Counts(months),
    })
}

/// How many open actions are due in each month, from the first with any to the last, those of long ago together; nothing
/// where these lie too far apart.
fn by_month(register: &Register) -> Vec<(String, usize)> {
    let open = register.lines.iter().filter(|line| line.state.is_open());
    let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
    for day in open.filter_map(|line| line.by) {
        let month = i32::try_from(day.month()).unwrap_or(1) - 1;
        *counts.entry(day.year() * 12 + month).or_default() += 1;
    }
    let today = register.as_of.year() * 12 + i32::try_from(register.as_of.month()).unwrap_or(1) - 1;
    let long_ago = today - MONTHS_BACK;
    let before: usize = counts.range(..long_ago).map(|(_, n)| n).sum();
    counts = counts.split_off(&long_ago);
    if before > 0 {
        *counts.entry(long_ago - 1).or_default() += before;
    }
    let (Some((first, _)), Some((last, _))) = (counts.first_key_value(), counts.last_key_value()) else {
        return Vec::new();
    };
    if last - first >= MOST_MONTHS {
        return Vec::new();
    }
    let name = |month: i32| format!("{:04}-{:02}", month.div_euclid(12), month.rem_euclid(12) + 1);
    let named = |month: i32| {
        let before = if month < long_ago { "to " } else { "" };
        before.to_owned() + &name(month)
    };
    (*first..=*last)
        .map(|month| (named(month), counts.get(&month).copied().unwrap_or(0)))
        .collect()
}
