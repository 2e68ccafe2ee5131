//! `audit.yaml`: the auditor's form.

use std::collections::BTreeMap;

use crate::framework::form::FieldKind;
use crate::framework::word::{FieldId, QuestionId};
use crate::framework::{Date, Form, FormRef, Grade, Judgement, SectionId, StatementId};

/// The auditor's form, as far as it is filled in. Blank text is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audit {
    /// The form it says it is.
    pub form: Option<FormRef>,
    /// The day of the audit.
    pub date_of_audit: Option<Date>,
    /// The day on which the auditor was done; never changed after.
    pub submitted: Option<Date>,
    /// Something stands at `submitted` that is no date.
    pub submitted_unreadable: bool,
    /// A day for each time it was submitted again after a return.
    pub resubmitted: Vec<Date>,
    /// The header's answers; a choice of several is a list.
    pub header: BTreeMap<FieldId, FieldAnswer>,
    /// The checklist's days.
    pub preparation: BTreeMap<FieldId, Date>,
    /// For an observation: the day it was talked over with the worker before.
    pub agreed_with_worker: Option<Date>,
    /// For an observation: who of the family agreed, and when.
    pub consent: Vec<Consent>,
    /// For an observation: the day on which the report was talked over with the worker.
    pub discussed_with_worker: Option<Date>,
    /// For an observation: the day on which it was filed for appraisal.
    pub filed_for_appraisal: Option<Date>,
    /// The reflective conversation and what was sampled together.
    pub session_notes: Option<String>,
    /// The sections' answers.
    pub sections: BTreeMap<SectionId, SectionAnswer>,
    /// What the family said, or why not.
    pub family_feedback: Vec<FamilyEntry>,
    /// What the worker said before, where the form asks them.
    pub worker_feedback: WorkerView,
    /// What other professionals said.
    pub professionals: Vec<Professional>,
    /// The impact of specialist teams.
    pub specialist_teams: Option<String>,
    /// The grade of the whole, and why.
    pub overall: OverallGrade,
    /// What it would take to reach the next grade.
    pub improvement: Option<String>,
    /// The action plan.
    pub actions: Vec<Action>,
    /// Findings, learning points and recommendations, where the form asks for them.
    pub key_findings: BTreeMap<String, String>,
    /// What the wider system can learn.
    pub system_learning: Vec<SystemLearning>,
    /// Free tags.
    pub themes: Vec<String>,
    /// Queries that are answered instead of amended.
    pub explained: Vec<Explained>,
}

/// An answer to a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldAnswer {
    /// One text; a date, a number and yes or no too, in the spelling of the contract.
    One(String),
    /// Several of the options.
    Many(Vec<String>),
}

impl FieldAnswer {
    /// The text, where it is one.
    pub fn one(&self) -> Option<&str> {
        match self {
            Self::One(text) => Some(text),
            Self::Many(_) => None,
        }
    }
}

/// What stands under a section.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SectionAnswer {
    /// For [`crate::framework::form::Evidence::Items`].
    pub items: BTreeMap<QuestionId, ChecklistItem>,
    /// For [`crate::framework::form::Evidence::Questions`].
    pub questions: BTreeMap<QuestionId, TwoAnswers>,
    /// For [`crate::framework::form::Evidence::Section`].
    pub pair: TwoAnswers,
    /// The judgement.
    pub grade: Option<Judgement>,
    /// Why the section does not apply.
    pub not_applicable: Option<String>,
    /// The statements of Appendix 4 that were seen, in the order of the file.
    pub criteria: Vec<StatementId>,
    /// Why it is Outstanding.
    pub outstanding_because: Option<String>,
    /// The further fields.
    pub fields: BTreeMap<FieldId, FieldAnswer>,
}

/// An item of a checklist.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChecklistItem {
    /// One of the section's statuses, or `N/A`.
    pub status: Option<String>,
    /// Comments.
    pub comments: Option<String>,
}

/// Strengths and areas for improvement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TwoAnswers {
    /// Strengths.
    pub strengths: Option<String>,
    /// Areas for improvement.
    pub improvements: Option<String>,
}

impl TwoAnswers {
    /// Whether anything stands in either.
    pub fn is_answered(&self) -> bool {
        self.strengths.is_some() || self.improvements.is_some()
    }
}

/// A family member's agreement to be observed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Consent {
    /// Who agreed.
    pub from: Option<String>,
    /// When.
    pub date: Option<Date>,
}

/// What one family member said, or why nothing was had.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FamilyEntry {
    /// Who: one of the form's givers, or any text where it knows none.
    pub from: Option<String>,
    /// Whether the child lives with them.
    pub resident: Option<bool>,
    /// When.
    pub date: Option<Date>,
    /// The peer who asked in the auditor's place.
    pub sought_by: Option<String>,
    /// The answers.
    pub answers: BTreeMap<QuestionId, String>,
    /// 0 to 10.
    pub score: Option<u8>,
    /// Why it was not had.
    pub not_obtained: Option<String>,
}

impl FamilyEntry {
    /// Whether something was heard.
    pub fn is_obtained(&self) -> bool {
        self.score.is_some() || !self.answers.is_empty()
    }
}

/// What the worker said when the auditor asked them before, or why they were not heard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkerView {
    /// The day on which they were asked.
    pub date: Option<Date>,
    /// What they said.
    pub answers: BTreeMap<QuestionId, String>,
    /// Why it was not had.
    pub not_obtained: Option<String>,
}

impl WorkerView {
    /// Whether something was said, or why not.
    pub fn is_told(&self) -> bool {
        !self.answers.is_empty() || self.not_obtained.is_some()
    }
}

/// What another professional said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Professional {
    /// Who it was.
    pub role: Option<String>,
    /// What they said.
    pub pair: TwoAnswers,
}

impl Audit {
    /// The words in which the form may name somebody: its header's answers in free words, and who the professionals were;
    /// each as a whole, and in the pieces between semicolons and slashes, and between commas and brackets too.
    pub fn words_on_people<'a>(&'a self, form: &'a Form) -> impl Iterator<Item = &'a str> {
        let header = form.header.iter().filter(|field| field.kind == FieldKind::Text);
        let answers = header.filter_map(|field| self.header.get(&field.id)?.one());
        let roles = self
            .professionals
            .iter()
            .filter_map(|other| other.role.as_deref());
        answers.chain(roles).flat_map(|text| {
            let few = text.split([';', '/', '\n']);
            let many = text.split([';', '/', '\n', ',', '(', ')', ':']);
            std::iter::once(text).chain(few).chain(many).map(str::trim)
        })
    }
}

/// The grade of the whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OverallGrade {
    /// The grade.
    pub grade: Option<Grade>,
    /// Why.
    pub reasons: Option<String>,
}

/// An action of the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Action {
    /// What is to be done.
    pub action: Option<String>,
    /// Who sees to it.
    pub owner: Option<String>,
    /// By when.
    pub by: Option<Date>,
    /// The section of the form whose finding it answers; of no one section where nobody says.
    pub section: Option<SectionId>,
}

impl Action {
    /// Whether it says anything but which section it answers: a line that says no more plans nothing.
    pub fn is_written(&self) -> bool {
        self.action.is_some() || self.owner.is_some() || self.by.is_some()
    }
}

impl Audit {
    /// Whether an action is planned that answers a section: one that names it, or one that names none and so may answer
    /// any.
    pub fn plans_for(&self, section: &SectionId) -> bool {
        let mut written = self.actions.iter().filter(|action| action.is_written());
        written.any(|action| action.section.as_ref().is_none_or(|named| named == section))
    }
}

/// Something for the wider system to learn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SystemLearning {
    /// One of the form's areas.
    pub area: Option<String>,
    /// Where it is about the meeting of services: which of [`crate::framework::interface::INTERFACES`].
    pub interface: Option<String>,
    /// What.
    pub learning: Option<String>,
}

/// A query that is answered instead of amended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explained {
    /// The rule's id.
    pub query: Option<String>,
    /// Why it is right all the same.
    pub reason: Option<String>,
}
