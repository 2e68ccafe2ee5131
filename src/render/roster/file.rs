//! What a roster's file looks like.

use std::fmt::Write as _;

use super::super::safe::safe;
use super::super::table::Grid;
use super::super::{Style, count};
use super::{heading, say};
use crate::report::roster::{FileReport, SheetReport};
use crate::roster::DateLook;
use crate::roster::inspect::{ColumnLook, Known};

/// A file: its format, its columns, and how its dates are spelt.
pub fn text(file: &FileReport, style: Style) -> String {
    let mut text = String::new();
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
    heading(&mut text, &title, style);
    if let Some(problem) = &file.problem {
        say(&mut text, problem, style);
        text.push('\n');
    }
    let cells = file
        .separator
        .map(|separator| format!("{separator}s between its cells"));
    let encoding = file.encoding.map(|encoding| match encoding {
        "Windows-1252" => {
            "text in Windows-1252, so look whether names with accents came out right".to_owned()
        }
        encoding => format!("text in {encoding}"),
    });
    let format: Vec<String> = cells.into_iter().chain(encoding).collect();
    if !format.is_empty() {
        say(&mut text, &format!("Format: {}.", format.join("; ")), style);
    }
    for sheet in &file.sheets {
        text.push_str(&sheet_text(sheet, style));
    }
    text
}

fn sheet_text(sheet: &SheetReport, style: Style) -> String {
    let mut text = String::new();
    if let Some(name) = &sheet.sheet {
        let _ = writeln!(text, "Sheet {}", safe(name));
    }
    let layout = match sheet.layout {
        "qaf" => "Layout: qaf's own.".to_owned(),
        "mapped" => "Layout: your own, by [roster.columns] of qaf.toml.".to_owned(),
        "unknown" => "Layout: not known yet, so its columns are guessed.".to_owned(),
        other => format!("Layout: {other}."),
    };
    say(&mut text, &layout, style);
    for problem in &sheet.problems {
        say(&mut text, &format!("It {problem}"), style);
    }
    text.push('\n');
    let mut grid = Grid::new(&["!qaf's column", "In the file", ">Filled", "Known by"]);
    for column in &sheet.columns {
        let known = match column.known {
            Known::Name => "its name",
            Known::Mapped => "qaf.toml",
            Known::Guess => "a guess",
        };
        grid.row([
            column.column.to_owned(),
            column.header.clone(),
            column.filled.to_string(),
            known.to_owned(),
        ]);
    }
    if !grid.is_empty() {
        text.push_str(&grid.text(style));
        text.push('\n');
    }
    if !sheet.unused.is_empty() {
        let unused: Vec<String> = sheet.unused.iter().map(|name| format!("\"{name}\"")).collect();
        say(&mut text, &format!("Not used: {}.", unused.join(", ")), style);
    }
    for column in &sheet.columns {
        if let Some(words) = dates(column) {
            say(&mut text, &words, style);
        }
    }
    text.push('\n');
    text
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
    if look.not_dates > 0 {
        parts.push(format!("{} no dates", look.not_dates));
    }
    (!parts.is_empty()).then(|| format!("Dates of {}: {}.", column.column, parts.join("; ")))
}
