//! Tables of text that fit a terminal, and the same on a pipe.

use comfy_table::{Cell, CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle};

use super::Style;
use super::safe::{md_cell, safe};

/// A table to be filled row by row.
#[derive(Debug)]
pub struct Grid {
    head: Vec<String>,
    right: Vec<bool>,
    whole: Vec<bool>,
    rows: Vec<Vec<String>>,
}

/// What a page makes a table of.
#[derive(Debug, serde::Serialize)]
pub struct Cells<'g> {
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

    /// The table for a page.
    pub fn cells(&self) -> Cells<'_> {
        Cells {
            head: &self.head,
            right: &self.right,
            rows: &self.rows,
        }
    }

    /// The table as text.
    pub fn text(&self, style: Style) -> String {
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
        for (index, _) in self.whole.iter().enumerate().filter(|(_, whole)| **whole) {
            if let Some(column) = table.column_mut(index) {
                column.set_constraint(ColumnConstraint::ContentWidth);
            }
        }
        let text = table.to_string();
        let mut trimmed = String::with_capacity(text.len());
        for line in text.lines() {
            trimmed.push_str(line.trim_end());
            trimmed.push('\n');
        }
        trimmed
    }

    /// The table as Markdown.
    pub fn md(&self) -> String {
        let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
        let mut text = line(self.head.iter().map(|name| md_cell(name)).collect());
        text.push_str(&line(
            self.right
                .iter()
                .map(|right| if *right { "---:" } else { "---" }.to_owned())
                .collect(),
        ));
        for row in &self.rows {
            text.push_str(&line(row.iter().map(|cell| md_cell(cell)).collect()));
        }
        text
    }

    /// The table as CSV.
    pub fn csv(&self) -> String {
        super::csv::write(&self.head, &self.rows)
    }
}
