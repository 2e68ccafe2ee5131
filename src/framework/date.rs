//! A day of the calendar, read in one spelling only.

use std::fmt;
use std::io;
use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// A day, as `2026-12-07`. No time of day and no time zone enters qaf.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

/// Why a text is no [`Date`].
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DateError {
    /// The text has the shape of a date but no calendar has that day.
    #[error("there is no such day as {0}")]
    NoSuchDay(String),
    /// The text is a date in another spelling; the day it seems to mean is given.
    #[error("a date is written {1}, not {0}")]
    OtherSpelling(String, Date),
    /// The text names another day of the week than the day has.
    #[error("{0} can't be right: that day is {day}", day = .1.spoken())]
    OtherWeekday(String, Date),
    /// The text is no date.
    #[error("{0} is no date; write it as year-month-day, such as 2026-12-07")]
    NoDate(String),
}

impl Date {
    /// Returns the day, or `None` where the calendar has none.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day)
            .filter(|_| (1900..=2199).contains(&year))
            .map(Self)
    }

    /// The first of January of a year, kept within the years that qaf speaks of.
    pub fn from_year(year: i32) -> Self {
        NaiveDate::from_ymd_opt(year.clamp(1900, 2199), 1, 1).map_or(Self(NaiveDate::MIN), Self)
    }

    /// Today by the machine's clock and time zone: the default of `--as-of`, and read nowhere else.
    pub fn from_clock() -> Self {
        Self(chrono::Local::now().date_naive())
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, from 1.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// Whether it is a Saturday or a Sunday.
    pub fn is_weekend(self) -> bool {
        self.0.weekday().number_from_monday() > 5
    }

    /// The day so many calendar days later; the last day of 2199 at most.
    #[must_use]
    pub fn plus_days(self, days: u64) -> Self {
        self.0.checked_add_days(Days::new(days)).map_or(self, Self)
    }

    /// The day so many calendar days earlier.
    #[must_use]
    pub fn minus_days(self, days: u64) -> Self {
        self.0.checked_sub_days(Days::new(days)).map_or(self, Self)
    }

    /// The same day so many months later, or that month's last day where it is too short.
    #[must_use]
    pub fn plus_months(self, months: u32) -> Self {
        self.0.checked_add_months(Months::new(months)).map_or(self, Self)
    }

    /// The same day so many months earlier, or that month's last day.
    #[must_use]
    pub fn minus_months(self, months: u32) -> Self {
        self.0.checked_sub_months(Months::new(months)).map_or(self, Self)
    }

    /// Calendar days from `earlier` to this day; negative where it lies before.
    pub fn days_since(self, earlier: Self) -> i64 {
        self.0.signed_duration_since(earlier.0).num_days()
    }

    /// Whole years from this day to `on`: an age, where this is the day of birth. `None` where `on` lies before.
    pub fn years_until(self, on: Self) -> Option<u32> {
        on.0.years_since(self.0)
    }

    /// The day as people say it: `Mon 7 Dec 2026`.
    pub fn spoken(self) -> String {
        format!(
            "{} {} {} {}",
            self.0.weekday(),
            self.day(),
            self.month_name(),
            self.year()
        )
    }

    /// Its month in three letters: `Dec`.
    pub fn month_name(self) -> String {
        self.0.format("%b").to_string()
    }

    /// Reads a date that a person or an export wrote day first (`7/12/2026`, `07.12.26`, `7 Dec 2026`) or ISO.
    ///
    /// A month over 12 is no date: what is month first is never guessed at.
    pub fn from_day_first(text: &str) -> Option<Self> {
        // Words are asked for far more often than days.
        if !text.bytes().any(|byte| byte.is_ascii_digit()) {
            return None;
        }
        text.parse().ok().or_else(|| Self::from_parts(text))
    }
}

fn month_number(text: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    if text.len() <= 2 {
        return text.parse().ok();
    }
    let text = text.to_lowercase();
    let text = if text == "sept" { "sep" } else { text.as_str() };
    let position = NAMES
        .iter()
        .position(|name| *name == text || name.get(..3) == Some(text))?;
    u32::try_from(position + 1).ok()
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let bytes = text.as_bytes();
        let shaped = bytes.len() == 10
            && bytes.iter().enumerate().all(|(i, b)| {
                if i == 4 || i == 7 {
                    *b == b'-'
                } else {
                    b.is_ascii_digit()
                }
            });
        if !shaped {
            let own = || text.to_owned();
            let behind_weekday = text.split_once([' ', ',']).and_then(|(weekday, rest)| {
                weekday.parse::<Weekday>().ok()?;
                Self::from_parts(rest)
            });
            return Err(match (Self::from_parts(text), behind_weekday) {
                (Some(meant), _) => DateError::OtherSpelling(own(), meant),
                (None, Some(day)) => DateError::OtherWeekday(own(), day),
                (None, None) => DateError::NoDate(own()),
            });
        }
        let number = |from: usize, to: usize| text[from..to].parse::<u32>().unwrap_or(0);
        i32::try_from(number(0, 4))
            .ok()
            .and_then(|year| Self::new(year, number(5, 7), number(8, 10)))
            .ok_or_else(|| DateError::NoSuchDay(text.to_owned()))
    }
}

impl Date {
    /// The parts of a date in another spelling: day, month and year, or year, month and day; the day of the week may
    /// stand before them, where it is that day's.
    fn from_parts(text: &str) -> Option<Self> {
        let is_between = |c: char| {
            c.is_whitespace() || matches!(c, '/' | '.' | '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
        };
        let parts: Vec<&str> = text
            .split(is_between)
            .map(|part| part.trim_matches(','))
            .filter(|part| !part.is_empty())
            .collect();
        let (weekday, first, month, last) = match parts.as_slice() {
            [first, month, last] => (None, first, month, last),
            [weekday, first, month, last] => (Some(weekday.parse::<Weekday>().ok()?), first, month, last),
            _ => return None,
        };
        let (day, year) = if first.len() == 4 && first.bytes().all(|b| b.is_ascii_digit()) {
            (last, first)
        } else {
            (first, last)
        };
        let year = match (year.len(), year.parse::<i32>().ok()?) {
            (4, year) => year,
            (2, year) => 2000 + year,
            _ => return None,
        };
        let digits = ["st", "nd", "rd", "th"]
            .iter()
            .find_map(|end| day.strip_suffix(end));
        let day = digits.unwrap_or(day);
        let date = Self::new(
            year,
            month_number(month)?,
            day.parse().ok().filter(|_| day.len() <= 2)?,
        )?;
        weekday
            .is_none_or(|weekday| date.0.weekday() == weekday)
            .then_some(date)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!(
            "{:04}-{:02}-{:02}",
            self.year(),
            self.month(),
            self.day()
        ))
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

impl borsh::BorshSerialize for Date {
    fn serialize<W: io::Write>(&self, writer: &mut W) -> io::Result<()> {
        borsh::BorshSerialize::serialize(&self.0.num_days_from_ce(), writer)
    }
}

impl borsh::BorshDeserialize for Date {
    fn deserialize_reader<R: io::Read>(reader: &mut R) -> io::Result<Self> {
        let days: i32 = borsh::BorshDeserialize::deserialize_reader(reader)?;
        let day = NaiveDate::from_num_days_from_ce_opt(days).ok_or(io::ErrorKind::InvalidData)?;
        Ok(Self(day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_spelling_is_read_and_others_are_answered_with_it() {
        let meant = Date::new(2026, 12, 7).unwrap();
        assert_eq!("2026-12-07".parse(), Ok(meant));
        for other in [
            "07/12/2026",
            "7/12/26",
            "7 Dec 2026",
            "7.12.2026",
            "2026/12/7",
            "2026-12-7",
            "7th December 2026",
            "Monday 7 December 2026",
            "Mon, 7th Dec 2026",
            "2026\u{2013}12\u{2013}07",
            "7\u{2011}12\u{2011}2026",
        ] {
            assert_eq!(
                other.parse::<Date>(),
                Err(DateError::OtherSpelling(other.into(), meant)),
                "{other}"
            );
        }
        assert_eq!(
            "2026-09-31".parse::<Date>(),
            Err(DateError::NoSuchDay("2026-09-31".into()))
        );
        let other = "Tuesday 7 December 2026";
        assert_eq!(
            other.parse::<Date>(),
            Err(DateError::OtherWeekday(other.into(), meant))
        );
        for wrong in [
            "soon",
            "12/31/2026",
            "7the Dec 2026",
            "Dec the 7 2026",
            "26-09-01-3",
            "",
            "0026-09-01x",
        ] {
            assert_eq!(
                wrong.parse::<Date>(),
                Err(DateError::NoDate(wrong.into())),
                "{wrong}"
            );
        }
    }

    #[test]
    fn a_month_that_is_too_short_ends_with_its_last_day() {
        assert_eq!(
            Date::new(2027, 1, 31).unwrap().plus_months(1),
            Date::new(2027, 2, 28).unwrap()
        );
        assert_eq!(
            Date::new(2028, 1, 31).unwrap().plus_months(1),
            Date::new(2028, 2, 29).unwrap()
        );
    }
}
