//! `unknown-work`: an audit that is part of a wider work that is not there.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "unknown-work",
    severity: Severity::Query,
    title: "An audit that is part of a wider work that is not there",
    what: "The allocation names a thematic audit, a visit, a deep dive or a panel of which the store has no folder.",
    why: "What a wider work found rests on its audits; where the work is gone, its audits count nowhere.",
    source: "Appendix 2, child case, type of audit",
    before: "part_of: TH-26-0003, which is gone",
    after: "the folder of TH-26-0003, restored from a copy",
    check: None,
};
