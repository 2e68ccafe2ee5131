//! `qaf report learning`.

pub mod figures;
pub mod paper;

use crate::reports::asked_for;
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use anyhow::{Result, bail};
use clap::Args;

use super::printed::PrintedReport;
use crate::context::gaps::TellsGaps;
use crate::context::{AuditRecord, Context, Examined};
use crate::figures::Summary;
use crate::framework::interface::INTERFACES;
use crate::framework::word::nearest;
use crate::framework::{AuditId, Date, Quarter};
use crate::output::Outcome;
use crate::record::Folder;
use crate::reports::learning::figures::{
    AuditLearning, Excerpt, Gather, LearningPiece, LearningWindow, Only, PieceKind, learning, plain_tag,
};
use crate::rule::StaffNames;
use crate::store::scan::ScannedFolder;

/// What audits teach: training needs, changes in practice, good practice
#[derive(Debug, Args)]
pub struct LearningArgs {
    /// The quarter, as 2026-27-Q3, or now; left out: the last that has ended
    #[arg(long, value_name = "Q", conflicts_with_all = ["from", "to"])]
    quarter: Option<String>,
    /// The first day, instead of a quarter
    #[arg(long, value_name = "DATE", requires = "to")]
    from: Option<Date>,
    /// The last day
    #[arg(long, value_name = "DATE", requires = "from")]
    to: Option<Date>,
    /// Only audits with this tag
    #[arg(long, value_name = "TAG")]
    tag: Option<String>,
    /// Only audits of this service
    #[arg(long, value_name = "SERVICE")]
    service: Option<String>,
    /// Only audits of this form
    #[arg(long, value_name = "FORM")]
    form: Option<String>,
    /// Only audits tagged as telling of where services meet: adoption, adult-mental-health or preparing-for-adulthood
    #[arg(long, value_name = "INTERFACE")]
    interface: Option<String>,
    /// Only texts that hold all of these words
    #[arg(long, value_name = "WORDS")]
    search: Option<String>,
}

/// Prints the report.
pub fn run(args: &LearningArgs, context: &Context) -> Result<Outcome> {
    let window = window(args, context)?;
    let form = args.form.as_deref().map(|form| asked_for::form(form, context));
    let only = Only {
        tag: args.tag.as_deref().map(plain_tag),
        service: args
            .service
            .as_deref()
            .map(|service| known_service(service, context))
            .transpose()?,
        form: form.transpose()?,
        interface: args.interface.as_deref().map(known_interface).transpose()?,
        search: args.search.clone().filter(|words| !words.trim().is_empty()),
    };
    let (gathered, tags) = gather(context, &window, &only)?;
    if let Some(tag) = only.tag.as_deref().filter(|tag| !tags.contains(*tag)) {
        return Err(unknown_tag(tag, &tags));
    }
    let report = learning(gathered, &window, only, context.as_of);
    let printed = PrintedReport {
        name: "report learning",
        paper: &|| paper::paper(&report),
        text: None,
        json: &|| crate::paper::json(&report),
        csv: Some(&|| paper::CSV.csv(&report.pieces)),
        own: &[],
        tells: TellsGaps::Nothing,
    };
    printed.print(context)?;
    Ok(Outcome::Done)
}

/// How pieces of this store are gathered today.
fn gathering<'a>(
    window: &'a LearningWindow,
    only: &'a Only,
    staff: &'a StaffNames,
    context: &'a Context,
) -> Gather<'a> {
    Gather {
        window,
        only,
        forms: &context.store.forms,
        staff,
        as_of: context.as_of,
    }
}

/// What an audit teaches; its record is read only where it may teach something.
fn pieces_of(gather: &Gather<'_>, record: &AuditRecord<'_>, summary: &Summary) -> Option<AuditLearning> {
    gather
        .may_tell(summary)
        .then(|| gather.of(record.folder(), summary))
        .flatten()
}

/// The tags of an audit, and where services meet.
fn tags_of(folder: &Folder, summary: &Summary) -> Vec<String> {
    let points = folder.audit.iter().flat_map(|audit| &audit.system_learning);
    let interfaces = points.filter_map(|point| point.interface.as_ref());
    let tags = summary.themes.iter().chain(interfaces);
    tags.map(|tag| plain_tag(tag)).collect()
}

/// What the audits teach, and every tag that any of them has.
fn gather(
    context: &Context,
    window: &LearningWindow,
    only: &Only,
) -> Result<(Vec<AuditLearning>, BTreeSet<String>)> {
    let staff = StaffNames::of(&context.people);
    let gather = gathering(window, only, &staff, context);
    let keep = |record: &AuditRecord<'_>, summary: Summary| {
        // Every tag is asked for only where one may be misspelt.
        let tags = only.tag.as_ref().map(|_| tags_of(record.folder(), &summary));
        let tags = tags.unwrap_or_default();
        let gathered = pieces_of(&gather, record, &summary);
        (gathered.is_some() || !tags.is_empty()).then_some((gathered, tags))
    };
    let (kept, _) = context.examine_keeping(false, |_| true, keep)?;
    let mut all = BTreeSet::new();
    let mut pieces = Vec::new();
    for (gathered, tags) in kept {
        pieces.extend(gathered);
        all.extend(tags);
    }
    Ok((pieces, all))
}

/// Every audit summed up for the reports of a quarter and of another, and what of the quarter's learning stands on its
/// page, in one walk through the store.
pub fn examined_and_learned(
    context: &Context,
    quarter: Quarter,
    other: Option<Quarter>,
) -> Result<(Examined, Excerpt)> {
    let window = LearningWindow {
        title: quarter.to_string(),
        from: quarter.period().from(),
        to: quarter.period().to(),
    };
    let staff = StaffNames::of(&context.people);
    let only = Only::default();
    let gather = gathering(&window, &only, &staff, context);
    let excerpt = Mutex::new(Excerpt::new(window.title.clone()));
    let learn = |record: &AuditRecord<'_>, summary: &Summary| {
        if let Some(gathered) = pieces_of(&gather, record, summary) {
            let mut excerpt = excerpt.lock().unwrap_or_else(PoisonError::into_inner);
            excerpt.add(gathered);
        }
    };
    let quarters: Vec<Quarter> = [quarter].into_iter().chain(other).collect();
    let examined = context.examine_for(&quarters, learn)?;
    let excerpt = excerpt.into_inner().unwrap_or_else(PoisonError::into_inner);
    Ok((examined, excerpt))
}

/// What families said in their own words in these audits, where they were submitted on these days, by question. All audits
/// were gone through before.
pub fn families_words<'s>(
    context: &Context,
    (from, to): (Date, Date),
    audits: impl Iterator<Item = &'s Summary>,
) -> Result<Vec<LearningPiece>> {
    let window = LearningWindow {
        title: String::new(),
        from,
        to,
    };
    let staff = StaffNames::of(&context.people);
    let only = Only::default();
    let gather = gathering(&window, &only, &staff, context);
    let keep = |record: &AuditRecord<'_>, summary: Summary| {
        let pieces = pieces_of(&gather, record, &summary)?.pieces.into_iter();
        Some(pieces.filter(|piece| piece.kind == PieceKind::Family).collect())
    };
    let telling = audits.filter(|summary| gather.may_tell(summary));
    let telling: BTreeSet<&AuditId> = telling.map(|summary| &summary.id).collect();
    let wanted = |folder: &ScannedFolder| telling.contains(&folder.id);
    let (kept, _): (Vec<Vec<LearningPiece>>, _) = context.examine_keeping(false, wanted, keep)?;
    let mut pieces: Vec<LearningPiece> = kept.into_iter().flatten().collect();
    pieces.sort_by(|a, b| (&a.about, a.day, &a.audit).cmp(&(&b.about, b.day, &b.audit)));
    Ok(pieces)
}

fn window(args: &LearningArgs, context: &Context) -> Result<LearningWindow> {
    let (Some(from), Some(to)) = (args.from, args.to) else {
        let quarter = asked_for::quarter(args.quarter.as_deref(), context)?;
        return Ok(LearningWindow {
            title: quarter.to_string(),
            from: quarter.period().from(),
            to: quarter.period().to(),
        });
    };
    if to < from {
        bail!("--to {to} lies before --from {from}. Swap them.");
    }
    Ok(LearningWindow {
        title: format!("{from} to {to}"),
        from,
        to,
    })
}

/// A service as the schedule writes it.
fn known_service(name: &str, context: &Context) -> Result<String> {
    let services: Vec<&str> = context
        .store
        .schedule
        .services
        .iter()
        .map(|entry| entry.name.as_str())
        .collect();
    let wanted = name.trim().to_lowercase();
    if let Some(service) = services.iter().find(|service| service.to_lowercase() == wanted) {
        return Ok((*service).to_owned());
    }
    match nearest(name, services.iter().copied()) {
        Some(meant) => bail!("There is no service {name}. Did you mean {meant}?"),
        None => bail!(
            "There is no service {name}. The services are {}.",
            services.join(", ")
        ),
    }
}

fn known_interface(name: &str) -> Result<String> {
    let plain = plain_tag(name);
    if INTERFACES.contains(&plain.as_str()) {
        return Ok(plain);
    }
    match nearest(name, INTERFACES) {
        Some(meant) => bail!("There is no interface {name}. Did you mean {meant}?"),
        None => bail!(
            "There is no interface {name}. They are {}.",
            INTERFACES.join(", ")
        ),
    }
}

fn unknown_tag(tag: &str, tags: &BTreeSet<String>) -> anyhow::Error {
    match nearest(tag, tags.iter().map(String::as_str)) {
        Some(meant) => anyhow::anyhow!("No audit has the tag {tag}. Did you mean {meant}?"),
        None if tags.is_empty() => anyhow::anyhow!("No audit has a tag yet; tags stand under themes."),
        None => anyhow::anyhow!(
            "No audit has the tag {tag}. The tags are {}.",
            tags.iter().cloned().collect::<Vec<_>>().join(", ")
        ),
    }
}
