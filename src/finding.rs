//! What is wrong, where, and what to do about it, as data. Only `render` decides how it looks.

use serde::{Serialize, Serializer};

use crate::framework::AuditId;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It can't count until it is mended: unreadable, missing or impossible.
    Error,
    /// Unusual: amend it, or explain it.
    Query,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// The name in JSON and on screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Query => "query",
            Self::Note => "note",
        }
    }
}

impl Serialize for Severity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// A place in a file of the store, and the line it stands in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The file, relative to the store, with `/`.
    pub path: String,
    /// The line, from 1; 0 where the file as a whole is meant.
    pub line: usize,
    /// The column of the first character, from 1; 0 where the file as a whole is meant.
    pub column: usize,
    /// How many characters are meant, within the line.
    pub width: usize,
    /// The line as it stands in the file.
    pub excerpt: String,
}

impl Location {
    /// A file as a whole.
    pub fn file(path: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            line: 0,
            column: 0,
            width: 0,
            excerpt: String::new(),
        }
    }
}

/// A second place that matters to a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub location: Location,
    /// What about it.
    pub message: String,
}

/// Something to mend, to explain or to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The id of the rule, which `qaf explain` takes.
    pub rule: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// Where.
    pub location: Location,
    /// What is wrong, as a sentence.
    pub message: String,
    /// What to do, as a sentence.
    pub help: Option<String>,
    /// The audit it belongs to.
    pub audit: Option<AuditId>,
    /// Why it is right all the same, in the auditor's words.
    pub explained: Option<String>,
    /// The way to the answer that it is about, as `sections.impact.grade`, where it is about one; nothing need stand there.
    pub answer: Option<String>,
    /// Other places that matter.
    pub related: Vec<Related>,
}

impl Finding {
    /// The order in which findings are listed: path, line, column, rule. Those of one rule at one place stay in the order in
    /// which it found them, which is the form's.
    pub fn order(&self) -> (&str, usize, usize, &str) {
        (
            &self.location.path,
            self.location.line,
            self.location.column,
            self.rule,
        )
    }

    /// Whether it keeps the file from being right.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Whether it still asks something: a query that nobody has explained.
    pub fn is_open_query(&self) -> bool {
        self.severity == Severity::Query && self.explained.is_none()
    }
}
