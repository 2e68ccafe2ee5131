//! Who joins, leaves or is exempt, to the day: a period with any day exempt or not in post expects nothing.
//!
//! The cycles of 2026-27 begin on 1 April, 1 June, 1 August, 1 October, 1 December and 1 February.

use qaf::framework::Person;
use qaf::framework::schedule::{Per, Selection};
use qaf::reports::compliance::figures::ExpectationState;
use qaf::reports::compliance::figures::ExpectationState::{
    Done, Exempt, Missing, NotInPost, NotYetDue, OtherRow,
};

use crate::compliance::made::{Council, allocated, between, exempt, person, row, states, submitted, word};

/// As of 15 October 2026, the middle of the fourth cycle.
fn at(council: &Council, name: &str) -> Vec<ExpectationState> {
    council.states("2026-10-15", "north-case", Some(name))
}

#[test]
fn joining_on_the_first_day_is_joining_in_time_and_on_the_second_is_not() {
    // Somebody is there all year, so that the row is never the service's as a whole.
    let council = Council::of(vec![
        person("Ann Ash"),
        between("Bob Birch", Some("2026-08-01"), None),
        between("Cat Cole", Some("2026-08-02"), None),
    ]);
    assert_eq!(at(&council, "Ann Ash"), [Missing, Missing, Missing, NotYetDue]);
    assert_eq!(at(&council, "Bob Birch"), [Missing, NotYetDue]);
    assert_eq!(at(&council, "Cat Cole"), [NotInPost, NotYetDue]);
    let total = council.compliance("2026-27", "2026-10-15").total;
    assert_eq!((total.expected, total.missing, total.not_yet_due), (7, 4, 3));
    assert_eq!((total.not_in_post, total.exempt), (1, 0));
}

#[test]
fn leaving_on_the_last_day_is_staying_and_a_day_before_is_not() {
    let council = Council::of(vec![
        person("Ann Ash"),
        between("Bob Birch", None, Some("2026-07-31")),
        between("Cat Cole", None, Some("2026-07-30")),
        between("Dan Dale", None, Some("2026-03-31")),
    ]);
    assert_eq!(at(&council, "Bob Birch"), [Missing, Missing]);
    assert_eq!(at(&council, "Cat Cole"), [Missing, NotInPost]);
    assert_eq!(at(&council, "Dan Dale"), []);
    // Whoever comes only later is not there either.
    let council = Council::of(vec![
        person("Ann Ash"),
        between("Eve Elm", Some("2026-12-01"), None),
    ]);
    assert_eq!(at(&council, "Eve Elm"), []);
}

#[test]
fn joining_and_leaving_within_a_period_expects_nothing_of_it() {
    let council = Council::of(vec![
        person("Ann Ash"),
        between("Bob Birch", Some("2026-04-02"), Some("2026-05-30")),
    ]);
    assert_eq!(at(&council, "Bob Birch"), [NotInPost]);
}

#[test]
fn one_day_exempt_excuses_the_period_and_no_other() {
    let mut council = Council::of(vec![person("Ann Ash"), person("Bob Birch")]);
    // The last day of the first cycle, the first of the third.
    council.exemptions = vec![
        exempt("Ann Ash", Some("north-case"), "2026-05-31", Some("2026-05-31")),
        exempt("Ann Ash", None, "2026-08-01", Some("2026-08-01")),
        exempt("Bob Birch", Some("another-row"), "2026-04-01", None),
    ];
    assert_eq!(at(&council, "Ann Ash"), [Exempt, Missing, Exempt, NotYetDue]);
    assert_eq!(at(&council, "Bob Birch"), [Missing, Missing, Missing, NotYetDue]);
}

#[test]
fn exempt_over_the_whole_and_until_further_notice() {
    let mut council = Council::of(vec![person("Ann Ash"), person("Bob Birch")]);
    council.exemptions = vec![
        exempt("Ann Ash", Some("north-case"), "2026-06-01", Some("2026-07-31")),
        exempt("Bob Birch", None, "2026-05-31", None),
    ];
    assert_eq!(at(&council, "Ann Ash"), [Missing, Exempt, Missing, NotYetDue]);
    assert_eq!(at(&council, "Bob Birch"), [Exempt, Exempt, Exempt, Exempt]);
    // All are exempt, and still the row is theirs, not the service's as a whole.
    council.exemptions[0].from = "2026-04-01".parse().unwrap();
    council.exemptions[0].to = None;
    let report = council.compliance("2026-27", "2026-10-15");
    assert_eq!((report.total.expected, report.total.exempt), (0, 8));
    assert_eq!(report.not_taking_place, []);
}

#[test]
fn who_is_both_not_in_post_and_exempt_is_not_in_post() {
    let mut council = Council::of(vec![
        person("Ann Ash"),
        between("Bob Birch", Some("2026-04-02"), None),
    ]);
    council.exemptions = vec![exempt("Bob Birch", None, "2026-04-02", Some("2026-06-01"))];
    assert_eq!(at(&council, "Bob Birch"), [NotInPost, Exempt, Missing, NotYetDue]);
}

#[test]
fn an_audit_of_somebody_exempt_is_more_than_was_expected() {
    let mut council = Council::of(vec![person("Ann Ash")]);
    council.exemptions = vec![exempt("Ann Ash", None, "2026-04-01", Some("2026-04-01"))];
    council.audits = vec![submitted(1, "north-case", "Ann Ash", "2026-04-10", "2026-04-20")];
    let report = council.compliance("2026-27", "2026-06-01");
    assert_eq!(
        states(&report, "north-case", Some("Ann Ash")),
        [Exempt, NotYetDue]
    );
    assert_eq!((report.rows[0].allocated, report.rows[0].beyond), (1, 1));
}

#[test]
fn two_people_share_a_row_and_each_has_an_expectation() {
    let mut council = Council::of(vec![person("Ann Ash"), person("Bob Birch")]);
    council.audits = vec![
        submitted(1, "north-case", "Ann Ash", "2026-04-10", "2026-04-20"),
        submitted(2, "north-case", "Ann Ash", "2026-04-11", "2026-04-20"),
    ];
    // Ann's second audit is not Bob's.
    let report = council.compliance("2026-27", "2026-06-01");
    assert_eq!(states(&report, "north-case", Some("Ann Ash")), [Done, NotYetDue]);
    assert_eq!(
        states(&report, "north-case", Some("Bob Birch")),
        [Missing, NotYetDue]
    );
    assert_eq!((report.rows[0].allocated, report.rows[0].beyond), (2, 1));
}

#[test]
fn two_roles_of_one_row_are_one_expectation_and_of_two_rows_are_two() {
    let mut ann = person("Ann Ash");
    ann.roles.push(word("practice-lead"));
    let mut council = Council::of(vec![ann]);
    council.rows[0].auditors.push(word("practice-lead"));
    council.rows.push(row("north-obs", Some(6), Per::Auditor));
    council.rows[1].auditors = vec![word("practice-lead")];
    assert_eq!(at(&council, "Ann Ash").len(), 4);
    assert_eq!(
        council.states("2026-10-15", "north-obs", Some("Ann Ash")).len(),
        4
    );
}

#[test]
fn a_role_given_up_leaves_its_audits_as_more_than_was_expected() {
    // Ann was team manager until July and is practice lead now; the staff's list has only that.
    let mut ann = person("Ann Ash");
    ann.roles = vec![word("practice-lead")];
    let mut council = Council::of(vec![ann, person("Bob Birch")]);
    council.rows.push(row("north-lead", Some(6), Per::Auditor));
    council.rows[1].auditors = vec![word("practice-lead")];
    council.audits = vec![submitted(1, "north-case", "Ann Ash", "2026-04-10", "2026-04-20")];
    // The days before the change are excused from the new row by hand.
    council.exemptions = vec![exempt(
        "Ann Ash",
        Some("north-lead"),
        "2026-04-01",
        Some("2026-07-31"),
    )];
    let report = council.compliance("2026-27", "2026-10-15");
    assert_eq!(states(&report, "north-case", Some("Ann Ash")), []);
    assert_eq!(
        states(&report, "north-lead", Some("Ann Ash")),
        [Exempt, Exempt, Missing, NotYetDue]
    );
    assert_eq!((report.rows[0].allocated, report.rows[0].beyond), (1, 1));
}

#[test]
fn who_changed_service_counts_in_the_present_one_all_year() {
    let mut ann = person("Ann Ash");
    ann.services = vec![word("South")];
    let mut council = Council::of(vec![ann]);
    council.rows.push(row("south-case", Some(6), Per::Auditor));
    council.rows[1].service = Some(word("South"));
    council.audits = vec![submitted(1, "north-case", "Ann Ash", "2026-04-10", "2026-04-20")];
    let report = council.compliance("2026-27", "2026-06-15");
    // Nobody of North audits any more, so the row is North's as a whole, and anybody's audit of it serves.
    assert_eq!(states(&report, "north-case", Some("Ann Ash")), []);
    assert_eq!(states(&report, "north-case", None), [Done, NotYetDue]);
    assert_eq!(
        states(&report, "south-case", Some("Ann Ash")),
        [Missing, NotYetDue]
    );
}

#[test]
fn a_row_is_the_services_where_nobody_of_it_is_in_post_on_every_day_of_the_period() {
    let council = Council::of(vec![
        between("Ann Ash", None, Some("2026-07-30")),
        between("Bob Birch", Some("2026-10-01"), None),
    ]);
    let report = council.compliance("2026-27", "2026-10-15");
    assert_eq!(states(&report, "north-case", Some("Ann Ash")), [Missing]);
    assert_eq!(states(&report, "north-case", None), [Missing, Missing]);
    assert_eq!(states(&report, "north-case", Some("Bob Birch")), [NotYetDue]);
}

#[test]
fn where_the_only_auditor_leaves_or_comes_within_a_period_the_services_one_is_expected() {
    // Ann leaves in April, Bob follows her in May; each cycle but the first has Bob throughout.
    let mut council = Council::of(vec![
        between("Ann Ash", None, Some("2026-04-20")),
        between("Bob Birch", Some("2026-05-10"), None),
        Person {
            services: vec![word("South")],
            ..person("Sam South")
        },
    ]);
    let none = council.compliance("2026-27", "2026-06-15");
    assert_eq!(states(&none, "north-case", None), [Missing]);
    assert_eq!(states(&none, "north-case", Some("Ann Ash")), []);
    assert_eq!(states(&none, "north-case", Some("Bob Birch")), [NotYetDue]);
    // What she did before she left meets it, or what he did since, or the neighbour in the same role.
    for (auditor, on) in [
        ("Ann Ash", "2026-04-10"),
        ("Bob Birch", "2026-05-20"),
        ("Sam South", "2026-05-05"),
    ] {
        council.audits = vec![submitted(1, "north-case", auditor, on, on)];
        let report = council.compliance("2026-27", "2026-06-15");
        assert_eq!(states(&report, "north-case", None), [Done], "{auditor}");
    }
    // Nobody audits before they have come, or after they have left.
    for (auditor, on) in [("Ann Ash", "2026-04-21"), ("Bob Birch", "2026-05-09")] {
        council.audits = vec![submitted(1, "north-case", auditor, on, "2026-05-25")];
        let report = council.compliance("2026-27", "2026-06-15");
        assert_eq!(states(&report, "north-case", None), [Missing], "{auditor}");
        assert_eq!((report.rows[0].allocated, report.rows[0].beyond), (1, 1));
    }
}

#[test]
fn an_auditor_of_two_rows_that_are_drawn_is_expected_under_one() {
    let mut ann = person("Ann Ash");
    ann.services.push(word("South"));
    let mut council = Council::of(vec![ann, person("Bob Birch")]);
    council.rows.push(row("south-case", Some(6), Per::Auditor));
    council.rows[1].service = Some(word("South"));
    let of = |council: &Council, row: &str| council.states("2026-08-15", row, Some("Ann Ash"));
    // Picked by hand, each row has its audit; drawn, there is one case a cycle.
    assert_eq!(of(&council, "south-case"), [Missing, Missing, NotYetDue]);
    for row in &mut council.rows {
        row.selection = Some(Selection::Random);
    }
    assert_eq!(of(&council, "north-case"), [Missing, Missing, NotYetDue]);
    assert_eq!(of(&council, "south-case"), [OtherRow, OtherRow, OtherRow]);
    let total = council.compliance("2026-27", "2026-08-15").total;
    assert_eq!((total.expected, total.other_row), (6, 3));
    // Excused from the first row in the second cycle: then it is expected under the other.
    council.exemptions = vec![exempt(
        "Ann Ash",
        Some("north-case"),
        "2026-07-31",
        Some("2026-07-31"),
    )];
    assert_eq!(of(&council, "north-case"), [Missing, Exempt, NotYetDue]);
    assert_eq!(of(&council, "south-case"), [OtherRow, Missing, OtherRow]);
    // Two halves of the year hold every cycle.
    council.rows[0].times_a_year = Some(2);
    assert_eq!(of(&council, "north-case"), [Exempt]);
    assert_eq!(of(&council, "south-case"), [Missing, Missing, NotYetDue]);
    // A row that waits for the council's word asks nobody.
    council.rows[0].times_a_year = None;
    assert_eq!(of(&council, "south-case"), [Missing, Missing, NotYetDue]);
}

#[test]
fn the_leap_day_is_a_day_of_its_period() {
    // February and March 2028 are the last cycle of 2027-28; the leap day is its twenty-ninth.
    let mut council = Council::of(vec![
        between("Ann Ash", None, Some("2028-02-29")),
        between("Bob Birch", Some("2028-02-29"), None),
        person("Cat Cole"),
        person("Dan Dale"),
    ]);
    council.exemptions = vec![exempt("Cat Cole", None, "2028-02-29", Some("2028-02-29"))];
    council.audits = vec![allocated(1, "north-case", "Dan Dale", "2028-02-29")];
    let report = council.compliance("2027-28", "2028-04-01");
    let last = |name| states(&report, "north-case", Some(name)).last().copied();
    assert_eq!(last("Ann Ash"), Some(NotInPost));
    assert_eq!(last("Bob Birch"), Some(NotInPost));
    assert_eq!(last("Cat Cole"), Some(Exempt));
    // Due on 14 March, not submitted by 1 April.
    assert_eq!(last("Dan Dale"), Some(Missing));
    // Twelve a year: February 2028 ends on the 29th.
    council.rows[0].times_a_year = Some(12);
    let report = council.compliance("2027-28", "2028-02-29");
    let dan = states(&report, "north-case", Some("Dan Dale"));
    assert_eq!((dan.len(), dan.last()), (11, Some(&ExpectationState::Open)));
    let ends = report.expectations.iter().map(|one| one.to).max();
    assert_eq!(ends, Some("2028-02-29".parse().unwrap()));
}

#[test]
fn a_year_from_september_has_periods_of_its_own() {
    let mut council = Council::of(vec![
        between("Ann Ash", Some("2026-09-01"), None),
        between("Bob Birch", Some("2026-09-02"), None),
    ]);
    council.starts = 9;
    council.audits = vec![
        submitted(1, "north-case", "Ann Ash", "2026-10-31", "2026-11-10"),
        // August is the year before.
        submitted(2, "north-case", "Bob Birch", "2026-08-31", "2026-09-10"),
    ];
    let report = council.compliance("2026-27", "2026-11-15");
    assert_eq!(states(&report, "north-case", Some("Ann Ash")), [Done, NotYetDue]);
    assert_eq!(
        states(&report, "north-case", Some("Bob Birch")),
        [NotInPost, NotYetDue]
    );
    assert_eq!(
        (report.from, report.to),
        ("2026-09-01".parse().unwrap(), "2027-08-31".parse().unwrap())
    );
    assert_eq!(report.expectations[0].period.to_string(), "2026-27-C1");
}
