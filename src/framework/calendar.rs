//! Working days: Monday to Friday less the bank holidays of England and Wales, from the list as the government
//! publishes it. "Within 10 working days" of a day is the tenth working day after it.

use std::collections::BTreeSet;

use serde::Deserialize;
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
    events: Vec<Event>,
}

#[derive(Deserialize)]
struct Event {
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

    /// The working days after `from` up to and with `to`; 0 where `to` does not lie later.
    pub fn between(&self, from: Date, to: Date) -> WorkingDays {
        let days = u64::try_from(to.days_since(from)).unwrap_or(0);
        let count = (1..=days)
            .filter(|n| self.is_working_day(from.plus_days(*n)))
            .count();
        WorkingDays(u32::try_from(count).unwrap_or(u32::MAX))
    }

    /// The last year that the list covers; a deadline in a later one is reckoned without its bank holidays.
    pub fn last_year(&self) -> Option<i32> {
        self.holidays.last().map(|date| date.year())
    }

    /// Whether the list speaks of the year of `date`.
    pub fn covers(&self, date: Date) -> bool {
        let first = self.holidays.first().map(|day| day.year());
        first.is_some_and(|year| year <= date.year())
            && self.last_year().is_some_and(|year| date.year() <= year)
    }
}
