//! `issued-figures`: figures as issued that were changed since, or a file among them that qaf did not make.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "issued-figures",
    severity: Severity::Query,
    title: "Figures as issued that were changed, or a strange file among them",
    what: "A file in `reports/` does not fit the sum that it holds of itself, or its place, or is no file of qaf's.",
    why: "What was issued is what a board decided by; a later report says what has changed since, and can only do so from a file that is as it was written.",
    source: "Section 4, reporting quarterly to the Performance Board",
    before: "reports/2026-27-Q3/1.json, in which a figure was changed by hand",
    after: "the file, restored from a copy",
    check: None,
};
