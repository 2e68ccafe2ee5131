//! Readers of workbooks and Word documents, which know nothing of how they were made.

use std::io::{Cursor, Read as _};

use calamine::{Data, Reader as _, Xlsx};
use qaf::framework::Date;
use qaf::paper::ColumnKind;
use qaf::paper::safe::safe_lines;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;

/// A table's rows, the columns' names first.
pub type Rows = Vec<Vec<String>>;

/// A text as a document shows it: what would turn or hide it is written out.
pub fn plain(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\t', " ");
    safe_lines(text.trim_end()).into_owned()
}

/// A text with single spaces for all that is space.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The cells each in one line.
pub fn squeezed(tables: &[Rows]) -> Vec<Rows> {
    let row = |row: &Vec<String>| row.iter().map(|cell| one_line(cell)).collect();
    tables.iter().map(|rows| rows.iter().map(row).collect()).collect()
}

/// A sheet that was read.
pub struct Sheet {
    pub caption: String,
    pub rows: Rows,
}

/// The sheets of the tables; of each, how the cells of its columns are to be shown, and how many rows it has.
pub fn xlsx(bytes: &[u8], tables: &[(Vec<ColumnKind>, usize)]) -> Vec<Sheet> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    let names = book.sheet_names();
    assert_eq!(names[0], "About");
    let sheets = names[1..].iter().zip(tables);
    sheets
        .map(|(name, (kinds, rows))| {
            assert!(
                book.worksheet_formula(name)
                    .unwrap()
                    .cells()
                    .all(|(.., formula)| formula.is_empty()),
                "{name} holds a formula"
            );
            let range = book.worksheet_range(name).unwrap();
            // A row without a word is none for the reader; a table without a row has a sentence in its place.
            let (high, wide) = if *rows == 0 {
                (1, 1)
            } else {
                (rows + 1, kinds.len())
            };
            assert!(
                range.height() <= 2 + high && range.width() <= wide.max(1),
                "{name} holds more"
            );
            let cell = |row: usize, column: usize| {
                let place = (u32::try_from(row).unwrap(), u32::try_from(column).unwrap());
                shown(
                    range.get_value(place),
                    kinds.get(column).copied().filter(|_| row > 2),
                )
            };
            Sheet {
                caption: cell(0, 0),
                rows: (2..2 + high)
                    .map(|row| (0..wide).map(|column| cell(row, column)).collect())
                    .collect(),
            }
        })
        .collect()
}

/// A cell as Excel shows it in the format that its column has.
fn shown(cell: Option<&Data>, kind: Option<ColumnKind>) -> String {
    match cell {
        None | Some(Data::Empty) => String::new(),
        Some(Data::String(text)) => text.clone(),
        Some(Data::Float(number)) => match kind {
            Some(ColumnKind::Percent) => format!("{:.1}%", number * 100.0),
            Some(ColumnKind::Decimal) => format!("{number:.1}"),
            _ => number.to_string(),
        },
        Some(Data::Int(number)) => match kind {
            Some(ColumnKind::Percent) => format!("{number}00.0%"),
            Some(ColumnKind::Decimal) => format!("{number}.0"),
            _ => number.to_string(),
        },
        Some(Data::DateTime(day)) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            Date::new(i32::from(year), u32::from(month), u32::from(day))
                .unwrap()
                .to_string()
        }
        Some(other) => panic!("an odd cell: {other:?}"),
    }
}

/// A part of a Word document.
pub fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The tables of a Word document.
pub fn docx(bytes: &[u8]) -> Vec<Rows> {
    let text = part(bytes, "word/document.xml");
    let mut reader = quick_xml::Reader::from_str(&text);
    let mut tables: Vec<Rows> = Vec::new();
    let mut in_text = false;
    let add = |tables: &mut Vec<Rows>, text: &str| {
        if let Some(cell) = tables.last_mut().and_then(|rows| rows.last_mut()?.last_mut()) {
            cell.push_str(text);
        }
    };
    // What stands outside of tables must not be added to the last cell.
    let mut in_cell = false;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => match start.name().as_ref() {
                "w:tbl" => tables.push(Vec::new()),
                "w:tr" => tables.last_mut().unwrap().push(Vec::new()),
                "w:tc" => {
                    in_cell = true;
                    tables.last_mut().unwrap().last_mut().unwrap().push(String::new());
                }
                "w:t" => in_text = true,
                _ => {}
            },
            Event::End(end) => match end.name().as_ref() {
                "w:t" => in_text = false,
                "w:tc" => in_cell = false,
                _ => {}
            },
            Event::Empty(empty) if in_cell && empty.name().as_ref() == "w:br" => add(&mut tables, "\n"),
            Event::Text(text) if in_text && in_cell => add(&mut tables, &text),
            Event::GeneralRef(name) if in_text && in_cell => {
                add(&mut tables, resolve_predefined_entity(&name).unwrap());
            }
            Event::Eof => return tables,
            _ => {}
        }
    }
}
