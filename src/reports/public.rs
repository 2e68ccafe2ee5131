//! Figures for readers outside the management team: issued once, and from then on as issued.

pub mod figures;
pub mod paper;

use anyhow::{Context as _, Result, bail};
use serde::Deserialize as _;

use crate::context::Context;
use crate::context::gaps::TellsGaps;
use crate::figures::form_titles::FormTitles;
use crate::framework::Quarter;
use crate::reports::printed::PrintedReport;
use crate::reports::public::figures::{Public, PublicLine, public};
use crate::reports::quarterly::figures::{Quarterly, QuarterlyInput};
use crate::reports::quarterly::issued;

/// So many quarters are shown, this one among them.
const QUARTERS: usize = 8;

/// The public figures of a quarter as they were issued; none where they never were.
pub fn as_issued(quarter: Quarter, context: &Context) -> Result<Option<Public>> {
    for found in issued::of_quarter(quarter, context)?
        .iter()
        .filter(|found| found.public)
    {
        let document = match &found.content {
            Ok(document) => document,
            // Figures made anew beside those that are out could give an audit away, so nothing is shown.
            Err(why) => bail!(
                "{} can't be trusted. {why} Restore it from a copy; nothing is shown before.",
                found.path
            ),
        };
        if issued::is_ahead(document, context) {
            continue;
        }
        let report = Public::deserialize(&document["report"])
            .with_context(|| format!("{} is not as this qaf writes it", found.path))?;
        let form_titles = FormTitles::of(&context.store.forms);
        return Ok(Some(Public {
            form_titles,
            ..report
        }));
    }
    Ok(None)
}

/// The public figures made now, and issued where that is asked.
pub fn make(
    input: &QuarterlyInput<'_>,
    report: &Quarterly,
    issue: bool,
    context: &Context,
) -> Result<Public> {
    if issue
        && issued::of_quarter(input.quarter, context)?
            .iter()
            .any(|found| found.public)
    {
        bail!(
            "The public figures of {} were issued on a day after {}, and are issued once. Nothing was written.",
            input.quarter,
            context.as_of
        );
    }
    let hide_up_to = usize::try_from(context.store.settings.hide_up_to).unwrap_or(usize::MAX);
    let mut made = public(input, report, hide_up_to, earlier(input.quarter, context)?);
    made.issued = issue;
    if issue {
        issued::keep(input.quarter, true, &[], &made, context)?;
    }
    Ok(made)
}

/// The lines of the quarters before as they were issued to the public. One that was not is left out: reckoned anew it
/// could differ from what is out.
fn earlier(quarter: Quarter, context: &Context) -> Result<Vec<PublicLine>> {
    let before = std::iter::successors(Some(quarter.before()), |quarter| Some(quarter.before()));
    let mut lines = Vec::new();
    for quarter in before.take(QUARTERS - 1) {
        if let Some(report) = as_issued(quarter, context)? {
            let name = report.quarter.clone();
            let share = report.good_or_better;
            lines.push(PublicLine { name, share });
        }
    }
    lines.reverse();
    Ok(lines)
}

/// Prints the public figures.
pub fn print(report: &Public, context: &Context) -> Result<()> {
    let printed = PrintedReport {
        name: "report quarterly --public",
        paper: &|| paper::paper(report),
        text: None,
        json: &|| crate::paper::json(report),
        csv: Some(&|| paper::csv(report)),
        own: &[],
        tells: TellsGaps::Public,
    };
    printed.print(context)
}
