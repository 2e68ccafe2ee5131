//! `qaf report coverage`.

pub mod figures;
pub mod paper;
pub mod sentences;

use crate::reports::asked_for;
use anyhow::Result;
use clap::Args;

use super::printed::PrintedReport;
use crate::context::Context;
use crate::context::gaps::TellsGaps;
use crate::figures::Summary;
use crate::output::Outcome;
use crate::reports::coverage::figures::{CoverageInput, coverage};

/// Who has been observed, who is still unseen, and by when
#[derive(Debug, Args)]
pub struct CoverageArgs {
    /// The council year, as 2026-27; left out: the present one
    #[arg(long, value_name = "YEAR")]
    year: Option<String>,
}

/// Prints the report.
pub fn run(args: &CoverageArgs, context: &Context) -> Result<Outcome> {
    let year = asked_for::council_year(args.year.as_deref(), context)?;
    let examined = context.examine_all()?;
    let summaries: Vec<&Summary> = examined.summaries.iter().collect();
    let report = coverage(&CoverageInput {
        store: context.view(),
        summaries: &summaries,
        year,
    });
    let printed = PrintedReport {
        name: "report coverage",
        paper: &|| paper::paper(&report),
        text: Some(&|| paper::text(&report, context.style())),
        json: &|| crate::paper::json(&report),
        csv: Some(&|| paper::csv(&report)),
        own: &[],
        tells: TellsGaps::Unknown,
    };
    printed.print(context)?;
    Ok(Outcome::Done)
}
