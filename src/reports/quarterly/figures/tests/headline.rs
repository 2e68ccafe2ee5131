//! What the headline counts: case audits of its forms that somebody moderated.

use crate::figures::past::LongOver;
use crate::figures::summary::Summary;
use crate::framework::Grade::{Good as G, Inadequate as I};
use crate::framework::{Judgement, Process};
use crate::reports::public::figures as public;
use crate::reports::quarterly::figures::test_audits::{SampleCouncil, day, report, settled, submitted, word};
use crate::reports::quarterly::figures::{Quarterly, quarterly};
use crate::reports::quarterly::issue;

/// One that was moderated, and one that settled as it was submitted.
fn audits() -> [Summary; 2] {
    let mut bare = settled(2, "2026-10-02", I, I);
    bare.progress.moderated = false;
    bare.progress.needs_settling = false;
    bare.progress.sections = [(word("plan"), Judgement::Graded(I))].into();
    bare.service = Some(word("South"));
    [settled(1, "2026-10-01", G, G), bare]
}

/// The figures in which a grade shows, each with how many audits it rests on.
fn rests_on(report: &Quarterly) -> [usize; 9] {
    let lines = [
        &report.by_team,
        &report.by_service,
        &report.by_form,
        &report.by_status,
    ];
    let of = |lines: &Vec<super::super::GradesOf>| lines.iter().map(|line| line.grades.n()).sum();
    let [team, service, form, status] = lines.map(of);
    let points = report.trend.points.iter().map(|point| point.share.n).sum();
    let quarters = report.quarters.iter().map(|quarter| quarter.share.n).sum();
    let sections = report.sections.iter().map(|line| line.grades.n()).sum();
    [
        report.good_or_better.n,
        report.grades.n(),
        team,
        service,
        form,
        status,
        points,
        quarters,
        sections,
    ]
}

#[test]
fn what_nobody_moderated_is_in_no_headline() {
    let report = report(&audits());
    assert_eq!(rests_on(&report), [1, 1, 1, 1, 1, 1, 1, 1, 0]);
    assert_eq!(report.good_or_better.percent, Some(100.0));
    // It was settled all the same.
    assert_eq!(report.settled, 2);
}

#[test]
fn what_stands_under_a_row_that_it_cannot_meet_is_in_no_headline_though_moderated() {
    let [good, mut astray] = audits();
    astray.progress.moderated = true;
    astray.progress.needs_settling = true;
    let counted = report(&[good.clone(), astray.clone()]);
    assert_eq!(rests_on(&counted), [2, 2, 2, 2, 2, 2, 2, 2, 1]);
    astray.astray = true;
    let report = report(&[good, astray]);
    assert_eq!(rests_on(&report), [1, 1, 1, 1, 1, 1, 1, 1, 0]);
    assert_eq!((report.settled, report.moderation.moderated), (2, 2));
}

#[test]
fn of_other_forms_a_grade_that_needs_no_moderation_is_told_by_form_and_never_in_the_headline() {
    let [good, mut other] = audits();
    other.form = "own-form".into();
    let told = report(&[good.clone(), other.clone()]);
    assert_eq!(rests_on(&told), [1, 1, 1, 1, 2, 1, 1, 1, 1]);
    // An observation is reviewed, not moderated, whatever the settings name.
    other.form = "child-case".into();
    (other.process, other.progress.needs_settling) = (&Process::REVIEWED, true);
    let told = report(&[good, other]);
    assert_eq!(rests_on(&told), [1, 1, 1, 1, 2, 1, 1, 1, 1]);
    assert_eq!(told.observations.grades.inadequate, 1);
}

#[test]
fn what_can_never_be_moderated_does_not_wait_for_it() {
    let mut astray = submitted(2, "2026-10-02", I);
    astray.astray = true;
    let mut observation = submitted(3, "2026-10-02", I);
    observation.process = &Process::REVIEWED;
    let report = report(&[submitted(1, "2026-10-02", G), astray, observation]);
    assert_eq!((report.provisional.count, report.provisional.n), (1, 1));
}

#[test]
fn long_after_it_is_in_no_trend_either_and_no_issue_says_that_it_counted() {
    let [_, bare] = audits();
    let forms = [word("child-case")];
    assert!(!bare.is_headline(&forms));
    let mut past = LongOver::default();
    past.add(&bare, bare.is_headline(&forms), day("2027-02-24"));
    let later = SampleCouncil::default().report_after(&past, "2026-27-Q4", &[]);
    assert_eq!(later.quarters.iter().map(|line| line.share.n).sum::<usize>(), 0);
    let facts = SampleCouncil::default().with("2026-27-Q3", &audits(), issue::facts);
    let counted: Vec<bool> = facts.iter().map(|fact| fact.counted).collect();
    assert_eq!(counted, [true, false]);
}

/// Ten a service, so that nothing is hidden.
#[test]
fn the_public_page_shows_what_the_headline_counts() {
    let ten = |from: u32, of: &Summary| -> Vec<Summary> {
        let each = (from..from + 10).map(|number| {
            let mut one = of.clone();
            one.id = format!("CF-26-{number:04}").parse().unwrap();
            one.first_auditor = Some(format!("Auditor {}", number % 3).into());
            one.worker = Some(format!("Worker {}", number % 3).into());
            one
        });
        each.collect()
    };
    let [good, bare] = audits();
    let all = [ten(1, &good), ten(11, &bare)].concat();
    let page = SampleCouncil::default().with("2026-27-Q3", &all, |input| {
        public::public(input, &quarterly(input), 1, Vec::new())
    });
    assert_eq!(page.good_or_better.n.0, Some(10));
    assert_eq!(page.good_or_better.percent, Some(100));
    let services: Vec<&str> = page.by_service.iter().map(|line| line.name.as_str()).collect();
    assert_eq!(services, ["North"]);
    assert_eq!(page.by_form[0].share.n.0, Some(10));
    assert_eq!(page.settled.0, Some(20));
}
