//! The 16 reference values, which every implementation of the rule reproduces.

use std::collections::BTreeMap;

use qaf::draw::raffle::{Entry, Past, Raffle, Weights, cycle_fingerprint, pool_fingerprint, rank};
use qaf::draw::{Digest, chain_ok};
use serde::Deserialize;

const VECTORS: &str = include_str!("../../vectors/draw_vectors.json");

#[derive(Deserialize)]
pub struct Vectors {
    pub draws: Vec<DrawVector>,
    cycles: Vec<CycleVector>,
    chains: Vec<ChainVector>,
}

#[derive(Deserialize)]
pub struct DrawVector {
    name: String,
    pub seed: String,
    pub cycle: String,
    pub unit: String,
    pub pool: Vec<Entry>,
    pub history: Vec<Past>,
    #[serde(default)]
    flat: bool,
    #[serde(default)]
    take: Option<usize>,
    #[serde(default)]
    excluded_after_draw: BTreeMap<String, String>,
    expect: Expected,
}

#[derive(Deserialize)]
struct Expected {
    pool_sha256: Digest,
    tickets_total: u32,
    ranked: Vec<ExpectedRank>,
    selected: Vec<String>,
}

#[derive(Deserialize)]
struct ExpectedRank {
    rank: usize,
    case_id: String,
    tickets: u32,
    winning_ticket: u32,
    digest: Digest,
}

#[derive(Deserialize)]
struct CycleVector {
    pub cycle: String,
    frozen: BTreeMap<String, Digest>,
    expect: Digest,
}

#[derive(Deserialize)]
struct ChainVector {
    name: String,
    anchor: String,
    pub seed: String,
    expect: bool,
}

pub fn vectors() -> Vectors {
    serde_json::from_str(VECTORS).unwrap()
}

#[test]
fn every_draw_of_the_reference_is_reproduced() {
    let draws = vectors().draws;
    assert_eq!(draws.len(), 12);
    for vector in draws {
        let name = &vector.name;
        let found = pool_fingerprint(&vector.unit, &vector.history, &vector.pool).unwrap();
        assert_eq!(found, vector.expect.pool_sha256, "{name}");
        let raffle = Raffle {
            seed: &vector.seed,
            cycle: &vector.cycle,
            unit: &vector.unit,
        };
        let weights = if vector.flat {
            Weights::Flat
        } else {
            Weights::History(&vector.history)
        };
        let scores = rank(raffle, &vector.pool, weights).unwrap();
        let total: u32 = scores.iter().map(|score| score.tickets).sum();
        assert_eq!(total, vector.expect.tickets_total, "{name}");
        assert_eq!(scores.len(), vector.expect.ranked.len(), "{name}");
        for (index, (score, due)) in scores.iter().zip(&vector.expect.ranked).enumerate() {
            assert_eq!(index + 1, due.rank, "{name}");
            assert_eq!(score.case_id, due.case_id, "{name}");
            assert_eq!(
                (score.tickets, score.winning_ticket),
                (due.tickets, due.winning_ticket)
            );
            assert_eq!(score.digest, due.digest, "{name}");
        }
        let left = scores
            .iter()
            .filter(|score| !vector.excluded_after_draw.contains_key(&score.case_id));
        let selected: Vec<&str> = left
            .take(vector.take.unwrap_or(1))
            .map(|score| score.case_id.as_str())
            .collect();
        assert_eq!(selected, vector.expect.selected, "{name}");
    }
}

#[test]
fn every_cycle_and_chain_of_the_reference_is_reproduced() {
    let vectors = vectors();
    assert_eq!((vectors.cycles.len(), vectors.chains.len()), (1, 3));
    for vector in vectors.cycles {
        // In reverse order of names: the order given must not matter.
        let units = vector
            .frozen
            .iter()
            .rev()
            .map(|(unit, digest)| (unit.as_str(), *digest));
        assert_eq!(cycle_fingerprint(&vector.cycle, units).unwrap(), vector.expect);
    }
    for vector in vectors.chains {
        assert_eq!(
            chain_ok(&vector.seed, &vector.anchor),
            vector.expect,
            "{}",
            vector.name
        );
    }
}
