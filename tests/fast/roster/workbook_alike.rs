//! The same rows in a workbook and in a CSV file are the same cases, and a day is the same day whatever Excel counts from.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use proptest::prelude::*;
use qaf::roster::{Roster, read};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::workbooks::Put::{Date, Number, Text};
use super::workbooks::{LIST_6, LIST_7, Put, book, read_book};
use super::{HEADER, as_of, day, read_one};

#[test]
fn ids_that_differ_by_zeros_alone_are_said_and_not_merged() {
    // Texts of one length are as the case system wrote them.
    let rows: [&[Put]; 2] = [
        &[
            Text("0098"),
            Text(""),
            Date("2026-05-12"),
            Text(""),
            Text("North"),
            Text("A"),
        ],
        &[
            Text("0100"),
            Text(""),
            Date("2026-05-13"),
            Text(""),
            Text("North"),
            Text("A"),
        ],
    ];
    let roster = read_book(&book(&[("L6", &LIST_6, &rows)]));
    assert!(!roster.notes.join(" ").contains("zeros"), "{:?}", roster.notes);
    assert_eq!(roster.cases[0].child_id.as_str(), "0098");
    // The same child, from a list that kept the zeros and from one that lost them.
    let lost = book(&[(
        "L7",
        &LIST_7,
        &[&[
            Number(98.0),
            Date("2026-05-12"),
            Text(""),
            Text("North"),
            Text("A"),
        ]],
    )]);
    let kept = book(&[("L6", &LIST_6, &rows)]);
    let files = [("kept.xlsx", kept.as_slice()), ("lost.xlsx", lost.as_slice())];
    let roster = read(&files, as_of(), &BTreeMap::new(), &BTreeMap::new()).unwrap();
    assert_eq!((roster.cases.len(), roster.merged.len()), (3, 0));
    let alike: Vec<(&str, String)> = roster.alike[0]
        .ids
        .iter()
        .map(|(id, place)| (id.as_str(), roster.place_in_words(*place)))
        .collect();
    assert_eq!(
        alike,
        [
            ("0098", "row 2 of kept.xlsx, sheet L6".to_owned()),
            ("98", "row 2 of lost.xlsx, sheet L7".to_owned())
        ]
    );
    assert_eq!(roster.alike.len(), 1);
}

#[test]
fn dates_count_from_1904_where_the_workbook_says_so() {
    // 1904's workbooks are made by old Macs; none of the writers makes them, so the property is set in the XML.
    let rows: [&[Put]; 1] = [&[
        Number(1.0),
        Text(""),
        Date("2022-03-30"),
        Text(""),
        Text("North"),
        Text("A"),
    ]];
    let bytes = book(&[("6", &LIST_6, &rows)]);
    let roster = read_book(&with_1904(&bytes));
    assert_eq!(roster.cases[0].opened, Some(day("2026-03-31")));
}

/// The workbook with its dates counted from 1904, which makes each four years and a day later.
fn with_1904(bytes: &[u8]) -> Vec<u8> {
    use std::io::{Cursor, Read, Write as _};
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut part = from.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        to.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        to.write_all(
            text.replace("<workbookPr ", "<workbookPr date1904=\"1\" ")
                .as_bytes(),
        )
        .unwrap();
    }
    to.finish().unwrap().into_inner()
}

fn cell() -> impl Strategy<Value = String> {
    "[a-zA-Zé' -]{0,12}".prop_map(|text| text.trim().to_owned())
}

/// A date as an export may write it, and what is written in Excel: its own date, or the text.
fn date() -> impl Strategy<Value = (String, bool)> {
    (
        2015..2026_i32,
        1..=12_u32,
        1..=28_u32,
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(year, month, day, own, iso)| {
            let text = if iso || own {
                format!("{year}-{month:02}-{day:02}")
            } else {
                format!("{day:02}/{month:02}/{year}")
            };
            (text, own)
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_workbook_and_a_csv_of_the_same_rows_hold_the_same_cases(
        rows in prop::collection::vec(
            ("[1-9][0-9]{0,5}", any::<bool>(), cell(), cell(), prop::sample::select(vec!["CIN", "CP", "cic", ""]), date(), prop::option::of(date())),
            1..30,
        )
    ) {
        let mut made = Workbook::new();
        let cells = made.add_worksheet();
        let mut text = format!("{HEADER}\n");
        for (column, name) in (0..).zip(HEADER.split(',')) {
            cells.write_string(0, column, name).unwrap();
        }
        for (row, (id, is_number, team, worker, status, opened, closed)) in (1..).zip(&rows) {
            let none = (String::new(), false);
            let closed = closed.as_ref().unwrap_or(&none);
            writeln!(text, "{id},,,\"{team}\",\"{worker}\",{status},{},{},,", opened.0, closed.0).unwrap();
            if *is_number {
                cells.write_number(row, 0, id.parse::<f64>().unwrap()).unwrap();
            } else {
                cells.write_string(row, 0, id).unwrap();
            }
            for (column, cell) in [(3, team.as_str()), (4, worker), (5, status)] {
                cells.write_string(row, column, cell).unwrap();
            }
            for (column, (date, own)) in [(6, opened), (7, closed)] {
                if *own {
                    let format = Format::new().set_num_format("d mmm yyyy");
                    let date = ExcelDateTime::parse_from_str(date).unwrap();
                    cells.write_datetime_with_format(row, column, &date, &format).unwrap();
                } else if !date.is_empty() {
                    cells.write_string(row, column, date).unwrap();
                }
            }
        }
        let csv = read_one(text.as_bytes()).unwrap();
        let book = read_book(&made.save_to_buffer().unwrap());
        prop_assert_eq!(&csv.cases, &book.cases);
        prop_assert_eq!(&csv.merged, &book.merged);
        let places = |roster: &Roster| roster.faults.iter().map(|fault| (fault.row, fault.column.clone(), fault.message.clone())).collect::<Vec<_>>();
        prop_assert_eq!(places(&csv), places(&book));
    }
}
