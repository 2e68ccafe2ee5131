//! `qaf moderate`.

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use clap::Args;

use super::step::{self, MadeFile, OpenedAudit, either};
use crate::context::Context;
use crate::framework::{Person, RoleId};
use crate::output::Outcome;
use crate::paper::safe::safe;
use crate::record::{EventKind, FileKind, Readable};
use crate::store::scaffold::{ModerationForm, moderation_yaml};

/// Begin the moderation of an audit, or an observation's review
///
/// Makes moderation.yaml beside the submitted audit, with the auditor's grades in it to compare. The moderator is whoever
/// was foreseen, where still fit by the schedule; else whoever is fit: the auditor's line manager, else who has fewest
/// waiting.
#[derive(Debug, Args)]
pub struct ModerateArgs {
    /// The audit; its id may be shortened, as CF42
    #[arg(value_name = "ID")]
    id: String,
    /// Who moderates, where another than the schedule has is wanted
    #[arg(long, value_name = "NAME")]
    moderator: Option<String>,
    /// Go on where the drive has no locks
    #[arg(long)]
    no_lock: bool,
}

impl ModerateArgs {
    /// The arguments that name an audit; who moderates is left to the rules.
    pub fn of(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            moderator: None,
            no_lock: false,
        }
    }
}

/// Makes the file and says whose it is.
pub fn run(args: &ModerateArgs, context: &Context) -> Result<Outcome> {
    step::demand_format("moderate", context)?;
    make(args, context)?.print(context)?;
    Ok(Outcome::Done)
}

/// Makes the moderation's file as [`run`] does.
pub fn make(args: &ModerateArgs, context: &Context) -> Result<MadeFile> {
    // Two that begin at once would both see the same people with the fewest waiting.
    let _lock = context.locked(args.no_lock)?;
    let opened = step::open(&args.id, context)?;
    let audit = opened.submitted("it can't be moderated")?;
    demand_turn(&opened)?;
    let mut notes = Vec::new();
    let moderator = moderator(args.moderator.as_deref(), &opened, &mut notes)?;
    let name = moderator.name.to_string();
    notes.extend(faults(&opened));
    let process = opened.form.process();
    let step = process.settling;
    notes.extend(opened.unlisted(&[step]));
    let due = opened.progress().due(step);
    let text = moderation_yaml(&ModerationForm {
        step: opened.step_form(due),
        moderator: &name,
        auditor: opened.auditor(),
        started: context.as_of,
        audit,
        oversight: oversight(&opened),
    });
    let file = opened.write(FileKind::Moderation, &text)?;
    let id = opened.id();
    let does = process.does;
    let auditor = safe(opened.auditor());
    let graded = match audit.overall.grade {
        Some(grade) => format!("{auditor} graded it {}.", grade.title()),
        None if opened.form.overall => {
            format!("{auditor} gave it no overall grade: better send it back for one.")
        }
        None => "The form has no grade of the whole.".to_owned(),
    };
    Ok(MadeFile {
        command: "moderate",
        what: format!("{} {does} {id}. {graded}", safe(&name)),
        then: vec![
            format!("When it is filled in: write the day after signed_off:, save, and run qaf validate {id}"),
            format!(
                "Then tell the QA social worker, who {} it: qaf log {id} {}",
                process.logs, process.logged_as
            ),
            format!(
                "If the evidence is too thin, send it back: qaf log {id} returned --reason \"what is missing\""
            ),
        ],
        at: opened.shown(FileKind::Moderation),
        audit: id,
        file,
        who: Some(name),
        due,
        by_when: opened.by_when("It is", step).into_iter().collect(),
        notes,
    })
}

/// Refuses what waits for the auditor, and what has its moderation already.
fn demand_turn(opened: &OpenedAudit<'_>) -> Result<()> {
    let (id, progress) = (opened.id(), opened.progress());
    if opened.judged.reading.folder.files.get(&FileKind::Moderation) == Some(&Readable::No) {
        bail!(
            "The moderation.yaml of {id} can't be read, and it was left as it is; nothing was written. qaf validate {id} says what is wrong."
        )
    }
    if opened.has(FileKind::Moderation) {
        let moderation = opened.judged.folder().moderation.as_ref();
        let whose = moderation.and_then(|found| found.moderator.as_deref());
        let whose = safe(whose.unwrap_or("its moderator"));
        let path = opened.shown(FileKind::Moderation);
        let signed = moderation.and_then(|found| found.signed_off);
        match signed.zip(progress.latest_submission) {
            _ if progress.settled.is_some() => {
                bail!("{id} is settled: {whose} signed off. The file was left as it is: {path}")
            }
            Some((signed, again)) if signed < again => bail!(
                "{id} was submitted again on {}, after {whose} had signed off on {}. {whose} looks at it again in the same file and writes the new day after signed_off:, so no new one was made: {path}",
                again.spoken(),
                signed.spoken()
            ),
            _ => {
                bail!("The moderation of {id} has begun: {whose} has it. The file was left as it is: {path}")
            }
        }
    }
    let events = &opened.judged.reading.folder.log;
    let returned = events.iter().filter(|event| event.event == EventKind::Returned);
    if progress.status == crate::progress::Status::Returned {
        let day = returned.map(|event| event.date).max();
        let day = day.map(|day| format!(" on {}", day.spoken())).unwrap_or_default();
        bail!(
            "{id} was returned to {}{day} and is not submitted again yet, so it can't be moderated; nothing was written.",
            safe(opened.auditor())
        )
    }
    Ok(())
}

/// The roles that the row asks for.
fn roles<'c>(opened: &OpenedAudit<'c>) -> &'c [RoleId] {
    opened.row.map_or(&[], |row| opened.form.process().settlers(row))
}

fn moderator<'c>(
    named: Option<&str>,
    opened: &OpenedAudit<'c>,
    notes: &mut Vec<String>,
) -> Result<&'c Person> {
    if let Some(name) = named {
        return by_hand(name, opened, notes);
    }
    let id = opened.id();
    if let Some(row) = opened.row.filter(|_| roles(opened).is_empty()) {
        bail!(
            "The row {} of the schedule asks for no moderation of {id}: it was settled when it was submitted. Nothing was written. If it is to be moderated all the same, name somebody with --moderator.",
            row.id
        )
    }
    if let Some(person) = foreseen(opened, notes) {
        return Ok(person);
    }
    if opened.row.is_none() {
        bail!(
            "{id} serves no row of the schedule, so nobody is foreseen to moderate it. Name somebody with --moderator; nothing was written."
        )
    }
    chosen(opened)
}

/// Whoever was named on the command line: anybody in post but the auditor.
fn by_hand<'c>(name: &str, opened: &OpenedAudit<'c>, notes: &mut Vec<String>) -> Result<&'c Person> {
    let person = step::person("moderator", name, opened.context)?;
    let (id, name) = (opened.id(), &person.name);
    if opened.context.people.same(name.as_str(), opened.auditor()) {
        bail!("{name} audited {id}, and nobody moderates their own audit. Name another; nothing was written.")
    }
    if opened.row.is_some() && roles(opened).is_empty() {
        notes.push(
            "The schedule asks for no moderation here, so the auditor's grade stays the final one."
                .to_owned(),
        );
    } else if opened.row.is_some() && !is_fit(person, opened) {
        notes.push(format!(
            "{name} is not whom the schedule has for this audit ({}), so qaf validate will ask about it.",
            wanted(opened)
        ));
    }
    Ok(person)
}

/// Whoever the allocation or a reassignment named, where that still holds.
fn foreseen<'c>(opened: &OpenedAudit<'c>, notes: &mut Vec<String>) -> Option<&'c Person> {
    let context = opened.context;
    let name = opened.progress().moderator.as_deref()?;
    let person = context.people.find(name);
    let able = person.filter(|person| {
        person.in_post(context.as_of) && !context.people.same(person.name.as_str(), opened.auditor())
    });
    let by_hand = opened.row.is_none() || is_reassigned(opened);
    let fit = able.filter(|person| by_hand || is_fit(person, opened));
    if fit.is_none() {
        notes.push(format!(
            "{} was foreseen, and is not fit to moderate it today: not in post, the auditor, or not of the role asked for.",
            safe(name)
        ));
    }
    if let Some(person) = fit.filter(|person| opened.row.is_some() && !is_fit(person, opened)) {
        notes.push(format!(
            "{} took over by a reassignment and is not whom the schedule has ({}), so qaf validate will ask about it.",
            person.name,
            wanted(opened)
        ));
    }
    fit
}

/// Whether somebody has handed the moderation over by name.
fn is_reassigned(opened: &OpenedAudit<'_>) -> bool {
    opened.judged.reading.folder.log.iter().any(|event| {
        event.event == EventKind::Reassigned
            && event.date <= opened.context.as_of
            && event.role.as_deref() == Some("moderator")
    })
}

fn is_fit(person: &Person, opened: &OpenedAudit<'_>) -> bool {
    let people = &opened.context.people;
    people.may_moderate(person, roles(opened), opened.service(), opened.auditor())
}

/// Whoever is fit by the schedule.
fn chosen<'c>(opened: &OpenedAudit<'c>) -> Result<&'c Person> {
    let context = opened.context;
    let waiting = waiting(context)?;
    let service = opened.service();
    let found = context.foreseen_moderator(opened.row, opened.form, service, opened.auditor(), &waiting);
    let Some(person) = found else {
        let place = service
            .map(|service| format!(" in {service}"))
            .unwrap_or_default();
        bail!(
            "Nobody is fit to moderate {}: it asks for {}, in post{place} or for the whole council, who is not the auditor and holds no role of the auditor's. Add one to people.csv, or name somebody with --moderator. Nothing was written.",
            opened.id(),
            wanted(opened)
        )
    };
    Ok(person)
}

/// How many audits wait for each moderator.
pub(super) fn waiting(context: &Context) -> Result<BTreeMap<String, usize>> {
    let mut waiting: BTreeMap<String, usize> = BTreeMap::new();
    for summary in &context.examine_all()?.summaries {
        let is_waiting = !summary.is_off() && summary.progress.settled.is_none();
        if let Some(name) = summary.progress.moderator.as_ref().filter(|_| is_waiting) {
            *waiting.entry(name.to_string()).or_default() += 1;
        }
    }
    Ok(waiting)
}

/// The roles asked for, by their titles.
fn wanted(opened: &OpenedAudit<'_>) -> String {
    let titles: Vec<String> = roles(opened)
        .iter()
        .map(|role| opened.context.title(role))
        .collect();
    format!("a {}", either(&titles))
}

/// Whether the auditor manages the worker, by the allocation or by `people.csv`.
fn oversight(opened: &OpenedAudit<'_>) -> bool {
    let people = &opened.context.people;
    let worker = opened
        .allocation
        .worker
        .as_deref()
        .and_then(|name| people.find(name));
    let managers = [
        opened.allocation.manager.as_deref(),
        worker
            .and_then(|worker| worker.manager.as_ref())
            .map(AsRef::as_ref),
    ];
    managers
        .into_iter()
        .flatten()
        .any(|manager| people.same(manager, opened.auditor()))
}

/// A word on the faults that validate finds in what was submitted.
fn faults(opened: &OpenedAudit<'_>) -> Option<String> {
    let (id, errors) = (opened.id(), opened.judged.summary.errors);
    match errors {
        0 => None,
        1 => Some(format!("The audit has a fault: qaf validate {id} shows it.")),
        _ => Some(format!(
            "The audit has {errors} faults: qaf validate {id} shows them."
        )),
    }
}
