//! Working days against an independent calendar: a table made with another program's list of bank holidays.

#![allow(clippy::unwrap_used, reason = "a test stops where its own data is wrong")]

use qaf::framework::{Calendar, Date, WorkingDays};

fn calendar() -> Calendar {
    Calendar::from_json(include_str!("../bank-holidays.json")).unwrap()
}

#[test]
fn working_days_agree_with_the_table() {
    let calendar = calendar();
    let mut compared = 0;
    for line in include_str!("vectors/working_days_2019_2028.csv").lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let [from, days, expected] = fields.as_slice() else {
            panic!("{line}")
        };
        let from: Date = from.parse().unwrap();
        let days = WorkingDays(days.parse().unwrap());
        assert_eq!(calendar.after(from, days), expected.parse().unwrap(), "{line}");
        compared += 1;
    }
    assert!(compared > 400, "the table holds {compared} rows");
}

#[test]
fn the_days_between_are_those_that_are_added() {
    let calendar = calendar();
    let start: Date = "2026-12-18".parse().unwrap();
    for days in 0..40 {
        let end = calendar.after(start, WorkingDays(days));
        assert_eq!(calendar.between(start, end), WorkingDays(days));
    }
    assert_eq!(
        calendar.between(start, "2026-12-01".parse().unwrap()),
        WorkingDays(0)
    );
}

#[test]
fn a_year_that_the_list_does_not_cover_is_known() {
    let calendar = calendar();
    assert!(calendar.covers("2028-12-31".parse().unwrap()));
    assert!(!calendar.covers("2029-01-02".parse().unwrap()));
    assert!(!calendar.covers("2018-12-31".parse().unwrap()));
    assert!(Calendar::from_json("{}").is_err());
}
