//! Keys that stand beside the place where they belong, put back by the keys that the form has and the lines around them.

use std::collections::{BTreeMap, BTreeSet};

use super::Mending;
use super::align::KeyLine;
use super::shapes::{block_key, blocks, plain};
use crate::store::document::Outline;

/// A block of keys that is open where the reader stands.
#[derive(Debug, Default)]
struct Level<'o> {
    /// The column, from 0, of its keys.
    at: usize,
    /// The column of the hyphen, where it is an item of a list.
    hyphen: Option<usize>,
    /// The keys it may have; `None` where they are not known.
    keys: Option<&'o Outline>,
    /// Those that it has already.
    seen: BTreeSet<String>,
}

impl Level<'_> {
    fn takes(&self, key: &str) -> bool {
        self.keys.is_none_or(|keys| keys.below(key).is_some())
    }

    fn waits_for(&self, key: &str) -> bool {
        self.keys.is_some_and(|keys| keys.below(key).is_some()) && !self.seen.contains(key)
    }
}

/// A key that has no answer beside it, so that others may stand under it.
#[derive(Clone, Copy, Debug)]
struct OpenedKey<'o> {
    at: usize,
    below: Option<&'o Outline>,
}

/// The reader of a file's keys.
#[derive(Debug)]
struct KeyReader<'o> {
    levels: Vec<Level<'o>>,
    opened: Option<OpenedKey<'o>>,
}

/// Where a key belongs.
#[derive(Clone, Copy, Debug)]
enum Home {
    /// In an open block, by its number.
    Open(usize),
    /// First under the key above it, at this column.
    New(usize),
}

impl Mending {
    /// Puts every key that is in no block of the form where it stands into the one that waits for it, if there is one.
    pub(super) fn place(&mut self, outline: &Outline) {
        let rows = self.rows();
        let keys: Vec<String> = rows.iter().map(|row| self.key(row)).collect();
        let mut reader = KeyReader {
            levels: vec![Level {
                keys: Some(outline),
                ..Level::default()
            }],
            opened: None,
        };
        for number in 0..rows.len() {
            let row = rows[number];
            let loose = self.loose.contains_key(&row.line);
            let ahead = Ahead {
                rows: &rows[number..],
                keys: &keys[number..],
                loose: &self.loose,
            };
            let to = if row.at > row.indent {
                reader.item(&keys[number], row, loose, &ahead)
            } else {
                reader.key(&keys[number], row, loose, &ahead)
            };
            let to = to.or_else(|| self.loose.get(&row.line).copied());
            if let Some(to) = to.filter(|to| *to != row.indent) {
                self.displace(row, to, loose);
            }
        }
    }

    /// The key of a line, as it is written.
    pub(super) fn key(&self, row: &KeyLine) -> String {
        let text = self.lines[row.line].get(row.at..).unwrap_or("");
        text.split(':').next().unwrap_or("").to_owned()
    }

    /// Puts a line at a column, and the text under its key where it would not stand under it any more and lost its place
    /// as well.
    fn displace(&mut self, row: KeyLine, to: usize, loose: bool) {
        if !loose {
            self.syntax(row.line, row.indent + 1, plain("indentation"));
        }
        let key = block_key(&self.lines[row.line]).map(|key| key - row.indent + to);
        let within = blocks(&self.lines);
        self.put_at(row.line, to);
        let Some(key) = key else { return };
        let stands = within.get(row.line + 1).copied().flatten().unwrap_or(usize::MAX);
        if stands > key {
            return;
        }
        let text = within[row.line + 1..]
            .iter()
            .take_while(|within| within.is_some())
            .count();
        for index in row.line + 1..=row.line + text {
            if self.loose.contains_key(&index) {
                let indent = self.lines[index].len() - self.lines[index].trim_start().len();
                self.put_at(index, indent + key + 2 - stands);
            }
        }
    }
}

/// The rows from the one that is looked at.
struct Ahead<'r> {
    rows: &'r [KeyLine],
    keys: &'r [String],
    loose: &'r BTreeMap<usize, usize>,
}

impl Ahead<'_> {
    /// Where most of the rows stand that belong under a key at `above`, by a column of theirs; of equals, where it is
    /// done by twos.
    fn most(
        &self,
        above: usize,
        column: impl Fn(&KeyLine) -> Option<usize>,
        knows: impl Fn(&str) -> bool,
    ) -> usize {
        let mut found: BTreeMap<usize, usize> = BTreeMap::new();
        for (number, (row, key)) in self.rows.iter().zip(self.keys).enumerate() {
            let loose = self.loose.contains_key(&row.line);
            if number > 0 && !loose && row.indent <= above && row.at == row.indent {
                break;
            }
            if let Some(column) = column(row).filter(|_| !loose && knows(key)) {
                *found.entry(column).or_default() += 1;
            }
        }
        let usual = above + 2;
        let best = found
            .into_iter()
            .max_by_key(|(column, count)| (*count, *column == usual));
        best.map_or(usual, |(column, _)| column)
    }
}

impl<'o> KeyReader<'o> {
    /// Takes a key in; hands back the column at which its line belongs, where that is known.
    fn key(&mut self, key: &str, row: KeyLine, loose: bool, ahead: &Ahead<'_>) -> Option<usize> {
        let here = self.levels.iter().rposition(|level| level.at == row.at);
        if let Some(here) = here.filter(|here| !loose && self.levels[*here].takes(key)) {
            self.settle(here, key, row.full);
            return Some(row.at);
        }
        let child = self
            .opened
            .filter(|opened| !opened.below.is_some_and(Outline::is_list));
        let known =
            |key: &str| child.is_some_and(|opened| opened.below.is_some_and(|b| b.below(key).is_some()));
        let mut homes: Vec<Home> = Vec::new();
        if let Some(opened) = child.filter(|_| known(key)) {
            let deeper = |row: &KeyLine| (row.at == row.indent && row.at > opened.at).then_some(row.at);
            homes.push(Home::New(ahead.most(opened.at, deeper, known)));
        }
        let waiting = (0..self.levels.len()).rev();
        homes.extend(
            waiting
                .filter(|at| self.levels[*at].waits_for(key))
                .map(Home::Open),
        );
        let column = |home: &Home| match home {
            Home::Open(at) => self.levels[*at].at,
            Home::New(column) => *column,
        };
        let best = if loose {
            homes.first().copied()
        } else {
            homes
                .iter()
                .copied()
                .min_by_key(|home| column(home).abs_diff(row.at))
        };
        let Some(home) = best else {
            self.stray(key, row, here, child);
            return None;
        };
        let to = column(&home);
        match home {
            Home::Open(at) => self.settle(at, key, row.full),
            Home::New(at) => {
                let keys = child.and_then(|opened| opened.below);
                self.under(
                    Level {
                        at,
                        keys,
                        ..Level::default()
                    },
                    key,
                    row.full,
                );
            }
        }
        Some(to)
    }

    /// Takes in the first key of a list's item; hands back the column at which its hyphen belongs, where that is known.
    fn item(&mut self, key: &str, row: KeyLine, loose: bool, ahead: &Ahead<'_>) -> Option<usize> {
        let inner = row.at - row.indent;
        let enter = |reader: &mut Self, hyphen: usize, keys: Option<&'o Outline>| {
            let level = Level {
                at: hyphen + inner,
                hyphen: Some(hyphen),
                keys,
                ..Level::default()
            };
            reader.under(level, key, row.full);
            Some(hyphen)
        };
        let here = self
            .levels
            .iter()
            .rposition(|level| level.hyphen == Some(row.indent));
        if let Some(here) = here.filter(|_| !loose) {
            let keys = self.levels[here].keys;
            self.levels.truncate(here);
            return enter(self, row.indent, keys);
        }
        if let Some(opened) = self.opened {
            let Some(below) = opened.below.filter(|below| below.is_list()) else {
                return if loose {
                    None
                } else {
                    enter(self, row.indent, None)
                };
            };
            // An item's other keys tell where its hyphen belongs as well.
            let hyphen = |row: &KeyLine| {
                let column = if row.at > row.indent {
                    row.indent
                } else {
                    row.at.checked_sub(inner)?
                };
                (column >= opened.at).then_some(column)
            };
            let usual = ahead.most(opened.at, hyphen, |key| below.below(key).is_some());
            return enter(self, usual, Some(below));
        }
        let takes = |level: &Level<'_>| {
            level.hyphen.is_some() && level.keys.is_some_and(|keys| keys.below(key).is_some())
        };
        let at = self.levels.iter().rposition(takes)?;
        let (hyphen, keys) = (self.levels[at].hyphen?, self.levels[at].keys);
        self.levels.truncate(at);
        enter(self, hyphen, keys)
    }

    /// Takes a key into an open block.
    fn settle(&mut self, at: usize, key: &str, full: bool) {
        self.levels.truncate(at + 1);
        let level = &mut self.levels[at];
        level.seen.insert(key.to_owned());
        self.opened = (!full).then(|| OpenedKey {
            at: level.at,
            below: level.keys.and_then(|keys| keys.below(key)),
        });
    }

    /// Takes in the first key of a further block.
    fn under(&mut self, level: Level<'o>, key: &str, full: bool) {
        while self.levels.len() > 1 && self.levels.last().is_some_and(|last| last.at >= level.at) {
            self.levels.pop();
        }
        self.levels.push(level);
        self.settle(self.levels.len() - 1, key, full);
    }

    /// Takes in a key that no block waits for.
    fn stray(&mut self, key: &str, row: KeyLine, here: Option<usize>, child: Option<OpenedKey<'o>>) {
        match (here, child) {
            (Some(here), _) => self.settle(here, key, row.full),
            (None, Some(opened)) if row.at > opened.at => {
                let level = Level {
                    at: row.at,
                    keys: opened.below,
                    ..Level::default()
                };
                self.under(level, key, row.full);
            }
            _ => {
                let level = Level {
                    at: row.at,
                    ..Level::default()
                };
                self.under(level, key, row.full);
            }
        }
    }
}
