//! What is picked, passed over, replaced and drawn again, and how it is told.

use std::collections::BTreeSet;

use qaf::draw::record::{DrawKind, Passed};
use qaf::draw::{
    ChainError, DrawRecord, SettleError, Unit, explain, freeze, not_yet_settled, order, replace, settle,
    standing_draws, taken_in, verify, verify_chain,
};

use crate::draw::made::{drawn, entry, heading, ids, seed, two_of_one_team, unit};
use crate::draw::vectors::vectors;

#[test]
fn a_case_that_an_earlier_auditor_took_is_passed_over_at_its_rank() {
    // Ann Bell comes first by her name's bytes, whatever the order given.
    let mut taken = 0;
    for number in 0..20 {
        let record = drawn(two_of_one_team(), &number.to_string());
        let [ann, robin, zoe] = record.units.as_slice() else {
            panic!("three units were given")
        };
        assert_eq!(
            (ann.unit.as_str(), robin.unit.as_str()),
            ("Ann Bell", "Robin Hale")
        );
        let first = ann.drawn.as_ref().unwrap();
        assert_eq!(first.rank, 1);
        let second = robin.drawn.as_ref().unwrap();
        assert_ne!(first.case_id, second.case_id);
        if robin.ranked[0].case_id == first.case_id {
            taken += 1;
            assert_eq!((robin.ranked[0].passed, second.rank), (Some(Passed::Taken), 2));
        }
        assert!(zoe.drawn.is_none() && zoe.why.is_some());
    }
    assert!(taken > 0, "no seed made the two want the same case");
}

#[test]
fn where_every_case_was_taken_nothing_is_drawn_and_it_is_said() {
    let pool = vec![entry("C1", "Adams", "CIN")];
    let record = drawn(
        vec![unit("A", pool.clone(), vec![]), unit("B", pool, vec![])],
        "1",
    );
    let second = &record.units[1];
    assert!(second.drawn.is_none());
    assert_eq!(second.ranked[0].passed, Some(Passed::Taken));
    assert!(
        second
            .why
            .as_ref()
            .unwrap()
            .starts_with("Every case of the pool was taken")
    );
    assert!(verify(&record.to_bytes()).is_ok());
}

#[test]
fn frozen_pools_are_drawn_from_later_unless_they_were_altered() {
    let frozen = freeze(two_of_one_team(), "2026-27-C4", heading(None), None).unwrap();
    assert!(verify(&frozen.to_bytes()).is_ok());
    assert!(frozen.file_name(|_| false).ends_with("-frozen.json"));
    let record = drawn(frozen.units.clone(), "7");
    assert_eq!(record.cycle_fingerprint, frozen.cycle_fingerprint);
    assert_eq!(record, drawn(two_of_one_team(), "7"));
    let mut altered = frozen.units;
    altered[0].pool.pop();
    assert_eq!(
        settle(altered, "2026-27-C4", seed("7"), &BTreeSet::new()),
        Err(SettleError::Altered("Ann Bell".to_owned()))
    );
}

#[test]
fn numbers_are_asked_for_every_pick() {
    let settled = settle(two_of_one_team(), "2026-27-C4", seed("7"), &BTreeSet::new()).unwrap();
    assert_eq!(settled.picks().count(), 2);
    assert_eq!(
        settled.finish(heading(None), ids(1, 1)),
        Err(SettleError::Numbers { picks: 2, ids: 1 })
    );
}

/// A draw, a replacement of its first audit, and a redraw for the same two auditors.
fn three_records() -> [DrawRecord; 3] {
    let first = drawn(two_of_one_team(), "7");
    let standing = standing_draws([&first]);
    let audit = first.units[0].drawn.as_ref().unwrap().audit.clone();
    let settled = replace(&first, &audit, Passed::Moved, &taken_in(&standing, &first.cycle)).unwrap();
    assert_eq!(settled.picks().count(), 1);
    let mut said = heading(first.record_sha256);
    said.reason = Some("moved to Leeds".to_owned());
    let second = settled.finish(said, ids(3, 1)).unwrap();
    let standing = standing_draws([&first, &second]);
    assert_eq!(standing.len(), 2);
    let taken: BTreeSet<String> = taken_in(&standing, &first.cycle);
    let pool = (1..=6).map(|n| entry(&format!("C{n}"), "Adams", "CIN")).collect();
    let again = settle(
        vec![unit("Ann Bell", pool, vec![])],
        "2026-27-C4",
        seed("9"),
        &taken,
    )
    .unwrap();
    let mut said = heading(second.record_sha256);
    said.reason = Some("the roster was last month's".to_owned());
    let third = again
        .redraw("CF-26-0003".to_owned())
        .finish(said, ids(4, 1))
        .unwrap();
    [first, second, third]
}

#[test]
fn the_next_rank_replaces_a_case_and_the_order_stays() {
    let [first, second, third] = three_records();
    let (before, after) = (&first.units[0], &second.units[0]);
    assert_eq!(second.kind, DrawKind::Replace);
    assert_eq!(second.replaces.as_deref(), Some("CF-26-0001"));
    assert_eq!(after.ranked[0].passed, Some(Passed::Moved));
    let order = |unit: &Unit| -> Vec<String> { unit.ranked.iter().map(|r| r.case_id.clone()).collect() };
    assert_eq!(order(before), order(after));
    // The other auditor's case is passed over, so that the third is left.
    let other = &first.units[1].drawn.as_ref().unwrap().case_id;
    assert_ne!(after.drawn.as_ref().unwrap().case_id, *other);
    let standing = standing_draws([&first, &second, &third]);
    let audits: Vec<String> = standing.iter().map(|draw| draw.audit.to_string()).collect();
    assert_eq!(audits, ["CF-26-0002", "CF-26-0004"]);
    // Once more: with every case passed over none is left, and the record says so.
    let audit = after.drawn.as_ref().unwrap().audit.clone();
    let taken = taken_in(&standing_draws([&first, &second]), &first.cycle);
    let none = replace(&second, &audit, Passed::Court, &taken).unwrap();
    assert_eq!(none.picks().count(), 0);
    let mut said = heading(second.record_sha256);
    said.reason = Some("in court".to_owned());
    let last = none.finish(said, Vec::new()).unwrap();
    assert!(verify(&last.to_bytes()).is_ok());
    assert!(last.units[0].why.is_some());
    assert_eq!(
        replace(&first, &ids(99, 1)[0], Passed::Moved, &taken),
        Err(SettleError::NotDrawnHere(ids(99, 1)[0].clone()))
    );
}

#[test]
fn a_chain_shows_what_is_missing_or_out_of_order() {
    let [first, second, third] = three_records();
    let bytes = [&first, &second, &third].map(DrawRecord::to_bytes);
    let file = |place: usize| -> (&str, &[u8]) { (["one", "two", "three"][place], &bytes[place]) };
    let chain = |places: &[usize]| verify_chain(&places.iter().map(|place| file(*place)).collect::<Vec<_>>());
    assert!(chain(&[0, 1, 2]).is_ok(), "{}", chain(&[0, 1, 2]).unwrap_err());
    assert!(matches!(chain(&[0, 2]), Err(ChainError::Broken(a, b)) if a == "three" && b == "one"));
    assert!(matches!(chain(&[1, 2]), Err(ChainError::NotFirst(name)) if name == "two"));
    let named = |records: &[usize]| {
        let all = [("one", &first), ("two", &second), ("three", &third)];
        order(&records.iter().map(|place| all[*place]).collect::<Vec<_>>())
    };
    assert_eq!(named(&[2, 0, 1]).unwrap(), [1, 2, 0]);
    assert!(matches!(named(&[2, 0]), Err(ChainError::Missing(name)) if name == "three"));
    assert!(matches!(named(&[2, 1]), Err(ChainError::NoFirst)));
    assert!(matches!(named(&[0, 0]), Err(ChainError::Fork(..))));
    // Passed over as taken, by a record that took nothing of the sort.
    let mut lying = first.clone();
    lying.units.truncate(1);
    let alone = settle(
        lying.units,
        "2026-27-C4",
        seed("7"),
        &BTreeSet::from(["C1".to_owned(), "C2".to_owned()]),
    );
    let alone = alone.unwrap().finish(heading(None), ids(1, 1)).unwrap();
    assert!(verify(&alone.to_bytes()).is_ok());
    let bytes = alone.to_bytes();
    let found = verify_chain(&[("one", &bytes)]);
    let passed = alone.units[0].ranked[0].passed.is_some();
    assert_eq!(passed, matches!(found, Err(ChainError::NotTaken { .. })));
}

#[test]
fn a_draw_is_explained_in_sentences() {
    let vector = vectors().draws.swap_remove(2);
    let units = vec![unit(&vector.unit, vector.pool, vector.history)];
    let settled = settle(units, &vector.cycle, seed(&vector.seed), &BTreeSet::new()).unwrap();
    let record = settled.finish(heading(None), ids(1, 1)).unwrap();
    let said = explain(&record);
    assert_eq!(
        said[0].to_string(),
        "mgr-north: C1005 was drawn from 5 cases. It held 64 of 135 tickets (47.4%): neither its case-holder nor its \
         status had been drawn in the last six. Its ticket 27 was the lowest."
    );
    let [first, second, _] = three_records();
    let said = explain(&first);
    assert_eq!(
        said[2].text,
        "Nothing was drawn from 0 cases. No child of North could be drawn."
    );
    let text = &explain(&second)[0].text;
    assert!(
        text.contains("was passed over: the child has moved away."),
        "{text}"
    );
    assert!(
        text.contains("nothing had been drawn for this auditor before"),
        "{text}"
    );
}

#[test]
fn a_second_run_from_the_same_pools_adds_nothing() {
    let frozen = freeze(two_of_one_team(), "2026-27-C4", heading(None), None).unwrap();
    let record = drawn(two_of_one_team(), "7");
    let left = |cycle: &str, records: &[&DrawRecord]| {
        not_yet_settled(two_of_one_team(), cycle, records.iter().copied()).len()
    };
    // A freeze settles nothing; a draw settles those, too, for whom it drew nothing.
    assert_eq!(left("2026-27-C4", &[&frozen]), 3);
    assert_eq!(left("2026-27-C4", &[&frozen, &record]), 0);
    assert_eq!(left("2026-27-C5", &[&record]), 3);
}
