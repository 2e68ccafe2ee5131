//! Families, the grade of the whole, actions, and the other blocks of the auditor's form.

use super::super::AuditForm;
use super::super::form_lines::FormLines;
use super::{has, wording};
use crate::framework::form::{Block, FamilyFeedback, Form};

/// A place for each family member the form knows.
pub(super) fn family(lines: &mut FormLines, form: &Form) {
    let Some(asked) = &form.family_feedback else {
        return;
    };
    lines.heading("What the family said");
    if let Some(intro) = &asked.intro {
        lines.comment(0, intro);
    }
    lines.line(0, "family_feedback:");
    if asked.givers.is_empty() {
        giver(
            lines,
            asked,
            "",
            "Who gives the feedback, in your words; copy these lines for a second person",
        );
    }
    for id in &asked.givers {
        let must = asked.heard_or_explained.contains(id);
        let note = if must {
            ": what they said, or why they were not heard"
        } else {
            ", where asked"
        };
        giver(lines, asked, id, &format!("{}{note}", asked.label(id)));
    }
}

fn giver(lines: &mut FormLines, asked: &FamilyFeedback, id: &str, label: &str) {
    lines.comment(2, label);
    lines.line(2, &format!("- from: {id}"));
    if asked.residence.iter().any(|giver| giver == id) {
        lines.hinted(4, "resident", "Does the child live with them? yes or no");
    }
    lines.hinted(4, "date", "The day on which they were asked");
    lines.hinted(4, "sought_by", "The peer who asked, if you know the family");
    lines.line(4, "answers:");
    let scale = asked.scale.as_ref();
    for question in asked
        .questions
        .iter()
        .filter(|q| scale.is_none_or(|scale| scale.question != q.id))
    {
        lines.comment(6, &format!("{}. {}", question.id, question.shown()));
        lines.text(6, question.id.as_str());
    }
    if let Some(scale) = scale {
        let question = asked
            .questions
            .iter()
            .find(|question| question.id == scale.question);
        let question = question
            .map(|question| format!("{}. {} ", question.id, question.shown()))
            .unwrap_or_default();
        let doubt = if scale.doubtful {
            " (wording to be confirmed)"
        } else {
            ""
        };
        let ends = format!("0 is \"{}\"; 10 is \"{}\"{doubt}", scale.low, scale.high);
        lines.hinted(4, "score", &format!("{question}{ends}"));
    }
    lines.comment(4, "If they were not heard: why");
    lines.text(4, "not_obtained");
}

/// Everything after the family's part.
pub(super) fn rest(lines: &mut FormLines, made: &AuditForm<'_>) {
    let form = made.form;
    professionals(lines, form);
    lines.heading("Specialist teams");
    wording(lines, 0, form, "specialist_teams");
    lines.text(0, "specialist_teams");
    lines.heading("Overall grade");
    wording(lines, 0, form, "overall");
    if let Some(rubric) = made.rubric {
        lines.comment(0, &rubric.outstanding);
    }
    lines.line(0, "overall:");
    lines.hinted(2, "grade", "O, G, RI or I");
    wording(lines, 2, form, "reasons");
    lines.text(2, "reasons");
    key_findings(lines, form);
    if has(form, Block::Improvement) {
        lines.heading("Improvement");
        wording(lines, 0, form, Block::Improvement.name());
        lines.text(0, "improvement");
    }
    actions(lines, form);
    system_learning(lines, form);
    last(lines, form);
}

fn professionals(lines: &mut FormLines, form: &Form) {
    if has(form, Block::Professionals) {
        lines.heading("Other professionals");
        wording(lines, 0, form, Block::Professionals.name());
        let item = [
            "- role: IRO",
            "  strengths: |",
            "    What they saw that works",
            "  improvements: |",
            "    What could be better",
        ];
        lines.empty_list(Block::Professionals.name(), "professional", &item);
    }
}

fn key_findings(lines: &mut FormLines, form: &Form) {
    if has(form, Block::KeyFindings) {
        lines.heading("Key findings");
        wording(lines, 0, form, Block::KeyFindings.name());
        lines.line(0, "key_findings:");
        for key in ["findings", "learning_points", "recommendations"] {
            lines.text(2, key);
        }
    }
}

fn actions(lines: &mut FormLines, form: &Form) {
    if has(form, Block::Actions) {
        lines.heading("Actions");
        wording(lines, 0, form, Block::Actions.name());
        let item = [
            "- action: |",
            "    Update the chronology",
            "  owner: their name",
            "  by: 2027-01-15",
        ];
        lines.empty_list(Block::Actions.name(), "action", &item);
    }
}

fn system_learning(lines: &mut FormLines, form: &Form) {
    if has(form, Block::SystemLearning) {
        lines.heading("Learning for the whole system");
        wording(lines, 0, form, Block::SystemLearning.name());
        let area = form.learning_areas.first().map_or("", String::as_str);
        if !area.is_empty() {
            lines.comment(0, &format!("area: {}", form.learning_areas.join(", ")));
        }
        let item = [
            &format!("- area: {area}"),
            "  learning: |",
            "    What there is to learn",
        ];
        lines.empty_list(Block::SystemLearning.name(), "point", &item);
    }
}

fn last(lines: &mut FormLines, form: &Form) {
    lines.heading("Last things");
    lines.comment(0, "Tags of your own, so that audits on one theme are found together, or on where services meet (adoption, adult-mental-health, preparing-for-adulthood); as in:");
    lines.comment(0, "themes: [voice-of-child]");
    lines.line(0, "themes: []");
    lines.comment(
        0,
        "If qaf asks about something that is right as it stands, say why instead of changing it.",
    );
    let item = ["- query: the-rule-it-names", "  reason: |", "    Why it is right"];
    lines.empty_list("explained", "query", &item);
    if let Some(filing) = &form.filing {
        lines.gap();
        lines.comment(0, &format!("Afterwards, for the worker: {filing}."));
    }
}
