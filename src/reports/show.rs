//! `qaf show`.

pub mod figures;
pub mod paper;

use anyhow::{Context as _, Result, bail};
use clap::Args;

use super::printed::PrintedReport;
use super::work;
use crate::context::gaps::TellsGaps;
use crate::context::{Context, Judged};
use crate::figures::Summary;
use crate::finding::Finding;
use crate::framework::wider_work::names_a_work;
use crate::framework::{AuditId, People, Person};
use crate::output::{Destination, Format, Outcome};
use crate::reports::show::figures::{
    AuditDocument, BannerKind, BlindMask, DocumentSource, View, blind, document, left_out,
};

/// Show the whole of an audit or a wider work as one document
///
/// What is meant for the auditor alone is left out, and so is whatever is not final or has not happened yet: a
/// moderation that is not signed off, a direction without a date.
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// The audit or wider work; its id may be shortened, as CF42 or TH3
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
    if names_a_work(&args.id) {
        return work::whole(&args.id, "show", context);
    }
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
    with_printed(&document, context, |printed| printed.print(context))?;
    for text in left_out(&View::new(&source)) {
        context.out.say(text);
    }
    let is_faulty = |kind| kind == BannerKind::Faulty;
    let mut banners = document.banners.iter();
    Ok(Outcome::look_if(banners.any(|banner| is_faulty(banner.kind))))
}

/// A document in each of its formats.
fn with_printed<T>(
    document: &AuditDocument,
    context: &Context,
    take: impl FnOnce(&PrintedReport<'_>) -> Result<T>,
) -> Result<T> {
    take(&PrintedReport {
        name: "show",
        paper: &|| paper::paper(document),
        text: None,
        json: &|| crate::paper::json(document),
        csv: None,
        own: &[
            (Format::Text, &|| Ok(paper::text(document, context.style()))),
            (Format::Md, &|| Ok(paper::md(document))),
            (Format::Html, &|| {
                paper::html(document).context("The page could not be made")
            }),
        ],
        tells: TellsGaps::Nothing,
    })
}

/// An audit as a moderation panel reads it, in every format, each with the name of its file.
///
/// # Errors
/// Where it is gone, or one of the formats can't be made.
pub fn blind_files(id: &AuditId, context: &Context) -> Result<Vec<(String, Vec<u8>)>> {
    let judged = context.one(&id.to_string())?;
    let form = context.form_of(&judged.reading);
    let document = blind(
        &DocumentSource {
            folder: judged.folder(),
            form,
            rubric: None,
            progress: &judged.summary.progress,
            faults: &faults(&judged),
            changed: &[],
            as_of: context.as_of,
            with_comments: false,
        },
        &mask(&judged, context),
    );
    with_printed(&document, context, |printed| {
        let endings = Format::ENDINGS
            .iter()
            .filter(|(format, _)| *format != Format::Csv);
        endings
            .map(|(format, ending)| Ok((format!("{id}.{ending}"), printed.bytes(*format, context)?)))
            .collect()
    })
}

/// Who is not named in what a panel reads: whoever has a part in the audit, by that, and all the staff.
fn mask(judged: &Judged, context: &Context) -> BlindMask {
    let summary: &Summary = &judged.summary;
    let folder = judged.folder();
    let allocation = folder.allocation.as_ref();
    let worker = summary.worker.as_deref();
    let manager = worker.and_then(|name| context.people.find(name)?.manager.as_ref());
    let moderation = folder.moderation.as_ref();
    let parts = [
        ("worker", vec![worker]),
        (
            "manager",
            vec![
                manager.map(AsRef::as_ref),
                allocation.and_then(|allocation| allocation.manager.as_deref()),
            ],
        ),
        (
            "auditor",
            vec![
                summary.progress.auditor.as_deref(),
                summary.first_auditor.as_deref(),
            ],
        ),
        (
            "moderator",
            vec![
                summary.progress.moderator.as_deref(),
                moderation.and_then(|moderation| moderation.moderator.as_deref()),
                allocation.and_then(|allocation| allocation.moderator.as_deref()),
            ],
        ),
    ];
    let parts = parts.map(|(word, names)| (spelt(&names, &context.people), word));
    BlindMask::new(parts, context.name_finder())
}

/// Names in every spelling that `people.csv` has for them.
fn spelt<'n>(names: &[Option<&'n str>], people: &'n People) -> Vec<&'n str> {
    let mut all = Vec::new();
    for name in names.iter().flatten() {
        all.push(*name);
        all.extend(people.find(name).into_iter().flat_map(Person::spellings));
    }
    all
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
