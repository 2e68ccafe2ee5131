//! `text-as-remark`: a line that begins with # and did not come with the form.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "text-as-remark",
    severity: Severity::Query,
    title: "A line that begins with # is not read",
    what: "A line begins with # where no answer's text stands, and is none of the lines that came with the form.",
    why: "Such a line is a remark, which no reader of the audit ever sees: evidence that was pasted as \"#1 priority\" \
          or under a heading of # is lost.",
    source: "How the store's files are written",
    before: "session_notes: |
  Direct work made the plan clear.
#1 priority for the worker is drift.",
    after: "session_notes: |
  Direct work made the plan clear.
  #1 priority for the worker is drift.",
    check: None,
};
