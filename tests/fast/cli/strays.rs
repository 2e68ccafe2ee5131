//! What other programs leave in a store, outside the audits' folders: it is never half-read, never changed, never taken
//! away.

use std::fs;

use super::Store;
use super::store::NEW_LADO;

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
    let args = NEW_LADO;
    store.run(DAY, &args).says(0, &["LA-26-0019"]);
    let after = store.tree();
    for name in COPIES.iter().chain(&MARKS) {
        assert_eq!(after.get(*name), with.get(*name), "{name}");
    }
}

/// Whatever lies where only qaf's own files belong, and copies of the store's folders and forms at its top.
#[test]
fn copies_of_folders_and_files_that_belong_elsewhere_are_named() {
    let store = Store::example();
    let strays = [
        ("audits - Copy/CF-26-0001/audit.yaml", "audits - Copy"),
        ("ids - Copy/CF-26-0001", "ids - Copy"),
        ("Copy of draws/x.json", "Copy of draws"),
        ("audit.yaml", "audit.yaml"),
        ("notes.yml", "notes.yml"),
        ("letters/sendd.txt", "letters/sendd.txt"),
        ("letters/x.docx", "letters/x.docx"),
        ("draws/old/x.json", "draws/old"),
        ("ids/notes.txt", "ids/notes.txt"),
        ("reports/2026-27-Q2/notes.txt", "reports/2026-27-Q2/notes.txt"),
    ];
    for (name, _) in strays {
        fs::create_dir_all(store.path(name).parent().unwrap()).unwrap();
        store.write(name, "x: 1\n");
    }
    // What a council lays beside is its own.
    for own in ["minutes.docx", "roster-2026-12-01.csv", "columns.toml"] {
        store.write(own, "x");
    }
    let told = store.run(DAY, &["validate", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&told.stdout).unwrap();
    let paths: Vec<&str> = told["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|finding| finding["path"].as_str())
        .collect();
    for (_, named) in strays {
        assert!(paths.contains(&named), "{named}: {paths:?}");
    }
    for own in ["minutes.docx", "roster-2026-12-01.csv", "columns.toml"] {
        assert!(!paths.contains(&own), "{own}");
    }
}

/// One record that can't be read: the others are replayed all the same, and none is said to be lost.
#[test]
fn a_folder_in_the_place_of_a_record_stops_no_verification() {
    let store = Store::example();
    let first = store.draws().keys().next().unwrap().clone();
    fs::remove_file(store.path(&first)).unwrap();
    fs::create_dir(store.path(&first)).unwrap();
    let ran = store.run(DAY, &["draw", "verify"]);
    assert_eq!(ran.code, Some(1), "{}", ran.stderr);
    assert!(
        ran.stdout.contains(first.rsplit('/').next().unwrap())
            && ran.stdout.contains("is no file that can be read"),
        "{}",
        ran.stdout
    );
    let told = store.run(DAY, &["validate"]).stdout;
    assert!(told.contains(&first) && !told.contains("is not here"), "{told}");
}
