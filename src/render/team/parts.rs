//! The page's parts, a table each, in the order in which a clinic goes through them.

use super::super::count;
use super::super::quarterly::tables::clocks;
use super::super::table::Grid;
use crate::framework::Grade;
use crate::report::quarterly::Line;
use crate::report::team::TeamReport;

/// A part of the page.
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

impl Part {
    fn new(title: impl Into<String>, grid: Grid, empty: &str) -> Self {
        Self {
            title: title.into(),
            grid,
            empty: empty.to_owned(),
            notes: Vec::new(),
        }
    }

    fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// A note that is needed only beneath rows.
    fn note_on_rows(self, text: impl Into<String>) -> Self {
        if self.grid.is_empty() {
            self
        } else {
            self.note(text)
        }
    }
}

/// Every part, in order.
pub(super) fn parts(report: &TeamReport) -> Vec<Part> {
    vec![
        audits(report),
        overdue(report),
        compliance(report),
        grades(report),
        inadequate(report),
        inadequate_sections(report),
        observations(report),
        families(report),
    ]
}

fn graded(grade: Option<Grade>, provisional: bool) -> String {
    let mark = if provisional { "*" } else { "" };
    grade.map(|grade| format!("{grade}{mark}")).unwrap_or_default()
}

fn audits(report: &TeamReport) -> Part {
    let mut grid = Grid::new(&["!Audit", "Auditor", "!Status", "Grade", "!Next", "Who", "!Due"]);
    for audit in &report.audits {
        let next = audit.next.as_ref();
        grid.row([
            audit.id.to_string(),
            audit.auditor.clone().unwrap_or_default(),
            audit.status.to_string(),
            graded(audit.grade, audit.provisional),
            next.map(|next| next.step.to_string()).unwrap_or_default(),
            next.map(|next| next.who.clone()).unwrap_or_default(),
            next.map(|next| next.due.to_string()).unwrap_or_default(),
        ]);
    }
    let part = Part::new(
        "Audits not closed, and those of this time",
        grid,
        "none, today or then",
    );
    let provisional = report
        .audits
        .iter()
        .any(|audit| audit.provisional && audit.grade.is_some());
    let part = if provisional {
        part.note("* the auditor's grade, not final yet")
    } else {
        part
    };
    let faulty: Vec<String> = report
        .audits
        .iter()
        .filter(|audit| audit.errors > 0)
        .map(|audit| format!("{} ({})", audit.id, count(audit.errors, "error", "errors")))
        .collect();
    if faulty.is_empty() {
        part
    } else {
        part.note(format!("qaf validate finds errors in {}.", faulty.join(", ")))
    }
}

fn overdue(report: &TeamReport) -> Part {
    let mut grid = Grid::new(&["From", "!Audit", "!Step", "!Due", ">working days late"]);
    let mut items: Vec<_> = report.overdue.iter().collect();
    items.sort_by(|a, b| (&a.who, a.due, &a.id).cmp(&(&b.who, b.due, &b.id)));
    for item in items {
        grid.row([
            item.who.clone(),
            item.id.to_string(),
            item.step.to_string(),
            item.due.to_string(),
            item.working_days_overdue.to_string(),
        ]);
    }
    Part::new("Overdue today, and from whom", grid, "nothing")
}

fn compliance(report: &TeamReport) -> Part {
    let mut grid = Grid::new(&[
        "Auditor",
        "Row",
        ">expected",
        ">exempt",
        ">allocated",
        ">off",
        ">submitted",
    ]);
    for line in &report.compliance {
        grid.row([
            line.auditor.clone(),
            line.row.to_string(),
            line.expected.to_string(),
            line.exempt.to_string(),
            line.allocated.to_string(),
            line.off.to_string(),
            line.submitted.to_string(),
        ]);
    }
    Part::new(
        format!(
            "What the schedule expected of the team's auditors, {}",
            report.year.name
        ),
        grid,
        "nothing: no period has ended, or no row names anybody of the team",
    )
    .note_on_rows(
        "In those periods of the year that have ended by today. Off: replaced or withdrawn; the expectation stands.",
    )
}

fn grades(report: &TeamReport) -> Part {
    let mut grid = Grid::new(&["Form", "", ">n", ">O", ">G", ">RI", ">I"]);
    let mut rows = |lines: &[Line], what: &str| {
        for line in lines {
            let grades = &line.grades;
            let counts = [
                grades.n(),
                grades.outstanding,
                grades.good,
                grades.requires_improvement,
                grades.inadequate,
            ];
            let mut cells = vec![line.name.clone().unwrap_or_default(), what.to_owned()];
            cells.extend(counts.map(|n| n.to_string()));
            grid.row(cells);
        }
    };
    rows(&report.grades, "final");
    rows(&report.provisional, "provisional");
    Part::new(
        format!("Grades, {}", report.year.name),
        grid,
        "no audits submitted or settled",
    )
    .note_on_rows(
        "Final: settled in the year. Provisional: the auditor's grade of what is not settled. So few audits of one \
         team say little of its practice as a whole.",
    )
}

fn inadequate(report: &TeamReport) -> Part {
    let columns = [
        "!Audit",
        "!told after",
        "!direction",
        "actions reviewed",
        "!re-audit",
        "grade then",
    ];
    let grid = clocks(&columns, &report.inadequate);
    Part::new("Inadequate audits and their clocks", grid, "none")
}

fn inadequate_sections(report: &TeamReport) -> Part {
    let mut grid = Grid::new(&["!Audit", "!Overall", "Sections graded Inadequate"]);
    for audit in &report.inadequate_sections {
        let titles: Vec<&str> = audit
            .sections
            .iter()
            .map(|section| section.title.as_str())
            .collect();
        grid.row([
            audit.id.to_string(),
            graded(audit.grade, audit.provisional),
            titles.join(", "),
        ]);
    }
    Part::new("Sections graded Inadequate under a better overall", grid, "none").note_on_rows(
        "To talk over; the overall grade alone starts the notice, the direction and the re-audit.",
    )
}

fn observations(report: &TeamReport) -> Part {
    let mut grid = Grid::new(&["!Observation", "Worker", "Observer", "!Submitted", "Grade"]);
    for line in &report.observations {
        grid.row([
            line.id.to_string(),
            line.worker.clone().unwrap_or_default(),
            line.auditor.clone().unwrap_or_default(),
            line.submitted
                .map_or_else(|| "not yet".to_owned(), |day| day.to_string()),
            graded(line.grade, line.provisional),
        ]);
    }
    Part::new(
        format!("Observations of practice, {}", report.year.name),
        grid,
        "none was allocated",
    )
}

fn families(report: &TeamReport) -> Part {
    let family = &report.family_feedback;
    let mut grid = Grid::new(&[">sought", ">had", ">scores", ">mean, 0 to 10"]);
    if family.sought > 0 {
        grid.row([
            family.sought.to_string(),
            family.obtained.to_string(),
            family.scores.iter().sum::<usize>().to_string(),
            family
                .mean_score
                .map_or_else(|| "none".to_owned(), |mean| format!("{mean:.1}")),
        ]);
    }
    Part::new(
        format!("What families said, in audits submitted in {}", report.year.name),
        grid,
        "no feedback is recorded",
    )
}
