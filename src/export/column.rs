//! The columns of an export's table, each said once: CSV, Parquet, the data package and the README are written of it.

use smol_str::SmolStr;

use crate::framework::{Date, Grade, Judgement};

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// A word: an id, a code, the name of a team or form. Never anybody's own words.
    Text,
    /// A day.
    Day,
    /// A whole number.
    Number,
    /// True or false.
    Flag,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellValue {
    /// Nothing: not known, or it has not happened.
    Missing,
    /// A word.
    Text(SmolStr),
    /// A day.
    Day(Date),
    /// A whole number.
    Number(i64),
    /// True or false.
    Flag(bool),
}

impl<T: Into<Self>> From<Option<T>> for CellValue {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Missing, Into::into)
    }
}

impl From<&SmolStr> for CellValue {
    fn from(text: &SmolStr) -> Self {
        Self::Text(text.clone())
    }
}

impl From<SmolStr> for CellValue {
    fn from(text: SmolStr) -> Self {
        Self::Text(text)
    }
}

impl From<&'static str> for CellValue {
    fn from(text: &'static str) -> Self {
        Self::Text(SmolStr::new_static(text))
    }
}

impl From<Grade> for CellValue {
    fn from(grade: Grade) -> Self {
        grade.code().into()
    }
}

impl From<Judgement> for CellValue {
    fn from(judgement: Judgement) -> Self {
        judgement.grade().into()
    }
}

impl From<Date> for CellValue {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}

impl From<usize> for CellValue {
    fn from(n: usize) -> Self {
        Self::Number(i64::try_from(n).unwrap_or(i64::MAX))
    }
}

impl From<bool> for CellValue {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

/// A column.
pub struct ExportColumn<R> {
    pub(super) key: &'static str,
    pub(super) about: &'static str,
    pub(super) kind: ColumnType,
    /// Whether a cell may be empty.
    pub(super) may_lack: bool,
    /// The only words that stand in it, where they are a list.
    pub(super) words: Option<fn() -> Vec<&'static str>>,
    pub(super) value: fn(&R) -> CellValue,
}

impl<R> ExportColumn<R> {
    const fn new(
        kind: ColumnType,
        key: &'static str,
        about: &'static str,
        value: fn(&R) -> CellValue,
    ) -> Self {
        Self {
            key,
            about,
            kind,
            may_lack: true,
            words: None,
            value,
        }
    }

    /// A column of words.
    pub const fn text(key: &'static str, about: &'static str, value: fn(&R) -> CellValue) -> Self {
        Self::new(ColumnType::Text, key, about, value)
    }

    /// A column of days.
    pub const fn day(key: &'static str, about: &'static str, value: fn(&R) -> CellValue) -> Self {
        Self::new(ColumnType::Day, key, about, value)
    }

    /// A column of whole numbers.
    pub const fn number(key: &'static str, about: &'static str, value: fn(&R) -> CellValue) -> Self {
        Self::new(ColumnType::Number, key, about, value)
    }

    /// A column of true and false, which is never empty.
    pub const fn flag(key: &'static str, about: &'static str, value: fn(&R) -> CellValue) -> Self {
        Self::new(ColumnType::Flag, key, about, value).always()
    }

    /// The same, never empty.
    #[must_use]
    pub const fn always(self) -> Self {
        Self {
            may_lack: false,
            ..self
        }
    }

    /// The same, with none but these words in it.
    #[must_use]
    pub const fn one_of(self, words: fn() -> Vec<&'static str>) -> Self {
        Self {
            words: Some(words),
            ..self
        }
    }
}

/// A table of an export.
pub struct ExportTable<R: 'static> {
    /// The name of its files without their ending.
    pub name: &'static str,
    /// What a row is.
    pub row: &'static str,
    /// Its columns.
    pub columns: &'static [ExportColumn<R>],
    /// The columns by which each row is known.
    pub key: &'static [&'static str],
    /// The columns that name a row of another table, whose column has this name.
    pub refers: &'static [(&'static str, &'static str)],
}

/// A table without its rows: what the data package and the README say of it.
#[derive(Clone, Debug)]
pub struct TableMeaning {
    /// Its name.
    pub name: &'static str,
    /// What a row is.
    pub row: &'static str,
    /// Its columns.
    pub columns: Vec<ColumnMeaning>,
    /// The columns by which each row is known.
    pub key: &'static [&'static str],
    /// Own columns, with the tables whose rows they name.
    pub refers: &'static [(&'static str, &'static str)],
    /// How many rows it has.
    pub rows: usize,
}

/// A column without its cells.
#[derive(Clone, Debug)]
pub struct ColumnMeaning {
    /// Its key.
    pub key: &'static str,
    /// What it says.
    pub about: &'static str,
    /// What stands in it.
    pub kind: ColumnType,
    /// Whether a cell may be empty.
    pub may_lack: bool,
    /// The only words that stand in it.
    pub words: Vec<&'static str>,
}

impl<R> ExportTable<R> {
    /// What there is to say of it, with so many rows.
    pub fn meaning(&self, rows: usize) -> TableMeaning {
        let columns = self.columns.iter().map(|column| ColumnMeaning {
            key: column.key,
            about: column.about,
            kind: column.kind,
            may_lack: column.may_lack,
            words: column.words.map(|words| words()).unwrap_or_default(),
        });
        TableMeaning {
            name: self.name,
            row: self.row,
            columns: columns.collect(),
            key: self.key,
            refers: self.refers,
            rows,
        }
    }
}
