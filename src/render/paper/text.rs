//! A report on a terminal.

use std::fmt::Write as _;

use super::{Block, Figure, Kind, Paper, Table};
use crate::render::safe::safe;
use crate::render::table::Grid;
use crate::render::{Style, count};

/// The report as text.
pub fn text(paper: &Paper, style: Style) -> String {
    let mut text = wrapped(&format!("{} ({})", paper.title, paper.period), style.width);
    for part in &paper.parts {
        let _ = write!(text, "\n{}\n", safe(&part.title));
        for block in &part.blocks {
            text.push_str(&piece(block, &part.title, style));
        }
    }
    text
}

/// A piece of the part with this heading.
pub(super) fn piece(block: &Block, heading: &str, style: Style) -> String {
    match block {
        Block::Figure(shown) => wrapped(&figure(shown), style.width),
        Block::Heading(title) => format!("\n{}\n", safe(title)),
        Block::Text(said) | Block::Note(said) => wrapped(said, style.width),
        Block::Warning(said) => wrapped(&format!("Note: {said}"), style.width),
        Block::Room(_) => String::new(),
        Block::List(lines) => lines
            .iter()
            .map(|line| wrapped(&format!("- {line}"), style.width))
            .collect(),
        // A caption that says what the heading above it said is not said again.
        Block::Table(table) if table.rows.is_empty() && table.caption == heading => {
            wrapped(&format!("  {}", table.empty), style.width)
        }
        Block::Table(table) if table.rows.is_empty() => {
            wrapped(&format!("{}: {}", table.caption, table.empty), style.width)
        }
        Block::Table(table) if table.caption == heading => rows(table, style),
        Block::Table(table) => wrapped(&format!("{}:", table.caption), style.width) + &rows(table, style),
        Block::Chart(chart) => wrapped(&chart.words, style.width),
    }
}

/// A figure in a sentence, with its interval; never a percentage of nothing.
pub fn figure(figure: &Figure) -> String {
    let share = &figure.share;
    match (share.percent, share.low, share.high) {
        (Some(percent), Some(low), Some(high)) => format!(
            "{}: {percent:.1}%, {} of {} (95% interval {low:.1} to {high:.1})",
            figure.label,
            share.count,
            count(share.n, "audit", "audits")
        ),
        _ => format!("{}: {}", figure.label, figure.empty),
    }
}

fn rows(table: &Table, style: Style) -> String {
    let shown = table.rows_in_text.unwrap_or(table.rows.len());
    let mut text = grid(table, shown).text(style);
    if table.rows.len() > shown {
        let more = table.rows.len() - shown;
        text.push_str(&wrapped(
            &format!("{more} more in the other formats."),
            style.width,
        ));
    }
    text
}

/// The table's first rows, as a grid.
pub(in crate::render) fn grid(table: &Table, rows: usize) -> Grid {
    let names: Vec<String> = table
        .columns
        .iter()
        .map(|column| match column.kind {
            Kind::Words => column.name.clone(),
            Kind::Code | Kind::Day => format!("!{}", column.name),
            Kind::Count | Kind::Decimal | Kind::Percent => format!(">{}", column.name),
        })
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut grid = Grid::new(&names);
    for row in table.rows.iter().take(rows) {
        grid.row(row.iter().map(super::Cell::shown));
    }
    grid
}

/// A paragraph in lines of this width, each but the first set in by two more.
pub(super) fn wrapped(text: &str, width: usize) -> String {
    crate::render::words::wrapped(&safe(text), width)
}
