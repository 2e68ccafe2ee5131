//! What a sheet of Excel's has done to its cells that no single row shows: said, never guessed back.

use std::collections::BTreeMap;

use super::cell;
use super::columns::{ColumnsFound, RosterColumn, list};
use super::row_fault::letters;
use super::table::Cells;
use super::workbook::SheetRow;

/// Fewer dates than this prove nothing.
const ENOUGH_DATES: usize = 5;
/// The last number that may be a month.
const MONTHS: u32 = 12;

/// What was noticed in a sheet's rows.
#[derive(Default)]
pub(super) struct Quirks {
    /// Cells that are formulas, by column.
    formulas: BTreeMap<usize, usize>,
    /// How many ids are numbers.
    numbers: usize,
    /// The shortest and the longest id.
    lengths: Option<(usize, usize)>,
    dates: BTreeMap<usize, Dates>,
}

/// The dates of a column.
#[derive(Default)]
struct Dates {
    /// Excel's own, with a day up to 12, and with a later one.
    low: usize,
    high: usize,
    /// Those typed as text, likewise.
    text_low: usize,
    text_high: usize,
}

impl Quirks {
    /// Looks at a row.
    pub(super) fn look(&mut self, row: &SheetRow, columns: &ColumnsFound) {
        for at in columns.at.iter().flatten().chain(&columns.case_status) {
            if row.is_formula(*at) {
                *self.formulas.entry(*at).or_default() += 1;
            }
        }
        if let Some(at) = columns.at(RosterColumn::ChildId) {
            self.id(row, at);
        }
        for column in [
            RosterColumn::Opened,
            RosterColumn::Closed,
            RosterColumn::DateOfBirth,
        ] {
            if let Some(at) = columns.at(column) {
                self.date(row, at);
            }
        }
    }

    fn id(&mut self, row: &SheetRow, at: usize) {
        let length = row.cell(at).trim().chars().count();
        if length == 0 {
            return;
        }
        self.numbers += usize::from(row.is_number(at));
        let (shortest, longest) = self.lengths.unwrap_or((length, length));
        self.lengths = Some((shortest.min(length), longest.max(length)));
    }

    fn date(&mut self, row: &SheetRow, at: usize) {
        let Ok(date) = cell::date(row.cell(at).trim()) else {
            return;
        };
        let dates = self.dates.entry(at).or_default();
        *match (row.is_date(at), date.day() <= MONTHS) {
            (true, true) => &mut dates.low,
            (true, false) => &mut dates.high,
            (false, true) => &mut dates.text_low,
            (false, false) => &mut dates.text_high,
        } += 1;
    }

    /// What a reader should know, a sentence or two each, beginning with the place.
    pub(super) fn notes(&self, place: &str) -> Vec<String> {
        let mut notes = Vec::new();
        if !self.formulas.is_empty() {
            let count: usize = self.formulas.values().sum();
            let (cells, were) = if count == 1 {
                ("1 cell that is a formula".to_owned(), "its value was")
            } else {
                (format!("{count} cells that are formulas"), "their values were")
            };
            notes.push(format!(
                "{place} has {cells}, in {}; {were} taken as Excel last calculated and saved them.",
                columns(self.formulas.keys())
            ));
        }
        if let Some((shortest, longest)) = self.lengths
            && self.numbers > 0
            && shortest < longest
        {
            notes.push(format!(
                "{place} has children's ids that are numbers in Excel and differ in length ({shortest} to {longest} \
                 characters), so leading zeros may be lost. None were put back. If your case system writes ids with \
                 leading zeros, export the list again with the ids as text."
            ));
        }
        let swapped: Vec<&usize> = self
            .dates
            .iter()
            .filter_map(|(at, dates)| dates.look_swapped().then_some(at))
            .collect();
        if !swapped.is_empty() {
            notes.push(format!(
                "{place} has dates of Excel's own that all fall on the 1st to 12th of a month, and dates as text that all \
                 fall later, in {}. That is how a list looks in which Excel has taken the day for the month. Check some of \
                 them, and export the list again with dates as 2026-03-31.",
                columns(swapped.into_iter())
            ));
        }
        notes
    }
}

impl Dates {
    fn look_swapped(&self) -> bool {
        self.low >= ENOUGH_DATES && self.text_high >= ENOUGH_DATES && self.high == 0 && self.text_low == 0
    }
}

fn columns<'a>(at: impl ExactSizeIterator<Item = &'a usize>) -> String {
    let word = if at.len() == 1 { "column" } else { "columns" };
    format!("{word} {}", list(at.map(|at| letters(*at))))
}
