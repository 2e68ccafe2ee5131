//! What cells mean: words for nothing, ids that a spreadsheet spoilt, names where none belong, statuses nobody knows.

use std::collections::BTreeMap;

use super::workbooks::{LIST_6, Put, book, read_book};
use super::{HEADER, as_of, fault, pairs, read_one};
use qaf::roster::{Roster, read};

fn rows(rows: &[&str]) -> Roster {
    read_one(format!("{HEADER}\n{}\n", rows.join("\n")).as_bytes()).unwrap()
}

#[test]
fn words_for_nothing_are_nothing() {
    let words = [
        "Unallocated",
        "NULL",
        "-",
        "--",
        "N/A",
        "#N/A",
        "(blank)",
        "Not allocated",
        "TBC",
        "tba",
        "0",
        "none",
        "nil",
        "unknown",
        "Unallocated\u{200b}",
    ];
    for word in words {
        let roster = rows(&[&format!(
            "1,-,n/a,North,{word},CIN,2026-01-01,{},{word},-",
            word.replace('0', "tbc")
        )]);
        assert_eq!(roster.faults, [], "{word}");
        let case = &roster.cases[0];
        assert_eq!((&case.case_holder, &case.manager), (&None, &None), "{word}");
        assert_eq!(
            (&case.initials, &case.family_id, case.age, case.closed),
            (&None, &None, None, None),
            "{word}"
        );
        // What a row needs can't be read.
        for (column, row) in [
            ("child_id", format!("{word},,,North,A,CIN,2026-01-01,,,")),
            (
                "team",
                format!("1,,,{},A,CIN,2026-01-01,,,", word.replace('0', "-")),
            ),
            (
                "legal_status",
                format!("1,,,North,A,{},2026-01-01,,,", word.replace('0', "-")),
            ),
            ("opened", format!("1,,,North,A,CIN,{},,,", word.replace('0', "-"))),
        ] {
            let (message, _) = fault(&row);
            assert!(message.contains(&format!("\"{column}\"")), "{word}: {message}");
        }
    }
    let (message, _) = fault("1,,,Unknown,A,CIN,2026-01-01,,,");
    assert!(
        message.contains("says \"Unknown\", which stands for nothing. Fill it in."),
        "{message}"
    );
    // A council may give such a word a meaning of its own.
    let list = format!("{HEADER}\n1,,,North,A,None,2026-01-01,,,\n");
    let roster = read(
        &[("a.csv", list.as_bytes())],
        as_of(),
        &BTreeMap::new(),
        &pairs(&[("none", "CIN")]),
    )
    .unwrap();
    assert_eq!(roster.cases[0].legal_status.as_str(), "CIN");
}

#[test]
fn an_id_that_a_spreadsheet_shortened_can_not_be_read() {
    for id in ["1.23457E+11", "1.2e+05", "'1E+11"] {
        let (message, _) = fault(&format!("{id},,,North,A,CIN,2026-01-01,,,"));
        assert!(
            message.contains("a long number as Excel shortens it"),
            "{message}"
        );
        assert!(
            message.contains("Format the column as text and export again."),
            "{message}"
        );
    }
    assert_eq!(
        rows(&["12E4,,,North,A,CIN,2026-01-01,,,"]).cases[0]
            .child_id
            .as_str(),
        "12E4"
    );
}

#[test]
fn ids_that_fold_alike_are_told_and_one_spelling_on_many_rows_is_one_child() {
    let row = |id: &str| format!("{id},,,North,A,CIN,2026-01-01,,,");
    let ids = [
        "00481218",
        "481218",
        "481218.0",
        "'00481218",
        "00481218\u{200b}",
        "abc123",
        "ABC123",
        "C12",
        "C0012",
    ];
    let listed: Vec<String> = ids.iter().chain(&["481218", "C12"]).map(|id| row(id)).collect();
    let listed: Vec<&str> = listed.iter().map(String::as_str).collect();
    let roster = rows(&listed);
    assert_eq!(
        (roster.cases.len(), roster.merged.len(), roster.alike.len()),
        (9, 2, 2)
    );
    let alike: Vec<&str> = roster.alike[0].ids.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(alike, ids[..5]);
    assert_eq!(roster.alike[1].ids[1].1, (0, 8));
    // Between two files; and the same spelling in both is one child.
    let (one, two) = (
        format!("{HEADER}\n{}\n", row("0012")),
        format!("{HEADER}\n{}\n{}\n", row("12"), row("0012")),
    );
    let files = [("one.csv", one.as_bytes()), ("two.csv", two.as_bytes())];
    let roster = read(&files, as_of(), &BTreeMap::new(), &BTreeMap::new()).unwrap();
    assert_eq!((roster.alike.len(), roster.merged.len()), (1, 1));
}

#[test]
fn a_childs_name_is_refused_where_an_id_or_initials_are_due_and_is_not_shown() {
    for (row, column) in [
        ("Alex Brown,,,North,A,CIN,2026-01-01,,,", "child_id"),
        ("\"BROWN, Alex\",,,North,A,CIN,2026-01-01,,,", "child_id"),
        ("1,Alex Brown,,North,A,CIN,2026-01-01,,,", "initials"),
        ("1,ALEXANDRA,,North,A,CIN,2026-01-01,,,", "initials"),
    ] {
        let (message, shown) = fault(row);
        assert!(
            message.contains(&format!("\"{column}\" holds what looks like a name")),
            "{message}"
        );
        assert!(
            !message.to_lowercase().contains("brown") && !message.contains("ALEX"),
            "{message}"
        );
        assert_eq!(shown, "");
    }
    assert_eq!(
        rows(&["1,A.B.,,North,A,CIN,2026-01-01,,,"]).cases[0]
            .initials
            .as_deref(),
        Some("A.B.")
    );
}

#[test]
fn initials_are_made_of_the_names_where_a_list_has_those_alone() {
    let list = "child_id,Surname,Child's Forename,team,case_holder,legal_status,opened\n\
                1,O'Brown,mary-ann,North,A,CIN,2026-01-01\n2,NULL,,North,A,CIN,2026-01-01\n";
    let roster = read_one(list.as_bytes()).unwrap();
    assert_eq!(roster.cases[0].initials.as_deref(), Some("MO"));
    assert_eq!(roster.cases[1].initials, None);
    let made = "no column of initials, so they are made of \"Child's Forename\" and \"Surname\"";
    assert!(
        roster.notes.iter().any(|note| note.contains(made)),
        "{:?}",
        roster.notes
    );
    assert!(
        !roster.notes.iter().any(|note| note.contains("no initials")),
        "{:?}",
        roster.notes
    );
    // A column of initials goes before, and a worker's names are no child's.
    let own = list
        .replace("team,", "initials,team,")
        .replace("North", "XY,North");
    assert_eq!(
        read_one(own.as_bytes()).unwrap().cases[0].initials.as_deref(),
        Some("XY")
    );
    let workers = list.replace("Surname", "Worker Surname");
    assert_eq!(read_one(workers.as_bytes()).unwrap().cases[0].initials, None);
}

#[test]
fn a_status_that_nobody_knows_is_counted_and_the_usual_codes_are_known() {
    let statuses = [
        "XYZ",
        "Child in Need Plan",
        "XYZ",
        "C2",
        "v2",
        "C.I.N.",
        "cic",
        "XYZ",
    ];
    let listed: Vec<String> = (1..)
        .zip(statuses)
        .map(|(id, status)| format!("{id},,,North,A,{status},2026-01-01,,,"))
        .collect();
    let listed: Vec<&str> = listed.iter().map(String::as_str).collect();
    let roster = rows(&listed);
    let unknown = [("XYZ".to_owned(), 3), ("Child in Need Plan".to_owned(), 1)];
    assert_eq!(roster.unknown_statuses, unknown);
    let read_as: Vec<&str> = roster
        .cases
        .iter()
        .map(|case| case.legal_status.as_str())
        .collect();
    assert_eq!(
        read_as,
        [
            "XYZ",
            "Child in Need Plan",
            "XYZ",
            "CiC",
            "CiC",
            "CIN",
            "CiC",
            "XYZ"
        ]
    );
    // One that qaf.toml leaves out is known.
    let list = format!("{HEADER}\n{}\n", listed[0]);
    let left_out = pairs(&[("xyz", "leave-out")]);
    let roster = read(
        &[("a.csv", list.as_bytes())],
        as_of(),
        &BTreeMap::new(),
        &left_out,
    )
    .unwrap();
    assert!(roster.unknown_statuses.is_empty() && roster.cases[0].leave_out);
    // In a workbook, and where Annex A's list says the status.
    let row: &[Put] = &[
        Put::Text("0012"),
        Put::Text("2015-02-08"),
        Put::Text("2026-03-31"),
        Put::Text("-"),
        Put::Text("North"),
        Put::Text("n/a"),
    ];
    let roster = read_book(&book(&[("In need", &LIST_6, &[row])]));
    assert_eq!(
        (roster.faults.as_slice(), roster.cases[0].legal_status.as_str()),
        (&[][..], "CIN")
    );
    assert_eq!(
        (&roster.cases[0].case_holder, roster.cases[0].closed),
        (&None, None)
    );
    assert!(roster.unknown_statuses.is_empty());
}
