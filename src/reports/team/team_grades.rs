//! The grades of a team's audits in the year, by form.

use super::figures::TeamReport;
use crate::figures::GradeCounts;
use crate::paper::count;
use crate::paper::{Cell, ColumnKind, GradeBar, PaperBlock, PaperChart, PaperPart, PaperTable, Plot};
use crate::reports::quarterly::figures::GradesOf;

/// The part: a chart, and the same in a table.
pub(super) fn part(report: &TeamReport) -> PaperPart {
    let mut table = PaperTable::new(
        "grades",
        "Overall grades by form",
        &[
            ("Form", ColumnKind::Words),
            ("Grade is", ColumnKind::Words),
            ("Audits", ColumnKind::Count),
            ("O", ColumnKind::Count),
            ("G", ColumnKind::Count),
            ("RI", ColumnKind::Count),
            ("I", ColumnKind::Count),
        ],
        "no audits submitted or settled",
    );
    let mut bars = Vec::new();
    for (lines, what) in [(&report.grades, "final"), (&report.provisional, "provisional")] {
        for line in lines {
            let form = line.name.as_deref();
            let name = form.map_or("no form", |form| report.form_titles.title(form));
            table.row(grade_cells(line, name, what));
            bars.push(GradeBar {
                // As the table below tells its rows, which a page without charts shows alone.
                name: format!("{name} ({what})"),
                grades: line.grades,
            });
        }
    }
    let title = format!("Grades, {}", report.year.name);
    let mut shown = PaperPart::new("grades", title);
    if !bars.is_empty() {
        shown = shown.with(PaperBlock::Chart(PaperChart {
            id: "grades-by-form".to_owned(),
            title: "Overall grades of the year, by form".to_owned(),
            words: words(report),
            plot: Plot::Grades(bars),
        }));
    }
    let noted = !table.rows.is_empty();
    shown = shown.with(table);
    if noted {
        shown = shown.note(
            "Final: settled in the year. Provisional: the auditor's grade of what is not settled. The fewer the \
             audits, the less they say of the team's practice as a whole.",
        );
    }
    shown
}

/// What the chart shows, in words.
fn words(report: &TeamReport) -> String {
    let sum = |of: fn(GradeCounts) -> usize| report.grades.iter().map(|line| of(line.grades)).sum::<usize>();
    let high = sum(|grades| grades.outstanding + grades.good);
    match sum(GradeCounts::n) {
        0 => "No grade is final yet.".to_owned(),
        n => format!(
            "{high} of {} Good or Outstanding.",
            count(n, "final grade is", "final grades are")
        ),
    }
}

fn grade_cells(line: &GradesOf, name: &str, what: &str) -> Vec<Cell> {
    let grades = &line.grades;
    let counts = [
        grades.n(),
        grades.outstanding,
        grades.good,
        grades.requires_improvement,
        grades.inadequate,
    ];
    let names = [name, what].map(Cell::text);
    names.into_iter().chain(counts.map(Cell::Count)).collect()
}
