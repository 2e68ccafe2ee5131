//! The records of a store beside its audits: what each says of the other.
//!
//! A record that is taken out shows by the one after it. The newest has none after it; it shows by the audits that
//! name it, and by the numbers that were given out. A freeze gives out none: the newest of these is found missing by
//! its fingerprint alone, where that was kept elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;

use super::raffle::plain_name;
use super::record::{DrawRecord, Unit};
use crate::framework::{AuditId, ChildId, RowId};
use crate::record::Allocation;

/// The first thing in which records, audits and numbers do not agree.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Disagreement {
    /// An audit names a record that is not there.
    #[error("{0} says that it was drawn by {1}, which is not there: a record was taken out.")]
    RecordGone(AuditId, String),
    /// An audit names a record that did not draw it.
    #[error("{0} says that it was drawn by {1}, but that record drew no such audit.")]
    NotDrawnThere(AuditId, String),
    /// What an audit was allocated with is not what the record says.
    #[error("{audit}: its allocation.yaml says {what} {written}, but {record} says {drawn}.")]
    Differs {
        /// The audit.
        audit: AuditId,
        /// What differs, in words.
        what: &'static str,
        /// What the allocation says.
        written: String,
        /// What the record says.
        drawn: String,
        /// The record.
        record: String,
    },
    /// A record's audit has no folder.
    #[error(
        "{0} was drawn by {1}, but has no folder in audits/ that says so. Restore it from a copy; or, if qaf allocate was \
         stopped, run it again."
    )]
    FolderGone(AuditId, String),
    /// A record's audit has no folder that can be found, and may lie in one that can't be opened.
    #[error(
        "{0} was drawn by {1}, but its folder is not found: it may lie in {2}, which is a link or can't be opened."
    )]
    FolderShut(AuditId, String, String),
    /// A record's audit has no number in `ids/`.
    #[error(
        "{0} was drawn by {1}, but ids/ does not have its number. Make an empty file ids/{0}; or, if qaf allocate was \
         stopped, run it again."
    )]
    NumberGone(AuditId, String),
    /// Two records drew the same audit.
    #[error("{0} was drawn by {1} and by {2}.")]
    DrawnTwice(AuditId, String, String),
    /// A number that nothing has.
    #[error(
        "The number {0} was given out, but no record and no audit has it: a record was taken out with its audits, or \
         qaf was stopped while it made an audit that was not drawn."
    )]
    NumberOfNothing(AuditId),
}

/// What a store has beside its records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// What was allocated, as far as it can be read.
    pub allocations: Vec<Allocation>,
    /// The audits that have a folder.
    pub folders: BTreeSet<AuditId>,
    /// The numbers that were given out.
    pub numbers: BTreeSet<AuditId>,
    /// A folder that can't be opened, in which more audits may lie.
    pub shut: Option<String>,
}

/// Compares a store's records, each with its path there, with its audits and numbers.
///
/// # Errors
/// The first thing in which they do not agree.
pub fn agree(records: &[(&str, &DrawRecord)], beside: &Beside) -> Result<(), Disagreement> {
    let mut drawn: BTreeMap<&AuditId, (&str, &DrawRecord, &Unit)> = BTreeMap::new();
    for (path, record) in records {
        for unit in &record.units {
            let Some(audit) = unit.drawn.as_ref().map(|drawn| &drawn.audit) else {
                continue;
            };
            if let Some((other, ..)) = drawn.insert(audit, (path, record, unit)) {
                let (other, path) = (other.to_owned(), (*path).to_owned());
                return Err(Disagreement::DrawnTwice(audit.clone(), other, path));
            }
        }
    }
    for allocation in &beside.allocations {
        compare(allocation, records, drawn.get(&allocation.audit).copied())?;
    }
    let allocated: BTreeSet<&AuditId> = beside.allocations.iter().map(|own| &own.audit).collect();
    for (audit, (path, ..)) in &drawn {
        let named = || ((*audit).clone(), (*path).to_owned());
        if !beside.numbers.contains(*audit) {
            let (audit, path) = named();
            return Err(Disagreement::NumberGone(audit, path));
        }
        if !allocated.contains(*audit) {
            let (audit, path) = named();
            return Err(match &beside.shut {
                Some(shut) => Disagreement::FolderShut(audit, path, shut.clone()),
                None => Disagreement::FolderGone(audit, path),
            });
        }
    }
    let nothing_has = |number: &&AuditId| !drawn.contains_key(number) && !beside.folders.contains(number);
    match beside.numbers.iter().find(nothing_has) {
        Some(number) => Err(Disagreement::NumberOfNothing(number.clone())),
        None => Ok(()),
    }
}

fn compare(
    allocation: &Allocation,
    records: &[(&str, &DrawRecord)],
    drawn: Option<(&str, &DrawRecord, &Unit)>,
) -> Result<(), Disagreement> {
    let audit = &allocation.audit;
    let Some(named) = &allocation.draw else {
        return match drawn {
            // Nothing says that it was drawn, though a record does.
            Some((path, ..)) => Err(Disagreement::FolderGone(audit.clone(), path.to_owned())),
            None => Ok(()),
        };
    };
    if !records.iter().any(|(path, _)| path == named) {
        return Err(Disagreement::RecordGone(audit.clone(), named.clone()));
    }
    match drawn.filter(|(path, ..)| path == named) {
        Some((path, record, unit)) => as_drawn(allocation, path, record, unit),
        None => Err(Disagreement::NotDrawnThere(audit.clone(), named.clone())),
    }
}

/// Compares what an audit was allocated with, with the record that it names.
///
/// # Errors
/// The first thing in which they do not agree.
pub fn by_record(allocation: &Allocation, path: &str, record: &DrawRecord) -> Result<(), Disagreement> {
    let is_drawn = |unit: &&Unit| unit.drawn.as_ref().map(|drawn| &drawn.audit) == Some(&allocation.audit);
    match record.units.iter().find(is_drawn) {
        Some(unit) => as_drawn(allocation, path, record, unit),
        None => Err(Disagreement::NotDrawnThere(
            allocation.audit.clone(),
            path.to_owned(),
        )),
    }
}

fn as_drawn(
    allocation: &Allocation,
    path: &str,
    record: &DrawRecord,
    unit: &Unit,
) -> Result<(), Disagreement> {
    let case = unit.drawn.as_ref().map(|drawn| drawn.case_id.as_str());
    let entry = unit
        .pool
        .iter()
        .find(|entry| Some(entry.case_id.as_str()) == case);
    let text = |text: Option<&str>| plain_name(text.unwrap_or("nothing"));
    let pairs = [
        (
            "the child",
            allocation.child_id.as_ref().map(ChildId::as_str),
            case,
        ),
        (
            "the auditor",
            Some(allocation.auditor.as_str()),
            Some(unit.unit.as_str()),
        ),
        (
            "the case-holder",
            allocation.worker.as_deref(),
            entry.map(|entry| entry.holder.as_str()),
        ),
        (
            "the legal status",
            allocation.legal_status.as_deref(),
            entry.map(|entry| entry.status.as_str()),
        ),
        (
            "the row",
            allocation.row.as_ref().map(RowId::as_str),
            Some(unit.row.as_str()),
        ),
        (
            "the cycle",
            allocation.cycle.as_deref(),
            Some(record.cycle.as_str()),
        ),
    ];
    let differs = pairs
        .into_iter()
        .find(|(_, own, drawn)| text(*own) != text(*drawn));
    match differs {
        None => Ok(()),
        Some((what, written, drawn)) => Err(Disagreement::Differs {
            audit: allocation.audit.clone(),
            what,
            written: text(written),
            drawn: text(drawn),
            record: path.to_owned(),
        }),
    }
}
