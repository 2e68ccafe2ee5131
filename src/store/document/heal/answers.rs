//! Answers that begin or go on as no answer can, and those that run into their keys.

use super::Mending;
use super::pasted::kind_of;
use super::shapes::{is_key, key_and_value, quoted};

/// What is said where an answer is read whole, and its exact form has quotation marks around it.
pub(in crate::store::document) const MEANT_IN_QUOTES: &str =
    "Nothing has to be done. qaf validate --fix puts quotation marks around it.";

impl Mending {
    pub(super) fn unclosed_quote(&mut self, index: usize) -> bool {
        let line = self.lines[index].clone();
        let Some((head, value)) = key_and_value(&line) else {
            return false;
        };
        let column = self.as_written(index, head.chars().count() + 1);
        let width = value.trim_end().chars().count();
        self.lines[index] = format!("{head}{}", quoted(value));
        self.lost.insert(index + 1);
        self.fault(
            "unclosed-quote",
            index + 1,
            (column, width),
            "A quotation mark is opened here and not closed where the text ends, or stands inside the text.".to_owned(),
            "Leave the quotation marks out, or write | after the colon and the text on the next line, indented.",
        );
        true
    }

    pub(super) fn special_start(&mut self, index: usize, head: &str, value: &str) {
        let mark = value.chars().next().unwrap_or(' ');
        // A word that belongs to the mark is no part of any answer that is right without the mark.
        let width = match mark {
            '!' => value
                .split_whitespace()
                .next()
                .map_or(1, |word| word.chars().count()),
            _ => 1,
        };
        let columns = (self.as_written(index, head.chars().count() + 1), width);
        self.lines[index] = format!("{head}{}", quoted(value));
        self.fault(
            "alias-or-tag",
            index + 1,
            columns,
            format!("An answer can't begin with {mark}: it has a meaning of its own in these files."),
            "Leave the mark out; or, where it belongs to a text, write | after the colon and the text on the next line, indented.",
        );
    }

    /// A text behind its key that has a colon in it. What stands before the colon can be a key, or end with another
    /// answer's; all else can be nothing but the text's own.
    pub(super) fn colon_in_text(&mut self, index: usize, head: &str, value: &str) {
        let at = value.find(": ").unwrap_or(0);
        let before = value[..at].trim();
        let last = before.rsplit(' ').next().unwrap_or(before);
        let is_of_another = is_key(last) && self.keys().contains_key(kind_of(last));
        if !is_key(before) && !is_of_another && !value.contains(" #") {
            let column = self.as_written(index, head.chars().count() + 1);
            let width = value.trim_end().chars().count();
            self.lines[index] = format!("{head}{}", quoted(value));
            let message = "This answer is read as one text, with the colon in it.".to_owned();
            self.fault(
                "read-as-meant",
                index + 1,
                (column, width),
                message,
                MEANT_IN_QUOTES,
            );
            return self.meant();
        }
        let column = self.as_written(index, head.chars().count() + value[..at].chars().count() + 1);
        self.lines[index] = format!("{head}{}", quoted(value));
        self.fault(
            "colon-in-text",
            index + 1,
            (column, 1),
            "The text after the key has a colon in it, which makes it look like another key.".to_owned(),
            "Write | after the first colon and the text on the next line, indented; there it may hold anything.",
        );
    }

    pub(super) fn missing_space(&mut self, index: usize, at: usize) {
        let column = self.as_written(index, self.lines[index][..at].chars().count() + 1);
        let special = self.lines[index][at + 1..]
            .chars()
            .next()
            .filter(|c| c.is_whitespace());
        let (message, help) = match special {
            None => {
                self.lines[index].insert(at + 1, ' ');
                self.moved.spaced.insert(index + 1, column);
                (
                    "There is no space after this colon, so the key and its answer run together.",
                    "Put a space after the colon.",
                )
            }
            Some(special) => {
                self.lines[index].replace_range(at + 1..=at + special.len_utf8(), " ");
                (
                    "The space after this colon is a special one, as web pages and Word have them; only an ordinary space \
                     can stand there.",
                    "Delete the space after the colon and press the space bar instead.",
                )
            }
        };
        if key_and_value(&self.lines[index]).is_some() {
            // What stands behind the colon is an answer now, and is looked at as any other.
            self.tried.remove(&index);
        }
        self.fault("missing-space", index + 1, (column, 1), message.to_owned(), help);
    }
}
