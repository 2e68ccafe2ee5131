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

/// Whether a line is a key with a mark behind which a block of text begins.
pub(in crate::store::document) fn opens_text(line: &str) -> bool {
    block_key(line).is_some()
}

/// For each line the column, from 0, at which the text of the answer stands that it is a line of; `None` where it is
/// none. Of an answer in which nothing is written yet, that is where its text would begin.
pub(in crate::store::document) fn blocks<S: AsRef<str>>(lines: &[S]) -> Vec<Option<usize>> {
    let mut open: Option<(usize, Option<usize>)> = None;
    let mut within = Vec::with_capacity(lines.len());
    for line in lines.iter().map(AsRef::as_ref) {
        let spaces = line.len() - line.trim_start_matches(' ').len();
        if let Some((key, content)) = open {
            let text = line.trim();
            let is_text = spaces > key && content.is_none_or(|content| spaces >= content);
            if text.is_empty() || is_text {
                let content = content.or_else(|| (!text.is_empty()).then_some(spaces));
                open = Some((key, content));
                within.push(Some(content.unwrap_or(key + 2)));
                continue;
            }
        }
        open = block_key(line).map(|key| (key, None));
        within.push(None);
    }
    within
}

/// Whether a line, whole, ends a document and begins another, or would: three hyphens or dots at the margin.
pub(in crate::store::document) fn is_mark(line: &str) -> bool {
    let rest = line.strip_prefix("---").or_else(|| line.strip_prefix("..."));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
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
    if text.starts_with('#') {
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
    let runs = rest.starts_with(|c: char| !parts(c) && !matches!(c, '/' | ':'));
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
    (is_key(&text[..at]) && !parts(after)).then_some(offset + at)
}

/// Whether a key is parted from its answer by this; other spaces only look like it.
fn parts(c: char) -> bool {
    matches!(c, ' ' | '\t')
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

/// What is said of a file that has more in it than anybody writes.
pub(in crate::store::document) fn too_much() -> TextFault {
    TextFault::whole(
        "This file is far too long, or has far too many lines with a key; it is no audit file.",
        "Keep documents elsewhere and write only the answers here. If it is no audit file, take it out of the folder.",
    )
}
