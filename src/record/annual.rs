//! `reports/2026-27/annual.yaml`: what was said of the framework in its yearly review, and who signed it off.

use std::collections::BTreeMap;

use crate::framework::Date;

/// Who is consulted, and what they are called.
pub const GROUPS: [(&str, &str); 3] = [
    ("practitioners", "Practitioners"),
    ("managers", "Managers"),
    ("cmt", "Children's Management Team"),
];

/// What is asked of each of them.
pub const QUESTIONS: [(&str, &str); 5] = [
    (
        "value",
        "How has practice improved as a direct result of quality assurance?",
    ),
    ("user_friendliness", "How easy are its processes to use?"),
    ("drawbacks", "What are its drawbacks?"),
    ("barriers", "What stands in the way of it?"),
    ("limits", "Where are its limits: what can't it show?"),
];

/// A year's review. Blank text is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnnualReview {
    /// The answers, by group and question.
    pub answers: BTreeMap<&'static str, BTreeMap<&'static str, String>>,
    /// What came of the changes that last year's review named.
    pub came_of: Option<String>,
    /// What is to change in the framework.
    pub changes: Option<String>,
    /// The day on which the updated framework was signed off.
    pub signed_off: Option<Date>,
    /// Who signed it off.
    pub by: Option<String>,
}
