//! The sections of the auditor's form.

use super::form_lines::FormLines;
use super::{AuditForm, head};
use crate::framework::form::{Evidence, FieldFact, Form, Question, Section};
use crate::record::shape::KeyKind;

/// What stands above a block of the graded sections.
pub(in crate::store::scaffold) fn above(
    lines: &mut FormLines,
    indent: usize,
    kind: KeyKind<'_>,
    made: &AuditForm<'_>,
) {
    match kind {
        KeyKind::OneSection(section) => {
            lines.heading(&section.title);
            if let Some(intro) = &section.intro {
                lines.comment(0, intro);
            }
            guideline(lines, made, section);
            if made
                .form
                .sections
                .first()
                .is_some_and(|first| first.id == section.id)
            {
                lines.line(0, "sections:");
            }
        }
        KeyKind::Question(question) => asked(lines, indent, made.form, question),
        _ => {}
    }
}

/// What stands first in a block of the graded sections.
pub(in crate::store::scaffold) fn below(
    lines: &mut FormLines,
    indent: usize,
    kind: KeyKind<'_>,
    made: &AuditForm<'_>,
) {
    if let KeyKind::OneSection(section) = kind
        && section.evidence == Evidence::Section
    {
        for question in &section.questions {
            asked(lines, indent, made.form, question);
        }
    }
}

fn guideline(lines: &mut FormLines, made: &AuditForm<'_>, section: &Section) {
    if !section.graded {
        return;
    }
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

/// A place for the statements that were seen, where the section has any.
pub(in crate::store::scaffold) fn statements(
    lines: &mut FormLines,
    indent: usize,
    section: &Section,
    made: &AuditForm<'_>,
) {
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
        let as_in = format!("as in: criteria: [{}]", examples.join(", "));
        lines.comment(
            indent,
            &format!("the statements of Appendix 4 that you saw, {as_in}"),
        );
        lines.line(indent, "criteria: []");
    }
}
