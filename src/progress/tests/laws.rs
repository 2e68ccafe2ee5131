//! Histories of any kind, legal or not.

use proptest::prelude::*;

use super::*;

/// A random history: how many days pass before each thing happens, and whether it happens.
pub(in crate::progress) fn histories() -> impl Strategy<Value = (Vec<(u8, u64)>, usize, usize)> {
    (
        proptest::collection::vec((0..12u8, 0..9u64), 0..14),
        0..4usize,
        0..4usize,
    )
}

pub(in crate::progress) fn live(
    folder: &mut Folder,
    moves: &[(u8, u64)],
    given: usize,
    settled: usize,
) -> Date {
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
            late.log.push(LogEvent::new(on.plus_days(what), event));
        }
        late.audit.as_mut().unwrap().resubmitted.push(on.plus_days(5));
        prop_assert_eq!(at(world, &early, &on.to_string()), at(world, &late, &on.to_string()));
    }
}
