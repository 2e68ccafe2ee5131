//! The report's own text, in Word's markup: headings, paragraphs, lists and tables in the template's styles.

use std::fmt::Write as _;

use super::styles::{Styles, WordStyle};
use super::widths::{least, widths};
use super::word_template::WordPage;
use super::xml::escaped;
use crate::paper::plotted::shown_as_tables;
use crate::paper::{Cell, Figure, Paper, PaperBlock, PaperColumn, PaperPart, PaperTable, text};

/// The markup of the whole report, and whether its last page is turned on its side.
pub(super) fn body(paper: &Paper, styles: &Styles, page: &WordPage) -> (String, bool) {
    let mut out = Body {
        styles,
        page,
        text: String::new(),
        width: page.text_width(false),
        is_close: paper.is_handed_out(),
    };
    let mut was_turned = false;
    let turned = page.turned();
    for part in &paper.parts {
        let set_up = turned
            .as_deref()
            .filter(|_| is_wide(part, page.text_width(false)));
        if set_up.is_some() && !was_turned && !out.text.is_empty() {
            out.end_section(&page.set_up);
        }
        if set_up.is_none() && was_turned {
            out.end_section(turned.as_deref().unwrap_or(""));
        }
        was_turned = set_up.is_some();
        out.width = page.text_width(was_turned);
        out.part(part);
    }
    (out.text, was_turned)
}

/// Whether a part has a table whose words find no room beside each other on an upright page.
fn is_wide(part: &PaperPart, upright: u32) -> bool {
    let mut tables = shown_as_tables(&part.blocks).flatten();
    tables.any(|table| least(&table) > upright)
}

struct Body<'t> {
    styles: &'t Styles,
    page: &'t WordPage,
    text: String,
    /// How wide the text is here.
    width: u32,
    /// Whether all of it is to stand on one page, and so is set closely.
    is_close: bool,
}

impl Body<'_> {
    fn part(&mut self, part: &PaperPart) {
        self.paragraph(Some(WordStyle::Heading), &part.title);
        for (block, table) in part.blocks.iter().zip(shown_as_tables(&part.blocks)) {
            match (block, &table) {
                // The title is the caption of its figures.
                (PaperBlock::Chart(chart), Some(_)) => self.paragraph(None, &chart.words),
                (block, _) => self.block(block),
            }
            if let Some(table) = table {
                self.table(&table);
            }
        }
    }

    fn block(&mut self, block: &PaperBlock) {
        match block {
            PaperBlock::Figure(figure) => self.figure(figure),
            PaperBlock::Heading(title) => self.paragraph(Some(WordStyle::Subheading), title),
            PaperBlock::Text(said) => self.paragraph(None, said),
            PaperBlock::Note(said) => self.paragraph(Some(WordStyle::Note), said),
            PaperBlock::Warning(said) => self.paragraph(Some(WordStyle::Warning), &format!("Note: {said}")),
            PaperBlock::List(lines) => {
                for line in lines {
                    self.paragraph(Some(WordStyle::Bullet), line);
                }
            }
            PaperBlock::Facts(facts) => facts.iter().for_each(|(name, said)| self.fact(name, said)),
            PaperBlock::Room(lines) => self.room(*lines),
            PaperBlock::Chart(chart) => self.paragraph(None, &format!("{}: {}", chart.title, chart.words)),
            PaperBlock::Table(_) => {}
        }
    }

    fn figure(&mut self, figure: &Figure) {
        if let Some(large) = text::large(figure) {
            self.paragraph(Some(WordStyle::Figure), &large);
        }
        self.paragraph(None, &text::figure(figure));
    }

    /// Empty lines, ruled. The rule between keeps Word from drawing one box around them all.
    fn room(&mut self, lines: usize) {
        const RULE: &str = r#"w:val="single" w:sz="4" w:space="1" w:color="auto""#;
        // Whoever types needs no more than a place to begin.
        for _ in 0..lines.min(2) {
            // Writing to a String can't fail.
            let _ = write!(
                self.text,
                "<w:p><w:pPr><w:pBdr><w:bottom {RULE}/><w:between {RULE}/></w:pBdr></w:pPr></w:p>"
            );
        }
    }

    /// A fact, under its words in bold.
    fn fact(&mut self, name: &str, said: &str) {
        let name = self.sized(bold(&format!("{name}:")));
        // Writing to a String can't fail.
        let _ = write!(
            self.text,
            "<w:p>{}{name}{}</w:p>",
            self.set(Some(WordStyle::Bullet), false),
            // A blank at the end of a piece is lost; one at its beginning is not.
            self.sized(run(&format!(" {said}")))
        );
    }

    fn paragraph(&mut self, style: Option<WordStyle>, said: &str) {
        let run = match style {
            None | Some(WordStyle::Bullet | WordStyle::Note) => self.sized(run(said)),
            Some(_) => run(said),
        };
        // Writing to a String can't fail.
        let _ = write!(self.text, "<w:p>{}{run}</w:p>", self.set(style, false));
    }

    /// A run in smaller letters, where all is set closely.
    fn sized(&self, run: String) -> String {
        const SIZE: &str = r#"<w:sz w:val="19"/>"#;
        if !self.is_close {
            return run;
        }
        run.replace("<w:b/>", &format!("<w:b/>{SIZE}"))
            .replace("<w:r><w:t ", &format!("<w:r><w:rPr>{SIZE}</w:rPr><w:t "))
    }

    /// How a paragraph is set.
    fn set(&self, style: Option<WordStyle>, is_right: bool) -> String {
        let spacing = match style {
            _ if !self.is_close => "",
            Some(WordStyle::Heading) => r#"<w:spacing w:before="160" w:after="40"/>"#,
            Some(WordStyle::Cell) => "",
            _ => r#"<w:spacing w:before="0" w:after="40" w:line="240" w:lineRule="auto"/>"#,
        };
        let style = style.map_or_else(String::new, |style| {
            format!(r#"<w:pStyle w:val="{}"/>"#, self.styles.id(style))
        });
        let side = if is_right { r#"<w:jc w:val="right"/>"# } else { "" };
        if style.is_empty() && spacing.is_empty() && side.is_empty() {
            String::new()
        } else {
            format!("<w:pPr>{style}{spacing}{side}</w:pPr>")
        }
    }

    fn table(&mut self, table: &PaperTable) {
        let table = &*table.undrawn();
        self.paragraph(Some(WordStyle::Caption), &table.caption);
        if table.rows.is_empty() || table.columns.is_empty() {
            self.paragraph(None, &table.empty);
            return;
        }
        let (in_sight, _) = table.in_sight();
        let widths = widths(table, self.width);
        let _ = write!(
            self.text,
            r#"<w:tbl><w:tblPr><w:tblStyle w:val="{}"/><w:tblW w:w="5000" w:type="pct"/><w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/><w:tblCaption w:val="{}"/></w:tblPr><w:tblGrid>"#,
            self.styles.id(WordStyle::Table),
            escaped(&table.caption).replace('\n', " ")
        );
        for width in &widths {
            let _ = write!(self.text, r#"<w:gridCol w:w="{width}"/>"#);
        }
        self.text.push_str("</w:tblGrid>");
        self.row(&table.columns, &widths, true, |place| {
            run(&table.columns[place].name)
        });
        for cells in in_sight {
            let set = |cell: &Cell| match cell {
                Cell::Late(_) => bold(&cell.shown()),
                cell => run(&cell.shown()),
            };
            let shown = |place: usize| cells.get(place).map(set).unwrap_or_default();
            self.row(&table.columns, &widths, false, shown);
        }
        if let Some(total) = &table.total {
            let shown = |place: usize| total.get(place).map(|cell| bold(&cell.shown()));
            self.row(&table.columns, &widths, false, |place| {
                shown(place).unwrap_or_default()
            });
        }
        self.text.push_str("</w:tbl>");
        if let Some(more) = table.more() {
            self.paragraph(None, &more);
        }
    }

    fn row(
        &mut self,
        columns: &[PaperColumn],
        widths: &[u32],
        is_head: bool,
        shown: impl Fn(usize) -> String,
    ) {
        let head = if is_head { "<w:tblHeader/>" } else { "" };
        let _ = write!(self.text, "<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>");
        for (place, (column, width)) in columns.iter().zip(widths).enumerate() {
            let _ = write!(
                self.text,
                r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p>{}{}</w:p></w:tc>"#,
                self.set(Some(WordStyle::Cell), column.kind.is_number()),
                shown(place)
            );
        }
        self.text.push_str("</w:tr>");
    }

    /// Ends a section, of which this is the page.
    fn end_section(&mut self, set_up: &str) {
        debug_assert!(
            !self.page.set_up.is_empty(),
            "a page without a set-up is never turned"
        );
        let _ = write!(self.text, "<w:p><w:pPr>{set_up}</w:pPr></w:p>");
    }
}

/// A run of text, its lines kept.
fn run(said: &str) -> String {
    let text = escaped(said);
    if text.is_empty() {
        return String::new();
    }
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| format!(r#"<w:t xml:space="preserve">{line}</w:t>"#))
        .collect();
    format!("<w:r>{}</w:r>", lines.join("<w:br/>"))
}

/// A run of text that stands out.
fn bold(said: &str) -> String {
    run(said).replacen("<w:r>", "<w:r><w:rPr><w:b/></w:rPr>", 1)
}
