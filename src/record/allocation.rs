//! `allocation.yaml`: what was allocated to whom, how it was picked, when. qaf writes it once.

use crate::framework::schedule::Selection;
use crate::framework::{AuditId, ChildId, Date, FormRef, RowId, Service, Team};

/// What was allocated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allocation {
    /// The audit.
    pub audit: AuditId,
    /// The form, with its version.
    pub form: FormRef,
    /// The row of the schedule it serves; `None` for an audit that meets no expectation.
    pub row: Option<RowId>,
    /// The wider work it belongs to, such as a visit or a thematic audit.
    pub part_of: Option<String>,
    /// The cycle it was drawn in, such as `2026-27-C4`.
    pub cycle: Option<String>,
    /// How it was picked.
    pub selection: Option<Selection>,
    /// Who picked it.
    pub selected_by: Option<String>,
    /// Why it was picked, where somebody said so.
    pub reason: Option<String>,
    /// The draw's record, relative to the store.
    pub draw: Option<String>,
    /// The service.
    pub service: Option<Service>,
    /// The team.
    pub team: Option<Team>,
    /// The child, by id.
    pub child_id: Option<ChildId>,
    /// The child's initials.
    pub initials: Option<String>,
    /// The child's age in years when it was allocated.
    pub age: Option<u32>,
    /// The child's legal status when it was allocated.
    pub legal_status: Option<String>,
    /// The case-holder; in an observation, the person observed.
    pub worker: Option<String>,
    /// The worker's line manager.
    pub manager: Option<String>,
    /// For whom it was first allocated.
    pub auditor: String,
    /// Who will moderate, as foreseen then.
    pub moderator: Option<String>,
    /// Day 1.
    pub allocated: Date,
    /// Who ran the allocation.
    pub by: Option<String>,
}
