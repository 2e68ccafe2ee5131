//! The whole audit as one document, in each format.

mod html;
mod md;
mod plain;

use super::figures::{AuditDocument, ShortAnswer};
use crate::paper::safe::one_line;

pub use html::html;
pub use md::md;
pub use plain::text;

/// The document as JSON.
pub fn json(document: &AuditDocument) -> String {
    crate::paper::json(document)
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
