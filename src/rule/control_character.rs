//! `control-character`: a character that no file can hold.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "control-character",
    severity: Severity::Error,
    title: "A character that no file can hold",
    what: "A line holds a character that can't be seen and that these files can't hold, such as Word's own line break \
           or hyphen, a page break, or the end of a table's cell.",
    why: "It comes along when text is copied out of Word. A program that reads the file stops at it, and what stands \
          around it would be lost.",
    source: "How the store's files are written",
    before: "improvements: |
  Visits were late.<line break of Word>The plan was not shared.",
    after: "improvements: |
  Visits were late. The plan was not shared.",
    check: None,
};
