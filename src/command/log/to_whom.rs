//! To whom an audit, a re-audit or a notice went, where nobody says it.

use anyhow::{Result, bail};

use crate::context::{Context, Judged};
use crate::framework::Step;
use crate::progress::{self, Who};
use crate::record::EventKind;

/// What is said where nobody was named.
pub(super) const ADVICE: &str = "Nobody was named with --to: this is the worker, their manager, and the staff whom the \
    auditor's form names. If it went to others too, log it once more with --to for each of them.";

/// To whom it goes where nobody is named: manager and worker as allocated, and whom the form
/// names; a notice, to whoever the schedule says.
pub(super) fn proposed(
    kind: EventKind,
    judged: &Judged,
    subject: &progress::ProgressSubject<'_>,
    context: &Context,
) -> Result<Vec<String>> {
    let allocation = judged.reading.folder.allocation.as_ref();
    let found: Vec<String> = match kind {
        EventKind::Sent | EventKind::ReAuditSent => {
            let worker = allocation.and_then(|allocation| allocation.worker.clone());
            let of_worker = || {
                let manager = context.people.find(worker.as_deref()?)?.manager.as_ref()?;
                Some(manager.to_string())
            };
            let manager = allocation.and_then(|allocation| allocation.manager.clone());
            let mut all: Vec<String> = manager
                .or_else(of_worker)
                .into_iter()
                .chain(worker.clone())
                .collect();
            for name in context.named_in_form(judged) {
                if !all.iter().any(|other| context.people.same(other, &name)) {
                    all.push(name);
                }
            }
            all
        }
        EventKind::Informed => told(subject, Step::Inform)
            .or_else(|| reviewer_of_actions(subject))
            .into_iter()
            .collect(),
        EventKind::Escalated => told(subject, Step::Escalate).into_iter().collect(),
        _ => return Ok(Vec::new()),
    };
    if found.is_empty() && matches!(kind, EventKind::Sent | EventKind::ReAuditSent) {
        bail!(
            "Neither the worker nor their manager is named in allocation.yaml. Say to whom it went with --to, once for each."
        );
    }
    Ok(found)
}

/// Whom a notice goes to by the schedule.
fn told(subject: &progress::ProgressSubject<'_>, step: Step) -> Option<String> {
    let progress = progress::judge(subject);
    progress.step(step)?.to.as_ref().map(ToString::to_string)
}

/// Who is told of an Inadequate where the schedule does not say it: whoever then reviews its actions.
fn reviewer_of_actions(subject: &progress::ProgressSubject<'_>) -> Option<String> {
    let progress = progress::judge(subject);
    match &progress.step(Step::ReviewActions)?.who {
        Who::Person(name) => Some(name.to_string()),
        _ => None,
    }
}
