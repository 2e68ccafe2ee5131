//! Text of an answer that lost its indent when it was pasted.

use std::collections::BTreeMap;

use super::Work;
use super::shapes::{block_key, is_structure, key_run_into};

impl Work {
    /// Text of an answer that lost its indent when it was pasted.
    pub(super) fn lost_indents(&mut self) {
        let keys = self.keys();
        let mut block: Option<(usize, Option<usize>)> = None;
        let mut first: Option<(usize, usize)> = None;
        for index in 0..self.lines.len() {
            let line = self.lines[index].clone();
            let text = line.trim();
            if text.is_empty() {
                continue;
            }
            let indent = line.len() - line.trim_start().len();
            if let Some((key, content)) = block {
                if indent > key && content.is_none_or(|content| indent >= content) {
                    block = Some((key, content.or(Some(indent))));
                    self.report_lost(&mut first);
                    continue;
                }
                let runs_into = || {
                    key_run_into(text).is_some_and(|(key, rest)| {
                        !rest.contains(char::is_whitespace) || keys.contains_key(kind_of(key))
                    })
                };
                let structure = is_structure(text) || runs_into();
                // Further in than the answer's key, a key is one only where the file has it elsewhere too.
                let known = || key_of(text).is_some_and(|key| keys.get(&key).is_some_and(|count| *count > 1));
                if !structure || (indent > key && !known()) {
                    let wanted = content.unwrap_or(key + 2);
                    self.lines[index] = " ".repeat(wanted) + text;
                    self.shift(index, indent, wanted);
                    first = Some(first.map_or((index, 1), |(start, count)| (start, count + 1)));
                    continue;
                }
            }
            self.report_lost(&mut first);
            block = block_key(&line).map(|key| (key, None));
        }
        self.report_lost(&mut first);
    }

    /// How often each key stands in the file.
    fn keys(&self) -> BTreeMap<String, usize> {
        let mut keys = BTreeMap::new();
        for key in self.lines.iter().filter_map(|line| key_of(line)) {
            *keys.entry(key).or_default() += 1;
        }
        keys
    }

    fn report_lost(&mut self, lost: &mut Option<(usize, usize)>) {
        let Some((index, count)) = lost.take() else { return };
        let added = self.moved.shifted.get(&(index + 1)).copied().unwrap_or(0);
        let line = &self.lines[index];
        let indent = line.len() - line.trim_start().len();
        let column = indent.saturating_add_signed(-added) + 1;
        let width = line.trim().chars().count();
        let message = if count == 1 {
            "This line lost its place: it belongs to the answer above, but does not stand under it."
                .to_owned()
        } else {
            format!(
                "{count} lines from here on lost their place: they belong to the answer above, but do not stand under it."
            )
        };
        let help =
            format!("Put {indent} spaces before each line, so that it stands under the answer's first line.");
        self.fault("lost-indent", index + 1, (column, width), message, &help);
    }
}

/// The key of a line that has one.
fn key_of(line: &str) -> Option<String> {
    let text = line.trim().trim_start_matches("- ");
    let (key, _) = text.split_once(':')?;
    is_structure(text).then(|| kind_of(key).to_owned())
}

/// A key without its number: the questions of a block, q1 and q2, are of a kind.
fn kind_of(key: &str) -> &str {
    key.trim_end_matches(|c: char| c.is_ascii_digit())
}
