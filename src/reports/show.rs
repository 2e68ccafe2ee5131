//! `qaf show`.

pub mod figures;
pub mod paper;

use anyhow::{Context as _, Result, bail};
use clap::Args;

use super::printed::PrintedReport;
use crate::context::gaps::TellsGaps;
use crate::context::{Context, Judged};
use crate::finding::Finding;
use crate::output::{Destination, Format, Outcome};
use crate::reports::show::figures::{BannerKind, DocumentSource, View, document, left_out};

/// Show the whole audit as one document, for the worker's supervision file
///
/// What is meant for the auditor alone is left out, and so is whatever is not final or has not happened yet: a
/// moderation that is not signed off, a direction without a date.
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// The audit; its id may be shortened, as CF42
    #[arg(value_name = "ID")]
    id: String,
    /// Take in the moderator's comments for the auditor alone
    #[arg(long)]
    with_comments: bool,
    /// Where it goes.
    #[command(flatten)]
    pub to: Destination,
}

/// Shows the audit. Where something in its files can't be shown, the rest is, and the status is 1.
pub fn run(args: &ShowArgs, context: &Context) -> Result<Outcome> {
    let judged = context.one(&args.id)?;
    demand_allocated(&judged, context)?;
    let faults = faults(&judged);
    let form = context.form_of(&judged.reading);
    let source = DocumentSource {
        folder: judged.folder(),
        form,
        rubric: form.and_then(|form| context.store.rubric(form)),
        progress: &judged.summary.progress,
        faults: &faults,
        changed: &judged.summary.changed,
        as_of: context.as_of,
        with_comments: args.with_comments,
    };
    let document = document(&source);
    let printed = PrintedReport {
        name: "show",
        paper: &|| paper::paper(&document),
        text: None,
        json: &|| crate::paper::json(&document),
        csv: None,
        own: &[
            (Format::Text, &|| Ok(paper::text(&document, context.style()))),
            (Format::Md, &|| Ok(paper::md(&document))),
            (Format::Html, &|| {
                paper::html(&document).context("The page could not be made")
            }),
        ],
        tells: TellsGaps::Nothing,
    };
    printed.print(context)?;
    for text in left_out(&View::new(&source)) {
        context.out.say(text);
    }
    let is_faulty = |kind| kind == BannerKind::Faulty;
    Ok(if document.banners.iter().any(|banner| is_faulty(banner.kind)) {
        Outcome::Look
    } else {
        Outcome::Done
    })
}

/// What can't be shown of an audit's files.
fn faults(judged: &Judged) -> Vec<Finding> {
    let findings = judged.reading.findings.iter();
    // Of a file that was changed since it counts, its kept copy is shown.
    let faults =
        findings.filter(|finding| finding.is_error() && !judged.kept.is_changed(&finding.location.path));
    faults.cloned().collect()
}

/// The audit as a page, as [`run`] shows it.
///
/// # Errors
/// Where the page's template has a mistake.
pub fn page_of(judged: &Judged, context: &Context) -> Result<String, minijinja::Error> {
    let form = context.form_of(&judged.reading);
    paper::html(&document(&DocumentSource {
        folder: judged.folder(),
        form,
        rubric: form.and_then(|form| context.store.rubric(form)),
        progress: &judged.summary.progress,
        faults: &faults(judged),
        changed: &judged.summary.changed,
        as_of: context.as_of,
        with_comments: false,
    }))
}

/// An audit that is allocated later than today has not happened yet.
fn demand_allocated(judged: &Judged, context: &Context) -> Result<()> {
    let allocated = judged.summary.allocated.filter(|day| *day > context.as_of);
    if let Some(day) = allocated {
        bail!(
            "{} was allocated on {}, later than {}. There is nothing of it to show as of that day.",
            judged.summary.id,
            day.spoken(),
            context.as_of.spoken()
        );
    }
    Ok(())
}
