//! `qaf report work`.

pub mod figures;
pub mod paper;
mod visit_paper;
pub mod work_sample;

use anyhow::{Result, bail};
use clap::Args;

use self::figures::{WorkInput, work_history, work_report};
use super::printed::PrintedReport;
use crate::context::Context;
use crate::context::gaps::TellsGaps;
use crate::output::Outcome;
use crate::paper::safe::safe;
use crate::record::work::Work;

/// One wider work: its terms or plan, its audits, what was found, and what is done about it
#[derive(Debug, Args)]
pub struct WorkArgs {
    /// The work; its id may be shortened, as TH3
    #[arg(value_name = "ID")]
    id: String,
}

/// Prints the report.
pub fn run(args: &WorkArgs, context: &Context) -> Result<Outcome> {
    whole(&args.id, "report work", context)
}

/// Prints a work, as `report work` and `show` do.
pub fn whole(id: &str, name: &'static str, context: &Context) -> Result<Outcome> {
    let work = begun(id, context)?;
    // All of them: that one can't be read, and may be part of it, is said beside the figures.
    let examined = context.examine_all()?;
    // That the sample can't be read is no reason to tell nothing else.
    let sample = context.sample(&work);
    if let Err(why) = &sample {
        context.out.warn(safe(&format!("{why:#}")));
    }
    let report = work_report(&WorkInput {
        work: &work,
        sample: sample.as_ref().ok().and_then(Option::as_ref),
        summaries: &examined.summaries,
        store: context.view(),
        settings: &context.store.settings,
    });
    let printed = PrintedReport {
        name,
        paper: &|| paper::paper(&report, &work),
        text: None,
        json: &|| crate::paper::json(&report),
        csv: None,
        own: &[],
        tells: TellsGaps::Nothing,
    };
    printed.print(context)?;
    let outcome = told_whole(&work, context);
    Ok(if sample.is_err() { Outcome::Look } else { outcome })
}

/// Prints what happened to a work, as `history` does.
pub fn history(id: &str, context: &Context) -> Result<Outcome> {
    let work = begun(id, context)?;
    let told = work_history(&work, context.as_of, &context.store.settings);
    let printed = PrintedReport {
        name: "history",
        paper: &|| paper::history(&told),
        text: None,
        json: &|| crate::paper::json(&told),
        csv: None,
        own: &[],
        tells: TellsGaps::Nothing,
    };
    printed.print(context)?;
    Ok(told_whole(&work, context))
}

/// A work that was commissioned by today.
fn begun(id: &str, context: &Context) -> Result<Work> {
    let work = context.work(id)?;
    let commissioned = work.commission.commissioned;
    if commissioned > context.as_of {
        bail!(
            "{} was commissioned on {}, later than {}. There is nothing of it to show as of that day.",
            work.id(),
            commissioned.spoken(),
            context.as_of.spoken()
        );
    }
    Ok(work)
}

/// Says where files of a work could not be read whole.
fn told_whole(work: &Work, context: &Context) -> Outcome {
    context.tell_redrafted(work);
    if work.is_whole() {
        return Outcome::Done;
    }
    context.out.warn(format!(
        "Files of {0} can't be read whole, so what is told here may be wrong or missing: see qaf validate {0}.",
        work.id()
    ));
    Outcome::Look
}
