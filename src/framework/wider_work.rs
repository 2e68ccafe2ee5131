//! Wider work: what happens for more than one audit (section 2: thematic audits, supervision, threshold, Safeguarding
//! Assurance Visits, deep dives, the moderation panel).

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use super::AuditId;
use super::schedule::{Row, RowActivity, Schedule};

pub use super::work_event::{WORK_EVENTS, WorkEvent, WorkEventKind, WorkEventMeaning};

/// A kind of wider work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WorkKind {
    /// A theme, by its own terms of reference.
    Thematic,
    /// Supervision files, twice a year.
    Supervision,
    /// The threshold of First Response, each quarter.
    Threshold,
    /// A Safeguarding Assurance Visit.
    Visit,
    /// A Systemic Deep Dive.
    DeepDive,
    /// A meeting of the moderation panel.
    Panel,
}

/// What a kind of wider work is.
#[derive(Clone, Copy, Debug)]
pub struct WorkMeaning {
    /// The kind.
    pub kind: WorkKind,
    /// As it is commissioned.
    pub name: &'static str,
    /// The letters of its ids.
    pub prefix: &'static str,
    /// The folder at the top of a store that holds it.
    pub folder: &'static str,
    /// As people say it.
    pub title: &'static str,
    /// The activity of the rows that it meets.
    activity: RowActivity,
    /// To whom it is reported, in their order: boards of the settings.
    pub reported_to: &'static [&'static str],
}

/// Every kind: the one list.
pub const WORKS: [WorkMeaning; 6] = [
    WorkMeaning {
        kind: WorkKind::Thematic,
        name: "thematic",
        prefix: "TH",
        folder: "thematic",
        title: "Thematic audit",
        activity: RowActivity::Thematic,
        reported_to: &["cmt"],
    },
    WorkMeaning {
        kind: WorkKind::Supervision,
        name: "supervision",
        prefix: "TH",
        folder: "thematic",
        title: "Supervision file audit",
        activity: RowActivity::SupervisionFile,
        reported_to: &["cmt"],
    },
    WorkMeaning {
        kind: WorkKind::Threshold,
        name: "threshold",
        prefix: "TH",
        folder: "thematic",
        title: "Threshold audit",
        activity: RowActivity::Thematic,
        reported_to: &["cmt"],
    },
    WorkMeaning {
        kind: WorkKind::Visit,
        name: "sav",
        prefix: "SA",
        folder: "visits",
        title: "Safeguarding Assurance Visit",
        activity: RowActivity::Sav,
        reported_to: &["head-of-service", "cmt", "performance-board"],
    },
    WorkMeaning {
        kind: WorkKind::DeepDive,
        name: "deep-dive",
        prefix: "DD",
        folder: "visits",
        title: "Deep Dive",
        activity: RowActivity::DeepDive,
        reported_to: &["head-of-service", "cmt", "performance-board"],
    },
    WorkMeaning {
        kind: WorkKind::Panel,
        name: "panel",
        prefix: "PA",
        folder: "panels",
        title: "Moderation panel",
        activity: RowActivity::Panel,
        reported_to: &[],
    },
];

/// The folders at the top of a store that hold wider works.
pub const WORK_FOLDERS: [&str; 3] = ["thematic", "visits", "panels"];

impl WorkKind {
    /// What it is.
    pub fn meaning(self) -> &'static WorkMeaning {
        // The list has every kind, in their order.
        &WORKS[self as usize]
    }

    /// The kind with this name.
    pub fn parse(name: &str) -> Option<Self> {
        let mut all = WORKS.iter();
        all.find(|work| work.name == name).map(|work| work.kind)
    }

    /// Whether it goes by a plan with key lines of enquiry, and not by terms of reference.
    pub fn is_a_visit(self) -> bool {
        matches!(self, Self::Visit | Self::DeepDive)
    }

    /// The row of the schedule that it meets. Of two thematic rows, that of one service is the threshold's.
    pub fn row(self, schedule: &Schedule) -> Option<&Row> {
        let is_own = |row: &&Row| {
            let fits = match self {
                Self::Thematic => row.service.is_none(),
                Self::Threshold => row.service.is_some(),
                _ => true,
            };
            row.activity == Some(self.meaning().activity) && fits
        };
        schedule.rows.iter().find(is_own)
    }

    /// The word by which forms call an audit that is part of it, beginning their own option for it so.
    pub fn type_of_audit(self) -> &'static str {
        match self {
            Self::Visit => "SAV",
            Self::DeepDive => "Deep Dive",
            Self::Thematic | Self::Supervision | Self::Threshold => "Thematic",
            Self::Panel => "",
        }
    }
}

/// The id of a wider work: `TH-26-0003`. Its number is unique in the whole store, audits included.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WorkId(AuditId);

impl WorkId {
    /// The id, where the letters are those of a wider work.
    pub fn new(id: AuditId) -> Option<Self> {
        let mut works = WORKS.iter();
        works.any(|work| work.prefix == id.prefix()).then_some(Self(id))
    }

    /// Its number in the store's one count.
    pub fn number(&self) -> u32 {
        self.0.number()
    }

    /// As the store's numbers are claimed.
    pub fn claimed(&self) -> &AuditId {
        &self.0
    }

    /// The folder that holds works with these letters.
    pub fn top(&self) -> &'static str {
        let mut works = WORKS.iter();
        works
            .find(|work| work.prefix == self.0.prefix())
            .map_or("", |work| work.folder)
    }

    /// The kind that its letters tell: of the three that share some, the first, which they are alike.
    pub fn kind(&self) -> WorkKind {
        let mut works = WORKS.iter();
        let own = works.find(|work| work.prefix == self.0.prefix());
        own.map_or(WorkKind::Thematic, |work| work.kind)
    }

    /// Whether a shortened id (`TH3`) may mean this one.
    pub fn matches(&self, short: &str) -> bool {
        short.starts_with(|c: char| c.is_ascii_alphabetic()) && self.0.matches(short)
    }
}

/// Whether a text is written as a work's id is, whole or shortened: `TH-26-0003`, `th3`.
pub fn names_a_work(text: &str) -> bool {
    let text = text.trim().to_ascii_uppercase();
    let rest = WORKS.iter().find_map(|work| text.strip_prefix(work.prefix));
    rest.is_some_and(|rest| {
        let rest = rest.trim_start_matches('-');
        rest.starts_with(|c: char| c.is_ascii_digit())
            && rest.bytes().all(|b| b.is_ascii_digit() || b == b'-')
    })
}

impl fmt::Display for WorkId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for WorkId {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        text.parse().ok().and_then(Self::new).ok_or(())
    }
}

impl Serialize for WorkId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_stand_in_the_order_of_their_kinds() {
        for (at, work) in WORKS.iter().enumerate() {
            assert_eq!(work.kind as usize, at);
            assert_eq!(WorkKind::parse(work.name), Some(work.kind));
            assert!(WORK_FOLDERS.contains(&work.folder));
        }
        for (at, event) in WORK_EVENTS.iter().enumerate() {
            assert_eq!(event.kind as usize, at);
            assert_eq!(WorkEventKind::parse(event.name), Some(event.kind));
        }
    }

    #[test]
    fn an_id_of_a_work_is_told_from_an_audits() {
        let id: WorkId = "TH-26-0003".parse().unwrap();
        assert_eq!(id.to_string(), "TH-26-0003");
        assert_eq!(id.top(), "thematic");
        assert!(id.matches("th3") && id.matches("TH-26-3") && !id.matches("3") && !id.matches("SA3"));
        for other in ["CF-26-0003", "TH-26-3", "TH"] {
            assert!(other.parse::<WorkId>().is_err(), "{other}");
        }
        for (text, is) in [
            ("TH3", true),
            ("sa-26-0004", true),
            ("CF3", false),
            ("TH", false),
            ("Theme 3", false),
        ] {
            assert_eq!(names_a_work(text), is, "{text}");
        }
    }
}
