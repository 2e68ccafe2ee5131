//! `log.yaml`: a list, one flow mapping a line.

use std::collections::BTreeMap;

use crate::record::{Event, EventKind};
use crate::store::decode::{Decoder, Way};
use crate::store::yaml::{Node, Value};

const KEYS: [&str; 10] = [
    "date", "event", "by", "note", "reason", "to", "role", "action", "by_audit", "files",
];

pub(super) fn read(decoder: &mut Decoder<'_>) -> Vec<Event> {
    let Some(root) = decoder.root() else {
        return Vec::new();
    };
    let mut events = Vec::new();
    if let Value::List(items) = &root.value {
        for (index, node) in items.iter().enumerate() {
            if matches!(node.value, Value::Map(_)) {
                events.extend(event(decoder, node, index));
            } else if !node.is_blank() {
                decoder.fault(
                    "log-line",
                    node.span,
                    "This line is no event.",
                    "qaf wrote this file; restore it from a copy.",
                );
            }
        }
    } else if !root.is_blank() {
        decoder.fault(
            "log-line",
            root.span,
            "This is no list of events.",
            "qaf wrote this file; restore it from a copy.",
        );
    }
    events
}

fn event<'a>(decoder: &mut Decoder<'a>, node: &'a Node, index: usize) -> Option<Event> {
    let top = Way::Top;
    let way = &Way::Item(&top, index);
    decoder.keys(node, &KEYS);
    let names: Vec<&str> = EventKind::NAMES.iter().map(|(name, _)| *name).collect();
    let kind = decoder
        .option(node, way, "event", &names)
        .as_deref()
        .and_then(EventKind::parse);
    let date = decoder.date(node, way, "date");
    let to = match node.get("to").map(|to| &to.value) {
        Some(Value::List(_)) => decoder
            .texts(node, way, "to")
            .into_iter()
            .map(|(_, text)| text.to_owned())
            .collect(),
        _ => decoder.text(node, way, "to").into_iter().collect(),
    };
    let mut event = Event {
        by: decoder.text(node, way, "by"),
        note: decoder.text(node, way, "note"),
        reason: decoder.text(node, way, "reason"),
        to,
        role: decoder.text(node, way, "role"),
        action: decoder.text(node, way, "action"),
        by_audit: decoder.text(node, way, "by_audit"),
        files: BTreeMap::new(),
        ..Event::new(date?, kind?)
    };
    if let Some(Value::Map(entries)) = decoder.map(node, way, "files").map(|files| &files.value) {
        for entry in entries {
            if let Some(sha256) = entry.value.text() {
                event.files.insert(entry.key.clone(), sha256.to_owned());
            }
        }
    }
    Some(event)
}
