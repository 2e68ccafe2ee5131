//! The markup of a part: its paragraphs, and where their text stands.

use std::ops::Range;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::TemplateFault;
use crate::paper::safe::shown;

/// Where Word's elements come from, written with the prefix `w` as Word does.
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// A paragraph of a part.
#[derive(Clone, Debug, Default)]
pub(super) struct WordParagraph {
    /// Its bytes in the part.
    pub(super) at: Range<usize>,
    /// Where the pieces of its text stand.
    pub(super) texts: Vec<Range<usize>>,
    /// Whether it stands in the text itself, and in no table, box or control.
    pub(super) is_outermost: bool,
}

impl WordParagraph {
    /// Its text, as it is written in the part.
    pub(super) fn text(&self, part: &str) -> String {
        self.texts.iter().map(|at| &part[at.clone()]).collect()
    }
}

/// What was found in a part.
#[derive(Debug, Default)]
pub(super) struct FoundInPart {
    /// Its paragraphs, by their ends.
    pub(super) paragraphs: Vec<WordParagraph>,
    /// The page set-up that the text ends with.
    pub(super) page: Option<Range<usize>>,
}

/// Reads a part and finds its paragraphs.
pub(super) fn paragraphs(name: &str, text: &str) -> Result<FoundInPart, TemplateFault> {
    let mut walk = Walk {
        name,
        text,
        path: Vec::new(),
        open: Vec::new(),
        page: None,
        found: FoundInPart::default(),
    };
    each(name, text, |event, at| walk.step(event, at))?;
    Ok(walk.found)
}

/// Goes through a part, each event with its bytes.
pub(super) fn each(
    name: &str,
    text: &str,
    mut see: impl FnMut(&Event<'_>, Range<usize>) -> Result<(), TemplateFault>,
) -> Result<(), TemplateFault> {
    let mut reader = Reader::from_str(text);
    let mut depth = 0_usize;
    loop {
        let start = place(reader.buffer_position());
        let event = reader.read_event().map_err(|why| {
            let at = place(reader.error_position());
            TemplateFault::at(
                name,
                text,
                at,
                format!("This is not well-formed: {why}. Save the template in Word again."),
            )
        })?;
        match &event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::DocType(_) => {
                let what = "A document type is declared here, which Word never does. Save the template in Word again.";
                return Err(TemplateFault::at(name, text, start, what));
            }
            Event::Eof if depth > 0 => {
                let what = "The part ends in the middle of an element. Save the template in Word again.";
                return Err(TemplateFault::at(name, text, text.len(), what));
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
        see(&event, start..place(reader.buffer_position()))?;
    }
}

fn place(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

struct Walk<'t> {
    name: &'t str,
    text: &'t str,
    /// The elements that are open, with where they begin.
    path: Vec<(String, usize)>,
    /// The paragraphs that are open.
    open: Vec<WordParagraph>,
    page: Option<Range<usize>>,
    found: FoundInPart,
}

impl Walk<'_> {
    fn step(&mut self, event: &Event<'_>, at: Range<usize>) -> Result<(), TemplateFault> {
        match event {
            Event::Start(start) => self.begin(start, &at),
            Event::Empty(start) if self.path.is_empty() => self.begin(start, &at),
            Event::End(_) => {
                self.end(at.end);
                Ok(())
            }
            // An entity, as &amp;, is an event of its own between two texts.
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) => {
                let is_text = self.path.last().is_some_and(|(name, _)| name == "w:t");
                if let (true, Some(paragraph)) = (is_text, self.open.last_mut()) {
                    match paragraph.texts.last_mut() {
                        Some(last) if last.end == at.start => last.end = at.end,
                        _ => paragraph.texts.push(at),
                    }
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn begin(&mut self, start: &BytesStart<'_>, at: &Range<usize>) -> Result<(), TemplateFault> {
        if self.path.is_empty() && attribute(start, "xmlns:w").as_deref() != Some(MAIN) {
            let what = "This is not the ordinary kind of Word document. Save it in Word as a Word document (.docx), not \
                        as a Strict Open XML document.";
            return Err(TemplateFault::at(self.name, self.text, at.start, what));
        }
        let name = start.name().as_ref().to_owned();
        if name == "w:p" {
            self.open.push(WordParagraph {
                at: at.clone(),
                texts: Vec::new(),
                is_outermost: self.path.len() == 2 && self.path[1].0 == "w:body",
            });
        }
        self.path.push((name, at.start));
        Ok(())
    }

    fn end(&mut self, end: usize) {
        let Some((name, start)) = self.path.pop() else {
            return;
        };
        match name.as_str() {
            "w:p" => {
                if let Some(mut paragraph) = self.open.pop() {
                    paragraph.at.end = end;
                    self.found.paragraphs.push(paragraph);
                }
            }
            "w:sectPr" if self.path.len() == 2 => self.page = Some(start..end),
            "w:body" => self.found.page = self.page.take(),
            _ => {}
        }
    }
}

/// An attribute's value.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.try_get_attribute(name).ok()??;
    found
        .normalized_value(XmlVersion::Implicit1_0)
        .ok()
        .map(std::borrow::Cow::into_owned)
}

/// Text as an element or an attribute holds it: what would turn or hide it is written out.
pub(super) fn escaped(text: &str) -> String {
    shown(text)
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
