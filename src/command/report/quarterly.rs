//! `qaf report quarterly`.

use anyhow::Result;
use clap::Args;

use super::printed::Printed;
use crate::cli::Outcome;
use crate::context::{Context, Examined};
use crate::framework::Quarter;
use crate::render;
use crate::report::quarterly::{Input, Quarterly, compared, quarterly};

/// The quarter to report on.
#[derive(Debug, Args)]
pub struct QuarterlyArgs {
    /// The quarter, as 2026-27-Q3, or now; left out: the last that has ended
    #[arg(long, value_name = "Q")]
    quarter: Option<String>,
    /// Another quarter to set beside it
    #[arg(long, value_name = "Q")]
    compare: Option<String>,
}

/// Prints the report.
pub fn run(args: &QuarterlyArgs, context: &Context) -> Result<Outcome> {
    let quarter = begun(args.quarter.as_deref(), context)?;
    let other = args
        .compare
        .as_deref()
        .map(|other| begun(Some(other), context))
        .transpose()?;
    if other == Some(quarter) {
        anyhow::bail!("{quarter} is the report's own quarter. Name another one to compare it with.");
    }
    let examined = context.examine_all()?;
    let mut report = make(context, &examined, quarter);
    report.compare = other.map(|other| compared(&report, &make(context, &examined, other)));
    let printed = Printed {
        name: "report quarterly",
        paper: render::quarterly::paper(&report, &context.store.settings.council),
        text: Some(render::quarterly::text(&report, context.style())),
        json: &|| render::quarterly::json(&report),
        csv: Some(&|| render::quarterly::csv(&report)),
    };
    printed.print(context)?;
    Ok(Outcome::Done)
}

/// The quarter that is meant: `now`, one by name, or where none is named the last that has ended. One that lies ahead is
/// refused.
pub fn begun(text: Option<&str>, context: &Context) -> Result<Quarter> {
    let starts = context.store.settings.year_starts;
    let quarter = match text {
        None => Quarter::last_ended(context.as_of, starts),
        Some("now") => Quarter::of(context.as_of, starts),
        Some(text) => Quarter::parse(text, starts)?,
    };
    if quarter.period().from() > context.as_of {
        anyhow::bail!(
            "{quarter} lies ahead: it begins on {}. Name a quarter that has begun.",
            quarter.period().from()
        );
    }
    Ok(quarter)
}

/// Makes the report of a quarter from what was examined.
pub fn make(context: &Context, examined: &Examined, quarter: Quarter) -> Quarterly {
    quarterly(&Input {
        summaries: &examined.summaries,
        schedule: &context.store.schedule,
        people: &context.people,
        exemptions: &context.exemptions,
        forms: &context.store.forms,
        rubrics: &context.store.rubrics,
        headline_forms: &context.store.settings.headline_forms,
        own_part: &context.store.settings.own_part,
        starts: context.store.settings.year_starts,
        quarter,
        as_of: context.as_of,
    })
}
