//! How a case was picked that nobody drew, and by whom: asked for, never guessed.

use anyhow::{Result, bail};

use super::NewArgs;
use super::who::AuditWho;
use crate::context::Context;
use crate::framework::form::AuditSubject;
use crate::framework::name::is_nothing;
use crate::framework::schedule::Selection;
use crate::framework::wider_work::{WorkEventKind, names_a_work};
use crate::framework::word::CriterionId;
use crate::framework::{ChildId, Form, Row};
use crate::paper::safe::safe;
use crate::record::Allocation;
use crate::record::WorkFile;
use crate::record::work::Work;

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

/// How it was picked: as was said, else as its row says, or the row of the work that it is part of, else by a manager.
pub(super) fn selection(args: &NewArgs, row: Option<&Row>, of_work: Option<&Row>) -> Selection {
    let of_row = row.or(of_work).and_then(|row| row.selection);
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

/// Demands what a form is about: the child, or the worker; of a worker's own practice or file no child is named.
pub(super) fn demand_subject(form: &Form, child: Option<&ChildId>, worker: Option<&str>) -> Result<()> {
    if form.subject == Some(AuditSubject::Worker) {
        let name = &form.id.form;
        if worker.is_none_or(is_nothing) {
            bail!("Whose work is it? The form {name} is about one worker: add --worker \"NAME\".");
        }
        if child.is_some() {
            bail!(
                "The form {name} is about a worker, and no child is named: leave --child out. The cases that were looked at stand in \
                 the form."
            );
        }
    }
    if form.is_of_a_child() && child.is_none() {
        bail!(
            "Whose case is it? The form {} is about one child: add --child ID, the child's id in the case system.",
            form.id.form
        );
    }
    Ok(())
}

/// The wider work that an audit is to be part of: one that is agreed and goes on.
pub(super) fn demand_work(part_of: Option<&str>, context: &Context) -> Result<Option<Work>> {
    let Some(given) = part_of else {
        return Ok(None);
    };
    if !names_a_work(given) {
        bail!(
            "--part-of \"{}\" is no wider work's id, such as TH3. qaf tracker lists them; qaf commission makes one.",
            safe(given)
        );
    }
    let work = context.work(given)?;
    let has = |kind| work.log.iter().any(|event| event.event == kind);
    if has(WorkEventKind::Cancelled) || has(WorkEventKind::SignedOff) {
        bail!("{} is over, so no audit can become part of it.", work.id());
    }
    if !has(WorkEventKind::Agreed) {
        bail!(
            "What {} looks at is not agreed yet. First fill in {}/{}, then qaf log {} agreed.",
            work.id(),
            work.path,
            WorkFile::of(work.kind()).first().map_or("", |file| file.name()),
            work.id()
        );
    }
    context.tell_redrafted(&work);
    Ok(Some(work))
}

/// Refuses the own tool of another work than the audit is part of, and one that measures what the terms lack.
pub(super) fn demand_tool(form: &Form, part_of: Option<&Work>) -> Result<()> {
    let Some(own) = &form.of_work else {
        return Ok(());
    };
    let Some(work) = part_of.filter(|work| work.id() == own) else {
        bail!(
            "{} is the tool of {own}, and its audits are part of that alone: add --part-of {own}.",
            form.id.form
        );
    };
    let known = |criterion: &CriterionId| {
        let mut criteria = work.terms.iter().flat_map(|terms| &terms.criteria);
        criteria.any(|one| one.id.as_deref() == Some(criterion.as_str()))
    };
    let mut measured = form.criteria();
    match measured.find(|criterion| !known(criterion)) {
        Some(lacking) => bail!(
            "{} measures the criterion {lacking}, which the terms of reference of {own} lack. qaf validate says where; nothing \
             was written.",
            form.id.form
        ),
        None => Ok(()),
    }
}

/// The row that says who settles an audit that is part of a wider work. Who moderates the work moderates its audits; the evidence of an observation is reviewed as that of any other (section 2), first of
/// its service.
pub(super) fn row_of_work<'s>(
    form: &Form,
    part_of: Option<&Work>,
    who: &AuditWho<'_>,
    context: &'s Context,
) -> Option<&'s Row> {
    let (work, process) = (part_of?, form.process());
    let schedule = &context.store.schedule;
    if process.regrades {
        return work.kind().row(schedule);
    }
    let reviewed = |row: &&Row| row.takes(form.id.form.as_str()) && !process.settlers(row).is_empty();
    let mut rows = schedule.rows.iter().filter(reviewed);
    let of_service = rows.clone().find(|row| row.service == who.service);
    of_service.or_else(|| rows.next())
}

/// What there is to say of how an audit was picked, for a row or as part of a wider work.
pub(super) fn told(
    (row, work): (Option<&Row>, Option<&Work>),
    args: &NewArgs,
    made: &Allocation,
    context: &Context,
) -> Result<Vec<String>> {
    let all = [by_hand(row, args), beside_sample(work, made, context)?];
    Ok(all.into_iter().flatten().collect())
}

/// What there is to say of an audit of a work of which it is not in the sample.
fn beside_sample(work: Option<&Work>, made: &Allocation, context: &Context) -> Result<Option<String>> {
    let Some(work) = work else {
        return Ok(None);
    };
    let child = made.child_id.as_ref().map(ToString::to_string);
    let worker = made.worker.as_deref();
    let is_worker = |name: &str| worker.is_some_and(|worker| context.people.same(worker, name));
    let taken = context.sample(work)?;
    let is_beside = taken.is_some_and(|taken| {
        let mut groups = taken.groups.iter();
        !groups.any(|group| group.has(child.as_deref(), is_worker))
    });
    Ok(is_beside.then(|| {
        format!(
            "It is not of the sample of {0}, and qaf report work {0} says so.",
            work.id()
        )
    }))
}

/// What there is to say of a case that was picked by hand under a row whose cases are drawn.
fn by_hand(row: Option<&Row>, args: &NewArgs) -> Option<String> {
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
