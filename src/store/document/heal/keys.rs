//! Keys of the form that are not written as it has them: without their colon, with capitals or with spaces.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::Mending;
use super::align::KeyLine;
use super::shapes::blocks;
use crate::store::document::{Outline, signs};

/// So many lines at most are looked at closely; whoever has more begins with a new form.
const MOST: usize = 100;

/// No key has more words.
const MOST_WORDS: usize = 6;

/// No key has more bytes.
const LONGEST: usize = 80;

/// A line on which a key of the form seems to stand.
#[derive(Debug)]
struct MeantKey {
    /// The key as the form has it.
    key: String,
    /// The column, from 0, at which it begins.
    at: usize,
    /// The bytes that are written for it and its colon.
    written: Range<usize>,
    /// A hyphen stands before it.
    item: bool,
    /// A colon stands right behind it, so that only its letters are odd.
    has_colon: bool,
}

impl Mending {
    /// Reads a key as the form has it where it can be no other: the block it stands in has that key, and not yet.
    pub(super) fn respell(&mut self, outline: &Outline) {
        let keys = outline.all();
        let seems = |(index, line): (usize, &String)| {
            let meant = meant(line, &keys)?;
            (!self.loose.contains_key(&index)).then_some((index, meant))
        };
        let all: Vec<(usize, MeantKey)> = self.lines.iter().enumerate().filter_map(seems).collect();
        let twice = self.twice(&all);
        let mut within = blocks(&self.lines);
        for (index, meant) in all.into_iter().take(MOST) {
            if within[index].is_some() || twice.contains(&index) || !self.is_missing(index, &meant, outline) {
                continue;
            }
            let line = &self.lines[index];
            let written = line[meant.written.clone()].to_owned();
            let letters = written.chars().count();
            let column = line[..meant.written.start].chars().count() + 1;
            let column = self.as_written(index, column);
            let is_parted =
                line[meant.written.end..].trim_end().is_empty() || line[meant.written.end..].starts_with(' ');
            let put = format!("{}:{}", meant.key, if is_parted { "" } else { " " });
            self.lines[index].replace_range(meant.written.clone(), &put);
            self.shift(index, letters, put.chars().count());
            within = blocks(&self.lines);
            if meant.has_colon {
                let message = format!("{} is no key of this form.", written.trim_end_matches(':'));
                let columns = (column, letters - 1);
                self.fault(
                    "unknown-key",
                    index + 1,
                    columns,
                    message,
                    &did_you_mean(&meant.key),
                );
            } else {
                let message = "There is no colon right behind this key.".to_owned();
                let help = write_key(&meant.key);
                self.fault("missing-colon", index + 1, (column, letters), message, &help);
            }
        }
    }

    /// The lines that seem to have a key which another line of the same block seems to have too: which of them is meant can't
    /// be told, nor whether one begins another block.
    fn twice(&self, all: &[(usize, MeantKey)]) -> HashSet<usize> {
        let mut last: HashMap<(&str, usize), usize> = HashMap::new();
        let mut twice = HashSet::new();
        for (index, meant) in all {
            let before = last.insert((&meant.key, meant.at), *index);
            let Some(before) = before.filter(|_| !meant.item) else {
                continue;
            };
            let is_deep =
                |line: &&String| line.trim().is_empty() || line.len() - line.trim_start().len() >= meant.at;
            if self.lines[before + 1..*index].iter().all(|line| is_deep(&line)) {
                twice.extend([before, *index]);
            }
        }
        twice
    }

    /// Leaves out what can't be seen in keys and before them, which is told of by itself.
    pub(super) fn unseen_in_keys(&mut self) {
        for (index, within) in blocks(&self.lines).into_iter().enumerate() {
            let line = &self.lines[index];
            let end = line.find(':').unwrap_or(line.len());
            if within.is_some() || !line[..end].contains(signs::is_hidden) {
                continue;
            }
            let head: Vec<char> = line[..end].chars().collect();
            let gone = (0..head.len()).filter(|at| signs::is_hidden(head[*at]));
            self.moved
                .dropped
                .insert(index + 1, gone.map(|at| at + 1).collect());
            let seen: String = head.iter().filter(|c| !signs::is_hidden(**c)).collect();
            self.lines[index] = seen + &self.lines[index][end..];
            self.is_cleaned = true;
        }
    }

    /// Whether the block in which a line stands has the key that seems to be meant, and it stands nowhere else in it.
    fn is_missing(&self, index: usize, meant: &MeantKey, outline: &Outline) -> bool {
        let rows = self.rows();
        let here = rows.partition_point(|row| row.line < index);
        let behind = rows[here..].iter().filter(|row| row.line > index);
        let is_beside = |row: &&KeyLine| row.at == meant.at;
        let begins = |row: &&KeyLine| row.at > row.indent && row.at == meant.at;
        let mut beside: Vec<&KeyLine> = Vec::new();
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

/// What is said of a key whose colon is not right.
fn write_key(key: &str) -> String {
    format!("Write {key}: and a space before the answer.")
}

/// The key that is to be written, in what [`write_key`] says.
pub(in crate::store::document) fn key_to_write(help: &str) -> Option<&str> {
    help.strip_prefix("Write ")?
        .strip_suffix(": and a space before the answer.")
}

/// Whether a line seems to be a key of the form that is not written as keys are.
pub(super) fn is_meant(line: &str, keys: &HashSet<&str>) -> bool {
    meant(line, keys).is_some()
}

/// The key that a line seems to begin with, where it is not written as keys are: in small letters, with a colon right
/// behind it.
fn meant(line: &str, keys: &HashSet<&str>) -> Option<MeantKey> {
    let text = line.trim();
    let item = text.strip_prefix("- ").map(str::trim_start);
    let rest = item.unwrap_or(text);
    let at = line.trim_end().len() - rest.len();
    let known = |written: &str| {
        let written = written.trim();
        if written.len() > LONGEST {
            return None;
        }
        let small = as_a_key(written);
        let all = [small.replace('_', ""), small];
        all.into_iter().rev().find(|key| keys.contains(key.as_str()))
    };
    let before_colon = rest
        .split_once(':')
        .filter(|(_, behind)| behind.is_empty() || behind.starts_with(' '));
    let (key, written, has_colon) =
        if let Some((key, name)) = before_colon.and_then(|(name, _)| Some((known(name)?, name))) {
            if key == name {
                return None;
            }
            (key, name.len() + 1, !name.ends_with(char::is_whitespace))
        } else {
            let (key, word) = words(rest).find_map(|end| Some((known(&rest[..end])?, end)))?;
            let behind = &rest[word..];
            // A space that is missing behind a colon is told of by itself.
            if behind.starts_with(':') {
                return None;
            }
            let marked = |mark: char| behind.trim_start().strip_prefix(mark);
            let colon = marked(':');
            let other = || [';', '.', '=', '-', '\u{2013}'].into_iter().find_map(marked);
            let other = || other().filter(|after| after.is_empty() || after.starts_with(' '));
            let end = colon
                .or_else(other)
                .map_or(word, |after| rest.len() - after.len());
            (key, end, false)
        };
    // In prose a word of one piece may stand first in a line, at the margin or where small letters go on behind it; a key
    // of several can't.
    let goes_on = |text: &str| text.trim_start().starts_with(char::is_lowercase);
    let is_prose = !has_colon
        && !key.contains('_')
        && rest.split_whitespace().count() > 2
        && (at == 0 || goes_on(&rest[written..]));
    (!is_prose).then(|| MeantKey {
        key,
        at: line[..at].chars().count(),
        written: at..at + written,
        item: item.is_some(),
        has_colon,
    })
}

/// Where words end that may be a key without its colon: several where no more than an answer's one word stands behind
/// them, for else they are prose.
fn words(text: &str) -> impl Iterator<Item = usize> {
    let is_of_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let first = text.find(|c| !is_of_word(c)).unwrap_or(text.len());
    let spaces = text.char_indices().filter(|(_, c)| *c == ' ').map(|(at, _)| at);
    // No more of a line is looked at than a key and an answer of one word take up: a file may be one line.
    let ends = spaces.chain([text.len()]).take(MOST_WORDS);
    let several = ends.filter(|end| *end > first && text[*end..].split_whitespace().nth(1).is_none());
    several.collect::<Vec<_>>().into_iter().rev().chain([first])
}

/// A word as keys are written.
pub(in crate::store::document) fn as_a_key(written: &str) -> String {
    written.to_lowercase().replace([' ', '-'], "_")
}
