//! The names of the schedule's words in files, and as people say them.

use std::fmt;

use serde::{Serialize, Serializer};

use super::schedule::{Assurance, Per, RowActivity, Selection, Start, Step};

/// Looks a name up in a table of names.
fn named<T: Copy>(table: &[(&'static str, T)], text: &str) -> Option<T> {
    table
        .iter()
        .find(|(name, _)| *name == text)
        .map(|(_, value)| *value)
}

fn name_of<T: PartialEq>(table: &[(&'static str, T)], value: &T) -> &'static str {
    table
        .iter()
        .find(|(_, other)| other == value)
        .map_or("", |(name, _)| name)
}

impl RowActivity {
    /// Every activity with its name in `schedule.toml`.
    pub const NAMES: [(&'static str, Self); 9] = [
        ("case-file", Self::CaseFile),
        ("observation", Self::Observation),
        ("combined", Self::Combined),
        ("supervision-file", Self::SupervisionFile),
        ("peer", Self::Peer),
        ("sav", Self::Sav),
        ("deep-dive", Self::DeepDive),
        ("thematic", Self::Thematic),
        ("panel", Self::Panel),
    ];

    /// Reads the name.
    pub fn parse(text: &str) -> Option<Self> {
        named(&Self::NAMES, text)
    }

    /// The name in `schedule.toml`.
    pub fn name(self) -> &'static str {
        name_of(&Self::NAMES, &self)
    }

    /// The activity as people say it.
    pub fn title(self) -> &'static str {
        match self {
            Self::CaseFile => "Case file",
            Self::Observation => "Observation",
            Self::Combined => "Case file and observation",
            Self::SupervisionFile => "Supervision file",
            Self::Peer => "Peer audit or observation",
            Self::Sav => "SAV",
            Self::DeepDive => "Deep Dive",
            Self::Thematic => "Thematic audit",
            Self::Panel => "Moderation panel",
        }
    }
}

impl Per {
    /// Every value with its name in `schedule.toml`.
    pub const NAMES: [(&'static str, Self); 3] = [
        ("auditor", Self::Auditor),
        ("service", Self::Service),
        ("worker", Self::Worker),
    ];

    /// Reads the name.
    pub fn parse(text: &str) -> Option<Self> {
        named(&Self::NAMES, text)
    }
}

impl Selection {
    /// Every kind of selection with its name in `schedule.toml` and `allocation.yaml`.
    pub const NAMES: [(&'static str, Self); 7] = [
        ("random", Self::Random),
        ("manager", Self::Manager),
        ("worker-or-manager", Self::WorkerOrManager),
        ("panel", Self::Panel),
        ("tier-4", Self::Tier4),
        ("performance-data", Self::PerformanceData),
        ("appreciative-enquiry", Self::AppreciativeEnquiry),
    ];

    /// Reads the name.
    pub fn parse(text: &str) -> Option<Self> {
        named(&Self::NAMES, text)
    }

    /// The name in files.
    pub fn name(self) -> &'static str {
        name_of(&Self::NAMES, &self)
    }

    /// Who picks, as people say it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Random => "drawn at random",
            Self::Manager => "by the manager",
            Self::WorkerOrManager => "by worker or manager",
            Self::Panel => "by the panel",
            Self::Tier4 => "by tier 4 or worker",
            Self::PerformanceData => "led by data",
            Self::AppreciativeEnquiry => "as an example of good practice",
        }
    }
}

impl Serialize for Selection {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl Assurance {
    /// Every scope with its name in `schedule.toml`.
    pub const NAMES: [(&'static str, Self); 3] = [
        ("in", Self::In),
        ("joins", Self::Joins),
        ("outside", Self::Outside),
    ];

    /// Reads the name.
    pub fn parse(text: &str) -> Option<Self> {
        named(&Self::NAMES, text)
    }
}

impl Step {
    /// Every step with its name, in order.
    pub const NAMES: [(&'static str, Self); 15] = [
        ("audit", Self::Audit),
        ("amend", Self::Amend),
        ("inform", Self::Inform),
        ("moderate", Self::Moderate),
        ("review-evidence", Self::ReviewEvidence),
        ("log-moderated", Self::LogModerated),
        ("case-direction", Self::CaseDirection),
        ("send", Self::Send),
        ("feedback", Self::Feedback),
        ("supervisor-comment", Self::SupervisorComment),
        ("review-actions", Self::ReviewActions),
        ("re-audit", Self::ReAudit),
        ("send-re-audit", Self::SendReAudit),
        ("escalate", Self::Escalate),
        ("close", Self::Close),
    ];

    /// Reads the name.
    pub fn parse(text: &str) -> Option<Self> {
        named(&Self::NAMES, text)
    }

    /// The name in files and on screen.
    pub fn name(self) -> &'static str {
        name_of(&Self::NAMES, &self)
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl Serialize for Step {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl Start {
    /// Every start with its name in `schedule.toml`.
    pub const NAMES: [(&'static str, Self); 7] = [
        ("allocated", Self::Allocated),
        ("returned", Self::Returned),
        ("inadequate", Self::Inadequate),
        ("submitted", Self::Submitted),
        ("settled", Self::Settled),
        ("sent", Self::Sent),
        ("re-audited", Self::ReAudited),
    ];

    /// Reads the name.
    pub fn parse(text: &str) -> Option<Self> {
        named(&Self::NAMES, text)
    }
}
