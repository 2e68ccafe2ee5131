//! A table's two files, CSV and Parquet, written row by row: rows are held until there are enough of them for a row group.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::sync::Arc;

use anyhow::{Context as _, Result};
use parquet::basic::{Compression, LogicalType, Repetition, Type as PhysicalType};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{Type, TypePtr};
use smol_str::SmolStr;

use super::column::{CellValue, ColumnType, ExportColumn, ExportTable, TableMeaning};
use crate::framework::Date;
use crate::paper::csv::MARK;
use crate::paper::safe::csv_cell;
use crate::store::files::NewFolder;

/// So many rows stand in a row group; all that is held of a table at once.
const GROUP: usize = 8192;

/// The files of a table.
pub struct TableFiles<R: 'static> {
    table: &'static ExportTable<R>,
    csv: Option<csv::Writer<BufWriter<File>>>,
    parquet: Option<SerializedFileWriter<BufWriter<File>>>,
    group: Vec<Vec<CellValue>>,
    rows: usize,
}

impl<R> TableFiles<R> {
    /// Begins both files of a table.
    pub fn begin(table: &'static ExportTable<R>, folder: &NewFolder) -> Result<Self> {
        let csv = Self::csv(table, folder, &format!("{}.csv", table.name))?;
        let parquet = Self::parquet(table, folder, &format!("{}.parquet", table.name))?;
        Ok(Self {
            csv: csv.csv,
            ..parquet
        })
    }

    /// Begins a CSV file alone.
    pub fn csv(table: &'static ExportTable<R>, folder: &NewFolder, path: &str) -> Result<Self> {
        let mut file = BufWriter::new(folder.file(path)?);
        file.write_all(MARK.as_bytes())?;
        let mut csv = csv::Writer::from_writer(file);
        csv.write_record(table.columns.iter().map(|column| column.key))?;
        Ok(Self {
            table,
            csv: Some(csv),
            parquet: None,
            group: Vec::new(),
            rows: 0,
        })
    }

    /// Begins a Parquet file alone.
    pub fn parquet(table: &'static ExportTable<R>, folder: &NewFolder, path: &str) -> Result<Self> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by("qaf".to_owned())
            .build();
        let file = BufWriter::new(folder.file(path)?);
        let parquet = SerializedFileWriter::new(file, schema(table)?, Arc::new(properties))?;
        Ok(Self {
            table,
            csv: None,
            parquet: Some(parquet),
            group: Vec::new(),
            rows: 0,
        })
    }

    /// Writes a row.
    pub fn row(&mut self, row: &R) -> Result<()> {
        let cells = self.table.columns.iter().map(|column| cell(column, row));
        let cells: Vec<CellValue> = cells.collect();
        if let Some(csv) = &mut self.csv {
            csv.write_record(cells.iter().map(plain))?;
        }
        self.rows += 1;
        if self.parquet.is_some() {
            self.group.push(cells);
        }
        if self.group.len() == GROUP {
            self.write_group()?;
        }
        Ok(())
    }

    /// Writes rows.
    pub fn rows(&mut self, rows: &[R]) -> Result<()> {
        rows.iter().try_for_each(|row| self.row(row))
    }

    /// Ends the files; what there is to say of the table.
    pub fn end(mut self) -> Result<TableMeaning> {
        self.write_group()?;
        if let Some(csv) = &mut self.csv {
            csv.flush()?;
        }
        if let Some(mut parquet) = self.parquet.take() {
            parquet.finish()?;
            parquet.inner_mut().flush()?;
        }
        Ok(self.table.meaning(self.rows))
    }

    fn write_group(&mut self) -> Result<()> {
        let Some(parquet) = self.parquet.as_mut().filter(|_| !self.group.is_empty()) else {
            return Ok(());
        };
        let mut group = parquet.next_row_group()?;
        for (place, column) in self.table.columns.iter().enumerate() {
            let mut writer = group.next_column()?.context("a column without a place")?;
            let cells = self.group.iter().map(|row| &row[place]);
            write_column(&mut writer, column.may_lack, cells)?;
            writer.close()?;
        }
        group.close()?;
        self.group.clear();
        Ok(())
    }
}

/// What stands in a cell. No text is a formula, or anything that a terminal would obey, in either file.
fn cell<R>(column: &ExportColumn<R>, row: &R) -> CellValue {
    match (column.value)(row) {
        CellValue::Text(text) => match csv_cell(&text) {
            std::borrow::Cow::Borrowed(_) => CellValue::Text(text),
            std::borrow::Cow::Owned(safe) => CellValue::Text(safe.into()),
        },
        other => other,
    }
}

/// A cell as CSV has it.
fn plain(value: &CellValue) -> SmolStr {
    match value {
        CellValue::Missing => SmolStr::default(),
        CellValue::Text(text) => text.clone(),
        CellValue::Day(day) => day.to_string().into(),
        CellValue::Number(n) => n.to_string().into(),
        CellValue::Flag(flag) => SmolStr::new_static(if *flag { "true" } else { "false" }),
    }
}

fn schema<R>(table: &ExportTable<R>) -> Result<TypePtr> {
    let fields = table.columns.iter().map(|column| {
        let (physical, logical) = match column.kind {
            ColumnType::Text => (PhysicalType::BYTE_ARRAY, Some(LogicalType::String)),
            ColumnType::Day => (PhysicalType::INT32, Some(LogicalType::Date)),
            ColumnType::Number => (PhysicalType::INT64, None),
            ColumnType::Flag => (PhysicalType::BOOLEAN, None),
        };
        let repetition = if column.may_lack {
            Repetition::OPTIONAL
        } else {
            Repetition::REQUIRED
        };
        let field = Type::primitive_type_builder(column.key, physical)
            .with_logical_type(logical)
            .with_repetition(repetition)
            .build()?;
        Ok(Arc::new(field))
    });
    let fields = fields.collect::<Result<Vec<TypePtr>>>()?;
    let table = Type::group_type_builder(table.name).with_fields(fields).build()?;
    Ok(Arc::new(table))
}

/// Writes a column of a row group.
fn write_column<'v>(
    writer: &mut SerializedColumnWriter<'_>,
    may_lack: bool,
    cells: impl Iterator<Item = &'v CellValue> + Clone,
) -> Result<()> {
    let levels: Vec<i16> = cells
        .clone()
        .map(|cell| i16::from(*cell != CellValue::Missing))
        .collect();
    let levels = may_lack.then_some(levels.as_slice());
    match writer.untyped() {
        ColumnWriter::ByteArrayColumnWriter(writer) => {
            let texts = cells.filter_map(|cell| match cell {
                CellValue::Text(text) => Some(ByteArray::from(text.as_str())),
                _ => None,
            });
            writer.write_batch(&texts.collect::<Vec<ByteArray>>(), levels, None)?;
        }
        ColumnWriter::Int32ColumnWriter(writer) => {
            let days = cells.filter_map(|cell| match cell {
                CellValue::Day(day) => i32::try_from(day.days_since(epoch())).ok(),
                _ => None,
            });
            writer.write_batch(&days.collect::<Vec<i32>>(), levels, None)?;
        }
        ColumnWriter::Int64ColumnWriter(writer) => {
            let numbers = cells.filter_map(|cell| match cell {
                CellValue::Number(n) => Some(*n),
                _ => None,
            });
            writer.write_batch(&numbers.collect::<Vec<i64>>(), levels, None)?;
        }
        ColumnWriter::BoolColumnWriter(writer) => {
            let flags = cells.filter_map(|cell| match cell {
                CellValue::Flag(flag) => Some(*flag),
                _ => None,
            });
            writer.write_batch(&flags.collect::<Vec<bool>>(), levels, None)?;
        }
        _ => anyhow::bail!("a column of a type that no table has"),
    }
    Ok(())
}

/// The day from which Parquet counts days.
fn epoch() -> Date {
    Date::from_year(1970)
}
