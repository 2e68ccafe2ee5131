//! `qaf schedule`.

use anyhow::Result;
use clap::Args;

use super::report::annual::reminder;
use super::report::printed::PrintedReport;
use crate::context::Context;
use crate::context::gaps::TellsGaps;
use crate::output::{Destination, Outcome};
use crate::render::{self, TextStyle};
use crate::report::schedule::{ScheduleInput, schedule};

/// Show Appendix 1 as a table, and what this cycle still needs
#[derive(Debug, Args)]
pub struct ScheduleArgs {
    /// Where it goes.
    #[command(flatten)]
    pub to: Destination,
}

/// Prints the schedule.
pub fn run(_: &ScheduleArgs, context: &Context) -> Result<Outcome> {
    let examined = context.examine_all()?;
    let report = schedule(&ScheduleInput {
        schedule: &context.store.schedule,
        people: &context.people,
        exemptions: &context.exemptions,
        summaries: &examined.summaries,
        roles: &context.store.settings.roles,
        starts: context.store.settings.year_starts,
        as_of: context.as_of,
    });
    let style = TextStyle {
        colour: context.out.colour(),
        ..TextStyle::default()
    };
    let printed = PrintedReport {
        name: "schedule",
        paper: &|| render::schedule::paper(&report, &context.store.settings.council),
        text: Some(&|| render::schedule::text(&report, style) + &reminder(context)),
        json: &|| render::schedule::json(&report),
        csv: Some(&|| render::schedule::csv(&report)),
        tells: TellsGaps::Unknown,
    };
    printed.print(context)?;
    Ok(Outcome::Done)
}
