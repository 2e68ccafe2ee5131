//! `stray-file`: a file that does not belong here.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "stray-file",
    severity: Severity::Query,
    title: "A file that does not belong here",
    what: "A file in the store has none of the names that qaf reads, such as an Office lock file or a \
           document.",
    why: "It is not read. If it holds answers they are lost; if it names a child it should not be here.",
    source: "How the store's files are written",
    before: "CF-26-0042/audit final version.docx",
    after: "CF-26-0042/audit.yaml",
    check: None,
};
