//! A cell of a table.

use crate::framework::{Date, Grade};

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing, and nothing is missing.
    Blank,
    /// Words. They come from files as they are; each format makes them safe.
    Text(String),
    /// A whole number.
    Count(usize),
    /// A number to one decimal.
    Decimal(f64),
    /// A percent, 0 to 100, to one decimal.
    Percent(f64),
    /// A day.
    Day(Date),
    /// What is late, by so many working days. It stands out in word and weight wherever it is shown.
    Late(u32),
    /// A small number that is not shown, so that nobody can be recognised.
    Hidden,
}

impl Cell {
    /// Words.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A day, or nothing where there is none.
    pub fn day(day: Option<Date>) -> Self {
        day.map_or(Self::Blank, Self::Day)
    }

    /// What is written, or nothing where nothing is.
    pub fn some(value: Option<&impl ToString>) -> Self {
        value.map_or(Self::Blank, |value| Self::Text(value.to_string()))
    }

    /// A day, or these words where there is none.
    pub fn day_or(day: Option<Date>, otherwise: &str) -> Self {
        day.map_or_else(|| Self::text(otherwise), Self::Day)
    }

    /// That something is late, or nothing where it is not.
    pub fn late(working_days: Option<u32>) -> Self {
        working_days.map_or(Self::Blank, Self::Late)
    }

    /// A percent, or nothing where it is not defined.
    pub fn percent(percent: Option<f64>) -> Self {
        percent.map_or(Self::Blank, Self::Percent)
    }

    /// Yes or no.
    pub fn yes_no(value: bool) -> Self {
        Self::text(if value { "yes" } else { "no" })
    }

    /// How it is written for programs: a percent without its mark.
    pub fn plain(&self) -> String {
        match self {
            Self::Percent(value) => tenths(*value),
            cell => cell.shown(),
        }
    }

    /// How it is written for people.
    pub fn shown(&self) -> String {
        match self {
            Self::Blank => String::new(),
            Self::Text(text) => text.clone(),
            Self::Count(n) => n.to_string(),
            Self::Decimal(value) => tenths(*value),
            Self::Percent(value) => format!("{}%", tenths(*value)),
            Self::Day(day) => day.to_string(),
            Self::Late(days) => late(*days),
            Self::Hidden => "[c]".to_owned(),
        }
    }
}

/// That something is late, as a table says it, whose column says that working days are counted; no number where none has
/// passed since.
fn late(working_days: u32) -> String {
    match working_days {
        0 => "LATE".to_owned(),
        days => format!("LATE, {days}"),
    }
}

/// That something is late, and by how many working days, in a sentence.
pub fn late_by(working_days: u32) -> String {
    let unit = match working_days {
        0 => return "LATE".to_owned(),
        1 => "working day",
        _ => "working days",
    };
    format!("{} {unit}", late(working_days))
}

/// A number to one decimal; nothing is less than nothing, as `-0.0` would say.
fn tenths(value: f64) -> String {
    let shown = format!("{value:.1}");
    if shown == "-0.0" { "0.0".to_owned() } else { shown }
}

impl From<usize> for Cell {
    fn from(n: usize) -> Self {
        Self::Count(n)
    }
}

impl From<Grade> for Cell {
    fn from(grade: Grade) -> Self {
        Self::text(grade.to_string())
    }
}
