//! Commands that read write nothing, and say the same whatever order a folder lists its files in.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use super::Store;
use super::store::{Tree, roster};

/// The day that stands for today in the examples' store.
const TODAY: &str = "2026-11-24";

/// Every command that reads, on the examples' store.
pub const READERS: [&[&str]; 36] = [
    &["tracker"],
    &["tracker", "--format", "csv"],
    &["schedule"],
    &["due"],
    &["validate"],
    &["validate", "--format", "json"],
    &["validate", "--format", "sarif"],
    &["validate", "--fix"],
    &["validate", "--ready", "CF16"],
    &["show", "CF1"],
    &["show", "CF3", "--format", "html"],
    &["history", "CF1"],
    &["log", "CF14", "--list"],
    &["explain", "lost-indent"],
    &["explain"],
    &["rubric", "ASM"],
    &["draw", "verify"],
    &["draw", "history"],
    &[
        "draw",
        "simulate",
        "--roster",
        "cases.csv",
        "--runs",
        "9",
        "--cycles",
        "2",
    ],
    &["roster", "inspect", "cases.csv"],
    &["allocate", "--dry-run", "--roster", "cases.csv"],
    &["feedback", "CF3", "--blank"],
    &["report", "quarterly"],
    &["report", "quarterly", "--format", "xlsx"],
    &["report", "quarterly", "--format", "docx"],
    &["report", "quarterly", "--public"],
    &["report", "compliance"],
    &["report", "coverage"],
    &["report", "actions"],
    &["report", "moderation"],
    &["report", "panel"],
    &["report", "assurance", "support-and-challenge"],
    &["report", "learning"],
    &["report", "annual"],
    &["report", "section", "reviews"],
    &["report", "sparnet"],
];

fn with_roster(store: Store) -> Store {
    store.give(roster().as_bytes());
    store
}

#[cfg(target_os = "linux")]
#[test]
fn a_command_that_reads_opens_nothing_to_write() {
    use super::strace;
    if !strace::is_there("that a command which reads opens nothing to write") {
        return;
    }
    let store = with_roster(Store::example());
    let folder = store.root().parent().unwrap().canonicalize().unwrap();
    for args in READERS {
        let (calls, output) = strace::traced(&store.command(TODAY, args));
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(matches!(output.status.code(), Some(0 | 1)), "{args:?}: {said}");
        assert!(!calls.is_empty(), "{args:?} was not traced");
        for call in &calls {
            let printed = call.name.starts_with("write")
                && call.open_file().is_none_or(|path| !path.starts_with(&folder));
            let read = call.name.starts_with("open") && !call.opens_for_writing();
            let elsewhere =
                call.opens_for_writing() && call.paths().iter().all(|path| path.starts_with("/dev"));
            assert!(printed || read || elsewhere, "{args:?}: {call:?}");
        }
    }
}

/// The names of a folder's entries in the order in which it lists them, folder by folder.
fn listing(folder: &Path) -> Vec<OsString> {
    let mut names: Vec<OsString> = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let mut below = Vec::new();
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            names.push(entry.file_name());
            below.extend(entry.path().is_dir().then(|| entry.path()));
        }
        below.sort();
        folders.extend(below);
    }
    names
}

/// A copy of the files below a folder, made in their order or from the last to the first.
fn copied(files: &Tree, below: &Path, backwards: bool) -> tempfile::TempDir {
    let folder = tempfile::tempdir_in(below).unwrap();
    let mut names: Vec<&String> = files.keys().collect();
    if backwards {
        names.reverse();
    }
    for name in names {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, &files[name]).unwrap();
    }
    folder
}

#[test]
fn the_same_store_gives_the_same_bytes_in_whatever_order_its_folders_list_their_files() {
    let store = with_roster(Store::example());
    let files = super::store::tree(store.root().parent().unwrap());
    // Some file systems list by name, or by a hash of it; in memory they list by age.
    let places = [std::env::temp_dir(), "/dev/shm".into()];
    let copies = places.iter().filter(|place| place.is_dir()).find_map(|place| {
        let both = [false, true].map(|backwards| copied(&files, place, backwards));
        (listing(both[0].path()) != listing(both[1].path())).then_some(both)
    });
    let Some([one, other]) = copies else {
        eprintln!(
            "NOT TESTED, as every drive here lists its folders in one order: that the order makes no difference"
        );
        return;
    };
    for args in READERS {
        let said = |folder: &Path| {
            let mut all = vec!["--store", "s", "--as-of", TODAY];
            all.extend(args);
            let output = super::store::program(folder, &all).output().unwrap();
            (
                output.status.code(),
                output.stdout,
                String::from_utf8(output.stderr).unwrap(),
            )
        };
        let (here, there) = (said(one.path()), said(other.path()));
        assert!(matches!(here.0, Some(0 | 1)), "{args:?}: {}", here.2);
        assert!(here == there, "{args:?}");
    }
}
