//! A list of staff as rows of cells, below whatever stands above its header.

use std::collections::BTreeMap;

use super::super::bounds;
use super::super::cell::{cleaned, folded, is_excel_error};
use super::super::encoding::{self, Encoding, NoText};
use super::super::table::{Cells, CsvTable, MOST_COLUMNS, TITLE_ROWS};
use super::super::workbook::Workbook;
use super::hr_columns::resembling;

/// A row with so many cells that read like headers is taken for one.
const ENOUGH_HEADERS: usize = 3;
/// No council has as many staff.
const MOST_ROWS: usize = 50_000;

const NO_LIST: &str = "holds no list of staff: no row near its top names columns such as a surname, a job title and a team. Give \
                       the export as the HR system makes it, with its headers.";
const TOO_LONG: &str =
    "has more than 50000 rows, which no list of a council's staff has. Look whether another file was meant.";

/// A row of the list.
pub(super) struct HrRow {
    /// As a spreadsheet counts.
    pub(super) number: usize,
    /// Its cells, cleaned.
    pub(super) cells: Vec<String>,
}

/// The list.
pub(super) struct HrTable {
    pub(super) encoding: Encoding,
    pub(super) separator: Option<char>,
    pub(super) sheet: Option<String>,
    pub(super) header: Vec<String>,
    pub(super) header_row: usize,
    pub(super) rows: Vec<HrRow>,
}

/// Reads a CSV text or a workbook; `columns` are the headers that `qaf.toml` names.
pub(super) fn read(bytes: &[u8], columns: &BTreeMap<String, String>) -> Result<HrTable, String> {
    let is_header = |row: &Vec<String>| {
        let mapped = columns.values().filter(|header| {
            row.iter().any(|cell| folded(cell) == folded(header)) && !header.trim().is_empty()
        });
        resembling(row) >= ENOUGH_HEADERS || mapped.count() >= ENOUGH_HEADERS
    };
    match encoding::decode(bytes) {
        Ok(text) => {
            bounds::check(bytes)?;
            of_text(&text.text, text.encoding, is_header)
        }
        Err(NoText::Workbook) => of_workbook(bytes, is_header),
        Err(why) => Err(format!("{why}.")),
    }
}

fn of_text(
    text: &str,
    encoding: Encoding,
    is_header: impl Fn(&Vec<String>) -> bool,
) -> Result<HrTable, String> {
    let fits = |row: &csv::StringRecord| is_header(&row.iter().map(str::to_owned).collect());
    let first = CsvTable::open(text).map_err(|why| format!("{why}."))?;
    let mut table = if fits(first.header()) {
        first
    } else {
        CsvTable::open_below_title(text, fits).ok_or_else(|| NO_LIST.to_owned())?
    };
    let header: Vec<String> = table.header().iter().map(str::to_owned).collect();
    let mut list = HrTable {
        encoding,
        separator: Some(table.separator()),
        sheet: None,
        header_row: table.row(),
        header,
        rows: Vec::new(),
    };
    while table.advance().map_err(|why| format!("{why}."))? {
        let cells = table.cells().iter().map(cleaned).collect();
        list.push(table.row(), cells)?;
    }
    Ok(list)
}

fn of_workbook(bytes: &[u8], is_header: impl Fn(&Vec<String>) -> bool) -> Result<HrTable, String> {
    let mut book = Workbook::open(bytes)?;
    for sheet in book.sheets().into_iter().filter(|sheet| sheet.has_cells) {
        let Some(mut rows) = book.rows(&sheet.name)? else {
            continue;
        };
        let mut above = 0;
        while above < TITLE_ROWS && rows.advance(MOST_COLUMNS)? {
            above += 1;
            let header = rows.row().texts();
            if !is_header(&header) {
                continue;
            }
            let mut list = HrTable {
                encoding: Encoding::Workbook,
                separator: None,
                sheet: Some(sheet.name.clone()),
                header_row: rows.row().number,
                header,
                rows: Vec::new(),
            };
            let width = list.header.len();
            rows.set_width(width);
            while rows.advance(width)? {
                let row = rows.row();
                let cells = (0..width).map(|at| cleaned(row.cell(at))).collect();
                list.push(row.number, cells)?;
            }
            return Ok(list);
        }
    }
    Err(NO_LIST.to_owned())
}

impl HrTable {
    /// Takes a row in, unless it is blank or the header once more. What a formula failed to make counts as nothing.
    fn push(&mut self, number: usize, mut cells: Vec<String>) -> Result<(), String> {
        cells.resize(self.header.len().max(cells.len()), String::new());
        for cell in &mut cells {
            if is_excel_error(cell) {
                cell.clear();
            }
        }
        let repeats = self
            .header
            .iter()
            .zip(&cells)
            .all(|(header, cell)| folded(header) == folded(cell));
        if cells.is_blank() || repeats {
            return Ok(());
        }
        if self.rows.len() >= MOST_ROWS {
            return Err(TOO_LONG.to_owned());
        }
        self.rows.push(HrRow { number, cells });
        Ok(())
    }
}
