//! `qaf report work`.

pub mod figures;
pub mod paper;

use anyhow::Result;
use clap::Args;

use self::figures::{WorkInput, work_report};
use super::printed::PrintedReport;
use crate::context::Context;
use crate::context::gaps::TellsGaps;
use crate::output::Outcome;

/// One wider work: its terms or plan, its audits, what was found, and what is done about it
#[derive(Debug, Args)]
pub struct WorkArgs {
    /// The work; its id may be shortened, as TH3
    #[arg(value_name = "ID")]
    id: String,
}

/// Prints the report.
pub fn run(args: &WorkArgs, context: &Context) -> Result<Outcome> {
    let work = context.work(&args.id)?;
    let examined = context.examine_all()?;
    let report = work_report(&WorkInput {
        work: &work,
        summaries: &examined.summaries,
        store: context.view(),
        settings: &context.store.settings,
    });
    let printed = PrintedReport {
        name: "report work",
        paper: &|| paper::paper(&report, &work),
        text: None,
        json: &|| crate::paper::json(&report),
        csv: None,
        own: &[],
        tells: TellsGaps::Unknown,
    };
    printed.print(context)?;
    Ok(Outcome::Done)
}
