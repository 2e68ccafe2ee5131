//! A table as it is filled: its rows, what they add up to, and how many of them are in sight.

use std::borrow::Cow;

use super::{Cell, ColumnKind, PaperColumn, PaperTable};

/// A column of a table that is filled as it is made: its heading, its kind, and what stands in it.
pub type FilledColumn<'c, R> = (&'c str, ColumnKind, &'c dyn Fn(&R) -> Cell);

impl PaperTable {
    /// A table with these columns and no row yet; `empty` is said where it stays so.
    pub fn new(
        id: impl Into<String>,
        caption: impl Into<String>,
        columns: &[(&str, ColumnKind)],
        empty: impl Into<String>,
    ) -> Self {
        Self {
            id: id.into(),
            caption: caption.into(),
            columns: columns
                .iter()
                .map(|(name, kind)| PaperColumn {
                    name: (*name).to_owned(),
                    kind: *kind,
                })
                .collect(),
            rows: Vec::new(),
            total: None,
            is_main: false,
            empty: empty.into(),
            fold: None,
            rows_in_text: None,
        }
    }

    /// A table with a row for each of these, and of each column its heading, its kind and what stands in it.
    pub fn of<R>(
        id: impl Into<String>,
        caption: impl Into<String>,
        empty: impl Into<String>,
        rows: impl IntoIterator<Item = R>,
        columns: &[FilledColumn<'_, R>],
    ) -> Self {
        let heads: Vec<_> = columns
            .iter()
            .map(|(heading, kind, _)| (*heading, *kind))
            .collect();
        let mut table = Self::new(id, caption, &heads, empty);
        for row in rows {
            table.row(columns.iter().map(|(_, _, cell)| cell(&row)));
        }
        table
    }

    /// The same with so many rows in sight.
    #[must_use]
    pub fn folded(mut self, rows: usize) -> Self {
        self.fold = Some(rows);
        self
    }

    /// The same with what its columns add up to below it, where it has rows to add up.
    #[must_use]
    pub fn totalling(mut self, cells: impl IntoIterator<Item = Cell>) -> Self {
        self.total = (self.rows.len() > 1).then(|| cells.into_iter().collect());
        self
    }

    /// The same as what the report is for.
    #[must_use]
    pub fn main(mut self) -> Self {
        self.is_main = true;
        self
    }

    /// Its rows, and the one that adds them up.
    pub fn rows_and_total(&self) -> impl Iterator<Item = &Vec<Cell>> {
        self.rows.iter().chain(&self.total)
    }

    /// The rows in sight, and how many are folded away: never a single one, whose line takes no less room.
    pub fn in_sight(&self) -> (&[Vec<Cell>], usize) {
        let rows = self.fold.filter(|rows| rows + 1 < self.rows.len());
        let shown = rows.unwrap_or(self.rows.len());
        (&self.rows[..shown], self.rows.len() - shown)
    }

    /// The table for where no chart is drawn: of one that is wholly folded away, as a chart tells it, the first rows.
    pub fn undrawn(&self) -> Cow<'_, Self> {
        const ROWS: usize = 12;
        if self.fold == Some(0) {
            Cow::Owned(self.clone().folded(ROWS))
        } else {
            Cow::Borrowed(self)
        }
    }

    /// Where the rows are that are folded away.
    pub fn more(&self) -> Option<String> {
        match self.in_sight() {
            (_, 0) => None,
            ([], _) => Some(format!("{}: in the workbook (--format xlsx).", self.caption)),
            (_, more) => Some(format!("{more} more: in the workbook (--format xlsx).")),
        }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        self.rows.push(cells.into_iter().collect());
    }
}
