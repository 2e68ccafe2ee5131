//! Answers of people that are not written as they are here, and can mean one thing only: they are read as that, and a note
//! says how.

use super::values::{option, spelled};
use super::{DecodeWay, Decoder, ValueAt, shown};
use crate::finding::{Finding, Severity};
use crate::framework::Date;
use crate::framework::date::DateError;
use crate::store::yaml::Node;

/// How the help of such a note begins, before what would be written here.
pub const WRITTEN_HERE: &str = "Nothing has to be done. It is written here as ";

/// An answer as it was read; with how it is written here, where that is not how it was.
pub(super) struct MeantAnswer<T> {
    pub answer: T,
    pub written: Option<String>,
}

/// A day in whatever spelling means one day only; day first, as everywhere in this country.
pub(super) fn day_meant(text: &str) -> Result<MeantAnswer<Date>, DateError> {
    match text.parse() {
        Ok(answer) => Ok(MeantAnswer {
            answer,
            written: None,
        }),
        Err(DateError::OtherSpelling(_, answer)) => Ok(MeantAnswer {
            answer,
            written: Some(answer.to_string()),
        }),
        Err(error) => Err(error),
    }
}

/// An option, or another name that the form prints for it, without regard to capitals, spaces and hyphens; one of several
/// that a text may mean is none.
pub(super) fn option_meant(text: &str, options: &[(&str, &str)]) -> Option<MeantAnswer<String>> {
    if let Some((option, _)) = options
        .iter()
        .find(|(option, _)| option.eq_ignore_ascii_case(text))
    {
        return Some(MeantAnswer {
            answer: (*option).to_owned(),
            written: None,
        });
    }
    let folded = |text: &str| -> String {
        let kept = text.chars().filter(|letter| letter.is_alphanumeric());
        kept.flat_map(char::to_lowercase).collect()
    };
    let asked = folded(text);
    let mut meant = options
        .iter()
        .filter(|(option, title)| !asked.is_empty() && (folded(option) == asked || folded(title) == asked));
    match (meant.next(), meant.next()) {
        (Some((option, _)), None) => Some(MeantAnswer {
            answer: (*option).to_owned(),
            written: Some((*option).to_owned()),
        }),
        _ => None,
    }
}

impl<'a> Decoder<'a> {
    /// One of some options, in their own spelling.
    pub fn option(
        &mut self,
        map: &'a Node,
        way: &DecodeWay<'_>,
        key: &str,
        options: &[&str],
    ) -> Option<String> {
        let options: Vec<(&str, &str)> = options.iter().map(|option| (*option, *option)).collect();
        self.titled(map, way, key, &options)
    }

    /// One of some options, each with what the form prints for it.
    pub fn titled(
        &mut self,
        map: &'a Node,
        way: &DecodeWay<'_>,
        key: &str,
        options: &[(&str, &str)],
    ) -> Option<String> {
        let place = self.at(map, way, key)?;
        let text = self.as_text(&place)?;
        self.chosen(&place, text, options)
    }

    pub(super) fn chosen(
        &mut self,
        place: &ValueAt<'_, '_>,
        text: &str,
        options: &[(&str, &str)],
    ) -> Option<String> {
        if self.as_meant
            && let Some(read) = option_meant(text, options)
        {
            if let Some(written) = read.written {
                self.read_as(place, &read.answer, &spelled(&written));
            }
            return Some(read.answer);
        }
        let options: Vec<&str> = options.iter().map(|(option, _)| *option).collect();
        option(text, &options)
            .map_err(|(message, help)| self.bad("not-an-option", place, message, help))
            .ok()
    }
}

impl Decoder<'_> {
    /// Notes how an answer was read, and how it is written here.
    pub(super) fn read_as(&mut self, place: &ValueAt<'_, '_>, read: &str, written: &str) {
        let span = if place.node.span.len > 0 {
            place.node.span
        } else {
            place.key
        };
        let text = place.node.text().unwrap_or_default().trim();
        let message = format!("{} is read as {read}.", shown(text));
        let help = format!("{WRITTEN_HERE}{written}.");
        let finding = self.finding("read-as-meant", self.document.at(span), message, Some(help));
        self.findings.push(Finding {
            severity: Severity::Note,
            ..finding
        });
    }
}
