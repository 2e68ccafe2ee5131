//! `others-can-write`: what one group keeps, another may write.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "others-can-write",
    severity: Severity::Query,
    title: "What one group keeps, another may write",
    what: "An allocation, a log, the draws, the settings, the schedule or the staff's list belongs to a group other than the \
           one that `[access]` of `qaf.toml` names as `qa`, and that group may write it; or a moderation to one that is \
           neither that nor `moderators`.",
    why: "An auditor who may write the moderation, the log or the allocation can change another's words, or whose case it \
          was, and nobody would see who did. Each writes their own file alone.",
    source: "Section 2: who may see finished audits; section 3, moderation",
    before: "-rw-rw---- tom auditors moderation.yaml",
    after: "-rw-rw---- tom qaf-qa moderation.yaml",
    check: None,
};
