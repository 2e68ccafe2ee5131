//! The blocks of a form beside its sections: what families, workers and others are asked.

use std::collections::BTreeMap;

use super::{FieldFact, Question};
use crate::framework::Grade;
use crate::framework::word::{FieldId, QuestionId};

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
    pub const NAMES: [(&'static str, Self); 5] = [
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

/// What the auditor asks the worker before writing up: their view of what is audited, as of their own supervision
/// (section 2, supervision file audit).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkerFeedback {
    /// How to ask, and why.
    pub intro: Option<String>,
    /// The questions.
    pub questions: Vec<Question>,
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
