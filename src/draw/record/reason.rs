//! Why a child is not in a pool.

use serde::{Deserialize, Serialize};

/// Why a child is not in a unit's pool. A child is counted once, under the first reason that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The child is another auditor's team's.
    OtherTeam,
    /// The child's team is no auditor's.
    TeamWithoutAuditor,
    /// The status is mapped to `leave-out`.
    LeftOut,
    /// The case closed before the window's first day.
    ClosedBeforeWindow,
    /// The case opened after the window's last day.
    OpenedAfterWindow,
    /// Nobody holds the case.
    Unallocated,
    /// The auditor holds the case.
    AuditorIsCaseHolder,
    /// Nobody in `people.csv` has the case-holder's name, which is like the auditor's: nobody may draw their own case.
    HolderMayBeAuditor,
    /// The case is another manager's of the team.
    OtherManager,
    /// The child has a standing draw of this cycle or of those that the draw remembers.
    DrawnRecently,
    /// The child has an audit that nobody drew, and that stands, of this cycle or of those that the draw remembers.
    PickedByHand,
}

impl Reason {
    /// Every reason, in the order in which they are asked.
    pub const ALL: [Self; 11] = [
        Self::OtherTeam,
        Self::TeamWithoutAuditor,
        Self::LeftOut,
        Self::ClosedBeforeWindow,
        Self::OpenedAfterWindow,
        Self::Unallocated,
        Self::AuditorIsCaseHolder,
        Self::HolderMayBeAuditor,
        Self::OtherManager,
        Self::DrawnRecently,
        Self::PickedByHand,
    ];

    /// The reason, in words that follow the number of children.
    pub fn words(self) -> &'static str {
        match self {
            Self::OtherTeam => "of other teams",
            Self::TeamWithoutAuditor => "of teams without an auditor",
            Self::LeftOut => "left out by their status",
            Self::ClosedBeforeWindow => "closed before the window",
            Self::OpenedAfterWindow => "opened after the window",
            Self::Unallocated => "without a case-holder",
            Self::AuditorIsCaseHolder => "held by the auditor",
            Self::HolderMayBeAuditor => "whose case-holder may be the auditor",
            Self::OtherManager => "of another manager",
            Self::DrawnRecently => "drawn in the last cycles",
            Self::PickedByHand => "picked by hand in the last cycles",
        }
    }
}
