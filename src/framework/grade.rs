//! The scale of four grades, one for every graded section and for the audit overall (Appendix 2; Appendix 4's columns).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// A grade. The order is that of quality: `Inadequate` is the least.
#[derive(
    borsh::BorshDeserialize, borsh::BorshSerialize, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
)]
pub enum Grade {
    /// `I`.
    Inadequate,
    /// `RI`; Appendix 4 prints it as A.
    RequiresImprovement,
    /// `G`.
    Good,
    /// `O`.
    Outstanding,
}

/// A text that is no grade.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0} is no grade; the grades are O, G, RI and I")]
pub struct NoGrade(pub String);

impl Grade {
    /// The four grades, least first.
    pub const ALL: [Self; 4] = [
        Self::Inadequate,
        Self::RequiresImprovement,
        Self::Good,
        Self::Outstanding,
    ];

    /// The grade's code: `O`, `G`, `RI` or `I`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Outstanding => "O",
            Self::Good => "G",
            Self::RequiresImprovement => "RI",
            Self::Inadequate => "I",
        }
    }

    /// The grade in words.
    pub fn title(self) -> &'static str {
        match self {
            Self::Outstanding => "Outstanding",
            Self::Good => "Good",
            Self::RequiresImprovement => "Requires improvement",
            Self::Inadequate => "Inadequate",
        }
    }

    /// Whether it counts in "Good or better".
    pub fn is_good_or_better(self) -> bool {
        self >= Self::Good
    }

    /// The grade's place on the scale, 0 for Inadequate to 3 for Outstanding.
    pub fn index(self) -> usize {
        self as usize
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl FromStr for Grade {
    type Err = NoGrade;

    /// Reads a code or the words, in any case; `A` is what Appendix 4 calls RI. One with a question mark is none yet.
    fn from_str(text: &str) -> Result<Self, NoGrade> {
        if text.contains('?') {
            return Err(NoGrade(text.to_owned()));
        }
        let letters: String = text
            .chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect();
        match letters.as_str() {
            "o" | "outstanding" => Ok(Self::Outstanding),
            "g" | "good" => Ok(Self::Good),
            "ri" | "a" | "requiresimprovement" => Ok(Self::RequiresImprovement),
            "i" | "inadequate" => Ok(Self::Inadequate),
            _ => Err(NoGrade(text.to_owned())),
        }
    }
}

impl Serialize for Grade {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Grade {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

/// What stands where a grade is asked: a grade, or that the section does not apply.
#[derive(borsh::BorshDeserialize, borsh::BorshSerialize, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// The section is graded.
    Graded(Grade),
    /// `N/A`: the section does not apply to this case.
    NotApplicable,
}

impl Judgement {
    /// The grade, where there is one.
    pub fn grade(self) -> Option<Grade> {
        match self {
            Self::Graded(grade) => Some(grade),
            Self::NotApplicable => None,
        }
    }
}

impl FromStr for Judgement {
    type Err = NoGrade;

    fn from_str(text: &str) -> Result<Self, NoGrade> {
        if is_not_applicable(text) {
            Ok(Self::NotApplicable)
        } else {
            text.parse().map(Self::Graded)
        }
    }
}

/// Whether a text says "not applicable".
pub fn is_not_applicable(text: &str) -> bool {
    let letters: String = text
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    matches!(letters.as_str(), "na" | "notapplicable")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grades_are_read_in_words_codes_and_any_case() {
        for (text, grade) in [
            ("O", Grade::Outstanding),
            ("good", Grade::Good),
            ("Requires improvement", Grade::RequiresImprovement),
            ("requires-improvement", Grade::RequiresImprovement),
            ("A", Grade::RequiresImprovement),
            ("i", Grade::Inadequate),
        ] {
            assert_eq!(text.parse(), Ok(grade));
        }
        assert!("okay".parse::<Grade>().is_err());
        assert_eq!("n/a".parse(), Ok(Judgement::NotApplicable));
    }

    #[test]
    fn the_scale_is_ordered_by_quality() {
        assert!(Grade::Outstanding > Grade::Good && Grade::RequiresImprovement > Grade::Inadequate);
        assert_eq!(Grade::ALL.map(Grade::index), [0, 1, 2, 3]);
    }
}
