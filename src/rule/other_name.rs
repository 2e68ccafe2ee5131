//! `other-name`: a file that is there under another name than its own.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "other-name",
    severity: Severity::Error,
    title: "A file under another name",
    what: "A file that belongs to the store is not there under its own name, and one or more are that seem to be it, \
           such as audit.yaml.txt, as Notepad saves it, or a copy whose original is gone.",
    why: "It is not read: what stands in it counts nowhere until it has its own name again.",
    source: "How the store's files are written",
    before: "CF-26-0042/audit.yaml.txt",
    after: "CF-26-0042/audit.yaml",
    check: None,
};
