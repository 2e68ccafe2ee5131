//! The head of the document: what was allocated, the form's header, the days of preparation, the session.

use super::may_see::{View, given};
use super::{DocumentBlock, LabelledAnswer, ShortAnswer, grades};
use crate::framework::form::{Field, FieldKind};
use crate::progress::is_asked;
use crate::record::audit::FieldAnswer;
use crate::record::{Allocation, Audit, EventKind};

/// What stands for an answer in a file that can't be read, or of which the copy that counts is lost.
const NOT_KNOWN: &str = "not known";

/// What a panel is told of what was allocated: nothing that tells who had a part in it.
const SEEN_BLIND: [&str; 6] = [
    "service",
    "child_id",
    "initials",
    "age",
    "legal_status",
    "date_of_audit",
];

pub(super) fn blocks(view: &View<'_>, blocks: &mut Vec<DocumentBlock>) {
    glance(view, blocks);
    allocation(view, blocks);
    header(view, blocks);
    preparation(view, blocks);
    observed(view, blocks);
    if let Some(notes) = view.audit.and_then(|audit| audit.session_notes.as_deref()) {
        blocks.push(DocumentBlock::heading("Session notes"));
        let asked = view.form.and_then(|form| form.session_notes.as_deref());
        blocks.extend(asked.map(DocumentBlock::note));
        blocks.push(DocumentBlock::text("Notes", notes));
    }
}

/// The audit at a glance.
fn glance(view: &View<'_>, blocks: &mut Vec<DocumentBlock>) {
    let mut rows = Vec::new();
    if let Some(form) = view.form {
        let source = form.source.as_deref().unwrap_or(form.title.as_str());
        rows.push(LabelledAnswer::text(
            "Form",
            format!("{source}, version {}", form.id.version),
        ));
    }
    if view.is_blind {
        blocks.push(DocumentBlock::Facts { rows });
        return;
    }
    // Where the form can't be read, how far the audit has come is not known.
    if view.audit.is_some() {
        rows.push(LabelledAnswer::text("Status", view.stands()));
        if view.is_whole_graded() {
            rows.push(LabelledAnswer::text("Overall grade", grades::overall(view).shown));
        }
    }
    rows.push(LabelledAnswer::date("As it stood on", Some(view.source.as_of)));
    if view.form.is_some_and(|form| form.filing.is_some()) {
        let saved = view.last(EventKind::SupervisionFile).map(|event| event.date);
        let saved = saved.map_or_else(
            || "not saved there yet".to_owned(),
            |day| format!("saved there on {}", day.spoken()),
        );
        rows.push(LabelledAnswer::text("Worker's supervision file", saved));
    }
    blocks.push(DocumentBlock::Facts { rows });
}

fn allocation(view: &View<'_>, blocks: &mut Vec<DocumentBlock>) {
    let fields = view.form.map(|form| form.header.as_slice()).unwrap_or_default();
    let is_seen = |field: &&Field| {
        let mut keys = field.known.iter().map(String::as_str);
        !field.known.is_empty() && (!view.is_blind || keys.any(|key| SEEN_BLIND.contains(&key)))
    };
    let known: Vec<&Field> = fields.iter().filter(is_seen).collect();
    let is_printed = |key: &str| known.iter().any(|field| field.known.iter().any(|k| k == key));
    let mut rows = Vec::new();
    for (key, label) in [("service", "Service"), ("team", "Team")] {
        if !is_printed(key) {
            rows.extend(known_fact(view, label, key));
        }
    }
    for field in &known {
        rows.push(LabelledAnswer {
            label: label(field),
            value: known_values(view, &field.known),
        });
    }
    for (key, label) in [
        ("worker", "Worker"),
        ("manager", "Manager"),
        ("auditor", "Auditor"),
    ] {
        if !is_printed(key) {
            rows.extend(known_fact(view, label, key));
        }
    }
    rows.extend(known_fact(view, "Legal status when allocated", "legal_status"));
    if view.is_blind {
        blocks.push(DocumentBlock::heading("The case"));
        blocks.push(DocumentBlock::Facts { rows });
        return;
    }
    let moderator = view.progress().moderator.as_deref();
    rows.extend(moderator.map(|name| LabelledAnswer::text(view.process().who, name)));
    rows.extend(
        view.allocation
            .into_iter()
            .flat_map(|allocation| picked(view, allocation)),
    );
    rows.extend(days(view));
    blocks.push(DocumentBlock::heading("Allocation"));
    blocks.push(DocumentBlock::Facts { rows });
}

/// How the case was picked.
fn picked(view: &View<'_>, allocation: &Allocation) -> Vec<LabelledAnswer> {
    let mut rows = Vec::new();
    if view.progress().auditor.as_deref() != Some(allocation.auditor.as_str()) {
        rows.push(LabelledAnswer::text(
            "First allocated to",
            allocation.auditor.as_str(),
        ));
    }
    if let Some(selection) = allocation.selection {
        let by = allocation.selected_by.as_deref();
        let by = by.map(|name| format!(" ({name})")).unwrap_or_default();
        rows.push(LabelledAnswer::text(
            "How the case was picked",
            format!("{}{by}", selection.title()),
        ));
    }
    for (label, text) in [("Why", &allocation.reason), ("Part of", &allocation.part_of)] {
        rows.extend(
            text.as_deref()
                .map(|text| LabelledAnswer::text(label, view.own(text))),
        );
    }
    rows
}

/// The audit's days.
fn days(view: &View<'_>) -> Vec<LabelledAnswer> {
    let progress = view.progress();
    let mut rows = Vec::new();
    if let Some(allocation) = view.allocation {
        rows.push(LabelledAnswer::date("Allocated", Some(allocation.allocated)));
    }
    if view.audit.is_none() {
        return rows;
    }
    rows.push(LabelledAnswer::date("Submitted", progress.submitted));
    if progress.latest_submission != progress.submitted {
        rows.push(LabelledAnswer::date(
            "Submitted again",
            progress.latest_submission,
        ));
    }
    if progress.needs_settling {
        let label = view.process().signed_off;
        rows.push(match progress.unknown {
            Some(_) => LabelledAnswer::text(label, NOT_KNOWN),
            None => LabelledAnswer::date(label, progress.settled),
        });
    }
    rows
}

fn known_fact(view: &View<'_>, label: &str, key: &str) -> Option<LabelledAnswer> {
    let value = known_value(view, key)?;
    Some(LabelledAnswer {
        label: label.to_owned(),
        value,
    })
}

/// What already stands under one of the keys of the allocation.
fn known_value(view: &View<'_>, key: &str) -> Option<ShortAnswer> {
    if view.is_blind && !SEEN_BLIND.contains(&key) {
        return None;
    }
    if key == "date_of_audit" {
        let Some(audit) = view.audit else {
            return Some(ShortAnswer::Text(NOT_KNOWN.to_owned()));
        };
        return view.past(audit.date_of_audit).map(ShortAnswer::Date);
    }
    if key == "auditor" {
        return view
            .progress()
            .auditor
            .as_deref()
            .map(|name| ShortAnswer::Text(name.to_owned()));
    }
    let allocation = view.allocation?;
    let word = match key {
        "service" => allocation.service.as_ref().map(ToString::to_string),
        "team" => allocation.team.as_ref().map(ToString::to_string),
        "child_id" => allocation.child_id.as_ref().map(ToString::to_string),
        "initials" => allocation.initials.clone(),
        "age" => allocation.age.map(|age| age.to_string()),
        "legal_status" => allocation.legal_status.clone(),
        "worker" => allocation.worker.clone(),
        "manager" => allocation.manager.clone(),
        "moderator" => allocation.moderator.clone(),
        _ => None,
    };
    word.map(ShortAnswer::Text)
}

fn known_values(view: &View<'_>, keys: &[String]) -> ShortAnswer {
    let mut values: Vec<ShortAnswer> = keys.iter().filter_map(|key| known_value(view, key)).collect();
    if values.len() == 1 {
        return values.remove(0);
    }
    let words: Vec<String> = values
        .into_iter()
        .filter_map(|value| match value {
            ShortAnswer::Text(text) => Some(text),
            ShortAnswer::Date(date) => Some(date.spoken()),
            ShortAnswer::NotAnswered | ShortAnswer::NotYet => None,
        })
        .collect();
    if words.is_empty() {
        ShortAnswer::NotAnswered
    } else {
        ShortAnswer::Text(words.join(", "))
    }
}

fn header(view: &View<'_>, blocks: &mut Vec<DocumentBlock>) {
    let (Some(form), Some(audit)) = (view.form, view.audit) else {
        return;
    };
    let asked = form.header.iter().filter(|field| field.known.is_empty());
    let rows: Vec<LabelledAnswer> = asked
        .filter_map(|field| field_fact(view, field, audit.header.get(&field.id), is_asked(field, audit)))
        .collect();
    if !rows.is_empty() {
        blocks.push(DocumentBlock::heading("About the case"));
        blocks.push(DocumentBlock::Facts { rows });
    }
}

/// A field and its answer; none where it may rightly be empty, and is.
pub(super) fn field_fact(
    view: &View<'_>,
    field: &Field,
    answer: Option<&FieldAnswer>,
    required: bool,
) -> Option<LabelledAnswer> {
    let value = answer.map_or(ShortAnswer::NotAnswered, |answer| answered(view, field, answer));
    (required || value != ShortAnswer::NotAnswered).then(|| LabelledAnswer {
        label: label(field),
        value,
    })
}

fn answered(view: &View<'_>, field: &Field, answer: &FieldAnswer) -> ShortAnswer {
    match answer {
        FieldAnswer::Many(chosen) => ShortAnswer::Text(chosen.join(", ")),
        FieldAnswer::One(text) if field.kind == FieldKind::Date => match text.parse() {
            Ok(date) => view
                .past(Some(date))
                .map_or(ShortAnswer::NotAnswered, ShortAnswer::Date),
            Err(_) => ShortAnswer::Text(text.clone()),
        },
        FieldAnswer::One(text) => ShortAnswer::Text(text.clone()),
    }
}

fn label(field: &Field) -> String {
    if field.doubtful {
        format!("{} (wording to be confirmed)", field.label)
    } else {
        field.label.clone()
    }
}

fn preparation(view: &View<'_>, blocks: &mut Vec<DocumentBlock>) {
    let (Some(form), Some(audit)) = (view.form, view.audit) else {
        return;
    };
    if form.preparation.is_empty() {
        return;
    }
    let rows = form.preparation.iter();
    let rows = rows
        .map(|step| view.day(&step.label, audit.preparation.get(&step.id).copied()))
        .collect();
    blocks.push(DocumentBlock::heading("Preparation"));
    blocks.push(DocumentBlock::Facts { rows });
}

/// What an observation has in the place of a checklist.
fn observed(view: &View<'_>, blocks: &mut Vec<DocumentBlock>) {
    let Some(audit) = view.audit.filter(|_| view.process().asks_consent) else {
        return;
    };
    let mut rows = vec![view.day("Talked over with the worker before", audit.agreed_with_worker)];
    rows.extend(consent(view, audit));
    rows.push(view.day("Report talked over with the worker", audit.discussed_with_worker));
    rows.push(view.day("Filed for appraisal", audit.filed_for_appraisal));
    blocks.push(DocumentBlock::heading("The observation"));
    blocks.push(DocumentBlock::Facts { rows });
}

fn consent(view: &View<'_>, audit: &Audit) -> Vec<LabelledAnswer> {
    let had: Vec<_> = audit
        .consent
        .iter()
        .filter(|consent| view.is_not_later(consent.date))
        .collect();
    if had.is_empty() {
        return vec![LabelledAnswer::date("Consent to be observed", None)];
    }
    had.into_iter()
        .map(|consent| {
            let from = given(consent.from.as_deref());
            let from = match from {
                ShortAnswer::Text(from) => format!("Consent to be observed: {from}"),
                _ => "Consent to be observed".to_owned(),
            };
            view.day(&from, consent.date)
        })
        .collect()
}
