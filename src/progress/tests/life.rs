//! What happens to audits, a day at a time.

use super::*;

#[test]
fn an_audit_goes_from_auditor_to_moderator_to_worker_to_the_file() {
    let world = world();
    let mut folder = folder("child-case", "area-case");
    let progress = at(world, &folder, "2026-11-02");
    assert_eq!(progress.status, Status::Allocated);
    assert_eq!(
        next(&progress),
        Some((Step::Audit, "Bryn Eastcott".into(), day("2026-11-16")))
    );
    assert!(at(world, &folder, "2026-11-17").overdue && !at(world, &folder, "2026-11-16").overdue);

    submit(&mut folder, "2026-11-13", Grade::Good);
    let progress = at(world, &folder, "2026-11-13");
    assert_eq!((progress.status, progress.provisional), (Status::Submitted, true));
    assert_eq!(
        next(&progress),
        Some((Step::Moderate, "Sam Marsh".into(), day("2026-11-27")))
    );

    sign_off(&mut folder, "2026-11-20", Grade::RequiresImprovement);
    let progress = at(world, &folder, "2026-11-20");
    assert_eq!(progress.status, Status::Settled);
    assert_eq!(progress.final_grade, Some(Grade::RequiresImprovement));
    assert!(progress.regraded && progress.moderated && !progress.provisional);
    assert_eq!(
        next(&progress),
        Some((Step::LogModerated, "Una Quill".into(), day("2026-11-27")))
    );
    // Whoever logs the moderation is asked to send next; having been sent does both.
    let mut logged = folder.clone();
    log(&mut logged, "2026-11-23", EventKind::Moderated);
    assert_eq!(
        next(&at(world, &logged, "2026-11-23")),
        Some((Step::Send, "Una Quill".into(), day("2026-11-27")))
    );
    let done = |progress: &Progress| progress.step(Step::LogModerated).and_then(|state| state.done);
    assert_eq!(done(&at(world, &logged, "2026-11-23")), Some(day("2026-11-23")));

    log(&mut folder, "2026-11-24", EventKind::Sent);
    let progress = at(world, &folder, "2026-11-24");
    assert_eq!(progress.status, Status::Sent);
    assert_eq!(done(&progress), Some(day("2026-11-24")));
    assert_eq!(
        next(&progress),
        Some((Step::Feedback, "Kofi Nolan".into(), day("2026-12-08")))
    );
    assert_eq!(progress.due(Step::Close), Some(day("2026-12-08")));

    folder.feedback = Some(Feedback {
        date: Some(day("2026-12-01")),
        ..Feedback::default()
    });
    log(&mut folder, "2026-12-02", EventKind::Saved);
    let progress = at(world, &folder, "2026-12-02");
    assert_eq!((progress.status, progress.next), (Status::Closed, None));
    // Printed in December, the tracker of 20 November still says what was true then.
    assert_eq!(at(world, &folder, "2026-11-20").status, Status::Settled);
}

#[test]
fn what_is_returned_is_amended_and_moderated_anew() {
    let world = world();
    let mut folder = folder("child-case", "area-case");
    submit(&mut folder, "2026-11-13", Grade::Good);
    log(&mut folder, "2026-11-16", EventKind::Returned);
    let progress = at(world, &folder, "2026-11-16");
    assert_eq!(progress.status, Status::Returned);
    assert_eq!(
        next(&progress),
        Some((Step::Amend, "Bryn Eastcott".into(), day("2026-11-23")))
    );
    assert_eq!(progress.step(Step::Moderate), None);

    folder.audit.as_mut().unwrap().resubmitted.push(day("2026-11-18"));
    let progress = at(world, &folder, "2026-11-18");
    assert_eq!(
        (progress.status, progress.submitted),
        (Status::Submitted, Some(day("2026-11-13")))
    );
    assert_eq!(progress.due(Step::Moderate), Some(day("2026-12-02")));
    // A signature from before the second submission settles nothing.
    sign_off(&mut folder, "2026-11-17", Grade::Good);
    assert_eq!(at(world, &folder, "2026-11-20").settled, None);
    sign_off(&mut folder, "2026-11-18", Grade::Good);
    assert_eq!(at(world, &folder, "2026-11-20").settled, Some(day("2026-11-18")));
}

#[test]
fn an_observation_is_reviewed_and_not_sent() {
    let world = world();
    let mut folder = folder("observed-practice", "area-obs");
    submit(&mut folder, "2026-11-13", Grade::Good);
    let progress = at(world, &folder, "2026-11-13");
    let steps: Vec<Step> = progress.steps.iter().map(|state| state.step).collect();
    assert_eq!(
        steps,
        [Step::Audit, Step::ReviewEvidence, Step::Feedback, Step::Close]
    );
    assert_eq!(progress.due(Step::ReviewEvidence), Some(day("2026-11-27")));
    folder.moderation = Some(Moderation {
        signed_off: Some(day("2026-11-17")),
        ..Moderation::default()
    });
    let progress = at(world, &folder, "2026-11-17");
    assert_eq!(
        (progress.status, progress.final_grade),
        (Status::Settled, Some(Grade::Good))
    );
    assert!(!progress.moderated, "a review changes no grade");
}

#[test]
fn a_reassignment_starts_the_ten_days_anew_and_a_replaced_audit_asks_for_nothing() {
    let world = world();
    let mut folder = folder("child-case", "area-case");
    let mut event = LogEvent::new(day("2026-11-09"), EventKind::Reassigned);
    event.to = vec!["Nia Abbot".into()];
    event.role = Some("auditor".into());
    folder.log.push(event);
    assert_eq!(
        next(&at(world, &folder, "2026-11-09")),
        Some((Step::Audit, "Nia Abbot".into(), day("2026-11-23")))
    );
    assert_eq!(
        at(world, &folder, "2026-11-08").auditor.as_deref(),
        Some("Bryn Eastcott")
    );
    log(&mut folder, "2026-11-10", EventKind::Replaced);
    let progress = at(world, &folder, "2026-11-10");
    assert_eq!(
        (progress.status, progress.next, progress.overdue),
        (Status::Replaced, None, false)
    );
}

#[test]
fn what_cannot_be_counted_is_excluded_with_the_reason() {
    let world = world();
    let mut folder = folder("child-case", "area-case");
    folder.audit.as_mut().unwrap().submitted = Some(day("2026-11-13"));
    assert_eq!(
        at(world, &folder, "2026-11-13").excluded.as_deref(),
        Some("it has no overall grade")
    );
    submit(&mut folder, "2026-10-13", Grade::Good);
    let reason = at(world, &folder, "2026-11-13").excluded;
    assert_eq!(
        reason.as_deref(),
        Some("it was submitted before it was allocated")
    );
}

#[test]
fn whoever_takes_over_a_form_that_is_handed_in_gets_no_new_ten_days() {
    let mut folder = folder("child-case", "area-case");
    submit(&mut folder, "2026-11-13", Grade::Good);
    log(&mut folder, "2026-11-16", EventKind::Returned);
    let mut event = LogEvent::new(day("2026-11-17"), EventKind::Reassigned);
    event.to = vec!["Nia Abbot".into()];
    folder.log.push(event);
    let progress = at(world(), &folder, "2026-11-17");
    assert_eq!(progress.due(Step::Audit), Some(day("2026-11-16")));
    assert_eq!(
        next(&progress),
        Some((Step::Amend, "Nia Abbot".into(), day("2026-11-23")))
    );
}

#[test]
fn the_moderator_is_whoever_took_over_last() {
    let mut folder = folder("child-case", "area-case");
    submit(&mut folder, "2026-11-13", Grade::Good);
    let moderator = |folder: &Folder, today: &str| at(world(), folder, today).moderator.unwrap();
    assert_eq!(
        moderator(&folder, "2026-11-16"),
        "Sam Marsh",
        "as foreseen at the allocation"
    );
    folder.moderation = Some(Moderation {
        moderator: Some("Ada Frost".into()),
        started: Some(day("2026-11-17")),
        ..Moderation::default()
    });
    assert_eq!(
        moderator(&folder, "2026-11-16"),
        "Sam Marsh",
        "nobody else had begun"
    );
    assert_eq!(moderator(&folder, "2026-11-17"), "Ada Frost");
    let mut event = LogEvent::new(day("2026-11-18"), EventKind::Reassigned);
    event.role = Some("moderator".into());
    event.to = vec!["Nia Abbot".into()];
    folder.log.push(event);
    assert_eq!(moderator(&folder, "2026-11-17"), "Ada Frost");
    assert_eq!(moderator(&folder, "2026-11-18"), "Nia Abbot");
    // Whoever signs it off did it, whatever the log says.
    let moderation = folder.moderation.as_mut().unwrap();
    (moderation.signed_off, moderation.overall_grade) = (Some(day("2026-11-20")), Some(Grade::Good));
    assert_eq!(moderator(&folder, "2026-11-20"), "Ada Frost");
}

#[test]
fn of_one_day_the_log_tells_which_came_first() {
    let mut folder = folder("child-case", "area-case");
    submit(&mut folder, "2026-11-13", Grade::Good);
    sign_off(&mut folder, "2026-11-16", Grade::Good);
    log(&mut folder, "2026-11-17", EventKind::Sent);
    log(&mut folder, "2026-11-17", EventKind::Returned);
    let progress = at(world(), &folder, "2026-11-17");
    assert_eq!((progress.status, progress.sent), (Status::Returned, None));
    // Handed in and signed off again on the same day, and sent once more.
    folder.audit.as_mut().unwrap().resubmitted.push(day("2026-11-17"));
    sign_off(&mut folder, "2026-11-17", Grade::Good);
    assert_eq!(at(world(), &folder, "2026-11-17").status, Status::Settled);
    log(&mut folder, "2026-11-17", EventKind::Sent);
    assert_eq!(at(world(), &folder, "2026-11-17").status, Status::Sent);
}

#[test]
fn what_was_saved_before_it_came_back_is_saved_again() {
    let mut folder = folder("child-case", "area-case");
    submit(&mut folder, "2026-11-13", Grade::Good);
    sign_off(&mut folder, "2026-11-16", Grade::Good);
    log(&mut folder, "2026-11-17", EventKind::Sent);
    log(&mut folder, "2026-11-18", EventKind::FeedbackNotGiven);
    log(&mut folder, "2026-11-19", EventKind::Saved);
    assert_eq!(at(world(), &folder, "2026-11-19").status, Status::Closed);
    log(&mut folder, "2026-11-20", EventKind::Returned);
    folder.audit.as_mut().unwrap().resubmitted.push(day("2026-11-23"));
    sign_off(&mut folder, "2026-11-24", Grade::Good);
    log(&mut folder, "2026-11-25", EventKind::Sent);
    let progress = at(world(), &folder, "2026-11-25");
    assert_eq!(progress.status, Status::Sent);
    assert_eq!(
        next(&progress),
        Some((Step::Close, "Una Quill".into(), day("2026-12-09")))
    );
}
