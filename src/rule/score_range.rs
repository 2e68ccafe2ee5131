//! `score-range`: a score outside 0 to 10.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "score-range",
    severity: Severity::Error,
    title: "A score outside 0 to 10",
    what: "A family's score is less than 0 or more than 10.",
    why: "Families score their experience of the service from 0 to 10; the two ends are explained to them.",
    source: "Appendix 2, family feedback",
    before: "score: 70",
    after: "score: 7",
    check: None,
};
