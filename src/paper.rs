//! A report laid out once, for every format: headings, sentences, tables of typed cells, charts. Text, Markdown, page,
//! Word document and workbook are made of the same, so that a figure is the same to the digit in all of them.

mod cell;
pub mod chart;
mod columns;
mod compact;
pub mod csv;
pub mod docx;
pub mod html;
mod json;
mod laid_table;
pub mod md;
pub mod page;
mod plotted;
pub mod safe;
pub mod table;
pub mod text;
pub(crate) mod wrap;
pub mod xlsx;

use crate::figures::GradeCounts;
use crate::figures::stats::Share;
use crate::framework::Date;

pub use cell::{Cell, late_by};
pub use columns::{Column, Columns};
pub use json::json;
pub use laid_table::FilledColumn;
pub use text::{TextStyle, count};

/// A report laid out.
#[derive(Clone, Debug, PartialEq)]
pub struct Paper {
    /// What it is: `Quality assurance, 2026-27-Q3`.
    pub title: String,
    /// The days it is about, in words.
    pub period: String,
    /// The council's name; none where nothing may tell.
    pub council: Option<String>,
    /// The day that stood for today.
    pub as_of: Date,
    /// Its parts, in the order in which they are read.
    pub parts: Vec<PaperPart>,
}

/// A part of a report, under a heading of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct PaperPart {
    /// A short name in letters, digits and hyphens, of which there is one in a report: the heading's anchor on a page.
    pub id: String,
    /// The heading.
    pub title: String,
    /// What stands under it.
    pub blocks: Vec<PaperBlock>,
}

/// A piece of a part.
#[derive(Clone, Debug, PartialEq)]
pub enum PaperBlock {
    /// The figure of the report, large.
    Figure(Figure),
    /// A heading within the part.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// What a reader must know of the figures.
    Note(String),
    /// What should make a reader look up, and may not be said by colour alone.
    Warning(String),
    /// Sentences side by side.
    List(Vec<String>),
    /// What there is to know, each fact under the word or two by which it is found.
    Facts(Vec<(String, String)>),
    /// Room for somebody to write in, so many lines; nothing where nobody can write.
    Room(usize),
    /// A table.
    Table(PaperTable),
    /// A chart, which is never without the words that say what it shows.
    Chart(PaperChart),
}

/// A share, large, and what it is of.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What it counts: `Good or better`.
    pub label: String,
    /// The share.
    pub share: Share,
    /// What is said where there is nothing to count.
    pub empty: String,
}

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct PaperTable {
    /// A short name in letters, digits and hyphens, of which there is one in a report: the workbook's sheet.
    pub id: String,
    /// What the table shows; on a page its caption.
    pub caption: String,
    /// The columns; the first names the row.
    pub columns: Vec<PaperColumn>,
    /// The rows, a cell a column.
    pub rows: Vec<Vec<Cell>>,
    /// What its columns add up to, a cell a column, where a reader would add them up.
    pub total: Option<Vec<Cell>>,
    /// Whether it is what the report is for: the sheet on which a workbook opens.
    pub is_main: bool,
    /// What is said where it has no row.
    pub empty: String,
    /// How many rows are in sight; the rest is folded away on a page, and left out on paper, in Word and in a text, where a
    /// line says how many more there are. All where none is given. A workbook has all of them.
    pub fold: Option<usize>,
    /// How many rows a text for a terminal shows; all where none is given. Other formats go by what is folded.
    pub rows_in_text: Option<usize>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperColumn {
    /// Its heading.
    pub name: String,
    /// What its cells are.
    pub kind: ColumnKind,
}

/// What the cells of a column are: how they are set and, in a workbook, typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Words, which may run over several lines.
    Words,
    /// An id, a status or the like, which is not broken.
    Code,
    /// Whole numbers.
    Count,
    /// Numbers to one decimal.
    Decimal,
    /// Percents, 0 to 100, to one decimal.
    Percent,
    /// Days.
    Day,
}

impl ColumnKind {
    /// Whether the column is set to the right, as numbers are.
    pub fn is_number(self) -> bool {
        matches!(self, Self::Count | Self::Decimal | Self::Percent)
    }
}

/// A chart.
#[derive(Clone, Debug, PartialEq)]
pub struct PaperChart {
    /// A short name in letters, digits and hyphens, of which there is one in a report.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// What is to be seen in it, for who does not see it.
    pub words: String,
    /// The figures.
    pub plot: Plot,
}

/// What a chart draws.
#[derive(Clone, Debug, PartialEq)]
pub enum Plot {
    /// Shares over time.
    Trend(PaperTrend),
    /// How many have each grade, a bar a line.
    Grades(Vec<GradeBar>),
    /// How often each value occurs, a column a value, in order.
    Counts(Vec<(String, usize)>),
}

/// Shares over time, with the lines of a run chart or an `XmR` chart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PaperTrend {
    /// The points, oldest first.
    pub points: Vec<PaperPoint>,
    /// The median, percent.
    pub median: Option<f64>,
    /// The mean, percent.
    pub mean: Option<f64>,
    /// The lower natural limit, percent.
    pub lower: Option<f64>,
    /// The upper natural limit, percent.
    pub upper: Option<f64>,
}

/// A point of a trend.
#[derive(Clone, Debug, PartialEq)]
pub struct PaperPoint {
    /// The cycle.
    pub name: String,
    /// Percent, 0 to 100.
    pub percent: f64,
    /// Of how many audits.
    pub n: usize,
    /// Of so few that it is in no signal, and drawn hollow.
    pub is_hollow: bool,
    /// Part of a signal, and marked by its shape.
    pub is_signal: bool,
}

/// A line of a chart of grades.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GradeBar {
    /// The team, the service, the section.
    pub name: String,
    /// How many have each grade.
    pub grades: GradeCounts,
}

impl Paper {
    /// Whether it is one page that is handed out alone: few parts, and no long table in them.
    pub fn is_handed_out(&self) -> bool {
        const PARTS: usize = 4;
        const ROWS: usize = 5;
        self.parts.len() <= PARTS && self.tables().all(|table| table.rows.len() <= ROWS) && self.has_figure()
    }

    fn has_figure(&self) -> bool {
        let mut blocks = self.parts.iter().flat_map(|part| &part.blocks);
        blocks.any(|block| matches!(block, PaperBlock::Figure(_)))
    }

    /// Every table, in order.
    pub fn tables(&self) -> impl Iterator<Item = &PaperTable> {
        let blocks = self.parts.iter().flat_map(|part| &part.blocks);
        blocks.filter_map(|block| match block {
            PaperBlock::Table(table) => Some(table),
            _ => None,
        })
    }
}

impl PaperPart {
    /// A part with nothing in it yet.
    pub fn new(id: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            blocks: Vec::new(),
        }
    }

    /// Adds a piece.
    #[must_use]
    pub fn with(mut self, block: impl Into<PaperBlock>) -> Self {
        self.blocks.push(block.into());
        self
    }

    /// Adds a paragraph.
    #[must_use]
    pub fn text(self, text: impl Into<String>) -> Self {
        self.with(PaperBlock::Text(text.into()))
    }

    /// Adds facts, each with the words by which it is found.
    #[must_use]
    pub fn facts<S: Into<String>>(self, facts: impl IntoIterator<Item = (S, String)>) -> Self {
        let facts = facts.into_iter().map(|(name, said)| (name.into(), said));
        self.with(PaperBlock::Facts(facts.collect()))
    }

    /// What it says in a line, where it has nothing to tell but that: a sentence, or tables without rows.
    pub fn little(&self) -> Option<String> {
        let mut said = Vec::new();
        for block in &self.blocks {
            match block {
                PaperBlock::Note(_) => {}
                PaperBlock::Text(text) if said.is_empty() => said.push(text.clone()),
                PaperBlock::Table(table) if table.rows.is_empty() => {
                    said.push(format!("{}: {}.", table.caption, table.empty));
                }
                _ => return None,
            }
        }
        (!said.is_empty()).then(|| said.join(" "))
    }

    /// The parts, those that have nothing to tell in a line each in a part of their own before the last. The first, which
    /// says what matters, stays where it is.
    pub fn with_little_last(parts: Vec<Self>) -> Vec<Self> {
        let mut little: Vec<(String, String)> = Vec::new();
        let mut kept: Vec<Self> = Vec::new();
        for part in parts {
            match part.little().filter(|_| !kept.is_empty()) {
                Some(said) => little.push((part.title, said)),
                None => kept.push(part),
            }
        }
        if !little.is_empty() {
            let before_last = kept.len().saturating_sub(1).max(1).min(kept.len());
            kept.insert(before_last, Self::new("little", "In a line each").facts(little));
        }
        kept
    }

    /// Adds a note.
    #[must_use]
    pub fn note(self, text: impl Into<String>) -> Self {
        self.with(PaperBlock::Note(text.into()))
    }
}

impl From<PaperTable> for PaperBlock {
    fn from(table: PaperTable) -> Self {
        Self::Table(table)
    }
}

impl From<PaperChart> for PaperBlock {
    fn from(chart: PaperChart) -> Self {
        Self::Chart(chart)
    }
}

impl From<Figure> for PaperBlock {
    fn from(figure: Figure) -> Self {
        Self::Figure(figure)
    }
}

/// The cells of `n, count, percent, low, high`: the columns of [`SHARE_COLUMNS`].
pub fn share_cells(share: &Share) -> [Cell; 5] {
    [
        Cell::Count(share.n),
        Cell::Count(share.count),
        Cell::percent(share.percent),
        Cell::percent(share.low),
        Cell::percent(share.high),
    ]
}

/// The columns of a share.
pub const SHARE_COLUMNS: [(&str, ColumnKind); 5] = [
    ("Audits", ColumnKind::Count),
    ("Good or better", ColumnKind::Count),
    ("Share", ColumnKind::Percent),
    ("95% from", ColumnKind::Percent),
    ("to", ColumnKind::Percent),
];
