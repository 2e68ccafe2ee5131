//! Statements of Appendix 4, and what it says of days and decisions.

use crate::rules::table::{CF, Case, FO, FR, LA, OP, near, run, spoil};

pub fn cases() -> Vec<Case> {
    [statements(), facts()].concat()
}

fn statements() -> Vec<Case> {
    let cite = |rule, put| spoil(rule, CF, "audit", "[BIR-G1]", put);
    vec![
        cite("unknown-statement", "[BIR-G1, «BIR-G99»]"),
        cite("unknown-statement", "[BIR-G8, CHR-G2]"),
        cite("statement-of-another-domain", "[BIR-G1, «ASM-G3»]"),
        cite("statement-of-another-domain", "[BIR-G1, REC-G1]"),
        spoil(
            "statement-of-another-domain",
            OP,
            "audit",
            "grade: G\n",
            "grade: G\n    criteria: [«BIR-G1»]\n",
        ),
        near(
            "statement-of-another-domain",
            OP,
            "audit",
            "grade: G\n",
            "grade: G\n    criteria: []\n",
        ),
        cite("statement-contradicts-grade", "[BIR-G1, «BIR-I1»]"),
        cite("statement-contradicts-grade", "[BIR-G1, BIR-RI1]"),
        cite("statement-contradicts-grade", "[«BIR-RI1»]"),
        spoil(
            "statement-counts-for-none",
            CF,
            "audit",
            "[ASM-RI1]",
            "[«ASM-RI3»]",
        ),
        near(
            "statement-counts-for-none",
            CF,
            "audit",
            "[ASM-RI1]",
            "[ASM-RI3, ASM-RI1]",
        ),
        spoil(
            "outstanding-cites-nothing",
            FO,
            "audit",
            "grade: O\n    criteria: [FOS-O1]",
            "grade: O\n    «criteria»: []",
        ),
        near(
            "outstanding-cites-nothing",
            FO,
            "audit",
            "grade: G\n    criteria: [FOS-O1]",
            "grade: G\n    criteria: []",
        ),
    ]
}

fn facts() -> Vec<Case> {
    let audit = |rule, find, put| spoil(rule, CF, "audit", find, put);
    vec![
        audit(
            "chronology-old",
            "chronology_updated: 2026-06-30",
            "chronology_updated: «2026-01-13»",
        ),
        audit(
            "chronology-old",
            "chronology_updated: 2026-06-30",
            "chronology_updated: 2026-01-14",
        ),
        audit(
            "oversight-gap",
            "oversight: 2026-06-30",
            "oversight: «2026-05-13»",
        ),
        audit("oversight-gap", "oversight: 2026-06-30", "oversight: 2026-05-14"),
        spoil(
            "decision-not-same-day",
            FR,
            "audit",
            "timescale:\n§    grade: G",
            "    grade: «G»",
        )
        .edit("audit", "decision_same_day: yes", "decision_same_day: no"),
        near(
            "decision-not-same-day",
            FR,
            "audit",
            "timescale:\n§    grade: G",
            "    grade: RI",
        )
        .edit("audit", "decision_same_day: yes", "decision_same_day: no"),
        spoil(
            "decision-not-same-day",
            CF,
            "audit",
            "case_closed: no\n§    grade: G",
            "    grade: «G»",
        )
        .edit(
            "audit",
            "fr_decision_timely_24h: yes",
            "fr_decision_timely_24h: no",
        ),
        // No guideline of these forms has the lines.
        near(
            "decision-not-same-day",
            LA,
            "audit",
            "decision_same_day: yes",
            "decision_same_day: no",
        ),
        near(
            "oversight-gap",
            FO,
            "audit",
            "last_management_oversight: 20",
            "last_management_oversight: 19",
        ),
        audit(
            "permanence-plan-late",
            "permanence_plan_by_second_review: \"yes\"",
            "permanence_plan_by_second_review: «\"no\"»",
        ),
        audit(
            "permanence-plan-late",
            "permanence_plan_by_second_review: \"yes\"",
            "permanence_plan_by_second_review: not looked after",
        ),
        audit("closure-on-open-case", "status: N/A", "status: «Good»"),
        audit("closure-on-open-case", "status: N/A", "status: Good").edit(
            "audit",
            "case_closed: no",
            "case_closed: yes",
        ),
    ]
}

#[test]
fn each_spoil_is_found_in_its_place_and_what_is_near_is_let_be() {
    run(&cases());
}
