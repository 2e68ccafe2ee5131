//! The tables that people keep or export: staff, exemptions, rosters.

use std::collections::{BTreeMap, BTreeSet};

use qaf::framework::{ChildId, Date};
use qaf::roster::{self, TableFault, encoding};

use crate::law::{Lines, hold_shown};
use crate::world::WORLD;

fn today() -> Date {
    "2026-11-24".parse().expect("a day")
}

/// The faults are in the file's order, lie in it, and say something that can be shown.
fn hold_faults(bytes: &[u8], faults: &[TableFault]) {
    assert!(faults.is_sorted_by_key(|fault| (fault.line, fault.column_number)));
    assert!(faults.len() <= 2 * bytes.len() + 40);
    let lines = encoding::decode(bytes).map(|text| Lines::of_text(&text.text));
    for fault in faults {
        match &lines {
            Ok(lines) => {
                lines.hold(fault.line, fault.column_number, fault);
                // A spreadsheet's row may span lines, and never the other way about.
                assert!((1..=fault.line).contains(&fault.row), "{fault:?}");
            }
            Err(_) => assert_eq!((fault.line, fault.column_number), (1, 1), "{fault:?}"),
        }
        let said = [Some(&fault.message), fault.help.as_ref(), fault.column.as_ref()];
        for text in said.into_iter().flatten() {
            assert!(!text.is_empty());
            hold_shown(text);
        }
    }
}

/// A `people.csv`.
pub fn people(bytes: &[u8]) {
    let (people, faults) = roster::people::read(bytes, &WORLD.roles, &WORLD.services);
    hold_faults(bytes, &faults);
    let mut names = BTreeSet::new();
    for person in people.all() {
        let name = person.name.as_str();
        assert!(names.insert(name), "{name:?} stands twice");
        assert!(!name.trim().is_empty() && !person.roles.is_empty());
        assert!(people.find(name).is_some_and(|found| found.name == person.name));
    }
    // Where nothing is known of roles and services, no more is asked.
    let (_, fewer) = roster::people::read(bytes, &[], &[]);
    assert!(fewer.len() <= faults.len());
}

/// An `exemptions.csv`.
pub fn exemptions(bytes: &[u8]) {
    let (exemptions, faults) = roster::exemptions::read(bytes, &WORLD.people, &WORLD.rows);
    hold_faults(bytes, &faults);
    for exemption in &exemptions {
        assert!(WORLD.people.find(exemption.person.as_str()).is_some());
        assert!(exemption.row.as_ref().is_none_or(|row| WORLD.rows.contains(row)));
        assert!(exemption.to.is_none_or(|to| exemption.from <= to));
    }
}

/// A roster, by its own headers and by a council's.
pub fn roster(bytes: &[u8]) {
    let none = BTreeMap::new();
    let words = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
        let owned = |(key, value): &(&str, &str)| ((*key).to_owned(), (*value).to_owned());
        pairs.iter().map(owned).collect()
    };
    let columns = words(&[("child_id", "Ref"), ("team", "Unit"), ("case_holder", "Who")]);
    let statuses = words(&[("Looked after", "CiC"), ("Adopted", "leave-out")]);
    hold_roster(bytes, &[("roster.csv", bytes)], &none, &none);
    hold_roster(bytes, &[("roster.csv", bytes)], &columns, &statuses);
    // The same file twice has the same children.
    let one = roster::read(&[("a.csv", bytes)], today(), &none, &none);
    let two = roster::read(&[("a.csv", bytes), ("b.csv", bytes)], today(), &none, &none);
    assert_eq!(one.is_ok(), two.is_ok());
    if let (Ok(one), Ok(two)) = (one, two) {
        let children = |read: &roster::Roster| -> BTreeSet<ChildId> {
            read.cases.iter().map(|case| case.child_id.clone()).collect()
        };
        assert_eq!(children(&one), children(&two));
    }
}

fn hold_roster(
    bytes: &[u8],
    rosters: &[(&str, &[u8])],
    columns: &BTreeMap<String, String>,
    statuses: &BTreeMap<String, String>,
) {
    let read = match roster::read(rosters, today(), columns, statuses) {
        Ok(read) => read,
        Err(error) => {
            assert!(!error.problems.is_empty());
            for problem in &error.problems {
                assert!(problem.message.starts_with(&problem.file), "{problem:?}");
                hold_shown(&problem.message);
            }
            return;
        }
    };
    let file = &read.files[0];
    assert!(file.unreadable <= file.rows && file.rows <= bytes.len() && file.rows > 0);
    assert_eq!(file.children, read.cases.len());
    let ids: BTreeSet<&str> = read.cases.iter().map(|case| case.child_id.as_str()).collect();
    assert_eq!(ids.len(), read.cases.len(), "a child stands twice");
    assert!(read.cases.is_sorted_by_key(|case| case.place));
    let bad: BTreeSet<u32> = read
        .faults
        .iter()
        .filter_map(|fault| u32::try_from(fault.row).ok())
        .collect();
    assert_eq!(bad.len(), file.unreadable, "{:?}", read.faults);
    for case in &read.cases {
        assert!(!bad.contains(&case.place.1));
        let told = [
            Some(case.team.as_str()),
            case.case_holder.as_ref().map(|name| name.as_str()),
            Some(case.legal_status.as_str()),
        ];
        for text in told.into_iter().flatten().chain([case.child_id.as_str()]) {
            assert!(!text.is_empty() && text.trim() == text, "{case:?}");
            hold_shown(&text.replace('\n', "\u{1}"));
        }
        assert!(case.age.is_none_or(|age| age <= 150), "{case:?}");
    }
    for fault in &read.faults {
        assert!(fault.row > 1, "{fault:?}");
        hold_shown(&fault.to_string().replace('\n', "\u{1}"));
        hold_shown(&fault.shown);
    }
    for note in &read.notes {
        hold_shown(note);
    }
}
