//! What the family said, what other professionals said, and the impact of specialist teams.

use super::may_see::View;
use super::{AnsweredQuestion, DocumentBlock, GivenAnswer, LabelledAnswer, Said, ShortAnswer, graded};
use crate::framework::form::{Block as Asked, FamilyFeedback, Question as AskedQuestion};
use crate::record::{Audit, FamilyEntry};

pub(super) fn blocks(view: &View<'_>, blocks: &mut Vec<DocumentBlock>) {
    let Some(audit) = view.audit else { return };
    if let Some(family) = view.form.and_then(|form| form.family_feedback.as_ref()) {
        feedback(view, family, audit, blocks);
    }
    worker_feedback(view, audit, blocks);
    professionals(view, audit, blocks);
    if let Some(text) = &audit.specialist_teams {
        blocks.push(DocumentBlock::heading("Specialist teams"));
        let asked = view.form.and_then(|form| form.wording("specialist_teams"));
        blocks.extend(asked.map(DocumentBlock::note));
        blocks.push(DocumentBlock::text("Impact", text));
    }
}

fn feedback(view: &View<'_>, family: &FamilyFeedback, audit: &Audit, blocks: &mut Vec<DocumentBlock>) {
    blocks.push(DocumentBlock::heading("Family feedback"));
    let entries: Vec<&FamilyEntry> = audit
        .family_feedback
        .iter()
        .filter(|entry| view.is_not_later(entry.date))
        .collect();
    if entries.is_empty() {
        blocks.push(DocumentBlock::note("No family feedback is recorded."));
    }
    for entry in entries {
        one(family, entry, blocks);
    }
}

fn one(family: &FamilyFeedback, entry: &FamilyEntry, blocks: &mut Vec<DocumentBlock>) {
    let from = entry.from.as_deref();
    let from = from.map_or("Not said who", |giver| family.label(giver));
    blocks.push(DocumentBlock::subheading(from));
    if entry.is_obtained() || entry.not_obtained.is_none() {
        let rows = facts(family, entry);
        if !rows.is_empty() {
            blocks.push(DocumentBlock::Facts { rows });
        }
    }
    if let Some(why) = &entry.not_obtained {
        blocks.push(DocumentBlock::text("Why feedback was not had", why));
    }
    if !entry.is_obtained() {
        if entry.not_obtained.is_none() {
            blocks.push(DocumentBlock::note("Not answered."));
        }
        return;
    }
    for (index, question) in family.questions.iter().enumerate() {
        blocks.push(DocumentBlock::Question(AnsweredQuestion {
            number: index + 1,
            text: wording(family, question),
            answer: answer(family, question, entry),
        }));
    }
}

fn facts(family: &FamilyFeedback, entry: &FamilyEntry) -> Vec<LabelledAnswer> {
    let mut rows = Vec::new();
    if entry.date.is_some() || family.date_required {
        rows.push(LabelledAnswer::written("Date", entry.date));
    }
    let giver = entry.from.as_deref().unwrap_or_default();
    let asked = family.residence.iter().any(|known| known == giver);
    match entry.resident {
        Some(yes) => {
            let words = if yes { "Resident" } else { "Non resident" };
            rows.push(LabelledAnswer::text("Residence", words));
        }
        None if asked => rows.push(LabelledAnswer {
            label: "Residence".to_owned(),
            value: ShortAnswer::NotAnswered,
        }),
        None => {}
    }
    let peer = entry.sought_by.as_deref();
    rows.extend(peer.map(|peer| LabelledAnswer::text("Asked by, in the auditor's place", peer)));
    let scaled = family.scale.is_some();
    let score = entry.score.filter(|_| !scaled);
    rows.extend(score.map(|score| LabelledAnswer::text("Score", format!("{score} of 10"))));
    rows
}

/// A question as it is shown; the scale says what its ends mean.
fn wording(family: &FamilyFeedback, question: &AskedQuestion) -> String {
    let scale = family.scale.as_ref();
    let Some(scale) = scale.filter(|scale| scale.question == question.id) else {
        return question.shown();
    };
    let doubtful = if scale.doubtful && !question.doubtful {
        " (wording to be confirmed)"
    } else {
        ""
    };
    format!(
        "{} 0: {}. 10: {}.{doubtful}",
        question.shown(),
        scale.low.trim_end_matches('.'),
        scale.high.trim_end_matches('.')
    )
}

fn answer(family: &FamilyFeedback, question: &AskedQuestion, entry: &FamilyEntry) -> GivenAnswer {
    let scale = family.scale.as_ref();
    let is_scale = scale.is_some_and(|scale| scale.question == question.id);
    let short = entry
        .score
        .filter(|_| is_scale)
        .map(|score| format!("{score} of 10"));
    let said: Vec<Said> = entry
        .answers
        .get(&question.id)
        .map(|text| Said {
            label: None,
            text: text.clone(),
        })
        .into_iter()
        .collect();
    if short.is_none() && said.is_empty() {
        GivenAnswer::NotAnswered
    } else {
        GivenAnswer::Given { short, said }
    }
}

/// What the worker said before, where the form asks them.
fn worker_feedback(view: &View<'_>, audit: &Audit, blocks: &mut Vec<DocumentBlock>) {
    let Some(asked) = view.form.and_then(|form| form.worker_feedback.as_ref()) else {
        return;
    };
    let said = &audit.worker_feedback;
    blocks.push(DocumentBlock::heading("What the worker says"));
    blocks.extend(asked.intro.as_deref().map(DocumentBlock::note));
    if let Some(day) = said.date {
        let rows = vec![LabelledAnswer::date("Date", Some(day))];
        blocks.push(DocumentBlock::Facts { rows });
    }
    for question in &asked.questions {
        let text = said.answers.get(&question.id);
        blocks.extend(text.map(|text| DocumentBlock::text(&question.shown(), text)));
    }
    let why = said.not_obtained.as_deref();
    blocks.extend(why.map(|why| DocumentBlock::text("Not obtained", why)));
    if !said.is_told() {
        blocks.push(DocumentBlock::note("Not answered."));
    }
}

fn professionals(view: &View<'_>, audit: &Audit, blocks: &mut Vec<DocumentBlock>) {
    if audit.professionals.is_empty() {
        return;
    }
    blocks.push(DocumentBlock::heading("Other professionals"));
    let asked = view
        .form
        .and_then(|form| form.wording(Asked::Professionals.name()));
    blocks.extend(asked.map(DocumentBlock::note));
    for professional in &audit.professionals {
        let role = professional.role.as_deref();
        blocks.push(DocumentBlock::subheading(role.unwrap_or("Role not said")));
        for said in graded::said(&professional.pair) {
            blocks.push(DocumentBlock::text(
                said.label.as_deref().unwrap_or_default(),
                &said.text,
            ));
        }
    }
}
