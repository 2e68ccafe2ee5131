//! `roster inspect` and `--errors`: another system's export understood, and its faults handed back.

use std::fs;

use insta::assert_snapshot;

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
        text += &format!(
            "O{index};{};{};{} ;{};{status};{};{};caf\u{e9}\r\n",
            cells[0],
            uk(cells[2]),
            cells[3],
            cells[4],
            uk(cells[6]),
            uk(cells[7]),
        );
    }
    text.chars()
        .map(|letter| u8::try_from(u32::from(letter)).unwrap())
        .collect()
}

fn inspect(store: &Store, bytes: &[u8], more: &[&str]) -> Ran {
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
     Child Protection Plan     28   not known; perhaps CP
     Pre-proceedings            5   not known; perhaps PLO
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

    To see to

     1. The columns of cases.csv are guessed. Look whether they are right, and put
       the lines below into qaf.toml.
     2. 5 legal statuses are not known. Put the lines below into qaf.toml.

    To put into qaf.toml

    Below the line [roster.columns] (now line 31):

    child_id = "Client ID"
    date_of_birth = "DOB"
    team = "Responsible Team"
    case_holder = "Allocated SW"
    legal_status = "Client Category"
    opened = "Episode Start Date"
    closed = "Episode End Date"

    Below the line [roster.statuses] (now line 37):

    "Looked After - S20" = "CiC"
    "Child in Need (s.17)" = "CIN"
    "Child Protection Plan" = "CP"
    "Pre-proceedings" = "PLO"
    # not known to qaf: leave-out keeps these children out of the draw
    "Privately fostered" = "leave-out"

    Nothing was changed. Once these are seen to, look again with the same command.
    "#);
}

/// A list with one of each of the things that go wrong.
const FAULTY: &str = "\
child_id,initials,date_of_birth,team,case_holder,legal_status,opened,closed
0001,AB,2015-02-08,North,\"ADAMS, Kit\",CIN,2026-03-31,
0001,AB,2015-02-08,South,Jess Cole,CP,2026-05-01,
0002,CD,2016-13-08,North,Kit Adams,CIN,03/31/2026,
0003,EF,2017-02-08,Nroth,\"IVES, Amara\",CIN,2026-03-31,
0004,GH,2018-02-08,South,,CIN,2026-03-31,
0005,IJ,2019-02-08,South,Wilma Zander,CIN,2026-03-31,
0006,KL,2019-02-08,South,Jess Cole,CIN,=1+1,
=cmd,MN,2019-02-08,South,Jess Cole,,2026-03-31,
0008,OP,2019-02-08,South,Jess Cole,CIN,2026-03-31,,7
";

#[test]
fn what_a_person_reads_of_a_faulty_list() {
    let store = Store::new();
    let ran = inspect(&store, FAULTY.as_bytes(), &[]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.stdout.lines().all(|line| line.chars().count() <= 80),
        "{}",
        ran.stdout
    );
    assert_snapshot!(ran.stdout, @r#"
    cases.csv: 9 rows, 4 children, 4 rows unreadable

    Format: commas between its cells; text in UTF-8.
    Layout: qaf's own.

     qaf's column    In the file     Filled   Known by
    ---------------------------------------------------
     child_id        child_id             8   its name
     initials        initials             8   its name
     date_of_birth   date_of_birth        8   its name
     team            team                 8   its name
     case_holder     case_holder          7   its name
     legal_status    legal_status         7   its name
     opened          opened               8   its name
     closed          closed               0   its name

    Dates of date_of_birth: 7 as 2026-03-31; 1 with a month over 12.
    Dates of opened: 6 as 2026-03-31; 1 with a month over 12; 1 no dates.

    Legal statuses

     In the file   Rows   Stands for
    ---------------------------------
     CIN              6   CIN
     CP               1   CP

    Teams

     In the file   Children   Auditors of a random audit
    -----------------------------------------------------------------------
     Nroth                1   nobody in people.csv has it; is North meant?
     South                3   Joe Pritchard, Lena Fox

    Without a case to be drawn from: Ann Brook (North), Isaac Wynn (Through Care 1),
      Maria Dunn (North), Sam Okoro (North).

    Case-holders who are not in people.csv

     In the file    Children   Perhaps
    -----------------------------------
     Wilma Zander          1

    1 child has no case-holder and is not drawn.

    Children on several rows: 1

    Each counts once: open before closed, then CiC, Care Leaver, CP, PLO, CIN, then
      the one opened later.
      0001: rows 2, 3; counts as on row 3 (CP, South)

    Rows that can't be read

      cases.csv, row 4: The column "opened" has a month over 12. Dates are read day
        first (31/03/2026) or as 2026-03-31; if this file writes the month first,
        its other dates are read wrongly too, so export it again with dates as
        2026-03-31. It says "03/31/2026".
      cases.csv, row 4: The column "date_of_birth" has a month over 12. Dates are
        read day first (31/03/2026) or as 2026-03-31; if this file writes the month
        first, its other dates are read wrongly too, so export it again with dates
        as 2026-03-31.
      cases.csv, row 8: The column "opened" is no date of the calendar. Write it as
        2026-03-31 or day first, as 31/03/2026. It says "=1+1".
      cases.csv, row 9: The column "legal_status" is empty. Fill it in.
      cases.csv, row 10: The row has 9 cells where the header has 8, so it can't be
        told which is which. A separator or a line break in a cell needs quotation
        marks round the cell.

    To see to

     1. 4 rows of cases.csv can't be read. Have the export corrected; --errors
       FILE.csv writes a list to send back. Until then nothing is drawn.
     2. The column "date_of_birth" of cases.csv has 1 date with a month over 12, so
       the month seems to come first. Export it again with dates as 2026-03-31.
     3. The column "opened" of cases.csv has 1 date with a month over 12, so the
       month seems to come first. Export it again with dates as 2026-03-31.
     4. 1 team is not in people.csv, though a like one is, and no child of such a
       team is drawn. Correct the name in the roster or in people.csv.
     5. 4 auditors have no case to be drawn from, so nothing would be drawn for
       them.

    Nothing was changed. Once these are seen to, look again with the same command.
    "#);
}

#[test]
fn the_faults_are_written_for_whoever_made_the_export() {
    let store = Store::new();
    let file = store.root().parent().unwrap().join("faults.csv");
    inspect(&store, FAULTY.as_bytes(), &["--errors", "faults.csv"]).says(1, &["faults.csv"]);
    let text = fs::read_to_string(&file).unwrap();
    assert_snapshot!(text.trim_start_matches('\u{feff}'), @r#"
    file,sheet,row,column,what stands there,what is wrong,what to do
    cases.csv,,4,opened,03/31/2026,has a month over 12,"Dates are read day first (31/03/2026) or as 2026-03-31; if this file writes the month first, its other dates are read wrongly too, so export it again with dates as 2026-03-31."
    cases.csv,,4,date_of_birth,,has a month over 12,"Dates are read day first (31/03/2026) or as 2026-03-31; if this file writes the month first, its other dates are read wrongly too, so export it again with dates as 2026-03-31."
    cases.csv,,8,opened,'=1+1,is no date of the calendar,"Write it as 2026-03-31 or day first, as 31/03/2026."
    cases.csv,,9,legal_status,,is empty,Fill it in.
    cases.csv,,10,,,"The row has 9 cells where the header has 8, so it can't be told which is which",A separator or a line break in a cell needs quotation marks round the cell.
    "#);
    for private in ["2016-13-08", "Wilma", "0005", "GH", "2019"] {
        assert!(!text.contains(private), "{private}");
    }
    // The draw, which is refused for these rows, writes the same.
    fs::rename(&file, file.with_file_name("first.csv")).unwrap();
    let refused = store.allocate(FAULTY.as_bytes(), &["--errors", "faults.csv"]);
    refused.says(2, &["nothing was drawn", "faults.csv"]);
    assert_eq!(refused.stdout, "");
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
    // What is there is never written over.
    for args in [
        &["roster", "inspect", "cases.csv"][..],
        &["allocate", "--roster", "cases.csv"],
    ] {
        let args: Vec<&str> = args.iter().copied().chain(["--errors", "faults.csv"]).collect();
        store
            .run(FIRST_DAY, &args)
            .says(2, &["faults.csv is there already"]);
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
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
fn programs_get_one_document() {
    let store = Store::new();
    let ran = inspect(&store, FAULTY.as_bytes(), &["--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(json["schema"], "qaf.roster/1");
    assert_eq!(json["files"][0]["sheets"][0]["layout"], "qaf");
    assert_eq!(json["files"][0]["separator"], "comma");
    assert_eq!(json["merged"][0]["kept"]["row"], 3);
    assert_eq!(json["unknown_case_holders"][0]["nearest"], "Amara Ives");
    assert_eq!(json["unallocated"], 1);
    inspect(&store, FAULTY.as_bytes(), &["--format", "csv"]).refuses(&["roster inspect prints text or json"]);
}

#[test]
fn without_a_store_it_says_how_to_make_one() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("cases.csv"), roster()).unwrap();
    run_in(folder.path(), &["roster", "inspect", "cases.csv"]).refuses(&["qaf init DIR"]);
}
