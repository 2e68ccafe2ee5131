//! How data looks: a renderer a format, each of the same struct. Nothing here prints.

pub mod actions;
pub mod compliance;
pub mod coverage;
pub mod csv;
pub mod diff;
pub mod due;
pub mod findings;
pub mod github;
pub mod history;
pub mod moderation;
pub mod quarterly;
pub mod roster;
pub mod rubric;
pub mod safe;
pub mod sarif;
pub mod schedule;
pub mod show;
pub mod table;
pub mod team;
pub mod tracker;

/// How text is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether it is coloured. Nothing is said by colour alone.
    pub colour: bool,
    /// The width of a line, in characters.
    pub width: usize,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            colour: false,
            width: 80,
        }
    }
}

/// A document as JSON, for programs.
pub fn json<T: serde::Serialize>(document: &T) -> String {
    // Every document is made of strings, numbers and lists with string keys; such a value always serialises.
    let mut text = serde_json::to_string_pretty(document).unwrap_or_default();
    text.push('\n');
    text
}

/// `one` or `many`, with the number.
pub fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}
