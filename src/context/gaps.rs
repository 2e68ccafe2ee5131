//! What the figures of a store lack: audits of which nothing is known, and those that are gone. A report says so itself, for
//! what is said on the screen is not read by whoever gets its document.

use std::sync::{Mutex, PoisonError};

use serde::Serialize;

use super::Context;
use crate::framework::AuditId;

/// What the figures lack.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Gaps {
    /// The audits that have a number and no folder.
    pub missing: Vec<AuditId>,
    /// The audits of which it is not known where they stand.
    pub unknown: Vec<UnknownAudit>,
    /// The folders that can't be opened or are links, and what may lie in them.
    pub shut: Vec<String>,
}

/// An audit of which it is not known where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnknownAudit {
    /// The audit.
    pub id: AuditId,
    /// Why, in a clause.
    pub reason: String,
}

/// The gaps that the walk over the audits found.
#[derive(Debug, Default)]
pub struct FoundGaps(Mutex<Gaps>);

/// How much of the gaps a report says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TellsGaps {
    /// Nothing: all of them are to be told beside it.
    Nothing,
    /// It names the audits that can't be counted.
    Unknown,
    /// A page for the public, on which no audit is named.
    Public,
}

/// So many audits are named.
const NAMED: usize = 10;

impl Gaps {
    /// What is to be told beside a report that tells so much itself.
    #[must_use]
    pub fn beside(mut self, tells: TellsGaps) -> Self {
        match tells {
            TellsGaps::Nothing => self,
            TellsGaps::Unknown => {
                self.unknown.clear();
                self
            }
            TellsGaps::Public => Self::default(),
        }
    }

    /// Whether nothing is lacking.
    pub fn is_empty(&self) -> bool {
        self == &Self::default()
    }

    /// The gaps in sentences.
    pub fn sentences(&self) -> Vec<String> {
        let named = |all: Vec<String>| {
            let more = all.len().saturating_sub(NAMED);
            let mut named: Vec<String> = all.into_iter().take(NAMED).collect();
            named.extend((more > 0).then(|| format!("and {more} more")));
            named.join(", ")
        };
        let missing: Vec<String> = self.missing.iter().map(ToString::to_string).collect();
        let unknown = self
            .unknown
            .iter()
            .map(|audit| format!("{} ({})", audit.id, audit.reason));
        let unknown: Vec<String> = unknown.collect();
        let mut sentences = self.shut.clone();
        if !missing.is_empty() {
            let have = if missing.len() == 1 {
                "has a number and no folder"
            } else {
                "have numbers and no folders"
            };
            sentences.push(format!(
                "Missing in every figure: {}, which {have}.",
                named(missing)
            ));
        }
        if !unknown.is_empty() {
            sentences.push(format!(
                "Left out, as nothing is known of it: {}.",
                named(unknown)
            ));
        }
        sentences
    }
}

impl Context {
    /// What the figures lack, as far as a walk over the audits has told.
    pub fn gaps(&self) -> Gaps {
        self.gaps.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Notes what a walk over all audits found lacking, and says what no list of audits shows.
    pub(super) fn found_gaps(&self, gaps: Gaps) {
        if let Some(first) = gaps.missing.first() {
            let named = match gaps.missing.len() {
                1 => format!("{first} has a number and no folder, so it is"),
                n => format!(
                    "{first} and {} more have a number and no folder, so they are",
                    n - 1
                ),
            };
            self.out.warn(format!(
                "{named} missing in every list and figure. qaf validate says more."
            ));
        }
        *self.gaps.0.lock().unwrap_or_else(PoisonError::into_inner) = gaps;
    }
}
