//! Links in a store: what readers don't follow, writers don't either, and they say so before anything is written.

use std::fs;
use std::path::Path;

use super::Store;
use super::store::{FIRST_DAY, NEW_LADO, Tree, roster, tree};

/// Moves a file or folder of the store out of it and lays a link in its place.
fn linked(store: &Store, name: &str) -> std::path::PathBuf {
    let place = store.path(name);
    let away = store.root().parent().unwrap().join("away");
    fs::create_dir_all(&away).unwrap();
    let target = away.join("target");
    if place.exists() {
        fs::rename(&place, &target).unwrap();
    } else {
        fs::create_dir_all(&target).unwrap();
        fs::create_dir_all(place.parent().unwrap()).unwrap();
    }
    link(&target, &place);
    away
}

#[cfg(unix)]
fn link(target: &Path, place: &Path) {
    std::os::unix::fs::symlink(target, place).unwrap();
}

/// A junction, which needs no right that a clerk has not; a file has none, and needs a link.
#[cfg(windows)]
fn link(target: &Path, place: &Path) {
    if target.is_dir() {
        let made = std::process::Command::new("cmd")
            .args(["/c", "mklink", "/J"])
            .args([place, target])
            .status();
        assert!(made.unwrap().success());
    } else {
        std::os::windows::fs::symlink_file(target, place).unwrap();
    }
}

/// All but the lock, which holds nothing.
fn without_lock(mut tree: Tree) -> Tree {
    tree.retain(|name, _| name.rsplit('/').next() != Some(".lock"));
    tree
}

/// Runs a command on a store with a link, which refuses it, names it, and writes nothing on either side of it.
#[track_caller]
fn refused(store: &Store, name: &str, day: &str, args: &[&str]) {
    let away = linked(store, name);
    let before = (without_lock(store.tree()), tree(&away));
    let ran = store.run(day, args);
    assert_eq!(ran.code, Some(2), "{name} {args:?}: {}{}", ran.stdout, ran.stderr);
    assert!(
        ran.stderr.contains(name) && ran.stderr.contains("is a link"),
        "{name} {args:?}: {}",
        ran.stderr
    );
    let after = (without_lock(store.tree()), tree(&away));
    assert_eq!(after, before, "{name} {args:?}");
}

#[test]
fn nothing_is_drawn_into_a_store_with_a_linked_folder() {
    for name in [
        "draws",
        "ids",
        "audits",
        "audits/2026-27",
        "audits/2026-27/Q2",
        "audits/2026-27/Q2/area-unit-north",
        "reports",
        "schemas",
        "forms",
        "letters",
        ".lock",
    ] {
        let store = Store::new();
        store.give(roster().as_bytes());
        refused(&store, name, FIRST_DAY, &["allocate", "--roster", "cases.csv"]);
        let new = NEW_LADO;
        let ran = store.run(FIRST_DAY, &new);
        assert_eq!(ran.code, Some(2), "{name}: {}", ran.stdout);
        let told = store.run(FIRST_DAY, &["validate"]);
        assert!(
            told.stdout.contains(name) && told.stdout.contains(" link"),
            "{name}: {}",
            told.stdout
        );
    }
}

#[test]
fn nothing_is_drawn_where_a_number_to_come_is_a_link() {
    let store = Store::new();
    store.give(roster().as_bytes());
    let teams = Store::drawn().audits()["CF-26-0003"].clone();
    refused(&store, &teams, FIRST_DAY, &["allocate", "--roster", "cases.csv"]);
    assert_eq!(
        store.draws().len(),
        0,
        "no record of a draw that can't have its folders"
    );
}

#[test]
fn every_command_that_writes_refuses_a_linked_folder() {
    const DAY: &str = "2026-11-24";
    let team = |id: &str| {
        let folder = Store::example().audits()[id].clone();
        folder.rsplit_once('/').unwrap().0.to_owned()
    };
    let team = team("CF-26-0012");
    let commands: [&[&str]; 8] = [
        &["log", "CF12", "note", "--note", "x"],
        &["moderate", "CF4"],
        &["feedback", "CF1"],
        &["direct", "CF2"],
        &["re-audit", "CF2"],
        &["appreciate", "CF1"],
        &["report", "quarterly", "--quarter", "2026-27-Q2", "--issue"],
        &["report", "annual", "--scaffold"],
    ];
    for args in commands {
        let store = Store::example();
        let away = linked(&store, &team);
        let before = (without_lock(store.tree()), tree(&away));
        let ran = store.run(DAY, args);
        assert_eq!(ran.code, Some(2), "{args:?}: {}{}", ran.stdout, ran.stderr);
        let after = (without_lock(store.tree()), tree(&away));
        assert_eq!(after, before, "{args:?}");
    }
    for args in [&commands[6], &commands[7]] {
        let name = if args[1] == "annual" {
            "reports/2026-27"
        } else {
            "reports/2026-27-Q2"
        };
        refused(&Store::example(), name, DAY, args);
    }
}

#[test]
fn nothing_is_logged_through_a_link() {
    const DAY: &str = "2026-11-24";
    for name in ["log.yaml", "kept"] {
        let store = Store::example();
        let folder = store.audits()["CF-26-0012"].clone();
        let away = linked(&store, &format!("{folder}/{name}"));
        let before = (without_lock(store.tree()), tree(&away));
        for more in [&[][..], &["--force", "--note", "all the same"]] {
            let args = [&["log", "CF12", "sent"], more].concat();
            let ran = store.run(DAY, &args);
            assert_eq!(ran.code, Some(2), "{name}: {}{}", ran.stdout, ran.stderr);
            assert_eq!((without_lock(store.tree()), tree(&away)), before, "{name}");
        }
    }
}

#[test]
fn no_store_is_made_through_a_link_in_it() {
    let store = Store::new();
    fs::remove_file(store.path("qaf.toml")).unwrap();
    let away = linked(&store, "forms/rubric");
    let before = tree(&away);
    let ran = super::store::run_in(store.root().parent().unwrap(), &["init", "s"]);
    ran.says(2, &["forms/rubric"]);
    assert_eq!(tree(&away), before);
    assert!(!store.path("qaf.toml").exists());
}

/// As a home folder is, that lies on another drive.
#[test]
fn the_store_itself_may_be_reached_through_a_link() {
    let store = Store::new();
    let folder = store.root().parent().unwrap().to_owned();
    link(&store.root(), &folder.join("other"));
    store.give(roster().as_bytes());
    let args = [
        "--store",
        "other",
        "--as-of",
        FIRST_DAY,
        "allocate",
        "--roster",
        "cases.csv",
    ];
    super::store::run_in(&folder, &args).says(0, &[]);
    assert_eq!(store.audits().len(), 6);
}

#[test]
fn letters_go_nowhere_through_a_link_of_the_store() {
    let store = Store::example();
    let away = linked(&store, "reports");
    let before = tree(&away);
    let to = store.path("reports/letters").display().to_string();
    let ran = store.run("2026-11-24", &["--by", "Tom Ellery", "remind", "--to", &to]);
    assert_eq!(ran.code, Some(2), "{}", ran.stdout);
    assert!(ran.stderr.contains("lies in the store"), "{}", ran.stderr);
    assert_eq!(tree(&away), before);
}

#[cfg(unix)]
#[test]
fn a_link_to_nothing_in_the_place_of_a_moderation_has_not_begun_it() {
    let store = Store::example();
    let folder = store.audits()["CF-26-0004"].clone();
    let _ = fs::remove_file(store.path(&format!("{folder}/moderation.yaml")));
    link(
        Path::new("nowhere"),
        &store.path(&format!("{folder}/moderation.yaml")),
    );
    let ran = store.run("2026-11-24", &["moderate", "CF4"]);
    assert_eq!(ran.code, Some(2), "{}", ran.stdout);
    assert!(
        ran.stderr.contains("can't be read") && !ran.stderr.contains("has begun"),
        "{}",
        ran.stderr
    );
}

/// What lies behind a link is not read, so it is missing: whoever prints a list or a figure is told.
#[test]
fn audits_behind_a_link_are_said_to_be_missing_wherever_figures_stand() {
    for name in ["audits", "audits/2026-27", "audits/2026-27/Q2/north"] {
        let store = Store::example();
        linked(&store, name);
        for command in [
            &["tracker"][..],
            &["due"],
            &["report", "quarterly", "--quarter", "2026-27-Q2"],
            &["report", "moderation", "--quarter", "2026-27-Q2"],
            &["remind", "--to", "letters"],
        ] {
            let ran = store.run("2026-11-24", &[&["--by", "Tom Ellery"], command].concat());
            let told = (ran.stdout + &ran.stderr)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            let said =
                format!("{name}: this is a link, and qaf follows none, so audits behind it are missing");
            assert!(told.contains(&said), "{name} {command:?}: {told}");
        }
        let tracker = store.run("2026-11-24", &["tracker"]);
        assert!(
            !tracker.stdout.contains("No audits yet"),
            "{name}: {}",
            tracker.stdout
        );
        let told = store.run("2026-11-24", &["validate"]);
        told.says(1, &[name]);
        assert!(!told.stdout.contains("has no folder"), "{}", told.stdout);
    }
}

/// A link is told of as a link: neither as open to everybody nor as a folder that asks for a right.
#[test]
fn a_link_is_to_be_replaced_and_nothing_else() {
    for name in ["reports", "draws", "audits/2026-27/Q2/north"] {
        let store = Store::demo();
        linked(&store, name);
        let mut chmod = std::process::Command::new("chmod");
        let done = chmod.args(["-R", "o-rwx"]).arg(store.path("")).status();
        assert!(done.unwrap().success());
        let told = store.run("2026-11-24", &["validate"]).stdout;
        let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains("folder itself in its place"), "{name}: {told}");
        assert!(!told.contains("for the right to open it"), "{name}: {told}");
        assert!(!told.contains("open-to-everyone"), "{name}: {told}");
    }
}
