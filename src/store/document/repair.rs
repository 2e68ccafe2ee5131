//! Repairs of a text that a person wrote: the place of a line, a space after a colon, the spelling of a date or a grade,
//! what can't be seen. The file itself is never touched; who asks gets a new text.
//!
//! Each repair is tried on the text: it is made only where its fault is gone then, no other has come, and every answer
//! that was read before is read as it was.

mod edit;
mod trial;

use std::collections::{BTreeMap, BTreeSet};

use self::edit::Edit;
use self::trial::Trial;
use super::{Document, heal, remarks, signs};
use crate::finding::Finding;

/// So many repairs are tried one by one where they can't all be made at once.
const MOST_TRIED: usize = 24;

/// So many times it is looked for what else can be put right, once the rest is.
const MOST_ROUNDS: usize = 6;

/// The rules of a line that does not stand where it belongs.
const OF_PLACE: [&str; 5] = ["tab", "lost-indent", "read-as-meant", "syntax", "second-document"];

/// The rules of a text that is not read as it was meant, which no repair may break.
const OF_READING: [&str; 18] = [
    "tab",
    "lost-indent",
    "syntax",
    "second-document",
    "unreadable",
    "control-character",
    "unclosed-quote",
    "colon-in-text",
    "missing-colon",
    "missing-space",
    "misplaced-hyphen",
    "alias-or-tag",
    "merge-marker",
    "unknown-key",
    "duplicate-key",
    "wrong-kind",
    "cut-off",
    "text-as-remark",
];

/// The rules of a line by which it can't be told where those around it stand.
const OF_PLACES_AROUND: [&str; 11] = [
    "tab",
    "lost-indent",
    "syntax",
    "second-document",
    "unreadable",
    "unclosed-quote",
    "missing-colon",
    "missing-space",
    "misplaced-hyphen",
    "merge-marker",
    "unknown-key",
];

/// A text before and after its repairs, line by line; both have as many lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repaired {
    /// The lines as written.
    pub before: Vec<String>,
    /// The lines with every certain repair made.
    pub after: Vec<String>,
}

impl Repaired {
    /// The new text.
    pub fn text(&self) -> String {
        self.after.join("\n")
    }

    /// How many lines differ.
    pub fn changed(&self) -> usize {
        self.before
            .iter()
            .zip(&self.after)
            .filter(|(before, after)| before != after)
            .count()
    }
}

/// A text as it was read again, with everything that its readers find in it.
#[derive(Debug)]
pub struct Again {
    /// The text.
    pub document: Document,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
}

/// Makes every certain repair that `findings` ask for in this document, and what can be told only then; `None` where
/// there is none. `again` reads a text as this one was read.
pub fn repaired(
    document: &Document,
    findings: &[Finding],
    again: &dyn Fn(&str) -> Again,
) -> Option<Repaired> {
    // A letter of which nobody can tell which it was would be written as a sign that stands for none.
    if document.as_stored.is_some() && document.faults.iter().any(|fault| fault.rule == "unreadable") {
        return None;
    }
    let mut after = repaired_once(document, findings, again);
    for _ in 1..MOST_ROUNDS {
        let next = after.as_deref().and_then(|lines| {
            let Again { document, findings } = again(&lines.join("\n"));
            repaired_once(&document, &findings, again)
        });
        let Some(next) = next else { break };
        after = Some(next);
    }
    let written = document.written.split('\n').map(str::to_owned);
    let after = after.unwrap_or_else(|| written.collect());
    let before = document.as_stored.as_deref().unwrap_or(&document.written);
    let before = before.split('\n').map(str::to_owned).collect();
    let repaired = Repaired { before, after };
    (repaired.changed() > 0).then_some(repaired)
}

/// The lines of a document with every repair made that can be told from these findings; `None` where there is none.
fn repaired_once(
    document: &Document,
    findings: &[Finding],
    again: &dyn Fn(&str) -> Again,
) -> Option<Vec<String>> {
    let own = findings
        .iter()
        .filter(|finding| finding.location.path == document.path);
    let own: Vec<&Finding> = own.collect();
    let steps = steps(document, &own);
    if steps.is_empty() {
        return None;
    }
    let before: Vec<String> = document.written.split('\n').map(str::to_owned).collect();
    let mut now = Trial::of(before.clone(), again);
    if let Some(all) = now.with(&steps, again) {
        now = all;
    } else {
        let mut left = Vec::new();
        for step in steps.into_iter().take(MOST_TRIED) {
            match now.with(std::slice::from_ref(&step), again) {
                Some(next) => now = next,
                None => left.push(step),
            }
        }
        // Two lines that lost their place may need each other.
        if let Some(next) = Some(&left)
            .filter(|left| left.len() > 1)
            .and_then(|left| now.with(left, again))
        {
            now = next;
        }
    }
    (now.lines != before).then_some(now.lines)
}

/// A change of some lines for one fault.
#[derive(Clone, Debug)]
enum RepairStep {
    /// An answer in a line is written in another way, for a finding of this rule.
    Edit(&'static str, Edit),
    /// What can't be seen is taken out of a line, from 0.
    Clean(&'static str, usize),
    /// A line, from 0, is emptied.
    Empty(usize),
    /// Lines, from 0, are put at their columns.
    Move(BTreeMap<usize, usize>),
    /// Lines, from 0, that are read as remarks are put at the column of the answer above.
    Join(BTreeMap<usize, usize>),
}

impl RepairStep {
    /// The lines that it changes, from 0.
    fn lines(&self) -> Vec<usize> {
        match self {
            Self::Edit(_, edit) => vec![edit.line - 1],
            Self::Clean(_, index) | Self::Empty(index) => vec![*index],
            Self::Move(to) | Self::Join(to) => to.keys().copied().collect(),
        }
    }

    fn make(&self, lines: &mut [String]) {
        match self {
            Self::Edit(_, edit) => {
                if let Some(line) = lines.get_mut(edit.line - 1) {
                    edit.make(line);
                }
            }
            Self::Clean(_, index) => lines[*index] = signs::clean(&lines[*index]),
            Self::Empty(index) => lines[*index].clear(),
            Self::Move(to) | Self::Join(to) => {
                for (index, column) in to {
                    lines[*index] = format!("{}{}", " ".repeat(*column), lines[*index].trim());
                }
            }
        }
    }

    /// Whether its fault was there and is there no more.
    fn is_done(&self, before: &Trial, after: &Trial) -> bool {
        let fewer = |rules: &[&str]| {
            let of = |trial: &Trial| -> usize {
                self.lines().iter().map(|index| trial.found(rules, *index)).sum()
            };
            of(after) < of(before)
        };
        match self {
            Self::Edit(rule, _) | Self::Clean(rule, _) => fewer(&[rule]),
            Self::Empty(_) => fewer(&OF_PLACE),
            Self::Move(to) => {
                fewer(&OF_PLACE)
                    && to.keys().all(|index| after.found(&OF_READING, *index) == 0)
                    && after.tells_places(to)
            }
            Self::Join(to) => {
                let left = remarks(&after.document);
                !left.iter().any(|remark| to.contains_key(&(remark.line - 1)))
            }
        }
    }
}

/// The repairs that can be tried, those within a line first, from its end.
fn steps(document: &Document, findings: &[&Finding]) -> Vec<RepairStep> {
    let mut edits: Vec<(&'static str, Edit)> = findings
        .iter()
        .filter_map(|finding| Some((finding.rule, Edit::of(finding)?)))
        .collect();
    // From the end, so that no edit moves the place of another.
    edits.sort_by_key(|(_, edit)| std::cmp::Reverse((edit.line, edit.column)));
    edits.dedup_by_key(|(_, edit)| (edit.line, edit.column));
    let mut steps: Vec<RepairStep> = edits
        .into_iter()
        .map(|(rule, edit)| RepairStep::Edit(rule, edit))
        .collect();
    let of = |rule: &'static str| {
        findings
            .iter()
            .filter(move |finding| finding.rule == rule && finding.location.line > 0)
            .map(|finding| finding.location.line - 1)
    };
    for rule in ["control-character", "hidden-character"] {
        steps.extend(of(rule).map(|index| RepairStep::Clean(rule, index)));
    }
    let (moves, emptied) = moved(document, &of("second-document").collect());
    steps.extend(emptied.into_iter().map(RepairStep::Empty));
    steps.extend(moves.into_iter().map(RepairStep::Move));
    steps.extend(
        joined(document, &of("text-as-remark").collect())
            .into_iter()
            .map(RepairStep::Join),
    );
    steps
}

/// The lines that the reader put elsewhere where nothing else about them had to be guessed, in groups that stand
/// together; and those of `marks` that it left out.
fn moved(document: &Document, marks: &BTreeSet<usize>) -> (Vec<BTreeMap<usize, usize>>, Vec<usize>) {
    let Some((mended, _)) = &document.mended else {
        return (Vec::new(), Vec::new());
    };
    let mut groups: Vec<BTreeMap<usize, usize>> = Vec::new();
    let mut emptied = Vec::new();
    let mut together = false;
    for (index, (mended, written)) in mended
        .text
        .split('\n')
        .zip(document.written.split('\n'))
        .enumerate()
    {
        if written.trim().is_empty() {
            continue;
        }
        if mended.is_empty() && marks.contains(&index) && written.trim_end().len() == 3 {
            emptied.push(index);
        }
        let same = signs::without(written.trim(), signs::is_refused) == mended.trim();
        let indent = |line: &str| line.chars().take_while(|c| c.is_whitespace()).count();
        let is_moved =
            same && (indent(mended) != indent(written) || !written.starts_with(&" ".repeat(indent(mended))));
        if is_moved {
            if !together {
                groups.push(BTreeMap::new());
            }
            if let Some(group) = groups.last_mut() {
                group.insert(index, indent(mended));
            }
        }
        together = is_moved;
    }
    (groups, emptied)
}

/// The lines that are read as remarks and stand right under an answer's text, each group with the column of that text.
pub(super) fn joined(document: &Document, queried: &BTreeSet<usize>) -> Vec<BTreeMap<usize, usize>> {
    let lines: Vec<&str> = document.text().split('\n').collect();
    let within = heal::blocks(&lines);
    let mut groups: Vec<BTreeMap<usize, usize>> = Vec::new();
    let mut column = None;
    let mut open = false;
    for (index, line) in lines.iter().enumerate() {
        if let Some(text) = within[index] {
            column = Some(text);
            open = false;
        } else if heal::opens_text(line) {
            // Nothing is written under the key yet.
            let indent = line.len() - line.trim_start().len();
            column = Some(indent + 2);
            open = false;
        } else if queried.contains(&index) {
            if let Some(column) = column {
                if !open {
                    groups.push(BTreeMap::new());
                }
                if let Some(group) = groups.last_mut() {
                    group.insert(index, column);
                }
                open = true;
            }
        } else if !line.trim().is_empty() {
            column = None;
            open = false;
        }
    }
    groups
}

#[cfg(test)]
mod tests;
