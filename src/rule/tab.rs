//! `tab`: a tab where spaces belong.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "tab",
    severity: Severity::Error,
    title: "A tab where spaces belong",
    what: "A line is indented with a tab.",
    why: "YAML knows spaces only: a tab may look like two of them, or like eight.",
    source: "How the store's files are written",
    before: r"\tgrade: G      # \t is the tab key",
    after: "  grade: G",
    check: None,
};
