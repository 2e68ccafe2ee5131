//! From frozen pools and a seed to picks, and from picks to a record.

use std::collections::{BTreeSet, HashSet};

use rayon::prelude::*;
use thiserror::Error;

use super::digest::Digest;
use super::raffle::{RULE, Raffle, RaffleError, Weights, cycle_fingerprint, pool_fingerprint, rank};
use super::record::{DrawKind, DrawRecord, Drawn, Passed, Ranked, RosterUsed, SCHEMA, SeedKind, Unit};
use crate::framework::{AuditId, Date, RowId};

/// A seed and where it is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seed {
    /// The seed itself, in Unicode NFC and not empty.
    pub text: String,
    /// Whether qaf made it.
    pub kind: SeedKind,
    /// How it came about, in words.
    pub source: Option<String>,
}

/// What a record says of its making, beside the draw itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The draw's date.
    pub as_of: Date,
    /// The moment of writing, as the caller's clock has it.
    pub made_at: String,
    /// Who draws.
    pub by: String,
    /// Why a case is replaced or the draw done again; a first draw needs none.
    pub reason: Option<String>,
    /// The rosters that were read.
    pub rosters: Vec<RosterUsed>,
    /// The `record_sha256` of the store's latest draw record.
    pub previous_sha256: Option<Digest>,
}

/// Units with their picks made, which wait for the numbers of their audits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    cycle: String,
    seed: Seed,
    kind: DrawKind,
    replaces: Option<String>,
    /// Each unit with the place of its pick in the order, from 0.
    units: Vec<(Unit, Option<usize>)>,
}

/// A case that was picked and now needs an audit's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pick<'a> {
    /// For whom.
    pub unit: &'a str,
    /// The row of the schedule that asks for the audit.
    pub row: &'a RowId,
    /// The rank, from 1.
    pub rank: u64,
    /// The case's id.
    pub case_id: &'a str,
}

/// Why units can't be settled, or a record not be finished.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SettleError {
    /// A text can't enter the rule.
    #[error(transparent)]
    Raffle(#[from] RaffleError),
    /// A frozen unit is not what its fingerprint says.
    #[error("the pool of {0} was altered after it was frozen")]
    Altered(String),
    /// There are not as many audit numbers as picks.
    #[error("{picks} cases were picked but {ids} audit numbers given")]
    Numbers {
        /// How many picks there are.
        picks: usize,
        /// How many numbers were given.
        ids: usize,
    },
    /// The audit to replace was not drawn by this record.
    #[error("the record draws no case for the audit {0}")]
    NotDrawnHere(AuditId),
    /// A freeze has no seed and no picks, so nothing of it can be replaced.
    #[error("the record is of a freeze, which draws nothing")]
    Frozen,
    /// `taken` is not a reason that a person gives.
    #[error("a drawn case is replaced because it can't be audited, not because it was taken")]
    NoReason,
}

/// Ranks every unit and settles them one after the other, in the byte order of their names.
///
/// A case that an earlier unit took, or that `taken` holds (the standing picks of earlier records of this cycle), is
/// passed over at its rank. So no pool depends on a pick.
///
/// # Errors
/// Where a unit is not what its fingerprint says, or a text can't enter the rule.
pub fn settle(
    units: Vec<Unit>,
    cycle: &str,
    seed: Seed,
    taken: &BTreeSet<String>,
) -> Result<Settled, SettleError> {
    let ranked: Result<Vec<Unit>, SettleError> = units
        .into_par_iter()
        .map(|unit| ranked(unit, cycle, &seed.text))
        .collect();
    let mut ranked = ranked?;
    ranked.sort_by(|a, b| a.unit.cmp(&b.unit));
    let mut here = HashSet::new();
    let units = ranked
        .into_iter()
        .map(|mut unit| {
            let place = pick(&mut unit, 0, |id| taken.contains(id) || here.contains(id));
            if let Some(place) = place {
                here.insert(unit.ranked[place].case_id.clone());
            }
            (unit, place)
        })
        .collect();
    Ok(Settled {
        cycle: cycle.to_owned(),
        seed,
        kind: DrawKind::Draw,
        replaces: None,
        units,
    })
}

/// Takes the next rank for an audit whose case can't be audited; the order of the record never changes.
///
/// `original` is the record that drew the audit, be it a draw or a replacement itself. Earlier passes stay.
///
/// # Errors
/// Where the record did not draw the audit, or the reason is `taken`.
pub fn replace(
    original: &DrawRecord,
    audit: &AuditId,
    reason: Passed,
    taken: &BTreeSet<String>,
) -> Result<Settled, SettleError> {
    let (Some(text), Some(kind)) = (&original.seed, original.seed_kind) else {
        return Err(SettleError::Frozen);
    };
    if reason == Passed::Taken {
        return Err(SettleError::NoReason);
    }
    let drew = |unit: &&Unit| unit.drawn.as_ref().is_some_and(|drawn| drawn.audit == *audit);
    let unit = original.units.iter().find(drew);
    let missing = || SettleError::NotDrawnHere(audit.clone());
    let mut unit = unit.cloned().ok_or_else(missing)?;
    let last = unit.ranked.iter().position(|ranked| ranked.passed.is_none());
    let last = last.ok_or_else(missing)?;
    unit.ranked[last].passed = Some(reason);
    unit.drawn = None;
    let place = pick(&mut unit, last + 1, |id| taken.contains(id));
    Ok(Settled {
        cycle: original.cycle.clone(),
        seed: Seed {
            text: text.clone(),
            kind,
            source: original.seed_source.clone(),
        },
        kind: DrawKind::Replace,
        replaces: Some(audit.to_string()),
        units: vec![(unit, place)],
    })
}

/// Makes the record of pools that are frozen before the seed exists; `replaces` is the fingerprint of a freeze of the
/// same cycle that no longer stands.
///
/// # Errors
/// Where a unit is not what its fingerprint says, or a text can't enter the rule.
pub fn freeze(
    mut units: Vec<Unit>,
    cycle: &str,
    heading: Heading,
    replaces: Option<String>,
) -> Result<DrawRecord, SettleError> {
    units.par_iter().try_for_each(check_frozen)?;
    units.sort_by(|a, b| a.unit.cmp(&b.unit));
    let mut record = heading.record(cycle, DrawKind::Freeze, units)?;
    record.replaces = replaces;
    Ok(record.sealed())
}

impl Settled {
    /// The same picks as a redraw: the second draw for these units in a cycle. `replaces` names what it supersedes.
    #[must_use]
    pub fn redraw(self, replaces: String) -> Self {
        Self {
            kind: DrawKind::Redraw,
            replaces: Some(replaces),
            ..self
        }
    }

    /// What was picked, in the order in which the audits' numbers are to be given.
    pub fn picks(&self) -> impl Iterator<Item = Pick<'_>> {
        self.units.iter().filter_map(|(unit, place)| {
            let ranked = &unit.ranked[(*place)?];
            Some(Pick {
                unit: &unit.unit,
                row: &unit.row,
                rank: ranked.rank,
                case_id: &ranked.case_id,
            })
        })
    }

    /// The units with their ranks; `drawn` is empty until the record is finished.
    pub fn units(&self) -> impl Iterator<Item = &Unit> {
        self.units.iter().map(|(unit, _)| unit)
    }

    /// Makes the record, with one audit's number for each of [`Settled::picks`], in their order.
    ///
    /// # Errors
    /// Where there are not as many numbers as picks.
    pub fn finish(self, heading: Heading, ids: Vec<AuditId>) -> Result<DrawRecord, SettleError> {
        let picks = self.picks().count();
        if picks != ids.len() {
            return Err(SettleError::Numbers {
                picks,
                ids: ids.len(),
            });
        }
        let mut ids = ids.into_iter();
        let units = self.units.into_iter().map(|(mut unit, place)| {
            // The numbers are taken for picks alone, and there are as many of them.
            unit.drawn = place.and_then(|place| Some(drawn(&unit.ranked[place], ids.next()?)));
            unit
        });
        let units = units.collect();
        let mut record = heading.record(&self.cycle, self.kind, units)?;
        record.replaces = self.replaces;
        record.seed = Some(self.seed.text);
        record.seed_kind = Some(self.seed.kind);
        record.seed_source = self.seed.source;
        Ok(record.sealed())
    }
}

impl Heading {
    /// A record without its seed and its own hash.
    fn record(self, cycle: &str, kind: DrawKind, units: Vec<Unit>) -> Result<DrawRecord, SettleError> {
        let fingerprints = units.iter().map(|unit| (unit.unit.as_str(), unit.pool_sha256));
        Ok(DrawRecord {
            as_of: self.as_of,
            by: self.by,
            cycle: cycle.to_owned(),
            cycle_fingerprint: cycle_fingerprint(cycle, fingerprints)?,
            kind,
            made_at: self.made_at,
            previous_sha256: self.previous_sha256,
            reason: self.reason,
            record_sha256: None,
            replaces: None,
            rosters: self.rosters,
            rule: RULE.to_owned(),
            schema: SCHEMA.to_owned(),
            seed: None,
            seed_kind: None,
            seed_source: None,
            units,
        })
    }
}

fn drawn(ranked: &Ranked, audit: AuditId) -> Drawn {
    Drawn {
        audit,
        case_id: ranked.case_id.clone(),
        rank: ranked.rank,
    }
}

/// Refuses a unit whose pool is not the one that its fingerprint was made of.
fn check_frozen(unit: &Unit) -> Result<(), SettleError> {
    if pool_fingerprint(&unit.unit, &unit.history, &unit.pool)? == unit.pool_sha256 {
        Ok(())
    } else {
        Err(SettleError::Altered(unit.unit.clone()))
    }
}

fn ranked(mut unit: Unit, cycle: &str, seed: &str) -> Result<Unit, SettleError> {
    check_frozen(&unit)?;
    let raffle = Raffle {
        seed,
        cycle,
        unit: &unit.unit,
    };
    let scores = rank(raffle, &unit.pool, Weights::History(&unit.history))?;
    unit.ranked = (1..)
        .zip(scores)
        .map(|(rank, score)| Ranked::new(rank, score))
        .collect();
    unit.drawn = None;
    Ok(unit)
}

/// The place of the first case from `start` that is free; those before it are marked as taken.
fn pick(unit: &mut Unit, start: usize, taken: impl Fn(&str) -> bool) -> Option<usize> {
    for (place, ranked) in unit.ranked.iter_mut().enumerate().skip(start) {
        if !taken(&ranked.case_id) {
            unit.why = None;
            return Some(place);
        }
        ranked.passed = Some(Passed::Taken);
    }
    // An empty pool keeps the reason that it was frozen with.
    if !unit.ranked.is_empty() || unit.why.is_none() {
        unit.why = Some(why_none(unit));
    }
    None
}

fn why_none(unit: &Unit) -> String {
    let all_taken = unit.ranked.iter().all(|r| r.passed == Some(Passed::Taken));
    if unit.ranked.is_empty() {
        "The pool was empty, so no child could be drawn.".to_owned()
    } else if all_taken {
        "Every case of the pool was taken by another auditor of this cycle, so none is left to draw."
            .to_owned()
    } else {
        "Every case of the pool was taken or can't be audited, so none is left to draw.".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::test_council::{MadeCouncil, case};

    #[test]
    fn that_none_is_left_to_draw_is_said_with_its_reason() {
        let cases = vec![case("C1", "North"), case("C2", "North")];
        let mut units = MadeCouncil::of(cases).plan().units;
        let mut unit = ranked(units.remove(0), "2026-10", "1").unwrap();
        assert_eq!(unit.ranked.len(), 2);
        let mut why = |start| {
            assert_eq!(pick(&mut unit, start, |_| true), None);
            let why = unit.why.clone().unwrap();
            unit.ranked[0].passed = Some(Passed::Moved);
            why
        };
        assert_eq!(
            why(0),
            "Every case of the pool was taken by another auditor of this cycle, so none is left to draw."
        );
        assert_eq!(
            why(1),
            "Every case of the pool was taken or can't be audited, so none is left to draw."
        );
    }
}
