//! `log-torn-line`: a line of the log was cut off.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "log-torn-line",
    severity: Severity::Error,
    title: "A line of the log was cut off",
    what: "A line of `log.yaml` ends in the middle, or is damaged, so that its event can't be read. The lines \
           before and after it count as ever.",
    why: "The log says what happened and when, and deadlines count from it; what a lost line told has to be \
          logged again.",
    source: "How the log is written",
    before: r#"- {date: 2026-12-21, event: sent, by: "Lee M"#,
    after: r#"- {date: 2026-12-21, event: sent, by: "Lee Marsh"}"#,
    check: None,
};
