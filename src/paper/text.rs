//! A report on a terminal.

use std::fmt::Write as _;

use super::safe::safe;
use super::table::Grid;
use super::{ColumnKind, Figure, Paper, PaperBlock, PaperTable};

/// How text is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextStyle {
    /// Whether it is coloured. Nothing is said by colour alone.
    pub colour: bool,
    /// The width of a line, in characters.
    pub width: usize,
}

impl Default for TextStyle {
    fn default() -> Self {
        Self {
            colour: false,
            width: 80,
        }
    }
}

/// `one` or `many`, with the number.
pub fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// The same with the word LATE in colour, where there is colour: the word says it without.
pub fn lit(text: String, style: TextStyle) -> String {
    const WORD: &str = "LATE";
    if !style.colour {
        return text;
    }
    let is_word = |at: usize| {
        let before = text[..at].chars().next_back();
        let after = text[at + WORD.len()..].chars().next();
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    };
    let mut coloured = String::with_capacity(text.len() + 64);
    let mut rest = 0;
    for (at, _) in text.match_indices(WORD).filter(|(at, _)| is_word(*at)) {
        coloured.push_str(&text[rest..at]);
        coloured.push_str("\u{1b}[1;31mLATE\u{1b}[0m");
        rest = at + WORD.len();
    }
    coloured + &text[rest..]
}

/// The report as text.
pub fn text(paper: &Paper, style: TextStyle) -> String {
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
pub(super) fn piece(block: &PaperBlock, heading: &str, style: TextStyle) -> String {
    match block {
        PaperBlock::Figure(shown) => wrapped(&figure(shown), style.width),
        PaperBlock::Heading(title) => format!("\n{}\n", safe(title)),
        PaperBlock::Text(said) | PaperBlock::Note(said) => wrapped(said, style.width),
        PaperBlock::Warning(said) => wrapped(&format!("Note: {said}"), style.width),
        PaperBlock::Room(_) => String::new(),
        PaperBlock::List(lines) => lines
            .iter()
            .map(|line| wrapped(&format!("- {line}"), style.width))
            .collect(),
        PaperBlock::Facts(facts) => facts
            .iter()
            .map(|(name, said)| wrapped(&format!("- {name}: {said}"), style.width))
            .collect(),
        // A caption that says what the heading above it said is not said again.
        PaperBlock::Table(table) if table.rows.is_empty() && table.caption == heading => {
            wrapped(&format!("  {}", table.empty), style.width)
        }
        PaperBlock::Table(table) if table.rows.is_empty() => {
            wrapped(&format!("{}: {}", table.caption, table.empty), style.width)
        }
        PaperBlock::Table(table) if table.caption == heading => rows(table, style),
        PaperBlock::Table(table) => {
            wrapped(&format!("{}:", table.caption), style.width) + &rows(table, style)
        }
        PaperBlock::Chart(chart) => wrapped(&chart.words, style.width),
    }
}

/// A figure as it stands large: the count, which of few audits says more than a percent. Nothing where there is none.
pub fn large(figure: &Figure) -> Option<String> {
    let share = &figure.share;
    (share.n > 0).then(|| format!("{} of {}", share.count, share.n))
}

/// A figure in a sentence, with its interval; never a percentage of nothing.
pub fn figure(figure: &Figure) -> String {
    let share = &figure.share;
    match (share.percent, share.low, share.high) {
        (Some(percent), Some(low), Some(high)) => format!(
            "{}: {} of {}, {percent:.1}% (95% interval {low:.1} to {high:.1})",
            figure.label,
            share.count,
            count(share.n, "audit", "audits")
        ),
        _ => format!("{}: {}", figure.label, figure.empty),
    }
}

fn rows(table: &PaperTable, style: TextStyle) -> String {
    let table = &*table.undrawn();
    let (in_sight, _) = table.in_sight();
    let shown = table.rows_in_text.unwrap_or(usize::MAX).min(in_sight.len());
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
pub(crate) fn grid(table: &PaperTable, rows: usize) -> Grid {
    let names: Vec<String> = table
        .columns
        .iter()
        .map(|column| match column.kind {
            ColumnKind::Words => column.name.clone(),
            ColumnKind::Code | ColumnKind::Day => format!("!{}", column.name),
            ColumnKind::Count | ColumnKind::Decimal | ColumnKind::Percent => format!(">{}", column.name),
        })
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut grid = Grid::new(&names);
    for row in table.rows.iter().take(rows).chain(&table.total) {
        grid.row(row.iter().map(super::Cell::shown));
    }
    grid
}

/// A paragraph in lines of this width, each but the first set in by two more.
pub(super) fn wrapped(text: &str, width: usize) -> String {
    crate::paper::wrap::wrapped(&safe(text), width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn late_is_coloured_as_a_word_and_only_where_there_is_colour() {
        let said = "LATE, 3: RELATED, LATER. (LATE)".to_owned();
        assert_eq!(lit(said.clone(), TextStyle::default()), said);
        let style = TextStyle {
            colour: true,
            ..TextStyle::default()
        };
        let red = "\u{1b}[1;31mLATE\u{1b}[0m";
        assert_eq!(lit(said, style), format!("{red}, 3: RELATED, LATER. ({red})"));
    }
}
