//! The number of an audit: `CF-26-0042`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// An audit's id: the form's prefix, the council year's first two digits, a number unique in the whole store.
#[derive(
    borsh::BorshDeserialize, borsh::BorshSerialize, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
)]
pub struct AuditId {
    prefix: Box<str>,
    year: u8,
    number: u32,
}

/// A text that is no audit id.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0} is no audit id; an id is written like CF-26-0042")]
pub struct NoAuditId(String);

impl AuditId {
    /// Returns the id; `None` where the prefix is not one to four capital letters or the number is 0.
    pub fn new(prefix: &str, year: u32, number: u32) -> Option<Self> {
        let letters = (1..=4).contains(&prefix.len()) && prefix.bytes().all(|b| b.is_ascii_uppercase());
        let year = u8::try_from(year).ok().filter(|year| *year < 100)?;
        (letters && number > 0).then(|| Self {
            prefix: prefix.into(),
            year,
            number,
        })
    }

    /// The form's letters.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The first two digits of the council year.
    pub fn year(&self) -> u8 {
        self.year
    }

    /// The number, unique in the store.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// Whether a shortened id (`CF42`, `42`, `cf-26-42`) may mean this one.
    pub fn matches(&self, short: &str) -> bool {
        let short = short.trim().to_ascii_uppercase();
        let letters: String = short.chars().take_while(char::is_ascii_alphabetic).collect();
        if !letters.is_empty() && *letters != *self.prefix {
            return false;
        }
        let numbers: Vec<&str> = short[letters.len()..]
            .split('-')
            .filter(|part| !part.is_empty())
            .collect();
        let number = |text: &str| {
            text.parse::<u32>()
                .ok()
                .filter(|_| text.bytes().all(|b| b.is_ascii_digit()))
        };
        match numbers.as_slice() {
            [only] => number(only) == Some(self.number),
            [year, only] => number(year) == Some(u32::from(self.year)) && number(only) == Some(self.number),
            _ => false,
        }
    }
}

impl fmt::Display for AuditId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}-{:02}-{:04}", self.prefix, self.year, self.number))
    }
}

impl FromStr for AuditId {
    type Err = NoAuditId;

    fn from_str(text: &str) -> Result<Self, NoAuditId> {
        let wrong = || NoAuditId(text.chars().take(40).collect());
        let mut parts = text.split('-');
        let (Some(prefix), Some(year), Some(number), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(wrong());
        };
        let id = Self::new(
            prefix,
            year.parse().map_err(|_| wrong())?,
            number.parse().map_err(|_| wrong())?,
        );
        id.filter(|id| id.to_string() == text).ok_or_else(wrong)
    }
}

impl Serialize for AuditId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for AuditId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_read_in_one_spelling_and_matched_when_shortened() {
        let id: AuditId = "CF-26-0042".parse().unwrap();
        assert_eq!(id.to_string(), "CF-26-0042");
        for short in ["CF42", "cf-26-42", "42", "CF-26-0042", "CF0042"] {
            assert!(id.matches(short), "{short}");
        }
        for other in ["CF43", "OP42", "CF-27-42", "", "CF", "4 2"] {
            assert!(!id.matches(other), "{other}");
        }
        for wrong in ["CF-26-42", "cf-26-0042", "CF-26-0000", "CF-26-0042-1", "../x"] {
            assert!(wrong.parse::<AuditId>().is_err(), "{wrong}");
        }
    }
}
