//! `qaf report actions`.

pub mod figures;
pub mod paper;
pub mod screen;

use crate::reports::asked_for;
use anyhow::{Result, bail};
use clap::Args;

use super::printed::PrintedReport;
use super::team;
use crate::context::gaps::TellsGaps;
use crate::context::{AuditRecord, Context};
use crate::figures::Summary;
use crate::framework::word::nearest;
use crate::output::Outcome;
use crate::reports::actions::figures::{ActionsListed, AskedActions, AuditActions, Register, register};

/// Every action of every audit and wider work: its owner, its date, open, done or overdue
#[derive(Debug, Args)]
pub struct ActionsArgs {
    /// Only the audits and visits of this team
    #[arg(long, value_name = "TEAM")]
    team: Option<String>,
    /// Only the actions that this person sees to
    #[arg(long, value_name = "NAME")]
    owner: Option<String>,
    /// List only what is not done, in tables and JSON too
    #[arg(long, conflicts_with = "overdue")]
    open: bool,
    /// List the actions too that are done; tables and JSON always have all
    #[arg(long, conflicts_with_all = ["open", "overdue"])]
    all: bool,
    /// List only what is overdue
    #[arg(long)]
    overdue: bool,
    /// Only actions of audits submitted, of re-audits made, and of plans of wider works agreed, in this quarter: 2026-27-Q3,
    /// or now
    #[arg(long, value_name = "Q")]
    quarter: Option<String>,
}

/// Prints the report.
pub fn run(args: &ActionsArgs, context: &Context) -> Result<Outcome> {
    let quarter = match args.quarter.as_deref() {
        None => None,
        text => Some(asked_for::quarter(text, context)?),
    };
    let listed = if args.overdue {
        ActionsListed::Overdue
    } else if args.open || asked_for::only_open(args.all, context) {
        ActionsListed::Open
    } else {
        ActionsListed::All
    };
    let entries = entries(context, listed)?;
    let named = |team: &String| team::known(team, entries.iter().map(|entry| &entry.summary), context);
    let asked = AskedActions {
        team: args.team.as_ref().map(named).transpose()?,
        owner: args
            .owner
            .as_deref()
            .map(|owner| known_owner(owner, &entries, context))
            .transpose()?,
        quarter,
        listed,
    };
    let register = make(context, &entries, asked);
    let printed = PrintedReport {
        name: "report actions",
        paper: &|| paper::paper(&register),
        text: Some(&|| screen::text(&register, context.style())),
        json: &|| crate::paper::json(&register),
        csv: Some(&|| screen::CSV.csv(&register.lines)),
        own: &[],
        tells: TellsGaps::Unknown,
    };
    printed.print(context)?;
    context.say_in_csv(&register.unlisted);
    Ok(Outcome::Done)
}

/// Every audit allocated by today, with the wording of its actions; of those of `listed` alone where only some are shown.
pub fn entries(context: &Context, listed: ActionsListed) -> Result<Vec<AuditActions>> {
    let keep = |record: &AuditRecord<'_>, summary: Summary| {
        let come = summary.allocated.is_none_or(|day| day <= context.as_of);
        come.then(|| {
            let is_shown = match listed {
                ActionsListed::All => !summary.actions.is_empty(),
                ActionsListed::Open | ActionsListed::Overdue => summary.open_actions().next().is_some(),
            };
            // That a file of it can't be read is told too.
            let is_read = is_shown || summary.errors > 0;
            AuditActions::of(is_read.then(|| record.folder()), summary)
        })
    };
    let (entries, _) = context.examine_keeping(false, |_| true, keep)?;
    Ok(entries)
}

/// Makes the register.
pub fn make(context: &Context, entries: &[AuditActions], asked: AskedActions) -> Register {
    register(entries, asked, &context.view())
}

/// The owner as `people.csv` writes the name, or as an action does.
fn known_owner(name: &str, entries: &[AuditActions], context: &Context) -> Result<String> {
    if let Some(person) = context.people.find(name) {
        return Ok(person.name.to_string());
    }
    let owners: Vec<&str> = entries
        .iter()
        .flat_map(|entry| &entry.summary.actions)
        .filter_map(|action| action.owner.as_deref())
        .chain(owners_beside_audits(context))
        .collect();
    if let Some(owner) = owners.iter().find(|owner| context.people.same(owner, name)) {
        return Ok((*owner).to_owned());
    }
    let staff = context.people.all().iter().map(|person| person.name.as_str());
    match nearest(name, owners.into_iter().chain(staff)) {
        Some(meant) => bail!("Nobody called {name} has an action or is in people.csv. Did you mean {meant}?"),
        None => bail!(
            "Nobody called {name} has an action or is in people.csv. Write the name as it stands there."
        ),
    }
}

/// Whoever sees to an action of a wider work, or of a board.
fn owners_beside_audits(context: &Context) -> impl Iterator<Item = &str> {
    let plans = context.works().all.iter().flat_map(|work| &work.action_plan);
    let actions = plans.flat_map(|plan| &plan.actions);
    let of_boards = context
        .commentaries()
        .iter()
        .flat_map(|beside| &beside.commentary.actions);
    let owners = actions.filter_map(|action| action.owner.as_deref());
    owners.chain(of_boards.filter_map(|action| action.owner.as_deref()))
}
