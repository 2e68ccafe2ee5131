//! `not-a-date`: not a date, or in another spelling.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "not-a-date",
    severity: Severity::Error,
    title: "Not a date, or in another spelling",
    what: "The answer is no day of the calendar, or is written in another way than year-month-day. Where the \
           day is clear it is shown in the right spelling.",
    why: "Every deadline is reckoned from these days, and 03/04/2027 is two days to two people.",
    source: "How the store's files are written",
    before: "submitted: 7/12/2026",
    after: "submitted: 2026-12-07",
    check: None,
};
