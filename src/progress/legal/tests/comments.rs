//! Comments on the record: QA's, as many as there are; the supervisor's, once.

use super::*;
use crate::record::Feedback;

#[test]
fn qa_comments_on_what_was_handed_in_and_as_often_as_it_likes() {
    let mut folder = folder("child-case", "area-case");
    refused(&folder, EventKind::Comment, "2026-11-09", "has not submitted it");
    submit(&mut folder, "2026-11-10", Grade::Good);
    for date in ["2026-11-10", "2026-11-10", "2026-11-11"] {
        assert_eq!(asked(&folder, EventKind::Comment, date), None);
        log(&mut folder, date, EventKind::Comment);
    }
    log(&mut folder, "2026-11-12", EventKind::Withdrawn);
    refused(
        &folder,
        EventKind::Comment,
        "2026-11-12",
        "only a note can be added",
    );
}

#[test]
fn the_supervisor_comments_once_the_audit_was_sent_and_in_one_place() {
    let kind = EventKind::SupervisorComment;
    let mut folder = folder("iro-cp-chair", "iro-combined");
    submit(&mut folder, "2026-11-10", Grade::Good);
    sign_off(&mut folder, "2026-11-12", Grade::Good);
    refused(
        &folder,
        kind,
        "2026-11-12",
        "The supervisor is asked for a comment when the audit is sent",
    );
    log(&mut folder, "2026-11-13", EventKind::Sent);
    assert_eq!(asked(&folder, kind, "2026-11-13"), None);
    let mut answered = folder.clone();
    answered.feedback = Some(Feedback {
        supervisor_date: Some(day("2026-11-16")),
        supervisor_comment: Some("Talked over.".into()),
        ..Feedback::default()
    });
    refused(
        &answered,
        kind,
        "2026-11-17",
        "on record already, since Mon 16 Nov 2026",
    );
    log(&mut folder, "2026-11-17", kind);
    refused(
        &folder,
        kind,
        "2026-11-18",
        "on record already, since Tue 17 Nov 2026",
    );
}
