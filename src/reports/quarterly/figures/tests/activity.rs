//! What fell due, what was expected, what followed and who was heard, reckoned by hand.

use crate::figures::InadequateLine;
use crate::figures::summary::{ActionSummary, FamilySummary, Summary};
use crate::framework::Grade::{Good as G, Inadequate as I, Outstanding as O, RequiresImprovement as RI};
use crate::framework::rubric::{Domain, Rubric, Statement};
use crate::framework::schedule::Per;
use crate::framework::{Date, Exemption, Grade, People, Step};
use crate::progress::Status;
use crate::reports::quarterly::figures::test_audits::{
    SampleCouncil, allocated, day, person, report, row, settled, step, submitted, word,
};

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
        SampleCouncil::default().report("2026-27-Q4", &[later]).timeliness[0].due,
        0
    );
}

fn council() -> SampleCouncil {
    let mut council = SampleCouncil::default();
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
        number: number.to_string().into(),
        owner: None,
        by: Some(day(by)),
        section: None,
        done: done.map(day),
    })
    .collect();
    let mut before = settled(2, "2026-09-30", I, I);
    before.inadequate.since = Some(day("2026-09-30"));
    bad.inadequate.direction = Some(day("2026-11-01"));
    let mut waiting = submitted(4, "2026-12-02", I);
    waiting.inadequate.since = Some(day("2026-12-02"));
    let report = report(&[bad, before, settled(3, "2026-12-01", RI, I), waiting]);
    let told = |lines: &[InadequateLine]| -> Vec<(u32, Option<i64>, Option<Date>)> {
        let told = lines.iter();
        told.map(|line| (line.id.number(), line.informed_days, line.direction))
            .collect()
    };
    // A final one, one that waits for its moderator, and one that was graded up, with what was done before.
    let graded = &report.graded_inadequate;
    assert_eq!(told(&graded.inadequate), [(3, None, None)]);
    assert_eq!(told(&graded.inadequate_provisional), [(4, None, None)]);
    assert_eq!(told(&graded.regraded_up), [(1, Some(3), Some(day("2026-11-01")))]);
    assert_eq!(report.grades.inadequate, graded.inadequate.len());
    let actions = report.actions;
    assert_eq!(
        (actions.total, actions.done, actions.open, actions.overdue),
        (3, 1, 2, 1)
    );
    // Those of February lie after the quarter; one of November was done three weeks late.
    let due = report.actions_due;
    assert_eq!((due.due, due.on_time, due.late, due.open), (1, 0, 1, 0));
}

pub(super) fn rubric() -> Rubric {
    let statement = |id: &str, grade: Grade| Statement {
        id: word(id),
        grade,
        text: format!("text of {id}"),
        doubtful: false,
        ours: false,
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
    one.cited = ["BIR-O1", "BIR-G1", "BIR-I1", "BIR-X9"]
        .map(|id| (word("plan"), word(id)))
        .to_vec();
    one.learning = vec!["Housing".to_owned()];
    one.progress.steps = vec![step(Step::Feedback, "2026-11-01", None)];
    let mut two = submitted(2, "2026-12-31", G);
    two.cited = vec![(word("plan"), word("BIR-O1"))];
    two.learning = vec!["Health".to_owned(), "Housing".to_owned()];
    two.progress.steps = vec![step(Step::Feedback, "2026-11-01", Some("2026-11-01"))];
    two.progress.feedback = Some(day("2026-11-01"));
    let mut after = submitted(3, "2027-01-01", G);
    after.family = vec![said(true, Some(0))];
    let council = SampleCouncil {
        rubrics: vec![rubric()],
        ..SampleCouncil::default()
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
