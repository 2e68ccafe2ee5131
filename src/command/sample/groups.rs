//! The groups that a sample is taken from.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Result, anyhow, bail};

use super::scope::{TermsScope, knows_team};
use super::{SampleArgs, SampledBy};
use crate::command::allocate::rosters::Rosters;
use crate::command::allocate::statuses::demand_known;
use crate::context::Context;
use crate::draw::pool::case_id;
use crate::draw::raffle::{Entry, composed};
use crate::draw::record::RosterUsed;
use crate::draw::sampled::{SampleGroup, SampleOf, SampleScope};
use crate::framework::{ChildId, WorkKind};
use crate::paper::count;
use crate::paper::safe::safe;
use crate::record::work::Work;
use crate::roster::Case;
use crate::store::scan::{MOST_OF_PROGRAMS, read_named};

/// The groups, and what they are from.
pub(super) struct SampleSource {
    pub(super) groups: Vec<SampleGroup>,
    pub(super) rosters: Vec<RosterUsed>,
    pub(super) set_aside: u64,
    pub(super) within: Option<SampleScope>,
}

/// The children that somebody chose: an id a line, or the first column of a list; a head is left out.
pub(super) fn chosen(path: &Path) -> Result<SampleSource> {
    let bytes = read_named(path, MOST_OF_PROGRAMS).map_err(|why| anyhow!("{why}. Nothing was taken."))?;
    let Ok(text) = String::from_utf8(bytes) else {
        bail!(
            "{} is no text in UTF-8. Save it as one id a line. Nothing was taken.",
            path.display()
        );
    };
    let lines = text.trim_start_matches('\u{feff}').lines();
    let ids = lines.map(|line| {
        line.split([',', ';', '\t'])
            .next()
            .unwrap_or_default()
            .trim()
            .trim_matches('"')
    });
    let ids = ids.filter(|id| !id.is_empty() && !id.eq_ignore_ascii_case("child_id"));
    let mut pool = Vec::new();
    for id in ids {
        let Some(child) = ChildId::new(id) else {
            bail!(
                "{}: {} is no child's id. Nothing was taken.",
                path.display(),
                safe(id)
            );
        };
        pool.push(Entry {
            case_id: composed(child.as_str()).into_owned(),
            holder: String::new(),
            status: String::new(),
        });
    }
    let group = SampleGroup::chosen(SampleOf::Case, pool)
        .map_err(|why| anyhow!("{}: {why}. Nothing was taken.", path.display()))?;
    Ok(SampleSource {
        groups: vec![group],
        rosters: Vec::new(),
        set_aside: 0,
        within: None,
    })
}

/// What is drawn from a case list; of supervision files from the workers, and then from the cases of those drawn.
pub(super) fn drawn(
    args: &SampleArgs,
    work: &Work,
    by: (&str, &str),
    context: &Context,
) -> Result<SampleSource> {
    let Some(size) = args.size.filter(|size| *size > 0) else {
        bail!("How many? Say it with --size, or name chosen children with --children. Nothing was taken.");
    };
    let is_of_supervision = work.kind() == WorkKind::Supervision;
    if args.roster.is_empty() && !is_of_supervision {
        bail!("From which list? Name it with --roster. Nothing was taken.");
    }
    let rosters = Rosters::of_files(&args.roster, args.max_bad_rows, None, context.as_of, context)?;
    demand_known(&rosters.roster)?;
    let cases = &rosters.roster.cases;
    let scope = TermsScope::of_terms(work, cases, context)?;
    let open: Vec<&Case> = cases.iter().filter(|case| is_open(case, args, context)).collect();
    let set_aside = cases.len() - open.len();
    demand_teams(args, cases, context)?;
    let (groups, outside) = if is_of_supervision {
        of_supervision(args, (size, &scope), &open, by, context)?
    } else {
        let within: Vec<&Case> = open.iter().copied().filter(|case| scope.has_case(case)).collect();
        (by_word(args, size, &within, by)?, open.len() - within.len())
    };
    demand_enough(args, &groups, scope.recorded(outside).as_ref(), work)?;
    Ok(SampleSource {
        groups,
        rosters: rosters.used(),
        set_aside: u64::try_from(set_aside).unwrap_or(u64::MAX),
        within: scope.recorded(outside),
    })
}

/// Refuses a sample of more than there is within the terms: it is taken once, and its size would be another than was asked for.
/// Of groups each has its own, and those that are smaller are said.
fn demand_enough(
    args: &SampleArgs,
    groups: &[SampleGroup],
    within: Option<&SampleScope>,
    work: &Work,
) -> Result<()> {
    let first = groups.first().map_or(SampleOf::Case, |group| group.of);
    let pools = groups.iter().filter(|group| group.of == first);
    let there: usize = pools.map(|group| group.pool.len()).sum();
    let asked = args.size.unwrap_or_default();
    let is_grouped = args.each.is_some() || first == SampleOf::Worker;
    let is_short = there == 0 || !is_grouped && there < asked;
    let Some(within) = within.filter(|_| is_short) else {
        return Ok(());
    };
    let what = match first {
        SampleOf::Worker => count(there, "worker", "workers"),
        _ => count(there, "case", "cases"),
    };
    bail!(
        "Within the terms of {0} ({1}) there are {what}, and {asked} were asked for. Nothing was taken. Ask for fewer with \
         --size, or have wider terms agreed: mend {2}/terms.yaml, then: qaf log {0} agreed.",
        work.id(),
        safe(&within.shown()),
        work.path
    )
}

fn is_open(case: &Case, args: &SampleArgs, context: &Context) -> bool {
    let is_closed = case.closed.is_some_and(|day| day <= context.as_of);
    !(case.leave_out || is_closed || case.case_holder.is_none()) && is_wanted(args, case.team.as_str())
}

fn is_wanted(args: &SampleArgs, team: &str) -> bool {
    let mut teams = args.team.iter();
    args.team.is_empty() || teams.any(|wanted| wanted.trim().eq_ignore_ascii_case(team))
}

/// Refuses a team that neither the list nor `people.csv` has.
fn demand_teams(args: &SampleArgs, cases: &[Case], context: &Context) -> Result<()> {
    match args.team.iter().find(|team| !knows_team(team, cases, context)) {
        Some(team) => bail!(
            "Neither the list nor people.csv has a team {}. Nothing was taken.",
            safe(team)
        ),
        None => Ok(()),
    }
}

fn entry(case: &Case) -> Entry {
    let holder = case.case_holder.as_deref().map_or("", |name| name.as_str());
    Entry {
        case_id: case_id(case),
        holder: composed(holder).into_owned(),
        status: composed(&case.legal_status).into_owned(),
    }
}

fn by_word(args: &SampleArgs, size: usize, open: &[&Case], by: (&str, &str)) -> Result<Vec<SampleGroup>> {
    let mut pools: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    for case in open {
        let entry = entry(case);
        let unit = match args.each {
            None => "all".to_owned(),
            Some(SampledBy::Team) => composed(case.team.as_str()).into_owned(),
            Some(SampledBy::Worker) => entry.holder.clone(),
            Some(SampledBy::Status) => entry.status.clone(),
        };
        pools.entry(unit).or_default().push(entry);
    }
    groups(SampleOf::Case, pools, size, by)
}

fn groups(
    of: SampleOf,
    pools: BTreeMap<String, Vec<Entry>>,
    size: usize,
    by: (&str, &str),
) -> Result<Vec<SampleGroup>> {
    let drawn = pools
        .into_iter()
        .map(|(unit, pool)| SampleGroup::drawn((of, &unit), pool, size, by));
    drawn
        .collect::<Result<_, _>>()
        .map_err(|why| anyhow!("{why}. Nothing was taken."))
}

/// Workers by team, and of each who is drawn some cases (section 2, supervision file audit); and how many workers are not
/// within the terms.
fn of_supervision(
    args: &SampleArgs,
    (size, scope): (usize, &TermsScope<'_>),
    open: &[&Case],
    by: (&str, &str),
    context: &Context,
) -> Result<(Vec<SampleGroup>, usize)> {
    let mut outside = 0;
    let mut pools: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    let supervised = context
        .people
        .all()
        .iter()
        .filter(|person| person.in_post(context.as_of) && person.manager.is_some());
    for person in supervised {
        let Some(team) = person.teams.first().filter(|team| is_wanted(args, team.as_str())) else {
            continue;
        };
        if !scope.has_worker(person, team.as_str()) {
            outside += 1;
            continue;
        }
        let unit = composed(team.as_str()).into_owned();
        pools.entry(unit).or_default().push(Entry {
            case_id: composed(person.name.as_str()).into_owned(),
            holder: person
                .manager
                .as_ref()
                .map(|name| composed(name.as_str()).into_owned())
                .unwrap_or_default(),
            status: String::new(),
        });
    }
    let mut all = groups(SampleOf::Worker, pools, size, by)?;
    let names: Vec<String> = all
        .iter()
        .flat_map(|group| group.taken())
        .map(|entry| entry.case_id.clone())
        .collect();
    let mut pools: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    for case in open {
        let holder = case.case_holder.as_deref().map_or("", |name| name.as_str());
        let person = context
            .people
            .find(holder)
            .map(|person| composed(person.name.as_str()).into_owned());
        if let Some(name) = person.filter(|name| names.contains(name)) {
            pools
                .entry(format!("cases of {name}"))
                .or_default()
                .push(entry(case));
        }
    }
    all.extend(groups(SampleOf::Case, pools, args.cases, by)?);
    Ok((all, outside))
}
