//! `not-an-option`: not one of the options.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "not-an-option",
    severity: Severity::Error,
    title: "Not one of the options",
    what: "The answer is not one of those to choose from. The nearest is named.",
    why: "Reports count by these options; one of another spelling would be counted apart.",
    source: "Appendix 2, tick lists",
    before: "status: [Child protection]",
    after: "status: [CP]",
    check: None,
};
