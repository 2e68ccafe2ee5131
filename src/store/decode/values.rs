//! Values as people write them, read from text, or what is wrong with it and what to write instead.

use crate::framework::date::DateError;
use crate::framework::grade::is_not_applicable;
use crate::framework::word::nearest;
use crate::framework::{Date, Grade};
use crate::store::scaffold::yaml_quoted;

/// A text of a file, shortened, as a message may show it.
pub fn shown(text: &str) -> String {
    let mut short: String = text.chars().take(40).collect();
    if text.chars().count() > 40 {
        short.push('…');
    }
    short
}

/// Whether a text is a word for nothing, where something of another kind than a text is asked for.
pub(super) fn is_nothing(text: &str) -> bool {
    let word = text.trim().trim_end_matches('.').to_lowercase();
    matches!(
        word.as_str(),
        "-" | "--" | "–" | "no" | "none" | "nothing" | "nil" | "null" | "n/a" | "na"
    ) || is_not_applicable(&word)
}

/// An option as it is written among others: in quotes where a comma or a colon in it would part it.
pub(super) fn spelled(option: &str) -> String {
    let parts = [",", ": ", " #", "[", "]", "{", "}"]
        .iter()
        .any(|mark| option.contains(mark));
    let begins = option.starts_with([
        '"', '\'', '*', '&', '!', '@', '%', '`', '|', '>', '#', '-', '?', ':',
    ]);
    if parts || begins || option.ends_with(':') {
        yaml_quoted(option)
    } else {
        option.to_owned()
    }
}

/// The day that a text means, in whatever spelling; one that could mean two days is read day first.
pub fn day(text: &str) -> Option<Date> {
    match text.parse() {
        Ok(date) | Err(DateError::OtherSpelling(_, date)) => Some(date),
        Err(_) => None,
    }
}

/// The day that is meant, if day and month of a date as it is written here changed places.
fn swapped(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let (year, day, month) = (parts.next()?, parts.next()?, parts.next()?);
    format!("{year}-{month}-{day}").parse().ok()
}

pub(super) fn date(text: &str) -> Result<Date, (String, String)> {
    text.parse().map_err(|error| match error {
        DateError::OtherSpelling(given, meant) => (
            format!("{} is not how a date is written here.", shown(&given)),
            format!("Write {meant}."),
        ),
        DateError::NoSuchDay(given) => (
            format!("There is no such day as {}.", shown(&given)),
            swapped(&given).map_or_else(
                || "Look the day up in a calendar, and write year, month and day: 2026-12-07 is 7 December 2026.".to_owned(),
                |meant| format!("Day and month have changed places: if {} is meant, write {meant}.", meant.spoken()),
            ),
        ),
        DateError::OtherWeekday(given, day) => (
            format!("{} can't be right: that day is {}.", shown(&given), day.spoken()),
            format!("Look the day up in a calendar. If {} is meant, write {day}.", day.spoken()),
        ),
        DateError::NoDate(given) => (
            format!("{} is no date.", shown(&given)),
            "Write year, month and day with hyphens between: 2026-12-07 is 7 December 2026.".to_owned(),
        ),
    })
}

/// Reads `yes` or `no`.
pub fn yes_no(text: &str) -> Result<bool, (String, String)> {
    match text.to_lowercase().as_str() {
        "yes" | "true" | "y" => Ok(true),
        "no" | "false" | "n" => Ok(false),
        _ => Err((
            format!("{} is neither yes nor no.", shown(text)),
            "Write yes or no.".to_owned(),
        )),
    }
}

pub(super) fn number(text: &str, most: u32) -> Result<u32, (String, String)> {
    let digits = text.len() <= 9 && !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse()
        .ok()
        .filter(|number| digits && *number <= most)
        .ok_or_else(|| {
            let help = if most < 1000 {
                format!("Write a whole number from 0 to {most}.")
            } else {
                "Write a whole number.".to_owned()
            };
            (
                format!("{} is not a number that can stand here.", shown(text)),
                help,
            )
        })
}

pub(super) fn no_grade(text: &str, grades: &str) -> (String, String) {
    let meant = nearest(text, Grade::ALL.iter().map(|grade| grade.title()));
    let help = match meant {
        Some(meant) => format!("Did you mean {meant}? Write {grades}."),
        None => format!("Write {grades}."),
    };
    (format!("{} is no grade.", shown(text)), help)
}

pub(super) fn option(text: &str, options: &[&str]) -> Result<String, (String, String)> {
    if let Some(option) = options.iter().find(|option| option.eq_ignore_ascii_case(text)) {
        return Ok((*option).to_owned());
    }
    let choices: Vec<String> = options.iter().map(|option| spelled(option)).collect();
    let choices = choices.join(", ");
    let help = match nearest(text, options.iter().copied()) {
        Some(meant) => format!("Did you mean {}? The choices are: {choices}.", spelled(meant)),
        None => format!("The choices are: {choices}."),
    };
    Err((format!("{} is not one of the choices here.", shown(text)), help))
}
