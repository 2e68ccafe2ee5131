//! How the cells of a column look, whatever its header says: how many are filled, which are dates, which words stand
//! in it.
//!
//! It is fed row by row, so that it works for a CSV file and for a sheet of a workbook alike.

use std::collections::HashMap;

use super::cell::{self, NoDate, cleaned, without_time};
use super::table::Cells;

/// So many different words of a column are remembered; a column with more is no list of teams or statuses.
const MOST_WORDS: usize = 5000;
/// So many of all columns together.
const MOST_IN_ALL: usize = 100_000;
/// What is longer, in bytes, is no word.
const LONGEST_WORD: usize = 400;

/// How the dates of a column are spelt, in numbers of cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct DateLook {
    /// The year first, as `2026-03-31`.
    pub iso: usize,
    /// The day first in figures, as `31/03/2026`.
    pub day_first: usize,
    /// Of these, the ones with a day over 12, which can be nothing else.
    pub day_over_12: usize,
    /// With the month's name, as `31 Mar 2026`.
    pub month_named: usize,
    /// With a month over 12, so the month seems to come first.
    pub month_first: usize,
    /// The year first and then the day, as `2026-31-03`.
    pub swapped: usize,
    /// No dates of the calendar.
    pub not_dates: usize,
}

impl DateLook {
    /// Takes in a cell that is not empty.
    pub(super) fn add(&mut self, text: &str) {
        match cell::date(text) {
            Err(NoDate::MonthFirst) => self.month_first += 1,
            Err(NoDate::Swapped(_)) => self.swapped += 1,
            Err(NoDate::Other) => self.not_dates += 1,
            Ok(_) => {
                let text = without_time(text);
                let first: String = text.chars().take_while(char::is_ascii_digit).collect();
                if first.len() == 4 {
                    self.iso += 1;
                } else if text.chars().any(char::is_alphabetic) {
                    self.month_named += 1;
                } else {
                    self.day_first += 1;
                    self.day_over_12 += usize::from(first.parse::<u32>().is_ok_and(|day| day > 12));
                }
            }
        }
    }

    /// The cells that are dates, or would be with day and month the other way round.
    pub fn dates(self) -> usize {
        self.iso + self.day_first + self.month_named + self.month_first + self.swapped
    }

    /// Whether so many dates stand in figures, none with a day over 12, that the month may well come first: of ten
    /// days of a calendar hardly ever all are in the first twelve of their months.
    pub fn is_ambiguous(self) -> bool {
        self.day_first >= 10 && self.day_over_12 == 0
    }
}

/// A column's cells.
#[derive(Debug, Default)]
pub(super) struct ColumnCells {
    /// The cells with anything in them.
    pub(super) filled: usize,
    /// How those would be read as dates.
    pub(super) dates: DateLook,
    /// The different texts and how often each stands.
    pub(super) words: HashMap<String, usize>,
    /// Those with letters and a space between, as people's names have.
    pub(super) like_names: usize,
    /// Those with digits alone.
    pub(super) numbers: usize,
}

impl ColumnCells {
    /// Takes a cell in, and its word where there is `room` for one more; says whether it took that.
    fn add(&mut self, text: &str, room: bool) -> bool {
        if text.len() > LONGEST_WORD {
            self.filled += usize::from(!text.trim().is_empty());
            self.dates.not_dates += 1;
            return false;
        }
        let text = cleaned(text);
        if text.is_empty() {
            return false;
        }
        self.filled += 1;
        self.dates.add(&text);
        let spaced = text.contains([' ', ',']);
        self.like_names += usize::from(spaced && !text.chars().any(|c| c.is_ascii_digit()));
        self.numbers += usize::from(text.bytes().all(|b| b.is_ascii_digit()));
        if let Some(times) = self.words.get_mut(&text) {
            *times += 1;
            return false;
        }
        let room = room && self.words.len() < MOST_WORDS;
        if room {
            self.words.insert(text, 1);
        }
        room
    }

    /// Whether so much of what is filled (in hundredths) answers to a question.
    pub(super) fn is_mostly(&self, count: usize, percent: usize) -> bool {
        self.filled > 0 && count * 100 >= self.filled * percent
    }

    /// The different texts, each with how often it stands, in no order.
    pub(super) fn counts(&self) -> Vec<(String, usize)> {
        self.words
            .iter()
            .map(|(word, count)| (word.clone(), *count))
            .collect()
    }

    /// How many cells hold a text of which `known` is true.
    pub(super) fn count(&self, known: impl Fn(&str) -> bool) -> usize {
        let fits = self.words.iter().filter(|(word, _)| known(word));
        fits.map(|(_, count)| count).sum()
    }
}

/// The columns of a sheet.
#[derive(Debug)]
pub(super) struct Look {
    pub(super) columns: Vec<ColumnCells>,
    pub(super) rows: usize,
    /// How many words may still be remembered.
    room: usize,
}

impl Look {
    /// A sheet with so many columns, before its first row.
    pub(super) fn new(columns: usize) -> Self {
        Self {
            columns: (0..columns).map(|_| ColumnCells::default()).collect(),
            rows: 0,
            room: MOST_IN_ALL,
        }
    }

    /// Takes a row in. One whose cells don't fit the header is left out, as it is of the draw.
    pub(super) fn row(&mut self, cells: &impl Cells) {
        let wanted = self.columns.len();
        if cells.is_blank() {
            return;
        }
        self.rows += 1;
        if cells.count() < wanted || !cells.are_blank_from(wanted) {
            return;
        }
        for (index, column) in self.columns.iter_mut().enumerate() {
            self.room -= usize::from(column.add(cells.cell(index), self.room > 0));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dates(texts: &[&str]) -> DateLook {
        let mut look = DateLook::default();
        for text in texts {
            look.add(text);
        }
        look
    }

    #[test]
    fn each_spelling_is_told() {
        let look = dates(&[
            "2026-03-31",
            "31/03/2026 00:00",
            "01/03/2026",
            "31 Mar 2026",
            "03/31/2026",
            "2026-31-03",
            "soon",
        ]);
        assert_eq!((look.iso, look.day_first, look.day_over_12), (1, 2, 1));
        assert_eq!((look.month_named, look.month_first, look.not_dates), (1, 1, 1));
        assert_eq!((look.swapped, look.dates()), (1, 6));
    }

    #[test]
    fn ten_dates_without_a_day_over_12_may_have_the_month_first() {
        assert!(dates(&["01/03/2026"; 10]).is_ambiguous());
        assert!(!dates(&["01/03/2026"; 9]).is_ambiguous());
        let mut some = ["01/03/2026"; 10];
        some[4] = "13/03/2026";
        assert!(!dates(&some).is_ambiguous());
    }
}
