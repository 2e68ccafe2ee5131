//! Sections beside the quarter before, and actions that fell due, reckoned by hand.

use super::super::test_audits::{SampleCouncil, day, report, settled, submitted, word};
use crate::figures::summary::{ActionSummary, Summary};
use crate::framework::Grade::{self, Good as G, Inadequate as I, RequiresImprovement as RI};
use crate::framework::Judgement;

/// Audits settled on a day, in which a section has so many Good and so many that require improvement.
fn graded(first: u32, on: &str, section: &str, good: u32, less: u32) -> Vec<Summary> {
    let of = |number: u32| {
        let grade = if number < first + good { G } else { RI };
        let mut one = settled(number, on, G, G);
        one.progress.sections = [(word(section), Judgement::Graded(grade))].into();
        one
    };
    (first..first + good + less).map(of).collect()
}

#[test]
fn a_section_falls_where_enough_audits_graded_it_in_both_quarters() {
    let then = "2026-08-03";
    let now = "2026-11-03";
    let all = [
        // 4 of 5, and 2 of 5 now: 40 points lower.
        graded(1, then, "plan", 4, 1),
        graded(20, now, "plan", 2, 3),
        // 5 of 6, and 4 of 5 now: 3.3 points lower.
        graded(40, then, "reviews", 5, 1),
        graded(60, now, "reviews", 4, 1),
        // The same, and higher.
        graded(80, then, "risk", 3, 2),
        graded(100, now, "risk", 6, 4),
        graded(120, then, "voice", 0, 5),
        graded(140, now, "voice", 1, 4),
        // Too few now, too few then, and none then.
        graded(160, then, "contacts", 5, 0),
        graded(180, now, "contacts", 0, 4),
        graded(200, then, "chronology", 4, 0),
        graded(220, now, "chronology", 0, 5),
        graded(240, now, "supervision", 0, 5),
        // Two quarters before is no quarter before.
        graded(260, "2026-05-04", "supervision", 5, 0),
    ]
    .concat();
    let falls = report(&all).section_falls;
    assert_eq!(falls.compared, 4);
    let lower: Vec<(&str, usize, usize, f64)> = falls
        .lower
        .iter()
        .map(|line| {
            let difference = line.pair.difference.unwrap();
            (
                line.section.as_str(),
                line.pair.here.count,
                line.pair.there.count,
                difference.points,
            )
        })
        .collect();
    assert_eq!(lower, [("plan", 2, 4, -40.0), ("reviews", 4, 5, -3.3)]);
}

fn action(by: Option<&str>, done: Option<&str>) -> ActionSummary {
    ActionSummary {
        number: "1".into(),
        owner: None,
        section: None,
        by: by.map(day),
        done: done.map(day),
    }
}

#[test]
fn an_action_falls_due_in_the_quarter_in_which_its_day_lies() {
    let of = |grade: Grade| {
        let mut one = submitted(1, "2026-09-30", grade);
        one.actions = vec![
            action(Some("2026-10-01"), Some("2026-10-01")),
            action(Some("2026-12-31"), Some("2026-10-01")),
            action(Some("2026-12-31"), Some("2027-01-01")),
            action(Some("2026-10-01"), None),
            action(Some("2026-09-30"), None),
            action(Some("2027-01-01"), None),
            action(None, None),
        ];
        one
    };
    let due = report(&[of(I)]).actions_due;
    assert_eq!((due.due, due.on_time, due.late, due.open), (4, 2, 1, 1));
    // As of 24 February 2027 the day has not passed of what is due then: it may still be done in time.
    let mut one = of(G);
    one.actions = vec![action(Some("2027-02-24"), None), action(Some("2027-02-23"), None)];
    let due = SampleCouncil::default().report("2026-27-Q4", &[one]).actions_due;
    assert_eq!((due.due, due.open), (1, 1));
}
