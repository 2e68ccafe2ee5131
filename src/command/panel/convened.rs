//! `qaf panel new`.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use anyhow::{Result, anyhow, bail};
use clap::Args;

use super::readable::{self, ReadableAudit};
use super::seated;
use crate::command::allocate::seed;
use crate::context::Context;
use crate::context::panels::NewPanel;
use crate::draw::RULE;
use crate::draw::for_panel::{self, PanelCandidate};
use crate::draw::raffle::composed;
use crate::draw::record::SeedKind;
use crate::draw::sampled::{SAMPLE_SCHEMA, SampleRecord};
use crate::framework::{Date, WorkKind};
use crate::output::Outcome;
use crate::paper::count;
use crate::paper::safe::safe;
use crate::record::work::{Commission, PanelAudit, PanelDrawn, PanelMember};
use crate::reports::show;
use crate::store::layout;

/// Convene a moderation panel: draw the audits that it reads, and make its pack and its sheets
///
/// It is drawn from the audits that were finished since the last panel was drawn: half of it at random, the rest of those
/// that were regraded, graded Outstanding or Inadequate, or tagged new-practice; qaf draw verify replays it. The pack has each
/// audit without grades and without the names of staff. A member has no line for an audit that they made, moderated or
/// worked on, or whose worker they manage.
#[derive(Debug, Args)]
pub struct PanelNewArgs {
    /// The day on which it meets
    #[arg(long, value_name = "DATE")]
    date: Date,
    /// How many audits it reads
    #[arg(long, value_name = "N")]
    size: usize,
    /// Read this audit too, as one of them; may be given several times
    #[arg(long, value_name = "ID")]
    include: Vec<String>,
    /// Who grades; may be given several times. Left out: everybody with a role of the panel, by qaf.toml
    #[arg(long, value_name = "NAME")]
    member: Vec<String>,
    /// Who chairs it; left out: whom the schedule names
    #[arg(long, value_name = "NAME")]
    chair: Option<String>,
    /// Draw with this seed, such as twenty digits rolled with dice; else qaf makes one
    #[arg(long, value_name = "TEXT")]
    seed: Option<String>,
    /// How the seed came about
    #[arg(long, value_name = "TEXT", requires = "seed")]
    seed_source: Option<String>,
    /// Go on where the drive has no locks
    #[arg(long)]
    no_lock: bool,
}

/// Makes the panel's folder and says what is in it.
pub fn run(args: &PanelNewArgs, context: &Context) -> Result<Outcome> {
    context.demand_sound()?;
    context.demand_by()?;
    if args.date < context.as_of {
        bail!(
            "{} is past. Name the day on which the panel meets. Nothing was written.",
            args.date
        );
    }
    let members = seated::members(&args.member, args.date, context)?;
    let chair = seated::chair(args.chair.as_deref(), args.date, context)?;
    let _lock = context.locked(args.no_lock)?;
    demand_no_other(args, context)?;
    let choice = choice(args, &members, context)?;
    let made = commission(args, chair, context)?;
    let record = record(args, &made, &choice, context)?;
    let drawn = drawn(args, &members, &choice, &record, context)?;
    let mut pack = Vec::new();
    for one in &drawn.audits {
        pack.extend(show::blind_files(&one.audit, context)?);
    }
    let folder = context.make_panel(&NewPanel {
        made: &made,
        drawn: &drawn,
        record: &record,
        pack: &pack,
    })?;
    context.told(&told(args, &made, &drawn, choice.unread, &folder))?;
    Ok(Outcome::Done)
}

/// Refuses a second panel that is drawn on one day, or for one day.
fn demand_no_other(args: &PanelNewArgs, context: &Context) -> Result<()> {
    for work in readable::panels(context) {
        if work.commission.commissioned == context.as_of {
            bail!(
                "{} was drawn today already, and a day's audits are drawn from once. Cancel that one first (qaf log {} \
                 cancelled --reason WHY), or draw another day. Nothing was written.",
                work.id(),
                work.id()
            );
        }
        let Some(panel) = &work.panel else {
            bail!(
                "{} can't be read, so what it was drawn from is not known. qaf validate says more. Nothing was written.",
                work.id()
            );
        };
        if panel.drawn.date == args.date {
            bail!(
                "{} meets on {} already. Name another day, or cancel that one first: qaf log {} cancelled --reason WHY. \
                 Nothing was written.",
                work.id(),
                args.date.spoken(),
                work.id()
            );
        }
    }
    Ok(())
}

/// What a panel can be drawn from.
struct PanelChoice {
    finished: Vec<ReadableAudit>,
    /// Those that were finished since the last panel was drawn, and that somebody may grade.
    pool: Vec<PanelCandidate>,
    included: Vec<PanelCandidate>,
    /// So many were finished since, and every member has a part in them.
    unread: usize,
}

fn choice(args: &PanelNewArgs, members: &[String], context: &Context) -> Result<PanelChoice> {
    if args.size == 0 {
        bail!("A panel reads one audit at least. Say how many with --size. Nothing was written.");
    }
    let finished = readable::finished(context)?;
    let before = readable::drawn_before(context)?;
    let can_be_graded = |one: &&ReadableAudit| one.not_by(members, context).len() < members.len();
    let fresh: Vec<&ReadableAudit> = finished
        .iter()
        .filter(|one| !before.contains(&one.id.to_string()))
        .collect();
    let pool: Vec<PanelCandidate> = fresh
        .iter()
        .copied()
        .filter(can_be_graded)
        .map(ReadableAudit::candidate)
        .collect();
    let included = included(args, &finished, members, context)?;
    if pool.is_empty() && included.is_empty() {
        let since = match readable::panels(context)
            .map(|work| work.commission.commissioned)
            .max()
        {
            Some(day) => format!(
                "No audit was finished since the last panel was drawn, on {}",
                day.spoken()
            ),
            None => "No audit is finished yet".to_owned(),
        };
        bail!(
            "{since}, that a member could grade. A panel reads audits whose grade is final: qaf tracker shows what each waits \
             for. Nothing was written."
        );
    }
    let unread = fresh.len() - pool.len();
    Ok(PanelChoice {
        finished,
        pool,
        included,
        unread,
    })
}

/// The audits that are asked for by name.
fn included(
    args: &PanelNewArgs,
    finished: &[ReadableAudit],
    members: &[String],
    context: &Context,
) -> Result<Vec<PanelCandidate>> {
    let mut ids = BTreeSet::new();
    for short in &args.include {
        let judged = context.one(short)?;
        let id = judged.summary.id.clone();
        let Some(one) = finished.iter().find(|one| one.id == id) else {
            let form = context.form_of(&judged.reading);
            if let Some(form) = form.filter(|form| !readable::is_read_by_panels(form)) {
                bail!(
                    "{id} is made on the form {}, and a panel reads audits of cases alone: not those on the own tool of a \
                     wider work, nor of a worker's file. Nothing was written.",
                    form.id.form
                );
            }
            bail!(
                "{id} is not finished: its grade is not final yet, or it counts for nothing. Nothing was written."
            );
        };
        if one.not_by(members, context).len() == members.len() {
            bail!(
                "Every member has a part in {id}, so nobody could grade it. Name other members. Nothing was written."
            );
        }
        ids.insert(id);
    }
    let most = args.size - for_panel::at_random(args.size);
    if ids.len() > most {
        bail!(
            "Half of a panel's audits are drawn from all, so of {} no more than {most} can be asked for. Give a larger --size. \
             Nothing was written.",
            args.size
        );
    }
    let asked = finished.iter().filter(|one| ids.contains(&one.id));
    Ok(asked.map(ReadableAudit::candidate).collect())
}

fn commission(args: &PanelNewArgs, chair: Option<String>, context: &Context) -> Result<Commission> {
    let row = WorkKind::Panel.row(&context.store.schedule);
    Ok(Commission {
        work: context.next_work_id(WorkKind::Panel)?,
        kind: WorkKind::Panel,
        title: format!("Panel of {}", args.date.spoken()),
        lead: chair,
        commissioner: None,
        team: None,
        row: row.map(|row| row.id.clone()),
        commissioned: context.as_of,
        by: Some(context.by.clone()),
    })
}

fn record(
    args: &PanelNewArgs,
    made: &Commission,
    choice: &PanelChoice,
    context: &Context,
) -> Result<SampleRecord> {
    let (seed, seed_kind) = match &args.seed {
        None => (seed::random(), SeedKind::Generated),
        Some(given) => {
            seed::check(given)?;
            (composed(given).into_owned(), SeedKind::Given)
        }
    };
    let work = made.work.to_string();
    let groups = for_panel::groups(&choice.pool, &choice.included, args.size, (&seed, &work))
        .map_err(|why| anyhow!("{why}. Nothing was written."))?;
    let source = args.seed_source.as_deref().map(str::trim);
    let record = SampleRecord {
        as_of: context.as_of,
        by: context.by.clone(),
        groups,
        indicator: None,
        reason: None,
        record_sha256: None,
        rosters: Vec::new(),
        rule: RULE.to_owned(),
        schema: SAMPLE_SCHEMA.to_owned(),
        seed: Some(seed),
        seed_kind: Some(seed_kind),
        seed_source: source.filter(|text| !text.is_empty()).map(str::to_owned),
        set_aside: u64::try_from(choice.unread).unwrap_or(u64::MAX),
        within: None,
        work,
    };
    record.sealed().map_err(|why| anyhow!("{why}"))
}

/// Who reads what, in the order of the audits' ids: the order of the draw would tell why each was taken.
fn drawn(
    args: &PanelNewArgs,
    members: &[String],
    choice: &PanelChoice,
    record: &SampleRecord,
    context: &Context,
) -> Result<PanelDrawn> {
    let mut audits = Vec::new();
    for group in &record.groups {
        for entry in group.taken() {
            let Some(one) = choice
                .finished
                .iter()
                .find(|one| one.id.to_string() == entry.case_id)
            else {
                bail!(
                    "{} is gone. Run the command again. Nothing was written.",
                    entry.case_id
                );
            };
            audits.push(PanelAudit {
                audit: one.id.clone(),
                why: for_panel::why(&group.unit).to_owned(),
                not_by: one.not_by(members, context),
            });
        }
    }
    audits.sort_by(|one, other| one.audit.cmp(&other.audit));
    let mut sheets = BTreeSet::new();
    let members = members.iter().map(|name| PanelMember {
        name: name.clone(),
        sheet: sheet_of(name, &mut sheets),
    });
    Ok(PanelDrawn {
        date: args.date,
        members: members.collect(),
        audits,
    })
}

/// The name of a member's sheet, which no other has.
fn sheet_of(name: &str, taken: &mut BTreeSet<String>) -> String {
    let slug = layout::team_slug(name);
    let slug = if slug == layout::NO_TEAM {
        "member"
    } else {
        slug.as_str()
    };
    let mut name = slug.to_owned();
    let mut number = 1;
    while !taken.insert(name.clone()) {
        number += 1;
        name = format!("{slug}-{number}");
    }
    format!("{name}.yaml")
}

fn told(args: &PanelNewArgs, made: &Commission, drawn: &PanelDrawn, unread: usize, folder: &str) -> String {
    let id = &made.work;
    let mut text = format!(
        "{id}: moderation panel on {}, {}.\n",
        drawn.date.spoken(),
        count(drawn.audits.len(), "audit", "audits")
    );
    if drawn.audits.len() < args.size {
        let _ = writeln!(
            text,
            "There are no more to draw from: {} were asked for.",
            args.size
        );
    }
    if unread > 0 {
        let _ = writeln!(
            text,
            "Left out, as every member has a part in them: {}.",
            count(unread, "audit", "audits")
        );
    }
    for one in &drawn.audits {
        let not_by: Vec<String> = one.not_by.iter().map(|name| safe(name).to_string()).collect();
        let not_by = match not_by.as_slice() {
            [] => String::new(),
            names => format!("; not graded by {}", names.join(", ")),
        };
        let _ = writeln!(text, "  {}  {}{not_by}", one.audit, one.why);
    }
    text.push_str("Members:\n");
    for member in &drawn.members {
        let own = drawn.of_member(&member.name).count();
        let _ = writeln!(
            text,
            "  {}  {}, {folder}/{}/{}",
            safe(&member.name),
            count(own, "audit", "audits"),
            layout::SHEETS,
            member.sheet
        );
    }
    let _ = writeln!(
        text,
        "The pack, without grades and names: {folder}/{}\nWhy each was taken tells of its grade: send the members the pack and \
         their sheet alone.\nNext: invite them, then qaf log {id} invited. When the sheets are in: qaf panel reveal {id}.",
        layout::PACK
    );
    text
}
