//! Bytes to text, what a fault of the text is, and places within it.

use super::signs;
use crate::finding::Location;

/// Something wrong with the text as such.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFault {
    /// The rule's id.
    pub rule: &'static str,
    /// The line, from 1; 0 for the file as a whole.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// How many characters are meant.
    pub width: usize,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// Whether reading on makes no sense.
    pub stop: bool,
    /// Whether the text was read as it was meant all the same: it can mean nothing else.
    pub meant: bool,
}

impl TextFault {
    /// A fault of the whole file, after which nothing is read.
    pub fn whole(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            rule: "unreadable",
            line: 0,
            column: 0,
            width: 0,
            message: message.into(),
            help: help.into(),
            stop: true,
            meant: false,
        }
    }
}

/// Where each line of a text begins, so that a place is found without reading the text again.
#[derive(Clone, Debug, Default)]
pub struct Starts(Vec<usize>);

impl Starts {
    /// The beginnings of a text's lines.
    pub fn of(text: &str) -> Self {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes());
        Self(std::iter::once(0).chain(ends.map(|at| at + 1)).collect())
    }

    /// The line of a byte, from 1, and where that line begins.
    pub fn line_of(&self, at: usize) -> (usize, usize) {
        let line = self.0.partition_point(|start| *start <= at).max(1);
        (line, self.0.get(line - 1).copied().unwrap_or(0))
    }

    /// A line of the text, from 1, without its end.
    pub fn line<'t>(&self, text: &'t str, number: usize) -> &'t str {
        let Some(start) = number.checked_sub(1).and_then(|index| self.0.get(index)) else {
            return "";
        };
        let end = self.0.get(number).map_or(text.len(), |next| next - 1);
        text.get(*start..end).unwrap_or("")
    }
}

/// A place (line, column, width) in a line as written. A mended line may be longer, by its quotes or a key that was made
/// of it, and what is meant must not run off the line that is shown.
pub fn within(path: &str, (line, column, width): (usize, usize, usize), excerpt: &str) -> Location {
    let letters = excerpt.chars().count();
    let column = column.min(letters + 1);
    let width = width.min(letters + 1 - column).max(1);
    Location {
        excerpt: excerpt.to_owned(),
        ..unseen(path, (line, column, width))
    }
}

/// A place in a file whose lines can't be shown.
pub fn unseen(path: &str, (line, column, width): (usize, usize, usize)) -> Location {
    Location {
        line,
        column,
        width,
        ..Location::file(path)
    }
}

/// A file's bytes as text, without a byte order mark and with plain line ends.
#[derive(Debug, Default)]
pub struct FileText {
    /// The text.
    pub text: String,
    /// The text as another program shows it that expects UTF-8, where it is stored otherwise.
    pub as_stored: Option<String>,
    /// The first thing that is wrong with it.
    pub fault: Option<TextFault>,
}

impl FileText {
    fn stopped_by(fault: TextFault) -> Self {
        Self {
            fault: Some(fault),
            ..Self::default()
        }
    }
}

/// Turns bytes into text.
///
/// What is not UTF-8 is read as the letters of Windows-1252, as which an older Notepad saves a pound sign or an accent; a
/// byte that is no letter there either is replaced.
pub fn decode(bytes: &[u8]) -> FileText {
    if bytes.len() > crate::store::yaml::MAX_BYTES {
        return FileText::stopped_by(TextFault::whole(
            format!(
                "This file is {} KB long; an audit's file is at most 1 MB.",
                bytes.len() / 1024
            ),
            "Keep documents and pictures elsewhere and write only text here. If it is no audit file, take it out of the folder.",
        ));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        let (line, column) = position(bytes, at);
        return FileText::stopped_by(TextFault {
            line,
            column,
            width: 1,
            ..TextFault::whole(
                "This file holds bytes that no text has; it may be damaged, or be no text file at all.",
                "Restore it from a copy, or save it as plain text (UTF-8).",
            )
        });
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => FileText {
            text: plain_ends(text),
            ..FileText::default()
        },
        Err(error) => stored_otherwise(bytes, error.valid_up_to()),
    }
}

/// The text of bytes that are not UTF-8 from `at` on.
fn stored_otherwise(bytes: &[u8], at: usize) -> FileText {
    let (mut text, mut letters, mut unknown, mut passed) = (String::new(), Vec::new(), None, 0);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        passed += chunk.valid().len();
        for byte in chunk.invalid() {
            let letter = signs::of_windows(*byte);
            match letter {
                Some(letter) => letters.push(letter),
                None => unknown = unknown.or(Some(passed)),
            }
            text.push(letter.unwrap_or(char::REPLACEMENT_CHARACTER));
            passed += 1;
        }
    }
    let (line, column) = position(bytes, unknown.unwrap_or(at));
    let fault = TextFault {
        line,
        column,
        width: 1,
        stop: false,
        ..match (unknown, letters.as_slice()) {
            (None, [first, others @ ..]) => of_letters(*first, others.len()),
            _ => TextFault::whole(
                "This letter is not stored as UTF-8, so it can't be told which letter it is.",
                "Save the file again as UTF-8 (in Notepad: Save as, Encoding: UTF-8) and look at this letter.",
            ),
        }
    };
    FileText {
        text: plain_ends(&text),
        as_stored: Some(plain_ends(&String::from_utf8_lossy(bytes))),
        fault: Some(fault),
    }
}

/// That letters are read which are stored in the way of Windows.
fn of_letters(first: char, others: usize) -> TextFault {
    let more = match others {
        0 => String::new(),
        1 => ", and so is one more letter in this file".to_owned(),
        _ => format!(", and so are {others} more letters in this file"),
    };
    TextFault {
        rule: "read-as-meant",
        meant: true,
        ..TextFault::whole(
            format!(
                "This letter is read as {first}: it is stored in the older way of Windows (Windows-1252){more}."
            ),
            "Look whether it is the right letter. qaf validate --fix stores the file as UTF-8, as other programs expect it.",
        )
    }
}

fn plain_ends(text: &str) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    }
}

fn position(bytes: &[u8], at: usize) -> (usize, usize) {
    let before = plain_ends(&String::from_utf8_lossy(&bytes[..at]));
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    (line, column)
}

#[cfg(test)]
mod tests {
    use crate::store::document::Document;

    fn places(bytes: &[u8]) -> Vec<(&'static str, usize, usize, usize)> {
        let document = Document::read("audit.yaml", bytes);
        let places = document.faults.iter();
        places
            .map(|f| (f.rule, f.location.line, f.location.column, f.location.width))
            .collect()
    }

    #[test]
    fn a_lone_carriage_return_ends_a_line_for_every_place() {
        assert_eq!(places(b"a: 1\rb: caf\xe9\r"), [("read-as-meant", 2, 7, 1)]);
        assert_eq!(places(b"a: 1\r\nb: \0"), [("unreadable", 2, 4, 1)]);
    }

    #[test]
    fn letters_of_windows_are_read_beside_those_of_utf_8_and_what_is_none_is_not_guessed() {
        let document = Document::read("audit.yaml", b"a: \xa312 at the caf\xe9, \xc3\xa9t\xc3\xa9\n");
        let answer = document.root.as_ref().and_then(|root| root.entry("a"));
        assert_eq!(
            answer.and_then(|answer| answer.value.text()),
            Some("\u{a3}12 at the caf\u{e9}, \u{e9}t\u{e9}")
        );
        let told = &document.faults[0].message;
        assert!(
            told.contains("read as \u{a3}") && told.contains("one more letter"),
            "{told}"
        );
        // Windows-1252 has no letter of this byte.
        assert_eq!(places(b"a: caf\xe9\nb: \x81\n"), [("unreadable", 2, 4, 1)]);
    }

    #[test]
    fn a_second_fault_of_a_mended_line_is_told_where_it_was_written() {
        // The tab became two spaces; the colon in the text still stands where it was typed.
        assert_eq!(
            places(b"a:\n\tb: good: seen\n"),
            [("tab", 2, 1, 1), ("colon-in-text", 2, 9, 1)]
        );
    }

    #[test]
    fn an_answer_behind_a_missing_space_is_read_at_its_place() {
        let document = Document::read("audit.yaml", b"a: 1\nb:good: seen: there\n");
        let faults = document.faults.iter();
        let found: Vec<_> = faults
            .map(|f| (f.rule, f.location.line, f.location.column))
            .collect();
        assert_eq!(found, [("missing-space", 2, 2), ("colon-in-text", 2, 7)]);
        let entry = document.root.as_ref().unwrap().entry("b").unwrap();
        assert_eq!(entry.value.text(), Some("good: seen: there"));
        assert_eq!(document.at(entry.value.span).column, 3);
    }

    #[test]
    fn a_line_that_was_moved_in_vain_is_told_of_once() {
        let text = "form: c |\n      q3: |\n        Text\n      q4: |\n    s 8\n  - from: p\n    score: 9\n  - from: c\n    \
                    date: 2\n    answers:\nthemes: [";
        let found = places(text.as_bytes());
        assert!(
            found
                .iter()
                .any(|(rule, line, ..)| (*rule, *line) == ("syntax", 6)),
            "{found:?}"
        );
        for (number, place) in found.iter().enumerate() {
            assert!(!found[..number].contains(place), "{place:?} twice in {found:?}");
        }
    }

    #[test]
    fn what_is_meant_never_runs_off_the_line() {
        let document = Document::read("audit.yaml", b"a: \"un\\closed\nb:missing\n");
        let root = document.root.as_ref().unwrap();
        for key in ["a", "b"] {
            let entry = root.entry(key).unwrap();
            let at = document.at(entry.value.span);
            assert!(at.column + at.width <= at.excerpt.chars().count() + 1, "{at:?}");
        }
    }
}
