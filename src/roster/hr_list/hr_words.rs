//! What the titles and services of an HR system stand for: the roles and services of the store.
//!
//! A word is known where it is one of the store's but for what changes nothing, such as a level or the staff group; where more
//! is said, or another word is used, it is a guess that a person has to look at.

use std::collections::BTreeMap;

use super::super::cell::folded;
use super::{HrKnown, LEAVE_OUT, NO_SERVICE};
use crate::framework::name::is_nothing;
use crate::framework::word::nearest;

/// Whether a word is a title or a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WordKind {
    Title,
    Service,
}

/// How a word is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum HrWordKnown {
    /// It is the store's own, or says the same.
    Name,
    /// `qaf.toml` says what it stands for.
    Mapped,
    /// `qaf.toml` says that it stands for nothing of the store's.
    LeaveOut,
    /// It is like one of the store's, and somebody has to look.
    Guess,
    /// Nobody has said.
    Unknown,
}

/// A title, or a word for a service.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct HrWord {
    /// The word.
    pub word: String,
    /// On how many rows it stands.
    pub rows: usize,
    /// How it is known.
    pub known: HrWordKnown,
    /// The role or service that it stands for, or perhaps does.
    pub ours: Option<String>,
}

/// Short forms, and the words that they stand for.
const SHORT: [(&str, &str); 20] = [
    ("sw", "social worker"),
    ("csw", "consultant social worker"),
    ("psw", "principal social worker"),
    ("ssw", "supervising social worker"),
    ("asw", "advanced social worker"),
    ("snr", "senior"),
    ("sr", "senior"),
    ("mgr", "manager"),
    ("tm", "team manager"),
    ("dtm", "deputy team manager"),
    ("atm", "assistant team manager"),
    ("sm", "service manager"),
    ("dep", "deputy"),
    ("asst", "assistant"),
    ("qa", "quality assurance"),
    ("cp", "child protection"),
    ("iro", "independent reviewing officer"),
    ("lado", "local authority designated officer"),
    ("adviser", "advisor"),
    ("dcs", "director"),
];

/// Words of a title that change nothing of the role.
const OF_NO_MATTER: [&str; 25] = [
    "senior",
    "experienced",
    "level",
    "grade",
    "band",
    "childrens",
    "children",
    "agency",
    "locum",
    "permanent",
    "temporary",
    "temp",
    "interim",
    "acting",
    "full",
    "part",
    "time",
    "nqsw",
    "asye",
    "newly",
    "qualified",
    "registered",
    "secondment",
    "seconded",
    "the",
];

/// Words of a title by which it is another trade or grade, whatever else it says.
const OF_ANOTHER: [&str; 16] = [
    "student",
    "assistant",
    "support",
    "trainee",
    "apprentice",
    "business",
    "volunteer",
    "admin",
    "administrator",
    "officer",
    "adults",
    "adult",
    "finance",
    "deputy",
    "lead",
    "head",
];

/// Titles of other councils for a role, as their words; none of them is certain.
const LIKE: [(&str, &str); 17] = [
    ("advanced practitioner", "advanced-social-worker"),
    ("advanced social work practitioner", "advanced-social-worker"),
    ("assistant team manager", "deputy-team-manager"),
    ("child protection chair", "cp-chair"),
    ("conference chair", "cp-chair"),
    ("child protection conference chair", "cp-chair"),
    ("child protection coordinator", "cp-chair"),
    ("reviewing officer", "iro"),
    ("designated officer", "lado"),
    ("practice manager", "deputy-team-manager"),
    ("group manager", "service-manager"),
    ("assistant director", "head-of-service"),
    ("director of childrens services", "director"),
    ("leaving care personal advisor", "personal-advisor"),
    ("family support practitioner", "family-support-worker"),
    ("fostering social worker", "supervising-social-worker"),
    ("quality assurance manager", "qa-service-manager"),
];

/// Of those, the ones that say nothing else wherever they are used.
const CERTAIN: [&str; 5] = [
    "advanced practitioner",
    "advanced social work practitioner",
    "child protection chair",
    "child protection conference chair",
    "leaving care personal advisor",
];

/// Words round the name of a service that change nothing of it.
const ROUND_A_SERVICE: [&str; 7] = ["service", "services", "team", "teams", "the", "and", "childrens"];

/// A role or service of the store.
struct Ours<'a> {
    /// As it is written in `people.csv`.
    id: &'a str,
    /// Its words, and those of its title.
    words: Vec<Vec<String>>,
}

/// What is known of titles and services.
pub(super) struct WordReader<'a> {
    roles: Vec<Ours<'a>>,
    services: Vec<Ours<'a>>,
    titles: &'a BTreeMap<String, String>,
    service_words: &'a BTreeMap<String, String>,
}

impl<'a> WordReader<'a> {
    pub(super) fn new(known: HrKnown<'a>) -> Self {
        let roles = known.roles.iter().map(|(id, title)| Ours {
            id: id.as_str(),
            words: vec![plain_words(id.as_str()), plain_words(title)],
        });
        let services = known.services.iter().map(|service| Ours {
            id: service.as_str(),
            words: vec![without(plain_words(service.as_str()), &ROUND_A_SERVICE)],
        });
        Self {
            roles: roles.collect(),
            services: services.collect(),
            titles: known.titles,
            service_words: known.service_words,
        }
    }

    /// Whether a word is known for certain.
    pub(super) fn is_known(&self, kind: WordKind, word: &str) -> bool {
        self.read(kind, word).is_some()
    }

    /// What a word stands for, where that is certain; a title that is left out stands for nothing.
    pub(super) fn read(&self, kind: WordKind, word: &str) -> Option<&str> {
        match self.meaning(kind, word) {
            (HrWordKnown::Name | HrWordKnown::Mapped, ours) => ours,
            _ => None,
        }
    }

    /// Words with what they stand for, the most frequent first.
    pub(super) fn of_words<'w>(&self, kind: WordKind, words: impl Iterator<Item = &'w str>) -> Vec<HrWord> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for word in words.filter(|word| !is_nothing(word)) {
            *counts.entry(word).or_default() += 1;
        }
        let mut words: Vec<HrWord> = counts
            .into_iter()
            .map(|(word, rows)| {
                let (known, ours) = self.meaning(kind, word);
                HrWord {
                    word: word.to_owned(),
                    rows,
                    known,
                    ours: ours.map(str::to_owned),
                }
            })
            .collect();
        words.sort_by(|one, other| other.rows.cmp(&one.rows).then_with(|| one.word.cmp(&other.word)));
        words
    }

    /// What a word stands for, or perhaps does.
    pub(super) fn meaning(&self, kind: WordKind, word: &str) -> (HrWordKnown, Option<&str>) {
        let (mapped, none) = match kind {
            WordKind::Title => (self.titles, LEAVE_OUT),
            WordKind::Service => (self.service_words, NO_SERVICE),
        };
        let of_toml = mapped.iter().find(|(theirs, _)| folded(theirs) == folded(word));
        match of_toml {
            Some((_, ours)) if ours == none => return (HrWordKnown::LeaveOut, None),
            Some((_, ours)) => return (HrWordKnown::Mapped, Some(ours)),
            None => {}
        }
        let (certain, guess) = match kind {
            WordKind::Title => (self.role(word), self.role_like(word)),
            WordKind::Service => (self.service(word), self.service_like(word)),
        };
        match (certain, guess) {
            (Some(ours), _) => (HrWordKnown::Name, Some(ours)),
            (None, Some(ours)) => (HrWordKnown::Guess, Some(ours)),
            (None, None) => (HrWordKnown::Unknown, None),
        }
    }

    /// The role of a title that says just that: `Team Manager - MASH`, `Snr Social Worker (Level 2)`.
    fn role(&self, title: &str) -> Option<&str> {
        let whole = plain_words(title);
        let first = parts(title).next().map(plain_words).unwrap_or_default();
        let of = |words: &[String]| {
            let bare = without(words.to_vec(), &OF_NO_MATTER);
            // A level alone says no role.
            if bare.is_empty() {
                return None;
            }
            let own = self
                .roles
                .iter()
                .find(|role| role.words.iter().any(|own| *own == words || *own == bare));
            let like = || {
                let text = bare.join(" ");
                let like = LIKE
                    .iter()
                    .find(|(phrase, _)| *phrase == text && CERTAIN.contains(phrase));
                self.role_of(like?.1)
            };
            own.map(|role| role.id).or_else(like)
        };
        let rest_is_harmless = || {
            let rest = plain_words(parts(title).nth(1).unwrap_or_default());
            !rest.iter().any(|word| OF_ANOTHER.contains(&word.as_str()))
        };
        of(&whole).or_else(|| of(&first).filter(|_| rest_is_harmless()))
    }

    fn role_of(&self, id: &str) -> Option<&str> {
        self.roles.iter().find(|role| role.id == id).map(|role| role.id)
    }

    /// The role that a title perhaps means: one whose words it holds, the longest first, a title of other councils, or one
    /// that is spelt nearly so.
    fn role_like(&self, title: &str) -> Option<&str> {
        let words = plain_words(title);
        let text = words.join(" ");
        let like = LIKE.iter().filter(|(phrase, _)| holds(&text, phrase));
        let like = like
            .max_by_key(|(phrase, _)| phrase.len())
            .and_then(|(phrase, id)| Some((phrase.len(), self.role_of(id)?)));
        let own = self.roles.iter().flat_map(|role| {
            let own = role.words.iter().map(|words| words.join(" "));
            own.filter(|own| !own.is_empty() && holds(&text, own))
                .map(|own| (own.len(), role.id))
        });
        let held = own
            .chain(like)
            .max_by_key(|(length, _)| *length)
            .map(|(_, id)| id);
        held.or_else(|| {
            let slipped = self
                .roles
                .iter()
                .find(|role| role.words.iter().any(|own| is_slip(&words, own)));
            slipped.map(|role| role.id)
        })
    }

    fn service(&self, word: &str) -> Option<&str> {
        let words = without(plain_words(word), &ROUND_A_SERVICE);
        let whole = |service: &&Ours<'_>| {
            folded(service.id) == folded(word) || (!words.is_empty() && service.words.contains(&words))
        };
        self.services.iter().find(whole).map(|service| service.id)
    }

    fn service_like(&self, word: &str) -> Option<&str> {
        let text = plain_words(word).join(" ");
        let held = self.services.iter().filter(|service| {
            let own = service.words.iter().map(|words| words.join(" "));
            own.into_iter()
                .any(|own| !own.is_empty() && (holds(&text, &own) || (text.len() > 3 && holds(&own, &text))))
        });
        held.max_by_key(|service| service.id.len())
            .map(|service| service.id)
    }
}

/// Whether words are others but for a slip of the pen in some.
fn is_slip(words: &[String], others: &[String]) -> bool {
    let slipped = |(one, other): (&String, &String)| nearest(one, [other.as_str()]).is_some();
    words.len() == others.len() && words.iter().zip(others).all(slipped)
}

/// Whether a text holds a phrase, as whole words.
fn holds(text: &str, phrase: &str) -> bool {
    format!(" {text} ").contains(&format!(" {phrase} "))
}

fn without(words: Vec<String>, of_no_matter: &[&str]) -> Vec<String> {
    let is_number = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit());
    words
        .into_iter()
        .filter(|word| !of_no_matter.contains(&word.as_str()) && !is_number(word))
        .collect()
}

/// The parts of a title: what stands before a dash, a comma or a slash with spaces, and what stands behind it.
fn parts(title: &str) -> impl Iterator<Item = &str> {
    let at = [" - ", " \u{2013} ", " / ", ", ", ": "]
        .iter()
        .filter_map(|mark| Some((title.find(mark)?, mark.len())))
        .min();
    let (first, rest) = at.map_or((title, None), |(at, length)| {
        (&title[..at], Some(&title[at + length..]))
    });
    std::iter::once(first).chain(rest)
}

/// What stands behind the first dash of a title, where anything does.
pub(super) fn behind_dash(title: &str) -> Option<&str> {
    parts(title).nth(1).map(str::trim).filter(|rest| !rest.is_empty())
}

/// The words of a title in small letters, without what stands in brackets, short forms written out.
fn plain_words(text: &str) -> Vec<String> {
    let mut plain = String::new();
    let mut depth = 0_usize;
    for letter in text.chars() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            '\'' | '\u{2019}' => {}
            _ if depth > 0 => {}
            '&' => plain.push_str(" and "),
            letter if letter.is_alphanumeric() => plain.extend(letter.to_lowercase()),
            _ => plain.push(' '),
        }
    }
    plain
        .split_whitespace()
        .flat_map(|word| {
            let written_out = SHORT.iter().find(|(short, _)| *short == word);
            written_out.map_or(word, |(_, words)| words).split(' ')
        })
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests;
