//! Folders and files that whoever runs qaf may not open: they are named, and nothing else stops. Who may open everything
//! runs as somebody else here.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::Command;

use super::Store;
use super::store::{Ran, program, roster};

const DAY: &str = "2026-11-24";
/// The user who owns nothing of the system.
const NOBODY: u32 = 65534;

/// A store in which a file or folder is shut; `None` where nobody can be found who may not open it.
fn shut(name: &str) -> Option<Store> {
    let store = Store::example();
    store.give(roster().as_bytes());
    let place = store.path(name);
    if !place.exists() {
        fs::create_dir(&place).unwrap();
    }
    if is_root(&store) {
        if !can_run_as_nobody(&store) {
            eprintln!("qaf can't be run as somebody else here: what may not be opened was not tried");
            return None;
        }
        give_away(store.root().parent().unwrap());
    }
    fs::set_permissions(place, fs::Permissions::from_mode(0o000)).unwrap();
    Some(store)
}

/// Whether whoever runs the tests may open what nobody may.
fn is_root(store: &Store) -> bool {
    let probe = store.root().parent().unwrap().join("probe");
    fs::write(&probe, "").unwrap();
    fs::set_permissions(&probe, fs::Permissions::from_mode(0o000)).unwrap();
    let may = fs::read(&probe).is_ok();
    fs::remove_file(probe).unwrap();
    may
}

fn can_run_as_nobody(store: &Store) -> bool {
    let folder = store.root().parent().unwrap().to_owned();
    chown(&folder, Some(NOBODY), Some(NOBODY)).unwrap();
    let mut command = program(&folder, &["--version"]);
    command.uid(NOBODY).gid(NOBODY);
    command.output().is_ok_and(|output| output.status.success())
}

fn give_away(path: &Path) {
    chown(path, Some(NOBODY), Some(NOBODY)).unwrap();
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            give_away(&entry.unwrap().path());
        }
    }
}

fn run(store: &Store, args: &[&str]) -> Ran {
    let mut command: Command = store.command(DAY, args);
    if is_root(store) {
        command.uid(NOBODY).gid(NOBODY);
    }
    Ran::of(command)
}

/// Opens what was shut, so that the folder can be taken away.
fn open(store: &Store, name: &str) {
    fs::set_permissions(store.path(name), fs::Permissions::from_mode(0o770)).unwrap();
}

#[test]
fn a_folder_of_audits_that_can_not_be_opened_is_named_in_every_list() {
    let inside = Store::example().audits()["CF-26-0001"].clone();
    let (team, _) = inside.rsplit_once('/').unwrap();
    let (quarter, _) = team.rsplit_once('/').unwrap();
    for name in [team, quarter, "audits/2026-27", "audits"] {
        let Some(store) = shut(name) else { return };
        let said = [name, "can't be opened", "missing in every list and figure"];
        for args in [
            &["tracker"][..],
            &["due"],
            &["report", "quarterly"],
            &["report", "compliance"],
            &["schedule"],
        ] {
            let ran = run(&store, args);
            ran.says(0, &said);
        }
        let validated = run(&store, &["validate"]);
        validated.says(1, &said);
        // What may lie in it was not taken out.
        for claim in [
            "no record and no audit has",
            "which has no folder",
            "delete the file",
        ] {
            assert!(!validated.stdout.contains(claim), "{}", validated.stdout);
        }
        let issue = ["report", "quarterly", "--quarter", "2026-27-Q2", "--issue"];
        let ran = run(&store, &issue);
        ran.says(2, &["they were not issued"]);
        run(&store, &["log", "CF1", "note", "--note", "x"]).says(2, &said);
        open(&store, name);
    }
}

#[test]
fn an_audit_whose_folder_can_not_be_opened_is_unknown() {
    let folder = Store::example().audits()["CF-26-0001"].clone();
    let Some(store) = shut(&folder) else { return };
    run(&store, &["tracker"]).says(0, &["CF-26-0001", "unknown"]);
    run(&store, &["due"]).says(0, &["CF-26-0001  its folder can't be opened"]);
    run(&store, &["validate"]).says(
        1,
        &[&folder, "its folder can't be opened".trim_start_matches("its ")],
    );
    run(&store, &["log", "CF1", "note", "--note", "x"]).refuses(&["its folder can't be opened"]);
    run(&store, &["log", "CF12", "sent"]).says(0, &[]);
    open(&store, &folder);
}

#[test]
fn a_file_that_may_not_be_read_is_unknown_and_not_empty() {
    let folder = Store::example().audits()["CF-26-0001"].clone();
    let log = format!("{folder}/log.yaml");
    let Some(store) = shut(&log) else { return };
    run(&store, &["due"]).says(0, &["CF-26-0001  log.yaml is missing or can't be read"]);
    run(&store, &["log", "CF1", "received"]).refuses(&["log.yaml"]);
}

#[test]
fn where_the_folder_of_draws_is_shut_nothing_is_drawn_and_all_else_goes_on() {
    for name in ["draws", "reports"] {
        let Some(store) = shut(name) else { return };
        run(&store, &["tracker"]).says(0, &[]);
        run(&store, &["report", "quarterly"]).says(0, &[]);
        run(&store, &["validate"]).says(1, &[name, "can't be opened"]);
        run(&store, &["log", "CF12", "sent"]).says(0, &[]);
        if name == "draws" {
            let ran = run(&store, &["allocate", "--roster", "cases.csv"]);
            ran.refuses(&["The folder draws can't be opened", "nothing was drawn"]);
        }
        open(&store, name);
    }
}
