//! Commands that write, killed at each of their calls to the system: run again they come to the same end, and nothing
//! half-made, twice made or shut to the others is left.

use std::fs;
use std::process::{Command, Stdio};

use super::store::{FIRST_DAY, NEW_LADO, roster, run_in};
use super::{Store, long};

/// The calls by which the store is changed. A kill comes before the call; what was done before it stays.
const CALLS: [&str; 10] = [
    "mkdir",
    "chmod",
    "fchmod",
    "fsync",
    "syncfs",
    "linkat",
    "rename",
    "renameat2",
    "unlink",
    "write",
];

/// Whether programs can be stopped here at a call of ours. Where they can't, the test says so, and nothing is known.
fn can_kill() -> bool {
    #[cfg(target_os = "linux")]
    return super::strace::is_there("what a kill leaves");
    #[cfg(not(target_os = "linux"))]
    false
}

/// Runs a command that is killed as it is about to make its n-th call of this name; whether it came so far.
fn killed(store: &Store, call: &str, n: usize, args: &[&str]) -> bool {
    let own = store.command(FIRST_DAY, args);
    let mut command = Command::new("strace");
    command
        .args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={call}")])
        .args(["-e", &format!("inject={call}:signal=KILL:when={n}")])
        .arg(own.get_program())
        .args(own.get_args())
        .current_dir(store.root().parent().unwrap())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    !command.status().unwrap().success()
}

/// Kills of a command in turn, each on a store of its own that `make` makes: each in a long run, else every `step`-th.
fn each_kill(step: usize, make: impl Fn() -> Store, args: &[&str], then: impl Fn(&Store, &str)) {
    if !can_kill() {
        return;
    }
    let step = long(step, 1);
    let mut kills = 0;
    for (place, call) in CALLS.iter().enumerate() {
        for n in (1..).skip(place % step).step_by(step) {
            let store = make();
            if !killed(&store, call, n, args) {
                break;
            }
            kills += 1;
            then(&store, &format!("{args:?} killed at {call} {n}"));
        }
    }
    assert!(kills >= 3, "{args:?}: {kills} kills");
}

/// All that was made is open to those it is for, however the kill fell; a temporary file is named.
#[track_caller]
fn is_healed(store: &Store, when: &str) {
    let ran = store.run(FIRST_DAY, &["--format", "json", "validate"]);
    let found: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let findings = found["findings"].as_array().unwrap();
    let mut left = Vec::new();
    let mut folders = vec![store.root()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap().flatten() {
            let name = entry.file_name().into_string().unwrap();
            let about = entry.metadata().unwrap();
            if about.is_dir() {
                folders.push(entry.path());
            }
            if name.starts_with(".qaf-") {
                let path = entry
                    .path()
                    .strip_prefix(store.root())
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .to_owned();
                left.push(path);
                continue;
            }
            #[cfg(unix)]
            {
                use std::os::unix::fs::PermissionsExt as _;
                let mode = about.permissions().mode() & 0o777;
                let wanted = if about.is_dir() { 0o770 } else { 0o660 };
                assert_eq!(mode, wanted, "{when}: {}", entry.path().display());
            }
        }
    }
    for finding in findings {
        let path = finding["path"].as_str().unwrap().to_owned();
        assert!(left.contains(&path), "{when}: {finding}");
    }
    assert_eq!(findings.len(), left.len(), "{when}: {left:?}");
}

#[test]
fn an_audit_that_was_begun_is_finished_by_the_same_command() {
    let args = NEW_LADO;
    each_kill(3, Store::new, &args, |store, when| {
        let ran = store.run(FIRST_DAY, &args);
        assert_eq!(ran.code, Some(0), "{when}: {}", ran.stderr);
        let audits = store.audits();
        // Killed as it said so, it had made the audit; then the second is another one, as two may be wanted.
        let made = audits.len();
        assert!(
            made == 1 || made == 2 && when.contains("write"),
            "{when}: {audits:?}"
        );
        assert_eq!(
            fs::read_dir(store.path("ids")).unwrap().flatten().count(),
            made,
            "{when}"
        );
        for folder in audits.values() {
            for file in ["audit.yaml", "log.yaml", "allocation.yaml"] {
                assert!(
                    store.path(&format!("{folder}/{file}")).is_file(),
                    "{when}: {file}"
                );
            }
        }
        is_healed(store, when);
    });
}

#[test]
fn a_draw_is_made_once_wherever_it_was_killed() {
    let args = ["allocate", "--roster", "cases.csv"];
    let make = || {
        let store = Store::new();
        store.give(roster().as_bytes());
        store
    };
    each_kill(13, make, &args, |store, when| {
        store.run(FIRST_DAY, &args).says(0, &[]);
        assert_eq!(store.draws().len(), 1, "{when}");
        assert_eq!(store.audits().len(), 6, "{when}");
        is_healed(store, when);
        store.run(FIRST_DAY, &["draw", "verify"]).says(0, &[]);
    });
}

#[test]
fn a_replacement_is_made_once_and_said_to_be_wherever_it_was_killed() {
    let args = ["allocate", "--replace", "CF-26-0001", "--reason", "moved"];
    each_kill(4, Store::drawn, &args, |store, when| {
        let ran = store.run(FIRST_DAY, &args);
        assert_eq!(ran.code, Some(0), "{when}: {}", ran.stderr);
        assert!(
            ran.stdout.contains("CF-26-0001 is replaced by CF-26-0007"),
            "{when}: {}",
            ran.stdout
        );
        assert_eq!(store.draws().len(), 2, "{when}");
        assert_eq!(store.audits().len(), 7, "{when}");
        let log = store.read(&format!("{}/log.yaml", store.audits()["CF-26-0001"]));
        assert_eq!(log.matches("event: replaced").count(), 1, "{when}: {log}");
        is_healed(store, when);
    });
}

#[test]
fn an_event_is_logged_once_wherever_it_was_killed() {
    let args = ["log", "CF1", "withdrawn", "--reason", "closed"];
    each_kill(4, Store::drawn, &args, |store, when| {
        let ran = store.run(FIRST_DAY, &args);
        assert!(
            ran.code == Some(0) || ran.stderr.contains("was withdrawn on"),
            "{when}: {}",
            ran.stderr
        );
        let log = store.read(&format!("{}/log.yaml", store.audits()["CF-26-0001"]));
        assert_eq!(log.matches("event: withdrawn").count(), 1, "{when}: {log}");
        is_healed(store, when);
    });
}

#[test]
fn a_store_is_made_whole_wherever_init_was_killed() {
    if !can_kill() {
        return;
    }
    for (call, n) in [
        ("mkdir", 1),
        ("mkdir", 2),
        ("chmod", 1),
        ("chmod", 3),
        ("fchmod", 1),
        ("fchmod", 7),
        ("fsync", 9),
    ] {
        let store = Store::new();
        let folder = store.root().parent().unwrap().to_owned();
        fs::remove_dir_all(store.root()).unwrap();
        let mut command = Command::new("strace");
        command
            .args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={call}")])
            .args(["-e", &format!("inject={call}:signal=KILL:when={n}")])
            .arg(assert_cmd::cargo::cargo_bin!("qaf"))
            .args(["init", "s"])
            .current_dir(&folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        assert!(!command.status().unwrap().success(), "{call} {n}");
        run_in(&folder, &["init", "s"]).says(0, &[]);
        for name in ["draws", "ids", "audits", "reports", "forms", "schemas"] {
            assert!(store.path(name).is_dir(), "{call} {n}: {name}");
        }
    }
}

/// A lock that was made and not yet opened to the group, as a kill leaves it, shuts nobody out for long.
#[cfg(unix)]
#[test]
fn a_lock_that_is_shut_is_opened_by_whoever_made_it() {
    use std::os::unix::fs::PermissionsExt as _;
    let store = Store::drawn();
    for mode in [0o600, 0o640, 0o644] {
        fs::set_permissions(store.path(".lock"), fs::Permissions::from_mode(mode)).unwrap();
        store
            .run(FIRST_DAY, &["log", "CF1", "note", "--note", "x"])
            .says(0, &[]);
        let now = fs::metadata(store.path(".lock")).unwrap().permissions().mode() & 0o777;
        assert_eq!(now, 0o660, "{mode:o}");
    }
}

/// What a version before left, which wrote the allocation last: it can't be finished, and it is said what to do.
#[test]
fn what_can_not_be_finished_is_named() {
    let store = Store::drawn();
    let new = NEW_LADO;
    store.run(FIRST_DAY, &new).says(0, &[]);
    let (_, folder) = store.audits().pop_last().unwrap();
    fs::remove_file(store.path(&format!("{folder}/allocation.yaml"))).unwrap();
    store
        .run(FIRST_DAY, &["validate"])
        .says(1, &[&folder, "no allocation.yaml"]);
    // And the other way round: what looks begun but was worked on is left as it is.
    let store = Store::drawn();
    store.run(FIRST_DAY, &new).says(0, &[]);
    let (_, folder) = store.audits().pop_last().unwrap();
    let audit = format!("{folder}/audit.yaml");
    fs::remove_file(store.path(&format!("{folder}/log.yaml"))).unwrap();
    store.write(&audit, format!("{}\n# touched\n", store.read(&audit)));
    store.run(FIRST_DAY, &new).says(0, &[]);
    assert!(!store.path(&format!("{folder}/log.yaml")).exists());
}

/// A draw that was never made leaves a file with a seed that counts for nothing: it is named wherever it lies.
#[test]
fn what_a_run_left_half_written_is_named_in_every_folder() {
    let store = Store::drawn();
    let folder = store.audits()["CF-26-0001"].clone();
    store
        .run(FIRST_DAY, &["log", "CF1", "note", "--note", "x"])
        .says(0, &[]);
    fs::create_dir_all(store.path("reports/2026-27-Q1")).unwrap();
    let kept = format!("{folder}/kept");
    for place in [
        "draws",
        "ids",
        "reports",
        "reports/2026-27-Q1",
        "letters",
        "schemas",
        "forms",
        &kept,
        &folder,
    ] {
        let name = format!("{place}/.qaf-aB3dE.tmp");
        store.write(&name, "{\"seed\": \"1\"");
        store
            .run(FIRST_DAY, &["validate"])
            .says(0, &[&name, "Delete it, unless somebody is running qaf"]);
        fs::remove_file(store.path(&name)).unwrap();
    }
    store.write(".qaf-aB3dE.tmp", "");
    store.run(FIRST_DAY, &["validate"]).says(0, &[".qaf-aB3dE.tmp"]);
    store.write("draws/.qaf-aB3dE.tmp", "");
    store
        .run(FIRST_DAY, &["validate"])
        .says(0, &["Nothing was drawn by it."]);
}
