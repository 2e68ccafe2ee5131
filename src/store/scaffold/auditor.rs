//! The auditor's form.

use super::form_lines::{FormLines, yaml_text};
use super::form_writer::FormWriter;
use super::{AuditForm, head};
use crate::framework::form::{Field, FieldFact, FieldKind, Form};
use crate::record::{Allocation, Audit, FamilyEntry, FileKind};

/// `audit.yaml`, blank, with an entry for each family member that the form knows.
pub fn audit_yaml(made: &AuditForm<'_>) -> String {
    let of_role = made.role.map(|role| made.form.of_role(role));
    let made = &AuditForm {
        form: of_role.as_ref().unwrap_or(made.form),
        ..*made
    };
    let mut lines = FormLines::default();
    top(&mut lines, made);
    let mut blank = Audit::default();
    if let Some(family) = &made.form.family_feedback {
        let known = family.givers.iter().cloned().map(Some);
        let nobody = family.givers.is_empty().then_some(None);
        blank.family_feedback = known
            .chain(nobody)
            .map(|from| FamilyEntry {
                from,
                ..FamilyEntry::default()
            })
            .collect();
    }
    blank.walk(made.form, &mut FormWriter::of_audit(&mut lines, made));
    if let Some(filing) = &made.form.filing {
        lines.gap();
        lines.comment(0, &format!("Afterwards, for the worker: {filing}."));
    }
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
}

/// A field's question and the place for its answer; whether it has a place. What the allocation knows already stands
/// at the head of the file.
pub(super) fn field(lines: &mut FormLines, indent: usize, field: &Field, made: &AuditForm<'_>) -> bool {
    let asked = field.known.is_empty();
    if asked {
        field_lines(lines, indent, field, made);
    }
    asked
}

/// What earlier versions wrote of the fields besides: files that people have hold it.
pub(super) fn former_remarks(form: &Form, any: &str) -> String {
    let mut lines = FormLines::default();
    for field in form.fields() {
        if !field.known.is_empty() {
            lines.comment(0, &format!("{}: {any} (known)", field.label));
        }
        lines.comment(0, &asked_of(field, " (added by us; not on the printed form)"));
        if let FieldKind::Choices(options) = &field.kind {
            let first = choices(options.get(..1).unwrap_or_default());
            lines.comment(0, &format!("as in: {}: [{first}]", field.id));
        }
    }
    lines.comment(0, "a date, such as 2026-12-07");
    lines.done() + "key:\n"
}

/// The question of a field, with what is to be known of it.
fn asked_of(field: &Field, ours: &str) -> String {
    let doubtful = if field.doubtful {
        " (wording to be confirmed)"
    } else {
        ""
    };
    let ours = if field.ours { ours } else { "" };
    let optional = if field.optional { " (may stay empty)" } else { "" };
    format!("{}{doubtful}{ours}{optional}", field.label)
}

/// What the allocation says already of a field.
pub fn known_answer(field: &Field, allocation: &Allocation) -> Option<String> {
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

/// What is known of a field that may be changed: the kind of a wider work, or the role that the worker has in people.csv.
fn answer<'a>(field: &'a Field, made: &'a AuditForm<'_>) -> Option<&'a str> {
    match field.fact? {
        FieldFact::TypeOfAudit => made.form.type_of_work(made.allocation.part_of.as_deref()?),
        FieldFact::Role => {
            let role = made.role?;
            let mut options = field.role_ids.iter();
            Some(options.find(|(_, id)| *id == role)?.0.as_str())
        }
        _ => None,
    }
}

/// What is known of a field that takes a text, and may be changed: who supervises the worker, as far as `people.csv` says, and
/// which of their cases were sampled with them.
fn text_known(field: &Field, made: &AuditForm<'_>) -> Option<String> {
    match field.fact? {
        FieldFact::Supervisor => made.allocation.manager.clone(),
        FieldFact::CasesSampled => (!made.cases.is_empty()).then(|| made.cases.join(", ")),
        _ => None,
    }
}

/// A field's question as comments, and the place for its answer, or the answer that is known and may be changed.
fn field_lines(lines: &mut FormLines, indent: usize, field: &Field, made: &AuditForm<'_>) {
    lines.comment(indent, &asked_of(field, ""));
    if let Some((other, value)) = &field.when {
        let other = made
            .form
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
            lines.line(indent, &format!("{key}: []"));
        }
        FieldKind::Choice(options) => {
            lines.comment(indent, &format!("  one of: {}", choices(options)));
            let answer = answer(field, made);
            if answer.is_some() && field.fact == Some(FieldFact::Role) {
                lines.comment(indent, "  the role that the worker has in people.csv");
            }
            lines.known(indent, key, answer);
        }
        FieldKind::YesNo => lines.hinted(indent, key, "  yes or no"),
        FieldKind::Date => lines.short(indent, key),
        FieldKind::Number => lines.hinted(indent, key, "  a number"),
        FieldKind::Text => lines.given(indent, key, text_known(field, made).as_deref()),
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
