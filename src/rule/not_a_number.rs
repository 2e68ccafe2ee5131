//! `not-a-number`: not a number.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "not-a-number",
    severity: Severity::Error,
    title: "Not a number",
    what: "The answer is not a whole number from 0 where one is asked for.",
    why: "Numbers are added up and averaged in reports.",
    source: "How the store's files are written",
    before: "visits_held: two or three",
    after: "visits_held: 3",
    check: None,
};
