//! What a browser sends: the boxes of one page, and what they held when the page was shown.

use std::collections::BTreeMap;

use super::asked::print;
use super::merge::Conflict;

/// The most boxes that a page may send.
pub const MOST_FIELDS: usize = 400;
/// The most bytes that a page may send.
pub const MOST_BYTES: usize = 1024 * 1024;
/// What the names of answers begin with, before the way to the answer.
pub const ANSWER: &str = "a:";
/// What the names of choices between two answers begin with.
pub const KEEP: &str = "keep:";
/// What the names of explanations begin with, before the rule.
pub const EXPLAIN: &str = "because:";
/// The name under which stands what the boxes held.
pub const WAS: &str = "was";
/// The name of the form's token.
pub const TOKEN: &str = "token";

/// The boxes of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Posted {
    fields: BTreeMap<String, Vec<String>>,
    was: BTreeMap<String, String>,
}

/// Why what was sent is no page of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadPost {
    /// Too many boxes.
    #[error("more boxes were sent than any page has")]
    TooMany,
    /// No text.
    #[error("what was sent is no text")]
    NoText,
    /// What the boxes held can't be read.
    #[error("what was sent does not say what the page showed")]
    Was,
}

impl Posted {
    /// Reads what a browser sent.
    ///
    /// # Errors
    /// Where it is no page's.
    pub fn parse(body: &[u8]) -> Result<Self, BadPost> {
        if std::str::from_utf8(body).is_err() {
            return Err(BadPost::NoText);
        }
        let mut fields: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (count, (name, value)) in form_urlencoded::parse(body).enumerate() {
            if count >= MOST_FIELDS {
                return Err(BadPost::TooMany);
            }
            fields
                .entry(name.into_owned())
                .or_default()
                .push(value.into_owned());
        }
        let was = match fields.remove(WAS).as_deref() {
            Some([was]) => serde_json::from_str(was).map_err(|_| BadPost::Was)?,
            Some(_) => return Err(BadPost::Was),
            None => BTreeMap::new(),
        };
        Ok(Self { fields, was })
    }

    /// Answers that were taken from a file, and what the boxes held when it was made.
    pub fn of(answers: BTreeMap<String, Vec<String>>, was: BTreeMap<String, String>) -> Self {
        let fields = answers.into_iter();
        Self {
            fields: fields
                .map(|(name, answer)| (format!("{ANSWER}{name}"), answer))
                .collect(),
            was,
        }
    }

    /// The same, with one choice for all answers that met another.
    #[must_use]
    pub fn keeping(mut self, keep: &str, conflicts: &[Conflict]) -> Self {
        for conflict in conflicts {
            let choice = format!("{keep} {}", print(&conflict.theirs));
            self.fields
                .insert(format!("{KEEP}{}", conflict.name), vec![choice]);
        }
        self
    }

    /// What was sent under a name, where it was sent once.
    pub fn one(&self, name: &str) -> Option<&str> {
        match self.fields.get(name).map(Vec::as_slice) {
            Some([one]) => Some(one),
            _ => None,
        }
    }

    /// What was typed at an answer.
    pub fn answer(&self, name: &str) -> &[String] {
        self.fields
            .get(&format!("{ANSWER}{name}"))
            .map_or(&[], Vec::as_slice)
    }

    /// What the user chose where two answers met.
    pub fn keep(&self, name: &str) -> Option<&str> {
        self.one(&format!("{KEEP}{name}"))
    }

    /// The print of what the box held; none where the page had no such box.
    pub fn was(&self, name: &str) -> Option<&str> {
        self.was.get(name).map(String::as_str)
    }

    /// The names of what was sent.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.fields.keys().map(String::as_str)
    }
}
