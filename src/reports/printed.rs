//! A report in the format that was asked for.

use std::cell::LazyCell;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::context::Context;
use crate::context::gaps::{Gaps, TellsGaps};
use crate::output::Format;
use crate::paper;
use crate::paper::text::lit;
use crate::paper::wrap::fitted;
use crate::paper::{Paper, PaperBlock};

/// The formats of whatever has no CSV.
pub const WITHOUT_CSV: &str = "text, json, md, html, docx or xlsx";

/// A report, and how it is told in each format.
pub struct PrintedReport<'r> {
    /// The command's words, as `report quarterly`.
    pub name: &'static str,
    /// The report laid out.
    pub paper: &'r dyn Fn() -> Paper,
    /// The text for a terminal, where it is not the paper's own.
    pub text: Option<&'r dyn Fn() -> String>,
    /// The JSON.
    pub json: &'r dyn Fn() -> String,
    /// The CSV; none where the report has none.
    pub csv: Option<&'r dyn Fn() -> String>,
    /// Other formats in which it is told otherwise than the paper would be.
    pub own: &'r [(Format, &'r dyn Fn() -> Result<String>)],
    /// How much it says itself of what its figures lack.
    pub tells: TellsGaps,
}

/// The paper, laid out when the first format asks for it, and once for all of them.
type LaidOut<'r> = LazyCell<Paper, &'r dyn Fn() -> Paper>;

impl PrintedReport<'_> {
    /// Prints it in the format of the command line.
    pub fn print(&self, context: &Context) -> Result<()> {
        if let Some(folder) = context.out.folder() {
            return Ok(context.out.files(&self.files(folder, context)?)?);
        }
        let bytes = self.bytes(context.format, context)?;
        Ok(context.out.bytes(&bytes, context.format)?)
    }

    /// The report in a format.
    pub fn bytes(&self, format: Format, context: &Context) -> Result<Vec<u8>> {
        let paper = self.with_gaps(context);
        let paper: &dyn Fn() -> Paper = &paper;
        self.in_format(format, &LazyCell::new(paper), context)
    }

    /// The report laid out, with what its figures lack above all else.
    fn with_gaps(&self, context: &Context) -> impl Fn() -> Paper {
        let gaps = context.gaps().beside(self.tells).sentences();
        let council = context.store.settings.council.clone();
        move || {
            let mut paper = (self.paper)();
            paper.council = Some(council.clone()).filter(|name| !name.is_empty());
            if let Some(first) = paper.parts.first_mut() {
                first
                    .blocks
                    .splice(0..0, gaps.iter().cloned().map(PaperBlock::Warning));
            }
            paper
        }
    }

    fn in_format(&self, format: Format, paper: &LaidOut<'_>, context: &Context) -> Result<Vec<u8>> {
        if let Some((_, own)) = self.own.iter().find(|(own, _)| *own == format) {
            return Ok(own()?.into_bytes());
        }
        let text = match (format, self.csv) {
            (Format::Text, _) => {
                let text = match self.text {
                    None => paper::text::text(paper, context.style()),
                    Some(text) => {
                        let gaps = context.gaps().beside(self.tells).sentences();
                        gaps.iter().fold(text(), |text, gap| text + "\n" + gap + "\n")
                    }
                };
                lit(fitted(&text, context.style().width), context.style())
            }
            (Format::Json, _) => json_with((self.json)(), &context.gaps().beside(self.tells))?,
            // A file is opened by people, in a spreadsheet; a pipe is read by a program.
            (Format::Csv, Some(csv)) if context.out.is_to_files() => paper::csv::MARK.to_owned() + &csv(),
            (Format::Csv, Some(csv)) => csv(),
            (Format::Md, _) => paper::md::md(paper),
            (Format::Html, _) => paper::html::html(paper).context("The page's template has a mistake.")?,
            (Format::Docx, _) => {
                let template = super::template::of(context)?;
                return paper::docx::docx(paper, &template).context("The Word document could not be made.");
            }
            (Format::Xlsx, _) => {
                return paper::xlsx::xlsx(paper).context("The workbook could not be made.");
            }
            _ => return Err(context.no_such_format(self.name, self.formats())),
        };
        Ok(text.into_bytes())
    }

    /// The report in every format that it has, each with its file.
    fn files(&self, folder: &Path, context: &Context) -> Result<Vec<(PathBuf, Vec<u8>)>> {
        let paper = self.with_gaps(context);
        let paper: &dyn Fn() -> Paper = &paper;
        let paper = LazyCell::new(paper);
        let stem = stem(&paper);
        let mut files = Vec::new();
        for (format, ending) in Format::ENDINGS {
            if format != Format::Csv || self.csv.is_some() {
                let path = folder.join(format!("{stem}.{ending}"));
                files.push((path, self.in_format(format, &paper, context)?));
            }
        }
        Ok(files)
    }

    fn formats(&self) -> &'static str {
        if self.csv.is_some() {
            "text, json, csv, md, html, docx or xlsx"
        } else {
            WITHOUT_CSV
        }
    }
}

/// A report as JSON with what its figures lack, where they lack anything.
fn json_with(json: String, gaps: &Gaps) -> Result<String> {
    if gaps.is_empty() {
        return Ok(json);
    }
    let mut report: serde_json::Value = serde_json::from_str(&json)?;
    report["gaps"] = serde_json::to_value(gaps)?;
    Ok(format!("{report:#}\n"))
}

/// The name of a report's files without their ending: its title and its day, in letters that every drive takes.
fn stem(paper: &Paper) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { ' ' };
    let title: String = paper.title.chars().map(plain).collect();
    let words: Vec<&str> = title.split_whitespace().collect();
    let title: String = words.join("-").chars().take(80).collect();
    format!("{}-as-of-{}", title.trim_matches('-'), paper.as_of)
}
