//! The tables: their rows give the figures of the report, and are as the data package says.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Export, Row, count, csv_rows, parquet_rows, values};
use crate::cli::Store;

/// Days and quarters on which figures are compared.
const QUARTERS: [(&str, &str); 4] = [
    ("2026-11-24", "2026-27-Q3"),
    ("2026-11-24", "2026-27-Q2"),
    ("2026-09-10", "2026-27-Q2"),
    ("2026-08-20", "2026-27-Q2"),
];

fn report(store: &Store, day: &str, quarter: &str) -> Value {
    let args = ["report", "quarterly", "--quarter", quarter, "--format", "json"];
    serde_json::from_str(&store.run(day, &args).stdout).unwrap()
}

fn is(row: &Row, column: &str, value: &str) -> bool {
    row[column] == value
}

/// Whether an audit's final grade is one of the headline's in a quarter.
fn in_headline(row: &Row, quarter: &str) -> bool {
    is(row, "counts", "true") && is(row, "in_headline", "true") && is(row, "quarter_settled", quarter)
}

fn is_good(row: &Row, column: &str) -> bool {
    ["O", "G"].contains(&row[column].as_str())
}

/// That so many audits are Good or better of so many.
#[track_caller]
fn same_share(told: &Value, rows: &[Row], column: &str, is_of: impl Fn(&Row) -> bool) {
    let graded = |row: &Row| is_of(row) && !row[column].is_empty();
    assert_eq!(told["n"], count(rows, graded));
    assert_eq!(
        told["count"],
        count(rows, |row| graded(row) && is_good(row, column))
    );
}

#[test]
fn the_rows_give_the_headline_and_the_grades_of_the_report() {
    let store = Store::example();
    for (place, (day, quarter)) in QUARTERS.into_iter().enumerate() {
        let export = Export::of(&store, day, &format!("out{place}"), &[]);
        let (told, audits) = (report(&store, day, quarter), export.table("audits"));
        let headline = |row: &Row| in_headline(row, quarter);
        let random = |row: &Row| is(row, "selection", "random");
        same_share(&told["good_or_better"], audits, "final_grade", headline);
        same_share(&told["good_or_better_random"], audits, "final_grade", |row| {
            headline(row) && random(row)
        });
        same_share(&told["good_or_better_selected"], audits, "final_grade", |row| {
            headline(row) && !random(row)
        });
        same_share(&told["provisional"], audits, "auditor_grade", |row| {
            let by_then = !row["submitted"].is_empty() && row["quarter_submitted"].as_str() <= quarter;
            is(row, "counts", "true")
                && is(row, "in_headline", "true")
                && by_then
                && row["settled"].is_empty()
        });
        for grade in ["O", "G", "RI", "I"] {
            let n = count(audits, |row| headline(row) && is(row, "final_grade", grade));
            assert_eq!(told["grades"][grade], n, "{day} {quarter} {grade}");
        }
        for (by, column, is_of) in [
            ("by_service", "service", "in_headline"),
            ("by_team", "team", "in_headline"),
            ("by_form", "form", "in_tables"),
        ] {
            for line in told[by].as_array().unwrap() {
                let name = line[column].as_str().unwrap_or_default();
                let own = |row: &Row| is(row, column, name) && is(row, "quarter_settled", quarter);
                let n = count(audits, |row| {
                    own(row) && is(row, "counts", "true") && is(row, is_of, "true")
                });
                assert_eq!(line["n"], n, "{day} {quarter} {by} {name}");
            }
        }
    }
}

#[test]
fn the_rows_give_the_sections_the_steps_and_the_expectations_of_the_report() {
    let store = Store::example();
    for (place, (day, quarter)) in QUARTERS.into_iter().enumerate() {
        let export = Export::of(&store, day, &format!("out{place}"), &[]);
        let told = report(&store, day, quarter);
        sections_agree(&told, &export, quarter);
        let of_quarter: Vec<Row> = rows_of(&export, "steps", "quarter_due", quarter);
        for line in told["timeliness"].as_array().unwrap() {
            let kept = |kept: &str| {
                count(&of_quarter, |row| {
                    is(row, "step", line["step"].as_str().unwrap()) && is(row, "kept", kept)
                })
            };
            let counts = [kept("on-time"), kept("late"), kept("open")];
            let same = [&line["on_time"], &line["late"], &line["open"]];
            assert!(
                same.into_iter().zip(counts).all(|(told, n)| *told == n),
                "{line} {counts:?}"
            );
        }
        let of_quarter: Vec<Row> = rows_of(&export, "expectations", "quarter", quarter);
        for line in told["expected"].as_array().unwrap() {
            let row = line["row"].as_str().unwrap();
            for figure in [
                "expected",
                "exempt",
                "other_row",
                "allocated",
                "replaced",
                "withdrawn",
                "submitted",
            ] {
                let own = of_quarter.iter().filter(|cells| is(cells, "schedule_row", row));
                let n: u64 = own.map(|cells| cells[figure].parse::<u64>().unwrap()).sum();
                assert_eq!(line[figure], n, "{day} {quarter} {row} {figure}");
            }
        }
    }
}

fn rows_of(export: &Export, table: &str, column: &str, value: &str) -> Vec<Row> {
    let rows = export.table(table).iter();
    rows.filter(|row| is(row, column, value)).cloned().collect()
}

fn sections_agree(told: &Value, export: &Export, quarter: &str) {
    let settled: Vec<Row> = rows_of(export, "audits", "quarter_settled", quarter);
    let finals = rows_of(export, "section_grades", "rater", "final");
    for line in told["sections"].as_array().unwrap() {
        let (form, section) = (line["form"].as_str().unwrap(), line["section"].as_str().unwrap());
        let audits: BTreeSet<&str> = settled
            .iter()
            .filter(|row| is(row, "form", form) && is(row, "counts", "true") && is(row, "in_tables", "true"))
            .map(|row| row["audit"].as_str())
            .collect();
        let own = |row: &Row| is(row, "section", section) && audits.contains(row["audit"].as_str());
        for grade in ["O", "G", "RI", "I"] {
            let n = count(&finals, |row| own(row) && is(row, "grade", grade));
            assert_eq!(line[grade], n, "{quarter} {form} {section} {grade}");
        }
        assert_eq!(
            line["not_applicable"],
            count(&finals, |row| own(row) && is(row, "applies", "false"))
        );
    }
}

#[test]
fn both_files_of_a_table_hold_the_same_rows_of_the_types_that_the_package_names() {
    let store = Store::example();
    let export = Export::of(&store, super::TODAY, "out", &[]);
    let names: Vec<&str> = export
        .resources()
        .iter()
        .map(|resource| resource["name"].as_str().unwrap())
        .collect();
    assert_eq!(
        names,
        [
            "audits",
            "section_grades",
            "items",
            "criteria",
            "actions",
            "events",
            "steps",
            "feedback_scores",
            "expectations",
            "works"
        ]
    );
    for resource in export.resources() {
        let name = resource["name"].as_str().unwrap();
        let rows = export.table(name);
        assert!(!rows.is_empty() || name == "works", "{name}");
        assert_eq!(resource["rows"], rows.len());
        assert_eq!(
            parquet_rows(&export.place.join(format!("{name}.parquet"))),
            rows,
            "{name}"
        );
        assert_eq!(
            csv_rows(&export.place.join(resource["path"].as_str().unwrap())),
            rows
        );
        for field in resource["schema"]["fields"].as_array().unwrap() {
            fits(field, rows);
        }
    }
}

/// That every cell of a column is as the package says of it.
fn fits(field: &Value, rows: &[Row]) {
    let key = field["name"].as_str().unwrap();
    assert!(
        field["description"].as_str().is_some_and(|about| about.len() > 5),
        "{key}"
    );
    let constraints = &field["constraints"];
    for cell in rows.iter().map(|row| row[key].as_str()) {
        if cell.is_empty() {
            assert_ne!(constraints["required"], true, "{key}");
            continue;
        }
        let fits = match field["type"].as_str().unwrap() {
            "date" => cell.parse::<qaf::framework::Date>().is_ok(),
            "integer" => cell.parse::<u32>().is_ok(),
            "boolean" => ["true", "false"].contains(&cell),
            _ => constraints["enum"]
                .as_array()
                .is_none_or(|words| words.iter().any(|word| word == cell)),
        };
        assert!(fits, "{key}: {cell}");
    }
}

#[test]
fn every_row_is_known_by_its_key_and_names_rows_that_are_there() {
    let store = Store::example();
    let export = Export::of(&store, super::TODAY, "out", &["--with-names"]);
    for resource in export.resources() {
        let (name, schema) = (resource["name"].as_str().unwrap(), &resource["schema"]);
        let rows = export.table(name);
        let key: Vec<&str> = schema["primaryKey"]
            .as_array()
            .unwrap()
            .iter()
            .map(|key| key.as_str().unwrap())
            .collect();
        let known: BTreeSet<Vec<&str>> = rows
            .iter()
            .map(|row| key.iter().map(|key| row[*key].as_str()).collect())
            .collect();
        assert_eq!(known.len(), rows.len(), "{name}");
        for refers in schema["foreignKeys"].as_array().unwrap() {
            let (own, there) = (&refers["fields"][0], &refers["reference"]);
            let others = export.table(there["resource"].as_str().unwrap());
            let there = values(others, there["fields"][0].as_str().unwrap());
            let mut own = values(rows, own.as_str().unwrap());
            own.remove("");
            assert!(own.is_subset(&there), "{name}: {refers}");
        }
    }
    let people = values(export.table("people"), "person");
    for column in ["worker", "auditor", "moderator"] {
        let mut named = values(export.table("audits"), column);
        named.remove("");
        assert!(!named.is_empty() && named.is_subset(&people), "{column}");
    }
}
