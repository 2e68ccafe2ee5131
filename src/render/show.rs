//! The whole audit as one document, in each format.

mod html;
mod md;
mod plain;

use crate::render::safe::safe_lines;
use crate::report::show::{AuditDocument, ShortAnswer};

pub use html::html;
pub use md::md;
pub(super) use md::{line as md_line, paragraphs as md_paragraphs};
pub use plain::text;

/// The document as JSON.
pub fn json(document: &AuditDocument) -> String {
    super::json(document)
}

/// What people wrote, made safe to show; its lines stay, and a tab is a space.
pub(super) fn shown(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\t', " ");
    safe_lines(lines.trim_end()).into_owned()
}

/// The same in one line.
fn one_line(text: &str) -> String {
    let text = shown(text);
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// A short answer in words.
fn value(value: &ShortAnswer) -> String {
    match value {
        ShortAnswer::Text(text) => one_line(text),
        ShortAnswer::Date(date) => date.spoken(),
        ShortAnswer::NotAnswered => "not answered".to_owned(),
        ShortAnswer::NotYet => "not yet".to_owned(),
    }
}
