//! The schemas of the files that follow the auditor's.

use serde_json::Value;

use super::part::{block, date, grade, list, named, text, yes_no};
use crate::framework::Form;

/// `moderation.yaml`; for an observation, the review of its evidence.
pub(super) fn moderation(form: &Form) -> Value {
    let mut keys = vec![
        ("started", date("The day on which you began")),
        (
            "evidence_sufficient",
            yes_no("Whether the evidence bears the grades"),
        ),
        (
            "comments_for_auditor",
            text("For the auditor alone, where it helps the next audit"),
        ),
        (
            "signed_off",
            date("The day on which you are done; empty until then"),
        ),
    ];
    if !form.process().regrades {
        keys.push(("reviewer", text("Who reviews the evidence")));
        return block("The review of an observation's evidence", keys);
    }
    keys.extend(judged(form));
    block("The moderation", keys)
}

/// What a moderator has beyond a reviewer of evidence.
fn judged(form: &Form) -> Vec<(&'static str, Value)> {
    let overall = [
        ("grade", grade("The final grade; at sign-off always written")),
        ("reason", text("Why, where it differs from the auditor's")),
    ];
    let regrade = [
        ("section", section(form, "The section")),
        ("to", grade("The grade it has now")),
        ("reason", text("Why")),
    ];
    vec![
        ("moderator", text("Who moderates")),
        (
            "record_sampled",
            list(
                "The sections for which you sampled the child's record",
                &section(form, "A section"),
            ),
        ),
        (
            "regrades",
            list(
                "The sections whose grade you change",
                &block("A changed grade", regrade),
            ),
        ),
        (
            "overall",
            block("The grade of the whole, after moderation", overall),
        ),
        (
            "management_oversight",
            text("On the evidence for management oversight, where the auditor manages the worker"),
        ),
        ("findings", text("What the moderation found")),
    ]
}

fn section(form: &Form, says: &str) -> Value {
    let sections: Vec<(&str, &str)> = form
        .sections
        .iter()
        .map(|section| (section.id.as_str(), section.title.as_str()))
        .collect();
    named(says, &sections)
}

/// `case-direction.yaml`.
pub(super) fn case_direction() -> Value {
    block(
        "The case direction that follows an Inadequate",
        [
            ("by", text("Who directs")),
            ("date", date("The day of the direction")),
            ("direction", text("What is to be done on the case")),
            (
                "actions_reviewed",
                date("The day on which you reviewed the audit's actions"),
            ),
            ("review", text("What the review found")),
        ],
    )
}

/// `feedback.yaml`.
pub(super) fn feedback(form: &Form) -> Value {
    // A worker may say more than yes or no.
    let answers = form
        .staff_feedback
        .iter()
        .map(|question| (question.id.as_str(), text(&question.text)));
    let supervisor = [
        ("by", text("Who supervises the worker")),
        ("date", date("The day of the comment")),
        ("comment", text("The comment")),
    ];
    block(
        "The worker's feedback on the audit",
        [
            ("by", text("The worker")),
            ("date", date("The day on which it was given")),
            (
                "discussed_in_supervision",
                date("The day on which the audit was talked over in supervision"),
            ),
            ("answers", block("The answers", answers)),
            (
                "improvement_plan",
                text("The plan, where the grade is Requires improvement or Inadequate"),
            ),
            ("supervisor", block("The supervisor's comment", supervisor)),
        ],
    )
}

/// `re-audit.yaml`.
pub(super) fn re_audit() -> Value {
    block(
        "The second audit that follows an Inadequate",
        [
            ("auditor", text("The second auditor")),
            ("date", date("The day of the re-audit")),
            ("progress", text("What has come of the first audit's actions")),
            (
                "grade",
                grade("The grade now; it stands beside the first and never replaces it"),
            ),
            ("actions", actions("Further actions")),
        ],
    )
}

/// `appreciative-enquiry.yaml`.
pub(super) fn appreciative_enquiry() -> Value {
    block(
        "A note on good practice that others can learn from",
        [
            ("what_went_well", text("What went well")),
            ("how_it_was_done", text("How it was done")),
            ("what_to_share", text("What others can learn from it")),
            (
                "agreed_with_worker",
                date("The day on which the worker agreed to share it"),
            ),
        ],
    )
}

/// A list of actions.
pub(super) fn actions(says: &str) -> Value {
    let action = [
        ("action", text("What is to be done")),
        ("owner", text("Who sees to it")),
        ("by", date("By which day")),
    ];
    list(says, &block("An action", action))
}
