//! Lists: of texts, of days, of options, of blocks of keys.

use super::values::{date, option};
use super::{Decoder, Place, Way};
use crate::framework::Date;
use crate::store::yaml::{Node, Value};

impl<'a> Decoder<'a> {
    /// The items of the list under a key, with their number; blank ones are left out.
    pub fn list(&mut self, map: &'a Node, way: &Way<'_>, key: &str) -> Vec<(usize, &'a Node)> {
        let Some(entry) = map.entry(key) else {
            return Vec::new();
        };
        match &entry.value.value {
            Value::List(items) => items
                .iter()
                .enumerate()
                .filter(|(_, item)| !item.is_blank())
                .collect(),
            _ if entry.value.is_blank() => Vec::new(),
            _ => {
                let place = Place {
                    node: &entry.value,
                    key: entry.key_span,
                    way: Way::Key(way, key),
                };
                let help = match entry.value.text() {
                    Some(text) if !text.contains('\n') && text.len() < 40 => {
                        format!("Write it in square brackets, with commas between several: [{text}].")
                    }
                    _ => "Begin each item on a line of its own with a hyphen and a space.".to_owned(),
                };
                let message = format!("{key} holds {}, where a list is expected.", entry.value.kind());
                self.bad("wrong-kind", &place, message, help);
                Vec::new()
            }
        }
    }

    /// The items of a list that must each be a block of keys.
    pub fn maps(&mut self, map: &'a Node, way: &Way<'_>, key: &str) -> Vec<(usize, &'a Node)> {
        let items = self.list(map, way, key);
        let list = Way::Key(way, key);
        let mut maps = Vec::with_capacity(items.len());
        for (index, node) in items {
            if matches!(node.value, Value::Map(_)) {
                maps.push((index, node));
            } else {
                let place = Place {
                    node,
                    key: node.span,
                    way: Way::Item(&list, index),
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
    pub fn texts(&mut self, map: &'a Node, way: &Way<'_>, key: &str) -> Vec<(usize, &'a str)> {
        let items = self.list(map, way, key);
        let list = Way::Key(way, key);
        let mut texts = Vec::with_capacity(items.len());
        for (index, node) in items {
            if let Some(text) = self.as_text(&Place {
                node,
                key: node.span,
                way: Way::Item(&list, index),
            }) {
                texts.push((index, text));
            }
        }
        texts
    }

    /// The days of a list.
    pub fn dates(&mut self, map: &'a Node, way: &Way<'_>, key: &str) -> Vec<Date> {
        let items = self.list(map, way, key);
        let list = Way::Key(way, key);
        let mut dates = Vec::with_capacity(items.len());
        for (index, node) in items {
            let place = Place {
                node,
                key: node.span,
                way: Way::Item(&list, index),
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
    pub fn options(&mut self, map: &'a Node, way: &Way<'_>, key: &str, options: &[&str]) -> Vec<String> {
        let items = self.list(map, way, key);
        let list = Way::Key(way, key);
        let mut chosen = Vec::with_capacity(items.len());
        for (index, node) in items {
            let place = Place {
                node,
                key: node.span,
                way: Way::Item(&list, index),
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
