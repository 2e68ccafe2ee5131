//! Whether an event's details fit it: who takes over, what must be told, how an action is numbered.

use super::*;

#[test]
fn nobody_audits_their_own_work_or_moderates_their_own_audit() {
    let folder = folder("child-case", "area-case");
    let said = |role: &str, to: &str| {
        let event = LogEvent {
            role: Some(role.to_owned()),
            to: vec![to.to_owned()],
            ..LogEvent::new(day("2026-11-05"), EventKind::Reassigned)
        };
        answer(&folder, &event, "2026-11-05").unwrap_or_default()
    };
    assert!(said("auditor", "Sam Marsh").contains("nobody moderates their own audit"));
    assert_eq!(said("auditor", "Una Quill"), "");
    assert_eq!(said("moderator", "una quill"), "");
    assert!(said("moderator", "Sam Marsh").contains("is the moderator already"));
    assert!(said("auditor", "Sam March").contains("Did you mean Sam Marsh?"));
    let mut own = folder.clone();
    own.allocation.as_mut().unwrap().worker = Some("Una Quill".into());
    let event = LogEvent {
        role: Some("auditor".into()),
        to: vec!["Una Quill".into()],
        ..LogEvent::new(day("2026-11-05"), EventKind::Reassigned)
    };
    assert!(
        answer(&own, &event, "2026-11-05")
            .unwrap()
            .contains("nobody audits their own work")
    );
}

#[test]
fn details_are_asked_for_and_odd_ones_refused() {
    let told = |kind, change: fn(&mut LogEvent)| {
        let mut event = LogEvent::new(day("2026-11-05"), kind);
        change(&mut event);
        unfit_details(&event).unwrap_or_default()
    };
    assert_eq!(
        told(EventKind::Reassigned, |event| event.role = Some("auditor".into())),
        "reassigned (another auditor or moderator took over) has to be told with --to NAME and --reason WHY."
    );
    assert!(told(EventKind::Note, |_| ()).contains("--note TEXT"));
    assert!(told(EventKind::Saved, |event| event.to = vec!["X".into()]).contains("takes no --to NAME"));
    let all = |event: &mut LogEvent| {
        event.role = Some("modrator".into());
        event.to = vec!["X".into()];
        event.reason = Some("ill".into());
    };
    assert!(told(EventKind::Reassigned, all).contains("Did you mean moderator?"));
    let two = |event: &mut LogEvent| {
        event.role = Some("moderator".into());
        event.to = vec!["X".into(), "Y".into()];
        event.reason = Some("ill".into());
    };
    assert!(told(EventKind::Reassigned, two).contains("give --to once"));
    assert_eq!(
        told(EventKind::Sent, |event| event.note = Some("by post".into())),
        ""
    );
}

#[test]
fn an_action_s_number_has_one_spelling() {
    for (text, number) in [("2", Some("2")), (" R01 ", Some("r1")), ("02", Some("2"))] {
        assert_eq!(action_number(text).as_deref(), number, "{text}");
    }
    for text in [
        "0",
        "r",
        "",
        "+2",
        "-1",
        "2.5",
        "two",
        "rr1",
        "99999999999999999999999",
    ] {
        assert_eq!(action_number(text), None, "{text}");
    }
}
