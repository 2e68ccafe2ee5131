//! `allocate`: who gets a case, once, whatever happens in between.

use std::collections::BTreeMap;
use std::fs;

use super::store::{FIRST_DAY, roster};
use super::{Ran, Store};

/// Each auditor of the first cycle in the shipped people.csv.
const AUDITORS: [&str; 6] = [
    "Ann Brook",
    "Isaac Wynn",
    "Joe Pritchard",
    "Lena Fox",
    "Maria Dunn",
    "Sam Okoro",
];

/// How many audits each auditor has, as the allocations say.
fn audits_by_auditor(store: &Store) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for folder in store.audits().values() {
        let text = store.read(&format!("{folder}/allocation.yaml"));
        let auditor = text
            .lines()
            .find_map(|line| line.strip_prefix("auditor: "))
            .unwrap();
        *counts.entry(auditor.trim_matches('"').to_owned()).or_default() += 1;
    }
    counts
}

fn one_each() -> BTreeMap<String, usize> {
    AUDITORS.iter().map(|name| ((*name).to_owned(), 1)).collect()
}

#[test]
fn each_auditor_gets_one_case_with_its_three_files() {
    let store = Store::new();
    let ran = store.allocate(roster().as_bytes(), &[]);
    ran.says(
        0,
        &[
            "Drawn for 6 auditors; 6 audits were made.",
            "closed before the window",
            "without a case-holder",
        ],
    );
    ran.says(0, &AUDITORS);
    assert_eq!(audits_by_auditor(&store), one_each());
    for (id, folder) in store.audits() {
        ran.says(0, &[&folder]);
        let audit = store.read(&format!("{folder}/audit.yaml"));
        assert!(audit.contains(&id) && audit.contains("Please submit it by Mon 17 Aug 2026."));
        assert!(store.path(&format!("{folder}/log.yaml")).is_file());
    }
    assert_eq!(store.draws().len(), 1);
    store.run(FIRST_DAY, &["validate"]).says(0, &["nothing to mend"]);
}

#[test]
fn a_second_run_changes_no_byte_and_says_so() {
    let store = Store::drawn();
    let before = store.tree();
    store.allocate(roster().as_bytes(), &[]).says(
        0,
        &[
            "nothing was drawn and nothing was changed",
            "Not drawn for 6 auditors who have a case already",
        ],
    );
    assert_eq!(store.tree(), before);
}

#[test]
fn a_dry_run_writes_nothing_and_shows_no_pick() {
    let store = Store::new();
    let before = store.tree();
    let ran = store.allocate(roster().as_bytes(), &["--dry-run"]);
    ran.says(
        0,
        &[
            "Nothing was drawn or written.",
            "6 auditors",
            "Ann Brook (North), case file: from",
        ],
    );
    for line in roster().lines().skip(1) {
        let child = line.split(',').next().unwrap();
        assert!(!ran.stdout.contains(child), "{child}");
    }
    assert_eq!(store.tree(), before);
}

#[test]
fn a_team_nobody_has_is_refused_and_one_team_is_drawn_alone() {
    let store = Store::new();
    let before = store.tree();
    store
        .allocate(roster().as_bytes(), &["--team", "Nowhere"])
        .refuses(&["people.csv has no team Nowhere"]);
    assert_eq!(without_lock(&store), before);
    store
        .allocate(roster().as_bytes(), &["--team", "South"])
        .says(0, &["Drawn for 2 auditors"]);
    store
        .allocate(roster().as_bytes(), &[])
        .says(0, &["Drawn for 4 auditors"]);
    assert_eq!(audits_by_auditor(&store), one_each());
}

/// The store's files but for the lock, which stays behind and holds nothing.
fn without_lock(store: &Store) -> super::store::Tree {
    let mut tree = store.tree();
    tree.remove(".lock");
    tree
}

#[test]
fn a_case_that_cannot_be_audited_is_replaced_once() {
    let store = Store::drawn();
    let ran = store.run(
        "2026-08-05",
        &["allocate", "--replace", "CF-26-0001", "--reason", "moved: away"],
    );
    ran.says(
        0,
        &[
            "CF-26-0001 is replaced by CF-26-0007",
            "the next case of the same draw",
        ],
    );
    assert_eq!(store.draws().len(), 2);
    assert_eq!(store.audits().len(), 7);
    let before = store.tree();
    // The same again, as by who was stopped before they were told, says the same and draws nothing.
    store
        .run(
            "2026-08-05",
            &["allocate", "--replace", "CF-26-0001", "--reason", "moved: away"],
        )
        .says(0, &["CF-26-0001 is replaced by CF-26-0007"]);
    for (day, reason) in [("2026-08-05", "court"), ("2026-08-06", "moved: away")] {
        store
            .run(day, &["allocate", "--replace", "CF-26-0001", "--reason", reason])
            .refuses(&[
                "CF-26-0001 was replaced by CF-26-0007 on Wed 5 Aug 2026; nothing was drawn",
                "qaf allocate --replace CF-26-0007",
            ]);
    }
    store
        .run(
            "2026-08-05",
            &["allocate", "--replace", "CF-26-0099", "--reason", "moved: away"],
        )
        .refuses(&["There is no audit CF-26-0099"]);
    assert_eq!(store.tree(), before);
}

#[test]
fn a_folder_that_a_kill_left_unfinished_is_finished_by_the_next_run() {
    let whole = Store::drawn();
    let (id, folder) = whole.audits().pop_first().unwrap();
    // The allocation is written last: a kill leaves the first of the files, or none, and never it alone.
    for lost in [
        &["allocation.yaml", "log.yaml", "audit.yaml"][..],
        &["allocation.yaml", "log.yaml"],
        &["allocation.yaml"],
    ] {
        let before = whole.tree();
        for name in lost {
            fs::remove_file(whole.path(&format!("{folder}/{name}"))).unwrap();
        }
        whole
            .allocate(roster().as_bytes(), &[])
            .says(0, &[&id, "its folder was not finished; it is now"]);
        assert_eq!(whole.tree(), before, "{lost:?}");
    }
    let before = whole.tree();
    fs::remove_dir_all(whole.path(&folder)).unwrap();
    whole
        .allocate(roster().as_bytes(), &[])
        .says(0, &[&id, "it is now"]);
    assert_eq!(whole.tree(), before);
}

#[test]
fn a_draw_record_that_was_altered_stops_the_draw() {
    let store = Store::drawn();
    let (name, record) = store.draws().pop_first().unwrap();
    let child = record["units"][0]["pool"][0][0].as_str().unwrap().to_owned();
    store.change(&name, &child, "99999999");
    let before = store.tree();
    store.give(roster().as_bytes());
    let again: Ran = store.run("2026-10-05", &["allocate", "--roster", "cases.csv"]);
    again.refuses(&[&name]);
    assert_eq!(store.tree(), before);
}
