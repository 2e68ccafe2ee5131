//! Items of lists whose hyphen is missing, stands before a line that begins none, or has no space behind it.

use std::collections::{BTreeSet, HashSet};

use super::Mending;
use super::align::KeyLine;
use super::shapes::blocks;
use crate::store::document::Outline;

/// What to do about a hyphen that the second space before a key has to make room for.
pub(in crate::store::document) const HYPHEN_INSTEAD: &str =
    "Put a hyphen in the place of the last space but one before it, as each item of a list has it.";

/// What to do about a hyphen that stands nowhere yet.
pub(in crate::store::document) const HYPHEN_BEFORE: &str =
    "Put a hyphen and a space before it, and two spaces more before each further line of this item.";

/// What to do about a sign that stands for the hyphen of an item.
pub(in crate::store::document) const ONE_HYPHEN: &str = "Put one hyphen there, and one space behind it.";

/// What to do about a list that is said to be empty and has items.
pub(in crate::store::document) const NOT_EMPTY: &str = "Take the [] away: what stands below it is the list.";

/// Signs that programs and people put before the items of a list.
const BULLETS: [char; 8] = [
    '-', '\u{2013}', '\u{2014}', '\u{2022}', '\u{b7}', '\u{25aa}', '*', '+',
];

/// The item of a list that the reader stands in.
#[derive(Debug)]
struct OpenItem {
    /// The column, from 0, of its hyphen.
    hyphen: usize,
    /// The key behind its hyphen.
    first: String,
    keys: BTreeSet<String>,
}

/// A key under which the reader stands.
#[derive(Debug)]
struct OpenKey<'o> {
    line: usize,
    /// The column, from 0, of the key.
    at: usize,
    below: Option<&'o Outline>,
    /// Of a list, the item.
    item: Option<OpenItem>,
}

impl Mending {
    /// Other signs than one hyphen and a space before the keys of items: long dashes, bullets, numbers, two hyphens, or one
    /// that runs into the key.
    pub(super) fn bullets(&mut self, outline: &Outline) {
        let keys = outline.of_items();
        for (index, within) in blocks(&self.lines).into_iter().enumerate() {
            let line = &self.lines[index];
            let indent = line.len() - line.trim_start().len();
            let bullet = bullet(&line[indent..], &keys).filter(|_| within.is_none());
            let Some(sign) = bullet.map(|end| line[indent..indent + end].to_owned()) else {
                continue;
            };
            let column = self.as_written(index, indent + 1);
            self.lines[index].replace_range(indent..indent + sign.len(), "- ");
            if sign == "-" {
                self.moved.spaced.insert(index + 1, column);
                let message = "There is no space after this hyphen, so it runs into the key.".to_owned();
                self.fault(
                    "missing-space",
                    index + 1,
                    (column, 1),
                    message,
                    "Put a space after the hyphen.",
                );
            } else {
                let width = sign.chars().count();
                self.shift(index, width, 2);
                let message = format!(
                    "An item of the list begins with one hyphen and a space, and here stands {}",
                    sign.trim_end()
                );
                self.fault(
                    "misplaced-hyphen",
                    index + 1,
                    (column, width),
                    message,
                    ONE_HYPHEN,
                );
            }
        }
    }

    /// Hyphens that run into the words of a list, which are then read as one text with them.
    pub(super) fn run_in(&mut self, outline: &Outline) {
        for row in self.lists_of_words(outline) {
            for index in row.line + 1..self.lines.len() {
                let line = &self.lines[index];
                let text = line.trim();
                if text.is_empty() || text.starts_with('#') {
                    continue;
                }
                let indent = line.len() - line.trim_start().len();
                let Some(word) = text.strip_prefix('-').filter(|_| indent >= row.at) else {
                    break;
                };
                if word.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '\'')) {
                    let column = self.as_written(index, indent + 1);
                    self.lines[index].insert(indent + 1, ' ');
                    self.moved.spaced.insert(index + 1, column);
                    let message =
                        "There is no space after this hyphen, so it begins no item of the list.".to_owned();
                    let help = "Put a space after the hyphen.";
                    self.fault("missing-space", index + 1, (column, 1), message, help);
                }
            }
        }
    }

    /// The keys of lists whose items are words and no blocks of keys, where these stand on the lines below.
    fn lists_of_words(&self, outline: &Outline) -> Vec<KeyLine> {
        let mut open: Vec<(usize, Option<&Outline>)> = Vec::new();
        let mut lists = Vec::new();
        for row in self.rows() {
            while open.last().is_some_and(|(at, _)| *at >= row.at) {
                open.pop();
            }
            let block = open.last().map_or(Some(outline), |(_, below)| *below);
            let below = block.and_then(|block| block.below(&self.key(&row)));
            if !row.full && below.is_some_and(Outline::is_list_of_words) {
                lists.push(row);
            }
            open.push((row.at, below));
        }
        lists
    }

    /// Hyphens of items that are missing or too many, and lists said to be empty that have items: by the keys of the form
    /// and the items beside them.
    pub(super) fn hyphens(&mut self, outline: &Outline) {
        let rows = self.rows();
        let keys: Vec<String> = rows.iter().map(|row| self.key(row)).collect();
        let mut open: Vec<OpenKey<'_>> = Vec::new();
        for (number, (row, key)) in rows.iter().zip(&keys).enumerate() {
            while open.last().is_some_and(|above| above.at >= row.at) {
                open.pop();
            }
            let parent = open.last_mut();
            let block = parent.as_ref().map_or(Some(outline), |parent| parent.below);
            let below = block.and_then(|block| block.below(key));
            let mut at = row.at;
            let is_of_item = below.is_some() && block.is_some_and(Outline::is_list);
            if let Some(parent) = parent.filter(|_| is_of_item) {
                let ahead = (&rows[number..], &keys[number..]);
                if row.at > row.indent {
                    at = self.item(parent, *row, ahead);
                } else {
                    at = self.in_list(parent, *row, ahead);
                }
            }
            if below.is_some_and(Outline::is_list) && row.full {
                self.not_empty(*row);
            }
            open.push(OpenKey {
                line: row.line,
                at,
                below,
                item: None,
            });
        }
    }

    /// Takes in a key behind a hyphen; hands back its column.
    fn item(&mut self, parent: &mut OpenKey<'_>, row: KeyLine, ahead: (&[KeyLine], &[String])) -> usize {
        let own = own_keys(ahead.0, ahead.1);
        let key = ahead.1[0].clone();
        if let Some(item) = parent.item.as_mut().filter(|item| item.hyphen == row.indent) {
            // Neither has what the other has, and without the first of its keys it is no item.
            if own.is_disjoint(&item.keys) && !own.contains(&item.first) {
                let column = self.as_written(row.line, row.indent + 1);
                let message = format!(
                    "A hyphen begins an item here, but {} does not stand in it.",
                    item.first
                );
                let help = format!(
                    "If {key} belongs to the item above, put a space in the place of the hyphen. If it is an item of its own, \
                     write {} in it.",
                    item.first
                );
                self.lines[row.line].replace_range(row.indent..=row.indent, " ");
                self.fault("misplaced-hyphen", row.line + 1, (column, 1), message, &help);
                item.keys.insert(key);
                return row.at;
            }
        }
        parent.item = Some(OpenItem {
            hyphen: row.indent,
            first: key.clone(),
            keys: BTreeSet::from([key]),
        });
        row.at
    }

    /// Takes in a key of a list's item that no hyphen stands before; hands back its column.
    fn in_list(&mut self, parent: &mut OpenKey<'_>, row: KeyLine, ahead: (&[KeyLine], &[String])) -> usize {
        let key = ahead.1[0].clone();
        let hyphen = match &mut parent.item {
            Some(item) if item.first == key && item.keys.len() > 1 => Some(item.hyphen),
            Some(item) => {
                item.keys.insert(key);
                return row.at;
            }
            // Behind a line that can't be read, it may belong to what that says.
            None if !self.is_next_to(parent.line, row.line) => return row.at,
            None => first_hyphen(ahead.0),
        };
        let hyphen = hyphen.unwrap_or_else(|| row.at.saturating_sub(2).max(parent.at));
        let column = self.as_written(row.line, row.at + 1);
        let (help, at) = match row.at.checked_sub(hyphen) {
            Some(2) => {
                self.lines[row.line].replace_range(hyphen..row.at, "- ");
                (HYPHEN_INSTEAD, row.at)
            }
            Some(0) => {
                self.lines[row.line].insert_str(hyphen, "- ");
                self.shift(row.line, hyphen, hyphen + 2);
                (HYPHEN_BEFORE, hyphen + 2)
            }
            _ => return row.at,
        };
        let message = format!("An item of the list begins with {key}, but no hyphen stands before it.");
        self.fault(
            "misplaced-hyphen",
            row.line + 1,
            (column, key.chars().count()),
            message,
            help,
        );
        parent.item = Some(OpenItem {
            hyphen,
            first: key.clone(),
            keys: BTreeSet::from([key]),
        });
        at
    }

    /// Whether nothing but remarks stands between two lines.
    fn is_next_to(&self, above: usize, line: usize) -> bool {
        let mut between = self.lines[above + 1..line].iter().map(|line| line.trim());
        between.all(|text| text.is_empty() || text.starts_with('#'))
    }

    /// A list that is said to be empty and has items below.
    fn not_empty(&mut self, row: KeyLine) {
        let line = &self.lines[row.line];
        let Some(at) = line.find("[]").filter(|at| {
            let behind = line[at + 2..].trim_start();
            line[row.at..*at].trim_end().ends_with(':') && (behind.is_empty() || behind.starts_with('#'))
        }) else {
            return;
        };
        let says = |line: &&String| !(line.trim().is_empty() || line.trim_start().starts_with('#'));
        let has_item = self.lines[row.line + 1..].iter().find(says).is_some_and(|line| {
            let text = line.trim_start();
            text.starts_with("- ") && line.len() - text.len() >= row.at
        });
        if has_item {
            let column = self.as_written(row.line, line[..at].chars().count() + 1);
            self.lines[row.line].replace_range(at..at + 2, "  ");
            let message = "[] says that the list is empty, but items stand below it.".to_owned();
            self.fault("syntax", row.line + 1, (column, 2), message, NOT_EMPTY);
        }
    }
}

/// The keys of the item that the first row begins.
fn own_keys(rows: &[KeyLine], keys: &[String]) -> BTreeSet<String> {
    let Some((first, key)) = rows.first().zip(keys.first()) else {
        return BTreeSet::new();
    };
    let further = rows.iter().zip(keys).skip(1);
    let further =
        further.take_while(|(row, _)| row.at > first.at || (row.at == first.at && row.indent == row.at));
    let own = further.filter(|(row, _)| row.at == first.at).map(|(_, key)| key);
    std::iter::once(key).chain(own).cloned().collect()
}

/// The column of the first hyphen of the list in which the first row stands.
fn first_hyphen(rows: &[KeyLine]) -> Option<usize> {
    let first = rows.first()?;
    let in_list = rows.iter().take_while(|row| row.at >= first.at);
    in_list
        .filter(|row| row.at > row.indent)
        .map(|row| row.indent)
        .next()
}

/// How many bytes of a line stand for the hyphen of an item: a sign or several before a key of items, but for one hyphen
/// and a space.
fn bullet(text: &str, keys: &HashSet<&str>) -> Option<usize> {
    let unnumbered = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let behind = match unnumbered.strip_prefix(['.', ')']) {
        Some(behind) if unnumbered.len() < text.len() => behind,
        _ => text.trim_start_matches(|c: char| c == ' ' || BULLETS.contains(&c)),
    };
    let item = behind.trim_start_matches(' ');
    let (key, answer) = item.split_once(':')?;
    let end = text.len() - item.len();
    let is_item = keys.contains(key) && (answer.is_empty() || answer.starts_with(' '));
    let is_right = text[..end].trim_end() == "-" && end > 1;
    (is_item && end > 0 && !is_right).then_some(end)
}
