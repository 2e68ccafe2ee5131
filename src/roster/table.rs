//! A CSV text as rows of cells: the separator, the quotes, and where each row stands.

use csv::{Reader, ReaderBuilder, StringRecord};
use thiserror::Error;

use super::bounds::MOST_OF_A_ROW;
use super::cell;
use super::raw::{self, LineCounter};

/// A row of cells, from whatever kind of file.
pub(super) trait Cells {
    /// How many cells the row has.
    fn count(&self) -> usize;
    /// A cell's text; empty where the row is shorter.
    fn cell(&self, index: usize) -> &str;

    /// Whether a cell is known to be as [`cell::clean`] would leave it, and plain ASCII.
    fn is_clean(&self, index: usize) -> bool {
        cell::is_clean(self.cell(index))
    }

    /// What is wrong with a cell whatever column it is in; it reads on from the column's name.
    fn spoilt(&self, _index: usize) -> Option<&'static str> {
        None
    }

    /// Whether nothing but space is in it.
    fn is_blank(&self) -> bool {
        self.are_blank_from(0)
    }

    /// Whether nothing but space is in its cells from one on.
    fn are_blank_from(&self, first: usize) -> bool {
        (first..self.count()).all(|index| self.cell(index).trim().is_empty())
    }
}

impl Cells for Vec<String> {
    fn count(&self) -> usize {
        self.len()
    }

    fn cell(&self, index: usize) -> &str {
        self.get(index).map_or("", String::as_str)
    }
}

impl Cells for StringRecord {
    fn count(&self) -> usize {
        self.len()
    }

    fn cell(&self, index: usize) -> &str {
        self.get(index).unwrap_or_default()
    }
}

/// Why a text is no table. Each reads on from the file's name: "cases.csv ...".
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NoTable {
    /// Nothing but space.
    #[error("is empty")]
    Empty,
    /// More columns than any spreadsheet has.
    #[error("has more than {MOST_COLUMNS} columns in its first row, so it is no list of cases or people")]
    TooWide,
    /// A quotation mark opens a cell, and what follows it runs on into other rows.
    #[error(
        "has a quotation mark in row {row} (line {line}) that is not closed where its cell ends, so the rows after \
         it can't be told apart. Take it out there, or close it, and save the file again"
    )]
    OpenQuote {
        /// The row as a spreadsheet counts.
        row: usize,
        /// The line in the file.
        line: usize,
    },
    /// What the csv crate could not read; none is known that a text in memory could lead to.
    #[error("can't be read as CSV: {0}")]
    Broken(String),
}

/// Excel's limit.
pub(super) const MOST_COLUMNS: usize = 16_384;
/// A header that stands further down is none; titles and notes above it are a few rows.
pub(super) const TITLE_ROWS: usize = 40;
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// A CSV text, read row by row. Its first row that is not empty is the header.
pub(super) struct CsvTable<'t> {
    text: &'t str,
    separator: u8,
    reader: Reader<&'t [u8]>,
    record: StringRecord,
    header: StringRecord,
    header_start: usize,
    /// The present row as a spreadsheet counts: line breaks within cells do not.
    row: usize,
    start: usize,
    lines: LineCounter,
}

impl<'t> CsvTable<'t> {
    /// Reads the header.
    pub(super) fn open(text: &'t str) -> Result<Self, NoTable> {
        if text.trim().is_empty() {
            return Err(NoTable::Empty);
        }
        let mut table = Self::new(text, separator(text));
        if let Some((row, quote)) = raw::endless(text.as_bytes(), table.separator, MOST_OF_A_ROW) {
            let (line, _) = LineCounter::default().place(text, quote);
            return Err(NoTable::OpenQuote { row, line });
        }
        // The rows above may hold spaces or separators alone.
        while table.read()? {
            if table.record.is_blank() {
                continue;
            }
            if table.record.len() > MOST_COLUMNS {
                return Err(NoTable::TooWide);
            }
            table.take_header();
            table.check_quotes()?;
            return Ok(table);
        }
        Err(NoTable::Empty)
    }

    /// Reads the first of the rows near the top that `fits`, whatever title stands above it.
    ///
    /// A title says nothing of the separator, so each is tried.
    pub(super) fn open_below_title(text: &'t str, fits: impl Fn(&StringRecord) -> bool) -> Option<Self> {
        SEPARATORS.into_iter().find_map(|separator| {
            let mut table = Self::new(text, separator);
            let mut rows = 0;
            while rows < TITLE_ROWS && table.read().ok()? {
                rows += usize::from(!table.record.is_blank());
                if table.record.len() <= MOST_COLUMNS && fits(&table.record) {
                    table.take_header();
                    return table.check_quotes().is_ok().then_some(table);
                }
            }
            None
        })
    }

    fn new(text: &'t str, separator: u8) -> Self {
        let reader = ReaderBuilder::new()
            .delimiter(separator)
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(1 << 16)
            .from_reader(text.as_bytes());
        Self {
            text,
            separator,
            reader,
            record: StringRecord::new(),
            header: StringRecord::new(),
            header_start: 0,
            row: 0,
            start: 0,
            lines: LineCounter::default(),
        }
    }

    /// The text below the present row, where its rows can be told apart by their line ends alone: it holds no quotation
    /// mark and no carriage return that stands by itself.
    pub(super) fn plain_rest(&self) -> Option<&'t str> {
        let at = usize::try_from(self.reader.position().byte()).ok()?;
        let rest = self.text.get(at..)?;
        // The end of the header's line may have been read by half.
        let rest = if self.text[..at].ends_with('\r') {
            rest.strip_prefix('\n').unwrap_or(rest)
        } else {
            rest
        };
        let bytes = rest.as_bytes();
        let is_plain = memchr::memchr2_iter(b'"', b'\r', bytes)
            .all(|at| bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n'));
        is_plain.then_some(rest)
    }

    fn take_header(&mut self) {
        self.header = self.record.clone();
        self.header_start = self.start;
    }

    /// The header's cells.
    pub(super) fn header(&self) -> &StringRecord {
        &self.header
    }

    /// What stands between the cells: a comma, a semicolon or a tab.
    pub(super) fn separator(&self) -> char {
        char::from(self.separator)
    }

    /// The same as a byte; none of them is part of another character.
    pub(super) fn separator_byte(&self) -> u8 {
        self.separator
    }

    /// Goes to the next row; `false` after the last one.
    pub(super) fn advance(&mut self) -> Result<bool, NoTable> {
        let before = self.reader.position().line();
        let row = self.row;
        if !self.read()? {
            // Only the last row can hold a quote that is open at the end.
            return self.check_quotes().map(|()| false);
        }
        let read = self.reader.position().line() - before;
        let usual = (self.row - row) as u64;
        if read > usual {
            self.check_quotes()?;
        }
        Ok(true)
    }

    fn read(&mut self) -> Result<bool, NoTable> {
        let found = self
            .reader
            .read_record(&mut self.record)
            .map_err(|error| NoTable::Broken(error.to_string()))?;
        if found {
            let at = self
                .record
                .position()
                .map_or(0, |place| usize::try_from(place.byte()).unwrap_or(usize::MAX));
            let (start, empty) = raw::skip_empty_lines(self.text.as_bytes(), at);
            self.start = start;
            self.row += 1 + empty;
        }
        Ok(found)
    }

    /// The present row's cells.
    pub(super) fn cells(&self) -> &StringRecord {
        &self.record
    }

    /// The present row, from 1, as a spreadsheet shows it.
    pub(super) fn row(&self) -> usize {
        self.row
    }

    /// Line and character of every cell of the present row, from 1.
    pub(super) fn places(&mut self) -> Vec<(usize, usize)> {
        self.places_from(self.start)
    }

    /// Line and character of every cell of the header, from 1.
    pub(super) fn header_places(&mut self) -> Vec<(usize, usize)> {
        self.places_from(self.header_start)
    }

    fn places_from(&mut self, start: usize) -> Vec<(usize, usize)> {
        raw::look(self.text.as_bytes(), start, self.separator)
            .cells
            .into_iter()
            .map(|byte| self.lines.place(self.text, byte))
            .collect()
    }

    /// A quote left open swallows the rows up to the next quote: the cell then goes on after it, the cells do not
    /// fit the header, or the text ends first. A line break that belongs in a cell does none of these.
    fn check_quotes(&mut self) -> Result<(), NoTable> {
        let raw = raw::look(self.text.as_bytes(), self.start, self.separator);
        let swallowed = raw.breaks > 0
            && (raw.stray.is_some() || raw.cells.len() < self.header.len() || !self.record_fits());
        let Some(quote) = raw.open.or_else(|| {
            let first_quoted = || {
                let quoted = |at: &&usize| self.text.as_bytes().get(**at) == Some(&b'"');
                raw.cells.iter().find(quoted).copied()
            };
            swallowed.then(|| raw.stray.or_else(first_quoted).unwrap_or(self.start))
        }) else {
            return Ok(());
        };
        let (line, _) = self.lines.place(self.text, quote);
        Err(NoTable::OpenQuote { row: self.row, line })
    }

    fn record_fits(&self) -> bool {
        self.record.are_blank_from(self.header.len())
    }
}

/// What seems to stand between the cells of a row that no separator of qaf's divides, such as `|`.
pub(super) fn other_separator(row: &impl Cells) -> Option<char> {
    const OTHERS: [char; 5] = ['|', '^', '~', '\u{a6}', '\u{ac}'];
    if !row.are_blank_from(1) {
        return None;
    }
    // A title may hold one or two of them.
    let times = |separator: &char| row.cell(0).matches(*separator).count();
    OTHERS.into_iter().find(|separator| times(separator) >= 3)
}

/// That the cells are divided by what is not read; it reads on from the file's name.
pub(super) fn separated(by: char) -> String {
    format!(
        "has cells that seem to be separated by {by}, which is not read: commas, semicolons and tabs are. Open it in \
         Excel with {by} as the separator, and save it with commas (CSV)"
    )
}

/// The separator that stands most often in the first line with anything in it, outside of quotes.
fn separator(text: &str) -> u8 {
    let mut counts = [0_usize; 3];
    let mut quoted = false;
    // A line of spaces is no header; of tabs it may be a blank row of a tab-separated file.
    for byte in text.trim_start().bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\r' | b'\n' if !quoted => break,
            _ if quoted => {}
            _ => {
                if let Some(index) = SEPARATORS.iter().position(|candidate| *candidate == byte) {
                    counts[index] += 1;
                }
            }
        }
    }
    let most = counts.iter().max().copied().unwrap_or(0);
    let index = counts.iter().position(|count| *count == most).unwrap_or(0);
    SEPARATORS[index]
}
