//! Many records together: their order, what of them stands, and whether one is missing.

use std::collections::{BTreeSet, HashMap, HashSet};

use thiserror::Error;

use super::digest::Digest;
use super::freeze::{PoolsKnown, changes, waiting};
use super::record::{DrawKind, DrawRecord, Passed, RecordError, SeedKind, Unit};
use super::verify::{RecordDifference, verify};
use crate::framework::{AuditId, ChildId, Cycle, Date, RowId};

/// A draw that stands: neither replaced nor drawn again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandingDraw {
    /// The cycle's name, as `2026-27-C4`.
    pub cycle: String,
    /// For whom it was drawn: the auditor's name at the time.
    pub unit: String,
    /// The child.
    pub child: ChildId,
    /// The case-holder at the time.
    pub holder: String,
    /// The legal status at the time.
    pub status: String,
    /// The row of the schedule that asked for it.
    pub row: RowId,
    /// The draw's date.
    pub allocated: Date,
    /// The audit that was allocated.
    pub audit: AuditId,
}

/// A child whom somebody picked for an audit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picked {
    /// The child.
    pub child: ChildId,
    /// The name of the cycle in which the audit was allocated.
    pub cycle: String,
}

/// What is wrong with a chain of records.
#[derive(Debug, Error)]
pub enum ChainError {
    /// A record can't be read.
    #[error("{0}: {1}")]
    Unreadable(String, #[source] RecordError),
    /// A record does not verify by itself.
    #[error("{0}: {1}")]
    Record(String, #[source] Box<RecordDifference>),
    /// No record is the first.
    #[error("Every record names one before it, so the first is missing.")]
    NoFirst,
    /// A record names one before it that is not there.
    #[error("{0} names as the record before it one that is not there: a record is missing, or was changed.")]
    Missing(String),
    /// Two records name the same one before them.
    #[error("{0} and {1} both follow the same record: one of them was put in, or two draws ran at once.")]
    Fork(String, String),
    /// A record does not follow the one before it in the list.
    #[error("{0} does not follow {1}: a record between them was taken out, or the order was changed.")]
    Broken(String, String),
    /// The first record of the list names one before it.
    #[error("{0} names a record before it, but it is the first that there is: earlier ones are missing.")]
    NotFirst(String),
    /// A case was passed over as taken, but nobody took it.
    #[error("{name}: {unit}'s draw passes over {case_id} as taken, but no draw of the cycle took it.")]
    NotTaken {
        /// The record.
        name: String,
        /// For whom.
        unit: String,
        /// The case.
        case_id: String,
    },
    /// A case was drawn that stood drawn already in the cycle.
    #[error("{name}: {case_id} was drawn for {unit}, though it had been drawn in this cycle before.")]
    DrawnBefore {
        /// The record.
        name: String,
        /// For whom.
        unit: String,
        /// The case.
        case_id: String,
    },
    /// The cycle was frozen, and the draw is not from its frozen pools.
    #[error("{0} is not drawn from the pools of {1} that were frozen before it: {2}")]
    NotFrozen(String, String, String),
    /// A freeze stands in the place of another without naming it, or names one that does not wait.
    #[error("{0} does not name as replaced the freeze of the cycle that stood before it.")]
    FrozenAgain(String),
    /// A replacement is of an audit that no record drew, or from another order than its.
    #[error("{0} replaces {1}, but no earlier record drew that audit with the same seed from the same pool.")]
    ReplacesNothing(String, String),
}

/// The order in which records were made, as places in the list given: each follows the one it names.
///
/// Records come with the names of their files, which stand in the errors.
///
/// # Errors
/// Where one is missing, or two follow the same one.
pub fn order(records: &[(&str, &DrawRecord)]) -> Result<Vec<usize>, ChainError> {
    let mut after: HashMap<Option<Digest>, usize> = HashMap::new();
    for (place, (name, record)) in records.iter().enumerate() {
        if let Some(other) = after.insert(record.previous_sha256, place) {
            return Err(ChainError::Fork(records[other].0.to_owned(), (*name).to_owned()));
        }
    }
    let mut ordered = Vec::with_capacity(records.len());
    let mut last = None;
    while let Some(place) = after.remove(&last) {
        ordered.push(place);
        last = records[place].1.record_sha256;
        if last.is_none() {
            break;
        }
    }
    match after.into_values().min() {
        None => Ok(ordered),
        Some(_) if ordered.is_empty() => Err(ChainError::NoFirst),
        Some(left) => {
            let known: HashSet<Option<Digest>> = records.iter().map(|(_, r)| r.record_sha256).collect();
            let orphan = records.iter().find(|(_, record)| {
                !known.contains(&record.previous_sha256) && record.previous_sha256.is_some()
            });
            let (name, _) = orphan.unwrap_or(&records[left]);
            Err(ChainError::Missing((*name).to_owned()))
        }
    }
}

/// The order as far as it can be told where records are missing: what follows each other stands together, and what
/// follows a missing one stands by its date.
///
/// # Errors
/// Where two follow the same one.
pub fn order_over_gaps(records: &[(&str, &DrawRecord)]) -> Result<Vec<usize>, ChainError> {
    let mut after: HashMap<Digest, usize> = HashMap::new();
    let known: HashSet<Option<Digest>> = records.iter().map(|(_, record)| record.record_sha256).collect();
    let mut heads = Vec::new();
    let mut first: Option<usize> = None;
    for (place, (name, record)) in records.iter().enumerate() {
        let fork = match record.previous_sha256 {
            None => first.replace(place),
            Some(before) => after.insert(before, place),
        };
        if let Some(other) = fork {
            return Err(ChainError::Fork(records[other].0.to_owned(), (*name).to_owned()));
        }
        if record.previous_sha256.is_none() || !known.contains(&record.previous_sha256) {
            heads.push(place);
        }
    }
    heads.sort_by_key(|place| (records[*place].1.as_of, records[*place].0));
    let mut ordered = Vec::with_capacity(records.len());
    for head in heads {
        let mut next = Some(head);
        while let Some(place) = next {
            ordered.push(place);
            next = records[place]
                .1
                .record_sha256
                .and_then(|sha256| after.remove(&sha256));
        }
    }
    Ok(ordered)
}

/// Replays a store's records, given in the order in which they were made, and their links.
///
/// It also asks what one record alone can't tell: that a case passed over as taken was taken, and that a replacement
/// goes on with the order that it replaces a case of.
///
/// # Errors
/// The first thing that differs.
pub fn verify_chain(files: &[(&str, &[u8])]) -> Result<(), ChainError> {
    let mut records: Vec<DrawRecord> = Vec::with_capacity(files.len());
    for (place, (name, bytes)) in files.iter().enumerate() {
        let owned = || (*name).to_owned();
        verify(bytes).map_err(|difference| ChainError::Record(owned(), Box::new(difference)))?;
        let record = DrawRecord::parse(bytes).map_err(|error| ChainError::Unreadable(owned(), error))?;
        match (records.last(), record.previous_sha256) {
            (None, Some(_)) => return Err(ChainError::NotFirst(owned())),
            (Some(last), previous) if last.record_sha256 != previous => {
                return Err(ChainError::Broken(owned(), files[place - 1].0.to_owned()));
            }
            _ => {}
        }
        check_against(&records, name, &record)?;
        records.push(record);
    }
    Ok(())
}

fn check_against(earlier: &[DrawRecord], name: &str, record: &DrawRecord) -> Result<(), ChainError> {
    let of_cycle = || earlier.iter().filter(|other| other.cycle == record.cycle);
    if let (DrawKind::Replace, Some(replaced)) = (record.kind, &record.replaces) {
        let same = |unit: &Unit| {
            let drew = |drawn: &super::record::Drawn| drawn.audit.to_string() == *replaced;
            unit.drawn.as_ref().is_some_and(drew)
                && record.units.iter().all(|own| {
                    own.unit == unit.unit
                        && own.pool_sha256 == unit.pool_sha256
                        && own.ranked.len() == unit.ranked.len()
                })
        };
        if !of_cycle().any(|other| other.seed == record.seed && other.units.iter().any(same)) {
            let (name, replaced) = (name.to_owned(), replaced.clone());
            return Err(ChainError::ReplacesNothing(name, replaced));
        }
    }
    check_frozen(earlier, name, record)?;
    check_drawn_before(earlier, name, record)?;
    let drawn = |record: &DrawRecord| -> Vec<String> {
        let drawn = record.units.iter().filter_map(|unit| unit.drawn.as_ref());
        drawn.map(|drawn| drawn.case_id.clone()).collect()
    };
    let taken: HashSet<String> = of_cycle().chain([record]).flat_map(drawn).collect();
    for unit in &record.units {
        let wrong = unit
            .ranked
            .iter()
            .find(|ranked| ranked.passed == Some(Passed::Taken) && !taken.contains(&ranked.case_id));
        if let Some(ranked) = wrong {
            return Err(ChainError::NotTaken {
                name: name.to_owned(),
                unit: unit.unit.clone(),
                case_id: ranked.case_id.clone(),
            });
        }
    }
    Ok(())
}

/// A cycle whose pools are frozen is drawn from them, with a seed that was given; and frozen anew in their place alone.
fn check_frozen(earlier: &[DrawRecord], name: &str, record: &DrawRecord) -> Result<(), ChainError> {
    let frozen = waiting(earlier, &record.cycle).map(|place| &earlier[place]);
    match (record.kind, frozen) {
        (DrawKind::Freeze, frozen) => {
            let due = frozen.map(|frozen| frozen.cycle_fingerprint.to_string());
            if record.replaces != due {
                return Err(ChainError::FrozenAgain(name.to_owned()));
            }
        }
        (DrawKind::Draw, Some(frozen)) => {
            let altered = changes(&frozen.units, &record.units, PoolsKnown::Cases);
            let why = match altered.first() {
                Some(change) => change.to_string(),
                None if record.seed_kind == Some(SeedKind::Generated) => {
                    "its seed was made by qaf.".to_owned()
                }
                None => return Ok(()),
            };
            let (name, cycle) = (name.to_owned(), record.cycle.clone());
            return Err(ChainError::NotFrozen(name, cycle, why));
        }
        _ => {}
    }
    Ok(())
}

/// No case is drawn twice in a cycle. A redraw may draw again what it supersedes.
fn check_drawn_before(earlier: &[DrawRecord], name: &str, record: &DrawRecord) -> Result<(), ChainError> {
    if record.kind == DrawKind::Redraw {
        return Ok(());
    }
    let taken = taken_in(&standing_draws(earlier), &record.cycle);
    for unit in &record.units {
        if let Some(drawn) = unit.drawn.as_ref().filter(|drawn| taken.contains(&drawn.case_id)) {
            return Err(ChainError::DrawnBefore {
                name: name.to_owned(),
                unit: unit.unit.clone(),
                case_id: drawn.case_id.clone(),
            });
        }
    }
    Ok(())
}

/// What stands of the records, given in the order in which they were made.
///
/// A replacement supersedes the audit that it names; a redraw supersedes its units' draws of the same row and cycle.
pub fn standing_draws<'a>(records: impl IntoIterator<Item = &'a DrawRecord>) -> Vec<StandingDraw> {
    let mut standing: Vec<StandingDraw> = Vec::new();
    for record in records {
        match record.kind {
            DrawKind::Freeze => continue,
            DrawKind::Draw => {}
            DrawKind::Replace => {
                let replaced: Option<AuditId> = record.replaces.as_ref().and_then(|id| id.parse().ok());
                standing.retain(|draw| Some(&draw.audit) != replaced.as_ref());
            }
            DrawKind::Redraw => {
                let again: HashSet<(&str, &RowId)> =
                    record.units.iter().map(|u| (u.unit.as_str(), &u.row)).collect();
                standing.retain(|draw| {
                    draw.cycle != record.cycle || !again.contains(&(draw.unit.as_str(), &draw.row))
                });
            }
        }
        standing.extend(record.units.iter().filter_map(|unit| stands(record, unit)));
    }
    standing
}

fn stands(record: &DrawRecord, unit: &Unit) -> Option<StandingDraw> {
    let drawn = unit.drawn.as_ref()?;
    let entry = unit.pool.iter().find(|entry| entry.case_id == drawn.case_id)?;
    Some(StandingDraw {
        cycle: record.cycle.clone(),
        unit: unit.unit.clone(),
        child: ChildId::new(&drawn.case_id)?,
        holder: entry.holder.clone(),
        status: entry.status.clone(),
        row: unit.row.clone(),
        allocated: record.as_of,
        audit: drawn.audit.clone(),
    })
}

/// The ids of the cases that stand drawn in a cycle, which no other draw of that cycle may take.
pub fn taken_in(standing: &[StandingDraw], cycle: &str) -> BTreeSet<String> {
    let of_cycle = standing.iter().filter(|draw| draw.cycle == cycle);
    of_cycle.map(|draw| draw.child.to_string()).collect()
}

/// The units that no draw of the cycle has settled yet, by name and fingerprint.
///
/// So a second run over a pool that was empty, or all taken, adds nothing. A freeze settles nothing.
pub fn not_yet_settled<'a>(
    mut units: Vec<Unit>,
    cycle: &str,
    records: impl IntoIterator<Item = &'a DrawRecord>,
) -> Vec<Unit> {
    let settled: HashSet<(&str, Digest)> = records
        .into_iter()
        .filter(|record| record.cycle == cycle && record.kind != DrawKind::Freeze)
        .flat_map(|record| &record.units)
        .map(|unit| (unit.unit.as_str(), unit.pool_sha256))
        .collect();
    units.retain(|unit| !settled.contains(&(unit.unit.as_str(), unit.pool_sha256)));
    units
}

/// The names of a cycle and of so many before it.
pub fn recent_cycles(cycle: Cycle, before: u32) -> HashSet<String> {
    // More than a century of cycles means all of them.
    let earlier = std::iter::successors(Some(cycle), |cycle| Some(cycle.before()));
    earlier
        .take(before.min(600) as usize + 1)
        .map(|cycle| cycle.to_string())
        .collect()
}
