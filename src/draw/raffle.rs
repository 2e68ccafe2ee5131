//! The rule `qaf-draw/1`: the raffle itself, and the fingerprints made before its seed exists.
//!
//! To the rule, seed, cycle, unit, case ids, holders and statuses are opaque text in Unicode NFC. Nothing is reduced
//! modulo anything, the order of rows does not matter, and a case's tickets do not depend on the other rows, so taking
//! a losing row out changes nothing.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use rayon::prelude::*;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::digest::{Digest, Fields};

/// The rule's name, which every ticket carries.
pub const RULE: &str = "qaf-draw/1";

/// So many of a unit's latest draws count towards its tickets.
pub const HISTORY: usize = 6;

/// The holder's factor where none, one, two and more of the history are theirs.
const HOLDER: [u32; 3] = [16, 4, 1];
/// The status's factor, likewise.
const STATUS: [u32; 3] = [4, 2, 1];

/// A case in a pool; in files `[case, holder, status]`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Entry {
    /// The case's id, once in a pool.
    pub case_id: String,
    /// The case-holder.
    pub holder: String,
    /// The legal status.
    pub status: String,
}

/// A draw that went before, as it counts towards tickets; in files `[holder, status]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// The case-holder at the time.
    pub holder: String,
    /// The legal status at the time.
    pub status: String,
}

/// What every ticket of a unit's raffle starts with.
#[derive(Clone, Copy, Debug)]
pub struct Raffle<'a> {
    /// The seed, never empty.
    pub seed: &'a str,
    /// The cycle's name, never empty.
    pub cycle: &'a str,
    /// The unit, never empty: the auditor's name, or the panel.
    pub unit: &'a str,
}

/// How many tickets a case holds.
#[derive(Clone, Copy, Debug)]
pub enum Weights<'a> {
    /// 1 to 64, by the unit's standing draws, oldest first; the last six of them count.
    History(&'a [Past]),
    /// One each: the moderation panel's.
    Flat,
}

/// A case with its tickets drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticketed {
    /// The case's id.
    pub case_id: String,
    /// How many tickets it held.
    pub tickets: u32,
    /// The ticket that scored lowest, from 1.
    pub winning_ticket: u32,
    /// That ticket's hash: the case's score.
    pub digest: Digest,
}

/// Which text of a draw is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DrawText {
    /// The seed.
    Seed,
    /// The cycle's name.
    Cycle,
    /// The unit.
    Unit,
    /// A case's id.
    CaseId,
    /// A case-holder.
    Holder,
    /// A legal status.
    Status,
}

impl fmt::Display for DrawText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Seed => "the seed",
            Self::Cycle => "the cycle",
            Self::Unit => "the name drawn for",
            Self::CaseId => "a case's id",
            Self::Holder => "a case-holder's name",
            Self::Status => "a legal status",
        })
    }
}

/// Why the rule can't be followed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RaffleError {
    /// A text that the rule asks for is empty.
    #[error("{0} is empty, and a draw needs it")]
    Empty(DrawText),
    /// A text has a character below U+0020, such as a tab or a line feed.
    #[error("{0} has a control character in it (such as a tab): {text}", text = .1.escape_debug())]
    Control(DrawText, String),
    /// A text is not in Unicode NFC, so two machines could hash it differently.
    #[error("{0} is not in Unicode's composed form (NFC): {1}")]
    NotNfc(DrawText, String),
    /// A case's id stands twice in a pool.
    #[error("the case {0} stands twice in a pool")]
    DuplicateCase(String),
    /// A unit stands twice in a cycle.
    #[error("{0} is drawn for twice in one cycle")]
    DuplicateUnit(String),
}

/// Ranks a pool: the lowest score first, ties by the smaller case id in bytes.
///
/// Every ticket is hashed, on all cores.
///
/// # Errors
/// Where a text is empty, not NFC or has a control character, or a case stands twice.
pub fn rank(raffle: Raffle<'_>, pool: &[Entry], weights: Weights<'_>) -> Result<Vec<Ticketed>, RaffleError> {
    for (field, text) in [
        (DrawText::Seed, raffle.seed),
        (DrawText::Cycle, raffle.cycle),
        (DrawText::Unit, raffle.unit),
    ] {
        check_filled(field, text)?;
    }
    check_pool(pool)?;
    if let Weights::History(history) = weights {
        check_history(history)?;
    }
    let mut common = Fields::default();
    for field in [RULE, raffle.seed, raffle.cycle, raffle.unit] {
        common.add(&[field]);
    }
    let mut scores: Vec<Ticketed> = pool
        .par_iter()
        // A pool of ten cases is soon hashed: handing it to another core costs about as much.
        .with_min_len(16)
        .map(|entry| score(&common, entry, weights))
        .collect();
    scores.sort_unstable_by(|a, b| (a.digest, &a.case_id).cmp(&(b.digest, &b.case_id)));
    Ok(scores)
}

fn score(common: &Fields, entry: &Entry, weights: Weights<'_>) -> Ticketed {
    let tickets = match weights {
        Weights::History(history) => tickets(entry, history),
        Weights::Flat => 1,
    };
    let mut case = common.clone();
    case.add(&[&entry.case_id]);
    let mut digest = case.with_number(1);
    let mut winning_ticket = 1;
    for j in 2..=tickets {
        let other = case.with_number(j);
        if other < digest {
            (digest, winning_ticket) = (other, j);
        }
    }
    Ticketed {
        case_id: entry.case_id.clone(),
        tickets,
        winning_ticket,
        digest,
    }
}

/// How many tickets a case holds, 1 to 64, by its unit's standing draws, oldest first.
pub fn tickets(entry: &Entry, history: &[Past]) -> u32 {
    let last = latest(history);
    let holder = last.iter().filter(|past| past.holder == entry.holder).count();
    let status = last.iter().filter(|past| past.status == entry.status).count();
    let latest_holder = last.last().is_some_and(|past| past.holder == entry.holder);
    weight(holder, status, latest_holder)
}

/// The tickets of a case whose holder and status had so many of the last six draws, and perhaps the latest.
pub(super) fn weight(holder: usize, status: usize, latest_holder: bool) -> u32 {
    let holder = if latest_holder { 1 } else { HOLDER[holder.min(2)] };
    holder * STATUS[status.min(2)]
}

/// The draws of a history that count: its last six.
pub fn latest(history: &[Past]) -> &[Past] {
    &history[history.len().saturating_sub(HISTORY)..]
}

/// The fingerprint of a unit's history and pool, made before the seed exists.
///
/// # Errors
/// Where a text is empty, not NFC or has a control character, or a case stands twice.
pub fn pool_fingerprint(unit: &str, history: &[Past], pool: &[Entry]) -> Result<Digest, RaffleError> {
    check_filled(DrawText::Unit, unit)?;
    check_history(history)?;
    check_pool(pool)?;
    let mut sorted: Vec<&Entry> = pool.iter().collect();
    sorted.sort_unstable();
    let mut fields = Fields::default();
    fields.add(&["qaf-pool/1"]);
    fields.add(&["unit\t", unit]);
    for past in latest(history) {
        fields.add(&["h\t", &past.holder, "\t", &past.status]);
    }
    for entry in sorted {
        fields.add(&["c\t", &entry.case_id, "\t", &entry.holder, "\t", &entry.status]);
    }
    Ok(fields.finish())
}

/// The fingerprint of a cycle's units, in any order: the one line to publish before the seed exists.
///
/// # Errors
/// Where the cycle or a unit is empty, not NFC or has a control character, or a unit stands twice.
pub fn cycle_fingerprint<'a>(
    cycle: &str,
    units: impl IntoIterator<Item = (&'a str, Digest)>,
) -> Result<Digest, RaffleError> {
    check_filled(DrawText::Cycle, cycle)?;
    let mut sorted: Vec<(&str, Digest)> = units.into_iter().collect();
    sorted.sort_unstable();
    let mut fields = Fields::default();
    fields.add(&["qaf-cycle/1"]);
    fields.add(&[cycle]);
    for (index, (unit, digest)) in sorted.iter().enumerate() {
        check_filled(DrawText::Unit, unit)?;
        if index > 0 && sorted[index - 1].0 == *unit {
            return Err(RaffleError::DuplicateUnit((*unit).to_owned()));
        }
        fields.add(&[unit, "\t", &digest.to_string()]);
    }
    Ok(fields.finish())
}

/// Whether a seed is the one whose SHA-256 was published before it: a link of a yearly hash chain.
///
/// The anchor is 64 lowercase hexadecimal digits; anything else is no anchor, and the answer is no.
pub fn chain_ok(seed: &str, anchor: &str) -> bool {
    Digest::parse(anchor) == Some(Digest::of(seed.as_bytes()))
}

/// A text in Unicode NFC, as the rule wants every text. Apply it where text comes in.
pub fn composed(text: &str) -> Cow<'_, str> {
    if is_nfc(text) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// A name in Unicode NFC, with single spaces and none at its ends.
pub fn plain_name(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    composed(&words.join(" ")).into_owned()
}

fn check_filled(field: DrawText, text: &str) -> Result<(), RaffleError> {
    if text.is_empty() {
        return Err(RaffleError::Empty(field));
    }
    check_text(field, text)
}

fn check_text(field: DrawText, text: &str) -> Result<(), RaffleError> {
    if text.bytes().any(|byte| byte < b' ') {
        return Err(RaffleError::Control(field, text.to_owned()));
    }
    // What is ASCII alone is NFC; looking it up letter by letter would take as long as a few tickets.
    if text.is_ascii() || is_nfc(text) {
        Ok(())
    } else {
        Err(RaffleError::NotNfc(field, text.to_owned()))
    }
}

fn check_history(history: &[Past]) -> Result<(), RaffleError> {
    for past in history {
        check_text(DrawText::Holder, &past.holder)?;
        check_text(DrawText::Status, &past.status)?;
    }
    Ok(())
}

fn check_pool(pool: &[Entry]) -> Result<(), RaffleError> {
    let mut seen = HashSet::with_capacity(pool.len());
    for entry in pool {
        check_filled(DrawText::CaseId, &entry.case_id)?;
        check_text(DrawText::Holder, &entry.holder)?;
        check_text(DrawText::Status, &entry.status)?;
        if !seen.insert(entry.case_id.as_str()) {
            return Err(RaffleError::DuplicateCase(entry.case_id.clone()));
        }
    }
    Ok(())
}

impl Serialize for Entry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (&self.case_id, &self.holder, &self.status).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (case_id, holder, status) = Deserialize::deserialize(deserializer)?;
        Ok(Self {
            case_id,
            holder,
            status,
        })
    }
}

impl Serialize for Past {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (&self.holder, &self.status).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Past {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (holder, status) = Deserialize::deserialize(deserializer)?;
        Ok(Self { holder, status })
    }
}

#[cfg(test)]
mod tests;
