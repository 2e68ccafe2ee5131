//! The document as a page of its own: nothing is fetched, nothing runs, and it prints on A4.

use minijinja::{Error, Value, context};

use crate::paper::page;
use crate::reports::show::figures::{AuditDocument, DocumentBlock, GradeLooks};

const TEMPLATE: &str = include_str!("../../../../shipped/templates/show.html");

/// The document as a page.
pub fn html(document: &AuditDocument) -> Result<String, Error> {
    let mut environment = page::environment("show.html", TEMPLATE)?;
    environment.add_filter("colon", colon);
    // By the numbers of their blocks; JSON tells the statements that were cited, and not the whole guideline.
    let guidelines: Vec<&[GradeLooks]> = document
        .blocks
        .iter()
        .map(|block| match block {
            DocumentBlock::Grade(grade) => grade.guideline.as_slice(),
            _ => &[],
        })
        .collect();
    let document = Value::from_serialize(document);
    environment
        .get_template("show.html")?
        .render(context! { guidelines, ..document })
}

/// A label, which ends with a mark.
fn colon(text: &str) -> String {
    let text = text.trim_end();
    let colon = if text.ends_with(['?', ':', '.']) { "" } else { ":" };
    format!("{text}{colon}")
}
