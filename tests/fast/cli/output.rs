//! What is printed: the same everywhere, within a terminal's width, and no harm when nobody reads on.

use std::fs::OpenOptions;
use std::process::Stdio;

use super::store::{program, run_in};
use super::{Ran, Store};

const TODAY: &str = "2026-11-24";

#[test]
fn tables_fit_a_terminal() {
    let store = Store::demo();
    for args in [
        &["tracker"][..],
        &["schedule"],
        &["report", "quarterly"],
        &["rubric", "ASM"],
        &["rubric"],
    ] {
        let ran = store.run(TODAY, args);
        assert_eq!(ran.code, Some(0));
        for line in ran.stdout.lines() {
            assert!(line.chars().count() <= 80, "{args:?}: {line}");
        }
        assert!(!ran.stdout.contains('\u{1b}'), "no colour on a pipe");
    }
}

#[test]
fn the_same_store_gives_the_same_bytes_in_every_time_zone_and_locale() {
    let store = Store::demo();
    for args in [
        &["tracker"][..],
        &["report", "quarterly"],
        &["schedule"],
        &["validate"],
    ] {
        for format in ["text", "json"] {
            let said = |zone: &str, locale: &str| {
                let mut args = args.to_vec();
                args.extend(["--format", format]);
                let mut command = store.command(TODAY, &args);
                command.env("TZ", zone).env("LC_ALL", locale);
                Ran::of(command).stdout
            };
            assert_eq!(
                said("Pacific/Kiritimati", "tr_TR.UTF-8"),
                said("America/Adak", "C"),
                "{args:?}"
            );
        }
    }
}

#[test]
fn every_format_is_printed_alone() {
    let store = Store::demo();
    for args in [&["tracker"][..], &["report", "quarterly"], &["schedule"]] {
        for format in ["json", "csv", "md"] {
            let mut args = args.to_vec();
            args.extend(["--format", format]);
            let ran = store.run(TODAY, &args);
            assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{args:?}");
            if format == "json" {
                let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
                assert!(json["schema"].as_str().unwrap().starts_with("qaf."));
            }
        }
    }
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error_and_a_full_disk_is_one() {
    let store = Store::demo();
    let mut child = store
        .command(TODAY, &["tracker"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));
    if let Ok(full) = OpenOptions::new().write(true).open("/dev/full") {
        let output = store
            .command(TODAY, &["tracker"])
            .stdout(full)
            .stderr(Stdio::piped())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(
            String::from_utf8(output.stderr)
                .unwrap()
                .contains("could not be written")
        );
    }
}

#[test]
fn what_can_not_run_says_why_and_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    run_in(folder.path(), &["tracker"]).refuses(&["There is no qaf.toml", "qaf init DIR"]);
    run_in(folder.path(), &["--store", "nowhere", "tracker"]).refuses(&["nowhere", "no store"]);
    let store = Store::new();
    store
        .run(TODAY, &["report", "quarterly", "--quarter", "2026-27-Q9"])
        .refuses(&["is no quarter", "2026-27-Q3"]);
    store
        .run(TODAY, &["report", "quarterly", "--quarter", "2027-28-Q1"])
        .refuses(&["lies ahead"]);
    store
        .run(TODAY, &["explain", "lost-ident"])
        .refuses(&["Did you mean lost-indent?"]);
    store
        .run(TODAY, &["rubric", "revews"])
        .refuses(&["Did you mean reviews?"]);
    store.run(TODAY, &["report", "quarterly"]).says(0, &["no audits"]);
    let wrong_day = program(folder.path(), &["--as-of", "24/11/2026", "tracker"]);
    assert_eq!(Ran::of(wrong_day).says(2, &["2026-11-24"]).stdout, "");
}
