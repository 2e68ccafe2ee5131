//! Where the rows of all rosters go.

use std::cell::RefCell;
use std::mem;
use std::sync::Arc;

use rayon::prelude::*;

use super::Case;
use super::columns::{Columns, Layout, Mapping, list, save_as_csv};
use super::encoding::{self, Encoding, NoText};
use super::header::{self, Header};
use super::merge::merge;
use super::read::{Roster, RosterFile, RosterSheet, shown_name};
use super::row::{Known, RowReader};
use super::row_fault::{RowFault, misfit, row_fault};
use super::status::Statuses;
use super::table::{Cells, NoTable, Table};
use super::twins;
use crate::framework::Date;

/// What has been read so far, of all files.
pub(super) struct Sink {
    as_of: Date,
    statuses: Statuses,
    room: String,
    known: RefCell<Known>,
    cases: Vec<Case>,
    faults: Vec<RowFault>,
    pub(super) sheets: Vec<RosterSheet>,
    pub(super) notes: Vec<String>,
}

/// A sheet of a file, with its header understood: what its rows are read by. A CSV file is one; a workbook has several.
pub(super) struct Sheet<'h, H> {
    /// Its place in [`Roster::sheets`].
    pub(super) index: usize,
    pub(super) file: Arc<str>,
    pub(super) name: Option<Arc<str>>,
    pub(super) header: &'h H,
    pub(super) columns: Columns,
    pub(super) rows: usize,
    pub(super) unreadable: usize,
}

impl<H> Sheet<'_, H> {
    /// The same sheet with no row read yet.
    fn part(&self) -> Self {
        Self {
            file: Arc::clone(&self.file),
            name: self.name.clone(),
            columns: self.columns.clone(),
            rows: 0,
            unreadable: 0,
            ..*self
        }
    }
}

/// How much of a text is read by one core at a time, at least.
const PIECE: usize = 1 << 18;

/// A text in pieces that end where a line ends.
fn pieces(mut text: &str) -> Vec<&str> {
    let mut pieces = Vec::with_capacity(text.len() / PIECE + 1);
    while text.len() > PIECE {
        let Some(end) = text.as_bytes()[PIECE..].iter().position(|byte| *byte == b'\n') else {
            break;
        };
        let (piece, rest) = text.split_at(PIECE + end + 1);
        pieces.push(piece);
        text = rest;
    }
    pieces.push(text);
    pieces
}

impl Sink {
    pub(super) fn new(as_of: Date, statuses: Statuses) -> Self {
        Self {
            as_of,
            statuses,
            room: String::new(),
            known: RefCell::default(),
            cases: Vec::new(),
            faults: Vec::new(),
            sheets: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Reads a file, of whatever kind its bytes show it to be.
    pub(super) fn file(
        &mut self,
        index: usize,
        name: &str,
        bytes: &[u8],
        mapping: &Mapping,
    ) -> Result<RosterFile, Vec<String>> {
        match Kind::of(name, bytes) {
            Ok(Kind::Workbook) => self.workbook(index, name, bytes, mapping),
            Ok(Kind::Text) => self.text(index, name, bytes, mapping),
            Err(why) => Err(vec![why]),
        }
    }

    fn text(
        &mut self,
        index: usize,
        name: &str,
        bytes: &[u8],
        mapping: &Mapping,
    ) -> Result<RosterFile, Vec<String>> {
        let text = encoding::decode(bytes).map_err(|why| vec![no_text(why)])?;
        let (mut table, columns) = open(&text.text, mapping)?;
        let header_row = table.row();
        let header = table.header().clone();
        let mut sheet = Sheet {
            index: self.sheets.len(),
            file: name.into(),
            name: None,
            header: &header,
            columns,
            rows: 0,
            unreadable: 0,
        };
        match table.plain_rest() {
            Some(rest) if rest.len() >= PIECE => self.rows_at_once(&mut sheet, &table, rest)?,
            _ => self.rows(&mut sheet, &mut table)?,
        }
        if sheet.rows == 0 {
            return Err(vec![NO_ROWS.to_owned()]);
        }
        if text.encoding == Encoding::Windows1252 {
            self.notes.push(format!(
                "{} is no UTF-8 and was read as Windows-1252. Look whether names with accents came out right.",
                shown_name(name)
            ));
        }
        self.note_unread(&sheet);
        self.close(index, header_row, &sheet);
        Ok(file_of(
            name,
            sheet.columns.layout,
            text.encoding,
            sheet.rows,
            sheet.unreadable,
        ))
    }

    fn rows<H: Cells>(&mut self, sheet: &mut Sheet<'_, H>, table: &mut Table<'_>) -> Result<(), Vec<String>> {
        while table.advance().map_err(|why| vec![no_table(&why)])? {
            self.row(sheet, table.row(), table.cells());
        }
        Ok(())
    }

    /// Reads the rows below a header in pieces on all cores; what comes out is the same as one after the other.
    fn rows_at_once<H: Cells + Sync>(
        &mut self,
        sheet: &mut Sheet<'_, H>,
        table: &Table<'_>,
        rest: &str,
    ) -> Result<(), Vec<String>> {
        let pieces = pieces(rest);
        let lines: Vec<usize> = pieces
            .par_iter()
            .map(|piece| piece.bytes().filter(|byte| *byte == b'\n').count())
            .collect();
        let above = lines.iter().scan(table.row(), |row, lines| {
            let first = *row;
            *row += lines;
            Some(first)
        });
        let works: Vec<(&str, usize)> = pieces.iter().copied().zip(above).collect();
        let read: Vec<Result<(Self, usize, usize), Vec<String>>> = works
            .into_par_iter()
            .map(|(piece, row)| {
                let mut sink = Self::new(self.as_of, self.statuses.clone());
                let mut part = sheet.part();
                sink.rows(&mut part, &mut table.below(piece, row))?;
                Ok((sink, part.rows, part.unreadable))
            })
            .collect();
        for piece in read {
            let (mut sink, rows, unreadable) = piece?;
            self.cases.append(&mut sink.cases);
            self.faults.append(&mut sink.faults);
            sheet.rows += rows;
            sheet.unreadable += unreadable;
        }
        Ok(())
    }

    /// Reads a row of a sheet into a case, or into faults.
    pub(super) fn row<H: Cells, C: Cells>(&mut self, sheet: &mut Sheet<'_, H>, row: usize, cells: &C) {
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
            known: &self.known,
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

    /// Keeps what is known of a sheet once it has been read.
    pub(super) fn close<H>(&mut self, file: usize, header_row: usize, sheet: &Sheet<'_, H>) {
        self.sheets.push(RosterSheet {
            file,
            name: sheet.name.clone(),
            layout: sheet.columns.layout,
            header_row,
            rows: sheet.rows,
            unreadable: sheet.unreadable,
        });
    }

    /// Says which columns are not read; of Annex A most are not, as is known.
    pub(super) fn note_unread<H>(&mut self, sheet: &Sheet<'_, H>) {
        if sheet.columns.unread.is_empty() {
            return;
        }
        let names = sheet.columns.unread.iter().map(|name| format!("\"{name}\""));
        self.notes.push(format!(
            "{}{} has columns that are not read: {}.",
            shown_name(&sheet.file),
            sheet
                .name
                .as_ref()
                .map_or(String::new(), |name| format!(", sheet {name},")),
            list(names)
        ));
    }

    /// Merges the rows of each child, once every file has been read.
    pub(super) fn finish(mut self, mut files: Vec<RosterFile>) -> Roster {
        for (index, file) in files.iter().enumerate() {
            if let Some(same) = files[..index].iter().find(|other| other.sha256 == file.sha256) {
                self.notes.push(format!(
                    "{} holds the same as {}, so every child in it stands on two rows. Give it once.",
                    shown_name(&file.file),
                    shown_name(&same.file)
                ));
            }
        }
        let file_of: Vec<usize> = self.sheets.iter().map(|sheet| sheet.file).collect();
        let merged = merge(self.cases, self.as_of, &file_of);
        for (file, children) in files.iter_mut().zip(merged.children) {
            file.children = children;
        }
        let mut roster = Roster {
            cases: merged.cases,
            files,
            sheets: self.sheets,
            faults: self.faults,
            merged: merged.merged,
            notes: self.notes,
        };
        if roster.sheets.len() > 1 {
            let note = twins::note(&roster.cases, |place| roster.place_in_words(place));
            roster.notes.extend(note);
        }
        roster
    }
}

/// What to say of a file without a case.
pub(super) const NO_ROWS: &str =
    "has a header and no rows below it, so there is no case to draw from. Export the list again.";

/// A file, before its fingerprint and the number of its children are known.
pub(super) fn file_of(
    name: &str,
    layout: Layout,
    encoding: Encoding,
    rows: usize,
    unreadable: usize,
) -> RosterFile {
    RosterFile {
        file: name.to_owned(),
        sha256: String::new(),
        layout,
        encoding,
        rows,
        children: 0,
        unreadable,
    }
}

/// Opens a text at the header of its list: its first row, or one below a title.
fn open<'t>(text: &'t str, mapping: &Mapping) -> Result<(Table<'t>, Columns), Vec<String>> {
    let table = Table::open(text).map_err(|why| vec![no_table(&why)])?;
    let unknown = match header::look(table.header(), mapping) {
        Header::Known(columns) => return Ok((table, columns)),
        Header::Faulty(problems) => return Err(problems),
        Header::OtherList | Header::No => header::unknown(table.header(), mapping),
    };
    let below = Table::open_below_title(text, |row| {
        !matches!(header::look(row, mapping), Header::No | Header::OtherList)
    });
    match below.map(|table| (header::look(table.header(), mapping), table)) {
        Some((Header::Known(columns), table)) => Ok((table, columns)),
        Some((Header::Faulty(problems), _)) => Err(problems),
        _ => Err(unknown),
    }
}

/// What a file is by its first bytes.
enum Kind {
    Workbook,
    Text,
}

impl Kind {
    /// Tells the kind, and refuses a file whose name says another: somebody took one file for another.
    fn of(name: &str, bytes: &[u8]) -> Result<Self, String> {
        let name = name.to_lowercase();
        let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
            if ends(&[".csv", ".txt", ".tsv"]) {
                return Err(
                    "is an Excel workbook (or another packed file), though its name says that it is text. Rename it so \
                     that it ends in .xlsx, or open it in Excel and save it as CSV."
                        .to_owned(),
                );
            }
            return Ok(Self::Workbook);
        }
        if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
            return Err(ole(bytes));
        }
        if ends(&[".xlsx", ".xlsm"]) && encoding::decode(bytes).is_ok_and(|text| !text.text.trim().is_empty())
        {
            return Err(
                "is a text file such as CSV, though its name says that it is an Excel workbook. Rename it so that it ends \
                 in .csv, or open it in Excel and save it as an Excel workbook."
                    .to_owned(),
            );
        }
        Ok(Self::Text)
    }
}

/// The old container holds old workbooks, and new ones that a password locks.
fn ole(bytes: &[u8]) -> String {
    let package: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    if bytes.windows(package.len()).any(|part| part == package) {
        "is a workbook with a password, so nothing in it can be read. Open it in Excel, take the password off under \
         File, Info, Protect Workbook, and save it in a folder that only the team can open."
            .to_owned()
    } else {
        format!(
            "is an Excel workbook of the old kind (.xls), which is not read. Open it in Excel and save it as an Excel \
             workbook (.xlsx). Or: {}",
            save_as_csv()
        )
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
