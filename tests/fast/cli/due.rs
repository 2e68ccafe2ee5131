//! `due`: what is late and from whom, told so that nobody is thought to be in time who is not.

use super::Store;

const TODAY: &str = "2026-11-24";

#[test]
fn the_json_is_that_of_the_contract() {
    let store = Store::demo();
    let ran = store.run(TODAY, &["--format", "json", "due", "--who", "Robin Hale"]);
    insta::assert_snapshot!(ran.stdout, @r#"
    {
      "schema": "qaf.due/1",
      "as_of": "2026-11-24",
      "items": [
        {
          "id": "CF-26-0015",
          "step": "moderate",
          "who": "Robin Hale",
          "due": "2026-11-03",
          "working_days_overdue": 15,
          "team": "South"
        }
      ],
      "excluded": []
    }
    "#);
    let csv = store
        .run(TODAY, &["--format", "csv", "due", "--team", "north"])
        .stdout;
    assert_eq!(
        csv.lines().next(),
        Some("id,step,who,due,working_days_overdue,team,action,worker")
    );
    // Three steps and six actions of the team.
    assert_eq!(csv.lines().count(), 10);
    assert!(csv.lines().skip(1).all(|line| line.contains(",North,")));
}

#[test]
fn within_keeps_what_is_late_and_leaves_out_what_is_far() {
    let store = Store::demo();
    let count = |args: &[&str]| {
        let mut all = vec!["--format", "csv", "due"];
        all.extend(args);
        store.run(TODAY, &all).stdout.lines().count() - 1
    };
    // 6 steps, 19 actions and a new worker; of these late 4, 13 and 1, and an action is due today.
    assert_eq!(count(&[]), 26);
    assert_eq!(count(&["--within"]), 21);
    assert_eq!(count(&["--within", "8"]), 21);
    assert_eq!(count(&["--within", "7"]), 20);
    assert_eq!(count(&["--within", "3"]), 20);
    assert_eq!(count(&["--within", "0"]), 19);
    store
        .run(TODAY, &["due", "--within=-1"])
        .says(2, &["invalid value"]);
    store.run(TODAY, &["due", "--within", "0", "--who", "nk"]).says(
        0,
        &["Nothing is late, and nothing falls due today (Nadia Karim only)"],
    );
}

#[test]
fn a_step_is_overdue_from_the_day_after_even_where_nobody_works() {
    let store = Store::demo();
    // Moderation is due on Friday 4 December.
    for (day, words, code) in [
        ("2026-12-04", "due today", 0),
        ("2026-12-05", "Fri 4 Dec 2026  LATE\n", 1),
        ("2026-12-07", "LATE, 1 working day\n", 1),
    ] {
        store
            .run(day, &["due", "--check", "--who", "Nadia Karim"])
            .says(code, &[words]);
    }
    store.run(TODAY, &["due", "--check"]).says(1, &["18 late"]);
    store
        .run("2026-04-01", &["due", "--check"])
        .says(0, &["Nothing is late, and nothing is due, as of Wed 1 Apr 2026."]);
}

#[test]
fn a_person_is_known_by_name_alias_or_initials() {
    let store = Store::demo();
    for name in ["Robin Hale", "robin  hale", "HALE, Robin", "RH", "r.h."] {
        store
            .run(TODAY, &["due", "--who", name])
            .says(0, &["CF-26-0015", "(Robin Hale only)"]);
    }
    for (name, words) in [
        ("Robin Hail", "Did you mean Robin Hale?"),
        ("Robin", "Did you mean Robin Hale?"),
        ("Zed Unknown", "There is nobody called Zed Unknown in people.csv."),
        ("\u{1b}[31m", "\\u{1b}"),
    ] {
        store.run(TODAY, &["due", "--who", name]).refuses(&[words]);
    }
    store.change("people.csv", "Cara Flint", "Rita Holm");
    store
        .run(TODAY, &["due", "--who", "RH"])
        .refuses(&["RH may be Robin Hale or Rita Holm. Write the name."]);
    store
        .run(TODAY, &["due", "--team", "Nroth"])
        .refuses(&["has the team Nroth. Did you mean North?"]);
}

#[test]
fn an_audit_that_can_not_be_judged_is_named() {
    let store = Store::demo();
    let folder = store.audits()["CF-26-0016"].clone();
    store.write(&format!("{folder}/audit.yaml"), b"\xff\xfe\x00broken");
    let folder = store.audits()["CF-26-0018"].clone();
    store.write(&format!("{folder}/allocation.yaml"), "");
    let words = [
        "CF-26-0016  audit.yaml can't be read",
        "CF-26-0018  allocation.yaml is missing",
    ];
    store.run(TODAY, &["due"]).says(0, &words);
    store
        .run(TODAY, &["--format", "csv", "due"])
        .says(0, &["Not known what is due of CF-26-0016, CF-26-0018"]);
    store
        .run(TODAY, &["--format", "md", "due"])
        .says(0, &["- CF-26-0016: audit.yaml can't be read"]);
    let ran = store.run(TODAY, &["--format", "json", "due"]);
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(json["excluded"][1]["id"], "CF-26-0018");
}

#[test]
fn without_deadlines_nothing_is_said_to_be_in_time() {
    let store = Store::demo();
    store.change("schedule.toml", "[deadline.audit]", "[deadline.audit");
    store
        .run(TODAY, &["due"])
        .refuses(&["schedule.toml", "have to be mended first"]);
    let store = Store::demo();
    store.change("people.csv", "qa-social-worker", "qa-social-wroker");
    store
        .run(TODAY, &["due"])
        .says(0, &["names or days here may be wrong: see qaf validate"]);
}

#[test]
fn no_child_is_named() {
    let store = Store::demo();
    let mut children = Vec::new();
    for folder in store.audits().values() {
        let text = store.read(&format!("{folder}/allocation.yaml"));
        let child = text.lines().find_map(|line| line.strip_prefix("child_id: "));
        children.extend(
            child
                .map(|id| id.trim_matches(['"', '\'']).to_owned())
                .filter(|id| !id.is_empty()),
        );
    }
    assert!(children.len() > 10);
    for format in ["text", "json", "csv", "md"] {
        let ran = store.run(TODAY, &["--format", format, "due"]);
        for child in &children {
            assert!(!ran.stdout.contains(child.as_str()), "{format}: {child}");
        }
    }
}
