//! From where to where a value stands.

use super::page::{Page, Slot};
use crate::store::yaml::{KeyValue, Node, NodeValue};

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ValueKind {
    /// Nothing is written.
    Nothing,
    /// A text behind a bar.
    Block,
    /// A text as it is, or a word for nothing.
    Plain,
    /// A text in quotes.
    Quoted,
    /// A list or block of keys in brackets or braces.
    Flow,
    /// Keys on lines of their own.
    Keys,
    /// Items on lines of their own.
    Items,
}

/// From where to where a value stands, in bytes of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent {
    pub from: usize,
    /// The byte behind it. Of a text behind a bar in which nothing is written, the place for it is its own.
    pub to: usize,
    pub kind: ValueKind,
}

impl Extent {
    /// Where the value of a slot stands; `None` where it is written in a way that is not known here.
    pub fn of(page: &Page<'_>, slot: Slot<'_>) -> Option<Self> {
        let first = page.token(slot.after);
        let mark = page.text.as_bytes().get(first).copied();
        let is_here = page.line_of(first) == page.line_of(slot.after);
        let extent = |to: usize, kind| Self {
            from: first,
            to,
            kind,
        };
        let span = slot.node.span;
        Some(match (&slot.node.value, mark) {
            (NodeValue::Empty | NodeValue::Text(..), Some(b'|' | b'>')) if is_here && !slot.in_flow => {
                extent(block_end(page, first, slot.indent), ValueKind::Block)
            }
            (NodeValue::Empty, _) if span.len == 0 || span.start != first => Self {
                from: slot.after,
                to: slot.after,
                kind: ValueKind::Nothing,
            },
            (NodeValue::Text(..), mark) if span.start == first && mark.is_some() => {
                let is_quoted = matches!(mark, Some(b'"' | b'\''));
                extent(
                    text_end(page, slot)?,
                    if is_quoted {
                        ValueKind::Quoted
                    } else {
                        ValueKind::Plain
                    },
                )
            }
            (NodeValue::Empty, Some(_)) => extent(text_end(page, slot)?, ValueKind::Plain),
            (NodeValue::List(_), Some(b'[')) | (NodeValue::Map(_), Some(b'{')) => {
                extent(page.flow_end(slot, first)?, ValueKind::Flow)
            }
            (NodeValue::List(_), Some(b'-')) if !slot.in_flow => {
                let last = page.items(slot)?.pop()?;
                extent(Self::of(page, last)?.to, ValueKind::Items)
            }
            (NodeValue::Map(entries), Some(_)) if !slot.in_flow => {
                let last = page.value_slot(slot, entries.last()?, false)?;
                extent(Self::of(page, last)?.to, ValueKind::Keys)
            }
            _ => return None,
        })
    }

    /// The bytes in which a `#` begins no remark.
    pub fn covered(self, page: &Page<'_>) -> Option<(usize, usize)> {
        match self.kind {
            // Behind the bar a remark may stand; the text begins on the next line.
            ValueKind::Block => Some((page.line_end(page.line_of(self.from)) + 1, self.to)),
            ValueKind::Plain | ValueKind::Quoted => Some((self.from, self.to)),
            _ => None,
        }
        .filter(|(from, to)| from < to)
    }
}

/// Where a text that stands as it is, or in quotes, ends.
fn text_end(page: &Page<'_>, slot: Slot<'_>) -> Option<usize> {
    let span = slot.node.span;
    let written = page.text.get(span.start..span.start + span.len)?;
    Some(span.start + written.trim_end_matches([' ', '\t', '\n']).len())
}

fn spaces(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

fn is_blank(line: &str) -> bool {
    line.trim_matches([' ', '\t']).is_empty()
}

/// Where a text behind a bar ends: behind its last line with anything on it, or the place that it has.
fn block_end(page: &Page<'_>, bar: usize, indent: usize) -> usize {
    let head = page.line_of(bar);
    let mark = page.text[bar..page.line_end(head)]
        .split([' ', '\t'])
        .next()
        .unwrap_or("");
    let figure = mark
        .chars()
        .find_map(|c| c.to_digit(10))
        .map(|figure| indent + figure as usize);
    let mut deep = figure;
    let mut last = None;
    for number in head + 1..page.line_count() {
        let line = page.line(number);
        if is_blank(line) {
            continue;
        }
        let here = spaces(line);
        let needed = *deep.get_or_insert(here.max(indent + 1));
        if here < needed {
            break;
        }
        last = Some(number);
    }
    let place = || {
        let below = page.line(head + 1);
        (!below.is_empty() && is_blank(below)).then_some(head + 1)
    };
    page.line_end(last.or_else(place).unwrap_or(head))
}

impl<'t> Page<'t> {
    /// The place of a key's value; `in_flow` says whether the keys stand within braces.
    pub fn value_slot(&self, of: Slot<'t>, entry: &'t KeyValue, in_flow: bool) -> Option<Slot<'t>> {
        let key = entry.key_span;
        let behind = self.text.get(key.start + key.len..)?;
        let colon = behind.len() - behind.trim_start_matches([' ', '\t']).len();
        behind[colon..].starts_with(':').then_some(())?;
        let indent = if in_flow {
            of.indent
        } else {
            self.column(key.start)?
        };
        Some(Slot {
            node: &entry.value,
            after: key.start + key.len + colon + 1,
            indent,
            in_flow,
        })
    }

    /// Whether a list or block of keys stands within brackets or braces, its own or others.
    pub fn is_flow(&self, slot: Slot<'_>) -> bool {
        let mark = self.text.as_bytes().get(self.token(slot.after));
        slot.in_flow
            || match slot.node.value {
                NodeValue::List(_) => mark == Some(&b'['),
                NodeValue::Map(_) => mark == Some(&b'{'),
                _ => false,
            }
    }

    /// The places of a list's items.
    pub fn items(&self, list: Slot<'t>) -> Option<Vec<Slot<'t>>> {
        let NodeValue::List(items) = &list.node.value else {
            return None;
        };
        if self.is_flow(list) {
            return self.flow_items(list, items);
        }
        let mut slots: Vec<Slot<'t>> = Vec::with_capacity(items.len());
        let mut at = self.token(list.after);
        for node in items {
            let line = self.line_of(at);
            let indent = at - self.line_start(line);
            let line = self.line(line);
            let is_item = spaces(line) == indent
                && line.as_bytes().get(indent) == Some(&b'-')
                && line.as_bytes().get(indent + 1).is_none_or(|next| *next == b' ');
            if !is_item || slots.first().is_some_and(|first| first.indent != indent) {
                return None;
            }
            let slot = Slot {
                node,
                after: at + 1,
                indent,
                in_flow: false,
            };
            at = self.token(Extent::of(self, slot)?.to);
            slots.push(slot);
        }
        Some(slots)
    }

    fn flow_items(&self, list: Slot<'t>, items: &'t [Node]) -> Option<Vec<Slot<'t>>> {
        let mut slots = Vec::with_capacity(items.len());
        let mut after = self.token(list.after) + 1;
        for node in items {
            let slot = Slot {
                node,
                after,
                indent: list.indent,
                in_flow: true,
            };
            let end = self.token(Extent::of(self, slot)?.to);
            after = if self.text.as_bytes().get(end) == Some(&b',') {
                end + 1
            } else {
                end
            };
            slots.push(slot);
        }
        Some(slots)
    }

    /// Where a list or block of keys in brackets ends.
    fn flow_end(&self, slot: Slot<'t>, open: usize) -> Option<usize> {
        let last = match &slot.node.value {
            NodeValue::List(items) => self.flow_items(slot, items)?.pop(),
            NodeValue::Map(entries) => match entries.last() {
                Some(entry) => Some(self.value_slot(slot, entry, true)?),
                None => None,
            },
            _ => None,
        };
        let end = match last {
            Some(last) => Extent::of(self, last)?.to,
            None => open + 1,
        };
        let mut close = self.token(end);
        if self.text.as_bytes().get(close) == Some(&b',') {
            close = self.token(close + 1);
        }
        matches!(self.text.as_bytes().get(close), Some(b']' | b'}')).then_some(close + 1)
    }
}
