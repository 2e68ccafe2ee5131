//! An Excel workbook as sheets, and a sheet as rows of cells.
//!
//! Cells come one after the other as the sheet has them, so that a sheet with a single cell in its last row costs no
//! more than that cell.

use std::collections::{HashMap, HashSet};
use std::io::Cursor;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxCellReader, XlsxError};

use super::table::{Cells, MOST_COLUMNS};
use super::{hidden, packed};

/// Excel keeps so many digits of a number and makes the rest zeros.
const KEPT_DIGITS: usize = 15;

type Bytes<'b> = Cursor<&'b [u8]>;

/// A workbook that is open.
pub(super) struct Workbook<'b> {
    book: Xlsx<Bytes<'b>>,
    /// The rows that Excel hides, by the sheet's name.
    hidden: HashMap<String, HashSet<usize>>,
}

/// One of a workbook's sheets.
pub(super) struct SheetName {
    pub(super) name: String,
    /// Whether it has cells: a chart on a sheet of its own has none.
    pub(super) has_cells: bool,
    /// Whether Excel shows it.
    pub(super) is_shown: bool,
}

impl<'b> Workbook<'b> {
    /// Opens a workbook; else says why not, to read on from the file's name.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, String> {
        let hidden = packed::check(bytes)?;
        let book = Xlsx::new(Cursor::new(bytes)).map_err(|why| broken(&why))?;
        let hidden = hidden::by_sheet(bytes, &hidden);
        Ok(Self { book, hidden })
    }

    /// The rows of a sheet that Excel hides, as a spreadsheet counts.
    pub(super) fn hidden(&self, sheet: &str) -> HashSet<usize> {
        self.hidden.get(sheet).cloned().unwrap_or_default()
    }

    /// Its sheets, in order.
    pub(super) fn sheets(&self) -> Vec<SheetName> {
        let sheets = self.book.sheets_metadata().iter();
        let sheet = |sheet: &calamine::Sheet| SheetName {
            name: sheet.name.clone(),
            has_cells: sheet.typ == SheetType::WorkSheet,
            is_shown: sheet.visible == SheetVisible::Visible,
        };
        sheets.map(sheet).collect()
    }

    /// The rows of a sheet; `None` where it turns out to have no cells.
    pub(super) fn rows(&mut self, sheet: &str) -> Result<Option<Rows<'_, 'b>>, String> {
        match self.book.worksheet_cells_reader(sheet) {
            Ok(cells) => Ok(Some(Rows {
                cells,
                next: None,
                has_ended: false,
                row: SheetRow::default(),
            })),
            Err(XlsxError::NotAWorksheet(_)) => Ok(None),
            Err(why) => Err(broken(&why)),
        }
    }
}

fn broken(why: &XlsxError) -> String {
    format!(
        "can't be read as an Excel workbook, so it may be damaged ({}). Open it in Excel, save it anew, and give that.",
        super::cell::shown(&why.to_string())
    )
}

/// What kind of cell it was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum CellKind {
    #[default]
    Text,
    Number,
    /// A number of more digits than Excel keeps.
    LongNumber,
    Date,
}

#[derive(Clone, Debug, Default)]
struct SheetCell {
    text: String,
    kind: CellKind,
    is_formula: bool,
}

/// A row of a sheet.
#[derive(Default)]
pub(super) struct SheetRow {
    /// As a spreadsheet counts.
    pub(super) number: usize,
    cells: Vec<SheetCell>,
    /// How many of `cells` belong to this row; the rest is room.
    used: usize,
    /// How many cells its header has, once that is known.
    width: Option<usize>,
    is_filled: bool,
}

impl SheetRow {
    /// Whether a cell is a number of Excel's, not a text of digits.
    pub(super) fn is_number(&self, index: usize) -> bool {
        self.kind(index) == CellKind::Number
    }

    /// Whether a cell is a date of Excel's.
    pub(super) fn is_date(&self, index: usize) -> bool {
        self.kind(index) == CellKind::Date
    }

    /// Whether a cell's value was calculated.
    pub(super) fn is_formula(&self, index: usize) -> bool {
        self.get(index).is_some_and(|cell| cell.is_formula)
    }

    /// Its texts.
    pub(super) fn texts(&self) -> Vec<String> {
        self.cells[..self.used]
            .iter()
            .map(|cell| cell.text.clone())
            .collect()
    }

    fn get(&self, index: usize) -> Option<&SheetCell> {
        self.cells[..self.used].get(index)
    }

    fn kind(&self, index: usize) -> CellKind {
        self.get(index).map(|cell| cell.kind).unwrap_or_default()
    }

    /// Makes room for a cell and empties those between.
    fn room(&mut self, index: usize) -> &mut SheetCell {
        if self.cells.len() <= index {
            self.cells.resize_with(index + 1, SheetCell::default);
        }
        while self.used <= index {
            let cell = &mut self.cells[self.used];
            cell.text.clear();
            (cell.kind, cell.is_formula) = (CellKind::Text, false);
            self.used += 1;
        }
        &mut self.cells[index]
    }
}

impl Cells for SheetRow {
    fn count(&self) -> usize {
        self.width.unwrap_or(self.used)
    }

    fn cell(&self, index: usize) -> &str {
        self.get(index).map_or("", |cell| cell.text.as_str())
    }

    fn spoilt(&self, index: usize) -> Option<&'static str> {
        (self.kind(index) == CellKind::LongNumber).then_some(
            "is a number of more than 15 digits, of which Excel has made the last ones zeros. Format the column as \
             text, and export the list again",
        )
    }

    fn is_blank(&self) -> bool {
        !self.is_filled
    }

    /// What stands beside the columns of the header is a note of somebody's, and no fault.
    fn are_blank_from(&self, first: usize) -> bool {
        self.width.is_some_and(|width| first >= width)
            || (first..self.used).all(|index| self.cell(index).trim().is_empty())
    }
}

/// A cell with where it stands.
type PlacedCell<'w> = calamine::XlsxCellFormulaMetadataRecord<'w>;

/// The rows of a sheet, as they come.
pub(super) struct Rows<'w, 'b> {
    cells: XlsxCellReader<'w, Bytes<'b>>,
    next: Option<PlacedCell<'w>>,
    /// Whether the last cell has been read; what follows it in the sheet is not asked for.
    has_ended: bool,
    row: SheetRow,
}

impl<'w> Rows<'w, '_> {
    /// Says how many cells the header has, and how many of a row's are read.
    pub(super) fn set_width(&mut self, header: usize) {
        self.row.width = Some(header);
    }

    /// The row that was read last.
    pub(super) fn row(&self) -> &SheetRow {
        &self.row
    }

    /// Goes to the next row that has any cell with something in it, keeping its first `keep` cells; `false` at the end.
    pub(super) fn advance(&mut self, keep: usize) -> Result<bool, String> {
        self.row.used = 0;
        self.row.is_filled = false;
        loop {
            let found = match self.next.take() {
                Some(found) => found,
                None => match self.read()? {
                    Some(found) => found,
                    None => return Ok(self.row.is_filled),
                },
            };
            let number = found.pos.0 as usize + 1;
            if self.row.is_filled && number != self.row.number {
                self.next = Some(found);
                return Ok(true);
            }
            self.row.number = number;
            self.put(&found, keep);
        }
    }

    fn read(&mut self) -> Result<Option<PlacedCell<'w>>, String> {
        if self.has_ended {
            return Ok(None);
        }
        let found = self
            .cells
            .next_cell_with_formula_metadata()
            .map_err(|why| broken(&why))?;
        self.has_ended = found.is_none();
        Ok(found)
    }

    fn put(&mut self, found: &PlacedCell<'_>, keep: usize) {
        let at = found.pos.1 as usize;
        if at >= self.row.width.unwrap_or(MOST_COLUMNS) || is_blank(&found.value) {
            return;
        }
        self.row.is_filled = true;
        if at >= keep {
            return;
        }
        let cell = self.row.room(at);
        cell.is_formula = found.formula.is_some();
        cell.kind = write(&found.value, &mut cell.text);
    }
}

fn is_blank(value: &DataRef<'_>) -> bool {
    match value {
        DataRef::Empty => true,
        DataRef::String(text) => text.trim().is_empty(),
        DataRef::SharedString(text) => text.trim().is_empty(),
        _ => false,
    }
}

/// Writes a cell's value as a CSV file would have it, dates as 2026-03-31.
fn write(value: &DataRef<'_>, text: &mut String) -> CellKind {
    use std::fmt::Write as _;
    // Writing to a string can't fail.
    let _ = match value {
        DataRef::Empty => Ok(()),
        DataRef::String(found) | DataRef::DurationIso(found) => text.write_str(found),
        DataRef::SharedString(found) => text.write_str(found),
        DataRef::Bool(found) => text.write_str(if *found { "TRUE" } else { "FALSE" }),
        DataRef::Error(found) => write!(text, "{found}"),
        DataRef::Int(found) => {
            let _ = write!(text, "{found}");
            return number(text);
        }
        DataRef::Float(found) => {
            let _ = write!(text, "{found}");
            return number(text);
        }
        DataRef::DateTime(found) if found.is_datetime() && found.as_f64() >= 1.0 => {
            let (year, month, day, ..) = found.to_ymd_hms_milli();
            let _ = write!(text, "{year:04}-{month:02}-{day:02}");
            return CellKind::Date;
        }
        DataRef::DateTime(found) => write!(text, "{}", found.as_f64()),
        DataRef::DateTimeIso(found) => {
            let _ = text.write_str(found.split('T').next().unwrap_or_default());
            return CellKind::Date;
        }
    };
    CellKind::Text
}

fn number(text: &str) -> CellKind {
    let whole = text.split('.').next().unwrap_or_default();
    if whole.bytes().filter(u8::is_ascii_digit).count() > KEPT_DIGITS {
        CellKind::LongNumber
    } else {
        CellKind::Number
    }
}
