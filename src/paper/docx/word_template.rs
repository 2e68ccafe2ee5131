//! A template: a Word document whose styles, header, footer and page a report takes on.

use std::ops::Range;

use quick_xml::events::Event;

use super::package::Package;
use super::styles::Styles;
use super::{DOCUMENT, TemplateFault, marks, xml};

/// A template that was read and found right.
#[derive(Clone, Debug)]
pub struct WordTemplate {
    pub(super) package: Package,
    pub(super) styles: Styles,
    /// The paragraph in whose place the report goes.
    pub(super) place: Range<usize>,
    pub(super) page: WordPage,
}

/// The page that the text is set on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct WordPage {
    /// The element that sets it up, as it stands in the template.
    pub(super) set_up: String,
    /// How wide and high it is, in twentieths of a point.
    pub(super) size: (u32, u32),
    /// The margins left and right together.
    pub(super) margins: u32,
    /// The element with the size.
    pub(super) size_at: Option<Range<usize>>,
}

impl WordTemplate {
    /// Reads a template.
    ///
    /// # Errors
    /// Where it is no Word document, lacks a style, or its marks are wrong.
    pub fn read(bytes: &[u8]) -> Result<Self, TemplateFault> {
        let package = Package::read(bytes)?;
        let styles = Styles::of(&package)?;
        let mut place = None;
        let mut page = WordPage::default();
        for part in package.parts_with_text() {
            let text = package.text(&part)?;
            let found = xml::paragraphs(&part, &text)?;
            let report = marks::check(&part, &text, &found.paragraphs)?;
            if part == DOCUMENT {
                let what = "No paragraph says {{ report }}, so there is no place for the report. Write {{ report }} in a \
                            paragraph of its own.";
                place = Some(report.ok_or_else(|| TemplateFault::at(&part, &text, text.len(), what))?);
                if let Some(at) = found.page {
                    page = WordPage::of(&text[at])?;
                }
            }
        }
        let place = place.ok_or_else(|| TemplateFault::whole("It has no text."))?;
        Ok(Self {
            package,
            styles,
            place,
            page,
        })
    }
}

/// A page of A4 with margins of two centimetres, where a template sets up none.
const A4: ((u32, u32), u32) = ((11_906, 16_838), 2_268);

impl WordPage {
    /// Reads the page's set-up.
    fn of(set_up: &str) -> Result<Self, TemplateFault> {
        let mut page = Self {
            set_up: set_up.to_owned(),
            ..Self::default()
        };
        xml::each(DOCUMENT, set_up, |event, at| {
            if let Event::Empty(start) | Event::Start(start) = event {
                let number = |name| xml::attribute(start, name).and_then(|value| value.parse::<u32>().ok());
                match start.name().as_ref() {
                    "w:pgSz" => {
                        page.size = (number("w:w").unwrap_or(0), number("w:h").unwrap_or(0));
                        page.size_at = Some(at).filter(|_| matches!(event, Event::Empty(_)));
                    }
                    "w:pgMar" => {
                        page.margins = number("w:left")
                            .unwrap_or(0)
                            .saturating_add(number("w:right").unwrap_or(0));
                    }
                    _ => {}
                }
            }
            Ok(())
        })?;
        Ok(page)
    }

    /// How wide the text is, upright or turned.
    pub(super) fn text_width(&self, is_turned: bool) -> u32 {
        let ((wide, high), margins) = if self.size.0 == 0 {
            A4
        } else {
            (self.size, self.margins)
        };
        let across = if is_turned { high } else { wide };
        across.saturating_sub(margins).max(2_000)
    }

    /// Turns the last page of a document on its side: an upright one after it would stand empty.
    pub(super) fn turn_last(&self, document: &mut String) {
        if let (Some(turned), Some(at)) = (self.turned(), document.rfind(&self.set_up)) {
            document.replace_range(at..at + self.set_up.len(), &turned);
        }
    }

    /// The set-up of the same page turned on its side; none where it lies on its side already, or says no size.
    pub(super) fn turned(&self) -> Option<String> {
        let at = self.size_at.clone().filter(|_| self.size.0 < self.size.1)?;
        let (wide, high) = self.size;
        let size = format!(r#"<w:pgSz w:w="{high}" w:h="{wide}" w:orient="landscape"/>"#);
        Some(format!(
            "{}{size}{}",
            &self.set_up[..at.start],
            &self.set_up[at.end..]
        ))
    }
}
