//! `qaf report assurance`.

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use super::learning;
use super::printed::PrintedReport;
use super::quarterly::figures::Quarterly;
use super::quarterly::paper::assurance_packs::{self as packs, AssurancePack, PACKS};
use super::{asked_for, quarterly};
use crate::context::Context;
use crate::context::gaps::TellsGaps;
use crate::output::Outcome;

/// The schema that a pack names.
const SCHEMA: &str = "qaf.report-assurance/1";

/// A quarter's pack for a meeting above the service: what is known, what is at risk, and what to ask
///
/// clb is the report to the council's leadership: performance, risk, challenges, progress. support-and-challenge is for the
/// meeting of the Executive Director and the Lead Member: what is known, how it is known, what is done, and questions. For
/// Word: --output pack.docx
#[derive(Debug, Args)]
pub struct AssuranceArgs {
    /// The meeting
    #[arg(value_name = "MEETING", value_parser = PACKS.map(|pack| pack.name))]
    pack: String,
    /// The quarter, as 2026-27-Q3, or now; left out: the last that has ended
    #[arg(long, value_name = "Q")]
    quarter: Option<String>,
}

/// A pack as `--format json` prints it.
#[derive(Debug, Serialize)]
struct AssuranceJson<'a> {
    schema: &'static str,
    pack: &'static str,
    questions: Vec<String>,
    report: &'a Quarterly,
}

/// Prints the pack.
pub fn run(args: &AssuranceArgs, context: &Context) -> Result<Outcome> {
    let quarter = asked_for::quarter(args.quarter.as_deref(), context)?;
    let (examined, learned) = learning::examined_and_learned(context, quarter, None)?;
    let (mut report, _) = quarterly::with_issue(context, &examined, quarter)?;
    quarterly::beside_figures(&mut report, context);
    let pack = PACKS
        .iter()
        .find(|pack| pack.name == args.pack)
        .unwrap_or(&PACKS[0]);
    let json = |pack: &AssurancePack| {
        crate::paper::json(&AssuranceJson {
            schema: SCHEMA,
            pack: pack.name,
            questions: packs::questions(&report),
            report: &report,
        })
    };
    let printed = PrintedReport {
        name: "report assurance",
        paper: &|| packs::paper(pack, &report, &learned),
        text: Some(&|| crate::paper::text::text(&packs::on_screen(pack, &report, &learned), context.style())),
        json: &|| json(pack),
        csv: None,
        own: &[],
        tells: TellsGaps::Unknown,
    };
    printed.print(context)?;
    Ok(Outcome::Done)
}
