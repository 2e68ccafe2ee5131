//! `qaf sample`.

mod groups;
mod scope;

use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::{Result, anyhow, bail};
use clap::{Args, ValueEnum};

use self::groups::SampleSource;
use crate::command::allocate::seed;
use crate::context::Context;
use crate::draw::RULE;
use crate::draw::raffle::composed;
use crate::draw::record::SeedKind;
use crate::draw::sampled::{SAMPLE_SCHEMA, SampleGroup, SampleOf, SampleRecord};
use crate::framework::WorkKind;
use crate::framework::wider_work::{WorkEvent, WorkEventKind};
use crate::output::Outcome;
use crate::paper::safe::{safe, safe_lines};
use crate::progress::work_standing;
use crate::record::WorkFile;
use crate::record::work::Work;

/// Take the sample of a wider work, drawn or chosen
///
/// It is drawn from a case list, or chosen, with the reason. Its terms of reference, or its plan, must be agreed first. The record of it stays in the work's folder; qaf draw verify
/// replays it. Of supervision files, workers are drawn from people.csv, and then some of their cases from a case list.
#[derive(Debug, Args)]
pub struct SampleArgs {
    /// The work; its id may be shortened, as TH3
    #[arg(value_name = "ID")]
    id: String,
    /// The case list to draw from; may be given several times
    #[arg(long, value_name = "FILE")]
    roster: Vec<PathBuf>,
    /// How many; with --each, how many of each group
    #[arg(long, value_name = "N", conflicts_with = "children")]
    size: Option<usize>,
    /// Draw so many of each team, of each worker or of each legal status; workers are drawn by team
    #[arg(long, value_name = "WHAT", conflicts_with = "children")]
    each: Option<SampledBy>,
    /// Only of this team; may be given several times
    #[arg(long, value_name = "TEAM", conflicts_with = "children")]
    team: Vec<String>,
    /// Of supervision files: how many cases of each worker
    #[arg(long, value_name = "N", default_value_t = 2)]
    cases: usize,
    /// Choose these children: a file with an id a line
    #[arg(
        long,
        value_name = "FILE",
        requires = "reason",
        requires = "indicator",
        conflicts_with = "roster"
    )]
    children: Option<PathBuf>,
    /// Of a chosen sample: what the data show that led to it
    #[arg(long, value_name = "TEXT", requires = "children")]
    indicator: Option<String>,
    /// Of a chosen sample: why these
    #[arg(long, value_name = "WHY", requires = "children")]
    reason: Option<String>,
    /// Draw with this seed, such as twenty digits rolled with dice; else qaf makes one
    #[arg(long, value_name = "TEXT", conflicts_with = "children")]
    seed: Option<String>,
    /// How the seed came about
    #[arg(long, value_name = "TEXT", requires = "seed")]
    seed_source: Option<String>,
    /// Leave out so many rows that can't be read
    #[arg(long, value_name = "N")]
    max_bad_rows: Option<usize>,
    /// Go on where the drive has no locks
    #[arg(long)]
    no_lock: bool,
}

/// By what a sample is parted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum SampledBy {
    /// Each team
    Team,
    /// Each case-holder
    Worker,
    /// Each legal status
    Status,
}

/// Takes the sample and says what is in it.
pub fn run(args: &SampleArgs, context: &Context) -> Result<Outcome> {
    context.demand_sound()?;
    context.demand_by()?;
    let _lock = context.locked(args.no_lock)?;
    let work = context.work(&args.id)?;
    let taken = context.sample(&work)?;
    let has_told = work.log.iter().any(|event| event.event == WorkEventKind::Sampled);
    if let Some(taken) = taken {
        if has_told {
            bail!(
                "The sample of {} was taken on {} and is never taken again: {}. qaf draw verify {0} replays it.",
                work.id(),
                taken.as_of.spoken(),
                count_of(&taken)
            );
        }
        // A run was stopped between the record and the log.
        log(&work, &taken, context)?;
        context.told(&told(&work, &taken, |_| None))?;
        return Ok(Outcome::Done);
    }
    demand_agreed(&work, context)?;
    context.tell_redrafted(&work);
    let record = record(args, &work, context)?;
    context.make_sample(&work, &record)?;
    log(&work, &record, context)?;
    let asked = |of| match of {
        SampleOf::Case if work.kind() == WorkKind::Supervision => Some(args.cases),
        _ => args.size,
    };
    context.told(&told(&work, &record, asked))?;
    Ok(Outcome::Done)
}

/// Refuses while terms or plan do not say all that the framework asks for and are not agreed.
fn demand_agreed(work: &Work, context: &Context) -> Result<()> {
    let file = WorkFile::of(work.kind()).first().map_or("", |file| file.name());
    let missing = work.missing();
    if !missing.is_empty() {
        bail!(
            "No sample is taken before {file} is filled in and agreed. It does not say yet: {}. Fill it in: {}/{file}; \
             then: qaf log {} agreed.",
            missing.join("; "),
            work.path,
            work.id()
        );
    }
    match work_standing::objection(work, &event(String::new(), context), context.work_law()) {
        Some(objection) => bail!("No sample of {} was taken. {}", work.id(), safe_lines(&objection)),
        None => Ok(()),
    }
}

fn event(note: String, context: &Context) -> WorkEvent {
    WorkEvent {
        by: Some(context.by.clone()),
        note: Some(note),
        ..WorkEvent::new(context.as_of, WorkEventKind::Sampled)
    }
}

fn log(work: &Work, record: &SampleRecord, context: &Context) -> Result<()> {
    let mut event = event(count_of(record), context);
    event.date = record.as_of;
    context.log_work(work, &event)
}

fn record(args: &SampleArgs, work: &Work, context: &Context) -> Result<SampleRecord> {
    let said = |text: &Option<String>| {
        text.as_deref()
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    };
    let id = work.id().to_string();
    let (groups, seed) = if let Some(path) = &args.children {
        if said(&args.indicator).is_none() || said(&args.reason).is_none() {
            bail!(
                "Of a chosen sample, --indicator says what the data show and --reason why these. Nothing was taken."
            );
        }
        (groups::chosen(path)?, None)
    } else {
        let seed = args.seed.clone().map_or_else(
            || Ok((seed::random(), SeedKind::Generated)),
            |given| seed::check(&given).map(|()| (composed(&given).into_owned(), SeedKind::Given)),
        )?;
        (groups::drawn(args, work, (&seed.0, &id), context)?, Some(seed))
    };
    let SampleSource {
        groups,
        rosters,
        set_aside,
        within,
    } = groups;
    if groups.iter().all(|group| group.take == 0) {
        bail!("There is nothing to take a sample of: every group is empty. Nothing was written.");
    }
    let (seed, seed_kind) = seed.unzip();
    let record = SampleRecord {
        as_of: context.as_of,
        by: context.by.clone(),
        groups,
        indicator: said(&args.indicator),
        reason: said(&args.reason),
        record_sha256: None,
        rosters,
        rule: RULE.to_owned(),
        schema: SAMPLE_SCHEMA.to_owned(),
        seed,
        seed_kind,
        seed_source: said(&args.seed_source),
        set_aside,
        within,
        work: id,
    };
    record.sealed().map_err(|why| anyhow!("{why}"))
}

/// `12 of 240 cases, drawn`.
fn count_of(record: &SampleRecord) -> String {
    let how = if record.seed.is_some() { "drawn" } else { "chosen" };
    let of = |of: SampleOf, one: &str, several: &str| {
        let groups: Vec<&SampleGroup> = record.groups.iter().filter(|group| group.of == of).collect();
        let take: usize = groups.iter().map(|group| group.take).sum();
        let pool: usize = groups.iter().map(|group| group.pool.len()).sum();
        let from = if record.seed.is_some() {
            format!(" of {pool}")
        } else {
            String::new()
        };
        let what = if take == 1 && pool == 1 { one } else { several };
        (!groups.is_empty()).then(|| format!("{take}{from} {what}"))
    };
    let all = [
        of(SampleOf::Worker, "worker", "workers"),
        of(SampleOf::Case, "case", "cases"),
        of(SampleOf::Audit, "audit", "audits"),
    ];
    let all: Vec<String> = all.into_iter().flatten().collect();
    format!("{}, {how}", all.join(" and "))
}

fn told(work: &Work, record: &SampleRecord, asked: impl Fn(SampleOf) -> Option<usize>) -> String {
    let mut text = format!("{}: {}.\n", work.id(), count_of(record));
    if record.set_aside > 0 {
        let _ = writeln!(
            text,
            "Left out: {} of the list, as closed, without a worker, mapped to leave-out, or not of the teams asked for.",
            record.set_aside
        );
    }
    text.push_str(&told_within(record));
    for group in &record.groups {
        let fewer = asked(group.of)
            .filter(|asked| *asked > group.take)
            .map_or_else(String::new, |asked| {
                format!(", all there are; {asked} were asked for")
            });
        let _ = writeln!(
            text,
            "{} ({} of {}{fewer}):",
            safe(&group.unit),
            group.take,
            group.pool.len()
        );
        for entry in group.taken() {
            let rest: Vec<&str> = match group.of {
                SampleOf::Worker => vec![],
                _ => vec![&entry.holder, &entry.status],
            };
            let rest: Vec<String> = rest
                .into_iter()
                .filter(|text| !text.is_empty())
                .map(|text| safe(text).to_string())
                .collect();
            let _ = writeln!(
                text,
                "  {}",
                [safe(&entry.case_id).to_string()]
                    .into_iter()
                    .chain(rest)
                    .collect::<Vec<_>>()
                    .join("  ")
            );
        }
    }
    let form = if work.kind() == WorkKind::Supervision {
        "supervision"
    } else {
        "FORM"
    };
    let (path, id) = (&work.path, work.id());
    let _ = writeln!(
        text,
        "The record: {path}/sample.json; qaf draw verify {id} replays it.\nNext, for each: qaf new {form} --part-of {id} ..."
    );
    text
}

fn told_within(record: &SampleRecord) -> String {
    record.within.as_ref().map_or_else(String::new, |within| {
        format!(
            "By the terms, within {} alone: {} left out.\n",
            safe(&within.shown()),
            within.outside
        )
    })
}
