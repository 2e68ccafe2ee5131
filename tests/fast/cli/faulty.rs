//! `roster inspect` and `--errors` on a list with faults: shown to its reader, and handed back to its maker.

use std::fs;

use insta::assert_snapshot;

use super::Store;
use super::inspect::inspect;
use super::store::FIRST_DAY;

/// A list with one of each of the things that go wrong.
const FAULTY: &str = "\
child_id,initials,date_of_birth,team,case_holder,legal_status,opened,closed
0001,AB,2015-02-08,North,\"ADAMS, Kit\",CIN,2026-03-31,
0001,AB,2015-02-08,South,Jess Cole,CP,2026-05-01,
0002,CD,2016-13-08,North,Kit Adams,CIN,03/31/2026,
0003,EF,2017-02-08,Nroth,A Ives,CIN,2026-03-31,
0004,GH,2018-02-08,South,,CIN,2026-03-31,
0005,IJ,2019-02-08,South,Wilma Zander,CIN,2026-03-31,
0006,KL,2019-02-08,South,Jess Cole,CIN,=1+1,
=cmd,MN,2019-02-08,South,Jess Cole,,2026-03-31,
0007,NO,2019-02-08,South,Jess Cole,,2026-03-31,
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
    cases.csv: 10 rows, 4 children, 5 rows unreadable

    Format: commas between its cells; text in UTF-8.
    Layout: qaf's own.

     qaf's column    In the file     Filled   Known by
    ---------------------------------------------------
     child_id        child_id             9   its name
     initials        initials             9   its name
     date_of_birth   date_of_birth        9   its name
     team            team                 9   its name
     case_holder     case_holder          8   its name
     legal_status    legal_status         7   its name
     opened          opened               9   its name
     closed          closed               0   its name

    Dates of date_of_birth: 8 as 2026-03-31; 1 as 2026-31-03, with day and month
      swapped.
    Dates of opened: 7 as 2026-03-31; 1 with a month over 12; 1 no dates.

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
    --------------------------------------
     A Ives                1   Amara Ives
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
      cases.csv, row 4: The column "date_of_birth" has its day and month swapped.
        After a year the month comes first and then the day, as 2026-03-31; put it
        right, and look whether the file writes all its dates so.
      cases.csv, row 8: The column "opened" is no date of the calendar. Write it as
        2026-03-31 or day first, as 31/03/2026. It says "=1+1".
      cases.csv, rows 9, 10: The column "legal_status" is empty. Fill it in.
      cases.csv, row 11: The row has 9 cells where the header has 8, so it can't be
        told which is which. A separator or a line break in a cell needs quotation
        marks round the cell.

    To see to

     1. 5 rows of cases.csv can't be read. Have the export corrected; --errors
       FILE.csv writes a list to send back. Until then nothing is drawn.
     2. The month seems to come first in the dates of "opened" of cases.csv. Where
       it does, all dates are read wrongly: export the list again with dates as
       2026-03-31.
     3. Day and month are swapped in dates of "date_of_birth" of cases.csv: after a
       year the month comes first, as 2026-03-31. Correct them; if the list writes
       all its dates so, export it again, as the others are read wrongly.
     4. 1 team is not in people.csv, though a like one is, and no child of such a
       team is drawn. Correct the name in the roster or in people.csv.
     5. 4 auditors have no case to be drawn from, so nothing would be drawn for
       them.
     6. 1 case-holder is not in people.csv, though a like name is. Where the same
       person is meant, add this spelling to the person's aliases there.

    To put into people.csv

    Where the same person is meant, write this under aliases in the person's row.
      The quotation marks belong to the file; in a spreadsheet leave them out.

    Amara Ives: "IVES, Amara; A Ives"

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
    cases.csv,,4,date_of_birth,,has its day and month swapped,"After a year the month comes first and then the day, as 2026-03-31; put it right, and look whether the file writes all its dates so."
    cases.csv,,8,opened,'=1+1,is no date of the calendar,"Write it as 2026-03-31 or day first, as 31/03/2026."
    cases.csv,,9,legal_status,,is empty,Fill it in.
    cases.csv,,10,legal_status,,is empty,Fill it in.
    cases.csv,,11,,,"The row has 9 cells where the header has 8, so it can't be told which is which",A separator or a line break in a cell needs quotation marks round the cell.
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
    inspect(&store, FAULTY.as_bytes(), &["--format", "csv"])
        .refuses(&["roster inspect prints text, json, md, html, docx or xlsx"]);
}

#[test]
fn a_list_with_the_month_first_is_told_as_such() {
    let store = Store::new();
    let list = |days: std::ops::Range<u32>| {
        let head = "child_id,team,case_holder,legal_status,opened\n".to_owned();
        let row = |day| format!("00{day},North,Kit Adams,CIN,03/{day:02}/2026\n");
        head + &days.map(row).collect::<String>()
    };
    inspect(&store, list(1..12).as_bytes(), &[]).says(1, &["No date of \"opened\"", "may come first"]);
    let sure = inspect(&store, list(1..28).as_bytes(), &[]);
    sure.says(
        1,
        &[
            "The month seems to come first",
            "rows 14, 15, 16, 17, 18, 19, 20, 21 and 7 more",
        ],
    );
    assert!(!sure.stdout.contains("No date of"), "{}", sure.stdout);
}

/// One that begins with the year is no date of a list with the month first: what is meant can be said.
#[test]
fn a_day_and_month_that_changed_places_are_told_as_such() {
    let list = "child_id,team,case_holder,legal_status,opened\n1,North,Kit Adams,CIN,2026-31-03\n\
                2,North,Kit Adams,CIN,2026-03-31\n";
    let ran = inspect(&Store::new(), list.as_bytes(), &[]);
    ran.says(
        1,
        &[
            "Dates of opened: 1 as 2026-03-31; 1 as 2026-31-03, with day and month swapped.",
            "row 2: The column \"opened\" has its day and month swapped.",
            "if Tue 31 Mar 2026 is meant, write 2026-03-31",
            "Day and month are swapped in dates of \"opened\" of cases.csv",
        ],
    );
    assert!(
        !ran.stdout.contains("month seems to come first"),
        "{}",
        ran.stdout
    );
    let store = Store::new();
    let ran = store.allocate(list.as_bytes(), &[]);
    ran.refuses(&[
        "write 2026-03-31",
        "Have the list exported again with dates as 2026-03-31",
    ]);
}

#[test]
fn a_list_given_twice_is_told_as_such() {
    let store = Store::new();
    store.give(super::store::roster().as_bytes());
    store
        .run(FIRST_DAY, &["roster", "inspect", "cases.csv", "cases.csv"])
        .says(1, &["cases.csv holds the same as cases.csv. Give it once."]);
}
