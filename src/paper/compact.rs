//! A report on a terminal, close together: the first part stands under the title without a heading of its own, and parts
//! with nothing in them stand together, a line each.

use std::fmt::Write as _;

use super::{Paper, PaperBlock, PaperPart, PaperTable};
use crate::paper::TextStyle;
use crate::paper::safe::safe;
use crate::paper::wrap::filled;

impl Paper {
    /// The report on a terminal, close together.
    pub fn compact(&self, style: TextStyle) -> String {
        let mut text = if self.period.is_empty() {
            format!("{}\n", safe(&self.title))
        } else {
            format!("{} ({})\n", safe(&self.title), safe(&self.period))
        };
        let mut parts = self.parts.iter();
        if let Some(first) = parts.next() {
            pieces(&mut text, &first.blocks, style);
        }
        let mut was_empty = false;
        for part in parts.filter(|part| !part.blocks.is_empty()) {
            let empty = part.only_empty();
            if !(was_empty && empty.is_some()) {
                text.push('\n');
            }
            was_empty = empty.is_some();
            if let Some(table) = empty {
                let line = format!("{}: {}", part.title, table.empty);
                text.push_str(&super::text::wrapped(&line, style.width));
            } else {
                let _ = writeln!(text, "{}", safe(&part.title));
                pieces(&mut text, &part.blocks, style);
            }
        }
        text
    }
}

impl PaperPart {
    /// Its table, where that has no row and nothing else stands in the part.
    fn only_empty(&self) -> Option<&PaperTable> {
        match self.blocks.as_slice() {
            [PaperBlock::Table(table)] if table.rows.is_empty() => Some(table),
            _ => None,
        }
    }
}

/// A part's pieces. A chart whose figures stand in the table below it is left out.
fn pieces(text: &mut String, blocks: &[PaperBlock], style: TextStyle) {
    for (place, block) in blocks.iter().enumerate() {
        let next = blocks.get(place + 1);
        match block {
            PaperBlock::Chart(_) if matches!(next, Some(PaperBlock::Table(_))) => {}
            PaperBlock::List(lines) => {
                for line in lines {
                    text.push_str(&set_in(line, style.width));
                }
            }
            // A table goes without its caption here: its part's heading says what it is.
            PaperBlock::Table(table) => text.push_str(&super::text::piece(block, &table.caption, style)),
            _ => text.push_str(&super::text::piece(block, "", style)),
        }
    }
}

/// A sentence within the width, set in by two; its further lines by four.
fn set_in(text: &str, width: usize) -> String {
    filled(&safe(text), "  ", "    ", width) + "\n"
}
