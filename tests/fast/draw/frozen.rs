//! Records that follow a freeze: what may, and what may not.

use std::collections::BTreeSet;

use qaf::draw::freeze::{Altered, PoolsKnown, changes, made_by, waiting};
use qaf::draw::record::SeedKind;
use qaf::draw::{ChainError, DrawKind, DrawRecord, Seed, Unit, freeze, settle, verify, verify_chain};

use crate::draw::made::{entry, heading, ids, seed, two_of_one_team, unit};

const CYCLE: &str = "2026-27-C4";

fn frozen(units: Vec<Unit>, before: Option<&DrawRecord>, replaces: Option<&DrawRecord>) -> DrawRecord {
    let mut heading = heading(before.and_then(|record| record.record_sha256));
    heading.reason = replaces.map(|_| "a child was listed twice".to_owned());
    let replaces = replaces.map(|record| record.cycle_fingerprint.to_string());
    freeze(units, CYCLE, heading, replaces).unwrap()
}

fn draw(units: Vec<Unit>, seed: Seed, before: &DrawRecord, first: u32) -> DrawRecord {
    let settled = settle(units, CYCLE, seed, &BTreeSet::new()).unwrap();
    let numbers = ids(first, settled.picks().count());
    settled.finish(heading(before.record_sha256), numbers).unwrap()
}

fn chain(records: &[&DrawRecord]) -> Result<(), ChainError> {
    let bytes: Vec<Vec<u8>> = records.iter().map(|record| record.to_bytes()).collect();
    for one in &bytes {
        verify(one).unwrap();
    }
    let named: Vec<(&str, &[u8])> = bytes.iter().map(|bytes| ("a record", bytes.as_slice())).collect();
    verify_chain(&named)
}

fn one_case_less() -> Vec<Unit> {
    let pool = vec![entry("C1", "Adams", "CIN"), entry("C2", "Brown", "CP")];
    vec![unit("Ann Bell", pool, Vec::new())]
}

#[test]
fn a_frozen_cycle_is_drawn_from_its_pools_with_a_given_seed() {
    let first = frozen(two_of_one_team(), None, None);
    assert_eq!(first.kind, DrawKind::Freeze);
    let drawn = draw(two_of_one_team(), seed("7"), &first, 1);
    assert!(chain(&[&first, &drawn]).is_ok());
    assert_eq!(waiting([&first], CYCLE), Some(0));
    assert_eq!(waiting([&first], "2026-27-C5"), None);
    assert_eq!(waiting([&first, &drawn], CYCLE), None);
    assert_eq!(made_by(&[&first, &drawn], 1), 0);
    let other = draw(one_case_less(), seed("7"), &first, 1);
    let found = chain(&[&first, &other]).unwrap_err();
    assert!(
        matches!(&found, ChainError::NotFrozen(_, _, why) if why == "C3 was in Ann Bell's pool, and is not now."),
        "{found}"
    );
    let generated = Seed {
        kind: SeedKind::Generated,
        ..seed("7")
    };
    let own = draw(two_of_one_team(), generated, &first, 1);
    assert!(matches!(chain(&[&first, &own]), Err(ChainError::NotFrozen(..))));
}

#[test]
fn a_freeze_in_anothers_place_names_it_and_the_latest_stands() {
    let first = frozen(two_of_one_team(), None, None);
    let second = frozen(one_case_less(), Some(&first), Some(&first));
    assert!(chain(&[&first, &second]).is_ok());
    assert_eq!(waiting([&first, &second], CYCLE), Some(1));
    let of_first = draw(two_of_one_team(), seed("7"), &second, 1);
    assert!(matches!(
        chain(&[&first, &second, &of_first]),
        Err(ChainError::NotFrozen(..))
    ));
    let of_second = draw(one_case_less(), seed("7"), &second, 1);
    assert!(chain(&[&first, &second, &of_second]).is_ok());
    let unnamed = frozen(one_case_less(), Some(&first), None);
    assert!(matches!(
        chain(&[&first, &unnamed]),
        Err(ChainError::FrozenAgain(_))
    ));
    let nothing = frozen(one_case_less(), None, Some(&first));
    assert!(matches!(chain(&[&nothing]), Err(ChainError::FrozenAgain(_))));
}

#[test]
fn a_case_that_stands_drawn_in_the_cycle_is_not_drawn_again() {
    let alone = |name: &str| vec![unit(name, vec![entry("C1", "Adams", "CIN")], Vec::new())];
    let settled = settle(alone("Ann Bell"), CYCLE, seed("7"), &BTreeSet::new()).unwrap();
    let first = settled.finish(heading(None), ids(1, 1)).unwrap();
    let again = draw(alone("Robin Hale"), seed("8"), &first, 2);
    assert!(matches!(
        chain(&[&first, &again]),
        Err(ChainError::DrawnBefore { .. })
    ));
}

#[test]
fn each_alteration_of_a_unit_is_told() {
    let before = two_of_one_team();
    assert!(changes(&before, &before, PoolsKnown::Cases).is_empty());
    let mut after = before.clone();
    after[0].pool[0].holder = "Dale".to_owned();
    after[0].pool[1].status = "CiC".to_owned();
    after[0].pool.remove(2);
    after[0].pool.push(entry("C9", "Cole", "CP"));
    after[1].team = "South".to_owned();
    after[1].window.from = after[1].window.from.plus_days(1);
    let gone = after.remove(2);
    after.push(Unit {
        unit: "Una New".to_owned(),
        ..gone
    });
    let told: Vec<String> = changes(&before, &after, PoolsKnown::Cases)
        .iter()
        .map(ToString::to_string)
        .collect();
    insta::assert_snapshot!(told.join("\n"), @r#"
    Ann Bell's team was "North" when it was frozen, and is "South" now.
    Ann Bell's cases had to be open on or after Wed 28 Oct 2026, and by the settings of now on or after Thu 29 Oct 2026.
    C1 in Robin Hale's pool had the case-holder Adams, and has Dale now.
    C2 in Robin Hale's pool had the legal status CP, and has CiC now.
    C3 was in Robin Hale's pool, and is not now.
    C9 is in Robin Hale's pool now, and was not.
    Una New was not frozen, but is due a case now.
    Zoë Müller was frozen, but is due no case now.
    "#);
    let units_alone = changes(&before, &after, PoolsKnown::UnitsAlone);
    assert!(
        !units_alone
            .iter()
            .any(|change| matches!(change.what, Altered::CaseGone(_)))
    );
    assert_eq!(units_alone.len(), 4);
}
