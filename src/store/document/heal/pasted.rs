//! Text of an answer that lost its indent when it was pasted.

use std::collections::{BTreeMap, HashSet};

use super::Mending;
use super::keys::is_meant;
use super::shapes::{block_key, is_key, is_mark, is_structure, key_run_into};
use crate::store::document::Outline;

/// An answer's text that is open where the reader stands.
#[derive(Clone, Copy, Debug)]
struct OpenText {
    /// The column, from 0, of its key.
    key: usize,
    /// The column of its first line, once there is one.
    content: Option<usize>,
}

/// Lines of a text that lost their place, one after the other.
#[derive(Clone, Copy, Debug)]
struct LostText {
    /// The first, from 0.
    line: usize,
    count: usize,
    /// Each stands at the margin and can be nothing but words of a paragraph.
    is_prose: bool,
}

/// What is known of the file's keys and lists where a line is looked at.
struct KnownKeys<'k> {
    /// How often each key stands in the file.
    keys: &'k BTreeMap<String, usize>,
    /// The columns of the hyphens of lists that are open.
    lists: &'k [usize],
    outline: Option<&'k Outline>,
    /// Every key that it has.
    all: Option<&'k HashSet<&'k str>>,
}

impl Mending {
    /// Text of an answer that lost its indent when it was pasted.
    pub(super) fn lost_indents(&mut self, outline: Option<&Outline>) {
        let keys = self.keys();
        let all = outline.map(Outline::all);
        let mut lists: Vec<usize> = Vec::new();
        let mut block: Option<OpenText> = None;
        let mut first: Option<LostText> = None;
        for index in 0..self.lines.len() {
            let line = self.lines[index].clone();
            let text = line.trim();
            if text.is_empty() {
                continue;
            }
            let indent = line.len() - line.trim_start().len();
            if let Some(open) = block {
                if indent > open.key && open.content.is_none_or(|content| indent >= content) {
                    let content = open.content.or(Some(indent));
                    block = Some(OpenText { content, ..open });
                    self.report_lost(&mut first);
                    continue;
                }
                let known = KnownKeys {
                    keys: &keys,
                    lists: &lists,
                    outline,
                    all: all.as_ref(),
                };
                if self.is_lost(index, indent, open, &known) {
                    let wanted = open.content.unwrap_or(open.key + 2);
                    if is_mark(&line) {
                        self.report_lost(&mut first);
                        self.ended(index, true);
                        self.put_at(index, wanted);
                    } else {
                        self.put_at(index, wanted);
                        let is_prose = outline.is_some() && indent == 0;
                        let lost = first.get_or_insert(LostText {
                            line: index,
                            count: 0,
                            is_prose,
                        });
                        lost.is_prose &= is_prose && is_prose_line(text, lost.count == 0);
                        lost.count += 1;
                    }
                    continue;
                }
            }
            self.report_lost(&mut first);
            if !text.starts_with('#') {
                lists.retain(|hyphen| *hyphen < indent || (*hyphen == indent && text.starts_with("- ")));
                if text.starts_with("- ") && lists.last() != Some(&indent) {
                    lists.push(indent);
                }
            }
            block = block_key(&line).map(|key| OpenText { key, content: None });
        }
        self.report_lost(&mut first);
    }

    /// Whether a line that stands further out than an answer's text is part of it all the same.
    fn is_lost(&self, index: usize, indent: usize, open: OpenText, known: &KnownKeys<'_>) -> bool {
        let line = &self.lines[index];
        let text = line.trim();
        if is_mark(line) {
            return true;
        }
        if text.starts_with('#') {
            // So the form's own remarks begin: that one of them is text can't be told here.
            let is_as_ours = text == "#" || text.starts_with("# ") || text.starts_with("#-");
            return !is_as_ours && self.is_followed_by_text(index, open);
        }
        let kind = key_of(text);
        let often = || {
            kind.as_ref()
                .is_some_and(|key| known.keys.get(key).is_some_and(|count| *count > 1))
        };
        if text.starts_with("- ") && is_structure(text) {
            return !(known.lists.contains(&indent) || often() || known.has(text));
        }
        if known.seems_key(line) {
            return false;
        }
        let runs_into = || {
            key_run_into(text).is_some_and(|(key, rest)| {
                !rest.contains(char::is_whitespace) || known.keys.contains_key(kind_of(key))
            })
        };
        if !(is_structure(text) || runs_into()) {
            return true;
        }
        if indent > open.key {
            // Further in than the answer's key, a key is one only where the file or its form has it elsewhere too.
            return !(often() || known.is_key(text));
        }
        // A word with a colon that no form has, and that would tear what stands below it out of its place.
        let full = !text.ends_with(':');
        let strange = known.outline.is_some() && !known.has(text);
        let deeper = || self.next_key_at(index).is_some_and(|below| below > indent);
        (strange || (full && known.outline.is_none() && !often())) && deeper() && block_key(line).is_none()
    }

    /// The column of the next line that is one of structure by its shape.
    fn next_key_at(&self, index: usize) -> Option<usize> {
        let mut below = self.lines[index + 1..].iter();
        let row = below.find(|line| is_structure(line.trim()) && !line.trim_start().starts_with('#'))?;
        Some(row.len() - row.trim_start().len())
    }

    /// Whether more of an answer's text follows a line that looks like a remark: then it is no remark of the form.
    fn is_followed_by_text(&self, index: usize, open: OpenText) -> bool {
        for line in &self.lines[index..] {
            let text = line.trim();
            if text.starts_with("#-") {
                return false;
            }
            if text.is_empty() || text.starts_with('#') {
                continue;
            }
            let indent = line.len() - line.trim_start().len();
            let as_before = open.content.is_some_and(|content| indent == content);
            let prose = !is_structure(text) && key_run_into(text).is_none();
            return is_mark(line) || prose || as_before;
        }
        false
    }

    /// How often each key stands in the file.
    pub(super) fn keys(&self) -> BTreeMap<String, usize> {
        let mut keys = BTreeMap::new();
        for key in self.lines.iter().filter_map(|line| key_of(line)) {
            *keys.entry(key).or_default() += 1;
        }
        keys
    }

    fn report_lost(&mut self, lost: &mut Option<LostText>) {
        let Some(lost) = lost.take() else { return };
        let (index, count) = (lost.line, lost.count);
        let added = self.moved.shifted.get(&(index + 1)).copied().unwrap_or(0);
        let line = &self.lines[index];
        let indent = line.len() - line.trim_start().len();
        let column = indent.saturating_add_signed(-added) + 1;
        let width = line.trim().chars().count();
        if lost.is_prose {
            let message = if count == 1 {
                "This line is read as part of the answer above, though it does not stand under it.".to_owned()
            } else {
                format!(
                    "{count} lines from here on are read as part of the answer above, though they do not stand under it."
                )
            };
            let help =
                format!("Nothing has to be done. qaf validate --fix puts {indent} spaces before each line.");
            self.fault("read-as-meant", index + 1, (column, width), message, &help);
            return self.meant();
        }
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

/// So many words before a colon are no label of an answer.
const LEAST_BEFORE_COLON: usize = 4;

/// Whether a line at the margin can be nothing but words of a paragraph: no key, no item, and no short answer of its own, as
/// a grade or a day.
fn is_prose_line(text: &str, is_first: bool) -> bool {
    let least = if is_first { 4 } else { 2 };
    // A label is short: behind more words a colon is the sentence's own.
    let is_label = |(before, after): (&str, &str)| {
        (after.is_empty() || after.starts_with(' ')) && before.split_whitespace().count() < LEAST_BEFORE_COLON
    };
    let is_key = is_structure(text)
        || key_run_into(text).is_some()
        || text.ends_with(':')
        || text.split_once(':').is_some_and(is_label);
    let is_item = text.starts_with([
        '-', '*', '#', '|', '>', '[', '{', '"', '\'', '&', '!', '%', '@', '`', '?',
    ]);
    !is_key && !is_item && text.split_whitespace().count() >= least
}

/// The key of a line that has one.
fn key_of(line: &str) -> Option<String> {
    let text = line.trim().trim_start_matches("- ");
    let (key, _) = text.split_once(':')?;
    is_structure(text).then(|| kind_of(key).to_owned())
}

impl KnownKeys<'_> {
    /// Whether the key of a line is one of the form's.
    fn is_key(&self, text: &str) -> bool {
        let key = text.trim_start_matches("- ").split(':').next().unwrap_or("");
        self.outline.is_some_and(|outline| outline.has(key))
    }

    /// Whether a line seems to be a key of the form that is not written as keys are, and no text.
    fn seems_key(&self, line: &str) -> bool {
        self.all.is_some_and(|keys| is_meant(line, keys))
    }

    /// Whether the key of a line is one of the form's, or nearly.
    fn has(&self, text: &str) -> bool {
        let item = text.trim_start_matches("- ").trim_start();
        let key = item.split(':').next().unwrap_or("");
        self.outline
            .is_some_and(|outline| item.starts_with('{') || (is_key(key) && outline.has_like(key)))
    }
}

/// A key without its number: the questions of a block, q1 and q2, are of a kind.
pub(super) fn kind_of(key: &str) -> &str {
    key.trim_end_matches(|c: char| c.is_ascii_digit())
}
