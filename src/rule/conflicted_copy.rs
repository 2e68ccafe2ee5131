//! `conflicted-copy`: a copy made by a file-sharing program.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "conflicted-copy",
    severity: Severity::Query,
    title: "A copy made by a file-sharing program",
    what: "A file beside an audit's own has the name that file-sharing programs give to one of two versions.",
    why: "Two people, or one on two machines, changed the file at a time, and only the file of the right name \
           is read.",
    source: "How the store's files are written",
    before: "audit (Amina's conflicted copy).yaml",
    after: "audit.yaml, with what both versions hold; the copy deleted",
    check: None,
};
