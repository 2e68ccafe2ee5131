//! The styles that a report is set in, found in a template by their names.

use std::collections::BTreeMap;

use quick_xml::events::Event;

use super::package::Package;
use super::{TemplateFault, xml};

/// The part of the styles.
const PART: &str = "word/styles.xml";

/// What a report needs a style for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum WordStyle {
    Heading,
    Subheading,
    Caption,
    Bullet,
    Figure,
    Note,
    Warning,
    Cell,
    Table,
}

impl WordStyle {
    /// Each with what it is a style of, and its name. Word's own have these names in every language.
    const ALL: [(Self, &'static str, &'static str); 9] = [
        (Self::Heading, "paragraph", "heading 1"),
        (Self::Subheading, "paragraph", "heading 2"),
        (Self::Caption, "paragraph", "caption"),
        (Self::Bullet, "paragraph", "List Bullet"),
        (Self::Figure, "paragraph", "QAF Figure"),
        (Self::Note, "paragraph", "QAF Note"),
        (Self::Warning, "paragraph", "QAF Warning"),
        (Self::Cell, "paragraph", "QAF Cell"),
        (Self::Table, "table", "QAF Table"),
    ];
}

/// The ids by which a template's text names its styles.
#[derive(Clone, Debug)]
pub(super) struct Styles(BTreeMap<WordStyle, String>);

impl Styles {
    /// Finds them in a template.
    pub(super) fn of(package: &Package) -> Result<Self, TemplateFault> {
        if !package.has(PART) {
            return Err(TemplateFault::whole(
                "It has no styles: the part word/styles.xml is missing.",
            ));
        }
        let text = package.text(PART)?;
        let mut styles = BTreeMap::new();
        // The style that is open: of what, and its id.
        let mut open: Option<(String, String)> = None;
        let mut end = 0;
        xml::each(PART, &text, |event, at| {
            match event {
                Event::Start(start) if start.name().as_ref() == "w:style" => {
                    let read = |name| xml::escaped(&xml::attribute(start, name).unwrap_or_default());
                    open = Some((read("w:type"), read("w:styleId")));
                }
                Event::Empty(start) | Event::Start(start) if start.name().as_ref() == "w:name" => {
                    let name = xml::attribute(start, "w:val").unwrap_or_default();
                    let wanted = |(_, of, known): &&(WordStyle, &str, &str)| {
                        known.eq_ignore_ascii_case(&name) && open.as_ref().is_some_and(|(kind, _)| kind == of)
                    };
                    if let (Some((style, ..)), Some((_, id))) = (WordStyle::ALL.iter().find(wanted), &open) {
                        styles.entry(*style).or_insert_with(|| id.clone());
                    }
                }
                Event::End(close) if close.name().as_ref() == "w:style" => open = None,
                Event::End(_) => end = at.start,
                _ => {}
            }
            Ok(())
        })?;
        demand_all(&styles).map_err(|what| TemplateFault::at(PART, &text, end, what))?;
        Ok(Self(styles))
    }

    /// The id of a style.
    pub(super) fn id(&self, style: WordStyle) -> &str {
        self.0.get(&style).map_or("", String::as_str)
    }
}

/// Names every style that is missing.
fn demand_all(styles: &BTreeMap<WordStyle, String>) -> Result<(), String> {
    let all = WordStyle::ALL.iter();
    let missing: Vec<String> = all
        .filter(|(style, ..)| !styles.contains_key(style))
        .map(|(_, of, name)| format!("the {of} style \"{name}\""))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(format!(
        "The template lacks {}. In Word a style is kept once it was used; copy what is missing from the shipped template.",
        missing.join(", ")
    ))
}
