//! `roster inspect`: another system's export is understood, and drawn from after one paste.

use std::fmt::Write as _;
use std::fs;

use insta::assert_snapshot;
use rust_xlsxwriter::Workbook;

use super::Store;
use super::store::{FIRST_DAY, Ran, roster, run_in};

/// The made-up council's list as another system would export it: semicolons, Windows-1252, days first, other headers,
/// other words for the statuses, and columns that are of no use here.
fn export() -> Vec<u8> {
    let mut text = String::from(
        "Old Ref;Client ID;DOB;Responsible Team;Allocated SW;Client Category;Episode Start Date;Episode End Date;\
         Remarks\r\n",
    );
    let list = roster();
    for (index, line) in list.lines().skip(1).enumerate() {
        let cells: Vec<&str> = line.split(',').collect();
        let status = match cells[5] {
            "CIN" => "Child in Need (s.17)",
            "CP" => "Child Protection Plan",
            "PLO" => "Pre-proceedings",
            "CiC" => "Looked After - S20",
            other => other,
        };
        let status = if index == 3 { "Privately fostered" } else { status };
        let uk = |date: &str| match date.split('-').collect::<Vec<_>>().as_slice() {
            [year, month, day] => format!("{day}/{month}/{year}"),
            _ => String::new(),
        };
        write!(
            text,
            "O{index};{};{};{} ;{};{status};{};{};caf\u{e9}\r\n",
            cells[0],
            uk(cells[2]),
            cells[3],
            cells[4],
            uk(cells[6]),
            uk(cells[7]),
        )
        .unwrap();
    }
    text.chars()
        .map(|letter| u8::try_from(u32::from(letter)).unwrap())
        .collect()
}

pub fn inspect(store: &Store, bytes: &[u8], more: &[&str]) -> Ran {
    store.give(bytes);
    let mut args = vec!["roster", "inspect", "cases.csv"];
    args.extend(more);
    store.run(FIRST_DAY, &args)
}

/// Does what the proposal says: its lines go below the lines of `qaf.toml` that it names.
fn paste(store: &Store, said: &str) {
    let mut settings: Vec<String> = store.read("qaf.toml").lines().map(str::to_owned).collect();
    let mut parts: Vec<(usize, Vec<String>)> = Vec::new();
    let (_, proposal) = said.split_once("To put into qaf.toml").unwrap();
    for line in proposal.lines() {
        if let Some((_, number)) = line.split_once("(now line ") {
            parts.push((number.trim_end_matches("):").parse().unwrap(), Vec::new()));
        } else if let Some((_, lines)) = parts.last_mut()
            && (line.contains(" = ") || line.starts_with('#'))
        {
            lines.push(line.to_owned());
        }
    }
    for (number, lines) in parts.into_iter().rev() {
        settings.splice(number..number, lines);
    }
    store.write("qaf.toml", settings.join("\n"));
}

#[test]
fn another_systems_export_is_drawn_from_after_one_paste() {
    let store = Store::new();
    let before = store.tree();
    let first = inspect(&store, &export(), &[]);
    first.says(1, &["not known yet", "To put into qaf.toml"]);
    assert_eq!(store.tree(), before, "a look changes nothing");

    paste(&store, &first.stdout);
    store.run(FIRST_DAY, &["validate"]).says(0, &[]);
    // What would leave children out waits for somebody to decide.
    store.allocate(&export(), &["--dry-run"]).refuses(&[
        "Privately fostered on 1 row",
        "# \"Privately fostered\" = \"leave-out\"",
    ]);
    store.change("qaf.toml", "# \"Privately fostered\"", "\"Privately fostered\"");
    let second = inspect(&store, &export(), &[]);
    second.says(0, &["All of it is understood", "left out, by qaf.toml"]);
    assert!(!second.stdout.contains("To see to"), "{}", second.stdout);

    let own = Store::new();
    let from_own = own.allocate(roster().as_bytes(), &["--dry-run"]);
    let from_export = store.allocate(&export(), &["--dry-run"]);
    from_export.says(0, &["a case would be drawn for 6 auditors"]);
    // The same pools as of the list in qaf's own layout, but for the one child who is now left out.
    let pools = |ran: &Ran| ran.stdout.matches(": from ").count();
    assert_eq!(pools(&from_export), pools(&from_own));
    assert!(
        from_export.stdout.contains("1 left out by their status"),
        "{}",
        from_export.stdout
    );
}

#[test]
fn what_a_person_reads_of_an_unknown_export() {
    let store = Store::new();
    let ran = inspect(&store, &export(), &[]);
    assert!(
        ran.stdout.lines().all(|line| line.chars().count() <= 80),
        "{}",
        ran.stdout
    );
    assert_snapshot!(ran.stdout, @r#"
    cases.csv: 106 rows, 106 children

    Format: semicolons between its cells; text in Windows-1252, so look whether
      names with accents came out right.
    Layout: not known yet, so its columns are guessed.

     qaf's column    In the file          Filled   Known by
    --------------------------------------------------------
     child_id        Client ID               106   a guess
     date_of_birth   DOB                     106   a guess
     team            Responsible Team        106   a guess
     case_holder     Allocated SW            105   a guess
     legal_status    Client Category         106   a guess
     opened          Episode Start Date      106   a guess
     closed          Episode End Date         12   a guess

    Not used: "Old Ref", "Remarks".
    Dates of date_of_birth: 106 as 31/03/2026, day first.
    Dates of opened: 106 as 31/03/2026, day first.
    Dates of closed: 12 as 31/03/2026, day first.

    Legal statuses

     In the file             Rows   Stands for
    -------------------------------------------------------
     Looked After - S20        43   not known; perhaps CiC
     Child in Need (s.17)      29   not known; perhaps CIN
     Child Protection Plan     28   CP
     Pre-proceedings            5   PLO
     Privately fostered         1   not known

    Teams

     In the file      Children   Auditors of a random audit
    --------------------------------------------------------------
     Early Help Hub          2   nobody in people.csv has it
     Fostering              12   none: nothing is drawn from it
     North                  34   Ann Brook, Maria Dunn, Sam Okoro
     South                  31   Joe Pritchard, Lena Fox
     Through Care 1         27   Isaac Wynn

    Case-holders who are not in people.csv

     In the file   Children   Perhaps
    ----------------------------------
     Lou Tansy            2

    1 child has no case-holder and is not drawn.

    To know

     - The roster has no initials, so the forms leave the child's initials empty.
       Have the export give them in a column initials, or the child's forename and
       surname: initials are made of those, and no name is kept.

    To see to

     1. The columns of cases.csv are guessed. Look whether they are right, and put
       the lines below into qaf.toml.
     2. 3 legal statuses are not known, and nothing is drawn until qaf.toml says
       what they stand for. Put the lines below into it.

    To put into qaf.toml

    Below the line [roster.columns] (now line 49):

    child_id = "Client ID"
    date_of_birth = "DOB"
    team = "Responsible Team"
    case_holder = "Allocated SW"
    legal_status = "Client Category"
    opened = "Episode Start Date"
    closed = "Episode End Date"

    Below the line [roster.statuses] (now line 55):

    # Decide on each line with a # before it: put CIN, CP, PLO, CiC, Care Leaver or
    # leave-out on the right, and take the # away.
    "Looked After - S20" = "CiC"
    "Child in Need (s.17)" = "CIN"
    # not known to qaf: leave-out keeps these children out of every draw
    # "Privately fostered" = "leave-out"

    Nothing was changed. Once these are seen to, look again with the same command.
    "#);
}

/// A sheet's name, its header and its rows.
type SheetCells<'a> = (&'a str, [&'a str; 6], &'a [[&'a str; 6]]);

/// A book with the lists 6 and 7 of Annex A, in which a child stands on both, and a sheet of notes.
fn annex_a() -> Vec<u8> {
    let lists: [SheetCells<'_>; 2] = [
        (
            "List 6",
            [
                "Child Unique ID",
                "CIN Start Date",
                "CIN Closure Date",
                "Case Status",
                "Allocated Team",
                "Allocated Worker",
            ],
            &[
                ["9001", "2026-05-01", "", "Open", "North", "Orla Byrne"],
                ["9002", "2026-05-02", "", "Closed", "North", "O Byrne"],
                ["9003", "2026-05-03", "", "PLO", "Nroth", "BYRNE, Orla"],
            ],
        ),
        (
            "List 7",
            [
                "Child Unique ID",
                "Child Protection Plan Start Date",
                "Child Protection Plan End Date",
                "Gender",
                "Allocated Team",
                "Allocated Worker",
            ],
            &[["9001", "02/05/2026", "", "a", "North", "Orla Byrne"]],
        ),
    ];
    let mut book = Workbook::new();
    for (name, header, rows) in lists {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        for (row, cells) in (0..).zip(std::iter::once(&header).chain(rows)) {
            for (column, cell) in (0..).zip(cells) {
                sheet.write_string(row, column, *cell).unwrap();
            }
        }
    }
    book.add_worksheet().set_name("Notes").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn what_a_person_reads_of_a_workbook() {
    let store = Store::new();
    fs::write(store.root().parent().unwrap().join("book.xlsx"), annex_a()).unwrap();
    let before = store.tree();
    let ran = store.run(FIRST_DAY, &["roster", "inspect", "book.xlsx"]);
    assert_eq!(store.tree(), before, "a look changes nothing");
    assert_snapshot!(ran.stdout, @r#"
    book.xlsx: 4 rows, 3 children

    Format: an Excel workbook.

    Sheet List 6: 3 rows below the header in row 1
    Layout: Annex A, list 6; the legal status of its children is CIN.

     qaf's column   In the file        Filled   Known by
    -----------------------------------------------------
     child_id       Child Unique ID         3   Annex A
     team           Allocated Team          3   Annex A
     case_holder    Allocated Worker        3   Annex A
     opened         CIN Start Date          3   Annex A
     closed         CIN Closure Date        0   Annex A

    Dates of opened: 3 as 2026-03-31.

    Sheet List 7: 1 row below the header in row 1
    Layout: Annex A, list 7; the legal status of its children is CP.

     qaf's column   In the file                        Filled   Known by
    ---------------------------------------------------------------------
     child_id       Child Unique ID                         1   Annex A
     team           Allocated Team                          1   Annex A
     case_holder    Allocated Worker                        1   Annex A
     opened         Child Protection Plan Start Date        1   Annex A
     closed         Child Protection Plan End Date          0   Annex A

    Dates of opened: 1 as 31/03/2026, none of them with a day over 12, so the month
      may come first.

    Not read, being empty: "Notes".

    Legal statuses

     In the file   Rows   Stands for
    ---------------------------------
     CIN              2   CIN
     CP               1   CP
     PLO              1   PLO

    Teams

     In the file   Children   Auditors of a random audit
    -----------------------------------------------------------------------
     North                2   Ann Brook, Maria Dunn, Sam Okoro
     Nroth                1   nobody in people.csv has it; is North meant?

    Without a case to be drawn from: Isaac Wynn (Through Care 1), Joe Pritchard
      (South), Lena Fox (South).

    Case-holders who are not in people.csv

     In the file   Children   Perhaps
    -------------------------------------
     O Byrne              1   Orla Byrne

    Children on several rows: 1

    Each counts once: open before closed, then CiC, Care Leaver, CP, PLO, CIN, then
      the one opened later.
      9001: rows 2 of List 6; 2 of List 7; counts as on row 2 of List 7 (CP, North)

    To know

     - book.xlsx, sheet List 6: 1 row has a case status that says closed and no
       closure date (row 3). It counts as open and can be drawn. Where the case is
       closed, have the closure date filled in.
     - The roster has no initials, so the forms leave the child's initials empty.
       Have the export give them in a column initials, or the child's forename and
       surname: initials are made of those, and no name is kept.
     - The roster has no dates of birth, so the forms leave the child's age empty.

    To see to

     1. 1 team is not in people.csv, though a like one is, and no child of such a
       team is drawn. Correct the name in the roster or in people.csv.
     2. 3 auditors have no case to be drawn from, so nothing would be drawn for
       them.
     3. 1 case-holder is not in people.csv, though a like name is. Where the same
       person is meant, add this spelling to the person's aliases there.

    To put into people.csv

    Where the same person is meant, write this under aliases in the person's row.

    Orla Byrne: O Byrne

    Nothing was changed. Once these are seen to, look again with the same command.
    "#);
}

#[test]
fn ids_that_earlier_draws_wrote_with_zeros_are_said_and_stop_the_draw() {
    let store = Store::new();
    store.allocate(roster().as_bytes(), &["--seed", "1"]).says(0, &[]);
    inspect(&store, roster().as_bytes(), &[]).says(0, &[]);
    let bare = roster().replace("\n00", "\n");
    assert_ne!(bare, roster());
    inspect(&store, bare.as_bytes(), &[]).says(1, &["leading zeros", "No id was changed", "CF-26-0001"]);
    store.give(bare.as_bytes());
    store
        .run("2026-12-01", &["allocate", "--roster", "cases.csv", "--dry-run"])
        .refuses(&["leading zeros", "in CF-26-0001", "# ids_checked = ["]);
}

#[test]
fn a_list_without_a_fault_makes_no_file() {
    let store = Store::new();
    let file = store.root().parent().unwrap().join("faults.csv");
    inspect(&store, roster().as_bytes(), &["--errors", "faults.csv"]).says(0, &["faults.csv was not made"]);
    store
        .allocate(roster().as_bytes(), &["--errors", "faults.csv", "--dry-run"])
        .says(0, &["was not made"]);
    assert!(!file.exists());
}

#[test]
fn a_file_that_is_no_list_is_named_and_hides_no_other() {
    let store = Store::new();
    fs::write(
        store.root().parent().unwrap().join("other.csv"),
        b"PK\x03\x04rest",
    )
    .unwrap();
    store.give(roster().as_bytes());
    store
        .run(
            FIRST_DAY,
            &[
                "roster",
                "inspect",
                "other.csv",
                "cases.csv",
                "--errors",
                "faults.csv",
            ],
        )
        .says(
            1,
            &[
                "other.csv can't be used yet",
                "Layout: qaf's own",
                "1 fault was written",
            ],
        );
    store
        .run(FIRST_DAY, &["roster", "inspect", "gone.csv"])
        .refuses(&["gone.csv can't be read"]);
}

#[test]
fn a_header_that_qaf_toml_names_and_the_file_has_not() {
    let store = Store::new();
    store.change(
        "qaf.toml",
        "[roster.columns]\n",
        "[roster.columns]\nteam = \"Patch\"\n",
    );
    let list = roster().replacen("team", "Team Name", 1);
    inspect(&store, list.as_bytes(), &[]).says(1, &["Delete team = \"Patch\" there", "team = \"Team Name\""]);
}

#[test]
fn a_list_in_which_a_required_column_is_missing() {
    let store = Store::new();
    let list = roster().replacen("legal_status", "shoe size", 1);
    let list: String = list
        .lines()
        .map(|line| {
            line.replace(",CIN,", ",7,")
                .replace(",CP,", ",8,")
                .replace(",CiC,", ",9,")
                .replace(",PLO,", ",6,")
                + "\n"
        })
        .collect();
    let ran = inspect(&store, list.as_bytes(), &[]);
    ran.says(1, &["No column looks like legal_status", "# legal_status = \"\""]);
    assert!(!ran.stdout.contains("Teams\n"), "{}", ran.stdout);
}

#[test]
fn text_of_the_file_can_not_steer_the_terminal() {
    let store = Store::new();
    let list = "Client ID;Team\u{1b}[31m;Worker;Legal status;Start\n1;N\u{202e};W\u{1b}]0;CIN;2026-03-31\n";
    for format in ["text", "json"] {
        let ran = inspect(&store, list.as_bytes(), &["--format", format]);
        assert!(
            !ran.stdout.contains(['\u{1b}', '\u{202e}']),
            "{format}: {}",
            ran.stdout
        );
    }
}

#[test]
fn without_a_store_it_says_how_to_make_one() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("cases.csv"), roster()).unwrap();
    run_in(folder.path(), &["roster", "inspect", "cases.csv"]).refuses(&["qaf init DIR"]);
}
