//! Workbooks: the sheets that are lists, the faults in them, and what Excel does to cells.

use std::collections::BTreeMap;

use qaf::roster::{Encoding, Layout, Roster, RosterError, read};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

use super::{as_of, pairs};

/// What a test writes into a cell.
#[derive(Clone, Copy)]
pub(super) enum Put {
    Text(&'static str),
    Number(f64),
    Date(&'static str),
    /// A formula and its value.
    Formula(&'static str, &'static str),
}
use Put::{Date, Number, Text};

pub(super) const LIST_6: [&str; 6] = [
    "Child Unique ID",
    "Date of Birth",
    "CIN Start Date",
    "CIN Closure Date",
    "Allocated Team",
    "Allocated Worker",
];
pub(super) const LIST_7: [&str; 5] = [
    "Child Unique ID",
    "Child Protection Plan Start Date",
    "Child Protection Plan End Date",
    "Allocated Team",
    "Allocated Worker",
];

fn put(sheet: &mut Worksheet, row: u32, column: u16, what: Put) {
    match what {
        Text("") => {}
        Text(text) => {
            sheet.write_string(row, column, text).unwrap();
        }
        Number(number) => {
            sheet.write_number(row, column, number).unwrap();
        }
        Date(date) => {
            let date = ExcelDateTime::parse_from_str(date).unwrap();
            let format = Format::new().set_num_format("dd/mm/yyyy");
            sheet
                .write_datetime_with_format(row, column, &date, &format)
                .unwrap();
        }
        Put::Formula(formula, value) => {
            let formula = Formula::new(formula).set_result(value);
            sheet.write_formula(row, column, formula).unwrap();
        }
    }
}

/// Adds a sheet with a header in a row, counted from 0, and rows below it.
pub(super) fn sheet(book: &mut Workbook, name: &str, at: u32, header: &[&str], rows: &[&[Put]]) {
    let sheet = book.add_worksheet();
    sheet.set_name(name).unwrap();
    for (column, text) in (0..).zip(header) {
        sheet.write_string(at, column, *text).unwrap();
    }
    for (row, cells) in (at + 1..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            put(sheet, row, column, *cell);
        }
    }
}

/// A sheet's name, its header and its rows.
type Made<'a> = (&'a str, &'a [&'a str], &'a [&'a [Put]]);

pub(super) fn book(sheets: &[Made<'_>]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, header, rows) in sheets {
        sheet(&mut book, name, 0, header, rows);
    }
    book.save_to_buffer().unwrap()
}

pub(super) fn read_named(name: &str, bytes: &[u8]) -> Result<Roster, RosterError> {
    read(&[(name, bytes)], as_of(), &BTreeMap::new(), &BTreeMap::new())
}

pub(super) fn read_book(bytes: &[u8]) -> Roster {
    read_named("book.xlsx", bytes).unwrap()
}

/// Each case as id, team, worker, status, opened and closed.
fn told(roster: &Roster) -> Vec<String> {
    let date = |date: Option<qaf::framework::Date>| date.map_or("-".to_owned(), |date| date.to_string());
    let line = |case: &qaf::roster::Case| {
        format!(
            "{} {} {} {} {} {}",
            case.child_id,
            case.team,
            case.case_holder.as_ref().map_or("-", |name| name.as_str()),
            case.legal_status,
            date(case.opened),
            date(case.closed)
        )
    };
    roster.cases.iter().map(line).collect()
}

/// A workbook with lists 6 to 9 in no order, among other sheets.
fn annex_a() -> Vec<u8> {
    let mut made = Workbook::new();
    add_leavers(&mut made);
    add_lists(&mut made);
    made.save_to_buffer().unwrap()
}

/// List 9 with another order of the columns, further ones, older headers, and a title above; a sheet of words before it.
fn add_leavers(made: &mut Workbook) {
    sheet(
        made,
        "Contents",
        0,
        &["Inspection data"],
        &[&[Text("See the lists")]],
    );
    let leavers = [
        "Allocated Worker",
        "Eligibility category",
        "Notes",
        "Child's ID",
        "Allocated  Team",
    ];
    sheet(
        made,
        "Leavers",
        3,
        &leavers,
        &[&[
            Text("Sam\u{a0}Low"),
            Text("b) Former relevant"),
            Text("x"),
            Text("0031"),
            Text("Leaving 1"),
        ]],
    );
    made.worksheet_from_index(1)
        .unwrap()
        .write_string(0, 0, "List 9: care leavers")
        .unwrap();
}

fn add_lists(made: &mut Workbook) {
    sheet(
        made,
        "protection",
        0,
        &LIST_7,
        &[&[
            Number(12.0),
            Date("2026-05-01"),
            Text(""),
            Text("North 1"),
            Text("Zoe Ash"),
        ]],
    );
    sheet(
        made,
        "list 6",
        0,
        &LIST_6,
        &[
            &[
                Number(12.0),
                Date("2015-02-08"),
                Date("2026-01-01"),
                Text(""),
                Text("North 1"),
                Text("Robin Hale"),
            ],
            &[
                Text("13"),
                Date("2027-02-01"),
                Text("31/03/2026"),
                Date("2026-06-01"),
                Text("North 1"),
                Text(""),
            ],
        ],
    );
    sheet(
        made,
        "care",
        0,
        &[
            "Child Unique ID",
            "Date Started to be Looked After",
            "Date Ceased to be Looked After",
            "Allocated Team",
            "Allocated Worker",
        ],
        &[&[
            Number(14.0),
            Date("2024-02-29"),
            Text(""),
            Text("Through Care"),
            Text("Kim Lee"),
        ]],
    );
    sheet(
        made,
        "List 4",
        0,
        &[
            "Child Unique ID",
            "Continuous Assessment Start Date",
            "Allocated Team",
        ],
        &[&[Number(1.0)]],
    );
}

#[test]
fn annex_a_is_read_whatever_stands_round_the_lists() {
    let roster = read_book(&annex_a());
    assert_eq!(roster.faults, []);
    assert_eq!(
        told(&roster),
        [
            "0031 Leaving 1 Sam Low Care Leaver - -",
            "12 North 1 Zoe Ash CP 2026-05-01 -",
            "13 North 1 - CIN 2026-03-31 2026-06-01",
            "14 Through Care Kim Lee CiC 2024-02-29 -",
        ]
    );
    // An unborn child has no age; the child on lists 6 and 7 is one.
    assert_eq!(roster.cases[2].age, None);
    assert_eq!(roster.merged.len(), 1);
    assert_eq!(
        roster.place_in_words(roster.merged[0].kept),
        "row 2 of book.xlsx, sheet protection"
    );
    let file = &roster.files[0];
    assert_eq!((file.layout, file.encoding), (Layout::AnnexA, Encoding::Workbook));
    assert_eq!((file.rows, file.children, file.unreadable), (5, 4, 0));
    let heads: Vec<usize> = roster.sheets.iter().map(|sheet| sheet.header_row).collect();
    assert_eq!(heads, [4, 1, 1, 1]);
    let notes = roster.notes.join("\n");
    assert!(
        notes.contains("book.xlsx, sheet Leavers, was read as Annex A's list 9 (Care Leaver): 1 row."),
        "{notes}"
    );
    assert!(
        notes.contains("the sheets \"List 4\" and \"Contents\" were not read"),
        "{notes}"
    );
}

#[test]
fn annex_a_is_read_from_csv_files_too() {
    let six = "Children in need\n\nChild Unique ID;CIN Start Date;Case Status;Allocated Team;Allocated Worker\n\
               1;31/03/2026;c) Child in need plan;North;A\n2;01/04/2026;PLO;North;B\n";
    let eight = "Child Unique ID,Date Started to be Looked After,Allocated Team,Allocated Worker\n1,2026-04-01,Care,C\n";
    let files = [("six.csv", six.as_bytes()), ("eight.csv", eight.as_bytes())];
    let roster = read(&files, as_of(), &BTreeMap::new(), &BTreeMap::new()).unwrap();
    assert_eq!(
        told(&roster),
        ["2 North B PLO 2026-04-01 -", "1 Care C CiC 2026-04-01 -"]
    );
    assert_eq!(roster.sheets[0].header_row, 3);
    assert_eq!(
        (roster.files[0].layout, roster.files[0].rows),
        (Layout::AnnexA, 2)
    );
    // What qaf.toml maps goes before the list's own.
    let mapped = pairs(&[("case_holder", "Allocated Team"), ("legal_status", "Case Status")]);
    let words = pairs(&[("c) child in need plan", "CIN")]);
    let roster = read(&files[..1], as_of(), &mapped, &words).unwrap();
    assert_eq!(
        told(&roster),
        ["1 North North CIN 2026-03-31 -", "2 North North PLO 2026-04-01 -"]
    );
}

#[test]
fn faults_name_sheet_row_and_column() {
    let rows: [&[Put]; 4] = [
        &[
            Number(1.0),
            Text("soon"),
            Text("31/02/2026\u{1b}[0m"),
            Text(""),
            Text("North"),
            Text("A"),
        ],
        &[
            Number(2.0),
            Text(""),
            Date("2026-05-01"),
            Date("2026-04-01"),
            Text("North"),
            Text("A"),
        ],
        &[
            Number(123_456_789_012_345_680.0),
            Text(""),
            Text("03/31/2026"),
            Text(""),
            Text("#N/A"),
            Text("A"),
        ],
        &[
            Number(4.0),
            Text(""),
            Text(""),
            Text(""),
            Text("North"),
            Text("A"),
        ],
    ];
    let roster = read_book(&book(&[("List 6", &LIST_6, &rows)]));
    let faults: Vec<String> = roster.faults.iter().map(ToString::to_string).collect();
    let starts = [
        "book.xlsx, sheet List 6, row 2, column C (31/02/2026\\u{1b}[0m): The column \"CIN Start Date\" is no date",
        "book.xlsx, sheet List 6, row 2, column B: The column \"Date of Birth\" is no date",
        "book.xlsx, sheet List 6, row 3, column D (2026-04-01): The column \"CIN Closure Date\" is 2026-04-01, which lies \
         before the start date, 2026-05-01.",
        "book.xlsx, sheet List 6, row 4, column A (123456789012345680): The column \"Child Unique ID\" is a number of more \
         than 15 digits",
        "book.xlsx, sheet List 6, row 4, column E (#N/A): The column \"Allocated Team\" holds the mark of an Excel formula",
        "book.xlsx, sheet List 6, row 4, column C (03/31/2026): The column \"CIN Start Date\" has a month over 12",
        "book.xlsx, sheet List 6, row 5, column C: The column \"CIN Start Date\" is empty",
    ];
    assert_eq!(faults.len(), starts.len(), "{faults:#?}");
    for (fault, start) in faults.iter().zip(starts) {
        assert!(fault.starts_with(start), "{fault}\n{start}");
    }
    assert_eq!((roster.files[0].unreadable, roster.cases.len()), (4, 0));
}

#[test]
fn what_excel_does_to_cells_is_said() {
    let row = |id: f64, date: Put| -> Vec<Put> {
        vec![
            Number(id),
            Text(""),
            date,
            Text(""),
            Put::Formula("=\"Nor\"&\"th\"", "North"),
            Text("A"),
        ]
    };
    let rows: Vec<Vec<Put>> = (0..10_u32)
        .map(|index| {
            row(
                98.0 + f64::from(index),
                if index < 5 {
                    Date("2026-05-12")
                } else {
                    Text("13/05/2026")
                },
            )
        })
        .collect();
    let rows: Vec<&[Put]> = rows.iter().map(Vec::as_slice).collect();
    let roster = read_book(&book(&[("L6", &LIST_6, &rows)]));
    assert_eq!((roster.cases.len(), roster.cases[0].team.as_str()), (10, "North"));
    let notes = roster.notes.join("\n");
    for words in [
        "book.xlsx, sheet L6, has 10 cells that are formulas, in column E; their values were taken as Excel last",
        "has children's ids that are numbers in Excel and differ in length (2 to 3 characters)",
        "Excel has taken the day for the month",
    ] {
        assert!(notes.contains(words), "{words}\n{notes}");
    }
}
