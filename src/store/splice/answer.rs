//! How an answer is written, and whether a value reads as one.

use std::borrow::Cow;

use super::NewAnswer;
use super::edit::Depth;
use crate::store::scaffold::{stands_in_a_block, yaml_quoted, yaml_text};
use crate::store::yaml::{Node, NodeValue};

/// An answer as it is written: what stands behind the key's colon, and the lines below.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct WrittenAnswer {
    pub behind: String,
    pub below: Vec<String>,
}

impl WrittenAnswer {
    fn short(behind: impl Into<String>) -> Self {
        Self {
            behind: behind.into(),
            below: Vec::new(),
        }
    }

    /// A place for a text, as forms have it: a bar, and a line with the spaces that the text needs.
    pub fn place_for_text(at: Depth) -> Self {
        if !at.is_usual() {
            return Self::default();
        }
        Self {
            behind: "|".to_owned(),
            below: vec![" ".repeat(at.of_text())],
        }
    }

    /// An answer below a key.
    pub fn of(answer: &NewAnswer, at: Depth) -> Self {
        match answer {
            NewAnswer::Text(text) => Self::text(meant(text).trim(), at),
            NewAnswer::Nothing | NewAnswer::Short(_) | NewAnswer::Several(_) => Self::in_one_line(answer),
        }
    }

    fn text(text: &str, at: Depth) -> Self {
        if text.is_empty() {
            return Self::place_for_text(at);
        }
        if !stands_in_a_block(text) {
            return Self::short(yaml_quoted(text));
        }
        let spaces = " ".repeat(at.of_text());
        let line = |line: &str| {
            if line.is_empty() {
                String::new()
            } else {
                format!("{spaces}{line}")
            }
        };
        Self {
            behind: "|".to_owned(),
            below: text.split('\n').map(line).collect(),
        }
    }

    /// An answer where no line can stand below it.
    pub fn in_one_line(answer: &NewAnswer) -> Self {
        match answer {
            NewAnswer::Text(text) if !text.trim().is_empty() => Self::short(yaml_quoted(meant(text).trim())),
            NewAnswer::Several(words) => {
                let words: Vec<String> = filled(words).map(word).collect();
                Self::short(format!("[{}]", words.join(", ")))
            }
            NewAnswer::Short(text) if !text.trim().is_empty() => Self::short(word(meant(text).trim())),
            NewAnswer::Nothing | NewAnswer::Short(_) | NewAnswer::Text(_) => Self::default(),
        }
    }
}

/// A word as it is written behind a key. A number and a yes or no stand there as everybody writes them, since an answer
/// of that kind is asked for; every other word as the forms write it.
fn word(text: &str) -> String {
    let is_number = text == "0" || (!text.starts_with('0') && text.len() <= 9);
    if matches!(text, "yes" | "no") || (is_number && text.bytes().all(|byte| byte.is_ascii_digit())) {
        text.to_owned()
    } else {
        yaml_text(text)
    }
}

/// A text with the ends of lines that files have, whichever it came with.
fn meant(text: &str) -> Cow<'_, str> {
    if text.contains("\r\n") {
        text.replace("\r\n", "\n").into()
    } else {
        text.into()
    }
}

fn filled(words: &[String]) -> impl Iterator<Item = &str> {
    words
        .iter()
        .map(|word| word.trim())
        .filter(|word| !word.is_empty())
}

impl NewAnswer {
    /// Whether it says nothing.
    pub(super) fn is_blank(&self) -> bool {
        match self {
            Self::Nothing => true,
            Self::Short(text) | Self::Text(text) => text.trim().is_empty(),
            Self::Several(words) => filled(words).next().is_none(),
        }
    }

    /// Whether a value reads as this answer.
    pub(super) fn is(&self, node: &Node) -> bool {
        if self.is_blank() {
            return node.is_blank();
        }
        match (self, &node.value) {
            (Self::Short(text) | Self::Text(text), NodeValue::Text(..)) => {
                node.text() == Some(meant(text).trim())
            }
            (Self::Several(words), NodeValue::List(items)) => {
                let read = items.iter().filter(|item| !item.is_blank());
                read.map(Node::text).eq(filled(words).map(Some))
            }
            _ => false,
        }
    }
}
