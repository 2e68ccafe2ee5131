//! `unknown-key`: a key that the form does not have.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "unknown-key",
    severity: Severity::Error,
    title: "A key that the form does not have",
    what: "A key is not one of those that belong here. The nearest is named.",
    why: "What stands under an unknown key is not read, so an answer would be lost without a word.",
    source: "How the store's files are written",
    before: "strenghts: The plan is clear.",
    after: "strengths: The plan is clear.",
    check: None,
};
