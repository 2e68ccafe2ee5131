//! What came of expectations: states, rows of every kind, roll-ups, and what is not taking place.

use qaf::figures::StoreView;
use qaf::framework::schedule::{Assurance as ServiceScope, Per, RowActivity, ServiceEntry};
use qaf::framework::{Schedule, YearStart};
use qaf::progress::Status;
use qaf::reports::compliance::figures::ExpectationState::{
    Done, Late, Missing, NotRecorded, NotYetDue, Open,
};
use qaf::reports::compliance::figures::{ComplianceInput, ComplianceScope, compliance};

use crate::compliance::made::{
    Council, allocated, between, off, person, row, states, submitted, word, worker,
};

/// The state of Ann's first cycle (April and May 2026), with these audits, as of a day.
fn first(
    audits: Vec<qaf::figures::Summary>,
    as_of: &str,
) -> qaf::reports::compliance::figures::ExpectationState {
    let council = Council {
        audits,
        ..Council::of(vec![person("Ann Ash")])
    };
    council.states(as_of, "north-case", Some("Ann Ash"))[0]
}

#[test]
fn an_audit_is_done_late_open_or_missing_by_its_day() {
    // Allocated on 20 May, due on 3 June.
    let done = |on| submitted(1, "north-case", "Ann Ash", "2026-05-20", on);
    let open = || vec![allocated(1, "north-case", "Ann Ash", "2026-05-20")];
    assert_eq!(first(vec![done("2026-06-03")], "2026-06-30"), Done);
    assert_eq!(first(vec![done("2026-06-04")], "2026-06-30"), Late);
    // The period has ended, the day has not passed: it waits for its auditor.
    assert_eq!(first(open(), "2026-06-03"), Open);
    assert_eq!(first(open(), "2026-06-04"), Missing);
    // Allocated on 1 April, due on 15 April: late, but while the period runs it is not missing.
    let early = || vec![allocated(1, "north-case", "Ann Ash", "2026-04-01")];
    assert_eq!(first(early(), "2026-05-31"), Open);
    assert_eq!(first(early(), "2026-06-01"), Missing);
    assert_eq!(first(Vec::new(), "2026-05-31"), NotYetDue);
    assert_eq!(first(Vec::new(), "2026-06-01"), Missing);
}

#[test]
fn an_audit_serves_the_period_and_the_person_it_was_allocated_for() {
    let at = |on| {
        first(
            vec![submitted(1, "north-case", "Ann Ash", on, "2026-06-10")],
            "2026-06-30",
        )
    };
    assert_eq!(at("2026-05-31"), Done);
    assert_eq!(at("2026-06-01"), Missing);
    assert_eq!(at("2026-03-31"), Missing);
    // Reassigned since: it was Ann's, and stays so.
    let mut audit = submitted(1, "north-case", "Ann Ash", "2026-05-20", "2026-06-01");
    audit.progress.auditor = Some("Bob Birch".into());
    assert_eq!(first(vec![audit], "2026-06-30"), Done);
    // Another spelling of the name is the same person.
    let mut ann = person("Ann Ash");
    ann.aliases = vec!["ASH, Ann".to_owned()];
    let mut council = Council::of(vec![ann]);
    council.audits = vec![submitted(
        1,
        "north-case",
        "Ash,  Ann",
        "2026-05-20",
        "2026-06-01",
    )];
    assert_eq!(
        council.states("2026-06-01", "north-case", Some("Ann Ash")),
        [Done, NotYetDue]
    );
}

#[test]
fn what_is_off_leaves_the_expectation_and_what_replaces_it_serves_its_own_period() {
    let replaced = || {
        off(
            allocated(1, "north-case", "Ann Ash", "2026-05-20"),
            Status::Replaced,
        )
    };
    let withdrawn = off(
        submitted(3, "north-case", "Ann Ash", "2026-05-20", "2026-05-21"),
        Status::Withdrawn,
    );
    assert_eq!(first(vec![withdrawn], "2026-06-30"), Missing);
    assert_eq!(first(vec![replaced()], "2026-05-25"), NotYetDue);
    let within = submitted(2, "north-case", "Ann Ash", "2026-05-31", "2026-06-14");
    assert_eq!(first(vec![replaced(), within], "2026-06-30"), Done);
    // Drawn anew in the next cycle, it is that cycle's audit, as for the draw.
    let after = submitted(2, "north-case", "Ann Ash", "2026-06-01", "2026-06-14");
    let council = Council {
        audits: vec![replaced(), after],
        ..Council::of(vec![person("Ann Ash")])
    };
    let report = council.compliance("2026-27", "2026-06-30");
    assert_eq!(states(&report, "north-case", Some("Ann Ash")), [Missing, Done]);
    assert_eq!(
        (
            report.rows[0].allocated,
            report.rows[0].off,
            report.rows[0].beyond
        ),
        (2, 1, 0)
    );
    assert_eq!(report.expectations[0].off.len(), 1);
}

#[test]
fn of_two_audits_the_better_counts() {
    let audits = || {
        vec![
            submitted(1, "north-case", "Ann Ash", "2026-04-10", "2026-05-30"),
            submitted(2, "north-case", "Ann Ash", "2026-05-20", "2026-05-30"),
        ]
    };
    assert_eq!(first(audits(), "2026-06-30"), Done);
    assert_eq!(first(audits()[..1].to_vec(), "2026-06-30"), Late);
}

#[test]
fn what_cannot_be_read_counts_as_allocated_and_is_named() {
    let mut unread = allocated(1, "north-case", "Ann Ash", "2026-05-20");
    unread.progress.excluded = Some("audit.yaml can't be read".to_owned());
    // Without its allocation nobody knows whose it is.
    let mut lost = allocated(2, "north-case", "Ann Ash", "2026-05-20");
    (lost.row, lost.first_auditor, lost.allocated) = (None, None, None);
    lost.progress.excluded = Some("allocation.yaml is missing or can't be read".to_owned());
    let council = Council {
        audits: vec![lost, unread],
        ..Council::of(vec![person("Ann Ash")])
    };
    let report = council.compliance("2026-27", "2026-06-03");
    assert_eq!(states(&report, "north-case", Some("Ann Ash")), [Open, NotYetDue]);
    let named: Vec<(u32, bool)> = report
        .excluded
        .iter()
        .map(|one| (one.id.number(), one.row.is_some()))
        .collect();
    assert_eq!(named, [(1, true), (2, false)]);
}

#[test]
fn a_row_to_be_confirmed_expects_nothing_and_is_no_failure() {
    let mut council = Council::of(vec![person("Ann Ash")]);
    council.rows = vec![row("dcs", None, Per::Auditor)];
    council.audits = vec![submitted(1, "dcs", "Ann Ash", "2026-05-20", "2026-06-01")];
    let report = council.compliance("2026-27", "2027-03-31");
    assert_eq!((report.total.expected, report.expectations.len()), (0, 0));
    assert_eq!(report.not_taking_place, []);
    assert!(report.rows[0].to_be_confirmed);
    assert_eq!((report.rows[0].allocated, report.rows[0].beyond), (1, 0));
}

#[test]
fn work_that_the_store_has_no_place_for_is_not_called_missing() {
    let mut visit = row("visit", Some(4), Per::Service);
    (visit.activity, visit.forms) = (Some(RowActivity::Thematic), Vec::new());
    let mut council = Council {
        rows: vec![visit],
        ..Council::default()
    };
    assert_eq!(
        council.states("2026-10-01", "visit", None),
        [NotRecorded, NotRecorded, NotYetDue]
    );
    let absent = &council.compliance("2026-27", "2026-10-01").not_taking_place[0];
    assert_eq!((absent.recorded, absent.expected_by_now), (false, 2));
    // A row of whole works is met by nothing else: no audit that was made under it counts, whatever forms it lists.
    council.people = vec![person("Ann Ash")];
    council.audits = vec![submitted(1, "visit", "Ann Ash", "2026-05-20", "2026-06-01")];
    council.rows[0].forms = vec![word("child-case")];
    for (_, activity) in RowActivity::NAMES
        .iter()
        .filter(|(_, activity)| activity.is_a_work())
    {
        council.rows[0].activity = Some(*activity);
        let report = council.compliance("2026-27", "2026-10-01");
        assert_eq!(
            states(&report, "visit", None),
            [NotRecorded, NotRecorded, NotYetDue]
        );
        assert_eq!((report.rows[0].allocated, report.no_row.len()), (0, 1));
    }
    council.rows[0].activity = Some(RowActivity::CaseFile);
    assert_eq!(
        council.states("2026-10-01", "visit", None),
        [Done, Missing, NotYetDue]
    );
}

#[test]
fn what_is_not_taking_place_is_listed_with_what_was_expected_by_now() {
    let mut council = Council::of(vec![person("Ann Ash"), person("Bob Birch")]);
    let absent = |council: &Council, as_of: &str| {
        let report = council.compliance("2026-27", as_of);
        let lines = report.not_taking_place.iter();
        lines
            .map(|one| (one.expected_by_now, one.allocated))
            .collect::<Vec<_>>()
    };
    // No period has ended by the last day of May.
    assert_eq!(absent(&council, "2026-05-31"), []);
    assert_eq!(absent(&council, "2026-08-01"), [(4, 0)]);
    council.audits = vec![allocated(1, "north-case", "Ann Ash", "2026-07-25")];
    assert_eq!(absent(&council, "2026-08-01"), [(4, 1)]);
    council.audits = vec![submitted(1, "north-case", "Ann Ash", "2026-07-25", "2026-08-01")];
    assert_eq!(absent(&council, "2026-08-01"), []);
}

/// First Response: the team manager audits the deputies, the deputies observe the advisors (section 2).
#[test]
fn case_file_and_observation_are_two_expectations_and_a_record_counts_where_its_row_says() {
    let mut manager = person("Nora Quayle");
    manager.teams = vec![word("First Response")];
    let mut deputy = person("Ben Ashdown");
    deputy.roles = vec![word("deputy-team-manager")];
    let mut case = row("fr-case", Some(6), Per::Auditor);
    case.forms = vec![word("first-response")];
    let mut seen = row("fr-obs", Some(6), Per::Auditor);
    seen.auditors = vec![word("deputy-team-manager")];
    (seen.activity, seen.forms) = (Some(RowActivity::Observation), vec![word("observed-practice")]);
    let mut council = Council {
        rows: vec![case, seen],
        ..Council::of(vec![manager, deputy])
    };
    // One record of file and observation, made for the case file row: the observation row is still to be met.
    let mut both = submitted(1, "fr-case", "Nora Quayle", "2026-05-04", "2026-05-11");
    both.form = "first-response".into();
    both.part_of = Some("file and observation together".into());
    let mut wide = submitted(2, "fr-obs", "Ben Ashdown", "2026-05-04", "2026-05-11");
    (wide.row, wide.part_of) = (None, Some("a wider review".into()));
    council.audits = vec![both, wide];
    let report = council.compliance("2026-27", "2026-06-01");
    assert_eq!(states(&report, "fr-case", Some("Nora Quayle")), [Done, NotYetDue]);
    assert_eq!(states(&report, "fr-case", Some("Ben Ashdown")), []);
    assert_eq!(
        states(&report, "fr-obs", Some("Ben Ashdown")),
        [Missing, NotYetDue]
    );
    assert_eq!(report.no_row.len(), 1);
    // A row of file and observation in one is met by one record.
    council.rows[0].activity = Some(RowActivity::Combined);
    let report = council.compliance("2026-27", "2026-06-01");
    assert_eq!(states(&report, "fr-case", Some("Nora Quayle")), [Done, NotYetDue]);
}

/// Reading C01: each person once a year, and so many a year by the service, are two tests.
#[test]
fn each_person_and_the_services_cadence_stand_side_by_side() {
    let iro = |name: &str| {
        let mut iro = worker(name);
        (iro.roles, iro.services) = (vec![word("iro")], vec![word("IRO")]);
        iro
    };
    let mut cadence = row("iro-combined", Some(12), Per::Service);
    let mut each = row("iro-each", Some(1), Per::Worker);
    for row in [&mut cadence, &mut each] {
        row.service = Some(word("IRO"));
        (row.activity, row.forms) = (Some(RowActivity::Combined), vec![word("iro-cp-chair")]);
    }
    each.workers = vec![word("iro")];
    let audit = |number, on, done| {
        let mut audit = submitted(number, "iro-combined", "Priya Nand", on, done);
        (audit.form, audit.worker) = ("iro-cp-chair".into(), Some("Ruth Vane".into()));
        audit
    };
    let council = Council {
        rows: vec![cadence, each],
        audits: vec![
            audit(1, "2026-04-10", "2026-04-20"),
            audit(2, "2026-04-11", "2026-04-20"),
            audit(3, "2026-06-10", "2026-07-20"),
        ],
        ..Council::of(vec![iro("Ruth Vane"), iro("Ivo Sands"), person("Priya Nand")])
    };
    let report = council.compliance("2026-27", "2026-07-01");
    let pair = &report.side_by_side[0];
    assert_eq!(report.side_by_side.len(), 1);
    // By the service: April done (its second audit is one more), May missing, June late, July runs.
    let cadence = pair.cadence.counts;
    assert_eq!((cadence.expected, cadence.done, cadence.late), (4, 1, 1));
    assert_eq!((cadence.missing, cadence.not_yet_due), (1, 1));
    assert_eq!(report.rows[0].beyond, 1);
    // By person: Ruth was seen, Ivo has till March.
    let each = pair.each.counts;
    assert_eq!((each.expected, each.done, each.not_yet_due), (2, 1, 1));
    assert_eq!(
        (pair.cadence.times_a_year, pair.each.times_a_year),
        (Some(12), Some(1))
    );
    assert_eq!(report.rows[1].beyond, 0);
}

#[test]
fn roll_ups_count_a_person_of_two_teams_once() {
    let mut both = person("Ann Ash");
    both.teams = vec![word("North 1"), word("North 2")];
    let mut lone = person("Bob Birch");
    lone.teams = Vec::new();
    let mut council = Council::of(vec![both, lone]);
    council.rows.push(row("visit", Some(1), Per::Service));
    let report = council.compliance("2026-27", "2026-06-01");
    let teams: Vec<(Option<&str>, usize)> = report
        .by_team
        .iter()
        .map(|line| (line.name.as_deref(), line.counts.expected))
        .collect();
    // There is no team called "North 1; North 2": what is of no one team stands in a line of its own.
    assert_eq!(teams, [(None, 5)]);
    let services: Vec<(Option<&str>, usize)> = report
        .by_service
        .iter()
        .map(|line| (line.name.as_deref(), line.counts.expected))
        .collect();
    assert_eq!(services, [(Some("North"), 5)]);
    // Each of the two teams is shown Ann's.
    let narrowed = council.narrowed("2026-27", "2026-06-01", &ComplianceScope::Team(word("North 2")));
    assert_eq!((narrowed.total.expected, narrowed.rows.len()), (2, 1));
    let narrowed = council.narrowed(
        "2026-27",
        "2026-06-01",
        &ComplianceScope::Person(word("Bob Birch")),
    );
    assert_eq!(
        states(&narrowed, "north-case", Some("Bob Birch")),
        [Missing, NotYetDue]
    );
    assert_eq!(narrowed.total.expected, 2);
}

#[test]
fn whoever_works_in_several_services_is_of_no_one_of_them_where_the_row_is_of_all() {
    let mut wide = person("Ann Ash");
    wide.services = vec![word("North"), word("South"), word("West")];
    let mut peer = row("all-peer", Some(1), Per::Auditor);
    peer.service = None;
    let council = Council {
        rows: vec![row("north-case", Some(6), Per::Auditor), peer],
        ..Council::of(vec![wide, person("Bob Birch")])
    };
    let report = council.compliance("2026-27", "2026-05-01");
    let mut services: Vec<(Option<&str>, usize)> = report
        .by_service
        .iter()
        .map(|line| (line.name.as_deref(), line.counts.expected))
        .collect();
    services.sort_unstable();
    assert_eq!(services, [(None, 1), (Some("North"), 3)]);
}

#[test]
fn a_team_is_not_told_that_its_managers_audit_for_the_service_was_too_much() {
    let mut council = Council::of(vec![person("Ann Ash")]);
    council.rows = vec![row("visit", Some(1), Per::Service)];
    council.audits = vec![submitted(1, "visit", "Ann Ash", "2026-04-10", "2026-04-20")];
    let narrowed = council.narrowed("2026-27", "2026-06-01", &ComplianceScope::Team(word("North 1")));
    assert_eq!((narrowed.rows[0].allocated, narrowed.rows[0].beyond), (1, 0));
}

#[test]
fn a_service_in_scope_that_no_row_names_has_no_expectation() {
    let entry = |name: &str, scope| ServiceEntry {
        name: word(name),
        title: None,
        scope,
        under: None,
        note: None,
    };
    let schedule = Schedule {
        rows: vec![row("north-case", Some(6), Per::Auditor)],
        services: vec![
            entry("North", ServiceScope::In),
            entry("Residential", ServiceScope::In),
            entry("Universal", ServiceScope::Joins),
        ],
        ..Schedule::default()
    };
    let council = Council::of(vec![between("Ann Ash", None, None)]);
    let report = council.seen("2026-06-01", |store| {
        compliance(&ComplianceInput {
            store: StoreView {
                schedule: &schedule,
                ..store
            },
            summaries: &[],
            year: YearStart::default().year("2026-27").unwrap(),
            scope: &ComplianceScope::All,
        })
    });
    assert_eq!(report.no_expectation, [word("Residential")]);
    assert_eq!(report.first_allocated, None);
}
