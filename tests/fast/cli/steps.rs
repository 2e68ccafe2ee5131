//! The commands that make the next role's file: for whom, by when, in whose turn, and never twice.

mod feedback;
mod inadequate;

use std::fs;
use std::sync::OnceLock;

use super::Store;
use super::store::Tree;

/// The demo's own today.
const TODAY: &str = "2026-11-24";

/// The demo's council, told once and copied for each test.
fn council() -> Store {
    static TOLD: OnceLock<Tree> = OnceLock::new();
    let told = TOLD.get_or_init(|| Store::demo().tree());
    let store = Store::new();
    for (name, bytes) in told {
        let path = store.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    store
}

/// A council in which a file was never made.
fn without(store: &Store, id: &str, files: &[&str]) -> String {
    let folder = store.audits()[id].clone();
    for file in files {
        fs::remove_file(store.path(&format!("{folder}/{file}"))).unwrap();
    }
    folder
}

fn json(store: &Store, day: &str, args: &[&str]) -> serde_json::Value {
    let mut all = vec!["--format", "json"];
    all.extend(args);
    let ran = store.run(day, &all);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    serde_json::from_str(&ran.stdout).unwrap()
}

/// Refused, and the store is as it was.
#[track_caller]
fn refused(store: &Store, day: &str, args: &[&str], words: &[&str]) {
    let before = store.tree();
    store.run(day, args).refuses(words);
    let mut after = store.tree();
    after.remove(".lock");
    let before: Tree = before.into_iter().filter(|(name, _)| name != ".lock").collect();
    assert!(before == after, "the store was changed");
}

#[test]
fn a_moderation_goes_to_whom_the_schedule_has_and_says_by_when() {
    let store = council();
    store.run(TODAY, &["moderate", "CF13"]).says(
        0,
        &[
            "Nadia Karim moderates CF-26-0013. Isaac Wynn graded it Requires improvement.",
            "It is due Fri 4 Dec 2026 (10 working days from Fri 20 Nov 2026): in 8 working days.",
            "signed_off:",
            "qaf validate CF-26-0013",
        ],
    );
    let folder = store.audits()["CF-26-0013"].clone();
    let made = store.read(&format!("{folder}/moderation.yaml"));
    assert!(made.contains("\nmoderator: Nadia Karim\n") && made.contains("\nstarted: 2026-11-24\n"));
    // Isaac Wynn manages Dev Shah, whose case it is.
    assert!(made.contains("\nmanagement_oversight: |\n"));
    store
        .run(TODAY, &["validate", "CF13"])
        .says(0, &["nothing to mend"]);
    refused(
        &store,
        TODAY,
        &["moderate", "CF13"],
        &["has begun: Nadia Karim has it"],
    );
}

#[test]
fn json_tells_the_file_who_and_when() {
    let store = council();
    let made = json(&store, TODAY, &["moderate", "CF15"]);
    let folder = store.audits()["CF-26-0015"].clone();
    assert_eq!(made["schema"], "qaf.moderate/1");
    assert_eq!(made["audit"], "CF-26-0015");
    assert_eq!(made["file"], format!("{folder}/moderation.yaml"));
    assert_eq!(made["who"], "Robin Hale");
    assert_eq!(made["due"], "2026-11-03");
    assert_eq!(
        made["notes"][0],
        "The audit has 4 faults: qaf validate CF-26-0015 shows them."
    );
    let made = json(&store, TODAY, &["appreciate", "CF16"]);
    assert_eq!(made["schema"], "qaf.appreciate/1");
    assert_eq!(made["who"], "Maria Dunn");
    assert!(made["due"].is_null());
}

#[test]
fn what_is_not_in_turn_is_told_why_and_nothing_is_written() {
    let store = council();
    for (id, why) in [
        (
            "CF14",
            "CF-26-0014 was returned to Joe Pritchard on Fri 20 Nov 2026",
        ),
        (
            "CF16",
            "CF-26-0016 is not submitted yet, so it can't be moderated",
        ),
        ("CF17", "CF-26-0017 is replaced"),
        ("CF1", "CF-26-0001 is settled: Robin Hale signed off"),
        ("CF99", "There is no audit CF99"),
    ] {
        refused(&store, TODAY, &["moderate", id], &[why]);
    }
    refused(
        &store,
        TODAY,
        &["--format", "csv", "moderate", "CF13"],
        &["text or json"],
    );
    refused(&store, TODAY, &["appreciate", "CF17"], &["is replaced"]);
    refused(
        &store,
        TODAY,
        &["feedback", "CF12"],
        &["has not been sent", "qaf log CF-26-0012 sent"],
    );
    // Before it was allocated, there is nothing to moderate.
    refused(&store, "2026-10-01", &["moderate", "CF13"], &["later than today"]);
}

#[test]
fn a_moderator_named_by_hand_is_in_post_and_never_the_auditor() {
    let store = council();
    for (name, why) in [
        ("Isaac Wynn", "nobody moderates their own audit"),
        ("WYNN, Isaac", "nobody moderates their own audit"),
        ("Tom Elery", "Did you mean Tom Ellery?"),
        ("Xaver Quux", "people.csv knows no Xaver Quux. Add the moderator"),
    ] {
        refused(&store, TODAY, &["moderate", "CF13", "--moderator", name], &[why]);
    }
    store.change(
        "people.csv",
        "Colin Peake,,principal-social-worker,,,Helen Marsh,3,,2020-01-13,,",
        "Colin Peake,,principal-social-worker,,,Helen Marsh,4,13,2020-01-13,2026-11-01,",
    );
    refused(
        &store,
        TODAY,
        &["moderate", "CF13", "--moderator", "Colin Peake"],
        &["not in post"],
    );
    store
        .run(TODAY, &["moderate", "CF13", "--moderator", "tom ellery"])
        .says(
            0,
            &[
                "Tom Ellery moderates",
                "is not whom the schedule has for this audit (a Service manager or QA service manager)",
            ],
        );
    store
        .run(TODAY, &["validate", "CF13"])
        .says(0, &["moderator-not-fit"]);
}

#[test]
fn who_left_is_replaced_by_the_next_who_is_fit_and_nobody_fit_is_told_by_title() {
    let store = council();
    let left = |name: &str, since: &str| {
        store.change(
            "people.csv",
            &format!("{since},,,{name}"),
            &format!("{since},2026-11-01,,{name}"),
        );
    };
    left("nadia.karim", "2021-05-10");
    store.run(TODAY, &["moderate", "CF13"]).says(
        0,
        &[
            "Priya Nand moderates CF-26-0013",
            "Nadia Karim was foreseen, and is not fit",
        ],
    );
    without(&store, "CF-26-0013", &["moderation.yaml"]);
    left("priya.nand", "2019-06-03");
    refused(
        &store,
        TODAY,
        &["moderate", "CF13"],
        &[
            "Nobody is fit to moderate CF-26-0013: it asks for a Service manager or QA service manager",
            "in Through Care",
            "--moderator",
        ],
    );
}

#[test]
fn a_row_that_asks_for_no_moderation_gets_none_unless_somebody_is_named() {
    let store = council();
    store.change(
        "schedule.toml",
        "id = \"tc-case\"\nservice = \"Through Care\"\nactivity = \"case-file\"\ntimes_a_year = 6\nper = \"auditor\"\nauditors = [\"team-manager\", \"deputy-team-manager\", \"consultant-social-worker\", \"practice-lead\"]\nform = \"child-case\"\nmoderators = [\"service-manager\", \"qa-service-manager\"]",
        "id = \"tc-case\"\nservice = \"Through Care\"\nactivity = \"case-file\"\ntimes_a_year = 6\nper = \"auditor\"\nauditors = [\"team-manager\", \"deputy-team-manager\", \"consultant-social-worker\", \"practice-lead\"]\nform = \"child-case\"\nmoderators = []",
    );
    refused(
        &store,
        TODAY,
        &["moderate", "CF13"],
        &["The row tc-case of the schedule asks for no moderation"],
    );
    store
        .run(TODAY, &["moderate", "CF13", "--moderator", "Nadia Karim"])
        .says(0, &["so the auditor's grade stays the final one"]);
}

#[test]
fn an_audit_that_came_back_keeps_its_moderation() {
    let store = council();
    let folder = store.audits()["CF-26-0012"].clone();
    let log = format!("{folder}/log.yaml");
    let text = store.read(&log);
    store.write(
        &log,
        text + "- {\"date\": \"2026-11-02\", \"event\": \"returned\", \"reason\": \"thin\"}\n",
    );
    refused(&store, TODAY, &["moderate", "CF12"], &["has begun"]);
    store.change(
        &format!("{folder}/audit.yaml"),
        "resubmitted: []",
        "resubmitted: [2026-11-05]",
    );
    refused(
        &store,
        TODAY,
        &["moderate", "CF12"],
        &[
            "was submitted again on Thu 5 Nov 2026",
            "writes the new day after signed_off:, so no new one was made",
        ],
    );
}

#[test]
fn an_observation_gets_a_review_of_its_evidence() {
    let store = council();
    let folder = without(&store, "OP-26-0007", &["moderation.yaml"]);
    store.run("2026-08-20", &["moderate", "OP7"]).says(
        0,
        &[
            "Tom Ellery reviews the evidence of OP-26-0007",
            "It is due Tue 1 Sep 2026",
        ],
    );
    let made = store.read(&format!("{folder}/moderation.yaml"));
    assert!(
        made.contains("\nreviewer: Tom Ellery\n")
            && !made.contains("regrades")
            && !made.contains("\noverall:")
    );
}
