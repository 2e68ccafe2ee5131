//! `--errors FILE.csv`: every fault of a roster, to send back to whoever made the export.
//!
//! The file holds no more of a row than the cell that is at fault, and nothing that could be a date of birth.

use std::path::Path;

use anyhow::{Result, bail};

use crate::context::Context;
use crate::paper::{count, csv};
use crate::reports::roster::figures::RosterReport;
use crate::roster::{RosterError, RowFault};
use crate::store::files::{WriteError, create_new};

const HEAD: [&str; 7] = [
    "file",
    "sheet",
    "row",
    "column",
    "what stands there",
    "what is wrong",
    "what to do",
];

/// The faults of rows that `allocate` met.
pub fn of_rows(faults: &[RowFault]) -> Vec<Vec<String>> {
    let row = |fault: &RowFault| {
        let sheet = fault.sheet.as_deref().unwrap_or_default();
        of_row(
            &fault.file,
            sheet,
            fault.row,
            &fault.column,
            &fault.shown,
            &fault.message,
        )
    };
    faults.iter().map(row).collect()
}

/// The faults of whole files that `allocate` met.
pub fn of_files(error: &RosterError) -> Vec<Vec<String>> {
    error
        .problems
        .iter()
        .map(|problem| of_file(&problem.file, &problem.message))
        .collect()
}

/// The faults that a look at the roster found, those of whole files first.
pub fn of_report(report: &RosterReport) -> Vec<Vec<String>> {
    let files = report.files.iter().filter_map(|file| {
        let problem = file.problem.as_ref()?;
        Some(of_file(&file.file, problem))
    });
    let rows = report.faults.iter().map(|fault| {
        let sheet = fault.sheet.as_deref().unwrap_or_default();
        of_row(
            &fault.file,
            sheet,
            fault.row,
            &fault.column,
            &fault.shown,
            &fault.message,
        )
    });
    files.chain(rows).collect()
}

fn of_file(file: &str, message: &str) -> Vec<String> {
    let (wrong, to_do) = parted(message);
    vec![
        file.to_owned(),
        String::new(),
        String::new(),
        String::new(),
        String::new(),
        wrong,
        to_do,
    ]
}

fn of_row(file: &str, sheet: &str, row: usize, column: &str, shown: &str, message: &str) -> Vec<String> {
    // The column stands in a cell of its own.
    let rest = message.strip_prefix(&format!("The column \"{column}\" "));
    let (wrong, to_do) = parted(rest.unwrap_or(message));
    vec![
        file.to_owned(),
        sheet.to_owned(),
        row.to_string(),
        column.to_owned(),
        shown.to_owned(),
        wrong,
        to_do,
    ]
}

/// A message says what is wrong in its first sentence, and what to do in the rest.
fn parted(message: &str) -> (String, String) {
    match message.split_once(". ") {
        Some((wrong, to_do)) => (wrong.to_owned(), to_do.to_owned()),
        None => (message.trim_end_matches('.').to_owned(), String::new()),
    }
}

/// Writes the faults to a new file; where there is none, it says so and makes no file.
pub fn write(path: &Path, faults: &[Vec<String>], context: &Context) -> Result<()> {
    if faults.is_empty() {
        context.out.say(format!(
            "There is no fault to send back, so {} was not made.",
            path.display()
        ));
        return Ok(());
    }
    // Without the mark at its beginning, a spreadsheet would take accents for something else.
    let text = format!("{}{}", csv::MARK, csv::write(&HEAD, faults));
    match create_new(path, text.as_bytes(), context.store.settings.access) {
        Err(WriteError::Exists { path }) => {
            bail!(
                "{} is there already and was left as it is. Name another file with --errors.",
                path.display()
            )
        }
        written => written?,
    }
    context.out.say(format!(
        "{} written to {}.",
        count(faults.len(), "fault was", "faults were"),
        path.display()
    ));
    Ok(())
}
