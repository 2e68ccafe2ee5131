//! What is missing of a store's records of draws: told by what names it.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt;

use super::digest::Digest;
use super::folders::Beside;
use super::record::{DrawKind, DrawRecord};
use crate::framework::AuditId;

/// A record that is missing, or what shows that one may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LostRecord {
    /// Audits name a record that is not there.
    Record {
        /// Its path in the store.
        path: String,
        /// The audits.
        audits: BTreeSet<AuditId>,
    },
    /// A record names one before it that is not there.
    Before {
        /// The path of the record that names it.
        path: String,
        /// The `record_sha256` by which it is named.
        sha256: Digest,
    },
    /// A number was given out that no record and no audit has.
    Number(AuditId),
    /// A number was given out that nothing which can be read has, while a folder can't be opened.
    Shut(AuditId, String),
}

impl LostRecord {
    /// What it goes by in the reason of a record that was made without it.
    pub fn name(&self) -> String {
        match self {
            Self::Record { path, .. } => path.clone(),
            Self::Before { sha256, .. } => sha256.to_string(),
            Self::Number(audit) | Self::Shut(audit, _) => audit.to_string(),
        }
    }
}

impl fmt::Display for LostRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Record { path, audits } => {
                let some: Vec<String> = audits.iter().take(NAMED).map(ToString::to_string).collect();
                let more = match audits.len().saturating_sub(NAMED) {
                    0 => String::new(),
                    n => format!(" and {n} more"),
                };
                let say = if audits.len() == 1 {
                    "says that it was"
                } else {
                    "say that they were"
                };
                write!(
                    f,
                    "{path} is not there, though {}{more} {say} drawn by it: the record was taken out or lost.",
                    some.join(", ")
                )
            }
            Self::Before { path, sha256 } => write!(
                f,
                "{path} names as the record before it one that is not there (its record_sha256 begins with {}): a record \
                 was taken out or lost.",
                sha256.short()
            ),
            Self::Shut(audit, folder) => write!(
                f,
                "The number {audit} was given out, and nothing that can be read has it: it may lie in {folder}, which \
                 can't be opened. Ask whoever looks after the drive for the right to open it."
            ),
            Self::Number(audit) => write!(
                f,
                "The number {audit} was given out, but no record and no audit has it: the audit was taken out, with the \
                 record of its draw. If qaf new was stopped at that moment, and there never was one, delete the file \
                 ids/{audit}."
            ),
        }
    }
}

/// So many audits are named.
const NAMED: usize = 3;

/// What is missing of records, each given with its path in the store, beside the store's audits and numbers.
pub fn lost(records: &[(&str, &DrawRecord)], beside: &Beside) -> Vec<LostRecord> {
    let mut gone: BTreeMap<&str, BTreeSet<AuditId>> = BTreeMap::new();
    for allocation in &beside.allocations {
        if let Some(path) = &allocation.draw
            && !records.iter().any(|(there, _)| there == path)
        {
            gone.entry(path).or_default().insert(allocation.audit.clone());
        }
    }
    let gone = gone.into_iter().map(|(path, audits)| LostRecord::Record {
        path: path.to_owned(),
        audits,
    });
    let there: HashSet<Option<Digest>> = records.iter().map(|(_, record)| record.record_sha256).collect();
    let before = records.iter().filter_map(|(path, record)| {
        let sha256 = record
            .previous_sha256
            .filter(|_| !there.contains(&record.previous_sha256))?;
        let path = (*path).to_owned();
        Some(LostRecord::Before { path, sha256 })
    });
    let drawn: BTreeSet<&AuditId> = records
        .iter()
        .flat_map(|(_, record)| &record.units)
        .filter_map(|unit| unit.drawn.as_ref().map(|drawn| &drawn.audit))
        .collect();
    let is_nothings = |number: &&AuditId| !drawn.contains(number) && !beside.folders.contains(number);
    let numbers = beside
        .numbers
        .iter()
        .filter(is_nothings)
        .cloned()
        .map(|number| match &beside.shut {
            Some(folder) => LostRecord::Shut(number, folder.clone()),
            None => LostRecord::Number(number),
        });
    gone.chain(before).chain(numbers).collect()
}

/// What of it no record's reason names: what was lost since, or what nobody has seen to.
pub fn not_yet_known(lost: Vec<LostRecord>, records: &[(&str, &DrawRecord)]) -> Vec<LostRecord> {
    let known: HashSet<&str> = records.iter().flat_map(|(_, record)| named_in(record)).collect();
    lost.into_iter()
        .filter(|lost| !known.contains(lost.name().as_str()))
        .collect()
}

/// Before the names in a reason.
const MARK: &str = " (not there: ";

/// The reason of a record that is made though these are missing.
pub fn reason_without(given: &str, lost: &[LostRecord]) -> String {
    if lost.is_empty() {
        return given.to_owned();
    }
    let names: Vec<String> = lost.iter().map(LostRecord::name).collect();
    format!("{given}{MARK}{})", names.join(", "))
}

/// What a record was made without.
fn named_in(record: &DrawRecord) -> impl Iterator<Item = &str> {
    let reason = record
        .reason
        .as_deref()
        .filter(|_| record.kind != DrawKind::Replace);
    let names = reason.and_then(|reason| reason.rsplit_once(MARK)?.1.strip_suffix(')'));
    names
        .unwrap_or_default()
        .split(", ")
        .filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_told_in_a_sentence() {
        let number = |n| AuditId::new("CF", 26, n).unwrap();
        let path = "draws/2026-27-C4-cff432b2.json".to_owned();
        let one = LostRecord::Record {
            path: path.clone(),
            audits: [number(7)].into(),
        };
        assert_eq!(
            one.to_string(),
            "draws/2026-27-C4-cff432b2.json is not there, though CF-26-0007 says that it was drawn by it: the record was \
             taken out or lost."
        );
        let many = LostRecord::Record {
            path,
            audits: (1..=5).map(number).collect(),
        };
        assert!(
            many.to_string()
                .contains("though CF-26-0001, CF-26-0002, CF-26-0003 and 2 more say that they were drawn")
        );
    }

    #[test]
    fn a_reason_names_what_was_missing_and_is_read_back() {
        let lost = [
            LostRecord::Number(AuditId::new("CF", 26, 9).unwrap()),
            LostRecord::Number(AuditId::new("OP", 26, 2).unwrap()),
        ];
        let reason = reason_without("the drive failed (twice)", &lost);
        assert_eq!(
            reason,
            "the drive failed (twice) (not there: CF-26-0009, OP-26-0002)"
        );
        assert_eq!(reason_without("a word", &[]), "a word");
    }
}
