//! Actions, and what it would take to be better.

use crate::rules::table::{CF, Case, IR, near, run, spoil};

const ACTIONS: &str = "actions:\n  - action: \"The plan names the worry plainly, as the minutes show.\"\n    owner: Amara Ives\n    by: 2026-08-15\n  - action: \"The review links each visit to a purpose, and the chronology agrees.\"\n    owner: Amara Ives\n    by: 2026-08-15\n  - action: \"Supervision changed direction as a result, seen in the notes of the summer.\"\n    owner: Amara Ives\n    by: 2026-08-15\n";
const IMPROVEMENT: &str =
    "improvement: |\n  The worker was kept up in the agreed timescale, as the school confirmed.\n";

pub fn cases() -> Vec<Case> {
    let audit = |rule, find, put| spoil(rule, CF, "audit", find, put);
    vec![
        audit("action-incomplete", "by: 2026-08-15", "«by»:"),
        audit("action-incomplete", "owner: Amara Ives", "«owner»:"),
        near(
            "action-incomplete",
            CF,
            "audit",
            "system_learning:",
            "  - { action: , owner: , by: }\nsystem_learning:",
        ),
        audit("low-grade-without-action", ACTIONS, "«actions»: []\n"),
        audit("low-grade-without-action", ACTIONS, "actions: []\n").edit(
            "audit",
            "\noverall:\n§  grade: RI",
            "  grade: G",
        ),
        audit("owner-unknown", "owner: Amara Ives", "owner: «Amara Ivess»"),
        audit(
            "owner-unknown",
            "owner: Amara Ives",
            "owner: the team manager and the school",
        ),
        audit("action-date-past", "by: 2026-08-15", "by: «2026-07-15»"),
        audit("action-date-past", "by: 2026-08-15", "by: 2026-07-16"),
        audit("no-improvement-text", IMPROVEMENT, "«improvement»: |\n"),
        audit("no-improvement-text", IMPROVEMENT, "improvement: |\n").edit(
            "audit",
            "\noverall:\n§  grade: RI",
            "  grade: G",
        ),
        spoil(
            "key-findings-missing",
            IR,
            "audit",
            "recommendations: |",
            "«recommendations»:\nthemes: |",
        )
        .with(&["duplicate-key", "wrong-kind"]),
        near(
            "key-findings-missing",
            IR,
            "audit",
            "recommendations: |",
            "recommendations: >-",
        ),
    ]
}

#[test]
fn each_spoil_is_found_in_its_place_and_what_is_near_is_let_be() {
    run(&cases());
}
