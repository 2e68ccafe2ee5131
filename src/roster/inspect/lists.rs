//! The lists in a file of whatever kind: each with its header and with its rows taken in.

use super::super::annex_a;
use super::super::cell::folded;
use super::super::columns::{COLUMNS, ColumnsFound, Mapping, RosterColumn, places};
use super::super::guess::resembling;
use super::super::header::{self, Header};
use super::super::look::Look;
use super::super::table::{Cells, CsvTable, MOST_COLUMNS, TITLE_ROWS};
use super::super::workbook::{Rows, SheetName, Workbook};
use super::OtherSheet;

/// A row with so many cells that read like headers is taken for one.
const ENOUGH_HEADERS: usize = 3;

/// A list of cases: a CSV file is one, a workbook has one on each of its sheets that holds any.
pub(super) struct CaseList {
    /// The sheet's name, where the file has sheets.
    pub(super) name: Option<String>,
    pub(super) header: Vec<String>,
    /// The row of the header, as a spreadsheet shows it.
    pub(super) header_row: usize,
    /// The columns, all of them or those that can be told.
    pub(super) columns: ColumnsFound,
    /// Whether the list can be read by them.
    pub(super) is_known: bool,
    /// What is in its rows.
    pub(super) look: Look,
}

impl CaseList {
    fn new(name: Option<String>, header: Vec<String>, header_row: usize, mapping: &Mapping) -> Self {
        let (is_known, columns) = match header::look(&header, mapping) {
            Header::Known(columns) => (true, *columns),
            _ => (false, partly(&header, mapping)),
        };
        Self {
            name,
            look: Look::new(header.len()),
            header,
            header_row,
            columns,
            is_known,
        }
    }

    /// Takes a row in; one in which the header stands once more is no row.
    fn row(&mut self, cells: &impl Cells) {
        let repeats =
            |(at, header): (usize, &String)| header.trim().eq_ignore_ascii_case(cells.cell(at).trim());
        if !self.header.iter().enumerate().all(repeats) {
            self.look.row(cells);
        }
    }

    /// Whether a column has to be there.
    pub(super) fn needs(&self, column: RosterColumn) -> bool {
        match self.columns.list {
            Some(list) => list.header(column).is_some(),
            None => column.is_required(),
        }
    }

    /// The words for the legal status, with how often each stands; `at` is their column.
    pub(super) fn statuses(&self, at: Option<usize>) -> Vec<(String, usize)> {
        let mut words = at.map_or_else(Vec::new, |at| self.look.columns[at].counts());
        let Some(list) = self.columns.list else {
            return words;
        };
        // An Annex A list says the status of everybody for whom no column does.
        let told: usize = words.iter().map(|(_, rows)| rows).sum();
        let rest = self.look.rows.saturating_sub(told);
        let plo = |at: usize| self.look.columns[at].count(annex_a::is_plo);
        let plo = self.columns.case_status.map_or(0, plo).min(rest);
        let of_list = [("PLO", plo), (list.status(), rest - plo)];
        words.extend(
            of_list
                .iter()
                .filter(|(_, rows)| *rows > 0)
                .map(|(word, rows)| ((*word).to_owned(), *rows)),
        );
        words
    }
}

/// The columns that can be told by their headers, where others can't.
fn partly(header: &Vec<String>, mapping: &Mapping) -> ColumnsFound {
    let mut found = ColumnsFound::partly(header, mapping);
    let keys: Vec<String> = header.iter().map(|name| annex_a::key(name)).collect();
    if let [list] = annex_a::lists(&keys).as_slice() {
        let headers: Vec<String> = header.iter().map(|name| folded(name)).collect();
        for column in COLUMNS {
            let (mapped, by_mapping) = places(&headers, mapping, column);
            let at = if by_mapping {
                mapped
            } else {
                annex_a::places(&keys, *list, column)
            };
            found.at[column as usize] = at.first().copied();
        }
        found.list = Some(*list);
        found.case_status = annex_a::case_status(&keys, *list);
    }
    found
}

/// The list in a CSV text and what stands between its cells; `None` where it is no table.
pub(super) fn of_text(text: &str, mapping: &Mapping) -> Option<(CaseList, char)> {
    let mut table = table(text, mapping)?;
    let header = table.header().iter().map(str::to_owned).collect();
    let mut list = CaseList::new(None, header, table.row(), mapping);
    while let Ok(true) = table.advance() {
        list.row(table.cells());
    }
    Some((list, table.separator()))
}

/// Opens a text where a draw would; else at the first row near the top that reads like a header, or at the very first.
fn table<'t>(text: &'t str, mapping: &Mapping) -> Option<CsvTable<'t>> {
    let first = CsvTable::open(text).ok()?;
    let is_list =
        |row: &csv::StringRecord| matches!(header::look(row, mapping), Header::Known(_) | Header::Faulty(_));
    if is_list(first.header()) {
        return Some(first);
    }
    if let Some(below) = CsvTable::open_below_title(text, is_list) {
        return Some(below);
    }
    if resembling(first.header()) >= ENOUGH_HEADERS {
        return Some(first);
    }
    CsvTable::open_below_title(text, |row| resembling(row) >= ENOUGH_HEADERS).or(Some(first))
}

/// What a sheet turned out to be.
enum SheetIs {
    List(CaseList),
    /// One that reads like a list of another system.
    Perhaps(CaseList),
    Other(&'static str),
}

/// The lists in a workbook, and its other sheets; nothing where it can't be opened, as the reader of the draw says why.
pub(super) fn of_workbook(bytes: &[u8], mapping: &Mapping) -> (Vec<CaseList>, Vec<OtherSheet>) {
    let (mut lists, mut perhaps, mut others) = (Vec::new(), Vec::new(), Vec::new());
    let Ok(mut book) = Workbook::open(bytes) else {
        return (lists, others);
    };
    for sheet in book.sheets() {
        match look_at(&mut book, &sheet, mapping) {
            Ok(SheetIs::List(list)) => lists.push(list),
            Ok(SheetIs::Perhaps(list)) => perhaps.push(list),
            Ok(SheetIs::Other(why)) => others.push(OtherSheet {
                sheet: sheet.name,
                why,
            }),
            Err(_) => {}
        }
    }
    if lists.is_empty() {
        return (perhaps, others);
    }
    // Beside a list that can be read, the draw leaves a sheet that can't be told alone.
    others.extend(perhaps.into_iter().map(|list| OtherSheet {
        sheet: list.name.unwrap_or_default(),
        why: NO_LIST,
    }));
    (lists, others)
}

const NO_LIST: &str = "no list of cases that is known";

fn look_at(book: &mut Workbook<'_>, sheet: &SheetName, mapping: &Mapping) -> Result<SheetIs, String> {
    let rows = if sheet.has_cells {
        book.rows(&sheet.name)?
    } else {
        None
    };
    let Some(mut rows) = rows else {
        return Ok(SheetIs::Other("a chart"));
    };
    let name = || Some(sheet.name.clone());
    let mut above: Vec<(usize, Vec<String>)> = Vec::new();
    while above.len() < TITLE_ROWS && rows.advance(MOST_COLUMNS)? {
        let (number, cells) = (rows.row().number, rows.row().texts());
        match header::look(&cells, mapping) {
            Header::Known(_) | Header::Faulty(_) => {
                let list = CaseList::new(name(), cells, number, mapping);
                return Ok(SheetIs::List(filled(list, &[], rows)?));
            }
            Header::OtherList => return Ok(SheetIs::Other("an Annex A list without cases to draw from")),
            Header::No => above.push((number, cells)),
        }
    }
    if above.is_empty() {
        return Ok(SheetIs::Other("empty"));
    }
    let Some(at) = above
        .iter()
        .position(|(_, cells)| resembling(cells) >= ENOUGH_HEADERS)
    else {
        return Ok(SheetIs::Other(NO_LIST));
    };
    let below: Vec<Vec<String>> = above
        .split_off(at + 1)
        .into_iter()
        .map(|(_, cells)| cells)
        .collect();
    let Some((number, header)) = above.pop() else {
        return Ok(SheetIs::Other(NO_LIST));
    };
    let list = CaseList::new(name(), header, number, mapping);
    Ok(SheetIs::Perhaps(filled(list, &below, rows)?))
}

/// Takes in the rows of a sheet: those that were read already, then the others.
fn filled(mut list: CaseList, read: &[Vec<String>], mut rows: Rows<'_, '_>) -> Result<CaseList, String> {
    let width = list.header.len();
    for cells in read {
        let mut cells = cells.clone();
        // What stands beside the columns of the header is somebody's note.
        cells.resize(width, String::new());
        list.row(&cells);
    }
    rows.set_width(width);
    while rows.advance(width)? {
        list.row(rows.row());
    }
    Ok(list)
}
