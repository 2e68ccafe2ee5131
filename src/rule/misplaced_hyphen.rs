//! `misplaced-hyphen`: an item of a list lacks its hyphen, or a line that begins none has one.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "misplaced-hyphen",
    severity: Severity::Error,
    title: "A hyphen is missing, or one too many",
    what: "An item of a list stands without its hyphen, or a hyphen stands before a line that belongs to the item above.",
    why: "By their hyphens items are told apart: with one lost two actions are one, with one too many half an action has nobody to see to it.",
    source: "How the store's files are written",
    before: "actions:\n  action: Visit the school\n  owner: Jo Marsh\n  by: 2026-11-30",
    after: "actions:\n- action: Visit the school\n  owner: Jo Marsh\n  by: 2026-11-30",
    check: None,
};
