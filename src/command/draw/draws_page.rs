//! The history of the draws, in each format.

use crate::paper::md;
use std::fmt::Write as _;

use crate::draw::history::{DrawHistory, DrawnOften, UnitHistory};
use crate::paper::safe::safe;
use crate::paper::table::Grid;
use crate::paper::wrap::filled;
use crate::paper::{Paper, PaperBlock, PaperPart, TextStyle};

const COLUMNS: [&str; 6] = [
    "!Cycle",
    "!Audit",
    "!Child",
    "Case-holder",
    "!Status",
    ">Drawn from",
];

/// The history as text.
pub fn text(history: &DrawHistory, style: TextStyle) -> String {
    let mut text = format!("{}\n", heading(history));
    for unit in &history.units {
        let _ = write!(text, "\n{}\n{}", safe(&unit.unit), draws(unit).text(style));
        for line in lines(unit) {
            let _ = writeln!(text, "{}", filled(&safe(&line), "", "", style.width));
        }
    }
    text
}

/// The history as Markdown.
pub fn md(history: &DrawHistory) -> String {
    let mut text = format!("# {}\n", md::line(&heading(history)));
    for unit in &history.units {
        let _ = write!(text, "\n## {}\n\n{}\n", md::line(&unit.unit), draws(unit).md());
        for line in lines(unit) {
            let _ = writeln!(text, "- {}", md::line(&line));
        }
    }
    text
}

/// The history laid out, a part for each auditor.
pub fn paper(history: &DrawHistory) -> Paper {
    let part = |(number, unit): (usize, &UnitHistory)| {
        let id = format!("unit-{number}");
        let table = draws(unit).table(format!("draws-{number}"), format!("Draws for {}", unit.unit));
        PaperPart::new(id, unit.unit.clone())
            .with(table)
            .with(PaperBlock::List(lines(unit)))
    };
    Paper {
        title: format!("Draws of {}", history.year),
        period: heading(history),
        council: None,
        as_of: history.as_of,
        parts: (1..).zip(&history.units).map(part).collect(),
    }
}

fn heading(history: &DrawHistory) -> String {
    let (year, day) = (&history.year, history.as_of.spoken());
    if history.units.is_empty() {
        format!("No draw stands in {year}, as of {day}.")
    } else {
        format!("The draws that stand in {year}, as of {day}.")
    }
}

fn draws(unit: &UnitHistory) -> Grid {
    let mut grid = Grid::new(&COLUMNS);
    for draw in &unit.draws {
        grid.row([
            draw.cycle.clone(),
            draw.audit.to_string(),
            draw.child_id.to_string(),
            draw.case_holder.clone(),
            draw.legal_status.clone(),
            draw.pool.to_string(),
        ]);
    }
    grid
}

/// What there is to say beneath the draws.
fn lines(unit: &UnitHistory) -> Vec<String> {
    let mut lines = vec![
        format!("Case-holders: {}.", counts(&unit.holders)),
        format!("Statuses: {}.", counts(&unit.statuses)),
    ];
    let thin = unit.thin.iter().map(|thin| format!("Thin: {}", thin.words()));
    lines.extend(thin);
    lines
}

fn counts(names: &[DrawnOften]) -> String {
    let counted = names.iter().map(|name| format!("{} {}", name.name, name.drawn));
    counted.collect::<Vec<_>>().join(", ")
}
