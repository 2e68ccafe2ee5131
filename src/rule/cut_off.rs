//! `cut-off`: a block that every form has is not there.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "cut-off",
    severity: Severity::Error,
    title: "A block of the form is not there",
    what: "The form is empty, or a block that every form has (header, sections, overall) is missing.",
    why: "The file may have been cut off when it was saved or copied, and answers may be lost.",
    source: "How the store's files are written",
    before: "header:\n  status: [CP]",
    after: "header:\n  status: [CP]\nsections:\n  ...\noverall:\n  grade: G\n  reasons: ...",
    check: None,
};
