//! The whole audit as one document, for the worker's supervision file (Appendix 2: "save on your supervision file").
//!
//! The document is a plain list of blocks in the order of the form; every renderer walks it once. It holds what had
//! happened by the day that stands for today, and of other audits nothing.

mod after;
mod banner;
mod blind;
mod case;
mod closing;
mod family;
mod graded;
mod grades;
mod may_see;
mod voices;

use serde::Serialize;

use crate::finding::Finding;
use crate::framework::{AuditId, Date, Form, Grade, Rubric};
use crate::progress::{Progress, Status};
use crate::record::Folder;

pub use after::left_out;
pub use blind::{BlindMask, blind};
pub use may_see::View;

/// What a document is made from.
#[derive(Clone, Copy)]
pub struct DocumentSource<'a> {
    /// What the audit's folder holds.
    pub folder: &'a Folder,
    /// Its form, where the store has it.
    pub form: Option<&'a Form>,
    /// The guideline that its statements come from, where the form has one.
    pub rubric: Option<&'a Rubric>,
    /// Where it stands.
    pub progress: &'a Progress,
    /// What is wrong with its files as texts, so that something in them can't be shown.
    pub faults: &'a [Finding],
    /// What was changed in its files and counts for nothing, in words: what they said before is shown.
    pub changed: &'a [String],
    /// Today.
    pub as_of: Date,
    /// Whether the moderator's comments for the auditor alone are taken in.
    pub with_comments: bool,
}

/// An audit as one document.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AuditDocument {
    /// `qaf.show/1`.
    pub schema: &'static str,
    /// Today.
    pub as_of: Date,
    /// The audit.
    pub id: AuditId,
    /// The form's id, without its version.
    pub form: Option<String>,
    /// The form's title.
    pub title: String,
    /// Where the audit stands; none where a panel reads it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// How many of its actions nobody has done; likewise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open_actions: Option<usize>,
    /// Whether it holds what is meant for the auditor alone.
    pub with_comments: bool,
    /// What a reader must know first.
    pub banners: Vec<Banner>,
    /// The rest, in the order of the form.
    pub blocks: Vec<DocumentBlock>,
}

/// Why a reader must be told something first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BannerKind {
    /// Not submitted.
    Draft,
    /// Back with the auditor.
    Returned,
    /// It will not be audited.
    Withdrawn,
    /// Another case was taken for it.
    Replaced,
    /// The grade may still change.
    Provisional,
    /// It holds what is not for the worker.
    Confidential,
    /// Grades and names are left out, for a panel.
    Blind,
    /// Part of what the files hold can't be shown.
    Faulty,
}

/// What a reader must know first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Banner {
    /// Why.
    pub kind: BannerKind,
    /// The sentence.
    pub text: String,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "block", rename_all = "snake_case")]
pub enum DocumentBlock {
    /// A heading; the title has level 1.
    Heading {
        /// 2 or 3.
        level: u8,
        /// The words.
        text: String,
    },
    /// Short answers, each with its label.
    Facts {
        /// In order.
        rows: Vec<LabelledAnswer>,
    },
    /// What somebody wrote.
    Text {
        /// What it answers.
        label: String,
        /// The words, in lines and paragraphs as written.
        text: String,
    },
    /// A sentence of the form, or of qaf.
    Note {
        /// The sentence.
        text: String,
    },
    /// A question and what was answered.
    Question(AnsweredQuestion),
    /// Questions that are answered together.
    Asked {
        /// Their wording.
        questions: Vec<String>,
    },
    /// A grade, the auditor's and the moderator's.
    Grade(GradeShown),
    /// Statements of Appendix 4 that were cited.
    Statements {
        /// In the order of the file.
        rows: Vec<StatementShown>,
    },
    /// A table.
    Table(GradeTable),
    /// Where the record is kept, and whether it has been.
    Filing {
        /// The form's words.
        text: String,
        /// The day on which it was saved there.
        saved: Option<Date>,
    },
}

/// A short answer with its label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LabelledAnswer {
    /// What is asked.
    pub label: String,
    /// What is answered.
    #[serde(flatten)]
    pub value: ShortAnswer,
}

/// A short answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum ShortAnswer {
    /// Words.
    Text(String),
    /// A day.
    Date(Date),
    /// No answer where one is asked.
    NotAnswered,
    /// It has not happened yet.
    NotYet,
}

/// A question and what was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AnsweredQuestion {
    /// Its place in its section, from 1.
    pub number: usize,
    /// The wording, which says where it is to be confirmed.
    pub text: String,
    /// What was answered.
    pub answer: GivenAnswer,
}

/// What was answered to a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum GivenAnswer {
    /// Something.
    Given {
        /// A word or two, such as a status, a score, a yes.
        short: Option<String>,
        /// What was written.
        said: Vec<Said>,
    },
    /// Nothing yet.
    NotAnswered,
    /// It does not apply.
    NotApplicable {
        /// Why.
        why: Option<String>,
    },
}

/// What was written under one label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Said {
    /// Such as "Strengths".
    pub label: Option<String>,
    /// The words.
    pub text: String,
}

/// A grade, the auditor's and the moderator's, neither in place of the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GradeShown {
    /// What is graded.
    pub label: String,
    /// The grade that holds, in words, with the auditor's where it differs.
    pub shown: String,
    /// The grade that holds; none where there is none, or the section does not apply.
    pub grade: Option<Grade>,
    /// The auditor's grade, by its code, or `N/A`.
    pub auditor: Option<String>,
    /// The moderator's grade, where a moderator gave one.
    pub moderator: Option<Grade>,
    /// Whether the moderator's differs.
    pub regraded: bool,
    /// Why the moderator's differs.
    pub reason: Option<String>,
    /// What the guideline says of it, for the page, where it can be folded away.
    #[serde(skip)]
    pub guideline: Vec<GradeLooks>,
}

/// What the guideline says of one grade.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GradeLooks {
    /// The grade in words.
    pub grade: &'static str,
    /// The statements.
    pub statements: Vec<StatementShown>,
}

/// A statement of Appendix 4 that was cited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatementShown {
    /// Its id.
    pub id: String,
    /// The grade it stands under; none where the guideline does not know it.
    pub grade: Option<Grade>,
    /// The grade in words.
    pub grade_title: Option<&'static str>,
    /// The wording, which says where it is to be confirmed.
    pub text: String,
}

/// A table. The first column names the row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GradeTable {
    /// What it is.
    pub caption: String,
    /// The columns' names.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<ShortAnswer>>,
}

/// Makes the document.
pub fn document(source: &DocumentSource<'_>) -> AuditDocument {
    let view = View::new(source);
    let mut blocks = Vec::new();
    grades::blocks(&view, &mut blocks);
    case::blocks(&view, &mut blocks);
    graded::blocks(&view, &mut blocks);
    family::blocks(&view, &mut blocks);
    closing::blocks(&view, &mut blocks);
    after::blocks(&view, &mut blocks);
    AuditDocument {
        schema: "qaf.show/1",
        as_of: source.as_of,
        id: source.folder.id.clone(),
        form: source.form_id(),
        title: source.title(),
        status: Some(source.progress.status),
        open_actions: Some(view.open_actions()),
        with_comments: source.with_comments,
        banners: banner::banners(&view),
        blocks,
    }
}

impl DocumentSource<'_> {
    fn form_id(&self) -> Option<String> {
        let allocation = self.folder.allocation.as_ref();
        let form = allocation.map(|allocation| &allocation.form);
        let form = form.or(self.form.map(|form| &form.id));
        form.map(|form| form.form.to_string())
    }

    fn title(&self) -> String {
        self.form
            .map_or_else(|| "Audit".to_owned(), |form| form.title.clone())
    }
}

impl DocumentBlock {
    /// A heading of a part of the form.
    fn heading(text: impl Into<String>) -> Self {
        Self::Heading {
            level: 2,
            text: text.into(),
        }
    }

    /// A heading within a part.
    fn subheading(text: impl Into<String>) -> Self {
        Self::Heading {
            level: 3,
            text: text.into(),
        }
    }

    fn note(text: impl Into<String>) -> Self {
        Self::Note { text: text.into() }
    }

    fn text(label: &str, text: &str) -> Self {
        Self::Text {
            label: label.to_owned(),
            text: text.to_owned(),
        }
    }
}

impl LabelledAnswer {
    /// A label with words.
    fn text(label: &str, text: impl Into<String>) -> Self {
        Self {
            label: label.to_owned(),
            value: ShortAnswer::Text(text.into()),
        }
    }

    /// A label with the day on which something happened, or has not yet.
    fn date(label: &str, date: Option<Date>) -> Self {
        Self {
            label: label.to_owned(),
            value: date.map_or(ShortAnswer::NotYet, ShortAnswer::Date),
        }
    }

    /// A label with the day that somebody should have written.
    fn written(label: &str, date: Option<Date>) -> Self {
        Self {
            label: label.to_owned(),
            value: date.map_or(ShortAnswer::NotAnswered, ShortAnswer::Date),
        }
    }
}
