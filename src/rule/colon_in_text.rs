//! `colon-in-text`: a colon in a text is read as a key.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "colon-in-text",
    severity: Severity::Error,
    title: "A colon in a text is read as a key",
    what: "A text on the line of its key holds a colon and a space, which makes a key of what stands before \
           it.",
    why: "The answer is read as something else than what was written.",
    source: "How the store's files are written",
    before: "strengths: Good work: visits are on time",
    after: "strengths: |
  Good work: visits are on time",
    check: None,
};
