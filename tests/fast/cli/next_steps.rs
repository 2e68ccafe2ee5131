//! `qaf` alone: the three next things to do, in each state that a store may be in.

use super::Store;
use super::store::{FIRST_DAY, Ran, roster, run_in};

const TODAY: &str = "2026-11-24";

/// Ends well, in one screen of 80 columns, with these three things to do and no fourth.
#[track_caller]
fn says_next(ran: &Ran, words: &[&str], typed: [&str; 3]) {
    ran.says(0, words);
    assert_eq!(ran.stderr, "");
    let steps: Vec<&str> = ran
        .stdout
        .lines()
        .filter_map(|line| line.strip_prefix("  ").filter(|line| !line.starts_with(' ')))
        .collect();
    let program = env!("CARGO_BIN_EXE_qaf");
    let typed = typed.map(|line| line.replace("qaf ", &format!("{program} ")));
    assert_eq!(steps, typed, "{}", ran.stdout);
    assert!(ran.stdout.lines().count() <= 24, "{}", ran.stdout);
    for line in ran.stdout.replace(program, "qaf").lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
}

#[test]
fn where_there_is_no_store_it_says_how_to_begin() {
    let folder = tempfile::tempdir().unwrap();
    says_next(
        &run_in(folder.path(), &[]),
        &["There is no store here"],
        ["qaf demo council", "qaf init store", "qaf --help"],
    );
    run_in(folder.path(), &["--store", "elsewhere"]).refuses(&["elsewhere holds no qaf.toml"]);
}

#[test]
fn a_new_store_asks_for_its_people_first() {
    let store = Store::new();
    let typed = [
        "qaf --store s people inspect FILE --write s/people.csv",
        "qaf --store s validate",
        "qaf --store s allocate --roster FILE",
    ];
    let made_up = ["s/people.csv holds the made-up people of a new store"];
    says_next(&store.run(FIRST_DAY, &[]), &made_up, typed);
    let header = store.read("people.csv").lines().next().unwrap().to_owned() + "\n";
    store.write("people.csv", header);
    says_next(
        &store.run(FIRST_DAY, &[]),
        &["s/people.csv has nobody in it"],
        typed,
    );
}

#[test]
fn where_nothing_is_drawn_it_says_how_to_draw() {
    let store = Store::new();
    store.change("people.csv", "Kit Adams,", "Kit Adamson,");
    says_next(
        &run_in(&store.root(), &["--as-of", FIRST_DAY]),
        &["nothing is drawn yet"],
        [
            "qaf roster inspect FILE",
            "qaf allocate --roster FILE --dry-run",
            "qaf allocate --roster FILE",
        ],
    );
    store.write("cases.csv", roster());
    let draw = ["--as-of", FIRST_DAY, "allocate", "--roster", "cases.csv"];
    run_in(&store.root(), &draw).says(0, &[]);
    says_next(
        &run_in(&store.root(), &["--as-of", FIRST_DAY]),
        &["Nothing is late; coming up: "],
        ["qaf due", "qaf remind --to ../letters", "qaf tracker"],
    );
}

#[test]
fn what_is_late_is_counted_as_due_and_tracker_count_it() {
    let store = Store::example();
    let counted = [
        (vec!["due"], "Late: 4 steps, 13 actions, 1 new worker"),
        (vec!["tracker"], "4 late, "),
    ];
    for (args, told) in counted {
        store.run(TODAY, &args).says(0, &[told]);
    }
    says_next(
        &store.run(TODAY, &[]),
        &[
            "Tue 24 Nov 2026. Late: 4 steps, 13 actions, 1 new worker.",
            "Audits that are late: 4 of 18.",
        ],
        [
            "qaf --store s due",
            "qaf --store s remind --to letters",
            "qaf --store s tracker",
        ],
    );
    store
        .run(TODAY, &["--format", "json"])
        .refuses(&["qaf alone prints text"]);
}

#[test]
fn faults_of_the_stores_own_files_come_first() {
    let store = Store::example();
    store.write("schedule.toml", "version = [");
    says_next(
        &store.run(TODAY, &[]),
        &["The store's own files have"],
        ["qaf --store s validate", "qaf --store s explain", "qaf --help"],
    );
}
