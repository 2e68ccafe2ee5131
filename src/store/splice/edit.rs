//! An answer at a key: in the place of what stands there, or as a further line of the block that it belongs to.

use std::ops::Range;

use super::answer::WrittenAnswer;
use super::extent::{Extent, ValueKind};
use super::page::{Found, Page, Slot};
use super::{NewAnswer, NotSpliced};
use crate::record::{Route, RouteStep};
use crate::store::scaffold::yaml_text;
use crate::store::yaml::NodeValue;

/// Lines that come in the place of others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Splice {
    /// The first line that goes, from 0; where none goes, the line before which the new ones come.
    pub first: usize,
    /// So many go.
    pub gone: usize,
    /// What comes in their place.
    pub lines: Vec<String>,
}

/// What becomes of an answer that is set.
pub(super) enum HowSet {
    /// It has lines of its own, and these change.
    Splice(Splice),
    /// It stands there already.
    AsItIs,
    /// It has no line of its own, and is put there by itself.
    Later,
}

/// Sets an answer that has a line of its own.
pub(super) fn set_in_lines(page: &Page<'_>, route: &Route, to: &NewAnswer) -> Result<HowSet, NotSpliced> {
    if !matches!(route.0.last(), Some(RouteStep::Key(_))) {
        return Err(no_place(route));
    }
    let found = page.find(route)?;
    if found.steps < route.0.len() {
        return Ok(if to.is_blank() {
            HowSet::AsItIs
        } else {
            HowSet::Later
        });
    }
    if to.is(found.slot.node) {
        return Ok(HowSet::AsItIs);
    }
    if found.slot.in_flow {
        return Ok(HowSet::Later);
    }
    let place = EditPlace::of(page, route, found.slot)?;
    Ok(HowSet::Splice(place.with(page, &place.written(page, to))))
}

/// Sets any answer; `None` where it stands there already.
pub(super) fn set(page: &Page<'_>, route: &Route, to: &NewAnswer) -> Result<Option<Splice>, NotSpliced> {
    match set_in_lines(page, route, to)? {
        HowSet::Splice(edit) => return Ok(Some(edit)),
        HowSet::AsItIs => return Ok(None),
        HowSet::Later => {}
    }
    let found = page.find(route)?;
    if found.steps == route.0.len() {
        return set_in_braces(page, route, found.slot, to).map(Some);
    }
    let rest = keys(route, found.steps)?;
    if let (NodeValue::Map(entries), [key]) = (&found.slot.node.value, rest.as_slice())
        && !entries.is_empty()
        && page.is_flow(found.slot)
    {
        let edit = further_in_braces(page, found.slot, key, to);
        return edit
            .map(Some)
            .ok_or_else(|| page.unusual(route, found.slot.after));
    }
    put_below(page, route, &found, rest, &|key, at| key_lines(key, to, at)).map(Some)
}

/// A further key within braces; `None` where they do not stand on one line.
fn further_in_braces(page: &Page<'_>, slot: Slot<'_>, key: &str, to: &NewAnswer) -> Option<Splice> {
    let NodeValue::Map(entries) = &slot.node.value else {
        return None;
    };
    let whole = Extent::of(page, slot)?;
    let last = Extent::of(page, page.value_slot(slot, entries.last()?, true)?)?;
    let is_on_a_line = page.line_of(whole.from) == page.line_of(whole.to);
    let new = format!(", {}: {}", yaml_text(key), WrittenAnswer::in_one_line(to).behind);
    is_on_a_line.then(|| in_line(page, last.to..last.to, &new))
}

/// The keys of a way from a step on.
pub(super) fn keys(route: &Route, from: usize) -> Result<Vec<&str>, NotSpliced> {
    let keys = route.0[from..].iter().map(|step| match step {
        RouteStep::Key(key) => Ok(key.as_ref()),
        RouteStep::Item(_) => Err(no_place(route)),
    });
    keys.collect()
}

pub(super) fn no_place(route: &Route) -> NotSpliced {
    NotSpliced::NoPlace { route: route.clone() }
}

/// How far in a line stands that is written, and how far in a text below it has to stand at least.
#[derive(Clone, Copy, Debug)]
pub(super) struct Depth {
    pub indent: usize,
    pub text: usize,
}

impl Depth {
    /// Of a line that comes behind one: a remark below it that stands as far in as a text would be taken for one.
    pub fn behind(page: &Page<'_>, line: usize, indent: usize) -> Self {
        let mut below = (line + 1..page.line_count()).map(|line| page.line(line));
        let next = below.find(|line| !line.trim().is_empty()).unwrap_or("");
        let remark = next.trim_start_matches(' ');
        let text = if remark.starts_with('#') {
            next.len() - remark.len() + 1
        } else {
            0
        };
        Self { indent, text }
    }

    /// So much further in.
    pub fn further(self, by: usize) -> Self {
        let indent = self.indent + by;
        Self { indent, ..self }
    }

    /// How far in a text stands below a key here.
    pub fn of_text(self) -> usize {
        self.text.max(self.indent + 2)
    }

    /// Whether a text stands where the forms put it.
    pub fn is_usual(self) -> bool {
        self.text <= self.indent + 2
    }
}

/// A key with its answer, as lines.
pub(super) fn key_lines(key: &str, to: &NewAnswer, at: Depth) -> Vec<String> {
    let written = WrittenAnswer::of(to, at);
    let space = if written.behind.is_empty() { "" } else { " " };
    let head = format!(
        "{}{}:{space}{}",
        " ".repeat(at.indent),
        yaml_text(key),
        written.behind
    );
    std::iter::once(head).chain(written.below).collect()
}

/// A value with the lines that it stands on, of which none holds another.
#[derive(Clone, Copy)]
pub(super) struct EditPlace<'t> {
    slot: Slot<'t>,
    extent: Extent,
}

impl<'t> EditPlace<'t> {
    /// Where the answer of a key stands; refused, where no answer does, or a remark among its lines.
    pub fn of(page: &Page<'t>, route: &Route, slot: Slot<'t>) -> Result<Self, NotSpliced> {
        let unusual = || page.unusual(route, slot.after);
        let extent = Extent::of(page, slot).ok_or_else(unusual)?;
        let holds = |what| NotSpliced::Holds {
            route: route.clone(),
            line: page.line_of(slot.after) + 1,
            what,
        };
        match &slot.node.value {
            NodeValue::Map(entries) if !entries.is_empty() => return Err(holds("a block of keys")),
            NodeValue::List(items) => {
                let has_blocks =
                    |wanted: fn(&NodeValue) -> bool| items.iter().any(|item| wanted(&item.value));
                if has_blocks(|item| matches!(item, NodeValue::Map(_) | NodeValue::List(_))) {
                    return Err(holds("a list of blocks"));
                }
            }
            _ => {}
        }
        let place = Self { slot, extent };
        match place.remark_inside(page) {
            Some(line) => Err(NotSpliced::RemarkInside {
                route: route.clone(),
                line: line + 1,
            }),
            None => Ok(place),
        }
    }

    /// The line of a remark that would go with the value.
    fn remark_inside(&self, page: &Page<'_>) -> Option<usize> {
        let (from, to) = (self.extent.from, self.extent.to);
        match self.extent.kind {
            ValueKind::Nothing | ValueKind::Block => None,
            _ if self.is_behind(page) => page.remark_between(from, to),
            // What stands below its key may have a remark behind the key, but none behind itself.
            _ => {
                let below = page.line_end(page.line_of(self.slot.after));
                page.remark_between(below, page.line_end(page.line_of(to)))
            }
        }
    }

    /// Whether the value begins on its key's line.
    fn is_behind(&self, page: &Page<'_>) -> bool {
        page.line_of(self.extent.from) == page.line_of(self.slot.after)
    }

    /// The lines of the key and its value.
    fn lines(&self, page: &Page<'_>) -> Range<usize> {
        page.line_of(self.slot.after)..page.line_of(self.extent.to) + 1
    }

    /// An answer as it is written here. Where a text stood, its place stays; where a list, its brackets.
    fn written(&self, page: &Page<'_>, to: &NewAnswer) -> WrittenAnswer {
        let at = Depth::behind(page, page.line_of(self.extent.to), self.slot.indent);
        if !to.is_blank() {
            return WrittenAnswer::of(to, at);
        }
        match self.extent.kind {
            ValueKind::Block => WrittenAnswer::place_for_text(at),
            ValueKind::Quoted if matches!(to, NewAnswer::Text(_)) => WrittenAnswer::place_for_text(at),
            ValueKind::Items | ValueKind::Flow => WrittenAnswer::in_one_line(&NewAnswer::Several(Vec::new())),
            _ => WrittenAnswer::default(),
        }
    }

    /// The lines with something else behind the key, and below it.
    pub fn with(&self, page: &Page<'_>, written: &WrittenAnswer) -> Splice {
        let lines = self.lines(page);
        let Extent { from, to, kind } = self.extent;
        let after = self.slot.after;
        let end = page.line_end(lines.start);
        let text = |from: usize, to: usize| page.text.get(from..to).unwrap_or("");
        let (gap, tail) = match kind {
            _ if kind == ValueKind::Nothing || !self.is_behind(page) => {
                let rest = text(after, end);
                // What stands behind a bare colon is the space for the answer, unless a remark does.
                if rest.trim().is_empty() && !written.behind.is_empty() {
                    (rest, "")
                } else {
                    ("", rest)
                }
            }
            ValueKind::Block => {
                let mark = text(from, end).split([' ', '\t']).next().unwrap_or("").len();
                (text(after, from), text(from + mark, end))
            }
            _ => (text(after, from), text(to, page.line_end(lines.end - 1))),
        };
        let gap = match gap {
            _ if written.behind.is_empty() => "",
            "" => " ",
            gap => gap,
        };
        let head = text(page.line_start(lines.start), after);
        let first = format!("{head}{gap}{}{tail}", written.behind);
        Splice {
            first: lines.start,
            gone: lines.len(),
            lines: std::iter::once(first)
                .chain(written.below.iter().cloned())
                .collect(),
        }
    }
}

/// Sets an answer within braces, all of which stands on one line.
fn set_in_braces(
    page: &Page<'_>,
    route: &Route,
    slot: Slot<'_>,
    to: &NewAnswer,
) -> Result<Splice, NotSpliced> {
    let EditPlace { extent, .. } = EditPlace::of(page, route, slot)?;
    let line = page.line_of(slot.after);
    if page.line_of(extent.from) != line || page.line_of(extent.to) != line {
        return Err(page.unusual(route, extent.to));
    }
    let behind = WrittenAnswer::in_one_line(to).behind;
    let is_empty = extent.kind == ValueKind::Nothing;
    let gap = if is_empty && !behind.is_empty() { " " } else { "" };
    // A brace, a bracket or a comma ends what stands before it, but a letter would not.
    let next = page.text.as_bytes().get(extent.to);
    let rest = if is_empty && next.is_some_and(u8::is_ascii_alphanumeric) {
        " "
    } else {
        ""
    };
    Ok(in_line(
        page,
        extent.from..extent.to,
        &format!("{gap}{behind}{rest}"),
    ))
}

/// The line with something else in the place of some of its bytes.
pub(super) fn in_line(page: &Page<'_>, bytes: Range<usize>, new: &str) -> Splice {
    let line = page.line_of(bytes.start);
    let text = |from: usize, to: usize| page.text.get(from..to).unwrap_or("");
    let before = text(page.line_start(line), bytes.start);
    Splice {
        first: line,
        gone: 1,
        lines: vec![format!("{before}{new}{}", text(bytes.end, page.line_end(line)))],
    }
}

/// Puts a key that is not there below what is found of its way. `lines` writes it at an indent; the keys before the last
/// are made.
pub(super) fn put_below(
    page: &Page<'_>,
    route: &Route,
    found: &Found<'_>,
    mut keys: Vec<&str>,
    lines: &dyn Fn(&str, Depth) -> Vec<String>,
) -> Result<Splice, NotSpliced> {
    let slot = found.slot;
    let last = keys.pop().ok_or_else(|| no_place(route))?;
    let made = |at: Depth| -> Vec<String> {
        let parents = keys.iter().enumerate();
        let mut made: Vec<String> = parents
            .map(|(depth, key)| format!("{}{}:", " ".repeat(at.indent + 2 * depth), yaml_text(key)))
            .collect();
        made.extend(lines(last, at.further(2 * keys.len())));
        made
    };
    let behind = |line: usize, indent: usize| after_line(line, made(Depth::behind(page, line, indent)));
    let is_top = found.steps == 0;
    let extent = Extent::of(page, slot).ok_or_else(|| page.unusual(route, slot.after))?;
    match (&slot.node.value, extent.kind) {
        (NodeValue::Map(entries), ValueKind::Keys) => {
            let first = entries
                .first()
                .and_then(|entry| page.column(entry.key_span.start));
            let indent = first.ok_or_else(|| page.unusual(route, slot.after))?;
            Ok(behind(page.line_of(extent.to), indent))
        }
        (NodeValue::Empty, ValueKind::Nothing) if is_top => {
            let has_end = page.text.is_empty() || page.text.ends_with('\n');
            let below = page.line_count() - usize::from(has_end);
            Ok(Splice {
                first: below,
                gone: 0,
                lines: made(Depth { indent: 0, text: 0 }),
            })
        }
        (NodeValue::Empty, ValueKind::Nothing) if is_key(route, found) => {
            Ok(behind(page.line_of(slot.after), slot.indent + 2))
        }
        (NodeValue::Map(entries), ValueKind::Flow) if entries.is_empty() && !slot.in_flow && !is_top => {
            let place = EditPlace::of(page, route, slot)?;
            let indent = if place.is_behind(page) {
                None
            } else {
                page.column(extent.from)
            };
            let indent = indent.unwrap_or(slot.indent + 2);
            let below = made(Depth::behind(page, page.line_of(extent.to), indent));
            let behind = String::new();
            Ok(place.with(page, &WrittenAnswer { behind, below }))
        }
        _ => Err(no_block(page, route, slot)),
    }
}

/// A refusal of a value that keys are to come below.
fn no_block(page: &Page<'_>, route: &Route, slot: Slot<'_>) -> NotSpliced {
    NotSpliced::Holds {
        route: route.clone(),
        line: page.line_of(slot.after) + 1,
        what: match slot.node.value {
            NodeValue::Map(_) => "a block of keys in braces",
            NodeValue::List(_) => "a list",
            _ => "a text",
        },
    }
}

/// Whether what is found of a way ends at a key.
fn is_key(route: &Route, found: &Found<'_>) -> bool {
    let last = found.steps.checked_sub(1).map(|last| &route.0[last]);
    matches!(last, Some(RouteStep::Key(_)))
}

/// Lines that come behind one.
pub(super) fn after_line(line: usize, lines: Vec<String>) -> Splice {
    Splice {
        first: line + 1,
        gone: 0,
        lines,
    }
}
