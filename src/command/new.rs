//! `qaf new`.

mod row;

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use clap::Args;

use crate::cli::Outcome;
use crate::command::allocate::ids::demand_known_spelling;
use crate::context::{Context, Format};
use crate::framework::name::{
    OLDEST, is_name_for_id, is_name_for_initials, is_nobody, is_nothing, is_shortened_number,
};
use crate::framework::schedule::Selection;
use crate::framework::text::nearest;
use crate::framework::{ChildId, Cycle, Form, Person, Row, Service, Team};
use crate::record::Allocation;
use crate::render::safe::safe;
use crate::report::Summary;

/// Make an audit that nobody drew: an observation, a manager's own pick, a part of wider work
#[derive(Debug, Args)]
pub struct NewArgs {
    /// The form: child-case, observed-practice, iro-cp-chair, first-response, fostering, lado, or the council's own
    form: String,
    /// The team whose work it is
    #[arg(long, value_name = "TEAM")]
    team: Option<String>,
    /// Who audits
    #[arg(long, value_name = "NAME")]
    auditor: String,
    /// The case-holder; in an observation, the person observed
    #[arg(long, value_name = "NAME")]
    worker: Option<String>,
    /// The child's id in the case system
    #[arg(long, value_name = "ID")]
    child: Option<String>,
    /// The child's initials
    #[arg(long, value_name = "XY")]
    initials: Option<String>,
    /// The child's age in years
    #[arg(long, value_name = "YEARS", value_parser = age)]
    age: Option<u32>,
    /// The child's legal status
    #[arg(long, value_name = "STATUS")]
    status: Option<String>,
    /// The row of the schedule it serves, or none; else found by service and form
    #[arg(long, value_name = "ROW")]
    row: Option<String>,
    /// The wider work it belongs to, such as a visit or a thematic audit; it then serves no row
    #[arg(long, value_name = "TEXT")]
    part_of: Option<String>,
    /// Who picked the case
    #[arg(long, value_name = "NAME")]
    selected_by: Option<String>,
    /// Why it was picked
    #[arg(long, value_name = "WHY")]
    reason: Option<String>,
    /// The moderator, where the schedule names none or another is wanted
    #[arg(long, value_name = "NAME")]
    moderator: Option<String>,
    /// Go on where the drive has no locks
    #[arg(long)]
    no_lock: bool,
}

impl NewArgs {
    /// The arguments that name a form, an auditor and a worker; all else is left to the rules.
    pub fn of(form: &str, auditor: &str, worker: &str, child: Option<&str>, row: Option<&str>) -> Self {
        Self {
            form: form.to_owned(),
            team: None,
            auditor: auditor.to_owned(),
            worker: Some(worker.to_owned()),
            child: child.map(str::to_owned),
            initials: None,
            age: None,
            status: None,
            row: row.map(str::to_owned),
            part_of: None,
            selected_by: None,
            reason: None,
            moderator: None,
            no_lock: false,
        }
    }
}

/// Makes the audit's folder and says where it is.
pub fn run(args: &NewArgs, context: &Context) -> Result<Outcome> {
    context.told(&make(args, context)?)?;
    Ok(Outcome::Done)
}

/// Makes the audit as [`run`] does, and gives what there is to say.
pub fn make(args: &NewArgs, context: &Context) -> Result<String> {
    context.demand_sound()?;
    context.demand_by()?;
    let form = form(&args.form, context)?;
    let child = args.child.as_deref().map(child_id).transpose()?;
    let initials = args.initials.as_deref().map(initials).transpose()?;
    let auditor = person("auditor", &args.auditor, context)?;
    let worker = args
        .worker
        .as_deref()
        .map(|name| person("worker", name, context))
        .transpose()?;
    if let Some(worker) = worker.filter(|worker| worker.name == auditor.name) {
        bail!(
            "{} can't audit their own work. Name another auditor.",
            worker.name
        );
    }
    let team = team(args, worker, auditor, context)?;
    let service = service(worker, auditor, team.as_ref(), context);
    let wanted = row::Wanted {
        row: args.row.as_deref(),
        part_of: args.part_of.as_deref(),
        form: form.id.form.as_str(),
        auditor,
        service: service.as_ref(),
    };
    let row = row::found(&wanted, &context.store.schedule)?;
    let lock = context.locked(args.no_lock)?;
    let finished = if lock.is_some() {
        context.finish_begun()?
    } else {
        Vec::new()
    };
    let examined = context.examine_all()?;
    if let Some(child) = &child {
        let audits = examined.summaries.iter().filter(|summary| !summary.is_off());
        let audits = audits.filter_map(|summary| Some((summary.child_id.as_ref()?, summary.id.to_string())));
        demand_known_spelling(child, audits, context)?;
    }
    let before = child
        .as_ref()
        .map(|child| earlier(child, &examined.summaries, context))
        .unwrap_or_default();
    let moderator = moderator(
        args,
        row,
        form,
        service.as_ref(),
        auditor,
        &examined.summaries,
        context,
    )?;
    let audit = match lock {
        Some(_) => context.next_id(form)?,
        // Somebody else may claim a number at this moment.
        None => context.claim(form)?,
    };
    let allocation = Allocation {
        audit,
        form: form.id.clone(),
        row: row.map(|row| row.id.clone()),
        part_of: args.part_of.clone(),
        cycle: Some(Cycle::of(context.as_of, context.store.settings.year_starts).to_string()),
        selection: row
            .and_then(|row| row.selection)
            .filter(|selection| *selection != Selection::Random)
            .or(Some(Selection::Manager)),
        selected_by: Some(
            args.selected_by
                .as_deref()
                .map_or_else(|| context.by.clone(), |name| context.name_of(name)),
        ),
        reason: args.reason.clone(),
        draw: None,
        service,
        team,
        child_id: child,
        initials: initials.flatten(),
        age: args.age,
        legal_status: args.status.clone(),
        worker: worker.map(|person| person.name.to_string()),
        manager: worker
            .and_then(|person| person.manager.as_ref())
            .map(ToString::to_string),
        auditor: auditor.name.to_string(),
        moderator,
        allocated: context.as_of,
        by: Some(context.by.clone()),
    };
    // What was asked for may be what a run was stopped at.
    let asked = finished.iter().find(|(begun, _)| is_same(begun, &allocation));
    let (allocation, folder) = match asked {
        Some((begun, folder)) => (begun.clone(), folder.clone()),
        None => {
            let folder = context.make_audit(&allocation)?;
            (allocation, folder)
        }
    };
    context.warn_of(&context.unlisted_for_audits(allocation.allocated));
    say_finished(&finished, &allocation, context);
    let before: Vec<String> = before
        .into_iter()
        .filter(|line| !line.starts_with(&format!("{} ", allocation.audit)))
        .collect();
    let meets = row.map(|row| row::meets(row, auditor, worker, context));
    Ok(said(
        &allocation,
        form,
        &folder,
        &before,
        meets.as_deref(),
        context,
    ))
}

/// Says which other audits were finished that a run was stopped at.
fn say_finished(finished: &[(Allocation, String)], made: &Allocation, context: &Context) {
    for (begun, place) in finished.iter().filter(|(begun, _)| begun.audit != made.audit) {
        context.out.say(format!(
            "{} had been begun, but its folder was not finished; it is now: {}",
            begun.audit,
            context.shown(place).display()
        ));
    }
}

/// Whether two allocations are of the same work, whatever number each has, and whoever moderates.
fn is_same(one: &Allocation, other: &Allocation) -> bool {
    let alike = Allocation {
        audit: other.audit.clone(),
        moderator: other.moderator.clone(),
        ..one.clone()
    };
    alike == *other
}

fn form<'c>(name: &str, context: &'c Context) -> Result<&'c Form> {
    if let Some(form) = context.store.newest(name) {
        return Ok(form);
    }
    let mut known: Vec<&str> = context
        .store
        .forms
        .keys()
        .map(|form| form.form.as_str())
        .collect();
    known.dedup();
    match nearest(name, known.iter().copied()) {
        Some(meant) => bail!("There is no form {name}. Did you mean {meant}?"),
        None => bail!("There is no form {name}. The forms are: {}.", known.join(", ")),
    }
}

fn person<'c>(what: &str, name: &str, context: &'c Context) -> Result<&'c Person> {
    let Some(person) = context.people.find(name) else {
        match context.people.nearest(name) {
            Some(meant) => bail!("people.csv knows no {name}. Did you mean {meant}?"),
            None => bail!(
                "people.csv knows no {name}. Add the {what} to people.csv, or write the name as it stands there."
            ),
        }
    };
    if !person.in_post(context.as_of) {
        bail!(
            "{} is not in post on {}, by people.csv. Name another {what}.",
            person.name,
            context.as_of
        );
    }
    Ok(person)
}

/// The team named, as people.csv writes it; else the worker's, else the auditor's, where it is one.
fn team(
    args: &NewArgs,
    worker: Option<&Person>,
    auditor: &Person,
    context: &Context,
) -> Result<Option<Team>> {
    let Some(name) = &args.team else {
        let one = |person: &Person| (person.teams.len() == 1).then(|| person.teams[0].clone());
        return Ok(worker.and_then(one).or_else(|| one(auditor)));
    };
    let teams: Vec<&Team> = context
        .people
        .all()
        .iter()
        .flat_map(|person| &person.teams)
        .collect();
    if let Some(team) = teams
        .iter()
        .find(|team| team.as_str().eq_ignore_ascii_case(name.trim()))
    {
        return Ok(Some((*team).clone()));
    }
    match nearest(name, teams.iter().map(|team| team.as_str())) {
        Some(meant) => bail!("people.csv has no team {name}. Did you mean {meant}?"),
        None => bail!("people.csv has no team {name}. Write the team's name as people.csv does."),
    }
}

/// The service of the team, else of the worker, else of the auditor.
fn service(
    worker: Option<&Person>,
    auditor: &Person,
    team: Option<&Team>,
    context: &Context,
) -> Option<Service> {
    let of_team = || {
        let team = team?;
        context
            .people
            .all()
            .iter()
            .find(|person| person.teams.contains(team) && person.services.len() == 1)
    };
    let one = |person: &Person| person.services.first().cloned();
    worker
        .and_then(one)
        .or_else(|| of_team().and_then(one))
        .or_else(|| one(auditor))
}

fn moderator(
    args: &NewArgs,
    row: Option<&Row>,
    form: &Form,
    service: Option<&Service>,
    auditor: &Person,
    summaries: &[Summary],
    context: &Context,
) -> Result<Option<String>> {
    if let Some(name) = args.moderator.as_deref() {
        let moderator = person("moderator", name, context)?;
        if moderator.name == auditor.name {
            bail!(
                "Nobody moderates their own audit. Name another moderator than {}.",
                auditor.name
            );
        }
        return Ok(Some(moderator.name.to_string()));
    }
    let mut waiting: BTreeMap<String, usize> = BTreeMap::new();
    for summary in summaries
        .iter()
        .filter(|summary| !summary.is_off() && summary.progress.settled.is_none())
    {
        if let Some(name) = &summary.progress.moderator {
            *waiting.entry(name.to_string()).or_default() += 1;
        }
    }
    let found = context.foreseen_moderator(row, form, service, auditor.name.as_str(), &waiting);
    Ok(found.map(|person| person.name.to_string()))
}

/// The age of a child or a care leaver.
fn age(given: &str) -> Result<u32, String> {
    let age = given.trim().parse().ok();
    age.filter(|age| *age <= u32::from(OLDEST))
        .ok_or_else(|| format!("A child's or care leaver's age is a number of years, {OLDEST} at most."))
}

/// The child's id, where it can be one.
fn child_id(given: &str) -> Result<ChildId> {
    if is_shortened_number(given) {
        bail!(
            "{given} is a long number as a spreadsheet shortens it, which many ids look like. Write the child's id as the \
             case system has it."
        );
    }
    // The name itself is not said again: what qaf says may be kept.
    if is_name_for_id(given) && !is_nothing(given) {
        bail!(
            "--child looks like a name. Audits know a child by the case system's id alone: write that; nothing was written."
        );
    }
    match ChildId::new(given).filter(|_| !is_nobody(given)) {
        Some(child) => Ok(child),
        None => bail!(
            "--child \"{given}\" stands for nothing. Write the child's id as the case system has it, or leave it out."
        ),
    }
}

/// The child's initials, where they are no name; `None` where a word stands for none.
fn initials(given: &str) -> Result<Option<String>> {
    if is_nothing(given) {
        return Ok(None);
    }
    if is_name_for_initials(given) {
        bail!(
            "--initials looks like a name. Audits know a child by id and initials alone: write the initials, as AB; nothing \
             was written."
        );
    }
    Ok(Some(given.trim().to_owned()))
}

/// The audits of a child in this cycle and the six before, as a person reads them.
fn earlier(child: &ChildId, summaries: &[Summary], context: &Context) -> Vec<String> {
    let mut first = Cycle::of(context.as_of, context.store.settings.year_starts);
    for _ in 0..6 {
        first = first.before();
    }
    let since = first.period().from();
    let mut found: Vec<&Summary> = summaries
        .iter()
        .filter(|summary| summary.child_id.as_ref() == Some(child) && !summary.is_off())
        .filter(|summary| {
            summary
                .allocated
                .is_some_and(|date| date >= since && date <= context.as_of)
        })
        .collect();
    found.sort_by_key(|summary| summary.allocated);
    found
        .iter()
        .map(|summary| {
            let day = summary
                .allocated
                .map(super::super::framework::date::Date::spoken)
                .unwrap_or_default();
            format!(
                "{} ({}), allocated {day}, {}",
                summary.id, summary.form, summary.progress.status
            )
        })
        .collect()
}

fn said(
    allocation: &Allocation,
    form: &Form,
    folder: &str,
    before: &[String],
    meets: Option<&str>,
    context: &Context,
) -> String {
    if context.format == Format::Json {
        let document = serde_json::json!({
            "schema": "qaf.new/1", "audit": allocation.audit, "form": allocation.form.to_string(), "row": allocation.row,
            "auditor": allocation.auditor, "moderator": allocation.moderator, "folder": folder, "audited_before": before,
        });
        return format!("{document:#}\n");
    }
    let id = &allocation.audit;
    let mut lines = vec![format!("{id}: {} for {}.", form.title, safe(&allocation.auditor))];
    let no_row = "It serves no row of the schedule, so it meets no expectation.";
    lines.push(meets.unwrap_or(no_row).to_owned());
    lines.push(match &allocation.moderator {
        Some(name) if form.is_observation() => format!("{} reviews the evidence.", safe(name)),
        Some(name) => format!("{} moderates.", safe(name)),
        None => "Nobody is foreseen to moderate it; name somebody with --moderator if it is to be moderated."
            .to_owned(),
    });
    if allocation.child_id.is_some() {
        if before.is_empty() {
            lines.push("The child was not audited in this cycle or the six before.".to_owned());
        } else {
            lines.push("The child was audited in the last six cycles:".to_owned());
            lines.extend(before.iter().map(|line| format!("  {line}")));
        }
    }
    lines.push(format!("Its folder: {}", context.shown(folder).display()));
    lines.join("\n") + "\n"
}
