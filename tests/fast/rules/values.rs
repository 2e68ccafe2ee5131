//! Values that are not of the kind that is asked for.

use crate::rules::table::{CF, Case, near, run, spoil};

pub fn cases() -> Vec<Case> {
    let audit = |rule, find, put| spoil(rule, CF, "audit", find, put);
    vec![
        audit("read-as-meant", "criteria: [BIR-G1]", "criteria: «BIR-G1»"),
        audit("read-as-meant", "status: [CIN]", "status: «cin, Care leaver»"),
        audit("read-as-meant", "status: [CIN]", "status: [CIN, «care-leaver»]"),
        audit("read-as-meant", "status: [CIN]", "status: [cin, care leaver]"),
        audit(
            "read-as-meant",
            "submitted: 2026-07-16",
            "submitted: «16 July 2026»",
        ),
        audit(
            "read-as-meant",
            "submitted: 2026-07-16",
            "submitted: «16/07/2026»",
        ),
        audit(
            "read-as-meant",
            "resubmitted: []",
            "resubmitted: [2026-07-17, «18.7.2026»]",
        ),
        audit("read-as-meant", "resubmitted: []", "resubmitted: «17/7/2026»"),
        spoil(
            "read-as-meant",
            CF,
            "moderation",
            "[file_recording]",
            "[«file-recording»]",
        ),
        spoil(
            "read-as-meant",
            CF,
            "moderation",
            "[file_recording]",
            "«File recording»",
        ),
        audit("wrong-kind", "criteria: [BIR-G1]", "criteria:\n    - BIR-G1"),
        audit("wrong-kind", "re_referral_12m: yes", "re_referral_12m: «perhaps»"),
        audit("wrong-kind", "re_referral_12m: yes", "re_referral_12m: True"),
        audit("not-an-option", "status: [CIN]", "status: [CIN, «CNI»]"),
        audit("not-an-option", "status: [CIN]", "status: [cin, care leaver]"),
        audit("not-an-option", "status: Good", "status: «Godo»"),
        near(
            "not-an-option",
            CF,
            "audit",
            "status: Good",
            "status: requires update",
        ),
        spoil(
            "not-an-option",
            CF,
            "moderation",
            "[file_recording]",
            "[«file-recordin»]",
        )
        .with(&["moderation-duty-blank"]),
        audit("not-a-date", "submitted: 2026-07-16", "submitted: «07/16/2026»"),
        audit("not-a-date", "submitted: 2026-07-16", "submitted: «2026-02-31»"),
        audit("not-a-date", "submitted: 2026-07-16", "submitted: \"2026-07-16\""),
        audit(
            "not-a-date",
            "resubmitted: []",
            "resubmitted: [2026-07-17, «18 July»]",
        ),
        near(
            "not-a-date",
            CF,
            "audit",
            "resubmitted: []",
            "resubmitted: [2026-07-17, 2026-07-18]",
        ),
        audit("not-a-grade", "grade: G\n", "grade: «Goood»\n"),
        audit("not-a-grade", "grade: G\n", "grade: goOD\n"),
        audit("not-a-grade", "overall:\n§  grade: RI", "  grade: «N/A»"),
        spoil("not-a-grade", CF, "moderation", "to: I\n", "to: «IN»\n"),
        audit(
            "not-a-number",
            "number_social_workers: 2",
            "number_social_workers: «two»",
        ),
        audit(
            "not-a-number",
            "number_social_workers: 2",
            "number_social_workers: «2.5»",
        ),
        audit(
            "not-a-number",
            "number_social_workers: 2",
            "number_social_workers: 0",
        ),
        audit("score-range", "score: 7", "score: «11»"),
        audit("score-range", "score: 7", "score: «-1»"),
        audit("score-range", "score: 7", "score: 10"),
        audit("score-range", "score: 7", "score: 0"),
        audit("not-a-number", "score: 7", "score: «seven»"),
    ]
}

#[test]
fn each_spoil_is_found_in_its_place_and_what_is_near_is_let_be() {
    run(&cases());
}
