//! Items of lists: a further one, and one that goes.

use super::answer::Written;
use super::edit::{Edit, Place, after_line, key_lines, keys, no_place, put_below};
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

    fn lines(&self, indent: usize, lines: &mut Vec<String>) {
        let Self::Block(block) = self else { return };
        for (key, made) in block {
            match made {
                Self::Answer(to) => lines.extend(key_lines(key, to, indent)),
                Self::Block(_) => {
                    lines.push(format!("{}{}:", " ".repeat(indent), yaml_text(key)));
                    made.lines(indent + 2, lines);
                }
            }
        }
    }
}

/// An item as lines, its hyphen at an indent.
fn item_lines(made: &Made<'_>, indent: usize) -> Vec<String> {
    let mut lines = Vec::new();
    made.lines(indent + 2, &mut lines);
    if let Some(first) = lines.first_mut() {
        first.replace_range(indent..=indent, "-");
    }
    lines
}

/// Puts a further item at the end of a list.
pub(super) fn add(
    page: &Page<'_>,
    route: &Route,
    item: &[(Route, NewAnswer)],
) -> Result<Option<Edit>, NotSpliced> {
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
        let lines = |key: &str, indent: usize| {
            let head = format!("{}{}:", " ".repeat(indent), yaml_text(key));
            std::iter::once(head).chain(item_lines(&made, indent)).collect()
        };
        return put_below(page, route, &found, rest, &lines).map(Some);
    }
    further(page, route, found.slot, &made).map(Some)
}

/// A further item of a list whose key is there.
fn further(page: &Page<'_>, route: &Route, slot: Slot<'_>, made: &Made<'_>) -> Result<Edit, NotSpliced> {
    let unusual = || page.unusual(route, slot.after);
    let extent = Extent::of(page, slot).ok_or_else(unusual)?;
    let holds = |what| NotSpliced::Holds {
        route: route.clone(),
        line: page.line_of(slot.after) + 1,
        what,
    };
    match (&slot.node.value, extent.kind) {
        _ if slot.in_flow => Err(holds("a list in brackets")),
        (NodeValue::List(_), ValueKind::Items) => {
            let items = page.items(slot).ok_or_else(unusual)?;
            let indent = items.first().map_or(slot.indent, |first| first.indent);
            Ok(after_line(page.line_of(extent.to), item_lines(made, indent)))
        }
        (NodeValue::Empty, ValueKind::Nothing) => Ok(after_line(
            page.line_of(slot.after),
            item_lines(made, slot.indent),
        )),
        (NodeValue::List(items), ValueKind::Flow) if items.is_empty() => {
            let written = Written {
                behind: String::new(),
                below: item_lines(made, slot.indent),
            };
            Ok(Place::of(page, route, slot)?.with(page, &written))
        }
        (NodeValue::List(_), _) => Err(holds("a list in brackets")),
        (NodeValue::Map(_), _) => Err(holds("a block of keys")),
        _ => Err(holds("a text")),
    }
}

/// Takes an item out of its list. `removes` are all that go, from the last to the first.
pub(super) fn remove(
    page: &Page<'_>,
    route: &Route,
    removes: &[&AnswerChange],
) -> Result<Option<Edit>, NotSpliced> {
    let Some((RouteStep::Item(index), way)) = route.0.split_last() else {
        return Err(no_place(route));
    };
    let list_route = Route(way.to_vec());
    let found = page.find(&list_route)?;
    let slot = found.slot;
    if found.steps < way.len() || !matches!(slot.node.value, NodeValue::List(_)) {
        return Err(no_place(route));
    }
    let unusual = || page.unusual(route, slot.after);
    if page.is_flow(slot) {
        return Err(NotSpliced::Holds {
            route: list_route,
            line: page.line_of(slot.after) + 1,
            what: "a list in brackets",
        });
    }
    let items = page.items(slot).ok_or_else(unusual)?;
    let item = items.get(*index).ok_or_else(|| no_place(route))?;
    let extent = Extent::of(page, *item).ok_or_else(unusual)?;
    let (first, last) = (page.line_of(item.after), page.line_of(extent.to));
    // A remark between two items that both go would be left without either.
    let next = list_route.item(index + 1);
    let above = index.checked_sub(1).map(|above| list_route.item(above));
    let also_goes = |other: &Route| removes.iter().any(|remove| remove.route() == other);
    let mut from = page.line_start(first);
    if let Some(above) = above.filter(also_goes)
        && next != above
    {
        from = Extent::of(page, items[index - 1]).ok_or_else(unusual)?.to;
    }
    if let Some(line) = page.remark_between(from, page.line_end(last)) {
        return Err(NotSpliced::RemarkInside {
            route: route.clone(),
            line: line + 1,
        });
    }
    if items.len() > 1 {
        return Ok(Some(Edit {
            first,
            gone: last + 1 - first,
            lines: Vec::new(),
        }));
    }
    let key = page.line_of(slot.after);
    let rest = page.text.get(slot.after..page.line_end(key)).unwrap_or("");
    let head = page.text.get(page.line_start(key)..slot.after).unwrap_or("");
    let between = (key + 1..first).map(|line| page.line(line).to_owned());
    let emptied = std::iter::once(format!("{head} []{rest}")).chain(between);
    Ok(Some(Edit {
        first: key,
        gone: last + 1 - key,
        lines: emptied.collect(),
    }))
}
