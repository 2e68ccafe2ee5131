//! `log.yaml`: what happened, when, and the fingerprints of the files then. qaf appends a line an event.

use std::collections::BTreeMap;

use super::event::EventKind;
use crate::framework::Date;

/// A line of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogEvent {
    /// The day it happened.
    pub date: Date,
    /// What happened.
    pub event: EventKind,
    /// Who says so.
    pub by: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// To whom: the recipients, or who took over.
    pub to: Vec<String>,
    /// For a reassignment: `auditor` or `moderator`.
    pub role: Option<String>,
    /// For a done action: `2`, or `r1` for a re-audit's.
    pub action: Option<String>,
    /// For a replaced audit: the one that took its place.
    pub by_audit: Option<String>,
    /// The SHA-256 of each file a person owns, at that time, by its stem (`audit`).
    pub files: BTreeMap<String, String>,
    /// Where it stands in the file's list, from 0: lines that can't be read count too.
    pub item: usize,
}

impl LogEvent {
    /// An event with its day and nothing else.
    pub fn new(date: Date, event: EventKind) -> Self {
        Self {
            date,
            event,
            by: None,
            note: None,
            reason: None,
            to: Vec::new(),
            role: None,
            action: None,
            by_audit: None,
            files: BTreeMap::new(),
            item: 0,
        }
    }
}
