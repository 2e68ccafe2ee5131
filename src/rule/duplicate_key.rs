//! `duplicate-key`: a key stands twice.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "duplicate-key",
    severity: Severity::Error,
    title: "A key stands twice",
    what: "The same key stands twice in the same place; both are shown.",
    why: "Only one of the two answers could count, and nobody could tell which.",
    source: "How the store's files are written",
    before: "grade: G
grade: RI",
    after: "grade: RI",
    check: None,
};
