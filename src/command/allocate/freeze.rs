//! Pools that are frozen before a seed exists, and the draw from them.

use anyhow::{Result, bail};

use super::{Outcome, Rosters, Run, finish, made, plan, seed, told};
use crate::command::waiting;
use crate::draw::freeze::{FrozenChange, PoolsKnown, changes};
use crate::draw::{self, DrawRecord, Plan};

/// So many changes are named; the rest are counted.
const SHOWN: usize = 10;

/// Freezes this cycle's pools, once; again only where they differ, and with a reason.
pub(super) fn freeze(run: Run<'_>, frozen: Option<usize>) -> Result<(String, Outcome)> {
    let context = run.context;
    if let Some(place) = frozen {
        let (path, record) = run.draws.at(place);
        let altered = altered(run, place, record)?.1;
        if altered.is_empty() {
            let text = told::frozen_already(record, path, run.rosters, context);
            return Ok((text, Outcome::Done));
        }
        if given(run).is_none() {
            bail!(
                "The pools of cycle {} were frozen on {}, and are others now:\n{}\nTo freeze them anew, say why with \
                 --reason; both fingerprints stay on record. Nothing was changed.",
                record.cycle,
                record.as_of.spoken(),
                listed(&altered)
            );
        }
    }
    let picked = run.audits.picked(context, context.as_of, None);
    let mut plan = plan(
        context,
        context.as_of,
        run.rosters,
        &run.draws.standing(),
        &picked,
    )?;
    super::say_holders(&plan, context);
    let cycle = plan.cycle.to_string();
    let units = std::mem::take(&mut plan.units);
    let units = draw::not_yet_settled(units, &cycle, run.draws.records());
    if units.is_empty() {
        let text = told::nothing_to_draw(&plan, run.rosters, run.mended, context);
        return Ok((text, Outcome::Done));
    }
    let replaced = frozen.map(|place| run.draws.at(place).1.cycle_fingerprint.to_string());
    let heading = made::heading(context, run.rosters.used(), run.draws, run.reason());
    let record = draw::freeze(units, &cycle, heading, replaced)?;
    let path = made::place_of(context, &record);
    made::write_record(context, &record, &path)?;
    let empty = record.units.iter().any(|unit| unit.pool.is_empty());
    let text = told::frozen(&record, &path, &plan, run.rosters, run.mended, context);
    Ok((text, Outcome::look_if(empty)))
}

/// Draws from frozen pools, unless they were altered since.
pub(super) fn draw(run: Run<'_>, place: usize) -> Result<(String, Outcome)> {
    let (args, context) = (run.args, run.context);
    let (path, record) = run.draws.at(place);
    if args.team.is_some() {
        bail!(
            "The pools of cycle {} are frozen ({path}), for all its auditors together. Leave out --team.",
            record.cycle
        );
    }
    if args.seed.is_none() && !args.dry_run {
        bail!(
            "The pools of cycle {} were frozen on {} ({path}), so that its seed would come from elsewhere. Give the \
             seed with --seed, and with --seed-source how it came about; nothing was drawn.",
            record.cycle,
            record.as_of.spoken()
        );
    }
    let (mut plan, altered) = altered(run, place, record)?;
    if !altered.is_empty() {
        bail!(
            "The pools of cycle {} are not as they were frozen on {} ({path}):\n{}\nDraw from the roster, the staff \
             and the settings as they were then; or freeze the pools anew with --freeze and --reason, before there is \
             a seed. Nothing was drawn.",
            record.cycle,
            record.as_of.spoken(),
            listed(&altered)
        );
    }
    super::say_holders(&plan, context);
    if args.dry_run {
        plan.units.clone_from(&record.units);
        let empty = plan.units.iter().any(|unit| unit.pool.is_empty());
        return Ok((
            told::dry_run(&plan, run.rosters, context),
            Outcome::look_if(empty),
        ));
    }
    let seed = seed::of(args, context, run.draws)?;
    let given = run.rosters.used();
    if !given.is_empty()
        && !given
            .iter()
            .map(|file| file.sha256)
            .eq(record.rosters.iter().map(|file| file.sha256))
    {
        context.out.say(
            "The roster is not the very file that the pools were frozen from, but it gives the same pools. The record \
             names that one.",
        );
    }
    let taken = draw::taken_in(&run.draws.standing(), &record.cycle);
    let settled = waiting::shown("Drawing", &context.out, || {
        draw::settle(record.units.clone(), &record.cycle, seed, &taken)
    })?;
    finish(run, settled, record.rosters.clone(), &plan)
}

/// The pools as they come out now for the day of the freeze, and what of them differs.
fn altered(run: Run<'_>, place: usize, record: &DrawRecord) -> Result<(Plan, Vec<FrozenChange>)> {
    let read_then;
    let rosters = if record.as_of == run.context.as_of {
        run.rosters
    } else {
        // What a roster says of a child may depend on the day: which of its rows is open, who is of age.
        read_then = Rosters::read(run.args, record.as_of, run.context)?;
        &read_then
    };
    let standing = run.draws.standing_before(place);
    let picked = run.audits.picked(run.context, record.as_of, Some(record));
    let mut plan = plan(run.context, record.as_of, rosters, &standing, &picked)?;
    let units = std::mem::take(&mut plan.units);
    let before = run.draws.records().take(place);
    let units = draw::not_yet_settled(units, &record.cycle, before);
    let known = if rosters.roster.files.is_empty() {
        PoolsKnown::UnitsAlone
    } else {
        PoolsKnown::Cases
    };
    let found = changes(&record.units, &units, known);
    Ok((plan, found))
}

/// Why the pools are frozen anew, where somebody said so.
fn given(run: Run<'_>) -> Option<String> {
    let reason = run.args.reason.as_deref().map(str::trim);
    reason.filter(|reason| !reason.is_empty()).map(str::to_owned)
}

fn listed(changes: &[FrozenChange]) -> String {
    let lines: Vec<String> = changes
        .iter()
        .take(SHOWN)
        .map(|change| format!("  {change}"))
        .collect();
    let more = changes.len().saturating_sub(SHOWN);
    let more = if more > 0 {
        format!("\n  and {more} more")
    } else {
        String::new()
    };
    format!("{}{more}", lines.join("\n"))
}
