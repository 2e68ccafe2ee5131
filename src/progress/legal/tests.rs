//! What may be logged when. The audit is allocated on 2 November 2026 to Bryn Eastcott; Sam Marsh is to moderate.

mod comments;
mod details;

use proptest::prelude::*;

use super::*;
use crate::framework::Grade;
use crate::progress::tests::laws::{histories, live};
use crate::progress::tests::{World, day, folder, log, sign_off, submit, world};
use crate::record::{Action, EVENTS, Folder, ReAudit};

fn case<'a>(world: &'a World, folder: &'a Folder, today: &str) -> ProgressSubject<'a> {
    let allocation = folder.allocation.as_ref().unwrap();
    ProgressSubject {
        folder,
        form: world.forms.iter().find(|form| form.id == allocation.form),
        row: allocation
            .row
            .as_ref()
            .and_then(|row| world.schedule.row(row.as_str())),
        row_of_work: None,
        schedule: &world.schedule,
        calendar: &world.calendar,
        people: &world.people,
        as_of: day(today),
    }
}

/// The answer to an event on a day, which is today.
fn asked(folder: &Folder, kind: EventKind, today: &str) -> Option<String> {
    answer(folder, &LogEvent::new(day(today), kind), today)
}

fn answer(folder: &Folder, event: &LogEvent, today: &str) -> Option<String> {
    objection(event, &case(world(), folder, today))
}

#[track_caller]
fn refused(folder: &Folder, kind: EventKind, today: &str, words: &str) {
    let answer = asked(folder, kind, today).unwrap_or_default();
    assert!(answer.contains(words), "{kind:?}: {answer:?} lacks {words:?}");
}

/// The kinds that are possible on a day.
fn possible(folder: &Folder, today: &str) -> Vec<EventKind> {
    let all = EVENTS.iter().map(|meaning| meaning.kind);
    all.filter(|kind| asked(folder, *kind, today).is_none()).collect()
}

#[test]
fn every_event_stands_once_in_the_list() {
    let mut kinds: Vec<EventKind> = EVENTS.iter().map(|meaning| meaning.kind).collect();
    kinds.sort();
    kinds.dedup();
    // The last kind tells how many there are.
    assert_eq!(kinds.len(), EventKind::Note as usize + 1);
    for kind in kinds {
        assert_eq!(kind.meaning().kind, kind);
        assert_eq!(EventKind::parse(kind.name()), Some(kind));
    }
}

#[test]
fn what_is_possible_follows_the_audit_s_life() {
    use EventKind::*;
    let mut folder = folder("child-case", "area-case");
    assert_eq!(
        possible(&folder, "2026-11-03"),
        [Reassigned, Replaced, Withdrawn, Note]
    );
    submit(&mut folder, "2026-11-10", Grade::Good);
    assert_eq!(
        possible(&folder, "2026-11-10"),
        [Received, Returned, Comment, Reassigned, Withdrawn, Note]
    );
    sign_off(&mut folder, "2026-11-12", Grade::Good);
    log(&mut folder, "2026-11-10", Received);
    assert_eq!(
        possible(&folder, "2026-11-12"),
        [Returned, Moderated, Sent, SupervisionFile, Saved, Comment, Note]
    );
    log(&mut folder, "2026-11-12", Moderated);
    refused(
        &folder,
        Moderated,
        "2026-11-13",
        "moderated is logged already, on Thu 12 Nov 2026",
    );
    assert_eq!(
        possible(&folder, "2026-11-12"),
        [Returned, Sent, SupervisionFile, Saved, Comment, Note]
    );
    log(&mut folder, "2026-11-13", Sent);
    log(&mut folder, "2026-11-13", SupervisionFile);
    assert_eq!(
        possible(&folder, "2026-11-14"),
        [
            Returned,
            FeedbackNotGiven,
            Saved,
            Comment,
            SupervisorComment,
            Note
        ]
    );
    log(&mut folder, "2026-11-20", FeedbackNotGiven);
    log(&mut folder, "2026-11-20", Saved);
    // Closed.
    assert_eq!(
        possible(&folder, "2026-11-21"),
        [Comment, SupervisorComment, Note]
    );
}

#[test]
fn what_came_back_can_be_received_sent_and_saved_again() {
    use EventKind::*;
    let mut folder = folder("child-case", "area-case");
    submit(&mut folder, "2026-11-10", Grade::Good);
    log(&mut folder, "2026-11-10", Received);
    sign_off(&mut folder, "2026-11-12", Grade::Good);
    log(&mut folder, "2026-11-13", Sent);
    log(&mut folder, "2026-11-16", Returned);
    refused(
        &folder,
        Returned,
        "2026-11-17",
        "back with Bryn Eastcott already, since Mon 16 Nov 2026",
    );
    refused(&folder, Received, "2026-11-17", "adds the day to resubmitted");
    refused(
        &folder,
        Sent,
        "2026-11-17",
        "It went back to Bryn Eastcott on Mon 16 Nov 2026",
    );
    folder.audit.as_mut().unwrap().resubmitted = vec![day("2026-11-18")];
    refused(
        &folder,
        Sent,
        "2026-11-18",
        "signed off on Thu 12 Nov 2026, and submitted again after that",
    );
    assert_eq!(asked(&folder, Received, "2026-11-18"), None);
    log(&mut folder, "2026-11-18", Received);
    refused(
        &folder,
        Received,
        "2026-11-18",
        "received already, on Wed 18 Nov 2026",
    );
    sign_off(&mut folder, "2026-11-19", Grade::Good);
    assert_eq!(asked(&folder, Sent, "2026-11-19"), None);
    log(&mut folder, "2026-11-19", Sent);
    refused(
        &folder,
        Sent,
        "2026-11-19",
        "sent is logged already, on Thu 19 Nov 2026",
    );
}

#[test]
fn the_event_s_day_decides_what_was_settled_then() {
    let mut folder = folder("child-case", "area-case");
    submit(&mut folder, "2026-11-10", Grade::Good);
    sign_off(&mut folder, "2026-11-12", Grade::Good);
    let sent = |date: &str| LogEvent::new(day(date), EventKind::Sent);
    let said = |date: &str| answer(&folder, &sent(date), "2026-11-20").unwrap_or_default();
    assert_eq!(said("2026-11-12"), "");
    assert!(said("2026-11-11").contains("Sam Marsh has not signed it off on Wed 11 Nov 2026"));
    assert!(said("2026-11-09").contains("Bryn Eastcott has not submitted it on Mon 9 Nov 2026"));
    assert!(said("2026-11-01").contains("before the audit was allocated, on Mon 2 Nov 2026"));
    assert!(said("2026-11-21").contains("has not come yet: today is Fri 20 Nov 2026"));
}

#[test]
fn an_inadequate_is_told_once_and_its_re_audit_escalated_where_it_is_one_again() {
    use EventKind::*;
    let mut folder = folder("child-case", "area-case");
    refused(&folder, Informed, "2026-11-10", "as soon as it is submitted");
    submit(&mut folder, "2026-11-10", Grade::Good);
    refused(&folder, Informed, "2026-11-10", "this audit is graded Good");
    submit(&mut folder, "2026-11-10", Grade::Inadequate);
    assert_eq!(asked(&folder, Informed, "2026-11-10"), None);
    log(&mut folder, "2026-11-10", Informed);
    refused(
        &folder,
        Informed,
        "2026-11-11",
        "given already, on Tue 10 Nov 2026",
    );
    sign_off(&mut folder, "2026-11-12", Grade::Inadequate);
    log(&mut folder, "2026-11-13", Saved);
    refused(&folder, ReAuditSent, "2026-12-10", "has no re-audit");
    refused(&folder, Saved, "2026-12-10", "saved is logged already");
    let again = |grade| {
        Some(ReAudit {
            date: Some(day("2027-01-05")),
            grade: Some(grade),
            ..ReAudit::default()
        })
    };
    folder.re_audit = again(Grade::Good);
    refused(&folder, Escalated, "2027-01-06", "This one is graded Good");
    refused(&folder, ReAuditSent, "2027-01-04", "has no re-audit");
    assert_eq!(asked(&folder, ReAuditSent, "2027-01-06"), None);
    assert_eq!(
        asked(&folder, Saved, "2027-01-06"),
        None,
        "saved anew, with the re-audit"
    );
    folder.re_audit = again(Grade::Inadequate);
    assert_eq!(asked(&folder, Escalated, "2027-01-06"), None);
}

#[test]
fn an_action_is_one_of_the_plan_s_and_done_once() {
    let mut folder = folder("child-case", "area-case");
    submit(&mut folder, "2026-11-10", Grade::Good);
    let done = |number: &str| LogEvent {
        action: Some(number.to_owned()),
        ..LogEvent::new(day("2026-11-20"), EventKind::ActionDone)
    };
    let said =
        |folder: &Folder, number: &str| answer(folder, &done(number), "2026-11-20").unwrap_or_default();
    assert_eq!(said(&folder, "1"), "This audit has no actions.");
    let action = |text: &str| Action {
        action: Some(text.to_owned()),
        ..Action::default()
    };
    folder.audit.as_mut().unwrap().actions = vec![action("Visit"), action("Ring the school")];
    folder.re_audit = Some(ReAudit {
        actions: vec![action("Visit again")],
        ..ReAudit::default()
    });
    assert_eq!(
        said(&folder, "3"),
        "It has no action 3. Its actions:\n  1  Visit\n  2  Ring the school\n  r1  Visit again"
    );
    assert_eq!(
        (said(&folder, "2"), said(&folder, "r1")),
        (String::new(), String::new())
    );
    folder.log.push(done("2"));
    assert_eq!(
        said(&folder, "2"),
        "Action 2 was done already, on Fri 20 Nov 2026."
    );
    assert_eq!(said(&folder, "1"), "");
}

#[test]
fn an_audit_that_is_off_takes_only_notes() {
    for (kind, what) in [
        (EventKind::Withdrawn, "withdrawn"),
        (EventKind::Replaced, "replaced"),
    ] {
        let mut folder = folder("child-case", "area-case");
        log(&mut folder, "2026-11-04", kind);
        assert_eq!(possible(&folder, "2026-11-05"), [EventKind::Note]);
        refused(&folder, EventKind::Withdrawn, "2026-11-05", what);
    }
}

#[test]
fn an_observation_is_settled_by_its_review_and_asks_for_feedback_without_being_sent() {
    let mut folder = folder("observed-practice", "area-obs");
    submit(&mut folder, "2026-11-10", Grade::Good);
    refused(
        &folder,
        EventKind::Saved,
        "2026-11-11",
        "Sam Marsh has not signed it off",
    );
    assert_eq!(asked(&folder, EventKind::FeedbackNotGiven, "2026-11-11"), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn what_was_logged_without_objection_is_not_logged_twice_on_one_day((moves, given, settled) in histories(), kind in 0..EVENTS.len()) {
        let mut folder = folder("child-case", "area-case");
        let end = live(&mut folder, &moves, given, settled).to_string();
        let kind = EVENTS[kind].kind;
        // These may rightly happen again: to another action or person, or after another submission.
        let free = [
            EventKind::Note,
            EventKind::Comment,
            EventKind::ActionDone,
            EventKind::Reassigned,
            EventKind::Received,
            EventKind::Returned,
        ];
        if asked(&folder, kind, &end).is_none() && !free.contains(&kind) {
            log(&mut folder, &end, kind);
            prop_assert!(asked(&folder, kind, &end).is_some(), "{kind:?} twice on {end}");
        }
    }
}

#[test]
fn a_moderation_is_logged_once_it_is_signed_off_and_not_once_it_was_sent() {
    use EventKind::*;
    let mut audit = folder("child-case", "area-case");
    refused(
        &audit,
        Moderated,
        "2026-11-10",
        "It can't be logged as moderated before its grade is final",
    );
    submit(&mut audit, "2026-11-10", Grade::Good);
    refused(&audit, Moderated, "2026-11-10", "has not signed it off");
    sign_off(&mut audit, "2026-11-12", Grade::Good);
    log(&mut audit, "2026-11-13", Sent);
    refused(
        &audit,
        Moderated,
        "2026-11-16",
        "It was sent on Fri 13 Nov 2026, and that kept the moderation",
    );
    // What came back is moderated anew.
    log(&mut audit, "2026-11-16", Returned);
    audit.audit.as_mut().unwrap().resubmitted.push(day("2026-11-17"));
    refused(&audit, Moderated, "2026-11-17", "signs it off anew");
    sign_off(&mut audit, "2026-11-18", Grade::Good);
    assert!(possible(&audit, "2026-11-18").contains(&Moderated));
    let mut unmoderated = folder("child-case", "all-supervision");
    submit(&mut unmoderated, "2026-11-10", Grade::Good);
    refused(
        &unmoderated,
        Moderated,
        "2026-11-10",
        "Nobody moderates this audit",
    );
}
