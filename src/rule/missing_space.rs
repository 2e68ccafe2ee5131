//! `missing-space`: a space is missing.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "missing-space",
    severity: Severity::Error,
    title: "A space is missing",
    what: "There is no space after the colon of a key, or after the dash of a list.",
    why: "Without the space the line is one word, and neither key nor answer.",
    source: "How the store's files are written",
    before: "grade:G",
    after: "grade: G",
    check: None,
};
