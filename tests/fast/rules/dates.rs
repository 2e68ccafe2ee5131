//! Days, and the auditor's checklist.

use crate::rules::table::{CF, Case, near, run, spoil};

pub fn cases() -> Vec<Case> {
    let audit = |rule, find, put| spoil(rule, CF, "audit", find, put);
    vec![
        spoil(
            "future-date",
            CF,
            "feedback",
            "\ndate: 2026-07-23",
            "\ndate: «2027-01-01»",
        ),
        near(
            "future-date",
            CF,
            "feedback",
            "\ndate: 2026-07-23",
            "\ndate: 2026-12-31",
        ),
        near("future-date", CF, "audit", "by: 2026-08-15", "by: 2027-08-15"),
        audit(
            "date-before-allocation",
            "booked: 2026-07-06",
            "booked: «2026-07-05»",
        ),
        audit(
            "date-before-allocation",
            "dashboard_reviewed: 2026-07-08",
            "dashboard_reviewed: 2026-07-06",
        ),
        audit(
            "date-before-allocation",
            "received_fr: 2026-06-30",
            "received_fr: 2020-06-30",
        ),
        audit(
            "dates-out-of-order",
            "submitted: 2026-07-16",
            "submitted: «2026-07-13»",
        ),
        audit(
            "dates-out-of-order",
            "submitted: 2026-07-16",
            "submitted: 2026-07-14",
        ),
        audit(
            "dates-out-of-order",
            "resubmitted: []",
            "resubmitted: [2026-07-18, «2026-07-17»]",
        ),
        spoil(
            "dates-out-of-order",
            CF,
            "moderation",
            "signed_off: 2026-07-18",
            "signed_off: «2026-07-15»",
        )
        .edit("moderation", "started: 2026-07-16", "started:"),
        near(
            "dates-out-of-order",
            CF,
            "moderation",
            "signed_off: 2026-07-18",
            "signed_off: 2026-07-16",
        ),
        audit(
            "preparation-empty",
            "preparation:\n  session_booked: 2026-07-06\n  desktop_review: 2026-07-07\n  dashboard_reviewed: 2026-07-08\n  family_contacted: 2026-07-10\n  collaborative_session: 2026-07-11\n  lcs_status_added: 2026-07-12\n",
            "«preparation»:\n",
        ),
        audit(
            "preparation-empty",
            "preparation:\n  session_booked: 2026-07-06\n  desktop_review: 2026-07-07\n  dashboard_reviewed: 2026-07-08\n  family_contacted: 2026-07-10\n  collaborative_session: 2026-07-11\n",
            "preparation:\n",
        ),
        audit(
            "case-system-not-marked",
            "lcs_status_added: 2026-07-12",
            "«lcs_status_added»:",
        ),
        audit(
            "case-system-not-marked",
            "session_booked: 2026-07-06",
            "session_booked:",
        ),
    ]
}

#[test]
fn each_spoil_is_found_in_its_place_and_what_is_near_is_let_be() {
    run(&cases());
}
