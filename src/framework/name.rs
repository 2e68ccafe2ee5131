//! One person in many spellings, and one child's id; and the words that stand for nobody and nothing.
//!
//! Every look-up of a name goes through [`folded_name`], and every comparison of ids through [`folded_id`]: two texts
//! that fold alike are one person, or one child.

mod like;

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

pub use like::ComparedName;

/// Older than this is no child and no care leaver: care leavers are 25 at most.
pub const OLDEST: u8 = 30;

/// What a person's name folds to: Unicode compatibility, case, accents, apostrophes, dashes, spaces and letters that
/// can't be seen do not count, nor does a suffix in brackets; `Surname, Forename` is `Forename Surname`.
pub fn folded_name(text: &str) -> String {
    let plain = plain(text);
    let whole = without_suffix(&plain);
    let turned = whole.split_once(',').map(|(surname, forename)| {
        let [surname, forename] = [surname, forename].map(|part| letters(without_suffix(part)));
        (surname, forename)
    });
    let folded = match turned {
        Some((surname, forename)) if !surname.is_empty() && !forename.is_empty() => {
            in_order(forename + &surname)
        }
        _ => letters(whole),
    };
    if folded.is_empty() {
        // A name of signs alone is compared as it is written, so that two such are not one person.
        plain.trim().to_owned()
    } else {
        folded
    }
}

/// What a child's id folds to: as a name does, but that signs other than dashes and apostrophes stay and nothing is
/// turned round; and without leading zeros and the `.0` by which some programs end a number.
pub fn folded_id(text: &str) -> String {
    let plain = plain(text);
    let whole = without_suffix(&plain);
    let mut folded = in_order(whole.chars().filter(|letter| !is_gap(*letter)).collect());
    // As a spreadsheet sets a number apart: 481,218.
    let groups: Vec<&str> = folded.split(',').collect();
    let is_group = |group: &&str| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit());
    let is_first =
        |first: &str| (1..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_digit());
    if groups.len() > 1 && is_first(groups[0]) && groups[1..].iter().all(is_group) {
        folded = groups.concat();
    }
    if let Some((number, zeros)) = folded.split_once('.') {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if digits(number) && digits(zeros) && zeros.bytes().all(|byte| byte == b'0') {
            folded.truncate(number.len());
        }
    }
    let bare = folded.trim_start_matches('0');
    if bare.is_empty() {
        text.trim().to_owned()
    } else {
        bare.to_owned()
    }
}

/// Hands on what an id folds to. Of the ids that nearly every list has this costs no allocation.
pub fn with_folded_id<T>(id: &str, take: impl FnOnce(&str) -> T) -> T {
    const ROOM: usize = 64;
    let mut room = [0; ROOM];
    let mut length = 0;
    let mut is_usual = id.len() <= ROOM;
    for byte in id.bytes().take(ROOM) {
        match byte {
            b'-' | b' ' | b'\'' => {}
            b'0' if length == 0 => {}
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'/' | b'_' => {
                room[length] = byte.to_ascii_lowercase();
                length += 1;
            }
            _ => is_usual = false,
        }
    }
    match std::str::from_utf8(&room[..length]) {
        Ok(folded) if is_usual && length > 0 => take(folded),
        _ => take(&folded_id(id)),
    }
}

/// Whether two ids that are not spelt alike fold alike.
pub fn respelt(one: &str, other: &str) -> bool {
    one != other && folded_id(one) == folded_id(other)
}

/// Whether a text stands for nothing: an empty one, a dash, `n/a`, `NULL`, `TBC`, `Unallocated`, `(blank)` and their
/// like. Systems and people fill empty cells with them.
pub fn is_nothing(text: &str) -> bool {
    const WORDS: [&str; 15] = [
        "none",
        "null",
        "nil",
        "tbc",
        "tba",
        "unknown",
        "notknown",
        "unallocated",
        "notallocated",
        "unassigned",
        "notassigned",
        "toballocated",
        "tobeallocated",
        "vacant",
        "nobody",
    ];
    const LONGEST: usize = 60;
    if text.is_empty() || text.len() > LONGEST {
        return text.is_empty();
    }
    let plain = plain(text);
    let plain = plain.trim();
    let word = letters(plain);
    match word.as_str() {
        // Of signs alone: a dash, two, a question mark. A plus or a percent sign might be a value.
        "" => plain.chars().all(|letter| {
            is_gap(letter)
                || matches!(
                    letter,
                    '.' | '?' | '*' | '#' | '(' | ')' | '[' | ']' | '<' | '>' | '/' | '"'
                )
        }),
        // Without a sign between them these are somebody's initials.
        "na" => plain != "na",
        "blank" => plain != "blank",
        word => WORDS.contains(&word),
    }
}

/// Whether a text in a worker's place stands for nobody: nothing, or the 0 that a formula makes of an empty cell.
pub fn is_nobody(text: &str) -> bool {
    is_nothing(text) || text.trim() == "0"
}

/// Whether a text is a long number as a spreadsheet shortens it, such as `1.23457E+11`: many numbers look like it.
pub fn is_shortened_number(text: &str) -> bool {
    let Some((number, exponent)) = text.trim().split_once(['E', 'e']) else {
        return false;
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, rest) = number.split_once(['.', ',']).unwrap_or((number, "0"));
    digits(whole.trim_start_matches('\''))
        && digits(rest)
        && (exponent.strip_prefix('+').is_some_and(digits) || number.contains(['.', ',']) && digits(exponent))
}

/// Whether a name stands where somebody's initials are due: a word as names are written, two words, or more letters than
/// initials have. An age beside them, and the words that go with it, do not count.
pub fn is_name_for_initials(text: &str) -> bool {
    const MOST_LETTERS: usize = 6;
    const BESIDE: [&str; 7] = ["and", "age", "aged", "year", "years", "yrs", "old"];
    let words: Vec<&str> = text
        .split(|letter: char| !letter.is_alphabetic())
        .filter(|word| !word.is_empty() && !BESIDE.iter().any(|beside| word.eq_ignore_ascii_case(beside)))
        .collect();
    let letters = |word: &str| word.chars().count();
    let has_small = |word: &str| word.chars().any(char::is_lowercase);
    let is_long = |word: &str| letters(word) > 1;
    let side_by_side = text.split_whitespace().collect::<Vec<_>>();
    words
        .iter()
        .any(|word| letters(word) > 4 || letters(word) > 2 && has_small(word))
        || words
            .iter()
            .filter(|word| is_long(word) && has_small(word))
            .count()
            > 1
        || side_by_side
            .windows(2)
            .any(|pair| pair.iter().all(|word| is_long(word) && words.contains(word)))
        || words.iter().map(|word| letters(word)).sum::<usize>() > MOST_LETTERS
}

/// Whether a name stands where a child's id is due: no digit, and a word as names are written, a long one, or two words.
pub fn is_name_for_id(text: &str) -> bool {
    const LONG: usize = 5;
    if text.chars().any(char::is_numeric) {
        return false;
    }
    let is_word = |word: &&str| {
        let word = word.trim_matches(|letter: char| !letter.is_alphabetic());
        word.chars().count() > 1
            && word
                .chars()
                .all(|letter| letter.is_alphabetic() || is_gap(letter))
    };
    let is_name = |word: &&str| {
        let mut letters = word.chars();
        let is_capital = letters.next().is_some_and(char::is_uppercase);
        let count = word.chars().count();
        letters.any(char::is_lowercase) && (is_capital && count > 2 || count >= LONG)
    };
    let words: Vec<&str> = text
        .split(|letter: char| letter.is_whitespace() || letter == ',')
        .filter(is_word)
        .collect();
    words.len() > 1 || words.iter().any(is_name)
}

/// The initials of a child whose forename and surname are known; empty where neither has a letter.
pub fn initials_of(forename: &str, surname: &str) -> String {
    let first = |name: &str| name.chars().find(|letter| letter.is_alphabetic());
    let both = first(forename).into_iter().chain(first(surname));
    both.flat_map(char::to_uppercase).collect()
}

/// A text without accents, case, invisible letters and the forms that letters have for print.
fn plain(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        if text
            .bytes()
            .any(|byte| byte.is_ascii_uppercase() || byte.is_ascii_control())
        {
            return Cow::Owned(
                text.chars()
                    .filter_map(|letter| shown(letter.to_ascii_lowercase()))
                    .collect(),
            );
        }
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    // An accent that stands alone would come apart into a space and its mark.
    let spread = text
        .chars()
        .map(|letter| if is_apostrophe(letter) { '\'' } else { letter });
    for letter in spread
        .nfkd()
        .filter_map(shown)
        .flat_map(char::to_lowercase)
        .filter_map(shown)
    {
        match letter {
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'þ' => plain.push_str("th"),
            'ø' => plain.push('o'),
            'đ' | 'ð' => plain.push('d'),
            'ł' => plain.push('l'),
            'ı' => plain.push('i'),
            'ς' => plain.push('σ'),
            letter if is_apostrophe(letter) => plain.push('\''),
            letter => plain.push(letter),
        }
    }
    Cow::Owned(plain)
}

/// A letter as it counts; `None`: it can't be seen, or is an accent.
fn shown(letter: char) -> Option<char> {
    match letter {
        letter if letter.is_whitespace() => Some(' '),
        '\u{300}'..='\u{36F}' => None,
        letter if letter.is_control() || is_invisible(letter) => None,
        letter => Some(letter),
    }
}

/// Characters of no width, marks that turn the direction of writing, and those that choose between forms of a letter.
pub fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

fn is_apostrophe(letter: char) -> bool {
    matches!(
        letter,
        '\'' | '`' | '´' | '\u{2B9}'..='\u{2BD}' | '\u{2C8}' | '\u{2018}'..='\u{201B}' | '\u{2032}' | '\u{2035}'
            | '\u{A78C}' | '\u{FF07}' | '\u{FF40}'
    )
}

/// Spaces, dashes and apostrophes: what stands between letters and does not count.
fn is_gap(letter: char) -> bool {
    letter.is_whitespace()
        || is_apostrophe(letter)
        || matches!(
            letter,
            '-' | '\u{58A}' | '\u{2010}'
                ..='\u{2015}'
                    | '\u{2043}'
                    | '\u{2212}'
                    | '\u{2E3A}'
                    | '\u{2E3B}'
                    | '\u{FE58}'
                    | '\u{FE63}'
                    | '\u{FF0D}'
                    | '\u{30FC}'
        )
}

fn letters(text: &str) -> String {
    in_order(text.chars().filter(|letter| letter.is_alphanumeric()).collect())
}

/// A text out of which something was taken, with the accents that came together in the order they have in Unicode.
fn in_order(text: String) -> String {
    if text.is_ascii() {
        text
    } else {
        text.nfkd().collect()
    }
}

/// A text without what stands in brackets at its end, as long as something is left of it.
fn without_suffix(text: &str) -> &str {
    let mut whole = text.trim();
    while let Some(open) = whole.rfind(['(', '[', '{']) {
        let inner = &whole[open + 1..];
        let closed = inner.find([')', ']', '}']);
        let is_at_end = closed.is_none_or(|at| inner[at + 1..].trim().is_empty());
        let rest = whole[..open].trim_end();
        if !is_at_end || rest.is_empty() {
            break;
        }
        whole = rest;
    }
    whole
}

#[cfg(test)]
mod tests;
