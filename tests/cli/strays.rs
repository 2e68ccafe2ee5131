//! What other programs leave in a store, outside the audits' folders: it is never half-read, never changed, never taken
//! away.

use std::fs;

use super::Store;

const DAY: &str = "2026-11-24";

/// Copies that programs which keep folders in step make where two people wrote at once, each with other words in it.
const COPIES: [&str; 7] = [
    "qaf-DESKTOP-7F2.toml",
    "people (conflicted copy 2026-12-01).csv",
    "schedule.sync-conflict-20261201-101010-ABCDEFG.toml",
    "Copy of exemptions.csv",
    "ids/CF-26-0040 (conflicted copy)",
    "letters/audit-DESKTOP-7F2.txt",
    "reports/2026-27-Q2/1 (conflicted copy 2026-12-01).json",
];

/// What file managers and offices lay beside.
const MARKS: [&str; 10] = [
    ".DS_Store",
    "Thumbs.db",
    "~$people.csv",
    "draws/.DS_Store",
    "draws/Thumbs.db",
    "draws/~$2026-27-C4.json",
    "ids/.DS_Store",
    "ids/Thumbs.db",
    "letters/~$audit.txt",
    "reports/2026-27-Q2/.DS_Store",
];

const SAID: [&[&str]; 8] = [
    &["tracker"],
    &["due"],
    &["schedule"],
    &["report", "quarterly", "--quarter", "2026-27-Q2"],
    &["report", "compliance"],
    &["draw", "verify"],
    &["draw", "history"],
    &["allocate", "--dry-run", "--roster", "cases.csv"],
];

fn said(store: &Store) -> Vec<(Option<i32>, String, String)> {
    let run = |args: &&[&str]| {
        let ran = store.run(DAY, args);
        assert!(matches!(ran.code, Some(0 | 1)), "{args:?}: {}", ran.stderr);
        (ran.code, ran.stdout, ran.stderr)
    };
    SAID.iter().map(run).collect()
}

#[test]
fn strays_outside_the_audits_folders_change_nothing_and_stay() {
    let store = Store::example();
    store.give(super::store::roster().as_bytes());
    store
        .run(
            DAY,
            &[
                "--quiet",
                "report",
                "quarterly",
                "--quarter",
                "2026-27-Q2",
                "--issue",
            ],
        )
        .says(0, &[]);
    let before = said(&store);
    // A text that would be found wrong, a cut-off one, an empty one, and bytes that are none.
    let contents: [&[u8]; 4] = [
        b"council = \"Another\"\n- {",
        b"{\"schema\":",
        b"",
        b"\0\0\0\xff\xfe",
    ];
    for (at, name) in COPIES.iter().chain(&MARKS).enumerate() {
        fs::create_dir_all(store.path(name).parent().unwrap()).unwrap();
        store.write(name, contents[at % contents.len()]);
    }
    let with = store.tree();
    for ((args, was), is) in SAID.iter().zip(&before).zip(said(&store)) {
        assert!(*was == is, "{args:?}: {was:?}\n{is:?}");
    }
    let found = store.run(DAY, &["validate", "--format", "json"]);
    assert!(matches!(found.code, Some(0 | 1)), "{}", found.stderr);
    // A new audit's number goes on from those that are numbers.
    let args = ["new", "lado", "--auditor", "Priya Nand", "--worker", "Fay Rudd"];
    store.run(DAY, &args).says(0, &["LA-26-0019"]);
    let after = store.tree();
    for name in COPIES.iter().chain(&MARKS) {
        assert_eq!(after.get(*name), with.get(*name), "{name}");
    }
}
