//! The moderator's file; of an observation, the review of its evidence.

use super::form_lines::FormLines;
use super::form_writer::FormWriter;
use super::head;
use super::step::{StepForm, top};
use crate::framework::form::{Section, graded};
use crate::framework::word::Word;
use crate::framework::{Date, Grade, Judgement};
use crate::record::{Audit, FileKind, Moderation};

/// What a moderation is made from.
#[derive(Clone, Copy, Debug)]
pub struct ModerationForm<'a> {
    /// The form, what was allocated, and the day it is due.
    pub step: StepForm<'a>,
    /// Who moderates, or reviews the evidence.
    pub moderator: &'a str,
    /// Who audited.
    pub auditor: &'a str,
    /// The day on which it is begun.
    pub started: Date,
    /// What the auditor submitted.
    pub audit: &'a Audit,
    /// Whether the auditor manages the worker, so that the evidence for management oversight is looked at hard.
    pub oversight: bool,
}

/// `moderation.yaml`, with nothing judged yet.
pub fn moderation_yaml(made: &ModerationForm<'_>) -> String {
    let mut lines = FormLines::default();
    let process = made.step.form.process();
    let (what, who) = (process.title, process.who);
    let (audit, title) = (&made.step.allocation.audit, &made.step.form.title);
    let what = format!(
        "{what} of {audit}, {title}. {who}: {}. Auditor: {}.",
        made.moderator, made.auditor
    );
    let asked = [("sign it off", made.step.due)];
    top(&mut lines, &made.step, FileKind::Moderation, &what, &asked);
    duties(&mut lines, made);
    let begun = Moderation {
        moderator: Some(made.moderator.to_owned()),
        started: Some(made.started),
        ..Moderation::default()
    };
    let beside = |lines: &mut FormLines, key: &str| {
        if key == "evidence_sufficient" {
            given(lines, made);
        }
        made.oversight || key != "management_oversight"
    };
    let mut writer = FormWriter::new(&mut lines, audit, made.auditor, &beside);
    begun.walk(Some(made.step.form), &mut writer);
    lines.done()
}

/// What is to be done, as a list to tick off in one's head.
fn duties(lines: &mut FormLines, made: &ModerationForm<'_>) {
    lines.line(0, "#");
    lines.line(0, "# What to do");
    let read = "Read the auditor's form: audit.yaml, in this folder.";
    lines.comment(0, &format!("[ ] {read}"));
    for duty in &made.step.form.duties {
        lines.comment(0, &format!("[ ] {duty}."));
    }
    let moderated = made.step.form.process().regrades;
    if made.oversight && moderated {
        let hard = "The auditor manages the worker: look hard at the evidence for the grade of management oversight.";
        lines.comment(0, &format!("[ ] {hard}"));
    }
    if moderated {
        lines.comment(
            0,
            "Your grades are final. The auditor's stay beside them, so say why where you change one.",
        );
    }
}

/// The auditor's grades, with where to read what each grade looks like.
fn given(lines: &mut FormLines, made: &ModerationForm<'_>) {
    lines.heading("The auditor's grades");
    for section in graded(&made.step.form.sections) {
        given_for(lines, made, section);
    }
    if !made.step.form.overall {
        return;
    }
    let overall = made
        .audit
        .overall
        .grade
        .map_or("not graded", |grade| grade.title());
    lines.line(0, &format!("# {overall:22}overall"));
}

fn given_for(lines: &mut FormLines, made: &ModerationForm<'_>, section: &Section) {
    let answer = made.audit.sections.get(&section.id);
    let grade = match answer.and_then(|answer| answer.grade) {
        Some(Judgement::Graded(grade)) => grade.title(),
        Some(Judgement::NotApplicable) => "Not applicable",
        None => "not graded",
    };
    // Grades stand in a column of their own, so that they are seen at a glance.
    lines.line(0, &format!("# {grade:22}{}", section.id));
    let criteria = answer
        .map(|answer| answer.criteria.as_slice())
        .unwrap_or_default();
    if !criteria.is_empty() {
        let ids: Vec<&str> = criteria.iter().map(Word::as_str).collect();
        lines.under(&format!("statements cited: {}", ids.join(", ")));
    }
    let titles = head::domains(made.step.rubric, section);
    if titles.is_empty() {
        lines.under("Appendix 4 has no statements for it: compare by the evidence");
    } else {
        lines.under(&format!(
            "to compare, qaf rubric {}: {}",
            section.id,
            titles.join(", ")
        ));
        looks(lines, made, section);
    }
    lines.line(0, "#");
}

/// How each grade begins in the guideline, a line each: so much as reminds whoever has read it.
fn looks(lines: &mut FormLines, made: &ModerationForm<'_>, section: &Section) {
    for grade in [Grade::Good, Grade::RequiresImprovement, Grade::Inadequate] {
        let begins: Vec<String> = head::looks_of(made.step.rubric, section, grade)
            .map(|statement| head::begins(&statement.text))
            .collect();
        if !begins.is_empty() {
            lines.under(&format!("{}: {}", grade.code(), begins.join("; ")));
        }
    }
}
