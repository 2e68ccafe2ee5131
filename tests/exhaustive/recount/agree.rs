//! Schedule, compliance, coverage and the yearly review, row by row, against the second count.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::recount::audit::Audit;
use crate::recount::expected::{Count, parts};
use crate::recount::said::{DEMO, DISTURBED, Demo, Said};
use crate::recount::store::items;

#[test]
fn every_report_of_expectations_says_of_each_row_what_the_files_say() {
    for demo in [&*DEMO, &*DISTURBED] {
        compare_expectations(demo);
    }
}

/// What is allocated later than today has not happened yet, and is left out of the count itself.
pub fn compare_expectations(demo: &Demo) {
    for said in &demo.said {
        let audits = crate::recount::audits(&demo.store, said.today);
        let count = Count::of(&demo.store, &audits, said.today);
        for row in count.rows() {
            compare_row(said, &count, &audits, row);
        }
        assert_eq!(said.annual["rows"], said.compliance["rows"]);
    }
}

fn compare_row(said: &Said, count: &Count<'_>, audits: &[Audit], row: &Value) {
    let what = format!("{} on {}, of {} audits", row["id"], said.today, audits.len());
    let all = parts(row, said.today);
    let begun: Vec<(NaiveDate, NaiveDate)> = all.iter().flatten().copied().collect();
    let begun: Vec<_> = begun
        .into_iter()
        .filter(|(from, _)| *from <= said.today)
        .collect();
    // Compliance: the periods that have begun.
    let line = line(&said.compliance["rows"], "row", row);
    let sums = count.sums(row, &begun);
    let told = ["expected", "exempt", "other_row"].map(|key| line[key].clone());
    assert_eq!(
        told,
        [sums.expected, sums.exempt, sums.other_row].map(|n| json!(n)),
        "{what}"
    );
    let submitted = ["done", "late"].map(|key| line[key].as_u64().unwrap());
    assert_eq!(submitted.iter().sum::<u64>(), sums.met as u64, "{what}");
    let Some(all) = all else { return };
    assert_eq!(line["allocated"], count.made(row, &begun).len(), "{what}");
    // The schedule: the present period alone.
    let present = begun.last().unwrap();
    let sums = count.sums(row, &[*present]);
    let period = &self::line(&said.schedule["rows"], "id", row)["this_period"];
    let told = ["expected", "allocated", "submitted"].map(|key| period[key].clone());
    assert_eq!(
        told,
        [sums.expected, sums.begun, sums.met].map(|n| json!(n)),
        "{what}"
    );
    assert_eq!(
        items(&period["still_needed"]).len(),
        sums.expected - sums.begun,
        "{what}"
    );
    assert_eq!(items(&period["other_row"]).len(), sums.other_row, "{what}");
    // Coverage: the whole year.
    if row["per"] == "worker" {
        let part = self::line(&said.coverage["parts"], "row", row);
        let sums = count.sums(row, &all);
        let told = [&part["expected"], &part["met"]];
        assert_eq!(told, [&json!(sums.expected), &json!(sums.met)], "{what}");
    }
}

/// The line of a row.
fn line<'v>(lines: &'v Value, key: &str, row: &Value) -> &'v Value {
    let mut lines = items(lines).iter();
    let found = lines.find(|line| line[key] == row["id"]);
    found.unwrap_or_else(|| panic!("nothing is said of {}", row["id"]))
}
