//! A report as a Word document, made from a template: the shipped one, or the council's own with its styles, header, footer
//! and page. The same report and template make the same bytes.

mod body;
mod marks;
mod package;
mod shipped;
mod styles;
mod template_fault;
mod widths;
mod word_template;
mod xml;

use super::Paper;

pub use shipped::shipped;
pub use template_fault::TemplateFault;
pub use word_template::WordTemplate;

/// The part that holds the text.
const DOCUMENT: &str = "word/document.xml";
/// The part that holds the title, and when it was made.
const CORE: &str = "docProps/core.xml";

/// The document.
///
/// # Errors
/// Where the template has a mistake that shows only when it is filled in.
pub fn docx(paper: &Paper, template: &WordTemplate) -> Result<Vec<u8>, TemplateFault> {
    let (body, ends_turned) = body::body(paper, &template.styles, &template.page);
    let words = marks::Words::of(paper);
    let mut package = template.package.clone();
    for part in package.parts_with_text() {
        let text = package.text(&part)?;
        let found = xml::paragraphs(&part, &text)?;
        // What the report says is no template: only what stands around it is filled in.
        let report = Some((&template.place, body.as_str())).filter(|_| part == DOCUMENT);
        let mut filled = words.fill(&text, &found.paragraphs, report);
        if part == DOCUMENT && ends_turned {
            template.page.turn_last(&mut filled);
        }
        package.replace(&part, filled.into_bytes());
    }
    if package.has(CORE) {
        package.replace(CORE, core(paper).into_bytes());
    }
    package.write()
}

/// The document's properties: what it is, and the day that it is of; no clock is read.
fn core(paper: &Paper) -> String {
    let title = xml::escaped(&paper.title);
    let period = xml::escaped(&paper.period);
    let council = xml::escaped(paper.council.as_deref().unwrap_or(""));
    let day = paper.as_of;
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title><dc:subject>{period}</dc:subject><dc:creator>{council}</dc:creator><dc:language>en-GB</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:modified></cp:coreProperties>
"#
    )
}

#[cfg(test)]
mod tests;
