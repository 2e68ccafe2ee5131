//! The examples are right, and the filled store is the demo's.

#![allow(clippy::unwrap_used, reason = "a test stops where its own data is wrong")]

use std::path::Path;
use std::process::Command;

fn example(name: &str) -> String {
    format!("{}/examples/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn json(args: &[&str]) -> serde_json::Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_qaf"));
    command
        .args([
            "--as-of",
            "2026-11-24",
            "--format",
            "json",
            "--store",
            &example("store"),
        ])
        .args(args);
    let output = command
        .env_remove("QAF_STORE")
        .env_remove("QAF_AS_OF")
        .output()
        .unwrap();
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)))
}

#[test]
fn the_filled_store_opens_and_only_the_audit_with_mistakes_has_errors() {
    let found = json(&["validate"]);
    let audits: std::collections::BTreeSet<&str> = found["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["severity"] == "error")
        .map(|finding| finding["audit"].as_str().unwrap())
        .collect();
    assert_eq!(audits.len(), 1, "{audits:?}");
    assert!(json(&["tracker"])["audits"].as_array().unwrap().len() > 12);
}

#[test]
fn the_roster_and_the_people_are_read_without_a_fault() {
    let roster = std::fs::read(example("roster.csv")).unwrap();
    let none = std::collections::BTreeMap::new();
    let read = qaf::roster::read(
        &[("roster.csv", &roster)],
        "2026-10-05".parse().unwrap(),
        &none,
        &none,
    )
    .unwrap();
    assert_eq!(read.faults, []);
    assert!(read.cases.len() > 90);
    let people = std::fs::read(example("people.csv")).unwrap();
    assert_eq!(qaf::roster::people::read(&people, &[], &[]).1, []);
}

#[test]
fn the_records_of_its_draws_replay() {
    for entry in std::fs::read_dir(Path::new(&example("store")).join("draws")).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        qaf::draw::verify(&bytes).unwrap();
    }
}
