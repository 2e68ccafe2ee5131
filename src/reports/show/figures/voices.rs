//! What the worker and the supervisor said to an audit.

use super::may_see::View;
use super::{AnsweredQuestion, DocumentBlock, GivenAnswer, LabelledAnswer, Said};
use crate::framework::form::{AnswerKind, StaffQuestion};
use crate::framework::{Date, Step};
use crate::progress::Who;
use crate::record::{EventKind, Feedback};

pub(super) fn feedback(view: &View<'_>, blocks: &mut Vec<DocumentBlock>) {
    let given = view.folder().feedback.as_ref();
    if let Some(feedback) = given.filter(|feedback| view.is_not_later(feedback.date)) {
        staff(view, feedback, blocks);
    } else if view.progress().feedback_given_up {
        blocks.push(DocumentBlock::heading("Staff feedback"));
        let reason = view
            .last(EventKind::FeedbackNotGiven)
            .and_then(|event| event.reason.as_deref());
        let reason = reason.map(|reason| format!(": {}", view.own(reason.trim_end_matches('.'))));
        let text = format!(
            "Feedback was asked for and not had{}.",
            reason.unwrap_or_default()
        );
        blocks.push(DocumentBlock::note(text));
    }
    logged_comment(view, blocks);
}

/// The supervisor's comment that came in apart from the feedback, and stands in the log.
fn logged_comment(view: &View<'_>, blocks: &mut Vec<DocumentBlock>) {
    let Some(event) = view.last(EventKind::SupervisorComment) else {
        return;
    };
    let asked = view.progress().step(Step::SupervisorComment);
    let mut rows = Vec::new();
    if let Some(Who::Person(name)) = asked.map(|state| &state.who) {
        rows.push(LabelledAnswer::text("Supervisor", name.as_str()));
    }
    rows.push(LabelledAnswer::date("Date", Some(event.date)));
    rows.extend(
        event
            .by
            .as_deref()
            .map(|name| LabelledAnswer::text("Logged by", name)),
    );
    blocks.push(DocumentBlock::heading("The supervisor's comment"));
    blocks.push(DocumentBlock::Facts { rows });
    let note = event.note.as_deref().unwrap_or_default();
    blocks.push(DocumentBlock::text("Comment", &view.own(note)));
}

fn staff(view: &View<'_>, feedback: &Feedback, blocks: &mut Vec<DocumentBlock>) {
    blocks.push(DocumentBlock::heading("Staff feedback"));
    let mut rows = Vec::new();
    rows.extend(
        feedback
            .by
            .as_deref()
            .map(|name| LabelledAnswer::text("By", name)),
    );
    rows.push(LabelledAnswer::written("Date", feedback.date));
    let talked = view.past(feedback.discussed_in_supervision);
    rows.extend(talked.map(|day| LabelledAnswer::date("Discussed in supervision", Some(day))));
    blocks.push(DocumentBlock::Facts { rows });
    let asked = view
        .form
        .map(|form| form.staff_feedback.as_slice())
        .unwrap_or_default();
    for (index, question) in asked.iter().enumerate() {
        blocks.push(DocumentBlock::Question(AnsweredQuestion {
            number: index + 1,
            text: question.text.clone(),
            answer: staff_answer(view, question, feedback),
        }));
    }
    // Without the form the questions are not known; the answers are shown all the same.
    let unasked = feedback.answers.iter().filter(|_| view.form.is_none());
    blocks.extend(unasked.map(|(id, text)| DocumentBlock::text(id.as_str(), text)));
    let plan = feedback.improvement_plan.as_deref();
    blocks.extend(plan.map(|text| DocumentBlock::text("Improvement plan", text)));
    supervisor(view, feedback, blocks);
}

fn supervisor(view: &View<'_>, feedback: &Feedback, blocks: &mut Vec<DocumentBlock>) {
    if !view.is_not_later(feedback.supervisor_date) {
        return;
    }
    let Some(comment) = &feedback.supervisor_comment else {
        return;
    };
    blocks.push(DocumentBlock::subheading("The supervisor's comment"));
    let mut rows = Vec::new();
    rows.extend(
        feedback
            .supervisor
            .as_deref()
            .map(|name| LabelledAnswer::text("By", name)),
    );
    rows.push(LabelledAnswer::written("Date", feedback.supervisor_date));
    blocks.push(DocumentBlock::Facts { rows });
    blocks.push(DocumentBlock::text("Comment", comment));
}

/// An answer of the worker; why there is none, where the question was not to be asked and was not answered.
fn staff_answer(view: &View<'_>, question: &StaffQuestion, feedback: &Feedback) -> GivenAnswer {
    let text = feedback.answers.get(&question.id);
    let day = view
        .past(feedback.discussed_in_supervision)
        .filter(|_| question.kind == AnswerKind::YesNoDate);
    if text.is_some() || day.is_some() {
        let said = text.map(|text| Said {
            label: None,
            text: text.clone(),
        });
        return GivenAnswer::Given {
            short: day.map(Date::spoken),
            said: said.into_iter().collect(),
        };
    }
    let grade = view.progress().final_grade;
    let by_grade =
        question.when_grade.is_empty() || grade.is_some_and(|grade| question.when_grade.contains(&grade));
    let by_family = !question.when_feedback
        || view.audit.is_some_and(|audit| {
            audit
                .family_feedback
                .iter()
                .any(crate::record::FamilyEntry::is_obtained)
        });
    // The plan has a place of its own below, and answers the question that asks for it.
    let by_plan = !question.when_grade.is_empty() && feedback.improvement_plan.is_some();
    let not_asked = [
        (by_plan, "the improvement plan stands below"),
        (!by_grade, "not asked of an audit with this grade"),
        (!by_family, "no family's feedback is in this audit"),
    ];
    match not_asked.into_iter().find(|(holds, _)| *holds) {
        Some((_, why)) => GivenAnswer::NotApplicable {
            why: Some(why.to_owned()),
        },
        None => GivenAnswer::NotAnswered,
    }
}
