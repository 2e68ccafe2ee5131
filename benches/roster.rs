//! How long a roster takes, beside what the csv crate and calamine take to pass over the same bytes.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Cursor;

use calamine::{Reader as _, Xlsx};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use qaf::framework::Date;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

fn main() {
    divan::main();
}

const ROWS: [usize; 2] = [100_000, 1_000_000];

/// A roster of so many rows, one in fifty of them a child's second.
fn roster(rows: usize) -> String {
    let mut text = String::from(
        "child_id,initials,date_of_birth,team,case_holder,legal_status,opened,closed,manager,family_id\n",
    );
    let statuses = ["CIN", "CP", "CiC", "PLO", "Care Leaver"];
    for row in 0..rows {
        let child = if row % 50 == 49 { row - 49 } else { row };
        let (month, day) = (row % 12 + 1, row % 28 + 1);
        writeln!(
            text,
            "{child:08},AB,2015-{month:02}-{day:02},Area Unit North {},Robin Hale {},{},2026-{month:02}-{day:02},,,F{}",
            row % 9,
            row % 200,
            statuses[row % 5],
            row / 2
        )
        .expect("writing to a string can't fail");
    }
    text
}

#[divan::bench(args = ROWS, sample_count = 10)]
fn csv_alone(bencher: Bencher<'_, '_>, rows: usize) {
    let text = roster(rows);
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
        let mut record = csv::StringRecord::new();
        let mut cells = 0;
        while reader.read_record(&mut record).is_ok_and(|found| found) {
            cells += record.len();
        }
        black_box(cells)
    });
}

/// What it costs to keep the rows in memory, as a draw has to.
#[divan::bench(args = ROWS, sample_count = 10)]
fn csv_kept(bencher: Bencher<'_, '_>, rows: usize) {
    let text = roster(rows);
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
        let rows: Vec<Vec<String>> = reader
            .records()
            .filter_map(Result::ok)
            .map(|record| record.iter().map(str::to_owned).collect())
            .collect();
        rows
    });
}

#[divan::bench(args = ROWS, sample_count = 10)]
fn qaf(bencher: Bencher<'_, '_>, rows: usize) {
    let text = roster(rows);
    let as_of = Date::new(2026, 11, 24).expect("the calendar has this day");
    let none = BTreeMap::new();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| qaf::roster::read(&[("cases.csv", text.as_bytes())], as_of, &none, &none));
}

/// The roster as a workbook, its dates as Excel's own.
fn workbook(rows: usize) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let format = Format::new().set_num_format("dd/mm/yyyy");
    for (row, line) in (0..).zip(roster(rows).lines()) {
        for (column, cell) in (0..).zip(line.split(',')) {
            match ExcelDateTime::parse_from_str(cell) {
                Ok(date) if cell.matches('-').count() == 2 => sheet
                    .write_datetime_with_format(row, column, &date, &format)
                    .map(drop),
                _ => sheet.write_string(row, column, cell).map(drop),
            }
            .expect("a sheet has room for it");
        }
    }
    book.save_to_buffer().expect("a workbook in memory can be made")
}

const SHEET_ROWS: usize = 100_000;

/// Every cell passed over, none kept.
#[divan::bench(sample_count = 5)]
fn calamine_cells(bencher: Bencher<'_, '_>) {
    let bytes = workbook(SHEET_ROWS);
    bencher.counter(BytesCount::of_slice(&bytes)).bench(|| {
        let mut book = Xlsx::new(Cursor::new(&bytes)).expect("it was just made");
        let mut reader = book
            .worksheet_cells_reader("Sheet1")
            .expect("the first sheet is called so");
        let mut cells = 0;
        while reader.next_cell().is_ok_and(|cell| cell.is_some()) {
            cells += 1;
        }
        black_box(cells)
    });
}

/// The sheet in memory, as calamine's usual way has it.
#[divan::bench(sample_count = 5)]
fn calamine_range(bencher: Bencher<'_, '_>) {
    let bytes = workbook(SHEET_ROWS);
    bencher.counter(BytesCount::of_slice(&bytes)).bench(|| {
        let mut book = Xlsx::new(Cursor::new(&bytes)).expect("it was just made");
        book.worksheet_range("Sheet1")
            .expect("the first sheet is called so")
    });
}

#[divan::bench(sample_count = 5)]
fn qaf_workbook(bencher: Bencher<'_, '_>) {
    let bytes = workbook(SHEET_ROWS);
    let as_of = Date::new(2026, 11, 24).expect("the calendar has this day");
    let none = BTreeMap::new();
    bencher
        .counter(BytesCount::of_slice(&bytes))
        .bench(|| qaf::roster::read(&[("cases.xlsx", &bytes)], as_of, &none, &none));
}
