//! The questionnaire for whoever leaves (Appendix 3, the exit interview), as data.

use super::form::FormRef;
use super::word::FieldId;

/// A version of the questionnaire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExitForm {
    /// Its id and version.
    pub id: FormRef,
    /// Its title.
    pub title: String,
    /// What the leaver is told first, a paragraph each.
    pub intro: Vec<String>,
    /// What is said of declining, which skips every question.
    pub decline: String,
    /// The questions, in order.
    pub questions: Vec<ExitQuestion>,
}

/// A question, with the parts in which it is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExitQuestion {
    /// What is asked.
    pub text: String,
    /// Its parts; one at least.
    pub parts: Vec<ExitPart>,
}

/// A part of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExitPart {
    /// Its key in the file.
    pub id: FieldId,
    /// What is asked, where the question's own text does not say it.
    pub label: Option<String>,
    /// What answers it.
    pub kind: ExitKind,
    /// Options that the report counts together; none: it counts each.
    pub groups: Vec<AnswerGroup>,
    /// The part that says whether the options stand in order, the most important first.
    pub order: Option<FieldId>,
    /// What whoever takes it in is told where the answer is yes.
    pub on_yes: Option<String>,
}

/// What answers a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExitKind {
    /// Any text, which is kept and never printed.
    Text,
    /// A day, of which the quarter is kept.
    Quarter,
    /// Yes or no.
    YesNo,
    /// One of the options.
    One(Vec<String>),
    /// Any of the options.
    Several(Vec<String>),
}

/// Options that are counted as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerGroup {
    /// What they are called.
    pub title: String,
    /// The options.
    pub of: Vec<String>,
}

/// The two answers of a part of the kind [`ExitKind::YesNo`].
pub const YES_NO: [&str; 2] = ["yes", "no"];

impl ExitForm {
    /// Every part, in order.
    pub fn parts(&self) -> impl Iterator<Item = &ExitPart> {
        self.questions.iter().flat_map(|question| &question.parts)
    }

    /// The part that asks when the leaver left.
    pub fn leaving(&self) -> Option<&ExitPart> {
        self.parts().find(|part| part.kind == ExitKind::Quarter)
    }
}

impl ExitPart {
    /// The answers that it may have; none where it is answered by text or a day.
    pub fn options(&self) -> Vec<&str> {
        match &self.kind {
            ExitKind::Text | ExitKind::Quarter => Vec::new(),
            ExitKind::YesNo => YES_NO.to_vec(),
            ExitKind::One(options) | ExitKind::Several(options) => {
                options.iter().map(String::as_str).collect()
            }
        }
    }

    /// The option that somebody means: written whole, in whatever case, or by its first word where no other begins so.
    pub fn meant(&self, text: &str) -> Option<&str> {
        let text = text.trim().trim_end_matches('.');
        let options = self.options();
        if let Some(whole) = options.iter().find(|option| option.eq_ignore_ascii_case(text)) {
            return Some(whole);
        }
        let begins = |option: &&&str| {
            option
                .split(' ')
                .next()
                .is_some_and(|first| first.eq_ignore_ascii_case(text))
        };
        let mut found = options.iter().filter(begins);
        found.next().filter(|_| found.next().is_none()).copied()
    }

    /// What a report counts of it, each with the options that count for it.
    pub fn counted(&self) -> Vec<(&str, Vec<&str>)> {
        if self.groups.is_empty() {
            return self
                .options()
                .into_iter()
                .map(|option| (option, vec![option]))
                .collect();
        }
        let of = |group: &AnswerGroup| -> Vec<&str> {
            self.options()
                .into_iter()
                .filter(|option| group.of.iter().any(|own| own == option))
                .collect()
        };
        self.groups
            .iter()
            .map(|group| (group.title.as_str(), of(group)))
            .collect()
    }
}
