//! `second-document`: a line of hyphens or dots ends the form.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "second-document",
    severity: Severity::Error,
    title: "Three hyphens or dots end the form",
    what: "A line begins with --- or ... at the margin, most often a line that was drawn between two paragraphs.",
    why: "A reader of the file takes the form to end there, and another to begin: everything below would go unread.",
    source: "How the store's files are written",
    before: "session_notes: |
  The plan was agreed.
---
  It was shared.",
    after: "session_notes: |
  The plan was agreed.
  ---
  It was shared.",
    check: None,
};
