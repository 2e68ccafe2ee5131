//! What a roster's file looks like.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::figures::{FileReport, SheetReport};
use super::telling::ToldList;
use crate::paper::count;
use crate::paper::safe::safe;
use crate::paper::table::Grid;
use crate::roster::DateLook;
use crate::roster::inspect::{ColumnKnown, ColumnLook};

/// A file: its format, its columns, and how its dates are spelt.
pub(super) fn tell(file: &FileReport, told: &mut ToldList) {
    let mut title = safe(&file.file).into_owned();
    if file.rows > 0 {
        let _ = write!(
            title,
            ": {}, {}",
            count(file.rows, "row", "rows"),
            count(file.children, "child", "children")
        );
    }
    if file.unreadable > 0 {
        let _ = write!(title, ", {} unreadable", count(file.unreadable, "row", "rows"));
    }
    told.heading(&title);
    if let Some(problem) = &file.problem {
        told.say(problem);
        told.gap();
    }
    format(file.separator, file.encoding, told);
    if file.sheets.iter().any(|sheet| sheet.sheet.is_some()) {
        told.gap();
    }
    for sheet in &file.sheets {
        sheet_text(sheet, told);
    }
    not_read(file, told);
}

/// How a file is written.
pub(in crate::reports) fn format(
    separator: Option<&'static str>,
    encoding: Option<&'static str>,
    told: &mut ToldList,
) {
    let cells = separator.map(|separator| format!("{separator}s between its cells"));
    let encoding = encoding.map(|encoding| match encoding {
        "Windows-1252" => {
            "text in Windows-1252, so look whether names with accents came out right".to_owned()
        }
        "Excel workbook" => "an Excel workbook".to_owned(),
        encoding => format!("text in {encoding}"),
    });
    let format: Vec<String> = cells.into_iter().chain(encoding).collect();
    if !format.is_empty() {
        told.say(&format!("Format: {}.", format.join("; ")));
    }
}

/// The sheets that are not read, those of a kind together.
fn not_read(file: &FileReport, told: &mut ToldList) {
    let mut kinds: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for other in &file.not_read {
        kinds
            .entry(other.why)
            .or_default()
            .push(format!("\"{}\"", other.sheet));
    }
    for (why, sheets) in &kinds {
        told.say(&format!("Not read, being {why}: {}.", sheets.join(", ")));
    }
    if !kinds.is_empty() {
        told.gap();
    }
}

fn sheet_text(sheet: &SheetReport, told: &mut ToldList) {
    if let Some(name) = &sheet.sheet {
        let rows = count(sheet.rows, "row", "rows");
        let words = format!(
            "Sheet {name}: {rows} below the header in row {}",
            sheet.header_row
        );
        told.say(&words);
    }
    told.say(&layout(sheet));
    for problem in &sheet.problems {
        told.say(&format!("It {problem}"));
    }
    told.gap();
    // Of Annex A most columns are of no use here, as is known.
    let unused: &[String] = if sheet.layout == "annex-a" {
        &[]
    } else {
        &sheet.unused
    };
    columns(&sheet.columns, unused, told);
}

/// What each column stands for, those that are not used, and how dates are spelt.
pub(in crate::reports) fn columns(columns: &[ColumnLook], unused: &[String], told: &mut ToldList) {
    let mut grid = Grid::new(&["!qaf's column", "In the file", ">Filled", "Known by"]);
    for column in columns {
        let known = match column.known {
            ColumnKnown::Name => "its name",
            ColumnKnown::Mapped => "qaf.toml",
            ColumnKnown::AnnexA => "Annex A",
            ColumnKnown::Guess => "a guess",
        };
        grid.row([
            column.column.to_owned(),
            column.header.clone(),
            column.filled.to_string(),
            known.to_owned(),
        ]);
    }
    if !grid.is_empty() {
        told.grid(&grid);
        told.gap();
    }
    if !unused.is_empty() {
        let unused: Vec<String> = unused.iter().map(|name| format!("\"{name}\"")).collect();
        told.say(&format!("Not used: {}.", unused.join(", ")));
    }
    for column in columns {
        if let Some(words) = dates(column) {
            told.say(&words);
        }
    }
    told.gap();
}

fn layout(sheet: &SheetReport) -> String {
    match (sheet.layout, sheet.list, sheet.list_status) {
        ("qaf", ..) => "Layout: qaf's own.".to_owned(),
        ("mapped", ..) => "Layout: your own, by [roster.columns] of qaf.toml.".to_owned(),
        ("annex-a", Some(number), Some(status)) => {
            format!("Layout: Annex A, list {number}; the legal status of its children is {status}.")
        }
        ("unknown", Some(number), _) => {
            format!(
                "Layout: Annex A, list {number}, but not all of its columns are found, so the rest is guessed."
            )
        }
        ("unknown", ..) => "Layout: not known yet, so its columns are guessed.".to_owned(),
        (other, ..) => format!("Layout: {other}."),
    }
}

/// How a column's dates are spelt.
fn dates(column: &ColumnLook) -> Option<String> {
    let look: DateLook = column.dates?;
    let mut parts = Vec::new();
    if look.iso > 0 {
        parts.push(format!("{} as 2026-03-31", look.iso));
    }
    if look.day_first > 0 {
        let sure = match look.day_over_12 {
            0 => "none of them with a day over 12, so the month may come first",
            _ => "day first",
        };
        parts.push(format!("{} as 31/03/2026, {sure}", look.day_first));
    }
    if look.month_named > 0 {
        parts.push(format!("{} as 31 Mar 2026", look.month_named));
    }
    if look.month_first > 0 {
        parts.push(format!("{} with a month over 12", look.month_first));
    }
    if look.swapped > 0 {
        parts.push(format!(
            "{} as 2026-31-03, with day and month swapped",
            look.swapped
        ));
    }
    if look.not_dates > 0 {
        parts.push(format!("{} no dates", look.not_dates));
    }
    (!parts.is_empty()).then(|| format!("Dates of {}: {}.", column.column, parts.join("; ")))
}
