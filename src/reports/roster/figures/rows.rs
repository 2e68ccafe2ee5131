//! Rows of a roster: those of one child together, and those that can't be read.

use serde::Serialize;

use crate::roster::{Case, Roster, RosterPlace};

/// A row of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RowPlace {
    /// The file's name.
    pub file: String,
    /// The sheet, where the file has sheets.
    pub sheet: Option<String>,
    /// The row as a spreadsheet shows it.
    pub row: u32,
}

/// A child that stands on several rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MergedReport {
    /// The child's id.
    pub child_id: String,
    /// All its rows.
    pub rows: Vec<RowPlace>,
    /// The one that counts.
    pub kept: RowPlace,
    /// The legal status on it.
    pub status: String,
    /// The team on it.
    pub team: String,
}

/// Why a row can't be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FaultReport {
    /// The file's name.
    pub file: String,
    /// The sheet, where the file has sheets.
    pub sheet: Option<String>,
    /// The row as a spreadsheet shows it.
    pub row: usize,
    /// The column's header; empty where the whole row is meant.
    pub column: String,
    /// What stands there, made safe; empty where it is, or could be, a date of birth.
    pub shown: String,
    /// What is wrong and what to do.
    pub message: String,
}

/// The children that stand on several rows.
pub(super) fn merged(roster: &Roster) -> Vec<MergedReport> {
    let place = |place: RosterPlace| {
        let sheet = roster.sheet(place);
        let file = sheet.and_then(|sheet| roster.files.get(sheet.file));
        RowPlace {
            file: file.map(|file| file.file.clone()).unwrap_or_default(),
            sheet: sheet.and_then(|sheet| sheet.name.as_deref().map(str::to_owned)),
            row: place.1,
        }
    };
    let by_id: std::collections::HashMap<&str, &Case> = roster
        .cases
        .iter()
        .map(|case| (case.child_id.as_str(), case))
        .collect();
    let one = |merged: &crate::roster::Merged| {
        let case = by_id.get(merged.child_id.as_str());
        MergedReport {
            child_id: merged.child_id.to_string(),
            rows: merged.rows.iter().map(|row| place(*row)).collect(),
            kept: place(merged.kept),
            status: case.map(|case| case.legal_status.to_string()).unwrap_or_default(),
            team: case.map(|case| case.team.to_string()).unwrap_or_default(),
        }
    };
    roster.merged.iter().map(one).collect()
}

/// Why rows can't be read.
pub(super) fn faults(roster: &Roster) -> Vec<FaultReport> {
    let fault = |fault: &crate::roster::RowFault| FaultReport {
        file: fault.file.to_string(),
        sheet: fault.sheet.as_deref().map(str::to_owned),
        row: fault.row,
        column: fault.column.clone(),
        shown: fault.shown.clone(),
        message: fault.message.clone(),
    };
    roster.faults.iter().map(fault).collect()
}
