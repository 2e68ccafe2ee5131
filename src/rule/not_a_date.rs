//! `not-a-date`: not a date.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "not-a-date",
    severity: Severity::Error,
    title: "Not a date",
    what: "The answer is no day of the calendar, or one that can be read in no way or in two: a month over 12, a day of the \
           week that is another day's.",
    why: "Every deadline is reckoned from these days.",
    source: "How the store's files are written",
    before: "submitted: 12/31/2026",
    after: "submitted: 2026-12-31",
    check: None,
};
