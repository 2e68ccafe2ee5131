//! `qaf report compliance`.

pub mod figures;
pub mod paper;
pub mod sentences;

use self::paper::AddedBy;
use crate::reports::asked_for;
use std::collections::BTreeSet;

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};

use super::printed::PrintedReport;
use crate::context::Context;
use crate::context::gaps::TellsGaps;
use crate::figures::Summary;
use crate::framework::Team;
use crate::framework::word::nearest;
use crate::output::Outcome;
use crate::paper::safe::safe;
use crate::reports::compliance::figures::{ComplianceInput, ComplianceScope, compliance};

/// What the schedule expects of each person, team and service, and what took place
#[derive(Debug, Args)]
pub struct ComplianceArgs {
    /// The council year, as 2026-27; left out: the present one
    #[arg(long, value_name = "YEAR")]
    year: Option<String>,
    /// Add up for each person, team or service; the text has each service where nothing is said
    // Not --by, which says on every command who runs it.
    #[arg(long, value_enum, value_name = "WHOM")]
    each: Option<Whom>,
    /// Only the people of one team
    #[arg(long, value_name = "TEAM", conflicts_with = "person")]
    team: Option<String>,
    /// Only one person
    #[arg(long, value_name = "NAME")]
    person: Option<String>,
}

/// How expectations are added up.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Whom {
    /// A line a person
    Person,
    /// A line a team
    Team,
    /// A line a service
    Service,
}

/// Prints the report.
pub fn run(args: &ComplianceArgs, context: &Context) -> Result<Outcome> {
    let year = asked_for::council_year(args.year.as_deref(), context)?;
    let examined = context.examine_all()?;
    let scope = scope(args, context, &examined.summaries)?;
    let report = compliance(&ComplianceInput {
        store: context.view(),
        summaries: &examined.summaries,
        year,
        scope: &scope,
    });
    let by = args.each.map(|whom| match whom {
        Whom::Person => AddedBy::Person,
        Whom::Team => AddedBy::Team,
        Whom::Service => AddedBy::Service,
    });
    let printed = PrintedReport {
        name: "report compliance",
        paper: &|| paper::paper(&report, by),
        text: Some(&|| paper::text(&report, by, context.style())),
        json: &|| crate::paper::json(&report),
        csv: Some(&|| paper::csv(&report, by)),
        own: &[],
        tells: TellsGaps::Unknown,
    };
    printed.print(context)?;
    context.say_in_csv(&report.unlisted);
    Ok(Outcome::Done)
}

fn scope(args: &ComplianceArgs, context: &Context, summaries: &[Summary]) -> Result<ComplianceScope> {
    if let Some(name) = args.person.as_deref() {
        return match context.people.find(name) {
            Some(person) => Ok(ComplianceScope::Person(person.name.clone())),
            None => bail!(
                "{} is nobody in people.csv. {}",
                safe(name),
                context.people.nearest(name).map_or_else(
                    || "Write the name as people.csv has it.".to_owned(),
                    |near| format!("Did you mean {}?", safe(near))
                )
            ),
        };
    }
    let Some(text) = args.team.as_deref() else {
        return Ok(ComplianceScope::All);
    };
    let people = context.people.all().iter().flat_map(|person| &person.teams);
    let audits = summaries.iter().filter_map(|summary| summary.team.as_ref());
    let known: BTreeSet<&Team> = people.chain(audits).collect();
    let same = |team: &&&Team| team.as_str().eq_ignore_ascii_case(text.trim());
    match known.iter().find(same) {
        Some(team) => Ok(ComplianceScope::Team((*team).clone())),
        None => bail!(
            "{} is no team in people.csv or of any audit. {}",
            safe(text),
            nearest(text, known.iter().map(|team| team.as_str())).map_or_else(
                || {
                    let names: Vec<&str> = known.iter().map(|team| team.as_str()).collect();
                    format!("The teams are {}.", safe(&names.join(", ")))
                },
                |near| format!("Did you mean {}?", safe(near))
            )
        ),
    }
}
