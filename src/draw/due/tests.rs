//! Who is drawn for on stated dates, and who is not.

use super::NotDue;
use crate::draw::pool::Plan;
use crate::draw::test_council::{MadeCouncil, case, day, person, row, standing};
use crate::framework::schedule::RowActivity;
use crate::framework::{CountedBy, Exemption, Expectancy, People, Period, PersonName, Schedule, YearStart};

fn not_drawn(plan: &Plan) -> Vec<(Option<&str>, NotDue)> {
    let all = plan.not_drawn.iter();
    all.map(|not| (not.person.as_ref().map(PersonName::as_str), not.why))
        .collect()
}

#[test]
fn whoever_is_exempt_or_not_in_post_that_day_is_not_drawn_for() {
    let mut council = MadeCouncil::of(vec![case("C1", "North")]);
    council.persons[0].left = Some(day("2026-11-24"));
    let mut late = person("Late Comer", &["North"]);
    late.started = Some(day("2026-11-25"));
    council.persons.push(late);
    council.persons.push(person("Ann Bell", &["North"]));
    council.exemptions.push(Exemption {
        person: PersonName::new("Ann Bell").unwrap(),
        row: None,
        from: day("2026-11-01"),
        to: Some(day("2026-11-24")),
        reason: "long leave".to_owned(),
        agreed_by: "Head of service".to_owned(),
    });
    let plan = council.plan();
    assert_eq!(plan.units.len(), 1);
    assert_eq!(plan.units[0].unit, "Robin Hale");
    assert_eq!(not_drawn(&plan), [(Some("Ann Bell"), NotDue::Exempt)]);
    let next = council.plan_on("2026-11-25");
    let names: Vec<&str> = next.units.iter().map(|unit| unit.unit.as_str()).collect();
    assert_eq!(names, ["Ann Bell", "Late Comer"]);
}

#[test]
fn whoever_has_a_draw_in_the_rows_period_is_not_drawn_for_again() {
    let mut council = MadeCouncil::of(vec![case("C1", "North")]);
    council.standing = vec![standing(
        "Robin Hale",
        "2026-27-C4",
        "2026-10-01",
        "X1",
        "area-case",
    )];
    assert_eq!(
        not_drawn(&council.plan()),
        [(Some("Robin Hale"), NotDue::DrawnThisPeriod)]
    );
    assert_eq!(council.plan_on("2026-12-01").units.len(), 1);
    // A row of two a year: its period runs from October to March.
    council.rows[0].times_a_year = Some(2);
    assert!(council.plan_on("2027-03-31").units.is_empty());
    assert_eq!(council.plan_on("2027-04-01").units.len(), 1);
}

#[test]
fn a_person_is_one_unit_a_cycle_and_the_first_row_wins() {
    let mut council = MadeCouncil::of(vec![case("C1", "North")]);
    council
        .rows
        .push(row("second", "Area Unit", "team-manager", Some(6)));
    let plan = council.plan();
    assert_eq!(plan.units.len(), 1);
    assert_eq!(plan.units[0].row.as_str(), "area-case");
    let other = (Some("Robin Hale"), NotDue::OtherRow);
    assert_eq!(not_drawn(&plan), [other]);
    // A second run draws nothing for the other row.
    council.standing = vec![standing(
        "Robin Hale",
        "2026-27-C4",
        "2026-11-24",
        "X1",
        "area-case",
    )];
    let plan = council.plan();
    assert_eq!(
        not_drawn(&plan),
        [(Some("Robin Hale"), NotDue::DrawnThisPeriod), other]
    );
}

/// For whom it is drawn, and under which row; for whom a case is expected then, and under which.
fn drawn_and_expected(council: &MadeCouncil, as_of: &str) -> [Vec<(String, String)>; 2] {
    let plan = council.plan_on(as_of);
    let drawn = plan
        .units
        .iter()
        .map(|unit| (unit.unit.clone(), unit.row.to_string()));
    let schedule = Schedule {
        rows: council.rows.clone(),
        ..Schedule::default()
    };
    let people = People::new(council.persons.clone());
    let counting = CountedBy {
        schedule: &schedule,
        people: &people,
        exemptions: &council.exemptions,
        in_use_since: None,
    };
    let mut expected = Vec::new();
    for row in schedule.rows.iter().filter(|row| row.is_random()) {
        let period = Period::of(day(as_of), row.times_a_year.unwrap(), YearStart::default());
        let asked = counting.named(row, period).into_iter();
        let asked = asked.filter(|named| named.standing == Expectancy::Asked);
        expected.extend(asked.map(|named| (named.person.unwrap().name.to_string(), row.id.to_string())));
    }
    expected.sort();
    [drawn.collect(), expected]
}

#[test]
fn whoever_audits_for_several_rows_is_drawn_for_under_the_row_that_expects_it() {
    let mut council = MadeCouncil::of(vec![case("C1", "North"), case("C2", "North")]);
    council.persons.push(person("Ann Bell", &["North"]));
    council
        .rows
        .push(row("second", "Area Unit", "team-manager", Some(6)));
    let pairs = |rows: [&str; 2]| -> Vec<(String, String)> {
        let names = ["Ann Bell", "Robin Hale"];
        let all = names.into_iter().zip(rows);
        all.map(|(name, row)| (name.to_owned(), row.to_owned())).collect()
    };
    let [drawn, expected] = drawn_and_expected(&council, "2026-11-24");
    assert_eq!((&drawn, &expected), (&pairs(["area-case"; 2]), &drawn));
    // Excused from the first row on a day of the period that is over: the other row expects it, and it is drawn so.
    council.exemptions.push(Exemption {
        person: PersonName::new("Ann Bell").unwrap(),
        row: Some(council.rows[0].id.clone()),
        from: day("2026-10-01"),
        to: Some(day("2026-10-02")),
        reason: "long leave".to_owned(),
        agreed_by: "Head of service".to_owned(),
    });
    let [drawn, expected] = drawn_and_expected(&council, "2026-11-24");
    assert_eq!((&drawn, &expected), (&pairs(["second", "area-case"]), &drawn));
    // Rows of other lengths: where one expects it in every cycle, no other is drawn for, whatever was drawn before.
    council.rows[0].times_a_year = Some(2);
    let [drawn, expected] = drawn_and_expected(&council, "2026-11-24");
    assert_eq!((&drawn, &expected), (&pairs(["second", "area-case"]), &drawn));
    council.standing = vec![standing(
        "Robin Hale",
        "2026-27-C4",
        "2026-10-05",
        "X1",
        "area-case",
    )];
    let plan = council.plan_on("2026-12-01");
    let other = (Some("Robin Hale"), NotDue::OtherRow);
    assert!(not_drawn(&plan).contains(&other), "{:?}", not_drawn(&plan));
}

#[test]
fn nothing_is_drawn_for_a_row_of_whole_works() {
    let mut council = MadeCouncil::of(vec![case("C1", "North")]);
    council.rows[0].activity = Some(RowActivity::SupervisionFile);
    assert!(council.plan().units.is_empty());
}

#[test]
fn a_row_without_auditors_of_its_own_draws_nothing_and_it_is_said() {
    let mut council = MadeCouncil::of(vec![case("C1", "North")]);
    council.rows = vec![
        row("lado", "LADO", "team-manager", Some(6)),
        row("unconfirmed", "Area Unit", "team-manager", None),
    ];
    let plan = council.plan();
    assert!(plan.units.is_empty());
    assert_eq!(
        not_drawn(&plan),
        [
            (None, NotDue::NoAuditorsOfItsOwn),
            (Some("Robin Hale"), NotDue::ToBeConfirmed)
        ]
    );
}
