//! `log-line`: a line of the log can't be read.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "log-line",
    severity: Severity::Error,
    title: "A line of the log can't be read",
    what: "A line of `log.yaml` is not an event with a day.",
    why: "The log says what happened and when, and deadlines count from it; qaf writes it, a line an event.",
    source: "How the log is written",
    before: "- sent to Robin on Monday",
    after: r#"- {date: 2026-12-21, event: sent, by: "Lee Marsh"}"#,
    check: None,
};
