//! Whether two names are one spelt in two ways, or like each other.

use super::{folded_name, is_apostrophe, letters, plain, without_suffix};
use crate::framework::word::nearest;

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

/// Whether two names have the same words, in any order, or initials for some of them but not for all.
pub fn is_spelling(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    one.len() == other.len() && fit(&one, &other)
}

/// Whether one name may be meant by another that does not fold alike: in another order, with initials, with a word more
/// or less, with another form of one word, as a login, or with a slip of the pen.
pub fn is_like(one: &str, other: &str) -> bool {
    let (words_of_one, words_of_other) = (words(one), words(other));
    let (short, long) = if words_of_one.len() <= words_of_other.len() {
        (&words_of_one, &words_of_other)
    } else {
        (&words_of_other, &words_of_one)
    };
    fit(short, long)
        || differ_in_one(short, long)
        || words_of_one.iter().any(|word| is_login(word, &words_of_other))
        || words_of_other.iter().any(|word| is_login(word, &words_of_one))
        || are_initials(one, &words_of_other)
        || are_initials(other, &words_of_one)
        || nearest(&folded_name(one), [folded_name(other).as_str()]).is_some()
        || nearest(&words_of_one.concat(), [words_of_other.concat().as_str()]).is_some()
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

/// Whether a text is a name's initials, and perhaps a number: `MD`, `M.D.`, `md01`. In letters of both kinds it may be a name
/// of its own: `Jo`.
fn are_initials(text: &str, name: &[String]) -> bool {
    let is_mark = |letter: &char| letter.is_whitespace() || *letter == '.';
    let text = text.trim().trim_end_matches(|c: char| c.is_ascii_digit());
    let (marks, letters): (Vec<char>, Vec<char>) = text.chars().partition(is_mark);
    let is_alike = letters.iter().all(|c| c.is_uppercase()) || letters.iter().all(|c| c.is_lowercase());
    let mut given: Vec<char> = letters.iter().flat_map(|letter| letter.to_lowercase()).collect();
    let mut firsts: Vec<char> = name.iter().filter_map(|word| word.chars().next()).collect();
    given.sort_unstable();
    firsts.sort_unstable();
    marks.len() <= 2 * letters.len() && name.len() > 1 && is_alike && given == firsts
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
            let others = name.iter().enumerate().filter(|(other, _)| *other != at);
            let mut firsts: Vec<char> = others.filter_map(|(_, word)| word.chars().next()).collect();
            let mut given: Vec<char> = initials.unwrap_or_default().chars().collect();
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
