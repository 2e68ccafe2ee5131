//! Each figure is reckoned by hand beside the audits it is of.

mod activity;
mod falls;
mod headline;
mod quarters;

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::tables;
use super::test_audits::{allocated, day, report, settled, submitted, word};
use crate::figures::summary::Summary;
use crate::framework::Grade::{Good as G, Outstanding as O, RequiresImprovement as RI};
use crate::framework::schedule::Selection;
use crate::framework::{Grade, Judgement};
use crate::progress::Status;
use crate::store::document::Document;
use crate::store::template;

/// A quarter of many sorts of audit.
fn quarter() -> Vec<Summary> {
    let mut by_hand = settled(2, "2026-12-31", G, RI);
    by_hand.selection = Some(Selection::Manager);
    by_hand.team = None;
    by_hand.legal_status = "CP".into();
    let mut observation = settled(3, "2026-11-02", O, O);
    observation.form = "observed-practice".into();
    observation.progress.moderated = false;
    let mut withdrawn = submitted(4, "2026-10-12", G);
    withdrawn.progress.status = Status::Withdrawn;
    let mut excluded = submitted(5, "2026-10-13", G);
    excluded.progress.excluded = Some("it has no overall grade".to_owned());
    let mut unread = allocated(6);
    unread.progress.excluded = Some("audit.yaml can't be read".to_owned());
    let mut faulty = submitted(7, "2026-12-30", O);
    faulty.errors = 2;
    vec![
        settled(1, "2026-10-01", RI, G),
        by_hand,
        observation,
        withdrawn,
        excluded,
        unread,
        faulty,
        // Of other quarters: settled after, and submitted after.
        settled(8, "2027-01-01", G, G),
        submitted(9, "2027-01-02", G),
    ]
}

#[test]
fn grades_count_where_they_settled_and_activity_where_it_was_submitted() {
    let report = report(&quarter());
    // Submitted: 1, 2, 3, 5 and 7; settled: 1, 2 and 3; withdrawn: 4.
    assert_eq!((report.submitted, report.settled, report.withdrawn), (5, 3, 1));
    let excluded: Vec<u32> = report.excluded.iter().map(|line| line.id.number()).collect();
    assert_eq!(excluded, [5, 6]);
    assert_eq!((report.faulty.len(), report.faulty[0].errors), (1, 2));
    // Headline: 1 is Good, 2 is not; one drawn, one by hand.
    assert_eq!((report.good_or_better.count, report.good_or_better.n), (1, 2));
    assert_eq!(report.good_or_better.percent, Some(50.0));
    assert_eq!(
        (report.good_or_better_random.count, report.good_or_better_random.n),
        (1, 1)
    );
    assert_eq!(
        (
            report.good_or_better_selected.count,
            report.good_or_better_selected.n
        ),
        (0, 1)
    );
    // Waiting: 7 alone, Outstanding; 9 came after the quarter.
    assert_eq!((report.provisional.count, report.provisional.n), (1, 1));
    assert_eq!((report.grades.good, report.grades.requires_improvement), (1, 1));
    let names = |lines: &[super::GradesOf]| lines.iter().map(|line| line.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&report.by_team), [Some("North 1".to_owned()), None]);
    assert_eq!(
        names(&report.by_form),
        [
            Some("child-case".to_owned()),
            Some("observed-practice".to_owned())
        ]
    );
    assert_eq!(
        names(&report.by_status),
        [Some("CP".to_owned()), Some("CIN".to_owned())]
    );
}

#[test]
fn moderation_compares_what_a_moderator_settled() {
    let moderation = report(&quarter()).moderation;
    // 1 went up from RI to G, 2 down from G to RI; the observation was not moderated.
    assert_eq!(
        (
            moderation.moderated,
            moderation.exact.count,
            moderation.within_one
        ),
        (2, 0, 2)
    );
    assert_eq!(
        (moderation.up, moderation.down, moderation.mean_shift),
        (1, 1, Some(0.0))
    );
    assert_eq!((moderation.table[1][2], moderation.table[2][1]), (1, 1));
    assert_eq!((moderation.kappa_linear, moderation.gwet_ac2), (None, None));
    // Twenty audits of one grade: AC2 is 1, kappa is not defined.
    let same: Vec<Summary> = (1..=20).map(|n| settled(n, "2026-11-02", G, G)).collect();
    let moderation = report(&same).moderation;
    assert_eq!(moderation.kappa_linear, None);
    assert_eq!(moderation.gwet_ac2.unwrap().value.to_bits(), 1.0_f64.to_bits());
    assert!(report(&same[1..]).moderation.gwet_ac2.is_none());
}

#[test]
fn the_document_has_the_contracts_keys_in_its_order() {
    let text = serde_json::to_string(&report(&quarter())).unwrap();
    let keys = [
        "schema",
        "quarter",
        "from",
        "to",
        "as_of",
        "submitted",
        "settled",
        "withdrawn",
        "excluded",
        "faulty",
        "good_or_better",
        "good_or_better_random",
        "good_or_better_selected",
        "provisional",
        "signs",
        "grades",
        "by_team",
        "by_service",
        "by_form",
        "by_status",
        "sections",
        "section_falls",
        "observations",
        "apart",
        "moderation",
        "timeliness",
        "expected",
        "inadequate",
        "inadequate_provisional",
        "regraded_up",
        "actions",
        "actions_due",
        "works",
        "family_feedback",
        "family_by_quarter",
        "staff_feedback",
        "themes",
        "system_learning",
        "trend",
        "quarters",
    ];
    let places: Vec<usize> = keys
        .iter()
        .map(|key| text.find(&format!("\"{key}\":")).unwrap())
        .collect();
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value.as_object().unwrap().len(), keys.len());
    // "submitted" and "expected" first stand at the top, so the order of first places is that of the keys.
    assert!(places.is_sorted(), "{text}");
    let team = r#"{"team":"North 1","n":1,"O":0,"G":1,"RI":0,"I":0}"#;
    assert!(text.contains(team), "{text}");
    assert_eq!(value["quarter"], "2026-27-Q3");
    assert_eq!(
        (&value["from"], &value["to"]),
        (&"2026-10-01".into(), &"2026-12-31".into())
    );
}

#[test]
fn sections_take_their_final_judgement() {
    let mut one = settled(1, "2026-11-02", G, G);
    one.progress.sections.insert(word("plan"), Judgement::Graded(RI));
    one.progress
        .sections
        .insert(word("closure"), Judgement::NotApplicable);
    let lines = report(&[one]).sections;
    assert_eq!((lines[0].title.as_str(), lines[0].not_applicable), ("closure", 1));
    assert_eq!(
        (lines[1].grades.requires_improvement, lines[1].grades.n()),
        (1, 1)
    );
}

#[test]
fn sections_stand_in_the_forms_order_under_its_titles() {
    let read = |name: &str, text: &str| Document::read(name.to_owned(), text.as_bytes());
    let rubric = include_str!("../../../../forms/rubric/children.yaml");
    let rubrics: Vec<_> = template::rubric(&read("children.yaml", rubric))
        .0
        .into_iter()
        .collect();
    let form = include_str!("../../../../forms/child-case-2019.yaml");
    let form = template::form(&read("child-case-2019.yaml", form), &rubrics)
        .0
        .unwrap();
    let mut one = settled(1, "2026-11-02", G, G);
    one.progress.sections = form
        .sections
        .iter()
        .map(|section| (section.id.clone(), Judgement::Graded(G)))
        .collect();
    one.progress
        .sections
        .insert(word("a_section_of_old"), Judgement::Graded(O));
    let mut titles: Vec<String> = form
        .sections
        .iter()
        .map(|section| section.title.clone())
        .collect();
    titles.push("a_section_of_old".to_owned());
    let lines = tables::sections(&[&one], &BTreeMap::from([(form.id.clone(), form)]));
    assert_eq!(
        lines.into_iter().map(|line| line.title).collect::<Vec<_>>(),
        titles
    );
}

#[test]
fn the_trend_has_a_point_a_cycle_and_a_share_a_quarter() {
    let summaries = [
        settled(1, "2026-03-31", G, G),
        settled(2, "2026-10-01", G, RI),
        settled(3, "2026-11-30", G, G),
        // December's cycle ends in January, after the quarter.
        settled(4, "2026-12-01", G, G),
    ];
    let mut summaries = summaries.to_vec();
    summaries[0].allocated = Some(day("2026-03-01"));
    let report = report(&summaries);
    let points: Vec<(String, usize, usize)> = report
        .trend
        .points
        .iter()
        .map(|point| (point.cycle.to_string(), point.share.count, point.share.n))
        .collect();
    assert_eq!(
        points,
        [("2025-26-C6".to_owned(), 1, 1), ("2026-27-C4".to_owned(), 1, 2)]
    );
    // The median of 100 and 50.
    assert_eq!((report.trend.median, report.trend.mean), (Some(75.0), None));
    let quarters: Vec<(String, usize)> = report
        .quarters
        .iter()
        .map(|line| (line.quarter.to_string(), line.share.n))
        .collect();
    let named = |name: &str, n| (name.to_owned(), n);
    assert_eq!(
        quarters,
        [
            named("2025-26-Q4", 1),
            named("2026-27-Q1", 0),
            named("2026-27-Q2", 0),
            named("2026-27-Q3", 3)
        ]
    );
}

#[test]
fn an_empty_quarter_says_nothing_of_shares() {
    let report = report(&[]);
    assert_eq!(
        (report.good_or_better.n, report.good_or_better.percent),
        (0, None)
    );
    assert_eq!((report.moderation.mean_shift, report.trend.median), (None, None));
    assert_eq!(report.quarters.len(), 1);
}

proptest! {
    #[test]
    fn parts_sum_to_the_whole(graded in prop::collection::vec((0..4_usize, 0..4_usize, 0..3_usize, 1..150_u64), 0..40)) {
        let summaries: Vec<Summary> = graded
            .iter()
            .zip(1..)
            .map(|((auditor, moderator, team, days), number)| {
                let on = day("2026-09-01").plus_days(*days).to_string();
                let mut one = settled(number, &on, Grade::ALL[*auditor], Grade::ALL[*moderator]);
                one.team = (*team > 0).then(|| word(&format!("North {team}")));
                one.selection = (*team > 1).then_some(Selection::Random);
                one
            })
            .collect();
        let report = report(&summaries);
        let whole = report.good_or_better;
        prop_assert_eq!(report.grades.n(), whole.n);
        prop_assert_eq!(report.grades.outstanding + report.grades.good, whole.count);
        prop_assert_eq!(report.good_or_better_random.n + report.good_or_better_selected.n, whole.n);
        for lines in [&report.by_team, &report.by_service, &report.by_form, &report.by_status] {
            prop_assert_eq!(lines.iter().map(|line| line.grades.n()).sum::<usize>(), whole.n);
        }
        let moderation = report.moderation;
        prop_assert_eq!(moderation.table.iter().flatten().sum::<usize>(), moderation.moderated);
        prop_assert_eq!(moderation.up + moderation.down + moderation.exact.count, moderation.moderated);
        prop_assert_eq!(report.quarters.last().map(|line| line.share), Some(whole));
    }
}

#[test]
fn an_inadequate_audit_waits_until_it_has_its_direction_and_its_second_audit() {
    let after = |number, direction: Option<&str>, re_audited: Option<&str>| {
        let mut audit = settled(number, "2026-11-10", Grade::Good, Grade::Inadequate);
        audit.inadequate.since = Some(day("2026-11-10"));
        audit.inadequate.direction = direction.map(day);
        audit.inadequate.re_audited = re_audited.map(day);
        audit
    };
    let (direction, re_audited) = (Some("2026-11-16"), Some("2026-12-10"));
    let made = report(&[
        after(1, None, None),
        after(2, direction, None),
        after(3, None, re_audited),
        after(4, direction, re_audited),
    ]);
    assert_eq!(made.waiting_inadequate(), 3);
}
