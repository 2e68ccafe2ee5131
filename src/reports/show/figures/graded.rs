//! The sections, in the form's order.

use super::may_see::View;
use super::{AnsweredQuestion, DocumentBlock, GivenAnswer, LabelledAnswer, Said, grades};
use crate::framework::form::{Evidence, Section};
use crate::framework::grade::is_not_applicable;
use crate::framework::{Judgement, RoleId};
use crate::progress::{audited_role, is_asked_of, is_section_of};
use crate::record::{ChecklistItem, SectionAnswer, TwoAnswers};

pub(super) fn blocks(view: &View<'_>, blocks: &mut Vec<DocumentBlock>) {
    let (Some(form), Some(audit)) = (view.form, view.audit) else {
        return;
    };
    let role = audited_role(form, audit);
    let nothing = SectionAnswer::default();
    let is_off = view.progress().status.is_off();
    for section in &form.sections {
        let answer = audit.sections.get(&section.id).unwrap_or(&nothing);
        if *answer == nothing {
            // Of an audit that will not be made, or a section of another role, nothing more is to come.
            if !is_off && is_section_of(section, role) {
                unwritten(section, role, blocks);
            }
            continue;
        }
        one(view, section, answer, role, blocks);
    }
}

/// A section in which nothing stands yet: its questions are counted, not listed.
fn unwritten(section: &Section, role: Option<&RoleId>, blocks: &mut Vec<DocumentBlock>) {
    let asked = section
        .questions
        .iter()
        .filter(|question| is_asked_of(question, role))
        .count();
    let questions = if asked == 1 { "question" } else { "questions" };
    blocks.push(DocumentBlock::heading(&section.title));
    let and = if section.graded { ", and not graded" } else { "" };
    blocks.push(DocumentBlock::note(format!(
        "Not answered yet ({asked} {questions}){and}."
    )));
}

fn one(
    view: &View<'_>,
    section: &Section,
    answer: &SectionAnswer,
    role: Option<&RoleId>,
    blocks: &mut Vec<DocumentBlock>,
) {
    blocks.push(DocumentBlock::heading(&section.title));
    blocks.extend(section.intro.as_deref().map(DocumentBlock::note));
    let off = answer.grade == Some(Judgement::NotApplicable);
    evidence(view, section, answer, role, blocks);
    let rows: Vec<LabelledAnswer> = section
        .fields
        .iter()
        .filter_map(|field| {
            let required = !field.optional && !off && field.when.is_none();
            super::case::field_fact(view, field, answer.fields.get(&field.id), required)
        })
        .collect();
    if !rows.is_empty() {
        blocks.push(DocumentBlock::Facts { rows });
    }
    if view.is_blind {
        let why = answer.not_applicable.as_deref();
        blocks.extend(why.map(|text| DocumentBlock::text("Why the section does not apply", text)));
        return;
    }
    if section.graded {
        let grade = grades::of_section(view, section, answer.grade);
        blocks.push(DocumentBlock::Grade(grade));
    }
    for (label, text) in [
        ("Why the section does not apply", &answer.not_applicable),
        ("What goes beyond Good", &answer.outstanding_because),
    ] {
        blocks.extend(text.as_deref().map(|text| DocumentBlock::text(label, text)));
    }
    let rows = grades::statements(view, &answer.criteria);
    if !rows.is_empty() {
        blocks.push(DocumentBlock::Statements { rows });
    }
}

fn evidence(
    view: &View<'_>,
    section: &Section,
    answer: &SectionAnswer,
    role: Option<&RoleId>,
    blocks: &mut Vec<DocumentBlock>,
) {
    let off = answer.grade == Some(Judgement::NotApplicable);
    let asked = section
        .questions
        .iter()
        .enumerate()
        .map(|(index, question)| (index + 1, question, is_asked_of(question, role)));
    if section.evidence == Evidence::Section {
        let questions: Vec<String> = asked
            .filter(|(_, _, asked)| *asked)
            .map(|(_, question, _)| question.shown())
            .collect();
        if !questions.is_empty() {
            blocks.push(DocumentBlock::Asked { questions });
        }
        pair_blocks(&answer.pair, off, blocks);
        return;
    }
    for (number, question, asked) in asked {
        let given = match section.evidence {
            Evidence::Items(_) => answer
                .items
                .get(&question.id)
                .map_or(GivenAnswer::NotAnswered, |one| item(one, view.is_blind)),
            _ => answer
                .questions
                .get(&question.id)
                .map_or(GivenAnswer::NotAnswered, pair),
        };
        // What is not asked of this role, or of a section that does not apply, may rightly be empty.
        if given == GivenAnswer::NotAnswered && (off || !asked) {
            continue;
        }
        blocks.push(DocumentBlock::Question(AnsweredQuestion {
            number,
            text: question.shown(),
            answer: given,
        }));
    }
}

fn pair_blocks(pair: &TwoAnswers, off: bool, blocks: &mut Vec<DocumentBlock>) {
    for said in said(pair) {
        blocks.push(DocumentBlock::text(
            said.label.as_deref().unwrap_or_default(),
            &said.text,
        ));
    }
    if !pair.is_answered() && !off {
        blocks.push(DocumentBlock::note("Not answered."));
    }
}

/// Strengths and areas for improvement, as far as they are there.
pub(super) fn said(pair: &TwoAnswers) -> Vec<Said> {
    [
        ("Strengths", &pair.strengths),
        ("Areas for improvement", &pair.improvements),
    ]
    .into_iter()
    .filter_map(|(label, text)| {
        text.as_ref().map(|text| Said {
            label: Some(label.to_owned()),
            text: text.clone(),
        })
    })
    .collect()
}

fn pair(pair: &TwoAnswers) -> GivenAnswer {
    if pair.is_answered() {
        GivenAnswer::Given {
            short: None,
            said: said(pair),
        }
    } else {
        GivenAnswer::NotAnswered
    }
}

/// An item of a checklist. Its status is the auditor's judgement, of which a panel is to have its own.
fn item(item: &ChecklistItem, is_blind: bool) -> GivenAnswer {
    match (&item.status, &item.comments) {
        (None, None) => GivenAnswer::NotAnswered,
        (Some(status), comments) if is_not_applicable(status) => GivenAnswer::NotApplicable {
            why: comments.clone(),
        },
        (status, comments) => GivenAnswer::Given {
            short: status.clone().filter(|_| !is_blind),
            said: comments
                .iter()
                .map(|text| Said {
                    label: None,
                    text: text.clone(),
                })
                .collect(),
        },
    }
}
