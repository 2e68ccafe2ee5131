//! Rosters that can't be used, or only in part: a sentence with the place, and nothing drawn.

use std::fs;

use rust_xlsxwriter::Workbook;
use serde_json::Value;

use super::Store;
use super::store::{FIRST_DAY, roster};

/// The roster is refused with these words, and the store is as it was.
#[track_caller]
fn refused(roster: impl AsRef<[u8]>, words: &[&str]) {
    let store = Store::new();
    let before = store.tree();
    store
        .allocate(roster.as_ref(), &[])
        .refuses(&["cases.csv"])
        .refuses(words);
    assert_eq!(store.tree(), before);
}

/// The roster with a change to one of its lines, counted from 1.
fn with_line(number: usize, change: impl Fn(&str) -> String) -> String {
    let mut text = String::new();
    for (index, line) in roster().lines().enumerate() {
        text += &if index + 1 == number {
            change(line)
        } else {
            line.to_owned()
        };
        text.push('\n');
    }
    text
}

/// The line with another cell in a column, counted from 0.
fn with_cell(line: &str, column: usize, cell: &str) -> String {
    let mut cells: Vec<&str> = line.split(',').collect();
    cells[column] = cell;
    cells.join(",")
}

#[test]
fn a_roster_without_a_case() {
    refused(
        "",
        &["is empty", "child_id, team, case_holder, legal_status and opened"],
    );
    refused(roster().lines().next().unwrap(), &["no rows below it"]);
}

#[test]
fn a_roster_whose_columns_are_wrong() {
    refused(
        with_line(1, |line| line.replace("team", "patch")),
        &["has no column team", "\"patch\""],
    );
    refused(
        with_line(1, |line| line.replace("initials", "team")),
        &["the column team twice", "2nd", "4th"],
    );
}

#[test]
fn a_quotation_mark_that_is_left_open() {
    refused(
        with_line(5, |line| line.replace(",North", ",\"North")),
        &["quotation mark in row 5"],
    );
}

#[test]
fn nul_bytes() {
    refused(
        with_line(5, |line| line.replace("North", "No\0rth")),
        &["NUL bytes"],
    );
    refused([0; 100], &["NUL bytes"]);
}

#[test]
fn a_date_with_the_month_first() {
    let roster = with_line(3, |line| with_cell(line, 6, "02/28/2025"));
    refused(
        roster,
        &["row 3", "\"opened\"", "a month over 12", "nothing was drawn"],
    );
}

#[test]
fn an_id_of_ten_thousand_characters() {
    let roster = with_line(3, |line| with_cell(line, 0, &"1".repeat(10_000)));
    refused(&roster, &["row 3", "\"child_id\"", "longer than 64 characters"]);
    let store = Store::new();
    let ran = store.allocate(roster.as_bytes(), &["--max-bad-rows", "1"]);
    ran.says(0, &["row 3"]);
    assert!(
        ran.stdout.lines().all(|line| line.len() < 1000),
        "the id is shown in full"
    );
}

#[test]
fn a_roster_that_is_not_there() {
    let store = Store::new();
    let before = store.tree();
    store
        .run(FIRST_DAY, &["allocate", "--roster", "gone.csv"])
        .refuses(&["gone.csv can't be read"]);
    assert_eq!(store.tree(), before);
}

#[test]
fn a_child_in_two_teams_counts_once_and_is_said() {
    let line = roster()
        .lines()
        .find(|line| line.contains(",North,"))
        .unwrap()
        .to_owned();
    let child = line.split(',').next().unwrap().to_owned();
    let again = with_cell(&with_cell(&line, 3, "South"), 5, "CiC");
    let store = Store::new();
    store
        .allocate(format!("{}{again}\n", roster()).as_bytes(), &[])
        .says(0, &[&format!("{child} stands on 2 rows and counts once")]);
}

#[test]
fn an_id_with_a_slash_is_never_a_path() {
    // Every child has one, so that whoever is picked has one.
    let slashed = roster().replace("\n00", "\n../../00");
    let store = Store::new();
    store
        .allocate(slashed.as_bytes(), &[])
        .says(0, &["Drawn for 6 auditors"]);
    assert_eq!(store.audits().len(), 6);
    for (id, folder) in store.audits() {
        assert!(
            folder.starts_with("audits/2026-27/Q2/") && folder.ends_with(&id),
            "{folder}"
        );
    }
    store.run(FIRST_DAY, &["validate"]).says(0, &["nothing to mend"]);
}

#[test]
fn a_team_that_nobody_has_is_set_aside_by_name() {
    let store = Store::new();
    store
        .allocate(with_line(3, |line| with_cell(line, 3, "Nroth")).as_bytes(), &[])
        .says(0, &["Set aside: 1 child of the team Nroth", "North"]);
}

/// The roster as a workbook of texts.
fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Open cases").unwrap();
    for (row, line) in (0..).zip(roster().lines()) {
        for (column, cell) in (0..).zip(line.split(',')) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_is_drawn_from_as_a_csv_file_is() {
    let seeded = ["--seed", "63454660390103169462", "--seed-source", "dice"];
    let drawn = |name: &str, bytes: &[u8]| {
        let store = Store::new();
        store.give_as(name, bytes);
        let mut args = vec!["allocate", "--roster", name];
        args.extend(seeded);
        store
            .run(FIRST_DAY, &args)
            .says(0, &["Drawn for 6 auditors", name]);
        let tree = store.tree();
        let (_, record) = tree.iter().find(|(path, _)| path.starts_with("draws/")).unwrap();
        serde_json::from_slice::<Value>(record).unwrap()
    };
    let (csv, book) = (
        drawn("cases.csv", roster().as_bytes()),
        drawn("book.xlsx", &workbook()),
    );
    assert_eq!(csv["units"], book["units"]);
    let (mut csv, mut book) = (csv["rosters"][0].clone(), book["rosters"][0].clone());
    assert_eq!(
        (&book["file"], &book["layout"]),
        (&"book.xlsx".into(), &"qaf".into())
    );
    assert_ne!(csv["sha256"], book["sha256"]);
    for record in [&mut csv, &mut book] {
        for key in ["file", "sha256"] {
            record.as_object_mut().unwrap().remove(key);
        }
    }
    assert_eq!(csv, book);
}

#[test]
fn a_workbook_under_the_name_of_a_csv_file_and_one_cut_short() {
    refused(
        workbook(),
        &["is an Excel workbook", "Rename it so that it ends in .xlsx"],
    );
    let store = Store::new();
    let before = store.tree();
    let book = workbook();
    for (name, bytes, words) in [
        ("cut.xlsx", &book[..book.len() / 2], "damaged or cut short"),
        (
            "cases.xlsx",
            roster().as_bytes(),
            "Rename it so that it ends in .csv",
        ),
    ] {
        store.give_as(name, bytes);
        store
            .run(FIRST_DAY, &["allocate", "--roster", name])
            .refuses(&[name, words]);
    }
    assert_eq!(store.tree(), before);
}

#[test]
fn dates_with_the_month_first_are_not_to_be_left_out_row_by_row() {
    let store = Store::new();
    let list = with_line(3, |line| with_cell(line, 6, "03/31/2026"));
    let ran = store.allocate(list.as_bytes(), &[]);
    ran.refuses(&["has a month over 12", "exported again with dates as 2026-03-31"]);
    assert!(!ran.stderr.contains("--max-bad-rows"), "{}", ran.stderr);
    // A date that is merely none can be left out.
    store
        .allocate(with_line(3, |line| with_cell(line, 6, "soon")).as_bytes(), &[])
        .refuses(&["leave it out with --max-bad-rows 1"]);
}

#[test]
fn a_record_of_a_later_version_asks_for_a_newer_qaf_and_for_no_copy() {
    let store = Store::new();
    store.allocate(roster().as_bytes(), &["--seed", "1"]).says(0, &[]);
    let path = store
        .tree()
        .keys()
        .find(|path| path.starts_with("draws/"))
        .cloned()
        .unwrap();
    let later = store.read(&path).replace("qaf.draw/1", "qaf.draw/2");
    let file = store.root().join(&path);
    fs::remove_file(&file).unwrap();
    fs::write(&file, later).unwrap();
    let ran = store.run("2026-10-05", &["allocate", "--roster", "cases.csv"]);
    ran.refuses(&[&path, "qaf.draw/2", "nothing was drawn", "Use a newer qaf."]);
    assert!(!ran.stderr.contains("copy"), "{}", ran.stderr);
}
