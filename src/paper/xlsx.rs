//! A report as a workbook: a first sheet that says what it is and what it rests on, then a sheet a table.
//!
//! Numbers and days are what they are, so that they can be sorted and added up, and show the same digits as in every other
//! format. Text is text: no cell is ever a formula. The same report makes the same bytes.

mod about;
mod drawn;
mod made_on;
mod names;
mod sheet;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::Paper;
use crate::paper::safe::shown;

/// The most characters that a cell holds, counted as Excel counts them (in UTF-16).
const CELL: usize = 32_767;

/// The workbook.
///
/// # Errors
/// Where a table has more rows than a sheet has room for.
pub fn xlsx(paper: &Paper) -> Result<Vec<u8>, XlsxError> {
    let (figures, charts): (Vec<_>, Vec<_>) = paper.all_tables_and_charts().into_iter().unzip();
    let names = names::names(figures.iter().map(|table| table.id.as_str()));
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(paper)?);
    about::write(workbook.add_worksheet(), paper, &figures, &names)?;
    // It opens on its data; what it is stands on the sheet before.
    let main = figures.iter().position(|table| table.is_main).unwrap_or(0) + 1;
    for (number, (table, name)) in (1..).zip(figures.iter().zip(&names)) {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name)?;
        if number == main {
            sheet.set_active(true);
        }
        sheet::write(sheet, paper, table, number)?;
        if let Some(chart) = charts[number - 1] {
            drawn::draw(sheet, name, table, chart)?;
        }
    }
    workbook.save_to_buffer().map(made_on::as_on_unix)
}

/// What stands in the file's properties. It was made on the day that the report is of: no clock is read.
fn properties(paper: &Paper) -> Result<DocProperties, XlsxError> {
    let day = paper.as_of;
    let year = u16::try_from(day.year()).unwrap_or(1900).max(1900);
    let made = ExcelDateTime::from_ymd(year, small(day.month()), small(day.day()))?;
    let properties = DocProperties::new()
        .set_title(property(&paper.title))
        .set_subject(property(&paper.period))
        .set_creation_datetime(&made);
    Ok(match &paper.council {
        Some(council) => properties.set_company(property(council)),
        None => properties,
    })
}

/// Text as Excel shows a property: one line, of no more characters than it takes.
fn property(text: &str) -> String {
    shown(text).replace('\n', " ").chars().take(250).collect()
}

/// A month or a day of the month.
fn small(number: u32) -> u8 {
    u8::try_from(number).unwrap_or(1)
}

/// Text as a cell holds it: what would turn or hide it is written out, and what is too long ends with a word that says so.
fn kept(text: &str) -> String {
    let text = shown(text);
    if text.encode_utf16().count() <= CELL {
        return text;
    }
    let mut left = CELL - CUT.len();
    let whole = text.chars().take_while(|c| {
        let width = c.len_utf16();
        let fits = width <= left;
        left = left.saturating_sub(width);
        fits
    });
    whole.chain(CUT.chars()).collect()
}

/// How text ends that is longer than a cell can hold.
const CUT: &str = " [cut: longer than a cell can hold]";

#[cfg(test)]
mod tests;
