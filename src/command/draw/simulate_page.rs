//! What a simulation came to, in each format.

use crate::paper::md;
use std::fmt::Write as _;

use minijinja::{Error, context};
use serde::Serialize;

use crate::draw::simulate::{Figures, Simulation};
use crate::framework::Date;
use crate::paper::page;
use crate::paper::safe::safe;
use crate::paper::table::Grid;
use crate::paper::wrap::filled;
use crate::paper::{Paper, PaperPart, TextStyle, count};

const TEMPLATE: &str = include_str!("../../../shipped/templates/simulate.html");

/// What the figures mean, once for every format.
const MEANING: &str = "Reached is of those case-holders and statuses that so many draws could reach; twice running is of those \
                       draws that could have been from another case-holder. The best guess is the chance of whoever knows \
                       the pool, the rule and all earlier draws to name the next case; 19 draws of 20 are as hard to guess \
                       as that says, or harder. All three ways draw from the same \
                       pools and set the same children aside; nothing had been drawn before the first cycle.";

const UNIT_COLUMNS: [&str; 7] = [
    "!Auditor",
    ">Pool",
    ">Holders",
    ">Holders reached",
    ">Twice running",
    ">Never drawn",
    ">Best guess, 19 of 20",
];

/// As text.
pub fn text(simulation: &Simulation, style: TextStyle) -> String {
    let mut text = format!("{}\n\n", filled(&safe(&heading(simulation)), "", "", style.width));
    if simulation.auditors > 0 {
        text.push_str(&council(simulation).text(style));
        let _ = write!(
            text,
            "\nThe raffle, by auditor:\n\n{}",
            units(simulation).text(style)
        );
        let _ = writeln!(text, "\n{}", filled(MEANING, "", "", style.width));
    }
    for name in &simulation.without_pool {
        let _ = writeln!(text, "{}", safe(&empty(name)));
    }
    text
}

/// As Markdown.
pub fn md(simulation: &Simulation) -> String {
    let mut text = format!("# The draw, simulated\n\n{}\n\n", md::line(&heading(simulation)));
    if simulation.auditors > 0 {
        text.push_str(&council(simulation).md());
        let _ = write!(text, "\n## The raffle, by auditor\n\n{}", units(simulation).md());
        let _ = writeln!(text, "\n{MEANING}");
    }
    for name in &simulation.without_pool {
        let _ = writeln!(text, "\n{}", md::line(&empty(name)));
    }
    text
}

/// As a page with a chart.
pub fn html(simulation: &Simulation) -> Result<String, Error> {
    let environment = page::environment("simulate.html", TEMPLATE)?;
    let without: Vec<String> = simulation.without_pool.iter().map(|name| empty(name)).collect();
    environment.get_template("simulate.html")?.render(context! {
        heading => heading(simulation), meaning => MEANING, without => without, charts => charts(simulation),
        tables => [council(simulation).cells(), units(simulation).cells()],
    })
}

/// Laid out, for a Word document and a workbook.
pub fn paper(simulation: &Simulation, as_of: Date) -> Paper {
    let without = simulation.without_pool.iter().map(|name| empty(name));
    let mut part = PaperPart::new("in-short", "In short").text(heading(simulation));
    if simulation.auditors > 0 {
        part = part
            .with(council(simulation).table("methods", "Three ways to draw"))
            .with(units(simulation).table("raffle", "The raffle, by auditor"))
            .note(MEANING);
    }
    Paper {
        title: "The draw, simulated".to_owned(),
        period: count(simulation.cycles, "cycle", "cycles"),
        council: None,
        as_of,
        parts: vec![without.fold(part, PaperPart::text)],
    }
}

fn heading(simulation: &Simulation) -> String {
    format!(
        "{} of {}, {} and {}, with the seed {}.",
        count(simulation.runs, "run", "runs"),
        count(simulation.cycles, "cycle", "cycles"),
        count(simulation.auditors, "auditor", "auditors"),
        count(
            simulation.children,
            "child in their pools",
            "children in their pools"
        ),
        simulation.seed
    )
}

fn empty(name: &str) -> String {
    format!("The pool of {name} is empty, so nothing is drawn there.")
}

/// A line a measure, a column a method.
fn council(simulation: &Simulation) -> Grid {
    type Of = fn(&Figures) -> String;
    let titles = simulation
        .council
        .iter()
        .map(|figures| format!(">{}", figures.method.title()));
    let columns: Vec<String> = std::iter::once("!Measure".to_owned()).chain(titles).collect();
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let mut grid = Grid::new(&columns);
    let lines: [(&str, Of); 6] = [
        ("Case-holders reached", |f| percent(f.holders_reached)),
        ("Statuses reached", |f| percent(f.statuses_reached)),
        ("Same case-holder twice running", |f| {
            percent(f.holder_twice_running)
        }),
        ("Children never drawn", |f| format!("{:.1}", f.never_drawn)),
        ("Best guess, mean", |f| chance(f.best_guess)),
        ("Best guess, 19 draws of 20", |f| chance(f.best_guess_95)),
    ];
    for (name, of) in lines {
        grid.row(std::iter::once(name.to_owned()).chain(simulation.council.iter().map(of)));
    }
    grid
}

fn units(simulation: &Simulation) -> Grid {
    let mut grid = Grid::new(&UNIT_COLUMNS);
    for unit in &simulation.units {
        // The raffle stands first.
        let Some(figures) = unit.methods.first() else {
            continue;
        };
        grid.row([
            unit.unit.clone(),
            unit.pool.to_string(),
            unit.holders.to_string(),
            percent(figures.holders_reached),
            percent(figures.holder_twice_running),
            format!("{:.1}", figures.never_drawn),
            chance(figures.best_guess_95),
        ]);
    }
    grid
}

fn percent(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| format!("{value:.1}%"))
}

fn chance(value: Option<f64>) -> String {
    percent(value.map(|value| value * 100.0))
}

/// A figure of each method as bars, each with its number beside it.
#[derive(Serialize)]
struct MethodChart {
    title: &'static str,
    /// Whether more is better, in words.
    note: &'static str,
    bars: Vec<FigureBars>,
}

#[derive(Serialize)]
struct FigureBars {
    name: &'static str,
    value: String,
    width: String,
    place: usize,
}

fn charts(simulation: &Simulation) -> Vec<MethodChart> {
    type Of = fn(&Figures) -> Option<f64>;
    let kinds: [(&'static str, &'static str, Of); 4] = [
        ("Case-holders reached", "more is better", |f| f.holders_reached),
        ("Statuses reached", "more is better", |f| f.statuses_reached),
        ("The same case-holder twice running", "less is better", |f| {
            f.holder_twice_running
        }),
        (
            "Best guess at the next case, 19 draws of 20",
            "less is better",
            |f| f.best_guess_95.map(|chance| chance * 100.0),
        ),
    ];
    let chart = |(title, note, of): (_, _, Of)| MethodChart {
        title,
        note,
        bars: (0..)
            .zip(&simulation.council)
            .map(|(place, figures)| FigureBars {
                name: figures.method.title(),
                value: percent(of(figures)),
                // 100% is 300 wide.
                width: format!("{:.1}", of(figures).unwrap_or(0.0) * 3.0),
                place: place * 24,
            })
            .collect(),
    };
    kinds.map(chart).into()
}
