//! What wider works wait for, in `due` and `remind`: who owes what, by when, and that nothing is owed of what is not known.

use std::fs;

use serde_json::Value;

use super::store::{FIRST_DAY, work_folder};
use super::{Ran, Store};

pub const FINDINGS: &str = "evaluation: Letters are clear in two teams of three.\nstrengths: Plain words.\n";
pub const ACTIONS: &str = "owner: Robin Hale\nactions:\n  - action: One template for all teams\n    finding: c1\n    owner: Robin \
    Hale\n    by: 2026-11-30\n  - action: Post and hand over\n    owner: BROOK, Ann\n    by: 2026-10-15\n";

pub fn log(store: &Store, day: &str, args: &[&str]) -> Ran {
    let ran = store.run(day, &[&["--by", "Grace Oduya", "log"], args].concat());
    ran.says(0, &[]);
    ran
}

pub fn write(store: &Store, id: &str, file: &str, text: &str) {
    fs::write(store.path(&format!("{}/{file}", work_folder(id))), text).unwrap();
}

pub fn json(store: &Store, day: &str, args: &[&str]) -> Value {
    let ran = store.run(day, &[&["--format", "json"], args].concat());
    serde_json::from_str(&ran.stdout).unwrap_or_else(|why| panic!("{why}: {}{}", ran.stdout, ran.stderr))
}

/// A theme whose report went on the first of September, and whose plan was agreed on the day after.
pub fn planned(store: &Store) -> String {
    let id = store.agreed("thematic");
    write(store, &id, "findings.yaml", FINDINGS);
    log(store, "2026-09-01", &[&id, "reported", "--to", "cmt"]);
    write(store, &id, "action-plan.yaml", ACTIONS);
    log(store, "2026-09-02", &[&id, "plan-agreed"]);
    id
}

/// What a work waits for: `step, action or board, who, by when`.
fn owed(store: &Store, day: &str, id: &str) -> Vec<String> {
    let due = json(store, day, &["due"]);
    let own = due["items"].as_array().unwrap().iter();
    own.filter(|item| item["id"] == id)
        .map(|item| {
            let text = |key: &str| item[key].as_str().unwrap_or("-").to_owned();
            let what = item["action"].as_str().or(item["to"].as_str()).unwrap_or("-");
            format!("{} {what}, {}, {}", text("step"), text("who"), text("due"))
        })
        .collect()
}

#[test]
fn a_theme_waits_for_its_terms_audits_report_plan_reviews_actions_and_sign_off() {
    let store = Store::new();
    let id = store.commissioned("thematic");
    // Ten working days after it was commissioned, on a Monday.
    assert_eq!(owed(&store, FIRST_DAY, &id), ["agree -, Colin Peake, 2026-08-17"]);
    let id = store.agreed("thematic");
    assert_eq!(
        owed(&store, FIRST_DAY, &id),
        [
            "audits-in -, Colin Peake, 2026-09-30",
            "report -, Colin Peake, 2026-10-30"
        ]
    );
    write(&store, &id, "findings.yaml", FINDINGS);
    log(&store, "2026-09-01", &[&id, "reported", "--to", "cmt"]);
    // The terms name who compiles the plan; the plan itself who owns it.
    assert_eq!(
        owed(&store, "2026-09-01", &id),
        ["agree-plan -, Robin Hale, 2026-09-15"]
    );
    write(&store, &id, "action-plan.yaml", ACTIONS);
    log(&store, "2026-09-02", &[&id, "plan-agreed"]);
    let open = [
        "action 2, Ann Brook, 2026-10-15",
        "action 1, Robin Hale, 2026-11-30",
        "review-plan -, Robin Hale, 2026-12-02",
    ];
    assert_eq!(owed(&store, "2026-09-02", &id), open);
    log(&store, "2026-10-20", &[&id, "action-done", "--action", "2"]);
    log(&store, "2026-11-20", &[&id, "plan-reviewed"]);
    // On the day before, nothing of this has happened.
    assert_eq!(owed(&store, "2026-10-19", &id), open);
    assert_eq!(
        owed(&store, "2026-11-20", &id),
        [
            "action 1, Robin Hale, 2026-11-30",
            "review-plan -, Robin Hale, 2027-02-20"
        ]
    );
    log(&store, "2026-12-01", &[&id, "action-done", "--action", "1"]);
    // Whoever commissioned it is of CMT.
    assert_eq!(
        owed(&store, "2026-12-01", &id),
        ["sign-off -, Grace Oduya, 2026-12-15"]
    );
    log(&store, "2026-12-08", &[&id, "signed-off"]);
    assert!(owed(&store, "2026-12-08", &id).is_empty());
}

#[test]
fn of_a_visit_several_owe_at_once_and_its_team_alone_sees_it() {
    let store = Store::new();
    let id = store.agreed("sav");
    assert_eq!(
        owed(&store, FIRST_DAY, &id),
        ["prepare -, Colin Peake, 2026-09-10"]
    );
    log(&store, "2026-09-03", &[&id, "prepared"]);
    assert_eq!(
        owed(&store, "2026-09-03", &id),
        ["on-site -, Colin Peake, 2026-09-10"]
    );
    log(&store, "2026-09-10", &[&id, "on-site"]);
    assert_eq!(
        owed(&store, "2026-09-10", &id),
        ["report -, Colin Peake, 2026-09-24"]
    );
    write(&store, &id, "findings.yaml", FINDINGS);
    write(&store, &id, "action-plan.yaml", ACTIONS);
    log(
        &store,
        "2026-09-14",
        &[&id, "reported", "--to", "head-of-service"],
    );
    assert_eq!(
        owed(&store, "2026-09-14", &id),
        [
            "report-on Children's Management Team, Colin Peake, 2026-09-28",
            "agree-plan -, Robin Hale, 2026-09-28"
        ]
    );
    log(&store, "2026-09-16", &[&id, "reported", "--to", "cmt"]);
    log(&store, "2026-09-17", &[&id, "plan-agreed"]);
    assert_eq!(
        owed(&store, "2026-09-17", &id)[0],
        "report-on Performance Board, Colin Peake, 2026-09-30"
    );
    // A late step and a late action stand in the team's own report, and in no other team's.
    let overdue = |team: &str| {
        let report = json(&store, "2026-10-19", &["report", "team", team]);
        let overdue = report["overdue"].as_array().unwrap().iter();
        overdue.filter(|item| item["id"] == id.as_str()).count()
    };
    assert_eq!((overdue("North"), overdue("South")), (2, 0));
    store.run("2026-10-19", &["due", "--team", "north"]).says(
        0,
        &[
            "SA-26-0001 Send the report on",
            "To: Performance Board",
            "SA-26-0001 Action 2",
        ],
    );
    let south = store.run("2026-10-19", &["due", "--team", "South"]);
    assert!(!south.stdout.contains(&id), "{}", south.stdout);
    store.run("2026-10-19", &["due", "--who", "Ann Brook"]).says(
        0,
        &["SA-26-0001 Action 2                    Thu 15 Oct 2026  LATE, 2 working days"],
    );
}

#[test]
fn a_plan_that_nobody_in_particular_signs_waits_for_cmt() {
    let store = Store::new();
    let id = planned(&store);
    store.change(
        &format!("{}/work.yaml", work_folder(&id)),
        "commissioner: Grace Oduya",
        "commissioner: Tom Ellery",
    );
    for number in ["1", "2"] {
        log(&store, "2026-10-01", &[&id, "action-done", "--action", number]);
    }
    assert_eq!(
        owed(&store, "2026-10-01", &id),
        ["sign-off -, Children's Management Team, 2026-10-15"]
    );
}

#[test]
fn nothing_is_owed_of_a_work_that_is_off_or_whose_log_is_torn() {
    let store = Store::new();
    let (off, torn) = (planned(&store), planned(&store));
    log(
        &store,
        "2026-09-03",
        &[&off, "cancelled", "--reason", "the court withdrew"],
    );
    assert!(owed(&store, "2026-09-03", &off).is_empty());
    store.change(
        &format!("{}/log.yaml", work_folder(&torn)),
        "event: plan-agreed",
        "event: plan-agred",
    );
    assert!(owed(&store, "2026-11-03", &torn).is_empty());
    let ran = store.run("2026-11-03", &["due"]);
    ran.says(
        0,
        &[
            &format!("{torn}  log.yaml can't be read whole"),
            "The files of wider works have",
        ],
    );
}

#[test]
fn letters_go_to_whoever_owes_a_step_of_a_work() {
    let store = Store::new();
    let id = store.agreed("sav");
    log(&store, "2026-09-03", &[&id, "prepared"]);
    log(&store, "2026-09-10", &[&id, "on-site"]);
    write(&store, &id, "findings.yaml", FINDINGS);
    write(&store, &id, "action-plan.yaml", ACTIONS);
    log(
        &store,
        "2026-09-14",
        &[&id, "reported", "--to", "head-of-service"],
    );
    log(&store, "2026-09-17", &[&id, "plan-agreed"]);
    let to = store.root().with_file_name("letters");
    let args = [
        "--by",
        "Tom Ellery",
        "remind",
        "--text",
        "--to",
        to.to_str().unwrap(),
    ];
    store.run("2026-10-19", &args).says(
        0,
        &["Colin Peake", "Send the report on", "SA-26-0001-report-on.txt"],
    );
    let letter = |name: &str| fs::read_to_string(to.join(name)).unwrap().replace("\r\n", "\n");
    let on = letter("SA-26-0001-report-on.txt");
    assert!(on.starts_with("To: Colin Peake <colin.peake@example.org>\nSubject: SA-26-0001: send the report on, was due Mon 28 Sep 2026\n"), "{on}");
    assert!(
        on.contains("You were to send the report on (Children's Management Team) by Mon 28 Sep 2026 (15 working days late)."),
        "{on}"
    );
    let action = letter("action-ann-brook.txt");
    assert!(
        action.contains("- action 2 of SA-26-0001, by Thu 15 Oct 2026 (2 working days late)"),
        "{action}"
    );
    // Whoever supervises it hears of it too.
    let action = letter("action-robin-hale.txt");
    assert!(action.contains("- Ann Brook: action 2 of SA-26-0001"), "{action}");
    let entry = letter("SA-26-0001-report-on.ics");
    assert!(
        entry.contains("DTSTART;VALUE=DATE:20260928") && entry.contains("UID:SA-26-0001.report-on@"),
        "{entry}"
    );
    let again = json(&store, "2026-10-19", &args);
    let step = again["letters"].as_array().unwrap().iter();
    let mut step = step.filter(|letter| letter["id"] == id.as_str());
    assert_eq!(step.next().unwrap()["step"], "report-on");
}

/// The register's lines: `id number, state, owner`.
fn register(store: &Store, day: &str, args: &[&str]) -> (Vec<String>, Value) {
    let report = json(store, day, &[&["report", "actions"], args].concat());
    let lines = report["lines"].as_array().unwrap().iter();
    let lines = lines.map(|line| {
        let text = |key: &str| line[key].as_str().unwrap_or("-").to_owned();
        format!(
            "{} {}, {}, {}",
            text("audit"),
            text("number"),
            text("state"),
            text("owner")
        )
    });
    (lines.collect(), report)
}

#[test]
fn every_action_of_a_works_plan_is_in_the_register() {
    let store = Store::new();
    let id = store.agreed("thematic");
    write(&store, &id, "findings.yaml", FINDINGS);
    write(&store, &id, "action-plan.yaml", ACTIONS);
    log(&store, "2026-09-01", &[&id, "reported", "--to", "cmt"]);
    // A plan that is not agreed is a draft.
    assert!(register(&store, "2026-09-01", &[]).0.is_empty());
    log(&store, "2026-09-02", &[&id, "plan-agreed"]);
    let (lines, report) = register(&store, "2026-10-19", &[]);
    let late = "TH-26-0001 2, overdue, Ann Brook";
    assert_eq!(lines, [late, "TH-26-0001 1, open, Robin Hale"]);
    assert_eq!(report["actions"]["total"], 0);
    assert_eq!(
        report["of_works"],
        serde_json::json!({"total": 2, "done": 0, "carried_over": 0, "open": 2, "overdue": 1})
    );
    assert_eq!(report["lines"][0]["working_days_overdue"], 2);
    assert_eq!(
        (&report["lines"][0]["form"], &report["lines"][0]["status"]),
        (&"thematic".into(), &"plan under way".into())
    );
    for (args, wanted) in [
        (&["--overdue"][..], &[late][..]),
        (&["--owner", "BROOK, Ann"], &[late]),
        (&["--team", "North"], &[late, "TH-26-0001 1, open, Robin Hale"]),
        (&["--team", "South"], &[]),
        (
            &["--quarter", "2026-27-Q2"],
            &[late, "TH-26-0001 1, open, Robin Hale"],
        ),
        (&["--quarter", "2026-27-Q1"], &[]),
    ] {
        assert_eq!(register(&store, "2026-10-19", args).0, wanted, "{args:?}");
    }
    log(&store, "2026-10-20", &[&id, "action-done", "--action", "2"]);
    let carried = "    by: 2026-11-30\n    carried_over: to the service plan, as it waits for the court\n";
    write(
        &store,
        &id,
        "action-plan.yaml",
        &ACTIONS.replace("    by: 2026-11-30\n", carried),
    );
    let (lines, _) = register(&store, "2026-12-20", &[]);
    assert_eq!(
        lines,
        [
            "TH-26-0001 1, carried-over, Robin Hale",
            "TH-26-0001 2, done, Ann Brook"
        ]
    );
    assert!(register(&store, "2026-12-20", &["--open"]).0.is_empty());
    store.run("2026-12-20", &["report", "actions", "--all"]).says(
        0,
        &[
            "Of wider works 2 actions: 1 done, 1 carried over, 0 open, of which 0 overdue.",
            "Carried over from plans of wider works (1)",
            "by 2026-11-30; TH-26-0001 1; Thematic audit",
            "(carried over: to the service plan, as it waits for the court)",
        ],
    );
    // The team's own page counts them, and the quarter's headline of actions does not.
    let team = json(&store, "2026-12-20", &["report", "team", "North"]);
    assert_eq!(team["actions_of_works"]["carried_over"], 1);
    let quarter = json(
        &store,
        "2026-12-20",
        &["report", "quarterly", "--quarter", "2026-27-Q3"],
    );
    assert_eq!(quarter["actions"]["total"], 0);
}

#[test]
fn an_action_that_may_be_missing_is_told() {
    let store = Store::new();
    let id = planned(&store);
    let plan = format!("{}/action-plan.yaml", work_folder(&id));
    store.change(&plan, "by: 2026-10-15", "by: next week");
    let told = format!("{id}: action-plan.yaml could be read only in part");
    store.run("2026-10-19", &["report", "actions"]).says(0, &[&told]);
    store
        .run("2026-10-19", &["due"])
        .says(0, &[&format!("{id}  action-plan.yaml can't be read whole")]);
    store.change(&plan, "by: next week", "by: 2026-10-15");
    log(
        &store,
        "2026-10-19",
        &[&id, "cancelled", "--reason", "the court withdrew"],
    );
    store.run("2026-10-19", &["report", "actions"]).says(
        0,
        &[&format!(
            "{id} was cancelled; its 2 actions are not in the register."
        )],
    );
}
