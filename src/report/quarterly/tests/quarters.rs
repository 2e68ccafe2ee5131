//! What is let go of outside a quarter is missed by none of the quarter's figures.

use proptest::prelude::*;

use super::activity::rubric;
use crate::framework::{Grade, Judgement, Quarter, Step, YearStart};
use crate::report::quarterly::sample::{Council, day, settled, step, submitted, word};
use crate::report::summary::{FamilySummary, Summary};

/// An audit of some day from June 2026 to February 2027, with everything that a summary may hold.
fn audit() -> impl Strategy<Value = (u64, u64, usize, usize, bool, u64)> {
    (
        0..150_u64,
        0..90_u64,
        0..4_usize,
        0..4_usize,
        any::<bool>(),
        0..120_u64,
    )
}

fn made(number: u32, told: (u64, u64, usize, usize, bool, u64)) -> Summary {
    let (from, later, given, graded, is_settled, due) = told;
    let on = day("2026-06-01").plus_days(from);
    let (given, graded) = (Grade::ALL[given], Grade::ALL[graded]);
    let mut one = if is_settled {
        settled(number, &on.plus_days(later).to_string(), given, graded)
    } else {
        submitted(number, &on.to_string(), given)
    };
    one.progress.submitted = Some(on);
    one.progress.sections = [(word("plan"), Judgement::Graded(graded))].into();
    one.before = [(word("plan"), Some(Judgement::Graded(given)))].into();
    one.criteria = vec![word("BIR-O1"), word("BIR-G1")];
    one.learning = vec!["Housing".to_owned()];
    one.themes = vec!["neglect".to_owned()];
    one.family = vec![FamilySummary {
        obtained: true,
        score: Some(7),
    }];
    let by = on.plus_days(due);
    one.progress.steps = vec![
        step(Step::Audit, &on.to_string(), Some(&on.to_string())),
        step(Step::Feedback, &by.to_string(), None),
    ];
    one
}

proptest! {
    #[test]
    fn what_is_let_go_of_is_missed_by_no_figure(told in prop::collection::vec(audit(), 1..30)) {
        let whole: Vec<Summary> = (1..).zip(told).map(|(number, told)| made(number, told)).collect();
        let council = Council { rubrics: vec![rubric()], ..Council::default() };
        for quarter in ["2026-27-Q1", "2026-27-Q2", "2026-27-Q3", "2026-27-Q4"] {
            let asked = Quarter::parse(quarter, YearStart::default()).unwrap();
            let slim: Vec<Summary> = whole.iter().cloned().map(|one| one.for_quarters(&[asked])).collect();
            prop_assert_eq!(council.report(quarter, &slim), council.report(quarter, &whole));
        }
    }
}

#[test]
fn a_past_audit_is_small() {
    let asked = Quarter::parse("2026-27-Q4", YearStart::default()).unwrap();
    let past = made(1, (0, 10, 1, 1, true, 30)).for_quarters(&[asked]);
    assert!(past.progress.sections.is_empty() && past.before.is_empty() && past.criteria.is_empty());
    assert!(past.learning.is_empty() && past.themes.is_empty() && past.progress.steps.is_empty());
    assert_eq!(past.family.len(), 1, "the scores over time are of every quarter");
}
