//! The council year and its parts: quarters, two-month cycles, and the equal parts a schedule row asks for.
//!
//! A year is named by the two calendar years it spans, `2026-27`. It starts on the first of `year_starts` (April
//! unless `qaf.toml` says otherwise). Quarters are `2026-27-Q3`, cycles `2026-27-C4`.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};
use thiserror::Error;

use super::date::Date;

/// The month, 1 to 12, in which the council's year starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearStart(u32);

impl YearStart {
    /// Returns the month, or `None` where it is none.
    pub fn new(month: u32) -> Option<Self> {
        (1..=12).contains(&month).then_some(Self(month))
    }

    /// The council year that `date` lies in.
    pub fn year_of(self, date: Date) -> CouncilYear {
        let first = if date.month() >= self.0 {
            date.year()
        } else {
            date.year() - 1
        };
        CouncilYear { first, starts: self }
    }

    /// Reads `2026-27`.
    pub fn year(self, text: &str) -> Option<CouncilYear> {
        let (first, second) = text.split_once('-')?;
        let first: i32 = first.parse().ok().filter(|year| (1900..2199).contains(year))?;
        let second: i32 = second.parse().ok().filter(|_| second.len() == 2)?;
        ((first + 1) % 100 == second).then_some(CouncilYear { first, starts: self })
    }
}

impl Default for YearStart {
    fn default() -> Self {
        Self(4)
    }
}

/// A council year, such as 2026-27.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CouncilYear {
    first: i32,
    starts: YearStart,
}

impl CouncilYear {
    /// The year's first day.
    pub fn from(self) -> Date {
        self.month(0)
    }

    /// The year's last day.
    pub fn to(self) -> Date {
        self.month(12).minus_days(1)
    }

    /// The first two digits that audit ids carry: 26 for 2026-27.
    pub fn short(self) -> u32 {
        u32::try_from(self.first.rem_euclid(100)).unwrap_or(0)
    }

    /// The year so many years later, or earlier.
    #[must_use]
    pub fn plus(self, years: i32) -> Self {
        Self {
            first: self.first + years,
            ..self
        }
    }

    /// The year in `parts` equal parts (12, 6, 4, 3, 2 or 1), first to last.
    pub fn parts(self, parts: u32) -> impl Iterator<Item = Period> {
        let months = 12 / parts.clamp(1, 12);
        (0..parts).map(move |index| self.part(months, index))
    }

    fn part(self, months: u32, index: u32) -> Period {
        Period {
            year: self,
            months,
            index,
            from: self.month(index * months),
            to: self.month((index + 1) * months).minus_days(1),
        }
    }

    /// The first day of the month so many months after the year's start.
    fn month(self, months: u32) -> Date {
        Date::new(self.first, self.starts.0, 1)
            .map_or_else(|| Date::from_year(self.first), |d| d.plus_months(months))
    }
}

impl fmt::Display for CouncilYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.first, (self.first + 1).rem_euclid(100))
    }
}

/// One of the equal parts of a council year, both days included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    year: CouncilYear,
    months: u32,
    index: u32,
    from: Date,
    to: Date,
}

impl Period {
    /// The part of `date`'s council year, cut into `parts`, that `date` lies in.
    pub fn of(date: Date, parts: u32, starts: YearStart) -> Self {
        let year = starts.year_of(date);
        let months = 12 / parts.clamp(1, 12);
        let passed = (date.month() + 12 - starts.0) % 12;
        year.part(months, passed / months)
    }

    /// The first day.
    pub fn from(self) -> Date {
        self.from
    }

    /// The last day.
    pub fn to(self) -> Date {
        self.to
    }

    /// Whether `date` lies in it.
    pub fn contains(self, date: Date) -> bool {
        self.from <= date && date <= self.to
    }

    /// The council year.
    pub fn year(self) -> CouncilYear {
        self.year
    }

    /// The part before this one, of the same length.
    #[must_use]
    pub fn before(self) -> Self {
        Self::of(self.from.minus_days(1), 12 / self.months, self.year.starts)
    }

    /// The part after this one, of the same length.
    #[must_use]
    pub fn after(self) -> Self {
        Self::of(self.to.plus_days(1), 12 / self.months, self.year.starts)
    }
}

impl fmt::Display for Period {
    /// `2026-27-Q3` for a quarter, `2026-27-C4` for a cycle, `2026-27` for a year, else `2026-27-2of3`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.index + 1;
        match self.months {
            12 => write!(f, "{}", self.year),
            3 => write!(f, "{}-Q{number}", self.year),
            2 => write!(f, "{}-C{number}", self.year),
            months => write!(f, "{}-{number}of{}", self.year, 12 / months),
        }
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A text that names no period.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{text} is no {what}; write it as {example}")]
pub struct NoPeriod {
    text: String,
    what: &'static str,
    example: &'static str,
}

/// A quarter of a council year, such as 2026-27-Q3 (October to December).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quarter(Period);

impl Quarter {
    /// The quarter that `date` lies in.
    pub fn of(date: Date, starts: YearStart) -> Self {
        Self(Period::of(date, 4, starts))
    }

    /// The last quarter that has ended on `date`.
    pub fn last_ended(date: Date, starts: YearStart) -> Self {
        let now = Self::of(date, starts);
        if now.0.to == date { now } else { now.before() }
    }

    /// Reads `2026-27-Q3`.
    pub fn parse(text: &str, starts: YearStart) -> Result<Self, NoPeriod> {
        part(text, "-Q", 4, starts).map(Self).ok_or_else(|| NoPeriod {
            text: text.to_owned(),
            what: "quarter",
            example: "2026-27-Q3, or now",
        })
    }

    /// Its days.
    pub fn period(self) -> Period {
        self.0
    }

    /// The quarter before.
    #[must_use]
    pub fn before(self) -> Self {
        Self(self.0.before())
    }

    /// Its name within the year: `Q3`.
    pub fn short(self) -> String {
        format!("Q{}", self.0.index + 1)
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Quarter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A two-month cycle of allocation, such as 2026-27-C4 (October and November).
///
/// The framework's "bimonthly" is read as once in every two calendar months (Appendix 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cycle(Period);

impl Cycle {
    /// The cycle that `date` lies in.
    pub fn of(date: Date, starts: YearStart) -> Self {
        Self(Period::of(date, 6, starts))
    }

    /// Reads `2026-27-C4`.
    pub fn parse(text: &str, starts: YearStart) -> Result<Self, NoPeriod> {
        part(text, "-C", 6, starts).map(Self).ok_or_else(|| NoPeriod {
            text: text.to_owned(),
            what: "cycle",
            example: "2026-27-C4",
        })
    }

    /// Its days.
    pub fn period(self) -> Period {
        self.0
    }

    /// Its months as people say them: `Oct-Nov 2026`.
    pub fn spoken(self) -> String {
        let [from, to] = [self.0.from(), self.0.to()].map(|day| (day.month_name(), day.year()));
        if from.1 == to.1 {
            format!("{}-{} {}", from.0, to.0, to.1)
        } else {
            format!("{} {}-{} {}", from.0, from.1, to.0, to.1)
        }
    }

    /// The cycle before.
    #[must_use]
    pub fn before(self) -> Self {
        Self(self.0.before())
    }
}

impl fmt::Display for Cycle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Cycle {
    type Err = NoPeriod;

    /// Reads a cycle of a year that starts in April; its name is all that counts, so use it for names only.
    fn from_str(text: &str) -> Result<Self, NoPeriod> {
        Self::parse(text, YearStart::default())
    }
}

impl Serialize for Cycle {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

fn part(text: &str, mark: &str, parts: u32, starts: YearStart) -> Option<Period> {
    let (year, number) = text.split_once(mark)?;
    let year = starts.year(year)?;
    let number: u32 = number
        .parse()
        .ok()
        .filter(|n| (1..=parts).contains(n) && number.len() == 1)?;
    Some(year.part(12 / parts, number - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn quarters_and_cycles_are_those_of_the_council_year() {
        let april = YearStart::default();
        assert_eq!(Quarter::of(day("2026-11-24"), april).to_string(), "2026-27-Q3");
        assert_eq!(Quarter::of(day("2027-01-01"), april).to_string(), "2026-27-Q4");
        assert_eq!(Cycle::of(day("2026-11-30"), april).to_string(), "2026-27-C4");
        assert_eq!(Cycle::of(day("2026-12-01"), april).to_string(), "2026-27-C5");
        assert_eq!(
            Quarter::last_ended(day("2026-11-24"), april).to_string(),
            "2026-27-Q2"
        );
        assert_eq!(
            Quarter::last_ended(day("2026-12-31"), april).to_string(),
            "2026-27-Q3"
        );
        assert_eq!(april.year_of(day("1999-05-01")).to_string(), "1999-00");
        let quarter = Quarter::parse("2026-27-Q4", april).unwrap().period();
        assert_eq!(
            (quarter.from(), quarter.to()),
            (day("2027-01-01"), day("2027-03-31"))
        );
    }

    #[test]
    fn periods_of_a_year_follow_each_other_without_gap() {
        for starts in 1..=12 {
            let year = YearStart::new(starts).unwrap().year("2027-28").unwrap();
            for parts in [12, 6, 4, 3, 2, 1] {
                let all: Vec<Period> = year.parts(parts).collect();
                assert_eq!(all[0].from(), year.from());
                assert_eq!(all.last().unwrap().to(), year.to());
                assert!(
                    all.windows(2)
                        .all(|two| two[0].to().plus_days(1) == two[1].from() && two[1].before() == two[0])
                );
            }
        }
    }

    #[test]
    fn what_names_no_quarter_is_refused() {
        for wrong in ["2026-28-Q1", "2026-27-Q5", "2026-Q1", "Q3", "2026-27-Q03", ""] {
            assert!(Quarter::parse(wrong, YearStart::default()).is_err(), "{wrong}");
        }
    }
}
