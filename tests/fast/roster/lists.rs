//! `people.csv` and `exemptions.csv`.

use qaf::framework::{People, RoleId, RowId, Service};
use qaf::roster::{FaultSeverity, TableFault, exemptions, people};

use super::day;

pub(super) fn roles() -> Vec<RoleId> {
    ["team-manager", "social-worker"]
        .into_iter()
        .filter_map(RoleId::new)
        .collect()
}

pub(super) fn services() -> Vec<Service> {
    ["Area Unit", "LADO"]
        .into_iter()
        .filter_map(Service::new)
        .collect()
}

fn staff(text: &str) -> (People, Vec<TableFault>) {
    people::read(text.as_bytes(), &roles(), &services())
}

/// Each fault as line, character, severity and message.
fn told(faults: &[TableFault]) -> Vec<String> {
    let line = |fault: &TableFault| {
        let kind = if fault.severity == FaultSeverity::Error {
            "error"
        } else {
            "query"
        };
        let help = fault.help.as_deref().unwrap_or("-");
        format!(
            "{}:{} {kind} {} {help}",
            fault.line, fault.column_number, fault.message
        )
    };
    faults.iter().map(line).collect()
}

#[test]
fn people_are_read() {
    let text = "Name;Aliases;Role;Service;Team;Manager;Tier;BG;Started;Left;Probation Ends;Email\n\
                Robin Hale;\"HALE, Robin; R Hale\";\"team-manager;social-worker\";Area Unit;North 1;;4;BG12;31/03/2020;;;\n\
                Zoe Low;;social-worker;;;HALE, Robin;;12;2021-01-01;;2021-07-01;zoe@x.gov.uk\n";
    let (people, faults) = staff(text);
    assert_eq!(told(&faults), [""; 0]);
    let robin = people.find("hale,robin").unwrap();
    assert_eq!((robin.roles.len(), robin.tier, robin.bg), (2, Some(4), Some(12)));
    assert_eq!(robin.started, Some(day("2020-03-31")));
    assert_eq!(people.find("Zoe Low").unwrap().bg, Some(12));
}

#[test]
fn people_of_whom_none_audits_are_no_fault_of_the_file() {
    let (people, faults) = staff("name,role\nZoe Low,social-worker\n");
    assert_eq!((people.all().len(), faults.len()), (1, 0));
}

#[test]
fn every_fault_of_people_has_its_place() {
    let text = "name,aliases,role,service,manager,tier,bg,started,left,probation_ends,email\n\
                Robin Hale,RH,team-manager,Area Unit,,,,,,,\n\
                robin  hale,,social-worker,,,,,,,,\n\
                Zoé Low,\"x; rh\",social-wroker,Area Units,Robin Hall,four,BG0,03/31/2020,,,\n\
                ,,social-worker,,,,,,,,\n\
                Kim Ash,,,,Kim Ash,,,2022-01-01,2021-01-01,2021-06-01,kim\n";
    let (people, faults) = staff(text);
    let expected = [
        "3:1 error There is a \"robin hale\" already: row 2 has \"Robin Hale\". If it is one person with two posts, write both \
         in one row with ; between: social-worker;team-manager. If they are two people, tell them apart by a middle name \
         or a number; what stands in brackets does not count.",
        "4:9 error \"rh\" means Robin Hale already. An alias may mean one person only. Take it out in one of the two rows; if \
         both rows are one person, write both posts in one row with ; between.",
        "4:17 error There is no role \"social-wroker\". Did you mean social-worker?",
        "4:31 error There is no service \"Area Units\". Did you mean Area Unit?",
        "4:42 query The line manager \"Robin Hall\" is nobody in this file. Did you mean Robin Hale?",
        "4:53 error \"four\" is no level from 1 to 99. Write a number, such as 4, or leave the cell empty.",
        "4:58 error \"BG0\" is no level from 1 to 99. Write a number, such as 12 or BG12, or leave the cell empty.",
        "4:62 error \"03/31/2020\" has a month over 12. Dates are read day first (31/03/2026) or as 2026-03-31; if this \
         file writes the month first, its other dates are read wrongly too, so export it again with dates as 2026-03-31. -",
        "5:1 error The row has no name. Fill it in, or take the row out.",
        "6:10 error The person has no role. Fill it in; several go with ; between.",
        "6:12 query The person is their own line manager. Name the manager, or leave the cell empty.",
        "6:33 error The person left on 2021-01-01, before starting on 2022-01-01. Put the two dates right.",
        "6:44 query Probation ends on 2021-06-01, before the person starts on 2022-01-01. Put the two dates right.",
        "6:55 query This does not look like an e-mail address. Write it like name@council.gov.uk, or leave the cell empty.",
    ];
    assert_eq!(told(&faults), expected);
    let names: Vec<&str> = people.all().iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["Robin Hale", "Zoé Low"]);
}

#[test]
fn a_header_of_people_is_checked() {
    assert_eq!(
        told(&staff("nmae,role,role\nA,B,C\n").1),
        [
            "1:1 error There is no column \"nmae\" in this file. Did you mean name?",
            "1:1 error The file has no column name. The columns found are \"nmae\", \"role\" and \"role\". Write the header \
             name over its column in row 1.",
            "1:11 error The column role stands here a second time; it is the 2nd column already. Take one of the two out.",
        ]
    );
    for (text, expected) in [
        ("", "The file is empty."),
        ("name,role\n", "nobody below it"),
        ("name,role\nA,\"B\n", "quotation mark in row 2 (line 2)"),
        ("PK\x03\x04", "Excel workbook"),
        (
            "name,role\nHale, Robin,social-worker\n",
            "The row has 3 cells where the header has 2.",
        ),
    ] {
        let (_, faults) = staff(text);
        assert!(faults[0].message.contains(expected), "{text:?}: {faults:?}");
        assert_eq!(faults.len(), 1, "{text:?}: {faults:?}");
    }
}

#[test]
fn a_missing_column_is_told_at_the_header_wherever_it_stands() {
    let header = "The file has no column role. The columns found are \"name\". Write the header role over its column in row 3.";
    assert_eq!(
        told(&staff("\r\n\r\nname\r\nA\r\n").1),
        [format!("3:1 error {header}")]
    );
    let faults = staff("\n,\nname,nmae\nA,B\n").1;
    let places: Vec<_> = faults
        .iter()
        .map(|fault| (fault.row, fault.line, fault.column_number))
        .collect();
    assert_eq!(places, [(3, 3, 1), (3, 3, 6)], "{faults:?}");
    let (_, faults) = exemptions::read(b"\n\nperson,from,reason\n", &staff("name,role\nA,b\n").0, &[]);
    assert_eq!(told(&faults)[0].split(' ').next(), Some("3:1"), "{faults:?}");
}

#[test]
fn exemptions_are_read_and_faults_named() {
    let (people, _) = staff("name,aliases,role\nRobin Hale,\"HALE, Robin\",team-manager\n");
    let rows = [RowId::new("area-case").unwrap()];
    let text = "person,row,from,to,reason,agreed_by\n\
                \"HALE, Robin\",area-case,1/3/2026,31/03/2026,sick,Sam\n\
                Robin Hale,,2026-05-01,,,\n\
                Robin Hal,area-csae,2026-05-01,2026-04-01,x,y\n\
                ,,soon,,x,y\n\
                Robin Hale,,,,x,y\n";
    let (exemptions, faults) = exemptions::read(text.as_bytes(), &people, &rows);
    assert_eq!(exemptions.len(), 2);
    assert_eq!(exemptions[0].person, "Robin Hale");
    assert_eq!(
        (exemptions[0].to, exemptions[1].row.as_ref()),
        (Some(day("2026-03-31")), None)
    );
    let help = "Fill it in, so that a later reader can see why nothing was asked.";
    let expected = [
        format!("3:25 query The exemption has no reason. {help}"),
        format!("3:26 query Nobody is named who agreed to the exemption. {help}"),
        "4:1 error \"Robin Hal\" is nobody in people.csv. Did you mean Robin Hale?".to_owned(),
        "4:11 error The schedule has no row \"area-csae\". Did you mean area-case?".to_owned(),
        "4:32 error The exemption ends on 2026-04-01, before it begins on 2026-05-01. Put the two dates right.".to_owned(),
        "5:1 error The row has no person. Fill it in, or take the row out.".to_owned(),
        "5:3 error \"soon\" is no date of the calendar. Write it as 2026-03-31 or day first, as 31/03/2026. -".to_owned(),
        "6:13 error The exemption has no first day. Write it as 2026-03-31.".to_owned(),
    ];
    assert_eq!(told(&faults), expected);
    for nobody in ["", "person,row,from,to,reason,agreed_by\n"] {
        let (exemptions, faults) = exemptions::read(nobody.as_bytes(), &people, &rows);
        assert!(exemptions.is_empty() && faults.is_empty());
    }
}

#[test]
fn one_person_in_two_spellings_is_told_how_to_be_one_row() {
    let header = "name,aliases,role,service,team,manager\n";
    let first = "Kit Adams,rkit,team-manager,Area Unit,North,n/a\n";
    for spelling in [
        "Kit Adams",
        "\"ADAMS, Kit\"",
        "Kit\u{a0}Adams\u{200b}",
        "Kít Adams (Agency)",
    ] {
        let text = format!("{header}{first}{spelling},,social-worker,Area Unit,South,\n");
        let (people, faults) = staff(&text);
        assert_eq!((people.all().len(), faults.len()), (1, 1), "{faults:?}");
        let fault = &faults[0];
        assert!(fault.message.contains("already"), "{}", fault.message);
        let help = fault.help.as_deref().unwrap();
        assert!(
            help.contains("with ; between: social-worker;team-manager, North;South"),
            "{help}"
        );
    }
    // Another order without a comma may be another person.
    let (people, faults) = staff(&format!(
        "{header}{first}Adams Kit,,social-worker,,,\"ADAMS, Kit\"\n"
    ));
    assert_eq!(faults, []);
    assert_eq!(people.all()[1].manager.as_ref().unwrap().as_str(), "Kit Adams");
    assert_eq!(people.find("RKIT").unwrap().name.as_str(), "Kit Adams");
}

#[test]
fn words_for_nothing_are_empty_cells() {
    let text = "name,aliases,role,service,team,manager,tier,bg,started,left,probation_ends,email\n\
                Robin Hale,-,team-manager,n/a,(blank),N/A,-,tbc,NULL,-,#N/A,none\n\
                unknown,,team-manager,,,,,,,,,\n";
    let (people, faults) = staff(text);
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert_eq!(faults[0].message, "The row has no name.");
    let robin = &people.all()[0];
    assert!(robin.aliases.is_empty() && robin.teams.is_empty() && robin.services.is_empty());
    assert_eq!((&robin.manager, robin.tier, robin.bg), (&None, None, None));
    assert_eq!(
        (robin.started, robin.left, robin.probation_ends),
        (None, None, None)
    );
    assert_eq!(robin.email, None);
    // An empty cell of exemptions.csv excuses from every row: a word for nothing is no such answer.
    let listed = b"person,row,from,to,reason,agreed_by\n\"HALE, Robin\",n/a,2026-04-01,tbc,ill,Tom\n\
                   Robin Hale (Agency),,2026-04-01,-,ill,Tom\n";
    let (exemptions, faults) = qaf::roster::exemptions::read(listed, &people, &[]);
    assert_eq!((exemptions.len(), faults.len()), (1, 1), "{faults:?}");
    assert_eq!(
        (exemptions[0].person.as_str(), exemptions[0].to),
        ("Robin Hale", None)
    );
}
