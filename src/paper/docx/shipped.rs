//! The template that comes with qaf.

use super::TemplateFault;
use super::package::Package;

/// The parts of the shipped template, the list of them first, as Word writes them.
const PARTS: [(&str, &str); 10] = [
    (
        "[Content_Types].xml",
        include_str!("../../../shipped/templates/docx/content-types.xml"),
    ),
    (
        "_rels/.rels",
        include_str!("../../../shipped/templates/docx/rels.xml"),
    ),
    (
        "word/document.xml",
        include_str!("../../../shipped/templates/docx/document.xml"),
    ),
    (
        "word/_rels/document.xml.rels",
        include_str!("../../../shipped/templates/docx/document-rels.xml"),
    ),
    (
        "word/styles.xml",
        include_str!("../../../shipped/templates/docx/styles.xml"),
    ),
    (
        "word/settings.xml",
        include_str!("../../../shipped/templates/docx/settings.xml"),
    ),
    (
        "word/numbering.xml",
        include_str!("../../../shipped/templates/docx/numbering.xml"),
    ),
    (
        "word/header1.xml",
        include_str!("../../../shipped/templates/docx/header1.xml"),
    ),
    (
        "word/footer1.xml",
        include_str!("../../../shipped/templates/docx/footer1.xml"),
    ),
    (
        "docProps/core.xml",
        include_str!("../../../shipped/templates/docx/core.xml"),
    ),
];

/// The shipped template, as a Word document that a council can restyle.
pub fn shipped() -> Result<Vec<u8>, TemplateFault> {
    Package::of(&PARTS).write()
}
