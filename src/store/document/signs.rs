//! Characters that can't be seen: those that no file of ours can hold, and those that stay in it unseen. Word, web pages
//! and messages leave them where text is copied out of them.

use super::Document;
use crate::finding::{Finding, Location, Severity};

/// What is known of a character that can't be seen: what it is, and what stands for it once it is taken out.
struct UnseenSign {
    name: &'static str,
    put: Option<char>,
}

/// The first character of a line that the reader refuses.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refused {
    /// What it is.
    pub name: String,
    /// Its column, from 0.
    pub column: usize,
    /// How many more stand in the line, in words.
    pub more: String,
    /// What to do about it.
    pub help: String,
    /// The columns, from 0, of those for which nothing is put.
    pub gone: Vec<usize>,
}

/// What a line holds that the reader refuses; `None` where it holds nothing of the kind.
pub(super) fn refused(line: &str) -> Option<Refused> {
    if line.bytes().all(|byte| (b' '..0x7f).contains(&byte)) {
        return None;
    }
    let mut found = line.chars().enumerate().filter(|(_, c)| is_refused(*c));
    let (column, first) = found.clone().next()?;
    let more = more(found.clone().count() - 1);
    let gone = found
        .by_ref()
        .filter(|(_, c)| sign(*c).is_some_and(|sign| sign.put.is_none()))
        .map(|(column, _)| column);
    Some(Refused {
        name: named(first),
        column,
        more,
        help: help(first),
        gone: gone.collect(),
    })
}

/// Whether the reader refuses a text for this character.
pub(super) fn is_refused(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\u{85}')) || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// Whether a character can't be seen, so that qaf writes its number in its place. Joiners are letters of a script.
pub fn is_hidden(c: char) -> bool {
    sign(c).is_some() && !matches!(c, '\u{200c}' | '\u{200d}')
}

/// The line without the characters that `which` takes: what each stands for is put in its place.
pub(super) fn without(line: &str, which: impl Fn(char) -> bool) -> String {
    line.chars()
        .filter_map(|c| match sign(c) {
            Some(sign) if which(c) => sign.put,
            _ => Some(c),
        })
        .collect()
}

/// A line without a character that can't be seen.
pub(super) fn clean(line: &str) -> String {
    let letters: Vec<char> = line.chars().collect();
    let seen = (0..letters.len()).filter_map(|at| match sign(letters[at]) {
        Some(sign) if is_unseen(&letters, at) || is_refused(letters[at]) => sign.put,
        _ => Some(letters[at]),
    });
    seen.collect()
}

/// The queries on this file: one a line in which something stands that can't be seen. What the reader refused is told
/// of already.
pub fn unseen(document: &Document) -> Vec<Finding> {
    // Each of these takes more than one byte, and begins with one of these.
    let may = |byte: u8| matches!(byte, 0xc2 | 0xd8 | 0xe1 | 0xe2 | 0xef | 0xf3);
    if !document.written.bytes().any(may) {
        return Vec::new();
    }
    let lines = document.written.split('\n').enumerate();
    lines
        .filter(|(_, line)| line.bytes().any(may) && !line.trim_start().starts_with('#'))
        .filter_map(|(index, line)| unseen_in(document, index + 1, line))
        .collect()
}

fn unseen_in(document: &Document, line: usize, written: &str) -> Option<Finding> {
    let letters: Vec<char> = written.chars().collect();
    let mut all = (0..letters.len()).filter(|at| is_unseen(&letters, *at));
    let first = all.next()?;
    let more = more(all.count());
    Some(Finding {
        rule: "hidden-character",
        severity: Severity::Query,
        location: Location {
            path: document.path.clone(),
            line,
            column: first + 1,
            width: 1,
            excerpt: written.to_owned(),
        },
        message: format!(
            "Here stands {}, which can't be seen{more}.",
            named(letters[first])
        ),
        help: Some(help(letters[first])),
        audit: None,
        explained: None,
        answer: None,
        related: Vec::new(),
    })
}

/// Whether the letter at a place can't be seen, is no mistake of the file as such, and does nothing there that its
/// writer could have wanted.
fn is_unseen(letters: &[char], at: usize) -> bool {
    let c = letters[at];
    if is_refused(c) || sign(c).is_none() {
        return false;
    }
    // Some scripts and pictures are written with joiners, and a direction is marked among letters that have one.
    let beside = |by: isize| at.checked_add_signed(by).and_then(|at| letters.get(at));
    let foreign = |c: Option<&char>| c.is_some_and(|c| *c as u32 > 0x2ff && sign(*c).is_none());
    match c {
        '\u{200c}' | '\u{200d}' => !(foreign(beside(-1)) && foreign(beside(1))),
        '\u{200e}' | '\u{200f}' | '\u{61c}' => !letters.iter().any(|c| is_right_to_left(*c)),
        _ => true,
    }
}

fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}') && c != '\u{61c}'
}

/// How many more stand in a line, in a clause.
fn more(more: usize) -> String {
    match more {
        0 => String::new(),
        1 => ", and another in this line".to_owned(),
        more => format!(", and {more} more in this line"),
    }
}

/// What to do about a character that can't be seen.
fn help(c: char) -> String {
    let by_hand = match sign(c).and_then(|sign| sign.put) {
        None => "Delete it: put the cursor behind it and press Backspace once".to_owned(),
        Some(' ') => {
            "Put a space in its place: put the cursor behind it, press Backspace once, then the space bar"
                .to_owned()
        }
        Some(put) => {
            format!("Put {put} in its place: put the cursor behind it, press Backspace once and type {put}")
        }
    };
    format!("{by_hand}; or let qaf validate --fix do it.")
}

/// What a character is called, with its number, by which it can be looked up.
fn named(c: char) -> String {
    let name = sign(c).map_or("a character", |sign| sign.name);
    format!("{name} (U+{:04X})", u32::from(c))
}

fn sign(c: char) -> Option<UnseenSign> {
    let (name, put) = match c {
        '\t' | '\n' => return None,
        '\u{b}' => ("Word's line break", Some(' ')),
        '\u{c}' => ("a page break", Some(' ')),
        '\u{7}' => ("the end of a cell of Word's tables", Some(' ')),
        '\u{1e}' => ("Word's hyphen that does not break", Some('-')),
        '\u{1f}' => ("Word's hyphen for the end of a line", None),
        '\u{80}'..='\u{9f}' => (
            "a letter of Windows that was saved wrongly",
            u8::try_from(u32::from(c)).ok().and_then(of_windows),
        ),
        '\u{ad}' => ("a hyphen for the end of a line", None),
        '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{180e}' => ("a space of no width", None),
        '\u{feff}' => ("the mark that begins a file", None),
        '\u{2028}' | '\u{2029}' => ("a line break of another kind", Some(' ')),
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            ("a mark that turns the direction of reading", None)
        }
        '\u{2061}'..='\u{2064}' | '\u{206a}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}' => {
            ("a character that is never shown", None)
        }
        c if is_refused(c) => ("a control character", None),
        _ => return None,
    };
    Some(UnseenSign { name, put })
}

/// The letter of a byte in Windows-1252; `None` where it has none.
pub(super) fn of_windows(byte: u8) -> Option<char> {
    let bytes = [byte];
    let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
    text.chars().next().filter(|letter| !letter.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::document::Document;

    fn read(text: &str) -> Document {
        Document::read("audit.yaml", text.as_bytes())
    }

    #[test]
    fn what_no_file_can_hold_is_named_where_it_stands_and_the_rest_is_read() {
        for (c, name, put) in [
            ('\u{b}', "Word's line break (U+000B)", " "),
            ('\u{c}', "a page break (U+000C)", " "),
            ('\u{7}', "the end of a cell of Word's tables (U+0007)", " "),
            ('\u{1e}', "Word's hyphen that does not break (U+001E)", "-"),
            ('\u{1f}', "Word's hyphen for the end of a line (U+001F)", ""),
            (
                '\u{92}',
                "a letter of Windows that was saved wrongly (U+0092)",
                "’",
            ),
            ('\u{7f}', "a control character (U+007F)", ""),
            ('\u{1b}', "a control character (U+001B)", ""),
        ] {
            let document = read(&format!("a: |\n  one\n  left{c}right: two\nb: [x\nc: 1\n"));
            let places: Vec<_> = document
                .faults
                .iter()
                .map(|f| (f.rule, f.location.line, f.location.column))
                .collect();
            assert_eq!(places, [("control-character", 3, 7), ("syntax", 4, 4)], "{name}");
            assert!(
                document.faults[0].message.contains(name),
                "{:?}",
                document.faults[0].message
            );
            let a = document.root.as_ref().unwrap().get("a").unwrap();
            assert_eq!(a.text(), Some(format!("one\nleft{put}right: two").as_str()));
            assert_eq!(clean(&format!("left{c}right")), format!("left{put}right"));
        }
        // A second fault of the line is told where it was written.
        let document = read("grade: g\u{1f}o\u{1f}od: so\n");
        let places: Vec<_> = document
            .faults
            .iter()
            .map(|f| (f.rule, f.location.column))
            .collect();
        assert_eq!(places, [("control-character", 9), ("colon-in-text", 14)]);
    }

    #[test]
    fn what_stays_unseen_is_queried_once_a_line_and_what_a_script_needs_is_not() {
        let found = |text: &str| -> Vec<(usize, usize, String)> {
            let findings = unseen(&read(text)).into_iter();
            findings
                .map(|f| (f.location.line, f.location.column, f.message))
                .collect()
        };
        let text = "a: x\nb: no\u{200b}w\u{ad}\u{feff}\nc: \u{202e}abc\n# \u{200b}\n";
        let found_there = found(text);
        let places: Vec<_> = found_there
            .iter()
            .map(|(line, column, _)| (*line, *column))
            .collect();
        assert_eq!(places, [(2, 6), (3, 4)]);
        assert!(
            found_there[0]
                .2
                .contains("a space of no width (U+200B), which can't be seen, and 2 more")
        );
        for right in [
            "a: 👨\u{200d}👩\u{200d}👧\n",
            "a: می\u{200c}خواهم\n",
            "a: שלום\u{200f}!\n",
            "a: caf\u{e9} – “so”\u{a0}– 1\u{a0}000\n",
        ] {
            assert_eq!(found(right), [], "{right:?}");
        }
        assert_eq!(clean("no\u{200b}w\u{ad} \u{85}"), "now …");
    }
}
