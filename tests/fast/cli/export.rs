//! `export`: tables that give the report's figures to the digit, and in which nobody is named and no text stands.

mod agrees;
mod cells_left;
mod new_place;
mod nobody_named;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::record::Field;
use serde_json::Value;

use super::{Ran, Store};

/// The day that stands for today in the examples' store.
const TODAY: &str = "2026-11-24";

/// A row by its columns.
type Row = BTreeMap<String, String>;

/// An export, read.
struct Export {
    place: PathBuf,
    /// Every table of the CSV files, by its name.
    tables: BTreeMap<String, Vec<Row>>,
    package: Value,
}

impl Export {
    /// Exports a store as of a day into a new folder beside it.
    fn of(store: &Store, day: &str, name: &str, more: &[&str]) -> Self {
        run(store, day, name, more).says(0, &[]);
        Self::read(&store.root().with_file_name(name))
    }

    fn read(place: &Path) -> Self {
        let package: Value =
            serde_json::from_slice(&fs::read(place.join("datapackage.json")).unwrap()).unwrap();
        let names = package["resources"].as_array().unwrap().iter();
        let names = names.map(|resource| resource["name"].as_str().unwrap().to_owned());
        let table = |name: String| {
            let rows = csv_rows(&place.join(format!("{name}.csv")));
            (name, rows)
        };
        Self {
            place: place.to_owned(),
            tables: names.map(table).collect(),
            package,
        }
    }

    fn table(&self, name: &str) -> &[Row] {
        &self.tables[name]
    }

    /// Its tables' descriptions.
    fn resources(&self) -> &[Value] {
        self.package["resources"].as_array().unwrap()
    }
}

fn run(store: &Store, day: &str, name: &str, more: &[&str]) -> Ran {
    let mut args = vec!["export", name];
    args.extend(more);
    store.run(day, &args)
}

/// The rows of a CSV file that begins with the mark that spreadsheets look for.
fn csv_rows(path: &Path) -> Vec<Row> {
    let text = fs::read_to_string(path).unwrap();
    let text = text.strip_prefix('\u{feff}').expect("the mark of UTF-8");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.unwrap()).collect()
}

/// The rows of a Parquet file, each cell as CSV writes it.
fn parquet_rows(path: &Path) -> Vec<Row> {
    let reader = SerializedFileReader::new(fs::File::open(path).unwrap()).unwrap();
    let rows = reader.get_row_iter(None).unwrap().map(|row| {
        let row = row.unwrap();
        let cells = row.get_column_iter().map(|(name, field)| {
            let text = match field {
                Field::Null => String::new(),
                Field::Str(text) => text.clone(),
                Field::Long(n) => n.to_string(),
                Field::Bool(flag) => flag.to_string(),
                Field::Date(days) => qaf::framework::Date::from_year(1970)
                    .plus_days(u64::try_from(*days).unwrap())
                    .to_string(),
                other => panic!("{name}: {other:?}"),
            };
            (name.clone(), text)
        });
        cells.collect()
    });
    rows.collect()
}

/// How many rows are so.
fn count(rows: &[Row], is_so: impl Fn(&Row) -> bool) -> u64 {
    rows.iter().filter(|row| is_so(row)).count() as u64
}

/// The values of a column.
fn values<'r>(rows: &'r [Row], column: &str) -> BTreeSet<&'r str> {
    rows.iter().map(|row| row[column].as_str()).collect()
}
