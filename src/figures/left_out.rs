//! Audits that a report names beside its figures: left out, counted with errors, changed since.

use serde::Serialize;

use super::summary::Summary;
use crate::framework::AuditId;

/// A submitted audit that can't be counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Excluded {
    /// The audit.
    pub id: AuditId,
    /// Why.
    pub reason: String,
}

/// An audit that was submitted with errors, and counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Faulty {
    /// The audit.
    pub id: AuditId,
    /// How many.
    pub errors: usize,
}

/// An audit that was changed after the event from which it counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangedAfter {
    /// The audit.
    pub id: AuditId,
    /// What was changed, file by file; what it said before counts.
    pub what: Vec<String>,
}

impl ChangedAfter {
    /// Those of these audits, by id.
    pub fn of<'a>(summaries: impl Iterator<Item = &'a Summary>) -> Vec<Self> {
        let mut changed: Vec<Self> = summaries
            .filter(|summary| !summary.changed.is_empty())
            .map(|summary| Self {
                id: summary.id.clone(),
                what: summary.changed.clone(),
            })
            .collect();
        changed.sort_by(|a, b| a.id.cmp(&b.id));
        changed
    }
}

impl Excluded {
    /// The audit, where it can't be counted.
    pub fn of(summary: &Summary) -> Option<Self> {
        Some(Self {
            id: summary.id.clone(),
            reason: summary.progress.excluded.clone()?,
        })
    }
}
