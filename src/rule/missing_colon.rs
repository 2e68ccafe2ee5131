//! `missing-colon`: the colon of a key is missing.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "missing-colon",
    severity: Severity::Error,
    title: "A colon is missing",
    what: "A key of the form stands without the colon that parts it from its answer.",
    why: "Without the colon the line is a text, and neither key nor answer.",
    source: "How the store's files are written",
    before: "grade G",
    after: "grade: G",
    check: None,
};
