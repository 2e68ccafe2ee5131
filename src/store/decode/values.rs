//! Values as people write them, read from text, or what is wrong with it and what to write instead.

use crate::framework::date::DateError;
use crate::framework::text::nearest;
use crate::framework::{Date, Grade};

/// A text of a file, shortened, as a message may show it.
pub fn shown(text: &str) -> String {
    let mut short: String = text.chars().take(40).collect();
    if text.chars().count() > 40 {
        short.push('…');
    }
    short
}

pub(super) fn date(text: &str) -> Result<Date, (String, String)> {
    text.parse().map_err(|error| match error {
        DateError::OtherSpelling(given, meant) => (
            format!("{} is not how a date is written here.", shown(&given)),
            format!("Write {meant}."),
        ),
        DateError::NoSuchDay(given) => (
            format!("There is no such day as {}.", shown(&given)),
            "Look the day up in a calendar.".to_owned(),
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
    let help = match nearest(text, options.iter().copied()) {
        Some(meant) => format!("Did you mean {meant}? The choices are: {}.", options.join(", ")),
        None => format!("The choices are: {}.", options.join(", ")),
    };
    Err((format!("{} is not one of the choices here.", shown(text)), help))
}
