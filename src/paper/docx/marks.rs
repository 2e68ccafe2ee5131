//! The marks of a template, such as `{{ title }}`, and what is put in their place.

use std::ops::Range;

use super::{TemplateFault, xml};
use crate::paper::Paper;

/// The mark that stands, alone in its paragraph, where the report goes.
pub(super) const REPORT: &str = "report";

/// The other marks.
const NAMES: [&str; 4] = ["title", "council", "period", "day"];

/// What is put in the place of each mark.
#[derive(Debug)]
pub(super) struct Words([String; 4]);

impl Words {
    pub(super) fn of(paper: &Paper) -> Self {
        let council = paper.council.as_deref().unwrap_or("");
        let day = paper.as_of.spoken();
        Self([&paper.title, council, &paper.period, &day].map(|text| xml::escaped(text).replace('\n', " ")))
    }

    fn get(&self, name: &str) -> &str {
        let found = NAMES.iter().zip(&self.0).find(|(known, _)| **known == name);
        found.map_or("", |(_, word)| word)
    }

    /// A part with its marks filled in, and with the report's body at its place. A paragraph of the text that held marks
    /// alone and is left without a word goes.
    pub(super) fn fill(
        &self,
        text: &str,
        paragraphs: &[xml::WordParagraph],
        report: Option<(&Range<usize>, &str)>,
    ) -> String {
        let mut edits: Vec<(Range<usize>, String)> = Vec::new();
        for paragraph in paragraphs {
            if let Some((_, body)) = report.filter(|(at, _)| **at == paragraph.at) {
                edits.push((paragraph.at.clone(), body.to_owned()));
                continue;
            }
            let marks = marks(&paragraph.text(text));
            if marks.is_empty() {
                continue;
            }
            let filled = self.filled(paragraph, text, &marks);
            let is_empty = filled.iter().all(|(_, piece)| piece.trim().is_empty());
            if is_empty && may_go(paragraph, text) {
                edits.push((paragraph.at.clone(), String::new()));
            } else {
                edits.extend(filled);
            }
        }
        edits.sort_by_key(|(at, _)| at.start);
        let mut whole = String::with_capacity(text.len());
        let mut from = 0;
        for (at, piece) in edits {
            whole.push_str(&text[from..at.start]);
            whole.push_str(&piece);
            from = at.end;
        }
        whole.push_str(&text[from..]);
        whole
    }

    /// The pieces of a paragraph's text. Word may cut a mark in two; what replaces it stands where it began.
    fn filled(
        &self,
        paragraph: &xml::WordParagraph,
        text: &str,
        marks: &[Mark],
    ) -> Vec<(Range<usize>, String)> {
        let mut pieces = Vec::new();
        let mut offset = 0;
        for at in &paragraph.texts {
            let piece = &text[at.clone()];
            let mut new = String::new();
            for (place, c) in piece.char_indices() {
                let place = offset + place;
                match marks.iter().find(|mark| mark.at.contains(&place)) {
                    Some(mark) if mark.at.start == place => new.push_str(self.get(&mark.name)),
                    Some(_) => {}
                    None => new.push(c),
                }
            }
            offset += piece.len();
            pieces.push((at.clone(), new));
        }
        pieces
    }
}

/// A mark in a text.
struct Mark {
    at: Range<usize>,
    name: String,
}

/// The marks of a text.
fn marks(text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find("{{").map(|found| from + found) {
        let Some(end) = text[start..].find("}}").map(|found| start + found + 2) else {
            break;
        };
        let name = text[start + 2..end - 2].trim().to_owned();
        marks.push(Mark { at: start..end, name });
        from = end;
    }
    marks
}

/// Whether a paragraph without a word can be left out: a cell or a header needs one, and some hold a picture or the end
/// of a section.
fn may_go(paragraph: &xml::WordParagraph, text: &str) -> bool {
    let markup = &text[paragraph.at.clone()];
    paragraph.is_outermost
        && !["<w:sectPr", "<w:drawing", "<w:pict", "<w:object"]
            .iter()
            .any(|held| markup.contains(held))
}

/// Checks the marks of a part, and finds the paragraph of the report.
pub(super) fn check(
    name: &str,
    text: &str,
    paragraphs: &[xml::WordParagraph],
) -> Result<Option<Range<usize>>, TemplateFault> {
    let mut place = None;
    for paragraph in paragraphs {
        let said = paragraph.text(text);
        for mark in marks(&said) {
            let fault = |what: String| TemplateFault::at(name, text, paragraph.at.start, what);
            if mark.name != REPORT {
                if !NAMES.contains(&mark.name.as_str()) {
                    let known = NAMES.join(" }}, {{ ");
                    return Err(fault(format!(
                        "{{{{ {} }}}} is no mark that qaf knows. There are {{{{ {REPORT} }}}}, {{{{ {known} }}}}.",
                        mark.name
                    )));
                }
                continue;
            }
            if !paragraph.is_outermost || said.trim() != &said[mark.at.clone()] {
                return Err(fault(format!(
                    "{{{{ {REPORT} }}}} stands in \"{}\". Give it a paragraph of its own, in no table, box or header.",
                    said.trim()
                )));
            }
            if place.replace(paragraph.at.clone()).is_some() {
                return Err(fault(format!(
                    "{{{{ {REPORT} }}}} stands here a second time. Keep one."
                )));
            }
        }
    }
    Ok(place)
}
