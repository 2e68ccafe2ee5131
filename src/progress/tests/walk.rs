//! Random walks through the life of an audit that make only the moves its state allows.

mod life;

use proptest::prelude::*;

use super::*;
use life::{KINDS, Life, MOVES, Move};

/// The move that does a step. Feedback is given or not, by the day's number.
fn doing(step: Step, life: &Life) -> Move {
    match step {
        Step::Audit => Move::Submit,
        Step::Amend => Move::Resubmit,
        Step::Inform => Move::Inform,
        Step::Moderate | Step::ReviewEvidence => Move::SignOff,
        Step::LogModerated => Move::LogModerated,
        Step::CaseDirection => Move::Direct,
        Step::Send => Move::Send,
        Step::Feedback if life.today.day().is_multiple_of(2) => Move::Feedback,
        Step::Feedback => Move::NoFeedback,
        Step::SupervisorComment => Move::SupervisorComment,
        Step::ReviewActions => Move::ReviewActions,
        Step::ReAudit => Move::ReAudit,
        Step::SendReAudit => Move::SendReAudit,
        Step::Escalate => Move::Escalate,
        Step::Close => Move::Save,
    }
}

/// A kind of audit, and for each move which of those that are allowed, after how many days, with what grade.
fn walks() -> impl Strategy<Value = (usize, Vec<(usize, u64, usize)>)> {
    let moves = proptest::collection::vec((0..1000usize, 0..9u64, 0..4usize), 0..24);
    (0..KINDS.len(), moves)
}

fn walk(kind: usize, moves: &[(usize, u64, usize)], mut each: impl FnMut(&Life)) -> Life {
    let mut life = Life::new(kind);
    for (which, days, grade) in moves {
        life.today = life.today.plus_days(*days);
        let allowed: Vec<Move> = MOVES.into_iter().filter(|what| life.allows(*what)).collect();
        life.make(allowed[which % allowed.len()], Grade::ALL[*grade]);
        each(&life);
    }
    life
}

fn check(life: &Life) -> Result<(), TestCaseError> {
    let progress = life.progress();
    prop_assert_eq!(progress.status, life.status());
    let steps: Vec<Step> = progress.steps.iter().map(|state| state.step).collect();
    prop_assert!(
        steps.is_sorted_by(|a, b| a < b),
        "a step stands twice: {:?}",
        steps
    );
    let today = life.today;
    for state in &progress.steps {
        prop_assert!(
            state.started <= today && state.started <= state.due,
            "{:?}",
            state
        );
        prop_assert!(state.done.is_none_or(|done| done <= today), "{:?}", state);
    }
    let is_final = progress.status.is_off() || progress.status == Status::Closed;
    let first = progress.open().min_by_key(|state| (state.due, state.step));
    prop_assert_eq!(
        progress.next.as_ref().map(|next| next.step),
        first.map(|state| state.step)
    );
    prop_assert_eq!(first.is_none(), is_final, "{} and {:?}", progress.status, first);
    prop_assert_eq!(progress.overdue, progress.open().any(|state| state.due < today));
    if !progress.status.is_off() && life.submitted {
        prop_assert_eq!(progress.final_grade, life.grade());
        prop_assert_eq!(progress.standing().is_empty(), !life.ever_inadequate);
        prop_assert_eq!(progress.provisional, !life.settled);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn every_legal_history_has_one_status_and_one_next_step((kind, moves) in walks()) {
        let mut wrong = check(&Life::new(kind));
        walk(kind, &moves, |life| {
            if wrong.is_ok() {
                wrong = check(life);
            }
        });
        wrong?;
    }

    #[test]
    fn whoever_does_the_next_step_again_and_again_ends_with_a_closed_audit(
        (kind, moves) in walks(),
        (days, grade, again) in (1..20u64, 0..4usize, 0..4usize),
    ) {
        let mut life = walk(kind, &moves, |_| {});
        let mut done = Vec::new();
        while let Some(next) = life.progress().next {
            life.today = life.today.plus_days(days);
            let what = doing(next.step, &life);
            prop_assert!(life.allows(what), "{} is asked for, and {:?} is not allowed after {:?}", next.step, what, done);
            life.make(what, Grade::ALL[if what == Move::ReAudit { again } else { grade }]);
            let open = life.progress().open().any(|state| state.step == next.step);
            prop_assert!(!open, "{} was done, and is asked for still", next.step);
            prop_assert!(!done.contains(&next.step), "{} is asked for twice", next.step);
            done.push(next.step);
            check(&life)?;
        }
        let status = life.progress().status;
        prop_assert!(status == Status::Closed || status.is_off(), "{} after {:?}", status, done);
    }
}

#[test]
fn the_walks_reach_every_status_and_every_step() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut statuses, mut steps, mut returns) = (Vec::new(), Vec::new(), 0);
    for _ in 0..600 {
        let (kind, moves) = walks().new_tree(&mut runner).unwrap().current();
        let life = walk(kind, &moves, |life| {
            let progress = life.progress();
            statuses.push(progress.status);
            steps.extend(
                progress
                    .steps
                    .iter()
                    .filter(|state| state.done.is_some())
                    .map(|state| state.step),
            );
        });
        returns = returns.max(life.folder.superseded.len());
    }
    statuses.sort();
    statuses.dedup();
    steps.sort();
    steps.dedup();
    assert_eq!((statuses.len(), steps.len()), (8, 15), "{statuses:?} {steps:?}");
    assert!(returns >= 2, "returned at most {returns} times");
}
