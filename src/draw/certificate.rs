//! A page for the minutes: what was drawn from how many, for whom, when and by whom, and how anybody can check it.
//!
//! It names auditors, and children by their ids alone; the pools stay in the record.

use serde::Serialize;

use super::digest::Digest;
use super::record::{DrawKind, DrawRecord, DrawWindow, RosterUsed, SeedKind, Unit};
use super::verify::verify;
use super::why_picked::explain;
use crate::framework::{AuditId, Date};

/// The certificate of a record.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Certificate {
    /// What it is of, as a heading.
    pub title: &'static str,
    /// The record's file.
    pub file: String,
    /// What is wrong with the record; `None` where it replays.
    pub fault: Option<String>,
    /// The cycle.
    pub cycle: String,
    /// The draw's date.
    pub as_of: Date,
    /// When it was written, as the writer's clock had it.
    pub made_at: String,
    /// Who drew.
    pub by: String,
    /// Why a case was replaced, or the draw done again.
    pub reason: Option<String>,
    /// What no longer stands.
    pub replaces: Option<String>,
    /// The rule.
    pub rule: String,
    /// The seed; `None` in a freeze.
    pub seed: Option<String>,
    /// Where the seed is from, in a sentence.
    pub seed_words: String,
    /// The freeze that the pools are from.
    pub frozen: Option<Frozen>,
    /// Whether the record is itself a freeze.
    pub is_freeze: bool,
    /// The fingerprint of every unit's pool together.
    pub cycle_fingerprint: Digest,
    /// The record's own hash.
    pub record_sha256: Option<Digest>,
    /// The hash of the record before it.
    pub previous_sha256: Option<Digest>,
    /// The rosters that were read.
    pub rosters: Vec<RosterUsed>,
    /// How many cases were drawn.
    pub drawn: usize,
    /// For whom it was drawn.
    pub units: Vec<Certified>,
}

/// The freeze that a draw's pools are from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Frozen {
    /// The freeze's day.
    pub as_of: Date,
    /// When it was written.
    pub made_at: String,
    /// Who froze.
    pub by: String,
    /// The fingerprint that could be published then.
    pub cycle_fingerprint: Digest,
    /// The hash of the freeze's record.
    pub record_sha256: Option<Digest>,
}

/// What was drawn for one auditor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Certified {
    /// The auditor.
    pub unit: String,
    /// The auditor's team.
    pub team: String,
    /// The row of the schedule, and its service.
    pub row: String,
    /// How many cases were in the pool.
    pub pool: usize,
    /// The days in which a case had to be open.
    pub window: DrawWindow,
    /// The pool's fingerprint.
    pub pool_sha256: Digest,
    /// The case drawn and its audit.
    pub drawn: Option<CertifiedPick>,
    /// How many children were set aside, by reason in words.
    pub set_aside: Vec<Aside>,
    /// How it came about, in sentences.
    pub why: String,
}

/// The case that was drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CertifiedPick {
    /// The case's id.
    pub case_id: String,
    /// The audit made for it.
    pub audit: AuditId,
    /// Its rank.
    pub rank: u64,
}

/// So many children were set aside for a reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Aside {
    /// How many.
    pub count: u64,
    /// Why, in words that follow the number.
    pub why: &'static str,
}

/// Makes the certificate of a record from its file's bytes. `beside` are the other files of its folder.
///
/// A record that does not replay gets one too, which says so first.
///
/// # Errors
/// Where the bytes are no record of a draw.
pub fn certificate(
    file: &str,
    bytes: &[u8],
    beside: &[Vec<u8>],
) -> Result<Certificate, super::record::RecordError> {
    let record = DrawRecord::parse(bytes)?;
    let frozen = frozen(&record, beside);
    let why = explain(&record);
    let units: Vec<Certified> = record
        .units
        .iter()
        .zip(why)
        .map(|(unit, why)| certified(unit, why.text))
        .collect();
    Ok(Certificate {
        title: title(record.kind),
        file: file.to_owned(),
        fault: verify(bytes).err().map(|difference| difference.to_string()),
        seed_words: seed_words(&record),
        frozen,
        is_freeze: record.kind == DrawKind::Freeze,
        drawn: units.iter().filter(|unit| unit.drawn.is_some()).count(),
        units,
        cycle: record.cycle,
        as_of: record.as_of,
        made_at: record.made_at,
        by: record.by,
        reason: record.reason,
        replaces: record.replaces,
        rule: record.rule,
        seed: record.seed,
        cycle_fingerprint: record.cycle_fingerprint,
        record_sha256: record.record_sha256,
        previous_sha256: record.previous_sha256,
        rosters: record.rosters,
    })
}

fn title(kind: DrawKind) -> &'static str {
    match kind {
        DrawKind::Draw => "Certificate of a draw",
        DrawKind::Freeze => "Certificate of frozen pools",
        DrawKind::Replace => "Certificate of a replacement",
        DrawKind::Redraw => "Certificate of a second draw",
    }
}

fn seed_words(record: &DrawRecord) -> String {
    match (record.seed_kind, &record.seed_source) {
        (None, _) => "There is no seed yet: the pools were frozen before it exists.".to_owned(),
        (Some(SeedKind::Generated), _) => {
            "qaf made the seed from the system's randomness. Nobody chose it; that nobody drew \
             several times until it pleased, this record alone can't show."
                .to_owned()
        }
        (Some(SeedKind::Given), None) => "The seed was given; nobody said how it came about.".to_owned(),
        (Some(SeedKind::Given), Some(source)) => {
            format!("The seed was given: {}.", source.trim_end_matches('.'))
        }
    }
}

/// The freeze that every pool of the record is from. It must stand before the record in the chain of records, and
/// replay itself; a freeze put in later proves nothing.
fn frozen(record: &DrawRecord, beside: &[Vec<u8>]) -> Option<Frozen> {
    if record.kind == DrawKind::Freeze {
        return None;
    }
    let others: Vec<(DrawRecord, &Vec<u8>)> = beside
        .iter()
        .filter_map(|bytes| Some((DrawRecord::parse(bytes).ok()?, bytes)))
        .collect();
    let mut before = record.previous_sha256;
    // Each step goes to another record, so there are not more steps than records.
    for _ in 0..others.len() {
        let (other, bytes) = others
            .iter()
            .find(|(other, _)| before.is_some() && other.record_sha256 == before)?;
        let is_from = |unit: &Unit| {
            let same = |frozen: &Unit| frozen.unit == unit.unit && frozen.pool_sha256 == unit.pool_sha256;
            other.units.iter().any(same)
        };
        if other.kind == DrawKind::Freeze
            && other.cycle == record.cycle
            && record.units.iter().all(is_from)
            && verify(bytes).is_ok()
        {
            return Some(Frozen {
                as_of: other.as_of,
                made_at: other.made_at.clone(),
                by: other.by.clone(),
                cycle_fingerprint: other.cycle_fingerprint,
                record_sha256: other.record_sha256,
            });
        }
        before = other.previous_sha256;
    }
    None
}

fn certified(unit: &Unit, why: String) -> Certified {
    let row = match &unit.service {
        Some(service) => format!("{service} ({})", unit.row),
        None => unit.row.to_string(),
    };
    let aside = unit.set_aside.iter().map(|aside| Aside {
        count: aside.count,
        why: aside.reason.words(),
    });
    Certified {
        unit: unit.unit.clone(),
        team: unit.team.clone(),
        row,
        pool: unit.pool.len(),
        window: unit.window,
        pool_sha256: unit.pool_sha256,
        drawn: unit.drawn.as_ref().map(|drawn| CertifiedPick {
            case_id: drawn.case_id.clone(),
            audit: drawn.audit.clone(),
            rank: drawn.rank,
        }),
        set_aside: aside.collect(),
        why,
    }
}
