//! A small table that people keep by hand: known columns, and a place for every cell.

use super::bounds::MOST_LISTED_BYTES;
use super::cell::{self, clean, folded, shown};
use super::columns::{is_same_header, list, ordinal};
use super::encoding;
use super::fault::{FaultSeverity, TableFault};
use super::table::{Cells, CsvTable, NoTable, other_separator, separated};
use crate::framework::Date;
use crate::framework::name::{is_nobody, is_nothing};
use crate::framework::word::nearest;

/// More faults of a header help nobody.
const MOST_HEADER_FAULTS: usize = 20;

/// A column that a table may have.
pub(super) struct KnownColumn {
    pub(super) name: &'static str,
    pub(super) required: bool,
}

/// A table, read as far as it could be.
#[derive(Default)]
pub(super) struct ListedTable {
    /// Its rows that are not blank; none where the header is faulty.
    pub(super) rows: Vec<ListedRow>,
    pub(super) faults: Vec<TableFault>,
    /// Whether there is nothing in the file.
    pub(super) is_empty: bool,
}

/// A row of a table.
pub(super) struct ListedRow {
    row: usize,
    known: &'static [KnownColumn],
    /// In the order of the known columns.
    cells: Vec<ListedCell>,
}

struct ListedCell {
    text: String,
    place: (usize, usize),
}

impl ListedRow {
    /// A cell's text, cleaned; empty where it is empty, holds a word that stands for nothing, or the file has no such
    /// column.
    pub(super) fn text(&self, column: usize) -> &str {
        let text = self.as_written(column);
        if is_nothing(text) { "" } else { text }
    }

    /// The name of a person in a cell; empty where a word stands for nobody.
    pub(super) fn name(&self, column: usize) -> &str {
        let text = self.as_written(column);
        if is_nobody(text) { "" } else { text }
    }

    /// A cell's text, cleaned, whatever it stands for.
    pub(super) fn as_written(&self, column: usize) -> &str {
        &self.cells[column].text
    }

    /// The row as a spreadsheet shows it.
    pub(super) fn number(&self) -> usize {
        self.row
    }

    /// The parts of a cell that holds several, `;` between.
    pub(super) fn parts(&self, column: usize) -> impl Iterator<Item = &str> {
        self.text(column)
            .split(';')
            .map(str::trim)
            .filter(|part| !is_nothing(part))
    }

    /// A fault of one cell.
    pub(super) fn fault(
        &self,
        column: usize,
        severity: FaultSeverity,
        message: String,
        help: impl Into<Option<String>>,
    ) -> TableFault {
        let (line, column_number) = self.cells[column].place;
        TableFault {
            row: self.row,
            line,
            column: Some(self.known[column].name.to_owned()),
            column_number,
            severity,
            message,
            help: help.into(),
        }
    }

    /// The date of a cell; `None` where it is empty, or none, which is a fault.
    pub(super) fn date(&self, column: usize, faults: &mut Vec<TableFault>) -> Option<Date> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        let wrong = |why: cell::NoDate| {
            let message = format!("\"{}\" {}.", shown(text), why.told());
            faults.push(self.fault(column, FaultSeverity::Error, message, None));
        };
        cell::date(text).map_err(wrong).ok()
    }
}

/// "Did you mean ...?", where something is near.
pub(super) fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(word, known).map(|near| format!("Did you mean {}?", shown(near)))
}

/// Reads a table by its known columns.
pub(super) fn read(bytes: &[u8], known: &'static [KnownColumn]) -> ListedTable {
    if bytes.len() > MOST_LISTED_BYTES {
        let message = format!(
            "The file has more than {} MB and was not read.",
            MOST_LISTED_BYTES >> 20
        );
        let help = "A list of people has no more. Look whether another file was saved under its name.";
        return broken(TableFault::of_file(message, Some(help.to_owned())));
    }
    let text = match encoding::decode(bytes) {
        Ok(text) => text,
        Err(why) => {
            let help = format!("Save it as CSV with the columns {}.", names(known));
            return broken(TableFault::of_file(format!("The file {why}."), Some(help)));
        }
    };
    let mut table = match CsvTable::open(&text.text) {
        Ok(table) => table,
        Err(NoTable::Empty) => {
            return ListedTable {
                is_empty: true,
                ..ListedTable::default()
            };
        }
        Err(why) => return broken(table_fault(&why)),
    };
    let mut listed = ListedTable::default();
    if let Some(separator) = other_separator(table.header()) {
        return broken(TableFault::of_file(
            format!("The file {}.", separated(separator)),
            None,
        ));
    }
    let columns = header(&mut table, known, &mut listed.faults);
    if !listed.faults.is_empty() {
        return listed;
    }
    loop {
        match table.advance() {
            Ok(true) if table.cells().is_blank() => {}
            Ok(true) => row(&mut table, known, &columns, &mut listed),
            Ok(false) => return listed,
            Err(why) => return broken(table_fault(&why)),
        }
    }
}

fn broken(fault: TableFault) -> ListedTable {
    ListedTable {
        faults: vec![fault],
        ..ListedTable::default()
    }
}

fn table_fault(why: &NoTable) -> TableFault {
    let mut fault = TableFault::of_file(format!("The file {why}."), None);
    if let NoTable::OpenQuote { row, line } = why {
        fault.row = *row;
        fault.line = *line;
    }
    fault
}

fn names(known: &[KnownColumn]) -> String {
    list(known.iter().map(|column| column.name.to_owned()))
}

/// Where each known column stands.
fn header(
    table: &mut CsvTable<'_>,
    known: &[KnownColumn],
    faults: &mut Vec<TableFault>,
) -> Vec<Option<usize>> {
    let places = table.header_places();
    let row = table.row();
    let header = table.header();
    let first = places.first().copied().unwrap_or((1, 1));
    let mut at: Vec<Option<usize>> = vec![None; known.len()];
    for (index, (text, (line, column_number))) in header.iter().zip(places).enumerate() {
        // A spreadsheet saves columns that were once used, without a name.
        if text.trim().is_empty() || faults.len() >= MOST_HEADER_FAULTS {
            continue;
        }
        let (message, help) = match known
            .iter()
            .position(|column| is_same_header(&folded(column.name), &folded(text)))
        {
            None => (
                format!("There is no column \"{}\" in this file.", shown(text)),
                did_you_mean(text, known.iter().map(|column| column.name))
                    .unwrap_or_else(|| format!("Its columns are {}. Take this one out.", names(known))),
            ),
            Some(column) => match at[column].replace(index) {
                None => continue,
                Some(first) => second_column(known[column].name, first),
            },
        };
        faults.push(TableFault {
            row,
            line,
            column: Some(shown(text)),
            column_number,
            severity: FaultSeverity::Error,
            message,
            help: Some(help),
        });
    }
    let missing = known
        .iter()
        .zip(&at)
        .filter(|(column, at)| column.required && at.is_none());
    for (column, _) in missing {
        faults.push(missing_column(column.name, header, row, first));
    }
    at
}

fn second_column(name: &str, first: usize) -> (String, String) {
    (
        format!(
            "The column {name} stands here a second time; it is the {} column already.",
            ordinal(first + 1)
        ),
        "Take one of the two out.".to_owned(),
    )
}

/// A column that the header has not; shown where the header begins, which need not be the file's first line.
fn missing_column(name: &str, header: &impl Cells, row: usize, first: (usize, usize)) -> TableFault {
    let found = list((0..header.count()).map(|index| format!("\"{}\"", shown(header.cell(index)))));
    TableFault {
        row,
        line: first.0,
        column_number: first.1,
        ..TableFault::of_file(
            format!("The file has no column {name}. The columns found are {found}."),
            Some(format!("Write the header {name} over its column in row {row}.")),
        )
    }
}

fn row(
    table: &mut CsvTable<'_>,
    known: &'static [KnownColumn],
    columns: &[Option<usize>],
    listed: &mut ListedTable,
) {
    let places = table.places();
    let first = places.first().copied().unwrap_or((1, 1));
    let (width, cells) = (table.header().len(), table.cells());
    // A row that a person typed may end early; one that goes on has a comma too many somewhere.
    if !cells.are_blank_from(width) {
        listed.faults.push(TableFault {
            row: table.row(),
            line: first.0,
            column: None,
            column_number: first.1,
            severity: FaultSeverity::Error,
            message: format!("The row has {} cells where the header has {width}.", cells.len()),
            help: Some("A cell that holds a separator needs quotation marks round it.".to_owned()),
        });
        return;
    }
    let mut room = String::new();
    let cells = columns
        .iter()
        .map(|at| ListedCell {
            text: at.map_or(String::new(), |at| clean(cells.cell(at), &mut room).to_owned()),
            place: at.and_then(|at| places.get(at).copied()).unwrap_or(first),
        })
        .collect();
    let row = ListedRow {
        row: table.row(),
        known,
        cells,
    };
    for (column, cell) in row.cells.iter().enumerate() {
        if cell.text.chars().any(char::is_control) {
            let message = "The cell holds a control character.".to_owned();
            let help = "Delete the cell and type it anew.".to_owned();
            listed
                .faults
                .push(row.fault(column, FaultSeverity::Error, message, help));
        }
    }
    listed.rows.push(row);
}
