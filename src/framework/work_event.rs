//! What happens to a wider work, as it is logged.

use std::collections::BTreeMap;

use crate::framework::Date;

/// What happens to a wider work; in the order in which it can.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WorkEventKind {
    /// Terms or plan are agreed.
    Agreed,
    /// The half day of preparation was held.
    Prepared,
    /// The day on site was held.
    OnSite,
    /// The sample was taken; qaf logs it.
    Sampled,
    /// The report went to somebody.
    Reported,
    /// It was presented to a board.
    Presented,
    /// The action plan is agreed.
    PlanAgreed,
    /// The plan was looked over.
    PlanReviewed,
    /// An action of the plan is done.
    ActionDone,
    /// The plan is signed off.
    SignedOff,
    /// The invitations to a panel went out.
    Invited,
    /// The grades of a panel were revealed; qaf logs it.
    Revealed,
    /// A panel was held.
    Held,
    /// It will not be done.
    Cancelled,
    /// A remark.
    Note,
}

/// What an event of a wider work is called and means.
#[derive(Clone, Copy, Debug)]
pub struct WorkEventMeaning {
    /// The event.
    pub kind: WorkEventKind,
    /// As it is logged.
    pub name: &'static str,
    /// What it says, in a clause.
    pub says: &'static str,
}

/// Every event of wider works: the one list.
pub const WORK_EVENTS: [WorkEventMeaning; 15] = {
    const fn event(kind: WorkEventKind, name: &'static str, says: &'static str) -> WorkEventMeaning {
        WorkEventMeaning { kind, name, says }
    }
    [
        event(
            WorkEventKind::Agreed,
            "agreed",
            "its terms of reference, or its plan, were agreed",
        ),
        event(
            WorkEventKind::Prepared,
            "prepared",
            "of a visit: the half day of preparation was held",
        ),
        event(
            WorkEventKind::OnSite,
            "on-site",
            "of a visit: the day on site was held",
        ),
        event(
            WorkEventKind::Sampled,
            "sampled",
            "its sample was taken; qaf sample logs it",
        ),
        event(
            WorkEventKind::Reported,
            "reported",
            "its report went to those whom --to names",
        ),
        event(
            WorkEventKind::Presented,
            "presented",
            "it was presented to the board that --to names",
        ),
        event(
            WorkEventKind::PlanAgreed,
            "plan-agreed",
            "its action plan was agreed",
        ),
        event(
            WorkEventKind::PlanReviewed,
            "plan-reviewed",
            "its action plan was looked over",
        ),
        event(
            WorkEventKind::ActionDone,
            "action-done",
            "the action of its plan that --action names was done",
        ),
        event(
            WorkEventKind::SignedOff,
            "signed-off",
            "its action plan was signed off by whoever --by names",
        ),
        event(
            WorkEventKind::Invited,
            "invited",
            "of a panel: the invitations went out, with pack and sheet",
        ),
        event(
            WorkEventKind::Revealed,
            "revealed",
            "of a panel: the grades were revealed; qaf panel reveal logs it",
        ),
        event(WorkEventKind::Held, "held", "of a panel: it was held"),
        event(
            WorkEventKind::Cancelled,
            "cancelled",
            "it will not be done, for the reason that --reason gives",
        ),
        event(WorkEventKind::Note, "note", "a remark"),
    ]
};

impl WorkEventKind {
    /// What it is called and means.
    pub fn meaning(self) -> &'static WorkEventMeaning {
        &WORK_EVENTS[self as usize]
    }

    /// The event with this name.
    pub fn parse(name: &str) -> Option<Self> {
        let mut all = WORK_EVENTS.iter();
        all.find(|event| event.name == name).map(|event| event.kind)
    }
}

/// A line of a work's log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkEvent {
    /// The day it happened.
    pub date: Date,
    /// What happened.
    pub event: WorkEventKind,
    /// Who says so; of a plan that is signed off, who signed it.
    pub by: Option<String>,
    /// To whom.
    pub to: Vec<String>,
    /// Of an action that was done: its number.
    pub action: Option<u32>,
    /// Why.
    pub reason: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// The files of persons as they were then: the fingerprint of each, by its name without ending.
    pub files: BTreeMap<String, String>,
}

impl WorkEvent {
    /// An event of which nothing more is told.
    pub fn new(date: Date, event: WorkEventKind) -> Self {
        Self {
            date,
            event,
            by: None,
            to: Vec::new(),
            action: None,
            reason: None,
            note: None,
            files: BTreeMap::new(),
        }
    }
}
