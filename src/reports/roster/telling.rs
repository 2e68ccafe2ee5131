//! What is told of a list that was handed in, written at once for a terminal and for a paper.

use crate::paper::safe::safe;
use crate::paper::table::Grid;
use crate::paper::wrap::wrapped;
use crate::paper::{PaperBlock, PaperPart, TextStyle};

/// What was told so far.
pub(in crate::reports) struct ToldList {
    /// How the text is laid out.
    style: TextStyle,
    /// For a terminal.
    pub(in crate::reports) text: String,
    /// For a paper.
    pub(in crate::reports) parts: Vec<PaperPart>,
}

impl ToldList {
    pub(in crate::reports) fn new(style: TextStyle) -> Self {
        Self {
            style,
            text: String::new(),
            parts: Vec::new(),
        }
    }

    /// Begins a part.
    pub(in crate::reports) fn heading(&mut self, heading: &str) {
        let (bold, plain) = if self.style.colour {
            ("\u{1b}[1m", "\u{1b}[0m")
        } else {
            ("", "")
        };
        self.text.extend([bold, heading, plain, "\n\n"]);
        let id = format!("part-{}", self.parts.len() + 1);
        self.parts.push(PaperPart::new(id, heading));
    }

    /// A paragraph; its further lines are set in.
    pub(in crate::reports) fn say(&mut self, words: &str) {
        self.text.push_str(&wrapped(&safe(words), self.style.width));
        self.add(PaperBlock::Text(words.trim().to_owned()));
    }

    /// What is to be known, a remark each.
    pub(in crate::reports) fn notes(&mut self, notes: &[String]) {
        self.part("To know", notes.iter().map(|note| format!(" - {note}")));
    }

    /// What is to be seen to, numbered.
    pub(in crate::reports) fn see_to(&mut self, to_see_to: &[String]) {
        let numbered = (1..).zip(to_see_to);
        self.part(
            "To see to",
            numbered.map(|(number, words)| format!(" {number}. {words}")),
        );
    }

    /// A part of paragraphs, where there are any.
    fn part(&mut self, heading: &str, paragraphs: impl Iterator<Item = String>) {
        let mut paragraphs = paragraphs.peekable();
        if paragraphs.peek().is_none() {
            return;
        }
        self.heading(heading);
        for words in paragraphs {
            self.say(&words);
        }
        self.gap();
    }

    /// A table.
    pub(in crate::reports) fn grid(&mut self, grid: &Grid) {
        self.text.push_str(&grid.text(self.style));
        let place = self.parts.last().map_or(0, |part| part.blocks.len());
        let (id, caption) = self
            .parts
            .last()
            .map_or(("rest", ""), |part| (&part.id, &part.title));
        let table = grid.table(format!("{id}-{place}"), caption);
        self.add(table.into());
    }

    /// Lines that are not broken, so that they can be pasted.
    pub(in crate::reports) fn lines(&mut self, lines: &str) {
        self.text.push_str(lines);
        self.text.push('\n');
        self.add(PaperBlock::List(
            lines
                .lines()
                .map(str::to_owned)
                .filter(|line| !line.is_empty())
                .collect(),
        ));
    }

    /// An empty line on a terminal.
    pub(in crate::reports) fn gap(&mut self) {
        self.text.push('\n');
    }

    fn add(&mut self, block: PaperBlock) {
        if self.parts.is_empty() {
            self.parts.push(PaperPart::new("list", "The list"));
        }
        if let Some(part) = self.parts.last_mut() {
            part.blocks.push(block);
        }
    }
}
