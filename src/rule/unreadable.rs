//! `unreadable`: the file can't be read.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "unreadable",
    severity: Severity::Error,
    title: "The file can't be read",
    what: "The file is not text in UTF-8 (nor in the older way of Windows), holds NUL bytes, is far too big, or is nested far too deep.",
    why: "A file that can't be read can't be counted. It is often a document saved in another program's own \
           format.",
    source: "How the store's files are written",
    before: "audit.yaml saved as a Word document",
    after: "audit.yaml saved as plain text (UTF-8)",
    check: None,
};
