//! `qaf history`.

pub mod facts;
pub mod figures;
pub mod paper;

use std::collections::BTreeMap;

use anyhow::Result;
use clap::Args;

use super::printed::PrintedReport;
use super::work;
use crate::context::gaps::TellsGaps;
use crate::context::{Context, Judged};
use crate::framework::wider_work::names_a_work;
use crate::output::{Destination, Format, Outcome};
use crate::paper::safe::safe;
use crate::paper::wrap::fitted;
use crate::progress;
use crate::record::FileKind;
use crate::reports::history::figures::{FileVersions, History, Version, history};
use crate::store::document::Document;
use crate::store::kept::fingerprint;

/// Tell what happened to an audit, when, and what changed in it
///
/// Every step with its day and who did it, the auditor's grades beside the moderator's, and between two events which
/// answers were changed. What people wrote in their own words is told only with --texts.
#[derive(Debug, Args)]
pub struct HistoryArgs {
    /// The audit or wider work; its id may be shortened, as CF42 or TH3
    #[arg(value_name = "ID")]
    id: String,
    /// Both versions of changed texts too; a child's story may be in them
    #[arg(long)]
    texts: bool,
    /// Where it goes.
    #[command(flatten)]
    pub to: Destination,
}

/// Prints the history.
pub fn run(args: &HistoryArgs, context: &Context) -> Result<Outcome> {
    if names_a_work(&args.id) {
        return work::history(&args.id, context);
    }
    let judged = context.one(&args.id)?;
    let told = tell(&judged, args.texts, context);
    let printed = PrintedReport {
        name: "history",
        paper: &|| paper::paper(&told),
        text: None,
        json: &|| crate::paper::json(&told),
        csv: None,
        own: &[
            (Format::Text, &|| {
                Ok(fitted(
                    &paper::text(&told, context.style()),
                    context.style().width,
                ))
            }),
            (Format::Md, &|| Ok(paper::md(&told))),
        ],
        tells: TellsGaps::Nothing,
    };
    printed.print(context)?;
    let unlogged = judged.reading.folder.unlogged();
    if let Some(why) = &unlogged {
        context.out.warn(format!(
            "What happened to {} is not known: {}. See qaf validate {}.",
            judged.summary.id,
            safe(why),
            judged.summary.id
        ));
    }
    let is_whole = told.lost.is_empty() && told.unread.is_empty() && unlogged.is_none();
    Ok(Outcome::look_if(!is_whole))
}

/// Reads every kept copy that the log names, and tells the history.
fn tell(judged: &Judged, texts: bool, context: &Context) -> History {
    let reading = &judged.reading;
    let folder = &reading.folder;
    let mut copies: BTreeMap<(String, String), Option<Document>> = BTreeMap::new();
    for (stem, sha256) in folder.log.iter().flat_map(|event| &event.files) {
        copies
            .entry((stem.clone(), sha256.clone()))
            .or_insert_with(|| judged.copies.document(stem, sha256));
    }
    let mut now = BTreeMap::new();
    for (name, kind) in FileKind::NAMES.iter().filter(|(_, kind)| kind.is_a_persons()) {
        if folder.files.contains_key(kind) {
            // That it can't be read is no reason to tell nothing else.
            let Some(bytes) = judged.files.get(kind) else {
                context
                    .out
                    .warn(format!("{} can't be read: see qaf validate {}.", name, folder.id));
                continue;
            };
            let node = reading
                .documents
                .get(kind)
                .and_then(|document| document.root.as_ref());
            now.insert(
                name.trim_end_matches(".yaml").to_owned(),
                (fingerprint(bytes), node),
            );
        }
    }
    let kept = copies.iter().map(|(key, document)| {
        let version = document
            .as_ref()
            .map_or(Version::Lost, |document| Version::Read(document.root.as_ref()));
        (key.clone(), version)
    });
    let versions = FileVersions {
        kept: kept.collect(),
        now,
        counts_for_nothing: &judged.summary.changed,
        lost: judged.kept.lost.clone(),
        unread: unread(judged),
        texts,
    };
    let subject = progress::ProgressSubject {
        folder: judged.folder(),
        form: context.form_of(reading),
        row: context.row_of(folder.allocation.as_ref()),
        row_of_work: context.row_of_work(folder.allocation.as_ref()),
        schedule: &context.store.schedule,
        calendar: &context.store.calendar,
        people: &context.people,
        as_of: context.as_of,
    };
    history(&subject, &judged.summary.progress, &versions)
}

/// The lines of the log that can't be read.
fn unread(judged: &Judged) -> Vec<usize> {
    let log = judged.reading.folder.file(FileKind::Log);
    let of_log = judged
        .reading
        .findings
        .iter()
        .filter(|finding| finding.location.path == log);
    let mut lines: Vec<usize> = of_log.map(|finding| finding.location.line).collect();
    lines.sort_unstable();
    lines.dedup();
    lines
}
