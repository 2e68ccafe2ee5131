//! `qaf schedule`.

use anyhow::Result;
use clap::Args;

use super::report::annual::reminder;
use crate::cli::Outcome;
use crate::context::{Context, Format};
use crate::render::{self, Style};
use crate::report::schedule::{Input, schedule};

/// Show Appendix 1 as a table, and what this cycle still needs
#[derive(Debug, Args)]
pub struct ScheduleArgs {}

/// Prints the schedule.
pub fn run(_: &ScheduleArgs, context: &Context) -> Result<Outcome> {
    let examined = context.examine_all()?;
    let report = schedule(&Input {
        schedule: &context.store.schedule,
        people: &context.people,
        exemptions: &context.exemptions,
        summaries: &examined.summaries,
        roles: &context.store.settings.roles,
        starts: context.store.settings.year_starts,
        as_of: context.as_of,
    });
    let style = Style {
        colour: context.out.colour(),
        ..Style::default()
    };
    context.out.data(&match context.format {
        Format::Text => render::schedule::text(&report, style) + &reminder(context),
        Format::Json => render::schedule::json(&report),
        Format::Csv => render::schedule::csv(&report),
        Format::Md => render::schedule::md(&report),
        _ => return Err(context.no_such_format("schedule", "text, json, csv or md")),
    })?;
    Ok(Outcome::Done)
}
