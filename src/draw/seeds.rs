//! A yearly chain of seeds: each is the SHA-256 of the next, so none can be known or chosen before its turn.
//!
//! Somebody who does not draw makes the chain and keeps it. What the first seed hashes to is the anchor, which is
//! published before the year's first draw. A seed that is revealed is checked by hashing it: it gives the one revealed
//! before it, or the anchor.

use thiserror::Error;

use super::digest::Digest;
use super::record::{DrawKind, DrawRecord};

/// The most seeds of a chain that are looked at; six draws a year would take longer than anybody's service.
pub const LONGEST: usize = 1000;

/// The seeds of a chain, in the order in which they are revealed, made backwards from the last.
pub fn chain(last: &str, length: usize) -> Vec<String> {
    let mut seeds: Vec<String> = Vec::with_capacity(length);
    for _ in 0..length {
        let seed = seeds.last().map_or_else(|| last.to_owned(), |next| hashed(next));
        seeds.push(seed);
    }
    seeds.reverse();
    seeds
}

/// The anchor of a chain: what its first seed hashes to.
pub fn anchor_of(first: &str) -> Digest {
    Digest::of(first.as_bytes())
}

fn hashed(seed: &str) -> String {
    Digest::of(seed.as_bytes()).to_string()
}

/// Which seed of the anchor's chain it is, from 1; `None` where it is not of the chain.
pub fn place(seed: &str, anchor: Digest) -> Option<usize> {
    let mut digest = Digest::of(seed.as_bytes());
    for place in 1..=LONGEST {
        if digest == anchor {
            return Some(place);
        }
        digest = Digest::of(digest.to_string().as_bytes());
    }
    None
}

/// A draw whose seed is of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The draw's cycle.
    pub cycle: String,
    /// Which seed of the chain it had, from 1.
    pub place: usize,
}

/// Why a seed is not the one whose turn it is.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SeedError {
    /// It is no seed of the chain.
    #[error(
        "The seed does not lead to the anchor that qaf.toml names (chain_anchor): hashed again and again, it never gives it. Check that it was copied whole."
    )]
    NotOfChain,
    /// It was revealed by an earlier draw.
    #[error(
        "The seed is number {place} of the chain, and number {last} has been drawn with already, so it was known before these pools were. Use number {next}.",
        next = last + 1
    )]
    Known {
        /// Which it is.
        place: usize,
        /// The latest that was drawn with.
        last: usize,
    },
    /// It leaves some out.
    #[error(
        "The seed is number {place} of the chain, but the next is number {next}: whoever may leave one out may choose. Use number {next}."
    )]
    LeavesOut {
        /// Which it is.
        place: usize,
        /// Which is due.
        next: usize,
    },
}

/// The draws of the chain, by records in the order in which they were made; a replacement goes on with its draw's.
pub fn links<'a>(records: impl IntoIterator<Item = &'a DrawRecord>, anchor: Digest) -> Vec<Link> {
    let drawn = records
        .into_iter()
        .filter(|record| matches!(record.kind, DrawKind::Draw | DrawKind::Redraw));
    let link = |record: &DrawRecord| {
        Some(Link {
            cycle: record.cycle.clone(),
            place: place(record.seed.as_deref()?, anchor)?,
        })
    };
    drawn.filter_map(link).collect()
}

/// Whether a seed is the one whose turn it is, after these draws of the chain.
///
/// # Errors
/// Where it is not of the chain, known already, or leaves one out.
pub fn check(seed: &str, anchor: Digest, drawn: &[Link]) -> Result<usize, SeedError> {
    let place = place(seed, anchor).ok_or(SeedError::NotOfChain)?;
    let last = drawn.iter().map(|link| link.place).max().unwrap_or(0);
    if place <= last {
        Err(SeedError::Known { place, last })
    } else if place > last + 1 {
        Err(SeedError::LeavesOut {
            place,
            next: last + 1,
        })
    } else {
        Ok(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::chain_ok;

    #[test]
    fn each_seed_of_a_chain_hashes_to_the_one_before_it() {
        let seeds = chain("the last one", 12);
        assert_eq!(seeds.len(), 12);
        assert_eq!(seeds[11], "the last one");
        let anchor = anchor_of(&seeds[0]);
        assert!(chain_ok(&seeds[0], &anchor.to_string()));
        for two in seeds.windows(2) {
            assert!(chain_ok(&two[1], &two[0]));
        }
        for (at, seed) in seeds.iter().enumerate() {
            assert_eq!(place(seed, anchor), Some(at + 1));
        }
        assert_eq!(place("another", anchor), None);
        assert_eq!(chain("one", 1), ["one"]);
        assert!(chain("none", 0).is_empty());
    }

    #[test]
    fn only_the_next_seed_has_its_turn() {
        let seeds = chain("the last one", 4);
        let anchor = anchor_of(&seeds[0]);
        let drawn = |place| Link {
            cycle: "2026-27-C1".to_owned(),
            place,
        };
        assert_eq!(check(&seeds[0], anchor, &[]), Ok(1));
        assert_eq!(check(&seeds[2], anchor, &[drawn(1), drawn(2)]), Ok(3));
        assert_eq!(
            check(&seeds[1], anchor, &[drawn(2)]),
            Err(SeedError::Known { place: 2, last: 2 })
        );
        assert_eq!(
            check(&seeds[3], anchor, &[drawn(2)]),
            Err(SeedError::LeavesOut { place: 4, next: 3 })
        );
        assert_eq!(check("seven", anchor, &[]), Err(SeedError::NotOfChain));
    }
}
