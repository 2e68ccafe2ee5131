//! `qaf report moderation`.

pub mod figures;
pub mod paper;
pub mod tables;

use crate::reports::asked_for;
use anyhow::{Result, bail};
use clap::Args;

use super::printed::PrintedReport;
use crate::context::Context;
use crate::context::gaps::TellsGaps;
use crate::framework::Period;
use crate::output::Outcome;
use crate::reports::moderation::figures::{ModerationInput, report};

/// How moderation changed the grades
#[derive(Debug, Args)]
pub struct ModerationArgs {
    /// The quarter, as 2026-27-Q3, or now; left out: the last that has ended
    #[arg(long, value_name = "Q", conflicts_with = "year")]
    quarter: Option<String>,
    /// The council year, as 2026-27, or now
    #[arg(long, value_name = "Y")]
    year: Option<String>,
    /// Only audits of this form
    #[arg(long, value_name = "FORM")]
    form: Option<String>,
}

/// Prints the report.
pub fn run(args: &ModerationArgs, context: &Context) -> Result<Outcome> {
    let period = match &args.year {
        Some(year) => begun_year(year, context)?,
        None => asked_for::quarter(args.quarter.as_deref(), context)?.period(),
    };
    let form = args.form.as_deref().map(|form| asked_for::form(form, context));
    let examined = context.examine_all()?;
    let report = report(&ModerationInput {
        store: context.view(),
        summaries: &examined.summaries,
        period,
        form: form.transpose()?.as_deref(),
    });
    let printed = PrintedReport {
        name: "report moderation",
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

/// The council year that is meant; one that lies ahead is refused.
pub fn begun_year(text: &str, context: &Context) -> Result<Period> {
    let starts = context.store.settings.year_starts;
    let year = if text == "now" {
        Some(starts.year_of(context.as_of))
    } else {
        starts.year(text)
    };
    let Some(year) = year else {
        bail!("{text} is no council year; write it as 2026-27, or now.");
    };
    if year.from() > context.as_of {
        bail!(
            "{year} lies ahead: it begins on {}. Name a year that has begun.",
            year.from()
        );
    }
    Ok(Period::of(year.from(), 1, starts))
}
