//! The moderator's file; of an observation, the review of its evidence.

use super::form_lines::FormLines;
use super::step::{StepForm, top};
use super::{head, yaml_text};
use crate::framework::form::Section;
use crate::framework::word::Word;
use crate::framework::{Date, Judgement};
use crate::record::{Audit, FileKind};

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
    lines.gap();
    let key = who.to_lowercase();
    lines.line(0, &format!("{key}: {}", yaml_text(made.moderator)));
    lines.comment(0, "The day on which you began");
    lines.line(0, &format!("started: {}", made.started));
    given(&mut lines, made);
    evidence(&mut lines, made);
    if process.regrades {
        judged(&mut lines, made);
    }
    last(&mut lines, made);
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
    for section in &made.step.form.sections {
        given_for(lines, made, section);
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
    }
    lines.line(0, "#");
}

fn evidence(lines: &mut FormLines, made: &ModerationForm<'_>) {
    lines.heading("Is there enough evidence?");
    let id = &made.step.allocation.audit;
    lines.comment(0, made.step.form.process().evidence);
    lines.comment(
        0,
        &format!("If no: say what is missing in the comments for the auditor, and send it back: qaf log {id} returned --reason \"what is missing\""),
    );
    lines.short(0, "evidence_sufficient");
}

/// What a moderator has beyond a reviewer of evidence.
fn judged(lines: &mut FormLines, made: &ModerationForm<'_>) {
    let sections = &made.step.form.sections;
    let ids: Vec<&str> = sections.iter().map(|section| section.id.as_str()).collect();
    let some = ids.get(..2.min(ids.len())).unwrap_or_default().join(", ");
    lines.gap();
    lines.comment(
        0,
        "The sections for which you sampled the child's record, as they are spelt above; as in:",
    );
    lines.comment(0, &format!("record_sampled: [{some}]"));
    lines.line(0, "record_sampled: []");
    lines.heading("The grades");
    lines.comment(
        0,
        "Only the sections whose grade you change. The grade is O, G, RI or I.",
    );
    let section = format!("- section: {}", ids.first().copied().unwrap_or("its_key"));
    let item = [
        section.as_str(),
        "  to: RI",
        "  reason: |",
        "    What the evidence shows instead",
    ];
    lines.empty_list("regrades", "change", &item);
    lines.gap();
    lines.comment(
        0,
        "The grade of the whole. Write it whether you agree or not: it is the final one.",
    );
    lines.line(0, "overall:");
    lines.hinted(2, "grade", "O, G, RI or I");
    lines.comment(2, "Why, where it differs from the auditor's");
    lines.text(2, "reason");
    if made.oversight {
        lines.heading("Management oversight");
        lines.comment(
            0,
            &format!(
                "{} manages the worker. Which evidence for management oversight did you look at, and does it bear the grade?",
                made.auditor
            ),
        );
        lines.text(0, "management_oversight");
    }
    lines.heading("Findings");
    lines.comment(0, "What the moderation found. It goes out with the audit.");
    lines.text(0, "findings");
}

fn last(lines: &mut FormLines, made: &ModerationForm<'_>) {
    lines.heading("To the auditor");
    lines.comment(
        0,
        "How it is written up, for the auditor alone; not a finding on the case.",
    );
    lines.text(0, "comments_for_auditor");
    lines.heading("When you are done");
    let again = if made.step.form.process().regrades {
        " If the audit comes back to you after a return, write the new day here."
    } else {
        ""
    };
    lines.hinted(
        0,
        "signed_off",
        &format!("The day on which you are done. Leave it empty until then.{again}"),
    );
}
