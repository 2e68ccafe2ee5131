//! Answers that are missing, and the form itself.

use crate::rules::table::{CF, Case, FO, IR, LA, OP, near, run, spoil};

pub fn cases() -> Vec<Case> {
    [missing(), reasons()].concat()
}

const FACTORS: &str = "other_factors: |\n    The plan holds the child's own words, as the minutes show.\n";

fn missing() -> Vec<Case> {
    let audit = |rule, find, put| spoil(rule, CF, "audit", find, put);
    vec![
        audit(
            "missing-answer",
            "date_allocated_current_team: 2026-06-24",
            "«date_allocated_current_team»:",
        ),
        audit("missing-answer", "date_of_audit: 2026-07-14", "«date_of_audit»:"),
        // Another factor than those of the list may stand alone; ticked, it wants its name.
        audit(
            "missing-answer",
            "main_referral_factors: [Domestic abuse, Other]",
            "main_referral_factors: []",
        ),
        audit("missing-answer", "[Domestic abuse, Other]", "[Other]"),
        audit("missing-answer", FACTORS, "«other_factors»:\n"),
        audit("missing-answer", FACTORS, "other_factors:\n").edit(
            "audit",
            "[Domestic abuse, Other]",
            "[Domestic abuse]",
        ),
        audit("missing-answer", FACTORS, "other_factors:\n").edit(
            "audit",
            "main_referral_factors: [Domestic abuse, Other]",
            "«main_referral_factors»: []",
        ),
        audit(
            "missing-answer",
            "q1:\n        status: Good",
            "«q1»:\n        status:",
        ),
        audit(
            "missing-answer",
            "re_referral_issue: similar",
            "«re_referral_issue»:",
        ),
        audit(
            "missing-answer",
            "re_referral_12m: yes\n  re_referral_issue: similar",
            "re_referral_12m: no\n  re_referral_issue:",
        ),
        audit(
            "missing-answer",
            "auditor_knows_family: yes",
            "auditor_knows_family:",
        ),
        near("missing-answer", IR, "audit", "role: CP chairperson", "role: iro"),
        audit("missing-grade", "grade: G\n", "«grade»:\n"),
        audit(
            "missing-grade",
            "grade: G\n",
            "grade: N/A\n    not_applicable: The file was closed before\n",
        ),
        spoil(
            "missing-overall",
            OP,
            "audit",
            "overall:\n§  grade: RI",
            "  «grade»:",
        ),
        spoil(
            "missing-overall",
            LA,
            "audit",
            "overall:\n  grade: RI\n  reasons: |\n§",
            "",
        )
        .edit(
            "audit",
            "overall:\n  grade: RI\n  reasons: |",
            "overall:\n  grade: RI\n  «reasons»:\nimprovement: |",
        )
        .with(&["duplicate-key"]),
        near(
            "missing-overall",
            OP,
            "audit",
            "overall:\n§  grade: RI",
            "  grade: requires-improvement",
        ),
    ]
}

fn reasons() -> Vec<Case> {
    let audit = |rule, find, put| spoil(rule, CF, "audit", find, put);
    vec![
        spoil(
            "grade-without-evidence",
            OP,
            "audit",
            "outcome_and_impact:\n    strengths: |\n      The review links each visit to a purpose, seen in the notes of the summer.\n    improvements: |\n      Supervision changed direction as a result, with two clear examples.\n    grade: G",
            "outcome_and_impact:\n    strengths:\n    improvements: \" \"\n    grade: «G»",
        ),
        near(
            "grade-without-evidence",
            OP,
            "audit",
            "    improvements: |\n      Supervision changed direction as a result, with two clear examples.\n",
            "",
        ),
        spoil(
            "not-applicable-without-why",
            FO,
            "audit",
            "grade: G\n",
            "grade: «N/A»\n",
        ),
        near(
            "not-applicable-without-why",
            FO,
            "audit",
            "grade: G\n",
            "grade: NA\n    not_applicable: The carer was never approved\n",
        ),
        audit(
            "not-applicable-without-why",
            "q1:\n        status: Good\n        comments: |\n          Direct work names the worry plainly, with two clear examples.\n",
            "q1:\n        status: «N/A»\n        comments:\n",
        ),
        audit(
            "not-applicable-without-why",
            "status: N/A\n        comments: |\n          Supervision rests on one source alone, which the health visitor had noticed.\n",
            "status: N/A\n",
        ),
        audit("form-mismatch", "child-case/2019", "«child-case/2020»"),
        audit("form-mismatch", "form: child-case/2019", "form:"),
    ]
}

#[test]
fn each_spoil_is_found_in_its_place_and_what_is_near_is_let_be() {
    run(&cases());
}
