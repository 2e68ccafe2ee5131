//! `syntax`: the file is not well formed.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "syntax",
    severity: Severity::Error,
    title: "The file is not well formed",
    what: "The file, or a part of it, does not follow the rules of YAML where the mark stands. What stands \
           after it may not have been read.",
    why: "What can't be read can't be counted, and the answer may be lost on the moderator.",
    source: "How the store's files are written",
    before: "criteria: [BIR-G1, BIR-G5",
    after: "criteria: [BIR-G1, BIR-G5]",
    check: None,
};
