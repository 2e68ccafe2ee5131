//! A file that somebody writes over after an event: no figure moves, and each place where figures stand names it.

use serde_json::Value;

use super::Store;

const TODAY: &str = "2026-11-24";
const QUARTER: &str = "2026-27-Q2";

/// What the reports tell, less what is told of the files as they are and of an issue.
fn figures(store: &Store, day: &str) -> Vec<Value> {
    let reports: [&[&str]; 7] = [
        &["report", "quarterly", "--quarter", QUARTER],
        &["report", "sparnet", "--quarter", QUARTER],
        &["report", "moderation", "--quarter", QUARTER],
        &["report", "section", "file_recording"],
        &["report", "team", "South"],
        &["due"],
        &["tracker"],
    ];
    let mut told = Vec::new();
    for report in reports {
        let ran = store.run(day, &[&["--format", "json"], report].concat());
        let mut json: Value = serde_json::from_str(&ran.stdout).unwrap();
        let without = |json: &mut Value, keys: &[&str]| {
            let told = json.as_object_mut().unwrap();
            told.retain(|key, _| !keys.contains(&key.as_str()));
        };
        without(&mut json, &["since_issue", "issued", "changed", "governance"]);
        for audit in json["audits"].as_array_mut().into_iter().flatten() {
            without(audit, &["queries"]);
        }
        told.push(json);
    }
    told
}

#[test]
fn a_grade_written_over_after_it_was_sent_moves_no_figure_and_is_named() {
    let store = Store::demo();
    let days = ["2026-08-26", TODAY];
    let before = days.map(|day| figures(&store, day));
    store
        .run(TODAY, &["report", "quarterly", "--quarter", QUARTER, "--issue"])
        .says(0, &[]);
    let folder = store.audits()["CF-26-0001"].clone();
    store.change(
        &format!("{folder}/audit.yaml"),
        "overall:\n  grade: G",
        "overall:\n  grade: O",
    );
    store.change(
        &format!("{folder}/moderation.yaml"),
        "signed_off: 2026-08-24",
        "signed_off: 2026-10-24",
    );
    let said = "audit.yaml was changed after it was received on Fri 14 Aug 2026: Overall, grade";
    let check = |store: &Store| {
        for (day, was) in days.iter().zip(&before) {
            assert_eq!(&figures(store, day), was, "on {day}");
        }
        let validated = store.run(TODAY, &["validate", "CF1"]).stdout;
        let validated = validated.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            validated.contains(said) && validated.contains("[changed-after-event]"),
            "{validated}"
        );
        // What the moderator was asked at the event is not asked again of what counts for nothing.
        assert!(!validated.contains("[missing-final-grade]"), "{validated}");
        store
            .run(TODAY, &["history", "CF1"])
            .says(0, &[said, "It counts for nothing"]);
        let ran = store.run(
            TODAY,
            &["report", "quarterly", "--quarter", QUARTER, "--format", "md"],
        );
        let named = "No figure differs. 1 audit has changed since. CF-26-0001: audit.yaml was changed";
        ran.says(0, &[named, "9 kept the grade", "0 went up, 1 went down"]);
        assert!(!ran.stdout.contains("0 audits have changed"));
        // Issued or not, on paper, on the screen and beside every other report.
        let changed = "Changed after the event from which it counts, so what it said before is counted: CF-26-0001 \
                       (audit.yaml was changed after";
        ran.says(0, &[changed]);
        let told = |command: &[&str]| {
            let ran = store.run(TODAY, command);
            [ran.stdout, ran.stderr].map(|told| told.split_whitespace().collect::<Vec<_>>().join(" "))
        };
        let moderation = ["report", "moderation", "--quarter", QUARTER];
        assert!(told(&moderation)[0].contains(changed));
        assert!(
            told(&["report", "quarterly", "--quarter", QUARTER])[0]
                .contains("counted: CF-26-0001 (audit.yaml")
        );
        for command in [
            &["report", "team", "South"],
            &["report", "section", "file_recording"],
            &["tracker"][..],
            &["due"],
        ] {
            let [_, warned] = told(command);
            let named = "CF-26-0001 was changed after the event from which it counts";
            assert!(warned.contains(named), "{command:?}: {warned}");
        }
    };
    check(&store);
    // Nor once a later event has kept the altered files.
    store
        .run(TODAY, &["log", "CF1", "note", "--note", "seen again"])
        .says(0, &[]);
    check(&store);
    // Nor once the files are gone.
    std::fs::remove_file(store.path(&format!("{folder}/moderation.yaml"))).unwrap();
    let now = figures(&store, TODAY);
    assert_eq!(before[1][6], now[6], "the tracker");
    let validated = store.run(TODAY, &["validate", "CF1"]).stdout;
    assert!(
        validated.contains("moderation.yaml was taken away"),
        "{validated}"
    );
    store
        .run(TODAY, &["report", "quarterly", "--quarter", QUARTER, "--issue"])
        .says(0, &[]);
    assert!(
        !store.path(&format!("reports/{QUARTER}/2.json")).exists(),
        "the figures are as issued"
    );
}

/// Dates that count for nothing raise no query in the files beside them, nor does one that counts fall silent.
#[test]
fn dates_written_over_after_it_was_sent_are_judged_by_what_counts() {
    let store = Store::demo();
    let told = |store: &Store| {
        let ran = store.run(TODAY, &["validate", "CF1", "--format", "json"]);
        let json: Value = serde_json::from_str(&ran.stdout).unwrap();
        let of_rules = |finding: &&Value| finding["rule"] != "changed-after-event";
        let findings = json["findings"].as_array().unwrap().iter().filter(of_rules);
        let told = |finding: &Value| (finding["rule"].clone(), finding["message"].clone());
        findings.map(told).collect::<Vec<_>>()
    };
    let before = told(&store);
    let audit = store.path(&format!("{}/audit.yaml", store.audits()["CF-26-0001"]));
    let was = std::fs::read_to_string(&audit).unwrap();
    let day = was
        .lines()
        .find_map(|line| line.strip_prefix("submitted: "))
        .unwrap();
    std::fs::write(&audit, was.replace(day, "2026-09-30")).unwrap();
    assert_eq!(told(&store), before);
    store
        .run(TODAY, &["validate", "CF1"])
        .says(0, &["[changed-after-event]"]);
}

/// Changed, and the copy of then gone: nothing tells what it said, so it is left out by name rather than counted by what
/// it says now.
#[test]
fn what_was_changed_after_an_event_whose_copy_is_lost_is_in_no_figure() {
    let store = Store::demo();
    let folder = store.audits()["CF-26-0001"].clone();
    for (day, n) in [(TODAY, 9), ("2026-08-26", 4)] {
        assert_eq!(figures(&store, day)[0]["good_or_better"]["n"], n, "{day}");
    }
    store.change(
        &format!("{folder}/audit.yaml"),
        "overall:\n  grade: G",
        "overall:\n  grade: O",
    );
    for entry in std::fs::read_dir(store.path(&format!("{folder}/kept"))).unwrap() {
        let path = entry.unwrap().path();
        if path.to_string_lossy().contains("audit-") {
            std::fs::remove_file(path).unwrap();
        }
    }
    for (day, n) in [(TODAY, 8), ("2026-08-26", 3)] {
        let told = figures(&store, day);
        assert_eq!(told[0]["good_or_better"]["n"], n, "{day}");
        let why = "audit.yaml was changed, and the copy that counts is lost";
        assert_eq!(told[0]["excluded"][0]["reason"], why, "{day}");
        let audits = told[6]["audits"].as_array().unwrap();
        let audit = audits.iter().find(|audit| audit["id"] == "CF-26-0001").unwrap();
        assert_eq!(audit["status"], "unknown", "{day}");
    }
    // Nothing false is said of it: neither that anything counts, nor that it was not submitted, nor of the moderation.
    let told = |command: &[&str]| {
        let ran = store.run(TODAY, command);
        let told = ran.stdout + &ran.stderr;
        told.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    for command in [
        &["validate", "CF1"][..],
        &["show", "CF1"],
        &["tracker"],
        &["report", "quarterly", "--quarter", QUARTER],
        &["log", "CF1", "returned", "--reason", "to be looked at again"],
    ] {
        let told = told(command);
        for wrong in [
            "what it said before is counted",
            "CF-26-0001, Ann Brook: 49 of 49",
            "missing-final-grade",
            "has not submitted it",
            "audit.yaml can't be read",
        ] {
            assert!(!told.contains(wrong), "{command:?}: {told}");
        }
    }
    // As it was, it counts: what can't be told apart was not changed.
    store.change(
        &format!("{folder}/audit.yaml"),
        "overall:\n  grade: O",
        "overall:\n  grade: G",
    );
    assert_eq!(figures(&store, TODAY)[0]["good_or_better"]["n"], 9);
}

/// What is added where it belongs counts, though an event kept the file before.
#[test]
fn the_review_of_the_actions_and_a_later_step_count_after_the_direction_was_kept() {
    let store = Store::demo();
    let folder = store.audits()["CF-26-0003"].clone();
    let direction = format!("{folder}/case-direction.yaml");
    store.change(
        &direction,
        "actions_reviewed: 2026-09-10",
        "actions_reviewed: 2026-09-14",
    );
    // It was kept with the first review: another one counts for nothing.
    let ran = store.run(
        TODAY,
        &["report", "quarterly", "--quarter", QUARTER, "--format", "json"],
    );
    ran.says(0, &["\"actions_reviewed\": \"2026-09-10\""]);
    store
        .run(TODAY, &["validate", "CF3"])
        .says(0, &["case-direction.yaml was changed after", "Actions reviewed"]);
    // Undone, nothing is said.
    store.change(
        &direction,
        "actions_reviewed: 2026-09-14",
        "actions_reviewed: 2026-09-10",
    );
    let text = store.run(TODAY, &["validate", "CF3"]).stdout;
    assert!(!text.contains("changed-after-event"), "{text}");
}

/// Until a moderation is logged, a change of it can't be seen: whoever logs it is asked to.
#[test]
fn due_asks_for_the_moderation_to_be_logged_and_a_store_of_before_still_works() {
    let store = Store::demo();
    store.forget("CF-26-0012", "moderated");
    let asked = ["Log the moderation", "CF-26-0012", "Send to manager and worker"];
    store.run(TODAY, &["due", "--format", "md"]).says(0, &asked);
    // A schedule of before has no such step, and asks for it by the day of the sending.
    let schedule = store.read("schedule.toml");
    let start = schedule.find("[deadline.log-moderated]").unwrap();
    let end = schedule.find("[deadline.case-direction]").unwrap();
    store.write("schedule.toml", schedule.replace(&schedule[start..end], ""));
    store.run(TODAY, &["due", "--format", "md"]).says(0, &asked);
    // Having been sent does it: nothing is overdue, and nothing opens anew.
    store
        .run(TODAY, &["log", "CF12", "sent"])
        .says(0, &["It is sent."]);
    let json = store.run(TODAY, &["--format", "json", "due"]).stdout;
    assert!(!json.contains("log-moderated"), "{json}");
    store
        .run(TODAY, &["log", "CF12", "moderated"])
        .refuses(&["It was sent on Tue 24 Nov 2026, and that kept the moderation"]);
}

/// Whoever receives a form with faults is told that it counts as it is, for what is mended afterwards counts for nothing.
#[test]
fn a_form_with_faults_is_received_with_the_advice_to_return_it() {
    let store = Store::demo();
    store.forget("CF-26-0015", "received");
    store.run(TODAY, &["log", "CF15", "received"]).says(
        0,
        &[
            "Its files have 4 errors (qaf validate CF-26-0015).",
            "qaf log CF-26-0015 returned --reason",
        ],
    );
}

/// While it is back with its auditor, what was returned counts; where no copy of that is left, no draft takes its place.
#[test]
fn a_draft_stands_in_no_figure_for_what_was_returned_and_is_lost() {
    let store = Store::demo();
    let folder = store.audits()["CF-26-0014"].clone();
    let grade = |store: &Store| {
        let told = figures(store, TODAY).pop().unwrap();
        let audits = told["audits"].as_array().unwrap().clone();
        let audit = audits
            .into_iter()
            .find(|audit| audit["id"] == "CF-26-0014")
            .unwrap();
        (audit["status"].clone(), audit["auditor_grade"].clone())
    };
    assert_eq!(grade(&store), ("returned".into(), "G".into()));
    store.change(
        &format!("{folder}/audit.yaml"),
        "overall:\n  grade: G",
        "overall:\n  grade: RI",
    );
    assert_eq!(grade(&store), ("returned".into(), "G".into()));
    std::fs::remove_dir_all(store.path(&format!("{folder}/kept"))).unwrap();
    assert_eq!(grade(&store), ("unknown".into(), Value::Null));
}

/// Of a moderation that was changed, and the copy of which is lost, nobody is told that it was never made, and nothing
/// that it says now asks anything of anybody.
#[test]
fn a_moderation_whose_copy_is_lost_is_not_known() {
    let store = Store::demo();
    let folder = store.audits()["CF-26-0001"].clone();
    let moderation = format!("{folder}/moderation.yaml");
    let said = std::fs::read_to_string(store.path(&moderation)).unwrap();
    let grade = said.lines().find(|line| line.starts_with("  grade: ")).unwrap();
    store.change(&moderation, grade, "  grade: I");
    for entry in std::fs::read_dir(store.path(&format!("{folder}/kept"))).unwrap() {
        let path = entry.unwrap().path();
        if path.to_string_lossy().contains("moderation-") {
            std::fs::remove_file(path).unwrap();
        }
    }
    let told = |command: &[&str]| {
        let ran = store.run(TODAY, command);
        (ran.stdout + &ran.stderr)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    let shown = told(&["show", "CF1"]);
    assert!(
        shown.contains("What moderation.yaml said is not shown"),
        "{shown}"
    );
    assert!(shown.contains("Moderation signed off: not known"), "{shown}");
    assert!(!shown.contains("may change in moderation"), "{shown}");
    let validated = told(&["validate", "CF1"]);
    assert!(!validated.contains("improvement plan"), "{validated}");
    assert!(
        validated.contains("--> audits/2026-27/Q2/north/CF-26-0001/moderation.yaml"),
        "{validated}"
    );
}
