//! What is wrong with a template, as a sentence.

use std::fmt;

/// A mistake in a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateFault {
    /// The part of the document with the mistake and its line, from 1: `word/styles.xml`, `4`. None where it is the whole.
    pub place: Option<(String, usize)>,
    /// What is wrong, as a sentence.
    pub what: String,
}

impl TemplateFault {
    /// A mistake of the whole file.
    pub(super) fn whole(what: impl Into<String>) -> Self {
        Self {
            place: None,
            what: what.into(),
        }
    }

    /// A mistake in a part, at this byte of its text.
    pub(super) fn at(part: &str, text: &str, byte: usize, what: impl Into<String>) -> Self {
        let line = text.get(..byte).unwrap_or(text).matches('\n').count() + 1;
        Self {
            place: Some((part.to_owned(), line)),
            what: what.into(),
        }
    }
}

impl fmt::Display for TemplateFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((part, line)) = &self.place {
            write!(out, "{part}, line {line}: ")?;
        }
        out.write_str(&self.what)
    }
}

impl std::error::Error for TemplateFault {}
