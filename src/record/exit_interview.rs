//! `exit-interviews/EI-7K3Q.yaml`: what a leaver answered, without anything that says who they are (Appendix 3).

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::framework::form::FormRef;
use crate::framework::word::FieldId;

/// The letters and digits of an [`ExitId`]: those that nobody takes for another.
pub const ID_LETTERS: &[u8; 30] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";
/// How an [`ExitId`] begins.
const PREFIX: &str = "EI-";
/// So many letters and digits it has.
pub const ID_LENGTH: usize = 4;

/// The id of an exit interview, such as `EI-7K3Q`: drawn by lot, so that it tells neither who nor when.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ExitId(String);

/// A text that is no id of an exit interview.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no id of an exit interview; they are written as EI-7K3Q")]
pub struct NoExitId;

impl FromStr for ExitId {
    type Err = NoExitId;

    fn from_str(text: &str) -> Result<Self, NoExitId> {
        let letters = text.strip_prefix(PREFIX).ok_or(NoExitId)?;
        let fits = letters.len() == ID_LENGTH && letters.bytes().all(|byte| ID_LETTERS.contains(&byte));
        fits.then(|| Self(text.to_owned())).ok_or(NoExitId)
    }
}

impl TryFrom<String> for ExitId {
    type Error = NoExitId;

    fn try_from(text: String) -> Result<Self, NoExitId> {
        text.parse()
    }
}

impl From<ExitId> for String {
    fn from(id: ExitId) -> Self {
        id.0
    }
}

impl fmt::Display for ExitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl ExitId {
    /// An id by numbers of a random source, one for each letter.
    pub fn of_numbers(numbers: [u8; ID_LENGTH]) -> Self {
        let letter = |number: &u8| char::from(ID_LETTERS[usize::from(*number) % ID_LETTERS.len()]);
        Self(PREFIX.chars().chain(numbers.iter().map(letter)).collect())
    }
}

/// What came back from a leaver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExitInterview {
    /// They wish to say nothing; nothing else is kept.
    Declined,
    /// What they answered.
    Completed(ExitAnswers),
}

/// A leaver's answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExitAnswers {
    /// The questionnaire and its version.
    pub form: FormRef,
    /// What was answered, by the key of the part: a text, a quarter, or one or several options.
    pub answers: BTreeMap<FieldId, Vec<String>>,
}

impl ExitAnswers {
    /// The one answer of a part.
    pub fn one(&self, part: &FieldId) -> Option<&str> {
        self.answers.get(part)?.first().map(String::as_str)
    }
}

/// What several leavers have said, in the words of whoever read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExitTheme {
    /// The theme.
    pub theme: String,
    /// The interviews that it rests on.
    pub rests_on: Vec<ExitId>,
}

/// A theme rests on so many interviews at the least.
pub const LEAST_OF_THEME: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_read_in_one_way() {
        let id = ExitId::of_numbers([5, 17, 1, 200]);
        assert_eq!(id.to_string().parse::<ExitId>(), Ok(id));
        for text in [
            "EI-7K3",
            "EI-7K3QX",
            "ei-7K3Q",
            "EI-7KIQ",
            "EI-7k3q",
            "CF-7K3Q",
            "EI-7K3\u{212a}",
        ] {
            assert!(text.parse::<ExitId>().is_err(), "{text}");
        }
    }
}
