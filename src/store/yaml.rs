//! YAML text to a tree in which every key and value knows where it stands.
//!
//! This is the one module that knows the YAML reader. Anchors, aliases, tags, merge keys and a second document are
//! refused; duplicate keys are kept, so that both places can be named. Scalars stay text: `0012345` keeps its zeros
//! and `no` is what a person wrote.

mod flow_line;
mod own_layout;
#[cfg(test)]
mod own_layout_tests;

pub(super) use own_layout::read as in_own_layout;

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{DuplicateKeyPolicy, MergeKeyPolicy, Spanned};

/// Where a key or value stands, in bytes of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// How many bytes; 0 for mappings, lists and what is empty.
    pub len: usize,
}

/// A value and its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The value.
    pub value: NodeValue,
    /// Its place.
    pub span: Span,
}

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum NodeValue {
    /// Nothing stands there.
    Empty,
    /// Text, as written but for quotes and block marks.
    Text(String, ScalarStyle),
    /// A list.
    List(Vec<Node>),
    /// A mapping, in the order of the file, with duplicates.
    Map(Vec<KeyValue>),
}

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScalarStyle {
    /// As it is.
    Plain,
    /// In quotes.
    Quoted,
    /// As an indented block, or over several lines.
    Block,
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyValue {
    /// The key.
    pub key: String,
    /// The key's place.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

/// Why a text is no YAML that qaf reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YamlFault {
    /// The line, from 1; 0 where the text as a whole is meant.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// What the reader says; it is put into plain words elsewhere.
    pub message: String,
    /// Whether the text was refused for its size or depth.
    pub fatal: bool,
    /// Whether it was refused for its depth, which is that of a line.
    pub deep: bool,
}

/// The most bytes a file of a person may have.
pub const MAX_BYTES: usize = 1024 * 1024;
/// The deepest nesting a file may have: no form comes near it, and the stack of a main thread, 1 MB on Windows, holds it.
pub const MAX_DEPTH: usize = 24;

/// Reads a text.
pub fn parse(text: &str) -> Result<Node, YamlFault> {
    own_layout::read(text).map_or_else(|| parse_any(text), |(tree, _)| Ok(tree))
}

/// Reads a text in whatever layout.
pub fn parse_any(text: &str) -> Result<Node, YamlFault> {
    let read = serde_saphyr::from_str_with_options::<Spanned<Raw>>(text, options());
    match read {
        Ok(raw) => Ok(node(raw, text)),
        Err(error) => Err(fault(&error)),
    }
}

fn options() -> serde_saphyr::Options {
    let budget = serde_saphyr::budget! {
        max_aliases: 0,
        max_anchors: 0,
        max_depth: MAX_DEPTH,
        max_documents: 1,
        max_total_scalar_bytes: 2 * MAX_BYTES,
    };
    serde_saphyr::options! {
        budget: budget,
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        merge_keys: MergeKeyPolicy::Error,
        strict_indentation: true,
        strict_booleans: true,
        reject_unsupported_tags: true,
        with_snippet: false,
    }
}

fn fault(error: &serde_saphyr::Error) -> YamlFault {
    let error = error.without_snippet();
    let location = error.location();
    let place = |get: fn(&serde_saphyr::Location) -> u64| {
        location
            .as_ref()
            .map_or(0, |at| usize::try_from(get(at)).unwrap_or(0))
    };
    let message = error.to_string();
    // An anchor or alias is a slip of one line; the rest can be read without it.
    let reference = message.contains("anchor") || message.contains("alias");
    let budget = matches!(
        error,
        serde_saphyr::Error::Budget { .. } | serde_saphyr::Error::MultipleDocuments { .. }
    );
    let deep = message.contains("recursion limit") || (budget && message.contains("Depth"));
    let fatal =
        (budget && !reference && !message.contains("Aliases") && !message.contains("Anchors")) || deep;
    YamlFault {
        line: place(serde_saphyr::Location::line),
        column: place(serde_saphyr::Location::column),
        message,
        fatal,
        deep,
    }
}

/// A value as the reader hands it on, before its place is known. A scalar that the reader took for a number or a
/// truth value is `Other`: what a person wrote is cut from the text instead.
enum Raw {
    Empty,
    Text(String),
    Other,
    List(Vec<Spanned<Self>>),
    Map(Vec<(Spanned<Self>, Spanned<Self>)>),
}

struct RawVisitor;

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Raw, E> {
        Ok(Raw::Empty)
    }

    fn visit_none<E: de::Error>(self) -> Result<Raw, E> {
        Ok(Raw::Empty)
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<Raw, E> {
        Ok(Raw::Other)
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<Raw, E> {
        Ok(Raw::Other)
    }

    fn visit_u64<E: de::Error>(self, _: u64) -> Result<Raw, E> {
        Ok(Raw::Other)
    }

    fn visit_i128<E: de::Error>(self, _: i128) -> Result<Raw, E> {
        Ok(Raw::Other)
    }

    fn visit_u128<E: de::Error>(self, _: u128) -> Result<Raw, E> {
        Ok(Raw::Other)
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Other)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Raw, E> {
        Ok(Raw::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Raw, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = seq.next_element()? {
            list.push(item);
        }
        Ok(Raw::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Raw, A::Error> {
        let mut map = Vec::new();
        while let Some(key) = access.next_key()? {
            map.push((key, access.next_value()?));
        }
        Ok(Raw::Map(map))
    }
}

fn span(raw: &Spanned<Raw>) -> Span {
    let span = raw.referenced.span();
    let number = |n: Option<u64>| n.and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
    Span {
        start: number(span.byte_offset()),
        len: number(span.byte_len()),
    }
}

fn node(raw: Spanned<Raw>, text: &str) -> Node {
    let mut span = span(&raw);
    let written = text.get(span.start..span.start + span.len).unwrap_or("");
    let value = match raw.value {
        Raw::Empty => NodeValue::Empty,
        Raw::Other => NodeValue::Text(written.to_owned(), ScalarStyle::Plain),
        Raw::Text(cooked) => {
            // The text of a block may begin with a quotation mark of its own.
            let first = written.lines().next().unwrap_or("").trim_end();
            let style = match written.as_bytes().first() {
                Some(b'"' | b'\'') if !cooked.starts_with(first) => ScalarStyle::Quoted,
                _ if written == cooked => ScalarStyle::Plain,
                _ => ScalarStyle::Block,
            };
            NodeValue::Text(cooked, style)
        }
        Raw::List(items) => {
            span.len = 0;
            NodeValue::List(items.into_iter().map(|item| node(item, text)).collect())
        }
        Raw::Map(entries) => {
            span.len = 0;
            NodeValue::Map(
                entries
                    .into_iter()
                    .map(|(key, value)| entry(key, value, text))
                    .collect(),
            )
        }
    };
    Node { value, span }
}

fn entry(key: Spanned<Raw>, value: Spanned<Raw>, text: &str) -> KeyValue {
    let key = node(key, text);
    let name = match key.value {
        NodeValue::Text(name, _) => name,
        // A list or mapping as a key: no file of ours has one, so it is unknown by any name.
        _ => String::new(),
    };
    KeyValue {
        key: name,
        key_span: key.span,
        value: node(value, text),
    }
}

impl Node {
    /// The value of a key; the first, where it stands twice.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// A key and its value; the first, where it stands twice.
    pub fn entry(&self, key: &str) -> Option<&KeyValue> {
        match &self.value {
            NodeValue::Map(entries) => entries.iter().find(|entry| entry.key == key),
            _ => None,
        }
    }

    /// The names of the keys of a block, each once, whether or not it stands twice.
    pub fn names(&self) -> BTreeSet<&str> {
        match &self.value {
            NodeValue::Map(entries) => entries.iter().map(|entry| entry.key.as_str()).collect(),
            _ => BTreeSet::new(),
        }
    }

    /// The text; `None` for what is empty, blank or no text.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            NodeValue::Text(text, _) => Some(text.trim()).filter(|text| !text.is_empty()),
            _ => None,
        }
    }

    /// Whether nothing is written there: nothing at all, blank text, or an empty list or mapping.
    pub fn is_blank(&self) -> bool {
        match &self.value {
            NodeValue::Empty => true,
            NodeValue::Text(text, _) => text.trim().is_empty(),
            NodeValue::List(items) => items.is_empty(),
            NodeValue::Map(entries) => entries.is_empty(),
        }
    }

    /// What kind of value it is, for a message.
    pub fn kind(&self) -> &'static str {
        match self.value {
            NodeValue::Empty => "nothing",
            NodeValue::Text(..) => "text",
            NodeValue::List(_) => "a list",
            NodeValue::Map(_) => "a block of keys",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_stay_as_written_and_know_their_place() {
        let text = "id: 0012345\nb: no\nq: \"a: b\"\nt: |\n  one é\n  two\nempty:\nlist: [1.50, é]\n";
        let tree = parse(text).unwrap();
        assert_eq!(tree.get("id").unwrap().text(), Some("0012345"));
        assert_eq!(tree.get("b").unwrap().text(), Some("no"));
        assert_eq!(
            tree.get("q").unwrap().value,
            NodeValue::Text("a: b".into(), ScalarStyle::Quoted)
        );
        assert_eq!(
            tree.get("t").unwrap().value,
            NodeValue::Text("one é\ntwo\n".into(), ScalarStyle::Block)
        );
        assert_eq!(tree.get("empty").unwrap().value, NodeValue::Empty);
        let NodeValue::List(items) = &tree.get("list").unwrap().value else {
            panic!("no list")
        };
        let at = items[1].span;
        assert_eq!(&text[at.start..at.start + at.len], "é");
        assert_eq!(items[0].text(), Some("1.50"));
    }

    #[test]
    fn duplicate_keys_are_kept() {
        let tree = parse("a: 1\na: 2\n").unwrap();
        let NodeValue::Map(entries) = &tree.value else {
            panic!("no map")
        };
        assert_eq!(
            entries
                .iter()
                .map(|entry| entry.key_span.start)
                .collect::<Vec<_>>(),
            [0, 5]
        );
    }

    #[test]
    fn what_yaml_can_do_and_people_never_want_is_refused() {
        for text in [
            "a: &x 1\nb: *x\n",
            "a: !foo 1\n",
            "<<: {a: 1}\n",
            "a: 1\n---\nb: 2\n",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
        let deep = "{a: ".repeat(10_000);
        assert!(parse(&deep).unwrap_err().fatal);
        assert!(parse(&"[".repeat(10_000)).unwrap_err().fatal);
    }
}
