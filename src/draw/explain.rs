//! Why each case was picked, in sentences. No child is named but by id.

mod child;

use std::fmt;

use super::raffle::{Entry, Past, latest};
use super::record::{DrawKind, DrawRecord, Drawn, Unit};

pub use child::explain_child;

/// What a record says of one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// For whom it was drawn.
    pub unit: String,
    /// What was drawn and why, in whole sentences.
    pub text: String,
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.unit, self.text)
    }
}

/// Says for every unit of a record, in its order, what was drawn and why. A record is taken as true: verify it first.
pub fn explain(record: &DrawRecord) -> Vec<Explanation> {
    let explained = record.units.iter().map(|unit| Explanation {
        unit: unit.unit.clone(),
        text: text(record, unit),
    });
    explained.collect()
}

fn text(record: &DrawRecord, unit: &Unit) -> String {
    let cases = counted(unit.pool.len(), "case");
    let mut sentences = match (&unit.drawn, record.kind) {
        (Some(drawn), _) => drawn_sentences(unit, drawn),
        (None, DrawKind::Freeze) => vec![format!("The pool of {cases} is frozen; nothing is drawn yet.")],
        (None, _) => {
            let why = unit.why.as_deref().unwrap_or_default();
            vec![format!("Nothing was drawn from {cases}. {why}").trim().to_owned()]
        }
    };
    let passed = unit
        .ranked
        .iter()
        .filter_map(|ranked| Some((ranked, ranked.passed?)));
    sentences.extend(passed.map(|(ranked, why)| {
        let (case, rank) = (&ranked.case_id, ranked.rank);
        format!(
            "{case} stood at rank {rank} and was passed over: {}.",
            why.words()
        )
    }));
    if unit.waived {
        sentences.push(
            "The pool would have been empty without children drawn lately, so they stayed in it.".to_owned(),
        );
    }
    sentences.join(" ")
}

fn drawn_sentences(unit: &Unit, drawn: &Drawn) -> Vec<String> {
    let case = &drawn.case_id;
    let pool = counted(unit.pool.len(), "case");
    let mut sentences = vec![format!("{case} was drawn from {pool}.")];
    let ranked = unit.ranked.iter().find(|ranked| ranked.rank == drawn.rank);
    let entry = unit.pool.iter().find(|entry| entry.case_id == *case);
    if let (Some(ranked), Some(entry)) = (ranked, entry) {
        let total: u64 = unit.ranked.iter().map(|ranked| u64::from(ranked.tickets)).sum();
        sentences.push(format!(
            "It held {} of {} ({}): {}.",
            ranked.tickets,
            counted(usize::try_from(total).unwrap_or(usize::MAX), "ticket"),
            percent(u64::from(ranked.tickets), total),
            because(entry, &unit.history)
        ));
        let left = if drawn.rank == 1 { "" } else { " of those left" };
        let winning = ranked.winning_ticket;
        sentences.push(format!("Its ticket {winning} was the lowest{left}."));
    }
    sentences
}

/// Why a case held as many tickets as it did.
fn because(entry: &Entry, history: &[Past]) -> String {
    let last = latest(history);
    let holder = last.iter().filter(|past| past.holder == entry.holder).count();
    let status = last.iter().filter(|past| past.status == entry.status).count();
    if last.is_empty() {
        return "nothing had been drawn for this auditor before".to_owned();
    }
    if holder == 0 && status == 0 {
        return "neither its case-holder nor its status had been drawn in the last six".to_owned();
    }
    let latest_too = if last.last().is_some_and(|past| past.holder == entry.holder) {
        " (the latest draw among them)"
    } else {
        ""
    };
    format!(
        "of the last six draws, {} its case-holder{latest_too} and {} its status",
        had(holder),
        had(status)
    )
}

fn had(count: usize) -> String {
    match count {
        0 => "none had".to_owned(),
        1 => "one had".to_owned(),
        2 => "two had".to_owned(),
        more => format!("{more} had"),
    }
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// A share with one decimal, half up.
fn percent(part: u64, total: u64) -> String {
    let total = total.max(1);
    let tenths = (part * 2000 + total) / (2 * total);
    format!("{}.{}%", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tickets_are_explained_by_what_was_drawn_before() {
        let past = |holder: &str, status: &str| Past {
            holder: holder.to_owned(),
            status: status.to_owned(),
        };
        let entry = Entry {
            case_id: "C1".to_owned(),
            holder: "Adams".to_owned(),
            status: "CIN".to_owned(),
        };
        let said = |history: &[Past]| because(&entry, history);
        assert_eq!(said(&[]), "nothing had been drawn for this auditor before");
        assert_eq!(
            said(&[past("Cole", "CP")]),
            "neither its case-holder nor its status had been drawn in the last six"
        );
        assert_eq!(
            said(&[past("Adams", "CP"), past("Adams", "CIN"), past("Cole", "CP")]),
            "of the last six draws, two had its case-holder and one had its status"
        );
        assert_eq!(
            said(&[past("Cole", "CP"), past("Adams", "CP")]),
            "of the last six draws, one had its case-holder (the latest draw among them) and none had its status"
        );
    }

    #[test]
    fn a_share_is_rounded_half_up() {
        assert_eq!(percent(64, 135), "47.4%");
        assert_eq!(percent(1, 8), "12.5%");
        assert_eq!(percent(1, 16), "6.3%");
        assert_eq!(percent(2, 2), "100.0%");
    }
}
