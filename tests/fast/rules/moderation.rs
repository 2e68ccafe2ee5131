//! The moderation, and the worker's feedback.

use crate::rules::table::{CF, Case, near, run, spoil};

const REASON: &str =
    "  reason: |\n    The family network does not return to what was agreed, borne out by the dashboard.\n";
const OVERSIGHT: &str =
    "management_oversight: |\n  The worker rests on one source alone, as the last review records.\n";
const PLAN: &str = "improvement_plan: |\n  The worker changed direction as a result, as the minutes show.\n";

pub fn cases() -> Vec<Case> {
    let moderation = |rule, find, put| spoil(rule, CF, "moderation", find, put);
    vec![
        moderation(
            "missing-final-grade",
            "overall:\n  grade: RI",
            "overall:\n  «grade»:",
        ),
        moderation("missing-final-grade", REASON, "  «reason»:\n")
            .edit("moderation", "  grade: RI", "  grade: G")
            .seen("moderation", "overall:\n§«reason»"),
        moderation("missing-final-grade", REASON, "  reason:\n"),
        moderation(
            "missing-final-grade",
            "overall:\n  grade: RI",
            "overall:\n  grade:",
        )
        .edit("moderation", "signed_off: 2026-07-18", "signed_off:"),
        moderation(
            "moderation-duty-blank",
            "evidence_sufficient: yes",
            "«evidence_sufficient»:",
        ),
        moderation(
            "moderation-duty-blank",
            "evidence_sufficient: yes",
            "evidence_sufficient:",
        )
        .edit("moderation", "signed_off: 2026-07-18", "signed_off:"),
        moderation("oversight-not-weighed", OVERSIGHT, "«management_oversight»:\n")
            .edit("allocation", "auditor: Sam Okoro", "auditor: Ann Brook")
            .seen("moderation", "«management_oversight»"),
        moderation("oversight-not-weighed", OVERSIGHT, "management_oversight:\n"),
        moderation(
            "regrade-without-reason",
            "reason: \"The file was written up some weeks later, as the family said.\"",
            "«reason»:",
        ),
        moderation(
            "regrade-without-reason",
            "    to: I\n    reason: \"The file was written up some weeks later, as the family said.\"",
            "    to:\n    reason:",
        ),
        moderation(
            "signed-off-on-short-evidence",
            "evidence_sufficient: yes",
            "evidence_sufficient: no",
        )
        .seen("moderation", "signed_off: «2026-07-18»"),
        moderation(
            "signed-off-on-short-evidence",
            "evidence_sufficient: yes",
            "evidence_sufficient: no",
        )
        .edit("moderation", "signed_off: 2026-07-18", "signed_off:"),
        spoil(
            "improvement-plan-missing",
            CF,
            "feedback",
            PLAN,
            "«improvement_plan»:\n",
        ),
        near(
            "improvement-plan-missing",
            CF,
            "feedback",
            PLAN,
            "improvement_plan:\n",
        )
        .edit("moderation", "  grade: RI", "  grade: G"),
        near("improvement-plan-missing", CF, "feedback", PLAN, "").edit(
            "feedback",
            "  q6: |",
            "  q5: I will.\n  q6: |",
        ),
    ]
}

#[test]
fn each_spoil_is_found_in_its_place_and_what_is_near_is_let_be() {
    run(&cases());
}
