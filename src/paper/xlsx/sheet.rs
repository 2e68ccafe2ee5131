//! The sheet of a table: its caption, of when it is, the header row with filters, the rows.

use rust_xlsxwriter::{
    ExcelDateTime, Format, FormatAlign, Table as Filters, TableColumn, TableStyle, Worksheet, XlsxError,
};

use super::{kept, small};
use crate::framework::Date;
use crate::paper::{Cell, ColumnKind, Paper, PaperTable};

/// The row of the columns' names, from 0.
pub(super) const HEAD: u32 = 2;
/// The narrowest and the widest column, in characters.
const WIDTHS: (usize, usize) = (8, 60);

/// Writes the sheet of the `number`th table.
pub(super) fn write(
    sheet: &mut Worksheet,
    paper: &Paper,
    table: &PaperTable,
    number: usize,
) -> Result<(), XlsxError> {
    sheet.write_string_with_format(
        0,
        0,
        kept(&table.caption),
        &Format::new().set_bold().set_font_size(14),
    )?;
    sheet.write_string(1, 0, kept(&under(paper, table)))?;
    if table.rows.is_empty() || table.columns.is_empty() {
        sheet.write_string(HEAD, 0, kept(&table.empty))?;
        return Ok(());
    }
    lay_out(sheet, table)?;
    head(sheet, table, number)?;
    let formats: Vec<Formats> = table
        .columns
        .iter()
        .map(|column| Formats::of(column.kind))
        .collect();
    let totals = formats.iter().map(Formats::bold).collect();
    let each = table.rows.iter().map(|row| (row, &formats));
    for (row, (cells, formats)) in (HEAD + 1..).zip(each.chain(table.total.iter().map(|row| (row, &totals))))
    {
        for (column, (cell, formats)) in (0..).zip(cells.iter().zip(formats)) {
            put(sheet, row, column, cell, formats)?;
        }
    }
    Ok(())
}

/// The line under the caption: of when the figures are, and what a mark in them means.
fn under(paper: &Paper, table: &PaperTable) -> String {
    let mut line = format!(
        "{}. {}, as at {}.",
        paper.title,
        paper.period,
        paper.as_of.spoken()
    );
    if table.rows.iter().flatten().any(|cell| *cell == Cell::Hidden) {
        line.push_str(" [c]: a small number that is not shown, so that nobody can be recognised.");
    }
    line
}

/// The names stay in sight on a screen and on every printed page, and a page is as wide as the table.
fn lay_out(sheet: &mut Worksheet, table: &PaperTable) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(HEAD + 1, 1)?;
    sheet.set_repeat_rows(HEAD, HEAD)?;
    sheet
        .set_paper_size(9)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_footer("&L&A&RPage &P of &N");
    for (index, column) in (0_u16..).zip(&table.columns) {
        let place = usize::from(index);
        let cells = table.rows_and_total().filter_map(|row| row.get(place));
        let longest = cells.map(|cell| widest_line(&cell.shown())).max().unwrap_or(0);
        // The filter's arrow stands beside the name.
        let wanted = longest.max(widest_line(&column.name) + 3) + 2;
        let width = u32::try_from(wanted.clamp(WIDTHS.0, WIDTHS.1)).unwrap_or(8);
        sheet.set_column_width(index, width)?;
    }
    Ok(())
}

fn widest_line(text: &str) -> usize {
    text.lines().map(|line| line.chars().count()).max().unwrap_or(0)
}

/// The names of the columns, as the header of a table with filters.
fn head(sheet: &mut Worksheet, table: &PaperTable, number: usize) -> Result<(), XlsxError> {
    let columns: Vec<TableColumn> = different(table)
        .into_iter()
        .zip(&table.columns)
        .map(|(name, column)| {
            TableColumn::new().set_header(name).set_header_format(
                Format::new()
                    .set_bold()
                    .set_text_wrap()
                    .set_align(FormatAlign::Top)
                    .set_align(side(column.kind)),
            )
        })
        .collect();
    let last = HEAD.saturating_add(u32::try_from(table.rows.len()).unwrap_or(u32::MAX));
    let right = u16::try_from(table.columns.len() - 1).unwrap_or(u16::MAX);
    let filters = Filters::new()
        .set_name(format!("Table_{number}"))
        .set_style(TableStyle::Light1)
        .set_first_column(true)
        .set_alt_text_title(one_line(&table.caption, 250))
        .set_columns(&columns);
    sheet.add_table(HEAD, 0, last, right, &filters)?;
    Ok(())
}

/// The columns' names; Excel wants no two of them the same, so a second one gets a number.
fn different(table: &PaperTable) -> Vec<String> {
    let mut taken = std::collections::BTreeSet::new();
    let names = (1..).zip(&table.columns).map(|(place, column)| {
        let name = one_line(&column.name, 200);
        let name = if name.is_empty() {
            format!("Column {place}")
        } else {
            name
        };
        let mut one = name.clone();
        let mut number = 2;
        while !taken.insert(one.to_lowercase()) {
            one = format!("{name} {number}");
            number += 1;
        }
        one
    });
    names.collect()
}

/// A name as the markup of a table holds it beside its cell: in one line, and with nothing that Excel would read as the
/// code of a character, which it does in the one and not in the other.
fn one_line(text: &str, longest: usize) -> String {
    let text: String = kept(text).replace('\n', " ").replace("_x", "_ x");
    text.chars().take(longest).collect()
}

/// How the cells of a column are set.
struct Formats {
    words: Format,
    count: Format,
    decimal: Format,
    percent: Format,
    day: Format,
    late: Format,
}

impl Formats {
    fn of(kind: ColumnKind) -> Self {
        let set = || Format::new().set_align(FormatAlign::Top).set_align(side(kind));
        Self {
            words: match kind {
                ColumnKind::Words => set().set_text_wrap(),
                _ => set(),
            },
            count: set().set_num_format("0"),
            decimal: set().set_num_format("0.0"),
            percent: set().set_num_format("0.0%"),
            day: set().set_num_format("yyyy-mm-dd"),
            // The days stay a number, by which late ones can be sorted.
            late: set()
                .set_num_format("\"LATE, \"0;;\"LATE\"")
                .set_bold()
                .set_font_color(0x8A_1F_11)
                .set_background_color(0xFB_E3_DF),
        }
    }

    /// The same for what adds the others up.
    fn bold(&self) -> Self {
        let bold = |format: &Format| format.clone().set_bold();
        Self {
            words: bold(&self.words),
            count: bold(&self.count),
            decimal: bold(&self.decimal),
            percent: bold(&self.percent),
            day: bold(&self.day),
            late: bold(&self.late),
        }
    }
}

fn side(kind: ColumnKind) -> FormatAlign {
    if kind.is_number() {
        FormatAlign::Right
    } else {
        FormatAlign::Left
    }
}

/// Writes a cell as what it is: a number, a day, or text.
fn put(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let said = || kept(&cell.shown());
    match cell {
        Cell::Blank => sheet.write_blank(row, column, &formats.words)?,
        Cell::Text(_) | Cell::Hidden => {
            sheet.write_string_with_format(row, column, said(), &formats.words)?
        }
        Cell::Count(n) => match exact(*n) {
            Some(n) => sheet.write_number_with_format(row, column, n, &formats.count)?,
            None => sheet.write_string_with_format(row, column, said(), &formats.words)?,
        },
        Cell::Decimal(value) => match as_shown(*value) {
            Some(value) => sheet.write_number_with_format(row, column, value, &formats.decimal)?,
            None => sheet.write_string_with_format(row, column, said(), &formats.words)?,
        },
        Cell::Percent(value) => match as_shown(*value) {
            Some(value) => sheet.write_number_with_format(row, column, value / 100.0, &formats.percent)?,
            None => sheet.write_string_with_format(row, column, said(), &formats.words)?,
        },
        Cell::Late(days) => sheet.write_number_with_format(row, column, f64::from(*days), &formats.late)?,
        Cell::Day(day) => match excel_day(*day) {
            Some(day) => sheet.write_datetime_with_format(row, column, &day, &formats.day)?,
            None => sheet.write_string_with_format(row, column, said(), &formats.words)?,
        },
    };
    Ok(())
}

/// A count as Excel's number; none above what it keeps to the digit.
fn exact(n: usize) -> Option<f64> {
    u32::try_from(n).ok().map(f64::from)
}

/// The number that is shown, to one decimal: Excel rounds halves otherwise than the other formats. None where it is no
/// number that Excel knows.
fn as_shown(value: f64) -> Option<f64> {
    let shown: f64 = format!("{value:.1}").parse().ok()?;
    // Nothing is added, and what is less than nothing by its sign alone has none then.
    shown.is_finite().then_some(shown + 0.0)
}

/// Excel knows no day before 1900.
fn excel_day(day: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok()?;
    ExcelDateTime::from_ymd(year, small(day.month()), small(day.day())).ok()
}
