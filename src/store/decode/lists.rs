//! Lists: of texts, of days, of options, of blocks of keys.

use super::values::{date, day, is_nothing, option, spelled};
use super::{DecodeWay, Decoder, ValueAt};
use crate::framework::Date;
use crate::store::yaml::{Node, NodeValue};

/// What to do where a word says that there is nothing to list.
pub const NOTHING_TO_LIST: &str = "Where there is nothing to list, write [] in the place of the word.";

/// What the items of a list are.
#[derive(Clone, Copy)]
enum Items<'o> {
    Blocks,
    Options(&'o [&'o str]),
    Days,
    Ids,
    Words,
}

impl Items<'_> {
    /// How to write as a list what stands there as a text: as it is, where its parts are items, or else what they can be.
    fn advice(self, text: &str) -> String {
        if is_nothing(text) {
            return NOTHING_TO_LIST.to_owned();
        }
        let parts = || {
            text.split([',', ';', '\n'])
                .map(str::trim)
                .filter(|part| !part.is_empty())
        };
        let brackets = |items: Vec<String>| {
            format!(
                "Write it in square brackets, with commas between several: [{}].",
                items.join(", ")
            )
        };
        let as_list = match self {
            Self::Blocks | Self::Ids => None,
            Self::Options(options) => parts()
                .map(|part| option(part, options).ok().map(|option| spelled(&option)))
                .collect(),
            Self::Days => parts().map(|part| day(part).map(|day| day.to_string())).collect(),
            Self::Words => (!text.contains('\n') && text.len() < 40).then(|| parts().map(spelled).collect()),
        };
        if let Some(items) = as_list {
            return brackets(items);
        }
        match self {
            Self::Blocks => {
                "Begin each item on a line of its own, with a hyphen, a space and its first key, as in the \
                             example above the list."
                    .to_owned()
            }
            Self::Options(options) => {
                let all: Vec<String> = options.iter().map(|option| spelled(option)).collect();
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

impl<'a> Decoder<'a> {
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
            match date(text) {
                Ok(date) => dates.push(date),
                Err((message, help)) => self.bad("not-a-date", &place, message, help),
            }
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
            match option(text, options) {
                Ok(option) => chosen.push(option),
                Err((message, help)) => self.bad("not-an-option", &place, message, help),
            }
        }
        chosen
    }
}
