//! A report as a page of its own: one file, no script, nothing fetched.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use minijinja::{Error, Value, context};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::{Cell, ColumnKind, Paper, PaperBlock, PaperChart, PaperColumn, PaperTable, Plot};
use crate::paper::{chart, page, safe};

const TEMPLATE: &str = include_str!("../../shipped/templates/report.html");
const STYLE: &str = include_str!("../../shipped/templates/report.css");
/// A table of so few columns is never wider than a small screen. A wider one scrolls, and on a small screen becomes a list
/// of cards, a row a card.
const FEW_COLUMNS: usize = 2;
/// A word of more letters than this may be broken in a table; no other is.
const LONG_WORD: usize = 24;
/// How much room a table may need and still be printed upright; a wider one lies across the paper, on a page of its own.
const UPRIGHT: usize = 16;
/// How much room a table may need and still be printed across in letters of the usual size.
const ACROSS: usize = 32;

/// The page.
///
/// # Errors
/// Where the page's template has a mistake.
pub fn html(paper: &Paper) -> Result<String, Error> {
    let environment = page::environment("report.html", TEMPLATE)?;
    let heads = heads(paper);
    let style = STYLE.to_owned() + &names_on_cards(&heads);
    environment.get_template("report.html")?.render(context! {
        title => paper.title,
        period => paper.period,
        council => paper.council,
        as_of => paper.as_of.to_string(),
        is_alone => paper.is_handed_out(),
        style_hash => Value::from_safe_string(hash(&style)),
        style => Value::from_safe_string(style),
        parts => paper.parts.iter().map(|one| part(one, &heads)).collect::<Vec<_>>(),
    })
}

/// The heads of the tables that become cards on a small screen, each once, with its number.
type Heads<'p> = BTreeMap<Vec<&'p str>, usize>;

fn heads(paper: &Paper) -> Heads<'_> {
    let mut heads = Heads::new();
    for table in paper.tables().filter(|table| table.columns.len() > FEW_COLUMNS) {
        let next = heads.len();
        heads.entry(head(table)).or_insert(next);
    }
    heads
}

fn head(table: &PaperTable) -> Vec<&str> {
    table.columns.iter().map(|column| column.name.as_str()).collect()
}

/// What each cell is called where a row is a card. It stands in the style, once for all rows.
fn names_on_cards(heads: &Heads<'_>) -> String {
    let mut rules = String::from("@media screen and (max-width: 37.5rem) {\n");
    for (names, number) in heads {
        for (place, name) in (1..)
            .zip(names.iter())
            .skip(1)
            .filter(|(_, name)| !name.is_empty())
        {
            let name = in_style(name);
            // Writing to a String can't fail.
            let _ = writeln!(
                rules,
                ".k{number} td:nth-child({place})::before {{ content: \"{name}: \"; }}"
            );
        }
    }
    rules + "}\n"
}

/// Words between the quotation marks of a style, where nothing in them may end anything.
fn in_style(words: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == ' ';
    let each = words.chars().map(|c| {
        if plain(c) {
            c.to_string()
        } else {
            format!("\\{:x} ", u32::from(c))
        }
    });
    each.collect()
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
        /// The count, large: of few audits it says more than a percent.
        large: Option<String>,
        svg: Value,
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
    Facts {
        facts: &'p [(String, String)],
    },
    Room {
        lines: usize,
    },
    Table(TableView<'p>),
    Chart(ChartView<'p>),
}

#[derive(Serialize)]
struct ChartView<'p> {
    id: &'p str,
    title: &'p str,
    words: &'p str,
    svg: Value,
    /// Whether it is wider than a small screen, and so moves in a box of its own.
    scrolls: bool,
    /// Whether it stays on one page of paper.
    whole: bool,
}

#[derive(Serialize)]
struct TableView<'p> {
    id: &'p str,
    caption: &'p str,
    class: String,
    scrolls: bool,
    columns: Vec<ColumnView<'p>>,
    rows: Vec<Vec<CellView>>,
    /// The rows that are folded away, and what says so.
    folded: Vec<Vec<CellView>>,
    /// What the columns add up to.
    total: Option<Vec<CellView>>,
    summary: String,
    more: Option<String>,
    empty: &'p str,
}

#[derive(Serialize)]
struct ColumnView<'p> {
    name: &'p str,
    /// Whether its name has a word that is too long for any column.
    is_long: bool,
    /// How its cells are set.
    class: &'static str,
}

#[derive(Serialize)]
struct CellView {
    shown: String,
    /// Whether it has a word that is too long for any column.
    is_long: bool,
    is_late: bool,
    /// The day, for a machine, where the cell is one.
    day: Option<String>,
}

fn part<'p>(part: &'p super::PaperPart, heads: &Heads<'p>) -> PartView<'p> {
    PartView {
        id: &part.id,
        title: &part.title,
        blocks: part.blocks.iter().map(|one| block(one, heads)).collect(),
    }
}

fn block<'p>(block: &'p PaperBlock, heads: &Heads<'p>) -> BlockView<'p> {
    match block {
        PaperBlock::Figure(figure) => BlockView::Figure {
            svg: Value::from_safe_string(chart::interval(&figure.share)),
            large: super::text::large(figure),
            words: super::text::figure(figure),
        },
        PaperBlock::Heading(text) => BlockView::Heading { text },
        PaperBlock::Text(text) => BlockView::Text { text },
        PaperBlock::Note(text) => BlockView::Note { text },
        PaperBlock::Warning(text) => BlockView::Warning { text },
        PaperBlock::Room(lines) => BlockView::Room { lines: *lines },
        PaperBlock::List(lines) => BlockView::List { lines },
        PaperBlock::Facts(facts) => BlockView::Facts { facts },
        PaperBlock::Table(shown) => BlockView::Table(table(shown, heads)),
        PaperBlock::Chart(shown) => BlockView::Chart(charted(shown)),
    }
}

fn charted(shown: &PaperChart) -> ChartView<'_> {
    let svg = chart::svg(shown);
    ChartView {
        id: &shown.id,
        title: &shown.title,
        words: &shown.words,
        scrolls: matches!(shown.plot, Plot::Trend(_)) && !svg.is_empty(),
        whole: svg.matches("<svg").count() < 2,
        svg: Value::from_safe_string(svg),
    }
}

fn table<'p>(table: &'p PaperTable, heads: &Heads<'p>) -> TableView<'p> {
    let (in_sight, folded) = table.in_sight();
    let shown = |rows: &[Vec<Cell>]| rows.iter().map(|row| row.iter().map(cell).collect()).collect();
    TableView {
        id: &table.id,
        caption: &table.caption,
        class: match heads.get(&head(table)) {
            Some(number) => format!("{} k{number}", class(table)),
            None => class(table).to_owned(),
        },
        scrolls: table.columns.len() > FEW_COLUMNS,
        columns: table.columns.iter().map(column).collect(),
        rows: shown(in_sight),
        folded: shown(&table.rows[in_sight.len()..]),
        total: table.total.as_ref().map(|cells| cells.iter().map(cell).collect()),
        summary: if in_sight.is_empty() {
            table.caption.clone()
        } else {
            format!("{folded} more")
        },
        more: table.more(),
        empty: &table.empty,
    }
}

/// How a table is set: one of many columns tightly on paper, and a very wide one across it.
fn class(table: &PaperTable) -> &'static str {
    let needed: usize = table.columns.iter().map(|column| room(column.kind)).sum();
    if table.columns.len() <= FEW_COLUMNS {
        ""
    } else if table.columns.len() == FEW_COLUMNS + 1 {
        "cards"
    } else if needed <= UPRIGHT {
        "cards many"
    } else if needed <= ACROSS {
        "cards many across"
    } else {
        "cards many across tight"
    }
}

/// How much room a column needs, in columns of numbers.
fn room(kind: ColumnKind) -> usize {
    match kind {
        ColumnKind::Words => 3,
        ColumnKind::Code | ColumnKind::Day => 2,
        ColumnKind::Count | ColumnKind::Decimal | ColumnKind::Percent => 1,
    }
}

fn column(column: &PaperColumn) -> ColumnView<'_> {
    let class = match column.kind {
        ColumnKind::Words | ColumnKind::Day => "",
        ColumnKind::Code => "c",
        ColumnKind::Count | ColumnKind::Decimal | ColumnKind::Percent => "n",
    };
    ColumnView {
        is_long: is_long(&column.name),
        name: &column.name,
        class,
    }
}

/// Whether words, as the page shows them, have one that is too long for any column.
fn is_long(words: &str) -> bool {
    safe::shown(words)
        .split_whitespace()
        .any(|word| word.chars().count() > LONG_WORD)
}

fn cell(cell: &Cell) -> CellView {
    let shown = cell.shown();
    CellView {
        is_long: is_long(&shown),
        is_late: matches!(cell, Cell::Late(_)),
        shown,
        day: match cell {
            Cell::Day(day) => Some(day.to_string()),
            _ => None,
        },
    }
}

/// What a page's policy calls a style that it allows: its SHA-256, in base 64.
pub fn hash(style: &str) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digest = Sha256::digest(style.as_bytes());
    let mut hash = "sha256-".to_owned();
    for three in digest.chunks(3) {
        let bits = three
            .iter()
            .fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte))
            << (8 * (3 - three.len()));
        for place in 0..4 {
            let letter = char::from(LETTERS[bits >> (18 - 6 * place) & 63]);
            hash.push(if place > three.len() { '=' } else { letter });
        }
    }
    hash
}
