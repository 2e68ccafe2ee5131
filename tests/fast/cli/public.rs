//! `report quarterly --public`: rounded, small numbers hidden, nobody named, and issued once.

use serde_json::Value;

use super::{Ran, Store};

const AFTER: &str = "2027-01-15";
const Q3: &str = "2026-27-Q3";
const PUBLIC: &str = "reports/2026-27-Q3/public-1.json";

fn public(store: &Store, more: &[&str]) -> Ran {
    let mut args = vec!["report", "quarterly", "--quarter", Q3, "--public"];
    args.extend(more);
    store.run(AFTER, &args)
}

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.stdout).unwrap()
}

/// Every number of a document that is no share, with its path.
fn counts(value: &Value, path: &str, found: &mut Vec<(String, u64)>) {
    match value {
        Value::Object(map) => map
            .iter()
            .for_each(|(key, value)| counts(value, &format!("{path}.{key}"), found)),
        Value::Array(items) => items.iter().for_each(|value| counts(value, path, found)),
        Value::Number(number) if !path.ends_with("percent") && !path.ends_with("hide_up_to") => {
            found.push((path.to_owned(), number.as_u64().unwrap()));
        }
        _ => {}
    }
}

#[test]
fn every_count_is_a_multiple_of_five_and_a_draft_says_so() {
    let store = Store::demo();
    let ran = public(&store, &["--format", "json"]);
    let report = json(&ran);
    assert_eq!(report["schema"], "qaf.report-quarterly-public/1");
    assert_eq!(report["issued"], false);
    let mut found = Vec::new();
    counts(&report, "", &mut found);
    assert!(found.len() >= 4, "{found:?}");
    assert!(found.iter().all(|(_, n)| n % 5 == 0), "{found:?}");
    public(&store, &[]).says(0, &["This is a draft", "[c]", "rounded to the nearest 5"]);
}

#[test]
fn nobody_is_named_in_any_format() {
    let store = Store::demo();
    let people = store.read("people.csv");
    let names = people.lines().skip(1).filter_map(|line| line.split(',').next());
    let names: Vec<&str> = names.filter(|name| !name.trim().is_empty()).collect();
    assert!(names.len() > 10);
    for format in ["text", "json", "csv", "md", "html"] {
        let said = public(&store, &["--format", format]);
        said.says(0, &[]);
        for name in &names {
            assert!(!said.stdout.contains(name), "{name} in {format}");
        }
        assert!(!said.stdout.contains("CF-26-"), "an audit in {format}");
    }
    for format in ["docx", "xlsx"] {
        let file = format!("public.{format}");
        public(&store, &["--output", &file]).says(0, &["Written"]);
    }
}

#[test]
fn once_issued_the_figures_stay_whatever_happens_after() {
    let store = Store::demo();
    public(&store, &["--issue"]).says(0, &["Issued: reports/2026-27-Q3/public-1.json"]);
    let issued = json(&public(&store, &["--format", "json"]));
    assert_eq!(issued["issued"], true);
    let file: Value = serde_json::from_str(&store.read(PUBLIC)).unwrap();
    assert_eq!(
        file["audits"].as_array().unwrap().len(),
        0,
        "no facts of single audits"
    );
    let folders = store.tree();
    let ids = folders
        .keys()
        .filter_map(|name| name.strip_suffix("/allocation.yaml"));
    for id in ids.filter_map(|folder| folder.rsplit('/').next()).take(12) {
        store.run(
            AFTER,
            &[
                "log",
                id,
                "withdrawn",
                "--reason",
                "drawn by mistake",
                "--force",
                "--note",
                "agreed with the service manager",
            ],
        );
    }
    for day in [AFTER, "2027-02-01"] {
        let args = [
            "report",
            "quarterly",
            "--quarter",
            Q3,
            "--public",
            "--issue",
            "--format",
            "json",
        ];
        let again = store.run(day, &args);
        again.says(0, &["stay as they are; nothing was written"]);
        assert_eq!(json(&again), issued);
    }
    assert!(!store.path("reports/2026-27-Q3/public-2.json").exists());
    let next = store.run(
        "2027-04-15",
        &[
            "report",
            "quarterly",
            "--quarter",
            "2026-27-Q4",
            "--public",
            "--format",
            "json",
        ],
    );
    let quarters = json(&next)["quarters"].clone();
    assert_eq!(quarters[0]["name"], Q3);
    for key in ["n", "count", "percent"] {
        assert_eq!(
            quarters[0][key], issued["good_or_better"][key],
            "the quarter before as issued"
        );
    }
}

#[test]
fn a_quarter_before_that_was_never_issued_is_not_shown() {
    let store = Store::demo();
    let report = json(&public(&store, &["--format", "json"]));
    assert_eq!(report["quarters"].as_array().unwrap().len(), 1);
}

#[test]
fn what_is_not_over_or_issued_later_or_damaged_is_refused() {
    let store = Store::demo();
    store
        .run(
            "2026-12-07",
            &["report", "quarterly", "--quarter", Q3, "--public", "--issue"],
        )
        .refuses(&["is not over"]);
    public(&store, &["--issue"]).says(0, &[]);
    store
        .run(
            "2027-01-10",
            &["report", "quarterly", "--quarter", Q3, "--public", "--issue"],
        )
        .refuses(&["issued on a day after 2027-01-10"]);
    let text = store.read(PUBLIC);
    store.write(PUBLIC, text.replacen("[c]", "5", 1));
    public(&store, &[]).refuses(&["public-1.json can't be trusted", "Restore it from a copy"]);
}
