//! `qaf report team`.

pub mod figures;
mod new_workers;
pub mod paper;
pub mod screen;
mod team_grades;

use crate::reports::asked_for;
use std::collections::BTreeSet;

use anyhow::{Result, bail};
use clap::Args;

use super::actions;
use super::learning;
use super::learning::figures::WithFamiliesWords;
use super::printed::PrintedReport;
use crate::context::Context;
use crate::context::gaps::TellsGaps;
use crate::figures::Summary;
use crate::framework::word::nearest;
use crate::framework::{Date, Period};
use crate::output::Outcome;
use crate::reports::actions::figures::{ActionsListed, AskedActions};
use crate::reports::team::figures::{NamedDays, TeamInput, team};

/// One team, for its monthly clinic
#[derive(Debug, Args)]
pub struct TeamArgs {
    /// The team's name
    #[arg(value_name = "NAME")]
    name: String,
    /// The month, as 2026-11, or now; left out: the last that has ended
    #[arg(long, value_name = "M", conflicts_with = "quarter")]
    month: Option<String>,
    /// The quarter, as 2026-27-Q3, or now
    #[arg(long, value_name = "Q")]
    quarter: Option<String>,
}

/// Prints the report.
pub fn run(args: &TeamArgs, context: &Context) -> Result<Outcome> {
    let span = match args.quarter.as_deref() {
        None => NamedDays::month(begun_month(args.month.as_deref(), context)?),
        text => NamedDays::of(asked_for::quarter(text, context)?.period()),
    };
    let entries = actions::entries(context, ActionsListed::Open)?;
    let name = known(&args.name, entries.iter().map(|entry| &entry.summary), context)?;
    let asked = AskedActions {
        team: Some(name.clone()),
        listed: ActionsListed::Open,
        ..AskedActions::default()
    };
    let input = TeamInput {
        store: context.view(),
        team: &name,
        entries: &entries,
        register: actions::make(context, &entries, asked),
        span,
    };
    let report = team(input);
    let of_team = entries.iter().map(|entry| &entry.summary);
    let of_team = of_team.filter(|summary| summary.is_of_team(&name));
    let words = learning::families_words(context, (report.year.from, report.year.to), of_team)?;
    let printed = PrintedReport {
        name: "report team",
        paper: &|| paper::paper(&report, &words),
        text: Some(&|| screen::text(&report, context.style())),
        json: &|| {
            crate::paper::json(&WithFamiliesWords {
                report: &report,
                in_their_words: &words,
            })
        },
        csv: None,
        own: &[],
        tells: TellsGaps::Unknown,
    };
    printed.print(context)?;
    Ok(Outcome::Done)
}

/// The month that is meant: `now`, one by name, or where none is named the last that has ended. One that lies ahead is
/// refused.
fn begun_month(text: Option<&str>, context: &Context) -> Result<Period> {
    let starts = context.store.settings.year_starts;
    let now = Period::of(context.as_of, 12, starts);
    let Some(text) = text else {
        return Ok(if now.to() == context.as_of {
            now
        } else {
            now.before()
        });
    };
    if text == "now" {
        return Ok(now);
    }
    let first = Some(text)
        .filter(|text| text.len() == "2026-11".len())
        .and_then(|text| format!("{text}-01").parse::<Date>().ok());
    let Some(first) = first else {
        bail!("{text} is no month; write it as 2026-11, or now.");
    };
    if first > context.as_of {
        bail!("{text} lies ahead: it begins on {first}. Name a month that has begun.");
    }
    Ok(Period::of(first, 12, starts))
}

/// A team as the store writes its name: one that an audit or a person belongs to.
pub fn known<'a>(
    name: &str,
    audits: impl IntoIterator<Item = &'a Summary>,
    context: &Context,
) -> Result<String> {
    let of_audits = audits.into_iter().filter_map(|summary| summary.team.as_ref());
    let of_people = context.people.all().iter().flat_map(|person| &person.teams);
    let teams: BTreeSet<&str> = of_audits.chain(of_people).map(AsRef::as_ref).collect();
    let wanted = name.trim().to_lowercase();
    if let Some(team) = teams.iter().find(|team| team.to_lowercase() == wanted) {
        return Ok((*team).to_owned());
    }
    match nearest(name, teams.iter().copied()) {
        Some(meant) => bail!("There is no team {name}. Did you mean {meant}?"),
        None if teams.is_empty() => bail!("No audit and nobody in people.csv names a team yet."),
        None => bail!(
            "There is no team {name}. The teams are {}.",
            teams.iter().copied().collect::<Vec<_>>().join(", ")
        ),
    }
}
