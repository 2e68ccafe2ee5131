//! Wider works: commissioned, agreed, reported, and their plans signed off; what each has to say first.

use std::fs;

use serde_json::Value;

use super::store::{FIRST_DAY, work_folder};
use super::{Ran, Store};

const FINDINGS: &str = "evaluation: Letters are clear in two teams of three.\nstrengths: Plain words.\n";
const ACTIONS: &str = "owner: Grace Oduya\nactions:\n  - action: One template for all teams\n    finding: c1\n    owner: Robin Hale\n    \
    by: 2026-11-30\n  - action: Post and hand over\n    owner: Ann Brook\n    by: 2026-10-15\n";

fn log(store: &Store, day: &str, by: &str, args: &[&str]) -> Ran {
    let all: Vec<&str> = ["--by", by, "log"]
        .into_iter()
        .chain(args.iter().copied())
        .collect();
    store.run(day, &all)
}

fn write(store: &Store, id: &str, file: &str, text: &str) {
    fs::write(store.path(&format!("{}/{file}", work_folder(id))), text).unwrap();
}

/// What a refused command left of a work's log.
fn log_of(store: &Store, id: &str) -> String {
    store.read(&format!("{}/log.yaml", work_folder(id)))
}

#[test]
fn terms_that_do_not_say_the_seven_things_are_not_agreed() {
    let store = Store::new();
    let id = store.commissioned("thematic");
    let before = log_of(&store, &id);
    log(&store, FIRST_DAY, "Tom Ellery", &[&id, "agreed"]).refuses(&[
        "why it is commissioned",
        "its scope",
        "who audits",
        "who is in the focus groups",
        "what is measured",
        "when the audits are in",
        "who leads on the action plan",
        &format!("thematic/2026-27/{id}/terms.yaml"),
    ]);
    log(&store, FIRST_DAY, "Tom Ellery", &[&id, "reported", "--to", "cmt"]).refuses(&["is not agreed yet"]);
    log(&store, FIRST_DAY, "Tom Ellery", &[&id, "finished"]).refuses(&["is no event of a wider work"]);
    assert_eq!(log_of(&store, &id), before, "something was written");
    let dive = store.commissioned("deep-dive");
    log(&store, FIRST_DAY, "Tom Ellery", &[&dive, "agreed"]).refuses(&[
        "what the performance data say",
        "the theme",
        "a key line",
    ]);
}

#[test]
fn who_and_what_is_commissioned_is_looked_at() {
    let store = Store::new();
    let ran = |text: &str| {
        let args = format!("--by;Tom Ellery;commission;{text}");
        store.run(FIRST_DAY, &args.split(';').collect::<Vec<_>>())
    };
    ran("sav;--title;Visit;--lead;Colin Peake;--commissioner;Grace Oduya")
        .refuses(&["A visit is of one team"]);
    ran("sav;--title;Visit;--lead;Colin Peake;--commissioner;Grace Oduya;--team;Nowhere")
        .refuses(&["has no team Nowhere"]);
    ran("deep-dive;--title;Visit;--lead;Colin Peake;--commissioner;Grace Oduya;--team;North")
        .refuses(&["across the whole service", "leave --team out"]);
    ran("thematic;--title;Letters;--lead;Colin Peak;--commissioner;Grace Oduya")
        .refuses(&["people.csv knows no Colin Peak. Did you mean Colin Peake?"]);
    ran("thematic;--title;n/a;--lead;Colin Peake;--commissioner;Grace Oduya")
        .refuses(&["--title says nothing"]);
    assert!(
        !store.path("thematic").exists() && !store.path("visits").exists(),
        "something was written"
    );
}

#[test]
fn a_theme_from_its_terms_to_its_sign_off() {
    let store = Store::new();
    let id = store.agreed("thematic");
    let tom = |day: &str, args: &[&str]| log(&store, day, "Tom Ellery", &[&[id.as_str()], args].concat());
    tom("2026-09-01", &["reported", "--to", "cmt"]).refuses(&["Nothing is found yet", "evaluation"]);
    write(&store, &id, "findings.yaml", FINDINGS);
    tom("2026-09-01", &["reported", "--to", "executive"]).refuses(&["It is not reported to executive: cmt"]);
    tom("2026-09-01", &["plan-agreed"]).refuses(&["It is not reported yet"]);
    tom("2026-09-01", &["reported", "--to", "cmt"]).says(
        0,
        &["action-plan.yaml", "agree the action plan", "Tue 15 Sep 2026"],
    );
    tom("2026-09-02", &["plan-agreed"]).refuses(&["needs an owner"]);
    write(
        &store,
        &id,
        "action-plan.yaml",
        &ACTIONS.replace("    by: 2026-10-15\n", ""),
    );
    tom("2026-09-02", &["plan-agreed"]).refuses(&["Action 2 does not say what, who and by when"]);
    write(&store, &id, "action-plan.yaml", ACTIONS);
    tom("2026-09-02", &["plan-agreed"]).says(0, &["look the plan over", "Wed 2 Dec 2026"]);
    tom("2026-10-20", &["action-done", "--action", "3"]).refuses(&["The plan has no action 3"]);
    tom("2026-10-20", &["action-done", "--action", "2"]).says(0, &[]);
    tom("2026-10-21", &["action-done", "--action", "2"]).refuses(&["was done on 2026-10-20"]);
    log(&store, "2026-10-22", "Grace Oduya", &[&id, "signed-off"])
        .refuses(&["Action 1 is neither done nor carried over"]);
    let carried = ACTIONS.replace(
        "    by: 2026-11-30\n",
        "    by: 2026-11-30\n    carried_over: to the service plan, as it waits for the court\n",
    );
    write(&store, &id, "action-plan.yaml", &carried);
    tom("2026-10-22", &["signed-off"]).refuses(&["signed off by somebody of CMT", "head-of-service"]);
    log(&store, "2026-10-22", "Grace Oduya", &[&id, "signed-off"]).says(0, &["Nothing is left to do"]);
    tom("2026-10-23", &["plan-reviewed"]).refuses(&["was signed off already"]);
    tom("2026-10-23", &["presented", "--to", "performance-bord"]).refuses(&["has no board performance-bord"]);
    tom("2026-10-23", &["presented", "--to", "Performance Board"]).says(0, &[]);
    let report = store.run("2026-10-24", &["report", "work", "TH1"]);
    report.says(
        0,
        &[
            "Signed off",
            "Letters are clear in two teams of three.",
            "carried",
            "Presented to Performance Board",
        ],
    );
    store.run("2026-10-24", &["validate"]).says(0, &[]);
}

#[test]
fn a_visit_goes_to_head_of_service_cmt_and_performance_board_in_this_order() {
    let store = Store::new();
    let id = store.agreed("sav");
    let tom = |day: &str, args: &[&str]| log(&store, day, "Tom Ellery", &[&[id.as_str()], args].concat());
    tom("2026-09-10", &["on-site"]).refuses(&["The half day of preparation comes first"]);
    tom("2026-09-03", &["prepared"]).says(0, &["hold the day on site", "Thu 10 Sep 2026"]);
    tom("2026-09-10", &["on-site"]).says(0, &[]);
    write(&store, &id, "findings.yaml", FINDINGS);
    tom("2026-09-20", &["reported", "--to", "cmt"]).refuses(&["It goes to head-of-service first"]);
    tom("2026-09-20", &["reported", "--to", "head-of-service"]).says(0, &["send the report on"]);
    tom("2026-09-21", &["reported", "--to", "performance-board"]).refuses(&["It goes to cmt first"]);
    tom(
        "2026-09-21",
        &["reported", "--to", "cmt", "--to", "performance-board"],
    )
    .says(0, &["agree the action plan"]);
    store
        .run("2026-09-22", &["report", "work", &id])
        .says(0, &["No activity tests k1, k2."]);
    let theme = store.agreed("thematic");
    log(&store, "2026-09-22", "Tom Ellery", &[&theme, "prepared"]).refuses(&["Only visits and deep dives"]);
    log(&store, "2026-09-22", "Tom Ellery", &[&theme, "cancelled"]).refuses(&["Say why with --reason"]);
    log(
        &store,
        "2026-09-22",
        "Tom Ellery",
        &[&theme, "cancelled", "--reason", "the court withdrew"],
    )
    .says(0, &["Nothing is left"]);
    log(
        &store,
        "2026-09-22",
        "Tom Ellery",
        &[&theme, "reported", "--to", "cmt"],
    )
    .refuses(&["It was cancelled"]);
}

fn state(store: &Store, day: &str, row: &str) -> Vec<String> {
    let ran = store.run(
        day,
        &["--format", "json", "report", "compliance", "--year", "2026-27"],
    );
    let report: Value = serde_json::from_str(&ran.stdout).unwrap();
    let all = report["expectations"].as_array().unwrap().iter();
    let own = all.filter(|one| one["row"] == row);
    own.map(|one| one["state"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_row_of_works_is_met_on_the_day_the_report_goes_and_by_nothing_else() {
    let store = Store::new();
    assert_eq!(
        state(&store, "2026-08-03", "cmt-sav"),
        ["not-recorded", "not-yet-due"]
    );
    let id = store.agreed("sav");
    // A work is no audit that is lost: a draw goes on beside it.
    store.run(FIRST_DAY, &["tracker"]).says(0, &["Wider work"]);
    assert_eq!(store.run(FIRST_DAY, &["draw", "verify"]).stderr, "");
    let picked =
        "--by;Tom Ellery;new;child-case;--auditor;Ann Brook;--child;C1;--selected-by;Ann Brook;--part-of";
    let mut args: Vec<&str> = picked.split(';').collect();
    args.push(&id);
    store.run(FIRST_DAY, &args).says(0, &["serves no row"]);
    assert_eq!(state(&store, "2026-08-03", "cmt-sav")[1], "open");
    for args in [&["prepared"][..], &["on-site"]] {
        log(
            &store,
            "2026-09-10",
            "Tom Ellery",
            &[&[id.as_str()], args].concat(),
        )
        .says(0, &[]);
    }
    write(&store, &id, "findings.yaml", FINDINGS);
    log(
        &store,
        "2026-09-20",
        "Tom Ellery",
        &[&id, "reported", "--to", "head-of-service"],
    )
    .says(0, &[]);
    assert_eq!(state(&store, "2026-09-19", "cmt-sav")[1], "open");
    assert_eq!(state(&store, "2026-09-20", "cmt-sav")[1], "done");
    // From the first visit on, one that is missing is missing.
    assert_eq!(
        state(&store, "2027-04-10", "cmt-sav"),
        ["not-recorded", "done", "missing"]
    );
    // Every report counts alike.
    let row = |day: &str, args: &[&str], list: &str, key: &str| {
        let ran = store.run(day, &[&["--format", "json"], args].concat());
        let report: Value = serde_json::from_str(&ran.stdout).unwrap();
        let mut rows = report[list].as_array().unwrap().iter();
        rows.find(|row| row[key] == "cmt-sav").unwrap().clone()
    };
    let this = |day: &str| row(day, &["schedule"], "rows", "id")["this_period"]["submitted"].clone();
    assert_eq!((this("2026-09-19"), this("2026-09-20")), (0.into(), 1.into()));
    let quarter = row(
        "2026-12-15",
        &["report", "quarterly", "--quarter", "2026-27-Q3"],
        "expected",
        "row",
    );
    assert_eq!(
        (&quarter["expected"], &quarter["submitted"]),
        (&1.into(), &1.into())
    );
    let tracker = store.run("2026-09-20", &["tracker"]);
    tracker.says(0, &["Wider work", &id, "0 of 1", "send the"]);
    let ran = store.run("2026-09-20", &["--format", "json", "tracker"]);
    let tracker: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(tracker["works"][0]["id"], id.as_str());
    assert_eq!(tracker["works"][0]["audits"], 1);
}

#[test]
fn an_audit_of_a_work_that_is_gone_is_asked_about_and_what_stands_in_its_files_is_read() {
    let store = Store::new();
    let id = store.agreed("thematic");
    let picked =
        "--by;Tom Ellery;new;child-case;--auditor;Ann Brook;--child;C1;--selected-by;Ann Brook;--part-of";
    let mut args: Vec<&str> = picked.split(';').collect();
    args.push(&id);
    store.run(FIRST_DAY, &args).says(0, &[]);
    let work = work_folder(&id);
    store.change(
        &format!("{work}/terms.yaml"),
        "audits_by: 2026-09-30",
        "audits_by: next month",
    );
    store
        .run(FIRST_DAY, &["validate"])
        .says(1, &[&format!("{work}/terms.yaml"), "next month"]);
    fs::remove_dir_all(store.path(&work)).unwrap();
    store
        .run(FIRST_DAY, &["validate"])
        .says(0, &["is no wider work of this store", "[unknown-work]"]);
}

#[test]
fn a_draw_goes_on_beside_wider_works_and_numbers_are_given_once() {
    let store = Store::new();
    let id = store.agreed("thematic");
    store
        .allocate(super::store::roster().as_bytes(), &[])
        .says(0, &[]);
    let audits = store.audits();
    assert!(!audits.is_empty());
    let number = |id: &str| id[id.len() - 4..].to_owned();
    assert!(
        audits.keys().all(|audit| number(audit) != number(&id)),
        "{audits:?}"
    );
    fs::remove_dir_all(store.path(&work_folder(&id))).unwrap();
    let ran = store.run(FIRST_DAY, &["tracker"]);
    assert!(
        ran.stderr.contains(&format!("{id} has a number and no folder")),
        "{}",
        ran.stderr
    );
}

#[test]
fn nothing_is_added_to_a_log_that_can_not_be_read_and_a_commission_that_was_stopped_is_told() {
    let store = Store::new();
    let id = store.agreed("thematic");
    let log_yaml = format!("{}/log.yaml", work_folder(&id));
    let whole = log_of(&store, &id);
    store.change(&log_yaml, "event: agreed", "event: agred");
    let torn = log_of(&store, &id);
    log(&store, FIRST_DAY, "Tom Ellery", &[&id, "agreed"])
        .refuses(&["can't be read whole", "Nothing was logged"]);
    assert_eq!(log_of(&store, &id), torn, "something was written");
    store
        .run(FIRST_DAY, &["validate"])
        .says(1, &[&log_yaml, "what was logged is not known"]);
    fs::remove_file(store.path(&log_yaml)).unwrap();
    log(&store, FIRST_DAY, "Tom Ellery", &[&id, "note", "--note", "x"]).refuses(&["can't be read whole"]);
    store.write(&log_yaml, whole);
    fs::remove_file(store.path(&format!("{}/work.yaml", work_folder(&id)))).unwrap();
    store
        .run(FIRST_DAY, &["validate"])
        .says(1, &["does not say what was commissioned"]);
    fs::remove_file(store.path(&log_yaml)).unwrap();
    store
        .run(FIRST_DAY, &["validate"])
        .says(0, &["stopped before it was commissioned", "Delete its folder"]);
}

#[test]
fn a_file_with_an_error_in_it_is_mended_before_anything_rests_on_it() {
    let store = Store::new();
    let id = store.commissioned("thematic");
    let terms = super::store::TERMS.replace("audits_planned: 8", "audits_planned: eight or so");
    write(&store, &id, "terms.yaml", &terms);
    log(&store, FIRST_DAY, "Tom Ellery", &[&id, "agreed"])
        .refuses(&["terms.yaml has an error in it", "qaf validate"]);
    write(&store, &id, "terms.yaml", super::store::TERMS);
    log(&store, FIRST_DAY, "Tom Ellery", &[&id, "agreed"]).says(0, &["To be filled in: "]);
    write(&store, &id, "findings.yaml", &format!("{FINDINGS}evaluaton: x\n"));
    let report = [&id, "reported", "--to", "cmt"];
    log(&store, FIRST_DAY, "Tom Ellery", &report).refuses(&["findings.yaml has an error in it"]);
    write(&store, &id, "findings.yaml", FINDINGS);
    log(&store, FIRST_DAY, "Tom Ellery", &report).says(0, &["reported is logged"]);
    write(
        &store,
        &id,
        "action-plan.yaml",
        &ACTIONS.replace("2026-10-15", "soon"),
    );
    log(&store, FIRST_DAY, "Tom Ellery", &[&id, "plan-agreed"])
        .refuses(&["action-plan.yaml has an error in it"]);
    write(&store, &id, "action-plan.yaml", ACTIONS);
    log(&store, FIRST_DAY, "Tom Ellery", &[&id, "plan-agreed"]).says(0, &["plan-agreed is logged"]);
    log(&store, "2026-10-30", "Helen Marsh", &[&id, "signed-off"])
        .refuses(&["Actions 1, 2 are neither done"]);
}
