//! Days, and the auditor's checklist.

use crate::rules::table::{CF, Case, LA, case, near, run, spoil};

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
            "received_fr: 2026-06-24",
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
    .into_iter()
    .chain(elements())
    .chain(unmarked())
    .collect()
}

/// The three elements of an audit, and the referral before it.
fn elements() -> Vec<Case> {
    let audit = |rule, find, put| spoil(rule, CF, "audit", find, put);
    vec![
        audit(
            "element-missing",
            "collaborative_session: 2026-07-11",
            "«collaborative_session»:",
        ),
        audit(
            "element-missing",
            "desktop_review: 2026-07-07",
            "«desktop_review»:",
        ),
        // They were heard, and on which day.
        audit(
            "element-missing",
            "family_contacted: 2026-07-10",
            "family_contacted:",
        ),
        audit(
            "element-missing",
            "family_contacted: 2026-07-10",
            "«family_contacted»:",
        )
        .edit(
            "audit",
            "    date: 2026-07-06\n    sought",
            "    date:\n    sought",
        )
        .seen("audit", "«family_contacted»:")
        .with(&["feedback-undated"]),
        // A form that asks for no family feedback.
        near(
            "element-missing",
            LA,
            "audit",
            "session_booked: 2026-07-06",
            "session_booked:",
        ),
        audit(
            "referral-after-audit",
            "received_fr: 2026-06-24",
            "received_fr: «2026-07-15»",
        ),
        audit(
            "referral-after-audit",
            "current_team: 2026-06-24",
            "current_team: «2026-07-07»",
        ),
        audit(
            "referral-after-audit",
            "received_fr: 2026-06-24",
            "received_fr: 2026-07-06",
        ),
    ]
}

/// Cases of a form that marks none of its steps as an element.
fn unmarked() -> Vec<Case> {
    vec![
        bare()
            .edit(
                "audit",
                "preparation:\n  session_booked: 2026-07-06\n  desktop_review: 2026-07-07\n  dashboard_reviewed: 2026-07-09\n  collaborative_session: 2026-07-10\n  lcs_status_added: 2026-07-12\n",
                "«preparation»:\n",
            ),
        bare().edit(
            "audit",
            "desktop_review: 2026-07-07\n  dashboard_reviewed: 2026-07-09\n  collaborative_session: 2026-07-10\n  lcs",
            "lcs",
        ),
    ]
}

/// A form that marks none of its steps as an element.
fn bare() -> Case {
    case("preparation-empty", LA)
        .edit("/forms/lado-2019.yaml", ", fact: desktop-review", "")
        .edit("/forms/lado-2019.yaml", ", fact: session", "")
        .with(&["template-changed"])
}

#[test]
fn each_spoil_is_found_in_its_place_and_what_is_near_is_let_be() {
    run(&cases());
}
