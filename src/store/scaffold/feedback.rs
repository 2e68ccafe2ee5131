//! The worker's feedback, with the supervisor's comment: in the store, or as a form that is mailed.

use super::form_lines::FormLines;
use super::form_writer::FormWriter;
use super::head::HINTS;
use super::step::{StepForm, top};
use crate::framework::Grade;
use crate::framework::form::StaffQuestion;
use crate::record::{Feedback, FileKind};

/// The key by which a mailed form says whose audit it answers.
pub const AUDIT_KEY: &str = "audit";

/// How far in the answers stand.
const INSIDE: usize = 2;

/// What a worker's feedback is made from.
#[derive(Clone, Copy, Debug)]
pub struct FeedbackForm<'a> {
    /// The form, what was allocated, and the day it is due.
    pub step: StepForm<'a>,
    /// The final grade, or the auditor's where there is no other yet.
    pub grade: Option<Grade>,
    /// Whether the audit holds what a family said.
    pub heard: bool,
    /// Who supervises the worker, where the audit names somebody; else it is the line manager.
    pub supervisor: Option<&'a str>,
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
    let (form, allocation) = (made.step.form, made.step.allocation);
    let known = Feedback {
        by: allocation.worker.clone(),
        supervisor: made
            .supervisor
            .map(str::to_owned)
            .or_else(|| allocation.manager.clone()),
        ..Feedback::default()
    };
    let given = made.given.unwrap_or(&known);
    // What was answered is kept, whether or not it had to be.
    let is_asked = |lines: &mut FormLines, key: &str| {
        let planned = made.plan() || given.improvement_plan.is_some();
        if key == "improvement_plan" {
            return planned;
        }
        let Some(question) = form.staff_feedback.iter().find(|question| question.id == *key) else {
            return true;
        };
        let asked = made.asked(false).any(|asked| asked.id == question.id);
        if asked || given.answers.contains_key(&question.id) {
            return true;
        }
        // The printed form's numbers stay, so none may look lost.
        let why = if planned && !question.when_grade.is_empty() {
            "is the improvement plan, further down."
        } else {
            "is not asked of this audit."
        };
        lines.comment(INSIDE, &format!("{key}. This question {why}"));
        false
    };
    let mut writer = FormWriter::new(lines, &allocation.audit, &allocation.auditor, &is_asked);
    given.walk(Some(form), &mut writer);
}
