//! Families, the grade of the whole, actions, and the other blocks of the auditor's form.

use super::super::lines::Lines;
use super::{example, has, wording};
use crate::framework::form::{Block, FamilyFeedback, Form};

/// A place for each family member the form knows.
pub(super) fn family(lines: &mut Lines, form: &Form) {
    let Some(asked) = &form.family_feedback else {
        return;
    };
    lines.heading("What the family said");
    if let Some(intro) = &asked.intro {
        lines.comment(0, intro);
    }
    for question in &asked.questions {
        lines.comment(0, &format!("{}. {}", question.id, question.shown()));
    }
    if let Some(scale) = &asked.scale {
        let doubt = if scale.doubtful {
            " (wording to be confirmed)"
        } else {
            ""
        };
        lines.comment(
            0,
            &format!("score: 0 is \"{}\"; 10 is \"{}\"{doubt}", scale.low, scale.high),
        );
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

fn giver(lines: &mut Lines, asked: &FamilyFeedback, id: &str, label: &str) {
    lines.comment(2, label);
    lines.line(2, &format!("- from: {id}"));
    if asked.residence.iter().any(|giver| giver == id) {
        lines.line(
            4,
            "resident:                      # yes or no: does the child live there?",
        );
    }
    lines.line(4, "date:");
    lines.line(
        4,
        "sought_by:                     # the peer who asked, if you know the family",
    );
    lines.line(4, "answers:");
    let scale = asked.scale.as_ref();
    for question in asked
        .questions
        .iter()
        .filter(|q| scale.is_none_or(|scale| scale.question != q.id))
    {
        lines.text(6, question.id.as_str());
    }
    if scale.is_some() {
        lines.line(4, "score:                         # 0 to 10");
    }
    lines.line(4, "not_obtained:                  # if they were not heard: why");
}

/// Everything after the family's part.
pub(super) fn rest(lines: &mut Lines, form: &Form) {
    if has(form, Block::Professionals) {
        lines.heading("Other professionals");
        wording(lines, 0, form, Block::Professionals.name());
        lines.comment(
            0,
            "as in: [ { role: IRO, strengths: \"...\", improvements: \"...\" } ]",
        );
        lines.line(0, "professionals: []");
    }
    lines.heading("Specialist teams");
    wording(lines, 0, form, "specialist_teams");
    lines.text(0, "specialist_teams");
    lines.heading("Overall grade");
    wording(lines, 0, form, "overall");
    lines.line(0, "overall:");
    lines.line(2, "grade:                           # O, G, RI or I");
    wording(lines, 2, form, "reasons");
    lines.text(2, "reasons");
    if has(form, Block::KeyFindings) {
        lines.heading("Key findings");
        wording(lines, 0, form, Block::KeyFindings.name());
        lines.line(0, "key_findings:");
        for key in ["findings", "learning_points", "recommendations"] {
            lines.text(2, key);
        }
    }
    if has(form, Block::Improvement) {
        lines.heading("Improvement");
        wording(lines, 0, form, Block::Improvement.name());
        lines.text(0, "improvement");
    }
    if has(form, Block::Actions) {
        lines.heading("Actions");
        wording(lines, 0, form, Block::Actions.name());
        lines.comment(0, "Write [] away and one line like this for each action:");
        let action = example("Update the chronology");
        lines.comment(
            0,
            &format!(
                "  - {{ action: {action}, owner: {}, by: 2027-01-15 }}",
                example("their name")
            ),
        );
        lines.line(0, "actions: []");
    }
    if has(form, Block::SystemLearning) {
        lines.heading("Learning for the whole system");
        wording(lines, 0, form, Block::SystemLearning.name());
        lines.comment(0, &format!("area: {}", form.learning_areas.join(", ")));
        let area = form.learning_areas.first().map_or("", String::as_str);
        lines.comment(0, &format!("as in: [ {{ area: {area}, learning: \"...\" }} ]"));
        lines.line(0, "system_learning: []");
    }
    last(lines, form);
}

fn last(lines: &mut Lines, form: &Form) {
    lines.heading("Last things");
    lines.comment(
        0,
        "Tags of your own, so that audits on one theme are found together; as in: themes: [voice-of-child]",
    );
    lines.line(0, "themes: []");
    lines.comment(
        0,
        "If qaf asks about something that is right as it stands, say why instead of changing it; as in:",
    );
    lines.comment(0, "explained: [ { query: the-rule-it-names, reason: \"...\" } ]");
    lines.line(0, "explained: []");
    if let Some(filing) = &form.filing {
        lines.gap();
        lines.comment(0, &format!("Afterwards, for the worker: {filing}."));
    }
}
