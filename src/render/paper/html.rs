//! A report as a page of its own: one file, no script, nothing fetched.

use minijinja::{Error, Value, context};
use serde::Serialize;

use super::{Block, Cell, Paper, Table};
use crate::render::page;

const TEMPLATE: &str = include_str!("../../../templates/report.html");

/// The page.
///
/// # Errors
/// Where the page's template has a mistake.
pub fn html(paper: &Paper) -> Result<String, Error> {
    let environment = page::environment("report.html", TEMPLATE)?;
    environment.get_template("report.html")?.render(context! {
        title => paper.title,
        period => paper.period,
        council => paper.council,
        as_of => paper.as_of.to_string(),
        parts => paper.parts.iter().map(part).collect::<Vec<_>>(),
    })
}

#[derive(Serialize)]
struct PartView<'p> {
    id: &'p str,
    title: &'p str,
    blocks: Vec<BlockView<'p>>,
}

#[derive(Serialize)]
#[serde(tag = "block", rename_all = "snake_case")]
enum BlockView<'p> {
    Figure {
        label: &'p str,
        percent: Option<String>,
        words: String,
    },
    Heading {
        text: &'p str,
    },
    Text {
        text: &'p str,
    },
    Note {
        text: &'p str,
    },
    Warning {
        text: &'p str,
    },
    List {
        lines: &'p [String],
    },
    Table(TableView<'p>),
    Chart {
        id: &'p str,
        title: &'p str,
        words: &'p str,
        svg: Value,
    },
}

#[derive(Serialize)]
struct TableView<'p> {
    id: &'p str,
    caption: &'p str,
    columns: Vec<ColumnView<'p>>,
    rows: Vec<Vec<CellView>>,
    empty: &'p str,
}

#[derive(Serialize)]
struct ColumnView<'p> {
    name: &'p str,
    number: bool,
}

#[derive(Serialize)]
struct CellView {
    shown: String,
    /// The day, for a machine, where the cell is one.
    day: Option<String>,
}

fn part(part: &super::Part) -> PartView<'_> {
    PartView {
        id: &part.id,
        title: &part.title,
        blocks: part.blocks.iter().map(block).collect(),
    }
}

fn block(block: &Block) -> BlockView<'_> {
    match block {
        Block::Figure(figure) => BlockView::Figure {
            label: &figure.label,
            percent: figure.share.percent.map(|percent| format!("{percent:.1}%")),
            words: super::text::figure(figure),
        },
        Block::Heading(text) => BlockView::Heading { text },
        Block::Text(text) => BlockView::Text { text },
        Block::Note(text) => BlockView::Note { text },
        Block::Warning(text) => BlockView::Warning { text },
        Block::List(lines) => BlockView::List { lines },
        Block::Table(shown) => BlockView::Table(table(shown)),
        Block::Chart(chart) => BlockView::Chart {
            id: &chart.id,
            title: &chart.title,
            words: &chart.words,
            svg: Value::from_safe_string(crate::render::chart::svg(chart)),
        },
    }
}

fn table(table: &Table) -> TableView<'_> {
    TableView {
        id: &table.id,
        caption: &table.caption,
        columns: table
            .columns
            .iter()
            .map(|column| ColumnView {
                name: &column.name,
                number: column.kind.is_number(),
            })
            .collect(),
        rows: table
            .rows
            .iter()
            .map(|row| row.iter().map(cell).collect())
            .collect(),
        empty: &table.empty,
    }
}

fn cell(cell: &Cell) -> CellView {
    CellView {
        shown: cell.shown(),
        day: match cell {
            Cell::Day(day) => Some(day.to_string()),
            _ => None,
        },
    }
}
