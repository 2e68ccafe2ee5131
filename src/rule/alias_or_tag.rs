//! `alias-or-tag`: an anchor, alias or tag.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "alias-or-tag",
    severity: Severity::Error,
    title: "An anchor, alias or tag",
    what: "An answer begins with &, * or !, or the file holds several documents.",
    why: "YAML gives these signs a meaning of their own, in which nothing of an audit is written; a text that \
           begins with one is misread.",
    source: "How the store's files are written",
    before: "strengths: *very* good direct work",
    after: "strengths: |
  *very* good direct work",
    check: None,
};
