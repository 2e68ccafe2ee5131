//! The log, and what follows the auditor's work: sign-off, sending, feedback, re-audit.

use crate::rules::table::{CF, Case, near, run, spoil};

/// The end of the log's only line.
const END: &str = "\"event\": \"received\"}";
const TO: &str = "    to: I\n    reason: \"The file was written up some weeks later, as the family said.\"\n";

pub fn cases() -> Vec<Case> {
    [log(), kept(), after()].concat()
}

fn log() -> Vec<Case> {
    let more = |rule, put| spoil(rule, CF, "log", END, put);
    vec![
        more(
            "event-before-allocation",
            "\"event\": \"received\"}\n- {date: «2026-07-05», event: note}",
        ),
        more(
            "event-before-allocation",
            "\"event\": \"received\"}\n- {date: 2026-07-06, event: note}",
        ),
        more(
            "event-in-future",
            "\"event\": \"received\"}\n- {date: «2199-01-01», event: note}",
        ),
        more(
            "event-in-future",
            "\"event\": \"received\"}\n- {date: 2026-07-20, event: note}",
        ),
        more(
            "log-out-of-order",
            "\"event\": \"received\"}\n- {date: «2026-07-15», event: note}",
        ),
        more(
            "log-out-of-order",
            "\"event\": \"received\"}\n- {date: 2026-07-16, event: note}",
        ),
    ]
}

fn kept() -> Vec<Case> {
    vec![
        spoil(
            "kept-copy-lost",
            CF,
            "log",
            END,
            "\"event\": \"received\"}\n- {date: 2026-07-20, event: sent, files: {audit: «\"0588f47b3092384d2c8660f426e926aa07014218a271d74d27dceaefed7ad83c\"»}}",
        )
        .with(&["changed-after-event"]),
        near(
            "kept-copy-lost",
            CF,
            "log",
            END,
            "\"event\": \"received\", files: {}}",
        ),
        spoil(
            "changed-after-event",
            CF,
            "log",
            END,
            "\"event\": \"received\"}\n- {date: 2026-07-20, event: sent, files: {audit: \"0588f47b3092384d2c8660f426e926aa07014218a271d74d27dceaefed7ad83c\"}}",
        )
        .seen("audit", "«form: child-case/2019»")
        .with(&["kept-copy-lost"]),
        near(
            "changed-after-event",
            CF,
            "log",
            END,
            "\"event\": \"received\"}\n- {date: 2026-07-20, event: sent, files: {}}",
        ),
    ]
}

fn after() -> Vec<Case> {
    let sent = |day| spoil("feedback-before-sent", CF, "log", END, day);
    vec![
        spoil(
            "signed-off-unsubmitted",
            CF,
            "audit",
            "submitted: 2026-07-16",
            "submitted:",
        )
        .seen("moderation", "signed_off: «2026-07-18»"),
        spoil(
            "signed-off-unsubmitted",
            CF,
            "audit",
            "submitted: 2026-07-16",
            "submitted:",
        )
        .edit("moderation", "signed_off: 2026-07-18", "signed_off:"),
        sent("\"event\": \"received\"}\n- {date: 2026-07-24, event: sent}")
            .seen("feedback", "date: «2026-07-23»"),
        sent("\"event\": \"received\"}\n- {date: 2026-07-23, event: sent}"),
        spoil(
            "re-audit-before-settled",
            CF,
            "re-audit",
            "date: 2026-08-17",
            "date: «2026-07-17»",
        ),
        spoil(
            "re-audit-before-settled",
            CF,
            "re-audit",
            "date: 2026-08-17",
            "date: 2026-07-18",
        ),
        spoil(
            "regrade-to-same-grade",
            CF,
            "moderation",
            "    to: I",
            "    to: «G»",
        ),
        spoil(
            "regrade-to-same-grade",
            CF,
            "moderation",
            "    to: I",
            "    to: RI",
        ),
        spoil(
            "regrade-twice",
            CF,
            "moderation",
            TO,
            "    to: I\n    reason: Seen.\n  - section: «file_recording»\n    to: I\n    reason: Seen again.\n",
        ),
        spoil(
            "regrade-twice",
            CF,
            "moderation",
            TO,
            "    to: I\n    reason: Seen.\n  - section: reviews\n    to: I\n    reason: Seen again.\n",
        ),
    ]
}

#[test]
fn each_spoil_is_found_in_its_place_and_what_is_near_is_let_be() {
    run(&cases());
}
