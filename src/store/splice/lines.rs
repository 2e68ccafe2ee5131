//! A file as its lines, each with the end that it has.

use super::NotSpliced;
use super::edit::Splice;

/// A line without its end, and the end.
#[derive(Clone, Debug)]
struct FileLine {
    text: String,
    end: &'static str,
    /// Its number in the file as it was, from 1; of a new line that of the one above.
    number: usize,
}

/// A text file whose lines can be changed one by one.
#[derive(Clone, Debug)]
pub(super) struct FileLines {
    has_mark: bool,
    /// The end that new lines take.
    end: &'static str,
    lines: Vec<FileLine>,
}

const MARK: &[u8] = b"\xef\xbb\xbf";

impl FileLines {
    /// The lines of a file; `None` where it is no text.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let plain = bytes.strip_prefix(MARK);
        let has_mark = plain.is_some();
        let mut rest = std::str::from_utf8(plain.unwrap_or(bytes)).ok()?;
        let mut lines = Vec::new();
        while !rest.is_empty() {
            let text = rest.split(['\n', '\r']).next().unwrap_or(rest);
            let behind = &rest[text.len()..];
            let ends = ["\r\n", "\n", "\r"];
            let end = ends.into_iter().find(|end| behind.starts_with(end)).unwrap_or("");
            rest = &behind[end.len()..];
            lines.push(FileLine {
                text: text.to_owned(),
                end,
                number: lines.len() + 1,
            });
        }
        let count = |end: &str| lines.iter().filter(|line| line.end == end).count();
        let (windows, old) = (count("\r\n"), count("\r"));
        let end = match count("\n") {
            plain if plain >= windows && plain >= old => "\n",
            _ if windows >= old => "\r\n",
            _ => "\r",
        };
        Some(Self { has_mark, end, lines })
    }

    /// The text with plain ends of lines.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for line in &self.lines {
            text.push_str(&line.text);
            if !line.end.is_empty() {
                text.push('\n');
            }
        }
        text
    }

    /// The file, as it would stand on the disk.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = if self.has_mark { MARK.to_vec() } else { Vec::new() };
        for line in &self.lines {
            bytes.extend_from_slice(line.text.as_bytes());
            bytes.extend_from_slice(line.end.as_bytes());
        }
        bytes
    }

    /// Puts new lines in the place of some. Each new line takes the end of the one that it replaces, as far as there are
    /// any, and else the end that most lines of the file have.
    pub fn apply(&mut self, edit: Splice) {
        let first = edit.first.min(self.lines.len());
        let gone = edit.gone.min(self.lines.len() - first);
        // The last line of a file may have no end; what comes to stand behind it makes it a line as others are.
        if first == self.lines.len()
            && let Some(last) = self.lines.last_mut().filter(|line| line.end.is_empty())
        {
            last.end = self.end;
        }
        let old: Vec<FileLine> = self.lines[first..first + gone].to_vec();
        let above = first.checked_sub(1).map_or(1, |above| self.lines[above].number);
        let has_end = old.last().is_none_or(|line| !line.end.is_empty());
        let count = edit.lines.len();
        let new = edit.lines.into_iter().enumerate().map(|(index, text)| {
            let same = old.get(index);
            let own = same.map(|line| line.end).filter(|end| !end.is_empty());
            let is_last = index + 1 == count;
            FileLine {
                text,
                end: if is_last && !has_end {
                    ""
                } else {
                    own.unwrap_or(self.end)
                },
                number: same.or(old.last()).map_or(above, |line| line.number),
            }
        });
        let new: Vec<FileLine> = new.collect();
        self.lines.splice(first..first + gone, new);
    }

    /// A refusal with the line's number in the file as it was.
    pub fn as_it_was(&self, mut error: NotSpliced) -> NotSpliced {
        use NotSpliced::{Holds, RemarkInside, ToRepair, Unusual};
        if let Holds { line, .. } | RemarkInside { line, .. } | Unusual { line, .. } | ToRepair { line, .. } =
            &mut error
            && let Some(there) = line.checked_sub(1).and_then(|index| self.lines.get(index))
        {
            *line = there.number;
        }
        error
    }
}
