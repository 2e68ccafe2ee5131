//! Lists: of texts, of days, of options, of blocks of keys.

use super::meant::option_meant;
use super::values::{day, is_nothing, spelled};
use super::{DecodeWay, Decoder, ValueAt};
use crate::framework::Date;
use crate::store::yaml::{Node, NodeValue};

/// What to do where a word says that there is nothing to list.
pub const NOTHING_TO_LIST: &str = "Where there is nothing to list, write [] in the place of the word.";

/// What the items of a list are.
#[derive(Clone, Copy)]
enum Items<'o> {
    Blocks,
    Options(&'o [(&'o str, &'o str)]),
    Days,
    Ids,
    Words,
}

/// The parts of a text that may be the items of a list.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split([',', ';', '\n']).map(str::trim);
    parts.filter(|part| !part.is_empty())
}

impl Items<'_> {
    /// The items, as they are written here, that a text in the place of a list lists; `None` where its parts can't be items.
    fn listed(self, text: &str) -> Option<Vec<String>> {
        match self {
            // An option with a comma in it is one, and not its parts.
            Self::Options(options) if option_meant(text, options).is_some() => {
                option_meant(text, options).map(|read| vec![read.answer])
            }
            Self::Options(options) => parts(text)
                .map(|part| option_meant(part, options).map(|read| read.answer))
                .collect(),
            Self::Days => parts(text)
                .map(|part| day(part).map(|day| day.to_string()))
                .collect(),
            Self::Ids | Self::Words => (!text.contains('\n') && text.chars().count() < 80)
                .then(|| parts(text).map(str::to_owned).collect()),
            Self::Blocks => None,
        }
    }

    /// How to write as a list what stands there as a text: as it is, where its parts are items, or else what they can be.
    fn advice(self, text: &str) -> String {
        if is_nothing(text) {
            return NOTHING_TO_LIST.to_owned();
        }
        if let Some(items) = self.listed(text) {
            return format!(
                "Write it in square brackets, with commas between several: {}.",
                in_brackets(&items)
            );
        }
        match self {
            Self::Blocks => {
                "Begin each item on a line of its own, with a hyphen, a space and its first key, as in the \
                             example above the list."
                    .to_owned()
            }
            Self::Options(options) => {
                let all: Vec<String> = options.iter().map(|(option, _)| spelled(option)).collect();
                let first = all.first().map_or("", String::as_str);
                format!(
                    "Write those that fit in square brackets, with commas between several, as [{first}]. The choices are: {}.",
                    all.join(", ")
                )
            }
            Self::Days => {
                "Write the days in square brackets, with commas between several, as [2026-12-07].".to_owned()
            }
            Self::Ids => "Put square brackets around the ids, with commas between several.".to_owned(),
            Self::Words => "Begin each item on a line of its own with a hyphen and a space.".to_owned(),
        }
    }
}

/// Items as a list in one line.
fn in_brackets(items: &[String]) -> String {
    let items: Vec<String> = items.iter().map(|item| spelled(item)).collect();
    format!("[{}]", items.join(", "))
}

impl<'a> Decoder<'a> {
    /// The items that a text in the place of a list can only mean, where the file is one of people's answers.
    fn listed(
        &mut self,
        map: &'a Node,
        way: &DecodeWay<'_>,
        key: &str,
        items: Items<'_>,
    ) -> Option<Vec<String>> {
        let place = self.at(map, way, key).filter(|_| self.as_meant)?;
        let text = place.node.text()?.trim();
        if is_nothing(text) {
            self.read_as(&place, "an empty list", "[]");
            return Some(Vec::new());
        }
        let listed = items.listed(text).filter(|_| !text.contains('\n'))?;
        let written = in_brackets(&listed);
        self.read_as(&place, &format!("the list {written}"), &written);
        Some(listed)
    }

    /// The items of the list under a key, with their number; blank ones are left out.
    fn list(
        &mut self,
        map: &'a Node,
        way: &DecodeWay<'_>,
        key: &str,
        items: Items<'_>,
    ) -> Vec<(usize, &'a Node)> {
        let Some(entry) = map.entry(key) else {
            return Vec::new();
        };
        match &entry.value.value {
            NodeValue::List(listed) => listed
                .iter()
                .enumerate()
                .filter(|(_, item)| !item.is_blank())
                .collect(),
            _ if entry.value.is_blank() => Vec::new(),
            _ => {
                let place = ValueAt {
                    node: &entry.value,
                    key: entry.key_span,
                    way: DecodeWay::Key(way, key),
                };
                let help = items.advice(entry.value.text().unwrap_or_default());
                let message = format!("{key} holds {}, where a list is expected.", entry.value.kind());
                self.bad("wrong-kind", &place, message, help);
                Vec::new()
            }
        }
    }

    /// The items of a list that must each be a block of keys.
    pub fn maps(&mut self, map: &'a Node, way: &DecodeWay<'_>, key: &str) -> Vec<(usize, &'a Node)> {
        if self.listed(map, way, key, Items::Blocks).is_some() {
            return Vec::new();
        }
        let items = self.list(map, way, key, Items::Blocks);
        let list = DecodeWay::Key(way, key);
        let mut maps = Vec::with_capacity(items.len());
        for (index, node) in items {
            if matches!(node.value, NodeValue::Map(_)) {
                maps.push((index, node));
            } else {
                let place = ValueAt {
                    node,
                    key: node.span,
                    way: DecodeWay::Item(&list, index),
                };
                let message = format!(
                    "This item of {key} is {}, where keys with answers are expected.",
                    node.kind()
                );
                self.bad(
                    "wrong-kind",
                    &place,
                    message,
                    "Write it like the example above the list.".to_owned(),
                );
            }
        }
        maps
    }

    /// The texts of a list.
    pub fn texts(&mut self, map: &'a Node, way: &DecodeWay<'_>, key: &str) -> Vec<(usize, &'a str)> {
        self.texts_of(map, way, key, Items::Words)
    }

    /// The ids of a list, each a word that a file of the store has for something.
    pub fn ids(&mut self, map: &'a Node, way: &DecodeWay<'_>, key: &str) -> Vec<(usize, &'a str)> {
        self.texts_of(map, way, key, Items::Ids)
    }

    fn texts_of(
        &mut self,
        map: &'a Node,
        way: &DecodeWay<'_>,
        key: &str,
        items: Items<'_>,
    ) -> Vec<(usize, &'a str)> {
        if self.listed(map, way, key, items).is_some() {
            let text = map.get(key).and_then(Node::text).unwrap_or_default();
            return parts(text).filter(|_| !is_nothing(text)).enumerate().collect();
        }
        let items = self.list(map, way, key, items);
        let list = DecodeWay::Key(way, key);
        let mut texts = Vec::with_capacity(items.len());
        for (index, node) in items {
            if let Some(text) = self.as_text(&ValueAt {
                node,
                key: node.span,
                way: DecodeWay::Item(&list, index),
            }) {
                texts.push((index, text));
            }
        }
        texts
    }

    /// The days of a list.
    pub fn dates(&mut self, map: &'a Node, way: &DecodeWay<'_>, key: &str) -> Vec<Date> {
        if let Some(days) = self.listed(map, way, key, Items::Days) {
            return days.iter().filter_map(|text| day(text)).collect();
        }
        let items = self.list(map, way, key, Items::Days);
        let list = DecodeWay::Key(way, key);
        let mut dates = Vec::with_capacity(items.len());
        for (index, node) in items {
            let place = ValueAt {
                node,
                key: node.span,
                way: DecodeWay::Item(&list, index),
            };
            let Some(text) = self.as_text(&place) else {
                continue;
            };
            dates.extend(self.day(&place, text));
        }
        dates
    }

    /// Several of some options, in their own spelling.
    pub fn options(
        &mut self,
        map: &'a Node,
        way: &DecodeWay<'_>,
        key: &str,
        options: &[&str],
    ) -> Vec<String> {
        let options: Vec<(&str, &str)> = options.iter().map(|option| (*option, *option)).collect();
        self.several_titled(map, way, key, &options)
    }

    /// Several of some options, each with what the form prints for it.
    pub fn several_titled(
        &mut self,
        map: &'a Node,
        way: &DecodeWay<'_>,
        key: &str,
        options: &[(&str, &str)],
    ) -> Vec<String> {
        if let Some(chosen) = self.listed(map, way, key, Items::Options(options)) {
            return chosen;
        }
        let items = self.list(map, way, key, Items::Options(options));
        let list = DecodeWay::Key(way, key);
        let mut chosen = Vec::with_capacity(items.len());
        for (index, node) in items {
            let place = ValueAt {
                node,
                key: node.span,
                way: DecodeWay::Item(&list, index),
            };
            let Some(text) = self.as_text(&place) else {
                continue;
            };
            chosen.extend(self.chosen(&place, text, options));
        }
        chosen
    }
}
