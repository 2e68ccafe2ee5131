//! Who takes an audit over.

use crate::context::{Context, Judged};
use crate::framework::{Period, Person, RoleId};
use crate::paper::safe::safe;
use crate::record::{EventKind, LogEvent};

/// What there is to say where an audit, or its moderation, goes to somebody whom its row does not name.
pub(super) fn unfit(event: &LogEvent, before: &Judged, context: &Context) -> Option<String> {
    let successor = context.people.find(event.to.first()?)?;
    match event.role.as_deref() {
        _ if event.event != EventKind::Reassigned => None,
        Some("auditor") => unfit_auditor(successor, before, context),
        Some("moderator") => {
            let row = context.row_of(before.folder().allocation.as_ref())?;
            let roles = before.summary.process.settlers(row);
            let auditor = before.summary.progress.auditor.as_deref().unwrap_or_default();
            let service = before.summary.service.as_ref();
            let fit = roles.is_empty() || context.people.may_moderate(successor, roles, service, auditor);
            (!fit).then(|| unfit_moderator(successor, roles, context))
        }
        _ => None,
    }
}

fn unfit_auditor(successor: &Person, before: &Judged, context: &Context) -> Option<String> {
    let allocation = before.folder().allocation.as_ref()?;
    let row = context.row_of(Some(allocation))?;
    let worker = allocation
        .worker
        .as_deref()
        .and_then(|name| context.people.find(name));
    let times = row.times_a_year.unwrap_or(1);
    let period = Period::of(allocation.allocated, times, context.store.settings.year_starts);
    (!context.people.may_audit(successor, worker, row, period)).then(|| {
        format!(
            "{} is none of the auditors whom the row {} names ({}): while they audit, it meets no expectation of it, and qaf \
             validate asks for the reason.",
            safe(successor.name.as_str()),
            row.id,
            context.store.settings.titles(&row.auditors)
        )
    })
}

/// What is said of a moderator, or reviewer, whom the schedule does not name.
pub(in crate::command) fn unfit_moderator(person: &Person, roles: &[RoleId], context: &Context) -> String {
    format!(
        "{} is not whom the schedule has for it ({}, in the audit's service or in none, and not of the auditor's own role): \
         once they have signed off, qaf validate asks for the reason.",
        safe(person.name.as_str()),
        context.store.settings.titles(roles)
    )
}
