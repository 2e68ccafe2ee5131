//! Items of lists: a further one, and one that goes.

use std::ops::Range;

use super::answer::WrittenAnswer;
use super::edit::{Depth, EditPlace, Splice, after_line, in_line, key_lines, keys, no_place, put_below};
use super::extent::{Extent, ValueKind};
use super::page::{Page, Slot};
use super::{AnswerChange, NewAnswer, NotSpliced};
use crate::record::{Route, RouteStep};
use crate::store::scaffold::yaml_text;
use crate::store::yaml::NodeValue;

/// A key of an item that is made, with its answer or the keys below it.
enum Made<'a> {
    Answer(&'a NewAnswer),
    Block(Vec<(&'a str, Self)>),
}

impl<'a> Made<'a> {
    /// Puts an answer at the end of a way; `None` where another stands on it.
    fn put(&mut self, way: &[&'a str], to: &'a NewAnswer) -> Option<()> {
        let (Self::Block(block), Some((first, rest))) = (self, way.split_first()) else {
            return None;
        };
        let there = block.iter().position(|(key, _)| key == first);
        match (there, rest.is_empty()) {
            (None, true) => block.push((first, Self::Answer(to))),
            (Some(_), true) => return None,
            (Some(at), false) => return block[at].1.put(rest, to),
            (None, false) => {
                let mut made = Self::Block(Vec::new());
                made.put(rest, to)?;
                block.push((first, made));
            }
        }
        Some(())
    }

    /// The keys in braces, on one line.
    fn braces(&self) -> String {
        match self {
            Self::Answer(to) => WrittenAnswer::in_one_line(to).behind,
            Self::Block(block) => {
                let keys = block.iter().map(|(key, made)| {
                    let key = format!("{}: {}", yaml_text(key), made.braces());
                    key.trim_end().to_owned()
                });
                format!("{{ {} }}", keys.collect::<Vec<_>>().join(", "))
            }
        }
    }

    fn lines(&self, at: Depth, lines: &mut Vec<String>) {
        let Self::Block(block) = self else { return };
        for (key, made) in block {
            match made {
                Self::Answer(to) => lines.extend(key_lines(key, to, at)),
                Self::Block(_) => {
                    lines.push(format!("{}{}:", " ".repeat(at.indent), yaml_text(key)));
                    made.lines(at.further(2), lines);
                }
            }
        }
    }
}

/// An item as lines, beginning with its hyphen.
fn item_lines(made: &Made<'_>, at: Depth) -> Vec<String> {
    let mut lines = Vec::new();
    made.lines(at.further(2), &mut lines);
    if let Some(first) = lines.first_mut() {
        first.replace_range(at.indent..=at.indent, "-");
    }
    lines
}

/// Puts a further item at the end of a list.
pub(super) fn add(
    page: &Page<'_>,
    route: &Route,
    item: &[(Route, NewAnswer)],
) -> Result<Option<Splice>, NotSpliced> {
    let mut made = Made::Block(Vec::new());
    for (way, to) in item {
        made.put(&keys(way, 0)?, to).ok_or_else(|| no_place(way))?;
    }
    if item.is_empty() || !matches!(route.0.last(), Some(RouteStep::Key(_))) {
        return Err(no_place(route));
    }
    let found = page.find(route)?;
    if found.steps < route.0.len() {
        let rest = keys(route, found.steps)?;
        let lines = |key: &str, at: Depth| {
            let head = format!("{}{}:", " ".repeat(at.indent), yaml_text(key));
            std::iter::once(head).chain(item_lines(&made, at)).collect()
        };
        return put_below(page, route, &found, rest, &lines).map(Some);
    }
    further(page, route, found.slot, &made).map(Some)
}

/// A further item of a list whose key is there.
fn further(page: &Page<'_>, route: &Route, slot: Slot<'_>, made: &Made<'_>) -> Result<Splice, NotSpliced> {
    let unusual = || page.unusual(route, slot.after);
    let extent = Extent::of(page, slot).ok_or_else(unusual)?;
    let holds = |what| NotSpliced::Holds {
        route: route.clone(),
        line: page.line_of(slot.after) + 1,
        what,
    };
    let lines = |indent: usize| item_lines(made, Depth::behind(page, page.line_of(extent.to), indent));
    match (&slot.node.value, extent.kind) {
        (NodeValue::List(items), ValueKind::Flow) if !items.is_empty() => {
            into_brackets(page, slot, extent, made).ok_or_else(unusual)
        }
        _ if slot.in_flow => Err(unusual()),
        (NodeValue::List(_), ValueKind::Items) => {
            let items = page.items(slot).ok_or_else(unusual)?;
            let indent = items.first().map_or(slot.indent, |first| first.indent);
            Ok(after_line(page.line_of(extent.to), lines(indent)))
        }
        (NodeValue::Empty, ValueKind::Nothing) => {
            Ok(after_line(page.line_of(slot.after), lines(slot.indent)))
        }
        (NodeValue::List(_), _) => {
            let written = WrittenAnswer {
                behind: String::new(),
                below: lines(slot.indent),
            };
            Ok(EditPlace::of(page, route, slot)?.with(page, &written))
        }
        (NodeValue::Map(_), _) => Err(holds("a block of keys")),
        _ => Err(holds("a text")),
    }
}

/// Takes an item out of its list. `removes` are all that go, from the last to the first.
pub(super) fn remove(
    page: &Page<'_>,
    route: &Route,
    removes: &[&AnswerChange],
) -> Result<Option<Splice>, NotSpliced> {
    let Some((RouteStep::Item(index), way)) = route.0.split_last() else {
        return Err(no_place(route));
    };
    let list = Route(way.to_vec());
    let found = page.find(&list)?;
    let slot = found.slot;
    if found.steps < way.len() || !matches!(slot.node.value, NodeValue::List(_)) {
        return Err(no_place(route));
    }
    let unusual = || page.unusual(route, slot.after);
    let items = page.items(slot).ok_or_else(unusual)?;
    if *index >= items.len() {
        return Err(no_place(route));
    }
    let extents = items.iter().map(|item| Extent::of(page, *item));
    let extents: Vec<Extent> = extents.collect::<Option<_>>().ok_or_else(unusual)?;
    if page.is_flow(slot) {
        return out_of_brackets(page, slot, &extents, *index)
            .map(Some)
            .ok_or_else(unusual);
    }
    let (top, end) = (
        page.line_of(items[*index].after),
        page.line_of(extents[*index].to),
    );
    // A remark between two items that both go would be left without either.
    let also_goes = |above: &usize| {
        let above = list.item(*above);
        removes.iter().any(|remove| *remove.route() == above)
    };
    let above = index.checked_sub(1).filter(also_goes);
    let from = above.map_or(page.line_start(top), |above| extents[above].to);
    if let Some(line) = page.remark_between(from, page.line_end(end)) {
        return Err(NotSpliced::RemarkInside {
            route: route.clone(),
            line: line + 1,
        });
    }
    if items.len() == 1 {
        return Ok(Some(emptied(page, slot, top..end + 1)));
    }
    Ok(Some(Splice {
        first: top,
        gone: end + 1 - top,
        lines: Vec::new(),
    }))
}

/// The list without its last item, which stands on these lines.
fn emptied(page: &Page<'_>, slot: Slot<'_>, item: Range<usize>) -> Splice {
    let key = page.line_of(slot.after);
    let text = |from: usize, to: usize| page.text.get(from..to).unwrap_or("");
    let head = text(page.line_start(key), slot.after);
    let rest = text(slot.after, page.line_end(key));
    let between = (key + 1..item.start).map(|line| page.line(line).to_owned());
    Splice {
        first: key,
        gone: item.end - key,
        lines: std::iter::once(format!("{head} []{rest}"))
            .chain(between)
            .collect(),
    }
}

/// A list in brackets without one of its items; `None` where it does not stand on one line.
fn out_of_brackets(page: &Page<'_>, slot: Slot<'_>, items: &[Extent], index: usize) -> Option<Splice> {
    let whole = Extent::of(page, slot)?;
    let gone = match (index.checked_sub(1), items.get(index + 1)) {
        (Some(above), _) => items[above].to..items[index].to,
        (None, Some(next)) => items[index].from..next.from,
        (None, None) => whole.from + 1..whole.to - 1,
    };
    is_on_a_line(page, whole).then(|| in_line(page, gone, ""))
}

/// Whether a value stands on one line.
fn is_on_a_line(page: &Page<'_>, extent: Extent) -> bool {
    page.line_of(extent.from) == page.line_of(extent.to)
}

/// A further item of a list in brackets; `None` where it does not stand on one line.
fn into_brackets(page: &Page<'_>, slot: Slot<'_>, whole: Extent, made: &Made<'_>) -> Option<Splice> {
    let last = Extent::of(page, page.items(slot)?.pop()?)?;
    is_on_a_line(page, whole).then(|| in_line(page, last.to..last.to, &format!(", {}", made.braces())))
}
