//! The records of a store beside its audits: what each says of the other.
//!
//! A record that is taken out shows by the one after it. The newest has none after it; it shows by the audits that
//! name it, and by the numbers that were given out. A freeze gives out none: the newest of these is found missing by
//! its fingerprint alone, where that was kept elsewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use thiserror::Error;

use super::raffle::plain_name;
use super::record::{DrawRecord, Unit};
use crate::framework::{AuditId, ChildId, RowId};
use crate::record::Allocation;

/// So many audits are named of those that something is wrong with.
const NAMED: usize = 5;

/// Audits that something is wrong with, each with the record that drew it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DrawnAudits(BTreeMap<AuditId, String>);

impl DrawnAudits {
    fn several(&self, one: &'static str, several: &'static str) -> &'static str {
        if self.0.len() == 1 { one } else { several }
    }

    /// The files that hold their numbers.
    fn numbers(&self) -> String {
        match self.0.keys().next() {
            Some(audit) if self.0.len() == 1 => format!("ids/{audit}"),
            _ => "ids/NUMBER for each".to_owned(),
        }
    }
}

impl fmt::Display for DrawnAudits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let records: BTreeSet<&str> = self.0.values().map(String::as_str).collect();
        let were = self.several("was", "were");
        write!(f, "{} {were} drawn by {}", listed(self.0.keys()), listed(records))
    }
}

/// Names as people list them, the first few where there are many.
fn listed(names: impl IntoIterator<Item: fmt::Display>) -> String {
    let mut names: Vec<String> = names.into_iter().map(|name| name.to_string()).collect();
    let more = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    let last = match more {
        0 => names.pop(),
        more => Some(format!("{more} more")),
    };
    let last = last.unwrap_or_default();
    if names.is_empty() {
        last
    } else {
        format!("{} and {last}", names.join(", "))
    }
}

fn numbers_given(numbers: &[AuditId]) -> String {
    let all = listed(numbers);
    if numbers.len() == 1 {
        format!("The number {all} was")
    } else {
        format!("The numbers {all} were")
    }
}

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
    /// Records' audits have no folder.
    #[error(
        "{0}, but {have} no folder in audits/ that says so. Restore {them} from a copy; or, if an allocation was stopped, \
         run qaf allocate again.",
        have = .0.several("has", "have"),
        them = .0.several("it", "them")
    )]
    FoldersGone(DrawnAudits),
    /// Records' audits have no folder that can be found, and may lie in one that can't be opened.
    #[error(
        "{0}, but {folders} not found: {they} may lie in {1}, which is a link or can't be opened.",
        folders = .0.several("its folder is", "their folders are"),
        they = .0.several("it", "they")
    )]
    FoldersShut(DrawnAudits, String),
    /// Records' audits have no number in `ids/`.
    #[error(
        "{0}, but ids/ does not have {numbers}. Make an empty file {files}; or, if an allocation was stopped, \
         run qaf allocate again.",
        numbers = .0.several("its number", "their numbers"),
        files = .0.numbers()
    )]
    NumbersGone(DrawnAudits),
    /// Two records drew the same audit.
    #[error("{0} was drawn by {1} and by {2}.")]
    DrawnTwice(AuditId, String, String),
    /// Numbers that nothing has.
    #[error(
        "{numbers} given out, but no record and no audit has {them}: a record was taken out with its audits, or the \
         making of an audit that was not drawn was stopped.",
        numbers = numbers_given(.0),
        them = if .0.len() == 1 { "it" } else { "them" }
    )]
    NumbersOfNothing(Vec<AuditId>),
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
    let without = |has: &dyn Fn(&AuditId) -> bool| {
        let gone = drawn.iter().filter(|(audit, _)| !has(audit));
        let gone = gone.map(|(audit, (path, ..))| ((*audit).clone(), (*path).to_owned()));
        DrawnAudits(gone.collect())
    };
    let unnumbered = without(&|audit| beside.numbers.contains(audit));
    if !unnumbered.0.is_empty() {
        return Err(Disagreement::NumbersGone(unnumbered));
    }
    let allocated: BTreeSet<&AuditId> = beside.allocations.iter().map(|own| &own.audit).collect();
    let gone = without(&|audit| allocated.contains(audit));
    if !gone.0.is_empty() {
        return Err(match &beside.shut {
            Some(shut) => Disagreement::FoldersShut(gone, shut.clone()),
            None => Disagreement::FoldersGone(gone),
        });
    }
    let nothing_has = |number: &&AuditId| !drawn.contains_key(number) && !beside.folders.contains(number);
    let numbers: Vec<AuditId> = beside.numbers.iter().filter(nothing_has).cloned().collect();
    if numbers.is_empty() {
        Ok(())
    } else {
        Err(Disagreement::NumbersOfNothing(numbers))
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
            Some((path, ..)) => {
                let undrawn = DrawnAudits(BTreeMap::from([(audit.clone(), path.to_owned())]));
                Err(Disagreement::FoldersGone(undrawn))
            }
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
