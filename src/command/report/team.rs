//! `qaf report team`.

use std::collections::BTreeSet;

use anyhow::{Result, bail};
use clap::Args;

use crate::cli::Outcome;
use crate::context::Context;
use crate::framework::text::nearest;
use crate::report::Summary;

/// What to report on.
#[derive(Debug, Args)]
pub struct TeamArgs {
    /// The team's name
    #[arg(value_name = "NAME")]
    name: String,
}

/// Prints the report.
pub fn run(args: &TeamArgs, _context: &Context) -> Result<Outcome> {
    bail!("{args:?}: this report is still to be written.")
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
