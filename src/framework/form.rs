//! A form of Appendix 2, as data: what an audit asks, in which order, and how it is judged.
//!
//! Forms are read from the store's `forms/`; no section or question is named in code. What rules need to know of a
//! field's meaning they read from its [`FieldFact`] tag.

use std::collections::BTreeMap;
use std::fmt;

mod of_role;

pub use super::fact::FieldFact;

use super::WorkId;
use super::grade::Grade;
use super::word::begins_with;
use super::word::{DomainId, FieldId, FormId, GuidelineId, QuestionId, RoleId, SectionId};

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

/// A graded section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its key in `audit.yaml`.
    pub id: SectionId,
    /// Its title.
    pub title: String,
    /// What to look at, shown under the title.
    pub intro: Option<String>,
    /// How evidence is given.
    pub evidence: Evidence,
    /// The domains of Appendix 4 to look at.
    pub domains: Vec<DomainId>,
    /// What is asked.
    pub questions: Vec<Question>,
    /// Further fields, beside the grade.
    pub fields: Vec<Field>,
}

/// The 0 to 10 question to families.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scale {
    /// Which question it is.
    pub question: QuestionId,
    /// What 0 means.
    pub low: String,
    /// What 10 means.
    pub high: String,
    /// Its wording is to be confirmed by the council.
    pub doubtful: bool,
}

/// What families are asked, and who they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FamilyFeedback {
    /// How to ask, and whom.
    pub intro: Option<String>,
    /// The givers that the form knows; empty: any text says who it was.
    pub givers: Vec<String>,
    /// How the givers are called.
    pub labels: BTreeMap<String, String>,
    /// Givers that are asked whether the child lives with them.
    pub residence: Vec<String>,
    /// Givers of whom something must be said: what they told, or why they did not.
    pub heard_or_explained: Vec<String>,
    /// So many entries at least.
    pub at_least: usize,
    /// Whether the day of the talk must be given.
    pub date_required: bool,
    /// The questions.
    pub questions: Vec<Question>,
    /// The scale, where the form has one.
    pub scale: Option<Scale>,
}

impl FamilyFeedback {
    /// How a giver is called on the form.
    pub fn label<'a>(&'a self, giver: &'a str) -> &'a str {
        self.labels.get(giver).map_or(giver, String::as_str)
    }
}

/// A block that a form may ask for beside its sections.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Block {
    /// What the worker says of their own supervision.
    OwnSupervision,
    /// What other professionals said.
    Professionals,
    /// What it would take to reach the next grade.
    Improvement,
    /// The action plan.
    Actions,
    /// Findings, learning points and recommendations.
    KeyFindings,
    /// Learning for the wider system.
    SystemLearning,
}

impl Block {
    /// Every block, with its name in templates.
    pub const NAMES: [(&'static str, Self); 6] = [
        ("own_supervision", Self::OwnSupervision),
        ("professionals", Self::Professionals),
        ("improvement", Self::Improvement),
        ("actions", Self::Actions),
        ("key_findings", Self::KeyFindings),
        ("system_learning", Self::SystemLearning),
    ];

    /// Its name: the key in `ask:`, in `asks:` and in `audit.yaml`.
    pub fn name(self) -> &'static str {
        Self::NAMES
            .iter()
            .find(|(_, block)| *block == self)
            .map_or("", |(name, _)| name)
    }
}

/// A step of the auditor's checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preparation {
    /// Its key under `preparation:`.
    pub id: FieldId,
    /// What is to be done.
    pub label: String,
    /// What it tells a rule.
    pub fact: Option<FieldFact>,
}

/// What settles an audit of this form, where the schedule row asks for it at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettledBy {
    /// A moderator, who may regrade.
    Moderation,
    /// A review of whether the evidence bears the grade; the form is an observation.
    EvidenceReview,
}

/// What an Inadequate is followed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReAuditKind {
    /// A review at the desk, without the worker.
    Desktop,
    /// A repeat observation.
    Observation,
}

/// What a worker answers in the feedback, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerKind {
    /// Text.
    Text,
    /// Yes or no.
    YesNo,
    /// Yes or no, and the day.
    YesNoDate,
}

/// A question of the worker's feedback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffQuestion {
    /// Its key.
    pub id: QuestionId,
    /// What is asked.
    pub text: String,
    /// What answers it.
    pub kind: AnswerKind,
    /// Asked only where the final grade is one of these; empty: always.
    pub when_grade: Vec<Grade>,
    /// Asked only where the audit holds family feedback.
    pub when_feedback: bool,
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
    /// What an Inadequate is followed by.
    pub re_audit: ReAuditKind,
    /// Sentences for the top of the scaffold.
    pub intro: Vec<String>,
    /// The header.
    pub header: Vec<Field>,
    /// The auditor's checklist; none on observations.
    pub preparation: Vec<Preparation>,
    /// What the session's notes hold; none on observations.
    pub session_notes: Option<String>,
    /// The graded sections.
    pub sections: Vec<Section>,
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

    /// Whether the form has a block.
    pub fn asks_for(&self, block: Block) -> bool {
        self.ask.contains(&block)
    }

    /// The wording for a block, or for `overall`, `reasons` or `specialist_teams`.
    pub fn wording(&self, name: &str) -> Option<&str> {
        self.asks.get(name).map(String::as_str)
    }
}

impl Section {
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
