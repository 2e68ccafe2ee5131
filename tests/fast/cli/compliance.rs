//! `report compliance` and `report coverage`, on the demo's council as of 24 November 2026.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Store;

const TODAY: &str = "2026-11-24";

fn json(store: &Store, day: &str, args: &[&str]) -> Value {
    let mut all = vec!["--format", "json", "report"];
    all.extend(args);
    let ran = store.run(day, &all);
    ran.says(0, &[]);
    serde_json::from_str(&ran.stdout).unwrap()
}

/// The part of the text under a title, up to the next empty line.
fn part(text: &str, title: &str) -> String {
    let from = text
        .find(title)
        .unwrap_or_else(|| panic!("no {title:?} in:\n{text}"));
    let rest = &text[from..];
    rest[..rest.find("\n\n").unwrap_or(rest.len())].to_owned()
}

/// One council for all that only read it, as making it takes the most time by far.
#[test]
fn what_is_said_of_the_demos_council() {
    let store = Store::demo();
    what_is_not_taking_place_is_told_first_and_everything_fits_the_width(&store);
    a_person_sees_their_own_expectations(&store);
    every_format_tells_the_same(&store);
    the_quarters_that_have_ended_expect_what_their_periods_do(&store);
    a_year_team_or_person_that_nobody_knows_is_answered_with_the_nearest(&store);
    coverage_counts_who_is_unseen_and_names_no_child(&store);
}

fn what_is_not_taking_place_is_told_first_and_everything_fits_the_width(store: &Store) {
    let ran = store.run(TODAY, &["report", "compliance"]);
    ran.says(0, &[]);
    let first = ran.stdout.find("Not taking place").unwrap();
    assert!(first < ran.stdout.find("By row of the schedule").unwrap());
    let absent = part(&ran.stdout, "Not taking place");
    assert!(
        absent.contains("Fostering/SGO: Observation: nothing was audited in 2026-27; 3 expected by now.")
    );
    for args in [
        vec!["report", "compliance", "--each", "person"],
        vec!["report", "compliance", "--team", "North"],
        vec!["report", "coverage"],
    ] {
        let ran = store.run(TODAY, &args);
        let wide: Vec<&str> = ran
            .stdout
            .lines()
            .filter(|line| line.chars().count() > 80)
            .collect();
        assert!(wide.is_empty(), "{args:?}: {wide:#?}");
    }
}

fn a_person_sees_their_own_expectations(store: &Store) {
    let person = json(store, TODAY, &["compliance", "--person", "WYNN, Isaac"]);
    assert_eq!(person["only"], "Isaac Wynn");
    assert_eq!(person["total"]["expected"], 8);
}

fn every_format_tells_the_same(store: &Store) {
    let report = json(store, TODAY, &["compliance"]);
    assert_eq!(report["schema"], "qaf.compliance/1");
    let total = &report["total"];
    let expected = ["done", "late", "open", "missing", "not_yet_due", "not_recorded"]
        .iter()
        .map(|state| total[state].as_u64().unwrap())
        .sum::<u64>();
    assert_eq!(total["expected"], expected);
    // CSV: a line an expectation, or a line of the roll-up.
    let csv = store.run(TODAY, &["--format", "csv", "report", "compliance"]);
    let cells = report["expectations"].as_array().unwrap().len();
    assert_eq!(csv.stdout.lines().count(), cells + 1);
    let mut states: BTreeMap<&str, u64> = BTreeMap::new();
    for line in csv.stdout.lines().skip(1) {
        *states.entry(line.split(',').nth(8).unwrap()).or_default() += 1;
    }
    assert_eq!(states["missing"], total["missing"]);
    let csv = store.run(
        TODAY,
        &["--format", "csv", "report", "compliance", "--each", "team"],
    );
    csv.says(0, &["team,per,expected,done,late,open,missing,not_yet_due"]);
    let md = store.run(
        TODAY,
        &["--format", "md", "report", "compliance", "--each", "team"],
    );
    md.says(
        0,
        &[
            "# Compliance with the schedule, 2026-27",
            "| North | 26 | 5 | 1 | 2 | 14 | 4 | 0 |",
        ],
    );
    for report in ["compliance", "coverage"] {
        let sarif = store.run(TODAY, &["--format", "sarif", "report", report]);
        sarif.refuses(&["prints text, json, csv, md, html, docx or xlsx"]);
    }
}

fn the_quarters_that_have_ended_expect_what_their_periods_do(store: &Store) {
    // The first two quarters end with the first three cycles; of rows by the cycle nothing else is in them.
    let mut quarters: BTreeMap<String, u64> = BTreeMap::new();
    for quarter in ["2026-27-Q1", "2026-27-Q2"] {
        let report = json(store, TODAY, &["quarterly", "--quarter", quarter]);
        for line in report["expected"].as_array().unwrap() {
            *quarters
                .entry(line["row"].as_str().unwrap().to_owned())
                .or_default() += line["expected"].as_u64().unwrap();
        }
    }
    let report = json(store, TODAY, &["compliance"]);
    let mut ended: BTreeMap<String, u64> = quarters.keys().map(|row| (row.clone(), 0)).collect();
    for one in report["expectations"].as_array().unwrap() {
        let asked = !matches!(one["state"].as_str().unwrap(), "exempt" | "not-in-post");
        if asked && one["to"].as_str().unwrap() <= "2026-09-30" {
            *ended.get_mut(one["row"].as_str().unwrap()).unwrap() += 1;
        }
    }
    assert_eq!(ended, quarters);
    assert!(ended.values().sum::<u64>() > 50);
}

fn a_year_team_or_person_that_nobody_knows_is_answered_with_the_nearest(store: &Store) {
    let refused = |args: &[&str], words: &[&str]| {
        let mut all = vec!["report"];
        all.extend(args);
        store.run(TODAY, &all).refuses(words);
    };
    for report in ["compliance", "coverage"] {
        refused(
            &[report, "--year", "2027-28"],
            &["2027-28 lies ahead: it begins on 2027-04-01", "such as 2026-27"],
        );
        refused(
            &[report, "--year", "2026"],
            &["2026 is no council year", "Did you mean 2026-27?"],
        );
        refused(&[report, "--year", "2025/26"], &["Did you mean 2025-26?"]);
        refused(
            &[report, "--year", "last"],
            &["last is no council year", "The present one is 2026-27."],
        );
    }
    refused(
        &["compliance", "--team", "Nort"],
        &["Nort is no team", "Did you mean North?"],
    );
    refused(
        &["compliance", "--team", "Zebra"],
        &["The teams are First Response, Fostering"],
    );
    refused(
        &["compliance", "--person", "An Brook"],
        &["nobody in people.csv", "Did you mean Ann Brook?"],
    );
    // --by says who runs it, as everywhere.
    store
        .run(
            TODAY,
            &["--by", "Tom Ellery", "report", "compliance", "--each", "team"],
        )
        .says(0, &["By team, most missing first"]);
    store
        .run(TODAY, &["report", "compliance", "--year", "2025-26"])
        .says(0, &["The first audit of this store was allocated on 2026-08-03"]);
}

#[test]
fn an_audit_that_cannot_be_read_counts_as_allocated_and_is_named() {
    let store = Store::demo();
    let folder = store.unkept("OP-26-0007");
    store.write(
        &format!("{folder}/audit.yaml"),
        format!("a: {}", "[".repeat(10_000)),
    );
    let report = json(&store, TODAY, &["compliance"]);
    let own = |one: &&Value| one["audits"].as_array().unwrap().contains(&"OP-26-0007".into());
    let states: Vec<(&str, &str)> = report["expectations"]
        .as_array()
        .unwrap()
        .iter()
        .filter(own)
        .map(|one| (one["row"].as_str().unwrap(), one["state"].as_str().unwrap()))
        .collect();
    // It was due on 19 August, and whether it was handed in is not known.
    assert_eq!(states, [("area-obs", "open"), ("observed-each", "open")]);
    store.run(TODAY, &["report", "compliance"]).says(
        0,
        &[
            "OP-26-0007 can't be counted in full (audit.yaml holds no form that can be read);",
            "Area Unit: Observation: nothing was submitted in 2026-27; 15 expected by now,",
        ],
    );
    let coverage = json(&store, TODAY, &["coverage"]);
    assert_eq!(coverage["excluded"][0]["id"], "OP-26-0007");
    assert_eq!(coverage["parts"][0]["seen"], 0);
    // Without its allocation it is nobody's.
    store.write(
        &format!("{folder}/allocation.yaml"),
        format!("a: {}", "[".repeat(10_000)),
    );
    store
        .run(TODAY, &["report", "compliance"])
        .says(0, &["OP-26-0007 can't be counted in full", "serves no"]);
}

fn coverage_counts_who_is_unseen_and_names_no_child(store: &Store) {
    let report = json(store, TODAY, &["coverage"]);
    assert_eq!(report["schema"], "qaf.coverage/1");
    let rows: Vec<&Value> = report["parts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|part| &part["row"])
        .collect();
    assert_eq!(rows, ["observed-each", "iro-each", "cp-chair-each"]);
    assert_eq!(report["parts"][0]["workers"][0]["first"]["state"], "overdue");
    // No child of any audit is named in either report.
    let tracker = store.run(TODAY, &["--format", "json", "tracker"]);
    let tracker: Value = serde_json::from_str(&tracker.stdout).unwrap();
    let children: Vec<String> = tracker["audits"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|audit| audit["child_id"].as_str().map(str::to_owned))
        .collect();
    assert!(children.len() > 5);
    for (name, format) in [
        ("compliance", "json"),
        ("coverage", "json"),
        ("compliance", "text"),
        ("coverage", "csv"),
    ] {
        let said = store.run(TODAY, &["--format", format, "report", name]).stdout;
        for child in &children {
            assert!(!said.contains(child.as_str()), "{name} {format}: {child}");
        }
    }
}
