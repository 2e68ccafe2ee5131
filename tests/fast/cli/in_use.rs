//! `in_use_since`: what ended before the store was in use is expected of nobody; the period that had begun counts from
//! that day.

use serde_json::Value;

use super::Store;

const TODAY: &str = "2026-11-24";

fn json(store: &Store, args: &[&str]) -> Value {
    let ran = store.run(TODAY, &[args, &["--format", "json"]].concat());
    serde_json::from_str(&ran.stdout).unwrap_or_else(|_| panic!("{}{}", ran.stdout, ran.stderr))
}

fn items(list: &Value) -> &[Value] {
    list.as_array().unwrap()
}

fn since(store: &Store, day: &str) {
    store.change(
        "qaf.toml",
        "in_use_since = \"2026-04-01\"",
        &format!("in_use_since = {day}"),
    );
}

#[test]
fn init_writes_the_day_and_says_so() {
    let store = Store::demo();
    let folder = store.root().with_file_name("new");
    let ran = store.run("2026-08-03", &["init", folder.to_str().unwrap()]);
    ran.says(
        0,
        &["Audits are expected from today on: in_use_since in qaf.toml."],
    );
    let settings = std::fs::read_to_string(folder.join("qaf.toml")).unwrap();
    assert!(settings.contains("\nin_use_since = \"2026-08-03\"\n"));
}

#[test]
fn periods_that_ended_before_expect_nothing_in_any_report() {
    let store = Store::demo();
    let count = |store: &Store| {
        let compliance = json(store, &["report", "compliance"]);
        let first = items(&compliance["expectations"])
            .iter()
            .map(|one| one["to"].as_str().unwrap().to_owned())
            .min();
        let quarter = json(store, &["report", "quarterly", "--quarter", "2026-27-Q1"]);
        let expected = items(&quarter["expected"]).iter();
        let expected: u64 = expected.map(|row| row["expected"].as_u64().unwrap()).sum();
        let team = json(store, &["report", "team", "North", "--month", "now"]);
        let own = items(&team["compliance"]).iter();
        let mut own = own.filter(|line| line["auditor"] == "Ann Brook" && line["row"] == "area-case");
        let own = own.next().unwrap()["expected"].as_u64().unwrap();
        (
            first.unwrap(),
            compliance["total"]["missing"].as_u64().unwrap(),
            expected,
            own,
        )
    };
    let (first, missing, quarter, own) = count(&store);
    assert_eq!((first.as_str(), own), ("2026-04-30", 3));
    assert!(missing > 0 && quarter > 0);
    since(&store, "\"2026-08-03\"");
    let (first, fewer, quarter, own) = count(&store);
    assert_eq!((first.as_str(), quarter, own), ("2026-08-31", 0, 1));
    assert!(fewer < missing);
    store
        .run(TODAY, &["report", "compliance"])
        .says(0, &["The store is in use since 2026-08-03"]);
    store.run(TODAY, &["report", "annual"]).says(0, &[]);
    // The present period is asked as before.
    let schedule = json(&store, &["schedule"]);
    let row = items(&schedule["rows"])
        .iter()
        .find(|row| row["id"] == "area-case")
        .unwrap();
    assert!(row["this_period"]["expected"].as_u64().unwrap() > 0);
    // A day without quotes is a day too, and what is none is named.
    store.change(
        "qaf.toml",
        "in_use_since = \"2026-08-03\"",
        "in_use_since = 2026-08-03",
    );
    assert_eq!(count(&store).3, 1);
    store.change(
        "qaf.toml",
        "in_use_since = 2026-08-03",
        "in_use_since = \"August\"",
    );
    store
        .run(TODAY, &["validate"])
        .says(1, &["in_use_since is no day", "Write it as in_use_since ="]);
}

#[test]
fn the_first_years_observation_is_asked_of_whoever_is_there_from_that_day() {
    let store = Store::demo();
    let people = store.read("people.csv");
    let row = people
        .lines()
        .find(|line| line.starts_with("Kit Adams"))
        .unwrap()
        .to_owned();
    let mut cells: Vec<&str> = row.split(',').collect();
    let started = cells.len() - 4;
    cells[started] = "2026-05-11";
    store.change("people.csv", &row, &cells.join(","));
    let asked = |store: &Store, year: &str| {
        let coverage = json(store, &["report", "coverage", "--year", year]);
        let workers = items(&coverage["parts"][0]["workers"]).to_vec();
        let kit = workers.into_iter().find(|worker| worker["name"] == "Kit Adams");
        kit.map(|kit| (kit["asked"].as_str().unwrap().to_owned(), kit["first"].is_null()))
    };
    assert_eq!(asked(&store, "2026-27"), Some(("joined".to_owned(), false)));
    since(&store, "\"2026-08-03\"");
    assert_eq!(asked(&store, "2026-27"), Some(("yes".to_owned(), true)));
    let before = json(&store, &["report", "coverage", "--year", "2025-26"]);
    let workers = items(&before["parts"][0]["workers"]).iter();
    assert!(workers.clone().count() > 0 && workers.clone().all(|worker| worker["asked"] == "before-use"));
}
