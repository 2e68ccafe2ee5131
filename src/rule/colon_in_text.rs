//! `colon-in-text`: a colon in a text is read as a key.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "colon-in-text",
    severity: Severity::Error,
    title: "A colon in a text is read as a key",
    what: "A text on the line of its key holds a colon and a space, and what stands before it can be a key. Behind \
           other words a colon is read as the text's own.",
    why: "The answer is read as something else than what was written.",
    source: "How the store's files are written",
    before: "strengths: visits: they are on time",
    after: "strengths: |
  visits: they are on time",
    check: None,
};
