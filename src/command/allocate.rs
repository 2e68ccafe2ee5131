//! `qaf allocate`.

mod draws;
pub(in crate::command) mod replace;
mod rosters;
mod words;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Result, bail};
use clap::Args;
use rand::RngExt as _;

use crate::cli::Outcome;
use crate::context::Context;
use crate::draw::record::SeedKind;
use crate::draw::{Digest, DrawRecord, Heading, Plan, Question, Seed, Unit};
use crate::framework::schedule::Selection;
use crate::framework::{AuditId, ChildId, Form, FormId, PersonName, Team};
use crate::record::Allocation;
use crate::roster::Case;
use crate::store::files::{StoreLock, create_new, lock};
use crate::store::layout;

use draws::Draws;
use rosters::Rosters;

/// Draw a case for every auditor whose random audit is due this cycle
#[derive(Debug, Args)]
pub struct AllocateArgs {
    /// The case list, a CSV file; may be given several times
    #[arg(long, value_name = "FILE", required_unless_present = "replace")]
    pub roster: Vec<PathBuf>,
    /// Only for the auditors of this team
    #[arg(long, value_name = "TEAM")]
    pub team: Option<String>,
    /// So many rows of the rosters may be unreadable; else as qaf.toml says
    #[arg(long, value_name = "N")]
    pub max_bad_rows: Option<usize>,
    /// Write every fault of the rosters to this new CSV file, to send back to whoever made the export
    #[arg(long, value_name = "FILE")]
    pub errors: Option<PathBuf>,
    /// Say for whom it would be drawn, from which pools, and what is set aside; draw nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Take the next case of the same order for an audit whose case can't be audited
    #[arg(long, value_name = "ID", requires = "reason")]
    pub replace: Option<String>,
    /// Why it is replaced: moved, court, closed, no-holder, knows-family or other, and more words if wanted
    #[arg(long, value_name = "WHY")]
    pub reason: Option<String>,
    /// The seed, where it was made elsewhere; else qaf makes one
    #[arg(long, value_name = "SEED")]
    pub seed: Option<String>,
    /// How that seed came about
    #[arg(long, value_name = "TEXT", requires = "seed")]
    pub seed_source: Option<String>,
    /// Go on where the drive has no locks; nobody else may allocate at the same time
    #[arg(long)]
    pub no_lock: bool,
}

/// Draws, records the draw, makes a folder for every pick, and says so.
pub fn run(args: &AllocateArgs, context: &Context) -> Result<Outcome> {
    let (text, outcome) = draw(args, context)?;
    context.out.data(&text)?;
    Ok(outcome)
}

/// Draws as [`run`] does, and gives what there is to say.
pub fn draw(args: &AllocateArgs, context: &Context) -> Result<(String, Outcome)> {
    context.demand_sound()?;
    let rosters = Rosters::read(args, context)?;
    let _lock = if args.dry_run {
        None
    } else {
        locked(context, args.no_lock)?
    };
    let draws = Draws::load(context)?;
    if let Some(id) = &args.replace {
        return replace::run(args, id, context, &draws, &rosters);
    }
    let mended = if args.dry_run {
        Vec::new()
    } else {
        draws.finish_folders(context, &rosters)?
    };
    let standing = draws.standing();
    let mut plan = crate::draw::plan(&Question {
        schedule: &context.store.schedule,
        people: &context.people,
        exemptions: &context.exemptions,
        cases: &rosters.roster.cases,
        as_of: context.as_of,
        starts: context.store.settings.year_starts,
        window_days: context.store.settings.window_days,
        memory_cycles: context.store.settings.memory_cycles,
        standing: &standing,
    })?;
    narrow(&mut plan, args.team.as_deref(), context)?;
    let cycle = plan.cycle.to_string();
    plan.units = crate::draw::not_yet_settled(std::mem::take(&mut plan.units), &cycle, draws.records());
    if args.dry_run {
        let empty = plan.units.iter().any(|unit| unit.pool.is_empty());
        return Ok((words::dry_run(&plan, &rosters, context), look(empty)));
    }
    if plan.units.is_empty() {
        return Ok((
            words::nothing_to_draw(&plan, &rosters, &mended, context),
            Outcome::Done,
        ));
    }
    let units = std::mem::take(&mut plan.units);
    let settled = crate::draw::settle(
        units,
        &cycle,
        seed(args),
        &crate::draw::taken_in(&standing, &cycle),
    )?;
    let ids = claim(
        &settled.picks().map(|pick| pick.row.clone()).collect::<Vec<_>>(),
        context,
    )?;
    let heading = heading(context, &rosters, &draws, None);
    let record = settled.finish(heading, ids)?;
    let path = write_record(context, &record)?;
    let folders = make_folders(context, &record, &path, &rosters)?;
    let undrawn = record.units.iter().any(|unit| unit.drawn.is_none());
    let text = words::drawn(&record, &path, &folders, &plan, &rosters, &mended, context);
    Ok((text, look(undrawn)))
}

fn look(there_is_something: bool) -> Outcome {
    if there_is_something {
        Outcome::Look
    } else {
        Outcome::Done
    }
}

/// Locks the store while it is drawn.
pub fn locked(context: &Context, no_lock: bool) -> Result<Option<StoreLock>> {
    if no_lock {
        return Ok(None);
    }
    let waiting = || {
        context
            .out
            .say("Somebody else is allocating; waiting for them to finish ...");
    };
    Ok(Some(lock(
        &context.store.root,
        context.store.settings.access,
        Duration::from_secs(30),
        waiting,
    )?))
}

/// Leaves only the auditors of one team.
fn narrow(plan: &mut Plan, team: Option<&str>, context: &Context) -> Result<()> {
    let Some(team) = team else { return Ok(()) };
    let spelt = |text: &str| {
        text.split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase()
    };
    let works_there = |name: &str| {
        let person = context.people.find(name);
        person.is_some_and(|person| person.teams.iter().any(|own| spelt(own.as_str()) == spelt(team)))
    };
    if !context
        .people
        .all()
        .iter()
        .any(|person| works_there(person.name.as_str()))
    {
        let teams = context
            .people
            .all()
            .iter()
            .flat_map(|person| person.teams.iter().map(Team::as_str));
        match crate::framework::text::nearest(team, teams) {
            Some(meant) => bail!("people.csv has no team {team}. Did you mean {meant}?"),
            None => bail!("people.csv has no team {team}. Write the team's name as people.csv does."),
        }
    }
    plan.units.retain(|unit| works_there(&unit.unit));
    plan.not_drawn.retain(|not| {
        not.person
            .as_ref()
            .is_some_and(|person| works_there(person.as_str()))
    });
    Ok(())
}

/// The seed that was given, or one of twenty digits from the system's randomness.
fn seed(args: &AllocateArgs) -> Seed {
    if let Some(text) = &args.seed {
        Seed {
            text: text.clone(),
            kind: SeedKind::Given,
            source: args.seed_source.clone(),
        }
    } else {
        let mut random = rand::rng();
        let text = (0..20)
            .map(|_| char::from(b'0' + random.random_range(0..10u8)))
            .collect();
        Seed {
            text,
            kind: SeedKind::Generated,
            source: None,
        }
    }
}

/// The form of a row's audits: the first that the row names and the store has.
fn form_of<'c>(row: &crate::framework::RowId, context: &'c Context) -> Result<&'c Form> {
    let forms: &[FormId] = context
        .store
        .schedule
        .row(row.as_str())
        .map_or(&[], |row| &row.forms);
    match forms.iter().find_map(|form| context.store.newest(form.as_str())) {
        Some(form) => Ok(form),
        None => bail!(
            "The row {row} of schedule.toml names no form that is in forms/, so nothing can be allocated for it."
        ),
    }
}

fn claim(rows: &[crate::framework::RowId], context: &Context) -> Result<Vec<AuditId>> {
    rows.iter()
        .map(|row| context.claim(form_of(row, context)?))
        .collect()
}

fn heading(context: &Context, rosters: &Rosters, draws: &Draws, reason: Option<String>) -> Heading {
    Heading {
        as_of: context.as_of,
        // The day stands for the moment: nothing but the default of --as-of reads the clock.
        made_at: context.as_of.to_string(),
        by: context.by.clone(),
        reason,
        rosters: rosters.used(),
        previous_sha256: draws.last_sha256(),
    }
}

fn write_record(context: &Context, record: &DrawRecord) -> Result<String> {
    let folder = context.store.path(layout::DRAWS);
    crate::store::files::create_dirs(&folder, context.store.settings.access)?;
    let name = record.file_name(|name| folder.join(name).exists());
    let path = format!("{}/{name}", layout::DRAWS);
    create_new(
        &context.store.path(&path),
        &record.to_bytes(),
        context.store.settings.access,
    )?;
    Ok(path)
}

/// Makes the folder of every pick of a record; each with its audit's id.
fn make_folders(
    context: &Context,
    record: &DrawRecord,
    path: &str,
    rosters: &Rosters,
) -> Result<BTreeMap<AuditId, String>> {
    let mut folders = BTreeMap::new();
    let mut waiting = BTreeMap::new();
    for unit in &record.units {
        let Some(allocation) = allocation(context, record, unit, path, rosters, &mut waiting)? else {
            continue;
        };
        let folder = context.make_audit(&allocation)?;
        folders.insert(allocation.audit, folder);
    }
    Ok(folders)
}

/// What was allocated to a unit by a record, with what the roster knows of the case.
fn allocation(
    context: &Context,
    record: &DrawRecord,
    unit: &Unit,
    path: &str,
    rosters: &Rosters,
    waiting: &mut BTreeMap<String, usize>,
) -> Result<Option<Allocation>> {
    let Some(drawn) = &unit.drawn else { return Ok(None) };
    let form = form_of(&unit.row, context)?;
    let row = context.store.schedule.row(unit.row.as_str());
    let entry = unit.pool.iter().find(|entry| entry.case_id == drawn.case_id);
    let case: Option<&Case> = rosters.case(&drawn.case_id);
    let worker = entry.map(|entry| entry.holder.clone());
    let moderator = context.foreseen_moderator(row, form, unit.service.as_ref(), &unit.unit, waiting);
    if let Some(person) = moderator {
        *waiting.entry(person.name.to_string()).or_default() += 1;
    }
    let manager = worker
        .as_deref()
        .and_then(|name| context.people.find(name)?.manager.as_ref());
    Ok(Some(Allocation {
        audit: drawn.audit.clone(),
        form: form.id.clone(),
        row: Some(unit.row.clone()),
        part_of: None,
        cycle: Some(record.cycle.clone()),
        selection: Some(Selection::Random),
        selected_by: Some(record.by.clone()),
        reason: record.reason.clone(),
        draw: Some(path.to_owned()),
        service: unit.service.clone(),
        team: case
            .map(|case| case.team.clone())
            .or_else(|| Team::new(&unit.team)),
        child_id: ChildId::new(&drawn.case_id),
        initials: case.and_then(|case| case.initials.clone()),
        age: case.and_then(|case| case.age),
        legal_status: entry.map(|entry| entry.status.clone()),
        manager: manager.map(PersonName::to_string),
        worker,
        auditor: unit.unit.clone(),
        moderator: moderator.map(|person| person.name.to_string()),
        allocated: record.as_of,
        by: Some(record.by.clone()),
    }))
}

/// The digest of a roster's file, as its reader gives it.
fn digest(hex: &str) -> Digest {
    Digest::parse(hex).unwrap_or_else(|| Digest::of(hex.as_bytes()))
}
