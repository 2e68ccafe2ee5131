//! The sample of a wider work: drawn in groups, one ticket each, by the rule of every draw; or chosen, with the reason.
//!
//! The fields of every struct here stand in alphabetical order on purpose, as in the record of a draw.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::digest::Digest;
use super::raffle::{Entry, RULE, Raffle, RaffleError, Weights, pool_fingerprint, rank};
use super::record::{RosterUsed, SeedKind};
use crate::framework::Date;

/// The name and version of the document.
pub const SAMPLE_SCHEMA: &str = "qaf.sample/1";

/// What one of a sample is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SampleOf {
    /// A child's case.
    Case,
    /// A worker, whose supervision file is looked at.
    Worker,
    /// An audit, which a panel reads.
    Audit,
}

/// The record of a sample. It is written once and never changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SampleRecord {
    /// The day on which it was taken.
    pub as_of: Date,
    /// Who took it.
    pub by: String,
    /// The groups that were drawn from, each by itself.
    pub groups: Vec<SampleGroup>,
    /// Of a chosen sample: the indicator that led to it.
    pub indicator: Option<String>,
    /// Of a chosen sample: why these.
    pub reason: Option<String>,
    /// The SHA-256 of the document without this key; `None` only until [`SampleRecord::sealed`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record_sha256: Option<Digest>,
    /// The rosters that were read.
    pub rosters: Vec<RosterUsed>,
    /// The rule of draws.
    pub rule: String,
    /// The document's name and version, [`SAMPLE_SCHEMA`].
    pub schema: String,
    /// The seed; `None` where the sample was chosen.
    pub seed: Option<String>,
    /// Where the seed is from; `None` where the sample was chosen.
    pub seed_kind: Option<SeedKind>,
    /// How the seed came about, in words.
    pub seed_source: Option<String>,
    /// How many of the rosters' children were left out: closed, without a worker, or of another team.
    pub set_aside: u64,
    /// The scope of the terms, where it narrowed what was drawn from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<SampleScope>,
    /// The work, which the rule takes for its cycle.
    pub work: String,
}

/// The services and teams of the terms of reference, within which a sample was drawn; where none is named, all are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SampleScope {
    /// How many cases, or of supervision files workers, were left out as they are not within.
    pub outside: u64,
    /// The services.
    pub services: Vec<String>,
    /// The teams.
    pub teams: Vec<String>,
}

impl SampleScope {
    /// The scope in words: `the services Area Unit, DCSS and the team North`.
    pub fn shown(&self) -> String {
        let named = |one: &str, several: &str, all: &[String]| {
            let what = if all.len() == 1 { one } else { several };
            (!all.is_empty()).then(|| format!("the {what} {}", all.join(", ")))
        };
        let parts = [
            named("service", "services", &self.services),
            named("team", "teams", &self.teams),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" and ")
    }
}

/// A group of a sample, such as the cases of a team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SampleGroup {
    /// What it is of.
    pub of: SampleOf,
    /// All that it was taken from, by their ids' bytes; of a chosen sample, those that were chosen.
    pub pool: Vec<Entry>,
    /// The fingerprint of group and pool.
    pub pool_sha256: Digest,
    /// The ids in drawn order, the first `take` of which are the sample; empty where it was chosen.
    pub ranked: Vec<SampledOne>,
    /// How many were taken.
    pub take: usize,
    /// The group's name, which the rule takes for its unit.
    pub unit: String,
}

/// One at its rank.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SampledOne {
    /// Its id.
    pub case_id: String,
    /// Its ticket's hash.
    pub digest: Digest,
}

/// What in the record of a sample is not as the rule makes it.
#[derive(Debug, Error)]
pub enum SampleDifference {
    /// It is no such record.
    #[error("It is no record of a sample that this qaf can read: {0}.")]
    Unreadable(#[from] serde_json::Error),
    /// It is of another version.
    #[error("It is of {0} by the rule {1}, which this qaf can't replay.")]
    Other(String, String),
    /// It reads as a record but is not written as one.
    #[error("It is not written as a record is: sorted keys, no spaces, one line feed at its end.")]
    NotCanonical,
    /// A chosen sample has no seed and says why; a drawn one has a seed.
    #[error("It has neither a seed nor a reason, or both.")]
    SeedOrReason,
    /// The rule can't be followed.
    #[error("The rule can't be followed: {0}.")]
    Raffle(#[from] RaffleError),
    /// A group's fingerprint differs.
    #[error("The pool_sha256 of {0} is not what its pool gives.")]
    Pool(String),
    /// A group's order differs.
    #[error("In {0}, rank {1} is not what the seed gives.")]
    Rank(String, usize),
    /// More are taken than there are.
    #[error("{0} takes more than it has.")]
    Take(String),
    /// The document's own hash differs.
    #[error(
        "All of it replays, but its record_sha256 is not what the document gives: something else was changed."
    )]
    Hash,
}

impl SampleGroup {
    /// Draws so many from a pool, by a seed; all of it where it has no more.
    ///
    /// # Errors
    /// Where the rule can't be followed, as where one stands twice.
    pub fn drawn(
        (of, unit): (SampleOf, &str),
        mut pool: Vec<Entry>,
        size: usize,
        (seed, work): (&str, &str),
    ) -> Result<Self, RaffleError> {
        pool.sort();
        Ok(Self {
            of,
            pool_sha256: pool_fingerprint(unit, &[], &pool)?,
            ranked: ranked(&pool, seed, work, unit)?,
            take: size.min(pool.len()),
            pool,
            unit: unit.to_owned(),
        })
    }

    /// Those that somebody chose.
    ///
    /// # Errors
    /// Where one stands twice.
    pub fn chosen(of: SampleOf, mut pool: Vec<Entry>) -> Result<Self, RaffleError> {
        let unit = "chosen";
        pool.sort();
        Ok(Self {
            of,
            pool_sha256: pool_fingerprint(unit, &[], &pool)?,
            ranked: Vec::new(),
            take: pool.len(),
            pool,
            unit: unit.to_owned(),
        })
    }

    /// Whether a child, or a worker, was taken.
    pub fn has(&self, child: Option<&str>, is_worker: impl Fn(&str) -> bool) -> bool {
        let taken = self.taken();
        taken.iter().any(|entry| match self.of {
            SampleOf::Case => child == Some(entry.case_id.as_str()),
            SampleOf::Worker => is_worker(&entry.case_id),
            SampleOf::Audit => false,
        })
    }

    /// The sample of this group, in drawn order.
    pub fn taken(&self) -> Vec<&Entry> {
        if self.ranked.is_empty() {
            return self.pool.iter().collect();
        }
        let find = |one: &SampledOne| self.pool.iter().find(|entry| entry.case_id == one.case_id);
        self.ranked.iter().take(self.take).filter_map(find).collect()
    }

    fn check(&self, record: &SampleRecord) -> Result<(), SampleDifference> {
        if pool_fingerprint(&self.unit, &[], &self.pool)? != self.pool_sha256 {
            return Err(SampleDifference::Pool(self.unit.clone()));
        }
        if self.take > self.pool.len() {
            return Err(SampleDifference::Take(self.unit.clone()));
        }
        let found = match &record.seed {
            Some(seed) => ranked(&self.pool, seed, &record.work, &self.unit)?,
            None if self.take == self.pool.len() => Vec::new(),
            None => return Err(SampleDifference::Take(self.unit.clone())),
        };
        let longest = found.len().max(self.ranked.len());
        let differs = (0..longest).find(|at| found.get(*at) != self.ranked.get(*at));
        differs.map_or(Ok(()), |at| {
            Err(SampleDifference::Rank(self.unit.clone(), at + 1))
        })
    }
}

fn ranked(pool: &[Entry], seed: &str, work: &str, unit: &str) -> Result<Vec<SampledOne>, RaffleError> {
    let raffle = Raffle {
        seed,
        cycle: work,
        unit,
    };
    let scores = rank(raffle, pool, Weights::Flat)?.into_iter();
    let one = scores.map(|score| SampledOne {
        case_id: score.case_id,
        digest: score.digest,
    });
    Ok(one.collect())
}

impl SampleRecord {
    /// The record with its `record_sha256`; whatever stood there is replaced.
    ///
    /// # Errors
    /// Never: a record has text, numbers and lists alone.
    pub fn sealed(mut self) -> Result<Self, serde_json::Error> {
        self.record_sha256 = None;
        self.record_sha256 = Some(Digest::of(&serde_json::to_vec(&self)?));
        Ok(self)
    }

    /// The bytes that a file holds.
    ///
    /// # Errors
    /// Never: a record has text, numbers and lists alone.
    pub fn to_bytes(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut bytes = serde_json::to_vec(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// Reads a record, strictly.
    ///
    /// # Errors
    /// Where it is none of this version and rule.
    pub fn parse(bytes: &[u8]) -> Result<Self, SampleDifference> {
        let record: Self = serde_json::from_slice(bytes)?;
        if record.schema == SAMPLE_SCHEMA && record.rule == RULE {
            Ok(record)
        } else {
            Err(SampleDifference::Other(record.schema, record.rule))
        }
    }

    /// Whether a file says that it is the record of a sample.
    pub fn is_one(bytes: &[u8]) -> bool {
        #[derive(Deserialize)]
        struct Head {
            schema: String,
        }
        serde_json::from_slice::<Head>(bytes).is_ok_and(|head| head.schema.starts_with("qaf.sample/"))
    }

    /// How many it has.
    pub fn size(&self) -> usize {
        self.groups.iter().map(|group| group.take).sum()
    }
}

/// Replays the record of a sample from itself.
///
/// # Errors
/// The first thing that differs, as a sentence.
pub fn verify_sample(bytes: &[u8]) -> Result<(), SampleDifference> {
    let record = SampleRecord::parse(bytes)?;
    if record.to_bytes()? != bytes {
        return Err(SampleDifference::NotCanonical);
    }
    if record.seed.is_some() == record.reason.is_some() || record.seed.is_some() != record.seed_kind.is_some()
    {
        return Err(SampleDifference::SeedOrReason);
    }
    for group in &record.groups {
        group.check(&record)?;
    }
    let written = record.record_sha256;
    if record.sealed()?.record_sha256 == written {
        Ok(())
    } else {
        Err(SampleDifference::Hash)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(id: &str) -> Entry {
        Entry {
            case_id: id.into(),
            holder: "Kit Adams".into(),
            status: "CIN".into(),
        }
    }

    fn record() -> SampleRecord {
        let pool = ["7", "3", "9", "1"].map(entry).to_vec();
        let group = SampleGroup::drawn((SampleOf::Case, "North"), pool, 2, ("42", "TH-26-0001")).unwrap();
        SampleRecord {
            as_of: "2026-11-24".parse().unwrap(),
            by: "Ann Brook".into(),
            groups: vec![group],
            indicator: None,
            reason: None,
            record_sha256: None,
            rosters: Vec::new(),
            rule: RULE.into(),
            schema: SAMPLE_SCHEMA.into(),
            seed: Some("42".into()),
            seed_kind: Some(SeedKind::Given),
            seed_source: None,
            set_aside: 0,
            within: None,
            work: "TH-26-0001".into(),
        }
        .sealed()
        .unwrap()
    }

    #[test]
    fn a_sample_replays_from_its_record_and_nothing_in_it_can_be_changed() {
        let good = record();
        verify_sample(&good.to_bytes().unwrap()).unwrap();
        assert_eq!(good.size(), 2);
        assert_eq!(good.groups[0].taken().len(), 2);
        let spoil = |change: &dyn Fn(&mut SampleRecord), seal: bool| {
            let mut other = good.clone();
            change(&mut other);
            let other = if seal { other.sealed().unwrap() } else { other };
            verify_sample(&other.to_bytes().unwrap()).unwrap_err().to_string()
        };
        assert!(spoil(&|r| r.groups[0].ranked.swap(0, 1), true).contains("rank 1"));
        assert!(spoil(&|r| r.seed = Some("43".into()), true).contains("rank 1"));
        assert!(spoil(&|r| r.groups[0].pool.truncate(3), true).contains("pool_sha256"));
        assert!(spoil(&|r| r.groups[0].take = 5, true).contains("more than it has"));
        assert!(spoil(&|r| r.reason = Some("these".into()), true).contains("neither a seed nor a reason"));
        assert!(spoil(&|r| r.groups[0].take = 1, false).contains("record_sha256"));
    }

    #[test]
    fn the_order_of_the_list_does_not_matter() {
        let turned = ["1", "9", "7", "3"].map(entry).to_vec();
        let other = SampleGroup::drawn((SampleOf::Case, "North"), turned, 2, ("42", "TH-26-0001")).unwrap();
        assert_eq!(other, record().groups[0]);
        let twice = ["1", "1"].map(entry).to_vec();
        assert!(SampleGroup::drawn((SampleOf::Case, "N"), twice, 1, ("42", "TH-26-0001")).is_err());
    }
}
