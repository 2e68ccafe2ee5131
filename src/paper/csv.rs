//! CSV for spreadsheets.

use std::fmt::Write as _;

use super::safe::csv_cell;

/// What begins a CSV file that people open: without it a spreadsheet takes every accent for two letters. What programs read
/// from a pipe has none.
pub const MARK: &str = "\u{feff}";

/// A CSV file of a header and rows; no cell is taken for a formula.
pub fn write<'a>(head: &[impl AsRef<str>], rows: impl IntoIterator<Item = &'a Vec<String>>) -> String {
    let mut writer = ::csv::WriterBuilder::new().from_writer(Vec::new());
    // Writing to memory fails only where a row has another length than the first, which no caller makes.
    let _ = writer.write_record(head.iter().map(|name| csv_cell(name.as_ref()).into_owned()));
    for row in rows {
        let _ = writer.write_record(row.iter().map(|cell| csv_cell(cell).into_owned()));
    }
    writer
        .into_inner()
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .unwrap_or_default()
}

/// One cell as a CSV file holds it, in quotation marks where it needs them.
pub fn quoted(cell: &str) -> String {
    let cell = csv_cell(cell);
    if cell.contains([',', ';', '"', '\n', '\r', '\t']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.into_owned()
    }
}

/// Any report as CSV: every figure on a line, by the path of its key in the JSON.
pub fn flat(report: &impl serde::Serialize) -> String {
    let mut rows = Vec::new();
    let value = serde_json::to_value(report).unwrap_or_default();
    flatten(&value, &mut String::new(), &mut rows);
    write(&["figure", "value"], &rows)
}

fn flatten(value: &serde_json::Value, path: &mut String, rows: &mut Vec<Vec<String>>) {
    let length = path.len();
    match value {
        serde_json::Value::Object(map) => {
            for (key, value) in map {
                if length > 0 {
                    path.push('.');
                }
                path.push_str(key);
                flatten(value, path, rows);
                path.truncate(length);
            }
        }
        serde_json::Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                let _ = write!(path, "[{index}]");
                flatten(value, path, rows);
                path.truncate(length);
            }
        }
        serde_json::Value::Null => rows.push(vec![path.clone(), String::new()]),
        serde_json::Value::String(text) => rows.push(vec![path.clone(), text.clone()]),
        other => rows.push(vec![path.clone(), other.to_string()]),
    }
}
