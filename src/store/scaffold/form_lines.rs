//! Lines of a scaffold: comments that wrap, keys, and texts that read back as they were.

use crate::framework::Date;
use crate::store::document::is_hidden;

/// The width to which comments wrap.
const WIDTH: usize = 100;

/// A text as one line of YAML that reads back as the same text, here and in any other reader: quoted only where it
/// must be, so that `0012345` stays an id and `no` a surname.
pub fn yaml_text(text: &str) -> String {
    if is_plain(text) || text.parse::<Date>().is_ok() {
        text.to_owned()
    } else {
        yaml_quoted(text)
    }
}

fn is_plain(text: &str) -> bool {
    let mut letters = text.chars();
    // What begins with a digit is a number to some reader, unless more than an exponent's letter stands in it.
    let begins = match letters.next() {
        Some(first) if first.is_ascii_digit() => {
            text.contains('-')
                && text
                    .chars()
                    .any(|c| c.is_alphabetic() && !c.eq_ignore_ascii_case(&'e'))
        }
        Some(first) => first.is_alphabetic(),
        None => false,
    };
    let inner =
        |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '/' | '.' | '_' | '(' | ')' | '\'' | '&');
    begins
        && letters.all(inner)
        && !text.ends_with(' ')
        && !matches!(
            text.to_ascii_lowercase().as_str(),
            "yes" | "no" | "true" | "false" | "null" | "on" | "off" | "y" | "n" | "nan" | "inf" | "infinity"
        )
}

/// The text in double quotes, with everything escaped that a line can't hold.
pub fn yaml_quoted(text: &str) -> String {
    use std::fmt::Write as _;
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if is_unwritable(c) => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Whether YAML has no place for the letter as it is, takes it for the end of a line, or nobody could see it.
fn is_unwritable(c: char) -> bool {
    c.is_control() || is_hidden(c)
}

/// The lines of a file as they are written.
#[derive(Default)]
pub(super) struct FormLines {
    text: String,
}

impl FormLines {
    /// The whole text.
    pub fn done(self) -> String {
        self.text
    }

    /// A line at an indent of so many spaces.
    pub fn line(&mut self, indent: usize, text: &str) {
        if !text.is_empty() {
            self.text.extend(std::iter::repeat_n(' ', indent));
            self.text.push_str(text.trim_end());
        }
        self.text.push('\n');
    }

    /// An empty line.
    pub fn gap(&mut self) {
        self.line(0, "");
    }

    /// A comment, wrapped. Whatever it says, it stays a comment.
    pub fn comment(&mut self, indent: usize, text: &str) {
        self.wrapped(indent, "# ", "#   ", text);
    }

    /// A comment that belongs to the one above it, set further in.
    pub fn under(&mut self, text: &str) {
        self.wrapped(0, "#     ", "#       ", text);
    }

    fn wrapped(&mut self, indent: usize, first: &str, next: &str, text: &str) {
        let text = text.replace(is_unwritable, " ");
        let mut line = first.trim_end().to_owned();
        let mut start = first;
        let mut words = 0;
        for word in text.split_whitespace() {
            if words > 0 && indent + line.chars().count() + 1 + word.chars().count() > WIDTH {
                self.line(indent, &line);
                start = next;
                words = 0;
            }
            if words == 0 {
                start.clone_into(&mut line);
            } else {
                line.push(' ');
            }
            line.push_str(word);
            words += 1;
        }
        self.line(indent, &line);
    }

    /// Lines of an example, as comments that keep their spaces: with the `# ` taken away they are right as they stand.
    pub fn example(&mut self, indent: usize, lines: &[impl AsRef<str>]) {
        for line in lines {
            self.line(indent, &format!("#   {}", line.as_ref()));
        }
    }

    /// What to do with a list that is empty as yet, and what an item looks like: on lines of its own, since a text
    /// between braces breaks at its first comma.
    pub fn empty_list(&mut self, key: &str, each: &str, item: &[impl AsRef<str>]) {
        self.comment(
            0,
            &format!("Take the [] away, and under {key}: write each {each} like this, without the #:"),
        );
        self.example(0, item);
        self.line(0, &format!("{key}: []"));
    }

    /// A heading between two rules.
    pub fn heading(&mut self, text: &str) {
        self.gap();
        let rule = "#".to_owned() + &"-".repeat(78);
        self.line(0, &rule);
        self.comment(0, &text.to_uppercase());
        self.line(0, &rule);
    }

    /// A key with a place for text under it: a line that begins with the spaces it needs.
    pub fn text(&mut self, indent: usize, key: &str) {
        self.line(indent, &format!("{key}: |"));
        self.text.extend(std::iter::repeat_n(' ', indent + 2));
        self.text.push('\n');
    }

    /// A key with a place for a short answer beside it. Hints stand above, since whoever writes behind one writes a
    /// comment.
    pub fn short(&mut self, indent: usize, key: &str) {
        self.line(indent, &format!("{key}:"));
    }

    /// A hint, and under it the key with a place for a short answer.
    pub fn hinted(&mut self, indent: usize, key: &str, hint: &str) {
        self.comment(indent, hint);
        self.short(indent, key);
    }
    /// A key with what is known of its short answer.
    pub fn known(&mut self, indent: usize, key: &str, value: Option<&str>) {
        match value {
            Some(value) => self.line(indent, &format!("{key}: {}", yaml_text(value))),
            None => self.short(indent, key),
        }
    }

    /// A key with a text that was given, to the letter, or with a place for one.
    pub fn given(&mut self, indent: usize, key: &str, text: Option<&str>) {
        let Some(text) = text else {
            return self.text(indent, key);
        };
        if !stands_in_a_block(text) {
            return self.line(indent, &format!("{key}: {}", yaml_quoted(text)));
        }
        self.line(indent, &format!("{key}: |"));
        for line in text.split('\n') {
            if !line.is_empty() {
                self.text.extend(std::iter::repeat_n(' ', indent + 2));
                self.text.push_str(line);
            }
            self.text.push('\n');
        }
    }
}

/// Whether a text can be written below a `|` and read back as it was: its first line tells the indent, its ends are
/// where they seem to be, and it has no letter that the file has no place for.
pub fn stands_in_a_block(text: &str) -> bool {
    !text.is_empty()
        && text.trim() == text
        && !text.chars().any(|c| c != '\n' && (is_unwritable(c) || c == '\t'))
}
