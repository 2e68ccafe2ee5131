//! What waits for somebody beside the steps of audits: open actions, and new workers who are still to be observed. Both
//! stand in `due`, in letters and in the page of the team, until they are done.

use std::fs;

use serde_json::Value;

use super::Store;

const TODAY: &str = "2026-11-24";

fn json(store: &Store, args: &[&str]) -> Value {
    let ran = store.run(TODAY, &[&["--format", "json"], args].concat());
    serde_json::from_str(&ran.stdout).unwrap()
}

/// The letters of a day as plain text, by name: all of them one after the other.
fn letters(store: &Store, folder: &str) -> String {
    let args = ["--by", "Tom Ellery", "remind", "--text", "--to", folder];
    store.run(TODAY, &args).says(0, &[]);
    let folder = store.root().with_file_name(folder);
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    let letters = files
        .iter()
        .filter(|path| path.extension().is_some_and(|end| end == "txt"));
    letters.map(|path| fs::read_to_string(path).unwrap()).collect()
}

/// The items of `due` that name all these values.
fn due(store: &Store, wanted: &[(&str, &str)]) -> Vec<Value> {
    let report = json(store, &["due"]);
    let items = report["items"].as_array().unwrap().iter();
    let is_so = |item: &&Value| wanted.iter().all(|(key, value)| item[*key] == *value);
    items.filter(is_so).cloned().collect()
}

#[test]
fn an_open_action_is_told_to_owner_supervisor_and_clinic_until_it_is_done() {
    let store = Store::demo();
    let register = json(&store, &["report", "actions"]);
    let late = due(&store, &[("step", "action")]);
    let late = late
        .iter()
        .filter(|item| item["due"].as_str().unwrap() < TODAY)
        .count();
    assert_eq!(late as u64, register["actions"]["overdue"].as_u64().unwrap());

    let told = |folder: &str| {
        let own = due(&store, &[("id", "CF-26-0005"), ("action", "2")]).len();
        let letters = letters(&store, folder);
        let to_owner =
            letters.contains("- action 2 of CF-26-0005, by Mon 12 Oct 2026 (31 working days late)");
        let to_manager = letters.contains("- Maria Dunn: action 2 of CF-26-0005, by Mon 12 Oct 2026");
        let team = store
            .run(TODAY, &["report", "team", "North", "--month", "now"])
            .stdout;
        let line = |line: &str| line.contains("CF-26-0005") && line.contains("Action 2");
        (own, to_owner, to_manager, team.lines().any(line))
    };
    assert_eq!(told("before"), (1, true, true, true));
    store
        .run(TODAY, &["due", "--check", "--who", "Lena Fox"])
        .says(1, &["2 late", "CF-26-0004  Action 2"]);
    store
        .run(TODAY, &["log", "CF5", "note", "--note", "asked by telephone"])
        .says(
            0,
            &[
                "It is closed; no step is left, and 1 action is still open.",
                "Action 2 by Mon 12 Oct 2026 (Maria Dunn), LATE",
            ],
        );
    store
        .run(TODAY, &["history", "CF5"])
        .says(0, &["CF-26-0005: closed, 1 action open"]);
    store
        .run(TODAY, &["show", "CF5"])
        .says(0, &["Status: closed, 1 action open"]);
    store
        .run(TODAY, &["tracker"])
        .says(0, &["CF-26-0005 Maria Dunn closed RI 1 action"]);
    store
        .run(TODAY, &["log", "CF5", "action-done", "--action", "2"])
        .says(0, &["It is closed; nothing is left to do."]);
    assert_eq!(told("after"), (0, false, false, false));
    store
        .run(TODAY, &["history", "CF5"])
        .says(0, &["CF-26-0005: closed (child-case)"]);
}

#[test]
fn a_person_gets_one_letter_on_all_their_actions() {
    let store = Store::demo();
    let letters = letters(&store, "out");
    assert_eq!(
        letters
            .matches("Dear Ann Brook\r\n\r\nThese actions are yours")
            .count(),
        1
    );
    let own = letters
        .split("Dear Ann Brook\r\n\r\nThese actions")
        .nth(1)
        .unwrap();
    let own = own.split("Quality Assurance").next().unwrap();
    assert_eq!(own.matches("- action").count(), 3);
    assert_eq!(
        own.matches("- Maria Dunn: action").count() + own.matches("- Sam Okoro: action").count(),
        2
    );
}

#[test]
fn an_owner_that_nobody_is_gets_no_address_and_the_workers_manager_hears_of_it() {
    let store = Store::demo();
    let folder = store.audits()["CF-26-0013"].clone();
    // Without an event that kept it the file itself counts.
    let event = "- {date: 2026-11-20, event: note, by: \"Tom Ellery\", note: \"a call\"}\n";
    store.write(&format!("{folder}/log.yaml"), event);
    store.change(
        &format!("{folder}/audit.yaml"),
        "owner: Isaac Wynn",
        "owner: The school",
    );
    let items = due(
        &store,
        &[("id", "CF-26-0013"), ("step", "action"), ("action", "1")],
    );
    assert_eq!(items[0]["who"], "The school");
    let args = ["remind", "--within", "40", "--to", "out"];
    store
        .run(TODAY, &args)
        .says(0, &["The school: action-the-school.eml"]);
    let reminded = json(&store, &["remind", "--within", "40", "--to", "again"]);
    let all = reminded["letters"].as_array().unwrap();
    let of = |letter: &&Value| {
        let items = letter["items"].as_array();
        items.is_some_and(|items| items.iter().any(|item| item["who"] == "The school"))
    };
    let whom: Vec<&str> = all
        .iter()
        .filter(of)
        .map(|letter| letter["who"].as_str().unwrap())
        .collect();
    assert_eq!(whom, ["Isaac Wynn", "The school"]);
}

#[test]
fn an_audit_that_is_off_or_unknown_asks_for_no_action() {
    let store = Store::demo();
    let own = [("id", "CF-26-0013"), ("step", "action")];
    assert_eq!(due(&store, &own).len(), 2);
    let folder = store.audits()["CF-26-0013"].clone();
    let log = store.read(&format!("{folder}/log.yaml"));
    store.write(&format!("{folder}/log.yaml"), "- {date: 2026-11-24, event: [}\n");
    assert_eq!(due(&store, &own).len(), 0);
    store.write(
        &format!("{folder}/log.yaml"),
        format!("{log}- {{date: 2026-11-24, event: withdrawn, reason: \"another council\"}}\n"),
    );
    assert_eq!(due(&store, &own).len(), 0);
}

#[test]
fn a_new_worker_unseen_is_told_to_the_manager_and_in_the_clinic_until_observed() {
    let store = Store::demo();
    let items = due(&store, &[("step", "observe")]);
    assert_eq!(items.len(), 1);
    let item = &items[0];
    assert_eq!(
        (&item["id"], &item["worker"], &item["due"], &item["team"]),
        (
            &Value::Null,
            &"Jess Cole".into(),
            &"2026-10-26".into(),
            &"South".into()
        )
    );
    assert_eq!(item["who"], "Lena Fox");
    store.run(TODAY, &["due"]).says(
        0,
        &[
            "new worker",
            "Observe Jess Cole",
            "Late: 4 steps, 13 actions, 1 new worker",
        ],
    );
    let said = letters(&store, "out");
    let dear = "Dear Lena Fox\r\n\r\nThese new workers are still to be observed in their practice:\r\n";
    let line = "- Jess Cole: for the first time since joining, by Mon 26 Oct 2026 (21 working days late)";
    assert!(said.contains(&(dear.to_owned() + line)), "{said}");
    let team = ["report", "team", "South", "--month", "now"];
    store
        .run(TODAY, &team)
        .says(0, &["New workers still to be observed", "Observe Jess"]);
    let north = store
        .run(TODAY, &["report", "team", "North", "--month", "now"])
        .stdout;
    assert!(!north.contains("Jess Cole"));

    // What the coverage report says is what is due: observed once, the second by the end of probation is left.
    let new = [
        "new",
        "observed-practice",
        "--auditor",
        "Lena Fox",
        "--worker",
        "Jess Cole",
    ];
    store.run("2026-11-02", &new).says(0, &[]);
    let (id, folder) = store
        .audits()
        .into_iter()
        .find(|(id, _)| id.starts_with("OP-26-0019"))
        .unwrap();
    let path = format!("{folder}/audit.yaml");
    store.change(&path, "submitted:", "submitted: 2026-11-10");
    let coverage = json(&store, &["report", "coverage"]);
    assert!(coverage["parts"][0]["workers"].to_string().contains(&id));
    let items = due(&store, &[("step", "observe")]);
    assert_eq!((items.len(), &items[0]["due"]), (1, &"2027-03-13".into()));
    assert!(!store.run(TODAY, &team).stdout.contains("observe Jess Cole"));
}
