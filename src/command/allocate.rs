//! `qaf allocate`.

pub(in crate::command) mod audits;
pub(in crate::command) mod earlier;
mod freeze;
pub(in crate::command) mod ids;
mod made;
pub(in crate::command) mod replace;
pub(in crate::command) mod rosters;
pub(in crate::command) mod seed;
pub use seed::random as random_seed;
pub(in crate::command) mod statuses;
mod told;

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;

use super::waiting;
use crate::context::Context;
use crate::draw::record::RosterUsed;
use crate::draw::{LostRecord, Picked, Plan, PoolQuestion, Settled, StandingDraw};
use crate::framework::{AuditId, Cycle, Date, Team};
use crate::output::Outcome;
use crate::paper::safe::safe;

use audits::Audits;
use earlier::{Draws, Finished};
use rosters::Rosters;

/// Draw a case for every auditor who is to make a random audit
#[derive(Debug, Default, Args)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
pub struct AllocateArgs {
    /// The case list, a CSV file or an Excel workbook (.xlsx); may be given several times
    #[arg(long, value_name = "FILE")]
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
    /// Fix the pools of this cycle and print their fingerprint, before there is a seed; draw nothing
    #[arg(long, conflicts_with_all = ["dry_run", "replace", "seed", "team"])]
    pub freeze: bool,
    /// Take the next case of the same order for an audit whose case can't be audited
    #[arg(long, value_name = "ID", requires = "reason")]
    pub replace: Option<String>,
    /// Why it is replaced: moved, court, closed, no-holder, knows-family or other, and more words if wanted; with
    /// --freeze, why the pools are frozen anew; with --record-lost or --past, why it is drawn all the same
    #[arg(long, value_name = "WHY")]
    pub reason: Option<String>,
    /// Draw though records of earlier draws are lost and there is no copy of them; the new record says so
    #[arg(long, requires = "reason")]
    pub record_lost: bool,
    /// Draw for a cycle that was over before the latest record was made
    #[arg(long, requires = "reason")]
    pub past: bool,
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
    context.told(&text)?;
    Ok(outcome)
}

/// Draws as [`run`] does, and gives what there is to say.
pub fn draw(args: &AllocateArgs, context: &Context) -> Result<(String, Outcome)> {
    context.demand_sound()?;
    let mut rosters = Rosters::read(args, context.as_of, context)?;
    statuses::demand_known(&rosters.roster)?;
    ids::AlikeIds::within(&rosters.roster, context).demand_none()?;
    if !args.dry_run {
        context.demand_by()?;
    }
    let lock = if args.dry_run {
        None
    } else {
        context.locked(args.no_lock)?
    };
    let mut draws = Draws::load_though(context, args.record_lost)?;
    let audits = Audits::read(&context.store.root)?;
    let lost = draws.lost(&audits, context);
    demand_records(args, &lost)?;
    demand_present(args, &draws, context)?;
    draws.stand_in(&audits, context);
    ids::AlikeIds::with_the_store(&rosters.roster, &draws, &audits, context).demand_none()?;
    let respelt = crate::draw::respelt::note(&rosters.roster.cases, draws.records());
    rosters.roster.notes.extend(respelt);
    let finished = if args.dry_run {
        Finished::default()
    } else {
        draws.finish(context, &rosters, lock.is_some())?
    };
    if let Some(id) = &args.replace {
        return replace::run(args, id, context, (&draws, &audits), &rosters, &finished);
    }
    let frozen = draws.frozen(context);
    if rosters.roster.files.is_empty() && (args.freeze || frozen.is_none()) {
        bail!("Name the case list to draw from with --roster FILE; nothing was drawn.");
    }
    let run = Run {
        args,
        context,
        draws: &draws,
        audits: &audits,
        lost: &lost,
        rosters: &rosters,
        mended: &finished.folders,
    };
    match frozen {
        _ if args.freeze => freeze::freeze(run, frozen),
        Some(place) => freeze::draw(run, place),
        None => draw_now(run),
    }
}

/// What one run of `allocate` works with.
#[derive(Clone, Copy)]
struct Run<'a> {
    args: &'a AllocateArgs,
    context: &'a Context,
    draws: &'a Draws,
    audits: &'a Audits,
    /// What is missing of earlier draws, where it is drawn all the same.
    lost: &'a [LostRecord],
    rosters: &'a Rosters,
    mended: &'a [(AuditId, String)],
}

impl Run<'_> {
    /// Why it is drawn or frozen so, where that was asked for.
    fn reason(&self) -> Option<String> {
        let asked = self.args.freeze || self.args.record_lost || self.args.past;
        let given = self.args.reason.as_deref().map(str::trim);
        let given = given.filter(|given| asked && !given.is_empty())?;
        Some(crate::draw::reason_without(given, self.lost))
    }
}

/// Refuses to draw where a record of an earlier draw is missing: its cases would be drawn a second time, or others for
/// the same auditors.
fn demand_records(args: &AllocateArgs, lost: &[LostRecord]) -> Result<()> {
    match (lost, args.record_lost) {
        ([], false) | ([_, ..], true) => Ok(()),
        ([], true) => {
            bail!("Nothing is missing of earlier draws. Leave out --record-lost; nothing was drawn.")
        }
        (lost, false) => {
            let all: Vec<String> = lost
                .iter()
                .map(|lost| safe(&lost.to_string()).into_owned())
                .collect();
            bail!(
                "{}\nNothing was drawn, as cases could be drawn a second time. {}",
                all.join("\n"),
                earlier::RESTORE
            )
        }
    }
}

/// Refuses to draw for a cycle that was over before the latest record was made: a clock may be wrong, or a date.
fn demand_present(args: &AllocateArgs, draws: &Draws, context: &Context) -> Result<()> {
    let cycle = Cycle::of(context.as_of, context.store.settings.year_starts);
    let ended = cycle.period().to();
    match draws.latest() {
        Some((path, latest)) if ended < latest.as_of && !args.past => bail!(
            "The cycle {cycle} ended on {}, before the latest draw on record was made ({path}, {}); nothing was drawn. If \
             --as-of or the clock of this machine is wrong, put it right. If a draw for the past cycle is meant, add --past \
             and --reason WHY.",
            ended.spoken(),
            latest.as_of.spoken()
        ),
        Some((_, latest)) if ended < latest.as_of => Ok(()),
        _ if args.past => {
            bail!("The cycle {cycle} is not past by the records. Leave out --past; nothing was drawn.")
        }
        _ => Ok(()),
    }
}

/// Draws from pools that are made now.
fn draw_now(run: Run<'_>) -> Result<(String, Outcome)> {
    let (args, context, rosters) = (run.args, run.context, run.rosters);
    let standing = run.draws.standing();
    let mut plan = waiting::shown("Making the pools", &context.out, || {
        let picked = run.audits.picked(context, context.as_of, None);
        plan(context, context.as_of, rosters, &standing, &picked)
    })?;
    narrow(&mut plan, args.team.as_deref(), context)?;
    let cycle = plan.cycle.to_string();
    plan.units = crate::draw::not_yet_settled(std::mem::take(&mut plan.units), &cycle, run.draws.records());
    say_holders(&plan, context);
    if args.dry_run {
        let empty = plan.units.iter().any(|unit| unit.pool.is_empty());
        return Ok((told::dry_run(&plan, rosters, context), Outcome::look_if(empty)));
    }
    if plan.units.is_empty() {
        return Ok((
            told::nothing_to_draw(&plan, rosters, run.mended, context),
            Outcome::Done,
        ));
    }
    let units = std::mem::take(&mut plan.units);
    let seed = seed::of(args, context, run.draws)?;
    let taken = crate::draw::taken_in(&standing, &cycle);
    let settled = waiting::shown("Drawing", &context.out, || {
        crate::draw::settle(units, &cycle, seed, &taken)
    })?;
    finish(run, settled, rosters.used(), &plan)
}

/// Says, before anything is drawn, whom the names of case-holders mean and which are nobody's in `people.csv`.
fn say_holders(plan: &Plan, context: &Context) {
    for sentence in told::holders(&plan.holders) {
        context.out.warn(sentence);
    }
}

/// Records a draw, makes its folders, and says so.
fn finish(run: Run<'_>, settled: Settled, used: Vec<RosterUsed>, plan: &Plan) -> Result<(String, Outcome)> {
    let context = run.context;
    let heading = made::heading(context, used, run.draws, run.reason());
    let made = made::make(context, settled, heading, run.args.no_lock, run.rosters)?;
    run.audits.say_picked(&made.record, context);
    let undrawn = made.record.units.iter().any(|unit| unit.drawn.is_none());
    let text = told::drawn(
        &made.record,
        &made.path,
        &made.folders,
        plan,
        run.rosters,
        run.mended,
        context,
    );
    Ok((text, Outcome::look_if(undrawn)))
}

/// For whom it would be drawn on a day and from which pools, by the staff, the schedule and the settings of now.
pub(in crate::command) fn plan(
    context: &Context,
    as_of: Date,
    rosters: &Rosters,
    standing: &[StandingDraw],
    picked: &[Picked],
) -> Result<Plan> {
    Ok(crate::draw::plan(&PoolQuestion {
        schedule: &context.store.schedule,
        people: &context.people,
        exemptions: &context.exemptions,
        cases: &rosters.roster.cases,
        as_of,
        starts: context.store.settings.year_starts,
        in_use_since: context.store.settings.in_use_since,
        window_days: context.store.settings.window_days,
        memory_cycles: context.store.settings.memory_cycles,
        standing,
        picked,
    })?)
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
        match crate::framework::word::nearest(team, teams) {
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
