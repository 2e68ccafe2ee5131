//! How far the auditor has come: answers given and sections graded, of those asked.
//!
//! An answer is a required header field, an item with a status, a question with text in either box, or a section's
//! pair of boxes.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::framework::form::{Evidence, Field, Form, Question, Section};
use crate::framework::word::FieldId;
use crate::framework::{Judgement, RoleId};
use crate::record::audit::FieldAnswer;
use crate::record::{Audit, SectionAnswer};

/// Answers and grades given, of those asked.
#[derive(
    borsh::BorshDeserialize, borsh::BorshSerialize, Clone, Copy, Debug, Default, PartialEq, Eq, Serialize,
)]
pub struct Answered {
    /// Answers given.
    pub answers: usize,
    /// Answers asked for.
    pub of: usize,
    /// Sections graded.
    pub grades: usize,
    /// Sections to be graded.
    pub grades_of: usize,
}

/// Counts what stands in the form.
pub fn answered(form: Option<&Form>, audit: Option<&Audit>) -> Answered {
    let (Some(form), Some(audit)) = (form, audit) else {
        return Answered::default();
    };
    let mut count = Answered::default();
    for field in form.header.iter().filter(|field| is_asked(field, audit)) {
        count.of += 1;
        count.answers += usize::from(audit.header.contains_key(&field.id));
    }
    let role = audited_role(form, audit);
    for section in form
        .sections
        .iter()
        .filter(|section| is_section_of(section, role))
    {
        section_count(&mut count, section, audit.sections.get(&section.id), role);
    }
    count
}

/// Whether a header field must be answered in this audit.
pub fn is_asked(field: &Field, audit: &Audit) -> bool {
    is_due(field, &audit.header) && applies(field, &[&audit.header])
}

/// Whether a field needs an answer of its own, where it is asked: not where its neighbour's answer does.
pub fn is_due(field: &Field, answers: &BTreeMap<FieldId, FieldAnswer>) -> bool {
    let done = |other: &FieldId| answers.contains_key(other) && !answers.contains_key(&field.id);
    field.known.is_empty() && !field.optional && !field.or.as_ref().is_some_and(done)
}

/// Whether a field is asked at all, given its neighbours' answers.
pub fn applies(field: &Field, answers: &[&BTreeMap<FieldId, FieldAnswer>]) -> bool {
    field.when.as_ref().is_none_or(|(other, value)| {
        answers.iter().any(|answers| match answers.get(other) {
            Some(FieldAnswer::One(given)) => given.eq_ignore_ascii_case(value),
            Some(FieldAnswer::Many(given)) => given.iter().any(|given| given.eq_ignore_ascii_case(value)),
            None => false,
        })
    })
}

/// The role that is audited, where the form serves more than one and the auditor has said which.
pub fn audited_role<'a>(form: &'a Form, audit: &Audit) -> Option<&'a RoleId> {
    let field = form.role_field()?;
    field.role_ids.get(audit.header.get(&field.id)?.one()?)
}

/// Whether a question is asked of the role that is audited; before that is known, every question is.
pub fn is_asked_of(question: &Question, role: Option<&RoleId>) -> bool {
    role.is_none_or(|role| question.is_of(role))
}

/// Whether a section is one for the role that is audited, and not all its questions another's.
pub fn is_section_of(section: &Section, role: Option<&RoleId>) -> bool {
    role.is_none_or(|role| section.is_of(role))
}

fn section_count(
    count: &mut Answered,
    section: &Section,
    answer: Option<&SectionAnswer>,
    role: Option<&RoleId>,
) {
    count.grades_of += usize::from(section.graded);
    count.grades += usize::from(answer.is_some_and(|answer| answer.grade.is_some()));
    let off = answer.is_some_and(|answer| answer.grade == Some(Judgement::NotApplicable));
    let given = |question: &Question| {
        answer.is_some_and(|answer| match section.evidence {
            Evidence::Items(_) => answer
                .items
                .get(&question.id)
                .is_some_and(|item| item.status.is_some()),
            Evidence::Questions => answer
                .questions
                .get(&question.id)
                .is_some_and(super::super::record::audit::TwoAnswers::is_answered),
            Evidence::Section => answer.pair.is_answered(),
        })
    };
    if section.evidence == Evidence::Section {
        count.of += 1;
        count.answers += usize::from(off || answer.is_some_and(|answer| answer.pair.is_answered()));
        return;
    }
    for question in section
        .questions
        .iter()
        .filter(|question| is_asked_of(question, role))
    {
        count.of += 1;
        count.answers += usize::from(off || given(question));
    }
}
