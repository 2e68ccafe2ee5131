//! Where the rows of all rosters go.

use std::sync::{Arc, Mutex};

use rayon::prelude::*;

use super::Case;
use super::annex_a;
use super::bounds;
use super::columns::{ColumnsFound, Layout, Mapping, list, save_as_csv};
use super::encoding::{self, Encoding, NoText};
use super::header::{self, Header};
use super::merge::merge;
use super::no_case::NoCase;
use super::plain_lines::{PlainLine, PlainLines};
use super::read::{Roster, RosterFile, RosterSheet, shown_name};
use super::remarked::{self, Lacking, Remarked};
use super::row::{Room, Rules};
use super::row_fault::{RowFault, misfit, no_row, row_fault};
use super::status::Statuses;
use super::table::{Cells, CsvTable, NoTable};
use crate::framework::Date;

/// So many faults of rows are kept.
const MOST_FAULTS: usize = 20_000;

/// What has been read so far, of all files.
pub(super) struct Sink {
    rules: Rules,
    room: Room,
    /// `None` stands where a row is blank or could not be read.
    cases: Vec<Option<Case>>,
    faults: Vec<RowFault>,
    pub(super) sheets: Vec<RosterSheet>,
    pub(super) notes: Vec<String>,
    /// What the forms are filled from and lists lack.
    lacking: Vec<Lacking>,
}

/// A sheet of a file, with its header understood: what its rows are read by. A CSV file is one; a workbook has several.
pub(super) struct Sheet<'h, H> {
    /// Its place in [`Roster::sheets`].
    pub(super) index: usize,
    pub(super) file: Arc<str>,
    pub(super) name: Option<Arc<str>>,
    pub(super) header: &'h H,
    pub(super) columns: ColumnsFound,
    pub(super) rows: usize,
    pub(super) unreadable: usize,
    pub(super) remarked: Remarked,
}

impl Sink {
    pub(super) fn new(as_of: Date, statuses: Statuses) -> Self {
        Self {
            rules: Rules {
                as_of,
                statuses,
                unknown: Mutex::default(),
            },
            room: Room::default(),
            cases: Vec::new(),
            faults: Vec::new(),
            sheets: Vec::new(),
            notes: Vec::new(),
            lacking: Vec::new(),
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
        match FileFormat::of(name, bytes) {
            Ok(FileFormat::Workbook) => self.workbook(index, name, bytes, mapping),
            Ok(FileFormat::Text) => self.text(index, name, bytes, mapping),
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
        bounds::check(bytes).map_err(|why| vec![why])?;
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
            remarked: Remarked::default(),
        };
        match table.plain_rest() {
            Some(rest) => self.lines(&mut sheet, &PlainLines::of(rest, &table)),
            None => self.rows(&mut sheet, &mut table)?,
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

    fn rows<H: Cells>(
        &mut self,
        sheet: &mut Sheet<'_, H>,
        table: &mut CsvTable<'_>,
    ) -> Result<(), Vec<String>> {
        while table.advance().map_err(|why| vec![no_table(&why)])? {
            self.row(sheet, table.row(), table.cells());
        }
        Ok(())
    }

    /// Reads the rows of a text without quotation marks, on all cores: each first as one that nothing is wrong with, then
    /// the others again, for what is.
    fn lines<H: Cells + Sync>(&mut self, sheet: &mut Sheet<'_, H>, lines: &PlainLines<'_>) {
        let (rules, part) = (&self.rules, &*sheet);
        let mut cases = lines.read(|row, cells, room| rules.case(part, row, cells, room).ok());
        let rest: Vec<usize> = (0..cases.len())
            .into_par_iter()
            .filter(|index| cases[*index].is_none())
            .collect();
        sheet.rows += cases.len() - rest.len();
        let mut cells = PlainLine::default();
        for (index, case) in cases.iter().enumerate() {
            // Of a million rows most are not looked at twice.
            if sheet.remarked.has_seen_enough() && sheet.columns.case_status.is_none() {
                break;
            }
            if let Some(case) = case {
                let (row, line) = lines.row(index);
                lines.split(line, &mut cells);
                sheet.remark(case, row, &cells);
            }
        }
        for index in rest {
            let (row, line) = lines.row(index);
            lines.split(line, &mut cells);
            self.row(sheet, row, &cells);
        }
        if self.cases.is_empty() {
            self.cases = cases;
        } else {
            self.cases.append(&mut cases);
        }
    }

    /// Reads a row of a sheet into a case, or into faults.
    pub(super) fn row<H: Cells, C: Cells>(&mut self, sheet: &mut Sheet<'_, H>, row: usize, cells: &C) {
        let read = self.rules.case(sheet, row, cells, &mut self.room);
        match read {
            Err(NoCase::Blank) => return,
            Err(NoCase::Header) => return sheet.remarked.repeated(row),
            _ => {}
        }
        sheet.rows += 1;
        sheet.unreadable += usize::from(read.is_err());
        match read {
            Ok(case) => {
                sheet.remark(&case, row, cells);
                self.cases.push(Some(case));
            }
            Err(NoCase::Blank | NoCase::Header) => {}
            // They are counted all the same; so many of them say no more than fewer.
            Err(_) if self.faults.len() >= MOST_FAULTS => {}
            Err(NoCase::NoRow) => self.faults.push(no_row(sheet, row)),
            Err(NoCase::Misfit) => self.faults.push(misfit(sheet, row, cells.count())),
            Err(NoCase::Faulty(faults)) => {
                let faults = faults.into_iter();
                self.faults
                    .extend(faults.map(|fault| row_fault(sheet, row, cells, fault)));
            }
        }
    }

    /// Keeps what is known of a sheet once it has been read.
    pub(super) fn close<H: Cells>(&mut self, file: usize, header_row: usize, sheet: &Sheet<'_, H>) {
        self.notes.extend(sheet.remarks());
        self.lacking.extend(sheet.lacking());
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
    pub(super) fn note_unread<H: Cells>(&mut self, sheet: &Sheet<'_, H>) {
        if let Some(names) = sheet.columns.names {
            self.notes.push(format!(
                "{} has no column of initials, so they are made of {}; no name is kept.",
                shown_name(&sheet.file),
                names.headers(sheet.header)
            ));
        }
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
        self.notes
            .extend(remarked::lacking(self.sheets.len(), &self.lacking));
        let merged = merge(self.cases, self.rules.as_of, &self.sheets);
        for (file, children) in files.iter_mut().zip(merged.children) {
            file.children = children;
        }
        let unknown = self.rules.unknown.into_inner().unwrap_or_default();
        let mut unknown_statuses: Vec<(String, usize)> = unknown.into_iter().collect();
        unknown_statuses.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Roster {
            cases: merged.cases,
            files,
            sheets: self.sheets,
            faults: self.faults,
            merged: merged.merged,
            alike: merged.alike,
            unknown_statuses,
            notes: self.notes,
        }
    }
}

impl<H> Sheet<'_, H> {
    /// Takes note of what is odd about a row that can be read.
    fn remark(&mut self, case: &Case, row: usize, cells: &impl Cells) {
        let columns = &self.columns;
        let says_closed = |at: usize| annex_a::is_closed(cells.cell(at));
        if case.closed.is_none() && columns.case_status.is_some_and(says_closed) {
            self.remarked.closed_undated(row);
        }
        if !self.remarked.has_seen_enough() {
            self.remarked.look(cells, |column| columns.at(column));
        }
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
fn open<'t>(text: &'t str, mapping: &Mapping) -> Result<(CsvTable<'t>, ColumnsFound), Vec<String>> {
    let table = CsvTable::open(text).map_err(|why| vec![no_table(&why)])?;
    let unknown = match header::look(table.header(), mapping) {
        Header::Known(columns) => return Ok((table, *columns)),
        Header::Faulty(problems) => return Err(problems),
        Header::OtherList | Header::No => header::unknown(table.header(), mapping),
    };
    let below = CsvTable::open_below_title(text, |row| {
        !matches!(header::look(row, mapping), Header::No | Header::OtherList)
    });
    match below.map(|table| (header::look(table.header(), mapping), table)) {
        Some((Header::Known(columns), table)) => Ok((table, *columns)),
        Some((Header::Faulty(problems), _)) => Err(problems),
        _ => Err(unknown),
    }
}

/// What a file is by its first bytes.
enum FileFormat {
    Workbook,
    Text,
}

impl FileFormat {
    /// Tells the kind, and refuses a file whose name says another: somebody took one file for another.
    fn of(name: &str, bytes: &[u8]) -> Result<Self, String> {
        let name = name.to_lowercase();
        let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
        if encoding::is_packed(bytes) {
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
