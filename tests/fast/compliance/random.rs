//! Councils that nobody thought of: people, exemptions and audits at random, under rows of every kind.

use std::collections::BTreeMap;

use proptest::prelude::*;
use qaf::figures::Summary;
use qaf::framework::schedule::{Per, RowActivity, Selection};
use qaf::framework::word::Word;
use qaf::framework::{Exemption, Person, Process, Row};
use qaf::progress::Status;

use crate::compliance::made::{
    Council, allocated, between, day, exempt, north_obs, observed_each, off, row, submitted, word,
};

const NAMES: [&str; 5] = ["Ann Ash", "Bob Birch", "Cat Cole", "Dan Dale", "Eve Elm"];
const ROWS: [&str; 9] = [
    "north-case",
    "south-case",
    "north-obs",
    "all-peer",
    "visit",
    "lado",
    "unsure",
    "observed-each",
    "iro-each",
];
const FORMS: [&str; 4] = ["child-case", "observed-practice", "lado", "iro-cp-chair"];

/// A day so many after 1 January 2026.
pub fn nth(days: u64) -> String {
    day("2026-01-01").plus_days(days).to_string()
}

/// Some of these, in their order.
fn some<K>(names: &'static [&'static str]) -> impl Strategy<Value = Vec<Word<K>>> {
    proptest::sample::subsequence(names, 0..=names.len())
        .prop_map(|names| names.into_iter().map(word).collect::<Vec<_>>())
}

prop_compose! {
    fn somebody()(
        name in proptest::sample::select(NAMES.as_slice()),
        from in proptest::option::weighted(0.4, 0..500_u64),
        long in proptest::option::weighted(0.3, 0..500_u64),
        role in proptest::sample::select(["team-manager", "team-manager", "social-worker", "iro", "service-manager"].as_slice()),
        services in some(&["North", "South"]),
        teams in some(&["North 1", "North 2"]),
        bg in proptest::option::of(Just(12_u32)),
    ) -> Person {
        // Somebody may be there for one day only, and may have left before the year.
        let to = long.map(|long| nth(from.unwrap_or(0) + long));
        let person = between(name, from.map(nth).as_deref(), to.as_deref());
        Person { roles: vec![word(role)], services, teams, bg, ..person }
    }
}

prop_compose! {
    fn excused()(
        name in proptest::sample::select(NAMES.as_slice()),
        row in proptest::option::of(proptest::sample::select(["north-case", "observed-each"].as_slice())),
        from in 0..500_u64,
        long in proptest::option::of(0..90_u64),
    ) -> Exemption {
        exempt(name, row, &nth(from), long.map(|long| nth(from + long)).as_deref())
    }
}

prop_compose! {
    fn audit(number: u32)(
        row in proptest::option::weighted(0.9, proptest::sample::select(ROWS.as_slice())),
        // Mostly on a form of the row, which is the first of its kind.
        form in proptest::option::weighted(0.3, proptest::sample::select(FORMS.as_slice())),
        auditor in proptest::sample::select([NAMES.as_slice(), &["Nobody Known"]].concat()),
        worker in proptest::option::of(proptest::sample::select([NAMES.as_slice(), &["Nobody Known"]].concat())),
        on in 0..500_u64,
        done in proptest::option::weighted(0.8, 0..30_u64),
        status in prop_oneof![8 => Just(None), 1 => Just(Some(Status::Withdrawn)), 1 => Just(Some(Status::Replaced))],
    ) -> Summary {
        let own = match row {
            Some("north-obs" | "observed-each") => "observed-practice",
            Some("lado") => "lado",
            Some("iro-each") => "iro-cp-chair",
            _ => "child-case",
        };
        let name = row.unwrap_or("no-such-row");
        let mut audit = match done {
            Some(days) => submitted(number, name, auditor, &nth(on), &nth(on + days)),
            None => allocated(number, name, auditor, &nth(on)),
        };
        audit.form = form.unwrap_or(own).into();
        if audit.form == "observed-practice" {
            audit.process = &Process::REVIEWED;
        }
        audit.worker = worker.map(Into::into);
        match status {
            Some(status) => off(audit, status),
            None => audit,
        }
    }
}

fn audits() -> impl Strategy<Value = Vec<Summary>> {
    (0..16_u32).prop_flat_map(|n| (1..=n).map(audit).collect::<Vec<_>>())
}

/// A row a kind: drawn in two services, observed, of peers, of whole works, of a service as a whole, to be confirmed, and of
/// workers.
fn rows(times: u32, selection: Option<Selection>) -> Vec<Row> {
    let case = |id: &str, service: &str, times: u32| Row {
        service: Some(word(service)),
        selection,
        ..row(id, Some(times), Per::Auditor)
    };
    let peer = Row {
        service: None,
        activity: Some(RowActivity::Peer),
        auditors: vec![word("bg:12")],
        forms: vec![word("child-case"), word("observed-practice")],
        ..row("all-peer", Some(1), Per::Auditor)
    };
    let visit = Row {
        activity: Some(RowActivity::Sav),
        ..row("visit", Some(3), Per::Service)
    };
    let lado = Row {
        service: Some(word("LADO")),
        auditors: vec![word("service-manager")],
        forms: vec![word("lado")],
        ..row("lado", Some(2), Per::Service)
    };
    let each = Row {
        service: None,
        activity: Some(RowActivity::Combined),
        workers: vec![word("iro")],
        forms: vec![word("iro-cp-chair")],
        ..row("iro-each", Some(2), Per::Worker)
    };
    let rows = [
        case("north-case", "North", times),
        case("south-case", "South", 6),
        north_obs(),
        peer,
        visit,
        lado,
        row("unsure", None, Per::Auditor),
        observed_each(),
        each,
    ];
    rows.into()
}

prop_compose! {
    pub fn council()(
        people in proptest::collection::vec(somebody(), 0..6),
        exemptions in proptest::collection::vec(excused(), 0..4),
        audits in audits(),
        times in prop_oneof![2 => Just(6), 1 => proptest::sample::select([12, 4, 3, 2, 1].as_slice())],
        selection in proptest::option::of(Just(Selection::Random)),
        starts in prop_oneof![3 => Just(4_u32), 1 => 1..=12_u32],
    ) -> Council {
        // A name stands once in the staff's list.
        let mut known: BTreeMap<String, Person> = BTreeMap::new();
        known.extend(people.into_iter().map(|person| (person.name.to_string(), person)));
        Council {
            rows: rows(times, selection),
            people: known.into_values().collect(),
            exemptions,
            audits,
            starts,
            in_use_since: None,
        }
    }
}
