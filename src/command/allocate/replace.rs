//! The next rank for an audit whose case can't be audited.

use anyhow::{Result, bail};

use super::{AllocateArgs, Draws, Rosters, claim, form_of, heading, make_folders, write_record};
use crate::cli::Outcome;
use crate::context::Context;
use crate::draw::record::Passed;
use crate::draw::{self};
use crate::record::{Event, EventKind};

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
    let rows: Vec<_> = settled.picks().map(|pick| pick.row.clone()).collect();
    for row in &rows {
        form_of(row, context)?;
    }
    let ids = claim(&rows, context)?;
    let record = settled.finish(heading(context, rosters, draws, Some(given.to_owned())), ids)?;
    let path = write_record(context, &record)?;
    let folders = make_folders(context, &record, &path, rosters)?;
    let next = folders.iter().next();
    let event = Event {
        by: Some(context.by.clone()),
        reason: Some(given.to_owned()),
        by_audit: next.map(|(next, _)| next.to_string()),
        ..Event::new(context.as_of, EventKind::Replaced)
    };
    context.log(&folder, &event)?;
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
