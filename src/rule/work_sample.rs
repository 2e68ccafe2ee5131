//! `work-sample`: the record of a wider work's sample that is not as it was written.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "work-sample",
    severity: Severity::Query,
    title: "A sample of a wider work that is not as it was taken",
    what: "`sample.json` of a theme or visit does not replay, is gone although the log says that it was taken, or is not in the log.",
    why: "The sample is taken once, and what a wider work found rests on it: who reads the report must be able to see that nobody was left out or put in afterwards.",
    source: "Section 2, thematic audits, supervision file audit",
    before: "sample.json, in which a child was put in by hand",
    after: "the file, restored from a copy",
    check: None,
};
