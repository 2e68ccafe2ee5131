//! Under which row of the schedule an audit is made, and what an audit under a wrong one counts for.

use serde_json::Value;

use super::Store;
use super::store::{FIRST_DAY, Tree};

const TODAY: &str = "2026-11-24";
const WORKS: [&str; 6] = [
    "cmt-sav",
    "cmt-deep-dive",
    "all-supervision",
    "fr-threshold",
    "moderation-panel",
    "thematic",
];

fn json(store: &Store, day: &str, args: &[&str]) -> Value {
    let mut all = vec!["--format", "json"];
    all.extend(args);
    let ran = store.run(day, &all);
    assert_eq!(ran.stderr, "");
    serde_json::from_str(&ran.stdout).unwrap()
}

/// The arguments of a case audit, and more.
fn new<'a>(auditor: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let case = [
        "new",
        "child-case",
        "--worker",
        "Kit Adams",
        "--child",
        "X1",
        "--auditor",
        auditor,
    ];
    [&case, more].concat()
}

/// The store but for its lock.
fn files(store: &Store) -> Tree {
    let mut tree = store.tree();
    tree.remove(".lock");
    tree
}

#[test]
fn a_row_that_one_audit_cannot_meet_is_refused_by_name() {
    let store = Store::new();
    let before = files(&store);
    for row in WORKS {
        store
            .run(FIRST_DAY, &new("Ann Brook", &["--row", row]))
            .refuses(&[&format!("The row {row} ("), "met by a whole work", "--part-of"]);
    }
    let refused = |args: &[&str], words: &[&str]| {
        store.run(FIRST_DAY, args).refuses(words);
    };
    refused(
        &new("Ann Brook", &["--row", "area-obs"]),
        &[
            "The row area-obs is for observed-practice, not for child-case",
            "area-case",
            "none",
        ],
    );
    refused(
        &new("Ann Brook", &["--row", "dcs"]),
        &["The row dcs lists no form"],
    );
    refused(
        &new("Ann Brook", &["--row", "area-cas"]),
        &["no row area-cas", "Did you mean area-case?"],
    );
    refused(
        &new("Ann Brook", &["--row", "area-case", "--part-of", "a visit"]),
        &["part of a wider work serves no row", "area-case is named"],
    );
    assert_eq!(files(&store), before, "something was written");
}

#[test]
fn what_is_made_says_which_row_it_serves_and_whether_it_meets_it() {
    let store = Store::new();
    let row = |args: &[&str]| json(&store, FIRST_DAY, args)["row"].clone();
    // By service and form; as part of wider work it serves none, though one would fit.
    assert_eq!(row(&new("Ann Brook", &[])), "area-case");
    assert_eq!(row(&new("Ann Brook", &["--part-of", "a visit"])), Value::Null);
    assert_eq!(
        row(&new("Ann Brook", &["--part-of", "a visit", "--row", "none"])),
        Value::Null
    );
    store
        .run(FIRST_DAY, &new("Ann Brook", &["--part-of", "a visit"]))
        .says(0, &["serves no row of the schedule, so it meets no expectation"]);
    store
        .run(FIRST_DAY, &new("Ann Brook", &["--row", "area-case"]))
        .says(0, &["It serves the row area-case of the schedule."]);
    // A service manager may audit, and is none of the row's auditors.
    store
        .run(FIRST_DAY, &new("Robin Hale", &["--row", "area-case"]))
        .says(
            0,
            &[
                "made under the row area-case of the schedule, and meets no expectation of it",
                "Robin Hale is none of the auditors whom the row names",
            ],
        );
    let seen = [
        "new",
        "observed-practice",
        "--auditor",
        "Ann Brook",
        "--row",
        "observed-each",
    ];
    store
        .run(FIRST_DAY, &seen)
        .says(0, &["meets no expectation of it: no worker is named"]);
    let whom = |worker: &str, words: &str| {
        let args = [seen.as_slice(), &["--worker", worker]].concat();
        store.run(FIRST_DAY, &args).says(0, &[words]);
    };
    whom("Kit Adams", "It serves the row observed-each of the schedule.");
    whom(
        "Cara Flint",
        "Cara Flint is none of the workers whom the row names",
    );
    let report = json(&store, FIRST_DAY, &["report", "compliance"]);
    let rows = report["rows"].as_array().unwrap();
    let line = |id: &str| rows.iter().find(|row| row["row"] == id).unwrap();
    assert_eq!(
        (&line("area-case")["allocated"], &line("area-case")["beyond"]),
        (&3.into(), &2.into())
    );
    assert_eq!(line("observed-each")["allocated"], 3);
}

/// The demo's quarter rests on nine case audits, each moderated.
#[test]
fn an_audit_under_a_wrong_row_is_named_meets_nothing_and_enters_no_headline() {
    let store = Store::demo();
    let allocation = format!("{}/allocation.yaml", store.audits()["CF-26-0001"]);
    let right = store.read(&allocation);
    assert!(right.contains("row: area-case"));
    let figures = |store: &Store| {
        let report = json(store, TODAY, &["report", "quarterly"]);
        let shares = |key: &str| {
            let lines = report[key].as_array().unwrap().iter();
            lines.map(|line| line["n"].as_u64().unwrap()).sum::<u64>()
        };
        let said = json(store, TODAY, &["report", "sparnet"]);
        let last = |key: &str| report[key].as_array().unwrap().last().unwrap()["share"]["n"].clone();
        let point = report["trend"]["points"][0]["share"]["n"].clone();
        let by = ["by_team", "by_service", "by_status"].map(shares);
        (said["n"].clone(), last("quarters"), point, by)
    };
    let met = |store: &Store| {
        let rows = json(store, TODAY, &["report", "compliance"])["rows"].clone();
        let rows = rows.as_array().unwrap().clone();
        let line = rows.into_iter().find(|row| row["row"] == "area-case").unwrap();
        ["done", "late", "allocated"].map(|key| line[key].as_u64().unwrap())
    };
    let nine = (Value::from(9), Value::from(9), Value::from(9), [9; 3]);
    assert_eq!(figures(&store), nine);
    let before = met(&store);
    for row in ["moderation-panel", "cmt-sav", "area-obs", "fr-case"] {
        store.write(
            &allocation,
            right.replace("row: area-case", &format!("row: {row}")),
        );
        let eight = (Value::from(8), Value::from(8), Value::from(8), [8; 3]);
        assert_eq!(figures(&store), eight, "{row}");
        let after = met(&store);
        assert_eq!((before[0] - after[0], before[2] - after[2]), (1, 1), "{row}");
        let report = json(&store, TODAY, &["report", "compliance"]);
        assert!(
            report["no_row"]
                .as_array()
                .unwrap()
                .contains(&"CF-26-0001".into()),
            "{row}"
        );
        let findings = json(&store, TODAY, &["validate", "CF1"])["findings"].clone();
        let found: Vec<Value> = findings.as_array().unwrap().clone();
        assert!(
            found.iter().any(|found| found["rule"] == "row-of-other-work"),
            "{row}: {found:#?}"
        );
    }
}

/// A council may moderate less than the framework asks for; the headline holds moderated audits all the same.
#[test]
fn where_a_row_asks_for_no_moderation_its_audits_are_in_no_headline() {
    let store = Store::demo();
    let schedule = store.read("schedule.toml");
    let (before, row) = schedule.split_once("id = \"tc-case\"").unwrap();
    let row = row.replacen(
        "moderators = [\"service-manager\", \"qa-service-manager\"]",
        "moderators = []",
        1,
    );
    store.write("schedule.toml", format!("{before}id = \"tc-case\"{row}"));
    for quarter in ["2026-27-Q2", "2026-27-Q3"] {
        let report = json(&store, TODAY, &["report", "quarterly", "--quarter", quarter]);
        let n = if quarter == "2026-27-Q2" { 8 } else { 1 };
        assert_eq!(report["good_or_better"]["n"], n, "{quarter}");
        let services = report["by_service"].as_array().unwrap();
        assert!(
            services.iter().all(|line| line["service"] != "Through Care"),
            "{services:#?}"
        );
        // The audit that waits for its moderator waits no more, and is told nowhere as provisional.
        let child = |key: &str| {
            let lines = report[key].as_array().unwrap().iter();
            let own = lines.filter(|line| line["form"] == "child-case");
            own.map(|line| line["n"].as_u64().unwrap_or_default())
                .sum::<u64>()
        };
        assert!(
            child("by_form") <= report["good_or_better"]["n"].as_u64().unwrap(),
            "{quarter}"
        );
    }
}
