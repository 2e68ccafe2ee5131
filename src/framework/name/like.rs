//! Whether two names are one spelt in two ways, or like each other.

use super::{folded_name, is_apostrophe, letters, plain, without_suffix};
use crate::framework::word::Letters;

/// The words of a name, folded, in the order of the alphabet.
fn words(name: &str) -> Vec<String> {
    let plain = plain(name);
    let mut words: Vec<String> = without_suffix(&plain)
        .split(|letter: char| !letter.is_alphanumeric() && !is_apostrophe(letter))
        .map(letters)
        .filter(|word| !word.is_empty())
        .collect();
    words.sort();
    words
}

/// A name that is held against many others: what each comparison looks at, made out once.
#[derive(Clone, Debug)]
pub struct ComparedName {
    words: Vec<String>,
    /// A mark for each word, by which most names are seen to have none in common.
    marks: u64,
    /// The letters of the whole text, sorted, where it may be somebody's initials.
    as_initials: Option<Vec<char>>,
    /// The first letters of the words, sorted.
    firsts: Vec<char>,
    folded: Letters,
    joined: Letters,
}

impl ComparedName {
    /// Makes a name out.
    pub fn of(name: &str) -> Self {
        let words = words(name);
        let mut firsts: Vec<char> = words.iter().filter_map(|word| word.chars().next()).collect();
        firsts.sort_unstable();
        Self {
            marks: words.iter().fold(0, |marks, word| marks | mark(word)),
            as_initials: as_initials(name),
            firsts,
            folded: Letters::of(&folded_name(name)),
            joined: Letters::of(&words.concat()),
            words,
        }
    }

    /// Whether two names have the same words, in any order, or initials for some of them but not for all.
    pub fn is_spelling(&self, other: &Self) -> bool {
        self.words.len() == other.words.len() && self.may_share(other) && fit(&self.words, &other.words)
    }

    /// Whether one name may be meant by another that does not fold alike: in another order, with initials, with a word more
    /// or less, with another form of one word, as a login, or with a slip of the pen.
    pub fn is_like(&self, other: &Self) -> bool {
        let (short, long) = if self.words.len() <= other.words.len() {
            (&self.words, &other.words)
        } else {
            (&other.words, &self.words)
        };
        self.may_share(other) && (fit(short, long) || differ_in_one(short, long))
            || self.words.iter().any(|word| is_login(word, &other.words))
            || other.words.iter().any(|word| is_login(word, &self.words))
            || self.are_initials_of(other)
            || other.are_initials_of(self)
            || self.folded.near(&other.folded).is_some()
            || self.joined.near(&other.joined).is_some()
    }

    /// Whether a word may stand in both names; where not, none does.
    fn may_share(&self, other: &Self) -> bool {
        self.marks & other.marks != 0
    }

    fn are_initials_of(&self, name: &Self) -> bool {
        name.words.len() > 1 && self.as_initials.as_ref() == Some(&name.firsts)
    }
}

/// A mark out of a few, always the same for a word.
fn mark(word: &str) -> u64 {
    let sum = word.bytes().fold(0_u32, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(u32::from(byte))
    });
    1 << (sum % u64::BITS)
}

/// Whether two names of as many words have all but one in common, and this one begins alike: Cathy for Catherine.
fn differ_in_one(one: &[String], other: &[String]) -> bool {
    let apart = |words: &[String], others: &[String]| -> Vec<String> {
        let apart = words.iter().filter(|word| !others.contains(word));
        apart.cloned().collect()
    };
    let (of_one, of_other) = (apart(one, other), apart(other, one));
    match (of_one.as_slice(), of_other.as_slice()) {
        ([word], [another]) => one.len() > 1 && word.chars().next() == another.chars().next(),
        _ => false,
    }
}

/// The letters of a text, sorted, where it may be a name's initials, and perhaps a number: `MD`, `M.D.`, `md01`. In letters of
/// both kinds it may be a name of its own: `Jo`.
fn as_initials(text: &str) -> Option<Vec<char>> {
    let is_mark = |letter: &char| letter.is_whitespace() || *letter == '.';
    let text = text.trim().trim_end_matches(|c: char| c.is_ascii_digit());
    let (marks, letters): (Vec<char>, Vec<char>) = text.chars().partition(is_mark);
    let is_alike = letters.iter().all(|c| c.is_uppercase()) || letters.iter().all(|c| c.is_lowercase());
    let mut given: Vec<char> = letters.iter().flat_map(|letter| letter.to_lowercase()).collect();
    given.sort_unstable();
    (marks.len() <= 2 * letters.len() && is_alike).then_some(given)
}

/// Whether a word is one of a name's with the initials of the others before or behind it, and perhaps a number:
/// `mdunn`, `dunnm`, `mdunn2`.
fn is_login(login: &str, name: &[String]) -> bool {
    let login = login.trim_end_matches(|c: char| c.is_ascii_digit());
    name.len() > 1
        && name.iter().enumerate().any(|(at, surname)| {
            let initials = login
                .strip_prefix(surname.as_str())
                .or_else(|| login.strip_suffix(surname.as_str()));
            let Some(initials) = initials else { return false };
            let others = name.iter().enumerate().filter(|(other, _)| *other != at);
            let mut firsts: Vec<char> = others.filter_map(|(_, word)| word.chars().next()).collect();
            let mut given: Vec<char> = initials.chars().collect();
            firsts.sort_unstable();
            given.sort_unstable();
            surname.chars().count() > 1 && given == firsts
        })
}

/// Whether each of some words is one of a name's, or an initial of one or for one; one of them at least as a whole.
fn fit(short: &[String], long: &[String]) -> bool {
    let is_initial = |word: &String| word.chars().count() == 1;
    let mut left: Vec<&String> = long.iter().collect();
    let mut take = |fits: &dyn Fn(&String) -> bool| {
        let at = left.iter().position(|word| fits(word));
        at.map(|at| left.swap_remove(at)).is_some()
    };
    let (initials, whole): (Vec<&String>, Vec<&String>) = short.iter().partition(|word| is_initial(word));
    let mut rest = Vec::new();
    for word in &whole {
        if !take(&|other| other == *word) {
            rest.push(*word);
        }
    }
    // Of the words not taken, the other side has an initial.
    rest.len() < whole.len()
        && rest
            .iter()
            .all(|word| take(&|other| is_initial(other) && word.starts_with(other.as_str())))
        && initials
            .iter()
            .all(|initial| take(&|other| other.starts_with(initial.as_str())))
}
