//! `holidays-not-listed`: days were counted in a year whose bank holidays are not known.

use super::Rule;
use crate::finding::{Finding, Location, Severity};
use crate::framework::Unlisted;

/// The rule.
pub const RULE: Rule = Rule {
    id: "holidays-not-listed",
    severity: Severity::Query,
    title: "Days counted in a year without bank holidays",
    what: "A step that is open falls due after working days of a year of which bank-holidays.json lists no bank holiday: \
           one after its last, before its first, or left out between.",
    why: "Every year has bank holidays. Counted without them, a step is due too early, and is called late before it is.",
    source: "The council's own working days; the government publishes the list",
    before: "the list ends with 2025, and an audit is given out on 20 December 2026",
    after: "bank-holidays.json as it is on GOV.UK now",
    check: None,
};

/// The finding, once for all such years.
pub fn finding(path: &str, unlisted: &Unlisted) -> Option<Finding> {
    Some(Finding {
        rule: RULE.id,
        severity: RULE.severity,
        location: Location::file(path),
        message: unlisted.sentence()?,
        help: None,
        audit: None,
        explained: None,
        answer: None,
        related: Vec::new(),
    })
}
