//! `qaf tracker`.

pub mod figures;
pub mod paper;
pub mod screen;

use anyhow::Result;
use clap::Args;

use crate::context::Context;
use crate::context::gaps::TellsGaps;
use crate::output::{Destination, Outcome};
use crate::paper::TextStyle;
use crate::reports::asked_for;
use crate::reports::printed::PrintedReport;
use crate::reports::tracker::figures::{Tracker, row};

/// List every audit: where it stands, what is next, what is late
#[derive(Debug, Args)]
pub struct TrackerArgs {
    /// Only this team
    #[arg(long, value_name = "TEAM")]
    team: Option<String>,
    /// List the audits too with which nothing is left to do; tables and JSON always have all
    #[arg(long)]
    all: bool,
    /// Where it goes.
    #[command(flatten)]
    pub to: Destination,
}

/// Prints the tracker.
pub fn run(args: &TrackerArgs, context: &Context) -> Result<Outcome> {
    let wanted = |team: Option<&str>| {
        args.team
            .as_deref()
            .is_none_or(|wanted| team.is_some_and(|team| team.eq_ignore_ascii_case(wanted)))
    };
    let store = context.view();
    let rows = context.examine_to(|_, summary| {
        let is_wanted = wanted(summary.team.as_ref().map(AsRef::as_ref));
        is_wanted.then(|| row(&summary, &store))
    })?;
    let lists_open = asked_for::only_open(args.all, context);
    let tracker = Tracker::of(rows, context.as_of)
        .with_works(&store)
        .listing_open(lists_open);
    let style = TextStyle {
        colour: context.out.colour(),
        ..TextStyle::default()
    };
    let team = args.team.as_deref();
    let printed = PrintedReport {
        name: "tracker",
        paper: &|| paper::paper(&tracker, team, context.format),
        text: Some(&|| {
            // That there are none can't be said where they may lie in what can't be opened.
            if tracker.audits.is_empty() && !context.gaps().shut.is_empty() {
                return "No audit can be seen.\n".to_owned();
            }
            screen::text(&tracker, style)
        }),
        json: &|| crate::paper::json(&tracker),
        csv: Some(&|| paper::COLUMNS.csv(&tracker.audits)),
        own: &[],
        tells: TellsGaps::Unknown,
    };
    printed.print(context)?;
    context.say_in_csv(&tracker.unlisted);
    Ok(Outcome::Done)
}
