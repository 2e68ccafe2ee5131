//! The own tool of a theme, to be gone over before its first audit is made.

use super::form_lines::{FormLines, yaml_quoted, yaml_text};
use crate::framework::Form;
use crate::framework::form::{FieldFact, SettledBy, graded};
use crate::framework::word::CriterionId;
use crate::record::work::Commission;
use crate::store::document::Document;
use crate::store::yaml::{Node, NodeValue};

/// The letters of the numbers of audits on tools: of every theme the same, as their numbers are one count.
const PREFIX: &str = "TA";

/// What a tool is made from.
#[derive(Clone, Copy, Debug)]
pub struct ToolForm<'a> {
    /// The form's id.
    pub name: &'a str,
    /// Its version.
    pub version: &'a str,
    /// The work whose tool it is.
    pub work: &'a Commission,
    /// What it measures: the criteria of the terms of reference.
    pub criteria: &'a [ToolCriterion],
    /// The form that it is cut from; none: it is blank.
    pub cut: Option<FormCut<'a>>,
}

/// A criterion as a question.
#[derive(Clone, Debug)]
pub struct ToolCriterion {
    /// Its id.
    pub id: CriterionId,
    /// What is measured.
    pub text: String,
    /// Against what.
    pub against: String,
}

/// A form that a tool is cut from.
#[derive(Clone, Copy, Debug)]
pub struct FormCut<'a> {
    /// The form with the sections that are taken alone.
    pub form: &'a Form,
    /// The whole template as it is written.
    pub template: &'a Document,
}

/// The template of a tool.
pub fn tool_yaml(made: &ToolForm<'_>) -> String {
    let mut lines = FormLines::default();
    head(&mut lines, made);
    header(&mut lines, made);
    sections(&mut lines, made);
    lines.gap();
    lines.line(0, "ask: [actions]");
    lines.line(0, "asks:");
    for name in ["overall", "reasons"] {
        let asked = made.cut.and_then(|cut| cut.form.wording(name));
        if let Some(asked) = asked.filter(|_| is_graded(made)) {
            lines.line(2, &format!("{name}: {}", yaml_quoted(asked)));
        }
    }
    let actions = "What is to be done in this one case, who sees to it and by when; what the theme asks for stands in its plan";
    lines.line(2, &format!("actions: {}", yaml_quoted(actions)));
    lines.done()
}

/// Whether anything of it is graded, and so the whole.
fn is_graded(made: &ToolForm<'_>) -> bool {
    made.cut
        .is_some_and(|cut| graded(&cut.form.sections).next().is_some())
}

fn head(lines: &mut FormLines, made: &ToolForm<'_>) {
    let (work, cut) = (made.work, made.cut);
    lines.comment(0, &format!("The audit tool of {}: {}.", work.work, work.title));
    lines.comment(
        0,
        "Go over it before the first audit is made with it: put the questions as auditors should read them, and take out or \
         add what the theme asks for. criterion: names the criterion of terms.yaml that a question measures, which is answered \
         met, partly or not met. What the other marks mean stands at the head of forms/child-case-2019.yaml. Then: qaf validate.",
    );
    lines.line(0, &format!("form: {}", made.name));
    lines.line(0, &format!("version: {}", made.version));
    lines.line(0, &format!("title: {}", yaml_text(&work.title)));
    let from = cut.map_or_else(String::new, |cut| format!(", cut from {}", cut.form.id));
    lines.line(
        0,
        &format!(
            "source: {}",
            yaml_quoted(&format!("Made for {}{from}", work.work))
        ),
    );
    lines.line(0, &format!("prefix: {PREFIX}"));
    let guideline = cut.and_then(|cut| cut.form.guideline.as_ref());
    if let Some(guideline) = guideline {
        lines.line(0, &format!("guideline: {guideline}"));
    }
    if cut.is_some_and(|cut| cut.form.settled_by == SettledBy::EvidenceReview) {
        lines.line(0, "settled_by: evidence-review");
    }
    lines.comment(0, "whether the whole is graded: yes or no");
    lines.line(
        0,
        &format!("overall: {}", if is_graded(made) { "yes" } else { "no" }),
    );
    lines.comment(
        0,
        "what follows an overall Inadequate: none, notify, or case, as of a child's case",
    );
    lines.line(0, "on_inadequate: none");
    lines.comment(0, "what each audit is of: child, worker or document");
    let subject = match cut {
        Some(cut) if cut.form.is_of_a_child() => "child",
        Some(_) => "worker",
        None => "document",
    };
    lines.line(0, &format!("subject: {subject}"));
}

/// What qaf knows already of each audit, and what tells the documents of a theme apart.
fn header(lines: &mut FormLines, made: &ToolForm<'_>) {
    lines.gap();
    lines.line(0, "header:");
    if let Some(cut) = made.cut {
        let known = |field: &&crate::framework::form::Field| {
            !field.known.is_empty() || field.fact == Some(FieldFact::Role)
        };
        let known: Vec<&str> = cut
            .form
            .header
            .iter()
            .filter(known)
            .map(|field| field.id.as_str())
            .collect();
        for piece in pieces(cut.template, "header", &known) {
            for line in &piece {
                lines.line(0, line);
            }
        }
        return;
    }
    for field in [
        "{ id: document, label: \"Which document: its kind and its date, and no names\" }",
        "{ id: child_id, label: \"Child's ID, where it is of one child\", known: child_id, optional: true }",
        "{ id: worker_team, label: \"Worker and team, where it is of one worker\", known: [worker, team], optional: true }",
        "{ id: auditor, label: \"Auditor\", known: auditor }",
        "{ id: date_of_audit, label: \"Date of audit\", kind: date, known: date_of_audit }",
    ] {
        lines.line(2, &format!("- {field}"));
    }
}

fn sections(lines: &mut FormLines, made: &ToolForm<'_>) {
    let cut = made.cut.map_or_else(Vec::new, |cut| {
        let wanted = cut.form.sections.iter().map(|section| section.id.as_str());
        pieces(cut.template, "sections", &wanted.collect::<Vec<_>>())
    });
    // Items of one list begin in one column.
    let first = cut.first().and_then(|piece| piece.first());
    let indent = first.map_or(2, |line| line.len() - line.trim_start().len());
    lines.gap();
    lines.line(0, "sections:");
    lines.line(indent, "- id: criteria");
    let own = indent + 2;
    for line in ["title: Criteria", "graded: no", "evidence: items", "questions:"] {
        lines.line(own, line);
    }
    for criterion in made.criteria {
        let (text, against) = (yaml_quoted(&criterion.text), yaml_quoted(&criterion.against));
        let id = &criterion.id;
        lines.line(
            own + 2,
            &format!("- {{ id: {id}, text: {text}, criterion: {id}, note: {against} }}"),
        );
    }
    for piece in cut {
        lines.gap();
        for line in &piece {
            lines.line(0, line);
        }
    }
}

/// The lines of those items of a template's list that have these ids, as they are written; without what stands between them.
fn pieces(template: &Document, key: &str, ids: &[&str]) -> Vec<Vec<String>> {
    let Some(NodeValue::Map(top)) = template.root.as_ref().map(|root| &root.value) else {
        return Vec::new();
    };
    let line_of = |entry: &crate::store::yaml::KeyValue| template.at(entry.key_span).line;
    let begins = |item: &Node| match &item.value {
        NodeValue::Map(entries) => entries.first().map(line_of),
        _ => None,
    };
    let Some(list) = top.iter().find(|entry| entry.key == key) else {
        return Vec::new();
    };
    let listed: &[Node] = match &list.value.value {
        NodeValue::List(items) => items,
        _ => &[],
    };
    let next = top.iter().map(line_of).filter(|line| *line > line_of(list)).min();
    let end = next.unwrap_or_else(|| template.end().line + 1);
    let mut cut = Vec::new();
    for (index, item) in listed.iter().enumerate() {
        let id = item.get("id").and_then(Node::text).map(str::trim);
        let (Some(first), true) = (begins(item), id.is_some_and(|id| ids.contains(&id))) else {
            continue;
        };
        let until = listed.get(index + 1).and_then(begins).unwrap_or(end);
        let mut lines: Vec<String> = (first..until)
            .map(|line| template.line(line).to_owned())
            .collect();
        let is_between = |line: &String| line.trim().is_empty() || line.trim_start().starts_with('#');
        while lines.last().is_some_and(is_between) {
            lines.pop();
        }
        cut.push(lines);
    }
    cut
}
