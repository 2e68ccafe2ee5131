//! Working days: Monday to Friday less the bank holidays of England and Wales, from the list as the government
//! publishes it. "Within 10 working days" of a day is the tenth working day after it.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::date::Date;

/// So many working days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WorkingDays(pub u32);

/// The bank holidays, and the years that the list speaks of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    holidays: BTreeSet<Date>,
}

/// Why a list of bank holidays can't be used.
#[derive(Debug, Error)]
pub enum CalendarError {
    /// It isn't the shape that the government publishes.
    #[error("it is not the list of bank holidays as GOV.UK publishes it: {0}")]
    Shape(#[from] serde_json::Error),
    /// It lists no day at all.
    #[error("it lists no bank holiday of England and Wales")]
    Empty,
}

#[derive(Deserialize)]
struct Published {
    #[serde(rename = "england-and-wales")]
    england_and_wales: Division,
}

#[derive(Deserialize)]
struct Division {
    events: Vec<BankHoliday>,
}

#[derive(Deserialize)]
struct BankHoliday {
    date: Date,
}

impl Calendar {
    /// Reads the government's `bank-holidays.json`; other divisions than England and Wales are passed over.
    pub fn from_json(text: &str) -> Result<Self, CalendarError> {
        let published: Published = serde_json::from_str(text.trim_start_matches('\u{feff}'))?;
        let holidays: BTreeSet<Date> = published
            .england_and_wales
            .events
            .into_iter()
            .map(|event| event.date)
            .collect();
        if holidays.is_empty() {
            Err(CalendarError::Empty)
        } else {
            Ok(Self { holidays })
        }
    }

    /// Whether people work on this day.
    pub fn is_working_day(&self, date: Date) -> bool {
        !date.is_weekend() && !self.holidays.contains(&date)
    }

    /// The last of so many working days after `start`; `start` itself for none.
    pub fn after(&self, start: Date, days: WorkingDays) -> Date {
        let mut date = start;
        let mut left = days.0;
        while left > 0 {
            date = date.plus_days(1);
            if self.is_working_day(date) {
                left -= 1;
            }
        }
        date
    }

    /// The day so many working days before `end`; `end` itself for none.
    pub fn before(&self, end: Date, days: WorkingDays) -> Date {
        let mut date = end;
        let mut left = days.0;
        while left > 0 {
            date = date.minus_days(1);
            if self.is_working_day(date) {
                left -= 1;
            }
        }
        date
    }

    /// The working days after `from` up to and with `to`; 0 where `to` does not lie later.
    pub fn between(&self, from: Date, to: Date) -> WorkingDays {
        let days = u64::try_from(to.days_since(from)).unwrap_or(0);
        let count = (1..=days)
            .filter(|n| self.is_working_day(from.plus_days(*n)))
            .count();
        WorkingDays(u32::try_from(count).unwrap_or(u32::MAX))
    }

    /// That a day is no working day, with the ones before and after it, as a sentence; none where it is one.
    pub fn day_off(&self, date: Date) -> Option<String> {
        if self.is_working_day(date) {
            return None;
        }
        let next = self.after(date, WorkingDays(1));
        let days_before = (1..).map(|days| date.minus_days(days));
        let last = days_before.take(30).find(|day| self.is_working_day(*day))?;
        Some(format!(
            "{} is no working day: {} is the last before it, and {} the next.",
            date.spoken(),
            last.spoken(),
            next.spoken()
        ))
    }

    /// Whether the list speaks of the year of `date`. No year is without bank holidays.
    pub fn covers(&self, date: Date) -> bool {
        let year = date.year();
        let ends = Date::new(year, 1, 1).zip(Date::new(year, 12, 31));
        ends.is_some_and(|(first, last)| self.holidays.range(first..=last).next().is_some())
    }

    /// The years that the list does not cover, of the days that are counted from one day to another, whichever is the
    /// later.
    pub fn unlisted(&self, one: Date, other: Date) -> Unlisted {
        let (start, end) = (one.min(other), one.max(other));
        if start == end {
            return Unlisted::default();
        }
        let years = start.plus_days(1).year()..=end.year();
        let missing = |year: &i32| Date::new(*year, 1, 1).is_some_and(|day| !self.covers(day));
        Unlisted(years.filter(missing).collect())
    }
}

/// The years of which the list says nothing, though days in them were counted: as if there were no bank holidays. It
/// reads as a sentence.
#[derive(borsh::BorshDeserialize, borsh::BorshSerialize, Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Unlisted(BTreeSet<i32>);

impl Unlisted {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The years and those of another count.
    pub fn add(&mut self, other: &Self) {
        self.0.extend(&other.0);
    }

    /// The sentence, where there is one to be said.
    pub fn sentence(&self) -> Option<String> {
        (!self.is_empty()).then(|| self.to_string())
    }

    /// What may stand behind a day that was reckoned so; nothing where it was not.
    pub fn remark(&self) -> String {
        if self.is_empty() {
            String::new()
        } else {
            format!(", counted without the bank holidays of {}", self.years())
        }
    }

    /// `2027`, `2027 and 2028`, `2027 to 2031`.
    fn years(&self) -> String {
        let years: Vec<i32> = self.0.iter().copied().collect();
        let runs = years.chunk_by(|one, next| one + 1 == *next);
        let each: Vec<String> = runs
            .flat_map(|run| match run {
                [first, _, .., last] => vec![format!("{first} to {last}")],
                few => few.iter().map(ToString::to_string).collect(),
            })
            .collect();
        match each.split_last() {
            Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
            _ => each.concat(),
        }
    }
}

impl<'a> FromIterator<&'a Unlisted> for Unlisted {
    fn from_iter<T: IntoIterator<Item = &'a Unlisted>>(each: T) -> Self {
        each.into_iter().fold(Self::default(), |mut all, one| {
            all.add(one);
            all
        })
    }
}

impl fmt::Display for Unlisted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "bank-holidays.json lists no bank holidays of {}, so days there were counted as if there were none, and what \
             was reckoned over them may be too early. Put the newest list from GOV.UK in its place.",
            self.years()
        )
    }
}
