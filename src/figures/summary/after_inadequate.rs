//! What followed an Inadequate.

use crate::framework::{Date, Grade, Step};
use crate::progress::Progress;
use crate::record::{Folder, ReAudit};

/// What followed an Inadequate.
#[derive(borsh::BorshDeserialize, borsh::BorshSerialize, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Inadequate {
    /// The day on which a grade first became Inadequate.
    pub since: Option<Date>,
    /// The day on which the service manager was told.
    pub informed: Option<Date>,
    /// The day of the case direction.
    pub direction: Option<Date>,
    /// The day on which the actions were reviewed.
    pub actions_reviewed: Option<Date>,
    /// The re-audit's day.
    pub re_audited: Option<Date>,
    /// The re-audit's grade.
    pub re_audit_grade: Option<Grade>,
}

/// The re-audit, once it has its grade and its day has come; before, it is a draft.
pub(super) fn re_audit(folder: &Folder, today: Date) -> Option<&ReAudit> {
    let done = |again: &&ReAudit| again.grade.is_some() && again.date.is_some_and(|date| date <= today);
    folder.re_audit.as_ref().filter(done)
}

/// What followed in an audit by today.
pub(super) fn followed(folder: &Folder, progress: &Progress, today: Date) -> Inadequate {
    let done = |step: Step| progress.step(step).and_then(|state| state.done);
    let again = re_audit(folder, today);
    let since = progress.step(Step::Inform).map(|state| state.started);
    // What was directed before a moderator found a better grade is not undone.
    let directed = folder.direction.as_ref().and_then(|direction| direction.date);
    Inadequate {
        since,
        informed: done(Step::Inform),
        direction: directed.filter(|day| since.is_some() && *day <= today),
        actions_reviewed: done(Step::ReviewActions),
        re_audited: again.and_then(|again| again.date),
        re_audit_grade: again.and_then(|again| again.grade),
    }
}
