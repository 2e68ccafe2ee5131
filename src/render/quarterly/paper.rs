//! The report laid out for every format, in the order in which a director reads it.

use crate::render::count;
use crate::render::paper::{Block, Cell, Chart, Figure, GradeBar, Kind, Paper, Part, Plot, Table};
use crate::report::quarterly::{Grades, Line, Quarterly};

/// The report laid out. `council` is the name that stands on it.
pub fn paper(report: &Quarterly, council: &str) -> Paper {
    Paper {
        title: format!("Quality assurance, {}", report.quarter),
        period: format!("{} to {}", report.from.spoken(), report.to.spoken()),
        council: Some(council.to_owned()).filter(|name| !name.is_empty()),
        as_of: report.as_of,
        parts: vec![headline(report), teams(report), families(report)],
    }
}

fn headline(report: &Quarterly) -> Part {
    let expected: usize = report.expected.iter().map(|row| row.expected).sum();
    Part::new("headline", "How good practice was")
        .with(Figure {
            label: "Good or better".to_owned(),
            share: report.good_or_better,
            empty: "no audits settled in this quarter".to_owned(),
        })
        .text(format!(
            "It rests on {} settled in the quarter; {} submitted in it, of {expected} expected.",
            count(report.settled, "audit", "audits"),
            report.submitted
        ))
}

fn teams(report: &Quarterly) -> Part {
    Part::new("teams", "Grades by team and service")
        .with(bars("grades-by-team", "Grades by team", &report.by_team))
        .with(grades("by-team", "Final grades by team", "Team", &report.by_team))
}

fn families(report: &Quarterly) -> Part {
    let scores = &report.family_feedback.scores;
    Part::new("families", "What families said").with(Block::Chart(Chart {
        id: "scores".to_owned(),
        title: "Scores that families gave, 0 to 10".to_owned(),
        words: count(scores.iter().sum(), "score", "scores"),
        plot: Plot::Counts(
            (0..)
                .zip(scores)
                .map(|(score, n): (u8, _)| (score.to_string(), *n))
                .collect(),
        ),
    }))
}

fn bars(id: &str, title: &str, lines: &[Line]) -> Chart {
    let bars = lines.iter().map(|line| GradeBar {
        name: line.name.clone().unwrap_or_else(|| "none named".to_owned()),
        grades: line.grades,
    });
    Chart {
        id: id.to_owned(),
        title: title.to_owned(),
        words: count(lines.len(), "line", "lines"),
        plot: Plot::Grades(bars.collect()),
    }
}

fn grades(id: &str, caption: &str, what: &str, lines: &[Line]) -> Table {
    let mut table = Table::new(
        id,
        caption,
        &[
            (what, Kind::Words),
            ("Audits", Kind::Count),
            ("Outstanding", Kind::Count),
            ("Good", Kind::Count),
            ("Requires improvement", Kind::Count),
            ("Inadequate", Kind::Count),
        ],
        "no audits settled in this quarter",
    );
    for line in lines {
        let name = line.name.clone().unwrap_or_else(|| "none named".to_owned());
        let mut cells = vec![Cell::Text(name), line.grades.n().into()];
        cells.extend(four(&line.grades).map(Cell::Count));
        table.row(cells);
    }
    table
}

fn four(grades: &Grades) -> [usize; 4] {
    [
        grades.outstanding,
        grades.good,
        grades.requires_improvement,
        grades.inadequate,
    ]
}
