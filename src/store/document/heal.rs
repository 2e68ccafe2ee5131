//! Mends a text that is no YAML, line by line, and says what was wrong in an auditor's words.

mod align;
mod brackets;
mod moved;
mod pasted;
mod shapes;

use std::collections::{BTreeMap, BTreeSet};

use self::moved::Moved;
use super::lines::TextFault;
use crate::store::yaml::{self, Fault, Node};

pub(super) use shapes::is_key;
use shapes::{key_and_value, missing_space, opens_quote, plain, quoted, too_much};

/// The ids of the rules that this module raises.
pub const SHAPES: [&str; 8] = [
    "unreadable",
    "merge-marker",
    "tab",
    "lost-indent",
    "unclosed-quote",
    "colon-in-text",
    "missing-space",
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

/// Mends and reads a text that was refused with `first`.
pub fn heal(written: &str, first: &Fault) -> (Mended, Vec<TextFault>) {
    let mut work = Work {
        lines: written.split('\n').map(str::to_owned).collect(),
        ..Work::default()
    };
    if first.fatal {
        work.faults.push(too_much(&first.message));
        return work.done(None);
    }
    work.merge_markers();
    work.tabs();
    work.lost_indents();
    let mut root = None;
    for _ in 0..TRIES {
        match yaml::parse(&work.lines.join("\n")) {
            Ok(node) => {
                root = Some(node);
                break;
            }
            Err(fault) if fault.fatal => {
                work.faults.push(too_much(&fault.message));
                break;
            }
            Err(fault) => {
                if !work.mend(&fault) {
                    break;
                }
            }
        }
    }
    if work.faults.is_empty() {
        work.faults.push(TextFault::whole(
            "This file can't be read.",
            "Compare it with a new one, made by qaf new.",
        ));
    }
    work.done(root)
}

/// Puts pasted lines of a text that is YAML back into their answers; `None` where there are none.
pub fn pasted(written: &str) -> Option<(Mended, Vec<TextFault>)> {
    let mut work = Work {
        lines: written.split('\n').map(str::to_owned).collect(),
        ..Work::default()
    };
    work.lost_indents();
    if work.faults.is_empty() {
        return None;
    }
    let root = yaml::parse(&work.lines.join("\n")).ok()?;
    Some(work.done(Some(root)))
}

#[derive(Default)]
struct Work {
    lines: Vec<String>,
    faults: Vec<TextFault>,
    lost: BTreeSet<usize>,
    moved: Moved,
    tried: BTreeMap<usize, usize>,
    aligned: BTreeSet<usize>,
}

impl Work {
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

    fn merge_markers(&mut self) {
        for index in 0..self.lines.len() {
            let line = &self.lines[index];
            let marker = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"]
                .iter()
                .any(|mark| line.starts_with(mark) && !line[mark.len()..].starts_with(&mark[..1]));
            if marker {
                let width = line.chars().count();
                self.lines[index].clear();
                self.fault(
                    "merge-marker",
                    index + 1,
                    (1, width),
                    "This line was left by a program that joined two versions of the file.".to_owned(),
                    "Two people's versions stand here one after the other. Keep the right lines and delete this one.",
                );
            }
        }
    }

    /// Tabs, and spaces that only look like spaces, where a line is indented.
    fn tabs(&mut self) {
        let mut last = None;
        for index in 0..self.lines.len() {
            let line = self.lines[index].clone();
            let indent: String = line.chars().take_while(|c| c.is_whitespace()).collect();
            let Some(at) = indent.chars().position(|c| c != ' ') else {
                continue;
            };
            if line.trim().is_empty() {
                self.lines[index].clear();
                continue;
            }
            let wide = indent
                .chars()
                .map(|c| if c == '\t' { "  " } else { " " })
                .collect::<String>();
            self.shift(index, indent.chars().count(), wide.len());
            self.lines[index] = wide + line.trim_start();
            if last != Some(index) {
                let what = if indent.contains('\t') {
                    "a tab"
                } else {
                    "a special space"
                };
                self.fault(
                    "tab",
                    index + 1,
                    (at + 1, 1),
                    format!("This line begins with {what}; only ordinary spaces can stand there."),
                    "Delete the space before the text and press the space bar instead, as often as the lines around it.",
                );
            }
            last = Some(index + 1);
        }
    }

    /// Mends the line that the reader stumbled over; `false` where nothing more can be done.
    fn mend(&mut self, fault: &Fault) -> bool {
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

    fn first_try(&mut self, index: usize, fault: &Fault) {
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

    fn unclosed_quote(&mut self, index: usize) -> bool {
        let line = self.lines[index].clone();
        let Some((head, value)) = key_and_value(&line) else {
            return false;
        };
        let column = self.as_written(index, head.chars().count() + 1);
        let width = value.trim_end().chars().count();
        self.lines[index] = format!("{head}{}", quoted(value));
        self.lost.insert(index + 1);
        self.fault(
            "unclosed-quote",
            index + 1,
            (column, width),
            "A quotation mark is opened here and not closed where the text ends, or stands inside the text.".to_owned(),
            "Leave the quotation marks out, or write | after the colon and the text on the next line, indented.",
        );
        true
    }

    fn special_start(&mut self, index: usize, head: &str, value: &str) {
        let mark = value.chars().next().unwrap_or(' ');
        let columns = (self.as_written(index, head.chars().count() + 1), 1);
        self.lines[index] = format!("{head}{}", quoted(value));
        self.fault(
            "alias-or-tag",
            index + 1,
            columns,
            format!("An answer can't begin with {mark}: it has a meaning of its own in these files."),
            "Write | after the colon and the text on the next line, indented; or leave the mark out.",
        );
    }

    fn colon_in_text(&mut self, index: usize, head: &str, value: &str) {
        let at = value.find(": ").unwrap_or(0);
        let column = self.as_written(index, head.chars().count() + value[..at].chars().count() + 1);
        self.lines[index] = format!("{head}{}", quoted(value));
        self.fault(
            "colon-in-text",
            index + 1,
            (column, 1),
            "The text after the key has a colon in it, which makes it look like another key.".to_owned(),
            "Write | after the first colon and the text on the next line, indented; there it may hold anything.",
        );
    }

    fn missing_space(&mut self, index: usize, at: usize) {
        let column = self.as_written(index, self.lines[index][..at].chars().count() + 1);
        self.lines[index].insert(at + 1, ' ');
        self.moved.spaced.insert(index + 1, column);
        if key_and_value(&self.lines[index]).is_some() {
            // What stands behind the colon is an answer now, and is looked at as any other.
            self.tried.remove(&index);
        }
        self.fault(
            "missing-space",
            index + 1,
            (column, 1),
            "There is no space after this colon, so the key and its answer run together.".to_owned(),
            "Put a space after the colon.",
        );
    }

    /// Takes the line out, and what stands deeper below it, so that the rest can be read.
    fn give_up(&mut self, index: usize, fault: &Fault, report: bool) {
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
