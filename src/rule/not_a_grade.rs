//! `not-a-grade`: not a grade.

use super::Rule;
use crate::finding::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "not-a-grade",
    severity: Severity::Error,
    title: "Not a grade",
    what: "The answer is none of the four grades, nor N/A where a section may be left out.",
    why: "There are four grades, in the words of Ofsted; Appendix 4 calls the third A, which is read as RI.",
    source: "Appendix 2; Appendix 4",
    before: "grade: Satisfactory",
    after: "grade: RI",
    check: None,
};
