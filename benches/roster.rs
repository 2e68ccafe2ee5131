//! How long a roster takes, beside what the csv crate takes to pass over the same bytes.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use qaf::framework::Date;

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
