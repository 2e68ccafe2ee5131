//! Why one child was or was not drawn, as far as a record tells.

use super::super::raffle::Entry;
use super::super::record::{DrawKind, DrawRecord, Passed, Ranked, Reason, Unit};
use super::{Explanation, because, counted, percent, text};

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
