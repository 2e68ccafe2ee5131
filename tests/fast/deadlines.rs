//! Every deadline of ten years against a table that another program made.
//!
//! `tests/vectors/calendar-2019-2028.csv` has a line for every day from 2019 to 2028: the fifth and the tenth working
//! day after it, eight weeks after it, one month after it. `tests/vectors/README.md` says how it was made.

use std::collections::BTreeMap;

use qaf::framework::schedule::Within;
use qaf::framework::{Calendar, Date, WorkingDays};

const COLUMNS: [Within; 4] = [
    Within::WorkingDays(WorkingDays(5)),
    Within::WorkingDays(WorkingDays(10)),
    Within::Weeks(8),
    Within::Months(1),
];

fn calendar() -> Calendar {
    Calendar::from_json(include_str!("../../shipped/bank-holidays.json")).unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// Each day of the table with its four deadlines.
fn table() -> BTreeMap<Date, [Date; 4]> {
    let lines = include_str!("../vectors/calendar-2019-2028.csv").lines().skip(1);
    let days = lines.map(|line| line.split(',').map(day).collect::<Vec<_>>());
    days.map(|days| (days[0], [days[1], days[2], days[3], days[4]]))
        .collect()
}

#[test]
fn the_table_has_every_day_of_the_ten_years() {
    let table = table();
    assert_eq!(table.len(), 10 * 365 + 3, "2020, 2024 and 2028 have a day more");
    assert_eq!(table.first_key_value().unwrap().0, &day("2019-01-01"));
    assert_eq!(table.last_key_value().unwrap().0, &day("2028-12-31"));
}

#[test]
fn every_deadline_is_the_tables() {
    let calendar = calendar();
    let (mut compared, mut beyond) = (0, 0);
    for (from, expected) in table() {
        for (within, expected) in COLUMNS.into_iter().zip(expected) {
            let ours = within.after(from, &calendar);
            if calendar.covers(ours) || !matches!(within, Within::WorkingDays(_)) {
                assert_eq!(ours, expected, "{within} from {from}");
                compared += 1;
            } else {
                // The list ends with 2028, so 1 January 2029 passes for a working day, and qaf warns of it.
                assert_eq!(expected.year(), 2029, "{within} from {from}");
                beyond += 1;
            }
        }
    }
    // Five working days reach 2029 from 21 December 2028 on (11 days), ten from 14 December on (18 days).
    assert_eq!((compared, beyond), (4 * 3653 - 29, 29));
}

#[test]
fn the_list_that_is_shipped_covers_the_years_of_the_table_and_no_more() {
    let calendar = calendar();
    for year in 2019..=2028 {
        assert!(calendar.covers(Date::new(year, 1, 1).unwrap()), "{year}");
    }
    assert!(!calendar.covers(day("2018-12-31")) && !calendar.covers(day("2029-01-01")));
}

/// What each of the special days does to a deadline, worked out by hand from a wall calendar.
const SPECIAL: &str = "\
2020-05-01 | 5 working days  | 2020-05-11 | the early May holiday on Friday 8 May 2020
2020-04-27 | 5 working days  | 2020-05-04 | Monday 4 May 2020 is a working day
2021-03-29 | 5 working days  | 2021-04-07 | Easter 2021: 2 and 5 April
2020-12-23 | 5 working days  | 2021-01-04 | Boxing Day 2020 on a Saturday, its substitute Monday 28
2021-12-24 | 5 working days  | 2022-01-05 | Christmas 2021 on a Saturday, substitutes Monday and Tuesday
2021-12-31 | 5 working days  | 2022-01-10 | New Year 2022 on a Saturday, its substitute Monday 3
2022-12-23 | 5 working days  | 2023-01-04 | Christmas 2022 on a Sunday, its substitute Tuesday 27
2022-12-30 | 5 working days  | 2023-01-09 | New Year 2023 on a Sunday, its substitute Monday 2
2022-05-27 | 5 working days  | 2022-06-07 | Monday 30 May 2022 is a working day
2022-05-31 | 5 working days  | 2022-06-09 | the spring holiday on 2 June 2022, the jubilee on 3 June
2022-09-12 | 10 working days | 2022-09-27 | the funeral on 19 September 2022
2023-05-05 | 5 working days  | 2023-05-15 | the coronation on 8 May 2023
2023-04-28 | 10 working days | 2023-05-16 | both holidays of May 2023
2020-02-24 | 5 working days  | 2020-03-02 | leap day 2020
2024-02-28 | 5 working days  | 2024-03-06 | leap day 2024
2028-02-25 | 5 working days  | 2028-03-03 | leap day 2028
2024-01-31 | 8 weeks         | 2024-03-27 | eight weeks over leap day 2024
2023-01-31 | 8 weeks         | 2023-03-28 | eight weeks of a year without
2023-01-31 | 1 month         | 2023-02-28 | 31 January and a month
2024-01-31 | 1 month         | 2024-02-29 | 31 January and a month in a leap year
2026-08-31 | 1 month         | 2026-09-30 | 31 August and a month
2026-12-31 | 1 month         | 2027-01-31 | a month over the year's end
2026-11-13 | 1 month         | 2026-12-13 | a month ends on a Sunday and stays there
2026-02-06 | 8 weeks         | 2026-04-03 | eight weeks end on Good Friday and stay there
2026-11-25 | 1 month         | 2026-12-25 | a month ends on Christmas Day and stays there
2026-11-07 | 10 working days | 2026-11-20 | begun on a Saturday
2026-12-25 | 5 working days  | 2027-01-05 | begun on Christmas Day";

#[test]
fn special_days_are_in_it() {
    let (table, calendar) = (table(), calendar());
    for line in SPECIAL.lines() {
        let fields: Vec<&str> = line.split('|').map(str::trim).collect();
        let (from, due) = (day(fields[0]), day(fields[2]));
        let column = COLUMNS
            .iter()
            .position(|column| column.to_string() == fields[1])
            .unwrap();
        assert_eq!(COLUMNS[column].after(from, &calendar), due, "{line}");
        assert_eq!(table[&from][column], due, "{line}: the table");
    }
}

/// A deadline is never earlier for a later start, and the working days up to it are as many as were given.
#[test]
fn a_later_start_is_never_due_earlier() {
    let calendar = calendar();
    let table = table();
    for ((from, early), late) in table.iter().zip(table.values().skip(1)) {
        assert!(
            early.iter().zip(late).all(|(early, late)| early <= late),
            "{from}"
        );
    }
    for (from, due) in table.iter().filter(|(_, due)| calendar.covers(due[1])) {
        assert_eq!(calendar.between(*from, due[1]), WorkingDays(10), "{from}");
        assert!(calendar.is_working_day(due[1]), "{from}");
    }
}
