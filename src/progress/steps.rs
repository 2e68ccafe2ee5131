//! The steps of an audit's life: when each began, when it is due, when it was done.
//!
//! A step appears once its start has happened, and goes when it is no longer asked for: an Inadequate that was
//! regraded upwards keeps its notice and drops what follows from it.

use super::ProgressSubject;
use super::facts::ProgressFacts;
use super::who::{Who, told, who};
use crate::framework::schedule::{Deadline, Start, Step};
use crate::framework::{Date, Unlisted};
use smol_str::SmolStr;

/// A step that has begun.
#[derive(borsh::BorshDeserialize, borsh::BorshSerialize, Clone, Debug, PartialEq, Eq)]
pub struct StepState {
    /// Which.
    pub step: Step,
    /// The day its time runs from.
    pub started: Date,
    /// The day by which it is to be done.
    pub due: Date,
    /// The day on which it was done.
    pub done: Option<Date>,
    /// The years whose bank holidays the list does not have, where days in them were counted for it.
    pub unlisted: Unlisted,
    /// Who does it.
    pub who: Who,
    /// Whom it is told to, where the schedule names roles and somebody holds one.
    pub to: Option<SmolStr>,
}

/// The steps that have begun, in their order, but for those of which it is not known whether they are done; and why it
/// is not of the first such.
pub(super) fn known(
    subject: &ProgressSubject<'_>,
    facts: &ProgressFacts<'_>,
) -> (Vec<StepState>, Option<String>) {
    let mut unknown = facts.unread();
    let mut steps = all(subject, facts);
    steps.retain(|state| {
        let hidden = facts.hidden(state.step).filter(|_| state.done.is_none());
        let known = hidden.is_none();
        unknown = unknown.take().or(hidden);
        known
    });
    (steps, unknown)
}

/// The steps that have begun, in their order.
pub(super) fn all(subject: &ProgressSubject<'_>, facts: &ProgressFacts<'_>) -> Vec<StepState> {
    let mut steps = Vec::new();
    let mut deadlines: Vec<&Deadline> = subject.schedule.deadlines.iter().collect();
    deadlines.sort_by_key(|deadline| deadline.step);
    for deadline in deadlines {
        let Some(from) = facts.process.starts(deadline) else {
            continue;
        };
        let done = done(deadline.step, facts, subject.as_of);
        if !is_asked(deadline.step, facts, done.is_some()) {
            continue;
        }
        if let Some(started) = start(deadline.step, from, facts) {
            let due = deadline.within.after(started, subject.calendar);
            steps.push(StepState {
                step: deadline.step,
                started,
                due,
                unlisted: deadline.within.unlisted(started, subject.calendar),
                done,
                who: who(subject, facts, deadline),
                to: told(subject, deadline),
            });
        }
    }
    // Thousands of audits are held at once for a report.
    steps.shrink_to_fit();
    steps
}

/// The day from which a step's time runs, where that has happened.
fn start(step: Step, from: Start, facts: &ProgressFacts<'_>) -> Option<Date> {
    if step == Step::Close && facts.is_inadequate() {
        return facts.re_audit_sent.filter(|_| facts.re_audit.is_some());
    }
    match from {
        Start::Allocated => facts.allocated,
        Start::Returned => facts.last_returned,
        Start::Inadequate => facts.inadequate_since(),
        Start::Submitted => facts.latest,
        Start::Settled => facts.settled,
        // What goes to nobody is saved once its grade is final.
        Start::Sent if !facts.is_sent_on => facts.sent.or(facts.settled),
        Start::Sent => facts.sent,
        Start::ReAudited => facts.re_audit.and_then(|again| again.date),
    }
}

/// Whether a step that may have begun is asked for, or was done.
fn is_asked(step: Step, facts: &ProgressFacts<'_>, done: bool) -> bool {
    match step {
        Step::Audit => true,
        Step::Amend => facts.submitted.is_some() && facts.last_returned.is_some(),
        Step::Inform => facts.inadequate_since().is_some(),
        Step::Moderate | Step::ReviewEvidence | Step::LogModerated => {
            facts.needs_settling && !facts.is_returned
        }
        // The notice alone starts the review of actions, before anything is settled.
        Step::ReviewActions => done || facts.is_inadequate_so_far(),
        Step::CaseDirection | Step::ReAudit => facts.is_inadequate(),
        Step::SendReAudit => facts.is_inadequate() && facts.re_audit.is_some(),
        Step::Escalate => {
            let again = facts.re_audit.and_then(|again| again.grade);
            facts.is_inadequate() && again == Some(crate::framework::Grade::Inadequate)
        }
        Step::Close => !facts.is_returned,
        Step::Send => (done || facts.is_sent_on) && !facts.is_returned,
        Step::Feedback => (done || facts.worker_asked) && !facts.is_returned,
        Step::SupervisorComment => facts.supervisor_asked && !facts.is_returned,
    }
}

/// The day on which a step was done.
fn done(step: Step, facts: &ProgressFacts<'_>, today: Date) -> Option<Date> {
    let past = |date: Option<Date>| date.filter(|date| *date <= today);
    match step {
        Step::Audit => facts.submitted,
        Step::Amend => facts.last_resubmitted.filter(|_| !facts.is_returned),
        Step::Inform => facts.informed,
        Step::Moderate | Step::ReviewEvidence => facts.settled,
        Step::LogModerated => facts.moderation_kept,
        Step::CaseDirection => past(facts.direction.and_then(|direction| direction.date)),
        Step::Send => facts.sent,
        Step::Feedback => facts.feedback,
        Step::SupervisorComment => facts.supervisor_commented,
        Step::ReviewActions => past(facts.direction.and_then(|direction| direction.actions_reviewed)),
        Step::ReAudit => facts.re_audit.and_then(|again| again.date),
        Step::SendReAudit => facts.re_audit_sent,
        Step::Escalate => facts.escalated,
        // Whoever saved it has done this step, whatever others still owe; the audit is closed when they have.
        Step::Close => facts.saved.filter(|_| facts.settled.is_some()),
    }
}
