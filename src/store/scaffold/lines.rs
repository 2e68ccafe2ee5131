//! Lines of a scaffold: comments that wrap, keys, and texts that read back as they were.

/// The width to which comments wrap.
const WIDTH: usize = 100;

/// A text as one line of YAML that reads back as the same text.
pub fn yaml_text(text: &str) -> String {
    let plain = text
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '/' | '.' | '_' | '(' | ')' | '\''))
        && text.chars().next().is_some_and(char::is_alphabetic)
        && text.trim() == text
        && !matches!(
            text.to_ascii_lowercase().as_str(),
            "yes" | "no" | "true" | "false" | "null" | "on" | "off" | "y" | "n"
        );
    if plain { text.to_owned() } else { quoted(text) }
}

/// The text in double quotes, with everything escaped that a line can't hold.
fn quoted(text: &str) -> String {
    use std::fmt::Write as _;
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// The lines of a file as they are written.
#[derive(Default)]
pub(super) struct Lines {
    text: String,
}

impl Lines {
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

    /// A comment, wrapped.
    pub fn comment(&mut self, indent: usize, text: &str) {
        let mut line = String::from("#");
        for word in text.split_whitespace() {
            if indent + line.chars().count() + 1 + word.chars().count() > WIDTH && line.len() > 1 {
                self.line(indent, &line);
                line = String::from("#  ");
            }
            line.push(' ');
            line.push_str(word);
        }
        self.line(indent, &line);
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

    /// A key with a place for a short answer beside it.
    pub fn short(&mut self, indent: usize, key: &str) {
        self.line(indent, &format!("{key}:"));
    }
}
