//! What was done is never denied: not where the drive does not confirm it, nor where its message can't be printed.

use std::fs::OpenOptions;
use std::process::{Command, Stdio};

use super::store::{NEW_LADO, Ran, tree};
use super::strace::{self, Trace};
use super::writers::{WRITERS, Writer};
use super::{Store, long};

/// The command with nowhere to print to.
fn unprinted(mut command: Command) -> Ran {
    command.stdout(OpenOptions::new().write(true).open("/dev/full").unwrap());
    command.stderr(Stdio::piped());
    let output = command.spawn().unwrap().wait_with_output().unwrap();
    Ran {
        code: output.status.code(),
        stdout: String::new(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

#[test]
fn what_was_done_is_said_where_its_message_can_not_be_printed() {
    let mut unsaid = 0;
    for writer in &WRITERS {
        let store = writer.store();
        let folder = store.root().parent().unwrap().to_owned();
        let before = tree(&folder);
        let ran = unprinted(writer.command(&store));
        assert!(tree(&folder) != before, "{} wrote nothing", writer.name);
        if !ran.stderr.contains("could not be written") {
            // It prints nothing on standard output.
            assert!(matches!(ran.code, Some(0 | 1)), "{}: {}", writer.name, ran.stderr);
            continue;
        }
        unsaid += 1;
        assert_eq!(ran.code, Some(1), "{}: {}", writer.name, ran.stderr);
        assert!(
            ran.stderr
                .contains("What was to be done is done all the same, and stands in "),
            "{}: {}",
            writer.name,
            ran.stderr
        );
        assert!(
            !ran.stderr.contains("not written"),
            "{}: {}",
            writer.name,
            ran.stderr
        );
    }
    assert!(unsaid > 12, "{unsaid}");
}

#[test]
fn the_message_itself_is_said_on_the_other_stream() {
    let store = Store::example();
    let args = NEW_LADO;
    let ran = unprinted(store.command("2026-11-24", &args));
    ran.says(
        1,
        &[
            "LADO case file audit for Priya Nand.",
            "Its folder: ",
            "No space left",
        ],
    );
    // A command that reads has done nothing, and says so by its status.
    let ran = unprinted(store.command("2026-11-24", &["tracker"]));
    ran.says(2, &["could not be written"]);
    assert!(!ran.stderr.contains("done all the same"), "{}", ran.stderr);
}

/// Runs the command with an error injected into calls of a name, of some `when` of strace.
fn failing(writer: &Writer, store: &Store, inject: &str) -> Ran {
    let trace = Trace::new();
    let (name, _) = inject.split_once(':').unwrap();
    let (only, at) = (format!("trace={name}"), format!("inject={inject}"));
    Ran::of(strace::under(
        &writer.command(store),
        &trace.file(),
        &["-e", &only, "-e", &at],
    ))
}

#[test]
fn a_file_that_the_drive_did_not_confirm_is_saved_and_said_to_be() {
    if !strace::is_there("what is said where the drive does not confirm a file") {
        return;
    }
    for writer in &WRITERS {
        let store = writer.store();
        let folder = store.root().parent().unwrap().canonicalize().unwrap();
        let (calls, _) = strace::traced(&writer.command(&store));
        let whole = tree(&folder);
        // The confirmations of folders, which are asked for once the file has its name, and those of logs and numbers.
        let late: Vec<usize> = calls
            .iter()
            .filter(|call| call.name == "fsync")
            .filter(|call| {
                let path = call.open_file().unwrap();
                let file = path.file_name().unwrap().to_string_lossy().into_owned();
                path.starts_with(&folder) && !file.starts_with(".qaf-")
            })
            .map(|call| call.nth)
            .collect();
        assert!(!late.is_empty(), "{}", writer.name);
        let step = late.len().div_ceil(long(1, usize::MAX)).max(1);
        for nth in late.iter().rev().step_by(step) {
            let store = writer.store();
            let folder = store.root().parent().unwrap().canonicalize().unwrap();
            let ran = failing(writer, &store, &format!("fsync:error=EIO:when={nth}"));
            ran.says(
                2,
                &["saved, but it may not survive a power cut", "Input/output error"],
            );
            assert!(
                !ran.stderr.contains("not written"),
                "{}: {}",
                writer.name,
                ran.stderr
            );
            assert_eq!(
                ran.stderr.matches("Input/output error").count(),
                1,
                "{}",
                ran.stderr
            );
            // It went on, and left nothing half done.
            let names = |tree: &super::store::Tree| tree.keys().cloned().collect::<Vec<_>>();
            assert_eq!(
                names(&tree(&folder)),
                names(&whole),
                "{}, fsync {nth}",
                writer.name
            );
        }
    }
}

#[test]
fn folders_of_a_draw_that_the_drive_refuses_are_made_by_the_next_run() {
    if !strace::is_there("what a draw leaves where the drive refuses its folders") {
        return;
    }
    let writer = WRITERS.iter().find(|writer| writer.name == "allocate").unwrap();
    let store = writer.store();
    let (calls, _) = strace::traced(&writer.command(&store));
    if calls.iter().all(|call| call.name != "syncfs") {
        eprintln!("NOT TESTED, as no drive is waited for as a whole here: folders that the drive refuses");
        return;
    }
    let whole = tree(store.root().parent().unwrap());
    let store = writer.store();
    failing(writer, &store, "syncfs:error=EIO:when=1").says(2, &["was not written"]);
    let left = tree(store.root().parent().unwrap());
    let unsaved = |name: &&String| name.contains(".qaf-") || name.ends_with("allocation.yaml");
    assert_eq!(
        left.keys().find(unsaved),
        None,
        "nothing has a name without its bytes"
    );
    assert!(matches!(Ran::of(writer.command(&store)).code, Some(0 | 1)));
    assert_eq!(tree(store.root().parent().unwrap()), whole);
}

#[test]
fn a_drive_without_a_safe_way_to_name_files_is_told_as_such() {
    if !strace::is_there("what is said where a drive can't give a name without overwriting") {
        return;
    }
    let names = ["new", "report quarterly --output", "remind"];
    for writer in WRITERS.iter().filter(|writer| names.contains(&writer.name)) {
        let store = writer.store();
        let trace = Trace::new();
        let command = writer.command(&store);
        let inject = [
            "-e",
            "inject=renameat2:error=EINVAL",
            "-e",
            "inject=?link,linkat:error=EPERM",
        ];
        let ran = Ran::of(strace::under(&command, &trace.file(), &inject));
        ran.says(
            2,
            &[
                "the drive has no safe way to give a new file its name",
                "another drive",
            ],
        );
        assert!(
            !ran.stderr.contains("access") && !ran.stderr.contains("os error"),
            "{}",
            ran.stderr
        );
        let left = tree(store.root().parent().unwrap());
        assert!(
            !left.keys().any(|name| name.contains(".qaf-")),
            "a temporary file is left"
        );
    }
}

#[test]
fn what_the_system_refuses_is_told_once_in_plain_words_and_nothing_is_lost() {
    if !strace::is_there("what is said where the system refuses to write") {
        return;
    }
    let faults = [
        ("ENOSPC", "the disk is full"),
        ("EDQUOT", "your share of the disk is used up"),
        ("EROFS", "the drive can only be read"),
    ];
    let calls = ["fsync", "renameat2", "fchmod"];
    for (at, writer) in WRITERS.iter().enumerate() {
        // Each command meets one of the faults at one of the calls; not every one makes each call.
        let (error, words) = faults[at % faults.len()];
        let turn = (0..calls.len()).map(|turn| calls[(at / faults.len() + turn) % calls.len()]);
        let met = turn.map(|name| {
            let store = writer.store();
            let folder = store.root().parent().unwrap().to_owned();
            let before = tree(&folder);
            let ran = failing(writer, &store, &format!("{name}:error={error}:when=1+"));
            (ran, before, tree(&folder))
        });
        let mut met = met.filter(|(ran, _, _)| ran.code == Some(2));
        let Some((ran, before, left)) = met.next() else {
            panic!("{} met no fault", writer.name);
        };
        assert!(
            ran.stderr.contains(words) || ran.stderr.contains("saved, but"),
            "{}: {}",
            writer.name,
            ran.stderr
        );
        for (name, bytes) in &before {
            let log = name.ends_with("log.yaml");
            assert!(
                left.get(name) == Some(bytes) || log,
                "{}: {name} is lost",
                writer.name
            );
        }
        assert!(
            !left.keys().any(|name| name.contains(".qaf-")),
            "{}: a temporary file is left",
            writer.name
        );
    }
}
