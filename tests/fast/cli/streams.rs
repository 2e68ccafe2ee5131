//! What the program prints: the same bytes everywhere, within 80 columns, and no crash where nobody reads it.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

use super::Store;
use super::store::{Ran, program, run_in};

const DAY: &str = "2026-11-24";

/// Commands that read, each printing tables as text.
const TABLES: [&[&str]; 4] = [
    &["tracker"],
    &["schedule"],
    &["report", "quarterly", "--quarter", "now"],
    &["report", "quarterly", "--quarter", "2026-27-Q2"],
];

#[test]
fn every_line_of_a_table_fits_a_terminal_of_80_columns() {
    let store = Store::demo();
    for args in TABLES {
        let ran = store.run(DAY, args);
        ran.says(0, &[]);
        assert!(ran.stdout.lines().count() > 10, "{args:?}");
        for line in ran.stdout.lines() {
            assert!(line.chars().count() <= 80, "{args:?}: {line}");
        }
    }
}

#[test]
fn the_same_store_gives_the_same_bytes_in_any_time_zone() {
    let store = Store::demo();
    let before = store.tree();
    for args in [
        &["tracker"][..],
        &["report", "quarterly", "--quarter", "now"],
        &["validate"],
    ] {
        for format in ["json", "text"] {
            let run = |zone: &str, locale: &str| {
                let mut command = store.command(DAY, &["--format", format]);
                command.args(args).env("TZ", zone).env("LC_ALL", locale);
                let ran = Ran::of(command);
                (ran.code, ran.stdout)
            };
            let here = run("Pacific/Kiritimati", "C");
            assert_eq!(here, run("America/Los_Angeles", "tr_TR.UTF-8"), "{args:?}");
            assert!(!here.1.is_empty());
            if format == "json" {
                serde_json::from_str::<serde_json::Value>(&here.1).unwrap();
            }
        }
    }
    assert_eq!(store.tree(), before, "a command that reads wrote something");
}

#[test]
fn a_reader_that_stops_early_is_no_fault() {
    let store = Store::demo();
    for args in TABLES {
        let mut child = store
            .command(DAY, args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // As `head -1` does: a line is read, and the pipe is closed.
        let mut line = String::new();
        BufReader::with_capacity(16, child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{args:?}");
    }
}

#[test]
fn a_pipe_that_nobody_reads_is_no_fault() {
    let store = Store::demo();
    for args in TABLES {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = store.command(DAY, args);
        command.stdout(writer);
        Ran::of(command).says(0, &[]);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_under_the_output_is_said() {
    let store = Store::demo();
    for args in [&["tracker"][..], &["validate"], &["--format", "json", "tracker"]] {
        let mut command = store.command(DAY, args);
        command.stdout(fs::OpenOptions::new().write(true).open("/dev/full").unwrap());
        let ran = Ran::of(command);
        ran.refuses(&["space"]);
    }
}

#[test]
fn outside_a_store_each_command_says_how_to_name_one() {
    let folder = tempfile::tempdir().unwrap();
    for args in [
        &["tracker"][..],
        &["validate"],
        &["schedule"],
        &["report", "quarterly"],
        &["allocate", "--roster", "cases.csv"],
    ] {
        let mut all = vec!["--as-of", DAY];
        all.extend(args);
        run_in(folder.path(), &all).refuses(&["--store", "qaf init"]);
        let elsewhere = ["--store", "nowhere"];
        run_in(folder.path(), &[&elsewhere[..], &all[..]].concat()).refuses(&["nowhere"]);
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn the_store_is_found_from_within_and_by_its_variable() {
    let store = Store::drawn();
    let folder = store.audits().pop_first().unwrap().1;
    let named = store.run("2026-08-05", &["tracker"]);
    named.says(0, &["CF-26-0001"]);
    let within = run_in(&store.path(&folder), &["--as-of", "2026-08-05", "tracker"]);
    let mut command = program(
        std::env::temp_dir().as_path(),
        &["--as-of", "2026-08-05", "tracker"],
    );
    command.env("QAF_STORE", store.root());
    let by_variable = Ran::of(command);
    assert_eq!(named.stdout, within.stdout);
    assert_eq!(named.stdout, by_variable.stdout);
}

#[test]
fn a_quarter_that_is_none_or_lies_ahead() {
    let store = Store::drawn();
    let quarter = |quarter: &str| store.run("2026-08-05", &["report", "quarterly", "--quarter", quarter]);
    quarter("2026-27-Q9").refuses(&["2026-27-Q9 is no quarter", "2026-27-Q3"]);
    quarter("soon").refuses(&["soon is no quarter"]);
    quarter("2027-28-Q2").refuses(&["lies ahead", "2027-07-01"]);
    quarter("2026-27-Q1").says(0, &["2026-27-Q1"]);
}

#[test]
fn words_that_are_no_command_or_no_day() {
    let store = Store::new();
    assert_eq!(store.run(DAY, &["alocate"]).code, Some(2));
    assert_eq!(store.run("2026-02-30", &["tracker"]).code, Some(2));
    assert_eq!(
        store.run(DAY, &["report", "quarterly", "--format", "pdf"]).code,
        Some(2)
    );
}
