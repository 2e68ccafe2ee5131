//! Writes a file as people do: blocks, quotes, lists on one line or on several.

use std::fmt::Write as _;

use super::Chance;
use super::words::Words;
use qaf::store::scaffold::yaml_text;

/// A file in the making.
#[derive(Debug)]
pub struct Yaml {
    /// What is written so far.
    pub text: String,
    /// How things are written.
    pub chance: Chance,
    /// What is said.
    pub words: Words,
}

impl Yaml {
    /// An empty file.
    pub fn new(mut chance: Chance) -> Self {
        Self {
            text: String::new(),
            words: Words::new(&mut chance),
            chance,
        }
    }

    /// A line; now and then one of the remarks that every form comes with, or an empty line, before it.
    pub fn line(&mut self, indent: usize, text: &str) {
        if self.chance.one_in(40) {
            let hint = "# * Lines that begin with # are there to help you. Leave them, or delete them; they are not read.";
            let remark = *self.chance.pick(&["", hint, "  # # ---"]);
            let _ = writeln!(self.text, "{remark}");
        }
        let _ = writeln!(self.text, "{:indent$}{text}", "");
    }

    /// A key and a short answer, or nothing.
    pub fn answer(&mut self, indent: usize, key: &str, answer: &str) {
        let line = format!("{key}: {answer}");
        self.line(indent, line.trim_end());
    }

    /// A key with a sentence or more.
    pub fn say(&mut self, indent: usize, key: &str) {
        let text = self.words.some(&mut self.chance);
        self.text(indent, key, &text);
    }

    /// A key with a text, in one of the ways in which texts are written.
    pub fn text(&mut self, indent: usize, key: &str, text: &str) {
        match self.chance.below(8) {
            4 => {
                let plain = self.words.plain();
                self.line(indent, &format!("{key}: {plain}"));
            }
            5 => self.line(indent, &format!("{key}: {}", quoted(text))),
            6 => {
                let more = self.words.plain();
                let deep = indent + 2;
                let _ = writeln!(
                    self.text,
                    "{:indent$}{key}: >\n{:deep$}{text}\n{:deep$}{more}",
                    "", "", ""
                );
            }
            7 => {
                let more = self.words.plain();
                let deep = indent + 2;
                let _ = writeln!(self.text, "{:indent$}{key}: |-", "");
                let _ = writeln!(
                    self.text,
                    "{:deep$}- {text}\n\n{:deep$}# {more}\n{:deep$}  further: in",
                    "", "", ""
                );
            }
            _ => {
                let _ = writeln!(self.text, "{:indent$}{key}: |\n{:2$}{text}", "", "", indent + 2);
            }
        }
    }

    /// A list of short words.
    pub fn list(&mut self, indent: usize, key: &str, items: &[String]) {
        let items: Vec<String> = items.iter().map(|item| yaml_text(item)).collect();
        if self.chance.one_in(3) && !items.is_empty() {
            self.line(indent, &format!("{key}:"));
            for item in items {
                self.line(indent + 2, &format!("- {item}"));
            }
        } else {
            self.line(indent, &format!("{key}: [{}]", items.join(", ")));
        }
    }

    /// A list of blocks of short answers, each on a line of its own or on several.
    pub fn blocks(&mut self, key: &str, blocks: &[Vec<(&str, String)>]) {
        if blocks.is_empty() {
            self.line(0, &format!("{key}: []"));
            return;
        }
        self.line(0, &format!("{key}:"));
        for block in blocks {
            if self.chance.one_in(3) {
                let parts: Vec<String> = block
                    .iter()
                    .map(|(key, answer)| format!("{key}: {answer}"))
                    .collect();
                self.line(2, &format!("- {{ {} }}", parts.join(", ")));
                continue;
            }
            for (index, (key, answer)) in block.iter().enumerate() {
                let dash = if index == 0 { "- " } else { "  " };
                self.line(2, format!("{dash}{key}: {answer}").trim_end());
            }
        }
    }
}

/// A text in quotes, as the scaffold writes those that need them.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
