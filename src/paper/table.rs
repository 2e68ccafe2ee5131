//! Tables of text that fit a terminal, and the same on a pipe.

use crate::paper::md;
use std::borrow::Cow;

use comfy_table::{
    Cell, CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width,
};

use super::safe::safe;
use super::wrap::wrapped;
use super::{ColumnKind, PaperTable, TextStyle};

/// A table to be filled row by row.
#[derive(Debug)]
pub struct Grid {
    head: Vec<String>,
    right: Vec<bool>,
    whole: Vec<bool>,
    rows: Vec<Vec<String>>,
}

/// The blanks before a cell in a table that needs all its room; one more stands between two cells.
const PADDING: usize = 1;

/// Whether a word is the line under a table's head, or looks like it.
fn is_rule(word: &str) -> bool {
    word.bytes().all(|byte| byte == b'-')
}

/// Lines without blanks at their ends.
fn trimmed(text: &str) -> String {
    let mut trimmed = String::with_capacity(text.len());
    for line in text.lines() {
        trimmed.push_str(line.trim_end());
        trimmed.push('\n');
    }
    trimmed
}

/// What a page makes a table of.
#[derive(Debug, serde::Serialize)]
pub struct PageTable<'g> {
    head: &'g [String],
    right: &'g [bool],
    rows: &'g [Vec<String>],
}

impl Grid {
    /// A table with these columns; one whose name begins with `>` is set to the right, as numbers are, and of one whose
    /// name begins with `!` no cell is broken, as a day or an audit's id must not be.
    pub fn new(columns: &[&str]) -> Self {
        Self {
            head: columns
                .iter()
                .map(|name| name.trim_start_matches(['>', '!']).to_owned())
                .collect(),
            right: columns.iter().map(|name| name.starts_with('>')).collect(),
            whole: columns.iter().map(|name| name.starts_with('!')).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = impl Into<String>>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    /// Whether it has no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The table as one of a paper.
    pub fn table(&self, id: impl Into<String>, caption: impl Into<String>) -> PaperTable {
        let words = |name: &String| (name.clone(), ColumnKind::Words);
        let columns: Vec<(String, ColumnKind)> = self.head.iter().map(words).collect();
        let columns: Vec<(&str, ColumnKind)> = columns
            .iter()
            .map(|(name, kind)| (name.as_str(), *kind))
            .collect();
        let mut table = PaperTable::new(id, caption, &columns, "none");
        for row in &self.rows {
            table.row(row.iter().map(super::Cell::text));
        }
        table
    }

    /// The table for a page.
    pub fn cells(&self) -> PageTable<'_> {
        PageTable {
            head: &self.head,
            right: &self.right,
            rows: &self.rows,
        }
    }

    /// The table as text. No word is broken where the words of all columns find room beside each other.
    pub fn text(&self, style: TextStyle) -> String {
        let arranged = trimmed(&self.arranged(style, None));
        let count = |text: &str| text.split_whitespace().filter(|word| !is_rule(word)).count();
        let words: usize = self.columns().flatten().map(|cell| count(&cell)).sum();
        // A word that is broken is two.
        if count(&arranged) <= words {
            return arranged;
        }
        match self.widths(style.width) {
            Some(widths) => trimmed(&self.arranged(style, Some(&widths))),
            None => self.listed(style),
        }
    }

    /// The rows one below the other, where not even their words find room beside each other: the first cell, and below it
    /// what the others say, each behind its column's name.
    fn listed(&self, style: TextStyle) -> String {
        let row = |row: &Vec<String>| {
            let named = self
                .head
                .iter()
                .zip(row)
                .filter(|(_, cell)| !cell.trim().is_empty());
            let mut cells = named.map(|(name, cell)| (safe(name), safe(cell)));
            let first = cells
                .next()
                .map(|(_, cell)| format!(" {cell}"))
                .unwrap_or_default();
            let others: Vec<String> = cells.map(|(name, cell)| format!("{name}: {cell}")).collect();
            let others = format!("   {}", others.join("; "));
            wrapped(&first, style.width) + &wrapped(&others, style.width)
        };
        self.rows.iter().map(row).collect()
    }

    /// The texts of each column, its name first.
    fn columns(&self) -> impl Iterator<Item = impl Iterator<Item = Cow<'_, str>>> {
        self.head.iter().enumerate().map(|(index, name)| {
            let cells = self.rows.iter().filter_map(move |row| row.get(index));
            std::iter::once(name).chain(cells).map(|cell| safe(cell))
        })
    }

    /// How wide each column is to be so that no word is broken: as wide as its longest word, or as its longest text
    /// where none may be broken, and what is left goes to whoever has most to say. Nothing where there is no room.
    fn widths(&self, width: usize) -> Option<Vec<usize>> {
        let mut least: Vec<usize> = Vec::new();
        let mut most: Vec<usize> = Vec::new();
        let longest =
            |parts: &mut dyn Iterator<Item = &str>| parts.map(|part| part.chars().count()).max().unwrap_or(0);
        for (cells, whole) in self.columns().zip(&self.whole) {
            let (mut narrowest, mut all) = (0, 0);
            for (place, cell) in cells.enumerate() {
                let line = longest(&mut cell.lines());
                let word = longest(&mut cell.split_whitespace());
                // The words of a column's name may stand below each other, whatever its cells hold.
                narrowest = narrowest.max(if *whole && place > 0 { line } else { word });
                all = all.max(line);
            }
            least.push(narrowest);
            most.push(all);
        }
        let between = (PADDING + 1) * least.len();
        let mut room = (width + 1).checked_sub(least.iter().sum::<usize>() + between)?;
        let mut widths = least;
        while let Some(next) = (0..widths.len())
            .filter(|at| widths[*at] < most[*at])
            .min_by_key(|at| widths[*at])
            .filter(|_| room > 0)
        {
            widths[next] += 1;
            room -= 1;
        }
        Some(widths)
    }

    fn arranged(&self, style: TextStyle, widths: Option<&[usize]>) -> String {
        let mut table = Table::new();
        table.load_style(TableStyle::new().header_separator(LineStyle::none().fill('-').junction('-')));
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(u16::try_from(style.width).unwrap_or(80));
        let aligned = |index: usize, cell: Cell| {
            if self.right.get(index).copied().unwrap_or(false) {
                cell.set_alignment(CellAlignment::Right)
            } else {
                cell
            }
        };
        table.set_header(
            self.head
                .iter()
                .enumerate()
                .map(|(index, name)| aligned(index, Cell::new(name))),
        );
        for row in &self.rows {
            table.add_row(
                row.iter()
                    .enumerate()
                    .map(|(index, text)| aligned(index, Cell::new(safe(text)))),
            );
        }
        for (index, whole) in self.whole.iter().enumerate() {
            let constraint = match widths.and_then(|widths| u16::try_from(widths[index] + PADDING).ok()) {
                Some(width) => ColumnConstraint::Absolute(Width::Fixed(width)),
                None if *whole => ColumnConstraint::ContentWidth,
                None => continue,
            };
            if let Some(column) = table.column_mut(index) {
                column.set_constraint(constraint);
                if widths.is_some() {
                    column.set_padding((1, 0));
                }
            }
        }
        table.to_string()
    }

    /// The table as Markdown.
    pub fn md(&self) -> String {
        let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
        let mut text = line(self.head.iter().map(|name| md::line(name)).collect());
        text.push_str(&line(
            self.right
                .iter()
                .map(|right| if *right { "---:" } else { "---" }.to_owned())
                .collect(),
        ));
        for row in &self.rows {
            text.push_str(&line(row.iter().map(|cell| md::line(cell)).collect()));
        }
        text
    }

    /// The table as CSV.
    pub fn csv(&self) -> String {
        super::csv::write(&self.head, &self.rows)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn where_not_even_the_words_find_room_rows_stand_below_each_other() {
        let mut grid = Grid::new(&[
            "!Audit",
            "Auditor",
            "!Due",
            "!Late (working days)",
            "Next",
            "Who",
            "!Status",
        ]);
        grid.row([
            "CF-26-0012",
            "Ann Pritchard",
            "2026-11-04",
            "LATE, 14",
            "Acknowledge",
            "Pritchard, Joe",
            "returned",
        ]);
        let style = |width| TextStyle { colour: false, width };
        let listed = " CF-26-0012\n   Auditor: Ann Pritchard; Due: 2026-11-04; Late\n     (working days): LATE, 14; Next: Acknowledge;\n     Who: Pritchard, Joe; Status: returned\n";
        assert_eq!(grid.text(style(50)), listed);
        // The name of a column breaks between its words before that.
        assert!(grid.text(style(95)).contains("LATE, 14"));
        assert!(grid.text(style(95)).contains("---"));
    }

    fn words(text: &str) -> Vec<String> {
        let mut words: Vec<String> = text
            .split_whitespace()
            .filter(|word| !is_rule(word))
            .map(str::to_owned)
            .collect();
        words.sort();
        words
    }

    proptest! {
        #[test]
        fn no_word_is_broken_where_all_find_room(
            rows in prop::collection::vec(prop::collection::vec("[a-z]{0,20}( [a-z]{1,9}){0,12}", 3), 1..6),
            code in "[A-Z]{2}-[0-9]{2}",
        ) {
            let mut grid = Grid::new(&["!Code", "What", ">How", "Why it is so"]);
            for row in &rows {
                grid.row(std::iter::once(code.clone()).chain(row.iter().cloned()));
            }
            let text = grid.text(TextStyle::default());
            let told: Vec<String> = rows.iter().map(|row| format!("{code} {}", row.join(" "))).collect();
            prop_assert_eq!(words(&text), words(&format!("Code What How Why it is so {}", told.join(" "))));
            for line in text.lines() {
                prop_assert!(line.chars().count() <= 80, "{}", text);
            }
        }
    }
}
