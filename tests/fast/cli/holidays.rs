//! A list of bank holidays that does not have a year: said once wherever days of that year were counted.

use std::fs;

use serde_json::{Value, json};

use super::{Ran, Store};

const TODAY: &str = "2026-12-21";

/// The demo's council with a list of these years alone, and an observation given out before Christmas.
fn council(lists: impl Fn(i64) -> bool) -> (Store, Ran) {
    let store = Store::demo();
    let path = store.path("bank-holidays.json");
    let mut list: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    let events = list["england-and-wales"]["events"].as_array_mut().unwrap();
    events.retain(|event| lists(event["date"].as_str().unwrap()[..4].parse().unwrap()));
    fs::write(&path, list.to_string()).unwrap();
    let made = store.run(
        "2026-12-20",
        &[
            "new",
            "observed-practice",
            "--auditor",
            "Ann Brook",
            "--worker",
            "Kit Adams",
        ],
    );
    assert_eq!(made.code, Some(0), "{}", made.stderr);
    (store, made)
}

/// How often the sentence stands in what was printed, however it is broken into lines.
fn said(text: &str, years: &str) -> usize {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    words(text)
        .matches(&words(&format!(
            "bank-holidays.json lists no bank holidays of {years}, so days there were counted as if"
        )))
        .count()
}

const COMMANDS: [&[&str]; 7] = [
    &["due", "--within", "40"],
    &["tracker"],
    &["validate"],
    &["report", "quarterly", "--quarter", "now"],
    &["report", "team", "North", "--quarter", "now"],
    &["report", "compliance"],
    &["report", "moderation", "--quarter", "now"],
];

#[test]
fn a_year_after_the_lists_last_is_said_once() {
    let (store, made) = council(|year| year <= 2025);
    assert_eq!(said(&made.stderr, "2026 and 2027"), 1, "{}", made.stderr);
    for command in COMMANDS {
        let ran = store.run(TODAY, command);
        let all = said(&ran.stdout, "2026") + said(&ran.stdout, "2026 and 2027");
        assert_eq!((all, ran.stderr.as_str()), (1, ""), "{command:?}: {}", ran.stdout);
    }
    let logged = store.run(
        TODAY,
        &["log", "OP-26-0019", "note", "--note", "It is under way."],
    );
    assert_eq!(said(&logged.stdout, "2026 and 2027"), 1, "{}", logged.stdout);
}

#[test]
fn programs_are_told_the_years() {
    let (store, _) = council(|year| year <= 2025);
    for (command, years) in [
        (&["due"][..], json!([2026, 2027])),
        (&["due", "--who", "Sam Okoro"], json!([2026])),
        (&["tracker"], json!([2026, 2027])),
        (&["report", "quarterly", "--quarter", "now"], json!([2026])),
        (&["report", "actions"], json!([2026])),
    ] {
        let ran = store.run(TODAY, &[command, &["--format", "json"]].concat());
        let document: Value = serde_json::from_str(&ran.stdout).unwrap();
        assert_eq!(document["holidays_not_listed"], years, "{command:?}");
        if command.contains(&"quarterly") {
            let printed = store.run(TODAY, &["report", "quarterly", "--schema"]).stdout;
            let schema = serde_json::from_str(&printed).unwrap();
            assert_eq!(super::report_schema::faults(&schema, &document), [""; 0]);
        }
    }
    let csv = store.run(TODAY, &["due", "--format", "csv"]);
    assert_eq!(said(&csv.stderr, "2026 and 2027"), 1, "{}", csv.stderr);
    assert_eq!(said(&csv.stdout, "2026 and 2027"), 0);
}

#[test]
fn a_letter_says_how_its_day_was_counted() {
    let (store, _) = council(|year| year <= 2025);
    let ran = store.run(
        TODAY,
        &[
            "remind",
            "--to",
            "letters-of-today",
            "--text",
            "--who",
            "Ann Brook",
        ],
    );
    assert_eq!(said(&ran.stdout, "2026 and 2027"), 1, "{}", ran.stdout);
    let letter = store
        .root()
        .with_file_name("letters-of-today")
        .join("OP-26-0019-audit.txt");
    let letter = fs::read_to_string(letter).unwrap();
    assert!(
        letter.contains("(in 9 working days, counted without the bank holidays of 2026 and 2027)"),
        "{letter}"
    );
}

#[test]
fn a_year_left_out_between_is_said_and_one_that_is_listed_is_not() {
    let (store, made) = council(|year| year != 2027);
    assert_eq!(said(&made.stderr, "2027"), 1, "{}", made.stderr);
    assert_eq!(said(&store.run(TODAY, &["due"]).stdout, "2027"), 1);
    let before = store.run("2026-11-24", &["due"]);
    assert_eq!(said(&before.stdout, "2027"), 0, "{}", before.stdout);
    let (store, made) = council(|_| true);
    assert!(!made.stderr.contains("bank-holidays"), "{}", made.stderr);
    for command in COMMANDS {
        let ran = store.run(TODAY, command);
        assert!(
            !ran.stdout.contains("bank-holidays.json lists"),
            "{command:?}: {}",
            ran.stdout
        );
    }
    let due = store.run(TODAY, &["due", "--format", "json"]);
    assert!(!due.stdout.contains("holidays_not_listed"), "{}", due.stdout);
}

#[test]
fn a_year_before_the_lists_first_is_said_too() {
    let (store, _) = council(|year| year > 2026);
    assert_eq!(said(&store.run("2026-11-24", &["due"]).stdout, "2026"), 1);
}
