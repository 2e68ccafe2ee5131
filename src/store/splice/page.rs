//! The text of a file with its lines, what is a remark in it, and where its values stand.

use std::collections::BTreeSet;

use super::extent::Extent;
use super::{NotSpliced, step};
use crate::record::{Route, RouteStep};
use crate::store::yaml::{Node, NodeValue};

/// A text, its tree, where its lines begin, and its remarks.
pub(super) struct Page<'t> {
    pub text: &'t str,
    pub root: &'t Node,
    starts: Vec<usize>,
    /// The bytes of each remark, from its `#` to the end of its line.
    remarks: Vec<(usize, usize)>,
}

/// A value, and where it may stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot<'t> {
    pub node: &'t Node,
    /// The byte behind the colon of its key, or behind the hyphen of its item.
    pub after: usize,
    /// How far in its key stands, or its hyphen.
    pub indent: usize,
    /// Whether it stands within brackets or braces.
    pub in_flow: bool,
}

/// How far a way leads.
pub(super) struct Found<'t> {
    pub slot: Slot<'t>,
    /// So many steps of it are there.
    pub steps: usize,
}

impl<'t> Page<'t> {
    /// Reads where everything stands.
    pub fn of(text: &'t str, root: &'t Node) -> Result<Self, NotSpliced> {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect();
        let mut page = Self {
            text,
            root,
            starts,
            remarks: Vec::new(),
        };
        let mut covered = Vec::new();
        page.cover(page.top(), &Route::top(), &mut covered)?;
        page.remarks = page.find_remarks(&covered);
        Ok(page)
    }

    /// The file as a whole.
    pub fn top(&self) -> Slot<'t> {
        Slot {
            node: self.root,
            after: 0,
            indent: 0,
            in_flow: false,
        }
    }

    /// The line of a byte, from 0.
    pub fn line_of(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).max(1) - 1
    }

    /// A line, from 0, without its end.
    pub fn line(&self, number: usize) -> &'t str {
        let start = self.line_start(number);
        self.text.get(start..self.line_end(number)).unwrap_or("")
    }

    /// How many lines there are; the end of the last may be followed by an empty one.
    pub fn line_count(&self) -> usize {
        self.starts.len()
    }

    pub fn line_start(&self, number: usize) -> usize {
        self.starts.get(number).copied().unwrap_or(self.text.len())
    }

    pub fn line_end(&self, number: usize) -> usize {
        self.starts
            .get(number + 1)
            .map_or(self.text.len(), |next| next - 1)
    }

    /// The column, from 0, of a key or hyphen that nothing but spaces and hyphens stand before.
    pub fn column(&self, at: usize) -> Option<usize> {
        let start = self.line_start(self.line_of(at));
        let before = self.text.get(start..at)?;
        before
            .bytes()
            .all(|byte| matches!(byte, b' ' | b'-'))
            .then_some(before.len())
    }

    /// The next byte from here on that is neither blank nor in a remark; the text's length, where none is.
    pub fn token(&self, from: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = from;
        while let Some(byte) = bytes.get(at) {
            let begins = at == 0 || matches!(bytes[at - 1], b' ' | b'\t' | b'\n');
            match byte {
                b' ' | b'\t' | b'\n' => at += 1,
                b'#' if begins => at = self.line_end(self.line_of(at)),
                _ => break,
            }
        }
        at
    }

    /// The first remark that begins between two bytes, as its line from 0.
    pub fn remark_between(&self, from: usize, to: usize) -> Option<usize> {
        let first = self.remarks.partition_point(|(start, _)| *start < from);
        let (start, _) = self.remarks.get(first).filter(|(start, _)| *start < to)?;
        Some(self.line_of(*start))
    }

    /// What the remarks say, in the order of the file.
    pub fn remark_texts(&self) -> Vec<String> {
        let texts = self.remarks.iter().map(|(start, end)| &self.text[*start..*end]);
        texts.map(|text| text.trim_end().to_owned()).collect()
    }

    fn find_remarks(&self, covered: &[(usize, usize)]) -> Vec<(usize, usize)> {
        let bytes = self.text.as_bytes();
        let mut remarks = Vec::new();
        let mut at = 0;
        while let Some(next) = memchr::memchr(b'#', &bytes[at..]).map(|next| at + next) {
            let begins = next == 0 || matches!(bytes[next - 1], b' ' | b'\t' | b'\n');
            let before = covered.partition_point(|(start, _)| *start <= next);
            let inside = before
                .checked_sub(1)
                .map(|index| covered[index].1)
                .filter(|end| *end > next);
            at = match inside {
                Some(end) => end,
                None if begins => {
                    let end = self.line_end(self.line_of(next));
                    remarks.push((next, end));
                    end
                }
                None => next + 1,
            };
        }
        remarks
    }

    /// Gathers the bytes of keys and answers, in which a `#` begins no remark.
    fn cover(
        &self,
        slot: Slot<'t>,
        route: &Route,
        covered: &mut Vec<(usize, usize)>,
    ) -> Result<(), NotSpliced> {
        match &slot.node.value {
            NodeValue::Map(entries) => {
                let in_flow = self.is_flow(slot);
                let mut seen = BTreeSet::new();
                for entry in entries {
                    let route = route.key(&entry.key);
                    let key = entry.key_span;
                    if !seen.insert(&entry.key) {
                        return Err(NotSpliced::ToRepair {
                            line: self.line_of(key.start) + 1,
                            message: format!("the key {} stands here for the second time.", entry.key),
                        });
                    }
                    covered.push((key.start, key.start + key.len));
                    let inner = self.value_slot(slot, entry, in_flow);
                    let inner = inner.ok_or_else(|| self.unusual(&route, key.start))?;
                    self.cover(inner, &route, covered)?;
                }
            }
            NodeValue::List(_) => {
                let items = self.items(slot);
                let items = items.ok_or_else(|| self.unusual(route, slot.after))?;
                for (index, item) in items.into_iter().enumerate() {
                    self.cover(item, &route.item(index), covered)?;
                }
            }
            NodeValue::Empty | NodeValue::Text(..) => {
                let extent = Extent::of(self, slot);
                let extent = extent.ok_or_else(|| self.unusual(route, slot.after))?;
                covered.extend(extent.covered(self));
            }
        }
        Ok(())
    }

    /// A refusal of what stands at a byte.
    pub fn unusual(&self, route: &Route, at: usize) -> NotSpliced {
        NotSpliced::Unusual {
            route: route.clone(),
            line: self.line_of(at) + 1,
        }
    }

    /// Goes a way as far as it leads.
    pub fn find(&self, route: &Route) -> Result<Found<'t>, NotSpliced> {
        let mut slot = self.top();
        for (steps, next) in route.0.iter().enumerate() {
            if step(slot.node, next).is_none() {
                return Ok(Found { slot, steps });
            }
            let inner = match (next, &slot.node.value) {
                (RouteStep::Key(key), _) => {
                    let entry = slot.node.entry(key);
                    entry.and_then(|entry| self.value_slot(slot, entry, self.is_flow(slot)))
                }
                (RouteStep::Item(index), _) => self.items(slot).and_then(|items| items.get(*index).copied()),
            };
            slot = inner.ok_or_else(|| self.unusual(route, slot.after))?;
        }
        Ok(Found {
            slot,
            steps: route.0.len(),
        })
    }
}
