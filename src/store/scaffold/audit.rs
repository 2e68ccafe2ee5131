//! The auditor's form.

mod blocks;
mod sections;

use super::form_lines::{FormLines, yaml_text};
use super::{AuditForm, head};
use crate::framework::form::{Block, Field, FieldKind, Form};
use crate::record::FileKind;

/// `audit.yaml`, blank.
pub fn audit_yaml(made: &AuditForm<'_>) -> String {
    let mut lines = FormLines::default();
    top(&mut lines, made);
    header(&mut lines, made);
    checklist(&mut lines, made.form);
    for section in &made.form.sections {
        sections::section(&mut lines, made, section);
    }
    blocks::family(&mut lines, made.form);
    blocks::rest(&mut lines, made);
    lines.done()
}

fn top(lines: &mut FormLines, made: &AuditForm<'_>) {
    let (form, allocation) = (made.form, made.allocation);
    head::schema(lines, form, FileKind::Audit);
    lines.comment(
        0,
        &format!(
            "{}, {}. Auditor: {}.",
            form.title, allocation.audit, allocation.auditor
        ),
    );
    head::whose(lines, form, allocation);
    lines.comment(0, &format!("Please submit it by {}.", made.due.spoken()));
    head::how_to(lines, &allocation.audit);
    if !form.intro.is_empty() {
        lines.line(0, "#");
        lines.line(0, "# What to look at");
        for sentence in &form.intro {
            lines.comment(0, &format!("* {sentence}"));
        }
    }
    dates(lines, form);
}

/// The form's name, and the days of the audit itself.
fn dates(lines: &mut FormLines, form: &Form) {
    lines.gap();
    lines.line(0, &format!("form: {}", form.id));
    lines.hinted(0, "date_of_audit", "The day of the audit, such as 2026-12-03");
    lines.hinted(
        0,
        "submitted",
        "The day on which you are done. Leave it empty until then, and never change it after",
    );
    lines.comment(
        0,
        "Only if it was sent back to you: the day you submitted again; as in: resubmitted: [2026-12-09]",
    );
    lines.line(0, "resubmitted: []");
}

fn header(lines: &mut FormLines, made: &AuditForm<'_>) {
    lines.heading("About the case");
    lines.line(0, "header:");
    let mut asked = false;
    for field in &made.form.header {
        if field.known.is_empty() {
            field_lines(lines, 2, field, made.form);
            asked = true;
        } else if let Some(known) = known(field, made) {
            lines.comment(2, &format!("{}: {known} (known)", field.label));
        }
    }
    if !asked {
        lines.line(2, "{}");
    }
}

/// What the allocation says already.
fn known(field: &Field, made: &AuditForm<'_>) -> Option<String> {
    let allocation = made.allocation;
    let value = |key: &str| match key {
        "child_id" => allocation.child_id.as_ref().map(ToString::to_string),
        "initials" => allocation.initials.clone(),
        "age" => allocation.age.map(|age| age.to_string()),
        "legal_status" => allocation.legal_status.clone(),
        "team" => allocation.team.as_ref().map(ToString::to_string),
        "service" => allocation.service.as_ref().map(ToString::to_string),
        "worker" => allocation.worker.clone(),
        "manager" => allocation.manager.clone(),
        "auditor" => Some(allocation.auditor.clone()),
        _ => None,
    };
    let values: Vec<String> = field.known.iter().filter_map(|key| value(key)).collect();
    (!values.is_empty()).then(|| values.join(", "))
}

/// A field's question as comments, and the place for its answer.
pub(super) fn field_lines(lines: &mut FormLines, indent: usize, field: &Field, form: &Form) {
    let mut label = field.label.clone();
    if field.doubtful {
        label.push_str(" (wording to be confirmed)");
    }
    if field.ours {
        label.push_str(" (added by us; not on the printed form)");
    }
    if field.optional {
        label.push_str(" (may stay empty)");
    }
    lines.comment(indent, &label);
    if let Some((other, value)) = &field.when {
        let other = form
            .field(other.as_str())
            .map_or(other.as_str(), |field| field.label.as_str());
        lines.comment(
            indent,
            &format!("  only if \"{}\" is {value}", other.trim_end_matches('?')),
        );
    }
    if let Some(help) = &field.help {
        lines.comment(indent, &format!("  {help}"));
    }
    let key = field.id.as_str();
    match &field.kind {
        FieldKind::Choices(options) => {
            lines.comment(indent, &format!("  any of: {}", choices(options)));
            lines.comment(
                indent,
                &format!(
                    "  as in: {key}: [{}]",
                    choices(options.get(..1).unwrap_or_default())
                ),
            );
            lines.line(indent, &format!("{key}: []"));
        }
        FieldKind::Choice(options) => {
            lines.comment(indent, &format!("  one of: {}", choices(options)));
            lines.short(indent, key);
        }
        FieldKind::YesNo => lines.hinted(indent, key, "  yes or no"),
        FieldKind::Date => lines.hinted(indent, key, "  a date, such as 2026-12-07"),
        FieldKind::Number => lines.hinted(indent, key, "  a number"),
        FieldKind::Text => lines.text(indent, key),
    }
}

/// Options as one may write them in a list: one that holds a comma has its quotes.
fn choices(options: &[String]) -> String {
    let plain = |text: &str| text.chars().all(|c| c.is_alphanumeric() || c == ' ');
    let shown: Vec<String> = options
        .iter()
        .map(|option| {
            if plain(option) {
                option.clone()
            } else {
                yaml_text(option)
            }
        })
        .collect();
    shown.join(", ")
}

/// The ten-day checklist; on an observation, what it has in its place.
fn checklist(lines: &mut FormLines, form: &Form) {
    if form.process().asks_consent {
        lines.heading("Before and after the observation");
        lines.hinted(
            0,
            "agreed_with_worker",
            "The day on which you talked the case over with the worker before",
        );
        lines.comment(0, "Who of the family agreed to the observation, and when; as in:");
        lines.comment(0, "consent: [ { from: mother, date: 2026-12-01 } ]");
        lines.line(0, "consent: []");
        lines.hinted(
            0,
            "discussed_with_worker",
            "The day on which you talked the report over with the worker",
        );
        lines.hinted(
            0,
            "filed_for_appraisal",
            "The day on which it went onto the supervision file, for appraisal",
        );
        return;
    }
    lines.heading("Your ten working days");
    lines.comment(0, "The date of each step, as you take it.");
    lines.line(0, "preparation:");
    for step in &form.preparation {
        lines.comment(2, &step.label);
        lines.short(2, step.id.as_str());
    }
    if let Some(prompt) = &form.session_notes {
        lines.gap();
        lines.comment(0, prompt);
        lines.text(0, "session_notes");
    }
}

/// The wording of a block, as comments.
pub(super) fn wording(lines: &mut FormLines, indent: usize, form: &Form, block: &str) {
    if let Some(text) = form.wording(block) {
        lines.comment(indent, text);
    }
}

/// Whether the form has a block.
pub(super) fn has(form: &Form, block: Block) -> bool {
    form.asks_for(block)
}
