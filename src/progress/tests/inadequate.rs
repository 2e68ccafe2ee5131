//! An Inadequate, and what follows from it.

use super::*;

#[test]
fn an_inadequate_is_told_directed_reviewed_and_audited_again() {
    let world = world();
    let mut folder = folder("child-case", "area-case");
    submit(&mut folder, "2026-11-13", Grade::Inadequate);
    let progress = at(world, &folder, "2026-11-13");
    assert_eq!(
        next(&progress),
        Some((Step::Inform, "Una Quill".into(), day("2026-11-13")))
    );
    assert_eq!(progress.due(Step::ReviewActions), Some(day("2026-12-13")));
    assert_eq!(progress.step(Step::CaseDirection), None);

    log(&mut folder, "2026-11-13", EventKind::Informed);
    sign_off(&mut folder, "2026-11-20", Grade::Inadequate);
    log(&mut folder, "2026-11-23", EventKind::Sent);
    let progress = at(world, &folder, "2026-11-23");
    assert_eq!(progress.due(Step::CaseDirection), Some(day("2026-11-27")));
    assert_eq!(progress.due(Step::ReAudit), Some(day("2027-01-15")));
    // Closing waits for the re-audit's sending.
    assert_eq!(progress.step(Step::Close), None);

    folder.direction = Some(CaseDirection {
        date: Some(day("2026-11-26")),
        actions_reviewed: Some(day("2026-12-10")),
        ..CaseDirection::default()
    });
    folder.feedback = Some(Feedback {
        date: Some(day("2026-12-01")),
        ..Feedback::default()
    });
    folder.re_audit = Some(ReAudit {
        auditor: Some("Nia Abbot".into()),
        date: Some(day("2027-01-12")),
        grade: Some(Grade::Inadequate),
        ..ReAudit::default()
    });
    let progress = at(world, &folder, "2027-01-12");
    assert_eq!(progress.due(Step::Escalate), Some(day("2027-01-19")));
    assert_eq!(progress.due(Step::SendReAudit), Some(day("2027-01-19")));
    assert_eq!(
        progress.final_grade,
        Some(Grade::Inadequate),
        "a re-audit never replaces the grade"
    );
    log(&mut folder, "2027-01-14", EventKind::ReAuditSent);
    log(&mut folder, "2027-01-15", EventKind::Escalated);
    log(&mut folder, "2027-01-18", EventKind::Saved);
    assert_eq!(at(world, &folder, "2027-01-18").status, Status::Closed);
}

#[test]
fn an_inadequate_that_is_regraded_upwards_keeps_its_notice_and_drops_the_rest() {
    let world = world();
    let mut folder = folder("child-case", "area-case");
    submit(&mut folder, "2026-11-13", Grade::Inadequate);
    sign_off(&mut folder, "2026-11-20", Grade::RequiresImprovement);
    let progress = at(world, &folder, "2026-11-20");
    assert!(progress.step(Step::Inform).is_some());
    for gone in [Step::CaseDirection, Step::ReAudit, Step::ReviewActions] {
        assert_eq!(progress.step(gone), None, "{gone}");
    }
}
