//! What is understood of rosters, and what is proposed for the rest.

use proptest::prelude::*;
use qaf::roster::inspect::{ColumnKnown, Inspection, StatusKnown, inspect};
use qaf::roster::{Hints, Layout, read};

use super::workbooks::{LIST_6, LIST_7, Put, book, sheet};
use super::{SAMPLE, as_of, pairs};

fn look(rosters: &[(&str, &[u8])], columns: &[(&str, &str)], statuses: &[(&str, &str)]) -> Inspection {
    let hints = Hints {
        is_team: &|team| team == "North 1",
        is_person: &|name| name == "Robin Hale",
    };
    inspect(rosters, as_of(), &pairs(columns), &pairs(statuses), hints).unwrap()
}

fn proposed(inspection: &Inspection) -> Vec<(&'static str, &str)> {
    let columns = inspection.columns.iter();
    columns.map(|line| (line.column, line.header.as_str())).collect()
}

const OTHER: &str = "Client ID,Team Name,Allocated Worker,Status,Start Date\n0021,North 1,Robin Hale,Looked after,01/04/2026\n";

#[test]
fn our_own_layout_asks_for_nothing() {
    let found = look(&[("cases.csv", SAMPLE.as_bytes())], &[], &[]);
    assert!(found.columns.is_empty() && found.not_guessed.is_empty());
    assert_eq!(found.files[0].sheets[0].layout, Some(Layout::Qaf));
    assert_eq!(found.roster.unwrap().cases.len(), 2);
    assert!(
        found
            .statuses
            .iter()
            .all(|status| status.known == StatusKnown::Own)
    );
}

#[test]
fn what_is_proposed_is_what_is_wanting() {
    let found = look(&[("cases.csv", OTHER.as_bytes())], &[("team", "Team name")], &[]);
    let columns = [
        ("child_id", "Client ID"),
        ("case_holder", "Allocated Worker"),
        ("legal_status", "Status"),
        ("opened", "Start Date"),
    ];
    assert_eq!(proposed(&found), columns);
    let status = &found.statuses[0];
    assert_eq!(status.known, StatusKnown::Unknown);
    assert_eq!(status.likeness.as_ref().unwrap().status, "CiC");
    // Once it stands in qaf.toml, the same file is understood.
    let mut mapped = columns.to_vec();
    mapped.push(("team", "Team Name"));
    let found = look(
        &[("cases.csv", OTHER.as_bytes())],
        &mapped,
        &[("looked after", "CiC")],
    );
    assert!(proposed(&found).is_empty());
    assert_eq!(found.files[0].sheets[0].layout, Some(Layout::Mapped));
    assert_eq!(found.statuses[0].known, StatusKnown::Mapped);
}

#[test]
fn two_files_that_name_a_column_differently_are_said() {
    let second = OTHER.replace("Client ID", "Person Ref").replace("0021", "0022");
    let found = look(
        &[("a.csv", OTHER.as_bytes()), ("b.csv", second.as_bytes())],
        &[],
        &[],
    );
    let problem = &found.files[1].sheets[0].problems[0];
    assert!(
        problem.contains("\"Person Ref\"") && problem.contains("\"Client ID\""),
        "{problem}"
    );
    // The first is read all the same.
    assert_eq!((found.roster.unwrap().cases.len(), found.read), (1, vec![0]));
    assert!(found.files[1].problem.is_some());
}

#[test]
fn a_status_left_out_and_one_in_another_spelling() {
    let list =
        OTHER.to_owned() + "0022,North 1,Robin Hale,LOOKED AFTER,01/04/2026\n0023,North 1,,SGO,01/04/2026\n";
    let found = look(&[("cases.csv", list.as_bytes())], &[], &[("sgo", "leave-out")]);
    let words = found.statuses.iter().map(|status| (status.rows, status.known));
    assert_eq!(
        words.collect::<Vec<_>>(),
        [(2, StatusKnown::Unknown), (1, StatusKnown::LeaveOut)]
    );
}

const CHILD: &[Put] = &[
    Put::Text("0012"),
    Put::Date("2015-02-08"),
    Put::Date("2026-03-31"),
    Put::Text(""),
    Put::Text("North 1"),
    Put::Text("Robin Hale"),
];
const ON_PLAN: &[Put] = &[
    Put::Text("0012"),
    Put::Text("31/03/2026"),
    Put::Text(""),
    Put::Text("North 1"),
    Put::Text("Robin Hale"),
];

#[test]
fn each_sheet_of_a_workbook_is_shown_and_those_that_are_no_lists_are_named() {
    let bytes = book(&[
        ("Read me", &["About this file"], &[&[Put::Text("for inspectors")]]),
        ("In need", &LIST_6, &[CHILD]),
        ("Plans", &LIST_7, &[ON_PLAN]),
        (
            "List 4",
            &["Child Unique ID", "Continuous Assessment Start Date"],
            &[],
        ),
        ("Blank", &[], &[]),
    ]);
    let found = look(&[("book.xlsx", &bytes)], &[], &[]);
    let file = &found.files[0];
    let names: Vec<_> = file
        .sheets
        .iter()
        .map(|sheet| sheet.name.as_deref().unwrap())
        .collect();
    assert_eq!(names, ["In need", "Plans"]);
    let plans = &file.sheets[1];
    assert_eq!(
        (plans.layout, plans.list),
        (Some(Layout::AnnexA), Some((7, "CP")))
    );
    assert_eq!((plans.rows, plans.header_row), (1, 1));
    let opened = plans
        .columns
        .iter()
        .find(|column| column.column == "opened")
        .unwrap();
    assert_eq!(opened.header, "Child Protection Plan Start Date");
    assert_eq!(
        (opened.known, opened.dates.unwrap().day_first),
        (ColumnKnown::AnnexA, 1)
    );
    let others: Vec<_> = file
        .others
        .iter()
        .map(|other| (other.sheet.as_str(), other.why))
        .collect();
    assert_eq!(
        others,
        [
            ("Read me", "no list of cases that is known"),
            ("List 4", "an Annex A list without cases to draw from"),
            ("Blank", "empty"),
        ]
    );
    let statuses: Vec<_> = found
        .statuses
        .iter()
        .map(|status| (status.word.as_str(), status.rows))
        .collect();
    assert_eq!(statuses, [("CIN", 1), ("CP", 1)]);
    assert!(found.columns.is_empty());
    assert_eq!(
        found.notes,
        [
            "The roster has no initials, so the forms leave the child's initials empty. Have the export give them in a \
             column initials, or the child's forename and surname: initials are made of those, and no name is kept.",
            "book.xlsx, sheet Plans, has no dates of birth, so the forms leave the child's age empty.",
        ]
    );
    let roster = found.roster.unwrap();
    assert_eq!((roster.cases.len(), roster.merged.len()), (1, 1));
}

#[test]
fn a_workbook_of_another_system_is_guessed_below_its_title() {
    let mut made = rust_xlsxwriter::Workbook::new();
    let header = [
        "Client ID",
        "Team Name",
        "Allocated Worker",
        "Status",
        "Start Date",
    ];
    let row: &[Put] = &[
        Put::Text("0021"),
        Put::Text("North 1"),
        Put::Text("Robin Hale"),
        Put::Text("Looked after"),
        Put::Date("2026-04-01"),
    ];
    sheet(&mut made, "Export", 3, &header, &[row]);
    made.worksheet_from_index(0)
        .unwrap()
        .write_string(0, 0, "Open cases by team and worker")
        .unwrap();
    let bytes = made.save_to_buffer().unwrap();
    let found = look(&[("book.xlsx", &bytes)], &[], &[]);
    let export = &found.files[0].sheets[0];
    assert_eq!((export.layout, export.header_row, export.rows), (None, 4, 1));
    assert_eq!(
        proposed(&found),
        [
            ("child_id", "Client ID"),
            ("team", "Team Name"),
            ("case_holder", "Allocated Worker"),
            ("legal_status", "Status"),
            ("opened", "Start Date"),
        ]
    );
    assert_eq!(found.roster.as_ref().unwrap().cases.len(), 1);
    // As a CSV file with the same title.
    let text = format!("Open cases by team and worker\n\n{OTHER}");
    let found = look(&[("cases.csv", text.as_bytes())], &[], &[]);
    assert_eq!(proposed(&found).len(), 5);
    assert_eq!(found.roster.unwrap().cases.len(), 1);
}

#[test]
fn an_annex_a_list_with_a_header_of_its_own_gets_a_line_for_that_alone() {
    let header = LIST_6.map(|name| {
        if name == "Allocated Worker" {
            "Lead Practitioner"
        } else {
            name
        }
    });
    let bytes = book(&[("In need", &header, &[CHILD])]);
    let found = look(&[("book.xlsx", &bytes)], &[], &[]);
    assert_eq!(proposed(&found), [("case_holder", "Lead Practitioner")]);
    assert!(found.not_guessed.is_empty());
    assert_eq!(found.files[0].sheets[0].list, Some((6, "CIN")));
    assert!(found.files[0].problem.is_none());
    // As a CSV file.
    let text = header.join(",") + "\n0012,2015-02-08,2026-03-31,,North 1,Robin Hale\n";
    let found = look(&[("cases.csv", text.as_bytes())], &[], &[]);
    assert_eq!(proposed(&found), [("case_holder", "Lead Practitioner")]);
}

#[test]
fn a_case_called_closed_without_a_day_is_said_and_counts_as_open() {
    let mut list = LIST_6.join(",") + ",Case Status\n";
    for (id, closed, status) in [
        ("0012", "", "Closed"),
        ("0013", "2026-06-01", "Closed"),
        ("0014", "", "PLO"),
        ("0015", "", "c) Child in need plan"),
    ] {
        list.push_str(&[id, "2015-02-08,2026-03-31", closed, "North 1,Robin Hale", status].join(","));
        list.push('\n');
    }
    let found = look(&[("cases.csv", list.as_bytes())], &[], &[]);
    assert_eq!(found.notes.len(), 2, "{:?}", found.notes);
    assert!(
        found.notes[0].starts_with("cases.csv: 1 row has a case status that says closed"),
        "{:?}",
        found.notes
    );
    assert!(found.notes[0].contains("(row 2)"), "{:?}", found.notes);
    let cases = found.roster.unwrap().cases;
    assert!(
        cases
            .iter()
            .any(|case| case.child_id.as_str() == "0012" && case.closed.is_none())
    );
    let statuses: Vec<_> = found
        .statuses
        .iter()
        .map(|status| (status.word.as_str(), status.rows))
        .collect();
    assert_eq!(statuses, [("CIN", 3), ("PLO", 1)]);
}

#[test]
fn what_the_look_shows_is_not_said_twice() {
    let mut bytes = SAMPLE.replace("family_id", "nonsense").into_bytes();
    let at = bytes.len() - 2;
    bytes.splice(at..at, *b"\xe9");
    let found = look(&[("a.csv", &bytes), ("b.csv", &bytes)], &[], &[]);
    let notes = &found.roster.as_ref().unwrap().notes;
    assert!(notes.len() >= 4, "{notes:?}");
    assert!(found.notes.is_empty(), "{:?}", found.notes);
}

#[test]
fn a_workbook_that_can_not_be_opened_shows_no_sheet_and_says_why() {
    let bytes = book(&[("In need", &LIST_6, &[CHILD])]);
    let found = look(
        &[
            ("book.xlsx", &bytes[..bytes.len() / 2]),
            ("cases.csv", SAMPLE.as_bytes()),
        ],
        &[],
        &[],
    );
    assert!(found.files[0].sheets.is_empty() && found.files[0].problem.is_some());
    assert_eq!(found.roster.unwrap().cases.len(), 2);
}

proptest! {
    #[test]
    fn nothing_brings_it_down_and_what_a_draw_can_read_needs_no_columns(
        bytes in prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..200),
            "(child_id|Client ID|Team|team|worker|case_holder|legal_status|status|opened|start|to|dob|[,;\n\"x1/]){0,60}"
                .prop_map(String::into_bytes),
        ]
    ) {
        let files: [(&str, &[u8]); 1] = [("cases.csv", &bytes)];
        let found = look(&files, &[], &[]);
        let drawn = read(&files, as_of(), &pairs(&[]), &pairs(&[]));
        if let Ok(drawn) = drawn {
            prop_assert!(found.columns.is_empty() && found.files[0].problem.is_none());
            prop_assert_eq!(found.roster, Some(drawn));
        } else {
            prop_assert!(found.files[0].problem.is_some() || !found.columns.is_empty());
        }
    }
}
