//! Names of the council's staff and teams in a text in which nobody may be named.

use std::collections::BTreeSet;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::People;
use super::name::{folded_name, is_invisible};

/// A single word that is part of a name is looked at from so many letters on; fewer are initials and titles.
const LEAST_LETTERS: usize = 3;

/// The names that a text is searched for, folded as every look-up of a name is.
#[derive(Clone, Debug, Default)]
pub struct NameFinder {
    /// Whole names, in either order.
    whole: BTreeSet<String>,
    /// Forenames, surnames and teams, any of which may be a word like another.
    single: BTreeSet<String>,
    /// So many words the longest name has.
    longest: usize,
}

/// What may name somebody, and where. The text itself is not repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedAt {
    /// The line, from 1.
    pub line: usize,
    /// Whether it is a whole name, and not a word that is a name as well.
    pub is_whole: bool,
}

struct FoundWord<'t> {
    line: usize,
    /// Where it begins in the whole text.
    start: usize,
    text: &'t str,
    folded: String,
}

impl NameFinder {
    /// The names of these people and of their teams.
    pub fn of(people: &People) -> Self {
        let mut finder = Self::default();
        for person in people.all() {
            for spelling in person.spellings().chain(person.manager.iter().map(AsRef::as_ref)) {
                finder.add(spelling);
            }
            for team in &person.teams {
                let words: Vec<String> = words(team.as_str()).map(|word| word.folded).collect();
                finder.longest = finder.longest.max(words.len());
                finder.single.insert(words.concat());
            }
        }
        finder
    }

    /// The names of one person, however they are spelt.
    pub fn of_names<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        let mut finder = Self::default();
        for name in names {
            finder.add(name);
        }
        finder
    }

    /// The same, with this name.
    pub fn add(&mut self, name: &str) {
        let words: Vec<String> = words(name).map(|word| word.folded).collect();
        self.longest = self.longest.max(words.len());
        // The surname may stand first, or last.
        for turn in 0..words.len() {
            let turned = words[turn..].iter().chain(&words[..turn]);
            self.whole.insert(turned.map(String::as_str).collect());
        }
        if words.len() > 1 {
            let long = words
                .into_iter()
                .filter(|word| word.chars().count() >= LEAST_LETTERS);
            self.single.extend(long);
        }
    }

    /// Every place where a text may name somebody, in order. A word that is part of a name counts where it begins with a
    /// capital letter, as names are written.
    pub fn all(&self, text: &str) -> Vec<NamedAt> {
        let words: Vec<FoundWord<'_>> = words(text).collect();
        let mut found = Vec::new();
        for start in 0..words.len() {
            let mut joined = String::new();
            let mut named: Option<bool> = None;
            for word in words[start..].iter().take(self.longest) {
                joined.push_str(&word.folded);
                let is_capital = words[start].text.starts_with(|c: char| c.is_uppercase());
                if self.whole.contains(&joined) {
                    named = Some(true);
                } else if is_capital && self.single.contains(&joined) {
                    named = named.or(Some(false));
                }
            }
            found.extend(named.map(|is_whole| NamedAt {
                line: words[start].line,
                is_whole,
            }));
        }
        found
    }

    /// Where whole names stand in a text, the longest at each place; `singles` takes in words that are part of a name, and
    /// begin with a capital letter.
    pub fn spans(&self, text: &str, singles: bool) -> Vec<Range<usize>> {
        let words: Vec<FoundWord<'_>> = words(text).collect();
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let is_capital = words[at].text.starts_with(|c: char| c.is_uppercase());
            let mut joined = String::new();
            let mut named = None;
            for (offset, word) in words[at..].iter().take(self.longest).enumerate() {
                joined.push_str(&word.folded);
                let is_part = singles && is_capital && self.single.contains(&joined);
                if is_part || self.whole.contains(&joined) {
                    named = Some(at + offset);
                }
            }
            if let Some(last) = named {
                found.push(words[at].start..words[last].start + words[last].text.len());
                at = last;
            }
            at += 1;
        }
        found
    }

    /// The first whole name in a text.
    pub fn first(&self, text: &str) -> Option<NamedAt> {
        self.all(text).into_iter().find(|named| named.is_whole)
    }
}

/// The words of a text, each with its line; a mark over a letter and what can't be seen belong to the word.
fn words(text: &str) -> impl Iterator<Item = FoundWord<'_>> {
    let is_in_word = |c: char| c.is_alphanumeric() || is_combining_mark(c) || is_invisible(c);
    let mut begin = 0;
    let lines = text.split('\n').map(move |line| {
        let start = begin;
        begin += line.len() + 1;
        (start, line)
    });
    lines.enumerate().flat_map(move |(index, (begin, line))| {
        let words = line
            .split(move |c: char| !is_in_word(c))
            .filter(|word| word.contains(char::is_alphanumeric));
        words.map(move |word| FoundWord {
            line: index + 1,
            // A word is a slice of its line.
            start: begin + (word.as_ptr() as usize - line.as_ptr() as usize),
            text: word,
            folded: folded_name(word),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::{Person, PersonName, RoleId, Team};

    fn finder() -> NameFinder {
        let person = |name: &str, alias: &str| Person {
            name: PersonName::new(name).unwrap(),
            aliases: vec![alias.to_owned()],
            roles: vec![RoleId::new("social-worker").unwrap()],
            services: Vec::new(),
            teams: vec![Team::new("North One").unwrap()],
            manager: None,
            tier: None,
            bg: None,
            started: None,
            left: None,
            probation_ends: None,
            email: None,
        };
        let people = vec![
            person("Robin Hale", "HALE, Robin"),
            person("Anne-Marie O'Neil", "amoneil"),
            person("José Márquez", "x y z"),
        ];
        NameFinder::of(&People::new(people))
    }

    #[test]
    fn a_whole_name_is_found_however_it_is_written() {
        for text in [
            "It was robin hale.",
            "ROBIN  HALE's fault",
            "Hale, Robin",
            "hale robin said",
            "a line\nthat ends in Robin\nHale went",
            "anne marie o’neil",
            "Oneil Anne-Marie",
            "AMONEIL wrote",
            "Jose Marquez",
            "Jose\u{301} Ma\u{301}rquez",
            "Ro\u{200b}bin Ha\u{ad}le",
        ] {
            assert!(finder().first(text).is_some(), "{text}");
        }
        assert_eq!(finder().first("one\ntwo\nRobin\nHale").unwrap().line, 3);
    }

    #[test]
    fn a_name_is_found_where_it_stands() {
        let text = "It was\nHALE, Robin; Robin saw José Ma\u{301}rquez.";
        let found = |singles| -> Vec<&str> {
            let spans = finder().spans(text, singles).into_iter();
            spans.map(|span| &text[span]).collect()
        };
        assert_eq!(found(false), ["HALE, Robin", "José Ma\u{301}rquez"]);
        assert_eq!(found(true), ["HALE, Robin", "Robin", "José Ma\u{301}rquez"]);
    }

    #[test]
    fn part_of_a_name_is_to_be_looked_at_where_it_may_be_one() {
        let places = |text: &str| finder().all(text);
        assert_eq!(
            places("Thanks to Robin"),
            [NamedAt {
                line: 1,
                is_whole: false
            }]
        );
        assert_eq!(
            places("the North One team"),
            [NamedAt {
                line: 1,
                is_whole: false
            }]
        );
        assert_eq!(places("a robin sang, hale and hearty; north one"), []);
        assert_eq!(places("More pay, fewer cases."), []);
    }
}
