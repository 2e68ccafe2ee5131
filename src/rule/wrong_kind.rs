//! `wrong-kind`: the wrong kind of answer.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "wrong-kind",
    severity: Severity::Error,
    title: "The wrong kind of answer",
    what: "A text stands where a list is asked for, several lines where one word is, or the reverse.",
    why: "The answer can't be taken for what was asked.",
    source: "How the store's files are written",
    before: "re_referral_12m: perhaps",
    after: "re_referral_12m: yes",
    check: None,
};
