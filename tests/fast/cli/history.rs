//! `qaf history`: what happened, both grades, what was changed, and the rules that look at it.

use super::Store;

const TODAY: &str = "2026-11-24";

fn rules(store: &Store, id: &str, day: &str) -> Vec<(String, u64, u64)> {
    let ran = store.run(day, &["--format", "json", "validate", id]);
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let place = |finding: &serde_json::Value, key: &str| finding[key].as_u64().unwrap();
    let one = |finding: &serde_json::Value| {
        let rule = finding["rule"].as_str().unwrap().to_owned();
        (rule, place(finding, "line"), place(finding, "column"))
    };
    json["findings"].as_array().unwrap().iter().map(one).collect()
}

#[test]
fn a_change_is_told_by_its_place_and_a_text_only_where_it_is_asked_for() {
    let store = Store::demo();
    let folder = store.audits()["CF-26-0002"].clone();
    let audit = format!("{folder}/audit.yaml");
    store.change(&audit, "improvement: |\n", "improvement: |\n  AB told her so.\n");
    store.change(&format!("{folder}/moderation.yaml"), "grade: RI", "grade: I");
    let ran = store.run(TODAY, &["history", "CF2"]);
    ran.says(
        0,
        &[
            "Changed since then, and not logged yet:\n    audit.yaml changed:\n      Improvement: text changed\n",
            "    moderation.yaml changed:\n      Overall, grade: RI -> I\n",
            "moderation.yaml was changed after its moderation was logged on Fri 28 Aug 2026: Overall, grade. It counts for nothing",
            "signed off, by Nadia Karim: Requires improvement",
        ],
    );
    assert!(!ran.stdout.contains("AB told"));
    let ran = store.run(TODAY, &["history", "CF2", "--texts"]);
    ran.says(0, &["        + AB told her so.\n"]);
    // What was logged with the change is told between the events.
    store
        .run(
            TODAY,
            &[
                "--by",
                "Tom Ellery",
                "log",
                "CF2",
                "note",
                "--note",
                "put right by mail",
            ],
        )
        .says(0, &[]);
    let ran = store.run(TODAY, &["history", "CF2"]);
    ran.says(
        0,
        &["note, logged by Tom Ellery\n    Note: put right by mail\n    audit.yaml changed since action-done of 2026-09-22:\n"],
    );
    assert!(!ran.stdout.contains("not logged yet"));
    let json = store.run(TODAY, &["--format", "json", "history", "CF2"]).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["schema"], "qaf.history/1");
    let note = json["entries"].as_array().unwrap().last().unwrap();
    assert_eq!(note["changes"][0]["answers"][0]["from"], serde_json::Value::Null);
    assert_eq!(note["changes"][1]["answers"][0]["key"], "overall.grade");
    store.run(TODAY, &["--format", "md", "history", "CF2"]).says(
        0,
        &[
            "# CF-26-0002: history, as of 2026-11-24",
            "    - Overall, grade: RI -&gt; I",
        ],
    );
    store
        .run(TODAY, &["--format", "csv", "history", "CF2"])
        .refuses(&["history prints text, json, md, html, docx or xlsx"]);
}

#[test]
fn a_change_after_sending_is_queried_at_its_answer_until_it_is_undone() {
    let store = Store::demo();
    let name = format!("{}/moderation.yaml", store.audits()["CF-26-0002"]);
    assert_eq!(rules(&store, "CF2", TODAY), []);
    let line = store
        .read(&name)
        .lines()
        .position(|line| line.starts_with("  grade: "))
        .unwrap();
    store.change(&name, "  grade: RI", "  grade: G");
    let found = rules(&store, "CF2", TODAY);
    assert_eq!(
        found,
        [(
            "changed-after-event".to_owned(),
            u64::try_from(line).unwrap() + 1,
            10
        )]
    );
    store.run(TODAY, &["validate", "CF2"]).says(
        0,
        &["moderation.yaml was changed after its moderation was logged on Fri 28 Aug 2026: Overall, grade."],
    );
    // A remark changes no answer; it is text at risk wherever it stands.
    store.change(&name, "  grade: G", "  # as said\n  grade: RI");
    let remark = ("text-as-remark".to_owned(), u64::try_from(line).unwrap() + 1, 3);
    assert_eq!(rules(&store, "CF2", TODAY), [remark]);
}

#[test]
fn a_return_lifts_the_query_for_files_may_change_again() {
    let store = Store::demo();
    let name = format!("{}/audit.yaml", store.audits()["CF-26-0002"]);
    store.change(&name, "improvement: |\n", "improvement: |\n  More.\n");
    assert_eq!(rules(&store, "CF2", TODAY)[0].0, "changed-after-event");
    store
        .run(
            TODAY,
            &[
                "log", "CF2", "returned", "--reason", "x", "--force", "--note", "y",
            ],
        )
        .says(0, &[]);
    assert_eq!(rules(&store, "CF2", TODAY), []);
}

#[test]
fn a_kept_copy_that_is_missing_or_altered_is_said_and_its_changes_are_not_guessed() {
    for altered in [false, true] {
        let store = Store::demo();
        let folder = store.audits()["CF-26-0002"].clone();
        let kept = store
            .tree()
            .into_keys()
            .find(|name| name.starts_with(&format!("{folder}/kept/audit-")))
            .unwrap();
        if altered {
            store.change(&kept, "grade: G", "grade: O");
        } else {
            std::fs::remove_file(store.path(&kept)).unwrap();
        }
        let name = format!("{folder}/audit.yaml");
        store.change(&name, "improvement: |\n", "improvement: |\n  More.\n");
        let how = if altered {
            "is not as it was kept"
        } else {
            "is not there"
        };
        store.run(TODAY, &["history", "CF2"]).says(
            1,
            &[
                how,
                "audit.yaml changed; what can't be told, for a kept copy is lost",
            ],
        );
        let found = rules(&store, "CF2", TODAY);
        let names: Vec<&str> = found.iter().map(|(rule, _, _)| rule.as_str()).collect();
        assert_eq!(names, ["changed-after-event", "kept-copy-lost"]);
        assert_eq!(found[1].1, 2, "the line of the log that names it first");
        store
            .run(TODAY, &["validate", "CF2"])
            .says(0, &[how, "can't be told"]);
    }
}

#[test]
fn an_earlier_day_tells_no_later_event() {
    let store = Store::demo();
    // What was changed after the last of them was not changed then.
    let audit = format!("{}/audit.yaml", store.audits()["CF-26-0002"]);
    store.change(&audit, "improvement: |\n", "improvement: |\n  AB told her so.\n");
    let ran = store.run("2026-09-01", &["history", "CF2"]);
    ran.says(
        0,
        &[
            "4 events are dated later than Tue 1 Sep 2026 and not told here.",
            "signed off",
        ],
    );
    assert!(!ran.stdout.contains("sent to") && !ran.stdout.contains("not logged yet"));
}

#[test]
fn faulty_lines_of_a_log_and_moderations_are_named_at_their_place() {
    let store = Store::demo();
    let folder = store.audits()["CF-26-0002"].clone();
    let log = format!("{folder}/log.yaml");
    let text = store.read(&log);
    let more = "- {date: 2026-08-01, event: note}\n- {date: 2026-12-24, event: note}\n- {date: 2026-09-09, event: snet}\n";
    store.write(&log, text.clone() + more);
    assert_eq!(
        rules(&store, "CF2", TODAY),
        [
            ("event-before-allocation".to_owned(), 8, 10),
            ("log-out-of-order".to_owned(), 8, 10),
            ("event-in-future".to_owned(), 9, 10),
            ("not-an-option".to_owned(), 10, 29),
        ]
    );
    store.write(&log, text);
    store.unkept("CF-26-0002");
    let moderation = format!("{folder}/moderation.yaml");
    store.change(
        &moderation,
        "regrades:\n",
        "regrades:\n  - { section: reviews, to: G, reason: x }\n  - { section: nowhere, to: G, reason: x }\n",
    );
    let found = rules(&store, "CF2", TODAY);
    let names: Vec<&str> = found.iter().map(|(rule, _, _)| rule.as_str()).collect();
    for rule in ["regrade-to-same-grade", "regrade-twice", "not-an-option"] {
        assert!(names.contains(&rule), "{rule} in {found:?}");
    }
    store
        .run(TODAY, &["tracker"])
        .says(0, &["CF-26-0002   Isaac Wynn      closed"]);
}
