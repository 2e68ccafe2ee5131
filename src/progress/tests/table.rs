//! Each step's start, the day it is due and the day it was done, by hand.

use super::*;

/// Step, start, due, done.
type Line = (Step, &'static str, &'static str, Option<&'static str>);

fn lines(progress: &Progress) -> Vec<(Step, String, String, Option<String>)> {
    let text = |date: Date| date.to_string();
    let states = progress.steps.iter();
    states
        .map(|state| {
            (
                state.step,
                text(state.started),
                text(state.due),
                state.done.map(text),
            )
        })
        .collect()
}

fn assert_lines(folder: &Folder, today: &str, expected: &[Line]) {
    let expected: Vec<_> = expected
        .iter()
        .map(|(step, started, due, done)| {
            (
                *step,
                (*started).to_owned(),
                (*due).to_owned(),
                done.map(str::to_owned),
            )
        })
        .collect();
    assert_eq!(lines(&at(world(), folder, today)), expected, "on {today}");
}

/// Given away, returned, Inadequate twice, and closed: every step of an audit that is moderated.
#[test]
fn each_step_of_a_moderated_audit() {
    let mut folder = folder("child-case", "area-case");
    let mut given_away = Event::new(day("2026-11-04"), EventKind::Reassigned);
    given_away.to = vec!["Nia Abbot".to_owned()];
    folder.log.push(given_away);
    // Ten working days after Wednesday 4 November.
    assert_lines(
        &folder,
        "2026-11-04",
        &[(Step::Audit, "2026-11-04", "2026-11-18", None)],
    );

    submit(&mut folder, "2026-11-18", Grade::Inadequate);
    log(&mut folder, "2026-11-19", EventKind::Informed);
    log(&mut folder, "2026-11-20", EventKind::Returned);
    let audit = (Step::Audit, "2026-11-04", "2026-11-18", Some("2026-11-18"));
    // A day late. The month of the review runs from the Inadequate itself.
    let inform = (Step::Inform, "2026-11-18", "2026-11-18", Some("2026-11-19"));
    let review = (Step::ReviewActions, "2026-11-18", "2026-12-18", None);
    let amend = (Step::Amend, "2026-11-20", "2026-11-27", None);
    assert_lines(&folder, "2026-11-20", &[audit, amend, inform, review]);

    folder.audit.as_mut().unwrap().resubmitted.push(day("2026-11-30"));
    let amend = (Step::Amend, "2026-11-20", "2026-11-27", Some("2026-11-30"));
    let moderate = (Step::Moderate, "2026-11-30", "2026-12-14", None);
    assert_lines(&folder, "2026-11-30", &[audit, amend, inform, moderate, review]);

    sign_off(&mut folder, "2026-12-15", Grade::Inadequate);
    log(&mut folder, "2026-12-18", EventKind::Sent);
    let moderate = (Step::Moderate, "2026-11-30", "2026-12-14", Some("2026-12-15"));
    let direction = (Step::CaseDirection, "2026-12-15", "2026-12-22", None);
    let send = (Step::Send, "2026-12-15", "2026-12-22", Some("2026-12-18"));
    // Christmas, Boxing Day's substitute on the 28th, and New Year lie between.
    let feedback = (Step::Feedback, "2026-12-18", "2027-01-06", None);
    let re_audit = (Step::ReAudit, "2026-12-15", "2027-02-09", None);
    let before = [
        audit, amend, inform, moderate, direction, send, feedback, review, re_audit,
    ];
    assert_lines(&folder, "2026-12-18", &before);

    folder.direction = Some(CaseDirection {
        date: Some(day("2026-12-21")),
        actions_reviewed: Some(day("2026-12-18")),
        ..CaseDirection::default()
    });
    log(&mut folder, "2027-01-07", EventKind::FeedbackNotGiven);
    folder.re_audit = Some(ReAudit {
        date: Some(day("2027-02-05")),
        grade: Some(Grade::Inadequate),
        ..ReAudit::default()
    });
    log(&mut folder, "2027-02-08", EventKind::ReAuditSent);
    let all = [
        audit,
        amend,
        inform,
        moderate,
        (
            Step::CaseDirection,
            "2026-12-15",
            "2026-12-22",
            Some("2026-12-21"),
        ),
        send,
        (Step::Feedback, "2026-12-18", "2027-01-06", Some("2027-01-07")),
        (
            Step::ReviewActions,
            "2026-11-18",
            "2026-12-18",
            Some("2026-12-18"),
        ),
        (Step::ReAudit, "2026-12-15", "2027-02-09", Some("2027-02-05")),
        (Step::SendReAudit, "2027-02-05", "2027-02-12", Some("2027-02-08")),
        (Step::Escalate, "2027-02-05", "2027-02-12", None),
        (Step::Close, "2027-02-08", "2027-02-22", None),
    ];
    assert_lines(&folder, "2027-02-08", &all);
    // What was printed before the re-audit is printed still.
    assert_lines(
        &folder,
        "2026-12-18",
        &[
            audit,
            amend,
            inform,
            moderate,
            direction,
            send,
            feedback,
            (
                Step::ReviewActions,
                "2026-11-18",
                "2026-12-18",
                Some("2026-12-18"),
            ),
            re_audit,
        ],
    );
}

#[test]
fn each_step_of_an_observation() {
    let mut folder = folder("observed-practice", "area-obs");
    assert_lines(
        &folder,
        "2026-11-02",
        &[(Step::Audit, "2026-11-02", "2026-11-16", None)],
    );
    submit(&mut folder, "2026-11-12", Grade::Inadequate);
    let audit = (Step::Audit, "2026-11-02", "2026-11-16", Some("2026-11-12"));
    let inform = (Step::Inform, "2026-11-12", "2026-11-12", None);
    let feedback = (Step::Feedback, "2026-11-12", "2026-11-26", None);
    let review = (Step::ReviewActions, "2026-11-12", "2026-12-12", None);
    assert_lines(
        &folder,
        "2026-11-12",
        &[
            audit,
            inform,
            (Step::ReviewEvidence, "2026-11-12", "2026-11-26", None),
            feedback,
            review,
            (Step::Close, "2026-11-12", "2026-11-26", None),
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
            (
                Step::ReviewEvidence,
                "2026-11-12",
                "2026-11-26",
                Some("2026-11-16"),
            ),
            (Step::CaseDirection, "2026-11-16", "2026-11-23", None),
            feedback,
            review,
            (Step::ReAudit, "2026-11-16", "2027-01-11", None),
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
            (Step::Audit, "2026-11-02", "2026-11-16", Some("2026-11-12")),
            (Step::Send, "2026-11-12", "2026-11-19", Some("2026-11-16")),
            (Step::Feedback, "2026-11-16", "2026-11-30", None),
            // Saved though the worker has not answered: this step is done, and the audit is open until he has.
            (Step::Close, "2026-11-16", "2026-11-30", Some("2026-12-01")),
        ],
    );
    let progress = at(world(), &folder, "2026-12-01");
    assert_eq!((progress.status, progress.overdue), (Status::Sent, true));
    log(&mut folder, "2026-12-02", EventKind::FeedbackNotGiven);
    assert_eq!(at(world(), &folder, "2026-12-02").status, Status::Closed);
}
