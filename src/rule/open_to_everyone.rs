//! `open-to-everyone`: a file that everybody on the machine can open.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "open-to-everyone",
    severity: Severity::Query,
    title: "A file that everybody on the machine can open",
    what: "A file or folder of the store may be read, or written, by people who are neither its owner nor of its group.",
    why: "The store holds children's most sensitive records; it is for the QA team, managers and those above them.",
    source: "Section 2: who may see finished audits",
    before: "-rw-rw-r-- audit.yaml",
    after: "-rw-rw---- audit.yaml",
    check: None,
};
