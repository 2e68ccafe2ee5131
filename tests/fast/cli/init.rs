//! `init`: what it makes, and what it leaves alone.

use std::fs;

use super::Store;
use super::store::{run_in, tree};

#[test]
fn init_makes_a_store_that_has_no_fault() {
    let folder = tempfile::tempdir().unwrap();
    run_in(folder.path(), &["init", "s"]).says(0, &["Made a store of", "Next:"]);
    let files = tree(&folder.path().join("s"));
    for name in [
        "qaf.toml",
        "schedule.toml",
        "people.csv",
        "bank-holidays.json",
        "README.txt",
    ] {
        assert!(files.contains_key(name), "{name}");
    }
    run_in(&folder.path().join("s"), &["--as-of", "2026-08-03", "validate"]).says(0, &["nothing to mend"]);
}

#[test]
fn a_second_init_says_what_is_there_and_changes_nothing() {
    let store = Store::new();
    store.change("qaf.toml", "\n", "\n# our own words\n");
    let before = store.tree();
    run_in(&store.root(), &["init", "."]).says(
        0,
        &[
            "is a store already; nothing was changed",
            "people.csv",
            "forms/ (8 forms)",
        ],
    );
    assert_eq!(store.tree(), before);
}

#[test]
fn init_leaves_the_files_of_a_folder_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("minutes.txt"), "kept").unwrap();
    fs::write(folder.path().join("people.csv"), "our own people\n").unwrap();
    let ran = run_in(folder.path(), &["init", "."]);
    let files = tree(folder.path());
    assert_eq!(files["minutes.txt"], b"kept");
    assert_eq!(files["people.csv"], b"our own people\n");
    assert_eq!(files.len(), 2, "half a store was written");
    ran.refuses(&["people.csv", "does not overwrite"]);
}

/// The commands that a text proposes, each a line's last words from the program's path on.
fn proposed(text: &str, program: &str) -> Vec<String> {
    let from = |line: &str| line.find(program).map(|at| line[at..].to_owned());
    text.lines().filter_map(from).collect()
}

#[cfg(unix)]
#[test]
fn the_next_steps_run_as_they_are_typed_from_where_one_stands() {
    let folder = tempfile::tempdir().unwrap();
    let program = assert_cmd::cargo::cargo_bin!("qaf").to_str().unwrap();
    for name in ["store", "our council's store", "."] {
        let here = folder.path().join(format!("in {}", name.len()));
        fs::create_dir(&here).unwrap();
        fs::write(here.join("CASES.csv"), super::store::roster()).unwrap();
        // Those of a new store, so that the list and the cases fit.
        fs::write(here.join("HR.csv"), qaf::store::shipped::PEOPLE).unwrap();
        let made = run_in(&here, &["init", name]);
        let steps = proposed(&made.says(0, &["qaf.toml", "people.csv"]).stderr, program);
        assert_eq!(steps.len(), 3, "{steps:?}");
        for step in steps {
            let ran = std::process::Command::new("sh")
                .args(["-c", &step])
                .current_dir(&here)
                .env_remove("QAF_STORE")
                .env("QAF_CACHE", "")
                .env("QAF_AS_OF", super::store::FIRST_DAY)
                .output()
                .unwrap();
            let said = String::from_utf8_lossy(&ran.stderr).into_owned();
            assert_eq!(ran.status.code(), Some(0), "{step}: {said}");
        }
        assert!(here.join(name).join("ids/CF-26-0001").is_file());
    }
}
