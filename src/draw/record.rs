//! The record of a draw: one document that is never changed and can be replayed from itself.
//!
//! The fields of every struct here stand in alphabetical order on purpose: they are written in that order, and the
//! canonical form of a record has its keys sorted.

mod error;
mod reason;

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

use super::digest::Digest;
use super::raffle::{Entry, Past, RULE, Ticketed};
use crate::framework::{AuditId, Date, RowId, Service};

pub use error::RecordError;
pub use reason::Reason;

/// The name and version of the document.
pub const SCHEMA: &str = "qaf.draw/1";

/// The record of a draw, a freeze, a replacement or a redraw (`docs/draw.md`, "The record").
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrawRecord {
    /// The draw's date.
    pub as_of: Date,
    /// Who drew.
    pub by: String,
    /// The cycle, as `2026-27-C4`; to the rule it is opaque text.
    pub cycle: String,
    /// The fingerprint of all units here.
    pub cycle_fingerprint: Digest,
    /// What the record is of.
    pub kind: DrawKind,
    /// When it was written, as the writer's clock had it.
    pub made_at: String,
    /// The `record_sha256` of the draw record before it in the store; `None` for the first.
    #[serde(deserialize_with = "required")]
    pub previous_sha256: Option<Digest>,
    /// Why a case was replaced, or the draw done again.
    #[serde(deserialize_with = "required")]
    pub reason: Option<String>,
    /// The SHA-256 of the document without this key; `None` only until [`DrawRecord::sealed`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record_sha256: Option<Digest>,
    /// What no longer stands: of a replacement, the id of the audit; of a redraw, what its caller names; of a freeze,
    /// the fingerprint of an earlier freeze of the cycle.
    #[serde(deserialize_with = "required")]
    pub replaces: Option<String>,
    /// The rosters that were read.
    pub rosters: Vec<RosterUsed>,
    /// The rule, [`RULE`].
    pub rule: String,
    /// The document's name and version, [`SCHEMA`].
    pub schema: String,
    /// The seed; `None` in a freeze.
    #[serde(deserialize_with = "required")]
    pub seed: Option<String>,
    /// Where the seed is from; `None` in a freeze.
    #[serde(deserialize_with = "required")]
    pub seed_kind: Option<SeedKind>,
    /// How the seed came about, in words.
    #[serde(deserialize_with = "required")]
    pub seed_source: Option<String>,
    /// For whom it was drawn, in the byte order of their names.
    pub units: Vec<Unit>,
}

/// What a record is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DrawKind {
    /// A draw.
    Draw,
    /// Pools without a seed, nothing drawn.
    Freeze,
    /// The next rank, for a case that could not be audited.
    Replace,
    /// A second draw for the same managers in a cycle.
    Redraw,
}

/// Where a seed is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SeedKind {
    /// qaf made it from the system's randomness.
    Generated,
    /// Somebody gave it.
    Given,
}

/// A roster that was read for a draw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RosterUsed {
    /// How many children it gave.
    pub children: u64,
    /// The file's name.
    pub file: String,
    /// The layout it was read by, such as `qaf`.
    pub layout: String,
    /// How many rows it has.
    pub rows: u64,
    /// The SHA-256 of the file's bytes.
    pub sha256: Digest,
    /// How many of its rows could not be read.
    pub unreadable: u64,
}

/// One auditor's pool, its ranking and its pick.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// What was drawn; `None` where nothing was.
    #[serde(deserialize_with = "required")]
    pub drawn: Option<Drawn>,
    /// The unit's standing draws before this one, oldest first, six at most.
    pub history: Vec<Past>,
    /// The cases drawn from, by their ids' bytes.
    pub pool: Vec<Entry>,
    /// The fingerprint of unit, history and pool.
    pub pool_sha256: Digest,
    /// The pool in drawn order; empty in a freeze.
    pub ranked: Vec<Ranked>,
    /// The row of the schedule that asks for the audit.
    pub row: RowId,
    /// The row's service; `None`: all of them.
    #[serde(deserialize_with = "required")]
    pub service: Option<Service>,
    /// How many children of the rosters were left out of the pool, by reason.
    pub set_aside: Vec<SetAside>,
    /// The auditor's team; several are separated by `; `, none is empty.
    pub team: String,
    /// The auditor's name.
    pub unit: String,
    /// Whether children drawn lately stayed in the pool because it would have been empty without them.
    pub waived: bool,
    /// Why nothing was drawn, in a sentence; `None` where something was, or could be.
    #[serde(deserialize_with = "required")]
    pub why: Option<String>,
    /// The days in which a case had to be open.
    pub window: DrawWindow,
}

/// Days, the first and the last included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrawWindow {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

/// So many children were left out of a pool for a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetAside {
    /// How many children.
    pub count: u64,
    /// Why.
    pub reason: Reason,
}

/// A case at its rank.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ranked {
    /// The case's id.
    pub case_id: String,
    /// Its lowest ticket's hash.
    pub digest: Digest,
    /// Why it was passed over; `None` where it was drawn or never reached.
    #[serde(deserialize_with = "required")]
    pub passed: Option<Passed>,
    /// Its place in the order, from 1.
    pub rank: u64,
    /// How many tickets it held, 1 to 64.
    pub tickets: u32,
    /// Which of them was the lowest, from 1.
    pub winning_ticket: u32,
}

impl Ranked {
    /// A score at its rank, not passed over.
    pub fn new(rank: u64, score: Ticketed) -> Self {
        Self {
            case_id: score.case_id,
            digest: score.digest,
            passed: None,
            rank,
            tickets: score.tickets,
            winning_ticket: score.winning_ticket,
        }
    }
}

/// Why a case was passed over at its rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Passed {
    /// Another unit of the cycle had drawn it.
    Taken,
    /// The child moved away.
    Moved,
    /// The case is in court.
    Court,
    /// The case is closed.
    Closed,
    /// Nobody holds the case any more.
    NoHolder,
    /// The auditor knows the family.
    KnowsFamily,
    /// Another reason, which the record's `reason` says.
    Other,
}

impl Passed {
    /// The reasons for which a drawn case is replaced, with the code of each.
    pub const REPLACING: [(&'static str, Self); 6] = [
        ("moved", Self::Moved),
        ("court", Self::Court),
        ("closed", Self::Closed),
        ("no-holder", Self::NoHolder),
        ("knows-family", Self::KnowsFamily),
        ("other", Self::Other),
    ];

    /// Reads the code of a reason to replace; `taken` is none.
    pub fn parse(code: &str) -> Option<Self> {
        let known = Self::REPLACING.iter().find(|(name, _)| *name == code);
        known.map(|(_, passed)| *passed)
    }

    /// The reason in words, for a sentence about the case.
    pub fn words(self) -> &'static str {
        match self {
            Self::Taken => "another auditor had drawn it",
            Self::Moved => "the child has moved away",
            Self::Court => "the case is in court",
            Self::Closed => "the case is closed",
            Self::NoHolder => "nobody holds the case",
            Self::KnowsFamily => "the auditor knows the family",
            Self::Other => "of another reason, which the record gives",
        }
    }
}

/// The case that was drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drawn {
    /// The audit that was allocated for it.
    pub audit: AuditId,
    /// The case's id.
    pub case_id: String,
    /// Its rank, from 1.
    pub rank: u64,
}

impl DrawRecord {
    /// Reads a record, strictly: an unknown or missing key is an error. Whether it is true, `verify` says.
    ///
    /// # Errors
    /// Where it is no record of this version and rule.
    pub fn parse(bytes: &[u8]) -> Result<Self, RecordError> {
        #[derive(Deserialize)]
        struct Head {
            schema: String,
        }
        let Head { schema } = serde_json::from_slice(bytes)?;
        if schema != SCHEMA {
            return Err(if schema.starts_with("qaf.draw/") {
                RecordError::LaterVersion(schema)
            } else {
                RecordError::OtherDocument(schema)
            });
        }
        let record: Self = serde_json::from_slice(bytes)?;
        if record.rule == RULE {
            Ok(record)
        } else {
            Err(RecordError::OtherRule(record.rule))
        }
    }

    /// The record with its `record_sha256`; whatever stood there is replaced.
    #[must_use]
    pub fn sealed(mut self) -> Self {
        self.record_sha256 = None;
        self.record_sha256 = Some(Digest::of(&json(&self)));
        self
    }

    /// The canonical bytes that a file holds: sorted keys, no spaces, UTF-8, then a line feed.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = json(self);
        bytes.push(b'\n');
        bytes
    }

    /// The file's name in `draws/`, given which names there are.
    ///
    /// It is `<cycle>-<first 8 of the cycle fingerprint>.json`, and `...-frozen.json` for a freeze. A replacement or a
    /// redraw from the very same pools has the same fingerprint: then it is `...-r2.json`, `...-r3.json` and so on.
    pub fn file_name(&self, exists: impl Fn(&str) -> bool) -> String {
        let frozen = if self.kind == DrawKind::Freeze {
            "-frozen"
        } else {
            ""
        };
        let stem = format!("{}-{}{frozen}", self.cycle, self.cycle_fingerprint.short());
        let mut name = format!("{stem}.json");
        let mut number = 2;
        while exists(&name) {
            name = format!("{stem}-r{number}.json");
            number += 1;
        }
        name
    }
}

/// A record in its canonical form, without the line feed.
fn json(record: &DrawRecord) -> Vec<u8> {
    serde_json::to_vec(record)
        .expect("a record has text, numbers and lists alone, which JSON can always hold")
}

/// Reads a value that may be null but not missing; by itself an `Option` may be both.
fn required<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Option::deserialize(deserializer)
}

impl fmt::Display for DrawKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Draw => "draw",
            Self::Freeze => "freeze",
            Self::Replace => "replace",
            Self::Redraw => "redraw",
        })
    }
}
