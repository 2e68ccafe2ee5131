//! What `qaf.toml` says of the headers of another system.

use std::collections::BTreeMap;

use super::super::cell::{folded, shown};
use super::{COLUMNS, RosterColumn, list};
use crate::framework::word::nearest;

/// The headers that stand for qaf's columns.
#[derive(Debug)]
pub(in super::super) struct Mapping {
    headers: [Option<String>; COLUMNS.len()],
}

impl Mapping {
    /// Reads `[roster.columns]`: qaf's column = the file's header.
    pub(in super::super) fn new(columns: &BTreeMap<String, String>) -> Result<Self, Vec<String>> {
        let mut mapping = Self {
            headers: [const { None }; COLUMNS.len()],
        };
        let mut problems = Vec::new();
        for (name, header) in columns {
            let wanted = folded(name);
            let Some(column) = COLUMNS.iter().find(|column| folded(column.name()) == wanted) else {
                problems.push(unknown_column(name));
                continue;
            };
            if folded(header).is_empty() {
                problems.push(format!(
                    "gives {} an empty header under [roster.columns]. Write the header of your export there, or take \
                     the line out.",
                    column.name()
                ));
            }
            mapping.headers[*column as usize] = Some(header.clone());
        }
        if problems.is_empty() {
            Ok(mapping)
        } else {
            Err(problems)
        }
    }

    /// The header that a column has in the export.
    pub(in super::super) fn header(&self, column: RosterColumn) -> Option<&str> {
        self.headers[column as usize].as_deref()
    }
}

fn unknown_column(name: &str) -> String {
    let near = nearest(name, COLUMNS.iter().map(|column| column.name()))
        .map_or(String::new(), |near| format!(" Did you mean {near}?"));
    format!(
        "names a column \"{}\" under [roster.columns] that qaf does not have.{near} Its columns are {}.",
        shown(name),
        list(COLUMNS.iter().map(|column| column.name().to_owned()))
    )
}
