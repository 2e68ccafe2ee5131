//! `number-for-text`: a number stands where words are asked for.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "number-for-text",
    severity: Severity::Query,
    title: "A number stands where words are asked for",
    what: "A text is asked for, and the whole answer is a number.",
    why: "A number alone tells a reader nothing about a child; often it belongs to the line above or below.",
    source: "How the store's files are written",
    before: "not_obtained: 2",
    after: "not_obtained: two letters, no answer",
    check: None,
};
