//! A wider work as reports of a quarter or a year tell it: what was reported, and the state of its plan.

use serde::Serialize;

use super::of_works::is_known;
use crate::framework::wider_work::{WorkEvent, WorkEventKind};
use crate::framework::{Date, Team, WorkId};
use crate::progress::work_standing::stage;
use crate::record::work::{Panel, Work, WorkFindings};

/// How many actions of plans there are. The counts of audits' actions hold none of them, and so these stand apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct WorkActions {
    /// All of them.
    pub total: usize,
    /// Those done.
    pub done: usize,
    /// Those not done that go on elsewhere after the plan.
    pub carried_over: usize,
    /// Those neither done nor carried over.
    pub open: usize,
    /// Those of the open whose day has passed.
    pub overdue: usize,
}

impl WorkActions {
    /// Those of a plan once it is agreed, as of a day.
    pub fn of(work: &Work, as_of: Date) -> Self {
        let mut counts = Self::default();
        if work.day_of_plan(as_of).is_none() {
            return counts;
        }
        for (_, action, done) in work.actions(as_of) {
            let (is_done, is_carried) = (done.is_some(), action.carried_over.is_some());
            counts.add(is_done, is_carried, action.by.is_some_and(|by| by < as_of));
        }
        counts
    }

    /// Counts an action; one that is done is never late, nor one that is carried over.
    pub fn add(&mut self, is_done: bool, is_carried_over: bool, is_late: bool) {
        let is_open = !is_done && !is_carried_over;
        self.total += 1;
        self.done += usize::from(is_done);
        self.carried_over += usize::from(!is_done && is_carried_over);
        self.open += usize::from(is_open);
        self.overdue += usize::from(is_open && is_late);
    }
}

/// A wider work as of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WorkAccount {
    /// Its id.
    pub id: WorkId,
    /// What it is, as people say it.
    pub kind: &'static str,
    /// What it is about.
    pub title: String,
    /// Who leads it.
    pub lead: Option<String>,
    /// Of a visit: the team.
    pub team: Option<Team>,
    /// Where it stands.
    pub stage: &'static str,
    /// The day on which it was commissioned.
    pub commissioned: Date,
    /// The day on which its report went first.
    pub reported: Option<Date>,
    /// To whom it went, in their order.
    pub reported_to: Vec<String>,
    /// Of supervision: how assured the service is, once it is reported.
    pub assured: Option<String>,
    /// The day on which the plan was agreed.
    pub plan_agreed: Option<Date>,
    /// The actions of the plan.
    pub actions: WorkActions,
    /// The day on which the plan was signed off.
    pub signed_off: Option<Date>,
    /// By whom.
    pub signed_off_by: Option<String>,
    /// The day on which it was cancelled.
    pub cancelled: Option<Date>,
    /// What was found, each with its label, once it is reported; free text, which no figure and no issue holds.
    #[serde(skip)]
    pub found: Vec<(&'static str, String)>,
    /// Why it was cancelled.
    #[serde(skip)]
    pub why: Option<String>,
}

impl WorkAccount {
    /// A work as of a day.
    pub fn of(work: &Work, as_of: Date) -> Self {
        let first = |kind| {
            work.events(kind, as_of)
                .min_by_key(|event: &&WorkEvent| event.date)
        };
        let day = |kind| work.day_of(kind, as_of);
        let reported = day(WorkEventKind::Reported);
        let findings = work.findings.as_ref().filter(|_| reported.is_some());
        let to = work
            .events(WorkEventKind::Reported, as_of)
            .flat_map(|event| &event.to);
        let signed = first(WorkEventKind::SignedOff);
        let cancelled = first(WorkEventKind::Cancelled);
        Self {
            id: work.id().clone(),
            kind: work.kind().meaning().title,
            title: work.commission.title.clone(),
            lead: work.commission.lead.clone(),
            team: work.commission.team.clone(),
            stage: stage(work, as_of),
            commissioned: work.commission.commissioned,
            reported,
            reported_to: to.cloned().collect(),
            assured: findings.and_then(|findings| findings.assured.clone()),
            plan_agreed: work.day_of_plan(as_of),
            actions: WorkActions::of(work, as_of),
            signed_off: signed.map(|event| event.date),
            signed_off_by: signed.and_then(|event| event.by.clone()),
            cancelled: cancelled.map(|event| event.date),
            found: findings
                .map(WorkFindings::said)
                .or_else(|| reported.and(work.panel.as_ref()).map(Panel::said))
                .unwrap_or_default(),
            why: cancelled.and_then(|event| event.reason.clone()),
        }
    }
}

/// The wider works of a time: what was reported in it, what goes on, and what was cancelled in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct WorksOfTime {
    /// Those whose report went first in it, by id.
    pub reported: Vec<WorkAccount>,
    /// The others that were commissioned by its end and not signed off before it, by id.
    pub going_on: Vec<WorkAccount>,
    /// Those that were cancelled in it, by id.
    pub cancelled: Vec<WorkAccount>,
    /// Those of which a file can't be read whole: what is said of them may be wrong.
    pub unread: Vec<WorkId>,
}

impl WorksOfTime {
    /// Those of a time, as they stood at its end, or stand today where it has not ended. What is done later moves nothing.
    pub fn of(works: &[Work], from: Date, to: Date, as_of: Date) -> Self {
        let end = to.min(as_of);
        let within = |day: Option<Date>| day.is_some_and(|day| from <= day && day <= end);
        let mut all = Self::default();
        for work in works.iter().filter(|work| work.commission.commissioned <= end) {
            let account = WorkAccount::of(work, end);
            if !work.is_whole() {
                all.unread.push(work.id().clone());
            }
            if !is_known(work, end) {
                if within(account.cancelled) {
                    all.cancelled.push(account);
                }
            } else if within(account.reported) {
                all.reported.push(account);
            } else if account
                .signed_off
                .or(work.panel_over(end))
                .is_none_or(|day| from <= day)
            {
                all.going_on.push(account);
            }
        }
        all
    }

    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
