//! What is logged of a wider work.

use std::fmt::Write as _;

use anyhow::{Result, bail};

use super::LogArgs;
use crate::context::Context;
use crate::figures::of_works::{PartOfWork, audits_of};
use crate::framework::wider_work::{WORK_EVENTS, WorkEvent, WorkEventKind};
use crate::framework::word::nearest;
use crate::output::Outcome;
use crate::paper::count;
use crate::paper::safe::{safe, safe_lines};
use crate::progress::work_owed::owed;
use crate::progress::work_standing;
use crate::record::WorkFile;
use crate::record::work::Work;

/// Logs the event of a work and says what is next.
pub(super) fn run(args: &LogArgs, context: &Context) -> Result<Outcome> {
    let short = args.id.as_deref().unwrap_or_default();
    let Some(name) = args.event.as_deref().filter(|_| !args.list) else {
        let events: Vec<String> = WORK_EVENTS
            .iter()
            .map(|event| format!("  {:<14} {}", event.name, event.says))
            .collect();
        let text = format!("The events of a wider work:\n{}\n", events.join("\n"));
        context.told(&text)?;
        return Ok(Outcome::Done);
    };
    let kind = kind(name)?;
    if kind == WorkEventKind::Sampled {
        bail!("qaf sample logs this itself.");
    }
    if kind == WorkEventKind::Revealed {
        bail!("qaf panel reveal logs this itself.");
    }
    let _lock = context.locked(args.no_lock)?;
    let work = context.work(short)?;
    let event = event(args, kind, context)?;
    let objection = work_standing::objection(&work, &event, context.work_law());
    if let Some(objection) = objection {
        bail!(
            "{} was not logged for {}. {}",
            kind.meaning().name,
            work.id(),
            safe_lines(&objection)
        );
    }
    context.log_work(&work, &event)?;
    let made = made_next(&work, kind, context)?;
    context.told(&told(short, kind, made.as_deref(), context)?)?;
    Ok(Outcome::Done)
}

/// The file that people fill in next, made once its time has come.
fn made_next(work: &Work, kind: WorkEventKind, context: &Context) -> Result<Option<String>> {
    let file = match kind {
        WorkEventKind::Agreed => WorkFile::Findings,
        WorkEventKind::Reported => WorkFile::ActionPlan,
        _ => return Ok(None),
    };
    if !WorkFile::of(work.kind()).contains(&file) {
        return Ok(None);
    }
    context.make_work_file(work, file)
}

pub(super) fn kind(name: &str) -> Result<WorkEventKind> {
    let plain = name.trim().to_lowercase().replace(['_', ' '], "-");
    if let Some(kind) = WorkEventKind::parse(&plain) {
        return Ok(kind);
    }
    let names = WORK_EVENTS.map(|event| event.name);
    let meant = nearest(&plain, names).map_or_else(String::new, |meant| format!(" Did you mean {meant}?"));
    bail!(
        "{} is no event of a wider work.{meant} It has: {}.",
        safe(name),
        names.join(", ")
    )
}

pub(super) fn event(args: &LogArgs, kind: WorkEventKind, context: &Context) -> Result<WorkEvent> {
    let action = args.action.as_deref().map(|number| {
        number
            .trim()
            .parse()
            .map_err(|_| anyhow::anyhow!("{} is no action's number.", safe(number)))
    });
    let given = |text: &Option<String>| {
        text.as_deref()
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    };
    Ok(WorkEvent {
        by: Some(context.by.clone()),
        to: args
            .to
            .iter()
            .map(|to| to.trim().to_lowercase().replace(' ', "-"))
            .collect(),
        action: action.transpose()?,
        reason: given(&args.reason),
        note: given(&args.note),
        ..WorkEvent::new(args.date.unwrap_or(context.as_of), kind)
    })
}

fn told(short: &str, kind: WorkEventKind, made: Option<&str>, context: &Context) -> Result<String> {
    let work = context.work(short)?;
    let mut text = format!("{}: {} is logged.\n", work.id(), kind.meaning().name);
    if let Some(path) = made {
        let _ = writeln!(text, "To be filled in: {path}");
    }
    let audits = context.examine_parts_of(work.id())?;
    let parts = audits.iter().filter_map(PartOfWork::of);
    let owed = owed(&work, audits_of(&work, parts), context.work_law());
    for next in &owed {
        let to = next.to.map(|to| context.view().reported_to(to).to_owned());
        let to = to.map(|to| format!(", {}", safe(&to))).unwrap_or_default();
        let who = next.who.as_ref();
        let who = who.map(|who| format!(" ({})", safe(who))).unwrap_or_default();
        let what = next.step.says();
        let _ = writeln!(text, "Next: {what}{to}{who}, due {}.", next.due.spoken());
    }
    let open = work.open_actions(context.as_of).count();
    if owed.is_empty() && open > 0 {
        let open = count(open, "action", "actions");
        let _ = writeln!(text, "Still open: {open}.");
    } else if owed.is_empty() {
        text.push_str("Nothing is left to do.\n");
    }
    Ok(text)
}
