//! What a reader must know first: that it is a draft, that the grade may change, that something can't be shown.

use super::may_see::View;
use super::{Banner, BannerKind, after};
use crate::finding::Finding;
use crate::progress::Status;
use crate::record::{Audit, EventKind, FileKind, Readable};

/// So many faults are named; the others are counted.
const NAMED: usize = 5;

/// The sentences at the top.
pub(super) fn banners(view: &View<'_>) -> Vec<Banner> {
    let mut banners: Vec<Banner> = standing(view).into_iter().collect();
    if view.source.with_comments {
        let text = "This copy holds comments that are for the auditor alone. It is not for the worker or the supervision file.";
        banners.push(banner(BannerKind::Confidential, text));
    }
    banners.extend(
        not_shown(view)
            .into_iter()
            .map(|text| banner(BannerKind::Faulty, text)),
    );
    banners
}

fn banner(kind: BannerKind, text: impl Into<String>) -> Banner {
    Banner {
        kind,
        text: text.into(),
    }
}

/// Where the audit stands, as far as it changes how the document is read.
fn standing(view: &View<'_>) -> Option<Banner> {
    let progress = view.progress();
    let why = |kind| {
        let event = view.last(kind)?;
        let reason = event.reason.as_deref().or(event.note.as_deref())?;
        Some(format!(
            " The reason: {}.",
            view.own(reason.trim_end_matches('.'))
        ))
    };
    match progress.status {
        Status::Withdrawn => {
            let why = why(EventKind::Withdrawn).unwrap_or_default();
            let text = format!("This audit was withdrawn and counts for nothing.{why}");
            return Some(banner(BannerKind::Withdrawn, text));
        }
        Status::Replaced => {
            let why = why(EventKind::Replaced).unwrap_or_default();
            let text = format!("This case was not audited; another was taken in its place.{why}");
            return Some(banner(BannerKind::Replaced, text));
        }
        Status::Returned => {
            let day = view.last(EventKind::Returned).map(|event| event.date.spoken());
            let on = day.map(|day| format!(" on {day}")).unwrap_or_default();
            let text = format!(
                "Returned to the auditor{on}, to be amended and submitted again. It may still change."
            );
            return Some(banner(BannerKind::Returned, text));
        }
        _ => {}
    }
    if progress.submitted.is_none() {
        // Where the form can't be read, whether it was submitted is not known.
        return view.audit.map(|audit| draft(view, audit));
    }
    // Of one that is not known, what is not known is said below.
    if progress.settled.is_some() || progress.unknown.is_some() {
        return None;
    }
    Some(banner(BannerKind::Provisional, view.process().provisional))
}

fn draft(view: &View<'_>, audit: &Audit) -> Banner {
    let count = view.progress().answered;
    let why = if audit.submitted_unreadable {
        "Its day of submission can't be read, so whether it was submitted is not known."
    } else {
        "Draft: not submitted."
    };
    let text = format!(
        "{why} {} of {} answers, {} of {} grades.",
        count.answers, count.of, count.grades, count.grades_of
    );
    banner(BannerKind::Draft, text)
}

/// What the files hold and this document can't show.
fn not_shown(view: &View<'_>) -> Vec<String> {
    let id = &view.folder().id;
    let mut texts = Vec::new();
    if let Some(why) = view.folder().unlogged() {
        texts.push(format!(
            "What happened to this audit is not known: {why}. It may have been withdrawn, returned or sent."
        ));
    }
    // Of one that is lost as a whole, that was said.
    if view.audit.is_none() && view.folder().lost.is_none() {
        let why = match view.folder().files.get(&FileKind::Audit) {
            _ if view.folder().unkept.contains(&FileKind::Audit) => {
                "audit.yaml was changed, and the copy that counts is lost"
            }
            None => "audit.yaml is missing",
            Some(Readable::No) => "audit.yaml can't be read",
            Some(_) if view.form.is_none() => "the audit's form is not in the folder forms",
            Some(_) => "audit.yaml holds no form that can be read",
        };
        texts.push(format!(
            "What the auditor wrote is not shown: {why}. qaf validate {id} says more."
        ));
    }
    let unkept = view
        .folder()
        .unkept
        .iter()
        .filter(|kind| **kind != FileKind::Audit);
    texts.extend(unkept.map(|kind| {
        format!(
            "What {} said is not shown: it was changed, and the copy that counts is lost. qaf validate {id} says more.",
            kind.name()
        )
    }));
    if view.allocation.is_none() {
        let text = format!(
            "What was allocated is not shown: allocation.yaml is missing or can't be read. qaf validate {id} says more."
        );
        texts.push(text);
    }
    texts.extend(view.source.changed.iter().map(|changed| {
        format!("{changed}. What is shown is what it said then. qaf history {id} says more.")
    }));
    texts.extend(unreadable(view));
    texts
}

/// What was written and could not be read.
fn unreadable(view: &View<'_>) -> Option<String> {
    let mut faults: Vec<&Finding> = view.source.faults.iter().collect();
    faults.sort_by(|a, b| a.order().cmp(&b.order()));
    let faults: Vec<String> = faults
        .into_iter()
        .filter_map(|fault| named(view, fault))
        .collect();
    if faults.is_empty() {
        return None;
    }
    let more = match faults.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!("; and {more} more"),
    };
    Some(format!(
        "Some of what was written could not be read, and may be missing here: {}{more}. qaf validate {} shows each place.",
        faults[..faults.len().min(NAMED)].join("; "),
        view.folder().id
    ))
}

/// A fault's file and line, with the words where the file is shown whole.
fn named(view: &View<'_>, fault: &Finding) -> Option<String> {
    let name = fault.location.path.rsplit('/').next()?;
    let kind = FileKind::parse(name)?;
    // Said above already.
    if kind == FileKind::Audit && view.audit.is_none() {
        return None;
    }
    // What is not shown can't miss anything.
    if after::is_held_back(view, kind) {
        return None;
    }
    let place = match fault.location.line {
        0 => name.to_owned(),
        line => format!("{name} line {line}"),
    };
    // The words of a fault may quote what is for the auditor alone.
    if kind == FileKind::Moderation {
        return Some(place);
    }
    Some(format!("{place} ({})", fault.message.trim_end_matches('.')))
}
