//! What is let go of outside a quarter is missed by none of the quarter's figures.

use proptest::prelude::*;

use super::activity::rubric;
use crate::figures::past::LongOver;
use crate::figures::summary::{ActionSummary, FamilySummary, Summary};
use crate::framework::{Grade, Judgement, Quarter, Step, YearStart};
use crate::progress::Status;
use crate::reports::quarterly::figures::test_audits::{SampleCouncil, day, settled, step, submitted, word};

/// Days from the first to its submission, and from there to its settling; both grades; whether it is settled; days from
/// its submission to when feedback is due.
type Told = (u64, u64, usize, usize, bool, u64);

/// An audit of some day after the first, with everything that a summary may hold.
fn audit(days: u64) -> impl Strategy<Value = Told> {
    (
        0..days,
        0..90_u64,
        0..4_usize,
        0..4_usize,
        any::<bool>(),
        0..120_u64,
    )
}

fn made(number: u32, first: &str, told: Told) -> Summary {
    let (from, later, given, graded, is_settled, due) = told;
    let on = day(first).plus_days(from);
    let (given, graded) = (Grade::ALL[given], Grade::ALL[graded]);
    let mut one = if is_settled {
        settled(number, &on.plus_days(later).to_string(), given, graded)
    } else {
        submitted(number, &on.to_string(), given)
    };
    one.allocated = Some(on.minus_days(14));
    one.progress.submitted = Some(on);
    if number.is_multiple_of(5) {
        one.form = "first-response".into();
    }
    one.progress.sections = [(word("plan"), Judgement::Graded(graded))].into();
    one.before = [(word("plan"), Some(Judgement::Graded(given)))].into();
    one.cited = ["BIR-O1", "BIR-G1"].map(|id| (word("plan"), word(id))).to_vec();
    one.learning = vec!["Housing".to_owned()];
    one.themes = vec!["neglect".to_owned()];
    one.family = vec![FamilySummary {
        obtained: true,
        score: Some(7),
    }];
    let by = on.plus_days(due);
    let done = is_settled.then(|| by.to_string());
    one.progress.steps = vec![
        step(Step::Audit, &on.to_string(), Some(&on.to_string())),
        step(Step::Feedback, &by.to_string(), done.as_deref()),
    ];
    for state in &mut one.progress.steps {
        state.started = on;
    }
    let action = |done| ActionSummary {
        number: "1".into(),
        owner: None,
        by: Some(by),
        section: None,
        done,
    };
    one.actions = vec![action(Some(by)), action(None)];
    one
}

fn all(first: &str, told: Vec<Told>) -> Vec<Summary> {
    let numbered = (1..).zip(told);
    numbered.map(|(number, told)| made(number, first, told)).collect()
}

fn quarter(name: &str) -> Quarter {
    Quarter::parse(name, YearStart::default()).unwrap()
}

proptest! {
    #[test]
    fn what_is_let_go_of_is_missed_by_no_figure(told in prop::collection::vec(audit(150), 1..30)) {
        let whole = all("2026-06-01", told);
        let council = SampleCouncil { rubrics: vec![rubric()], ..SampleCouncil::default() };
        for name in ["2026-27-Q1", "2026-27-Q2", "2026-27-Q3", "2026-27-Q4"] {
            let slim: Vec<Summary> =
                whole.iter().cloned().map(|one| one.for_quarters(&[quarter(name)])).collect();
            prop_assert_eq!(council.report(name, &slim), council.report(name, &whole));
        }
    }

    #[test]
    fn audits_that_are_over_are_counted_as_if_they_were_held(told in prop::collection::vec(audit(1500), 1..60)) {
        let whole = all("2022-11-01", told);
        let council = SampleCouncil::default();
        for name in ["2023-24-Q4", "2025-26-Q1", "2026-27-Q3"] {
            let until = LongOver::until(&[quarter(name)]).unwrap();
            let (over, held): (Vec<Summary>, Vec<Summary>) =
                whole.iter().cloned().partition(|one| one.is_over_before(until));
            let mut past = LongOver::default();
            for one in &over {
                past.add(one, one.form == "child-case", day("2027-02-24"));
            }
            prop_assert_eq!(council.report_after(&past, name, &held), council.report(name, &whole));
        }
    }
}

#[test]
fn a_past_audit_is_small() {
    let asked = quarter("2026-27-Q4");
    let past = made(1, "2026-06-01", (0, 10, 1, 1, true, 30)).for_quarters(&[asked]);
    assert!(past.progress.sections.is_empty() && past.before.is_empty() && past.cited.is_empty());
    assert!(past.learning.is_empty() && past.themes.is_empty() && past.progress.steps.is_empty());
    assert_eq!(past.family.len(), 1, "the scores over time are of every quarter");
}

#[test]
fn an_audit_is_over_once_nothing_of_it_is_left() {
    let over = made(1, "2025-06-01", (0, 10, 1, 1, true, 30));
    assert!(over.is_over_before(day("2025-07-02")));
    assert!(
        !over.is_over_before(day("2025-07-01")),
        "feedback was due on the day"
    );
    let still = |change: fn(&mut Summary)| {
        let mut one = over.clone();
        change(&mut one);
        !one.is_over_before(day("2026-01-01"))
    };
    assert!(still(|one| one.progress.settled = None));
    assert!(still(|one| one.allocated = None));
    assert!(still(|one| one.progress.steps[0].done = None));
    assert!(still(|one| one.progress.status = Status::Withdrawn));
    assert!(still(
        |one| one.progress.excluded = Some("it can't be read".to_owned())
    ));
    assert!(still(|one| one.inadequate.re_audited = Some(day("2026-01-01"))));
    assert!(still(|one| one.progress.feedback = Some(day("2026-03-01"))));
}
