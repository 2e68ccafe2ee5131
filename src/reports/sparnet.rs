//! `qaf report sparnet`.

pub mod figures;
pub mod paper;

use crate::reports::asked_for;
use anyhow::Result;
use clap::Args;

use super::printed::PrintedReport;
use super::quarterly;
use crate::context::Context;
use crate::context::gaps::TellsGaps;
use crate::output::Outcome;
use crate::reports::sparnet::figures::sparnet;

/// The one figure that the council's dashboard takes: the share of case audits graded Good or Outstanding
#[derive(Debug, Args)]
pub struct SparnetArgs {
    /// The quarter, as 2026-27-Q3, or now; left out: the last that has ended
    #[arg(long, value_name = "Q")]
    quarter: Option<String>,
}

/// Prints the line.
pub fn run(args: &SparnetArgs, context: &Context) -> Result<Outcome> {
    let quarter = asked_for::quarter(args.quarter.as_deref(), context)?;
    let (report, since) =
        quarterly::with_issue(context, &context.examine_for(&[quarter], |_, _| ())?, quarter)?;
    let line = sparnet(&report, since.as_ref());
    if let Some(issued) = line.issued.filter(|_| line.changed) {
        context.out.say(format!(
            "The figure of {quarter} is another than the one issued on {}. What has changed: report quarterly --quarter {quarter}",
            issued.spoken()
        ));
    }
    let printed = PrintedReport {
        name: "report sparnet",
        paper: &|| paper::paper(&line),
        text: Some(&|| paper::text(&line)),
        json: &|| crate::paper::json(&line),
        csv: Some(&|| paper::COLUMNS.csv([&line])),
        own: &[],
        tells: TellsGaps::Nothing,
    };
    printed.print(context)?;
    Ok(Outcome::Done)
}
