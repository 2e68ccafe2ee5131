//! Rows that can be told apart by their line ends alone, read on all cores.
//!
//! A list without a quotation mark is lines of cells and no more, so that each row can be read without those before it.

use rayon::prelude::*;

use super::Case;
use super::cell;
use super::row::Room;
use super::table::{Cells, CsvTable};

/// The rows below the header of a text that holds no quotation mark and no carriage return that stands by itself.
pub(super) struct PlainLines<'t> {
    text: &'t str,
    separator: u8,
    /// The row of the header.
    above: usize,
    /// Where each line begins, and where the text ends.
    starts: Vec<usize>,
}

impl<'t> PlainLines<'t> {
    /// The lines of the text below the header of a table.
    pub(super) fn of(text: &'t str, table: &CsvTable<'_>) -> Self {
        let bytes = text.as_bytes();
        let mut starts = Vec::with_capacity(bytes.len() / 64 + 2);
        starts.push(0);
        starts.extend(memchr::memchr_iter(b'\n', bytes).map(|end| end + 1));
        if bytes.last().is_some_and(|last| *last != b'\n') {
            starts.push(bytes.len());
        }
        Self {
            text,
            separator: table.separator_byte(),
            above: table.row(),
            starts,
        }
    }

    /// Reads each line by its row's number and cells; what comes out stands in the order of the rows.
    pub(super) fn read(
        &self,
        read: impl Fn(usize, &PlainLine<'t>, &mut Room) -> Option<Case> + Sync,
    ) -> Vec<Option<Case>> {
        let room = || (PlainLine::default(), Room::default());
        (0..self.starts.len() - 1)
            .into_par_iter()
            .with_min_len(LEAST)
            .map_init(room, |(cells, room), index| {
                let (row, line) = self.row(index);
                self.split(line, cells);
                read(row, cells, room)
            })
            .collect()
    }

    /// A line by its place among them, from 0: the number of its row as a spreadsheet shows it, and its text.
    pub(super) fn row(&self, index: usize) -> (usize, &'t str) {
        let line = self.text.get(self.starts[index]..self.starts[index + 1]);
        let line = line.unwrap_or_default();
        let line = line.strip_suffix('\n').unwrap_or(line);
        (self.above + 1 + index, line.strip_suffix('\r').unwrap_or(line))
    }

    /// Tells the cells of a line apart.
    pub(super) fn split(&self, line: &'t str, cells: &mut PlainLine<'t>) {
        cells.text = line;
        cells.is_clean = is_clean(line.as_bytes(), self.separator);
        cells.ends.clear();
        cells
            .ends
            .extend(memchr::memchr_iter(self.separator, line.as_bytes()));
        cells.ends.push(line.len());
    }
}

/// How many rows are read by one core at a time, at least.
const LEAST: usize = 1 << 11;

/// A line and where its cells end.
#[derive(Default)]
pub(super) struct PlainLine<'t> {
    text: &'t str,
    ends: Vec<usize>,
    /// Every cell is as it would be once cleaned.
    is_clean: bool,
}

/// Whether each cell of a line is as [`cell::clean`] would leave it: plain ASCII, and no space at its ends or beside
/// another.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "where every byte is asked and none stops it, a processor takes many at once"
)]
fn is_clean(line: &[u8], separator: u8) -> bool {
    let odd = line.iter().fold(false, |odd, byte| {
        odd | (!matches!(byte, b' '..0x7F) & (*byte != separator))
    });
    let pairs = line.iter().zip(line.get(1..).unwrap_or_default());
    let loose = pairs.fold(false, |loose, (one, next)| {
        let (space, next_space) = (*one == b' ', *next == b' ');
        loose | (space & (next_space | (*next == separator))) | ((*one == separator) & next_space)
    });
    let ends = line.first() == Some(&b' ') || line.last() == Some(&b' ');
    !(odd | loose | ends)
}

impl Cells for PlainLine<'_> {
    fn count(&self) -> usize {
        self.ends.len()
    }

    fn cell(&self, index: usize) -> &str {
        let start = match index.checked_sub(1).map(|before| self.ends.get(before)) {
            None => 0,
            Some(Some(before)) => before + 1,
            Some(None) => return "",
        };
        let end = self.ends.get(index).copied().unwrap_or(start);
        self.text.get(start..end).unwrap_or_default()
    }

    fn is_clean(&self, index: usize) -> bool {
        self.is_clean || cell::is_clean(self.cell(index))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_tells_its_clean_cells_as_each_cell_alone_would() {
        let lines = [
            "a,b c,,Area Unit 1",
            " a,b ,c  d,e",
            "Zo\u{eb},a,\u{a0}b,c",
            "a\tb,c,d\u{7f}",
            "",
            ",",
        ];
        let parted =
            |separator: char| lines.map(|text| (separator, text.replace(',', &separator.to_string())));
        for (separator, text) in [',', ';', '\t'].into_iter().flat_map(parted) {
            let header = ["a", "b", "c", "d\n"].join(&separator.to_string());
            let table = CsvTable::open(&header).unwrap();
            let mut cells = PlainLine::default();
            PlainLines::of("", &table).split(&text, &mut cells);
            assert_eq!(cells.count(), text.split(separator).count());
            for (index, cell) in text.split(separator).enumerate() {
                assert_eq!(cells.cell(index), cell);
                assert_eq!(
                    cells.is_clean(index),
                    cell::is_clean(cell),
                    "{cell:?} of {text:?}"
                );
            }
            assert_eq!(cells.cell(9), "");
        }
    }

    #[test]
    fn lines_have_the_numbers_that_a_spreadsheet_shows() {
        let mut table = CsvTable::open("\na,b\n").unwrap();
        assert!(!table.advance().unwrap());
        let lines = PlainLines::of("1,2\r\n\n3,4", &table);
        let rows: Vec<(usize, &str)> = (0..3).map(|index| lines.row(index)).collect();
        assert_eq!(rows, [(3, "1,2"), (4, ""), (5, "3,4")]);
        assert_eq!(PlainLines::of("", &table).starts.len(), 1);
    }
}
