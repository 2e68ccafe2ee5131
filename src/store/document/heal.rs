//! Mends a text that is no YAML, line by line, and says what was wrong in an auditor's words.

mod align;
mod answers;
mod brackets;
mod hyphens;
mod keys;
mod marks;
mod moved;
mod pasted;
mod place;
mod question_marks;
mod shapes;

use std::collections::{BTreeMap, BTreeSet};

use self::moved::Moved;
use super::Outline;
use super::text_fault::TextFault;
use crate::store::yaml::{self, Node, YamlFault};

pub(super) use answers::MEANT_IN_QUOTES;
pub(super) use hyphens::{HYPHEN_BEFORE, HYPHEN_INSTEAD, NOT_EMPTY, ONE_HYPHEN};
pub(in crate::store) use keys::did_you_mean;
pub(super) use keys::{as_a_key, key_to_write};
pub(super) use marks::{BEHIND_BAR, IN_QUOTES, has_lost_figure, has_tag, is_ended};
pub(super) use question_marks::{QUESTION_MARK, has_question_mark};
pub(super) use shapes::{blocks, is_key, opens_text, quoted};
use shapes::{key_and_value, missing_space, opens_quote, plain, too_much};

/// The ids of the rules that this module raises.
pub const SHAPES: [&str; 12] = [
    "unreadable",
    "control-character",
    "second-document",
    "merge-marker",
    "tab",
    "lost-indent",
    "unclosed-quote",
    "colon-in-text",
    "missing-colon",
    "missing-space",
    "misplaced-hyphen",
    "alias-or-tag",
];

/// So many mendings at most; a text that needs more is not the file it should be.
const TRIES: usize = 60;

/// A text as mended.
#[derive(Debug, Default)]
pub struct Mended {
    /// The text, with as many lines as before.
    pub text: String,
    /// Its tree, where it could be read in the end.
    pub root: Option<Node>,
    /// The lines whose value was given up.
    pub lost: BTreeSet<usize>,
    moved: Moved,
}

impl Mended {
    /// A column of a line of the mended text, both from 1, as it was written.
    pub fn as_written(&self, line: usize, column: usize) -> usize {
        self.moved.as_written(line, column)
    }
}

/// Mends and reads a text that was refused, or would be read as something that nobody meant. By the `outline` of its
/// keys, where it is known, a key that lost its place finds it again.
pub fn heal(written: &str, outline: Option<&Outline>) -> (Mended, Vec<TextFault>) {
    let mut work = Mending::of(written);
    work.prepare(outline);
    let mut root = None;
    for _ in 0..TRIES {
        match yaml::parse(&work.lines.join("\n")) {
            Ok(node) => {
                root = Some(node);
                break;
            }
            Err(fault) => {
                if !work.mend(&fault) {
                    break;
                }
            }
        }
    }
    if work.faults.is_empty() && root.is_none() {
        work.faults.push(TextFault::whole(
            "This file can't be read.",
            "Compare it with a new one, made by qaf new.",
        ));
    }
    work.done(root)
}

/// Puts what lost its place in a text that is YAML back into it; `None` where there is nothing.
pub fn pasted(written: &str, outline: Option<&Outline>) -> Option<(Mended, Vec<TextFault>)> {
    let mut work = Mending::of(written);
    work.prepare(outline);
    if work.faults.is_empty() && !work.is_cleaned {
        return None;
    }
    let root = yaml::parse(&work.lines.join("\n")).ok()?;
    Some(work.done(Some(root)))
}

#[derive(Default)]
struct Mending {
    lines: Vec<String>,
    faults: Vec<TextFault>,
    lost: BTreeSet<usize>,
    moved: Moved,
    tried: BTreeMap<usize, usize>,
    aligned: BTreeSet<usize>,
    /// What can't be seen was left out of keys, which is told of by itself.
    is_cleaned: bool,
    /// Lines of which it can't be told from their spaces how deep they stand, each with a guess.
    loose: BTreeMap<usize, usize>,
}

impl Mending {
    fn of(written: &str) -> Self {
        Self {
            lines: written.split('\n').map(str::to_owned).collect(),
            ..Self::default()
        }
    }

    /// That the last fault is none of the answer's: it was read as it was meant.
    fn meant(&mut self) {
        if let Some(fault) = self.faults.last_mut() {
            fault.meant = true;
        }
    }

    /// Mends what can be told without reading.
    fn prepare(&mut self, outline: Option<&Outline>) {
        self.signs();
        self.merge_markers();
        self.tags();
        self.question_marks();
        self.unseen_in_keys();
        self.bars();
        self.tabs(outline);
        if let Some(outline) = outline {
            self.bullets(outline);
            self.run_in(outline);
            self.respell(outline);
        }
        self.lost_indents(outline);
        self.ends();
        if let Some(outline) = outline {
            self.above_the_form(outline);
            self.hyphens(outline);
            self.place(outline);
        }
    }

    fn done(mut self, root: Option<Node>) -> (Mended, Vec<TextFault>) {
        self.faults.sort_by_key(|fault| (fault.line, fault.column));
        let mended = Mended {
            text: self.lines.join("\n"),
            root,
            lost: self.lost,
            moved: self.moved,
        };
        (mended, self.faults)
    }

    fn fault(
        &mut self,
        rule: &'static str,
        line: usize,
        columns: (usize, usize),
        message: String,
        help: &str,
    ) {
        let (column, width) = columns;
        let help = help.to_owned();
        self.faults.push(TextFault {
            rule,
            line,
            column,
            width: width.max(1),
            message,
            help,
            stop: false,
            meant: false,
        });
    }

    /// A column of the line as it is now, as it was written.
    fn as_written(&self, index: usize, column: usize) -> usize {
        self.moved.as_written(index + 1, column)
    }

    /// Notes that a line's text stands elsewhere than it was written; columns are counted from 0.
    fn shift(&mut self, index: usize, from: usize, to: usize) {
        let by = to.cast_signed() - from.cast_signed();
        *self.moved.shifted.entry(index + 1).or_default() += by;
    }

    /// Puts a line's text at a column, from 0.
    fn put_at(&mut self, index: usize, column: usize) {
        let line = self.lines[index].clone();
        let text = line.trim_start();
        self.shift(index, line.len() - text.len(), column);
        self.lines[index] = " ".repeat(column) + text;
    }

    /// Mends the line that the reader stumbled over; `false` where nothing more can be done.
    fn mend(&mut self, fault: &YamlFault) -> bool {
        if fault.fatal {
            return self.too_deep(fault);
        }
        let index = fault
            .line
            .saturating_sub(1)
            .min(self.lines.len().saturating_sub(1));
        let open = || (0..=index).rev().find(|at| opens_quote(&self.lines[*at]));
        // Quoted once and still refused, a line is not quoted again: each time would double it.
        if fault.message.contains("quoted scalar")
            && let Some(open) = open().filter(|open| !self.lost.contains(&(open + 1)))
        {
            return self.unclosed_quote(open);
        }
        let odd = [
            "indentation",
            "block mapping",
            "mapping values",
            "simple key",
            "expected",
        ];
        let misplaced = odd.iter().any(|word| fault.message.contains(word));
        if self.bracket(index) || (misplaced && self.align(index)) {
            return true;
        }
        let tries = self.tried.entry(index).or_default();
        *tries += 1;
        match *tries {
            1 => self.first_try(index, fault),
            2 => self.give_up(index, fault, false),
            _ => return false,
        }
        true
    }

    fn first_try(&mut self, index: usize, fault: &YamlFault) {
        let line = self.lines[index].clone();
        match key_and_value(&line) {
            Some((head, value)) if value.starts_with(['*', '&', '!', '@', '%', '`']) => {
                self.special_start(index, head, value);
            }
            Some((head, value)) if fault.message.contains("mapping values") && value.contains(": ") => {
                self.colon_in_text(index, head, value);
            }
            Some(_) => self.give_up(index, fault, true),
            None => match missing_space(&line) {
                Some(at) => self.missing_space(index, at),
                None => self.give_up(index, fault, true),
            },
        }
    }

    /// Takes out a line that nests deeper than any form does; `false` where the file as a whole has too much in it.
    fn too_deep(&mut self, fault: &YamlFault) -> bool {
        let nests = |line: &String| line.matches(['[', '{', '-', '?']).count();
        let most = || (0..self.lines.len()).max_by_key(|index| nests(&self.lines[*index]));
        let index = fault.line.checked_sub(1).or_else(most).unwrap_or(0);
        if !fault.deep || index >= self.lines.len() || !self.aligned.insert(index) {
            self.faults.push(too_much());
            return false;
        }
        let width = self.lines[index].trim().chars().count();
        let indent = self.lines[index].len() - self.lines[index].trim_start().len();
        let column = self.as_written(index, indent + 1);
        self.fault(
            "unreadable",
            index + 1,
            (column, width),
            "This line nests deeper than any line of a form does, so it is not read.".to_owned(),
            "Look at the brackets and at the spaces before it: its answer stands as deep as those around it.",
        );
        self.take_out(index, true);
        true
    }

    /// Takes the line out, and what stands deeper below it, so that the rest can be read.
    fn give_up(&mut self, index: usize, fault: &YamlFault, report: bool) {
        let line = self.lines[index].clone();
        if report {
            let indent = line.len() - line.trim_start().len();
            let least = if line.trim().is_empty() { 1 } else { indent + 1 };
            let column = fault.column.clamp(least, line.chars().count().max(least));
            self.syntax(index, column, plain(&fault.message));
        }
        self.take_out(index, report);
    }

    /// Reports that a line can't be read. A line that was moved and still can't be read is not told of again.
    fn syntax(&mut self, index: usize, column: usize, why: &str) {
        let place = (index + 1, self.as_written(index, column));
        let message = format!("This line can't be read: {why}.");
        let same = |fault: &TextFault| (fault.line, fault.column) == place && fault.message == message;
        if self.faults.iter().any(same) {
            return;
        }
        self.fault(
            "syntax",
            place.0,
            (place.1, 1),
            message,
            "A line is a key, a colon, a space and the answer; longer text stands on the lines below, indented. Compare with a form made new.",
        );
    }

    /// Takes a line out, all but its key where that is wanted, and what stands deeper below it.
    fn take_out(&mut self, index: usize, keep_key: bool) {
        let line = self.lines[index].clone();
        let indent = line.len() - line.trim_start().len();
        let key = line
            .split(':')
            .next()
            .filter(|_| line.contains(':'))
            .map(str::to_owned);
        self.lost.insert(index + 1);
        // The key is kept, so that an answer that can't be read does not look like one that was never given.
        self.lines[index] =
            match key.filter(|key| is_key(key.trim().trim_start_matches("- ").trim()) && keep_key) {
                Some(key) => format!("{key}:"),
                None => String::new(),
            };
        // Nothing stands under a line that has no key.
        if !line.contains([':', '[', '{', '-']) {
            return;
        }
        for below in index + 1..self.lines.len() {
            let line = &self.lines[below];
            if line.trim().is_empty() {
                continue;
            }
            if line.len() - line.trim_start().len() <= indent {
                break;
            }
            self.lines[below].clear();
        }
    }
}
