//! Who is drawn for on stated dates, and who is not.

use super::NotDue;
use crate::draw::made::{Council, case, day, person, row, standing};
use crate::draw::pool::Plan;
use crate::framework::{Exemption, PersonName};

fn not_drawn(plan: &Plan) -> Vec<(Option<&str>, NotDue)> {
    let all = plan.not_drawn.iter();
    all.map(|not| (not.person.as_ref().map(PersonName::as_str), not.why))
        .collect()
}

#[test]
fn whoever_is_exempt_or_not_in_post_that_day_is_not_drawn_for() {
    let mut council = Council::of(vec![case("C1", "North")]);
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
    let mut council = Council::of(vec![case("C1", "North")]);
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
    let mut council = Council::of(vec![case("C1", "North")]);
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

#[test]
fn a_row_without_auditors_of_its_own_draws_nothing_and_it_is_said() {
    let mut council = Council::of(vec![case("C1", "North")]);
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
