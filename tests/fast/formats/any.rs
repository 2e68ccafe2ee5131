//! Papers of all kinds, with the words that documents should not obey.

use proptest::collection::vec;
use proptest::prelude::*;
use qaf::framework::Date;
use qaf::paper::{
    Cell, ColumnKind, Paper, PaperBlock, PaperChart, PaperColumn, PaperPart, PaperPoint, PaperTable,
    PaperTrend, Plot,
};

/// Words that a spreadsheet, a page, a document or a terminal might obey.
const HOSTILE: [&str; 24] = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "=HYPERLINK(\"http://x.example\",\"y\")",
    "<b>bold</b><script>alert(1)</script>",
    "a|b||c\\|d\\",
    "first\nsecond\n\nfourth\r\nfifth",
    "\ttab\u{b}vertical\u{0}null\u{1b}[31mred",
    "right\u{202e}tfel \u{2066}x\u{2069} \u{feff}\u{200b}",
    "\u{fffe}\u{ffff}\u{fdd0}",
    "_x0041_ and _x000D_",
    "&amp; &#65; &lt; ]]> <!-- x -->",
    "{{ report }} {{ title }} {% raw %}",
    "# heading\n- list\n1. one\n***\n```\ncode",
    "https://x.example www.x.example a@x.example :smile: #12",
    "  spaces before and after  ",
    "'apostrophe \"quotes\"",
    "🙂 👩\u{200d}👧 Łódź Ångström 漢字 مرحبا",
    "0012345",
    "2026-12-07",
    "66.7%",
    "",
    "\u{a0}\u{3000}",
];

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => proptest::sample::select(HOSTILE.as_slice()).prop_map(str::to_owned),
        2 => any::<String>(),
        2 => "[A-Za-z ,.]{0,30}",
        1 => Just("a very long comment ".repeat(400)),
    ]
}

fn day() -> impl Strategy<Value = Date> {
    (1901..2199_i32, 1..=12_u32, 1..=28_u32)
        .prop_map(|(year, month, day)| Date::new(year, month, day).unwrap())
}

fn kind() -> impl Strategy<Value = ColumnKind> {
    proptest::sample::select(vec![
        ColumnKind::Words,
        ColumnKind::Code,
        ColumnKind::Count,
        ColumnKind::Decimal,
        ColumnKind::Percent,
        ColumnKind::Day,
    ])
}

fn cell(kind: ColumnKind) -> BoxedStrategy<Cell> {
    let own = match kind {
        ColumnKind::Words | ColumnKind::Code => words().prop_map(Cell::Text).boxed(),
        ColumnKind::Count => (0..2_000_000_usize).prop_map(Cell::Count).boxed(),
        ColumnKind::Decimal => (-1e6..1e6_f64).prop_map(Cell::Decimal).boxed(),
        ColumnKind::Percent => prop_oneof![
            (0.0..=100.0_f64),
            (0..=1000_i32).prop_map(|tenths| f64::from(tenths) / 10.0),
            (0..=2000_i32).prop_map(|twentieths| f64::from(twentieths) / 20.0),
        ]
        .prop_map(Cell::Percent)
        .boxed(),
        ColumnKind::Day => day().prop_map(Cell::Day).boxed(),
    };
    prop_oneof![
        8 => own,
        1 => Just(Cell::Blank),
        1 => Just(Cell::Hidden),
        1 => words().prop_map(Cell::Text),
    ]
    .boxed()
}

/// A table; its number keeps its caption and its columns' names apart from others.
fn table(number: usize) -> impl Strategy<Value = PaperTable> {
    (vec((words(), kind()), 1..11), 0..6_usize, words(), words()).prop_flat_map(
        move |(columns, n, caption, empty)| {
            let row: Vec<BoxedStrategy<Cell>> = columns.iter().map(|(_, kind)| cell(*kind)).collect();
            vec(row, n).prop_map(move |rows| PaperTable {
                id: format!("table-{number}"),
                caption: format!("{number}. {caption}"),
                columns: columns
                    .iter()
                    .enumerate()
                    .map(|(place, (name, kind))| PaperColumn {
                        name: format!("{place} {}", name.chars().take(60).collect::<String>()),
                        kind: *kind,
                    })
                    .collect(),
                rows,
                empty: format!("none: {empty}"),
                fold: [None, Some(0), Some(1), Some(2)][number % 4],
                rows_in_text: None,
                total: None,
                is_main: number == 1,
            })
        },
    )
}

fn chart(number: usize) -> impl Strategy<Value = PaperChart> {
    let counts = vec((words(), 0..90_usize), 1..12).prop_map(Plot::Counts);
    let point = (
        words(),
        0.0..=100.0_f64,
        1..40_usize,
        any::<bool>(),
        any::<bool>(),
    );
    let trend = (vec(point, 0..10), proptest::option::of(0.0..=100.0_f64)).prop_map(|(points, median)| {
        let point = |(name, percent, n, is_hollow, is_signal)| PaperPoint {
            name,
            percent,
            n,
            is_hollow,
            is_signal,
        };
        Plot::Trend(PaperTrend {
            points: points.into_iter().map(point).collect(),
            median,
            ..PaperTrend::default()
        })
    });
    (words(), words(), prop_oneof![counts, trend]).prop_map(move |(title, words, plot)| PaperChart {
        id: format!("chart-{number}"),
        title: format!("chart {number} {title}"),
        words,
        plot,
    })
}

fn block(number: usize) -> BoxedStrategy<PaperBlock> {
    prop_oneof![
        4 => table(number).prop_map(PaperBlock::Table),
        1 => chart(number).prop_map(PaperBlock::Chart),
        1 => words().prop_map(PaperBlock::Text),
        1 => words().prop_map(PaperBlock::Note),
        1 => words().prop_map(PaperBlock::Warning),
        1 => words().prop_map(PaperBlock::Heading),
        1 => vec(words(), 0..4).prop_map(PaperBlock::List),
        1 => vec((words(), words()), 0..4).prop_map(PaperBlock::Facts),
    ]
    .boxed()
}

/// Any paper.
pub fn paper() -> impl Strategy<Value = Paper> {
    let blocks: Vec<BoxedStrategy<PaperBlock>> = (0..7).map(block).collect();
    (
        words(),
        words(),
        proptest::option::of(words()),
        day(),
        blocks,
        1..7_usize,
    )
        .prop_map(|(title, period, council, as_of, blocks, cut)| {
            let part = |(number, blocks): (usize, &[PaperBlock])| PaperPart {
                id: format!("part-{number}"),
                title: format!("Part {number}"),
                blocks: blocks.to_vec(),
            };
            Paper {
                title,
                period,
                council,
                as_of,
                parts: blocks.chunks(cut).enumerate().map(part).collect(),
            }
        })
}

/// A paper with every hostile word in every place.
pub fn hostile() -> Paper {
    let columns = [
        ("Name", ColumnKind::Words),
        ("Code", ColumnKind::Code),
        ("Number", ColumnKind::Count),
        ("Day", ColumnKind::Day),
    ];
    let mut part = PaperPart::new("hostile", HOSTILE.join(" "));
    for (number, words) in HOSTILE.iter().enumerate() {
        let mut table = PaperTable::new(*words, format!("{number} {words}"), &columns, *words);
        table.row([
            Cell::text(*words),
            Cell::text(*words),
            Cell::text(*words),
            Cell::text(*words),
        ]);
        part = part
            .with(PaperBlock::Heading((*words).to_owned()))
            .text(*words)
            .note(*words)
            .with(table);
    }
    Paper {
        title: HOSTILE.join(" "),
        period: HOSTILE.concat(),
        council: Some(HOSTILE.concat()),
        as_of: "2026-12-07".parse().unwrap(),
        parts: vec![part],
    }
}
