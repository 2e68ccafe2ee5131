//! Lists and mappings on one line, as the log has them.

use super::own_layout::{LayoutReader, MOST_DEPTH, NOTHING, SaidLine};
use super::{KeyValue, Node, NodeValue, ScalarStyle};

impl LayoutReader<'_> {
    /// A list or mapping on one line, as JSON has it, and a list of plain words; and where it ends.
    pub(super) fn flow(&mut self, start: usize, end: usize, depth: usize) -> Option<(Node, usize)> {
        if depth >= MOST_DEPTH {
            return None;
        }
        let is_list = self.bytes()[start] == b'[';
        let close = if is_list { b']' } else { b'}' };
        let (mut items, mut entries) = (Vec::new(), Vec::new());
        let mut at = start + 1 + self.spaces(start + 1);
        while at < end && self.bytes()[at] != close {
            if !(items.is_empty() && entries.is_empty()) {
                if self.bytes()[at] != b',' {
                    return None;
                }
                at += 1 + self.spaces(at + 1);
            }
            if is_list {
                let (item, behind) = self.flow_item(at, end, depth)?;
                items.push(item);
                at = behind;
            } else {
                let (entry, behind) = self.flow_entry(at, end, depth)?;
                entries.push(entry);
                at = behind;
            }
            at += self.spaces(at);
        }
        let value = if is_list {
            NodeValue::List(items)
        } else {
            NodeValue::Map(entries)
        };
        (at < end).then_some((self.node(value, start, 0)?, at + 1))
    }

    fn flow_entry(&mut self, at: usize, end: usize, depth: usize) -> Option<(KeyValue, usize)> {
        let (key, behind) = if *self.bytes()[..end].get(at)? == b'"' {
            self.quoted(at, end)?
        } else {
            let line = SaidLine {
                indent: 0,
                start: at,
                end,
            };
            self.plain_word(at, self.key_end(line)?)?
        };
        let NodeValue::Text(name, _) = key.value else {
            return None;
        };
        if name.len() >= 128 || !self.bytes()[behind..end].starts_with(b": ") {
            return None;
        }
        let start = behind + 1 + self.spaces(behind + 1);
        let (value, behind) = self.flow_item(start, end, depth)?;
        let entry = KeyValue {
            key: name,
            key_span: key.span,
            value,
        };
        Some((entry, behind))
    }

    fn flow_item(&mut self, at: usize, end: usize, depth: usize) -> Option<(Node, usize)> {
        match *self.bytes()[..end].get(at)? {
            b'"' => self.quoted(at, end),
            b'[' | b'{' => self.flow(at, end, depth + 1),
            first if first.is_ascii_alphanumeric() => {
                let is_of_word = |byte: &u8| {
                    !byte.is_ascii() || byte.is_ascii_alphanumeric() || b" -_/.()'&+".contains(byte)
                };
                let bytes = &self.bytes()[at..end];
                let len = bytes.iter().take_while(|byte| is_of_word(byte)).count();
                self.plain_word(at, at + len)
            }
            _ => None,
        }
    }

    /// A word or several, but for the spaces behind, and where they end.
    fn plain_word(&mut self, start: usize, end: usize) -> Option<(Node, usize)> {
        let said = self.text[start..end].trim_end_matches(' ');
        let text =
            (!NOTHING.contains(&said)).then(|| NodeValue::Text(said.to_owned(), ScalarStyle::Plain))?;
        let end = start + said.len();
        Some((self.node(text, start, said.len())?, end))
    }
}
