//! The sheets of a workbook that are lists of cases, and what is said of the others.

use std::collections::HashSet;
use std::sync::Arc;

use super::cell::shown;
use super::columns::{ColumnsFound, Layout, Mapping, list, save_as_csv};
use super::encoding::Encoding;
use super::header::{self, Header};
use super::quirks::Quirks;
use super::read::{RosterFile, shown_name};
use super::remarked::Remarked;
use super::sink::{NO_ROWS, Sheet, Sink, file_of};
use super::table::{MOST_COLUMNS, TITLE_ROWS};
use super::workbook::{Rows, SheetName, Workbook};

/// What a sheet is.
enum SheetFound {
    /// A list: its header, where it stands and what is in it.
    List {
        header: Vec<String>,
        row: usize,
        columns: Box<ColumnsFound>,
    },
    Faulty(Vec<String>),
    /// An Annex A list without cases to draw from.
    OtherList,
    /// Anything else; its first row with something in it, if any.
    Unknown(Vec<String>),
}

/// The sheets of one workbook that are no lists of cases, by their names.
#[derive(Default)]
struct Others {
    charts: Vec<String>,
    lists: Vec<String>,
    /// With the beginning of the sheet, as a message shows it.
    unknown: Vec<(String, String)>,
    empty: Vec<String>,
}

impl Sink {
    /// Reads every sheet of a workbook that is a list of cases.
    pub(super) fn workbook(
        &mut self,
        index: usize,
        name: &str,
        bytes: &[u8],
        mapping: &Mapping,
    ) -> Result<RosterFile, Vec<String>> {
        let mut book = Workbook::open(bytes).map_err(|why| vec![why])?;
        let first = self.sheets.len();
        let mut others = Others::default();
        let mut problems = Vec::new();
        for sheet in book.sheets() {
            let hidden = book.hidden(&sheet.name);
            let rows = if sheet.has_cells {
                book.rows(&sheet.name).map_err(|why| vec![why])?
            } else {
                None
            };
            let Some(mut rows) = rows else {
                others.charts.push(sheet.name);
                continue;
            };
            match find(&mut rows, mapping).map_err(|why| vec![why])? {
                SheetFound::List { header, row, columns } => {
                    let open = self.open_sheet(name, &sheet, &header, *columns);
                    self.list(index, row, open, rows, &hidden)
                        .map_err(|why| vec![why])?;
                }
                SheetFound::Faulty(found) => {
                    problems.extend(
                        found
                            .iter()
                            .map(|rest| format!("(sheet {}) {rest}", shown(&sheet.name))),
                    );
                }
                SheetFound::OtherList => others.lists.push(sheet.name),
                SheetFound::Unknown(row) if row.is_empty() => others.empty.push(sheet.name),
                SheetFound::Unknown(row) => others.unknown.push((sheet.name, beginning(&row))),
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        self.notes.extend(others.note(name, self.sheets.len() > first));
        self.whole(name, first).ok_or_else(|| {
            let was_read = self.sheets.len() > first;
            vec![others.why_nothing(was_read)]
        })
    }

    /// The file as its sheets make it; `None` where they have no row.
    fn whole(&self, name: &str, first: usize) -> Option<RosterFile> {
        let sheets = &self.sheets[first..];
        let layout = sheets.first()?.layout;
        let layout = if sheets.iter().all(|sheet| sheet.layout == layout) {
            layout
        } else {
            Layout::Several
        };
        let rows = sheets.iter().map(|sheet| sheet.rows).sum();
        let unreadable = sheets.iter().map(|sheet| sheet.unreadable).sum();
        (rows > 0).then(|| file_of(name, layout, Encoding::Workbook, rows, unreadable))
    }

    fn open_sheet<'h>(
        &mut self,
        file: &str,
        sheet: &SheetName,
        header: &'h Vec<String>,
        columns: ColumnsFound,
    ) -> Sheet<'h, Vec<String>> {
        if !sheet.is_shown {
            self.notes.push(format!(
                "{}, sheet {}, is hidden in Excel and was read all the same. Take the sheet out if it is not meant.",
                shown_name(file),
                shown(&sheet.name)
            ));
        }
        Sheet {
            index: self.sheets.len(),
            file: file.into(),
            name: Some(Arc::from(sheet.name.as_str())),
            header,
            columns,
            rows: 0,
            unreadable: 0,
            remarked: Remarked::default(),
        }
    }

    fn list(
        &mut self,
        file: usize,
        header_row: usize,
        mut sheet: Sheet<'_, Vec<String>>,
        mut rows: Rows<'_, '_>,
        hidden: &HashSet<usize>,
    ) -> Result<(), String> {
        let keep = sheet.columns.width();
        rows.set_width(sheet.header.len());
        let mut quirks = Quirks::default();
        while rows.advance(keep)? {
            let row = rows.row();
            quirks.look(row, &sheet.columns);
            if hidden.contains(&row.number) {
                sheet.remarked.hidden(row.number);
            }
            self.row(&mut sheet, row.number, row);
        }
        let place = sheet.place();
        if let Some(list) = sheet.columns.list {
            self.notes.push(format!(
                "{place} was read as Annex A's list {} ({}): {} {}.",
                list.number(),
                list.status(),
                sheet.rows,
                if sheet.rows == 1 { "row" } else { "rows" }
            ));
        }
        self.notes.extend(quirks.notes(&place));
        self.note_unread(&sheet);
        self.close(file, header_row, &sheet);
        Ok(())
    }
}

/// Looks for a header near the top of a sheet.
fn find(rows: &mut Rows<'_, '_>, mapping: &Mapping) -> Result<SheetFound, String> {
    let mut first = Vec::new();
    for _ in 0..TITLE_ROWS {
        if !rows.advance(MOST_COLUMNS)? {
            break;
        }
        let header = rows.row().texts();
        match header::look(&header, mapping) {
            Header::Known(columns) => {
                let row = rows.row().number;
                return Ok(SheetFound::List { header, row, columns });
            }
            Header::Faulty(problems) => return Ok(SheetFound::Faulty(problems)),
            Header::OtherList => return Ok(SheetFound::OtherList),
            Header::No if first.is_empty() => first = header,
            Header::No => {}
        }
    }
    Ok(SheetFound::Unknown(first))
}

/// How a sheet begins, as a message shows it.
fn beginning(row: &[String]) -> String {
    const MOST: usize = 6;
    let cells = row.iter().filter(|cell| !cell.trim().is_empty());
    list(cells.take(MOST).map(|cell| format!("\"{}\"", shown(cell))))
}

impl Others {
    /// What is said of them where another sheet was read.
    fn note(&self, file: &str, was_read: bool) -> Option<String> {
        let unknown = self.unknown.iter().map(|(name, _)| name);
        let names: Vec<&String> = self.lists.iter().chain(unknown).chain(&self.charts).collect();
        if !was_read || names.is_empty() {
            return None;
        }
        let sheets = list(names.iter().map(|name| format!("\"{}\"", shown(name))));
        let (word, were) = if names.len() == 1 {
            ("sheet", "was")
        } else {
            ("sheets", "were")
        };
        Some(format!(
            "{}: the {word} {sheets} {were} not read, as no list of cases was found there.",
            shown_name(file)
        ))
    }

    /// Why a workbook without any case can't be read.
    fn why_nothing(&self, has_list: bool) -> String {
        if has_list {
            NO_ROWS.to_owned()
        } else {
            self.no_list()
        }
    }

    /// Why a workbook without any list can't be read.
    fn no_list(&self) -> String {
        if self.unknown.is_empty() && !self.lists.is_empty() {
            return header::other_list();
        }
        let mut seen: Vec<String> = self
            .unknown
            .iter()
            .map(|(name, beginning)| format!("the sheet {} begins with {beginning}", shown(name)))
            .collect();
        let kinds = [
            (&self.lists, "is an Annex A list without cases to draw from"),
            (&self.charts, "is a chart"),
            (&self.empty, "is empty"),
        ];
        for (names, what) in kinds {
            seen.extend(
                names
                    .iter()
                    .map(|name| format!("the sheet {} {what}", shown(name))),
            );
        }
        format!(
            "has no sheet with a list of cases: no row near the top of a sheet names the columns. Here {}. Name the \
             columns as Annex A's lists 6 to 9 do, or as qaf does, or map them in qaf.toml under [roster.columns]. {}",
            list(seen.into_iter()),
            save_as_csv()
        )
    }
}
