//! How a case was picked that nobody drew, and by whom: asked for, never guessed.

use anyhow::{Result, bail};

use super::NewArgs;
use super::who::AuditWho;
use crate::context::Context;
use crate::framework::name::is_nothing;
use crate::framework::schedule::Selection;
use crate::framework::word::begins_with;
use crate::framework::{ChildId, Form, Row};
use crate::paper::safe::safe;

/// How a case may be picked that is not drawn, as `--selection` takes it.
pub(super) fn way(given: &str) -> Result<Selection, String> {
    let given = given.trim().to_lowercase().replace([' ', '_'], "-");
    let ways = Selection::NAMES
        .iter()
        .filter(|(_, way)| *way != Selection::Random);
    let mut known = ways.clone();
    if let Some((_, way)) = known.find(|(name, _)| *name == given) {
        return Ok(*way);
    }
    if given == Selection::Random.name() {
        return Err(
            "A case is drawn at random by qaf allocate alone, whose draw anybody can replay.".to_owned(),
        );
    }
    let names: Vec<&str> = ways.map(|(name, _)| *name).collect();
    Err(format!("It is one of: {}.", names.join(", ")))
}

/// How it was picked: as was said, else as its row says, else by a manager.
pub(super) fn selection(args: &NewArgs, row: Option<&Row>) -> Selection {
    let of_row = row.and_then(|row| row.selection);
    let of_row = of_row.filter(|way| *way != Selection::Random);
    args.selection.or(of_row).unwrap_or(Selection::Manager)
}

/// Who picked it: as was said. What is observed is picked by whoever observes it (section 2, process map).
///
/// # Errors
/// Where that was not said of another audit: whoever types need not be who picked.
pub(super) fn selector(
    args: &NewArgs,
    form: &Form,
    row: Option<&Row>,
    who: &AuditWho<'_>,
    context: &Context,
) -> Result<String> {
    match args.selected_by.as_deref().filter(|name| !is_nothing(name)) {
        Some(name) => match context.people.nearest(name) {
            Some(meant) if context.people.find(name).is_none() => bail!(
                "people.csv knows no {}, who is said to have picked the case. Did you mean {meant}? If not, add whoever it was \
                 to people.csv.",
                safe(name)
            ),
            _ => Ok(context.name_of(name)),
        },
        None if form.process().auditor_picks => Ok(who.auditor.name.to_string()),
        None => bail!(
            "Who picked the case? Add --selected-by \"NAME\"{}. The record says so, and qaf does not take whoever types for it.",
            row.and_then(|row| row.selection)
                .filter(|way| *way != Selection::Random)
                .map_or_else(String::new, |way| format!(
                    " (the schedule has it picked {})",
                    way.title()
                ))
        ),
    }
}

/// Demands the id of the child whom a form is about.
pub(super) fn demand_child(form: &Form, child: Option<&ChildId>) -> Result<()> {
    if form.is_of_a_child() && child.is_none() {
        bail!(
            "Whose case is it? A {} is about one child: add --child ID, the child's id in the case system.",
            form.title.to_lowercase()
        );
    }
    Ok(())
}

/// Demands that the name of a wider work says what kind of work it is, where the form asks for that.
pub(super) fn demand_kind(form: &Form, part_of: Option<&str>) -> Result<()> {
    let Some(work) = part_of.filter(|work| form.type_of_work(work).is_none()) else {
        return Ok(());
    };
    if is_nothing(work) {
        bail!(
            "--part-of \"{}\" stands for nothing. Write the wider work's name, its kind first, as \"SAV: North, autumn\", or \
             leave it out.",
            safe(work)
        );
    }
    let kinds = form.types_of_audit();
    if kinds.is_empty() {
        return Ok(());
    }
    bail!(
        "What kind of work is \"{}\"? Begin its name with one of: {}, as in --part-of \"{}: {}\". The form then has it \
         as its type of audit.",
        safe(work),
        kinds.join(", "),
        kinds.last().map_or("", String::as_str),
        safe(work)
    )
}

/// The row that says who settles an audit that is part of a wider work. Who moderates the work, by the kind that its name
/// begins with, moderates its audits; the evidence of an observation is reviewed as that of any other (section 2), first of
/// its service.
pub(super) fn row_of_work<'s>(
    form: &Form,
    part_of: Option<&str>,
    who: &AuditWho<'_>,
    context: &'s Context,
) -> Option<&'s Row> {
    let (work, process) = (part_of?, form.process());
    let schedule = &context.store.schedule;
    let is_of_kind = |row: &&Row| {
        let activity = row.activity.filter(|activity| activity.is_a_work());
        activity.is_some_and(|activity| begins_with(work, activity.title()))
    };
    if process.regrades {
        return schedule.rows.iter().find(is_of_kind);
    }
    let reviewed = |row: &&Row| row.takes(form.id.form.as_str()) && !process.settlers(row).is_empty();
    let mut rows = schedule.rows.iter().filter(reviewed);
    let of_service = rows.clone().find(|row| row.service == who.service);
    of_service.or_else(|| rows.next())
}

/// What there is to say of a case that was picked by hand under a row whose cases are drawn.
pub(super) fn by_hand(row: Option<&Row>, args: &NewArgs) -> Option<String> {
    let row = row.filter(|row| row.is_random())?;
    let why = if args.reason.is_some() {
        String::new()
    } else {
        " Why it was not drawn can be said with --reason.".to_owned()
    };
    Some(format!(
        "Cases of the row {} are drawn at random by qaf allocate. This one was picked by hand: it stands in the figures as \
         picked, apart from those drawn.{why}",
        row.id
    ))
}
