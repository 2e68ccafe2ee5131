//! `people`: people.csv is at fault.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "people",
    severity: Severity::Error,
    title: "people.csv is at fault",
    what: "A row of `people.csv` can't be used: a name that stands twice, a role that does not exist, a date \
           that is none.",
    why: "It says who audits, who moderates and who holds cases; a draw needs to know.",
    source: "How people.csv is written",
    before: "Robin Hale,social-worker,North
Robin Hale,social-worker,South",
    after: "Robin Hale (North),social-worker,North
Robin Hale (South),social-worker,South",
    check: None,
};
