//! That the draw is fair, tested: how often each case is drawn agrees with its exact chance under the rule.
//!
//! A case's chance is its tickets of all tickets. Of an auditor who comes second, the chance of case b is the sum over
//! the cases a that the first may take: a's chance for the first, times b's tickets of the second's tickets without a's
//! (passing a over is as if a were not there, for tickets do not depend on other rows).
//!
//! Pearson's chi-square, against the limit that a fair draw exceeds once in 100,000 times (p = 0.00001). The seeds are
//! fixed, so that the tests come out the same each time: a false alarm is as likely as that, and would have been seen.
//! The ordinary run tries 4,000 seeds; `QAF_FAIR_SEEDS=100000` tries a hundred thousand.

use std::collections::BTreeMap;

use qaf::draw::raffle::{Entry, Past, Raffle, Weights, rank, tickets};

use crate::draw::made::{drawn, entry, unit};

/// How many seeds are tried.
fn seeds() -> u32 {
    let asked = std::env::var("QAF_FAIR_SEEDS").ok();
    asked.map_or(4000, |text| text.parse().expect("QAF_FAIR_SEEDS is a number"))
}

/// The chi-square of five degrees of freedom that a fair draw exceeds with the probability 0.00001.
const LIMIT: f64 = 30.86;

/// Six cases that hold 64, 16, 4, 32, 2 and 1 tickets.
fn pool() -> Vec<Entry> {
    vec![
        entry("C1", "New", "PLO"),
        entry("C2", "Once", "PLO"),
        entry("C3", "Often", "PLO"),
        entry("C4", "New", "CP"),
        entry("C5", "Latest", "CP"),
        entry("C6", "Often", "CIN"),
    ]
}

fn history() -> Vec<Past> {
    let past = |holder: &str, status: &str| Past {
        holder: holder.to_owned(),
        status: status.to_owned(),
    };
    vec![
        past("Often", "CIN"),
        past("Often", "CIN"),
        past("Once", "CIN"),
        past("Other", "CP"),
        past("Latest", "CIN"),
    ]
}

fn held(pool: &[Entry]) -> BTreeMap<String, f64> {
    let each = pool
        .iter()
        .map(|entry| (entry.case_id.clone(), f64::from(tickets(entry, &history()))));
    each.collect()
}

/// Says where the counts do not agree with the chances.
#[track_caller]
fn agree(counts: &BTreeMap<String, u32>, chances: &BTreeMap<String, f64>, seeds: u32) {
    assert!((chances.values().sum::<f64>() - 1.0).abs() < 1e-12);
    assert!(counts.keys().all(|case| chances.contains_key(case)));
    let square: f64 = chances
        .iter()
        .map(|(case, chance)| {
            let due = chance * f64::from(seeds);
            // The usual condition of the test: with fewer the chi-square is not one.
            assert!(due >= 5.0, "{case} is due {due} times: try more seeds");
            let found = f64::from(counts.get(case).copied().unwrap_or_default());
            (found - due).powi(2) / due
        })
        .sum();
    assert_eq!(chances.len(), 6, "the limit is that of six cases");
    assert!(
        square < LIMIT,
        "chi-square {square:.1} is over {LIMIT}: {counts:?} where {chances:?} are due"
    );
}

#[test]
fn each_case_is_drawn_as_often_as_its_tickets_say() {
    let (pool, history) = (pool(), history());
    let held = held(&pool);
    assert_eq!(
        held.values().copied().collect::<Vec<_>>(),
        [64.0, 16.0, 4.0, 32.0, 2.0, 1.0]
    );
    let all: f64 = held.values().sum();
    let chances = held
        .iter()
        .map(|(case, tickets)| (case.clone(), tickets / all))
        .collect();
    let mut counts = BTreeMap::new();
    for number in 0..seeds() {
        let seed = number.to_string();
        let raffle = Raffle {
            seed: &seed,
            cycle: "2026-27-C4",
            unit: "Robin Hale",
        };
        let first = rank(raffle, &pool, Weights::History(&history))
            .unwrap()
            .swap_remove(0);
        *counts.entry(first.case_id).or_default() += 1;
    }
    agree(&counts, &chances, seeds());
}

#[test]
fn whoever_comes_second_draws_by_the_tickets_that_are_left() {
    // Both have the same pool; the first has no history, so that every case holds 64 tickets for them.
    let pool = pool();
    let held = held(&pool);
    let all: f64 = held.values().sum();
    let first = 1.0 / 6.0;
    let chances: BTreeMap<String, f64> = held
        .iter()
        .map(|(case, tickets)| {
            let others = held.iter().filter(|(other, _)| *other != case);
            let chance: f64 = others.map(|(_, taken)| first * tickets / (all - taken)).sum();
            (case.clone(), chance)
        })
        .collect();
    let mut counts = BTreeMap::new();
    for number in 0..seeds() {
        let units = vec![
            unit("Ann Bell", pool.clone(), Vec::new()),
            unit("Robin Hale", pool.clone(), history()),
        ];
        let record = drawn(units, &number.to_string());
        let pick = record.units[1].drawn.as_ref().unwrap().case_id.clone();
        *counts.entry(pick).or_default() += 1;
    }
    agree(&counts, &chances, seeds());
}

#[test]
fn the_test_would_find_a_draw_that_forgets_the_tickets() {
    let pool = pool();
    let held = held(&pool);
    let all: f64 = held.values().sum();
    let chances = held
        .iter()
        .map(|(case, tickets)| (case.clone(), tickets / all))
        .collect();
    let even = held.keys().map(|case| (case.clone(), seeds() / 6)).collect();
    let refused = std::panic::catch_unwind(|| agree(&even, &chances, seeds()));
    assert!(refused.is_err());
}
