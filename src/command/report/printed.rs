//! A report in the format that was asked for.

use anyhow::{Context as _, Result};

use crate::context::{Context, Format};
use crate::render::paper::{self, Paper};

/// A report, and how it is told in each format.
pub struct Printed<'r> {
    /// The command's words, as `report quarterly`.
    pub name: &'static str,
    /// The report laid out.
    pub paper: Paper,
    /// The text for a terminal, where it is not the paper's own.
    pub text: Option<String>,
    /// The JSON.
    pub json: &'r dyn Fn() -> String,
    /// The CSV; none where the report has none.
    pub csv: Option<&'r dyn Fn() -> String>,
}

impl Printed<'_> {
    /// Prints it in the format of the command line.
    pub fn print(&self, context: &Context) -> Result<()> {
        let bytes = self.bytes(context.format, context)?;
        let text = String::from_utf8(bytes).context("The report is no text.")?;
        Ok(context.out.data(&text)?)
    }

    /// The report in a format.
    pub fn bytes(&self, format: Format, context: &Context) -> Result<Vec<u8>> {
        let text = match (format, self.csv) {
            (Format::Text, _) => self
                .text
                .clone()
                .unwrap_or_else(|| paper::text::text(&self.paper, context.style())),
            (Format::Json, _) => (self.json)(),
            (Format::Csv, Some(csv)) => csv(),
            (Format::Md, _) => paper::md::md(&self.paper),
            (Format::Html, _) => {
                paper::html::html(&self.paper).context("The page's template has a mistake.")?
            }
            _ => return Err(context.no_such_format(self.name, self.formats())),
        };
        Ok(text.into_bytes())
    }

    fn formats(&self) -> &'static str {
        if self.csv.is_some() {
            "text, json, csv, md or html"
        } else {
            "text, json, md or html"
        }
    }
}
