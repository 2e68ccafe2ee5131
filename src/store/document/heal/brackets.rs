//! Lists and blocks in brackets that are not closed, or whose closing bracket stands too far out.

use super::Mending;
use super::shapes::{key_and_value, plain};

/// So many lines above a fault an opening bracket is looked for; nobody writes longer lists in brackets.
const MOST_LINES: usize = 40;

impl Mending {
    /// Mends a bracket that was opened above, or in, the line that the reader stumbled over; `false` where there is
    /// none.
    pub(super) fn bracket(&mut self, index: usize) -> bool {
        let Some((open, at)) = self.unclosed(index) else {
            return false;
        };
        let (indent, text) = {
            let line = &self.lines[index];
            let text = line.trim_start();
            (line.len() - text.len(), text.to_owned())
        };
        if open < index && text.starts_with([']', '}']) {
            let above = &self.lines[open];
            let wanted = above.len() - above.trim_start().len() + 2;
            if indent >= wanted {
                return false;
            }
            self.syntax(index, indent + 1, plain("indentation"));
            self.shift(index, indent, wanted);
            self.lines[index] = " ".repeat(wanted) + &text;
            return true;
        }
        let column = self.lines[open][..at].chars().count() + 1;
        self.syntax(open, column, plain("flow"));
        self.take_out(open, true);
        true
    }

    /// The line with the nearest bracket at the beginning of an answer, and the bracket's byte, where it is not closed
    /// before the line at `index`, or within it if it stands there.
    fn unclosed(&self, index: usize) -> Option<(usize, usize)> {
        let opens = |line: usize| {
            let (at, value) = answer(&self.lines[line])?;
            value.starts_with(['[', '{']).then_some((line, at))
        };
        let is_open = |(open, at): &(usize, usize), end: usize| {
            let lines = self.lines[*open..end].iter().enumerate();
            let depth = lines.fold(0, |depth, (number, line)| {
                depth_after(&line[if number == 0 { *at } else { 0 }..], depth)
            });
            depth > 0
        };
        if let Some(own) = opens(index).filter(|own| is_open(own, index + 1)) {
            return Some(own);
        }
        let above = (index.saturating_sub(MOST_LINES)..index).rev().find_map(opens);
        above.filter(|above| is_open(above, index))
    }
}

/// Where a line's answer begins, and the answer: behind a key, or behind the hyphen of a list.
fn answer(line: &str) -> Option<(usize, &str)> {
    if let Some((head, value)) = key_and_value(line) {
        return Some((head.len(), value));
    }
    let text = line.trim_start();
    let item = text.strip_prefix("- ")?.trim_start();
    Some((line.len() - item.len(), item))
}

/// How many brackets are open after a piece of text, of which `depth` were open before it. Those in quotes don't count.
fn depth_after(text: &str, mut depth: usize) -> usize {
    let mut quote = None;
    let mut before = ' ';
    for letter in text.chars() {
        match (quote, letter) {
            (Some(mark), letter) if mark == letter && before != '\\' => quote = None,
            // An apostrophe within a word opens nothing.
            (None, '"' | '\'') if !before.is_alphanumeric() => quote = Some(letter),
            (None, '#') if before == ' ' => break,
            (None, '[' | '{') => depth += 1,
            (None, ']' | '}') => depth = depth.saturating_sub(1),
            _ => {}
        }
        before = letter;
    }
    depth
}
