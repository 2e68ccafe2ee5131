//! Pools that were frozen before a seed exists: whether they still wait for one, and what was altered in them since.

use std::collections::BTreeMap;
use std::fmt;

use super::raffle::Entry;
use super::record::{DrawKind, DrawRecord, Unit};
use crate::framework::{Date, RowId};

/// The place, among records in the order in which they were made, of the freeze that still waits for its draw.
///
/// The latest freeze of a cycle stands. It waits until a draw of the same fingerprint follows it.
pub fn waiting<'a>(records: impl IntoIterator<Item = &'a DrawRecord>, cycle: &str) -> Option<usize> {
    let mut waiting = None;
    for (place, record) in records.into_iter().enumerate() {
        match (record.kind, waiting) {
            _ if record.cycle != cycle => {}
            (DrawKind::Freeze, _) => waiting = Some((place, record.cycle_fingerprint)),
            (DrawKind::Draw, Some((_, fingerprint))) if record.cycle_fingerprint == fingerprint => {
                waiting = None;
            }
            _ => {}
        }
    }
    waiting.map(|(place, _)| place)
}

/// The place of the record that made a record's pools: the freeze that it was drawn from, else itself.
///
/// What was drawn after a freeze counts for nothing in its pools.
pub fn made_by(records: &[&DrawRecord], place: usize) -> usize {
    let record = records[place];
    let frozen = |other: &&DrawRecord| {
        other.kind == DrawKind::Freeze
            && other.cycle == record.cycle
            && other.cycle_fingerprint == record.cycle_fingerprint
    };
    if record.kind == DrawKind::Draw {
        records[..place].iter().rposition(frozen).unwrap_or(place)
    } else {
        place
    }
}

/// How much is known of the pools that frozen ones are compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PoolsKnown {
    /// A roster was read: every case is known.
    Cases,
    /// No roster was read: whom it is drawn for, their rows, teams, histories and windows are known.
    UnitsAlone,
}

/// Something that is not as it was frozen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrozenChange {
    /// For whom.
    pub unit: String,
    /// What.
    pub what: Altered,
}

/// What of a unit is not as it was frozen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Altered {
    /// It was not frozen, but is due now.
    Added,
    /// It was frozen, but is not due now.
    Gone,
    /// The row of the schedule: frozen, now.
    Row(RowId, RowId),
    /// The teams: frozen, now.
    Team(String, String),
    /// The first day in which a case may have been open: frozen, now.
    Window(Date, Date),
    /// The draws that went before.
    History,
    /// A case is in the pool now.
    CaseAdded(String),
    /// A case is in the pool no more.
    CaseGone(String),
    /// A case's case-holder: the case, frozen, now.
    Holder(String, String, String),
    /// A case's legal status: the case, frozen, now.
    Status(String, String, String),
}

impl fmt::Display for FrozenChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = &self.unit;
        match &self.what {
            Altered::Added => write!(f, "{unit} was not frozen, but is due a case now."),
            Altered::Gone => write!(f, "{unit} was frozen, but is due no case now."),
            Altered::Row(frozen, now) => write!(
                f,
                "{unit} was frozen for the row {frozen} of schedule.toml, and is due for {now} now."
            ),
            Altered::Team(frozen, now) => write!(
                f,
                "{unit}'s team was \"{frozen}\" when it was frozen, and is \"{now}\" now."
            ),
            Altered::Window(frozen, now) => write!(
                f,
                "{unit}'s cases had to be open on or after {}, and by the settings of now on or after {}.",
                frozen.spoken(),
                now.spoken()
            ),
            Altered::History => write!(f, "{unit}'s earlier draws are not those that were frozen."),
            Altered::CaseAdded(case) => write!(f, "{case} is in {unit}'s pool now, and was not."),
            Altered::CaseGone(case) => write!(f, "{case} was in {unit}'s pool, and is not now."),
            Altered::Holder(case, frozen, now) => write!(
                f,
                "{case} in {unit}'s pool had the case-holder {frozen}, and has {now} now."
            ),
            Altered::Status(case, frozen, now) => write!(
                f,
                "{case} in {unit}'s pool had the legal status {frozen}, and has {now} now."
            ),
        }
    }
}

/// What of frozen units is not as units made now are, in the byte order of their names; none where all is the same.
///
/// How many children were set aside is not compared: it moves no ticket.
pub fn changes(frozen: &[Unit], now: &[Unit], known: PoolsKnown) -> Vec<FrozenChange> {
    let by_name = |units: &'_ [Unit]| -> BTreeMap<String, Unit> {
        let named = units.iter().map(|unit| (unit.unit.clone(), unit.clone()));
        named.collect()
    };
    let (before, after) = (by_name(frozen), by_name(now));
    let mut found = Vec::new();
    let mut names: Vec<&String> = before.keys().chain(after.keys()).collect();
    names.sort();
    names.dedup();
    for name in names {
        let altered = match (before.get(name), after.get(name)) {
            (Some(_), None) => vec![Altered::Gone],
            (None, Some(_)) => vec![Altered::Added],
            (Some(before), Some(after)) => of_unit(before, after, known),
            (None, None) => Vec::new(),
        };
        found.extend(altered.into_iter().map(|what| FrozenChange {
            unit: name.clone(),
            what,
        }));
    }
    found
}

fn of_unit(before: &Unit, after: &Unit, known: PoolsKnown) -> Vec<Altered> {
    let mut found = Vec::new();
    if before.row != after.row {
        found.push(Altered::Row(before.row.clone(), after.row.clone()));
    }
    if before.team != after.team {
        found.push(Altered::Team(before.team.clone(), after.team.clone()));
    }
    if before.window != after.window {
        found.push(Altered::Window(before.window.from, after.window.from));
    }
    if before.history != after.history {
        found.push(Altered::History);
    }
    if known == PoolsKnown::Cases {
        found.extend(of_pool(&before.pool, &after.pool));
    }
    found
}

fn of_pool(before: &[Entry], after: &[Entry]) -> Vec<Altered> {
    let by_id = |pool: &'_ [Entry]| -> BTreeMap<String, Entry> {
        pool.iter()
            .map(|entry| (entry.case_id.clone(), entry.clone()))
            .collect()
    };
    let (before, mut after) = (by_id(before), by_id(after));
    let mut found = Vec::new();
    for (case, old) in before {
        let Some(new) = after.remove(&case) else {
            found.push(Altered::CaseGone(case));
            continue;
        };
        if old.holder != new.holder {
            found.push(Altered::Holder(case.clone(), old.holder, new.holder));
        }
        if old.status != new.status {
            found.push(Altered::Status(case, old.status, new.status));
        }
    }
    found.extend(after.into_keys().map(Altered::CaseAdded));
    found
}
