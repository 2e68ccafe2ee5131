//! What holds for any bytes and any rows.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use proptest::prelude::*;
use qaf::framework::name::{folded_name, is_nobody};
use qaf::framework::{ChildId, Date, RoleId, Team};
use qaf::roster::hr_list::{self, HrKnown, HrList};
use qaf::roster::{Case, Roster, exemptions, people};

use smol_str::SmolStr;

use super::lists::{roles, services};
use super::{HEADER, SAMPLE, read_one};

/// Reads bytes as each of the three files; what comes of it does not matter here.
fn read_as_everything(bytes: &[u8]) {
    let _ = read_one(bytes);
    let (people, _) = people::read(bytes, &roles(), &services());
    let _ = exemptions::read(bytes, &people, &[]);
    let _ = hr_list_of(bytes);
}

/// What an HR system's list is understood as.
fn hr_list_of(bytes: &[u8]) -> Result<HrList, String> {
    let roles: Vec<(RoleId, String)> = roles().into_iter().map(|id| (id, String::new())).collect();
    let none = BTreeMap::new();
    hr_list::read(
        bytes,
        HrKnown {
            roles: &roles,
            services: &services(),
            columns: &none,
            titles: &none,
            service_words: &none,
            own: None,
        },
    )
}

#[test]
fn nothing_panics_on_any_prefix() {
    let notes = "child_id;team;case_holder;legal_status;opened;notes\r\n1;\"A\"\"é\";B;CIN;31/03/2026;\"x\r\ny\"\r\n\r\n2;;\u{202e};;;\r\n";
    let people = "name,aliases,role\nRobin Hale,\"HALE, Robin\",team-manager\nZoé,,x\n";
    let listed = "person,row,from,to,reason,agreed_by\nZoé,x,1/3/2026,soon,,\"\n";
    let staff = "Staff\n\nSurname;Forename(s);Job Title;Team;Leave Date\nHALE;Zoé;Team Manager - A;;1/3/2026\n;Total;;;\n";
    for text in [SAMPLE, notes, people, listed, staff] {
        let marked = format!("\u{feff}{text}");
        let utf16: Vec<u8> = marked.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [text.as_bytes(), &utf16] {
            for end in 0..=bytes.len() {
                read_as_everything(&bytes[..end]);
            }
        }
    }
}

fn cell() -> impl Strategy<Value = String> {
    "[ -~éß]{0,12}".prop_map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn date() -> impl Strategy<Value = Date> {
    (2015..2027_i32, 1..=12_u32, 1..=28_u32)
        .prop_map(|(year, month, day)| Date::new(year, month, day).unwrap())
}

prop_compose! {
    fn case()(
        id in "[0-9]{1,2}",
        initials in "[A-ZÉ]{0,3}|[A-Z][.] ?[A-Z][.]",
        texts in [cell(), cell(), cell()],
        team in "[A-C]",
        status in prop::sample::select(vec!["CiC", "CP", "CIN", "PLO", "Care Leaver", "Early Help"]),
        opened in date(),
        open_for in prop::option::of(0..900_u64),
    ) -> Case {
        let text = |index: usize| Some(texts[index].as_str().into()).filter(|text: &SmolStr| !is_nobody(text));
        let initials = Some(SmolStr::new(initials)).filter(|text| !is_nobody(text));
        Case {
            child_id: ChildId::new(&id).unwrap(),
            initials,
            age: None,
            team: Team::new(&team).unwrap().into(),
            case_holder: text(0).map(Arc::new),
            legal_status: Arc::new(status.into()),
            opened: Some(opened),
            closed: open_for.map(|days| opened.plus_days(days)),
            manager: text(1).map(Arc::new),
            family_id: text(2),
            leave_out: false,
            place: (0, 0),
        }
    }
}

fn written(cases: &[Case]) -> String {
    let mut text = format!("{HEADER}\n");
    let quoted = |text: Option<&str>| format!("\"{}\"", text.unwrap_or_default().replace('"', "\"\""));
    let date = |date: Option<Date>| date.map_or(String::new(), |date| date.to_string());
    for case in cases {
        writeln!(
            text,
            "{},{},,{},{},{},{},{},{},{}",
            case.child_id,
            quoted(case.initials.as_deref()),
            case.team,
            quoted(case.case_holder.as_ref().map(|name| name.as_str())),
            case.legal_status,
            date(case.opened),
            date(case.closed),
            quoted(case.manager.as_ref().map(|name| name.as_str())),
            quoted(case.family_id.as_deref()),
        )
        .unwrap();
    }
    text
}

/// Cases by id, without their places.
fn as_a_set(mut cases: Vec<Case>) -> Vec<Case> {
    for case in &mut cases {
        case.place = (0, 0);
    }
    cases.sort_by(|a, b| a.child_id.cmp(&b.child_id));
    cases
}

proptest! {
    #[test]
    fn everybody_of_a_list_of_staff_is_in_people_csv_once_or_told(
        rows in prop::collection::vec(
            ([cell(), cell()], prop::sample::select(vec!["Team Manager", "team-manager", "Boss", "", "Team Manager - A"]), cell()),
            0..12,
        ),
    ) {
        let mut text = "Surname\tForename\tJob Title\tTeam\tLeave Date\n".to_owned();
        for ([surname, forename], title, left) in &rows {
            let clean = |cell: &str| cell.replace('"', "");
            writeln!(text, "{}\t{}\t{title}\tA\t{}", clean(surname), clean(forename), clean(left)).unwrap();
        }
        if let Ok(list) = hr_list_of(text.as_bytes()) {
            let joined: usize = list.joined.iter().map(|joined| joined.rows.len() - 1).sum();
            prop_assert_eq!(list.people.len() + joined + list.left_out.len(), list.rows);
            // No two are one to people.csv: it would be refused.
            let mut names: Vec<String> = list.people.iter().map(|person| folded_name(person.name.as_str())).collect();
            let all = names.len();
            names.sort();
            names.dedup();
            prop_assert_eq!(names.len(), all);
        }
    }
}

proptest! {
    #[test]
    fn what_is_written_reads_back(cases in prop::collection::vec(case(), 1..40)) {
        let mut unique: Vec<Case> = Vec::new();
        for (index, mut case) in (0..).zip(cases) {
            case.child_id = ChildId::new(&format!("{index}-{}", case.child_id)).unwrap();
            case.place = (0, index + 2);
            unique.push(case);
        }
        let roster = read_one(written(&unique).as_bytes()).unwrap();
        prop_assert_eq!(&roster.faults, &[]);
        prop_assert_eq!(roster.cases, unique);
    }

    #[test]
    fn the_order_of_rows_does_not_matter(
        (cases, shuffled) in prop::collection::vec(case(), 1..60)
            .prop_flat_map(|cases| (Just(cases.clone()), Just(cases).prop_shuffle()))
    ) {
        let one = read_one(written(&cases).as_bytes()).unwrap();
        let other = read_one(written(&shuffled).as_bytes()).unwrap();
        let listed = |roster: &Roster| roster.merged.iter().map(|child| (child.child_id.clone(), child.rows.len())).collect::<Vec<_>>();
        prop_assert_eq!(listed(&one), listed(&other));
        prop_assert_eq!(as_a_set(one.cases), as_a_set(other.cases));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn nothing_panics_on_random_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        read_as_everything(&bytes);
    }

    #[test]
    fn nothing_panics_below_a_good_header(
        text in "[\"\",;\t\r\n a1é/\u{7}-]{0,80}",
        separator in prop::sample::select(vec![",", ";", "\t"]),
    ) {
        for header in [HEADER, "name,role,manager,started,left", "person,row,from,to,reason,agreed_by"] {
            read_as_everything(format!("{}\n{text}", header.replace(',', separator)).as_bytes());
        }
    }
}

/// A long list with faults, empty lines and children that stand twice, its lines ended so.
fn long_list(line_end: &str) -> String {
    let mut lines = vec!["child_id,team,case_holder,legal_status,opened,closed".to_owned()];
    for row in 0..30_000 {
        let (month, day) = (row % 13 + 1, row % 28 + 1);
        lines.push(match row % 997 {
            0 => String::new(),
            1 => format!("{row},North,Robin Hale,CIN"),
            2 => ",,,,,".to_owned(),
            _ => format!(
                "{},North {},Zoë Hale,CP,2026-{month:02}-{day:02},",
                row - row % 50 / 49,
                row % 9
            ),
        });
    }
    lines.join(line_end) + line_end
}

#[test]
fn a_long_list_is_read_in_pieces_as_it_is_row_by_row() {
    let as_of = "2026-11-24".parse().unwrap();
    let none = BTreeMap::new();
    for line_end in ["\n", "\r\n"] {
        let plain = long_list(line_end);
        assert!(plain.len() > 4 << 18, "long enough for several pieces");
        // A quotation mark anywhere below the header has it read row by row.
        let quoted = plain.replacen(",Zoë Hale,", ",\"Zoë Hale\",", 1);
        let of =
            |text: &str| qaf::roster::read(&[("cases.csv", text.as_bytes())], as_of, &none, &none).unwrap();
        let (pieces, rows) = (of(&plain), of(&quoted));
        assert!(pieces.faults.len() > 1_000 && pieces.merged.len() > 100);
        assert_eq!(pieces.cases, rows.cases);
        assert_eq!(pieces.faults, rows.faults);
        assert_eq!(pieces.merged, rows.merged);
        assert_eq!(pieces.sheets, rows.sheets);
    }
}
