//! A form of Appendix 2, as data: what an audit asks, in which order, and how it is judged.
//!
//! Forms are read from the store's `forms/`; no section or question is named in code. What rules need to know of a
//! field's meaning they read from its [`FieldFact`] tag.

use std::collections::BTreeMap;
use std::fmt;

mod asked_blocks;
mod meaning;
mod of_role;

pub use self::asked_blocks::{
    AnswerKind, Block, FamilyFeedback, Preparation, Scale, StaffQuestion, WorkerFeedback,
};
pub use self::meaning::{AuditSubject, CriterionMet, OnInadequate, ReAuditKind, SettledBy};
pub use super::fact::FieldFact;

use super::WorkId;
use super::word::begins_with;
use super::word::{CriterionId, DomainId, FieldId, FormId, GuidelineId, QuestionId, RoleId, SectionId};

/// A form and its version, as audits name it: `child-case/2019`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FormRef {
    /// The form's id.
    pub form: FormId,
    /// The version, a year.
    pub version: String,
}

impl FormRef {
    /// Reads `child-case/2019`.
    pub fn parse(text: &str) -> Option<Self> {
        let (form, version) = text.trim().split_once('/')?;
        let valid = |part: &str| {
            !part.is_empty()
                && part
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '.')
        };
        (valid(form) && valid(version)).then_some(())?;
        Some(Self {
            form: FormId::new(form)?,
            version: version.to_owned(),
        })
    }

    /// The name of the form's files: `child-case-2019`.
    pub fn file_stem(&self) -> String {
        format!("{}-{}", self.form, self.version)
    }
}

impl fmt::Display for FormRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.form, self.version)
    }
}

/// What kind of answer a field takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// Any text.
    Text,
    /// A day.
    Date,
    /// A whole number from 0.
    Number,
    /// `yes` or `no`.
    YesNo,
    /// One of the options.
    Choice(Vec<String>),
    /// Any of the options, as a list.
    Choices(Vec<String>),
}

/// A field of the header, or one that a section has beside its grade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its key in `audit.yaml`.
    pub id: FieldId,
    /// What is asked.
    pub label: String,
    /// What answers it.
    pub kind: FieldKind,
    /// The keys of `allocation.yaml` that already answer it; it is not asked again.
    pub known: Vec<String>,
    /// Asked only where another field has this value.
    pub when: Option<(FieldId, String)>,
    /// Another field of its block whose answer does in the place of its own.
    pub or: Option<FieldId>,
    /// What it tells a rule.
    pub fact: Option<FieldFact>,
    /// It may rightly stay empty.
    pub optional: bool,
    /// It is not on the printed form.
    pub ours: bool,
    /// Its wording is to be confirmed by the council.
    pub doubtful: bool,
    /// A hint beside it.
    pub help: Option<String>,
    /// For [`FieldFact::Role`]: which role an option stands for.
    pub role_ids: BTreeMap<String, RoleId>,
}

/// A question, in a section or a feedback block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its key, unique among its neighbours.
    pub id: QuestionId,
    /// What is asked.
    pub text: String,
    /// Its wording is to be confirmed by the council.
    pub doubtful: bool,
    /// The roles it is asked of; empty: of all.
    pub roles: Vec<RoleId>,
    /// What it tells a rule.
    pub fact: Option<FieldFact>,
    /// The criterion of a theme's terms of reference that it measures.
    pub criterion: Option<CriterionId>,
    /// A hint beside it.
    pub note: Option<String>,
}

/// How a section holds its evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// A status, one of these, and comments for each question.
    Items(Vec<String>),
    /// Strengths and areas for improvement for each question.
    Questions,
    /// One pair of strengths and areas for improvement.
    Section,
}

/// A section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its key in `audit.yaml`.
    pub id: SectionId,
    /// Its title.
    pub title: String,
    /// What to look at, shown under the title.
    pub intro: Option<String>,
    /// Whether it is graded.
    pub graded: bool,
    /// How evidence is given.
    pub evidence: Evidence,
    /// The domains of Appendix 4 to look at.
    pub domains: Vec<DomainId>,
    /// What is asked.
    pub questions: Vec<Question>,
    /// Further fields, beside the grade.
    pub fields: Vec<Field>,
}

/// A form template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Its id and version.
    pub id: FormRef,
    /// Its title.
    pub title: String,
    /// Where the framework prints it.
    pub source: Option<String>,
    /// The letters of its audits' numbers: `CF`.
    pub prefix: String,
    /// The guideline of Appendix 4 that fits it; none: no statements exist for it.
    pub guideline: Option<GuidelineId>,
    /// What settles its audits.
    pub settled_by: SettledBy,
    /// Whether the whole is graded.
    pub overall: bool,
    /// What follows an Inadequate.
    pub on_inadequate: OnInadequate,
    /// How it is audited again then.
    pub re_audit: ReAuditKind,
    /// What its audits are of, where the template says so; else the header tells.
    pub subject: Option<AuditSubject>,
    /// The wider work whose own tool it is.
    pub of_work: Option<WorkId>,
    /// Sentences for the top of the scaffold.
    pub intro: Vec<String>,
    /// The header.
    pub header: Vec<Field>,
    /// The auditor's checklist; none on observations.
    pub preparation: Vec<Preparation>,
    /// What the session's notes hold; none on observations.
    pub session_notes: Option<String>,
    /// The sections.
    pub sections: Vec<Section>,
    /// What the worker is asked before; none where the form does not ask them.
    pub worker_feedback: Option<WorkerFeedback>,
    /// What families are asked; none where the form does not ask them.
    pub family_feedback: Option<FamilyFeedback>,
    /// The further blocks it has.
    pub ask: Vec<Block>,
    /// The wording of the blocks, by name; also `overall`, `reasons`, `specialist_teams`.
    pub asks: BTreeMap<String, String>,
    /// Where learning for the wider system may belong.
    pub learning_areas: Vec<String>,
    /// The moderator's duties, or the reviewer's.
    pub duties: Vec<String>,
    /// What the worker is asked afterwards.
    pub staff_feedback: Vec<StaffQuestion>,
    /// Whether the supervisor's comment is asked for beside it, as on audits of IROs and CP chairs; else it is offered.
    pub supervisor_asked: bool,
    /// Where the finished record is kept.
    pub filing: Option<String>,
}

impl Form {
    /// The section with this id.
    pub fn section(&self, id: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == *id)
    }

    /// The header field with this id.
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.header.iter().find(|field| field.id == *id)
    }

    /// Every field: the header's, then those of the sections.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        let sections = self.sections.iter().flat_map(|section| &section.fields);
        self.header.iter().chain(sections)
    }

    /// Whether it is about one child, whose id the allocation then has to name.
    pub fn is_of_a_child(&self) -> bool {
        if let Some(subject) = self.subject {
            return subject == AuditSubject::Child;
        }
        let mut header = self.header.iter().filter(|field| !field.optional);
        header.any(|field| field.known.iter().any(|key| key == "child_id"))
    }

    /// What kinds of audit the form tells apart, a manager's and those of wider works; none where it does not ask.
    pub fn types_of_audit(&self) -> &[String] {
        let field = self
            .header
            .iter()
            .find(|field| field.fact == Some(FieldFact::TypeOfAudit));
        match field.map(|field| &field.kind) {
            Some(FieldKind::Choice(options)) => options,
            _ => &[],
        }
    }

    /// The kind of audit of a wider work, by its id; of one that is older than ids, by what its name begins with, as `SAV` of
    /// `SAV: North, autumn`.
    pub fn type_of_work(&self, work: &str) -> Option<&str> {
        let id: Option<WorkId> = work.parse().ok();
        let work = id.map_or(work, |id| id.kind().type_of_audit());
        let mut types = self.types_of_audit().iter();
        types.find(|kind| begins_with(work, kind)).map(String::as_str)
    }

    /// Whether its header asks anything that the allocation does not say.
    pub fn asks_in_header(&self) -> bool {
        self.header.iter().any(|field| field.known.is_empty())
    }

    /// The criteria of a theme that its questions measure.
    pub fn criteria(&self) -> impl Iterator<Item = &CriterionId> {
        let questions = self.sections.iter().flat_map(|section| &section.questions);
        questions.filter_map(|question| question.criterion.as_ref())
    }

    /// Whether the form has a block.
    pub fn asks_for(&self, block: Block) -> bool {
        self.ask.contains(&block)
    }

    /// The wording for a block, or for `overall`, `reasons` or `specialist_teams`.
    pub fn wording(&self, name: &str) -> Option<&str> {
        self.asks.get(name).map(String::as_str)
    }
}

/// Those of some sections that are graded.
pub fn graded(sections: &[Section]) -> impl Iterator<Item = &Section> {
    sections.iter().filter(|section| section.graded)
}

impl Section {
    /// Whether it measures criteria of a theme: all its questions do, or none.
    pub fn measures_criteria(&self) -> bool {
        self.questions.iter().any(|question| question.criterion.is_some())
    }

    /// The question with this id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == *id)
    }
}

impl Question {
    /// The wording as it is shown: a doubtful one says so.
    pub fn shown(&self) -> String {
        if self.doubtful {
            format!("{} (wording to be confirmed)", self.text)
        } else {
            self.text.clone()
        }
    }
}
