//! The quarter in short: every figure of it is the whole report's, and what is to be done is what somebody wrote.

use serde_json::{Value, json};

use super::Store;

const TODAY: &str = "2026-11-24";
const OF_Q1: &str = "reports/2026-27-Q1/commentary.yaml";
const OF_Q2: &str = "reports/2026-27-Q2/commentary.yaml";

fn asked<'a>(quarter: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&["report", "quarterly", "--quarter", quarter], more].concat()
}

fn json_of(store: &Store, quarter: &str, more: &[&str]) -> Value {
    let args = [more, &["--format", "json"]].concat();
    let ran = store.run(TODAY, &asked(quarter, &args));
    serde_json::from_str(&ran.says(0, &[]).stdout).unwrap()
}

/// The page as text, each of its sentences on one line.
fn told(store: &Store, quarter: &str) -> String {
    let ran = store.run(TODAY, &asked(quarter, &["--brief"]));
    let text = ran.says(0, &[]).stdout.replace("\n  ", " ");
    text.split(' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn written(store: &Store, file: &str, text: &str) {
    let folder = store.path(file);
    std::fs::create_dir_all(folder.parent().unwrap()).unwrap();
    store.write(file, text);
}

/// Sets the share that may be Inadequate.
fn ceiling(store: &Store, percent: &str) {
    let settings = store.read("qaf.toml");
    let others = settings
        .lines()
        .filter(|line| !line.starts_with("inadequate_ceiling"));
    let others: String = others.flat_map(|line| [line, "\n"]).collect();
    let set = format!("[report]\ninadequate_ceiling = {percent}\n");
    store.write("qaf.toml", others.replace("[report]\n", &set));
}

#[test]
fn every_figure_in_short_is_the_whole_reports() {
    let store = Store::example();
    for quarter in ["2026-27-Q1", "2026-27-Q2", "2026-27-Q3"] {
        let (short, whole) = (
            json_of(&store, quarter, &["--brief"]),
            json_of(&store, quarter, &[]),
        );
        let same = short
            .as_object()
            .unwrap()
            .keys()
            .filter(|key| whole.get(key.as_str()).is_some());
        let same: Vec<&String> = same.collect();
        assert!(same.len() >= 17, "{same:?}");
        for key in same {
            match key.as_str() {
                "schema" => assert_eq!(short[key], "qaf.report-quarterly-brief/1"),
                "quarters" => {
                    let all = whole[key].as_array().unwrap();
                    assert_eq!(short[key], json!(all[all.len().saturating_sub(2)..]));
                }
                _ => assert_eq!(short[key], whole[key], "{key} of {quarter}"),
            }
        }
        let sum = |of: &str| -> u64 {
            let rows = whole["expected"].as_array().unwrap().iter();
            rows.map(|row| row[of].as_u64().unwrap()).sum()
        };
        let (completion, short) = (&short["completion"], &short);
        assert_eq!(completion["expected"], sum("expected"));
        assert_eq!(
            [&completion["met"], &completion["exempt"]],
            [&json!(sum("submitted")), &json!(sum("exempt"))]
        );
        assert_eq!(short["inadequate_share"]["count"], whole["grades"]["I"]);
        assert_eq!(short["inadequate_share"]["n"], whole["good_or_better"]["n"]);
    }
}

#[test]
fn the_whole_report_begins_with_what_is_handed_out_alone() {
    let store = Store::example();
    let page = |more: &[&str]| {
        let args = [more, &["--format", "md"]].concat();
        store
            .run(TODAY, &asked("2026-27-Q2", &args))
            .says(0, &[])
            .stdout
            .clone()
    };
    let plain = |page: &str| page.replace("### ", "## ");
    let (short, whole) = (page(&["--brief"]), plain(&page(&[])));
    let first = short.find("## What do we know").unwrap();
    assert!(whole.contains(&short[first..]), "{short}\n{whole}");
    for format in ["html", "docx", "xlsx", "csv"] {
        let ran = store.run(
            TODAY,
            &asked("2026-27-Q2", &["--brief", "--output", &format!("short.{format}")]),
        );
        ran.says(0, &[]);
    }
}

#[test]
fn what_is_to_be_done_is_what_is_written() {
    let store = Store::example();
    let text = told(&store, "2026-27-Q2");
    for says in [
        "No priority with an owner and a date is written for 2026-27-Q2",
        "qaf report quarterly --quarter 2026-27-Q2 --scaffold",
        "None is written down in 2026-27-Q1",
    ] {
        assert!(text.contains(says), "{says}: {text}");
    }
    assert!(text.contains("no ceiling is set"), "{text}");
    ceiling(&store, "10");
    written(
        &store,
        OF_Q1,
        "actions:\n  - {board: clinic, date: 2026-07-07, action: Train supervisors, owner: Colin Peake, by: 2026-11-02}\n  - \
         {board: clinic, date: 2026-07-07, action: Look at caseloads, by: 2026-11-02, done: 2026-10-20}\n  - {board: clinic, \
         date: 2026-07-07, action: Ask families, by: 2026-12-02}\n",
    );
    written(
        &store,
        OF_Q2,
        "areas: Plans do not say who does what.\nmessages:\n  - {from: staff, said: Too many forms}\n  - {from: families, said: \
         We hear of changes too late., done: Each is told in person.}\nactions:\n  - {board: performance-board, date: \
         2026-10-07, action: Write plans anew, owner: Grace Oduya, by: 2026-11-20}\n  - {board: clinic, date: 2026-10-07, \
         action: Done already, done: 2026-11-01}\n  - {board: clinic, date: 2026-10-08, action: Second}\n  - {board: clinic, \
         date: 2026-10-09, action: Third, owner: Colin Peake, by: 2026-12-04}\n  - {board: clinic, date: 2026-10-10, action: \
         Fourth}\n",
    );
    let text = told(&store, "2026-27-Q2");
    for says in [
        "To be improved, in management's words: Plans do not say who does what.",
        "The first three priorities, what is late first; 1 more is open",
        "LATE, ",
        "nobody is named",
        "no day is set",
        "1 of 3 of 2026-27-Q1 kept, 1 overdue, 1 not due yet or without a day. Overdue: Train supervisors (Colin Peake, Mon 2 \
         Nov 2026).",
        "Families say, as management tells it: We hear of changes too late; done about it: Each is told in person.",
        "1 of 9 (11.1%), above the ceiling of 10% that the council sets.",
    ] {
        assert!(text.contains(says), "{says}: {text}");
    }
    assert!(
        !text.contains("Fourth") && !text.contains("Done already"),
        "{text}"
    );
    let short = json_of(&store, "2026-27-Q2", &["--brief"]);
    assert_eq!(short["priorities"].as_array().unwrap().len(), 4);
    assert_eq!(short["priorities"][0]["state"], "overdue");
    assert_eq!(
        (
            &short["inadequate_ceiling"],
            short["promised"].as_array().unwrap().len()
        ),
        (&json!(10), 3)
    );
    ceiling(&store, "12");
    assert!(told(&store, "2026-27-Q2").contains("within the ceiling of 12%"));
    ceiling(&store, "\"\"");
    assert!(told(&store, "2026-27-Q2").contains("no ceiling is set"));
    ceiling(&store, "101");
    let ran = store.run(TODAY, &["validate"]);
    ran.says(1, &["inadequate_ceiling can't be this number", "from 0 to 100"]);
}

#[test]
fn a_quarter_without_audits_says_so_in_short() {
    insta::assert_snapshot!("empty_quarter_in_short", told(&Store::new(), "2026-27-Q2"));
}
