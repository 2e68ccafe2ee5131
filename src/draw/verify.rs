//! The replay of a record: everything in it is made again, and the first thing that differs is named.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;
use thiserror::Error;

use super::digest::Digest;
use super::raffle::{Raffle, RaffleError, Weights, cycle_fingerprint, pool_fingerprint, rank};
use super::record::{DrawKind, DrawRecord, Passed, Ranked, Reason, RecordError, Unit};

/// The first thing in a record that is not as the rule makes it.
#[derive(Debug, Error)]
pub enum RecordDifference {
    /// It is no record.
    #[error(transparent)]
    Unreadable(#[from] RecordError),
    /// It reads as a record but is not written as one.
    #[error(
        "It is not written as a record is (sorted keys, no spaces, one line feed at its end): {0} bytes are, the next is not."
    )]
    NotCanonical(usize),
    /// A key does not fit the record's kind.
    #[error("Its kind is {0}, and {1}.")]
    Kind(DrawKind, &'static str),
    /// The units are not in order, or one stands twice.
    #[error("The units are not in the byte order of their names: {0} is out of its place.")]
    UnitOrder(String),
    /// The cycle's fingerprint can't be made.
    #[error("The cycle's fingerprint can't be made: {0}.")]
    Cycle(#[source] RaffleError),
    /// The cycle's fingerprint differs.
    #[error("The cycle_fingerprint is {0}, but the units give {1}.")]
    CycleFingerprint(Digest, Digest),
    /// Something of a unit differs.
    #[error("For {0}, {1}.")]
    Unit(String, #[source] UnitDifference),
    /// An audit's number stands twice.
    #[error("The audit {0} is given to two picks.")]
    AuditTwice(String),
    /// All replays, but the document's own hash differs.
    #[error(
        "The draw replays, but the record_sha256 is {0} where the document gives {1}: something else in it was changed."
    )]
    RecordHash(String, Digest),
}

/// What of a unit is not as the rule makes it.
#[derive(Debug, Error)]
pub enum UnitDifference {
    /// The rule can't be followed.
    #[error("the rule can't be followed: {0}")]
    Raffle(#[from] RaffleError),
    /// The fingerprint differs.
    #[error("the pool_sha256 is {0}, but the history and the pool give {1}")]
    PoolFingerprint(Digest, Digest),
    /// As many cases must be ranked as are in the pool; in a freeze, none.
    #[error("{0} cases are ranked where {1} are due")]
    Length(usize, usize),
    /// A rank differs.
    #[error("at rank {rank} the {key} is {written}, but the seed gives {found}")]
    Rank {
        /// The rank, from 1.
        rank: u64,
        /// What differs.
        key: &'static str,
        /// What the record says.
        written: String,
        /// What the replay says.
        found: String,
    },
    /// A case was passed over for a reason that such a record can't have, or without need.
    #[error("{0} is passed over, which {1}")]
    Passed(String, &'static str),
    /// The pick is not the first case that was not passed over.
    #[error("the record says that {0} was drawn, but by its ranks it is {1}")]
    Pick(String, String),
    /// The pick was another unit's already.
    #[error("{0} was drawn, though an earlier draw of this record had taken it")]
    Taken(String),
    /// Where nothing was drawn the record says why, and nowhere else.
    #[error("there is a reason for drawing nothing beside a pick, or neither of them")]
    Why,
    /// The pool is not the one that a roster gives.
    #[error(
        "the roster gives another pool: {0} stands in only one of them, or with another case-holder or status"
    )]
    RosterPool(String),
    /// The pool is the roster's, but something beside it differs.
    #[error("the {what} is {written}, but the roster and the earlier draws give {found}")]
    RosterRest {
        /// What differs, in words.
        what: String,
        /// What the record says.
        written: String,
        /// What the roster gives.
        found: String,
    },
    /// The roster gives no such unit.
    #[error("the roster, the staff and the schedule ask for no draw")]
    NotAsked,
}

/// Replays a record from itself: canonical bytes, fingerprints, tickets, ranks, passes, picks, and its own hash.
///
/// # Errors
/// The first thing that differs, as a sentence.
pub fn verify(bytes: &[u8]) -> Result<(), RecordDifference> {
    let record = DrawRecord::parse(bytes)?;
    let canonical = record.to_bytes();
    if canonical != bytes {
        let same = canonical.iter().zip(bytes).take_while(|(a, b)| a == b).count();
        return Err(RecordDifference::NotCanonical(same));
    }
    check_kind(&record)?;
    if let Some(two) = record.units.windows(2).find(|two| two[0].unit >= two[1].unit) {
        return Err(RecordDifference::UnitOrder(two[1].unit.clone()));
    }
    let replays: Vec<Result<(), UnitDifference>> = record
        .units
        .par_iter()
        .map(|unit| replay(&record, unit))
        .collect();
    for (unit, replay) in record.units.iter().zip(replays) {
        replay.map_err(|difference| RecordDifference::Unit(unit.unit.clone(), difference))?;
    }
    check_picks(&record)?;
    check_hashes(record)
}

fn check_kind(record: &DrawRecord) -> Result<(), RecordDifference> {
    let seeded = record.seed.is_some() && record.seed_kind.is_some();
    let unseeded = record.seed.is_none() && record.seed_kind.is_none() && record.seed_source.is_none();
    let again = matches!(record.kind, DrawKind::Replace | DrawKind::Redraw);
    let wrong = if record.kind == DrawKind::Freeze && !unseeded {
        "such a record has no seed"
    } else if record.kind != DrawKind::Freeze && !seeded {
        "such a record has a seed and says where it is from"
    } else if record.kind == DrawKind::Draw && record.replaces.is_some() {
        "such a record replaces nothing"
    } else if again && record.replaces.is_none() {
        "such a record names what it replaces"
    } else if record.replaces.is_some() && record.reason.is_none() {
        "such a record says its reason"
    } else if record.kind == DrawKind::Replace && record.units.len() != 1 {
        "such a record has one unit"
    } else {
        return Ok(());
    };
    Err(RecordDifference::Kind(record.kind, wrong))
}

/// Makes a unit's fingerprint and ranks again, and looks whether its pick follows from them.
fn replay(record: &DrawRecord, unit: &Unit) -> Result<(), UnitDifference> {
    let found = pool_fingerprint(&unit.unit, &unit.history, &unit.pool)?;
    if found != unit.pool_sha256 {
        return Err(UnitDifference::PoolFingerprint(unit.pool_sha256, found));
    }
    let Some(seed) = &record.seed else {
        return if unit.drawn.is_none() && unit.ranked.is_empty() {
            Ok(())
        } else {
            Err(UnitDifference::Length(unit.ranked.len(), 0))
        };
    };
    let raffle = Raffle {
        seed,
        cycle: &record.cycle,
        unit: &unit.unit,
    };
    let scores = rank(raffle, &unit.pool, Weights::History(&unit.history))?;
    if scores.len() != unit.ranked.len() {
        return Err(UnitDifference::Length(unit.ranked.len(), scores.len()));
    }
    for ((rank, score), written) in (1..).zip(scores).zip(&unit.ranked) {
        compare(written, &Ranked::new(rank, score))?;
    }
    check_passes(record.kind, unit)
}

fn compare(written: &Ranked, found: &Ranked) -> Result<(), UnitDifference> {
    let pairs = [
        ("rank", written.rank.to_string(), found.rank.to_string()),
        ("case_id", written.case_id.clone(), found.case_id.clone()),
        ("tickets", written.tickets.to_string(), found.tickets.to_string()),
        (
            "winning_ticket",
            written.winning_ticket.to_string(),
            found.winning_ticket.to_string(),
        ),
        ("digest", written.digest.to_string(), found.digest.to_string()),
    ];
    match pairs.into_iter().find(|(_, written, found)| written != found) {
        None => Ok(()),
        Some((key, written, found_text)) => Err(UnitDifference::Rank {
            rank: found.rank,
            key,
            written,
            found: found_text,
        }),
    }
}

/// The pick is the first case that was not passed over; only those before it are, for reasons that the kind allows.
fn check_passes(kind: DrawKind, unit: &Unit) -> Result<(), UnitDifference> {
    let first = unit.ranked.iter().position(|ranked| ranked.passed.is_none());
    let passed = first.unwrap_or(unit.ranked.len());
    if let Some(late) = unit.ranked[passed..]
        .iter()
        .find(|ranked| ranked.passed.is_some())
    {
        let why = "can't be: it stands after the pick";
        return Err(UnitDifference::Passed(late.case_id.clone(), why));
    }
    let mut reasons = unit.ranked[..passed].iter();
    if kind == DrawKind::Replace {
        if reasons.all(|ranked| ranked.passed == Some(Passed::Taken)) {
            let nobody = "nobody".to_owned();
            return Err(UnitDifference::Passed(
                nobody,
                "can't be in a replacement: it passes over a case that can't be audited",
            ));
        }
    } else if let Some(other) = reasons.find(|ranked| ranked.passed != Some(Passed::Taken)) {
        let why = "only a replacement may do for that reason";
        return Err(UnitDifference::Passed(other.case_id.clone(), why));
    }
    let named = |drawn: Option<(&String, u64)>| {
        drawn.map_or_else(
            || "nothing".to_owned(),
            |(id, rank)| format!("{id} at rank {rank}"),
        )
    };
    let written = named(unit.drawn.as_ref().map(|drawn| (&drawn.case_id, drawn.rank)));
    let due = named(
        first
            .map(|first| &unit.ranked[first])
            .map(|r| (&r.case_id, r.rank)),
    );
    if written != due {
        return Err(UnitDifference::Pick(written, due));
    }
    if unit.drawn.is_some() == unit.why.is_some() {
        return Err(UnitDifference::Why);
    }
    Ok(())
}

/// No case is drawn twice in a record, and no audit's number given twice.
fn check_picks(record: &DrawRecord) -> Result<(), RecordDifference> {
    let (mut cases, mut audits) = (HashSet::new(), HashSet::new());
    for unit in &record.units {
        let Some(drawn) = &unit.drawn else { continue };
        if !cases.insert(drawn.case_id.as_str()) {
            let taken = UnitDifference::Taken(drawn.case_id.clone());
            return Err(RecordDifference::Unit(unit.unit.clone(), taken));
        }
        if !audits.insert(&drawn.audit) {
            return Err(RecordDifference::AuditTwice(drawn.audit.to_string()));
        }
    }
    Ok(())
}

fn check_hashes(record: DrawRecord) -> Result<(), RecordDifference> {
    let fingerprints = record
        .units
        .iter()
        .map(|unit| (unit.unit.as_str(), unit.pool_sha256));
    let found = cycle_fingerprint(&record.cycle, fingerprints).map_err(RecordDifference::Cycle)?;
    if found != record.cycle_fingerprint {
        return Err(RecordDifference::CycleFingerprint(
            record.cycle_fingerprint,
            found,
        ));
    }
    let written = record.record_sha256;
    match record.sealed().record_sha256 {
        Some(found) if written != Some(found) => {
            let written = written.map_or_else(|| "missing".to_owned(), |digest| digest.to_string());
            Err(RecordDifference::RecordHash(written, found))
        }
        _ => Ok(()),
    }
}

/// Compares a record's pools with those that a roster gives: `made` are the units of a plan made from it and from the
/// draws that stood before the record.
///
/// # Errors
/// The first unit that differs, and a case of it.
pub fn same_pools(record: &DrawRecord, made: &[Unit]) -> Result<(), RecordDifference> {
    let made: HashMap<&str, &Unit> = made.iter().map(|unit| (unit.unit.as_str(), unit)).collect();
    for unit in &record.units {
        let wrong = match made.get(unit.unit.as_str()) {
            None => UnitDifference::NotAsked,
            Some(other) if other.pool != unit.pool => {
                let mine: HashSet<_> = unit.pool.iter().collect();
                let other: HashSet<_> = other.pool.iter().collect();
                let first = mine.symmetric_difference(&other).min();
                UnitDifference::RosterPool(first.map_or_else(String::new, |entry| entry.case_id.clone()))
            }
            Some(other) => match beside_the_pool(unit, other) {
                Some(differs) => differs,
                None => continue,
            },
        };
        return Err(RecordDifference::Unit(unit.unit.clone(), wrong));
    }
    Ok(())
}

/// What beside the pool differs between a unit as written and as a roster gives it.
fn beside_the_pool(written: &Unit, found: &Unit) -> Option<UnitDifference> {
    let past = |unit: &Unit| {
        let draws = unit
            .history
            .iter()
            .map(|past| format!("{}, {}", past.holder, past.status));
        format!("[{}]", draws.collect::<Vec<_>>().join("; "))
    };
    let window = |unit: &Unit| format!("{} to {}", unit.window.from, unit.window.to);
    let mut pairs = vec![
        ("history".to_owned(), past(written), past(found)),
        ("window".to_owned(), window(written), window(found)),
        ("row".to_owned(), written.row.to_string(), found.row.to_string()),
        ("team".to_owned(), written.team.clone(), found.team.clone()),
        (
            "word on whether children drawn lately stayed (waived)".to_owned(),
            written.waived.to_string(),
            found.waived.to_string(),
        ),
    ];
    let count = |unit: &Unit, reason| {
        let aside = unit.set_aside.iter().find(|aside| aside.reason == reason);
        aside.map_or(0, |aside| aside.count).to_string()
    };
    for reason in Reason::ALL {
        // The reason's word as records have it.
        let word = serde_json::to_string(&reason)
            .unwrap_or_default()
            .replace('"', "");
        let what = format!("number of children set aside as {word}");
        pairs.push((what, count(written, reason), count(found, reason)));
    }
    let differs = pairs.into_iter().find(|(_, written, found)| written != found);
    differs.map(|(what, written, found)| UnitDifference::RosterRest { what, written, found })
}
