//! Answers put into a file that a person has: only the bytes of the answers that change are others afterwards.
//!
//! Comments, the order of keys, the ends of lines, a byte order mark and every other answer stay as they are. What was
//! made is read back before it is handed on: each answer that was to change is the new one, each other is what it was,
//! and no remark is gone. Where that can't be, nothing is made. A file is never written anew from what was read of it.

mod answer;
mod edit;
mod extent;
mod item;
mod lines;
mod page;
mod verified;

#[cfg(test)]
mod tests;

use self::edit::Splice;
use self::lines::FileLines;
use self::page::Page;
use super::document::Document;
use super::yaml::{self, MAX_BYTES, Node, NodeValue};
use crate::record::{Route, RouteStep};

/// What is to stand at a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewAnswer {
    /// Nothing.
    Nothing,
    /// A word, a day, a grade, a number: what stands behind its key.
    Short(String),
    /// A text, of as many lines as it has.
    Text(String),
    /// Several words or days.
    Several(Vec<String>),
}

/// An answer that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswerChange {
    /// What is to stand at a key; the way may go through items of lists that are there.
    Set {
        /// The way to the key.
        route: Route,
        /// What is to stand there.
        to: NewAnswer,
    },
    /// A further item at the end of a list of blocks.
    Add {
        /// The way to the list.
        route: Route,
        /// Its keys, each by the way from the item on, with their answers.
        item: Vec<(Route, NewAnswer)>,
    },
    /// An item that goes.
    Remove {
        /// The way to the item.
        route: Route,
    },
}

impl AnswerChange {
    /// The way to what it changes.
    pub fn route(&self) -> &Route {
        match self {
            Self::Set { route, .. } | Self::Add { route, .. } | Self::Remove { route } => route,
        }
    }
}

/// Why a file was left as it is. Lines are counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotSpliced {
    /// It can't be read as it should.
    #[error("{} Please repair the file first; qaf validate says how.", at_line(*line, message))]
    ToRepair {
        /// The line; 0 where the file as a whole is meant.
        line: usize,
        /// What is wrong, as a sentence.
        message: String,
    },
    /// The way leads to nothing that an answer can be put at.
    #[error("The file has no {route}, so nothing can be changed there. Please open the form anew.")]
    NoPlace {
        /// The way.
        route: Route,
    },
    /// Something else stands there than what the answer is put in the place of.
    #[error(
        "At {route}, in line {line}, stands {what}, which an answer can't take the place of. Please correct it in the file."
    )]
    Holds {
        /// The way.
        route: Route,
        /// The line.
        line: usize,
        /// What stands there.
        what: &'static str,
    },
    /// It is written in a way in which nothing can be put into it by itself.
    #[error(
        "Line {line} of the file is written in a way in which {route} can't be changed by itself. Please change it in the file."
    )]
    Unusual {
        /// The way.
        route: Route,
        /// The line.
        line: usize,
    },
    /// A remark stands among the lines that would go.
    #[error(
        "In line {line} a remark stands inside {route}, and would be lost. Please put it above {route} in the file, or delete it."
    )]
    RemarkInside {
        /// The way.
        route: Route,
        /// The line of the remark.
        line: usize,
    },
    /// With the answer in it the file would not be read as it should.
    #[error(
        "With the new answer the file would not be read as it should at {route}, so nothing was changed. Please change it in the file."
    )]
    ReadsOtherwise {
        /// The way.
        route: Route,
    },
    /// With the answers in it it would be too long.
    #[error(
        "With the new answers the file would be {kilobytes} KB long, and a file is at most 1 MB. Please write less, and keep documents elsewhere."
    )]
    TooLong {
        /// How long it would be.
        kilobytes: usize,
    },
}

/// What is wrong, with the line that it is in.
fn at_line(line: usize, message: &str) -> String {
    match line {
        0 => message.to_owned(),
        line => format!("In line {line} of the file: {message}"),
    }
}

/// The file with these answers in it. All changes are one edit: each names its way in the file as it was before, and
/// items that are added come after those that are there. Where a key is set twice, the last counts; what is set in an
/// item that goes counts for nothing.
///
/// # Errors
/// Where the file can't be read, has no place for an answer, would lose a remark, or would not be read back as it should.
pub fn spliced(bytes: &[u8], changes: &[AnswerChange]) -> Result<Vec<u8>, NotSpliced> {
    let before = read(bytes)?;
    let mut lines = FileLines::of(bytes).ok_or_else(|| NotSpliced::ToRepair {
        line: 0,
        message: "The file is not text in UTF-8.".to_owned(),
    })?;
    let made = Changes::of(changes);
    let text = lines.text();
    let remarks = Page::of(&text, &before)?.remark_texts();
    let later = set_all(&mut lines, &Page::of(&text, &before)?, &made)?;
    for change in later {
        let text = lines.text();
        let root = parse(&text, change.route())?;
        let page = Page::of(&text, &root).map_err(|_| reads_otherwise(change.route()))?;
        let edit = match change {
            AnswerChange::Set { route, to } => edit::set(&page, route, to),
            AnswerChange::Add { route, item } => item::add(&page, route, item),
            AnswerChange::Remove { route } => item::remove(&page, route, &made.removes),
        };
        if let Some(edit) = edit.map_err(|error| lines.as_it_was(error))? {
            lines.apply(edit);
        }
    }
    let done = lines.bytes();
    if done.len() > MAX_BYTES {
        return Err(NotSpliced::TooLong {
            kilobytes: done.len() / 1024,
        });
    }
    verified::verify(&before, &remarks, &done, &made)?;
    Ok(done)
}

/// The file's tree, where it is read without a fault.
fn read(bytes: &[u8]) -> Result<Node, NotSpliced> {
    let document = Document::read("", bytes);
    if let Some(fault) = document.faults.first() {
        return Err(NotSpliced::ToRepair {
            line: fault.location.line,
            message: fault.message.clone(),
        });
    }
    let root = document.root.unwrap_or(Node {
        value: NodeValue::Empty,
        span: yaml::Span::default(),
    });
    Ok(root)
}

fn parse(text: &str, route: &Route) -> Result<Node, NotSpliced> {
    yaml::parse(text).map_err(|_| reads_otherwise(route))
}

fn reads_otherwise(route: &Route) -> NotSpliced {
    NotSpliced::ReadsOtherwise { route: route.clone() }
}

/// The changes of one edit, in the order in which they are made.
struct Changes<'c> {
    sets: Vec<&'c AnswerChange>,
    adds: Vec<&'c AnswerChange>,
    /// From the last item to the first, so that each keeps its place until it goes.
    removes: Vec<&'c AnswerChange>,
}

impl<'c> Changes<'c> {
    fn of(changes: &'c [AnswerChange]) -> Self {
        let of_kind = |wanted: fn(&AnswerChange) -> bool| -> Vec<&'c AnswerChange> {
            changes.iter().filter(|change| wanted(change)).collect()
        };
        let mut removes = of_kind(|change| matches!(change, AnswerChange::Remove { .. }));
        removes.sort_by(|one, other| other.route().cmp(one.route()));
        removes.dedup();
        let goes = |change: &AnswerChange| {
            let way = &change.route().0;
            removes.iter().any(|item| way.starts_with(&item.route().0))
        };
        let mut sets = of_kind(|change| matches!(change, AnswerChange::Set { .. }));
        sets.retain(|change| !goes(change));
        let last = |at: usize| {
            sets[at + 1..]
                .iter()
                .all(|later| later.route() != sets[at].route())
        };
        let sets = (0..sets.len())
            .filter(|at| last(*at))
            .map(|at| sets[at])
            .collect();
        let mut adds = of_kind(|change| matches!(change, AnswerChange::Add { .. }));
        adds.retain(|change| !goes(change));
        Self { sets, adds, removes }
    }
}

/// Sets what has a line of its own already, all by one reading: from the last to the first, so that no place moves before
/// its turn. The changes that are left are handed back in their order.
fn set_all<'c>(
    lines: &mut FileLines,
    page: &Page<'_>,
    made: &Changes<'c>,
) -> Result<Vec<&'c AnswerChange>, NotSpliced> {
    let mut later = Vec::new();
    let mut edits: Vec<Splice> = Vec::new();
    for change in &made.sets {
        let AnswerChange::Set { route, to } = change else {
            continue;
        };
        match edit::set_in_lines(page, route, to)? {
            edit::HowSet::Splice(edit) => edits.push(edit),
            edit::HowSet::AsItIs => {}
            edit::HowSet::Later => later.push(*change),
        }
    }
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.first));
    for edit in edits {
        lines.apply(edit);
    }
    later.extend(made.adds.iter().chain(&made.removes));
    Ok(later)
}

/// The value at a step of the way.
fn step<'n>(node: &'n Node, step: &RouteStep) -> Option<&'n Node> {
    match (step, &node.value) {
        (RouteStep::Key(key), _) => node.get(key),
        (RouteStep::Item(index), NodeValue::List(items)) => items.get(*index),
        (RouteStep::Item(_), _) => None,
    }
}
