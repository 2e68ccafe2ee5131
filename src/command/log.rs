//! `qaf log`.

mod faults;
mod presented;
pub(super) mod successor;
mod to_whom;
mod told;
mod work_event;

use anyhow::{Result, bail};
use clap::Args;

use crate::context::{Context, Judged};
use crate::framework::wider_work::names_a_work;
use crate::framework::word::nearest;
use crate::framework::{AuditId, Date, Quarter};
use crate::output::{Format, Outcome};
use crate::paper::count;
use crate::paper::safe::{safe, safe_lines};
use crate::progress::{self, legal};
use crate::record::{EVENTS, EventKind, LogEvent};

/// Note in an audit's log what happened, such as received or sent
///
/// What can't be is answered with why not, and what would make it possible. qaf log --list lists the events.
#[derive(Debug, Args)]
#[command(after_help = told::events())]
pub struct LogArgs {
    /// The audit or wider work, its id may be shortened as CF42 or TH3; or the quarter of an issued report, as 2026-27-Q3
    #[arg(value_name = "ID", required_unless_present = "list")]
    id: Option<String>,
    /// What happened; see the list below
    #[arg(value_name = "EVENT")]
    event: Option<String>,
    /// The day on which it happened; else today
    #[arg(long, value_name = "DATE", value_parser = day)]
    date: Option<Date>,
    /// A remark, of 2,000 letters at most
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Why; of a replaced audit: moved, court, closed, no-holder, knows-family, or other and the reason in words
    #[arg(long, value_name = "WHY")]
    reason: Option<String>,
    /// To whom, or who takes over; may be given several times. Left out: those whom the framework names
    #[arg(long, value_name = "NAME")]
    to: Vec<String>,
    /// Of a reassignment: auditor or moderator
    #[arg(long, value_name = "ROLE")]
    role: Option<String>,
    /// Which action was done: 2, or r1 for a re-audit's
    #[arg(long, value_name = "NUMBER")]
    action: Option<String>,
    /// The audit that takes its place
    #[arg(long, value_name = "ID")]
    by_audit: Option<String>,
    /// Log it although qaf objects; --note says why
    #[arg(long, requires = "note")]
    force: bool,
    /// List the events; with an ID, also which are possible now
    #[arg(long)]
    list: bool,
    /// Go on where the drive has no locks; nobody else may write in the store at the same time
    #[arg(long)]
    no_lock: bool,
}

impl LogArgs {
    /// The arguments that say what an event does; to whom, where it says so, is left to the rules.
    pub fn of(audit: &AuditId, event: &LogEvent) -> Self {
        Self {
            id: Some(audit.to_string()),
            event: Some(event.event.name().to_owned()),
            date: Some(event.date),
            note: event.note.clone(),
            reason: event.reason.clone(),
            to: Vec::new(),
            role: event.role.clone(),
            action: event.action.clone(),
            by_audit: event.by_audit.clone(),
            force: false,
            list: false,
            no_lock: false,
        }
    }
}

/// Logs the event as [`run`] does, and prints nothing.
pub fn make(args: &LogArgs, context: &Context) -> Result<()> {
    let kind = kind(args.event.as_deref().unwrap_or_default())?;
    let _lock = context.locked(args.no_lock)?;
    log(args, args.id.as_deref().unwrap_or_default(), kind, context)?;
    Ok(())
}

fn day(text: &str) -> Result<Date, String> {
    text.parse()
        .map_err(|error: crate::framework::date::DateError| error.to_string())
}

/// What was logged, and what is next.
pub(super) struct Logged {
    /// The event as written.
    event: LogEvent,
    /// Why it should not have been, where it was forced.
    objection: Option<String>,
    /// The audit as it stands now.
    after: Judged,
    /// What else there is to know.
    advice: Vec<String>,
}

/// Logs the event and says what is next.
pub fn run(args: &LogArgs, context: &Context) -> Result<Outcome> {
    if !matches!(context.format, Format::Text | Format::Json) {
        return Err(context.no_such_format("log", "text or json"));
    }
    if args.id.as_deref().is_some_and(names_a_work) {
        return work_event::run(args, context);
    }
    let starts = context.store.settings.year_starts;
    if let Some(quarter) = args.id.as_deref().and_then(|id| Quarter::parse(id, starts).ok()) {
        return presented::run(args, quarter, context);
    }
    if args.list {
        return list(args.id.as_deref(), context);
    }
    let short = args.id.as_deref().unwrap_or_default();
    let Some(name) = &args.event else {
        bail!("Say what happened: qaf log {short} EVENT. {}", told::events());
    };
    let kind = kind(name)?;
    let _lock = context.locked(args.no_lock)?;
    let logged = log(args, short, kind, context)?;
    context.told(&match context.format {
        Format::Json => told::json(&logged, context),
        _ => told::text(&logged, context),
    })?;
    Ok(Outcome::Done)
}

fn kind(name: &str) -> Result<EventKind> {
    let plain = name.trim().to_lowercase().replace(['_', ' '], "-");
    if let Some(kind) = EventKind::parse(&plain) {
        return Ok(kind);
    }
    let meant = nearest(&plain, EVENTS.map(|meaning| meaning.name))
        .map_or_else(String::new, |meant| format!(" Did you mean {meant}?"));
    bail!("{} is no event.{meant} {}", safe(name), told::events())
}

fn log(args: &LogArgs, short: &str, kind: EventKind, context: &Context) -> Result<Logged> {
    let before = context.one(short)?;
    // No --force helps here.
    context.demand_log(&before.reading.folder)?;
    let mut event = event(args, kind, context)?;
    let subject = subject(&before, context);
    if let Some(unfit) = legal::unfit_details(&event) {
        bail!("{}", safe_lines(&unfit));
    }
    let objection = legal::objection(&event, &subject)
        .or_else(|| to_whom::misspelt(&event, context))
        .or_else(|| faults::objection(kind, &before, context));
    if let Some(objection) = objection.as_ref().filter(|_| !args.force) {
        bail!(
            "{} was not logged for {}. {}\nWhere it is right all the same: --force, with --note to say why.",
            kind.name(),
            before.summary.id,
            safe_lines(objection)
        );
    }
    let mut advice = advice(&event, &before, context);
    if event.to.is_empty() {
        event.to = to_whom::proposed(&event, &before, &subject, context)?;
        if !event.to.is_empty() && matches!(kind, EventKind::Sent | EventKind::ReAuditSent) {
            advice.push(to_whom::ADVICE.to_owned());
        }
    }
    context.log(&before.reading.folder, &event)?;
    Ok(Logged {
        event,
        objection,
        after: context.one(short)?,
        advice,
    })
}

/// The audit with all that its progress is reckoned by.
fn subject<'a>(judged: &'a Judged, context: &'a Context) -> progress::ProgressSubject<'a> {
    progress::ProgressSubject {
        folder: judged.folder(),
        form: context.form_of(&judged.reading),
        row: context.row_of(judged.reading.folder.allocation.as_ref()),
        row_of_work: context.row_of_work(judged.reading.folder.allocation.as_ref()),
        schedule: &context.store.schedule,
        calendar: &context.store.calendar,
        people: &context.people,
        as_of: context.as_of,
    }
}

/// The event as it was told, with names, numbers and ids in their own spelling.
fn event(args: &LogArgs, kind: EventKind, context: &Context) -> Result<LogEvent> {
    let given = |text: &Option<String>| {
        let text = text.as_deref().map(str::trim);
        text.filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let action = match given(&args.action) {
        Some(text) => match legal::action_number(&text) {
            Some(number) => Some(number),
            None => bail!(
                "{} is no number of an action. Actions are counted from 1 as they stand in audit.yaml; r1 is the first of a re-audit.",
                safe(&text)
            ),
        },
        None => None,
    };
    let by_audit = match given(&args.by_audit) {
        Some(short) => Some(context.audit(&short)?.0.to_string()),
        None => None,
    };
    if let Some(reason) = given(&args.reason).filter(|_| kind == EventKind::Replaced) {
        // The coded reason that a draw's replacement has too.
        super::allocate::replace::reason(&reason)?;
    }
    Ok(LogEvent {
        by: Some(context.by.clone()),
        note: given(&args.note),
        reason: given(&args.reason),
        to: args
            .to
            .iter()
            .map(|name| context.name_of(name))
            .filter(|name| !name.is_empty())
            .collect(),
        role: given(&args.role).map(|role| role.to_lowercase()),
        action,
        by_audit,
        ..LogEvent::new(args.date.unwrap_or(context.as_of), kind)
    })
}

/// What somebody who logs this should know.
fn advice(event: &LogEvent, before: &Judged, context: &Context) -> Vec<String> {
    let folder = &before.reading.folder;
    let mut advice = Vec::new();
    let of_moderator = event.event == EventKind::Reassigned && event.role.as_deref() == Some("moderator");
    let named = folder.moderation.as_ref().and_then(|m| m.moderator.as_deref());
    if let (true, Some(named), Some(to)) = (of_moderator, named, event.to.first())
        && !context.people.same(named, to)
    {
        advice.push(format!(
            "moderation.yaml names {named}, and that counts: {to} writes their own name there."
        ));
    }
    advice.extend(successor::unfit(event, before, context));
    let errors = before.summary.errors;
    if event.event == EventKind::Received && errors > 0 {
        advice.push(format!(
            "Its files have {} (qaf validate {}). What the form says now is kept, and counts: to have it mended, return it with qaf log {} returned --reason \"what is wrong\".",
            count(errors, "error", "errors"), folder.id, folder.id
        ));
    }
    let drawn = folder
        .allocation
        .as_ref()
        .is_some_and(|allocation| allocation.draw.is_some());
    if event.event == EventKind::Replaced && drawn {
        advice.push(format!(
            "This audit was drawn. Where the draw's next case is to take its place, qaf allocate --replace {} does that and logs it; the draw's record then says so too.",
            folder.id
        ));
    }
    advice
}

fn list(short: Option<&str>, context: &Context) -> Result<Outcome> {
    let now = match short {
        Some(short) => {
            let judged = context.one(short)?;
            let subject = subject(&judged, context);
            let possible: Vec<EventKind> = EVENTS
                .iter()
                .map(|meaning| meaning.kind)
                .filter(|kind| legal::objection(&LogEvent::new(context.as_of, *kind), &subject).is_none())
                .collect();
            Some((judged.summary.id.to_string(), possible))
        }
        None => None,
    };
    match context.format {
        Format::Json => context.out.data(&told::list_json(now.as_ref())),
        _ => context.out.text(&told::list_text(now.as_ref())),
    }?;
    Ok(Outcome::Done)
}
