//! Nobody is named in an export, and no text that anybody wrote stands in it.

use std::collections::BTreeSet;
use std::fs;

use super::{Export, Row, TODAY, parquet_rows, run};
use crate::cli::Store;
use crate::cli::store::tree;

/// All that an export says, letter for letter: every file, and every cell of those that are no text.
fn all_said(export: &Export) -> String {
    let mut said = String::new();
    for (name, bytes) in tree(&export.place) {
        if name.ends_with(".parquet") {
            for row in parquet_rows(&export.place.join(&name)) {
                said.extend(row.values().flat_map(|cell| [cell.as_str(), "\n"]));
            }
        } else {
            said.push_str(&String::from_utf8(bytes).unwrap());
        }
        said.push('\n');
    }
    said
}

/// The names of the staff, in every spelling.
fn names(store: &Store) -> BTreeSet<String> {
    let mut reader = csv::Reader::from_reader(fs::File::open(store.path("people.csv")).unwrap());
    let rows: Vec<Row> = reader.deserialize().map(|row| row.unwrap()).collect();
    let spelt = rows.iter().flat_map(|row| {
        let names = [&row["name"], &row["aliases"], &row["email"]];
        names
            .map(String::as_str)
            .into_iter()
            .flat_map(|cell| cell.split(';'))
            .map(str::trim)
            .collect::<Vec<_>>()
    });
    spelt.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// What stands behind a key in the store's YAML files.
fn written(store: &Store, keys: &[&str]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (path, bytes) in store.tree() {
        let text = String::from_utf8_lossy(&bytes);
        let is_record = !path.starts_with("forms") && !path.starts_with("schemas");
        for line in text.lines().filter(|_| is_record) {
            let line = line.trim().trim_start_matches("- ");
            if let Some((key, value)) = line.split_once(": ").filter(|(key, _)| keys.contains(key)) {
                found.insert(format!("{key}={}", value.trim_matches(['"', '\''])));
            }
        }
    }
    found
}

/// Every line of at least three words that stands in a file of an audit, a work, an exit interview or a draw.
fn lines(store: &Store) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (path, bytes) in store.tree() {
        let is_of_people = [
            "audits/",
            "thematic/",
            "visits/",
            "panels/",
            "exit-interviews/",
            "draws/",
        ]
        .iter()
        .any(|folder| path.starts_with(folder));
        let text = String::from_utf8_lossy(&bytes);
        for line in text
            .lines()
            .filter(|line| is_of_people && !line.trim_start().starts_with('#'))
        {
            let value = line.split_once(": ").map_or(line, |(_, value)| value);
            let value = value.trim().trim_matches(['"', '\'']).trim_start_matches("- ");
            if value.split(' ').count() > 2 && value.len() > 16 {
                found.insert(value.to_owned());
            }
        }
    }
    found
}

#[test]
fn no_name_no_number_and_no_text_leaves_the_store() {
    let store = Store::example();
    let said = all_said(&Export::of(&store, TODAY, "out", &[]));
    let (names, lines) = (names(&store), lines(&store));
    assert!(
        names.len() > 20 && lines.len() > 200,
        "{} {}",
        names.len(),
        lines.len()
    );
    for name in &names {
        assert!(!said.contains(name.as_str()), "{name}");
    }
    // Names of teams and services are told, and the words of a form's answers.
    let told = ["Executive Director of People", "Through Care 1"];
    for line in lines
        .iter()
        .filter(|line| !told.iter().any(|told| line.starts_with(told)))
    {
        assert!(!said.contains(line.as_str()), "{line}");
    }
    let children = written(&store, &["child_id"]);
    assert!(children.len() > 5);
    for child in &children {
        let child = child.split_once('=').unwrap().1;
        let is_there = said
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| word == child);
        assert!(!is_there, "{child}");
    }
    for id in store.audits().keys() {
        assert!(!said.contains(id.as_str()), "{id}");
    }
}

#[test]
fn staff_are_named_in_one_table_alone_and_only_where_it_is_asked_for() {
    let store = Store::example();
    let export = Export::of(&store, TODAY, "out", &["--with-names"]);
    assert!(
        export
            .table("people")
            .iter()
            .any(|row| row["name"] == "Ann Brook")
    );
    fs::remove_file(export.place.join("people.csv")).unwrap();
    fs::remove_file(export.place.join("people.parquet")).unwrap();
    let said = all_said(&export);
    for name in names(&store) {
        assert!(!said.contains(&name), "{name}");
    }
    let ran = run(&store, TODAY, "again", &["--with-names"]);
    ran.says(0, &["Staff are named in people.csv; children are not."]);
}

#[test]
fn what_people_put_where_a_word_belongs_is_not_told() {
    let store = Store::example();
    let folder = store.audits()["CF-26-0003"].clone();
    let path = format!("{folder}/allocation.yaml");
    let text = store.read(&path);
    let planted: Vec<String> = text
        .lines()
        .map(|line| match line.split_once(": ") {
            Some(("team", _)) => "team: Ann Brook's people".to_owned(),
            Some(("legal_status", _)) => "legal_status: lives with Grandma Joan".to_owned(),
            _ => line.to_owned(),
        })
        .collect();
    store.write(&path, planted.join("\n") + "\n");
    let people = store.read("people.csv");
    // A team that is called after one of the staff is told by an id too.
    store.write("people.csv", people.replace("Through Care 1", "Team Ann Brook"));
    let export = Export::of(&store, TODAY, "out", &[]);
    let said = all_said(&export);
    for word in ["Ann Brook", "Grandma", "lives with"] {
        assert!(!said.contains(word), "{word}");
    }
    let audits = export.table("audits");
    assert!(
        audits
            .iter()
            .any(|row| row["legal_status"] == "other" && row["team"].starts_with('t'))
    );
}

#[test]
fn an_audit_of_a_workers_own_file_says_whose_it_is_to_nobody() {
    let store = crate::kit::store::TestStore::new();
    let ran = crate::cli::store::run_in(
        store.root.parent().unwrap(),
        &[
            "--store",
            "store",
            "--as-of",
            crate::kit::store::TODAY,
            "export",
            "out",
        ],
    );
    ran.says(0, &[]);
    let export = Export::read(&store.root.with_file_name("out"));
    let audits = export.table("audits");
    let own: Vec<&Row> = audits.iter().filter(|row| row["form"] == "supervision").collect();
    assert_eq!(own.len(), 1, "the store has one of each form");
    for column in ["worker", "auditor", "moderator", "child", "team"] {
        assert_eq!(own[0][column], "", "{column}");
    }
    for table in ["section_grades", "items", "criteria", "feedback_scores"] {
        let mut rows = export.table(table).iter();
        assert!(rows.all(|row| row["audit"] != own[0]["audit"]), "{table}");
    }
}
