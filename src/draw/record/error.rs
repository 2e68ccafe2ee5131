//! Why a text is no record of a draw.

use thiserror::Error;

use super::{RULE, SCHEMA};

/// Why a text is no record of a draw.
#[derive(Debug, Error)]
pub enum RecordError {
    /// It is not JSON, or not of a record's shape.
    #[error("It is not the record of a draw as qaf wrote it: {why}.", why = of_shape(.0))]
    Shape(#[from] serde_json::Error),
    /// It is a record of a later version.
    #[error(
        "It is a record of the version {0}, which this qaf does not know; it reads {SCHEMA}. Use a newer qaf."
    )]
    LaterVersion(String),
    /// It is another document.
    #[error("It is a document of the kind {0}, not the record of a draw ({SCHEMA}).")]
    OtherDocument(String),
    /// It was drawn by another rule.
    #[error("It was drawn by the rule {0}, which this qaf does not know; it knows {RULE}. Use a newer qaf.")]
    OtherRule(String),
}

/// Why a text has not the shape of a record: by its place where it is no JSON, else by what is missing or strange.
fn of_shape(why: &serde_json::Error) -> String {
    if why.is_data() {
        return why.to_string();
    }
    let (line, column) = (why.line(), why.column());
    format!("its text breaks off, or was changed, at line {line}, column {column}")
}
