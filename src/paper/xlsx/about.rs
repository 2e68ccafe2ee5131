//! The first sheet: what the workbook is, what its figures rest on, and where each table stands.

use std::borrow::Cow;

use rust_xlsxwriter::{Format, FormatAlign, FormatUnderline, Url, Worksheet, XlsxError};

use super::{kept, names};
use crate::paper::{Paper, PaperBlock, PaperTable, text};

/// Writes the sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    paper: &Paper,
    tables: &[Cow<'_, PaperTable>],
    names: &[String],
) -> Result<(), XlsxError> {
    sheet.set_name(names::ABOUT)?;
    sheet.set_column_width(0, 110)?;
    sheet.set_paper_size(9).set_print_fit_to_pages(1, 0);
    let mut lines = AboutLines { sheet, row: 0 };
    lines.say(&paper.title, &bold(16.0))?;
    if let Some(council) = &paper.council {
        lines.say(council, &plain())?;
    }
    lines.say(&paper.period, &plain())?;
    lines.say(&format!("As at {}", paper.as_of.spoken()), &plain())?;
    lines.say("Tables in this workbook", &bold(13.0))?;
    for (table, name) in tables.iter().zip(names) {
        lines.link(name, &table.caption)?;
    }
    for part in &paper.parts {
        lines.say(&part.title, &bold(13.0))?;
        for block in &part.blocks {
            for line in words(block) {
                lines.say(&line, &plain())?;
            }
        }
    }
    Ok(())
}

/// What is said in a piece that is no table.
fn words(block: &PaperBlock) -> Vec<String> {
    match block {
        PaperBlock::Figure(figure) => vec![text::figure(figure)],
        PaperBlock::Heading(said) | PaperBlock::Text(said) | PaperBlock::Note(said) => vec![said.clone()],
        PaperBlock::Warning(said) => vec![format!("Note: {said}")],
        PaperBlock::List(lines) => lines.clone(),
        PaperBlock::Facts(facts) => facts
            .iter()
            .map(|(name, said)| format!("{name}: {said}"))
            .collect(),
        PaperBlock::Room(_) | PaperBlock::Table(_) => Vec::new(),
        PaperBlock::Chart(chart) => vec![format!("{}: {}", chart.title, chart.words)],
    }
}

/// Lines, one under another.
struct AboutLines<'s> {
    sheet: &'s mut Worksheet,
    row: u32,
}

impl AboutLines<'_> {
    fn say(&mut self, text: &str, format: &Format) -> Result<(), XlsxError> {
        self.sheet
            .write_string_with_format(self.row, 0, kept(text), format)?;
        self.row += 1;
        Ok(())
    }

    /// A line that leads to a sheet.
    fn link(&mut self, name: &str, caption: &str) -> Result<(), XlsxError> {
        // A sheet's name holds no apostrophe, so it can stand between two.
        let caption: String = kept(caption).chars().take(200).collect();
        let url = Url::new(format!("internal:'{name}'!A1")).set_text(format!("{name}: {caption}"));
        let look = plain()
            .set_underline(FormatUnderline::Single)
            .set_font_color(0x0B_4F_9E);
        self.sheet.write_url_with_format(self.row, 0, url, &look)?;
        self.row += 1;
        Ok(())
    }
}

fn plain() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}

fn bold(size: f64) -> Format {
    plain().set_bold().set_font_size(size)
}
