//! Rows of a list that are no cases: its header once more, a heading, the foot of a report.

use super::columns::{ColumnsFound, RosterColumn};
use super::row::CellFault;
use super::sink::Sheet;
use super::table::Cells;

/// Why a row of a list is no case.
pub(super) enum NoCase {
    /// Nothing stands in it.
    Blank,
    /// The header stands in it once more.
    Header,
    /// A heading, or the foot of a report: nothing stands under the columns that every case has.
    NoRow,
    /// More or fewer cells than the header has.
    Misfit,
    /// Something is wrong with its cells.
    Faulty(Vec<CellFault>),
}

/// A row that does not fit the header and has more cells than this is a case whose cells can't be told apart.
pub(super) const MOST_OF_A_FOOT: usize = 2;

/// Whether the header stands once more in a row, as where two lists were put together.
pub(super) fn repeats_header<H: Cells, C: Cells>(sheet: &Sheet<'_, H>, cells: &C) -> bool {
    let same = |at: &usize| {
        let (header, cell) = (sheet.header.cell(*at).trim(), cells.cell(*at).trim());
        header.len() == cell.len() && header.eq_ignore_ascii_case(cell)
    };
    // An id that reads like its header is rare, so that no other row is looked at any further.
    sheet
        .columns
        .at(RosterColumn::ChildId)
        .is_some_and(|at| same(&at))
        && sheet.columns.at.iter().flatten().all(same)
}

/// Whether a row has nothing under the columns that every case has, and no id of a child: a heading, or the foot of a
/// report, such as "Total".
pub(super) fn is_foot<C: Cells>(columns: &ColumnsFound, cells: &C) -> bool {
    let is_empty = |column: &RosterColumn| {
        columns
            .at(*column)
            .is_none_or(|at| cells.cell(at).trim().is_empty())
    };
    let id = columns
        .at(RosterColumn::ChildId)
        .map_or("", |at| cells.cell(at).trim());
    // An id has a digit and no space; what has several separators in it is a row that was saved with another.
    let is_id = id.contains(|letter: char| letter.is_ascii_digit()) && !id.contains(char::is_whitespace);
    let is_row = id.matches([',', ';', '|', '\t', '^']).count() >= 3;
    let needed = [
        RosterColumn::Team,
        RosterColumn::CaseHolder,
        RosterColumn::LegalStatus,
        RosterColumn::Opened,
    ];
    needed.iter().all(is_empty) && !is_id && !is_row
}
