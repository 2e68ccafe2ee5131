//! `settings`: the settings, the schedule or the bank holidays are at fault.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "settings",
    severity: Severity::Error,
    title: "The settings, the schedule or the bank holidays are at fault",
    what: "A line of `qaf.toml` or `schedule.toml` can't be used: a key that there is not, a role, form or service \
           that is not in the list, a number that is none; or `bank-holidays.json` can't be read.",
    why: "They say who audits what, how often, who moderates, and by when each step is due. Where they can't be \
          read, the shipped values stand in, and figures may not be what the council agreed.",
    source: "How qaf.toml and schedule.toml are written",
    before: "[draw]\nwindow_day = 28",
    after: "[draw]\nwindow_days = 28",
    check: None,
};
