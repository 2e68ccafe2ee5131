//! `qaf draw history`.

use crate::reports::asked_for;
use anyhow::{Result, bail};
use clap::Args;

use super::draws_page as page;
use crate::command::allocate::earlier::Draws;
use crate::context::Context;
use crate::context::gaps::TellsGaps;
use crate::draw::DrawRecord;
use crate::draw::history::{PastDraws, history};
use crate::output::{Destination, Format, Outcome};
use crate::reports::printed::{PrintedReport, WITHOUT_CSV};

/// Say who has been drawn from whom over the year, and where the variety is thin
///
/// Only draws that stand are counted. Children are named by their ids alone.
#[derive(Debug, Args)]
pub struct DrawHistoryArgs {
    /// The council year, as 2026-27; left out: the present one
    #[arg(long, value_name = "YEAR")]
    year: Option<String>,
    /// Only the draws for this auditor
    #[arg(long, value_name = "NAME")]
    unit: Option<String>,
    /// Where it goes.
    #[command(flatten)]
    pub to: Destination,
}

/// Prints the history.
pub fn run(args: &DrawHistoryArgs, context: &Context) -> Result<Outcome> {
    let year = asked_for::council_year(args.year.as_deref(), context)?;
    if context.format == Format::Csv {
        return Err(context.no_such_format("draw history", WITHOUT_CSV));
    }
    let draws = Draws::load(context)?;
    let records: Vec<&DrawRecord> = draws.records().collect();
    if let Some(name) = &args.unit {
        demand_known(name, &records, context)?;
    }
    let name = |unit: &str| {
        let person = context.people.find(unit);
        person.map_or_else(|| unit.to_owned(), |person| person.name.to_string())
    };
    let wanted = |unit: &str| {
        let asked = args.unit.as_deref();
        asked.is_none_or(|asked| context.people.same(asked, unit))
    };
    let input = PastDraws {
        records: &records,
        year,
        as_of: context.as_of,
    };
    let made = history(input, name, wanted);
    let printed = PrintedReport {
        name: "draw history",
        paper: &|| page::paper(&made),
        text: None,
        json: &|| crate::paper::json(&made),
        csv: None,
        own: &[
            (Format::Text, &|| Ok(page::text(&made, context.style()))),
            (Format::Md, &|| Ok(page::md(&made))),
        ],
        tells: TellsGaps::Nothing,
    };
    printed.print(context)?;
    Ok(Outcome::Done)
}

/// Refuses a name that neither people.csv nor any draw has: an empty history would look like an answer.
fn demand_known(name: &str, records: &[&DrawRecord], context: &Context) -> Result<()> {
    let mut units = records.iter().flat_map(|record| &record.units);
    if context.people.find(name).is_some() || units.any(|unit| context.people.same(&unit.unit, name)) {
        return Ok(());
    }
    match context.people.nearest(name) {
        Some(meant) => bail!("Nobody is named {name} in people.csv or any draw. Did you mean {meant}?"),
        None => bail!("Nobody is named {name} in people.csv or any draw. Write the name as people.csv does."),
    }
}
