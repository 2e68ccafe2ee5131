//! The schemas of the files of the other roles.

use serde_json::{Value, json};

use super::{date, described, grade, key, list, object, options, text, yes_no};
use crate::framework::form::Form;

pub(super) fn moderation(form: &Form) -> Value {
    let mut keys = vec![
        key("started", date("When you began")),
        key(
            "evidence_sufficient",
            yes_no("Does the evidence bear the grades?"),
        ),
        key("comments_for_auditor", text("For the auditor alone")),
        key("signed_off", date("The date of sign-off; empty until done")),
    ];
    if form.is_observation() {
        keys.push(key("reviewer", text("Who reviews the evidence")));
        return object(keys);
    }
    let ids: Vec<String> = form
        .sections
        .iter()
        .map(|section| section.id.to_string())
        .collect();
    let section = options(&ids, &[], "The section");
    let regrade = object(vec![
        key("section", section.clone()),
        key("to", grade("The grade it has now", false)),
        key("reason", text("Why")),
    ]);
    keys.extend([
        key("moderator", text("Who moderates")),
        key(
            "record_sampled",
            list(section, "The sections for which you sampled the child's record"),
        ),
        key("regrades", list(regrade, "The sections whose grade you change")),
        key(
            "overall",
            object(vec![
                key(
                    "grade",
                    grade("The final grade; write it even where you agree", false),
                ),
                key("reason", text("Why it differs from the auditor's")),
            ]),
        ),
        key(
            "management_oversight",
            text("The evidence for management oversight, where the auditor manages the worker"),
        ),
        key("findings", text("Your findings")),
    ]);
    object(keys)
}

pub(super) fn direction() -> Value {
    object(vec![
        key("by", text("Who directs")),
        key("date", date("When")),
        key("direction", text("What is directed")),
        key(
            "actions_reviewed",
            date("The date on which the actions were reviewed"),
        ),
        key("review", text("What the review found")),
    ])
}

pub(super) fn feedback(form: &Form) -> Value {
    let answers = form
        .staff_feedback
        .iter()
        // A worker may say more than yes or no.
        .map(|question| (question.id.to_string(), text(&question.text)))
        .collect();
    object(vec![
        key("by", text("The worker")),
        key("date", date("When")),
        key(
            "discussed_in_supervision",
            date("The date on which it was talked over in supervision"),
        ),
        key("answers", object(answers)),
        key(
            "improvement_plan",
            text("The plan, where the grade is Requires improvement or Inadequate"),
        ),
        key(
            "supervisor",
            object(vec![
                key("by", text("Who")),
                key("date", date("When")),
                key("comment", text("The comment")),
            ]),
        ),
    ])
}

pub(super) fn re_audit() -> Value {
    object(vec![
        key("auditor", text("The second auditor")),
        key("date", date("When")),
        key("progress", text("What has come of the first audit's actions")),
        key("grade", grade("The grade it has now", false)),
        key("actions", actions("New actions")),
    ])
}

pub(super) fn appreciative() -> Value {
    object(vec![
        key("what_went_well", text("What went well")),
        key("how_it_was_done", text("How it was done")),
        key("what_to_share", text("What others can learn of it")),
        key("agreed_with_worker", date("The date on which the worker agreed")),
    ])
}

/// A list of actions.
pub(super) fn actions(about: &str) -> Value {
    let action = object(vec![
        key("action", text("What is to be done")),
        key("owner", text("Who sees to it")),
        key("by", date("By when")),
    ]);
    described(json!({ "type": ["array", "null"], "items": action }), about)
}
