//! Every command that writes, killed at each of its calls that change something: every file is old or new, never torn,
//! and what a stopped run left can be worked with.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Stdio;

use super::long;
use super::store::{Ran, Store, Tree, tree};
use super::strace::{self, Call, Trace};
use super::writers::{WRITERS, Writer};

/// Before which calls a run is killed: by name, which of them.
fn moments(calls: &[Call], folder: &Path) -> BTreeSet<(String, usize)> {
    let changes = |call: &&Call| {
        let within = |path: std::path::PathBuf| path.starts_with(folder);
        let here = call.paths().into_iter().chain(call.open_file()).any(within);
        let reads = call.name.starts_with("open") && !call.opens_for_writing();
        call.done && here && !reads
    };
    let made = calls.iter().filter(changes);
    made.map(|call| (call.name.clone(), call.nth)).collect()
}

/// Some of the moments, evenly taken and others for each command; all of them in a long run.
fn some_of(moments: &BTreeSet<(String, usize)>, salt: usize) -> Vec<&(String, usize)> {
    let step = moments.len().div_ceil(long(3, usize::MAX)).max(1);
    moments.iter().skip(salt % step).step_by(step).collect()
}

/// Whether it is a file that was being written, or lies in a folder that was.
fn is_temporary(name: &str) -> bool {
    let is_so =
        |part: &str| part.starts_with(".qaf-") && Path::new(part).extension().is_some_and(|end| end == "tmp");
    name.split('/').any(is_so)
}

/// Every file is as before or as after; what was being written has a name of its own that nobody takes for a record.
#[track_caller]
fn demand_whole(left: &Tree, before: &Tree, after: &Tree, when: &str) {
    for (name, bytes) in left {
        let whole = before.get(name) == Some(bytes) || after.get(name) == Some(bytes);
        assert!(
            whole || is_temporary(name),
            "{when}: {name} is neither old nor new"
        );
    }
    // What was being written is taken away by the run that goes on from there.
    for name in before.keys().filter(|name| !is_temporary(name)) {
        assert!(left.contains_key(name), "{when}: {name} is gone");
    }
}

/// The rules by which `validate` says that a file is not whole.
const TORN: [&str; 7] = [
    "syntax",
    "cut-off",
    "unreadable",
    "unclosed-quote",
    "log-torn-line",
    "log-line",
    "issued-figures",
];

/// What of a store's files `validate` finds not whole. A folder that was not finished may be told of beside.
fn torn(store: &Store, day: &str) -> Vec<String> {
    let ran = store.run(day, &["--format", "json", "validate"]);
    assert!(matches!(ran.code, Some(0 | 1)), "{}{}", ran.stdout, ran.stderr);
    let document: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let found = document["findings"].as_array().unwrap().iter();
    found
        .filter(|finding| TORN.contains(&finding["rule"].as_str().unwrap()))
        .map(|finding| format!("{}: {}", finding["path"], finding["rule"]))
        .collect()
}

/// The files without the place at which the store lies, which letters name in full: each store of the tests has another. A
/// line that a mail folds is whole again.
fn placeless(files: Tree, folder: &Path) -> Tree {
    let (place, fold) = (folder.to_str().unwrap().to_owned(), "=\r\n");
    let of = |(name, bytes): (String, Vec<u8>)| match String::from_utf8(bytes) {
        Ok(text) if name.contains("letters/") => {
            (name, text.replace(fold, "").replace(&place, "HERE").into_bytes())
        }
        Ok(text) => (name, text.into_bytes()),
        Err(other) => (name, other.into_bytes()),
    };
    files.into_iter().map(of).collect()
}

fn killed_at_each_call(writer: &Writer) {
    let store = writer.store();
    let folder = store.root().parent().unwrap().canonicalize().unwrap();
    let before = tree(&folder);
    let faults = torn(&store, writer.day);
    let (calls, _) = strace::traced(&writer.command(&store));
    let after = placeless(tree(&folder), &folder);
    let moments = moments(&calls, &folder);
    assert!(moments.len() >= 4, "{}: {moments:?}", writer.name);
    for (name, nth) in some_of(&moments, writer.name.len()) {
        let store = writer.store();
        let folder = store.root().parent().unwrap().canonicalize().unwrap();
        let when = format!("{}, killed before {name} {nth}", writer.name);
        let trace = Trace::new();
        let at = format!("inject={name}:signal=SIGKILL:when={nth}");
        let only = format!("trace={name}");
        let mut run = strace::under(&writer.command(&store), &trace.file(), &["-e", &only, "-e", &at]);
        let status = run.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
        assert!(!status.success(), "{when}: it was not");
        let left = tree(&folder);
        demand_whole(&placeless(left.clone(), &folder), &before, &after, &when);
        assert_eq!(torn(&store, writer.day), faults, "{when}");
        // Run again, it says what is so; nothing that was left is lost, and a log has another line at most.
        Ran::of(writer.command(&store));
        let again = tree(&folder);
        for (name, bytes) in left.iter().filter(|(name, _)| !is_temporary(name)) {
            let stays = again.get(name).is_some_and(|now| now.starts_with(bytes));
            assert!(stays, "{when}, and run again: {name} was changed");
        }
    }
}

#[test]
fn a_killed_command_leaves_every_file_old_or_new() {
    if !strace::is_there("that a command which is killed leaves every file old or new") {
        return;
    }
    // A chain's seeds are others each time, so its file could not be told from a torn one.
    for writer in WRITERS.iter().filter(|writer| writer.name != "draw chain new") {
        killed_at_each_call(writer);
    }
}
