//! To whom an audit, a re-audit or a notice went, where nobody says it.

use anyhow::{Result, bail};

use crate::command::remind::compose::to_whom::addressed;
use crate::context::{Context, Judged};
use crate::framework::Step;
use crate::progress::{self, Who};
use crate::record::{EventKind, LogEvent};

/// What is said where nobody was named.
pub(super) const ADVICE: &str = "Nobody was named with --to: these are the people to whom the letter for it goes. If it went to \
    others too, log it once more with --to for each of them.";

/// To whom it goes where nobody is named: manager and worker as allocated, and whom the letter for it goes to besides; a
/// notice, to whoever the schedule says.
pub(super) fn proposed(
    event: &LogEvent,
    judged: &Judged,
    subject: &progress::ProgressSubject<'_>,
    context: &Context,
) -> Result<Vec<String>> {
    let allocation = judged.reading.folder.allocation.as_ref();
    let sends = match event.event {
        EventKind::Sent => Some(Step::Send),
        EventKind::ReAuditSent => Some(Step::SendReAudit),
        _ => None,
    };
    let found: Vec<String> = match (event.event, sends) {
        (_, Some(step)) => {
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
            for name in addressed(step, judged, event.date, context) {
                if !all.iter().any(|other| context.people.same(other, &name)) {
                    all.push(name);
                }
            }
            all
        }
        (EventKind::Informed, _) => told(subject, Step::Inform)
            .or_else(|| reviewer_of_actions(subject))
            .into_iter()
            .collect(),
        (EventKind::Escalated, _) => told(subject, Step::Escalate).into_iter().collect(),
        _ => return Ok(Vec::new()),
    };
    if found.is_empty() && sends.is_some() {
        bail!(
            "Neither the worker nor their manager is named in allocation.yaml. Say to whom it went with --to, once for each."
        );
    }
    Ok(found)
}

/// Why nobody may be of this name: `people.csv` knows them not, and somebody whose name is nearly that. Who is in no list, as a
/// school nurse, may be named.
pub(super) fn misspelt(event: &LogEvent, context: &Context) -> Option<String> {
    let unknown = event.to.iter().filter(|name| context.people.find(name).is_none());
    let mut near = unknown.filter_map(|name| Some((name, context.people.nearest(name)?)));
    let (name, meant) = near.next()?;
    Some(format!(
        "people.csv knows no {name}. Did you mean {meant}? Write the name as it stands there."
    ))
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
