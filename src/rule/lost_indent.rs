//! `lost-indent`: pasted text lost its indent.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "lost-indent",
    severity: Severity::Error,
    title: "Pasted text lost its indent",
    what: "Lines of a text stand further left than the text they belong to, most often after pasting.",
    why: "The text ends where the indent ends, so the rest of what was written is read as something else.",
    source: "How the store's files are written",
    before: "strengths: |
  The plan is clear.
The family knows it by heart.",
    after: "strengths: |
  The plan is clear.
  The family knows it by heart.",
    check: None,
};
