//! `qaf report template`, and the template that a Word document is made from.

use anyhow::{Result, bail};
use clap::Args;

use crate::context::Context;
use crate::output::{Format, Outcome};
use crate::paper::docx::{WordTemplate, shipped};
use crate::store::layout;

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
pub fn of(context: &Context) -> Result<WordTemplate> {
    match context.own_template() {
        Ok(Some(own)) => Ok(own),
        Ok(None) => Ok(WordTemplate::read(&shipped()?)?),
        Err(what) => bail!(
            "{}: {what} For a template to begin with: qaf report template --output report.docx",
            context.store.path(layout::DOCX_TEMPLATE).display()
        ),
    }
}
