//! Laws of the register, over actions of every kind.

use proptest::prelude::*;

use super::*;
use crate::framework::{Grade, Step};
use crate::reports::quarterly::figures::test_audits::{SampleCouncil, day, settled, step};

/// The day by which, the day on which it was done, each as so many days after 1 October 2026; and the owner.
type Kind = (Option<u64>, Option<u64>, Option<&'static str>);

fn audit(number: u32, kinds: &[Kind]) -> AuditActions {
    let mut summary = settled(number, "2026-10-20", Grade::Inadequate, Grade::Inadequate);
    let start = day("2026-10-01");
    summary.actions = kinds
        .iter()
        .enumerate()
        .map(|(index, (by, done, owner))| ActionSummary {
            number: (index + 1).to_string().into(),
            owner: owner.map(Into::into),
            by: by.map(|days| start.plus_days(days)),
            section: None,
            done: done.map(|days| start.plus_days(days)),
        })
        .collect();
    AuditActions {
        wording: vec![Some("Visit".to_owned()); kinds.len()],
        summary,
        unread: Vec::new(),
    }
}

fn made(entries: &[AuditActions], asked: AskedActions) -> Register {
    SampleCouncil::default().seen(day("2026-11-24"), |store| register(entries, asked, &store))
}

#[test]
fn an_inadequate_without_actions_is_listed_for_review() {
    let mut entry = audit(1, &[]);
    let review = step(Step::ReviewActions, "2026-11-20", None);
    entry.summary.progress.steps.push(review);
    let found = made(std::slice::from_ref(&entry), AskedActions::default());
    assert_eq!(found.inadequate.len(), 1);
    assert_eq!(found.inadequate[0].actions.total, 0);
    assert_eq!(found.inadequate[0].review_due, Some(day("2026-11-20")));
    let of_owner = AskedActions {
        owner: Some("Ann Ash".to_owned()),
        ..AskedActions::default()
    };
    assert!(made(&[entry], of_owner).inadequate.is_empty());
}

#[test]
fn what_is_done_is_never_late_and_what_has_no_day_is_open() {
    let entries = [audit(
        1,
        &[
            (Some(1), Some(40), None),
            (None, None, None),
            (Some(54), None, None),
        ],
    )];
    let found = made(&entries, AskedActions::default());
    let states: Vec<(&str, ActionState)> = found
        .lines
        .iter()
        .map(|line| (line.number.as_str(), line.state))
        .collect();
    // 54 days after 1 October is today, 24 November: an action that is due today is not late.
    let expected = [
        ("3", ActionState::Open),
        ("2", ActionState::NoDate),
        ("1", ActionState::Done),
    ];
    assert_eq!(states, expected);
    assert_eq!((found.without_owner, found.without_date), (2, 1));
}

proptest! {
    /// Whatever the actions: none is lost or counted twice, the lines are as the counts, and narrowing to each owner in
    /// turn, nobody's apart, shares all of them out.
    #[test]
    fn the_lines_are_as_the_counts(
        audits in prop::collection::vec(
            prop::collection::vec(
                (
                    prop::option::of(0..100_u64),
                    prop::option::of(0..54_u64),
                    prop::option::of(prop::sample::select(vec!["Ann Ash", "Ben Oak", "Sue Elm"])),
                ),
                0..5,
            ),
            0..6,
        ),
    ) {
        let entries: Vec<AuditActions> = (1..).zip(&audits).map(|(number, kinds)| audit(number, kinds)).collect();
        let all = made(&entries, AskedActions::default());
        prop_assert_eq!(all.actions.total, audits.iter().map(Vec::len).sum::<usize>());
        prop_assert_eq!(all.actions.total, all.actions.done + all.actions.open);
        prop_assert_eq!(all.lines.len(), all.actions.total);
        let with = |state: ActionState| all.lines.iter().filter(|line| line.state == state).count();
        prop_assert_eq!(with(ActionState::Overdue), all.actions.overdue);
        prop_assert_eq!(with(ActionState::Done), all.actions.done);
        prop_assert!(all.lines.is_sorted_by_key(|line| (line.state, line.owner.is_none(), line.owner.clone(), line.by)));
        let of_owner = |owner: &str| {
            let asked = AskedActions { owner: Some(owner.to_owned()), ..AskedActions::default() };
            made(&entries, asked).actions.total
        };
        let nobodys = audits.iter().flatten().filter(|(_, _, owner)| owner.is_none()).count();
        prop_assert_eq!(
            ["Ann Ash", "Ben Oak", "Sue Elm"].iter().map(|owner| of_owner(owner)).sum::<usize>() + nobodys,
            all.actions.total
        );
    }
}
