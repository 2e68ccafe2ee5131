//! `qaf report template`, and the template that a Word document is made from.

use std::io::ErrorKind;

use anyhow::{Context as _, Result, anyhow};
use clap::Args;

use crate::cli::Outcome;
use crate::context::{Context, Format};
use crate::render::paper::docx::{Template, shipped};
use crate::store::{Store, layout};

/// Give out the shipped template of Word documents, to be restyled in Word
///
/// Keep it in the store as templates/report.docx. Every report takes its styles, its header and footer and its page, and
/// stands where the template says {{ report }}; {{ title }}, {{ council }}, {{ period }} and {{ day }} are filled in.
#[derive(Debug, Args)]
pub struct TemplateArgs {}

/// Gives out the shipped template.
pub fn run(_args: &TemplateArgs, context: &Context) -> Result<Outcome> {
    if !matches!(context.format, Format::Docx | Format::Text) {
        return Err(context.no_such_format("report template", "docx"));
    }
    context.out.bytes(&shipped()?, Format::Docx)?;
    Ok(Outcome::Done)
}

/// The council's template, else the shipped one.
pub fn of(store: &Store) -> Result<Template> {
    let path = store.path(layout::DOCX_TEMPLATE);
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(why) if why.kind() == ErrorKind::NotFound => return Ok(Template::read(&shipped()?)?),
        Err(why) => {
            return Err(why).with_context(|| format!("{} can't be read", path.display()));
        }
    };
    Template::read(&bytes).map_err(|fault| {
        anyhow!(
            "{}: {fault} For a template to begin with: qaf report template --output report.docx",
            path.display()
        )
    })
}
