//! `export --pool`: cells to the digit that name nobody, of which the small stay at home, laid out for programs.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use super::{Export, Row, TODAY, count, csv_rows, parquet_rows, run, values};
use crate::cli::Store;
use crate::cli::store::tree;

/// A day on which the audits of a quarter that has ended are settled.
const LATER: &str = "2027-01-15";

/// What a group of cells is of.
const GROUP: [&str; 5] = ["quarter", "form", "domain", "selection", "moderated"];

/// The council's settings with a threshold that its small store can pass.
fn store() -> Store {
    let store = Store::example();
    store.change("qaf.toml", "hide_up_to = 5", "hide_up_to = 2");
    store
}

fn cells(store: &Store, name: &str) -> Vec<Row> {
    run(store, LATER, name, &["--pool"]).says(0, &["For the pool", "Nobody is named, and no id leaves."]);
    csv_rows(&store.root().with_file_name(name).join("cells.csv"))
}

/// The grades of settled audits as an export has them, overall and by section, by their groups.
fn recounted(store: &Store) -> BTreeMap<(Vec<String>, String), u64> {
    let export = Export::of(store, LATER, "tables", &[]);
    let audits: BTreeMap<&str, &Row> = export
        .table("audits")
        .iter()
        .map(|row| (row["audit"].as_str(), row))
        .collect();
    let mut counts: BTreeMap<(Vec<String>, String), u64> = BTreeMap::new();
    let mut add = |audit: &Row, domain: &str, grade: &str| {
        let told = audit["counts"] == "true" && audit["in_tables"] == "true";
        if !told || grade.is_empty() || audit["settled"].is_empty() {
            return;
        }
        let selection = if audit["selection"] == "random" {
            "random"
        } else {
            "chosen"
        };
        let group = [
            &audit["quarter_settled"],
            &audit["form"],
            domain,
            selection,
            &audit["moderated"],
        ];
        let group: Vec<String> = group.iter().map(|word| (*word).to_owned()).collect();
        for grade in [grade, "all"] {
            *counts.entry((group.clone(), grade.to_owned())).or_default() += 1;
        }
    };
    for audit in audits.values() {
        add(audit, "overall", &audit["final_grade"]);
    }
    for row in export
        .table("section_grades")
        .iter()
        .filter(|row| row["rater"] == "final")
    {
        add(audits[row["audit"].as_str()], &row["section"], &row["grade"]);
    }
    counts
}

#[test]
fn what_leaves_is_to_the_digit_and_what_is_small_stays() {
    let store = store();
    let (cells, counts) = (cells(&store, "out"), recounted(&store));
    assert!(cells.len() > 5, "{cells:?}");
    for cell in &cells {
        let group: Vec<String> = GROUP.iter().map(|key| cell[*key].clone()).collect();
        let n: u64 = cell["n"].parse().unwrap();
        assert_eq!(counts[&(group, cell["grade"].clone())], n, "{cell:?}");
        assert!(n > 2, "{cell:?}");
    }
    let known: BTreeSet<Vec<&str>> = cells
        .iter()
        .map(|cell| {
            GROUP
                .iter()
                .chain(&["grade"])
                .map(|key| cell[*key].as_str())
                .collect()
        })
        .collect();
    assert_eq!(known.len(), cells.len(), "each cell once");
    // Of nothing that is going on: its figures move still.
    assert_eq!(values(&cells, "quarter"), BTreeSet::from(["2026-27-Q2"]));
    let strict = csv_rows(&pooled(&Store::example(), "strict").join("cells.csv"));
    assert!(strict.iter().all(|cell| cell["n"].parse::<u64>().unwrap() > 5));
    assert!(strict.len() < cells.len());
}

fn pooled(store: &Store, name: &str) -> std::path::PathBuf {
    run(store, LATER, name, &["--pool"]).says(0, &[]);
    store.root().with_file_name(name)
}

#[test]
fn the_folders_name_council_and_quarter_and_hold_the_rest() {
    let store = store();
    let place = pooled(&store, "out");
    let cells = csv_rows(&place.join("cells.csv"));
    let files = tree(&place);
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "README.md",
            "cells.csv",
            "cells/council=elmsworth-council/quarter=2026-27-Q2/cells.parquet",
            "datapackage.json",
            "sql/pooled.sql"
        ]
    );
    let mut parts = parquet_rows(&place.join(names[2]));
    for row in &mut parts {
        row.insert("council".to_owned(), "elmsworth-council".to_owned());
        row.insert("quarter".to_owned(), "2026-27-Q2".to_owned());
    }
    assert_eq!(parts, cells);
    let all: u64 = cells
        .iter()
        .filter(|row| row["grade"] == "all")
        .map(|row| row["n"].parse::<u64>().unwrap())
        .sum();
    assert!(
        all > 0 && count(&cells, |row| row["n"].contains(['.', '%'])) == 0,
        "counts, and no share"
    );
}

#[test]
fn nobody_is_known_by_a_pool_and_the_store_needs_no_key_for_it() {
    let store = store();
    let place = pooled(&store, "out");
    assert!(!store.path(".export-key").exists());
    let mut said = String::new();
    for (name, bytes) in tree(&place) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        said.push_str(if name.ends_with("parquet") { "" } else { &text });
    }
    for word in ["Ann Brook", "CF-26", "North", "Through Care", "kept_at_home"] {
        assert!(!said.contains(word), "{word}");
    }
    let cells = csv_rows(&place.join("cells.csv"));
    let columns: Vec<&str> = cells[0].keys().map(String::as_str).collect();
    assert_eq!(
        columns,
        [
            "council",
            "domain",
            "form",
            "grade",
            "moderated",
            "n",
            "quarter",
            "selection"
        ]
    );
    assert!(!fs::read_to_string(place.join("README.md")).unwrap().contains('{'));
}

#[test]
fn a_council_without_a_name_and_names_in_a_pool_are_refused() {
    let store = Store::example();
    run(&store, TODAY, "out", &["--pool", "--with-names"]).says(2, &["cannot be used with"]);
    store.change("qaf.toml", "council = \"Elmsworth Council\"", "council = \"\"");
    run(&store, TODAY, "out", &["--pool"])
        .refuses(&["qaf.toml names no council of your own", "Nothing was written."]);
    assert!(!store.root().with_file_name("out").exists());
}
