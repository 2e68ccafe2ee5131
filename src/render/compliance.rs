//! Compliance with the schedule, in every format: first what is not taking place, in words.

mod words;

use std::fmt::Write as _;

use super::Style;
use super::safe::md_cell;
use super::table::Grid;
use crate::report::compliance::{Compliance, Counts, Expectation, Line, State};

/// How expectations are added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A line a person.
    Person,
    /// A line a team.
    Team,
    /// A line a service.
    Service,
}

/// A part of the report: sentences, a table, or both.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) title: String,
    pub(super) before: Vec<String>,
    pub(super) grid: Option<Grid>,
    pub(super) after: Vec<String>,
}

impl Part {
    pub(super) fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            before: Vec::new(),
            grid: None,
            after: Vec::new(),
        }
    }

    /// Whether there is nothing to say.
    fn is_empty(&self) -> bool {
        self.before.is_empty() && self.after.is_empty() && self.grid.as_ref().is_none_or(Grid::is_empty)
    }

    /// The parts as text, each that has something to say under its title.
    pub(super) fn text(parts: &[Self], style: Style) -> String {
        let mut text = String::new();
        for part in parts.iter().filter(|part| !part.is_empty()) {
            let _ = writeln!(text, "\n{}", super::safe::safe(&part.title));
            for line in &part.before {
                text.push_str(&wrapped(line, style.width));
            }
            if let Some(grid) = part.grid.as_ref().filter(|grid| !grid.is_empty()) {
                text.push_str(&grid.text(style));
            }
            for line in &part.after {
                text.push_str(&wrapped(line, style.width));
            }
        }
        text
    }

    /// The parts as Markdown.
    pub(super) fn md(parts: &[Self]) -> String {
        let mut text = String::new();
        for part in parts.iter().filter(|part| !part.is_empty()) {
            let _ = writeln!(text, "## {}\n", md_cell(&part.title));
            for line in &part.before {
                let _ = writeln!(text, "- {}", md_cell(line));
            }
            if !part.before.is_empty() {
                text.push('\n');
            }
            if let Some(grid) = part.grid.as_ref().filter(|grid| !grid.is_empty()) {
                let _ = writeln!(text, "{}", grid.md());
            }
            for line in &part.after {
                let _ = writeln!(text, "{}\n", md_cell(line));
            }
        }
        text
    }
}

/// A sentence within the width, set in by two; its further lines by four.
pub(super) fn wrapped(text: &str, width: usize) -> String {
    let mut lines = String::new();
    let mut line = String::from(" ");
    for word in super::safe::safe(text).split_whitespace() {
        if line.trim().is_empty() || line.chars().count() + 1 + word.chars().count() <= width {
            line.push(' ');
        } else {
            lines.push_str(&line);
            lines.push('\n');
            line = String::from("    ");
        }
        line.push_str(word);
    }
    lines.push_str(&line);
    lines.push('\n');
    lines
}

/// The report on a terminal.
pub fn text(report: &Compliance, by: Option<By>, style: Style) -> String {
    let mut text = format!("{}\n", words::title(report));
    text.push_str(&wrapped(&words::total(report), style.width));
    text.push_str(&Part::text(&parts(report, by), style));
    text
}

/// The report as Markdown.
pub fn md(report: &Compliance, by: Option<By>) -> String {
    format!(
        "# {}\n\n{}\n\n{}",
        md_cell(&words::title(report)),
        md_cell(&words::total(report)),
        Part::md(&parts(report, by))
    )
}

/// The report as JSON.
pub fn json(report: &Compliance) -> String {
    super::json(report)
}

/// The report as CSV: every expectation on a line, or the lines of a roll-up.
pub fn csv(report: &Compliance, by: Option<By>) -> String {
    match by {
        None => every(report).csv(),
        Some(by) => all_states(lines(report, by), whom(by)).csv(),
    }
}

fn parts(report: &Compliance, by: Option<By>) -> Vec<Part> {
    let mut parts = vec![
        words::not_taking_place(report),
        words::not_recorded(report),
        rows(report),
        words::side_by_side(report),
    ];
    let by = by.or(report.only.is_none().then_some(By::Service));
    if let Some(by) = by {
        parts.push(rolled_up(report, by));
    }
    if report.only.is_some() {
        parts.push(detail(report));
    }
    parts.push(words::nothing_expected(report));
    parts.push(words::legend(report));
    parts.push(words::notes(report));
    parts
}

fn whom(by: By) -> &'static str {
    match by {
        By::Person => "person",
        By::Team => "team",
        By::Service => "service",
    }
}

fn lines(report: &Compliance, by: By) -> &[Line] {
    match by {
        By::Person => &report.by_person,
        By::Team => &report.by_team,
        By::Service => &report.by_service,
    }
}

/// The states that stand in the columns of a table on a terminal or a page. The others are rare; sentences below it
/// tell of them, so that the table fits.
const COLUMNS: [State; 5] = [
    State::Done,
    State::Late,
    State::Open,
    State::Missing,
    State::NotYetDue,
];

/// The columns' heads, with the first one's.
fn table(first: &str) -> Grid {
    let mut heads = vec![first.to_owned(), ">expected".to_owned()];
    heads.extend(COLUMNS.iter().map(|state| format!(">{}", state.name())));
    Grid::new(&heads.iter().map(String::as_str).collect::<Vec<_>>())
}

fn numbers(counts: &Counts, states: &[State]) -> Vec<String> {
    let mut cells = vec![counts.expected.to_string()];
    cells.extend(states.iter().map(|state| counts.get(*state).to_string()));
    cells
}

fn rows(report: &Compliance) -> Part {
    let mut part = Part::new("By row of the schedule");
    let asked = || report.rows.iter().filter(|row| !row.to_be_confirmed);
    let mut grid = table("Row");
    for row in asked() {
        let mut cells = vec![row.row.to_string()];
        cells.extend(numbers(&row.counts, &COLUMNS));
        grid.row(cells);
    }
    part.grid = Some(grid);
    let named: Vec<(String, &Counts)> = asked().map(|row| (row.row.to_string(), &row.counts)).collect();
    part.after = words::rare(&named);
    part.after.extend(words::beyond(report));
    part
}

fn rolled_up(report: &Compliance, by: By) -> Part {
    let mut part = Part::new(format!("By {}, most missing first", whom(by)));
    let named: Vec<(String, &Counts)> = lines(report, by)
        .iter()
        .map(|line| (words::name(line, whom(by)), &line.counts))
        .collect();
    let mut grid = table(words::capital(whom(by)).as_str());
    for (name, counts) in &named {
        let mut cells = vec![name.clone()];
        cells.extend(numbers(counts, &COLUMNS));
        grid.row(cells);
    }
    part.grid = Some(grid);
    part.after = words::rare(&named);
    part
}

/// A roll-up with every state, for a spreadsheet.
fn all_states(lines: &[Line], whom: &str) -> Grid {
    let mut heads = vec![whom.to_owned(), "per".to_owned(), ">expected".to_owned()];
    heads.extend(
        State::ALL
            .iter()
            .map(|state| format!(">{}", state.name().replace(' ', "_"))),
    );
    let mut grid = Grid::new(&heads.iter().map(String::as_str).collect::<Vec<_>>());
    for line in lines {
        let mut cells = vec![
            line.name.clone().unwrap_or_default(),
            line.per.unwrap_or_default().to_owned(),
        ];
        cells.extend(numbers(&line.counts, &State::ALL));
        grid.row(cells);
    }
    grid
}

/// Every expectation of a team or a person, for a clinic.
fn detail(report: &Compliance) -> Part {
    let mut grid = Grid::new(&["Who", "Row", "Period", "State", "Audit"]);
    for one in &report.expectations {
        grid.row([
            one.person.as_ref().map(ToString::to_string).unwrap_or_default(),
            one.row.to_string(),
            one.period.to_string(),
            one.state.to_string(),
            audits(one),
        ]);
    }
    let mut part = Part::new("Each expectation");
    part.grid = Some(grid);
    part
}

fn audits(one: &Expectation) -> String {
    let on = one.audits.iter().map(ToString::to_string);
    let off = one.off.iter().map(|id| format!("{id} (off)"));
    on.chain(off).collect::<Vec<_>>().join(", ")
}

fn every(report: &Compliance) -> Grid {
    let mut grid = Grid::new(&[
        "row", "per", "person", "team", "service", "period", "from", "to", "state", "due", "audits", "off",
    ]);
    let ids = |ids: &[crate::framework::AuditId]| {
        ids.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
    };
    for one in &report.expectations {
        grid.row([
            one.row.to_string(),
            one.per.to_owned(),
            one.person.as_ref().map(ToString::to_string).unwrap_or_default(),
            one.team.clone().unwrap_or_default(),
            one.service.clone().unwrap_or_default(),
            one.period.to_string(),
            one.from.to_string(),
            one.to.to_string(),
            one.state.to_string(),
            one.due.map(|day| day.to_string()).unwrap_or_default(),
            ids(&one.audits),
            ids(&one.off),
        ]);
    }
    grid
}
