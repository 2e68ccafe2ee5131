//! `log.yaml`: a list, one flow mapping a line.

use std::collections::BTreeMap;

use crate::finding::{Finding, Location, Severity};
use crate::record::{EVENTS, EventKind, LogEvent};
use crate::store::decode::{DecodeWay, Decoder};
use crate::store::document::Document;
use crate::store::yaml::{self, Node, NodeValue, Span};

const KEYS: [&str; 10] = [
    "date", "event", "by", "note", "reason", "to", "role", "action", "by_audit", "files",
];

/// Reads the file line by line where it can't be read as a whole: a line that was cut off in the middle, as by a
/// machine that stopped, is named, and takes no other with it.
pub(super) fn document(path: &str, bytes: &[u8]) -> Document {
    let mut whole = Document::read(path, bytes);
    if bytes
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(bytes)
        .trim_ascii()
        .is_empty()
    {
        whole.faults.push(empty(path));
        return whole;
    }
    let lines = lines(bytes);
    if whole.faults.is_empty() && items(&whole) == lines.iter().filter(|line| begins(line)).count() {
        return whole;
    }
    let mut kept: Vec<&[u8]> = Vec::new();
    let mut torn = Vec::new();
    for (index, line) in lines.into_iter().enumerate() {
        if (begins(line) || line.contains(&0)) && !is_whole(line) {
            torn.push((index + 1, line));
            kept.push(b"");
        } else {
            kept.push(line);
        }
    }
    if torn.is_empty() {
        return whole;
    }
    let mut document = Document::read(path, &kept.join(&b'\n'));
    for (line, bytes) in torn {
        let finding = torn_line(path, line, bytes);
        document.faults.push(finding);
    }
    document
}

/// A log with nothing in it, not even the remark with which each is made.
fn empty(path: &str) -> Finding {
    Finding {
        rule: "log-line",
        severity: Severity::Error,
        location: Location::file(path),
        message: "This log is empty, so what was logged is not known.".to_owned(),
        help: Some("qaf wrote this file; restore it from a copy.".to_owned()),
        audit: None,
        explained: None,
        answer: None,
        related: Vec::new(),
    }
}

/// Whether some line of it told what is not known now.
pub(super) fn is_torn(document: &Document, decoder: &Decoder<'_>) -> bool {
    let lost = ["log-line", "log-torn-line", "not-a-date", "not-an-option"];
    let of_line = |finding: &Finding| lost.contains(&finding.rule);
    !document.faults.is_empty() || decoder.findings.iter().any(of_line)
}

/// The lines of a file without their ends, as every other reader counts them: a carriage return by itself ends one
/// too, and a byte order mark is no part of the first.
fn lines(bytes: &[u8]) -> Vec<&[u8]> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let halves = bytes.split(|byte| *byte == b'\n');
    let count = halves.clone().count();
    halves
        .enumerate()
        .flat_map(|(index, line)| {
            // The carriage return before a line feed belongs to it; at the end of the file it ends a line of its own.
            let line = match line.strip_suffix(b"\r") {
                Some(line) if index + 1 < count => line,
                _ => line,
            };
            line.split(|byte| *byte == b'\r')
        })
        .collect()
}

fn items(document: &Document) -> usize {
    match document.root.as_ref().map(|root| &root.value) {
        Some(NodeValue::List(items)) => items.len(),
        _ => 0,
    }
}

/// Whether a line begins an event.
fn begins(line: &[u8]) -> bool {
    line.first() == Some(&b'-')
}

/// Whether a line is an event by itself.
fn is_whole(line: &[u8]) -> bool {
    let text = std::str::from_utf8(line).ok().filter(|text| !text.contains('\0'));
    let root = text.and_then(|text| yaml::parse(text.trim_end()).ok());
    root.is_some_and(
        |root| matches!(root.value, NodeValue::List(items) if items.len() == 1 && !items[0].is_blank()),
    )
}

/// What is wrong with a line that stops in the middle, and what to do.
const CUT_OFF: (&str, &str) = (
    "This line of the log was cut off in the middle, so what it told is not known.",
    "The machine stopped while it was written. If it happened, log it again with qaf log; then delete this line.",
);

fn torn_line(path: &str, line: usize, bytes: &[u8]) -> Finding {
    let text = String::from_utf8_lossy(bytes).replace('\0', "");
    let excerpt = text.trim_end().to_owned();
    let ends = excerpt.ends_with('}');
    let (message, help) = if ends {
        (
            "This line of the log can't be read, so what it told is not known.",
            "Put it right as the lines around it are written, or restore the file from a copy.",
        )
    } else {
        CUT_OFF
    };
    Finding {
        rule: "log-torn-line",
        severity: Severity::Error,
        location: Location {
            path: path.to_owned(),
            line,
            column: 1,
            width: excerpt.chars().count().max(1),
            excerpt,
        },
        message: message.to_owned(),
        help: Some(help.to_owned()),
        audit: None,
        explained: None,
        answer: None,
        related: Vec::new(),
    }
}

pub(super) fn read(decoder: &mut Decoder<'_>) -> Vec<LogEvent> {
    let Some(root) = decoder.root() else {
        return Vec::new();
    };
    let help = "qaf wrote this file; restore it from a copy.";
    let mut events = Vec::new();
    if let NodeValue::List(items) = &root.value {
        for (index, node) in items.iter().enumerate() {
            match node.value {
                _ if node.is_blank() => decoder.fault("log-torn-line", node.span, CUT_OFF.0, CUT_OFF.1),
                NodeValue::Map(_) => events.extend(event(decoder, node, index)),
                _ => decoder.fault("log-line", node.span, "This line is no event.", help),
            }
        }
    } else if !root.is_blank() {
        decoder.fault("log-line", root.span, "This is no list of events.", help);
    }
    events
}

/// Whether nothing can be told of what was logged: the file is no log, or none of its lines can be read. A log that
/// nothing was added to holds the remark with which it was made.
pub(super) fn is_lost(document: &Document, events: &[LogEvent]) -> bool {
    match document.root.as_ref().map(|root| &root.value) {
        Some(NodeValue::List(items)) => events.is_empty() && !items.is_empty(),
        // Where its lines were cut off, the remark with which it was made still stands.
        Some(NodeValue::Empty) | None => document.is_blank(),
        Some(_) => true,
    }
}

fn event<'a>(decoder: &mut Decoder<'a>, node: &'a Node, index: usize) -> Option<LogEvent> {
    let top = DecodeWay::Top;
    let way = &DecodeWay::Item(&top, index);
    decoder.keys(node, &KEYS);
    let names: Vec<&str> = EVENTS.iter().map(|meaning| meaning.name).collect();
    let kind = decoder
        .option(node, way, "event", &names)
        .as_deref()
        .and_then(EventKind::parse);
    let date = decoder.date(node, way, "date");
    for key in ["date", "event"] {
        if node.get(key).is_none_or(Node::is_blank) {
            let place = node
                .entry(key)
                .map_or_else(|| first(node), |entry| entry.key_span);
            let what = if key == "date" { "no day" } else { "no event" };
            let message = format!("This line of the log has {what}, so it is not counted.");
            decoder.fault(
                "log-line",
                place,
                message,
                "qaf wrote this file; restore it from a copy.",
            );
        }
    }
    let to = match node.get("to").map(|to| &to.value) {
        Some(NodeValue::List(_)) => decoder
            .texts(node, way, "to")
            .into_iter()
            .map(|(_, text)| text.to_owned())
            .collect(),
        _ => decoder.text(node, way, "to").into_iter().collect(),
    };
    let mut event = LogEvent {
        by: decoder.text(node, way, "by"),
        note: decoder.text(node, way, "note"),
        reason: decoder.text(node, way, "reason"),
        to,
        role: decoder.option(node, way, "role", &["auditor", "moderator"]),
        action: decoder.text(node, way, "action"),
        by_audit: decoder.text(node, way, "by_audit"),
        files: BTreeMap::new(),
        item: index,
        ..LogEvent::new(date?, kind?)
    };
    if let Some(NodeValue::Map(entries)) = decoder.map(node, way, "files").map(|files| &files.value) {
        for entry in entries {
            if let Some(sha256) = entry.value.text() {
                event.files.insert(entry.key.clone(), sha256.to_owned());
            }
        }
    }
    Some(event)
}

/// The first key of a line: something of it to point at.
fn first(node: &Node) -> Span {
    match &node.value {
        NodeValue::Map(entries) => entries.first().map_or(node.span, |entry| entry.key_span),
        _ => node.span,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SENT: &str =
        r#"- {"date": "2026-12-21", "event": "sent", "by": "Lee Marsh", "to": ["A B", "C D"]}"#;
    const NOTE: &str = r#"- {"date": "2026-12-22", "event": "note", "note": "é: \"x\""}"#;

    fn events(bytes: &[u8]) -> (Vec<EventKind>, Vec<(&'static str, usize)>) {
        let document = document("log.yaml", bytes);
        let mut found: Vec<_> = document
            .faults
            .iter()
            .map(|f| (f.rule, f.location.line))
            .collect();
        let mut decoder = Decoder::new(&document);
        let events = read(&mut decoder);
        found.extend(decoder.findings.iter().map(|f| (f.rule, f.location.line)));
        (events.iter().map(|event| event.event).collect(), found)
    }

    #[test]
    fn a_line_cut_off_anywhere_is_named_and_the_lines_around_it_are_read() {
        for end in 1..NOTE.len() {
            let mut bytes = format!("# log\n{SENT}\n").into_bytes();
            bytes.extend(&NOTE.as_bytes()[..end]);
            bytes.extend(format!("\n{SENT}\n").bytes());
            let (events, found) = events(&bytes);
            assert_eq!(events, [EventKind::Sent, EventKind::Sent], "cut at {end}");
            assert_eq!(found, [("log-torn-line", 3)], "cut at {end}");
        }
    }

    #[test]
    fn bytes_that_a_crash_left_take_only_their_own_line() {
        let bytes = [
            format!("{SENT}\n").as_bytes(),
            &[0; 40],
            b"\n",
            NOTE.as_bytes(),
            b"\n",
        ]
        .concat();
        assert_eq!(
            events(&bytes),
            (vec![EventKind::Sent, EventKind::Note], vec![("log-torn-line", 2)])
        );
        let bytes = [format!("{SENT}\n").as_bytes(), b"- {caf\xe9\n"].concat();
        assert_eq!(
            events(&bytes),
            (vec![EventKind::Sent], vec![("log-torn-line", 2)])
        );
    }

    #[test]
    fn a_lone_carriage_return_ends_a_line_of_the_log_too() {
        let cut = "- {\"date\": \"2026-12-22\", \"ev";
        for (before, after) in [("\r", "\r"), ("\r\n", "\r\n"), ("\r\n\r", "\n\r")] {
            let text = format!("{SENT}{before}{cut}{after}{SENT}\r");
            let document = document("log.yaml", text.as_bytes());
            let places: Vec<_> = document.faults.iter().map(|f| &f.location).collect();
            let line = text[..text.find(cut).unwrap()]
                .replace("\r\n", "\n")
                .replace('\r', "\n");
            assert_eq!(places.len(), 1, "{text:?}: {places:?}");
            assert_eq!(places[0].line, line.matches('\n').count() + 1, "{text:?}");
            assert_eq!((places[0].column, places[0].width), (1, cut.len()), "{text:?}");
            assert_eq!(places[0].excerpt, cut, "{text:?}");
            let events = read(&mut Decoder::new(&document));
            assert_eq!(events.len(), 2, "{text:?}");
        }
    }

    #[test]
    fn a_byte_order_mark_is_no_letter_of_a_torn_line() {
        let document = document("log.yaml", b"\xef\xbb\xbf- {\"date\n");
        assert_eq!(document.faults.len(), 1, "{:?}", document.faults);
        let at = &document.faults[0].location;
        assert_eq!(
            (document.faults[0].rule, at.excerpt.as_str(), at.width),
            ("log-torn-line", "- {\"date", 8)
        );
    }

    #[test]
    fn a_line_without_day_or_event_is_named_at_its_place() {
        let text = "- {event: sent}\n- {date: 2026-12-21}\n- {date: 2026-12-21, event: snet}\n- x\n- {date: 2026-12-21, event: saved}\n";
        let (events, found) = events(text.as_bytes());
        assert_eq!(events, [EventKind::Saved]);
        assert_eq!(
            found,
            [
                ("log-line", 1),
                ("log-line", 2),
                ("not-an-option", 3),
                ("log-line", 4)
            ]
        );
        let document = document("log.yaml", text.as_bytes());
        assert_eq!(read(&mut Decoder::new(&document))[0].item, 4);
    }

    #[test]
    fn what_a_person_wrote_over_several_lines_is_read_as_well() {
        let text = "- date: 2026-12-21\n  event: sent\n-\n  date: 2026-12-22\n  event: saved\n";
        assert_eq!(
            events(text.as_bytes()),
            (vec![EventKind::Sent, EventKind::Saved], vec![])
        );
    }

    proptest! {
        #[test]
        fn no_log_makes_it_stumble(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
            let _ = events(&bytes);
        }
    }
}
