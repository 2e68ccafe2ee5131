//! What followed: of every Inadequate, and of the action plans.

use serde::Serialize;

use super::Input;
use crate::framework::{AuditId, Date, Grade};
use crate::report::summary::{ActionSummary, Summary};

/// An audit that was graded Inadequate, by auditor or moderator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InadequateLine {
    /// The audit.
    pub id: AuditId,
    /// Calendar days from the grade to the service manager's being told; none while they have not been.
    pub informed_days: Option<i64>,
    /// The day of the case direction.
    pub direction: Option<Date>,
    /// The day on which the actions were reviewed.
    pub actions_reviewed: Option<Date>,
    /// The re-audit's day.
    pub re_audit: Option<Date>,
    /// The re-audit's grade; it changes no figure.
    pub re_audit_grade: Option<Grade>,
}

/// The register of actions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Actions {
    /// All of them.
    pub total: usize,
    /// Those done.
    pub done: usize,
    /// Those not done.
    pub open: usize,
    /// Those of the open whose day has passed.
    pub overdue: usize,
}

/// By id, those that became Inadequate in the quarter, or were settled in it as Inadequate; of all forms. One that was
/// regraded upwards stays, for its notice was due; one that can't be counted is listed too, for its child's sake.
pub(super) fn inadequate(input: &Input<'_>) -> Vec<InadequateLine> {
    let mut lines: Vec<InadequateLine> = input
        .on()
        .filter(|summary| {
            let progress = &summary.progress;
            let settled_so = progress.final_grade == Some(Grade::Inadequate);
            input.in_quarter(summary.inadequate.since) || settled_so && input.in_quarter(progress.settled)
        })
        .map(line)
        .collect();
    lines.sort_by(|a, b| a.id.cmp(&b.id));
    lines
}

fn line(summary: &Summary) -> InadequateLine {
    let after = &summary.inadequate;
    InadequateLine {
        id: summary.id.clone(),
        informed_days: after
            .since
            .zip(after.informed)
            .map(|(since, informed)| informed.days_since(since)),
        direction: after.direction,
        actions_reviewed: after.actions_reviewed,
        re_audit: after.re_audited,
        re_audit_grade: after.re_audit_grade,
    }
}

/// The whole register as it stands today, whatever the quarter.
pub(super) fn actions(input: &Input<'_>) -> Actions {
    let all: Vec<&ActionSummary> = input.on().flat_map(|summary| &summary.actions).collect();
    let open: Vec<&ActionSummary> = all
        .iter()
        .copied()
        .filter(|action| action.done.is_none())
        .collect();
    Actions {
        total: all.len(),
        done: all.len() - open.len(),
        open: open.len(),
        overdue: open
            .iter()
            .filter(|action| action.by.is_some_and(|by| by < input.as_of))
            .count(),
    }
}
