//! Text from files, made safe to show: what a terminal, a spreadsheet or a page would obey is shown instead.

use std::borrow::Cow;

/// Text of a file or a name as a terminal can show it: control characters, and marks that turn the reading direction,
/// are written out.
pub fn safe(text: &str) -> Cow<'_, str> {
    escaped(text, |_| false)
}

/// As [`safe`], and tabs stay: for a line of a patch, which is to be found again where it came from.
pub fn safe_tabs(text: &str) -> Cow<'_, str> {
    escaped(text, |c| c == '\t')
}

/// As [`safe`], and line ends stay.
pub fn safe_lines(text: &str) -> Cow<'_, str> {
    escaped(text, |c| c == '\n')
}

fn escaped(text: &str, allowed: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.chars().any(|c| is_hostile(c) && !allowed(c)) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_hostile(c) && !allowed(c) {
            safe.extend(c.escape_unicode());
        } else {
            safe.push(c);
        }
    }
    Cow::Owned(safe)
}

/// Text with the same number of characters, in which everything hostile is one mark: for a line that is pointed into.
pub fn same_columns(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c == '\t' {
                ' '
            } else if is_hostile(c) {
                '\u{fffd}'
            } else {
                c
            }
        })
        .collect()
}

/// Whether a character could make a terminal do or show something else than the text says.
pub fn is_hostile(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{61c}' | '\u{fffe}' | '\u{ffff}')
}

/// A cell of a CSV file: text that a spreadsheet would take for a formula begins with an apostrophe, and what a terminal
/// would obey is written out. Lines of a text, and its tabs, stay.
pub fn csv_cell(text: &str) -> Cow<'_, str> {
    let shown = if text.contains('\r') {
        // A line end of Windows is no more than a line end.
        Cow::Owned(escaped(&text.replace("\r\n", "\n"), |c| matches!(c, '\n' | '\t')).into_owned())
    } else {
        escaped(text, |c| matches!(c, '\n' | '\t'))
    };
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{shown}"))
    } else {
        shown
    }
}

/// What people wrote, made safe to show; its lines stay, and a tab is a space.
pub fn shown(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\t', " ");
    safe_lines(lines.trim_end()).into_owned()
}

/// The same in one line.
pub fn one_line(text: &str) -> String {
    let text = shown(text);
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_would_be_obeyed_is_shown() {
        assert_eq!(safe("a\u{1b}[31mb\u{202e}c"), "a\\u{1b}[31mb\\u{202e}c");
        assert_eq!(safe("Áine 🙂"), "Áine 🙂");
        assert_eq!(csv_cell("=1+1"), "'=1+1");
        assert_eq!(csv_cell("a=1"), "a=1");
        assert_eq!(csv_cell("a\u{1b}[2J\u{202e}b"), "a\\u{1b}[2J\\u{202e}b");
        assert_eq!(csv_cell("one\r\ntwo\tb\nthree"), "one\ntwo\tb\nthree");
        assert_eq!(csv_cell("\rover"), "'\\u{d}over");
    }

    proptest! {
        #[test]
        fn nothing_hostile_is_left_and_columns_hold(text in any::<String>()) {
            prop_assert!(!safe(&text).chars().any(is_hostile));
            prop_assert_eq!(same_columns(&text).chars().count(), text.chars().count());
        }
    }
}
