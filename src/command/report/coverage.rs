//! `qaf report coverage`.

use anyhow::Result;
use clap::Args;

use super::compliance::council_year;
use crate::cli::Outcome;
use crate::context::{Context, Format};
use crate::render::coverage as render;
use crate::report::coverage::{Input, coverage};

/// What to report on.
#[derive(Debug, Args)]
pub struct CoverageArgs {
    /// The council year, as 2026-27; left out: the present one
    #[arg(long, value_name = "YEAR")]
    year: Option<String>,
}

/// Prints the report.
pub fn run(args: &CoverageArgs, context: &Context) -> Result<Outcome> {
    let year = council_year(args.year.as_deref(), context)?;
    let examined = context.examine_all()?;
    let report = coverage(&Input {
        summaries: &examined.summaries,
        schedule: &context.store.schedule,
        people: &context.people,
        exemptions: &context.exemptions,
        year,
        as_of: context.as_of,
    });
    context.out.data(&match context.format {
        Format::Json => render::json(&report),
        Format::Csv => render::csv(&report),
        Format::Md => render::md(&report),
        Format::Text => render::text(&report, context.style()),
        _ => return Err(context.no_such_format("report coverage", "text, json, csv or md")),
    })?;
    Ok(Outcome::Done)
}
