//! Rosters and the lists of people, from bytes to what they mean and to every fault in them.

mod inspect;
mod lists;
mod meanings;
mod properties;
mod workbook_alike;
mod workbook_files;
mod workbooks;

use std::collections::BTreeMap;
use std::sync::Arc;

use qaf::framework::{ChildId, Date, Team};
use qaf::roster::{Case, Encoding, Layout, Roster, RosterError, read};

const HEADER: &str =
    "child_id,initials,date_of_birth,team,case_holder,legal_status,opened,closed,manager,family_id";
const SAMPLE: &str = "child_id,initials,date_of_birth,team,case_holder,legal_status,opened,closed,manager,family_id\n\
                      0012,AB,2015-02-08,North 1,Robin Hale,CIN,2026-03-31,,Sam Low,F1\n\
                      0013,,08/02/2015,North 1,,cp,31/03/2026,01/06/2026,,\n";

fn as_of() -> Date {
    day("2026-11-24")
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn pairs(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs
        .iter()
        .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
        .collect()
}

fn read_one(bytes: &[u8]) -> Result<Roster, RosterError> {
    read(
        &[("cases.csv", bytes)],
        as_of(),
        &BTreeMap::new(),
        &BTreeMap::new(),
    )
}

fn error(bytes: &[u8]) -> String {
    read_one(bytes).unwrap_err().to_string()
}

/// The one fault of a roster with a row under the full header, as it is shown, and the cell with it.
fn fault(row: &str) -> (String, String) {
    let roster = read_one(format!("{HEADER}\n{row}\n").as_bytes()).unwrap();
    assert_eq!(roster.faults.len(), 1, "{:?}", roster.faults);
    assert_eq!((roster.cases.len(), roster.files[0].unreadable), (0, 1));
    (roster.faults[0].to_string(), roster.faults[0].shown.clone())
}

#[test]
fn a_roster_is_read_into_cases() {
    let roster = read_one(SAMPLE.as_bytes()).unwrap();
    assert!(roster.faults.is_empty() && roster.merged.is_empty() && roster.notes.is_empty());
    let second = Case {
        child_id: ChildId::new("0013").unwrap(),
        initials: None,
        age: Some(11),
        team: Team::new("North 1").unwrap().into(),
        case_holder: None,
        legal_status: Arc::new("CP".into()),
        opened: Some(day("2026-03-31")),
        closed: Some(day("2026-06-01")),
        manager: None,
        family_id: None,
        leave_out: false,
        place: (0, 3),
    };
    assert_eq!(roster.cases[1], second);
    assert_eq!(roster.cases[0].manager.as_ref().unwrap().as_str(), "Sam Low");
    let file = &roster.files[0];
    assert_eq!((file.rows, file.children, file.unreadable), (2, 2, 0));
    assert_eq!((file.layout, file.encoding), (Layout::Qaf, Encoding::Utf8));
    assert_eq!(file.sha256.len(), 64);
}

#[test]
fn the_fingerprint_is_the_files() {
    // sha256sum of the header and one row.
    let bytes = b"child_id,team,case_holder,legal_status,opened\n1,A,B,CIN,2026-01-01\n";
    assert_eq!(
        read_one(bytes).unwrap().files[0].sha256,
        "45293884b8da9afa774f2391f8e5a7f9b874cc12af10d324390db071de80f324"
    );
}

#[test]
fn separators_encodings_and_line_ends_make_no_difference() {
    let cases = read_one(SAMPLE.as_bytes()).unwrap().cases;
    let utf16: Vec<u8> = SAMPLE.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let files: Vec<Vec<u8>> = vec![
        SAMPLE.replace(',', ";").into(),
        SAMPLE.replace(',', "\t").into(),
        SAMPLE.replace('\n', "\r\n").into(),
        SAMPLE.replace('\n', "\r").into(),
        SAMPLE
            .replace(',', "\",\"")
            .replace('\n', "\"\n\"")
            .trim_end_matches('"')
            .replacen("child", "\"child", 1)
            .into(),
        [b"\xEF\xBB\xBF", SAMPLE.as_bytes()].concat(),
        [b"\xFF\xFE".as_slice(), &utf16].concat(),
        utf16,
    ];
    for bytes in files {
        assert_eq!(
            read_one(&bytes).unwrap().cases,
            cases,
            "{}",
            String::from_utf8_lossy(&bytes)
        );
    }
    let roster =
        read_one(b"child_id,team,case_holder,legal_status,opened\n1,A,Zo\xEB,CIN,2026-01-01\n").unwrap();
    assert_eq!(roster.cases[0].case_holder.as_ref().unwrap().as_str(), "Zoë");
    assert!(roster.notes[0].contains("Windows-1252"));
}

#[test]
fn another_systems_headers_and_words_are_mapped() {
    let file = b"Person ID;Team Name ;Worker;Status;Start;Notes\n\
                 12; North\xA0 1;Robin  Hale;Looked After;31/03/2026;\"a;b\nc\"\n\
                 13;North 1;;SGO;1/4/2026;\n";
    let columns = pairs(&[
        ("child_id", "person id"),
        ("team", "Team Name"),
        ("case_holder", "Worker"),
        ("legal_status", "Status"),
        ("opened", "Start"),
    ]);
    let statuses = pairs(&[("looked after", "CiC"), ("sgo", "leave-out")]);
    let roster = read(&[("export.csv", file)], as_of(), &columns, &statuses).unwrap();
    assert_eq!(roster.files[0].layout, Layout::Mapped);
    assert_eq!(roster.cases[0].team.as_str(), "North 1");
    assert_eq!(
        roster.cases[0].case_holder.as_ref().unwrap().as_str(),
        "Robin Hale"
    );
    assert_eq!(
        (roster.cases[0].legal_status.as_str(), roster.cases[0].leave_out),
        ("CiC", false)
    );
    // A line break within a cell is no row.
    assert_eq!((roster.cases[1].place, roster.cases[1].leave_out), ((0, 3), true));
    assert!(roster.notes[1].contains("\"Notes\""), "{:?}", roster.notes);
}

#[test]
fn what_is_no_roster_is_answered_in_a_sentence() {
    assert!(
        error(b"").starts_with("cases.csv is empty. Save the list as CSV with the columns child_id, team")
    );
    assert!(error(b" \r\n\n").starts_with("cases.csv is empty."));
    assert!(error(HEADER.as_bytes()).starts_with("cases.csv has a header and no rows below it"));
    assert!(error(format!("{HEADER}\n,,,,,,,,,\n \n").as_bytes()).contains("no rows below it"));
    assert!(error(b"PK\x03\x04...").starts_with("cases.csv is an Excel workbook"));
    assert!(error(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1").contains("Save the list as CSV"));
    assert!(error(b"child_id,team\n1\0,A\n").starts_with("cases.csv holds NUL bytes"));
    assert!(
        error(b"Child Unique ID,Allocated Team\n1,A\n").starts_with("cases.csv is in the Annex A layout")
    );
    assert!(read(&[], as_of(), &BTreeMap::new(), &BTreeMap::new()).is_err());
}

#[test]
fn a_missing_column_and_one_that_stands_twice_are_named() {
    let missing = error(b"child_id,taem,case_holder,legal_status,opened\n1,A,B,CIN,2026-01-01\n");
    assert_eq!(
        missing,
        "cases.csv has no column team. The columns found are \"child_id\", \"taem\", \"case_holder\", \
         \"legal_status\" and \"opened\". Perhaps \"taem\" is meant for team. Rename the column in the file, or name it \
         in qaf.toml under [roster.columns], as in team = \"its header\"; qaf roster inspect proposes the lines."
    );
    let twice = error(b"child_id,team,Team,case_holder,legal_status,opened\n1,A,A,B,CIN,2026-01-01\n");
    assert_eq!(
        twice,
        "cases.csv has the column team twice: \"team\" is its 2nd column and \"Team\" its 3rd. Take one out, or give \
         it another name."
    );
    let mapped = read(
        &[("a.csv", SAMPLE.as_bytes()), ("b.csv", b"x,y\n1,2\n")],
        as_of(),
        &pairs(&[("team", "Unit")]),
        &BTreeMap::new(),
    );
    let problems = mapped.unwrap_err().problems;
    assert_eq!(problems.len(), 1);
    assert!(
        problems[0]
            .message
            .contains("qaf.toml says that team stands under \"Unit\"")
    );
    let unknown = read(&[], as_of(), &pairs(&[("taem", "Unit")]), &BTreeMap::new()).unwrap_err();
    assert!(
        unknown
            .to_string()
            .starts_with("qaf.toml names a column \"taem\""),
        "{unknown}"
    );
    assert!(unknown.to_string().contains("Did you mean team?"), "{unknown}");
}

#[test]
fn an_open_quote_names_the_row_where_it_opened() {
    let row = |id: u32, note: &str| format!("{id},A,B,CIN,2026-01-01,{note}\n");
    let header = "child_id,team,case_holder,legal_status,opened,notes\n";
    // Rows 2 and 3 stand on lines 2 to 4, as a note has a line break of its own.
    let good = header.to_owned() + &row(1, "\"one\ntwo\"") + &row(2, "");
    assert_eq!(read_one(good.as_bytes()).unwrap().cases.len(), 2);
    for ending in [
        row(3, "\"never closed") + &row(4, ""),
        row(3, "\"closed by the next") + &row(4, "\"note\"") + &row(5, ""),
        row(3, "\"closed by the next") + &row(4, "\"\"") + &row(5, "\"note\"") + &row(6, ""),
        row(3, "\""),
    ] {
        let message = error((good.clone() + &ending).as_bytes());
        assert!(
            message.contains("quotation mark in row 4 (line 5)"),
            "{ending}: {message}"
        );
        let message = error((good.replace('\n', "\r\n") + &ending.replace('\n', "\r\n")).as_bytes());
        assert!(
            message.contains("quotation mark in row 4 (line 5)"),
            "{ending}: {message}"
        );
    }
    // Where the swallowed rows make one good cell, the row is told, and none of what stands in it.
    let swallowed =
        good.clone() + &row(3, "").replace(",A,", ",\"A,") + &row(4, "") + "5,A\",B,CIN,2026-01-01,\n";
    let roster = read_one(swallowed.as_bytes()).unwrap();
    assert_eq!((roster.faults[0].row, roster.faults[0].shown.as_str()), (4, ""));
    assert!(roster.faults[0].message.contains("holds a line break"));
    // A quote within a cell is a letter like any other.
    assert_eq!(
        read_one((good + &row(3, "5\" tall")).as_bytes())
            .unwrap()
            .cases
            .len(),
        3
    );
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_does() {
    let file = format!(
        "\n\n{HEADER},notes\n\n1,,,A,,CIN,2026-01-01,,,,\n , ,\n\"\",,,,,,,,,,\n\n2,,,B,,CIN,2026-01-01,,,,\"x\ny\"\n\
         3,,,A,,CIN,,,,,\n"
    );
    for file in [file.clone(), file.replace('\n', "\r\n"), file.replace('\n', "\r")] {
        let roster = read_one(file.as_bytes()).unwrap();
        let rows: Vec<u32> = roster.cases.iter().map(|case| case.place.1).collect();
        assert_eq!(rows, [5, 9]);
        assert_eq!(roster.faults[0].row, 10);
        assert_eq!(roster.files[0].rows, 3);
    }
}

#[test]
fn a_row_that_cannot_be_read_says_why() {
    let (message, shown) = fault("1,,,A,B,CIN,03/31/2026,,,");
    assert!(
        message.starts_with("cases.csv, row 2: The column \"opened\" has a month over 12."),
        "{message}"
    );
    assert_eq!(shown, "03/31/2026");
    let (message, shown) = fault("1,,,A,B,CIN,2026-31-10,,,");
    assert_eq!(
        message,
        "cases.csv, row 2: The column \"opened\" has its day and month swapped. After a year the month comes first and then \
         the day: if Sat 31 Oct 2026 is meant, write 2026-10-31, and look whether the file writes all its dates so."
    );
    assert_eq!(shown, "2026-31-10");
    let cases = [
        (",,,A,B,CIN,2026-01-01,,,", "The column \"child_id\" is empty."),
        ("1,,,\u{a0},B,CIN,2026-01-01,,,", "The column \"team\" is empty."),
        ("1,,,A,B,,2026-01-01,,,", "The column \"legal_status\" is empty."),
        ("1,,,A,B,CIN,,,,", "The column \"opened\" is empty."),
        (
            "1,,,A,B,CIN,31/02/2026,,,",
            "The column \"opened\" is no date of the calendar.",
        ),
        (
            "1,,,A,B,CIN,2026-02-01,2026-01-01,,",
            "is 2026-01-01, which lies before opened, 2026-02-01.",
        ),
        ("\"1\n2\",,,A,B,CIN,2026-01-01,,,", "holds a line break"),
        (
            "1,,,A\u{7},B,CIN,2026-01-01,,,",
            "The column \"team\" holds a control character.",
        ),
        (
            "1,,,A,B,CIN,2026-01-01,,",
            "The row has 9 cells where the header has 10",
        ),
        (
            "1,,,A,B,CIN,2026-01-01,,,,x",
            "The row has 11 cells where the header has 10",
        ),
    ];
    for (row, expected) in cases {
        let (message, _) = fault(row);
        assert!(message.contains(expected), "{row}: {message}");
        assert!(message.ends_with('.'), "{message}");
    }
    let (message, shown) = fault(&format!("{},,,A,B,CIN,2026-01-01,,,", "9".repeat(10_000)));
    assert!(message.contains("longer than 64 characters"), "{message}");
    assert_eq!(shown.chars().count(), 41);
    // Every fault of a row is told at once.
    let roster = read_one(format!("{HEADER}\n,,,,B,CIN,x,y,,\n").as_bytes()).unwrap();
    assert_eq!((roster.faults.len(), roster.files[0].unreadable), (4, 1));
}

#[test]
fn no_date_of_birth_is_shown() {
    for (born, expected) in [
        ("2026-11-25", "lies after 2026-11-24"),
        ("1995-11-24", "an age over 30"),
        ("02/13/2015", "a month over 12"),
        ("2015-13-02", "day and month swapped"),
        ("2015-02-31", "no date of the calendar"),
    ] {
        let (message, shown) = fault(&format!("1,,{born},A,B,CIN,2026-01-01,,,"));
        assert!(message.contains(expected) && !message.contains(born), "{message}");
        assert!(
            !message.contains("2015-02-13") && !message.contains("Feb 2015"),
            "{message}"
        );
        assert_eq!(shown, "");
        // Nor in a row whose cells have moved.
        let moved = format!("{HEADER}\n1,,{born},A,B,CIN,2026-01-01,{born},,\n");
        let roster = read_one(moved.as_bytes()).unwrap();
        assert!(roster.faults.iter().all(|fault| fault.shown.is_empty()));
        let told = |fault: &qaf::roster::RowFault| fault.to_string().contains("2015-02-13");
        assert!(!roster.faults.iter().any(told));
    }
    let roster = read_one(format!("{HEADER}\n1,,2008-11-25,A,B,CIN,2026-01-01,,,\n").as_bytes());
    assert_eq!(roster.unwrap().cases[0].age, Some(17));
}

#[test]
fn odd_but_good_rows_are_read() {
    let rows = "a/b\\..,,,A,B,CIN,2026-01-01,,,\n=1+1,,,A,B,Care leaver,,,,\n3,,,A,B,CIN,1 Jan 2026,,,,,\n";
    let roster = read_one(format!("{HEADER}\n{rows}").as_bytes()).unwrap();
    assert_eq!(roster.faults, []);
    let ids: Vec<&str> = roster.cases.iter().map(|case| case.child_id.as_str()).collect();
    assert_eq!(ids, ["a/b\\..", "=1+1", "3"]);
    assert_eq!(
        (roster.cases[1].legal_status.as_str(), roster.cases[1].opened),
        ("Care Leaver", None)
    );
}

#[test]
fn a_child_in_two_teams_is_one_child() {
    let one = format!("{HEADER}\n1,,,North,B,CIN,2026-05-01,,,\n2,,,North,B,CIN,2026-05-01,,,\n");
    let two = format!("{HEADER}\n1,,,South,C,CP,2026-01-01,,,\n");
    let files = [("one.csv", one.as_bytes()), ("two.csv", two.as_bytes())];
    let roster = read(&files, as_of(), &BTreeMap::new(), &BTreeMap::new()).unwrap();
    assert_eq!(roster.cases.len(), 2);
    assert_eq!(roster.cases[1].team.as_str(), "South");
    assert_eq!(roster.merged.len(), 1);
    assert_eq!(
        (roster.merged[0].kept, &roster.merged[0].rows),
        ((1, 2), &vec![(0, 2), (1, 2)])
    );
    assert_eq!((roster.files[0].children, roster.files[1].children), (2, 1));
    let twice = [("one.csv", one.as_bytes()), ("copy.csv", one.as_bytes())];
    let roster = read(&twice, as_of(), &BTreeMap::new(), &BTreeMap::new()).unwrap();
    assert!(roster.notes[0].starts_with("copy.csv holds the same as one.csv"));
}
