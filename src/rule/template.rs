//! `template`: a form or guideline is at fault.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "template",
    severity: Severity::Error,
    title: "A form or guideline is at fault",
    what: "A file in `forms/` can't be used as it stands: an unknown kind, an id that stands twice, a domain \
           that the guideline lacks.",
    why: "Every audit on that form is read by it.",
    source: "How forms are written",
    before: "- { id: q1, kind: dat, label: Date of referral }",
    after: "- { id: q1, kind: date, label: Date of referral }",
    check: None,
};
