//! Rosters from bytes to cases.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::sync::Arc;

use sha2::{Digest, Sha256};
use thiserror::Error;

use super::columns::{Layout, Mapping};
use super::encoding::Encoding;
use super::merge::{Alike, Merged};
use super::row_fault::RowFault;
use super::sink::Sink;
use super::status::Statuses;
use super::{Case, RosterPlace};
use crate::framework::Date;

/// What the rosters of a draw hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roster {
    /// Every child once, in the order of the files and rows.
    pub cases: Vec<Case>,
    /// The files, as given.
    pub files: Vec<RosterFile>,
    /// The lists in them, which [`Case::place`] counts: a CSV file is one, a workbook has one or more.
    pub sheets: Vec<RosterSheet>,
    /// Why rows could not be read; a row may have several. Their number is in [`RosterFile::unreadable`].
    pub faults: Vec<RowFault>,
    /// The children that stood on several rows, by id.
    pub merged: Vec<Merged>,
    /// The ids that fold alike but are not spelt alike, in the order of the rows: each may be one child or several.
    pub alike: Vec<Alike>,
    /// The legal statuses of which nobody has said what they stand for, with how many rows have each, the most first.
    pub unknown_statuses: Vec<(String, usize)>,
    /// What a reader should know, a sentence each.
    pub notes: Vec<String>,
}

impl Roster {
    /// The list that a place is in.
    pub fn sheet(&self, place: RosterPlace) -> Option<&RosterSheet> {
        sheet_of(place, &self.sheets)
    }

    /// Where a case stands, as a person looks it up: `row 4 of book.xlsx, sheet List 6`.
    pub fn place_in_words(&self, place: RosterPlace) -> String {
        let row = place.1;
        let Some(sheet) = self.sheet(place) else {
            return format!("row {row} of the roster");
        };
        let file = self
            .files
            .get(sheet.file)
            .map_or("the roster", |file| file.file.as_str());
        match &sheet.name {
            Some(name) => format!("row {row} of {file}, sheet {name}"),
            None => format!("row {row} of {file}"),
        }
    }
}

/// The list that a place is in.
pub(super) fn sheet_of((sheet, _): RosterPlace, sheets: &[RosterSheet]) -> Option<&RosterSheet> {
    sheets.get(usize::try_from(sheet).ok()?)
}

/// A list of cases in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterSheet {
    /// Which of the files, from 0.
    pub file: usize,
    /// The sheet's name, where the file has sheets.
    pub name: Option<Arc<str>>,
    /// How its columns were known.
    pub layout: Layout,
    /// The row in which the columns are named, as a spreadsheet shows it.
    pub header_row: usize,
    /// Its rows below the header that are not blank.
    pub rows: usize,
    /// The rows that could not be read.
    pub unreadable: usize,
}

/// A roster's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterFile {
    /// The name as given.
    pub file: String,
    /// The SHA-256 of its bytes, in lowercase hex.
    pub sha256: String,
    /// How its columns were known.
    pub layout: Layout,
    /// How its text was written.
    pub encoding: Encoding,
    /// Its rows below the header that are not blank.
    pub rows: usize,
    /// The different children on those that could be read.
    pub children: usize,
    /// The rows that could not be read.
    pub unreadable: usize,
}

/// Rosters that could not be read as a whole, or settings that they can't be read by.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub struct RosterError {
    /// Everything found, of every file.
    pub problems: Vec<RosterProblem>,
}

/// Why a roster can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterProblem {
    /// The file's name as given; `qaf.toml` for a mapping.
    pub file: String,
    /// What is wrong and what to do: a sentence that begins with the file's name.
    pub message: String,
}

impl fmt::Display for RosterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            if index > 0 {
                f.write_char('\n')?;
            }
            f.write_str(&problem.message)?;
        }
        Ok(())
    }
}

fn problem(file: &str, rest: &str) -> RosterProblem {
    RosterProblem {
        file: file.to_owned(),
        message: format!("{} {rest}", shown_name(file)),
    }
}

/// A file's name may hold what a terminal obeys, but is shown whole.
pub(super) fn shown_name(file: &str) -> String {
    if file.chars().any(char::is_control) {
        file.escape_debug().to_string()
    } else {
        file.to_owned()
    }
}

/// Reads rosters: each a name for messages and the file's bytes.
///
/// `columns` is qaf's column = the file's header, `statuses` the file's word = ours or `leave-out`, both as `qaf.toml`
/// gives them. Ages are told on `as_of`, and a case is open or closed as it stands then.
pub fn read(
    rosters: &[(&str, &[u8])],
    as_of: Date,
    columns: &BTreeMap<String, String>,
    statuses: &BTreeMap<String, String>,
) -> Result<Roster, RosterError> {
    let (mapping, statuses) = settings(columns, statuses)?;
    if rosters.is_empty() {
        let message = "No roster is given. Name the file with the children's cases.".to_owned();
        let file = String::new();
        return Err(RosterError {
            problems: vec![RosterProblem { file, message }],
        });
    }
    let mut sink = Sink::new(as_of, statuses);
    let mut files = Vec::new();
    let mut problems = Vec::new();
    for (index, (name, bytes)) in rosters.iter().enumerate() {
        // The fingerprint takes about as long as the rows, and needs nothing of them.
        let (sha256, read) = rayon::join(|| sha256(bytes), || sink.file(index, name, bytes, &mapping));
        match read {
            Ok(file) => files.push(RosterFile { sha256, ..file }),
            Err(found) => problems.extend(found.iter().map(|rest| problem(name, rest))),
        }
    }
    if problems.is_empty() {
        Ok(sink.finish(files))
    } else {
        Err(RosterError { problems })
    }
}

pub(super) fn settings(
    columns: &BTreeMap<String, String>,
    statuses: &BTreeMap<String, String>,
) -> Result<(Mapping, Statuses), RosterError> {
    match (Mapping::new(columns), Statuses::new(statuses)) {
        (Ok(mapping), Ok(statuses)) => Ok((mapping, statuses)),
        (mapping, statuses) => {
            let sentences = mapping.err().into_iter().chain(statuses.err()).flatten();
            Err(RosterError {
                problems: sentences.map(|rest| problem("qaf.toml", &rest)).collect(),
            })
        }
    }
}

fn sha256(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a string can't fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}
