//! One cell: its text as it is compared and kept, a date in it, and the text as it is shown.

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization;

use crate::framework::Date;
use crate::framework::name::is_invisible;

/// Returns a cell's text in NFC, trimmed, with single plain spaces for white space of every kind.
///
/// `room` is used where the text has to be written anew, so that a million clean cells cost no allocation.
pub(super) fn clean<'a>(cell: &'a str, room: &'a mut String) -> &'a str {
    if is_clean(cell) {
        return cell;
    }
    room.clear();
    let mut gap = false;
    for letter in cell.nfc() {
        if letter.is_whitespace() {
            gap = !room.is_empty();
            continue;
        }
        if gap {
            room.push(' ');
            gap = false;
        }
        room.push(letter);
    }
    room
}

/// Whether a text is as [`clean`] would leave it, told for plain ASCII alone; it then holds no control character either.
pub(super) fn is_clean(cell: &str) -> bool {
    let mut after_space = true;
    for byte in cell.bytes() {
        if !(b' '..0x7F).contains(&byte) || (byte == b' ' && after_space) {
            return false;
        }
        after_space = byte == b' ';
    }
    !after_space || cell.is_empty()
}

/// [`clean`], as a text of its own.
pub(super) fn cleaned(cell: &str) -> String {
    clean(cell, &mut String::new()).to_owned()
}

/// A word as headers and statuses are compared: case, spaces, underscores and hyphens do not count.
pub(super) fn folded(text: &str) -> String {
    cleaned(text)
        .chars()
        .filter(|letter| !matches!(letter, ' ' | '_' | '-'))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether a cell shows that an Excel formula failed; saved as CSV, it is the same text.
pub(super) fn is_excel_error(text: &str) -> bool {
    const ERRORS: [&str; 8] = [
        "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!",
    ];
    text.trim_start().starts_with('#') && ERRORS.contains(&text.trim())
}

/// What is wrong with a date that begins with the year and has the day before the month.
pub(super) const SWAPPED: &str = "has its day and month swapped";

/// Why a cell holds no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoDate {
    /// The month comes first, and is told from the day by a day over 12.
    MonthFirst,
    /// It begins with the year, and what follows is the day and then the month; this is the day that is meant.
    Swapped(Date),
    /// The calendar has no such day, or it is no date at all.
    Other,
}

impl NoDate {
    /// What is wrong and what to do, to read on from the name of the column. The day itself is not named, as it may be one
    /// of birth.
    pub(super) fn sentence(self) -> &'static str {
        match self {
            Self::MonthFirst => {
                "has a month over 12. Dates are read day first (31/03/2026) or as 2026-03-31; if this file writes \
                 the month first, its other dates are read wrongly too, so export it again with dates as 2026-03-31"
            }
            Self::Swapped(_) => {
                "has its day and month swapped. After a year the month comes first and then the day, as 2026-03-31; put it \
                 right, and look whether the file writes all its dates so"
            }
            Self::Other => "is no date of the calendar. Write it as 2026-03-31 or day first, as 31/03/2026",
        }
    }

    /// The same, with the day that is meant where it can be told: for a column in which no day of birth can stand.
    pub(super) fn told(self) -> Cow<'static, str> {
        match self {
            Self::Swapped(meant) => Cow::Owned(format!(
                "{SWAPPED}. After a year the month comes first and then the day: if {} is meant, write {meant}, \
                 and look whether the file writes all its dates so",
                meant.spoken()
            )),
            Self::MonthFirst | Self::Other => Cow::Borrowed(self.sentence()),
        }
    }
}

/// Reads a cell's date: ISO or day first, with a time of day after it or without.
pub(super) fn date(text: &str) -> Result<Date, NoDate> {
    if let Some(date) = usual_date(text.as_bytes()) {
        return Ok(date);
    }
    let text = without_time(text);
    Date::from_day_first(text).ok_or_else(|| why_no_date(text))
}

/// The two spellings that nearly every export has, read without an allocation.
pub(super) fn usual_date(text: &[u8]) -> Option<Date> {
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0, |number, digit| {
            digit
                .is_ascii_digit()
                .then(|| number * 10 + u32::from(digit - b'0'))
        })
    };
    let (year, month, day) = match text {
        [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] | [d1, d2, b'/', m1, m2, b'/', y1, y2, y3, y4] => {
            ([*y1, *y2, *y3, *y4], [*m1, *m2], [*d1, *d2])
        }
        _ => return None,
    };
    let year = i32::try_from(number(&year)?).ok()?;
    Date::new(year, number(&month)?, number(&day)?)
}

/// Exports of a date with a time (`31/03/2026 00:00:00`) mean the date.
pub(super) fn without_time(text: &str) -> &str {
    match text.rsplit_once([' ', 'T']) {
        Some((date, time))
            if time.contains(':')
                && time
                    .bytes()
                    .all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.' | b'Z')) =>
        {
            date
        }
        _ => text,
    }
}

fn why_no_date(text: &str) -> NoDate {
    let mut parts = text.split(['/', '.', '-', ' ']).map(str::parse::<u32>);
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(Ok(1..=12)), Some(Ok(13..=31)), Some(Ok(_)), None) => NoDate::MonthFirst,
        (Some(Ok(year @ 1900..=2199)), Some(Ok(day @ 13..=31)), Some(Ok(month @ 1..=12)), None) => {
            let year = i32::try_from(year).unwrap_or_default();
            Date::new(year, month, day).map_or(NoDate::Other, NoDate::Swapped)
        }
        _ => NoDate::Other,
    }
}

/// A text of a file as a message shows it: shortened, and with nothing in it that could steer a terminal.
pub(super) fn shown(text: &str) -> String {
    const LONGEST: usize = 40;
    let mut out = String::new();
    for (index, letter) in text.trim().chars().enumerate() {
        if index == LONGEST {
            out.push('…');
            break;
        }
        if letter.is_control() || is_invisible(letter) {
            // Writing to a string can't fail.
            let _ = write!(out, "{}", letter.escape_unicode());
        } else {
            out.push(letter);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_trimmed_and_has_single_spaces() {
        assert_eq!(cleaned("  Area\u{a0}Unit \r\n North  1 "), "Area Unit North 1");
        assert_eq!(cleaned("Zoe\u{308}"), "Zo\u{eb}");
        assert_eq!(cleaned("\u{a0}"), "");
        assert_eq!(folded("Child_ID"), folded(" childId"));
    }

    #[test]
    fn dates_are_iso_or_day_first() {
        let day = Date::new(2026, 3, 31).unwrap();
        for text in [
            "2026-03-31",
            "31/03/2026",
            "31/3/26",
            "31.03.2026",
            "31 Mar 2026",
            "31/03/2026 00:00",
            "2026-03-31T00:00:00",
            "2026-03-31 00:00:00.000",
        ] {
            assert_eq!(date(text), Ok(day), "{text}");
        }
        assert_eq!(date("03/31/2026"), Err(NoDate::MonthFirst));
        assert_eq!(date("3/31/2026 09:15"), Err(NoDate::MonthFirst));
        assert_eq!(date("2026-31-03"), Err(NoDate::Swapped(day)));
        assert_eq!(date("2026/31/3 00:00"), Err(NoDate::Swapped(day)));
        for text in [
            "31/02/2026",
            "soon",
            "46112",
            "31/03",
            "2026-02-30",
            "2026-30-02",
            "13/13/2026",
            "é1/03/2026",
        ] {
            assert_eq!(date(text), Err(NoDate::Other), "{text}");
        }
    }

    #[test]
    fn a_shown_text_is_short_and_harmless() {
        assert_eq!(shown("a\u{1b}[31m\u{202e}b"), "a\\u{1b}[31m\\u{202e}b");
        assert_eq!(shown(&"x".repeat(50)), format!("{}…", "x".repeat(40)));
    }
}
