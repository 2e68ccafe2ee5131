//! `text-after-hash`: a # hides the rest of a line.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "text-after-hash",
    severity: Severity::Query,
    title: "A # hides the rest of a line",
    what: "A space and a # stand on the line of an answer. From the # on, the line is a remark, which is not read.",
    why: "What was seen may stand behind the mark: \"flat #3, no heating\" is read as \"flat\", and no reader of the audit would know.",
    source: "How the store's files are written",
    before: "team: North #2",
    after: "team: \"North #2\"",
    check: None,
};
