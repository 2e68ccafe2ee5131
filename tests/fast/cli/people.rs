//! `people inspect`: an HR system's list becomes `people.csv`, and what is in doubt waits.

use std::fs;

use rust_xlsxwriter::Workbook;

use super::Store;
use super::store::{FIRST_DAY, Ran, run_in};

/// A made-up HR system's list: a title above its header, semicolons, Windows-1252, a row a post.
pub const HR_EXPORT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/hr-export.csv");

const HEADER: &str =
    "Employee No,Surname,Forename(s),Job Title,Directorate,Team,Reports To,Start Date,Leave Date,Work E-mail";

fn inspect(store: &Store, list: impl AsRef<[u8]>, more: &[&str]) -> Ran {
    store.write("hr.csv", list);
    let mut args = vec!["--as-of", FIRST_DAY, "people", "inspect", "hr.csv"];
    args.extend(more);
    run_in(&store.root(), &args)
}

/// The rows of the people that a list of these rows makes.
fn made(rows: &[&str]) -> (Ran, Vec<String>) {
    let store = Store::new();
    let list = format!("{HEADER}\n{}\n", rows.join("\n"));
    let ran = inspect(&store, list, &["--write", "new.csv"]);
    let people = fs::read_to_string(store.path("new.csv")).unwrap_or_default();
    let rows = people.lines().skip(1).map(str::to_owned).collect();
    (ran, rows)
}

#[test]
fn an_hr_export_becomes_people_who_are_sound() {
    let store = Store::new();
    let export = fs::read(HR_EXPORT).unwrap();
    let settle = "\n[people.titles]\n\"Practice Manager\" = \"deputy-team-manager\"\n\"Receptionist\" = \"leave-out\"\n\n\
                  [people.services]\n\"Assessment Teams\" = \"Area Unit\"\n\"Corporate Parenting\" = \"Through Care\"\n\
                  \"Children & Families\" = \"none\"\n";
    let first = inspect(&store, &export, &[]);
    first.says(
        1,
        &[
            "hr.csv: 26 rows, 21 people",
            "2 titles are of no role for certain, so 2 rows are left out",
        ],
    );
    let before = store.read("people.csv");
    assert!(
        before.contains("Helen Marsh"),
        "nothing is changed without --write"
    );
    for table in ["[people.titles]\n", "[people.services]\n"] {
        store.change("qaf.toml", table, "");
    }
    let settings = store.read("qaf.toml");
    store.write("qaf.toml", settings + settle);
    inspect(&store, &export, &["--write", "people.csv"]).says(0, &["Written: people.csv, 22 people"]);
    let people = store.read("people.csv");
    for row in [
        "Tim Farrow,,team-manager,Area Unit,Harbour Assessment,Sarah Whitby,,14,2021-05-04,,,tim.farrow@council.example",
        "Carl Linton,,qa-social-worker,,,Ngozi Okafor,",
        "Renée Dubois,,social-worker,",
        "Kieran Hurst,,social-worker,",
        "Isla McKay,,advanced-social-worker,",
        "Daniel Thorne,,social-worker,Area Unit,Meadow Assessment,Owen Bexley,,10,2017-02-13,2026-08-31,",
        "Lucy Vaughan,,team-manager;service-manager,",
    ] {
        assert!(people.contains(row), "{row} is not in:\n{people}");
    }
    store.run(FIRST_DAY, &["validate"]).says(0, &[]);
}

#[test]
fn what_is_not_certain_is_left_out_and_told() {
    let (ran, people) = made(&[
        "1,Hale,Robin,Team Manager - North,Area Unit,,,01/04/2020,,robin@example.org",
        "2,Fox,Lena,Social Worker Assistant,Area Unit,North,\"HALE, Robin\",01/04/2020,,lena@example.org",
        "3,Rook,Callum,Social Worker,Area Unit,North,\"HALE, Robin\",01/04/2020,31/13/2026,callum@example.org",
        "4,Cole,Jess,Social Worker,Area Unit,North,\"HALE, Robin\",soon,,jess@example.org",
        "5,Shah,Dev,Social Worker,Housing,North,\"Nobody, Here\",01/04/2020,,dev@example.org",
        "6,Ash,Kim,Social Worker,Area Unit,North,,01/04/2020,,kim@example.org,and more",
        ",Total,5,,,,,,,",
    ]);
    ran.says(
        1,
        &[
            "Social Worker Assistant 1 not known; perhaps social-worker",
            "Row 4 (Callum Rook) has a last day that is no date.",
            "What stands under started in row 5 is no date",
            "Housing 1 not known",
            "Left out, as each has 11 cells where the header has 10: row 7 (Kim Ash).",
            "The line manager \"Here Nobody\" is nobody in this file.",
        ],
    );
    let names: Vec<&str> = people.iter().map(|row| row.split(',').next().unwrap()).collect();
    assert_eq!(names, ["Robin Hale", "Jess Cole", "Dev Shah"]);
    // No other row names the team, so the title's second part is none.
    assert!(
        people[0].starts_with("Robin Hale,,team-manager,Area Unit,North,"),
        "{}",
        people[0]
    );
}

#[test]
fn rows_of_one_name_are_one_person_or_are_left_out() {
    let (ran, people) = made(&[
        "1,Hale,Robin,Service Manager,Area Unit,,,01/04/2020,,robin@example.org",
        "1,HALE,Robin,QA Service Manager,,,,01/04/2018,,robin@example.org",
        "2,Brook,Ann,Social Worker,Area Unit,North,,01/04/2019,30/06/2024,ann@example.org",
        "2,Brook,Ann,Team Manager,Area Unit,South,,01/07/2024,,ann@example.org",
        "3,Cole,Jess,Social Worker,Area Unit,North,,01/04/2020,,jess.cole@example.org",
        "4,Cole,Jess,Social Worker,Area Unit,South,,01/04/2020,,jess.cole2@example.org",
    ]);
    ran.says(
        1,
        &[
            "People with several posts: 2",
            "as each has a name that another row has with another e-mail address: row 6 (Jess Cole), row 7 (Jess Cole)",
        ],
    );
    assert_eq!(
        people,
        [
            "Robin Hale,,service-manager;qa-service-manager,Area Unit,,,,,2018-04-01,,,robin@example.org",
            "Ann Brook,,team-manager,Area Unit,South,,,,2019-04-01,,,ann@example.org",
        ]
    );
}

#[test]
fn a_first_forename_a_name_known_as_and_a_login_are_aliases_where_they_mean_one_person() {
    let store = Store::new();
    let list = "Name,Known As,Login,Job Title,Team\n\
                \"HALE, Robin James\",Rob,rhale,Team Manager,North\n\
                \"Fox, Lena Mary\",,,Social Worker,North\n\
                \"Fox, Lena Ann\",,,Social Worker,South\n";
    inspect(&store, list, &["--write", "new.csv"]).says(0, &["3 people"]);
    let people = fs::read_to_string(store.path("new.csv")).unwrap();
    for row in [
        "Robin James Hale,Robin Hale;Rob Hale;rhale,team-manager,",
        "Lena Mary Fox,,social-worker,",
        "Lena Ann Fox,,social-worker,",
    ] {
        assert!(people.contains(row), "{row} is not in:\n{people}");
    }
}

#[test]
fn a_people_csv_is_read_as_what_it_is() {
    let store = Store::new();
    let own = store.read("people.csv");
    // What is but the name turned round needs no alias.
    let without_aliases = own.split('"').step_by(2).collect::<String>();
    inspect(&store, &own, &["--write", "new.csv"]).says(0, &["Written: new.csv"]);
    let made = fs::read_to_string(store.path("new.csv")).unwrap();
    assert_eq!(made.trim_start_matches('\u{feff}'), without_aliases);
}

#[test]
fn what_people_csv_alone_knows_is_kept_and_who_joined_or_is_gone_is_told() {
    let store = Store::new();
    store.write(
        "people.csv",
        "name,aliases,role,tier,probation_ends\nRobin Hale,rhale;Bob Hale,service-manager,3,\nAnn Brook,,team-manager,4,\n\
         Lena Fox,,social-worker,,2027-03-13\n",
    );
    let list = "Surname,Forename,Job Title\nHALE,Robin,Service Manager\nFox,Lena,Social Worker\nRook,Jo,Social Worker\n";
    inspect(&store, list, &["--write", "new.csv"]).says(
        0,
        &[
            "Not in people.csv so far: Jo Rook.",
            "In people.csv, in post there, and not in the list: Ann Brook.",
            "Kept from people.csv, as the list has it not (aliases, tier, pay grade, probation, e-mail): Robin Hale, Lena Fox.",
        ],
    );
    let people = fs::read_to_string(store.path("new.csv")).unwrap();
    for row in [
        "Robin Hale,rhale;Bob Hale,service-manager,,,,3,,",
        "Lena Fox,,social-worker,,,,,,,,2027-03-13,",
    ] {
        assert!(people.contains(row), "{row} is not in:\n{people}");
    }
}

#[test]
fn a_workbook_is_read_and_a_file_that_is_there_stays() {
    let store = Store::new();
    let mut book = Workbook::new();
    book.add_worksheet().write(0, 0, "Notes").unwrap();
    let sheet = book.add_worksheet();
    for (row, cells) in [
        ["Establishment", "", "", ""],
        ["Surname", "Forename", "Job Title", "Team"],
        ["Hale", "Robin", "Team Manager", "North"],
    ]
    .iter()
    .enumerate()
    {
        for (column, cell) in cells.iter().enumerate() {
            let (row, column) = (u32::try_from(row).unwrap(), u16::try_from(column).unwrap());
            sheet.write(row, column, *cell).unwrap();
        }
    }
    store.write("hr.xlsx", book.save_to_buffer().unwrap());
    let args = ["people", "inspect", "hr.xlsx", "--write", "people.csv"];
    run_in(&store.root(), &args).says(0, &["the sheet Sheet2, row 2", "Written: people.csv, 1 person"]);
    let written = store.read("people.csv");
    let again = run_in(&store.root(), &args);
    again.refuses(&["people.csv is there already and was left as it is."]);
    assert_eq!(store.read("people.csv"), written);
}

#[test]
fn what_is_no_list_of_staff_is_refused() {
    let store = Store::new();
    for (list, why) in [
        ("", "is empty."),
        ("a,b,c\n1,2,3\n", "holds no list of staff"),
        (
            "Surname,Team,Start Date\nHale,North,01/04/2020\n",
            "has no column of names or of titles",
        ),
        ("<html><body>", "page"),
    ] {
        inspect(&store, list, &["--write", "new.csv"]).refuses(&["The list of staff hr.csv ", why]);
        assert!(!store.path("new.csv").exists());
    }
    let wrong = "[people.titles]\n\"Boss\" = \"bos\"\n";
    store.change("qaf.toml", "[people.titles]\n", wrong);
    store
        .run(FIRST_DAY, &["validate"])
        .says(1, &["[roles] has no role \"bos\""]);
}
