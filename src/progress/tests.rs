//! Where audits stand, on stated days. The deadlines are those that are shipped.

use proptest::prelude::*;

use super::*;
use crate::framework::form::{Form, FormRef};
use crate::framework::{AuditId, Person};
use crate::record::{Allocation, Audit, CaseDirection, Event, EventKind, Feedback, Moderation, ReAudit};
use crate::store::document::Document;
use crate::store::{schedule_toml, settings, shipped, template};

pub(super) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub(super) struct World {
    pub(super) schedule: Schedule,
    pub(super) calendar: Calendar,
    pub(super) people: People,
    pub(super) forms: Vec<Form>,
}

/// The shipped files are read once for all tests.
pub(super) fn world() -> &'static World {
    static WORLD: std::sync::LazyLock<World> = std::sync::LazyLock::new(read_world);
    &WORLD
}

fn read_world() -> World {
    let settings = settings::read(shipped::SETTINGS.as_bytes(), &[]).unwrap();
    let read = |name: &str, text: &str| Document::read(name, text.as_bytes());
    let rubrics: Vec<_> = shipped::RUBRICS
        .iter()
        .filter_map(|(name, text)| template::rubric(&read(name, text)).0)
        .collect();
    let forms: Vec<Form> = shipped::FORMS
        .iter()
        .filter_map(|(name, text)| template::form(&read(name, text), &rubrics).0)
        .collect();
    let person = |name: &str, role: &str| Person {
        name: crate::framework::PersonName::new(name).unwrap(),
        aliases: Vec::new(),
        roles: vec![crate::framework::RoleId::new(role).unwrap()],
        services: Vec::new(),
        teams: Vec::new(),
        manager: None,
        tier: None,
        bg: None,
        started: None,
        left: None,
        probation_ends: None,
        email: None,
    };
    let ids: Vec<_> = forms.iter().map(|form| form.id.form.clone()).collect();
    World {
        schedule: schedule_toml::read(shipped::SCHEDULE.as_bytes(), &settings, &ids).unwrap(),
        calendar: Calendar::from_json(shipped::BANK_HOLIDAYS).unwrap(),
        people: People::new(vec![
            person("Una Quill", "qa-social-worker"),
            person("Sam Marsh", "service-manager"),
        ]),
        forms,
    }
}

/// An audit allocated on 2 November 2026 to Bryn Eastcott.
pub(super) fn folder(form: &str, row: &str) -> Folder {
    let id: AuditId = "CF-26-0001".parse().unwrap();
    let mut folder = Folder::empty(id.clone(), "audits/2026-27/Q3/north/CF-26-0001");
    folder.allocation = Some(Allocation {
        audit: id,
        form: FormRef::parse(&format!("{form}/2019")).unwrap(),
        row: crate::framework::RowId::new(row),
        part_of: None,
        cycle: None,
        selection: None,
        selected_by: None,
        reason: None,
        draw: None,
        service: None,
        team: None,
        child_id: None,
        initials: None,
        age: None,
        legal_status: None,
        worker: Some("Kofi Nolan".into()),
        manager: None,
        auditor: "Bryn Eastcott".into(),
        moderator: Some("Sam Marsh".into()),
        allocated: day("2026-11-02"),
        by: None,
    });
    folder.audit = Some(Audit::default());
    folder
}

pub(super) fn submit(folder: &mut Folder, date: &str, grade: Grade) {
    let audit = folder.audit.as_mut().unwrap();
    audit.submitted = Some(day(date));
    audit.overall.grade = Some(grade);
}

pub(super) fn sign_off(folder: &mut Folder, date: &str, grade: Grade) {
    folder.moderation = Some(Moderation {
        moderator: Some("Sam Marsh".into()),
        overall_grade: Some(grade),
        signed_off: Some(day(date)),
        ..Moderation::default()
    });
}

pub(super) fn log(folder: &mut Folder, date: &str, event: EventKind) {
    folder.log.push(Event::new(day(date), event));
}

fn at(world: &World, folder: &Folder, today: &str) -> Progress {
    let allocation = folder.allocation.as_ref().unwrap();
    judge(&Subject {
        folder,
        form: world.forms.iter().find(|form| form.id == allocation.form),
        row: allocation
            .row
            .as_ref()
            .and_then(|row| world.schedule.row(row.as_str())),
        schedule: &world.schedule,
        calendar: &world.calendar,
        people: &world.people,
        as_of: day(today),
    })
}

fn next(progress: &Progress) -> Option<(Step, String, Date)> {
    progress.next.as_ref().map(|next| {
        (
            next.step,
            next.who.shown(|role| role.as_str()).to_owned(),
            next.due,
        )
    })
}

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
        Some((Step::Send, "Una Quill".into(), day("2026-11-27")))
    );

    log(&mut folder, "2026-11-24", EventKind::Sent);
    let progress = at(world, &folder, "2026-11-24");
    assert_eq!(progress.status, Status::Sent);
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
    let mut event = Event::new(day("2026-11-09"), EventKind::Reassigned);
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

/// A random history: how many days pass before each thing happens, and whether it happens.
pub(super) fn histories() -> impl Strategy<Value = (Vec<(u8, u64)>, usize, usize)> {
    (
        proptest::collection::vec((0..12u8, 0..9u64), 0..14),
        0..4usize,
        0..4usize,
    )
}

pub(super) fn live(folder: &mut Folder, moves: &[(u8, u64)], given: usize, settled: usize) -> Date {
    let mut today = day("2026-11-02");
    for (what, days) in moves {
        today = today.plus_days(*days);
        let now = today.to_string();
        match what {
            0 | 1 if folder.audit.as_ref().unwrap().submitted.is_none() => {
                submit(folder, &now, Grade::ALL[given]);
            }
            2 if folder.audit.as_ref().unwrap().submitted.is_some() => log(folder, &now, EventKind::Returned),
            3 => folder.audit.as_mut().unwrap().resubmitted.push(today),
            4 | 5 => sign_off(folder, &now, Grade::ALL[settled]),
            6 => log(folder, &now, EventKind::Sent),
            7 => {
                folder.feedback = Some(Feedback {
                    date: Some(today),
                    ..Feedback::default()
                });
            }
            8 => log(folder, &now, EventKind::Informed),
            9 => {
                folder.direction = Some(CaseDirection {
                    date: Some(today),
                    ..CaseDirection::default()
                });
            }
            10 => log(folder, &now, EventKind::Saved),
            _ => log(folder, &now, EventKind::Note),
        }
    }
    today
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn every_history_has_one_status_and_no_step_twice((moves, given, settled) in histories()) {
        let world = world();
        let mut folder = folder("child-case", "area-case");
        let end = live(&mut folder, &moves, given, settled);
        let progress = at(world, &folder, &end.plus_days(3).to_string());
        let mut steps: Vec<Step> = progress.steps.iter().map(|state| state.step).collect();
        let all = steps.len();
        steps.dedup();
        prop_assert_eq!(steps.len(), all, "a step stands twice");
        let open = progress.open().count();
        prop_assert_eq!(progress.next.is_some(), open > 0);
        if progress.status == Status::Closed {
            prop_assert_eq!(open, 0, "closed, and yet something is open");
        }
        prop_assert!(progress.steps.iter().all(|state| state.started <= end.plus_days(3)));
    }

    #[test]
    fn what_happens_later_never_changes_an_earlier_day((moves, given, settled) in histories(), cut in 0..14usize) {
        let world = world();
        let cut = cut.min(moves.len());
        let mut early = folder("child-case", "area-case");
        let on = live(&mut early, &moves[..cut], given, settled);
        let mut late = early.clone();
        for (what, event) in [(1u64, EventKind::Sent), (2, EventKind::Returned), (3, EventKind::Saved), (4, EventKind::Informed)] {
            late.log.push(Event::new(on.plus_days(what), event));
        }
        late.audit.as_mut().unwrap().resubmitted.push(on.plus_days(5));
        prop_assert_eq!(at(world, &early, &on.to_string()), at(world, &late, &on.to_string()));
    }
}
