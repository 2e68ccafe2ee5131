//! `merge-marker`: two versions were merged and not settled.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "merge-marker",
    severity: Severity::Error,
    title: "Two versions were merged and not settled",
    what: "A line of <<<<<<<, ======= or >>>>>>> marks that two people changed the same lines.",
    why: "Only a person can say which of the two holds.",
    source: "How the store's files are written",
    before: "<<<<<<< mine
grade: G
=======
grade: RI
>>>>>>> theirs",
    after: "grade: RI",
    check: None,
};
