//! Keys of the form that are not written as it has them: without their colon, with capitals or with spaces.

use super::Work;
use super::align::Row;
use super::shapes::{blocks, is_key};
use crate::store::document::Outline;

/// So many lines at most are looked at closely; a form has fewer.
const MOST: usize = 400;

/// A line on which a key of the form seems to stand.
#[derive(Debug)]
struct Meant {
    /// The key as the form has it.
    key: String,
    /// It is written so.
    written: String,
    /// The column, from 0, at which it begins.
    at: usize,
    /// A hyphen stands before it.
    item: bool,
    has_colon: bool,
}

impl Work {
    /// Reads a key as the form has it where it can be no other: the block it stands in has that key, and not yet.
    pub(super) fn respell(&mut self, outline: &Outline) {
        let seems = |(index, line): (usize, &String)| {
            let meant = meant(line).filter(|meant| outline.has(&meant.key))?;
            (!self.loose.contains_key(&index)).then_some((index, meant))
        };
        let all: Vec<(usize, Meant)> = self.lines.iter().enumerate().filter_map(seems).collect();
        for (index, meant) in all.into_iter().take(MOST) {
            if blocks(&self.lines)[index].is_some() || !self.is_missing(index, &meant, outline) {
                continue;
            }
            let letters = meant.written.chars().count();
            let column = self.lines[index][..meant.at].chars().count() + 1;
            let columns = (self.as_written(index, column), letters);
            let colon = if meant.has_colon { "" } else { ":" };
            let written = meant.at..meant.at + meant.written.len();
            self.lines[index].replace_range(written, &format!("{}{colon}", meant.key));
            if meant.has_colon {
                let message = format!("{} is no key of this form.", meant.written);
                self.fault(
                    "unknown-key",
                    index + 1,
                    columns,
                    message,
                    &did_you_mean(&meant.key),
                );
            } else {
                let last = columns.0 + letters - 1;
                self.moved.spaced.insert(index + 1, last);
                let message = "There is no colon after this key.".to_owned();
                self.fault(
                    "missing-colon",
                    index + 1,
                    columns,
                    message,
                    "Put a colon and a space after it.",
                );
            }
        }
    }

    /// Whether the block in which a line stands has the key that seems to be meant, and it stands nowhere else in it.
    fn is_missing(&self, index: usize, meant: &Meant, outline: &Outline) -> bool {
        let rows = self.rows();
        let here = rows.partition_point(|row| row.line < index);
        let behind = rows[here..].iter().filter(|row| row.line > index);
        let is_beside = |row: &&Row| row.at == meant.at;
        let begins = |row: &&Row| row.at > row.indent && row.at == meant.at;
        let mut beside: Vec<&Row> = Vec::new();
        if !meant.item {
            for row in rows[..here].iter().rev().take_while(|row| row.at >= meant.at) {
                beside.extend(Some(row).filter(is_beside));
                if begins(&row) {
                    break;
                }
            }
        }
        let below = behind.take_while(|row| row.at >= meant.at && !begins(row));
        beside.extend(below.filter(is_beside));
        let mut above: Vec<String> = Vec::new();
        let mut inner = meant.at;
        for row in rows[..here].iter().rev() {
            if row.at < inner {
                above.push(self.key(row));
                inner = row.at;
            }
        }
        let block = above
            .iter()
            .rev()
            .try_fold(outline, |block, key| block.below(key));
        block.is_some_and(|block| block.below(&meant.key).is_some())
            && !beside.iter().any(|row| self.key(row) == meant.key)
    }
}

/// What is said of a key that is nearly one of the form's.
pub(in crate::store) fn did_you_mean(key: &str) -> String {
    format!("Did you mean {key}?")
}

/// A word as keys are written.
pub(in crate::store::document) fn as_a_key(written: &str) -> String {
    written.to_lowercase().replace([' ', '-'], "_")
}

/// The key that a line seems to begin with, where it is not written as keys are: in small letters, with a colon.
fn meant(line: &str) -> Option<Meant> {
    let text = line.trim();
    let item = text.strip_prefix("- ").map(str::trim_start);
    let key = item.unwrap_or(text);
    let at = line.trim_end().len() - key.len();
    let (written, has_colon) = match key.split_once(':') {
        Some((name, rest)) if rest.is_empty() || rest.starts_with(' ') => (name, true),
        Some(_) => return None,
        None => (key.split_whitespace().next()?, false),
    };
    let small = as_a_key(written);
    let is_odd = !has_colon || small != written;
    // In prose a word of one piece may stand first in a line at the margin; a key of several can't.
    let is_prose = !has_colon && at == 0 && key.split_whitespace().count() > 2 && !small.contains('_');
    let fits = is_key(&small) && small.chars().count() == written.chars().count();
    (is_odd && fits && !is_prose).then(|| Meant {
        key: small,
        written: written.to_owned(),
        at,
        item: item.is_some(),
        has_colon,
    })
}
