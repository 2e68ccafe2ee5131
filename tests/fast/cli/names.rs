//! One person, one name: whatever a list, an option or a login writes.

use std::fmt::Write as _;

use super::store::FIRST_DAY;
use super::{Ran, Store};

const HEADER: &str = "child_id,initials,team,case_holder,legal_status,opened,closed";

fn list(holders: &[&str]) -> String {
    let mut text = format!("{HEADER}\n");
    for (index, holder) in holders.iter().enumerate() {
        let _ = writeln!(text, "O{index},AB,North,\"{holder}\",CIN,2026-01-05,");
    }
    text
}

/// The ids in the pool of an auditor of the only draw.
fn pool(store: &Store, auditor: &str) -> Vec<String> {
    let (_, record) = store.draws().pop_first().unwrap();
    let unit = record["units"]
        .as_array()
        .unwrap()
        .iter()
        .find(|unit| unit["unit"] == auditor)
        .unwrap()
        .clone();
    let pool = unit["pool"].as_array().unwrap().iter();
    pool.map(|entry| entry[0].as_str().unwrap().to_owned()).collect()
}

#[test]
fn no_auditor_draws_a_case_of_their_own_and_who_is_not_known_is_named_first() {
    let store = Store::new();
    let own = list(&[
        "DUNN, Maria",
        "Maria Dunn (Agency)",
        "Dunn Maria",
        "Maria Dunn\u{200b}",
        "Ivo Quist",
    ]);
    let words = [
        "\"DUNN, Maria\" is Maria Dunn; \"Maria Dunn (Agency)\" is Maria Dunn",
        "\"Dunn Maria\" holds 1 case and is not in people.csv, but may be the auditor Maria Dunn: it is set aside",
        "Case-holders who are not in people.csv: Ivo Quist (1 case)",
        "3 held by the auditor; 1 whose case-holder may be the auditor",
    ];
    let before = store.tree();
    store.allocate(own.as_bytes(), &["--dry-run"]).says(1, &words);
    // A look at the list tells of those that are set aside in the same words.
    let inspected = store.run(FIRST_DAY, &["roster", "inspect", "cases.csv"]);
    inspected.says(1, &[words[1]]);
    assert_eq!(store.tree(), before);
    let ran = store.allocate(own.as_bytes(), &["--seed", "12345678901234567890"]);
    ran.says(1, &words);
    // Before anything is drawn: not among the data.
    assert!(
        ran.stderr.contains("Ivo Quist") && !ran.stdout.contains("Ivo Quist"),
        "{}",
        ran.stdout
    );
    assert_eq!(pool(&store, "Maria Dunn"), ["O4"]);
    assert_eq!(pool(&store, "Ann Brook").len(), 5);
    store.run(FIRST_DAY, &["draw", "verify", "s/draws"]).says(0, &[]);
    let json = store.run(
        "2026-10-05",
        &[
            "--format",
            "json",
            "allocate",
            "--roster",
            "cases.csv",
            "--seed",
            "2",
        ],
    );
    let document: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(document["case_holders"]["unknown"][0]["may_be"][0], "Maria Dunn");
}

#[test]
fn an_option_names_a_person_in_any_spelling() {
    let store = Store::new();
    let args = [
        "new",
        "child-case",
        "--auditor",
        "BROOK, Ann",
        "--worker",
        "Kit\u{a0}ADAMS (Agency)",
        "--child",
        "C1",
        "--selected-by",
        "brook, ann",
    ];
    store.run(FIRST_DAY, &args).says(0, &["Ann Brook"]);
    let text = store.read("audits/2026-27/Q2/north/CF-26-0001/allocation.yaml");
    assert!(
        text.contains("\nworker: Kit Adams\n") && text.contains("\nauditor: Ann Brook\n"),
        "{text}"
    );
    let args = [
        "new",
        "child-case",
        "--auditor",
        "Dunn Maria",
        "--worker",
        "Kit Adams",
        "--child",
        "C2",
        "--selected-by",
        "Ann Brook",
    ];
    store
        .run(FIRST_DAY, &args)
        .refuses(&["people.csv knows no Dunn Maria"]);
    let args = [
        "new",
        "child-case",
        "--auditor",
        "ADAMS, Kit",
        "--worker",
        "Kit Adams (Agency)",
        "--child",
        "C2",
        "--selected-by",
        "Ann Brook",
    ];
    store
        .run(FIRST_DAY, &args)
        .refuses(&["can't audit their own work"]);
    store
        .run(FIRST_DAY, &["due", "--who", "brook, ann"])
        .says(0, &["CF-26-0001"]);
}

#[test]
fn the_log_names_who_did_it() {
    let store = Store::new();
    store.change("people.csv", "Ann Brook,\"BROOK, Ann\",", "Ann Brook,abrook,");
    let args = [
        "new",
        "child-case",
        "--auditor",
        "Ann Brook",
        "--worker",
        "Kit Adams",
        "--child",
        "C2",
        "--selected-by",
        "Ann Brook",
    ];
    let mut command = store.command(FIRST_DAY, &args);
    command.env("USER", "abrook");
    Ran::of(command).says(0, &[]);
    let folder = store.audits().pop_first().unwrap().1;
    assert!(
        store
            .read(&format!("{folder}/allocation.yaml"))
            .contains("\nby: Ann Brook\n")
    );
    let note = ["log", "CF-26-0001", "note", "--note", "seen"];
    for (key, value) in [
        ("USER", "ABROOK"),
        ("LOGNAME", "abrook"),
        ("QAF_BY", "BROOK, Ann"),
    ] {
        let mut command = store.command(FIRST_DAY, &note);
        for name in ["USER", "LOGNAME", "USERNAME"] {
            command.env_remove(name);
        }
        command.env(key, value);
        Ran::of(command).says(0, &[]);
    }
    let log = store.read(&format!("{folder}/log.yaml"));
    assert_eq!(log.replace('"', "").matches("by: Ann Brook,").count(), 3, "{log}");
    // Where the system does not say it either, the account's own name; never a word for nobody.
    let mut command = store.command(FIRST_DAY, &note);
    for name in ["USER", "LOGNAME", "USERNAME"] {
        command.env(name, "unknown");
    }
    let ran = Ran::of(command);
    assert!(
        ran.code == Some(0) || ran.stderr.contains("It can't be told who you are"),
        "{}",
        ran.stderr
    );
    assert!(!store.read(&format!("{folder}/log.yaml")).contains("unknown"));
}
