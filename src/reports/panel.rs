//! `qaf report panel`.

pub mod figures;
pub mod paper;

use anyhow::{Result, bail};
use clap::Args;

use self::figures::{PanelInput, panel_report};
use super::printed::PrintedReport;
use crate::context::Context;
use crate::context::gaps::TellsGaps;
use crate::framework::wider_work::WorkEventKind;
use crate::framework::{Period, WorkKind};
use crate::output::Outcome;
use crate::record::work::Work;
use crate::reports::moderation::begun_year;

/// How far moderation panels agree with the final grades, and their members with each other
///
/// Of the panels that were held; of one panel, once its grades are revealed, with its discussion.
#[derive(Debug, Args)]
pub struct PanelReportArgs {
    /// One panel alone; its id may be shortened, as PA3
    #[arg(value_name = "ID", conflicts_with = "year")]
    id: Option<String>,
    /// The panels held in this council year, as 2026-27, or now; left out: all that were held
    #[arg(long, value_name = "Y")]
    year: Option<String>,
}

/// Prints the report.
pub fn run(args: &PanelReportArgs, context: &Context) -> Result<Outcome> {
    let one = args.id.as_deref().map(|id| revealed(id, context)).transpose()?;
    let year = args
        .year
        .as_deref()
        .map(|year| begun_year(year, context))
        .transpose()?;
    let panels: Vec<&Work> = match &one {
        Some(one) => vec![one],
        None => held(year, context),
    };
    let examined = context.examine_all()?;
    let report = panel_report(&PanelInput {
        panels: &panels,
        summaries: &examined.summaries,
        year,
        is_one: one.is_some(),
        as_of: context.as_of,
    });
    let printed = PrintedReport {
        name: "report panel",
        paper: &|| paper::paper(&report, one.as_ref()),
        text: None,
        json: &|| crate::paper::json(&report),
        csv: Some(&|| paper::csv(&report)),
        own: &[],
        tells: TellsGaps::Unknown,
    };
    printed.print(context)?;
    Ok(Outcome::Done)
}

/// The panels that were held, in a year where one is given.
fn held(year: Option<Period>, context: &Context) -> Vec<&Work> {
    let works = context.works().all.iter();
    let is_in = |work: &&Work| {
        let held = work.met(context.as_of).filter(|_| work.kind() == WorkKind::Panel);
        held.is_some_and(|day| year.is_none_or(|year| year.contains(day)))
    };
    works.filter(is_in).collect()
}

/// One panel, of which nothing is told before its grades are revealed.
fn revealed(id: &str, context: &Context) -> Result<Work> {
    let work = context.work(id)?;
    if work.kind() != WorkKind::Panel {
        bail!(
            "{} is no panel: qaf report work {} tells of it.",
            work.id(),
            work.id()
        );
    }
    let is_revealed = work.panel.as_ref().is_some_and(|panel| panel.revealed.is_some());
    if !is_revealed || work.day_of(WorkEventKind::Revealed, context.as_of).is_none() {
        bail!(
            "The grades of {} are not revealed yet, so there is nothing to tell. First, once the sheets are in: qaf panel \
             reveal {}.",
            work.id(),
            work.id()
        );
    }
    Ok(work)
}
