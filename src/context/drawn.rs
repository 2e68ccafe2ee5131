//! What is missing of the records of draws, beside the store's audits and numbers.

use std::collections::BTreeSet;

use super::Context;
use super::examine::of_file;
use crate::draw::folders::Beside;
use crate::draw::{DrawRecord, LostRecord, lost};
use crate::finding::{Finding, Severity};
use crate::framework::{AuditId, WorkId};
use crate::store::files::{given_numbers, given_to_works};
use crate::store::layout;
use crate::store::scan::Scan;

/// The rule that it belongs to.
const RULE: &str = "draw-without-folder";

impl Context {
    /// A query for each record that another names and that is not there, and one for all numbers that nothing has.
    pub(super) fn lost_draws(&self, records: &[(String, DrawRecord)], scan: &Scan) -> Vec<Finding> {
        let beside = Beside {
            // Of an audit whose record is not there, its own file tells.
            allocations: Vec::new(),
            folders: scan.folders.iter().map(|folder| folder.id.clone()).collect(),
            numbers: given_numbers(&self.store.root).unwrap_or_default(),
            shut: scan.shut(),
        };
        let records: Vec<(&str, &DrawRecord)> = records
            .iter()
            .map(|(path, record)| (path.as_str(), record))
            .collect();
        let (numbers, lost): (Vec<LostRecord>, Vec<LostRecord>) = lost(&records, &beside)
            .into_iter()
            .partition(|lost| matches!(lost, LostRecord::Number(_) | LostRecord::Shut(..)));
        let mut findings: Vec<Finding> = lost.iter().map(of_lost).collect();
        findings.extend(of_numbers(&numbers));
        findings
    }

    /// The audits and wider works that have a number and no folder. Those of a year of which nothing is there any more were taken away as a
    /// whole, and are not missed; nor is anything known to be missing beside a folder that can't be opened.
    pub(super) fn missing(&self, scan: &Scan) -> Vec<AuditId> {
        if scan.shut().is_some() {
            return Vec::new();
        }
        let there: BTreeSet<&AuditId> = scan.folders.iter().map(|folder| &folder.id).collect();
        let years: BTreeSet<u8> = there.iter().map(|id| id.year()).collect();
        let is_missing = |id: &AuditId| years.contains(&id.year()) && !there.contains(id);
        let audits = given_numbers(&self.store.root).unwrap_or_default();
        let works = given_to_works(&self.store.root).unwrap_or_default().into_iter();
        let is_gone = |work: &WorkId| self.works().all.iter().all(|known| known.id() != work);
        let works = works.filter(is_gone).map(|work| work.claimed().clone());
        audits.into_iter().chain(works).filter(is_missing).collect()
    }
}

fn of_lost(lost: &LostRecord) -> Finding {
    let path = match lost {
        LostRecord::Record { path, .. } | LostRecord::Before { path, .. } => path.as_str(),
        LostRecord::Number(_) | LostRecord::Shut(..) => layout::IDS,
    };
    let help = "Restore the record from a copy. Until then nothing is drawn, unless with qaf allocate --record-lost.";
    query(path, lost.to_string(), help)
}

/// Numbers of long ago may be many.
fn of_numbers(numbers: &[LostRecord]) -> Option<Finding> {
    const NAMED: usize = 5;
    let first = numbers.first()?;
    if matches!(first, LostRecord::Shut(..)) {
        // The folder that can't be opened is named by itself.
        return None;
    }
    if numbers.len() == 1 {
        let help = "Restore the audit from a copy, and the record of its draw.";
        return Some(query(
            &format!("{}/{}", layout::IDS, first.name()),
            first.to_string(),
            help,
        ));
    }
    let mut names: Vec<String> = numbers.iter().take(NAMED).map(LostRecord::name).collect();
    if numbers.len() > NAMED {
        names.push(format!("{} more", numbers.len() - NAMED));
    }
    let last = names.pop().unwrap_or_default();
    let message = format!(
        "{} numbers were given out that no record and no audit has: {} and {last}.",
        numbers.len(),
        names.join(", ")
    );
    let help = "Restore the audits from a copy, with the records of their draws. Where they were taken away on purpose, \
                nothing is to be done.";
    Some(query(layout::IDS, message, help))
}

fn query(path: &str, message: String, help: &str) -> Finding {
    Finding {
        severity: Severity::Query,
        ..of_file(RULE, path, message, Some(help))
    }
}
