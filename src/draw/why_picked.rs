//! Why each case was picked, in sentences. No child is named but by id.

use std::fmt;

use super::raffle::{Entry, Past, latest};
use super::record::{DrawKind, DrawRecord, Drawn, Passed, Ranked, Reason, Unit};

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

/// Says of a child, by id, what became of it in each of these units of a record. A record is taken as true: verify it
/// first.
pub fn explain_child(record: &DrawRecord, units: &[&Unit], child: &str) -> Vec<Explanation> {
    let explained = units.iter().map(|unit| Explanation {
        unit: unit.unit.clone(),
        text: of_unit(record, unit, child),
    });
    explained.collect()
}

fn of_unit(record: &DrawRecord, unit: &Unit, child: &str) -> String {
    let drawn = unit.drawn.as_ref().is_some_and(|drawn| drawn.case_id == child);
    let entry = unit.pool.iter().find(|entry| entry.case_id == child);
    let ranked = unit.ranked.iter().find(|ranked| ranked.case_id == child);
    match (entry, ranked) {
        _ if drawn => text(record, unit),
        (None, _) => not_in_pool(unit, child),
        (Some(_), None) => format!(
            "{child} is in the pool of {}. The pool is frozen; nothing is drawn yet.",
            counted(unit.pool.len(), "case")
        ),
        (Some(entry), Some(ranked)) => not_drawn(record, unit, entry, ranked),
    }
}

/// The record names no child that was set aside; it counts them.
fn not_in_pool(unit: &Unit, child: &str) -> String {
    let aside: Vec<String> = unit
        .set_aside
        .iter()
        .map(|aside| format!("{} {}", aside.count, aside.reason.words()))
        .collect();
    let recently = unit
        .set_aside
        .iter()
        .any(|aside| aside.reason == Reason::DrawnRecently);
    let recently = if recently {
        " Whether it was drawn in the last cycles, their records say."
    } else {
        ""
    };
    if aside.is_empty() {
        format!(
            "{child} is not in the pool of {}, and no child was set aside: the roster did not have it.",
            counted(unit.pool.len(), "case")
        )
    } else {
        format!(
            "{child} is not in the pool of {}. Either the roster did not have it, or it is among those set aside, whom \
             the record counts but does not name: {}. The window was {} to {}.{recently}",
            counted(unit.pool.len(), "case"),
            aside.join("; "),
            unit.window.from.spoken(),
            unit.window.to.spoken()
        )
    }
}

fn not_drawn(record: &DrawRecord, unit: &Unit, entry: &Entry, ranked: &Ranked) -> String {
    let child = &entry.case_id;
    let total: u64 = unit.ranked.iter().map(|ranked| u64::from(ranked.tickets)).sum();
    let mut sentences = vec![format!(
        "{child} was in the pool of {} and came at rank {}. It held {} of {} ({}): {}.",
        counted(unit.pool.len(), "case"),
        ranked.rank,
        ranked.tickets,
        counted(usize::try_from(total).unwrap_or(usize::MAX), "ticket"),
        percent(u64::from(ranked.tickets), total),
        because(entry, &unit.history)
    )];
    match (ranked.passed, &unit.drawn) {
        (Some(passed), _) => sentences.push(passed_over(record, child, passed)),
        (None, Some(drawn)) => {
            let before = ranked.rank.saturating_sub(1);
            let before = counted(usize::try_from(before).unwrap_or(usize::MAX), "case");
            sentences.push(format!(
                "It was not drawn: {before} had a lower ticket, and {} at rank {} was drawn.",
                drawn.case_id, drawn.rank
            ));
        }
        (None, None) => sentences.push("Nothing was drawn.".to_owned()),
    }
    sentences.join(" ")
}

/// That a case was passed over, why, and by whose draw where the record says.
fn passed_over(record: &DrawRecord, case: &str, passed: Passed) -> String {
    let took = record.units.iter().find(|other| {
        passed == Passed::Taken && other.drawn.as_ref().is_some_and(|drawn| drawn.case_id == case)
    });
    let reason = record
        .reason
        .as_ref()
        .filter(|_| record.kind == DrawKind::Replace);
    match (took, passed, reason) {
        (Some(other), ..) => format!("It was passed over: {} had drawn it.", other.unit),
        (None, Passed::Taken, _) => {
            "It was passed over: an earlier draw of this cycle had taken it.".to_owned()
        }
        (None, Passed::Other, Some(reason)) => format!("It was passed over: {reason}."),
        (None, passed, _) => format!("It was passed over: {}.", passed.words()),
    }
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
