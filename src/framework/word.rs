//! Words of the field as types: a [`Word`] of one kind can't be handed over where another is meant.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::io;
use std::marker::PhantomData;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use smol_str::SmolStr;

/// A short text of one kind: an id, a name, a code. It is trimmed and never empty.
///
/// The kind is a type parameter, so a [`SectionId`] is no [`StatementId`]; both behave as text.
pub struct Word<Kind> {
    // Shared where it is long and in place where it is short: every audit that is summed up holds the ids of its form's
    // sections, and a roster a million ids of children.
    text: SmolStr,
    kind: PhantomData<fn() -> Kind>,
}

/// What the kinds of [`Word`] are called; nothing is ever made of them.
pub mod kind {
    /// A section of a form.
    pub enum Section {}
    /// A question of a section, or of a feedback block.
    pub enum Question {}
    /// A field of a form's header or of a section.
    pub enum Field {}
    /// A statement of Appendix 4.
    pub enum Statement {}
    /// A domain of Appendix 4.
    pub enum Domain {}
    /// A form.
    pub enum Form {}
    /// A guideline of Appendix 4.
    pub enum Guideline {}
    /// A row of the schedule.
    pub enum Row {}
    /// A role that a person holds.
    pub enum Role {}
    /// A person of the council's staff.
    pub enum Person {}
    /// A service of the council.
    pub enum Service {}
    /// A team of a service.
    pub enum Team {}
    /// A child, by the case system's id.
    pub enum Child {}
    /// A criterion of a theme.
    pub enum Criterion {}
    /// A rule of the validation.
    pub enum Rule {}
}

/// The id of a form's section, such as `file_recording`.
pub type SectionId = Word<kind::Section>;
/// The id of a question, such as `q3`; unique within its section.
pub type QuestionId = Word<kind::Question>;
/// The id of a header field, or of a section's further field.
pub type FieldId = Word<kind::Field>;
/// The id of a statement of Appendix 4, such as `BIR-G1`.
pub type StatementId = Word<kind::Statement>;
/// The id of a criterion in the terms of reference of a theme, such as `c1`.
pub type CriterionId = Word<kind::Criterion>;
/// The id of a domain of Appendix 4, such as `BIR`.
pub type DomainId = Word<kind::Domain>;
/// The id of a form without its version, such as `child-case`.
pub type FormId = Word<kind::Form>;
/// The id of a guideline, such as `children`.
pub type GuidelineId = Word<kind::Guideline>;
/// The id of a row of the schedule, such as `area-case`.
pub type RowId = Word<kind::Row>;
/// The id of a role, such as `team-manager`; also `tier:4` and `bg:12`.
pub type RoleId = Word<kind::Role>;
/// A person's name as `people.csv` writes it.
pub type PersonName = Word<kind::Person>;
/// The name of a service.
pub type Service = Word<kind::Service>;
/// The name of a team.
pub type Team = Word<kind::Team>;
/// A child's id in the case system. It is text: `0012345` keeps its zeros.
pub type ChildId = Word<kind::Child>;

impl<K> Word<K> {
    /// Returns the word, or `None` where nothing but space is given.
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        (!text.is_empty()).then(|| Self {
            text: SmolStr::new(text),
            kind: PhantomData,
        })
    }

    /// The word as text.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl<K> Clone for Word<K> {
    fn clone(&self) -> Self {
        Self {
            text: self.text.clone(),
            kind: PhantomData,
        }
    }
}

impl<K> PartialEq for Word<K> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<K> Eq for Word<K> {}

impl<K> PartialEq<str> for Word<K> {
    fn eq(&self, other: &str) -> bool {
        self.text == *other
    }
}

impl<K> PartialEq<&str> for Word<K> {
    fn eq(&self, other: &&str) -> bool {
        self.text == **other
    }
}

impl<K> PartialOrd for Word<K> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<K> Ord for Word<K> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}

impl<K> Hash for Word<K> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // As `str` hashes, because of `Borrow<str>`.
        (*self.text).hash(state);
    }
}

impl<K> Borrow<str> for Word<K> {
    fn borrow(&self) -> &str {
        &self.text
    }
}

impl<K> AsRef<str> for Word<K> {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl<K> fmt::Display for Word<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl<K> fmt::Debug for Word<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.text, f)
    }
}

impl<K> Serialize for Word<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de, K> Deserialize<'de> for Word<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::new(&text).ok_or_else(|| serde::de::Error::custom("a name or id is empty here"))
    }
}

impl<K> borsh::BorshSerialize for Word<K> {
    fn serialize<W: io::Write>(&self, writer: &mut W) -> io::Result<()> {
        borsh::BorshSerialize::serialize(self.as_str(), writer)
    }
}

impl<K> borsh::BorshDeserialize for Word<K> {
    fn deserialize_reader<R: io::Read>(reader: &mut R) -> io::Result<Self> {
        let text: SmolStr = borsh::BorshDeserialize::deserialize_reader(reader)?;
        Self::new(&text).ok_or_else(|| io::ErrorKind::InvalidData.into())
    }
}

/// The nearest of `known` to `word`, where one is near enough to be meant: at most a third of its letters differ.
///
/// Case, spaces, hyphens and underscores do not count as differences.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = Letters::of(word);
    let known = known.into_iter().map(|known| (Letters::of(known), known));
    let near = known.filter_map(|(letters, known)| Some((wanted.near(&letters)?, known)));
    near.min().map(|(_, known)| known)
}

/// The letters of a word that is held against many others, made out once.
#[derive(Clone, Debug)]
pub struct Letters {
    letters: Vec<char>,
    /// How many letters fall into each of some drawers, by which most words are seen to be too far.
    drawers: [u8; 32],
}

impl Letters {
    /// The letters of a word, without its case, spaces, hyphens and underscores.
    pub fn of(word: &str) -> Self {
        let kept = word.chars().filter(|c| !matches!(c, ' ' | '-' | '_'));
        let letters: Vec<char> = kept.flat_map(char::to_lowercase).collect();
        let mut drawers = [0_u8; 32];
        for letter in &letters {
            let drawer = &mut drawers[u32::from(*letter) as usize % 32];
            *drawer = drawer.saturating_add(1);
        }
        Self { letters, drawers }
    }

    /// In how many letters another word differs, where that is a third of them at most.
    pub fn near(&self, other: &Self) -> Option<usize> {
        let allowed = (self.letters.len().max(other.letters.len()) / 3).max(1);
        // A change puts one letter of each word right at the most, and a swap none that is not there.
        let drawers = || self.drawers.iter().zip(other.drawers);
        let more: usize = drawers()
            .map(|(own, other)| usize::from(own.saturating_sub(other)))
            .sum();
        let fewer: usize = drawers()
            .map(|(own, other)| usize::from(other.saturating_sub(*own)))
            .sum();
        (more.max(fewer) <= allowed)
            .then(|| distance(&self.letters, &other.letters))
            .filter(|distance| *distance <= allowed)
    }
}

/// Whether the name of a work begins with the words of a kind, whatever their case and what stands between them.
pub fn begins_with(work: &str, kind: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|letter: char| !letter.is_alphanumeric());
        words
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    words(work).starts_with(&words(kind))
}

/// How many letters must be changed, added, left out or swapped with their neighbour to turn `a` into `b`
/// (Damerau 1964, as optimal string alignment).
fn distance(a: &[char], b: &[char]) -> usize {
    if a.len().abs_diff(b.len()) > 20 || a.len().min(b.len()) > 200 {
        return usize::MAX;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut row = Vec::with_capacity(b.len() + 1);
    for (i, letter) in a.iter().enumerate() {
        row.clear();
        row.push(i + 1);
        for (j, other) in b.iter().enumerate() {
            let mut best = (last[j + 1] + 1)
                .min(row[j] + 1)
                .min(last[j] + usize::from(letter != other));
            if i > 0 && j > 0 && *letter == b[j - 1] && a[i - 1] == *other {
                best = best.min(before[j - 1] + 1);
            }
            row.push(best);
        }
        std::mem::swap(&mut before, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    last[b.len()]
}

/// Words as a sentence or a heading begins with them: a capital first. What is no word of the language keeps its own
/// letters, for a path or a command with a capital would be another one.
pub fn capital(words: &str) -> String {
    let first = words.split_whitespace().next().unwrap_or("");
    let is_a_name = first
        .trim_end_matches(['.', ':', ','])
        .contains(['/', '\\', '.', '_'])
        || first == "qaf";
    let mut letters = words.chars();
    match letters.next() {
        Some(letter) if !is_a_name => letter.to_uppercase().collect::<String>() + letters.as_str(),
        _ => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_has_no_capital_at_the_beginning_of_a_sentence() {
        for (words, told) in [
            ("an empty file", "An empty file"),
            ("éclair", "Éclair"),
            ("done.", "Done."),
            ("re-audit: by whom", "Re-audit: by whom"),
            ("audits/2026-27 is a link", "audits/2026-27 is a link"),
            ("audits\\2026-27 is a link", "audits\\2026-27 is a link"),
            ("audit.yaml: is empty", "audit.yaml: is empty"),
            ("qaf validate shows it", "qaf validate shows it"),
            ("", ""),
        ] {
            assert_eq!(capital(words), told);
        }
    }

    #[test]
    fn the_nearest_word_is_found_or_none() {
        let known = ["strengths", "improvements", "grade", "criteria"];
        assert_eq!(nearest("strenghts", known), Some("strengths"));
        assert_eq!(nearest("Grade", known), Some("grade"));
        assert_eq!(nearest("grdae", known), Some("grade"));
        assert_eq!(nearest("notes", known), None);
    }

    proptest::proptest! {
        #[test]
        fn no_word_is_passed_over_that_is_near(one in "[a-dA-Gé -]{0,12}", other in "[a-dA-Gé -]{0,12}") {
            let (one, other) = (Letters::of(&one), Letters::of(&other));
            let allowed = (one.letters.len().max(other.letters.len()) / 3).max(1);
            let counted = distance(&one.letters, &other.letters);
            proptest::prop_assert_eq!(one.near(&other), (counted <= allowed).then_some(counted));
        }
    }

    #[test]
    fn a_word_is_trimmed_and_never_empty() {
        assert_eq!(
            ChildId::new(" 0012345 ").map(|id| id.to_string()),
            Some("0012345".into())
        );
        assert_eq!(ChildId::new(" \t "), None);
    }
}
