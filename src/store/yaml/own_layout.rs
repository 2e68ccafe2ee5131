//! The layout that qaf makes its files in, read without the YAML reader: many times as fast, and most files of a store keep
//! it. Keys and values one a line, blocks under `|`, lists with a hyphen, JSON on one line, remarks.
//!
//! Whatever else YAML can do, and whatever is wrong, gives `None`: then the YAML reader reads the text and says what it
//! thinks of it. So nothing is read here that it refuses, and nothing otherwise than it reads it; the tests hold both
//! against each other on every file of the examples and on spoiled ones.

use super::{KeyValue, Node, NodeValue, ScalarStyle, Span};

/// Deeper files are left to the reader that counts the depth.
pub(super) const MOST_DEPTH: usize = 12;
/// Larger trees are left to the reader that counts what they hold.
const MOST_NODES: usize = 20_000;
/// Plain words that mean nothing, or that no key may be.
pub(super) const NOTHING: [&str; 3] = ["null", "Null", "NULL"];

/// The tree of a text in that layout, in which nothing is read otherwise than whoever wrote it meant it, and where its lines
/// begin that are remarks.
pub fn read(text: &str) -> Option<(Node, Vec<usize>)> {
    if has_unusual_sign(text.as_bytes()) {
        return None;
    }
    let mut reader = LayoutReader {
        text,
        at: 0,
        nodes: 0,
        remarks: Vec::new(),
    };
    let first = reader.next_line()?;
    let root = (first.indent == 0).then(|| reader.block(first, 0)).flatten()?;
    reader.next_line().is_none().then_some((root, reader.remarks))
}

/// Whether a text holds signs that YAML forbids or takes for the end of a line: tabs and other controls, the separators of
/// lines and paragraphs, a byte order mark.
fn has_unusual_sign(bytes: &[u8]) -> bool {
    let is_control = |byte: &u8| (*byte < b' ' && *byte != b'\n') || *byte == 0x7f;
    if bytes.iter().any(is_control) {
        return true;
    }
    let mut rest = bytes;
    while let Some(found) = memchr::memchr3(0xc2, 0xe2, 0xef, rest) {
        match rest[found..] {
            [0xc2, 0x80..=0x9f, ..] | [0xe2, 0x80, 0xa8 | 0xa9, ..] | [0xef, 0xbb | 0xbf, ..] => return true,
            _ => rest = &rest[found + 1..],
        }
    }
    false
}

/// A line that says something.
#[derive(Clone, Copy)]
pub(super) struct SaidLine {
    /// The spaces before its first sign.
    pub(super) indent: usize,
    /// Where its first sign stands, in bytes of the text.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
}

/// What stands under a bar.
enum TextUnderBar {
    /// Nothing.
    Nothing,
    /// A text that begins here, so far in.
    Said { start: usize, inner: usize },
}

pub(super) struct LayoutReader<'t> {
    pub(super) text: &'t str,
    /// Where the next line begins that is not yet read.
    at: usize,
    nodes: usize,
    remarks: Vec<usize>,
}

impl LayoutReader<'_> {
    pub(super) fn bytes(&self) -> &[u8] {
        self.text.as_bytes()
    }

    /// Where the line ends in which this byte stands.
    fn line_end(&self, from: usize) -> usize {
        memchr::memchr(b'\n', &self.bytes()[from..]).map_or(self.text.len(), |found| from + found)
    }

    /// How many spaces stand there.
    pub(super) fn spaces(&self, from: usize) -> usize {
        self.bytes()[from..]
            .iter()
            .take_while(|byte| **byte == b' ')
            .count()
    }

    /// The next line that is neither blank nor a remark; what is passed over need not be looked at again.
    fn next_line(&mut self) -> Option<SaidLine> {
        while self.at < self.text.len() {
            let indent = self.spaces(self.at);
            let start = self.at + indent;
            let end = self.line_end(start);
            if start < end && self.bytes()[start] != b'#' {
                return Some(SaidLine { indent, start, end });
            }
            if start < end {
                self.remarks.push(self.at);
            }
            self.at = (end + 1).min(self.text.len());
        }
        None
    }

    pub(super) fn node(&mut self, value: NodeValue, start: usize, len: usize) -> Option<Node> {
        self.nodes += 1;
        (self.nodes <= MOST_NODES).then_some(Node {
            value,
            span: Span { start, len },
        })
    }

    /// A list or a block of keys that begins on this line.
    fn block(&mut self, first: SaidLine, depth: usize) -> Option<Node> {
        if depth >= MOST_DEPTH {
            return None;
        }
        if self.is_hyphen(first.start) {
            self.list(first, depth)
        } else {
            self.map(first, depth)
        }
    }

    fn is_hyphen(&self, start: usize) -> bool {
        self.bytes()[start..].starts_with(b"- ")
    }

    fn list(&mut self, first: SaidLine, depth: usize) -> Option<Node> {
        let mut items = Vec::new();
        while let Some(line) = self.next_line().filter(|line| line.indent >= first.indent) {
            if line.indent > first.indent || !self.is_hyphen(line.start) {
                return None;
            }
            let start = line.start + 1 + self.spaces(line.start + 1);
            if start >= line.end || self.is_hyphen(start) {
                return None;
            }
            let item = SaidLine {
                indent: line.indent + start - line.start,
                start,
                ..line
            };
            items.push(if self.key_end(item).is_some() {
                (depth < MOST_DEPTH)
                    .then(|| self.map(item, depth + 1))
                    .flatten()?
            } else {
                self.value(item, first.indent)?
            });
        }
        self.node(NodeValue::List(items), first.start, 0)
    }

    fn map(&mut self, first: SaidLine, depth: usize) -> Option<Node> {
        let mut entries = Vec::new();
        let mut next = Some(first);
        while let Some(line) = next.filter(|line| line.indent >= first.indent) {
            if line.indent > first.indent {
                return None;
            }
            entries.push(self.key_and_value(line, depth)?);
            next = self.next_line();
        }
        self.node(NodeValue::Map(entries), first.start, 0)
    }

    /// Where the key ends with which a line begins: a word of plain letters, digits, `_` and `-`, and a colon.
    pub(super) fn key_end(&self, line: SaidLine) -> Option<usize> {
        let bytes = &self.bytes()[line.start..line.end];
        let is_of_key = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        let len = bytes.iter().take_while(|byte| is_of_key(byte)).count();
        let is_key = bytes.first().is_some_and(u8::is_ascii_alphabetic)
            && bytes.get(len) == Some(&b':')
            && bytes.get(len + 1).is_none_or(|byte| *byte == b' ')
            && !NOTHING.iter().any(|word| word.as_bytes() == &bytes[..len]);
        // A longer key is none, in YAML.
        (is_key && len < 128).then_some(line.start + len)
    }

    fn key_and_value(&mut self, line: SaidLine, depth: usize) -> Option<KeyValue> {
        let key_end = self.key_end(line)?;
        let start = key_end + 1 + self.spaces(key_end + 1);
        let is_empty = start >= line.end || self.bytes()[start] == b'#';
        let value = if is_empty {
            self.at = (line.end + 1).min(self.text.len());
            self.below(line.indent, key_end, depth)?
        } else {
            self.value(SaidLine { start, ..line }, line.indent)?
        };
        Some(KeyValue {
            key: self.text[line.start..key_end].to_owned(),
            key_span: Span {
                start: line.start,
                len: key_end - line.start,
            },
            value,
        })
    }

    /// What stands below a key that has nothing beside it.
    fn below(&mut self, indent: usize, key_end: usize, depth: usize) -> Option<Node> {
        match self.next_line() {
            Some(line) if line.indent > indent => self.block(line, depth + 1),
            // A list may stand as far out as its key; few write one so.
            Some(line) if line.indent == indent && self.is_hyphen(line.start) => None,
            _ => self.node(NodeValue::Empty, key_end, 0),
        }
    }

    /// What stands on a line from its start on, and the lines of the block that begins there. The next line is the one to
    /// read then.
    fn value(&mut self, line: SaidLine, indent: usize) -> Option<Node> {
        let start = line.start;
        let first = self.bytes()[start];
        self.at = (line.end + 1).min(self.text.len());
        let (node, end) = match first {
            b'|' => return self.under_bar(line, indent),
            b'"' | b'\'' => self.quoted(start, line.end)?,
            b'[' | b'{' => self.flow(start, line.end, 0)?,
            _ => return self.plain(line),
        };
        // Behind it nothing may stand but a remark, with a space between.
        let rest = &self.text[end..line.end];
        let said = rest.trim_start_matches(' ');
        let is_over = said.is_empty() || (said.starts_with('#') && rest.starts_with(' '));
        is_over.then_some(node)
    }

    fn plain(&mut self, line: SaidLine) -> Option<Node> {
        let said = &self.text[line.start..line.end];
        let first = said.as_bytes().first()?;
        if !(first.is_ascii_alphanumeric() || !first.is_ascii() || matches!(first, b'(' | b'/')) {
            return None;
        }
        let said = said
            .find(" #")
            .map_or(said, |remark| &said[..remark])
            .trim_end_matches(' ');
        // A question mark within a line may stand for the colon of a key; whoever can mend that says so.
        if said.ends_with(':') || said.contains(": ") || said.contains("? ") || NOTHING.contains(&said) {
            return None;
        }
        let text = NodeValue::Text(said.to_owned(), ScalarStyle::Plain);
        self.node(text, line.start, said.len())
    }

    /// A text in quotes without a sign that would mean another, and where it ends.
    pub(super) fn quoted(&mut self, start: usize, end: usize) -> Option<(Node, usize)> {
        let quote = self.bytes()[start];
        let inside = &self.bytes()[start + 1..end];
        let len = memchr::memchr(quote, inside)?;
        let is_doubled = quote == b'\'' && inside.get(len + 1) == Some(&quote);
        if is_doubled || memchr::memchr(b'\\', &inside[..len]).is_some() {
            return None;
        }
        let said = &self.text[start + 1..start + 1 + len];
        // The YAML reader's tree tells a text in quotes by its first sign, which such a text would begin with too.
        let text = NodeValue::Text(said.to_owned(), ScalarStyle::Quoted);
        Some((self.node(text, start, len + 2)?, start + len + 2))
    }

    /// The text under a `|`: what its lines say further in than the key, the last line's end kept.
    fn under_bar(&mut self, line: SaidLine, indent: usize) -> Option<Node> {
        if self.text[line.start..line.end].trim_end_matches(' ') != "|" {
            return None;
        }
        let TextUnderBar::Said { start, inner } = self.first_under_bar(indent)? else {
            // The YAML reader places an empty text where the next line begins; the last of a file, at its bar.
            let (style, start, len) = if self.at == self.text.len() {
                (ScalarStyle::Block, line.start, self.at - line.start)
            } else {
                (ScalarStyle::Plain, self.at + self.spaces(self.at), 0)
            };
            return self.node(NodeValue::Text(String::new(), style), start, len);
        };
        let mut said = String::new();
        // Whole lines so far; lines with nothing on them at the end are none of the text.
        let mut whole = 0;
        while self.at < self.text.len() {
            let spaces = self.spaces(self.at).min(inner);
            let from = self.at + spaces;
            let end = self.line_end(from);
            if from < end && spaces < inner {
                break;
            }
            said.push_str(&self.text[from..end]);
            said.push('\n');
            if from < end {
                whole = said.len();
            }
            self.at = (end + 1).min(self.text.len());
        }
        said.truncate(whole);
        let end = self.at + self.spaces(self.at);
        let style = if self.text.get(start..end) == Some(said.as_str()) {
            ScalarStyle::Plain
        } else {
            ScalarStyle::Block
        };
        self.node(NodeValue::Text(said, style), start, end - start)
    }

    /// Where the text under a bar begins.
    fn first_under_bar(&mut self, indent: usize) -> Option<TextUnderBar> {
        let (from, mut most) = (self.at, 0);
        while self.at < self.text.len() {
            let spaces = self.spaces(self.at);
            let end = self.line_end(self.at + spaces);
            if self.at + spaces < end {
                let start = self.at + spaces;
                if spaces > indent {
                    // The YAML reader's tree takes a block for a text in quotes that begins with one behind blank lines.
                    if from < self.at && matches!(self.bytes()[start], b'"' | b'\'') {
                        return None;
                    }
                    // Blank lines before it that are further in are no YAML; without any the lines are read from the first.
                    self.at = from;
                    return (most <= spaces).then_some(TextUnderBar::Said { start, inner: spaces });
                }
                return Some(TextUnderBar::Nothing);
            }
            most = most.max(spaces);
            self.at = (end + 1).min(self.text.len());
        }
        self.text.ends_with('\n').then_some(TextUnderBar::Nothing)
    }
}
