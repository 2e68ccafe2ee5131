//! Audits graded Inadequate: the service manager reviews their actions within a month, and a second auditor looks
//! again (section 2, "Inadequate").

use serde::Serialize;

use super::{AskedActions, AuditActions};
use crate::figures::Actions;
use crate::framework::{AuditId, Date, Grade, Step, Team};

/// An audit graded Inadequate, and what came of its actions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Review {
    /// The audit.
    pub id: AuditId,
    /// Its team.
    pub team: Option<Team>,
    /// Whether the grade is the auditor's alone as yet.
    pub provisional: bool,
    /// Its actions that are asked for, the re-audit's with them.
    pub actions: Actions,
    /// By when the actions are to be reviewed.
    pub review_due: Option<Date>,
    /// The day on which they were.
    pub actions_reviewed: Option<Date>,
    /// By when a second auditor looks again.
    pub re_audit_due: Option<Date>,
    /// The re-audit's day.
    pub re_audit: Option<Date>,
    /// The re-audit's grade.
    pub re_audit_grade: Option<Grade>,
}

/// By id, those that are asked for. One without any action stands here too, as that is what a manager must see; not
/// where one owner's actions are asked for.
pub(super) fn reviews<'a>(
    audits: impl Iterator<Item = &'a AuditActions>,
    chosen: &[(&AuditActions, usize)],
    asked: &AskedActions,
    today: Date,
) -> Vec<Review> {
    let of = |entry: &AuditActions| -> Option<Review> {
        let summary = &entry.summary;
        let own = chosen.iter().filter(|(other, _)| other.summary.id == summary.id);
        let actions = Actions::of(own.map(|(_, index)| &summary.actions[*index]), today);
        let without = summary.actions.is_empty()
            && asked.owner.is_none()
            && asked.takes_day(summary.progress.submitted);
        let shown = summary.is_inadequate() && (actions.total > 0 || without);
        shown.then(|| Review {
            id: summary.id.clone(),
            team: summary.team.clone(),
            provisional: summary.progress.provisional,
            actions,
            review_due: summary.progress.due(Step::ReviewActions),
            actions_reviewed: summary.inadequate.actions_reviewed,
            re_audit_due: summary.progress.due(Step::ReAudit),
            re_audit: summary.inadequate.re_audited,
            re_audit_grade: summary.inadequate.re_audit_grade,
        })
    };
    let mut reviews: Vec<Review> = audits.filter_map(of).collect();
    reviews.sort_by(|a, b| a.id.cmp(&b.id));
    reviews
}
