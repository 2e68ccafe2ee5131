//! Compliance with the schedule, in every format: first what is not taking place, in words.

use super::figures::{Counts, Expectation, ExpectationState, RollUp, YearCompliance};
use super::sentences;
use crate::framework::AuditId;
use crate::framework::word::capital;
use crate::paper::TextStyle;
use crate::paper::table::Grid;
use crate::paper::{Cell, ColumnKind, Paper, PaperBlock, PaperChart, PaperPart, PaperTable, Plot};
use crate::paper::{Column, Columns};

/// How expectations are added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddedBy {
    /// A line a person.
    Person,
    /// A line a team.
    Team,
    /// A line a service.
    Service,
}

/// The report on a terminal.
pub fn text(report: &YearCompliance, by: Option<AddedBy>, style: TextStyle) -> String {
    let paper = Paper {
        title: format!("{}, as of {}", sentences::title(report), report.as_of.spoken()),
        period: String::new(),
        council: None,
        as_of: report.as_of,
        parts: parts(report, by),
    };
    paper.compact(style)
}

/// The report laid out.
pub fn paper(report: &YearCompliance, by: Option<AddedBy>) -> Paper {
    Paper {
        title: sentences::title(report),
        period: format!("{} to {}", report.from.spoken(), report.to.spoken()),
        council: None,
        as_of: report.as_of,
        parts: parts(report, by),
    }
}

/// A part of sentences, one by one; nothing where there are none.
pub(crate) fn said(id: &str, title: impl Into<String>, lines: Vec<String>) -> PaperPart {
    let part = PaperPart::new(id, title);
    if lines.is_empty() {
        part
    } else {
        part.with(PaperBlock::List(lines))
    }
}

/// The report as CSV: every expectation on a line, or the lines of a roll-up.
pub fn csv(report: &YearCompliance, by: Option<AddedBy>) -> String {
    match by {
        None => CSV.csv(&report.expectations),
        Some(by) => all_states(lines(report, by), whom(by)).csv(),
    }
}

fn parts(report: &YearCompliance, by: Option<AddedBy>) -> Vec<PaperPart> {
    let by = by.or(report.only.is_none().then_some(AddedBy::Service));
    let mut parts = vec![
        PaperPart::new("in-short", "In short").text(sentences::total(report)),
        sentences::not_taking_place(report),
        sentences::not_recorded(report),
        rows(report),
        sentences::side_by_side(report),
    ];
    parts.extend(by.map(|by| rolled_up(report, by)));
    if report.only.is_some() {
        parts.push(detail(report));
    }
    parts.extend([
        sentences::nothing_expected(report),
        sentences::legend(report, by),
        sentences::notes(report),
    ]);
    parts.retain(|part| !part.blocks.is_empty());
    parts
}

fn whom(by: AddedBy) -> &'static str {
    match by {
        AddedBy::Person => "person",
        AddedBy::Team => "team",
        AddedBy::Service => "service",
    }
}

fn lines(report: &YearCompliance, by: AddedBy) -> &[RollUp] {
    match by {
        AddedBy::Person => &report.by_person,
        AddedBy::Team => &report.by_team,
        AddedBy::Service => &report.by_service,
    }
}

/// The states that stand in the columns of a table: those that add up to what is expected. The others are rare; sentences
/// below it tell of them, so that the table fits.
const COLUMNS: [ExpectationState; 6] = [
    ExpectationState::Done,
    ExpectationState::Late,
    ExpectationState::Open,
    ExpectationState::Missing,
    ExpectationState::NotYetDue,
    ExpectationState::NotRecorded,
];

/// A table of counts, of which this is the first column.
pub(super) fn table(id: &str, caption: &str, first: &str) -> PaperTable {
    let states = COLUMNS.map(|state| capital(state.said()));
    let mut columns = vec![(first, ColumnKind::Words), ("Expected", ColumnKind::Count)];
    columns.extend(states.iter().map(|state| (state.as_str(), ColumnKind::Count)));
    PaperTable::new(id, caption, &columns, "nothing")
}

/// A line of a table of counts.
pub(super) fn cells(name: impl Into<String>, counts: &Counts) -> Vec<Cell> {
    let states = COLUMNS.map(|state| counts.get(state));
    let numbers = [counts.expected].into_iter().chain(states);
    std::iter::once(Cell::text(name))
        .chain(numbers.map(Cell::Count))
        .collect()
}

fn rows(report: &YearCompliance) -> PaperPart {
    let part = PaperPart::new("by-row", "By row of the schedule");
    let asked = || report.rows.iter().filter(|row| !row.to_be_confirmed);
    let mut table = table("rows", "Audits expected and what came of them, by row", "Row");
    let named: Vec<(String, &Counts)> = asked()
        .map(|row| (sentences::row_title(report, &row.row), &row.counts))
        .collect();
    for (name, counts) in &named {
        table.row(cells(name, counts));
    }
    let table = table.totalling(cells("Total", &report.total)).main();
    let below = sentences::rare(&named)
        .into_iter()
        .chain(sentences::beyond(report));
    with_rows(part, table, below)
}

/// A part with a table that has rows, and what is said below it; nothing where there is neither.
pub(super) fn with_rows(
    part: PaperPart,
    table: PaperTable,
    below: impl IntoIterator<Item = String>,
) -> PaperPart {
    let part = if table.rows.is_empty() {
        part
    } else {
        part.with(table)
    };
    let below: Vec<String> = below.into_iter().collect();
    if below.is_empty() {
        part
    } else {
        part.with(PaperBlock::List(below))
    }
}

fn rolled_up(report: &YearCompliance, by: AddedBy) -> PaperPart {
    let whom = whom(by);
    let mut part = PaperPart::new("rolled-up", format!("By {whom}, most missing first"));
    let named: Vec<(String, &Counts)> = lines(report, by)
        .iter()
        .map(|line| (sentences::name(line, whom), &line.counts))
        .collect();
    if by == AddedBy::Service {
        part = missing(part, &named);
    }
    let caption = format!("Audits expected and what came of them, by {whom}");
    let mut table = table("rolled-up", &caption, capital(whom).as_str());
    for (name, counts) in &named {
        table.row(cells(name, counts));
    }
    // A person stands in every team of theirs, and so adds up to the whole only by service.
    let table = if named.iter().map(|(_, counts)| counts.expected).sum::<usize>() == report.total.expected {
        table.totalling(cells("Total", &report.total))
    } else {
        table
    };
    with_rows(part, table, sentences::rare(&named))
}

/// A chart of how many audits are missing in each service, where any is.
fn missing(part: PaperPart, named: &[(String, &Counts)]) -> PaperPart {
    let bars = named
        .iter()
        .map(|(name, counts)| (name.clone(), counts.get(ExpectationState::Missing)));
    let bars: Vec<(String, usize)> = bars.filter(|(_, n)| *n > 0).collect();
    if bars.len() < 2 {
        return part;
    }
    part.with(PaperChart {
        id: "missing-by-service".to_owned(),
        title: "Audits missing, by service".to_owned(),
        words: "How many audits did not take place. More is expected of some services than of others; the table below \
                has both."
            .to_owned(),
        plot: Plot::Counts(bars),
    })
}

/// A roll-up with every state, for a spreadsheet.
fn all_states(lines: &[RollUp], whom: &str) -> Grid {
    let mut heads = vec![whom.to_owned(), "per".to_owned(), ">expected".to_owned()];
    heads.extend(
        ExpectationState::ALL
            .iter()
            .map(|state| format!(">{}", state.name().replace(' ', "_"))),
    );
    let mut grid = Grid::new(&heads.iter().map(String::as_str).collect::<Vec<_>>());
    for line in lines {
        let mut cells = vec![
            line.name.clone().unwrap_or_default(),
            line.per.unwrap_or_default().to_owned(),
        ];
        cells.push(line.counts.expected.to_string());
        cells.extend(
            ExpectationState::ALL
                .iter()
                .map(|state| line.counts.get(*state).to_string()),
        );
        grid.row(cells);
    }
    grid
}

/// Every expectation of a team or a person, for a clinic.
fn detail(report: &YearCompliance) -> PaperPart {
    let table = PaperTable::of(
        "expectations",
        "Each expectation, period by period",
        "nothing",
        &report.expectations,
        &[
            ("Who", ColumnKind::Words, &|one| Cell::some(one.person.as_ref())),
            ("Row", ColumnKind::Words, &|one| {
                Cell::text(sentences::row_title(report, &one.row))
            }),
            ("Period", ColumnKind::Words, &|one| {
                Cell::text(one.period.to_string())
            }),
            ("State", ColumnKind::Words, &|one| Cell::text(one.state.said())),
            ("Audit", ColumnKind::Words, &|one| Cell::text(audits(one))),
        ],
    );
    with_rows(PaperPart::new("expectations", "Each expectation"), table, [])
}

fn audits(one: &Expectation) -> String {
    let on = one.audits.iter().map(ToString::to_string);
    let off = one.off.iter().map(|id| format!("{id} (off)"));
    on.chain(off).collect::<Vec<_>>().join(", ")
}

/// The columns of the CSV of single expectations.
const CSV: Columns<Expectation> = Columns(&[
    Column::key("row", |one| Cell::text(one.row.to_string())),
    Column::key("per", |one| Cell::text(one.per)),
    Column::key("person", |one| Cell::some(one.person.as_ref())),
    Column::key("team", |one| Cell::some(one.team.as_ref())),
    Column::key("service", |one| Cell::some(one.service.as_ref())),
    Column::key("period", |one| Cell::text(one.period.to_string())),
    Column::key("from", |one| Cell::Day(one.from)),
    Column::key("to", |one| Cell::Day(one.to)),
    Column::key("state", |one| Cell::text(one.state.to_string())),
    Column::key("due", |one| Cell::day(one.due)),
    Column::key("audits", |one| ids(&one.audits)),
    Column::key("off", |one| ids(&one.off)),
]);

fn ids(ids: &[AuditId]) -> Cell {
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    Cell::text(ids.join("; "))
}
