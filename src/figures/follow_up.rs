//! What followed: of an Inadequate, and of action plans.

use serde::Serialize;

use super::summary::{ActionSummary, Summary};
use crate::framework::{AuditId, Date, Grade};

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

/// The audits that were graded Inadequate, by what has become of the grade. Each list is by id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct GradedInadequate {
    /// Whose final grade is Inadequate.
    pub inadequate: Vec<InadequateLine>,
    /// Whose grade is Inadequate as it stands, and not final yet.
    pub inadequate_provisional: Vec<InadequateLine>,
    /// Whose grade is a better one now. The notice stays; direction, review and re-audit are no longer asked, and what was
    /// done of them before is told.
    pub regraded_up: Vec<InadequateLine>,
}

impl GradedInadequate {
    /// Sorts audits that were graded Inadequate, by auditor or moderator.
    pub fn of<'a>(summaries: impl Iterator<Item = &'a Summary>) -> Self {
        let mut all = Self::default();
        for summary in summaries {
            let list = match (summary.is_inadequate(), summary.progress.settled) {
                (true, Some(_)) => &mut all.inadequate,
                (true, None) => &mut all.inadequate_provisional,
                (false, _) => &mut all.regraded_up,
            };
            list.push(InadequateLine::of(summary));
        }
        for list in [
            &mut all.inadequate,
            &mut all.inadequate_provisional,
            &mut all.regraded_up,
        ] {
            list.sort_by(|a, b| a.id.cmp(&b.id));
        }
        all
    }
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

/// Actions whose day came in a time, and has passed by today.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ActionsDue {
    /// All of them: `on_time`, `late` and `open` together.
    pub due: usize,
    /// Done on their day or before.
    pub on_time: usize,
    /// Done after it.
    pub late: usize,
    /// Not done yet.
    pub open: usize,
}

impl ActionsDue {
    /// Counts those whose day is wanted and has passed by today.
    pub fn of<'a>(
        actions: impl IntoIterator<Item = &'a ActionSummary>,
        wanted: impl Fn(Date) -> bool,
        today: Date,
    ) -> Self {
        let mut counts = Self::default();
        for action in actions {
            let Some(by) = action.by.filter(|by| *by < today && wanted(*by)) else {
                continue;
            };
            counts.due += 1;
            match action.done {
                Some(done) if done <= by => counts.on_time += 1,
                Some(_) => counts.late += 1,
                None => counts.open += 1,
            }
        }
        counts
    }

    /// These and others.
    #[must_use]
    pub fn and(self, others: Self) -> Self {
        Self {
            due: self.due + others.due,
            on_time: self.on_time + others.on_time,
            late: self.late + others.late,
            open: self.open + others.open,
        }
    }
}

impl InadequateLine {
    /// Whether an audit became Inadequate on a day that is wanted, or was settled on one as Inadequate.
    pub fn is_wanted(summary: &Summary, wanted: impl Fn(Option<Date>) -> bool) -> bool {
        let became = wanted(summary.inadequate.since);
        summary.is_of_a_case() && (became || summary.is_inadequate() && wanted(summary.progress.settled))
    }

    /// What followed one audit.
    pub fn of(summary: &Summary) -> Self {
        let after = &summary.inadequate;
        Self {
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
}

impl Actions {
    /// Counts actions as they stand today.
    pub fn of<'a>(actions: impl IntoIterator<Item = &'a ActionSummary>, today: Date) -> Self {
        let mut counts = Self::default();
        for action in actions {
            counts.total += 1;
            counts.done += usize::from(action.done.is_some());
            counts.open += usize::from(action.done.is_none());
            counts.overdue += usize::from(action.is_overdue(today));
        }
        counts
    }

    /// These and others.
    #[must_use]
    pub fn and(self, others: Self) -> Self {
        Self {
            total: self.total + others.total,
            done: self.done + others.done,
            open: self.open + others.open,
            overdue: self.overdue + others.overdue,
        }
    }
}
