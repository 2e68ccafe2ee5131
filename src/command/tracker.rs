//! `qaf tracker`.

use anyhow::Result;
use clap::Args;

use crate::cli::Outcome;
use crate::context::{Context, Format};
use crate::output::Destination;
use crate::render::{self, Style};
use crate::report::tracker::tracker;

/// List every audit: where it stands, what is next, what is late
#[derive(Debug, Args)]
pub struct TrackerArgs {
    /// Only this team
    #[arg(long, value_name = "TEAM")]
    team: Option<String>,
    /// Where it goes.
    #[command(flatten)]
    pub to: Destination,
}

/// Prints the tracker.
pub fn run(args: &TrackerArgs, context: &Context) -> Result<Outcome> {
    let examined = context.examine_all()?;
    let wanted = |team: Option<&str>| {
        args.team
            .as_deref()
            .is_none_or(|wanted| team.is_some_and(|team| team.eq_ignore_ascii_case(wanted)))
    };
    let summaries = examined
        .summaries
        .iter()
        .filter(|s| wanted(s.team.as_ref().map(AsRef::as_ref)));
    let tracker = tracker(summaries, context.as_of, |role| context.title(role));
    let style = Style {
        colour: context.out.colour(),
        ..Style::default()
    };
    context.out.data(&match context.format {
        Format::Text => render::tracker::text(&tracker, style),
        Format::Json => render::tracker::json(&tracker),
        Format::Csv => render::tracker::csv(&tracker),
        Format::Md => render::tracker::md(&tracker),
        _ => return Err(context.no_such_format("tracker", "text, json, csv or md")),
    })?;
    Ok(Outcome::Done)
}
