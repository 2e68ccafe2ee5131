//! The graded sections of the auditor's form.

use super::super::form_lines::FormLines;
use super::super::{AuditForm, head};
use super::field_lines;
use crate::framework::form::{Evidence, FieldFact, Form, Question, Section};

pub(super) fn section(lines: &mut FormLines, made: &AuditForm<'_>, section: &Section) {
    let form = made.form;
    lines.heading(&section.title);
    if let Some(intro) = &section.intro {
        lines.comment(0, intro);
    }
    guideline(lines, made, section);
    if form.sections.first().is_some_and(|first| first.id == section.id) {
        lines.line(0, "sections:");
    }
    lines.line(2, &format!("{}:", section.id));
    match &section.evidence {
        Evidence::Items(statuses) => items(lines, form, section, statuses),
        Evidence::Questions => questions(lines, form, section),
        Evidence::Section => pair(lines, form, section),
    }
    for field in &section.fields {
        field_lines(lines, 4, field, form);
    }
    grade(lines, made, section);
}

fn guideline(lines: &mut FormLines, made: &AuditForm<'_>, section: &Section) {
    let titles = head::domains(made.rubric, section);
    if titles.is_empty() {
        lines.comment(
            0,
            "Appendix 4 has no statements for this section: grade it by the evidence.",
        );
    } else {
        lines.comment(
            0,
            &format!(
                "What each grade looks like: {}. To read it: qaf rubric {}",
                titles.join(", "),
                section.id
            ),
        );
    }
}

/// A question's text, with the role that alone is asked it.
fn asked(lines: &mut FormLines, indent: usize, form: &Form, question: &Question) {
    let mut text = question.shown();
    if !question.roles.is_empty() {
        let named = form
            .header
            .iter()
            .find(|field| field.fact == Some(FieldFact::Role))
            .map(|field| &field.role_ids);
        let title = |wanted: bool| -> Vec<&str> {
            let all = named.into_iter().flatten();
            all.filter(|(_, role)| question.roles.contains(role) == wanted)
                .map(|(title, _)| title.as_str())
                .collect()
        };
        let (yes, no) = (title(true).join(" or "), title(false).join(" or "));
        text = format!("[asked of the {yes} only; if you audit the {no}, leave it empty] {text}");
    }
    lines.comment(indent, &format!("{}. {text}", question.id));
    if let Some(note) = &question.note {
        lines.comment(indent, &format!("  {note}"));
    }
}

fn items(lines: &mut FormLines, form: &Form, section: &Section, statuses: &[String]) {
    lines.comment(
        4,
        &format!(
            "status: {}; or N/A, and the reason in the comments",
            statuses.join(", ")
        ),
    );
    lines.line(4, "items:");
    for question in &section.questions {
        asked(lines, 6, form, question);
        lines.line(6, &format!("{}:", question.id));
        lines.short(8, "status");
        lines.text(8, "comments");
    }
}

fn questions(lines: &mut FormLines, form: &Form, section: &Section) {
    lines.line(4, "questions:");
    for question in &section.questions {
        asked(lines, 6, form, question);
        lines.line(6, &format!("{}:", question.id));
        lines.text(8, "strengths");
        lines.text(8, "improvements");
    }
}

fn pair(lines: &mut FormLines, form: &Form, section: &Section) {
    for question in &section.questions {
        asked(lines, 4, form, question);
    }
    lines.text(4, "strengths");
    lines.text(4, "improvements");
}

fn grade(lines: &mut FormLines, made: &AuditForm<'_>, section: &Section) {
    lines.hinted(
        4,
        "grade",
        "O, G, RI or I; or N/A, with the reason under not_applicable",
    );
    lines.text(4, "not_applicable");
    let statements = section
        .domains
        .iter()
        .filter_map(|id| made.rubric?.domain(id.as_str()))
        .flat_map(|d| &d.statements);
    let examples: Vec<&str> = statements
        .take(2)
        .map(|statement| statement.id.as_str())
        .collect();
    if !examples.is_empty() {
        lines.comment(
            4,
            &format!(
                "the statements of Appendix 4 that you saw, as in: criteria: [{}]",
                examples.join(", ")
            ),
        );
        lines.line(4, "criteria: []");
    }
    lines.comment(4, "only for Outstanding: what goes beyond Good");
    lines.text(4, "outstanding_because");
}
