//! The log of a wider work, or of a quarter's report, read line by line.

use std::collections::BTreeMap;

use super::RESTORE;
use crate::framework::wider_work::{WORK_EVENTS, WorkEvent, WorkEventKind};
use crate::store::decode::{DecodeWay, Decoder, shown};
use crate::store::yaml::{Node, NodeValue};

const EVENT: [&str; 8] = ["date", "event", "by", "to", "action", "reason", "note", "files"];

/// Reads a log, line by line.
pub(in crate::store) fn events(decoder: &mut Decoder<'_>) -> Vec<WorkEvent> {
    let Some(root) = decoder.root() else {
        return Vec::new();
    };
    let names = WORK_EVENTS.map(|event| event.name);
    let NodeValue::List(lines) = &root.value else {
        if !root.is_blank() {
            decoder.fault("log-line", root.span, "This is no list of events.", RESTORE);
        }
        return Vec::new();
    };
    let mut events = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let way = &DecodeWay::Item(&DecodeWay::Top, index);
        decoder.keys(line, &EVENT);
        let date = decoder.date(line, way, "date");
        let event = decoder.option(line, way, "event", &names);
        let action = decoder.parsed(line, way, "action", "wrong-kind", |text| {
            text.parse().map_err(|_| {
                (
                    format!("{} is no action's number.", shown(text)),
                    RESTORE.to_owned(),
                )
            })
        });
        let to = decoder.texts(line, way, "to").into_iter();
        let to = to.map(|(_, name)| name.to_owned()).collect();
        let (Some(date), Some(event)) = (date, event.as_deref().and_then(WorkEventKind::parse)) else {
            continue;
        };
        events.push(WorkEvent {
            by: decoder.text(line, way, "by"),
            to,
            action,
            reason: decoder.text(line, way, "reason"),
            note: decoder.text(line, way, "note"),
            files: fingerprints(decoder, line, way),
            ..WorkEvent::new(date, event)
        });
    }
    events
}

/// The fingerprints of files in a line of a log.
fn fingerprints<'d>(
    decoder: &mut Decoder<'d>,
    line: &'d Node,
    way: &DecodeWay<'_>,
) -> BTreeMap<String, String> {
    let files = decoder.map(line, way, "files");
    let Some(NodeValue::Map(entries)) = files.map(|files| &files.value) else {
        return BTreeMap::new();
    };
    let prints = entries.iter();
    prints
        .filter_map(|entry| Some((entry.key.clone(), entry.value.text()?.to_owned())))
        .collect()
}
