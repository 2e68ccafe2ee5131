//! A whole `qaf allocate` at a county's size and at a country's, as its user waits for it: with `--dry-run`, which reads
//! the roster and freezes the pools, and without, which ranks them and writes the record and every folder.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use divan::Bencher;
use tempfile::TempDir;

/// Rows of the roster, and auditors.
const SIZES: [(usize, usize); 2] = [(100_000, 500), (1_000_000, 5_000)];

fn main() {
    divan::main();
}

#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn dry_run(bencher: Bencher<'_, '_>, (rows, auditors): (usize, usize)) {
    let council = council(rows, auditors);
    bencher.bench_local(|| allocate(council.path(), &["--dry-run"]));
}

#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn whole(bencher: Bencher<'_, '_>, (rows, auditors): (usize, usize)) {
    bencher
        .with_inputs(|| council(rows, auditors))
        .bench_local_values(|council| {
            allocate(council.path(), &[]);
            council
        });
}

/// A store with so many managers of a team each, and a roster of their cases beside it.
fn council(rows: usize, auditors: usize) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder for the store");
    run(Command::new(env!("CARGO_BIN_EXE_qaf"))
        .args(["init", "store"])
        .current_dir(folder.path()));
    let mut people = String::from(
        "name,aliases,role,service,team,manager,tier,bg,started,left,probation_ends,email\n\
         Ann Service,,service-manager,Area Unit,,,4,13,2019-06-03,,,\n",
    );
    for auditor in 0..auditors {
        writeln!(
            people,
            "Manager {auditor:05},,team-manager,Area Unit,Team {auditor:05},Ann Service,,,2020-01-06,,,"
        )
        .expect("writing to a string can't fail");
    }
    fs::write(folder.path().join("store/people.csv"), people).expect("the people");
    fs::write(folder.path().join("cases.csv"), roster(rows, auditors)).expect("the roster");
    folder
}

fn roster(rows: usize, auditors: usize) -> String {
    const STATUSES: [&str; 5] = ["CIN", "CP", "CiC", "PLO", "Care Leaver"];
    let mut text = String::from(
        "child_id,initials,date_of_birth,team,case_holder,legal_status,opened,closed,manager,family_id\n",
    );
    for row in 0..rows {
        let (team, month, day) = (row % auditors, row % 9 + 1, row % 28 + 1);
        writeln!(
            text,
            "{},AB,2015-{month:02}-{day:02},Team {team:05},Worker {team:05}-{},{},2026-{month:02}-{day:02},,,F{}",
            1_000_000 + row,
            row / auditors % 10,
            STATUSES[row % STATUSES.len()],
            row / 2
        )
        .expect("writing to a string can't fail");
    }
    text
}

fn allocate(folder: &Path, more: &[&str]) {
    run(Command::new(env!("CARGO_BIN_EXE_qaf"))
        .args(["allocate", "--roster", "../cases.csv", "--as-of", "2026-11-24"])
        .args(["--seed", "42", "--seed-source", "a bench"])
        .args(more)
        .current_dir(folder.join("store")));
}

fn run(command: &mut Command) {
    let done = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("qaf runs");
    assert!(done.success(), "{command:?} failed: {done}");
}
