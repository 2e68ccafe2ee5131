//! What a field tells a rule.

/// What a field tells a rule, whatever its form calls it. A council's own form may carry the tags too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldFact {
    /// The day on which the chronology was last updated (Appendix 4, Chronology).
    ChronologyUpdated,
    /// The day of the last management oversight on file (Appendix 4, Supervision).
    LastManagementOversight,
    /// Whether the referral's decision was made within 24 hours (Appendix 4, Basic Information & Referral).
    DecisionWithin24h,
    /// Whether it was made on the same working day (as above).
    DecisionSameWorkingDay,
    /// Whether a permanence plan was there by the second looked-after review (Appendix 4, Children Looked After).
    PermanencePlanBySecondReview,
    /// Whether the case is closed.
    CaseClosed,
    /// The closure summary, which is not asked of an open case.
    ClosureSummary,
    /// Which role is audited, where a form serves more than one.
    Role,
    /// Whether files, meetings or both were audited.
    Basis,
    /// The day on which the file was reviewed at the desk: the first of a case audit's three elements.
    DesktopReview,
    /// The day on which the family was asked for feedback: the second.
    FamilyContacted,
    /// The day of the collaborative session: the third.
    Session,
    /// The day on which the audit status was added to the case system.
    LcsStatus,
    /// Whether the auditor knows the family so well that a peer should ask them (section 2, case file audit).
    AuditorKnowsFamily,
    /// What kind of audit it is: a manager's, or part of a wider work.
    TypeOfAudit,
    /// Somebody's initials, with the age where that is asked too.
    Initials,
    /// A day that lies before the audit's allocation: of the referral, of the decision on it, of the allocation to a team.
    BeforeAudit,
    /// Who supervises the worker, where that may be another than the line manager; they are asked for the supervisor's comment.
    Supervisor,
    /// A yes or no of the header that the report of a wider work counts, as whether a supervisor attended training.
    Counted,
    /// The ids of the cases that the sample of a wider work took with a worker's file (section 2, supervision file audit).
    CasesSampled,
}

impl FieldFact {
    const NAMES: [(&'static str, Self); 20] = [
        ("chronology-updated", Self::ChronologyUpdated),
        ("last-management-oversight", Self::LastManagementOversight),
        ("decision-within-24h", Self::DecisionWithin24h),
        ("decision-same-working-day", Self::DecisionSameWorkingDay),
        (
            "permanence-plan-by-second-review",
            Self::PermanencePlanBySecondReview,
        ),
        ("case-closed", Self::CaseClosed),
        ("closure-summary", Self::ClosureSummary),
        ("role", Self::Role),
        ("basis", Self::Basis),
        ("desktop-review", Self::DesktopReview),
        ("family-contacted", Self::FamilyContacted),
        ("session", Self::Session),
        ("lcs-status", Self::LcsStatus),
        ("auditor-knows-family", Self::AuditorKnowsFamily),
        ("type-of-audit", Self::TypeOfAudit),
        ("initials", Self::Initials),
        ("before-audit", Self::BeforeAudit),
        ("supervisor", Self::Supervisor),
        ("counted", Self::Counted),
        ("cases-sampled", Self::CasesSampled),
    ];

    /// Reads the tag.
    pub fn parse(text: &str) -> Option<Self> {
        Self::NAMES
            .iter()
            .find(|(name, _)| *name == text)
            .map(|(_, fact)| *fact)
    }

    /// Every tag, for a message.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Self::NAMES.iter().map(|(name, _)| *name)
    }
}
