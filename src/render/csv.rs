//! CSV for spreadsheets.

use super::safe::csv_cell;

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
