//! What came after the audit: moderation, case direction, the worker's feedback, re-audit, good practice, the days.

use super::may_see::View;
use super::{DocumentBlock, GradeTable, LabelledAnswer, ShortAnswer, closing, grades, voices};
use crate::framework::Date;
use crate::record::{CaseDirection, EventKind, FileKind, LogEvent, Moderation, ReAudit};

pub(super) fn blocks(view: &View<'_>, blocks: &mut Vec<DocumentBlock>) {
    if let Some(moderation) = view.moderation {
        moderated(view, moderation, blocks);
    }
    comments(view, blocks);
    direction(view, blocks);
    voices::feedback(view, blocks);
    re_audit(view, blocks);
    of_qa(view, blocks);
    appreciative(view, blocks);
    if let Some(text) = view.form.and_then(|form| form.filing.as_deref()) {
        blocks.push(DocumentBlock::heading("Where to keep it"));
        blocks.push(DocumentBlock::Filing {
            text: text.to_owned(),
            saved: view.last(EventKind::SupervisionFile).map(|event| event.date),
        });
    }
    timeline(view, blocks);
}

fn yes_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

fn moderated(view: &View<'_>, moderation: &Moderation, blocks: &mut Vec<DocumentBlock>) {
    let (title, who) = (view.process().title, view.process().who);
    let mut rows = Vec::new();
    let name = moderation.moderator.as_deref();
    rows.extend(name.map(|name| LabelledAnswer::text(who, name)));
    rows.push(view.day("Signed off", moderation.signed_off));
    let sufficient = moderation.evidence_sufficient;
    rows.extend(sufficient.map(|yes| LabelledAnswer::text("The evidence bears the grades", yes_no(yes))));
    let sampled: Vec<&str> = moderation
        .record_sampled
        .iter()
        .map(|id| {
            let section = view.form.and_then(|form| form.section(id.as_str()));
            section.map_or(id.as_str(), |section| section.title.as_str())
        })
        .collect();
    if !sampled.is_empty() {
        rows.push(LabelledAnswer::text(
            "Child's record sampled for",
            sampled.join(", "),
        ));
    }
    blocks.push(DocumentBlock::heading(title));
    blocks.push(DocumentBlock::Facts { rows });
    for (label, text) in [
        (
            "Evidence for management oversight",
            &moderation.management_oversight,
        ),
        ("Findings", &moderation.findings),
    ] {
        blocks.extend(text.as_deref().map(|text| DocumentBlock::text(label, text)));
    }
}

/// What is for the auditor alone, where it was asked for: signed off, or the reason why the audit went back.
fn comments(view: &View<'_>, blocks: &mut Vec<DocumentBlock>) {
    let moderation = view.folder().moderation.as_ref();
    let Some(moderation) = moderation.filter(|_| view.source.with_comments) else {
        return;
    };
    let signed = view.past(moderation.signed_off).is_some();
    let returned = view.last(EventKind::Returned).is_some() && moderation.signed_off.is_none();
    if !(signed || returned) {
        return;
    }
    if let Some(text) = &moderation.comments_for_auditor {
        blocks.push(DocumentBlock::heading("For the auditor alone"));
        blocks.push(DocumentBlock::text("Comments", text));
    }
}

/// A case direction that is dated by today.
fn directed<'a>(view: &View<'a>) -> Option<&'a CaseDirection> {
    let direction = view.folder().direction.as_ref()?;
    view.past(direction.date).map(|_| direction)
}

fn direction(view: &View<'_>, blocks: &mut Vec<DocumentBlock>) {
    let Some(direction) = directed(view) else {
        return;
    };
    let mut rows = Vec::new();
    rows.extend(
        direction
            .by
            .as_deref()
            .map(|name| LabelledAnswer::text("By", name)),
    );
    rows.push(view.day("Date", direction.date));
    let reviewed = view.past(direction.actions_reviewed);
    rows.extend(reviewed.map(|day| LabelledAnswer::date("Actions reviewed", Some(day))));
    blocks.push(DocumentBlock::heading("Case direction"));
    blocks.push(DocumentBlock::Facts { rows });
    let text = direction.direction.as_deref();
    blocks.extend(text.map(|text| DocumentBlock::text("Direction", text)));
    let review = direction.review.as_deref().filter(|_| reviewed.is_some());
    blocks.extend(review.map(|text| DocumentBlock::text("Review of the actions", text)));
}

/// A re-audit that is dated by today.
fn audited_again<'a>(view: &View<'a>) -> Option<&'a ReAudit> {
    let again = view.folder().re_audit.as_ref()?;
    view.past(again.date).map(|_| again)
}

fn re_audit(view: &View<'_>, blocks: &mut Vec<DocumentBlock>) {
    let Some(again) = audited_again(view) else {
        return;
    };
    let mut rows = Vec::new();
    rows.extend(
        again
            .auditor
            .as_deref()
            .map(|name| LabelledAnswer::text("Second auditor", name)),
    );
    rows.push(view.day("Date", again.date));
    blocks.push(DocumentBlock::heading("Re-audit"));
    blocks.push(DocumentBlock::note(
        "Its grade stands beside the audit's and does not replace it.",
    ));
    blocks.push(DocumentBlock::Facts { rows });
    let progress = again.progress.as_deref();
    blocks.extend(progress.map(|text| DocumentBlock::text("Progress on the actions", text)));
    blocks.push(DocumentBlock::Grade(grades::again(view, again.grade)));
    if !again.actions.is_empty() {
        closing::actions(view, &again.actions, "r", blocks);
    }
}

fn appreciative(view: &View<'_>, blocks: &mut Vec<DocumentBlock>) {
    let note = view.folder().appreciative.as_ref();
    let Some(note) = note.filter(|note| view.is_not_later(note.agreed_with_worker)) else {
        return;
    };
    let texts = [
        ("What went well", &note.what_went_well),
        ("How it was done", &note.how_it_was_done),
        ("What to share", &note.what_to_share),
    ];
    if texts.iter().all(|(_, text)| text.is_none()) {
        return;
    }
    blocks.push(DocumentBlock::heading("Appreciative enquiry"));
    for (label, text) in texts {
        blocks.extend(text.as_deref().map(|text| DocumentBlock::text(label, text)));
    }
    blocks.push(DocumentBlock::Facts {
        rows: vec![LabelledAnswer::date(
            "Agreed with the worker",
            note.agreed_with_worker,
        )],
    });
}

/// What the QA team says of it on the record.
fn of_qa(view: &View<'_>, blocks: &mut Vec<DocumentBlock>) {
    let comments = view.events().into_iter();
    let comments: Vec<_> = comments
        .filter(|event| event.event == EventKind::Comment)
        .collect();
    if comments.is_empty() {
        return;
    }
    blocks.push(DocumentBlock::heading("Comments of the QA team"));
    for comment in comments {
        let by = comment
            .by
            .as_deref()
            .map(|name| format!(", {name}"))
            .unwrap_or_default();
        let label = format!("{}{by}", comment.date.spoken());
        blocks.push(DocumentBlock::text(
            &label,
            &view.own(comment.note.as_deref().unwrap_or_default()),
        ));
    }
}

/// The days of the audit, in order.
fn timeline(view: &View<'_>, blocks: &mut Vec<DocumentBlock>) {
    let mut days: Vec<(Date, String)> = Vec::new();
    let mut add = |date: Option<Date>, what: &str| {
        days.extend(view.past(date).map(|date| (date, what.to_owned())));
    };
    add(
        view.allocation.map(|allocation| allocation.allocated),
        "Allocated",
    );
    if view.progress().submitted.is_some() {
        add(view.progress().submitted, "Submitted");
        for again in view
            .audit
            .map(|audit| audit.resubmitted.as_slice())
            .unwrap_or_default()
        {
            add(Some(*again), "Submitted again");
        }
    }
    let signed = view.moderation.and_then(|moderation| moderation.signed_off);
    add(signed, view.process().signed_off);
    add(
        directed(view).and_then(|direction| direction.date),
        "Case direction",
    );
    let reviewed = directed(view).and_then(|direction| direction.actions_reviewed);
    add(reviewed, "Actions reviewed");
    let given = view.folder().feedback.as_ref();
    add(given.and_then(|feedback| feedback.date), "Feedback given");
    add(audited_again(view).and_then(|again| again.date), "Re-audited");
    days.extend(
        view.events()
            .into_iter()
            .filter_map(|event| Some((event.date, happened(view, event)?))),
    );
    days.sort_by_key(|(date, _)| *date);
    if days.is_empty() {
        return;
    }
    blocks.push(DocumentBlock::heading("What happened when"));
    blocks.push(DocumentBlock::Table(GradeTable {
        caption: "The days of this audit".to_owned(),
        columns: ["Day", "What"].map(str::to_owned).to_vec(),
        rows: days
            .into_iter()
            .map(|(date, what)| vec![ShortAnswer::Date(date), ShortAnswer::Text(what)])
            .collect(),
    }));
}

/// An event in a few words. What the QA team noted beside it is its own, and other audits are not named.
fn happened(view: &View<'_>, event: &LogEvent) -> Option<String> {
    let to = view.own(&event.to.join(", "));
    let action = event.action.as_deref().unwrap_or("?");
    let shown = event.event.meaning().shown;
    Some(match event.event {
        EventKind::Sent if to.is_empty() => format!("{shown} out"),
        EventKind::Sent => format!("{shown} to {to}"),
        EventKind::ActionDone => format!("Action {action} done"),
        EventKind::Reassigned if !to.is_empty() => {
            let role = event.role.as_deref().unwrap_or("auditor");
            format!("{shown}: {to} is now the {role}")
        }
        // Each stands above with its day.
        EventKind::Note | EventKind::Comment => return None,
        _ => shown.to_owned(),
    })
}

/// Why a file that could be read is not shown, where it is not.
fn held_back(view: &View<'_>, kind: FileKind) -> Option<&'static str> {
    let folder = view.folder();
    let undated = |date: Option<Date>| match date {
        None => "it has no date yet",
        Some(_) => "it is dated later",
    };
    match kind {
        FileKind::Moderation if view.moderation.is_none() => {
            folder
                .moderation
                .as_ref()
                .map(|moderation| match moderation.signed_off {
                    None => "it is not signed off",
                    Some(day) if day > view.source.as_of => "it was signed off later",
                    Some(_) => "it does not settle the audit as it stands now",
                })
        }
        FileKind::CaseDirection if directed(view).is_none() => {
            folder.direction.as_ref().map(|direction| undated(direction.date))
        }
        FileKind::ReAudit if audited_again(view).is_none() => {
            folder.re_audit.as_ref().map(|again| undated(again.date))
        }
        FileKind::Feedback => {
            let feedback = folder.feedback.as_ref();
            let later = feedback.filter(|feedback| !view.is_not_later(feedback.date));
            later.map(|_| "it is dated later")
        }
        FileKind::AppreciativeEnquiry => {
            let note = folder.appreciative.as_ref();
            let later = note.filter(|note| !view.is_not_later(note.agreed_with_worker));
            later.map(|_| "it was agreed later")
        }
        _ => None,
    }
}

/// Whether a file could be read and is not shown all the same.
pub(super) fn is_held_back(view: &View<'_>, kind: FileKind) -> bool {
    held_back(view, kind).is_some()
}

/// The files that are there and are not shown yet, each with the reason; for whoever makes the document, not in it.
pub fn left_out(view: &View<'_>) -> Vec<String> {
    FileKind::NAMES
        .iter()
        .filter_map(|(name, kind)| Some(format!("{name} is left out: {}.", held_back(view, *kind)?)))
        .collect()
}
