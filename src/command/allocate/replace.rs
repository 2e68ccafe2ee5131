//! The next rank for an audit whose case can't be audited.

use anyhow::{Result, bail};

use super::{AllocateArgs, Draws, Rosters, made};
use crate::cli::Outcome;
use crate::context::Context;
use crate::draw::record::Passed;
use crate::draw::{self, DrawRecord, Kind};
use crate::framework::AuditId;
use crate::record::{Event, EventKind};
use crate::store::scan::Scan;

/// Takes the next case of the same order, and closes the audit it takes the place of.
pub(super) fn run(
    args: &AllocateArgs,
    short: &str,
    context: &Context,
    draws: &Draws,
    rosters: &Rosters,
) -> Result<(String, Outcome)> {
    let (id, folder) = context.audit(short)?;
    let given = args.reason.as_deref().unwrap_or_default().trim();
    let reason = reason(given)?;
    let Some(original) = draws.of(&id) else {
        bail!(
            "{id} was not drawn, so no order of a draw has a next case for it. Withdraw it and make another with qaf new."
        );
    };
    let standing = draws.standing();
    if !standing.iter().any(|draw| draw.audit == id) {
        bail!("{id} has been replaced already. Its place was taken by a later audit; replace that one.");
    }
    let settled = draw::replace(original, &id, reason, &draw::taken_in(&standing, &original.cycle))?;
    if args.dry_run {
        return Ok((
            format!("{id} would be replaced by the next case of its draw. Nothing was written.\n"),
            Outcome::Done,
        ));
    }
    let heading = made::heading(context, rosters.used(), draws, Some(given.to_owned()));
    let made = made::make(context, settled, heading, args.no_lock, rosters)?;
    let (path, folders) = (&made.path, &made.folders);
    let next = folders.iter().next();
    log(&made.record, &folder, context)?;
    let text = match next {
        Some((next, at)) => format!(
            "{id} is replaced by {next}, the next case of the same draw ({}).\nIts folder: {}\nThe record: {path}\n",
            reason.words(),
            context.shown(at).display()
        ),
        None => format!(
            "{id} is replaced, but every other case of its draw was taken or passed over: nothing is left to draw.\nThe record: {path}\n"
        ),
    };
    let outcome = if next.is_some() {
        Outcome::Done
    } else {
        Outcome::Look
    };
    Ok((text, outcome))
}

/// Closes the audit that a record replaces, naming the one that took its place.
fn log(record: &DrawRecord, folder: &str, context: &Context) -> Result<()> {
    let next = record.units.iter().find_map(|unit| unit.drawn.as_ref());
    let event = Event {
        by: Some(record.by.clone()),
        reason: record.reason.clone(),
        by_audit: next.map(|drawn| drawn.audit.to_string()),
        ..Event::new(record.as_of, EventKind::Replaced)
    };
    context.log(folder, &event)
}

/// Closes the audit that a record replaces, where an earlier run was stopped before it did.
pub(super) fn finish_event(record: &DrawRecord, scan: &Scan, context: &Context) -> Result<()> {
    let replaced = record.replaces.as_ref().filter(|_| record.kind == Kind::Replace);
    let Some(replaced) = replaced.and_then(|id| id.parse::<AuditId>().ok()) else {
        return Ok(());
    };
    let Some(folder) = scan.folders.iter().find(|folder| folder.id == replaced) else {
        return Ok(());
    };
    let events = context.judge(folder, false).reading.folder.log;
    if events.iter().any(|event| event.event == EventKind::Replaced) {
        return Ok(());
    }
    log(record, &folder.path, context)
}

/// The coded reason that a text begins with; any other text is another reason.
pub(in crate::command) fn reason(given: &str) -> Result<Passed> {
    if given.is_empty() {
        bail!(
            "Say why with --reason: moved, court, closed, no-holder, knows-family, or other and the reason in words."
        );
    }
    let code = given
        .split([':', ' ', ','])
        .next()
        .unwrap_or_default()
        .to_lowercase();
    Ok(Passed::parse(&code)
        .filter(|reason| *reason != Passed::Taken)
        .unwrap_or(Passed::Other))
}
