//! One child, one id: in a list, between lists, and beside what the store knows.

use std::fmt::Write as _;

use super::Store;
use super::store::FIRST_DAY;

const HEADER: &str = "child_id,initials,team,case_holder,legal_status,opened,closed";

fn list(ids: &[&str]) -> String {
    let mut text = format!("{HEADER}\n");
    for id in ids {
        let _ = writeln!(text, "{id},AB,North,Kit Adams,CIN,2026-01-05,");
    }
    text
}

/// The list is refused with these words, and the store is as it was.
#[track_caller]
fn refused(store: &Store, ids: &[&str], words: &[&str]) {
    let before = store.tree();
    store.allocate(list(ids).as_bytes(), &[]).refuses(words);
    let mut after = store.tree();
    if !before.contains_key(".lock") {
        after.remove(".lock");
    }
    assert_eq!(after, before);
}

#[test]
fn ids_that_fold_alike_stop_the_draw_until_somebody_has_looked() {
    let store = Store::new();
    let words = [
        "Nothing was drawn.",
        "0012 (row 2 of cases.csv), 12 (row 3 of cases.csv)",
        "abc123 (row 4 of cases.csv), ABC123 (row 5 of cases.csv)",
        "# ids_checked = [\"0012\", \"12\", \"ABC123\", \"abc123\"]",
    ];
    refused(
        &store,
        &["0012", "12", "abc123", "ABC123", "C12", "C0012"],
        &words,
    );
    store
        .allocate(list(&["0012", "12"]).as_bytes(), &["--dry-run"])
        .refuses(&words[..2]);
    store
        .run(FIRST_DAY, &["roster", "inspect", "cases.csv"])
        .says(1, &["several: 0012", "12 (row 3 of cases.csv)"]);
    store.change("qaf.toml", "ids_checked = []", "ids_checked = [\"0012\", \"12\"]");
    store
        .allocate(list(&["0012", "12"]).as_bytes(), &[])
        .says(1, &["2 rows, 2 children"]);
}

#[test]
fn a_number_that_excel_shortened_is_refused() {
    for ids in [["1.23457E+11", "1.23457E+11"], ["1.2E5", "\"1,2E5\""]] {
        refused(
            &Store::new(),
            &ids,
            &["a long number as Excel shortens it", "Format the column as text"],
        );
    }
}

#[test]
fn a_number_with_its_thousands_set_apart_is_the_same_child() {
    refused(
        &Store::new(),
        &["\"481,218\"", "481218", "\"1,481,218\"", "1481218"],
        &[
            "Nothing was drawn.",
            "481,218 (row 2 of cases.csv), 481218 (row 3 of cases.csv)",
        ],
    );
    // A comma elsewhere sets no thousands apart.
    Store::new()
        .allocate(list(&["\"48,12\"", "4812"]).as_bytes(), &[])
        .says(1, &["2 rows, 2 children"]);
}

#[test]
fn a_drawn_child_in_another_spelling_stops_the_next_draw_and_is_never_drawn_again() {
    let store = Store::new();
    store
        .allocate(list(&["C1000"]).as_bytes(), &["--seed", "1"])
        .says(1, &["1 audit was made"]);
    let next = |ids: &[&str]| {
        store.give(list(ids).as_bytes());
        store.run(
            "2026-10-05",
            &["allocate", "--roster", "cases.csv", "--seed", "2"],
        )
    };
    next(&["c1000", "C2000"]).refuses(&[
        "c1000 (row 2 of cases.csv) is C1000 in CF-26-0001",
        "ids_checked = [\"c1000\"]",
    ]);
    next(&["C-2000", "C1000"]).says(1, &["1 drawn in the last cycles", "1 audit was made"]);
    // Whoever says that ids are written so from now on has the child known all the same.
    store.change(
        "qaf.toml",
        "ids_checked = []",
        "ids_checked = [\"c1000\", \"C2000\"]",
    );
    store.give(list(&["c1000", "C2000", "C3000"]).as_bytes());
    store
        .run(
            "2026-12-05",
            &["allocate", "--roster", "cases.csv", "--seed", "3"],
        )
        .says(1, &["2 drawn in the last cycles"]);
    store
        .run("2026-12-05", &["draw", "verify", "s/draws"])
        .says(0, &[]);
    let record = store.draws().pop_first().unwrap().0;
    store
        .run(
            "2026-12-05",
            &[
                "draw",
                "explain",
                &format!("s/{record}"),
                "--child",
                "'c-1000",
                "--unit",
                "BROOK, Ann",
            ],
        )
        .says(0, &["C1000 was drawn"]);
}

#[test]
fn an_audit_that_nobody_drew_is_known_by_its_childs_id_too() {
    let store = Store::new();
    store.change("qaf.toml", "ids_checked = []", "ids_checked = [\"12\"]");
    let new = |child: &str| {
        store.run(
            FIRST_DAY,
            &[
                "new",
                "child-case",
                "--auditor",
                "Ann Brook",
                "--worker",
                "Kit Adams",
                "--child",
                child,
                "--selected-by",
                "Ann Brook",
            ],
        )
    };
    new("0012").says(0, &[]);
    new("0012").says(0, &["CF-26-0001"]);
    new("12").says(0, &[]);
    new("'0012").refuses(&[
        "The child '0012 is 0012 in CF-26-0001, but for the spelling",
        "ids_checked = [\"'0012\"]",
    ]);
    refused(
        &store,
        &["00012", "13"],
        &["00012 (row 2 of cases.csv) is 0012 in CF-26-0001"],
    );
    for id in ["CF-26-0001", "CF-26-0002", "CF-26-0003"] {
        store
            .run(
                FIRST_DAY,
                &["log", id, "withdrawn", "--reason", "a slip in the id"],
            )
            .says(0, &[]);
    }
    store
        .allocate(list(&["00012", "13"]).as_bytes(), &[])
        .says(1, &[]);
}

#[test]
fn a_name_or_nothing_is_no_id_a_name_is_no_initials_and_nobody_is_400() {
    let store = Store::new();
    let before = store.tree();
    let with = |option: &str, value: &str| {
        let args = [
            "new",
            "observed-practice",
            "--auditor",
            "Ann Brook",
            "--worker",
            "Kit Adams",
            option,
            value,
        ];
        store.run(FIRST_DAY, &args)
    };
    for (option, value) in [
        ("--child", "Alex Brown"),
        ("--initials", "Alex Brown"),
        ("--initials", "BROWN"),
        ("--child", "brown"),
        ("--initials", "BO BROWN"),
        ("--initials", "BO LI"),
    ] {
        let ran = with(option, value);
        ran.refuses(&["looks like a name"]);
        assert!(!ran.stderr.to_lowercase().contains("brown"), "{}", ran.stderr);
    }
    with("--child", "n/a").refuses(&["stands for nothing"]);
    with("--child", "1.23457E+11").refuses(&["as a spreadsheet shortens it"]);
    with("--age", "400").says(
        2,
        &["A child's or care leaver's age is a number of years, 30 at most."],
    );
    assert_eq!(store.tree(), before);
    for initials in ["A.B.", "JANE"] {
        with("--initials", initials).says(0, &[]);
    }
}

#[test]
fn a_name_where_an_audit_has_initials_or_an_id_is_an_error_and_is_not_said() {
    let store = Store::example();
    let lado = store.unkept("LA-26-0011");
    let case = store.unkept("CF-26-0016");
    let check = |id: &str| {
        store.run(
            "2026-11-24",
            &["validate", id, "--ready", "--only", "name-for-initials"],
        )
    };
    check("LA-26-0011").says(0, &[]);
    store.change(
        &format!("{lado}/audit.yaml"),
        "adult_initial: \"PF,",
        "adult_initial: \"Peter Fry,",
    );
    for (key, name) in [("child_id", "Fry, Peter"), ("initials", "Peter")] {
        let path = format!("{case}/allocation.yaml");
        let text = store.read(&path);
        let line = text.lines().find(|line| line.starts_with(key)).unwrap();
        store.change(&path, line, &format!("{key}: {name}"));
    }
    for (id, count) in [("LA-26-0011", "1 error"), ("CF-26-0016", "2 errors")] {
        let ran = check(id);
        ran.says(1, &["what looks like a name", count]);
        assert!(!format!("{}{}", ran.stdout, ran.stderr).contains("Peter"));
    }
}

#[test]
fn a_list_with_names_for_initials_has_its_rows_left_out_and_no_name_is_said() {
    let store = Store::new();
    let row = list(&["C1"]).replace(",AB,", ",Alex Brown,");
    let ran = store.allocate(row.as_bytes(), &[]);
    ran.refuses(&["holds what looks like a name where a child's initials are due"]);
    assert!(!ran.stderr.contains("Brown"), "{}", ran.stderr);
}

#[test]
fn a_status_that_nobody_knows_stops_the_draw_and_its_line_is_proposed() {
    let store = Store::new();
    let list = list(&["C1", "C2", "C3"])
        .replacen("CIN", "XYZ", 2)
        .replacen("CIN", "Child in Need Plan", 1);
    let before = store.tree();
    let words = [
        "XYZ on 2 rows",
        "Child in Need Plan on 1 row",
        "  # \"XYZ\" = \"leave-out\"",
        "  # \"Child in Need Plan\" = \"CIN\"",
        "nothing was drawn",
    ];
    store.allocate(list.as_bytes(), &[]).refuses(&words);
    store.allocate(list.as_bytes(), &["--dry-run"]).refuses(&words);
    store.allocate(list.as_bytes(), &["--freeze"]).refuses(&words);
    assert_eq!(store.tree(), before);
    let look = store.run(FIRST_DAY, &["roster", "inspect", "cases.csv"]);
    look.says(
        1,
        &[
            "\n# \"XYZ\" = \"leave-out\"\n",
            "\n\"Child in Need Plan\" = \"CIN\"\n",
        ],
    );
    // Pasted as it is, the lines that decide nothing leave the draw stopped.
    let from = look.stdout.find("# Decide on each line").unwrap();
    let lines = look.stdout[from..].split("\n\n").next().unwrap().to_owned();
    store.change(
        "qaf.toml",
        "\n[roster.statuses]\n",
        &format!("\n[roster.statuses]\n{lines}\n"),
    );
    let ran = store.allocate(list.as_bytes(), &[]);
    ran.refuses(&["XYZ on 2 rows"]);
    assert!(!ran.stderr.contains("Child in Need Plan"), "{}", ran.stderr);
    store.change("qaf.toml", "# \"XYZ\" = \"leave-out\"", "\"XYZ\" = \"leave-out\"");
    store
        .allocate(list.as_bytes(), &[])
        .says(1, &["2 left out by their status"]);
}
