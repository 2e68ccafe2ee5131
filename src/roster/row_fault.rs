//! A row that can't be read, and how that is told.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use super::cell::{NoDate, SWAPPED, cleaned, date, shown};
use super::columns::RosterColumn;
use super::row::CellFault;
use super::sink::Sheet;
use super::table::Cells;
use crate::framework::name::is_name_for_id;

// What is wrong with a cell; each reads on from the column's name.
pub(super) const FAILED: &str =
    "holds the mark of an Excel formula that failed, not a value. Put the formula right, or type the value";
pub(super) const NAME_FOR_ID: &str =
    "holds what looks like a name where a child's id is due. Put the id of the case system there";
pub(super) const NAME_FOR_INITIALS: &str = "holds what looks like a name where a child's initials are due. Put the initials there, or \
                                 take the column out";
pub(super) const SHORTENED: &str = "holds a long number as Excel shortens it, which many numbers look like. Format the column as text and \
                         export again";

/// A fault that made a row unreadable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFault {
    /// The file.
    pub file: Arc<str>,
    /// The sheet, where the file has sheets.
    pub sheet: Option<Arc<str>>,
    /// The row as a spreadsheet shows it.
    pub row: usize,
    /// The column's letters, where the file has sheets and the fault is a cell's.
    pub letters: Option<String>,
    /// The column's header as the file writes it; empty where the fault is the whole row's.
    pub column: String,
    /// The cell's text, shortened and escaped; empty where it is, or could be, a date of birth.
    pub shown: String,
    /// What is wrong and what to do, a sentence.
    pub message: String,
}

impl RowFault {
    /// Whether a date has day and month the other way round. Then the other dates may too, and those that can be read are
    /// read wrongly.
    pub fn shows_months_first(&self) -> bool {
        self.message.contains(NoDate::MonthFirst.sentence()) || self.message.contains(SWAPPED)
    }
}

impl fmt::Display for RowFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(sheet) = &self.sheet {
            write!(f, ", sheet {}", shown(sheet))?;
        }
        write!(f, ", row {}", self.row)?;
        if let Some(letters) = &self.letters {
            write!(f, ", column {letters}")?;
            if !self.shown.is_empty() {
                write!(f, " ({})", self.shown)?;
            }
        }
        write!(f, ": {}", self.message)
    }
}

pub(super) fn misfit<H: Cells>(sheet: &Sheet<'_, H>, row: usize, has: usize) -> RowFault {
    let message = format!(
        "The row has {has} cells where the header has {}, so it can't be told which is which. A separator or a line break \
         in a cell needs quotation marks round the cell.",
        sheet.header.count()
    );
    whole_row(sheet, row, message)
}

/// A row that is no case's.
pub(super) fn no_row<H: Cells>(sheet: &Sheet<'_, H>, row: usize) -> RowFault {
    let message = "The row has no team, no worker and no date, so it looks like a heading or the report's foot, and not \
                   like a case. Delete it.";
    whole_row(sheet, row, message.to_owned())
}

fn whole_row<H>(sheet: &Sheet<'_, H>, row: usize, message: String) -> RowFault {
    RowFault {
        file: Arc::clone(&sheet.file),
        sheet: sheet.name.clone(),
        row,
        letters: None,
        column: String::new(),
        shown: String::new(),
        message,
    }
}

pub(super) fn row_fault<H: Cells>(
    sheet: &Sheet<'_, H>,
    row: usize,
    cells: &impl Cells,
    (column, message): CellFault,
) -> RowFault {
    let text = |column| sheet.columns.at(column).map_or("", |at| cells.cell(at).trim());
    // In a row whose cells have moved by one, a date of birth may stand where another date belongs; and a cell that
    // runs over several lines may hold the next rows.
    let private = matches!(column, RosterColumn::DateOfBirth | RosterColumn::Initials)
        || column == RosterColumn::ChildId && is_name_for_id(text(column))
        || text(column) == text(RosterColumn::DateOfBirth)
        || text(column).contains(['\n', '\r']);
    // Only here is it known whether the day that is meant may be told.
    let message = match date(&cleaned(text(column))) {
        Err(why) if !private && message == why.sentence() => why.told(),
        _ => message,
    };
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
        letters: sheet
            .name
            .is_some()
            .then(|| sheet.columns.at(column).map(letters))
            .flatten(),
        shown: if private {
            String::new()
        } else {
            shown(text(column))
        },
        message: format!("The column \"{header}\" {message}."),
        column: header.into_owned(),
    }
}

/// A column's letters as a spreadsheet shows them: A, B, ..., Z, AA for 0 and on.
pub(super) fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        let letter = u8::try_from((left - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + letter));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_have_the_letters_of_a_spreadsheet() {
        let told = [0, 25, 26, 51, 52, 701, 702, 16_383].map(letters);
        assert_eq!(told, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]);
    }
}
