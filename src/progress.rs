//! Where one audit stands: its status, its grades, its deadlines, the next step. Pure: today comes in as an argument,
//! and a fact dated later has not happened yet.

mod answers;
mod facts;
mod known;
pub mod legal;
pub mod panel_standing;
pub mod presenting;
mod standing;
mod steps;
mod who;
pub mod work_owed;
pub mod work_standing;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;

use serde::{Serialize, Serializer};
use smol_str::SmolStr;

use crate::framework::form::OnInadequate;
use crate::framework::schedule::Step;
use crate::framework::{Calendar, Date, Form, Grade, Judgement, People, Row, Schedule, SectionId, Unlisted};
use crate::record::Folder;

pub use answers::{Answered, answered, applies, audited_role, is_asked, is_asked_of, is_due, is_section_of};
pub use standing::StepStanding;
pub use steps::StepState;
pub use who::{NOBODY, Who, named_supervisor};

use facts::ProgressFacts;

/// An audit with what its progress is reckoned by.
#[derive(Clone, Copy)]
pub struct ProgressSubject<'a> {
    /// What its folder holds.
    pub folder: &'a Folder,
    /// Its form, where the store has it.
    pub form: Option<&'a Form>,
    /// The row of the schedule it serves.
    pub row: Option<&'a Row>,
    /// Of a part of a wider work, which serves none: the row of that work, which says whether anybody settles it.
    pub row_of_work: Option<&'a Row>,
    /// The deadlines.
    pub schedule: &'a Schedule,
    /// Working days.
    pub calendar: &'a Calendar,
    /// The council's staff.
    pub people: &'a People,
    /// Today.
    pub as_of: Date,
}

/// Where an audit stands; the first that holds, in this order.
#[derive(
    borsh::BorshDeserialize, borsh::BorshSerialize, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
)]
pub enum Status {
    /// A file that would say it can't be read.
    Unknown,
    /// It will not be audited.
    Withdrawn,
    /// Another case was taken for it.
    Replaced,
    /// Saved, and every step done that it needed.
    Closed,
    /// Back with the auditor.
    Returned,
    /// It went to manager, worker and others.
    Sent,
    /// Its grade is final.
    Settled,
    /// The auditor is done.
    Submitted,
    /// The auditor is at it.
    Allocated,
}

impl Status {
    /// The name in files and on screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Withdrawn => "withdrawn",
            Self::Replaced => "replaced",
            Self::Closed => "closed",
            Self::Returned => "returned",
            Self::Sent => "sent",
            Self::Settled => "settled",
            Self::Submitted => "submitted",
            Self::Allocated => "allocated",
        }
    }

    /// Whether the audit is off: it counts as not submitted and asks for nothing.
    pub fn is_off(self) -> bool {
        matches!(self, Self::Withdrawn | Self::Replaced)
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl Serialize for Status {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// What is to be done next.
#[derive(borsh::BorshDeserialize, borsh::BorshSerialize, Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Next {
    /// The step.
    pub step: Step,
    /// Who does it.
    pub who: Who,
    /// By when.
    pub due: Date,
}

/// Where one audit stands.
#[derive(borsh::BorshDeserialize, borsh::BorshSerialize, Clone, Debug, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says one thing of the audit, and any may hold with any"
)]
pub struct Progress {
    /// Its status.
    pub status: Status,
    /// The auditor, after any reassignment.
    pub auditor: Option<SmolStr>,
    /// The moderator or reviewer: who did it, else who will.
    pub moderator: Option<SmolStr>,
    /// The day on which it was first submitted.
    pub submitted: Option<Date>,
    /// The latest submission.
    pub latest_submission: Option<Date>,
    /// The day on which its grade became final.
    pub settled: Option<Date>,
    /// Whether a moderator settled it, so that its grade can be compared with the auditor's.
    pub moderated: bool,
    /// Whether anything settles it but its submission.
    pub needs_settling: bool,
    /// The day on which it was sent.
    pub sent: Option<Date>,
    /// The day on which feedback was had, or given up.
    pub feedback: Option<Date>,
    /// Whether feedback was asked for and not had.
    pub feedback_given_up: bool,
    /// The auditor's grade, once submitted.
    pub auditor_grade: Option<Grade>,
    /// The final grade, once settled; before, the auditor's.
    pub final_grade: Option<Grade>,
    /// What the form has follow an Inadequate.
    pub on_inadequate: OnInadequate,
    /// Whether the grade is the auditor's alone as yet.
    pub provisional: bool,
    /// Whether any grade was changed.
    pub regraded: bool,
    /// The sections' grades: the moderator's where changed, else the auditor's.
    pub sections: BTreeMap<SectionId, Judgement>,
    /// Every step that has begun and is asked for, or was done, in their order.
    pub steps: Vec<StepState>,
    /// The earliest open step.
    pub next: Option<Next>,
    /// Whether an open step's day has passed.
    pub overdue: bool,
    /// How far the auditor has come.
    pub answered: Answered,
    /// Why it can't be counted though it was submitted.
    pub excluded: Option<String>,
    /// Why it is not known what is due of it, in full or in part.
    pub unknown: Option<String>,
}

impl Progress {
    /// A step that has begun.
    pub fn step(&self, step: Step) -> Option<&StepState> {
        self.steps.iter().find(|state| state.step == step)
    }

    /// The years whose bank holidays the list does not have, where days in them were counted for its steps.
    pub fn unlisted(&self) -> Unlisted {
        self.steps.iter().map(|state| &state.unlisted).collect()
    }

    /// The day a step is or was due.
    pub fn due(&self, step: Step) -> Option<Date> {
        self.step(step).map(|state| state.due)
    }

    /// The steps that wait for somebody.
    pub fn open(&self) -> impl Iterator<Item = &StepState> {
        self.steps.iter().filter(|state| state.done.is_none())
    }
}

/// Judges where an audit stands.
pub fn judge(subject: &ProgressSubject<'_>) -> Progress {
    let facts = ProgressFacts::of(subject);
    let (mut steps, unknown) = steps::known(subject, &facts);
    let status = facts.status(&steps, unknown.is_some());
    if status.is_off() {
        steps.retain(|state| state.done.is_some());
    }
    let next = steps
        .iter()
        .filter(|state| state.done.is_none())
        .min_by_key(|state| (state.due, state.step))
        .map(|state| Next {
            step: state.step,
            who: state.who.clone(),
            due: state.due,
        });
    let overdue = steps
        .iter()
        .any(|state| state.done.is_none() && state.due < subject.as_of);
    let final_grade = facts.final_grade();
    Progress {
        status,
        auditor: facts.auditor.map(SmolStr::new),
        moderator: facts.moderator.map(SmolStr::new),
        submitted: facts.submitted,
        latest_submission: facts.latest,
        settled: facts.settled,
        moderated: facts.is_moderated(),
        needs_settling: facts.needs_settling,
        sent: facts.sent,
        feedback: facts.feedback,
        feedback_given_up: facts.feedback_given_up,
        auditor_grade: facts.auditor_grade,
        on_inadequate: facts.on_inadequate,
        provisional: facts.settled.is_none() && final_grade.is_some(),
        final_grade,
        regraded: facts.is_regraded(),
        sections: facts.sections(),
        steps,
        next,
        overdue,
        answered: answered(subject.form, subject.folder.audit.as_ref()),
        excluded: facts.excluded(),
        unknown,
    }
}
