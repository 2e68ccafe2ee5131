//! Nobody may draw their own case, however a roster spells their name.

use proptest::prelude::*;

use super::*;
use crate::draw::record::Reason;
use crate::draw::test_council::{MadeCouncil, case, person, shared, standing};

const AUDITORS: [&str; 4] = ["Maria Dunn", "Seán O'Neill-Ward", "Zoë Müller", "Al Ng"];

fn held(id: &str, holder: &str) -> Case {
    Case {
        case_holder: Some(shared(holder)),
        ..case(id, "North")
    }
}

fn council(cases: Vec<Case>) -> MadeCouncil {
    let mut council = MadeCouncil::of(cases);
    council.persons = AUDITORS.map(|name| person(name, &["North"])).into();
    council
}

/// The cases of the pool of an auditor, and what was set aside from it.
fn pool(council: &MadeCouncil, auditor: &str) -> (Vec<String>, Vec<(Reason, u64)>) {
    let plan = council.plan();
    let unit = plan.units.iter().find(|unit| unit.unit == auditor).unwrap();
    let ids = unit.pool.iter().map(|entry| entry.case_id.clone());
    let aside = unit.set_aside.iter().map(|aside| (aside.reason, aside.count));
    (ids.collect(), aside.collect())
}

#[test]
fn a_folded_name_is_the_auditor_and_a_like_one_is_set_aside_and_named() {
    let council = council(vec![
        held("O0", "DUNN, Maria"),
        held("O1", "Maria Dunn (Agency)"),
        held("O2", "Dunn Maria"),
        held("O3", "Maria Dunn\u{200b}"),
        held("O4", "Sean O’Neill Ward"),
        held("O5", "Kit Adams"),
    ]);
    let (ids, aside) = pool(&council, "Maria Dunn");
    assert_eq!(ids, ["O4", "O5"]);
    assert_eq!(
        aside,
        [(Reason::AuditorIsCaseHolder, 3), (Reason::HolderMayBeAuditor, 1)]
    );
    assert_eq!(pool(&council, "Zoë Müller").0.len(), 6);
    let holders = council.plan().holders;
    let read_as: Vec<(&str, &str)> = holders
        .read_as
        .iter()
        .map(|one| (one.written.as_str(), one.name.as_str()))
        .collect();
    assert_eq!(
        read_as,
        [
            ("DUNN, Maria", "Maria Dunn"),
            ("Maria Dunn (Agency)", "Maria Dunn"),
            ("Maria Dunn\u{200b}", "Maria Dunn"),
            ("Sean O’Neill Ward", "Seán O'Neill-Ward"),
        ]
    );
    assert_eq!(
        holders.unknown,
        [
            UnknownHolder {
                name: "Dunn Maria".to_owned(),
                children: 1,
                may_be: vec!["Maria Dunn".to_owned()],
                nearest: None,
            },
            UnknownHolder {
                name: "Kit Adams".to_owned(),
                children: 1,
                may_be: Vec::new(),
                nearest: None,
            }
        ]
    );
}

#[test]
fn whom_people_csv_knows_by_that_very_name_is_not_the_auditor() {
    let mut council = council(vec![
        held("C1", "Marie Dunn"),
        held("C2", "Dunn, Marie"),
        held("C3", "R Dunn"),
    ]);
    council.persons.push(person("Marie Dunn", &[]));
    assert_eq!(pool(&council, "Maria Dunn").0, ["C1", "C2", "C3"]);
    // Nor one of another team, from whose pool nothing can be drawn anyway.
    council.persons.pop();
    council.persons[0].teams.clear();
    assert_eq!(pool(&council, "Zoë Müller").0, ["C1", "C2", "C3"]);
    assert!(
        council
            .plan()
            .holders
            .unknown
            .iter()
            .all(|holder| holder.may_be.is_empty())
    );
}

#[test]
fn a_past_holder_and_a_past_child_are_known_again_in_another_spelling() {
    let mut council = council(vec![
        held("C1000", "Kit Adams"),
        held("c-2000", "Kit Adams"),
        held("0012", "x"),
    ]);
    council.standing = [("C2000", "a"), ("12", "b")]
        .map(|(child, unit)| standing(unit, "2026-27-C3", "2026-08-20", child, "area-case"))
        .into();
    council.standing[1].holder = "DUNN, Maria".to_owned();
    council.standing[1].unit = "ng, al".to_owned();
    let (ids, aside) = pool(&council, "Al Ng");
    assert_eq!(
        (ids, aside),
        (vec!["C1000".to_owned()], vec![(Reason::DrawnRecently, 2)])
    );
    let plan = council.plan();
    let unit = plan.units.iter().find(|unit| unit.unit == "Al Ng").unwrap();
    assert_eq!(unit.history[0].holder, "Maria Dunn");
}

/// One way in which a system or a person may spell a name otherwise.
fn respelt(name: &str, how: u8) -> String {
    let turned = || {
        let (first, last) = name.rsplit_once(' ')?;
        Some(format!("{last}, {first}"))
    };
    match how {
        0 => name.to_uppercase(),
        1 => name.to_lowercase(),
        2 => turned().unwrap_or_else(|| name.to_owned()),
        3 => turned().map_or_else(|| name.to_owned(), |turned| turned.replace(',', "")),
        4 => format!("{name} (Agency)"),
        5 => name.replace(' ', "\u{a0}") + "\u{200b}",
        6 => name.replace('\'', "’").replace('-', "\u{2010}"),
        7 => name.replace('\'', "").replace('-', " "),
        8 => unicode_normalization::UnicodeNormalization::nfd(name).collect(),
        9 => name.replace('á', "a").replace('ë', "e").replace('ü', "u"),
        10 => name.chars().flat_map(|letter| [letter, '\u{ad}']).collect(),
        11 => name.replace(' ', "  "),
        12 => format!("{name} [Locum]"),
        13 => name.rsplit_once(' ').map_or_else(
            || name.to_owned(),
            |(first, last)| format!("{} {last}", first.chars().next().unwrap_or('x')),
        ),
        14 => format!("{name} - Agency"),
        15 => format!("Ms {name}"),
        _ => name.to_owned(),
    }
}

proptest! {
    #[test]
    fn nobody_draws_a_case_of_their_own(
        auditor in 0..AUDITORS.len(),
        ways in prop::collection::vec(prop::collection::vec(0..16_u8, 0..3), 1..6),
    ) {
        let name = AUDITORS[auditor];
        // An initial is of the name itself, not of a suffix.
        let first = |ways: &Vec<u8>| {
            let mut ways = ways.clone();
            ways.sort_by_key(|how| *how != 13);
            ways
        };
        let ways: Vec<Vec<u8>> = ways.iter().map(first).collect();
        let spelt = ways.iter().map(|ways| ways.iter().fold(name.to_owned(), |name, how| respelt(&name, *how)));
        let cases = (0..).zip(spelt).map(|(index, holder): (usize, String)| held(&format!("C{index}"), &holder));
        let cases: Vec<Case> = cases.collect();
        let names: Vec<String> = cases.iter().filter_map(|case| case.case_holder.as_ref().map(ToString::to_string)).collect();
        let (ids, _) = pool(&council(cases), name);
        prop_assert!(ids.is_empty(), "{:?} of {:?}", ids, names);
    }
}
