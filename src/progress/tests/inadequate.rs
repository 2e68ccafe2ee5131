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

#[test]
fn a_section_that_is_inadequate_under_a_better_grade_starts_nothing() {
    let mut folder = folder("child-case", "area-case");
    submit(&mut folder, "2026-11-13", Grade::RequiresImprovement);
    let section = crate::framework::SectionId::new("assessment_mapping").unwrap();
    let answer = crate::record::SectionAnswer {
        grade: Some(Judgement::Graded(Grade::Inadequate)),
        ..crate::record::SectionAnswer::default()
    };
    folder
        .audit
        .as_mut()
        .unwrap()
        .sections
        .insert(section.clone(), answer);
    sign_off(&mut folder, "2026-11-20", Grade::RequiresImprovement);
    let progress = at(world(), &folder, "2026-11-20");
    assert_eq!(
        progress.sections.get(&section),
        Some(&Judgement::Graded(Grade::Inadequate))
    );
    let steps: Vec<Step> = progress.steps.iter().map(|state| state.step).collect();
    assert_eq!(
        steps,
        [Step::Audit, Step::Moderate, Step::LogModerated, Step::Send]
    );
    assert_eq!(progress.standing(), []);
}

#[test]
fn what_still_stands_of_an_inadequate_is_told() {
    let mut folder = folder("child-case", "area-case");
    submit(&mut folder, "2026-11-13", Grade::Inadequate);
    assert_eq!(
        at(world(), &folder, "2026-11-13").standing(),
        [
            (Step::Inform, StepStanding::Due(day("2026-11-13"))),
            (Step::CaseDirection, StepStanding::Waits),
            (Step::ReviewActions, StepStanding::Due(day("2026-12-13"))),
            (Step::ReAudit, StepStanding::Waits),
        ]
    );
    log(&mut folder, "2026-11-16", EventKind::Informed);
    sign_off(&mut folder, "2026-11-20", Grade::RequiresImprovement);
    let told = (Step::Inform, StepStanding::Done(day("2026-11-16")));
    assert_eq!(
        at(world(), &folder, "2026-11-20").standing(),
        [
            told,
            (Step::CaseDirection, StepStanding::Dropped),
            (Step::ReviewActions, StepStanding::Dropped),
            (Step::ReAudit, StepStanding::Dropped),
        ]
    );
    // A day before, all of it stood.
    assert_eq!(
        at(world(), &folder, "2026-11-19").standing()[1],
        (Step::CaseDirection, StepStanding::Waits)
    );
    folder.direction = Some(CaseDirection {
        actions_reviewed: Some(day("2026-11-18")),
        ..CaseDirection::default()
    });
    // What was done before the regrade is not undone.
    let standing = at(world(), &folder, "2026-11-20").standing();
    assert_eq!(
        standing[2],
        (Step::ReviewActions, StepStanding::Done(day("2026-11-18")))
    );
    sign_off(&mut folder, "2026-11-20", Grade::Inadequate);
    let standing = at(world(), &folder, "2026-11-20").standing();
    assert_eq!(
        standing[1],
        (Step::CaseDirection, StepStanding::Due(day("2026-11-27")))
    );
    assert_eq!(standing[3], (Step::ReAudit, StepStanding::Due(day("2027-01-15"))));
    log(&mut folder, "2026-11-23", EventKind::Withdrawn);
    assert_eq!(at(world(), &folder, "2026-11-23").standing(), []);
}

#[test]
fn a_re_audit_that_requires_improvement_asks_for_no_more_than_its_sending() {
    let mut folder = folder("lado", "lado-case");
    submit(&mut folder, "2026-11-13", Grade::Inadequate);
    sign_off(&mut folder, "2026-11-20", Grade::Inadequate);
    folder.re_audit = Some(ReAudit {
        date: Some(day("2027-01-12")),
        grade: Some(Grade::RequiresImprovement),
        ..ReAudit::default()
    });
    let progress = at(world(), &folder, "2027-01-12");
    assert!(progress.step(Step::SendReAudit).is_some() && progress.step(Step::Escalate).is_none());
    assert_eq!(progress.final_grade, Some(Grade::Inadequate));
    // The day before, nobody knew.
    assert_eq!(at(world(), &folder, "2027-01-11").step(Step::SendReAudit), None);
}

/// The auditor's grade and the moderator's, with the day of the sign-off, when it was returned.
fn returned(folder: &mut Folder, date: &str, auditor: Grade, moderator: Option<(&str, Grade)>) {
    log(folder, date, EventKind::Returned);
    folder.superseded.push(Some(crate::record::Superseded {
        auditor: Some(auditor),
        moderator: moderator.map(|(signed, grade)| (day(signed), grade)),
    }));
}

fn resubmit(folder: &mut Folder, date: &str, grade: Grade) {
    let audit = folder.audit.as_mut().unwrap();
    audit.resubmitted.push(day(date));
    audit.overall.grade = Some(grade);
}

#[test]
fn an_inadequate_dates_from_the_submission_that_was_first_graded_so() {
    let since = |folder: &Folder| {
        let progress = at(world(), folder, "2026-12-01");
        progress.step(Step::Inform).map(|state| state.started.to_string())
    };
    // Good at first, Inadequate when handed in again.
    let mut worse = folder("child-case", "area-case");
    submit(&mut worse, "2026-11-13", Grade::Good);
    returned(&mut worse, "2026-11-16", Grade::Good, None);
    assert_eq!(since(&worse), None);
    resubmit(&mut worse, "2026-11-19", Grade::Inadequate);
    assert_eq!(since(&worse).as_deref(), Some("2026-11-19"));

    // Inadequate at first, better when handed in again: the notice stands, the review does not.
    let mut better = folder("child-case", "area-case");
    submit(&mut better, "2026-11-13", Grade::Inadequate);
    returned(&mut better, "2026-11-16", Grade::Inadequate, None);
    resubmit(&mut better, "2026-11-19", Grade::RequiresImprovement);
    assert_eq!(since(&better).as_deref(), Some("2026-11-13"));
    let progress = at(world(), &better, "2026-12-01");
    assert_eq!(progress.step(Step::ReviewActions), None);
    assert_eq!(
        progress.standing()[1],
        (Step::CaseDirection, StepStanding::Dropped)
    );

    // The moderator's alone, and returned after it.
    let mut theirs = folder("child-case", "area-case");
    submit(&mut theirs, "2026-11-13", Grade::Good);
    sign_off(&mut theirs, "2026-11-17", Grade::Inadequate);
    returned(
        &mut theirs,
        "2026-11-18",
        Grade::Good,
        Some(("2026-11-17", Grade::Inadequate)),
    );
    resubmit(&mut theirs, "2026-11-20", Grade::Good);
    sign_off(&mut theirs, "2026-11-25", Grade::Good);
    assert_eq!(since(&theirs).as_deref(), Some("2026-11-17"));
    assert_eq!(at(world(), &theirs, "2026-12-01").final_grade, Some(Grade::Good));
}
