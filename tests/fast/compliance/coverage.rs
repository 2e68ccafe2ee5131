//! Who is seen, who is still to be, and by when.

use qaf::framework::Person;
use qaf::framework::schedule::Per;
use qaf::reports::coverage::figures::{FirstState, ProbationState, Why, Worker, WorkerRow, YearAsks};

use crate::compliance::made::{
    Council, day, exempt, north_obs, observation, observed_each, off, person, row, word, worker,
};

fn joined(name: &str, on: &str) -> Person {
    Person {
        started: Some(day(on)),
        ..worker(name)
    }
}

fn council(people: Vec<Person>) -> Council {
    Council {
        rows: vec![north_obs(), observed_each()],
        ..Council::of(people)
    }
}

fn part(council: &Council, as_of: &str) -> WorkerRow {
    council.coverage("2026-27", as_of).parts.remove(0)
}

fn one(council: &Council, name: &str, as_of: &str) -> Worker {
    let workers = part(council, as_of).workers;
    workers.into_iter().find(|worker| worker.name == *name).unwrap()
}

#[test]
fn who_is_not_seen_stands_first_and_next_is_first() {
    let mut council = council(vec![
        worker("Eve Elm"),
        worker("Fay Fox"),
        joined("Gus Gray", "2026-09-14"),
        joined("Hal Hay", "2026-11-20"),
    ]);
    council.audits = vec![observation(
        1,
        "Eve Elm",
        "2026-05-04",
        "2026-05-06",
        "2026-05-11",
    )];
    let part = part(&council, "2026-11-24");
    let named: Vec<(&str, Option<String>)> = part
        .workers
        .iter()
        .map(|worker| (worker.name.as_str(), worker.due.map(|day| day.to_string())))
        .collect();
    let by = |day: &str| Some(day.to_owned());
    assert_eq!(
        named,
        [
            ("Gus Gray", by("2026-10-26")),
            ("Hal Hay", by("2027-01-01")),
            ("Fay Fox", by("2027-03-31")),
            ("Eve Elm", None),
        ]
    );
    // Who joined in the year is not asked by it.
    assert_eq!((part.asked, part.seen, part.unseen), (2, 1, 1));
    assert!(part.workers[0].overdue && !part.workers[1].overdue);
    let eve = &part.workers[3];
    assert_eq!(
        (eve.n, eve.observed[0].on, eve.observed[0].by.as_deref()),
        (1, day("2026-05-06"), Some("Ann Ash"))
    );
}

#[test]
fn the_first_is_due_six_weeks_from_joining() {
    // Joined on Monday 14 September 2026: due on Monday 26 October.
    let state = |held: Option<&str>, as_of: &str| {
        let mut council = council(vec![joined("Gus Gray", "2026-09-14")]);
        council.audits = held
            .map(|held| observation(1, "Gus Gray", "2026-09-20", held, "2026-11-09"))
            .into_iter()
            .collect();
        let first = one(&council, "Gus Gray", as_of).first.unwrap();
        assert_eq!(first.due, day("2026-10-26"));
        first.state
    };
    // The day of the observation counts, not that of its report.
    assert_eq!(state(Some("2026-10-26"), "2026-11-24"), FirstState::Done);
    assert_eq!(state(Some("2026-10-27"), "2026-11-24"), FirstState::Late);
    assert_eq!(state(None, "2026-10-26"), FirstState::ToCome);
    assert_eq!(state(None, "2026-10-27"), FirstState::Overdue);
    // One that was before joining is no first.
    assert_eq!(state(Some("2026-09-13"), "2026-10-27"), FirstState::Overdue);
}

#[test]
fn a_first_that_fell_due_in_an_earlier_year_is_told_no_more() {
    // Due on 31 March and on 1 April 2026.
    let council = council(vec![
        joined("Gus Gray", "2026-02-17"),
        joined("Hal Hay", "2026-02-18"),
    ]);
    assert_eq!(one(&council, "Gus Gray", "2026-11-24").first, None);
    let hal = one(&council, "Hal Hay", "2026-11-24");
    assert_eq!((hal.why, hal.asked), (Some(Why::FirstWeeks), YearAsks::Yes));
}

#[test]
fn two_within_probation_of_which_the_first_is_one() {
    let mut gus = joined("Gus Gray", "2026-09-14");
    gus.probation_ends = Some(day("2027-03-13"));
    let mut council = council(vec![gus]);
    council.audits = vec![
        observation(1, "Gus Gray", "2026-10-01", "2026-10-05", "2026-10-09"),
        observation(2, "Gus Gray", "2027-03-01", "2027-03-13", "2027-03-15"),
    ];
    let probation = |council: &Council, as_of| one(council, "Gus Gray", as_of).probation.unwrap();
    let done = probation(&council, "2027-03-16");
    assert_eq!((done.n, done.asked, done.state), (2, 2, ProbationState::Done));
    council.audits[1].audited = Some(day("2027-03-14"));
    assert_eq!(probation(&council, "2027-03-16").state, ProbationState::Short);
    council.audits.pop();
    assert_eq!(probation(&council, "2027-03-13").state, ProbationState::ToCome);
    let gus = one(&council, "Gus Gray", "2027-03-13");
    assert_eq!(
        (gus.due, gus.why),
        (Some(day("2027-03-13")), Some(Why::Probation))
    );
    // What has ended can't be made good, so nothing is due.
    assert_eq!(one(&council, "Gus Gray", "2027-03-14").due, None);
    council.people[0].probation_ends = None;
    let unknown = probation(&council, "2027-03-13");
    assert_eq!(
        (unknown.ends, unknown.n, unknown.state),
        (None, 1, ProbationState::Unknown)
    );
}

#[test]
fn leavers_and_the_exempt_are_not_asked() {
    let leaver = |name: &str, on: &str| Person {
        left: Some(day(on)),
        ..joined(name, "2026-09-14")
    };
    let mut council = council(vec![
        worker("Eve Elm"),
        leaver("Fay Fox", "2026-10-25"),
        leaver("Gus Gray", "2026-11-30"),
        Person {
            left: Some(day("2027-03-31")),
            ..worker("Hal Hay")
        },
        Person {
            left: Some(day("2027-03-30")),
            ..worker("Ida Ives")
        },
        Person {
            left: Some(day("2026-03-31")),
            ..worker("Joe Jay")
        },
        joined("Kim Kay", "2026-09-14"),
    ]);
    council.exemptions = vec![
        exempt("Eve Elm", Some("observed-each"), "2026-08-01", Some("2026-08-01")),
        exempt("Kim Kay", None, "2026-10-26", None),
    ];
    let as_of = "2026-11-24";
    assert_eq!(one(&council, "Eve Elm", as_of).asked, YearAsks::Exempt);
    assert_eq!(one(&council, "Eve Elm", as_of).due, None);
    // Gone the day before the first was due; the other is still there after it.
    assert_eq!(
        one(&council, "Fay Fox", as_of).first.unwrap().state,
        FirstState::Left
    );
    assert_eq!(one(&council, "Fay Fox", as_of).due, None);
    assert_eq!(
        one(&council, "Gus Gray", as_of).first.unwrap().state,
        FirstState::Overdue
    );
    assert_eq!(one(&council, "Gus Gray", as_of).asked, YearAsks::Left);
    // The year's last day is a day in post; the day before it is too few.
    assert_eq!(one(&council, "Hal Hay", as_of).asked, YearAsks::Yes);
    assert_eq!(one(&council, "Ida Ives", as_of).asked, YearAsks::Left);
    assert_eq!(
        one(&council, "Kim Kay", as_of).first.unwrap().state,
        FirstState::Exempt
    );
    let names: Vec<String> = part(&council, as_of)
        .workers
        .iter()
        .map(|w| w.name.to_string())
        .collect();
    assert!(!names.contains(&"Joe Jay".to_owned()), "{names:?}");
    assert_eq!(part(&council, as_of).asked, 1);
}

#[test]
fn an_observation_counts_in_the_year_of_its_allocation_once_submitted() {
    let mut council = council(vec![worker("Eve Elm"), worker("Fay Fox")]);
    let mut draft = observation(2, "Fay Fox", "2026-11-01", "2026-11-03", "2026-11-05");
    draft.progress.submitted = None;
    draft.audited = None;
    council.audits = vec![
        observation(1, "Eve Elm", "2026-03-31", "2026-04-10", "2026-04-14"),
        draft,
        off(
            observation(3, "Fay Fox", "2026-06-01", "2026-06-03", "2026-06-05"),
            qaf::progress::Status::Withdrawn,
        ),
    ];
    let eve = one(&council, "Eve Elm", "2026-11-24");
    assert_eq!((eve.n, eve.is_seen), (0, false));
    let before = council.coverage("2025-26", "2026-11-24").parts.remove(0);
    assert_eq!((before.seen, before.unseen), (1, 1));
    let fay = one(&council, "Fay Fox", "2026-11-24");
    assert_eq!((fay.n, fay.under_way.len()), (0, 1));
    // A year that has ended asks for nothing more.
    assert!(before.workers.iter().all(|worker| worker.due.is_none()));
}

#[test]
fn rows_of_other_work_stand_after_those_of_observations() {
    let mut each = row("iro-each", Some(1), Per::Worker);
    (each.workers, each.forms) = (vec![word("iro")], vec![word("iro-cp-chair")]);
    let mut iro = person("Ruth Vane");
    iro.roles = vec![word("iro")];
    let mut council = council(vec![worker("Eve Elm"), iro]);
    council.rows.insert(0, each);
    let mut audit = observation(1, "Ruth Vane", "2026-05-04", "2026-05-06", "2026-05-11");
    (audit.row, audit.form) = (Some(word("iro-each")), "iro-cp-chair".into());
    let mut nobody = observation(2, "Somebody Else", "2026-05-04", "2026-05-06", "2026-05-11");
    nobody.progress.excluded = Some("it has no overall grade".to_owned());
    council.audits = vec![audit, nobody];
    let report = council.coverage("2026-27", "2026-11-24");
    let rows: Vec<(&str, usize, usize)> = report
        .parts
        .iter()
        .map(|part| (part.row.as_str(), part.seen, part.unseen))
        .collect();
    assert_eq!(rows, [("observed-each", 0, 1), ("iro-each", 1, 0)]);
    assert_eq!(report.parts[1].workers[0].first, None);
    assert_eq!((report.parts[0].unknown.len(), report.excluded.len()), (1, 1));
}

#[test]
fn by_team_adds_up_to_the_whole() {
    let mut fay = worker("Fay Fox");
    fay.teams = vec![word("North 2")];
    let mut council = council(vec![worker("Eve Elm"), fay, joined("Gus Gray", "2026-09-14")]);
    council.audits = vec![observation(
        1,
        "Fay Fox",
        "2026-05-04",
        "2026-05-06",
        "2026-05-11",
    )];
    let part = part(&council, "2026-11-24");
    let lines: Vec<(Option<&str>, [usize; 5])> = part
        .by_team
        .iter()
        .map(|line| {
            let numbers = [line.workers, line.asked, line.seen, line.unseen, line.overdue];
            (line.team.as_deref(), numbers)
        })
        .collect();
    assert_eq!(
        lines,
        [
            (Some("North 1"), [2, 1, 0, 1, 1]),
            (Some("North 2"), [1, 1, 1, 0, 0])
        ]
    );
}
