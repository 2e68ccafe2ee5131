//! The report's parts, a table each, in the order in which they are read.

use super::super::moderation::{REGRADING, agreement, changes, coefficients};
use super::{count, share};
use crate::render::table::Grid;
use crate::report::quarterly::{Grades, InadequateLine, Quarterly};

/// A part of the report.
pub(super) struct Part {
    /// Its heading.
    pub title: String,
    /// Its table.
    pub grid: Grid,
    /// What is said where the table has no row.
    pub empty: String,
    /// What a reader must know of it.
    pub notes: Vec<String>,
}

/// Every part, in order.
pub(super) fn parts(report: &Quarterly) -> Vec<Part> {
    vec![
        grades(report),
        lines("By team", &report.by_team),
        lines("By service", &report.by_service),
        lines("By form (all forms)", &report.by_form),
        lines("By legal status", &report.by_status),
        sections(report),
        moderation(report),
        timeliness(report),
        expected(report),
        inadequate(report),
        actions(report),
        families(report),
        staff(report),
        themes(
            "What worked well (statements of Appendix 4)",
            &report.themes.strengths,
        ),
        themes(
            "What could be better (statements of Appendix 4)",
            &report.themes.improvements,
        ),
        learning(report),
        trend(report),
        quarters(report),
    ]
}

fn four(grades: &Grades) -> [String; 4] {
    [
        grades.outstanding,
        grades.good,
        grades.requires_improvement,
        grades.inadequate,
    ]
    .map(|n| n.to_string())
}

fn total(grades: &Grades) -> usize {
    grades.outstanding + grades.good + grades.requires_improvement + grades.inadequate
}

fn grades(report: &Quarterly) -> Part {
    let mut grid = Grid::new(&[">O", ">G", ">RI", ">I", ">all"]);
    if total(&report.grades) > 0 {
        let [o, g, ri, i] = four(&report.grades);
        grid.row([o, g, ri, i, total(&report.grades).to_string()]);
    }
    Part::new("Grades", grid, "no audits settled in this quarter")
}

fn lines(title: &str, rows: &[crate::report::quarterly::Line]) -> Part {
    let mut grid = Grid::new(&["", ">n", ">O", ">G", ">RI", ">I"]);
    for line in rows {
        let [o, g, ri, i] = four(&line.grades);
        let name = line.name.clone().unwrap_or_else(|| "(none)".to_owned());
        grid.row([name, total(&line.grades).to_string(), o, g, ri, i]);
    }
    Part::new(title, grid, "no audits settled in this quarter")
}

fn sections(report: &Quarterly) -> Part {
    let mut grid = Grid::new(&["Form", "Section", ">O", ">G", ">RI", ">I", ">N/A"]);
    for line in &report.sections {
        let [o, g, ri, i] = four(&line.grades);
        grid.row([
            line.form.clone(),
            line.title.clone(),
            o,
            g,
            ri,
            i,
            line.not_applicable.to_string(),
        ]);
    }
    Part::new(
        "Sections (all forms, final grades)",
        grid,
        "no audits settled in this quarter",
    )
}

fn moderation(report: &Quarterly) -> Part {
    let moderation = &report.moderation;
    let mut grid = Grid::new(&["Moderation", ">"]);
    if moderation.moderated > 0 {
        for row in changes(moderation) {
            grid.row(row);
        }
        for (name, value) in coefficients(moderation) {
            let shown = value.map(agreement);
            grid.row([
                name.to_owned(),
                shown.unwrap_or_else(|| "not given: fewer than 20, or every grade the same".to_owned()),
            ]);
        }
    }
    Part::new(
        "Moderation",
        grid,
        "no audits settled by a moderator in this quarter",
    )
    .note(REGRADING)
}

fn timeliness(report: &Quarterly) -> Part {
    let mut grid = Grid::new(&["Step", ">due", ">on time", ">late", ">open", ">on time %"]);
    for line in report.timeliness.iter().filter(|line| line.due > 0) {
        grid.row([
            line.step.to_string(),
            line.due.to_string(),
            line.on_time.to_string(),
            line.late.to_string(),
            line.open.to_string(),
            line.percent
                .map(|percent| format!("{percent:.1}"))
                .unwrap_or_default(),
        ]);
    }
    Part::new(
        "On time, of what fell due in the quarter",
        grid,
        "nothing fell due in this quarter",
    )
}

fn expected(report: &Quarterly) -> Part {
    let mut grid = Grid::new(&["Row", ">expected", ">exempt", ">allocated", ">off", ">submitted"]);
    let mut silent = 0;
    for line in &report.expected {
        if line.expected == 0 && line.allocated == 0 && line.exempt == 0 {
            silent += 1;
            continue;
        }
        grid.row([
            line.row.to_string(),
            line.expected.to_string(),
            line.exempt.to_string(),
            line.allocated.to_string(),
            (line.replaced + line.withdrawn).to_string(),
            line.submitted.to_string(),
        ]);
    }
    let part = Part::new(
        "Expected and done, by row of the schedule",
        grid,
        "the schedule expects nothing in this quarter",
    );
    let part = part.note("Off: replaced or withdrawn; these count as not submitted.");
    if silent > 0 {
        part.note(format!(
            "{} nothing in this quarter: to be confirmed, no period ends in it, or nobody is named.",
            count(silent, "row expects", "rows expect")
        ))
    } else {
        part
    }
}

fn inadequate(report: &Quarterly) -> Part {
    let columns = [
        "Audit",
        "told after",
        "direction",
        "actions reviewed",
        "re-audit",
        "grade then",
    ];
    let grid = clocks(&columns, &report.inadequate);
    Part::new("Inadequate audits and their clocks", grid, "none")
}

/// What followed each Inadequate: when its manager was told, directed, reviewed and audited again.
pub(in crate::render) fn clocks(columns: &[&str; 6], lines: &[InadequateLine]) -> Grid {
    let mut grid = Grid::new(columns);
    for line in lines {
        let day = |date: Option<crate::framework::Date>| {
            date.map_or_else(|| "not yet".to_owned(), |date| date.to_string())
        };
        grid.row([
            line.id.to_string(),
            line.informed_days
                .map_or_else(|| "not yet".to_owned(), |n| format!("{n} days")),
            day(line.direction),
            day(line.actions_reviewed),
            day(line.re_audit),
            line.re_audit_grade
                .map(|grade| grade.to_string())
                .unwrap_or_default(),
        ]);
    }
    grid
}

fn actions(report: &Quarterly) -> Part {
    let mut grid = Grid::new(&[">all", ">done", ">open", ">overdue"]);
    let actions = &report.actions;
    if actions.total > 0 {
        grid.row([actions.total, actions.done, actions.open, actions.overdue].map(|n| n.to_string()));
    }
    Part::new(
        "Actions, the whole register today",
        grid,
        "no actions are planned",
    )
}

fn families(report: &Quarterly) -> Part {
    let family = &report.family_feedback;
    let mut grid = Grid::new(&[">sought", ">had", ">mean score, 0 to 10", "scores 0 to 10"]);
    if family.sought > 0 {
        let scores: Vec<String> = family.scores.iter().map(ToString::to_string).collect();
        grid.row([
            family.sought.to_string(),
            family.obtained.to_string(),
            family
                .mean_score
                .map_or_else(|| "none".to_owned(), |mean| format!("{mean:.1}")),
            scores.join(" "),
        ]);
    }
    Part::new(
        "What families said (audits submitted in the quarter)",
        grid,
        "no family's feedback is recorded",
    )
}

fn staff(report: &Quarterly) -> Part {
    let mut grid = Grid::new(&[">asked", ">received"]);
    if report.staff_feedback.asked > 0 {
        grid.row([report.staff_feedback.asked, report.staff_feedback.received].map(|n| n.to_string()));
    }
    Part::new("Feedback from workers", grid, "nobody was asked yet")
}

fn themes(title: &str, themes: &[crate::report::quarterly::Theme]) -> Part {
    const SHOWN: usize = 5;
    let mut grid = Grid::new(&[">n", "Statement", ""]);
    for theme in themes.iter().take(SHOWN) {
        grid.row([
            theme.n.to_string(),
            theme.criterion.to_string(),
            theme.text.clone(),
        ]);
    }
    let part = Part::new(title, grid, "no statement was cited");
    if themes.len() > SHOWN {
        part.note(format!("{} more in the other formats.", themes.len() - SHOWN))
    } else {
        part
    }
}

fn learning(report: &Quarterly) -> Part {
    let mut grid = Grid::new(&["Area", ">n"]);
    for learning in &report.system_learning {
        grid.row([learning.area.clone(), learning.n.to_string()]);
    }
    Part::new("Learning for the whole system", grid, "none is recorded")
}

fn trend(report: &Quarterly) -> Part {
    let mut grid = Grid::new(&["Cycle", "Good or better"]);
    for point in &report.trend.points {
        grid.row([point.cycle.to_string(), share(&point.share)]);
    }
    let trend = &report.trend;
    let mut part = Part::new(
        "Over time, by two-month cycle",
        grid,
        "no cycle has settled audits yet",
    );
    if let (Some(mean), Some(lower), Some(upper)) = (trend.mean, trend.lower, trend.upper) {
        part = part.note(format!(
            "Mean {mean:.1}%; natural limits {lower:.1}% to {upper:.1}%."
        ));
    } else if let Some(median) = trend.median {
        part = part.note(format!(
            "Median {median:.1}%; fewer than 12 cycles, so no limits."
        ));
    }
    for signal in &trend.signals {
        let kind = serde_json::to_value(signal.kind)
            .ok()
            .and_then(|kind| kind.as_str().map(str::to_owned));
        part = part.note(format!(
            "Signal at {}: {}.",
            signal.cycle,
            kind.unwrap_or_default().replace('-', " ")
        ));
    }
    part
}

fn quarters(report: &Quarterly) -> Part {
    let mut grid = Grid::new(&["Quarter", "Good or better"]);
    for quarter in &report.quarters {
        grid.row([quarter.quarter.to_string(), share(&quarter.share)]);
    }
    Part::new("The last quarters", grid, "none")
}
