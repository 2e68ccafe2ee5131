//! A file that a person wrote, read as far as it can be: one fault hides nothing else.
//!
//! A text that the YAML reader refuses is mended in memory, line by line, until it is read; every mending is a
//! finding. Lines keep their numbers, so places stay true. The file itself is never touched.

mod heal;
mod outline;
mod remarks;
mod repair;
mod signs;
mod text_fault;

use std::collections::BTreeSet;

use super::yaml::{self, Node, NodeValue, ScalarStyle, Span};
use crate::finding::{Finding, Location, Severity};
use crate::record::{Place, PlacePart, Readable, Route, RouteStep};
use text_fault::Starts;

pub use heal::SHAPES;
pub(super) use heal::did_you_mean;
pub use outline::Outline;
#[cfg(test)]
pub(super) use remarks::remarks_in_any_layout;
pub use remarks::{Remark, as_remarks, hidden, remarks, remarks_of_form};
pub use repair::{Again, Repaired, repaired};
pub use signs::{is_hidden, unseen};

/// A file and what could be read of it.
#[derive(Debug)]
pub struct Document {
    /// The file, relative to the store, with `/`.
    pub path: String,
    /// The tree; `None` where nothing could be read, or nothing is written.
    pub root: Option<Node>,
    /// What is wrong with the text as such.
    pub faults: Vec<Finding>,
    /// The text as written, without a byte order mark and with plain line ends.
    written: String,
    /// As another program shows it that expects UTF-8, where it is stored otherwise.
    as_stored: Option<String>,
    /// Where its lines begin.
    starts: Starts,
    /// Where its lines begin that are remarks, where its layout tells.
    remarks: Option<Vec<usize>>,
    /// The text as mended, where it had to be, and where its lines begin.
    mended: Option<(heal::Mended, Starts)>,
}

impl Document {
    /// Reads a file of which it is not known which keys it may have.
    pub fn read(path: impl Into<String>, bytes: &[u8]) -> Self {
        Self::read_by(path, bytes, || None)
    }

    /// Reads a file; `outline` says which keys it may have, and is asked where one may have lost its place.
    pub fn read_by(path: impl Into<String>, bytes: &[u8], outline: impl FnOnce() -> Option<Outline>) -> Self {
        let path = path.into();
        let text_fault::FileText {
            text: written,
            as_stored,
            fault,
        } = text_fault::decode(bytes);
        let mut document = Self {
            path,
            root: None,
            faults: Vec::new(),
            starts: Starts::of(&written),
            written,
            as_stored,
            remarks: None,
            mended: None,
        };
        if let Some(fault) = fault {
            let stop = fault.stop;
            document.push(&fault);
            if stop {
                return document;
            }
        }
        if let Some((root, remarks)) = yaml::in_own_layout(&document.written) {
            if is_odd(&root, &document.written) {
                document.heal_pasted(root, outline().as_ref());
            } else {
                document.root = Some(root);
                document.remarks = Some(remarks);
            }
            return document;
        }
        match yaml::parse_any(&document.written) {
            Ok(_) if is_read_otherwise(&document.written) => document.heal(outline().as_ref()),
            // A pasted line with a colon in it is YAML, and yet no key that anybody meant; so is a list that lost a hyphen.
            Ok(root) if is_odd(&root, &document.written) => {
                document.heal_pasted(root, outline().as_ref());
            }
            Ok(root) => document.root = Some(root),
            Err(_) => document.heal(outline().as_ref()),
        }
        document
    }

    fn heal(&mut self, outline: Option<&Outline>) {
        let (mended, faults) = heal::heal(&self.written, outline);
        self.take(mended, &faults);
    }

    fn heal_pasted(&mut self, root: Node, outline: Option<&Outline>) {
        match heal::pasted(&self.written, outline) {
            Some((mended, faults)) => self.take(mended, &faults),
            None => self.root = Some(root),
        }
    }

    fn take(&mut self, mut mended: heal::Mended, faults: &[text_fault::TextFault]) {
        debug_assert_eq!(
            mended.text.split('\n').count(),
            self.written.split('\n').count(),
            "a mended text has as many lines as the written one"
        );
        self.root = mended.root.take();
        let starts = Starts::of(&mended.text);
        self.mended = Some((mended, starts));
        for fault in faults {
            self.push(fault);
        }
    }

    fn push(&mut self, fault: &text_fault::TextFault) {
        let place = (fault.line, fault.column, fault.width);
        let location = match fault.line {
            0 => Location::file(&self.path),
            // Of a file in which no text was found there is no line to show.
            _ if self.written.is_empty() => text_fault::unseen(&self.path, place),
            line => text_fault::within(&self.path, place, self.line(line)),
        };
        self.faults.push(Finding {
            rule: fault.rule,
            severity: if fault.meant {
                Severity::Note
            } else {
                Severity::Error
            },
            location,
            message: fault.message.clone(),
            help: Some(fault.help.clone()),
            audit: None,
            explained: None,
            answer: None,
            related: Vec::new(),
        });
    }

    /// Whether nothing at all is written in it.
    pub fn is_blank(&self) -> bool {
        self.written.trim().is_empty()
    }

    /// Whether it has to be put right before a program can write to it: part of it can't be read, or it is not UTF-8.
    pub fn is_broken(&self) -> bool {
        self.as_stored.is_some() || self.faults.iter().any(Finding::is_error)
    }

    /// How much of it could be read.
    pub fn readable(&self) -> Readable {
        match (&self.root, !self.faults.iter().any(Finding::is_error)) {
            (_, true) => Readable::Whole,
            (Some(_), false) => Readable::InPart,
            (None, false) => Readable::No,
        }
    }

    /// Whether it says what this text says, whatever its line ends.
    pub fn is(&self, text: &str) -> bool {
        self.written == text_fault::decode(text.as_bytes()).text
    }

    /// The text as mended, where it had to be.
    #[cfg(test)]
    pub(super) fn mended(&self) -> Option<&str> {
        self.mended.as_ref().map(|(mended, _)| mended.text.as_str())
    }

    /// A line of the file as written, from 1.
    pub fn line(&self, number: usize) -> &str {
        self.starts.line(&self.written, number)
    }

    /// The text that the tree was read from: as mended where it had to be, else as written.
    fn text(&self) -> &str {
        self.mended
            .as_ref()
            .map_or(self.written.as_str(), |(mended, _)| mended.text.as_str())
    }

    /// The line, from 1, of a byte of the text that the tree was read from, and where it begins.
    fn line_of(&self, at: usize) -> (usize, usize) {
        let starts = self.mended.as_ref().map_or(&self.starts, |(_, starts)| starts);
        starts.line_of(at)
    }

    /// Where a piece of the tree stands in the file.
    pub fn at(&self, span: Span) -> Location {
        let text = self.text();
        let start = span.start.min(text.len());
        let (line, line_start) = self.line_of(start);
        let column = text.get(line_start..start).unwrap_or("").chars().count() + 1;
        let meant = text.get(start..(start + span.len).min(text.len())).unwrap_or("");
        let width = meant
            .lines()
            .next()
            .unwrap_or("")
            .trim_end()
            .chars()
            .count()
            .max(1);
        let column = self
            .mended
            .as_ref()
            .map_or(column, |(mended, _)| mended.as_written(line, column));
        text_fault::within(&self.path, (line, column, width), self.line(line))
    }

    /// Where a place is: its value or key, or the nearest place above it that is there.
    pub fn locate(&self, place: &Place) -> Location {
        let Some(root) = &self.root else { return self.top() };
        let mut here = root;
        let mut key: Option<Span> = None;
        let mut whole = true;
        for step in &place.route.0 {
            let next = match step {
                RouteStep::Key(name) => here.entry(name).map(|entry| (Some(entry.key_span), &entry.value)),
                RouteStep::Item(index) => item(here, *index).map(|node| (first_span(node).or(key), node)),
            };
            let Some((found, node)) = next else {
                whole = false;
                break;
            };
            key = found.or(key);
            here = node;
        }
        let value = (whole && place.part == PlacePart::Value && here.span.len > 0).then_some(here.span);
        value.or(key).map_or_else(|| self.top(), |span| self.at(span))
    }

    /// The last line with anything on it: where a file that was cut off ends.
    pub fn end(&self) -> Location {
        let written = self.written.trim_end();
        if written.is_empty() {
            return Location::file(&self.path);
        }
        self.whole_line(self.starts.line_of(written.len() - 1).0)
    }

    /// A line from its first column to its last letter.
    fn whole_line(&self, line: usize) -> Location {
        let excerpt = self.line(line).to_owned();
        let width = excerpt.trim_end().chars().count().max(1);
        Location {
            path: self.path.clone(),
            line,
            column: 1,
            width,
            excerpt,
        }
    }

    /// The first line that says something.
    pub fn top(&self) -> Location {
        if self.written.trim().is_empty() {
            return Location::file(&self.path);
        }
        let number = self
            .written
            .lines()
            .position(|line| !line.trim().is_empty() && !line.starts_with('#'));
        self.whole_line(number.map_or(1, |index| index + 1))
    }

    /// The routes whose values were mended away: something stands there, but it could not be read.
    pub fn mended_routes(&self) -> BTreeSet<Route> {
        let mut routes = BTreeSet::new();
        let lost = self.mended.as_ref().map(|(mended, _)| &mended.lost);
        if let (Some(root), Some(lost)) = (&self.root, lost.filter(|lost| !lost.is_empty())) {
            self.collect_mended(root, &Route::top(), lost, &mut routes);
        }
        routes
    }

    fn collect_mended(
        &self,
        node: &Node,
        route: &Route,
        lost: &BTreeSet<usize>,
        routes: &mut BTreeSet<Route>,
    ) {
        match &node.value {
            NodeValue::Map(entries) => {
                for entry in entries {
                    let route = route.key(&entry.key);
                    if lost.contains(&self.at(entry.key_span).line) {
                        routes.insert(route.clone());
                    }
                    self.collect_mended(&entry.value, &route, lost, routes);
                }
            }
            NodeValue::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.collect_mended(item, &route.item(index), lost, routes);
                }
            }
            _ => {}
        }
    }
}

/// Whether a text that can be read has something in it that a reader takes otherwise than whoever wrote it.
pub(super) fn is_read_otherwise(written: &str) -> bool {
    heal::is_ended(written)
        || heal::has_tag(written)
        || heal::has_question_mark(written)
        || heal::has_lost_figure(written)
}

/// Whether a key stands in the file that has not the shape of one; or text on lines below its key without a mark, as keys
/// are read that all lost their colons; or an item of a list that has its first key twice, or not that of the one above.
fn is_odd(node: &Node, written: &str) -> bool {
    let is_below = |entry: &yaml::KeyValue| {
        let (key, value) = (entry.key_span, entry.value.span);
        let between = written.get(key.start + key.len..value.start + value.len);
        matches!(
            entry.value.value,
            NodeValue::Text(_, ScalarStyle::Plain | ScalarStyle::Block)
        ) && between.is_some_and(|text| {
            text.contains('\n') && !text.trim_start_matches([':', ' ']).starts_with(['|', '>'])
        })
    };
    match &node.value {
        NodeValue::Map(entries) => entries
            .iter()
            .any(|entry| !heal::is_key(&entry.key) || is_below(entry) || is_odd(&entry.value, written)),
        NodeValue::List(items) => {
            let firsts = items.iter().zip(items.iter().skip(1));
            items
                .iter()
                .any(|item| has_first_key(item, item, 2) || is_run_on(item, written) || is_odd(item, written))
                || firsts
                    .into_iter()
                    .any(|(above, item)| !has_first_key(above, item, 1))
        }
        _ => false,
    }
}

/// Whether an item goes on below its line without a mark, as one does that the next item's hyphen runs into.
fn is_run_on(item: &Node, written: &str) -> bool {
    let text = written.get(item.span.start..item.span.start + item.span.len);
    matches!(item.value, NodeValue::Text(_, ScalarStyle::Plain))
        && text.is_some_and(|text| text.contains('\n'))
}

/// Whether the first key of one item of a list stands so often in another; of what is no item with keys, whether that is
/// asked of it only once.
fn has_first_key(one: &Node, other: &Node, least: usize) -> bool {
    let (NodeValue::Map(one), NodeValue::Map(other)) = (&one.value, &other.value) else {
        return least == 1;
    };
    one.first()
        .is_none_or(|first| other.iter().filter(|entry| entry.key == first.key).count() >= least)
}

fn item(node: &Node, index: usize) -> Option<&Node> {
    match &node.value {
        NodeValue::List(items) => items.get(index),
        _ => None,
    }
}

/// Something of a list's item to point at: the item itself, or its first key.
fn first_span(node: &Node) -> Option<Span> {
    match &node.value {
        NodeValue::Map(entries) => entries.first().map(|entry| entry.key_span),
        _ => (node.span.len > 0).then_some(node.span),
    }
}

#[cfg(test)]
mod tests;
