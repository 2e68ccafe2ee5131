//! A day for the calendar: an entry that Outlook and Google take (RFC 5545).

use std::borrow::Cow;
use std::fmt::Write as _;

use super::one_line;
use crate::framework::Date;

/// What an entry is made of.
#[derive(Clone, Debug)]
pub struct CalendarEntry<'a> {
    /// What tells it from every other and stays the same, so that a later one takes its place.
    pub uid: String,
    /// The day it was written.
    pub written: Date,
    /// The day, all of it.
    pub day: Date,
    /// The line that is seen.
    pub summary: Cow<'a, str>,
    /// What is seen when it is opened.
    pub description: Cow<'a, str>,
}

/// The longest line, in bytes (RFC 5545, section 3.1).
const LINE: usize = 75;

/// The entries as a calendar of their own.
///
/// They keep nobody's time (`TRANSPARENT`), others see that there is something and not what (`PRIVATE`), and each reminds
/// at nine in the morning of the day before.
pub fn ics(entries: &[CalendarEntry<'_>]) -> String {
    let mut lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//qaf//remind//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ]
    .map(str::to_owned)
    .to_vec();
    lines.extend(entries.iter().flat_map(event));
    lines.push("END:VCALENDAR".to_owned());
    let mut text = String::new();
    for line in &lines {
        fold(&mut text, line);
    }
    text
}

fn event(entry: &CalendarEntry<'_>) -> [String; 15] {
    let summary = escaped(&entry.summary);
    [
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}", escaped(&entry.uid)),
        format!("DTSTAMP:{}T090000Z", compact(entry.written)),
        format!("DTSTART;VALUE=DATE:{}", compact(entry.day)),
        format!("DTEND;VALUE=DATE:{}", compact(entry.day.plus_days(1))),
        format!("SUMMARY:{summary}"),
        format!("DESCRIPTION:{}", escaped(&entry.description)),
        "CLASS:PRIVATE".to_owned(),
        "TRANSP:TRANSPARENT".to_owned(),
        "BEGIN:VALARM".to_owned(),
        "ACTION:DISPLAY".to_owned(),
        format!("DESCRIPTION:{summary}"),
        "TRIGGER:-PT15H".to_owned(),
        "END:VALARM".to_owned(),
        "END:VEVENT".to_owned(),
    ]
}

/// `20261207`.
fn compact(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// Text as a value: its lines joined by the mark for a line end.
fn escaped(text: &str) -> String {
    let mut value = String::new();
    for (index, line) in text.trim_end().lines().enumerate() {
        if index > 0 {
            value.push_str("\\n");
        }
        for c in one_line(line).chars() {
            if matches!(c, '\\' | ';' | ',') {
                value.push('\\');
            }
            value.push(c);
        }
    }
    value
}

/// Adds a line; what is beyond its length goes on after a line end and a space, and no character is cut.
fn fold(text: &mut String, line: &str) {
    let mut width = 0;
    for c in line.chars() {
        if width + c.len_utf8() > LINE {
            text.push_str("\r\n ");
            width = 1;
        }
        let _ = text.write_char(c);
        width += c.len_utf8();
    }
    text.push_str("\r\n");
}
