//! `qaf schedule`.

pub mod figures;
pub mod paper;
pub mod screen;

use anyhow::Result;
use clap::Args;

use crate::context::Context;
use crate::context::gaps::TellsGaps;
use crate::output::{Destination, Outcome};
use crate::paper::TextStyle;
use crate::reports::annual::reminder;
use crate::reports::printed::PrintedReport;
use crate::reports::schedule::figures::schedule;

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
    let report = schedule(&context.view(), &examined.summaries);
    let style = TextStyle {
        colour: context.out.colour(),
        ..TextStyle::default()
    };
    let printed = PrintedReport {
        name: "schedule",
        paper: &|| paper::paper(&report),
        text: Some(&|| screen::text(&report, style) + &reminder(context)),
        json: &|| crate::paper::json(&report),
        csv: Some(&|| screen::CSV.csv(&report.rows)),
        own: &[],
        tells: TellsGaps::Unknown,
    };
    printed.print(context)?;
    Ok(Outcome::Done)
}
