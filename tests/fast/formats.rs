//! A report says the same in every format: each is read back, and every cell compared with the paper it was made of.
mod any;
mod figures;
mod pages;
mod read;

use proptest::prelude::*;
use qaf::context::Context;
use qaf::output::{Color, Format, Output};
use qaf::paper;
use qaf::paper::docx::{WordTemplate, docx, shipped};
use qaf::paper::{ColumnKind, Paper, PaperTable};
use read::{Rows, plain, squeezed};

/// The tables as they should be read back: the columns' names, then the rows.
fn expected(tables: &[&PaperTable]) -> Vec<Rows> {
    let of = |table: &&PaperTable| {
        let head = table.columns.iter().map(|column| plain(&column.name)).collect();
        let rows = table
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| plain(&cell.shown())).collect());
        std::iter::once(head).chain(rows).collect()
    };
    tables
        .iter()
        .filter(|table| !table.rows.is_empty())
        .map(of)
        .collect()
}

/// Reads every format of a paper back and compares each cell.
fn every_format_says_the_same(paper: &Paper) {
    let all = paper.all_tables();
    let all: Vec<&PaperTable> = all.iter().map(AsRef::as_ref).collect();
    let wanted = expected(&all);
    let shapes: Vec<(Vec<ColumnKind>, usize)> = all
        .iter()
        .map(|table| {
            (
                table.columns.iter().map(|column| column.kind).collect(),
                table.rows.len(),
            )
        })
        .collect();

    let workbook = paper::xlsx::xlsx(paper).unwrap();
    let sheets = read::xlsx(&workbook, &shapes);
    assert_eq!(sheets.len(), all.len(), "a sheet a table");
    for (sheet, table) in sheets.iter().zip(&all) {
        assert_eq!(sheet.caption, plain(&table.caption));
        if table.rows.is_empty() {
            assert_eq!(sheet.rows, [[plain(&table.empty)]]);
        }
    }
    let filled: Vec<Rows> = sheets
        .into_iter()
        .zip(&all)
        .filter(|(_, table)| !table.rows.is_empty())
        .map(|(sheet, _)| sheet.rows)
        .collect();
    let mut headed = wanted.clone();
    for name in headed.iter_mut().flat_map(|rows| rows[0].iter_mut()) {
        // The name of a column stands in one line, and holds no code of a character.
        *name = name.replace('\n', " ").replace("_x", "_ x");
    }
    assert_eq!(filled, headed, "the workbook");
    assert_eq!(
        workbook,
        paper::xlsx::xlsx(paper).unwrap(),
        "the same bytes again"
    );

    let template = WordTemplate::read(&shipped().unwrap()).unwrap();
    let document = docx(paper, &template).unwrap();
    // What is folded away is in the workbook and on the page alone.
    let in_sight: Vec<PaperTable> = all
        .iter()
        .map(|table| {
            let undrawn = table.undrawn();
            rows_of(table, undrawn.in_sight().0)
        })
        .collect();
    let in_sight = expected(&in_sight.iter().collect::<Vec<_>>());
    assert_eq!(read::docx(&document), in_sight, "the Word document");
    assert_eq!(document, docx(paper, &template).unwrap(), "the same bytes again");

    assert_eq!(
        pages::md(&paper::md::md(paper)),
        squeezed(&in_sight),
        "the Markdown"
    );

    let drawn: Vec<&PaperTable> = paper.tables().collect();
    let page = paper::html::html(paper).unwrap();
    let mut tables = pages::html(&page);
    // A page may show the figures of its charts as well.
    let captions: Vec<String> = drawn
        .iter()
        .map(|table| read::one_line(&plain(&table.caption)))
        .collect();
    tables.retain(|(caption, _)| captions.contains(caption));
    let tables: Vec<Rows> = tables.into_iter().map(|(_, rows)| rows).collect();
    let parts: Vec<PaperTable> = drawn
        .iter()
        .flat_map(|table| {
            let (in_sight, _) = table.in_sight();
            let folded = &table.rows[in_sight.len()..];
            [in_sight, folded].map(|rows| rows_of(table, rows))
        })
        .collect();
    let parts: Vec<&PaperTable> = parts.iter().collect();
    assert_eq!(tables, squeezed(&expected(&parts)), "the page");
}

/// Some rows of a table.
fn rows_of(table: &PaperTable, rows: &[Vec<paper::Cell>]) -> PaperTable {
    PaperTable {
        rows: rows.to_vec(),
        ..table.clone()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_paper_says_the_same_in_every_format(paper in any::paper()) {
        every_format_says_the_same(&paper);
    }
}

#[test]
fn what_would_be_obeyed_is_text_in_every_format() {
    every_format_says_the_same(&any::hostile());
}

#[test]
fn the_example_store_says_the_same_in_every_format() {
    let root = format!("{}/examples/store", env!("CARGO_MANIFEST_DIR"));
    for day in ["2026-11-24", "2027-01-15"] {
        let context = Context::open(
            root.as_ref(),
            day.parse().unwrap(),
            "a test".to_owned(),
            Output::new(true, Color::Never),
            Format::Text,
        )
        .unwrap();
        let quarter = qaf::reports::asked_for::quarter(None, &context).unwrap();
        let (examined, learned) =
            qaf::reports::learning::examined_and_learned(&context, quarter, None).unwrap();
        let report = qaf::reports::quarterly::make(&context, &examined, quarter);
        let paper = qaf::reports::quarterly::paper::paper(&report, &learned);
        assert!(paper.tables().any(|table| !table.rows.is_empty()), "{day}");
        every_format_says_the_same(&paper);
        let json = serde_json::from_str(&qaf::paper::json(&report)).unwrap();
        let compared = figures::page_says_what_json_says(&paper, &json);
        assert!(compared > 150, "{compared} figures of {day}");
        let json = serde_json::from_str(&qaf::paper::json(&report)).unwrap();
        let compared = figures::page_says_what_json_says(&paper, &json);
        assert!(compared > 150, "{compared} figures of {day}");
    }
}
