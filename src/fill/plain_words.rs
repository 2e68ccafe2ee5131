//! The keys of a file in the words of its pages.

use std::collections::BTreeMap;

use super::FilledFile;
use super::asked::AskedKind;
use crate::framework::word::capital;
use crate::record::RouteStep;

impl FilledFile {
    /// What people call a key of the file, for every key that is no word of theirs.
    pub fn words(&self) -> BTreeMap<String, String> {
        let pages = self.pages.iter().chain([&self.end]);
        let asked = pages.flat_map(|page| page.questions().cloned().collect::<Vec<_>>());
        let mut words = BTreeMap::new();
        for asked in asked {
            let is_odd = |key: &str| key.contains('_') || matches!(asked.kind, AskedKind::Statements(_));
            if let Some(RouteStep::Key(key)) = asked.route.0.last()
                && is_odd(key)
            {
                words.entry(key.to_string()).or_insert(asked.label);
            }
        }
        words
    }
}

/// A sentence in which keys of the file are called what people call them.
pub fn in_words(sentence: &str, words: &BTreeMap<String, String>) -> String {
    let is_of_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let mut told = String::new();
    let mut rest = sentence;
    while let Some(first) = rest.chars().next() {
        let end = rest
            .find(|letter| is_of_word(letter) != is_of_word(first))
            .unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        match words.get(part) {
            Some(called) => {
                told.push('\u{201c}');
                told.push_str(called);
                told.push('\u{201d}');
            }
            None => told.push_str(part),
        }
        rest = after;
    }
    // How grades are written in the file, and how they are called.
    let grades = "Outstanding, Good, Requires improvement or Inadequate";
    let told = told
        .replace("O, G, RI or I", grades)
        .replace("N/A", "does not apply");
    capital(&told)
}
