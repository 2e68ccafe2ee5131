//! Wider works in the reports of a quarter and a year.

use serde_json::{Value, json as value};

use super::Store;
use super::report_schema::faults;
use super::store::work_folder;
use super::work_flows::{ACTIONS, FINDINGS, json, log, planned, write};

/// What the free texts of works say, which no JSON and no issue holds.
const SAID: [&str; 2] = ["Letters are clear in two teams of three.", "the court withdrew"];

/// A theme reported in the second quarter, a visit that goes on, and a theme that was cancelled.
fn council() -> (Store, [String; 3]) {
    let store = Store::new();
    let theme = planned(&store);
    let visit = store.agreed("sav");
    let off = store.agreed("thematic");
    log(&store, "2026-09-03", &[&off, "cancelled", "--reason", SAID[1]]);
    (store, [theme, visit, off])
}

fn quarter(store: &Store, day: &str, quarter: &str) -> Value {
    json(store, day, &["report", "quarterly", "--quarter", quarter])
}

fn ids(works: &Value) -> Vec<&str> {
    let all = works.as_array().unwrap().iter();
    all.map(|work| work["id"].as_str().unwrap()).collect()
}

#[test]
fn a_quarter_tells_what_was_reported_what_goes_on_and_what_was_cancelled() {
    let (store, [theme, visit, off]) = council();
    let report = quarter(&store, "2026-10-05", "2026-27-Q2");
    let works = &report["works"];
    assert_eq!(
        (
            ids(&works["reported"]),
            ids(&works["going_on"]),
            ids(&works["cancelled"])
        ),
        (vec![theme.as_str()], vec![visit.as_str()], vec![off.as_str()])
    );
    let reported = &works["reported"][0];
    assert_eq!(
        (
            &reported["kind"],
            &reported["title"],
            &reported["lead"],
            &reported["reported"],
            &reported["reported_to"]
        ),
        (
            &value!("Thematic audit"),
            &value!("Letters"),
            &value!("Colin Peake"),
            &value!("2026-09-01"),
            &value!(["cmt"])
        )
    );
    assert_eq!(
        (&reported["plan_agreed"], &reported["actions"]),
        (
            &value!("2026-09-02"),
            &value!({"total": 2, "done": 0, "carried_over": 0, "open": 2, "overdue": 0})
        )
    );
    // None of it is in the headline.
    assert_eq!(
        (&report["good_or_better"]["n"], &report["actions"]["total"]),
        (&value!(0), &value!(0))
    );
    let schema = json(&store, "2026-10-05", &["report", "quarterly", "--schema"]);
    assert_eq!(faults(&schema, &report), [""; 0]);
    store.run("2026-10-05", &["report", "quarterly"]).says(
        0,
        &[
            "Wider work",
            "1 reported (TH-26-0001), 1 going on (SA-26-0002), 1 cancelled (TH-26-0003)",
        ],
    );
    let page = store.run("2026-10-05", &["--format", "md", "report", "quarterly"]);
    page.says(
        0,
        &[
            "Wider work and panel",
            "Quality of the area: Letters are clear in two teams of three.",
            "0 of 2 done",
            SAID[1],
        ],
    );
    // What is done after the quarter moves nothing of it, and is told in its own.
    log(&store, "2026-10-20", &[&theme, "action-done", "--action", "2"]);
    log(
        &store,
        "2026-10-21",
        &[&visit, "cancelled", "--reason", "the team was split"],
    );
    assert_eq!(&quarter(&store, "2026-12-05", "2026-27-Q2")["works"], works);
    let next = &quarter(&store, "2026-12-05", "2026-27-Q3")["works"];
    assert_eq!(
        (
            ids(&next["reported"]),
            ids(&next["going_on"]),
            ids(&next["cancelled"])
        ),
        (vec![], vec![theme.as_str()], vec![visit.as_str()])
    );
    assert_eq!(next["going_on"][0]["actions"]["done"], 1);
    // Before anything was commissioned nothing is told, and the part is left out.
    let page = store.run(
        "2026-10-05",
        &["--format", "md", "report", "quarterly", "--quarter", "2026-27-Q1"],
    );
    assert!(!page.stdout.contains("Wider work"), "{}", page.stdout);
}

#[test]
fn issued_figures_hold_no_words_of_a_work_and_tell_when_one_is_reported_after_all() {
    let (store, [_, visit, _]) = council();
    let issue = [
        "--by",
        "Robin Hale",
        "report",
        "quarterly",
        "--quarter",
        "2026-27-Q2",
    ];
    let with_issue = [&issue[..], &["--issue"]].concat();
    store
        .run("2026-10-05", &with_issue)
        .says(0, &["Issued: reports/2026-27-Q2/"]);
    let text = store.read("reports/2026-27-Q2/1.json");
    assert!(
        text.contains("TH-26-0001") && SAID.iter().all(|said| !text.contains(said)),
        "{text}"
    );
    let since = |day: &str| quarter(&store, day, "2026-27-Q2")["since_issue"]["figures"].clone();
    assert_eq!(since("2026-11-05"), value!([]));
    for args in [&["prepared"][..], &["on-site"]] {
        log(&store, "2026-09-20", &[&[visit.as_str()], args].concat());
    }
    write(&store, &visit, "findings.yaml", FINDINGS);
    let args = [
        "log",
        &visit,
        "reported",
        "--to",
        "head-of-service",
        "--date",
        "2026-09-25",
    ];
    store
        .run("2026-11-05", &[&["--by", "Robin Hale"], &args[..]].concat())
        .says(0, &[]);
    let since = since("2026-11-05");
    let named: Vec<&str> = since
        .as_array()
        .unwrap()
        .iter()
        .map(|figure| figure["figure"].as_str().unwrap())
        .collect();
    assert_eq!(named, ["works"]);
}

#[test]
fn a_work_that_can_not_be_read_whole_is_named_in_the_quarter() {
    let (store, [theme, ..]) = council();
    let findings = format!("{}/findings.yaml", work_folder(&theme));
    store.change(&findings, "strengths:", "strength:");
    assert_eq!(
        quarter(&store, "2026-10-05", "2026-27-Q2")["works"]["unread"],
        value!([theme])
    );
    store
        .run("2026-10-05", &["--format", "md", "report", "quarterly"])
        .says(0, &["Files of TH-26-0001 can't be read whole"]);
}

#[test]
fn a_year_tells_each_work_and_its_sign_off_exit_totals_and_what_came_of_the_last_changes() {
    let (store, [theme, visit, off]) = council();
    let none = json(&store, "2026-10-05", &["report", "annual"]);
    assert_eq!(
        (&none["exit_interviews"], &none["last_changes"]),
        (&value!([]), &Value::Null)
    );
    for number in ["1", "2"] {
        log(&store, "2026-12-01", &[&theme, "action-done", "--action", number]);
    }
    write(&store, &theme, "action-plan.yaml", ACTIONS);
    log(&store, "2026-12-08", &[&theme, "signed-off"]);
    super::exit::with_leavers(&store, 6, "2026-08-14", "a", |_| true);
    store
        .run("2026-12-10", &["--by", "Tom Ellery", "exit", "report", "--issue"])
        .says(0, &["edition 1"]);
    let year = json(&store, "2026-12-10", &["report", "annual"]);
    let works = &year["works"];
    assert_eq!(
        (
            &works["reported"][0]["signed_off"],
            &works["reported"][0]["signed_off_by"]
        ),
        (&value!("2026-12-08"), &value!("Grace Oduya"))
    );
    assert_eq!(
        (ids(&works["going_on"]), ids(&works["cancelled"])),
        (vec![visit.as_str()], vec![off.as_str()])
    );
    // As issued: rounded, and small counts hidden.
    assert_eq!(
        (
            &year["exit_interviews"][0]["completed"],
            &year["exit_interviews"][0]["declined"]
        ),
        (&value!(5), &value!("[c]"))
    );
    store
        .run("2026-12-10", &["report", "annual"])
        .says(0, &["2 of 2 done", "Exit interviews, as they were issued"]);
    // The next year's review says what came of what this one was to change.
    store
        .run("2026-12-10", &["report", "annual", "--scaffold"])
        .says(0, &[]);
    let file = "reports/2026-27/annual.yaml";
    store.change(file, "\nchanges: |\n", "\nchanges: |\n  Shorter forms.\n");
    let next =
        |day: &str| json(&store, day, &["report", "annual", "--year", "2027-28"])["last_changes"].clone();
    assert_eq!(
        next("2027-06-01"),
        value!({"year": "2026-27", "changes": "Shorter forms.", "came_of": null})
    );
    store
        .run(
            "2027-06-01",
            &["report", "annual", "--year", "2027-28", "--scaffold"],
        )
        .says(0, &[]);
    store.change(
        "reports/2027-28/annual.yaml",
        "\ncame_of: |\n",
        "\ncame_of: |\n  Two forms are shorter.\n",
    );
    assert_eq!(next("2027-06-01")["came_of"], "Two forms are shorter.");
}
