//! Lists that can be read and are not what they seem: what is said of them, by `allocate` and `roster inspect` alike.

use rust_xlsxwriter::{Workbook, Worksheet};

use super::Store;
use super::store::FIRST_DAY;

const LIST_6: [&str; 5] = [
    "Child Unique ID",
    "CIN Start Date",
    "Case Status",
    "Allocated Team",
    "Allocated Worker",
];
const QAF: &str = "child_id,initials,date_of_birth,team,case_holder,legal_status,opened,closed\n";

/// Both look at the list, and say these words. The draw goes on, the look at the list changes nothing.
#[track_caller]
fn both_say(name: &str, list: &[u8], words: &[&str]) {
    both(name, list, words, &[]);
}

#[track_caller]
fn both(name: &str, list: &[u8], words: &[&str], never: &[&str]) {
    let store = Store::new();
    store.give_as(name, list);
    for command in [
        &["allocate", "--dry-run", "--roster", name][..],
        &["roster", "inspect", name],
    ] {
        let ran = store.run(FIRST_DAY, command);
        assert!(
            ran.code == Some(0) || ran.code == Some(1),
            "{}{}",
            ran.stdout,
            ran.stderr
        );
        // A look at a list breaks its lines.
        let said = ran.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
        for word in words {
            assert!(
                said.contains(word),
                "{command:?}: {word:?} is not in:\n{}",
                ran.stdout
            );
        }
        for word in never {
            assert!(
                !said.contains(word),
                "{command:?}: {word:?} is in:\n{}",
                ran.stdout
            );
        }
    }
}

/// The list can't be drawn from, for this reason; the look at it says the same.
#[track_caller]
fn both_refuse(name: &str, list: &str, words: &[&str]) {
    let store = Store::new();
    store.give_as(name, list.as_bytes());
    store
        .run(FIRST_DAY, &["allocate", "--dry-run", "--roster", name])
        .refuses(words);
    let ran = store.run(FIRST_DAY, &["roster", "inspect", name]);
    ran.says(1, &[]);
    let said = ran.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    for word in words {
        assert!(said.contains(word), "{word:?} is not in:\n{}", ran.stdout);
    }
}

fn workbook(fill: impl Fn(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("List 6").unwrap();
    fill(sheet);
    book.save_to_buffer().unwrap()
}

fn rows(sheet: &mut Worksheet, rows: &[&[&str]]) {
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            sheet.write_string(row, column, *cell).unwrap();
        }
    }
}

#[test]
fn a_list_without_closure_dates_counts_all_as_open_and_says_so() {
    let header = [
        "Child Unique ID",
        "CIN Start Date",
        "CIN Close Date",
        "Case Status",
        "Allocated Team",
        "Allocated Worker",
    ];
    let list = workbook(|sheet| {
        let open = ["1", "2026-02-01", "", "Open", "North", "Kit Adams"];
        let closed = ["2", "2026-02-01", "2026-06-01", "Closed", "North", "Kit Adams"];
        rows(sheet, &[&header, &open, &closed]);
    });
    both(
        "list6.xlsx",
        &list,
        &[
            "list6.xlsx, sheet List 6, has no closure dates: all 2 children count as open. Is \"CIN Close Date\" meant? Then \
             name it in qaf.toml under [roster.columns], as in closed = \"CIN Close Date\".",
            "1 row has a case status that says closed but no column is read as closure dates (row 3). It counts as open",
        ],
        &["and no closure date"],
    );
    // Programs are told it too.
    let store = Store::new();
    store.give_as("list6.xlsx", &list);
    let ran = store.run(
        FIRST_DAY,
        &["--format", "json", "allocate", "--roster", "list6.xlsx"],
    );
    let document: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert!(
        document["notes"].to_string().contains("has no closure dates"),
        "{document}"
    );
    // Named so in qaf.toml, it is read.
    let store = Store::new();
    store.change(
        "qaf.toml",
        "[roster.columns]",
        "[roster.columns]\nclosed = \"CIN Close Date\"",
    );
    store.give_as("list6.xlsx", &list);
    let ran = store.run(FIRST_DAY, &["allocate", "--dry-run", "--roster", "list6.xlsx"]);
    assert!(!ran.stdout.contains("closure date"), "{}", ran.stdout);
    assert!(
        ran.stdout.contains("1 closed before the window"),
        "{}",
        ran.stdout
    );
}

#[test]
fn a_closed_status_without_a_day_is_said_by_both() {
    let list = "Child Unique ID,CIN Start Date,CIN Closure Date,Case Status,Allocated Team,Allocated Worker\n\
                1,2026-02-01,,Closed,North,Kit Adams\n2,2026-02-01,2026-06-01,Closed,North,Kit Adams\n\
                3,2026-02-01,,\"Open, was closed\",North,Kit Adams\n4,2026-02-01,,Case closed,North,Kit Adams\n";
    for list in [list.to_owned(), list.replace("\"Open, was closed\"", "Open")] {
        both_say(
            "six.csv",
            list.as_bytes(),
            &[
                "six.csv: 2 rows have a case status that says closed and no closure date (rows 2 and 5). They count as open",
            ],
        );
    }
}

#[test]
fn what_the_forms_go_without_is_said_once() {
    let row = "1,North,Kit Adams,CIN,2026-02-01,\n";
    let bare = format!("child_id,team,case_holder,legal_status,opened,closed\n{row}");
    both_say(
        "bare.csv",
        bare.as_bytes(),
        &[
            "The roster has no initials, so the forms leave the child's initials empty.",
            "The roster has no dates of birth, so the forms leave the child's age empty.",
        ],
    );
    let named = "child_id,Surname,Forename(s),D.O.B.,team,case_holder,legal_status,opened,closed\n\
                 1,Ives,Amara,2015-01-01,North,Kit Adams,CIN,2026-02-01,\n";
    both(
        "named.csv",
        named.as_bytes(),
        &[
            "named.csv has no column of initials, so they are made of \"Forename(s)\" and \"Surname\"; no name is kept.",
            "Is \"D.O.B.\" meant? Then name it in qaf.toml under [roster.columns], as in date_of_birth = \"D.O.B.\".",
        ],
        &["Ives", "Amara"],
    );
    let whole = format!("{QAF}1,AB,2015-01-01,North,Kit Adams,CIN,2026-02-01,\n");
    both(
        "whole.csv",
        whole.as_bytes(),
        &[],
        &["The roster has no", "closure dates"],
    );
}

#[test]
fn dates_whose_month_may_come_first_are_said_by_both() {
    use std::fmt::Write as _;
    let mut list = QAF.to_owned();
    for n in 1..=12 {
        let _ = writeln!(
            list,
            "C{n},AB,2015-01-01,North,Kit Adams,CIN,0{}/05/2026,",
            n % 9 + 1
        );
    }
    both_say(
        "days.csv",
        list.as_bytes(),
        &["No date of \"opened\" of days.csv has a day over 12"],
    );
    let sure = list.replacen("02/05/2026", "20/05/2026", 1);
    both("days.csv", sure.as_bytes(), &[], &["has a day over 12"]);
}

#[test]
fn hidden_rows_and_sheets_are_read_and_said() {
    let list = workbook(|sheet| {
        let row = |id: &'static str| [id, "2026-02-01", "Open", "North", "Kit Adams"];
        rows(sheet, &[&LIST_6, &row("1"), &row("2"), &row("3"), &row("4")]);
        sheet.set_row_hidden(2).unwrap();
        sheet.set_row_hidden(4).unwrap();
        // Nothing stands in it.
        sheet.set_row_hidden(9).unwrap();
    });
    both_say(
        "book.xlsx",
        &list,
        &[
            "book.xlsx, sheet List 6: 2 rows are hidden in Excel, by a filter or by hand (rows 3 and 5), and were read all the same.",
        ],
    );
    let mut book = Workbook::new();
    for (name, id) in [("Shown", "1"), ("Old", "2")] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        rows(
            sheet,
            &[&LIST_6, &[id, "2026-02-01", "Open", "North", "Kit Adams"]],
        );
        if name == "Old" {
            sheet.set_hidden(true);
            sheet.set_row_hidden(1).unwrap();
        }
    }
    both(
        "book.xlsx",
        &book.save_to_buffer().unwrap(),
        &[
            "book.xlsx, sheet Old, is hidden in Excel and was read all the same.",
            "book.xlsx, sheet Old: 1 row is hidden in Excel",
        ],
        &["sheet Shown: 1 row is hidden"],
    );
}

#[test]
fn a_header_that_stands_again_is_no_row_and_a_reports_foot_is_called_one() {
    let head = "child_id,initials,team,case_holder,legal_status,opened,closed\n";
    let rows = [
        "C1,AB,North,Kit Adams,CIN,2026-01-10,\n",
        "C2,AB,North,Kit Adams,CP,2026-02-11,\n",
    ];
    let twice = format!("{head}{}{}{}", rows[0], head.to_uppercase(), rows[1]);
    for list in [twice.clone(), twice.replace("Kit Adams", "\"Kit Adams\"")] {
        both(
            "cases.csv",
            list.as_bytes(),
            &[
                "cases.csv: 2 rows, 2 children",
                "row 3 repeats the header, and was passed over.",
            ],
            &["is no date", "legal_status is not known", "1 legal status"],
        );
    }
    let foot = format!("{twice}Total,6,,,,,\n\n\"Report run on 28/11/2026, 09:00\",,,,,,\nEnd of report\n");
    let store = Store::new();
    let ran = store.allocate(foot.as_bytes(), &["--dry-run"]);
    ran.refuses(&["3 rows of the roster can't be read", "row 3 repeats the header"]);
    for row in [5, 7, 8] {
        let words = format!(
            "cases.csv, row {row}: The row has no team, no worker and no date, so it looks like a heading or the report's foot"
        );
        assert!(ran.stderr.contains(&words), "{words}\n{}", ran.stderr);
    }
    assert!(!ran.stderr.contains("Fill it in"), "{}", ran.stderr);
    // A case that lacks much is a case, and so is a row that was saved with another separator.
    let ran = store.allocate(
        format!("{head}C3,AB,,,,,\nC4;AB;North;Kit Adams;CIN;2026-01-10;\n").as_bytes(),
        &["--dry-run"],
    );
    ran.refuses(&[
        "row 2: The column \"team\" is empty",
        "row 3: The row has 1 cells where the header has 7",
    ]);
    // A list of care leavers has nothing but names in its rows.
    let nine = "Child Unique ID,Eligibility Category,Allocated Team,Allocated Worker\n1,b,North,Kit Adams\n";
    let again = format!("{nine}{}", nine.replace("1,b", "2,b"));
    both(
        "nine.csv",
        again.as_bytes(),
        &["nine.csv: 2 rows, 2 children", "row 3 repeats the header"],
        &["3 children"],
    );
}

#[test]
fn a_layout_is_called_by_its_name() {
    let colons = "Child ID:,Initials:,* Team,Case Holder:,Legal Status*,Opened:,Closed:\nC1,AB,North,Kit Adams,CIN,2026-01-10,\n";
    both(
        "colon.csv",
        colons.as_bytes(),
        &["colon.csv: 1 row, 1 child"],
        &["Annex A"],
    );
    let book = workbook(|sheet| {
        rows(
            sheet,
            &[
                &["Child ID:", "Team:", "Case Holder:", "Legal Status:", "Opened:"],
                &["1", "North", "Kit Adams", "CIN", "2026-01-10"],
            ],
        );
    });
    both("colon.xlsx", &book, &["colon.xlsx: 1 row, 1 child"], &["Annex A"]);
    for (separator, text) in [("|", "|"), ("^", "^")] {
        let list =
            QAF.replace(',', text) + &"1,AB,2015-01-01,North,Kit Adams,CIN,2026-02-01,\n".replace(',', text);
        let words = format!("has cells that seem to be separated by {separator}, which is not read");
        both_refuse("pipe.csv", &list, &[&words, "save it with commas (CSV)"]);
    }
    let store = Store::new();
    store.give(b"LAchildID,Ethnicity\nX0001,WBRI\n");
    let ran = store.run(FIRST_DAY, &["allocate", "--dry-run", "--roster", "cases.csv"]);
    ran.refuses(&["has no columns child_id, team", "\"LAchildID\" and \"Ethnicity\""]);
    assert!(!ran.stderr.contains("Annex A"), "{}", ran.stderr);
    // The same of the list of staff.
    let people = store.read("people.csv");
    store.write("people.csv", people.replacen("name,", "Name:,", 1));
    store.run(FIRST_DAY, &["schedule"]).says(0, &[]);
    store.write("people.csv", people.replace(',', "|"));
    store
        .run(FIRST_DAY, &["validate"])
        .says(1, &["cells that seem to be separated by |"]);
}
