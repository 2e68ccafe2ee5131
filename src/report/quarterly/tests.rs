//! Each figure is reckoned by hand beside the audits it is of.

use proptest::prelude::*;

use super::sample::{Council, allocated, day, person, report, row, settled, step, submitted, word};
use crate::framework::Grade::{Good as G, Inadequate as I, Outstanding as O, RequiresImprovement as RI};
use crate::framework::rubric::{Domain, Rubric, Statement};
use crate::framework::schedule::{Per, Selection};
use crate::framework::{Exemption, Grade, Judgement, People, Step};
use crate::progress::Status;
use crate::report::summary::{ActionSummary, FamilySummary, Summary};

/// A quarter of many sorts of audit.
fn quarter() -> Vec<Summary> {
    let mut by_hand = settled(2, "2026-12-31", G, RI);
    by_hand.selection = Some(Selection::Manager);
    by_hand.team = None;
    by_hand.legal_status = "CP".to_owned();
    let mut observation = settled(3, "2026-11-02", O, O);
    observation.form = "observed-practice".to_owned();
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
    let names = |lines: &[super::Line]| lines.iter().map(|line| line.name.clone()).collect::<Vec<_>>();
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
        "grades",
        "by_team",
        "by_service",
        "by_form",
        "by_status",
        "sections",
        "moderation",
        "timeliness",
        "expected",
        "inadequate",
        "actions",
        "family_feedback",
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
fn steps_are_on_time_late_or_open() {
    let dues = [
        ("2026-10-15", Some("2026-10-15")),
        ("2026-10-16", Some("2026-10-19")),
        ("2026-12-31", None),
        ("2027-01-01", None),
        ("2026-09-30", None),
    ];
    let mut summaries: Vec<Summary> = dues
        .iter()
        .zip(1..)
        .map(|((due, done), number)| {
            let mut summary = allocated(number);
            summary.progress.steps = vec![step(Step::Audit, due, *done)];
            summary
        })
        .collect();
    let audit = report(&summaries).timeliness[0].clone();
    assert_eq!((audit.due, audit.on_time, audit.late, audit.open), (3, 1, 1, 1));
    assert_eq!(audit.percent, Some(33.3));
    summaries[0].progress.status = Status::Replaced;
    assert_eq!(report(&summaries).timeliness[0].due, 2);
    // Not due as of 24 February 2027 is not due yet.
    let mut later = allocated(9);
    later.progress.steps = vec![step(Step::Audit, "2027-02-25", Some("2027-02-20"))];
    assert_eq!(
        Council::default().report("2026-27-Q4", &[later]).timeliness[0].due,
        0
    );
}

fn council() -> Council {
    let mut council = Council::default();
    council.schedule.rows = vec![
        row("north-case", Some(6), Per::Auditor),
        row("yearly", Some(1), Per::Worker),
        row("visit", Some(4), Per::Service),
        row("unsure", None, Per::Auditor),
    ];
    council.people = People::new(vec![
        person("Ann Ash", "team-manager", "North", None),
        person("Bob Birch", "team-manager", "North", None),
        person("Cat Cole", "team-manager", "North", Some("2026-10-02")),
        person("Dan Dale", "team-manager", "South", None),
        person("Eve Elm", "social-worker", "North", Some("2026-04-01")),
        person("Fay Fox", "social-worker", "North", Some("2026-04-02")),
    ]);
    council.exemptions = vec![Exemption {
        person: word("Bob Birch"),
        row: Some(word("north-case")),
        from: day("2026-11-30"),
        to: None,
        reason: "leave".to_owned(),
        agreed_by: "Sam Low".to_owned(),
    }];
    council
}

#[test]
fn each_row_expects_of_whom_it_names_in_each_period_that_ends_in_the_quarter() {
    let mut replaced = allocated(1);
    replaced.progress.status = Status::Replaced;
    let mut withdrawn = allocated(2);
    withdrawn.progress.status = Status::Withdrawn;
    let mut early = submitted(4, "2026-10-09", G);
    early.allocated = Some(day("2026-09-30"));
    let mut late = allocated(5);
    late.allocated = Some(day("2026-12-01"));
    let summaries = [replaced, withdrawn, submitted(3, "2027-01-10", G), early, late];
    let lines = council().report("2026-27-Q3", &summaries).expected;
    // Of the cycles, only October and November end in the quarter: Ann; Bob is exempt, Cat joined on its second day.
    assert_eq!((lines[0].expected, lines[0].exempt), (1, 1));
    assert_eq!(
        (lines[0].allocated, lines[0].replaced, lines[0].withdrawn),
        (3, 1, 1)
    );
    assert_eq!(lines[0].submitted, 1);
    // The year does not end in it; a service's quarter does.
    assert_eq!(
        (lines[1].expected, lines[2].expected, lines[3].expected),
        (0, 1, 0)
    );
    assert_eq!(lines[3].activity, None);
    // The last quarter: two cycles end in it, for Ann and Cat; Bob is exempt twice. Eve was there all year.
    let lines = council().report("2026-27-Q4", &summaries).expected;
    assert_eq!(
        (lines[0].expected, lines[0].exempt, lines[0].allocated),
        (4, 2, 1)
    );
    assert_eq!(lines[1].expected, 1);
    // Where nobody of the service audits, the row is the service's as a whole.
    let mut council = council();
    council.people = People::new(vec![person("Dan Dale", "team-manager", "South", None)]);
    assert_eq!(council.report("2026-27-Q4", &[]).expected[0].expected, 2);
}

#[test]
fn what_followed_is_counted() {
    let mut bad = settled(1, "2026-11-02", I, RI);
    bad.inadequate.since = Some(day("2026-10-30"));
    bad.inadequate.informed = Some(day("2026-11-02"));
    bad.actions = [
        ("2027-02-23", None),
        ("2027-02-24", None),
        ("2026-11-09", Some("2026-12-01")),
    ]
    .iter()
    .zip(1..)
    .map(|((by, done), number)| ActionSummary {
        number: number.to_string(),
        owner: None,
        by: Some(day(by)),
        done: done.map(day),
    })
    .collect();
    let mut before = settled(2, "2026-09-30", I, I);
    before.inadequate.since = Some(day("2026-09-30"));
    let report = report(&[bad, before, settled(3, "2026-12-01", RI, I)]);
    let lines: Vec<(u32, Option<i64>)> = report
        .inadequate
        .iter()
        .map(|line| (line.id.number(), line.informed_days))
        .collect();
    assert_eq!(lines, [(1, Some(3)), (3, None)]);
    let actions = report.actions;
    assert_eq!(
        (actions.total, actions.done, actions.open, actions.overdue),
        (3, 1, 2, 1)
    );
}

fn rubric() -> Rubric {
    let statement = |id: &str, grade: Grade| Statement {
        id: word(id),
        grade,
        text: format!("text of {id}"),
        doubtful: false,
        note: None,
        counts: true,
    };
    Rubric {
        guideline: word("children"),
        version: "2019".to_owned(),
        title: String::new(),
        source: None,
        outstanding: String::new(),
        domains: vec![Domain {
            id: word("BIR"),
            title: String::new(),
            note: None,
            statements: vec![
                statement("BIR-G1", G),
                statement("BIR-O1", O),
                statement("BIR-I1", I),
            ],
        }],
    }
}

#[test]
fn voices_are_those_of_audits_submitted_in_the_quarter() {
    let said = |obtained, score| FamilySummary { obtained, score };
    let mut one = submitted(1, "2026-10-01", G);
    one.family = vec![
        said(true, Some(8)),
        said(true, Some(5)),
        said(false, None),
        said(true, Some(7)),
    ];
    one.criteria = vec![word("BIR-O1"), word("BIR-G1"), word("BIR-I1"), word("BIR-X9")];
    one.learning = vec!["Housing".to_owned()];
    one.progress.steps = vec![step(Step::Feedback, "2026-11-01", None)];
    let mut two = submitted(2, "2026-12-31", G);
    two.criteria = vec![word("BIR-O1")];
    two.learning = vec!["Health".to_owned(), "Housing".to_owned()];
    two.progress.steps = vec![step(Step::Feedback, "2026-11-01", Some("2026-11-01"))];
    two.progress.feedback = Some(day("2026-11-01"));
    let mut after = submitted(3, "2027-01-01", G);
    after.family = vec![said(true, Some(0))];
    let council = Council {
        rubrics: vec![rubric()],
        ..Council::default()
    };
    let report = council.report("2026-27-Q3", &[one, two, after]);
    let family = report.family_feedback;
    // (8 + 5 + 7) / 3 = 6.67.
    assert_eq!(
        (family.sought, family.obtained, family.mean_score),
        (4, 3, Some(6.7))
    );
    assert_eq!((family.scores[0], family.scores[5], family.scores[8]), (0, 1, 1));
    assert_eq!(
        (report.staff_feedback.asked, report.staff_feedback.received),
        (2, 1)
    );
    let strengths: Vec<(&str, usize)> = report
        .themes
        .strengths
        .iter()
        .map(|theme| (theme.criterion.as_str(), theme.n))
        .collect();
    assert_eq!(strengths, [("BIR-O1", 2), ("BIR-G1", 1)]);
    assert_eq!(report.themes.improvements[0].text, "text of BIR-I1");
    assert_eq!(report.system_learning[0].area, "Housing");
    assert_eq!((report.system_learning[0].n, report.system_learning[1].n), (2, 1));
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
