//! Rosters from bytes to cases.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::mem;
use std::sync::Arc;

use sha2::{Digest, Sha256};
use thiserror::Error;

use super::Case;
use super::cell::shown;
use super::columns::{Column, Columns, Layout, Mapping, list, save_as_csv};
use super::encoding::{self, Encoding, NoText};
use super::merge::{Merged, merge};
use super::row::{CellFault, RowReader};
use super::status::Statuses;
use super::table::{Cells, NoTable, Table};
use crate::framework::Date;

/// What the rosters of a draw hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roster {
    /// Every child once, in the order of the files and rows.
    pub cases: Vec<Case>,
    /// The files, as given.
    pub files: Vec<RosterFile>,
    /// Why rows could not be read; a row may have several. Their number is in [`RosterFile::unreadable`].
    pub faults: Vec<RowFault>,
    /// The children that stood on several rows, by id.
    pub merged: Vec<Merged>,
    /// What a reader should know, a sentence each.
    pub notes: Vec<String>,
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

/// A fault that made a row unreadable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFault {
    /// The file.
    pub file: Arc<str>,
    /// The sheet, where the file has sheets.
    pub sheet: Option<Arc<str>>,
    /// The row as a spreadsheet shows it.
    pub row: usize,
    /// The column's header as the file writes it; empty where the fault is the whole row's.
    pub column: String,
    /// The cell's text, shortened and escaped; empty where it is, or could be, a date of birth.
    pub shown: String,
    /// What is wrong and what to do, a sentence.
    pub message: String,
}

impl fmt::Display for RowFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(sheet) = &self.sheet {
            write!(f, ", sheet {sheet}")?;
        }
        write!(f, ", row {}: {}", self.row, self.message)
    }
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
fn shown_name(file: &str) -> String {
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
    let mut sink = Sink {
        as_of,
        statuses,
        room: String::new(),
        cases: Vec::new(),
        faults: Vec::new(),
        notes: Vec::new(),
    };
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

/// Where the rows of all files go.
struct Sink {
    as_of: Date,
    statuses: Statuses,
    room: String,
    cases: Vec<Case>,
    faults: Vec<RowFault>,
    notes: Vec<String>,
}

/// A sheet of a file, with its header understood: what its rows are read by. A CSV file is one; a workbook has several.
struct Sheet<'h, H> {
    index: usize,
    file: Arc<str>,
    name: Option<Arc<str>>,
    header: &'h H,
    columns: Columns,
    rows: usize,
    unreadable: usize,
}

impl Sink {
    fn file(
        &mut self,
        index: usize,
        name: &str,
        bytes: &[u8],
        mapping: &Mapping,
    ) -> Result<RosterFile, Vec<String>> {
        let text = encoding::decode(bytes).map_err(|why| vec![no_text(why)])?;
        let mut table = Table::open(&text.text).map_err(|why| vec![no_table(&why)])?;
        let header = table.header().clone();
        let mut sheet = Sheet {
            index,
            file: name.into(),
            name: None,
            header: &header,
            columns: Columns::find(&header, mapping)?,
            rows: 0,
            unreadable: 0,
        };
        while table.advance().map_err(|why| vec![no_table(&why)])? {
            self.row(&mut sheet, table.row(), table.cells());
        }
        if sheet.rows == 0 {
            return Err(vec![
                "has a header and no rows below it, so there is no case to draw from. Export the list again."
                    .to_owned(),
            ]);
        }
        self.note(&sheet, text.encoding);
        Ok(RosterFile {
            file: name.to_owned(),
            sha256: String::new(),
            layout: sheet.columns.layout,
            encoding: text.encoding,
            rows: sheet.rows,
            children: 0,
            unreadable: sheet.unreadable,
        })
    }

    /// Reads a row of a sheet into a case, or into faults.
    fn row<H: Cells, C: Cells>(&mut self, sheet: &mut Sheet<'_, H>, row: usize, cells: &C) {
        if cells.is_blank() {
            return;
        }
        sheet.rows += 1;
        let (wanted, has) = (sheet.header.count(), cells.count());
        if has < wanted || !cells.are_blank_from(wanted) {
            sheet.unreadable += 1;
            self.faults.push(misfit(sheet, row, has));
            return;
        }
        let mut reader = RowReader {
            cells,
            columns: &sheet.columns,
            statuses: &self.statuses,
            as_of: self.as_of,
            room: &mut self.room,
            faults: Vec::new(),
        };
        let case = reader.case((sheet.index, row));
        let faults = mem::take(&mut reader.faults);
        if let Some(case) = case {
            self.cases.push(case);
            return;
        }
        sheet.unreadable += 1;
        let faults = faults
            .into_iter()
            .map(|fault| row_fault(sheet, row, cells, fault));
        self.faults.extend(faults);
    }

    fn note<H>(&mut self, sheet: &Sheet<'_, H>, encoding: Encoding) {
        let file = shown_name(&sheet.file);
        if encoding == Encoding::Windows1252 {
            self.notes.push(format!(
                "{file} is no UTF-8 and was read as Windows-1252. Look whether names with accents came out right."
            ));
        }
        if !sheet.columns.unread.is_empty() {
            let names = sheet.columns.unread.iter().map(|name| format!("\"{name}\""));
            self.notes
                .push(format!("{file} has columns that are not read: {}.", list(names)));
        }
    }

    fn finish(mut self, mut files: Vec<RosterFile>) -> Roster {
        for (index, file) in files.iter().enumerate() {
            if let Some(same) = files[..index].iter().find(|other| other.sha256 == file.sha256) {
                self.notes.push(format!(
                    "{} holds the same as {}, so every child in it stands on two rows. Give it once.",
                    shown_name(&file.file),
                    shown_name(&same.file)
                ));
            }
        }
        let merged = merge(self.cases, self.as_of, files.len());
        for (file, children) in files.iter_mut().zip(merged.children) {
            file.children = children;
        }
        Roster {
            cases: merged.cases,
            files,
            faults: self.faults,
            merged: merged.merged,
            notes: self.notes,
        }
    }
}

fn no_text(why: NoText) -> String {
    match why {
        NoText::Workbook | NoText::OldWorkbook | NoText::Markup => format!("{why}. {}", save_as_csv()),
        NoText::Nul | NoText::BrokenUtf8(_) | NoText::BrokenUtf16 => {
            format!("{why}. Export it again as CSV.")
        }
    }
}

fn no_table(why: &NoTable) -> String {
    match why {
        NoTable::Empty => format!("{why}. {}", save_as_csv()),
        _ => format!("{why}."),
    }
}

fn misfit<H: Cells>(sheet: &Sheet<'_, H>, row: usize, has: usize) -> RowFault {
    RowFault {
        file: Arc::clone(&sheet.file),
        sheet: sheet.name.clone(),
        row,
        column: String::new(),
        shown: String::new(),
        message: format!(
            "The row has {has} cells where the header has {}, so it can't be told which is which. A separator or a \
             line break in a cell needs quotation marks round the cell.",
            sheet.header.count()
        ),
    }
}

fn row_fault<H: Cells>(
    sheet: &Sheet<'_, H>,
    row: usize,
    cells: &impl Cells,
    (column, message): CellFault,
) -> RowFault {
    let text = |column| sheet.columns.at(column).map_or("", |at| cells.cell(at).trim());
    // In a row whose cells have moved by one, a date of birth may stand where another date belongs; and a cell that
    // runs over several lines may hold the next rows.
    let private = matches!(column, Column::DateOfBirth | Column::Initials)
        || text(column) == text(Column::DateOfBirth)
        || text(column).contains(['\n', '\r']);
    let header = sheet.columns.at(column).map_or("", |at| sheet.header.cell(at));
    let header = if header.trim().is_empty() {
        Cow::Borrowed(column.name())
    } else {
        Cow::Owned(shown(header))
    };
    RowFault {
        file: Arc::clone(&sheet.file),
        sheet: sheet.name.clone(),
        row,
        shown: if private {
            String::new()
        } else {
            shown(text(column))
        },
        message: format!("The column \"{header}\" {message}."),
        column: header.into_owned(),
    }
}
