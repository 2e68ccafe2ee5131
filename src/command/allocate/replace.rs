//! The next rank for an audit whose case can't be audited.

use anyhow::{Result, bail};

use super::{AllocateArgs, Audits, Draws, Finished, Rosters, made};
use crate::context::Context;
use crate::draw::record::Passed;
use crate::draw::{self, DrawKind, DrawRecord};
use crate::framework::AuditId;
use crate::output::Outcome;
use crate::paper::safe::safe;
use crate::progress::legal::too_long_text;
use crate::record::{EventKind, Folder, LogEvent};
use crate::store::scan::{Scan, audit_folders};

/// Takes the next case of the same order, and closes the audit it takes the place of.
pub(super) fn run(
    args: &AllocateArgs,
    short: &str,
    context: &Context,
    (draws, audits): (&Draws, &Audits),
    rosters: &Rosters,
    finished: &Finished,
) -> Result<(String, Outcome)> {
    let replaced = context.one(short)?.reading.folder;
    let id = &replaced.id;
    let given = args.reason.as_deref().unwrap_or_default().trim();
    let reason = reason(given)?;
    if let Some(long) = too_long_text("--reason", given) {
        bail!("{long} Nothing was drawn.");
    }
    let Some(original) = draws.of(id) else {
        bail!(
            "{id} was not drawn, so no order of a draw has a next case for it. Withdraw it and make another with qaf new."
        );
    };
    let standing = draws.standing();
    if !standing.iter().any(|draw| draw.audit == *id) {
        return replaced_already(id, given, context, draws, finished);
    }
    let settled = draw::replace(original, id, reason, &draw::taken_in(&standing, &original.cycle))?;
    if args.dry_run {
        return Ok((
            format!("{id} would be replaced by the next case of its draw. Nothing was written.\n"),
            Outcome::Done,
        ));
    }
    // What was drawn in its place stands as soon as it is recorded: so what follows must be possible.
    context.demand_log(&replaced)?;
    let heading = made::heading(context, rosters.used(), draws, Some(given.to_owned()));
    let made = made::make(context, settled, heading, args.no_lock, rosters)?;
    log(&made.record, &replaced, context)?;
    audits.say_picked(&made.record, context);
    let next = made.folders.iter().next().map(|(next, at)| (next, at.as_str()));
    Ok(said(id, next, reason, &made.path, context))
}

/// What a replacement comes to.
fn said(
    id: &AuditId,
    next: Option<(&AuditId, &str)>,
    reason: Passed,
    path: &str,
    context: &Context,
) -> (String, Outcome) {
    let record = context.shown(path);
    let record = record.display();
    match next {
        Some((next, at)) => (
            format!(
                "{id} is replaced by {next}, the next case of the same draw ({}).\nIts folder: {}\nThe record: {record}\n",
                reason.words(),
                context.shown(at).display()
            ),
            Outcome::Done,
        ),
        None => (
            format!(
                "{id} is replaced, but every other case of its draw was taken or passed over: nothing is left to draw.\nThe record: {record}\n"
            ),
            Outcome::Look,
        ),
    }
}

/// The answer where another audit has its place: the same again, where this is the run of a moment ago, which was
/// stopped before it said so; else which audit that is.
fn replaced_already(
    id: &AuditId,
    given: &str,
    context: &Context,
    draws: &Draws,
    finished: &Finished,
) -> Result<(String, Outcome)> {
    let name = id.to_string();
    let replaces = |(_, record): &(&str, &DrawRecord)| record.replaces.as_ref() == Some(&name);
    let Some((path, record)) = draws.with_paths().filter(replaces).last() else {
        bail!("{id} was not drawn in a draw that stands, so nothing can take its place; nothing was drawn.");
    };
    let next = record
        .units
        .iter()
        .find_map(|unit| Some(&unit.drawn.as_ref()?.audit));
    let completed = finished.closed.contains(id)
        || next.is_some_and(|next| finished.folders.iter().any(|(made, _)| made == next));
    if record.reason.as_deref() == Some(given) && (completed || record.as_of == context.as_of) {
        let scan = audit_folders(&context.store.root);
        let folder = next.and_then(|next| scan.folders.iter().find(|folder| folder.id == *next));
        let next = next.zip(folder.map(|folder| folder.path.as_str()));
        return Ok(said(id, next, reason(given)?, path, context));
    }
    let day = record.as_of.spoken();
    match next {
        Some(next) => bail!(
            "{id} was replaced by {next} on {day}; nothing was drawn. If {next} can't be audited either, replace that \
             one: qaf allocate --replace {next} --reason WHY"
        ),
        None => {
            bail!("{id} was replaced on {day}, and nothing was left to draw in its place; nothing was drawn.")
        }
    }
}

/// Closes the audit that a record replaces, naming the one that took its place.
fn log(record: &DrawRecord, folder: &Folder, context: &Context) -> Result<()> {
    let next = record.units.iter().find_map(|unit| unit.drawn.as_ref());
    let event = LogEvent {
        by: Some(record.by.clone()),
        reason: record.reason.clone(),
        by_audit: next.map(|drawn| drawn.audit.to_string()),
        ..LogEvent::new(record.as_of, EventKind::Replaced)
    };
    context.log(folder, &event)
}

/// Closes the audit that a record replaces, where an earlier run was stopped before it did; says which.
///
/// Where its log can't be read it is not known whether it is closed; that is told, and holds nothing else up.
pub(super) fn finish_event(record: &DrawRecord, scan: &Scan, context: &Context) -> Result<Option<AuditId>> {
    let replaced = record
        .replaces
        .as_ref()
        .filter(|_| record.kind == DrawKind::Replace);
    let Some(replaced) = replaced.and_then(|id| id.parse::<AuditId>().ok()) else {
        return Ok(None);
    };
    let Some(folder) = scan.folders.iter().find(|folder| folder.id == replaced) else {
        return Ok(None);
    };
    let folder = context.judge(folder, false).reading.folder;
    if let Some(why) = folder.unlogged() {
        context.out.warn(format!(
            "Whether {replaced} is closed, which was replaced, is not known: {}.",
            safe(&why)
        ));
        return Ok(None);
    }
    if folder.log.iter().any(|event| event.event == EventKind::Replaced) {
        return Ok(None);
    }
    log(record, &folder, context)?;
    Ok(Some(replaced))
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
