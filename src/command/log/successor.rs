//! Who takes an audit over.

use crate::context::Context;
use crate::framework::Period;
use crate::paper::safe::safe;
use crate::record::{Allocation, EventKind, LogEvent};

/// What there is to say where an audit goes to an auditor whom its row does not name.
pub(super) fn unfit(event: &LogEvent, allocation: Option<&Allocation>, context: &Context) -> Option<String> {
    let of_auditor = event.event == EventKind::Reassigned && event.role.as_deref() == Some("auditor");
    let allocation = allocation.filter(|_| of_auditor)?;
    let row = context.row_of(Some(allocation))?;
    let successor = context.people.find(event.to.first()?)?;
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
