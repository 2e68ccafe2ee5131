//! `number-in-quotes`: a number stands in quotes.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "number-in-quotes",
    severity: Severity::Query,
    title: "A number stands in quotes",
    what: "A number is asked for, and it stands in quotation marks, as a text would.",
    why: "It is counted as the number it spells, but other programs that read the file take it for a text.",
    source: "How the store's files are written",
    before: "score: \"7\"",
    after: "score: 7",
    check: None,
};
