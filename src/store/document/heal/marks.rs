//! Marks in a text that are no part of an answer, and yet change how it is read: what a merge left, tabs, tags, the end
//! of a document, characters that no text has.

use super::Mending;
use super::shapes::{blocks, is_mark, is_structure, key_and_value, opens_text, quoted};
use crate::store::document::{Outline, signs};

/// What to do about a text of one line that stands behind the mark that opens a text.
pub(in crate::store::document) const BEHIND_BAR: &str =
    "Delete this mark and leave the text; or put the text on the line below, indented.";

/// What to do about an answer that begins with a sign of its own which is taken for such a mark.
pub(in crate::store::document) const IN_QUOTES: &str = "Put quotation marks around the answer; or write | after the colon and the answer on the line below, indented.";

/// What to do where it can't be told whether a figure belongs to the mark or to the text.
const BELOW: &str =
    "Leave only | there and put the text on the line below, indented; or put quotation marks around it all.";

/// What stands in an answer's first line with the mark that opens a longer text on the lines below.
struct BehindBar<'v> {
    mark: &'v str,
    text: &'v str,
    /// A remark behind it, with the spaces before.
    remark: &'v str,
    /// The mark is no mark but says that something is more: `>= 3 visits`.
    is_compared: bool,
    /// The mark is one, and no sign of the text.
    is_certain: bool,
}

impl<'v> BehindBar<'v> {
    /// `None` where the answer begins with no mark, or with one that may stand there. `has_more` says whether text stands
    /// below it.
    fn of(value: &'v str, has_more: bool) -> Option<Self> {
        let behind = value.strip_prefix(['|', '>'])?;
        let is_of_mark = |c: char| matches!(c, '+' | '-') || c.is_ascii_digit();
        let rest = behind.trim_start_matches(is_of_mark);
        let mut mark = &value[..value.len() - rest.len()];
        let has_figure = mark.contains(|c: char| c.is_ascii_digit());
        let mut text = rest.trim_start();
        if text.is_empty() || (text.starts_with('#') && rest.starts_with(' ')) {
            // A figure says how far in the text below stands; where none does, it is the answer itself.
            if has_more || !has_figure {
                return None;
            }
            (mark, text) = value.split_at(1);
        }
        let (text, remark) = text.split_at(text.find(" #").unwrap_or(text.len()));
        let first = behind.trim_start().chars().next();
        Some(Self {
            mark,
            text,
            remark,
            is_compared: value.starts_with('>') && first.is_some_and(|c| c == '=' || c.is_ascii_digit()),
            is_certain: !has_figure,
        })
    }
}

/// Whether the line below, of those with anything on them, stands further in.
fn has_more<S: AsRef<str>>(lines: &[S], index: usize) -> bool {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut below = lines[index + 1..].iter().map(AsRef::as_ref);
    let below = below.find(|line| !line.trim().is_empty());
    below.is_some_and(|below| indent(below) > indent(lines[index].as_ref()))
}

/// Whether an answer of a text that can be read is taken for the mark of a text below, and none is there: `>5`.
pub fn has_lost_figure(written: &str) -> bool {
    if !written.contains(": >") && !written.contains(": |") {
        return false;
    }
    let lines: Vec<&str> = written.split('\n').collect();
    let within = blocks(&lines);
    (0..lines.len()).any(|index| {
        let value = key_and_value(lines[index]).filter(|_| within[index].is_none());
        value.is_some_and(|(_, value)| BehindBar::of(value, has_more(&lines, index)).is_some())
    })
}

impl Mending {
    /// Characters that the reader refuses: what each stands for is put in its place.
    pub(super) fn signs(&mut self) {
        for index in 0..self.lines.len() {
            let line = &self.lines[index];
            let Some(found) = signs::refused(line) else {
                continue;
            };
            let gone = found.gone.into_iter().map(|column| column + 1).collect();
            self.lines[index] = signs::without(line, signs::is_refused);
            self.moved.dropped.insert(index + 1, gone);
            self.fault(
                "control-character",
                index + 1,
                (found.column + 1, 1),
                format!(
                    "Here stands {}, which can't be seen and which no file can hold{}.",
                    found.name, found.more
                ),
                &found.help,
            );
        }
    }

    /// Text behind the mark that opens a text: it begins on the line below.
    pub(super) fn bars(&mut self) {
        let within = blocks(&self.lines);
        for (index, within) in within.into_iter().enumerate() {
            let line = self.lines[index].clone();
            let found = key_and_value(&line).filter(|_| within.is_none());
            let has_more = has_more(&self.lines, index);
            let Some((head, value, behind)) =
                found.and_then(|(head, value)| Some((head, value, BehindBar::of(value, has_more)?)))
            else {
                continue;
            };
            let column = self.as_written(index, head.chars().count() + 1);
            let end = value.len() - behind.remark.len();
            let (put, help) = if has_more {
                self.lost.insert(index + 1);
                let help = "Put it on a line of its own below, as far in as the answer's other lines.";
                (value[..1].to_owned(), help)
            } else if behind.is_compared {
                (quoted(&value[..end]), IN_QUOTES)
            } else {
                let help = if behind.is_certain { BEHIND_BAR } else { BELOW };
                (quoted(behind.text), help)
            };
            self.lines[index] = format!("{head}{put}");
            let message = if behind.is_compared {
                "An answer that begins with > is read as the head of a longer text on the lines below, so this one can't \
                 be read."
                    .to_owned()
            } else {
                format!("Text stands behind the {}, where none can.", behind.mark)
            };
            let width = if behind.is_compared {
                value[..end].trim_end().chars().count()
            } else {
                value[..end].chars().count() - behind.text.chars().count()
            };
            self.fault("syntax", index + 1, (column, width), message, help);
        }
    }

    pub(super) fn merge_markers(&mut self) {
        for index in 0..self.lines.len() {
            let line = &self.lines[index];
            let marker = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"]
                .iter()
                .any(|mark| line.starts_with(mark) && !line[mark.len()..].starts_with(&mark[..1]));
            if marker {
                let width = line.chars().count();
                self.lines[index].clear();
                self.fault(
                    "merge-marker",
                    index + 1,
                    (1, width),
                    "This line was left by a program that joined two versions of the file.".to_owned(),
                    "Two people's versions stand here one after the other. Keep the right lines and delete this one.",
                );
            }
        }
    }

    /// Tags, which tell a program what an answer is and a person nothing: the answer is read without them.
    pub(super) fn tags(&mut self) {
        let within = blocks(&self.lines);
        for (index, within) in within.into_iter().enumerate() {
            let line = &self.lines[index];
            let Some((at, width)) = tag(line).filter(|_| within.is_none()) else {
                continue;
            };
            let column = line[..at].chars().count() + 1;
            let mut rest = self.lines[index].clone();
            // As many spaces as it has letters, so that what stands behind it stays where it is.
            while let Some((at, width)) = tag(&rest) {
                let letters = rest[at..at + width].chars().count();
                rest.replace_range(at..at + width, &" ".repeat(letters));
            }
            rest.trim_end().clone_into(&mut self.lines[index]);
            self.fault(
                "alias-or-tag",
                index + 1,
                (column, width),
                "An answer can't begin with !: it has a meaning of its own in these files.".to_owned(),
                "Delete the ! and the word that it belongs to, and leave the answer.",
            );
        }
    }

    /// Tabs, and spaces that only look like spaces, where a line is indented.
    pub(super) fn tabs(&mut self, outline: Option<&Outline>) {
        let mut last = None;
        for (index, within) in blocks(&self.lines).into_iter().enumerate() {
            let line = self.lines[index].clone();
            let indent: String = line.chars().take_while(|c| c.is_whitespace()).collect();
            let Some(at) = indent.chars().position(|c| c != ' ').filter(|_| within.is_none()) else {
                continue;
            };
            if line.trim().is_empty() {
                self.lines[index].clear();
                continue;
            }
            let wide = indent
                .chars()
                .map(|c| if c == '\t' { "  " } else { " " })
                .collect::<String>();
            let usual = wide.len();
            // A key stands further out than the text below it.
            let below = self.lines.get(index + 1).map_or("", String::as_str);
            let spaces = below.len() - below.trim_start_matches(' ').len();
            let key = line
                .trim()
                .trim_start_matches("- ")
                .split(':')
                .next()
                .unwrap_or("");
            // Where a key of the form belongs is found out later; until then it is no text of the answer above.
            let wide = if is_structure(line.trim()) && outline.is_some_and(|outline| outline.has(key)) {
                String::new()
            } else if opens_text(&line) && spaces >= 2 {
                wide[..wide.len().min(spaces - 2)].to_owned()
            } else {
                wide
            };
            self.shift(index, indent.chars().count(), wide.len());
            self.lines[index] = wide + line.trim_start();
            self.loose.insert(index, usual);
            if last != Some(index) {
                let what = if indent.contains('\t') {
                    "a tab"
                } else {
                    "a special space"
                };
                self.fault(
                    "tab",
                    index + 1,
                    (at + 1, 1),
                    format!("This line begins with {what}; only ordinary spaces can stand there."),
                    "Delete the space before the text and press the space bar instead, as often as the lines around it.",
                );
            }
            last = Some(index + 1);
        }
    }

    /// Words above the first key of the form, which would make the whole of it one text.
    pub(super) fn above_the_form(&mut self, outline: &Outline) {
        let is_top = |line: &String| {
            let key = line
                .split_once(':')
                .filter(|_| is_structure(line))
                .map(|(key, _)| key);
            key.is_some_and(|key| outline.below(key).is_some())
        };
        let Some(top) = self.lines.iter().position(is_top) else {
            return;
        };
        for index in 0..top {
            let text = self.lines[index].trim();
            if begins(&self.lines[index]) && !is_structure(text) && !text.starts_with(['{', '[']) {
                let indent = self.lines[index]
                    .chars()
                    .take_while(|c| c.is_whitespace())
                    .count();
                let column = self.as_written(index, indent + 1);
                let width = text.chars().count();
                let message = "Words stand above the first key of the form, where no answer is.".to_owned();
                let help = "Take the line out, or put it under the answer that it belongs to, as far in as its text.";
                self.fault("syntax", index + 1, (column, width), message, help);
                self.lost.insert(index + 1);
                self.lines[index].clear();
            }
        }
    }

    /// Three hyphens or dots at the margin that belong to no answer: what stands below them is read all the same.
    pub(super) fn ends(&mut self) {
        let mut begun = false;
        for index in 0..self.lines.len() {
            let line = &self.lines[index];
            if is_mark(line) && (begun || line.starts_with('.')) {
                self.ended(index, false);
                self.lines[index].clear();
            }
            begun = begun || begins(&self.lines[index]);
        }
    }

    /// Reports three hyphens or dots at the margin.
    pub(super) fn ended(&mut self, index: usize, within_text: bool) {
        let mark = &self.lines[index][..3];
        let message = format!("{mark} at the margin ends the form, so nothing below it would be read.");
        let help = if within_text {
            "It belongs to the answer above: put as many spaces before it as the line above it has."
        } else {
            "Delete the line. If it belongs to an answer, put it under the answer's first line, as far in as that."
        };
        self.fault("second-document", index + 1, (1, 3), message, help);
    }
}

/// Whether a line has something of the form in it: no remark, and none of the lines that may stand above a document.
fn begins(line: &str) -> bool {
    let text = line.trim();
    !(text.is_empty() || line.starts_with(['#', '%']) || text == "---")
}

/// Whether a text that can be read has a line by which a reader takes it to end.
pub fn is_ended(written: &str) -> bool {
    let mut begun = false;
    written.split('\n').any(|line| {
        let ends = is_mark(line) && (begun || line.starts_with('.'));
        begun = begun || begins(line);
        ends
    })
}

/// Whether a tag stands before an answer of a text that can be read.
pub fn has_tag(written: &str) -> bool {
    if !["!!", "!<", "! ", "!\n"].iter().any(|tag| written.contains(tag)) {
        return false;
    }
    let lines: Vec<&str> = written.split('\n').collect();
    let within = blocks(&lines);
    lines
        .iter()
        .zip(within)
        .any(|(line, within)| within.is_none() && tag(line).is_some())
}

/// The byte and length of a tag that the reader would take without a word: at the place of an answer, in no quotes.
fn tag(line: &str) -> Option<(usize, usize)> {
    let text = line.trim_start();
    let flow = |text: &str| text.starts_with(['[', '{', '!']);
    if text.starts_with('#') || !(is_structure(text) || flow(text) || text.starts_with("- ")) {
        return None;
    }
    let mut quote = None;
    let mut answers = true;
    let mut depth = 0_usize;
    let mut letters = line.char_indices();
    while let Some((at, letter)) = letters.next() {
        match (quote, letter) {
            // What stands behind a backslash closes nothing.
            (Some('"'), '\\') => drop(letters.next()),
            (Some(mark), letter) if mark == letter => quote = None,
            (Some(_), _) | (None, ' ') => {}
            (None, '"' | '\'') if answers => quote = Some(letter),
            (None, '!') if answers => {
                let word = line[at..].split([' ', '\t', ',', ']', '}']).next().unwrap_or("!");
                return (word == "!" || word.starts_with("!!") || word.starts_with("!<"))
                    .then_some((at, word.len()));
            }
            (None, '[' | '{') if answers => depth += 1,
            (None, ',' | ']' | '}') if depth > 0 => answers = letter == ',',
            (None, '-') if answers => {}
            (None, ':') if line[at + 1..].starts_with(' ') && (depth > 0 || !line[..at].contains(": ")) => {
                answers = true;
            }
            _ => answers = false,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_where_answers_stand_and_nowhere_else() {
        for (line, found) in [
            ("grade: !!str G", Some((7, 5))),
            ("  - !!str G", Some((4, 5))),
            ("a: [x, !!str y]", Some((7, 5))),
            ("a: { b: !<x> y }", Some((8, 4))),
            ("a: ! G", Some((3, 1))),
            ("!!map", Some((0, 5))),
            ("a: well! done", None),
            ("a: \"x, !!str\"", None),
            ("- a: \"\\\"!!str\"", None),
            ("a: [\"\\\\\", !!str x]", Some((10, 5))),
            ("a: so, !!great", None),
            ("a: b c: !!x", None),
            ("# a: !!str x", None),
            ("a: !important", None),
            ("It was great!! Really", None),
        ] {
            assert_eq!(tag(line), found, "{line}");
        }
    }
}
