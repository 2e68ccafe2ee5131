//! What is wrong with a template, as a sentence with its line.

use minijinja::{Error, ErrorKind};
use thiserror::Error;

use crate::framework::word::nearest;
use crate::letter::{LetterFacts, one_line};

/// A mistake in a template.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{path}, line {line}: {message}")]
pub struct LetterFault {
    /// The file, relative to the store.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, and what may be meant.
    pub message: String,
}

impl LetterFault {
    pub(super) fn new(path: &str, line: usize, message: String) -> Self {
        Self {
            path: path.to_owned(),
            line,
            message,
        }
    }
}

/// What the language says, in our words. `first` is the line of the file with which `text` begins.
pub(super) fn of(error: &Error, path: &str, first: usize, text: &str) -> LetterFault {
    let line = first + error.line().unwrap_or(1).saturating_sub(1);
    let meant = error
        .range()
        .and_then(|range| text.get(range))
        .unwrap_or_default();
    let detail = one_line(error.detail().unwrap_or_default());
    let message = match error.kind() {
        // That a file ended says nothing of where the slip is.
        ErrorKind::SyntaxError if detail.starts_with("unexpected end") => syntax(""),
        ErrorKind::SyntaxError => syntax(&format!(" ({detail})")),
        ErrorKind::UndefinedError => match meant.rsplit_once('.') {
            Some((_, word)) => {
                let mut known = LetterFacts::OF_LISTED.to_vec();
                known.extend(LetterFacts::OF_GRADE);
                unknown(word.trim(), &known)
            }
            None => "A word here is not known, or gives nothing.".to_owned(),
        },
        ErrorKind::UnknownFilter | ErrorKind::UnknownTest | ErrorKind::UnknownFunction => {
            format!("A letter can't do this ({detail}). Take it out, or look for a slip in the word.")
        }
        ErrorKind::OutOfFuel => {
            "The letter goes round so often that it would never be written. Take a {% for %} out.".to_owned()
        }
        _ if detail.is_empty() => "What stands in curly brackets here can't be filled in.".to_owned(),
        _ => format!("What stands in curly brackets here can't be filled in ({detail})."),
    };
    LetterFault::new(path, line, message)
}

fn syntax(detail: &str) -> String {
    format!(
        "What stands in curly brackets can't be made out here{detail}. Look for a bracket, a quote or an {{% endif %}} \
         that is missing."
    )
}

/// A word that no letter knows.
pub(super) fn unknown(word: &str, known: &[&str]) -> String {
    let word = one_line(word);
    let hint = nearest(&word, known.iter().copied()).map_or_else(
        || format!("The words are {}.", known.join(", ")),
        |near| format!("Did you mean {near}?"),
    );
    format!("Letters know no word \"{word}\". {hint}")
}

/// The line of the text, from 0, on which a word first stands within curly brackets.
pub(super) fn line_of(text: &str, word: &str) -> usize {
    let mut inside = false;
    let mut line = 0;
    let mut rest = text;
    let mut before = ' ';
    while let Some(c) = rest.chars().next() {
        if rest.starts_with("{{") || rest.starts_with("{%") {
            inside = true;
        } else if rest.starts_with("}}") || rest.starts_with("%}") {
            inside = false;
        }
        let part = |c: char| c.is_alphanumeric() || c == '_';
        if inside && !part(before) && before != '.' {
            let after = rest.strip_prefix(word);
            if after.is_some_and(|after| !after.starts_with(part)) {
                return line;
            }
        }
        line += usize::from(c == '\n');
        before = c;
        rest = &rest[c.len_utf8()..];
    }
    0
}
