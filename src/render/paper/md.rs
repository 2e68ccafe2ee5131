//! A report as Markdown.

use std::fmt::Write as _;

use super::{Block, Paper};
use crate::render::safe::md_cell;

/// The report as Markdown.
pub fn md(paper: &Paper) -> String {
    let mut text = format!("# {}\n\n{}\n", md_cell(&paper.title), md_cell(&paper.period));
    for part in &paper.parts {
        let _ = write!(text, "\n## {}\n", md_cell(&part.title));
        for block in &part.blocks {
            let _ = write!(text, "\n{}\n", piece(block));
        }
    }
    text
}

fn piece(block: &Block) -> String {
    match block {
        Block::Figure(figure) => format!("**{}**", md_cell(&super::text::figure(figure))),
        Block::Heading(title) => format!("### {}", md_cell(title)),
        Block::Text(said) | Block::Note(said) => md_cell(said),
        Block::Warning(said) => format!("**Note:** {}", md_cell(said)),
        Block::Room(_) => "> ".to_owned(),
        Block::List(lines) => {
            let lines: Vec<String> = lines.iter().map(|line| format!("- {}", md_cell(line))).collect();
            lines.join("\n")
        }
        Block::Table(table) if table.rows.is_empty() => md_cell(&table.empty),
        Block::Table(table) => super::text::grid(table, table.rows.len())
            .md()
            .trim_end()
            .to_owned(),
        Block::Chart(chart) => format!("*{}:* {}", md_cell(&chart.title), md_cell(&chart.words)),
    }
}
