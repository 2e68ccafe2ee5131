//! The worker's feedback, with the supervisor's comment: in the store, or as a form that is mailed.

use super::form_lines::FormLines;
use super::head::HINTS;
use super::step::{StepForm, top};
use crate::framework::Grade;
use crate::framework::form::{AnswerKind, StaffQuestion};
use crate::framework::word::QuestionId;
use crate::record::{Feedback, FileKind};

/// The key by which a mailed form says whose audit it answers.
pub const AUDIT_KEY: &str = "audit";

/// What a worker's feedback is made from.
#[derive(Clone, Copy, Debug)]
pub struct FeedbackForm<'a> {
    /// The form, what was allocated, and the day it is due.
    pub step: StepForm<'a>,
    /// The final grade, or the auditor's where there is no other yet.
    pub grade: Option<Grade>,
    /// Whether the audit holds what a family said.
    pub heard: bool,
    /// What has come back, to be written down.
    pub given: Option<&'a Feedback>,
}

impl FeedbackForm<'_> {
    /// The questions that this audit's grade and its family's part ask for.
    fn asked(&self, plan: bool) -> impl Iterator<Item = &StaffQuestion> {
        let holds = move |question: &&StaffQuestion| {
            let graded = self
                .grade
                .is_some_and(|grade| question.when_grade.contains(&grade));
            let by_grade = question.when_grade.is_empty() != plan && (!plan || graded);
            by_grade && (self.heard || !question.when_feedback)
        };
        self.step.form.staff_feedback.iter().filter(holds)
    }

    /// Whether a plan for improvement is asked for.
    fn plan(&self) -> bool {
        self.grade.is_some_and(|grade| !grade.is_good_or_better()) || self.asked(true).next().is_some()
    }
}

/// `feedback.yaml`, with what was given.
pub fn feedback_yaml(made: &FeedbackForm<'_>) -> String {
    let mut lines = FormLines::default();
    let allocation = made.step.allocation;
    let what = format!(
        "The worker's feedback on {}, {}, and their supervisor's comment.",
        allocation.audit, made.step.form.title
    );
    top(
        &mut lines,
        &made.step,
        FileKind::Feedback,
        &what,
        &[("have it back", made.step.due)],
    );
    lines.gap();
    body(&mut lines, made);
    lines.done()
}

/// A form for a worker who can't open the store, to be mailed. Beside the audit's number and the worker's own name it
/// holds nothing of the audit: no child, no grade, no finding.
pub fn feedback_blank(made: &FeedbackForm<'_>) -> String {
    let mut lines = FormLines::default();
    let audit = &made.step.allocation.audit;
    lines.comment(0, &format!("Your feedback on audit {audit}"));
    lines.line(0, "#");
    if let Some(due) = made.step.due {
        lines.comment(0, &format!("Please send it back by {}.", due.spoken()));
    } else {
        lines.comment(0, "Please send it back to the person who sent it to you.");
    }
    lines.comment(0, "What you think of the audit, what you learnt and what you will do: your own words, as long or as short as you like. Talk the audit over in supervision, and let your supervisor add a comment at the end.");
    lines.line(0, "#");
    lines.line(0, "# How to fill it in");
    let open = "Open it in Notepad or another plain text editor. From Word, save it as Plain text.";
    for hint in [open].iter().chain(HINTS.iter()) {
        lines.comment(0, &format!("* {hint}"));
    }
    lines.gap();
    lines.comment(0, "The audit's number. Please leave it as it is");
    lines.line(0, &format!("{AUDIT_KEY}: {audit}"));
    body(&mut lines, made);
    lines.done()
}

fn body(lines: &mut FormLines, made: &FeedbackForm<'_>) {
    let given = made.given;
    let day = |date: Option<crate::framework::Date>| date.map(|date| date.to_string());
    let worker = made.step.allocation.worker.as_deref();
    lines.comment(0, "Whose feedback it is: the worker's name");
    lines.known(0, "by", given.map_or(worker, |given| given.by.as_deref()));
    lines.comment(0, "The day of the feedback; it counts once this is written");
    lines.known(0, "date", day(given.and_then(|given| given.date)).as_deref());
    lines.comment(
        0,
        "The day on which the audit was talked over in supervision; empty if it was not",
    );
    lines.known(
        0,
        "discussed_in_supervision",
        day(given.and_then(|given| given.discussed_in_supervision)).as_deref(),
    );
    answers(lines, made);
    plan(lines, made);
    supervisor(lines, made);
}

fn answers(lines: &mut FormLines, made: &FeedbackForm<'_>) {
    lines.heading("The worker's answers");
    lines.line(0, "answers:");
    let mut none = true;
    let answer = |id: &QuestionId| {
        made.given
            .and_then(|given| given.answers.get(id))
            .map(String::as_str)
    };
    // What was answered is kept, whether or not it had to be.
    let further = made.step.form.staff_feedback.iter();
    let asked = further.filter(|question| {
        made.asked(false).any(|asked| asked.id == question.id) || answer(&question.id).is_some()
    });
    for question in asked {
        none = false;
        lines.comment(2, &format!("{}. {}", question.id, question.text));
        let (key, given) = (question.id.as_str(), answer(&question.id));
        match (question.kind, given) {
            (AnswerKind::YesNo, None) => lines.hinted(2, key, "  yes or no"),
            (AnswerKind::YesNoDate, None) => {
                lines.hinted(
                    2,
                    key,
                    "  yes or no; the day goes after discussed_in_supervision, above",
                );
            }
            _ => lines.given(2, key, given),
        }
    }
    if none {
        lines.line(2, "{}");
    }
}

/// The improvement plan: the questions that the grade brings are answered here.
fn plan(lines: &mut FormLines, made: &FeedbackForm<'_>) {
    let given = made.given.and_then(|given| given.improvement_plan.as_deref());
    if !made.plan() && given.is_none() {
        return;
    }
    lines.heading("Improvement plan");
    lines.comment(
        0,
        "Asked for on this audit: what the worker will change, and by when.",
    );
    lines.given(0, "improvement_plan", given);
}

fn supervisor(lines: &mut FormLines, made: &FeedbackForm<'_>) {
    let given = made.given;
    lines.heading("The supervisor's comment");
    lines.comment(
        0,
        if made.step.form.supervisor_asked {
            "Asked for on this form, within the same time as the worker's answers."
        } else {
            "Where the supervisor wishes to add one; it may stay empty."
        },
    );
    lines.line(0, "supervisor:");
    lines.comment(2, "The supervisor's name");
    let manager = made.step.allocation.manager.as_deref();
    lines.known(
        2,
        "by",
        given.map_or(manager, |given| given.supervisor.as_deref()),
    );
    lines.comment(2, "The day of the comment");
    let day = given
        .and_then(|given| given.supervisor_date)
        .map(|date| date.to_string());
    lines.known(2, "date", day.as_deref());
    lines.given(
        2,
        "comment",
        given.and_then(|given| given.supervisor_comment.as_deref()),
    );
}
