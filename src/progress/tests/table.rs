//! Each step's start, the day it is due and the day it was done, by hand.

use super::*;

/// Asserts what has begun by a day: the step, its start, the day it is due, the day it was done.
fn assert_lines(folder: &Folder, today: &str, expected: &[&str]) {
    let progress = at(world(), folder, today);
    let lines = progress.steps.iter().map(|state| {
        let done = state.done.map_or_else(|| "-".to_owned(), |done| done.to_string());
        format!("{} {} {} {done}", state.step, state.started, state.due)
    });
    assert_eq!(lines.collect::<Vec<_>>(), expected, "on {today}");
}

/// Given away, returned, Inadequate twice: all that may befall an audit that is moderated.
fn eventful() -> Folder {
    let mut folder = folder("child-case", "area-case");
    let mut given_away = LogEvent::new(day("2026-11-04"), EventKind::Reassigned);
    given_away.to = vec!["Nia Abbot".to_owned()];
    folder.log.push(given_away);
    submit(&mut folder, "2026-11-18", Grade::Inadequate);
    folder.audit.as_mut().unwrap().resubmitted.push(day("2026-11-30"));
    sign_off(&mut folder, "2026-12-15", Grade::Inadequate);
    for (date, event) in [
        ("2026-11-19", EventKind::Informed),
        ("2026-11-20", EventKind::Returned),
        ("2026-12-18", EventKind::Sent),
        ("2027-01-07", EventKind::FeedbackNotGiven),
        ("2027-02-08", EventKind::ReAuditSent),
    ] {
        log(&mut folder, date, event);
    }
    folder.direction = Some(CaseDirection {
        date: Some(day("2026-12-21")),
        actions_reviewed: Some(day("2026-12-22")),
        ..CaseDirection::default()
    });
    folder.re_audit = Some(ReAudit {
        date: Some(day("2027-02-05")),
        grade: Some(Grade::Inadequate),
        ..ReAudit::default()
    });
    folder
}

#[test]
fn each_step_of_a_moderated_audit() {
    let folder = eventful();
    // Ten working days after Wednesday 4 November.
    assert_lines(&folder, "2026-11-04", &["audit 2026-11-04 2026-11-18 -"]);
    let audit = "audit 2026-11-04 2026-11-18 2026-11-18";
    // Told a day late. The month of the review runs from the Inadequate itself.
    let inform = "inform 2026-11-18 2026-11-18 2026-11-19";
    let review = "review-actions 2026-11-18 2026-12-18 -";
    let amend = "amend 2026-11-20 2026-11-27 -";
    assert_lines(&folder, "2026-11-20", &[audit, amend, inform, review]);
    let amend = "amend 2026-11-20 2026-11-27 2026-11-30";
    let moderate = "moderate 2026-11-30 2026-12-14 -";
    assert_lines(&folder, "2026-11-30", &[audit, amend, inform, moderate, review]);
    let moderate = "moderate 2026-11-30 2026-12-14 2026-12-15";
    let direction = "case-direction 2026-12-15 2026-12-22 -";
    let logged = "log-moderated 2026-12-15 2026-12-22 2026-12-18";
    let send = "send 2026-12-15 2026-12-22 2026-12-18";
    // Christmas, Boxing Day's substitute on the 28th, and New Year lie between.
    let feedback = "feedback 2026-12-18 2027-01-06 -";
    let re_audit = "re-audit 2026-12-15 2027-02-09 -";
    let by_christmas = [
        audit, amend, inform, moderate, logged, direction, send, feedback, review, re_audit,
    ];
    assert_lines(&folder, "2026-12-18", &by_christmas);
    let end = [
        audit,
        amend,
        inform,
        moderate,
        logged,
        "case-direction 2026-12-15 2026-12-22 2026-12-21",
        send,
        "feedback 2026-12-18 2027-01-06 2027-01-07",
        "review-actions 2026-11-18 2026-12-18 2026-12-22",
        "re-audit 2026-12-15 2027-02-09 2027-02-05",
        "send-re-audit 2027-02-05 2027-02-12 2027-02-08",
        "escalate 2027-02-05 2027-02-12 -",
        "close 2027-02-08 2027-02-22 -",
    ];
    assert_lines(&folder, "2027-02-08", &end);
}

#[test]
fn each_step_of_an_observation() {
    let mut folder = folder("observed-practice", "area-obs");
    assert_lines(&folder, "2026-11-02", &["audit 2026-11-02 2026-11-16 -"]);
    submit(&mut folder, "2026-11-12", Grade::Inadequate);
    let audit = "audit 2026-11-02 2026-11-16 2026-11-12";
    let inform = "inform 2026-11-12 2026-11-12 -";
    let feedback = "feedback 2026-11-12 2026-11-26 -";
    let review = "review-actions 2026-11-12 2026-12-12 -";
    assert_lines(
        &folder,
        "2026-11-12",
        &[
            audit,
            inform,
            "review-evidence 2026-11-12 2026-11-26 -",
            feedback,
            review,
            "close 2026-11-12 2026-11-26 -",
        ],
    );
    folder.moderation = Some(Moderation {
        signed_off: Some(day("2026-11-16")),
        ..Moderation::default()
    });
    // It is never sent; with the grade final, closing waits for the repeat observation.
    assert_lines(
        &folder,
        "2026-11-16",
        &[
            audit,
            inform,
            "review-evidence 2026-11-12 2026-11-26 2026-11-16",
            "case-direction 2026-11-16 2026-11-23 -",
            feedback,
            review,
            "re-audit 2026-11-16 2027-01-11 -",
        ],
    );
}

/// Appendix 1 asks for no moderation of some: they settle on the day they are handed in.
#[test]
fn each_step_where_no_moderation_is_asked() {
    let mut folder = folder("child-case", "all-supervision");
    submit(&mut folder, "2026-11-12", Grade::Good);
    log(&mut folder, "2026-11-16", EventKind::Sent);
    log(&mut folder, "2026-12-01", EventKind::Saved);
    assert_lines(
        &folder,
        "2026-12-01",
        &[
            "audit 2026-11-02 2026-11-16 2026-11-12",
            "send 2026-11-12 2026-11-19 2026-11-16",
            "feedback 2026-11-16 2026-11-30 -",
            // Saved though the worker has not answered: this step is done, and the audit is open until he has.
            "close 2026-11-16 2026-11-30 2026-12-01",
        ],
    );
    let progress = at(world(), &folder, "2026-12-01");
    assert_eq!((progress.status, progress.overdue), (Status::Sent, true));
    log(&mut folder, "2026-12-02", EventKind::FeedbackNotGiven);
    assert_eq!(at(world(), &folder, "2026-12-02").status, Status::Closed);
}
