//! `log.yaml`: what happened, when, and the fingerprints of the files then. qaf appends a line an event.

use std::collections::BTreeMap;

use crate::framework::Date;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventKind {
    /// The QA social worker logged the audit.
    Received,
    /// The service manager was told of an Inadequate.
    Informed,
    /// It went back to the auditor.
    Returned,
    /// The QA social worker logged the moderation, which was signed off.
    Moderated,
    /// The settled audit went to manager, worker and others.
    Sent,
    /// An action was done.
    ActionDone,
    /// Feedback was asked for and not had.
    FeedbackNotGiven,
    /// The re-audit went to manager and worker.
    ReAuditSent,
    /// An Inadequate re-audit went to the head of service.
    Escalated,
    /// It was saved on the worker's supervision file.
    SupervisionFile,
    /// It was saved on the QA site.
    Saved,
    /// Another auditor or moderator took over.
    Reassigned,
    /// The drawn case could not be audited; another was taken.
    Replaced,
    /// It will not be audited.
    Withdrawn,
    /// Anything else.
    Note,
}

impl EventKind {
    /// Every event with its name.
    pub const NAMES: [(&'static str, Self); 15] = [
        ("received", Self::Received),
        ("informed", Self::Informed),
        ("returned", Self::Returned),
        ("moderated", Self::Moderated),
        ("sent", Self::Sent),
        ("action-done", Self::ActionDone),
        ("feedback-not-given", Self::FeedbackNotGiven),
        ("re-audit-sent", Self::ReAuditSent),
        ("escalated", Self::Escalated),
        ("supervision-file", Self::SupervisionFile),
        ("saved", Self::Saved),
        ("reassigned", Self::Reassigned),
        ("replaced", Self::Replaced),
        ("withdrawn", Self::Withdrawn),
        ("note", Self::Note),
    ];

    /// Reads the name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::NAMES
            .iter()
            .find(|(name, _)| *name == text)
            .map(|(_, kind)| *kind)
    }

    /// The name.
    pub fn name(self) -> &'static str {
        Self::NAMES
            .iter()
            .find(|(_, kind)| *kind == self)
            .map_or("", |(name, _)| name)
    }

    /// What happened, after the word "after": `it was sent`.
    pub fn happened(self) -> &'static str {
        match self {
            Self::Received => "it was received",
            Self::Informed => "notice of the Inadequate was given",
            Self::Returned => "it was returned",
            Self::Moderated => "its moderation was logged",
            Self::Sent => "it was sent",
            Self::ActionDone => "an action was done",
            Self::FeedbackNotGiven => "feedback was given up",
            Self::ReAuditSent => "the re-audit was sent",
            Self::Escalated => "the re-audit was raised with the head of service",
            Self::SupervisionFile => "it was saved on the supervision file",
            Self::Saved => "it was saved",
            Self::Reassigned => "it was reassigned",
            Self::Replaced => "it was replaced",
            Self::Withdrawn => "it was withdrawn",
            Self::Note => "a note was logged",
        }
    }
}

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
