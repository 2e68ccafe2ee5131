//! The columns of a list, each said once for the table that people read and for the CSV that programs read.

use super::{Cell, ColumnKind, PaperTable, csv};

/// A column: under which key it stands in CSV, under which heading in a table, and what stands in it.
pub struct Column<T> {
    /// The key in CSV; empty where a table alone has the column.
    key: &'static str,
    /// The heading in a table; empty where CSV alone has the column.
    heading: &'static str,
    kind: ColumnKind,
    cell: fn(&T) -> Cell,
}

impl<T> Column<T> {
    /// A column of table and CSV alike.
    pub const fn new(
        key: &'static str,
        heading: &'static str,
        kind: ColumnKind,
        cell: fn(&T) -> Cell,
    ) -> Self {
        Self {
            key,
            heading,
            kind,
            cell,
        }
    }

    /// A column of the table alone.
    pub const fn shown(heading: &'static str, kind: ColumnKind, cell: fn(&T) -> Cell) -> Self {
        Self::new("", heading, kind, cell)
    }

    /// A column of the CSV alone.
    pub const fn key(key: &'static str, cell: fn(&T) -> Cell) -> Self {
        Self::new(key, "", ColumnKind::Words, cell)
    }
}

/// The columns of a list.
pub struct Columns<T: 'static>(pub &'static [Column<T>]);

impl<T> Columns<T> {
    /// The rows as CSV, with the keys above them.
    pub fn csv<'t>(&self, rows: impl IntoIterator<Item = &'t T>) -> String {
        let keyed = || self.0.iter().filter(|column| !column.key.is_empty());
        let keys: Vec<&str> = keyed().map(|column| column.key).collect();
        let cells = |row| keyed().map(|column| (column.cell)(row).plain()).collect();
        let rows: Vec<Vec<String>> = rows.into_iter().map(cells).collect();
        csv::write(&keys, &rows)
    }

    /// The rows as a table, in which the columns stand in their order; `empty` is said where there is no row.
    pub fn table<'t>(
        &self,
        id: impl Into<String>,
        caption: impl Into<String>,
        empty: impl Into<String>,
        rows: impl IntoIterator<Item = &'t T>,
    ) -> PaperTable {
        let headed: Vec<&Column<T>> = self
            .0
            .iter()
            .filter(|column| !column.heading.is_empty())
            .collect();
        table(id, caption, empty, &headed, rows)
    }

    /// The same, of these columns in this order, by their headings.
    pub fn table_of<'t>(
        &self,
        headings: &[&str],
        id: impl Into<String>,
        caption: impl Into<String>,
        empty: impl Into<String>,
        rows: impl IntoIterator<Item = &'t T>,
    ) -> PaperTable {
        let of = |heading: &&str| self.0.iter().find(|column| column.heading == *heading);
        let chosen: Vec<&Column<T>> = headings.iter().filter_map(of).collect();
        debug_assert_eq!(chosen.len(), headings.len(), "a heading that no column has");
        table(id, caption, empty, &chosen, rows)
    }
}

fn table<'t, T: 't>(
    id: impl Into<String>,
    caption: impl Into<String>,
    empty: impl Into<String>,
    columns: &[&Column<T>],
    rows: impl IntoIterator<Item = &'t T>,
) -> PaperTable {
    let heads: Vec<(&str, ColumnKind)> = columns
        .iter()
        .map(|column| (column.heading, column.kind))
        .collect();
    let mut table = PaperTable::new(id, caption, &heads, empty);
    for row in rows {
        table.row(columns.iter().map(|column| (column.cell)(row)));
    }
    table
}
