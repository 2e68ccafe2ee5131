//! Text of an answer that lost its indent when it was pasted.

use std::collections::BTreeSet;

use super::Work;
use super::shapes::{block_key, is_structure, key_run_into};

impl Work {
    /// Text of an answer that lost its indent when it was pasted.
    pub(super) fn lost_indents(&mut self) {
        let keys: BTreeSet<String> = self.lines.iter().filter_map(|line| key_of(line)).collect();
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
                let structure = is_structure(text)
                    || key_run_into(text)
                        .is_some_and(|(key, rest)| !rest.contains(char::is_whitespace) || keys.contains(key));
                if indent > key || !structure {
                    let wanted = content.unwrap_or(key + 2);
                    self.lines[index] = " ".repeat(wanted) + text;
                    self.shifted.insert(index + 1, wanted.saturating_sub(indent));
                    first = Some(first.map_or((index, 1), |(start, count)| (start, count + 1)));
                    continue;
                }
            }
            self.report_lost(&mut first);
            block = block_key(&line).map(|key| (key, None));
        }
        self.report_lost(&mut first);
    }

    fn report_lost(&mut self, lost: &mut Option<(usize, usize)>) {
        let Some((index, count)) = lost.take() else { return };
        let added = self.shifted.get(&(index + 1)).copied().unwrap_or(0);
        let line = &self.lines[index];
        let indent = line.len() - line.trim_start().len();
        let column = indent.saturating_sub(added) + 1;
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
    is_structure(text).then(|| key.to_owned())
}
