//! What was made, read back: each answer is what it was to be, each other what it was, and no remark is gone.

use super::page::Page;
use super::{AnswerChange, Changes, NewAnswer, NotSpliced, read, reads_otherwise};
use crate::record::{Route, RouteStep};
use crate::store::yaml::{Node, NodeValue};

/// A tree as it should be read.
enum Expected<'t> {
    /// A value that was there.
    AsItWas(&'t Node),
    /// A new answer.
    Answer(&'t NewAnswer),
    /// A list of which something changed.
    List(Vec<Self>),
    /// A block of keys of which something changed.
    Map(Vec<(&'t str, Self)>),
}

/// Holds what was made against what it should be.
pub(super) fn verify(
    before: &Node,
    remarks: &[String],
    made: &[u8],
    changes: &Changes<'_>,
) -> Result<(), NotSpliced> {
    let mut expected = Expected::AsItWas(before);
    let all = changes.sets.iter().chain(&changes.adds).chain(&changes.removes);
    for change in all.clone() {
        expected
            .change(change)
            .ok_or_else(|| reads_otherwise(change.route()))?;
    }
    let first = all
        .clone()
        .next()
        .map(|change| change.route().clone())
        .unwrap_or_default();
    let after = read(made).map_err(|_| reads_otherwise(&first))?;
    if let Some(route) = expected.differs(&after, &Route::top()) {
        return Err(NotSpliced::ReadsOtherwise { route });
    }
    let lines = super::FileLines::of(made).ok_or_else(|| reads_otherwise(&first))?;
    let text = lines.text();
    let page = Page::of(&text, &after).map_err(|_| reads_otherwise(&first))?;
    if page.remark_texts() == remarks {
        Ok(())
    } else {
        Err(reads_otherwise(&first))
    }
}

impl<'t> Expected<'t> {
    /// Makes one change; `None` where it has no place.
    fn change(&mut self, change: &'t AnswerChange) -> Option<()> {
        match change {
            AnswerChange::Set { route, to } => {
                if to.is_blank() && self.at(&route.0, false).is_none() {
                    return Some(());
                }
                *self.at(&route.0, true)? = Self::Answer(to);
            }
            AnswerChange::Add { route, item } => {
                let mut made = Self::Map(Vec::new());
                for (way, to) in item {
                    *made.at(&way.0, true)? = Self::Answer(to);
                }
                self.at(&route.0, true)?.items()?.push(made);
            }
            AnswerChange::Remove { route } => {
                let (RouteStep::Item(index), way) = route.0.split_last()? else {
                    return None;
                };
                let items = self.at(way, false)?.items()?;
                (*index < items.len()).then(|| items.remove(*index))?;
            }
        }
        Some(())
    }

    /// The value at the end of a way; keys that are not there are made, where `make` says so.
    fn at(&mut self, way: &'t [RouteStep], make: bool) -> Option<&mut Self> {
        let mut here = self;
        for step in way {
            here = match step {
                RouteStep::Item(index) => here.items()?.get_mut(*index)?,
                RouteStep::Key(key) => {
                    let keys = here.keys()?;
                    let there = keys.iter().position(|(name, _)| *name == &**key);
                    let at = match there {
                        Some(at) => at,
                        None if make => {
                            keys.push((key, Self::Answer(&NewAnswer::Nothing)));
                            keys.len() - 1
                        }
                        None => return None,
                    };
                    &mut keys[at].1
                }
            };
        }
        Some(here)
    }

    /// Its items; an empty list, where nothing stands.
    fn items(&mut self) -> Option<&mut Vec<Self>> {
        let opened = match self {
            Self::AsItWas(node) => match &node.value {
                NodeValue::List(items) => Some(items.iter().map(Self::AsItWas).collect()),
                NodeValue::Empty => Some(Vec::new()),
                _ => return None,
            },
            Self::Answer(NewAnswer::Nothing) => Some(Vec::new()),
            _ => None,
        };
        if let Some(opened) = opened {
            *self = Self::List(opened);
        }
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    /// Its keys; none, where nothing stands.
    fn keys(&mut self) -> Option<&mut Vec<(&'t str, Self)>> {
        let opened = match self {
            Self::AsItWas(node) => match &node.value {
                NodeValue::Map(entries) => {
                    let entries = entries.iter();
                    Some(
                        entries
                            .map(|entry| (entry.key.as_str(), Self::AsItWas(&entry.value)))
                            .collect(),
                    )
                }
                NodeValue::Empty => Some(Vec::new()),
                _ => return None,
            },
            Self::Answer(NewAnswer::Nothing) => Some(Vec::new()),
            _ => None,
        };
        if let Some(opened) = opened {
            *self = Self::Map(opened);
        }
        match self {
            Self::Map(keys) => Some(keys),
            _ => None,
        }
    }

    /// The way to the first value that is not as it should be.
    fn differs(&self, after: &Node, route: &Route) -> Option<Route> {
        let unless = |same: bool| (!same).then(|| route.clone());
        match (self, &after.value) {
            (Self::AsItWas(before), _) => differs(before, after, route),
            (Self::Answer(answer), _) => unless(answer.is(after)),
            (Self::List(items), NodeValue::List(found)) if items.len() == found.len() => {
                let mut pairs = items.iter().zip(found).enumerate();
                pairs.find_map(|(index, (item, found))| item.differs(found, &route.item(index)))
            }
            (Self::Map(keys), NodeValue::Map(found)) if keys.len() == found.len() => {
                let mut pairs = keys.iter().zip(found);
                pairs.find_map(|((key, value), found)| {
                    let route = route.key(key);
                    if *key == found.key {
                        value.differs(&found.value, &route)
                    } else {
                        Some(route)
                    }
                })
            }
            _ => unless(false),
        }
    }
}

/// The way to the first value that is not what it was. Lines that end a text and have nothing on them are no part of it.
fn differs(before: &Node, after: &Node, route: &Route) -> Option<Route> {
    let unless = |same: bool| (!same).then(|| route.clone());
    match (&before.value, &after.value) {
        (NodeValue::Empty, NodeValue::Empty) => None,
        (NodeValue::Text(one, _), NodeValue::Text(other, _)) => {
            unless(one.trim_end_matches('\n') == other.trim_end_matches('\n'))
        }
        (NodeValue::List(one), NodeValue::List(other)) if one.len() == other.len() => {
            let mut pairs = one.iter().zip(other).enumerate();
            pairs.find_map(|(index, (one, other))| differs(one, other, &route.item(index)))
        }
        (NodeValue::Map(one), NodeValue::Map(other)) if one.len() == other.len() => {
            let mut pairs = one.iter().zip(other);
            pairs.find_map(|(one, other)| {
                let route = route.key(&one.key);
                if one.key == other.key {
                    differs(&one.value, &other.value, &route)
                } else {
                    Some(route)
                }
            })
        }
        _ => unless(false),
    }
}
