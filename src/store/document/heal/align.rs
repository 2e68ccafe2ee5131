//! Keys that stand a space or two beside the place where they belong.

use std::collections::BTreeMap;

use super::Mending;
use super::shapes::{blocks, is_structure, plain};

/// A line with a key.
#[derive(Clone, Copy, Debug)]
pub(super) struct KeyLine {
    pub line: usize,
    /// The column, from 0, of its first letter: the hyphen of a list's item.
    pub indent: usize,
    /// The column, from 0, of its key: behind the hyphen of a list's item.
    pub at: usize,
    /// Something stands behind its colon, so that no keys can stand under it.
    pub full: bool,
}

impl Mending {
    /// Moves the line that the reader stumbled over under the keys it belongs to; or, where that one stands as most do,
    /// the line above that does not. `false` where neither is so.
    pub(super) fn align(&mut self, index: usize) -> bool {
        let rows = self.rows();
        let Some(here) = rows.iter().position(|row| row.line == index) else {
            return false;
        };
        let Some((other, other_at)) = misfit(&rows, here) else {
            return false;
        };
        let own = rows[here].at;
        let like_own = together(&rows, here);
        let like_other = together(&rows, other);
        // Of two that stand alone, the one is right that stands in steps of two.
        let other_is_off = like_other < like_own
            || (like_other == like_own && own.is_multiple_of(2) && !other_at.is_multiple_of(2));
        let (row, to) = if other_is_off {
            (rows[other], own)
        } else {
            (rows[here], other_at)
        };
        if !self.aligned.insert(row.line) {
            return false;
        }
        let indent = row.indent;
        let dash = row.at - indent;
        let wanted = to.saturating_sub(dash);
        self.syntax(row.line, indent + 1, plain("indentation"));
        self.put_at(row.line, wanted);
        true
    }

    /// The lines with keys, without what is text of a block.
    pub(super) fn rows(&self) -> Vec<KeyLine> {
        let mut rows = Vec::new();
        for (number, (line, within)) in self.lines.iter().zip(blocks(&self.lines)).enumerate() {
            let text = line.trim();
            let indent = line.len() - line.trim_start().len();
            if within.is_some() || text.starts_with('#') || !is_structure(text) {
                continue;
            }
            let item = text.trim_start_matches("- ").trim_start();
            let (key, rest) = item.split_once(':').unwrap_or((item, ""));
            if key.starts_with(['{', '-', '.']) {
                continue;
            }
            let rest = rest.trim();
            rows.push(KeyLine {
                line: number,
                indent,
                at: indent + (text.len() - item.len()),
                full: !rest.is_empty() && !rest.starts_with('#'),
            });
        }
        rows
    }
}

/// The row that does not go together with the one at `here`, and where its key stands.
fn misfit(rows: &[KeyLine], here: usize) -> Option<(usize, usize)> {
    let own = rows[here].at;
    let mut open: BTreeMap<usize, usize> = BTreeMap::new();
    for (number, row) in rows[..here].iter().enumerate() {
        open.split_off(&(row.at + 1));
        open.entry(row.at).or_insert(number);
    }
    let last = here.checked_sub(1)?;
    if rows[last].at < own {
        // A key under one that has its answer already.
        return rows[last].full.then(|| (last, rows[last].at));
    }
    if open.contains_key(&own) {
        return None;
    }
    // Between two: it belongs to the nearer of them.
    let (deeper, opened) = open.range(own..).next()?;
    Some((*opened, *deeper))
}

/// How many keys stand beside this one in the same block.
fn together(rows: &[KeyLine], here: usize) -> usize {
    let at = rows[here].at;
    let beside = |row: &&KeyLine| row.at >= at;
    let above = rows[..here].iter().rev().take_while(beside);
    let below = rows[here..].iter().take_while(beside);
    above.chain(below).filter(|row| row.at == at).count()
}
