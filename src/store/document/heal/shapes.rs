//! The shapes of lines as forms write them: keys, values, blocks of text, quotes.

use super::TextFault;

/// What the reader says, in the words of people.
pub(in crate::store::document) fn plain(message: &str) -> &'static str {
    let known = [
        ("tab", "there is a tab in it"),
        ("mapping values", "it has a colon where none can stand"),
        (
            "simple key",
            "it is no key with a colon, nor does it belong to the answer above",
        ),
        (
            "indentation",
            "it does not stand under the lines that it belongs to",
        ),
        (
            "block mapping",
            "it does not stand under the lines that it belongs to",
        ),
        (
            "flow",
            "a bracket or brace is opened and not closed, or a comma is missing",
        ),
        ("quoted", "its quotation marks do not match"),
        (
            "alias",
            "it begins with * or &, which have a meaning of their own",
        ),
        (
            "anchor",
            "it begins with * or &, which have a meaning of their own",
        ),
        ("tag", "it begins with !, which has a meaning of its own"),
        ("merge", "<< has a meaning of its own and can't be a key"),
        ("end of", "the file ends in the middle of it"),
    ];
    known
        .iter()
        .find(|(word, _)| message.contains(word))
        .map_or("it is no key with an answer", |(_, text)| text)
}

/// The column, from 0, of the key of a line that opens a block of text.
pub(in crate::store::document) fn block_key(line: &str) -> Option<usize> {
    let indent = line.len() - line.trim_start().len();
    let mut rest = line.trim();
    let mut key = indent;
    while let Some(inner) = rest.strip_prefix("- ") {
        key += rest.len() - inner.trim_start().len();
        rest = inner.trim_start();
    }
    let (name, value) = rest.split_once(':')?;
    let value = value.split(" #").next().unwrap_or("").trim();
    let opens =
        value.starts_with(['|', '>']) && value[1..].chars().all(|c| matches!(c, '+' | '-' | '0'..='9'));
    (is_key(name) && opens).then_some(key)
}

/// Whether a text is a key as forms write them.
pub(in crate::store::document) fn is_key(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-'))
}

/// Whether a line that stands further out than an answer's text ends the answer, and is no lost part of it.
pub(in crate::store::document) fn is_structure(text: &str) -> bool {
    if text.starts_with('#') || text == "---" || text == "..." {
        return true;
    }
    let item = text.strip_prefix("- ").map(str::trim_start);
    if item.is_some_and(|item| item.starts_with('{')) {
        return true;
    }
    item.unwrap_or(text)
        .split_once(':')
        .is_some_and(|(key, rest)| is_key(key) && (rest.is_empty() || rest.starts_with(' ')))
}

/// A key and an answer that run together for want of a space: `score:7`. An hour or an address is no key.
pub(in crate::store::document) fn key_run_into(text: &str) -> Option<(&str, &str)> {
    let (key, rest) = text.trim_start_matches("- ").split_once(':')?;
    let begins = key.starts_with(|c: char| c.is_ascii_lowercase());
    let runs = rest.starts_with(|c: char| !c.is_whitespace() && !matches!(c, '/' | ':'));
    (is_key(key) && begins && runs).then_some((key, rest))
}

/// Splits `  key: value` into `  key: ` and `value`; also `  - key: value`.
pub(in crate::store::document) fn key_and_value(line: &str) -> Option<(&str, &str)> {
    let at = line.find(": ")?;
    let key = line[..at].trim_start().trim_start_matches("- ").trim();
    if !is_key(key) {
        return None;
    }
    let value = line[at + 2..].trim_start();
    (!value.is_empty()).then(|| line.split_at(line.len() - value.len()))
}

pub(in crate::store::document) fn opens_quote(line: &str) -> bool {
    let Some((_, value)) = key_and_value(line) else {
        return false;
    };
    let Some(mark) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
        return false;
    };
    let inner = value[1..].split(" #").next().unwrap_or("").trim_end();
    let body = inner.strip_suffix(mark);
    // Closed, unless the mark stands inside too.
    body.is_none_or(|body| body.replace("\\\"", "").replace("''", "").contains(mark))
}

pub(in crate::store::document) fn missing_space(line: &str) -> Option<usize> {
    let text = line.trim_start().trim_start_matches("- ").trim_start();
    let offset = line.len() - text.len();
    let at = text.find(':')?;
    let after = text[at + 1..].chars().next()?;
    (is_key(&text[..at]) && !after.is_whitespace()).then_some(offset + at)
}

pub(in crate::store::document) fn quoted(value: &str) -> String {
    let mut text = String::with_capacity(value.len() + 2);
    text.push('"');
    for c in value.trim_end().chars() {
        if matches!(c, '"' | '\\') {
            text.push('\\');
        }
        text.push(c);
    }
    text.push('"');
    text
}

/// What is said of a text that was refused for its size, its depth or its parts.
pub(in crate::store::document) fn too_much(message: &str) -> TextFault {
    if message.contains("multiple YAML documents") {
        return TextFault::whole(
            "A line of three hyphens (---) splits this file in two.",
            "Take out every line that is just --- or ... and keep one form a file.",
        );
    }
    TextFault::whole(
        "This file nests deeper than any form does, or is far too long; it is no audit file.",
        "Restore it from a copy, or begin again with a new form.",
    )
}
