//! Terms and plans after they were agreed: what was agreed counts of terms until it is agreed anew; and works as they were on an
//! earlier day.

use super::store::{FIRST_DAY, work_folder};
use super::work_flows::{ACTIONS, FINDINGS, json, log, planned, write};
use super::{Ran, Store};

const C3: &str = "  - id: c3\n    text: It says whom to ring.\n    against: policy\ntimescale:";

fn tom(store: &Store, day: &str, args: &[&str]) -> Ran {
    store.run(day, &[&["--by", "Tom Ellery"], args].concat())
}

/// The criteria that a report tells.
fn criteria(store: &Store, day: &str, id: &str) -> Vec<String> {
    let told = json(store, day, &["report", "work", id]);
    let all = told["criteria"].as_array().unwrap().iter();
    all.map(|one| one["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn terms_that_were_changed_count_once_they_are_agreed_anew() {
    let store = Store::new();
    let id = store.agreed("thematic");
    let path = format!("{}/terms.yaml", work_folder(&id));
    tom(&store, "2026-08-10", &["log", &id, "agreed"]).refuses(&["It was agreed already."]);
    store.change(&path, "timescale:", C3);
    tom(&store, "2026-08-10", &["validate", &id]).says(
        0,
        &[
            "[changed-after-agreed]",
            "This is not what was agreed on",
            "What was agreed counts.",
            &format!("qaf log {id} agreed"),
            "kept/terms-",
        ],
    );
    tom(&store, "2026-08-10", &["validate"]).says(0, &["[changed-after-agreed]"]);
    let shown = tom(&store, "2026-08-10", &["report", "work", &id]);
    shown.says(0, &["Parents have"]);
    assert!(
        shown.stderr.contains("were changed after they were agreed"),
        "{}",
        shown.stderr
    );
    assert_eq!(criteria(&store, "2026-08-10", &id), ["c1", "c2"]);
    tom(&store, "2026-08-10", &["tool", "letters", "--for", &id]).says(0, &["It measures 2 criteria"]);
    // The tool may not measure what is not agreed.
    let tool = format!("{}/tool.yaml", work_folder(&id));
    let made = store.read(&tool);
    store.change(&tool, "criterion: c2", "criterion: c3");
    tom(&store, "2026-08-10", &["validate"]).says(1, &["The terms of reference have no criterion c3"]);
    tom(&store, "2026-08-11", &["log", &id, "agreed"]).says(0, &["agreed is logged"]);
    let ran = tom(&store, "2026-08-11", &["validate"]);
    ran.says(0, &[]);
    assert!(!ran.stdout.contains("changed-after-agreed"), "{}", ran.stdout);
    assert_eq!(criteria(&store, "2026-08-11", &id), ["c1", "c2", "c3"]);
    // On an earlier day those of then were in force.
    assert_eq!(criteria(&store, "2026-08-10", &id), ["c1", "c2"]);
    store.write(&tool, made);
    // A draft with an error in it is told, and moves nothing.
    store.change(&path, "against: procedure", "against: whim");
    tom(&store, "2026-08-12", &["validate", &id]).says(1, &["[not-an-option]"]);
    assert_eq!(criteria(&store, "2026-08-12", &id), ["c1", "c2", "c3"]);
    tom(&store, "2026-08-12", &["log", &id, "agreed"]).refuses(&["has an error in it"]);
    store.change(&path, "against: whim", "against: procedure");
    // Nor is it agreed that there are none.
    let whole = store.read(&path);
    std::fs::remove_file(store.path(&path)).unwrap();
    tom(&store, "2026-08-12", &["validate", &id]).says(0, &["[changed-after-agreed]", "terms.yaml"]);
    assert_eq!(criteria(&store, "2026-08-12", &id), ["c1", "c2", "c3"]);
    tom(&store, "2026-08-12", &["log", &id, "agreed"]).refuses(&["why it is commissioned"]);
    store.write(&path, whole);
    // After the report nothing is agreed anew.
    write(&store, &id, "findings.yaml", FINDINGS);
    log(&store, "2026-09-01", &[&id, "reported", "--to", "cmt"]);
    store.change(&path, "A court asked.", "The court asked.");
    tom(&store, "2026-09-02", &["log", &id, "agreed"])
        .refuses(&["It was reported, on what was agreed on 2026-08-11"]);
}

#[test]
fn what_was_agreed_and_is_lost_is_told_and_the_file_counts_as_it_stands() {
    let store = Store::new();
    let id = store.agreed("thematic");
    let folder = work_folder(&id);
    store.change(&format!("{folder}/terms.yaml"), "timescale:", C3);
    for (name, _) in store.tree() {
        if name.contains("kept/terms-") {
            std::fs::remove_file(store.path(&name)).unwrap();
        }
    }
    tom(&store, "2026-08-10", &["validate", &id])
        .says(0, &["the copy of what was agreed is gone", "as it stands"]);
    assert_eq!(criteria(&store, "2026-08-10", &id), ["c1", "c2", "c3"]);
    tom(&store, "2026-08-10", &["log", &id, "agreed"]).says(0, &[]);
    assert!(
        !tom(&store, "2026-08-10", &["validate", &id])
            .stdout
            .contains("changed-after-agreed")
    );
}

#[test]
fn a_plan_is_written_on_and_a_change_of_what_was_agreed_is_told() {
    let store = Store::new();
    let id = store.agreed("sav");
    let path = format!("{}/plan.yaml", work_folder(&id));
    let is_told = || {
        tom(&store, "2026-09-20", &["validate", &id])
            .stdout
            .contains("changed-after-agreed")
    };
    store.change(
        &path,
        "    question: Is it recorded?\n",
        "    question: Is it recorded?\n    found: In six of ten.\n    verdict: partly\n",
    );
    let more =
        store.read(&path) + "present: All of them.\nactivities:\n  - kind: observation\n    kloe: [k1, k2]\n";
    store.write(&path, more);
    assert!(!is_told());
    store.change(&path, "Is it recorded?", "Is it written down?");
    assert!(is_told());
    // Of a plan the file counts.
    tom(&store, "2026-09-20", &["report", "work", &id]).says(0, &["Is it written down?", "In six of ten."]);
    tom(&store, "2026-09-20", &["log", &id, "agreed"]).says(0, &[]);
    assert!(!is_told());
}

#[test]
fn an_earlier_day_has_the_files_of_that_day() {
    let store = Store::new();
    let id = store.agreed("thematic");
    tom(&store, FIRST_DAY, &["tool", "letters", "--for", &id]).says(0, &[]);
    let args = "new;letters;--team;North;--auditor;Helen Marsh;--worker;Ann Brook;--child;C-30412;--initials;AB;--selected-by;Tom \
                Ellery;--part-of";
    let args: Vec<&str> = args.split(';').chain([id.as_str()]).collect();
    tom(&store, FIRST_DAY, &args).says(0, &["Its folder: "]);
    let title = |day: &str| json(&store, day, &["report", "work", &id])["audits"][0]["form"].clone();
    let before = title("2026-08-30");
    write(&store, &id, "findings.yaml", FINDINGS);
    log(&store, "2026-09-01", &[&id, "reported", "--to", "cmt"]);
    // The day after the tool has another title, and the findings other words.
    let tool = format!("{}/tool.yaml", work_folder(&id));
    store.change(&tool, "title: ", "title: The later ");
    write(
        &store,
        &id,
        "findings.yaml",
        &FINDINGS.replace("Plain words.", "Short words."),
    );
    write(&store, &id, "action-plan.yaml", ACTIONS);
    log(&store, "2026-09-08", &[&id, "plan-agreed"]);
    assert_eq!(title("2026-08-31"), before);
    assert_ne!(title("2026-09-08"), before);
    tom(&store, "2026-08-31", &["report", "work", &id]).says(0, &["Plain words."]);
    tom(&store, "2026-09-08", &["report", "work", &id]).says(0, &["Short words."]);
    assert!(
        store
            .read(&format!("{}/log.yaml", work_folder(&id)))
            .contains("tool: \"")
    );
}

#[test]
fn an_action_plan_that_was_changed_after_it_was_agreed_is_asked_about() {
    let store = Store::new();
    let id = planned(&store);
    let path = format!("{}/action-plan.yaml", work_folder(&id));
    let said = |day: &str| tom(&store, day, &["validate", &id]).stdout;
    let is_asked = || said("2026-10-20").contains("[changed-after-agreed]");
    // Where an action goes on is written when the plan ends.
    let on = "by: 2026-11-30\n    carried_over: into the workforce plan";
    store.change(&path, "by: 2026-11-30", on);
    assert!(!is_asked(), "{}", said("2026-10-20"));
    for (right, wrong) in [
        ("owner: BROOK, Ann", "owner: Helen Marsh"),
        ("by: 2026-10-15", "by: 2027-03-31"),
        (
            "  - action: Post and hand over\n    owner: BROOK, Ann\n    by: 2026-10-15\n",
            "",
        ),
    ] {
        let before = store.read(&path);
        store.change(&path, right, wrong);
        assert!(is_asked(), "{wrong}: {}", said("2026-10-20"));
        assert!(
            said("2026-10-20").contains(&format!("qaf log {id} plan-agreed")),
            "{}",
            said("2026-10-20")
        );
        // What was agreed on the day before is as it was.
        store.write(&path, before);
        assert!(!is_asked());
    }
    store.change(&path, "by: 2026-10-15", "by: 2027-03-31");
    log(&store, "2026-10-20", &[&id, "plan-agreed"]);
    assert!(!is_asked(), "{}", said("2026-10-20"));
}
