//! YAML's other way to write a key, behind a question mark, which no form needs and no reader of forms knows.

use super::Mending;
use super::shapes::{blocks, is_key};

/// What to do about a question mark before a key that has its colon and its answer behind it.
pub(in crate::store::document) const QUESTION_MARK: &str =
    "Delete the question mark and the space behind it; the rest of the line is right.";

/// A key behind a question mark.
struct AskedKey<'l> {
    /// The byte of the question mark.
    at: usize,
    /// How many bytes it and the spaces behind it take up.
    width: usize,
    key: &'l str,
    /// A colon stands behind the key, in the same line.
    has_colon: bool,
}

impl<'l> AskedKey<'l> {
    fn of(line: &'l str) -> Option<Self> {
        let item = line.trim_start().trim_start_matches("- ").trim_start();
        let rest = item.strip_prefix("? ")?.trim_start();
        let key = rest.split(':').next().unwrap_or(rest);
        let behind = &rest[key.len()..];
        let key = key.trim_end();
        (is_key(key) && (behind.len() < 2 || behind.starts_with(": "))).then_some(Self {
            at: line.len() - item.len(),
            width: item.len() - rest.len(),
            key,
            has_colon: !behind.is_empty(),
        })
    }
}

/// The answer of such a key, where it stands on a line of its own behind a colon.
fn answer<'l>(asked: &AskedKey<'_>, below: Option<&'l String>) -> Option<&'l str> {
    let below = below?;
    let text = below.trim_start();
    let answer = text.strip_prefix(':')?;
    let is_answer = below.len() - text.len() == asked.at && (answer.is_empty() || answer.starts_with(' '));
    is_answer.then(|| answer.trim())
}

impl Mending {
    /// Question marks before keys: the key is read as any other.
    pub(super) fn question_marks(&mut self) {
        for (index, within) in blocks(&self.lines).into_iter().enumerate() {
            let line = self.lines[index].clone();
            let Some(asked) = AskedKey::of(&line).filter(|_| within.is_none()) else {
                continue;
            };
            let below = answer(&asked, self.lines.get(index + 1));
            let help = match below {
                _ if asked.has_colon => QUESTION_MARK.to_owned(),
                Some(answer) if !answer.is_empty() => {
                    format!(
                        "Write the key, a colon, a space and the answer on one line: {}: {answer}",
                        asked.key
                    )
                }
                _ => format!(
                    "Write {}: without the question mark, and a space before the answer.",
                    asked.key
                ),
            };
            let head = &line[..asked.at];
            let column = self.as_written(index, head.chars().count() + 1);
            let rest = &line[asked.at + asked.width..];
            let colon = if asked.has_colon { "" } else { ":" };
            if below.is_some() && !asked.has_colon {
                // The answer stays at its column, which is further in than the key.
                let text = self.lines[index + 1].replacen(':', " ", 1);
                self.lines[index + 1] = text;
            }
            self.lines[index] = format!("{head}{}{colon}", rest.trim_end());
            self.shift(index, asked.width, 0);
            let message = format!(
                "A question mark stands before the key {}: YAML marks a key of another kind so, and no form has one.",
                asked.key
            );
            self.fault("syntax", index + 1, (column, asked.width), message, &help);
        }
    }
}

/// Whether a text that can be read has a key behind a question mark, with its answer behind a colon on the next line.
pub fn has_question_mark(written: &str) -> bool {
    if !written.contains("? ") {
        return false;
    }
    let lines: Vec<String> = written.split('\n').map(str::to_owned).collect();
    let within = blocks(&lines);
    (0..lines.len()).any(|index| {
        let asked = AskedKey::of(&lines[index]).filter(|_| within[index].is_none());
        asked.is_some_and(|asked| !asked.has_colon && answer(&asked, lines.get(index + 1)).is_some())
    })
}
