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
        "--selected-by",
        "Ann Brook",
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
    let visit = store.agreed("sav");
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
        &new("Ann Brook", &["--row", "area-case", "--part-of", &visit]),
        &["part of a wider work serves no row", "area-case is named"],
    );
    assert_eq!(files(&store), before, "something was written");
}

#[test]
fn what_is_made_says_which_row_it_serves_and_whether_it_meets_it() {
    let store = Store::new();
    let visit = store.agreed("sav");
    let row = |args: &[&str]| json(&store, FIRST_DAY, args)["row"].clone();
    // By service and form; as part of wider work it serves none, though one would fit.
    assert_eq!(row(&new("Ann Brook", &[])), "area-case");
    assert_eq!(row(&new("Ann Brook", &["--part-of", &visit])), Value::Null);
    assert_eq!(
        row(&new("Ann Brook", &["--part-of", &visit, "--row", "none"])),
        Value::Null
    );
    store
        .run(FIRST_DAY, &new("Ann Brook", &["--part-of", &visit]))
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

/// Makes an audit under the row that it serves, and says its id and how often `auditor-not-fit` is found in it.
fn made(store: &Store, form: &str, (auditor, worker): (&str, &str), words: &[&str]) -> (String, usize) {
    let picked = ["--child", "X1", "--selected-by", auditor];
    let mut args = vec!["new", form, "--auditor", auditor, "--worker", worker];
    args.extend(picked);
    if form == "lado" {
        args.extend(["--row", "lado-case"]);
    }
    let ran = store.run(FIRST_DAY, &args);
    ran.says(0, words);
    let id = ran.stdout.split(':').next().unwrap().to_owned();
    let findings = json(store, FIRST_DAY, &["validate", &id])["findings"].clone();
    let findings = findings.as_array().unwrap();
    let own = findings
        .iter()
        .filter(|found| found["rule"] == "auditor-not-fit" && found["severity"] == "query");
    (id, own.count())
}

/// Section 2 says who audits whom; by somebody else an audit is made, named, and meets nothing.
#[test]
fn who_audits_is_held_against_the_row_when_an_audit_is_made_and_checked() {
    let store = Store::new();
    let fit = |form, whom: (&str, &str), row: &str| {
        let serves = format!("It serves the row {row} of the schedule.");
        assert_eq!(made(&store, form, whom, &[&serves]).1, 0, "{whom:?}");
    };
    let unfit = |form, whom: (&str, &str), who: &str, roles: &str| {
        let said = format!("is none of the {who} whom the row names ({roles}");
        let words = ["meets no expectation of it", said.as_str()];
        assert_eq!(made(&store, form, whom, &words).1, 1, "{whom:?}");
    };
    // LADO: the QA service manager. An IRO: their manager, the QA service manager or the management team.
    fit("lado", ("Priya Nand", "Fay Rudd"), "lado-case");
    unfit(
        "lado",
        ("Robin Hale", "Fay Rudd"),
        "auditors",
        "QA service manager)",
    );
    fit("iro-cp-chair", ("Grace Oduya", "Ruth Vane"), "iro-combined");
    unfit(
        "iro-cp-chair",
        ("Ann Brook", "Ruth Vane"),
        "auditors",
        "The worker's line manager, QA service manager",
    );
    store.change(
        "people.csv",
        "Ruth Vane,,iro,IRO,,Priya Nand",
        "Ruth Vane,,iro,IRO,,Ann Brook",
    );
    fit("iro-cp-chair", ("Ann Brook", "Ruth Vane"), "iro-combined");
    // Case files: managers. First Response: the team manager audits the deputies, who observe the advisors.
    unfit(
        "child-case",
        ("Amara Ives", "Kit Adams"),
        "auditors",
        "Team manager, Deputy",
    );
    fit("first-response", ("Nora Quayle", "Ben Ashdown"), "fr-case");
    unfit(
        "first-response",
        ("Nora Quayle", "Cara Flint"),
        "workers",
        "Deputy team manager)",
    );
    fit("observed-practice", ("Ben Ashdown", "Cara Flint"), "fr-obs");
    // Roles are told by their titles, and what to type has the audit's number.
    let (id, _) = made(&store, "iro-cp-chair", ("Amara Ives", "Ruth Vane"), &[]);
    let findings = json(&store, FIRST_DAY, &["validate", &id])["findings"].to_string();
    let help = "The worker's line manager, QA service manager, Service manager";
    assert!(findings.contains(help), "{findings}");
    assert!(
        findings.contains(&format!("qaf log {id} reassigned")),
        "{findings}"
    );
    let ran = store.run(
        FIRST_DAY,
        &[&new("Robin Hale", &["--row", "all-peer"])[..]].concat(),
    );
    ran.says(0, &["whom the row names (BG12, BG13)"]);
}

/// An audit meets its row for whom it was allocated to, while somebody fit has it.
#[test]
fn who_takes_an_audit_over_is_held_against_the_row_too() {
    let store = Store::new();
    let met = || {
        let report = json(&store, FIRST_DAY, &["report", "compliance"]);
        let rows = report["rows"].as_array().unwrap();
        let line = rows.iter().find(|row| row["row"] == "area-case").unwrap();
        (line["allocated"].clone(), line["beyond"].clone())
    };
    let handed = |id: &str, to: &str, words: &[&str]| {
        let to = ["--to", to, "--reason", "leave"];
        let args = [&["log", id, "reassigned", "--role", "auditor"], &to[..]].concat();
        store.run(FIRST_DAY, &args).says(0, words);
    };
    let (id, _) = made(&store, "child-case", ("Amara Ives", "Kit Adams"), &[]);
    assert_eq!(met(), (1.into(), 1.into()));
    handed(&id, "Ann Brook", &[]);
    // Amara Ives, to whom it was allocated, is still none of the row's auditors.
    assert_eq!(met(), (1.into(), 1.into()));
    let (id, _) = made(&store, "child-case", ("Ann Brook", "Kit Adams"), &[]);
    assert_eq!(met(), (2.into(), 1.into()));
    let words = [
        "Amara Ives is none of the auditors whom the row area-case names",
        "it meets no expectation",
    ];
    handed(&id, "Amara Ives", &words);
    assert_eq!(met(), (2.into(), 2.into()));
    handed(&id, "Maria Dunn", &[]);
    assert_eq!(met(), (2.into(), 1.into()));
}
