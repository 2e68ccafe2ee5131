//! The lists that people keep in the store: reading them, and saying what is wrong with them.

use std::path::Path;

use anyhow::{Result, anyhow};

use super::examine;
use crate::finding::{Finding, Location, Severity};
use crate::roster;
use crate::roster::fault::TableFault;
use crate::store::layout;
use crate::store::scan::{ReadError, read_file};

/// The staff's list, as it stands in the store.
pub(super) fn people_file(root: &Path) -> Result<Vec<u8>> {
    read_file(root, layout::PEOPLE).map_err(|why| {
        let elsewhere = crate::store::other_name(root, layout::PEOPLE);
        let what = elsewhere.unwrap_or_else(|| "Restore it from a copy".to_owned());
        anyhow!("{why}. {what}.")
    })
}

/// The list of those who are excused, as it stands in the store; nothing where there is none.
pub(super) fn exemptions_file(root: &Path, findings: &mut Vec<Finding>) -> Vec<u8> {
    match read_file(root, layout::EXEMPTIONS) {
        Err(ReadError::NotFound(_)) => Vec::new(),
        // That nobody is excused would be another thing.
        Err(why) => {
            findings.push(unread(layout::EXEMPTIONS, &why));
            Vec::new()
        }
        Ok(bytes) => bytes,
    }
}

/// That a file of the store can't be read.
fn unread(path: &str, why: &ReadError) -> Finding {
    examine::of_file(
        "people",
        path,
        format!("{why}."),
        Some("Restore the file from a copy."),
    )
}

/// A fault of a list as a finding, with the cell it is about.
pub(super) fn of_fault(fault: TableFault, path: &str, bytes: &[u8]) -> Finding {
    let text = roster::encoding::decode(bytes)
        .map(|text| text.text.into_owned())
        .unwrap_or_default();
    let excerpt = text
        .lines()
        .nth(fault.line.saturating_sub(1))
        .unwrap_or("")
        .to_owned();
    let rest = excerpt.chars().skip(fault.column_number.saturating_sub(1));
    let width = rest.take_while(|c| !matches!(c, ',' | ';' | '\t')).count().max(1);
    Finding {
        rule: "people",
        severity: match fault.severity {
            roster::fault::FaultSeverity::Error => Severity::Error,
            roster::fault::FaultSeverity::Query => Severity::Query,
        },
        location: Location {
            path: path.to_owned(),
            line: fault.line,
            column: fault.column_number,
            width,
            excerpt,
        },
        message: fault.message,
        help: fault.help,
        audit: None,
        explained: None,
        answer: None,
        related: Vec::new(),
    }
}
