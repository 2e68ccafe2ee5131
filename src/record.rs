//! What an audit's folder holds, one file each, as plain values.
//!
//! A record is what could be read: a faulty value is absent here and named in a finding. Places are not kept; a rule
//! names a route (`sections.reviews.grade`) and `store::place` finds it in the file.

pub mod allocation;
pub mod annual;
pub mod audit;
pub mod commentary;
pub mod event;
pub mod exit_interview;
pub mod kept;
pub mod log;
pub mod place;
pub mod place_name;
pub mod roles;
pub mod shape;
pub mod work;

use std::collections::{BTreeMap, BTreeSet};

use crate::framework::{AuditId, Date, Grade};

pub use allocation::Allocation;
pub use audit::{Action, Audit, ChecklistItem, FamilyEntry, OverallGrade, SectionAnswer, TwoAnswers};
pub use event::{Detail, EVENTS, EventKind, EventMeaning};
pub use kept::{ChangedSince, KeptChange, KeptCopies, LostCopy};
pub use log::LogEvent;
pub use place::{Draft, Place, PlacePart, Route, RouteStep};
pub use roles::{AppreciativeEnquiry, CaseDirection, Feedback, Moderation, ReAudit, Regrade};
pub use work::WorkFile;

/// A file of an audit's folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKind {
    /// What was allocated to whom; qaf's.
    Allocation,
    /// The auditor's form.
    Audit,
    /// The auditor's note on good practice.
    AppreciativeEnquiry,
    /// The moderator's, or the review of an observation's evidence.
    Moderation,
    /// The service manager's.
    CaseDirection,
    /// The worker's answers and the supervisor's comment.
    Feedback,
    /// The second auditor's.
    ReAudit,
    /// Events; qaf's.
    Log,
    /// A file of a wider work.
    OfWork(WorkFile),
    /// What management says beside a quarter's figures.
    Commentary,
}

impl FileKind {
    /// Every file with its name.
    pub const NAMES: [(&'static str, Self); 8] = [
        ("allocation.yaml", Self::Allocation),
        ("audit.yaml", Self::Audit),
        ("appreciative-enquiry.yaml", Self::AppreciativeEnquiry),
        ("moderation.yaml", Self::Moderation),
        ("case-direction.yaml", Self::CaseDirection),
        ("feedback.yaml", Self::Feedback),
        ("re-audit.yaml", Self::ReAudit),
        ("log.yaml", Self::Log),
    ];

    /// The file's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::OfWork(file) => return file.name(),
            Self::Commentary => return "commentary.yaml",
            _ => {}
        }
        Self::NAMES
            .iter()
            .find(|(_, kind)| *kind == self)
            .map_or("", |(name, _)| name)
    }

    /// The file with this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::NAMES
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, kind)| *kind)
    }

    /// Whether people write it, and qaf never does once it exists.
    pub fn is_a_persons(self) -> bool {
        !matches!(self, Self::Allocation | Self::Log)
    }
}

/// An audit: everything its folder holds that could be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Folder {
    /// The audit's id, from the folder's name.
    pub id: AuditId,
    /// The folder, relative to the store, with `/`.
    pub path: String,
    /// Why nothing of the audit is known, in a clause: its folder can't be opened, or it has several.
    pub lost: Option<String>,
    /// The files that are there, and whether each could be read at all. A log that is gone is one that can't be read.
    pub files: BTreeMap<FileKind, Readable>,
    /// The files in which the day that says whether it is done can't be read, or what must stand beside it.
    pub undecided: BTreeSet<FileKind>,
    /// The files that are other than at the event from which they count, where the copy of then is lost.
    pub unkept: BTreeSet<FileKind>,
    /// `allocation.yaml`.
    pub allocation: Option<Allocation>,
    /// `audit.yaml`.
    pub audit: Option<Audit>,
    /// `moderation.yaml`; for an observation, the evidence review.
    pub moderation: Option<Moderation>,
    /// `case-direction.yaml`.
    pub direction: Option<CaseDirection>,
    /// `feedback.yaml`.
    pub feedback: Option<Feedback>,
    /// `re-audit.yaml`.
    pub re_audit: Option<ReAudit>,
    /// `appreciative-enquiry.yaml`.
    pub appreciative: Option<AppreciativeEnquiry>,
    /// `log.yaml`, in the order of the file.
    pub log: Vec<LogEvent>,
    /// The grades that stood when it was returned, once for each return that has happened, in the order of their
    /// days; `None` where no copy of the files then was kept. Empty where it was never returned.
    pub superseded: Vec<Option<Superseded>>,
}

/// The grades of an audit on the day it was returned to its auditor; others have taken their place since.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Superseded {
    /// The auditor's.
    pub auditor: Option<Grade>,
    /// The moderator's, with the day of the sign-off.
    pub moderator: Option<(Date, Grade)>,
}

/// Whether a file could be read; the better first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Readable {
    /// As YAML, from one end to the other.
    Whole,
    /// With parts left out, which findings name.
    InPart,
    /// Not at all.
    No,
}

impl Folder {
    /// A folder in which nothing has been read yet.
    pub fn empty(id: AuditId, path: impl Into<String>) -> Self {
        Self {
            id,
            path: path.into(),
            lost: None,
            files: BTreeMap::new(),
            undecided: BTreeSet::new(),
            unkept: BTreeSet::new(),
            allocation: None,
            audit: None,
            moderation: None,
            direction: None,
            feedback: None,
            re_audit: None,
            appreciative: None,
            log: Vec::new(),
            superseded: Vec::new(),
        }
    }

    /// The returns that have happened by a day, in the order of their days.
    pub fn returns(&self, as_of: Date) -> Vec<&LogEvent> {
        let returned = |event: &&LogEvent| event.event == EventKind::Returned && event.date <= as_of;
        let mut returns: Vec<&LogEvent> = self.log.iter().filter(returned).collect();
        returns.sort_by_key(|event| event.date);
        returns
    }

    /// Why it is not known what happened to the audit, in a clause; `None` where its log could be read.
    pub fn unlogged(&self) -> Option<String> {
        let unread = self.files.get(&FileKind::Log) == Some(&Readable::No);
        let of_log = || unread.then(|| "log.yaml is missing or can't be read".to_owned());
        self.lost.clone().or_else(of_log)
    }

    /// The path of one of its files, relative to the store.
    pub fn file(&self, kind: FileKind) -> String {
        format!("{}/{}", self.path, kind.name())
    }
}
