//! What holds of every draw, on made-up pools.

use proptest::prelude::*;
use qaf::draw::raffle::{Entry, Past, Raffle, Ticketed, Weights, pool_fingerprint, rank};
use qaf::draw::{DrawRecord, verify};

use crate::draw::made::{drawn, entry, unit};

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_rows_does_not_matter(shuffled in pools().prop_flat_map(|p| (Just(p.clone()), Just(p).prop_shuffle())),
                                         history in histories()) {
        let (pool, other) = shuffled;
        prop_assert_eq!(pool_fingerprint("U", &history, &pool), pool_fingerprint("U", &history, &other));
        prop_assert_eq!(ranks("U", &pool, &history), ranks("U", &other, &history));
    }

    #[test]
    fn taking_a_losing_row_out_changes_nothing_for_the_others(pool in pools(), history in histories(), which in any::<prop::sample::Index>()) {
        let all = ranks("U", &pool, &history);
        prop_assume!(all.len() > 1);
        let out = &all[1 + which.index(all.len() - 1)].case_id;
        let rest: Vec<Entry> = pool.iter().filter(|entry| entry.case_id != *out).cloned().collect();
        let left: Vec<_> = all.iter().filter(|score| score.case_id != *out).cloned().collect();
        prop_assert_eq!(ranks("U", &rest, &history), left);
    }

    #[test]
    fn other_units_do_not_matter_for_the_ranking(pool in pools(), other in pools(), history in histories()) {
        let alone = drawn(vec![unit("M", pool.clone(), history.clone())], "1");
        let among = drawn(vec![unit("Z", other.clone(), vec![]), unit("M", pool, history), unit("A", other, vec![])], "1");
        let digests = |record: &DrawRecord| {
            let of_m = record.units.iter().find(|unit| unit.unit == "M").unwrap();
            of_m.ranked.iter().map(|ranked| (ranked.case_id.clone(), ranked.digest)).collect::<Vec<_>>()
        };
        prop_assert_eq!(digests(&alone), digests(&among));
    }

    #[test]
    fn a_record_is_read_back_as_it_was_and_verifies(pool in pools(), other in pools(), history in histories(), text in "[0-9]{1,20}") {
        let record = drawn(vec![unit("B", pool, history), unit("A", other, vec![])], &text);
        let bytes = record.to_bytes();
        prop_assert_eq!(&DrawRecord::parse(&bytes).unwrap(), &record);
        prop_assert!(verify(&bytes).is_ok(), "{}", verify(&bytes).unwrap_err());
    }
}

fn pools() -> impl Strategy<Value = Vec<Entry>> {
    let row = ("[A-Ké]", "(CIN|CP|CiC|PLO)");
    prop::collection::btree_map("[A-C0-9]{1,4}", row, 0..12).prop_map(|rows| {
        let entries = rows
            .into_iter()
            .map(|(id, (holder, status))| entry(&id, &holder, &status));
        entries.collect()
    })
}

fn histories() -> impl Strategy<Value = Vec<Past>> {
    let past = ("[A-Ké]", "(CIN|CP|CiC|PLO)").prop_map(|(holder, status)| Past { holder, status });
    prop::collection::vec(past, 0..8)
}

fn ranks(name: &str, pool: &[Entry], history: &[Past]) -> Vec<Ticketed> {
    let raffle = Raffle {
        seed: "63454660390103169462",
        cycle: "2026-27-C4",
        unit: name,
    };
    rank(raffle, pool, Weights::History(history)).unwrap()
}
