//! What a form means for the process of its audits, as its template says it.

/// What settles an audit of this form, where the schedule row asks for it at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettledBy {
    /// A moderator, who may regrade.
    Moderation,
    /// A review of whether the evidence bears the grade; the form is an observation.
    EvidenceReview,
}

/// What an Inadequate is followed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReAuditKind {
    /// A review at the desk, without the worker.
    Desktop,
    /// A repeat observation.
    Observation,
}

/// What follows an overall grade of Inadequate.
#[derive(
    borsh::BorshDeserialize, borsh::BorshSerialize, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord,
)]
pub enum OnInadequate {
    /// Nothing.
    Nothing,
    /// The notice alone.
    Notice,
    /// What section 2 asks of a case: the notice, a case direction, a review of the actions and a re-audit.
    Case,
}

impl OnInadequate {
    /// Each as templates name it.
    pub const NAMES: [(&'static str, Self); 3] = [
        ("none", Self::Nothing),
        ("notify", Self::Notice),
        ("case", Self::Case),
    ];
}

/// What an audit is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuditSubject {
    /// One child's case, whose id the allocation names.
    Child,
    /// A worker's practice or file; no child is named.
    Worker,
    /// A document, as a letter: a child or a worker may be named.
    Document,
}

impl AuditSubject {
    /// Each as templates name it.
    pub const NAMES: [(&'static str, Self); 3] = [
        ("child", Self::Child),
        ("worker", Self::Worker),
        ("document", Self::Document),
    ];
}

/// How far a criterion of a theme's terms of reference is met.
#[derive(
    borsh::BorshDeserialize, borsh::BorshSerialize, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord,
)]
pub enum CriterionMet {
    /// It is met.
    Met,
    /// Partly.
    Partly,
    /// It is not.
    NotMet,
}

impl CriterionMet {
    /// Each as audits write it.
    pub const NAMES: [(&'static str, Self); 3] = [
        ("met", Self::Met),
        ("partly", Self::Partly),
        ("not met", Self::NotMet),
    ];

    /// Reads what an audit says; `None` of anything else, as that it does not apply.
    pub fn parse(text: &str) -> Option<Self> {
        let mut all = Self::NAMES.iter();
        all.find(|(name, _)| name.eq_ignore_ascii_case(text.trim()))
            .map(|(_, met)| *met)
    }
}
