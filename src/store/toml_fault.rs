//! What is wrong with a TOML file, with its place and in plain words.

use std::ops::Range;

use toml::de::DeValue;

use crate::finding::{Finding, Location, Severity};

/// What is wrong with a settings file, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TomlFault {
    /// The line, from 1; 0 where the file as a whole is meant.
    pub line: usize,
    /// The column of the first character, from 1; 0 where the file as a whole is meant.
    pub column: usize,
    /// How many characters are meant, within the line.
    pub width: usize,
    /// The line as it stands in the file.
    pub excerpt: String,
    /// What is wrong, as a sentence.
    pub message: String,
    /// What to do, as a sentence.
    pub help: Option<String>,
}

impl TomlFault {
    /// A fault of the file as a whole.
    pub(super) fn of_file(message: impl Into<String>, help: Option<String>) -> Self {
        Self {
            line: 0,
            column: 0,
            width: 0,
            excerpt: String::new(),
            message: message.into(),
            help,
        }
    }

    /// A fault of the bytes `span` of `text`.
    pub(super) fn at(
        text: &str,
        span: &Range<usize>,
        message: impl Into<String>,
        help: Option<String>,
    ) -> Self {
        let start = floor(text, span.start);
        let begin = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let stop = floor(text, span.end).clamp(start, end.max(start));
        Self {
            line: text[..start].matches('\n').count() + 1,
            column: text[begin..start].chars().count() + 1,
            width: text[start..stop].trim_end().chars().count().max(1),
            excerpt: text[begin..end.max(begin)].trim_end().to_owned(),
            message: message.into(),
            help,
        }
    }

    /// The fault as a finding in `path`.
    pub fn finding(self, rule: &'static str, path: &str) -> Finding {
        Finding {
            rule,
            severity: Severity::Error,
            location: Location {
                path: path.to_owned(),
                line: self.line,
                column: self.column,
                width: self.width,
                excerpt: self.excerpt,
            },
            message: self.message,
            help: self.help,
            audit: None,
            explained: None,
            answer: None,
            related: Vec::new(),
        }
    }
}

/// The nearest place at or before `at` where a character begins.
pub(super) fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Reads the bytes of a file as text.
pub(super) fn text_of(bytes: &[u8]) -> Result<&str, TomlFault> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|wrong| {
        let line = bytes[..wrong.valid_up_to()].split(|b| *b == b'\n').count();
        TomlFault {
            line,
            column: 1,
            width: 1,
            ..TomlFault::of_file(
                "the file is not saved as UTF-8 from here on",
                Some("Save it again with the encoding UTF-8.".to_owned()),
            )
        }
    })
}

/// What the TOML reader says, as people say it, and what to do.
pub(super) fn in_plain_words(message: &str) -> (String, &'static str) {
    const WORDS: [(&str, &str, &str); 7] = [
        (
            "duplicate key",
            "this name stands here a second time",
            "Keep one of the two, and put what belongs to it together.",
        ),
        (
            "string values must be quoted",
            "this text stands without quotes",
            "Write texts in \"quotes\"; numbers, true and false without.",
        ),
        (
            "string, expected",
            "the text that begins before this has no closing quote",
            "Close it with a quote of the same kind, in the same line.",
        ),
        (
            "unclosed table",
            "the heading has no closing bracket",
            "Write headings as [name] or [[name]].",
        ),
        (
            "array",
            "a list is not well formed here",
            "Write lists as [\"one\", \"two\"]: commas between, and a bracket at each end.",
        ),
        (
            "key with no value",
            "there is no = and value after the name",
            "Write name = value; a name with spaces stands in \"quotes\".",
        ),
        (
            "unquoted key",
            "a name holds a character that it may not hold",
            "Write name = value; a name with spaces or signs stands in \"quotes\".",
        ),
    ];
    let known = WORDS.iter().find(|(sign, ..)| message.contains(sign));
    known.map_or_else(
        || {
            (
                format!("the line is not well formed: {message}"),
                "Write name = value, one to a line.",
            )
        },
        |(_, plain, help)| ((*plain).to_owned(), *help),
    )
}

/// What a value is, as people say it.
pub(super) fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(text) if text.trim().is_empty() => "an empty text",
        DeValue::String(_) => "a text",
        DeValue::Integer(digits) if digits.as_str().starts_with('-') => "a number below 0",
        DeValue::Integer(_) => "this number",
        DeValue::Float(_) => "a number with a fraction",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
