//! Working days against an independent calendar: a table made with another program's list of bank holidays.

use qaf::framework::{Calendar, Date, WorkingDays};

fn calendar() -> Calendar {
    Calendar::from_json(include_str!("../../shipped/bank-holidays.json")).unwrap()
}

#[test]
fn working_days_agree_with_the_table() {
    let calendar = calendar();
    let mut compared = 0;
    for line in include_str!("../vectors/working_days_2019_2028.csv")
        .lines()
        .skip(1)
    {
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

#[test]
fn the_years_are_told_of_which_the_list_says_nothing() {
    let list = r#"{"england-and-wales": {"division": "", "events": [{"title": "", "date": "2026-12-25"}, {"title": "",
        "date": "2028-12-25"}]}}"#;
    let calendar = Calendar::from_json(list).unwrap();
    let told = |one: &str, other: &str| {
        let told = calendar.unlisted(one.parse().unwrap(), other.parse().unwrap());
        assert_eq!(
            told,
            calendar.unlisted(other.parse().unwrap(), one.parse().unwrap())
        );
        told.remark()
    };
    assert_eq!(told("2026-12-01", "2026-12-31"), "");
    // The day that is counted from is not counted.
    assert_eq!(told("2027-12-31", "2028-01-10"), "");
    assert_eq!(
        told("2027-12-30", "2028-01-10"),
        ", counted without the bank holidays of 2027"
    );
    assert_eq!(
        told("2028-12-30", "2029-01-10"),
        ", counted without the bank holidays of 2029"
    );
    assert_eq!(
        told("2025-12-30", "2026-01-10"),
        ", counted without the bank holidays of 2025"
    );
    assert_eq!(
        told("2023-12-30", "2031-01-10"),
        ", counted without the bank holidays of 2023 to 2025, 2027 and 2029 to 2031"
    );
    assert_eq!(
        calendar
            .unlisted("2027-05-05".parse().unwrap(), "2027-05-05".parse().unwrap())
            .sentence(),
        None
    );
}
