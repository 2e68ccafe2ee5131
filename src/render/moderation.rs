//! How moderation changed the grades, in each format.

use std::fmt::Write as _;

use super::quarterly::{flat_csv, share, wrapped};
use super::safe::{md_cell, safe};
use super::table::Grid;
use super::{Style, count};
use crate::framework::Grade;
use crate::report::moderation::{By, Regraded, Report, SectionRegrade, Withheld};
use crate::report::quarterly::Moderation;
use crate::report::stats::Agreement;

/// What the figures are not.
pub(in crate::render) const REGRADING: &str =
    "A moderator sees the auditor's grade, so this measures regrading, not how reliable grading is.";

/// A part of the report: its heading, its table, and what is said beneath.
struct Part {
    title: &'static str,
    grid: Grid,
    notes: Vec<String>,
}

/// The report on a terminal.
pub fn text(report: &Report, style: Style) -> String {
    let mut text = format!(
        "Moderation, {} ({} to {})\n",
        report.period,
        report.from.spoken(),
        report.to.spoken()
    );
    for line in head(report) {
        text.push_str(&wrapped(&line, style.width));
    }
    for part in parts(report) {
        let _ = writeln!(text, "\n{}", part.title);
        if !part.grid.is_empty() {
            text.push_str(&part.grid.text(style));
        }
        for note in &part.notes {
            text.push_str(&wrapped(note, style.width));
        }
    }
    text
}

/// The report as Markdown.
pub fn md(report: &Report) -> String {
    let mut text = format!(
        "# Moderation, {} ({} to {})\n\n",
        report.period, report.from, report.to
    );
    for line in head(report) {
        let _ = writeln!(text, "{}\n", md_cell(&line));
    }
    for part in parts(report) {
        let _ = writeln!(text, "## {}\n", part.title);
        if !part.grid.is_empty() {
            let _ = writeln!(text, "{}", part.grid.md());
        }
        for note in &part.notes {
            let _ = writeln!(text, "{}\n", md_cell(note));
        }
    }
    text
}

/// The report as JSON.
pub fn json(report: &Report) -> String {
    super::json(report)
}

/// The report as CSV: every figure on a line, by the path of its key in the JSON.
pub fn csv(report: &Report) -> String {
    flat_csv(report)
}

/// What the report speaks of, and what it can't.
fn head(report: &Report) -> Vec<String> {
    let form = report.form.as_deref().map_or_else(
        || "of all forms".to_owned(),
        |form| format!("of the form {}", safe(form)),
    );
    let mut lines = vec![format!(
        "The overall grades of audits {form} that a moderator settled in it, as of {}. Observations are not moderated.",
        report.as_of.spoken()
    )];
    lines.push(REGRADING.to_owned());
    let waiting = &report.timeliness;
    if waiting.due > 0 {
        lines.push(format!(
            "{} fell due in it: {} on time, {} late, {} still open.",
            count(waiting.due, "moderation", "moderations"),
            waiting.on_time,
            waiting.late,
            waiting.open
        ));
    }
    if !report.excluded.is_empty() {
        let each: Vec<String> = report
            .excluded
            .iter()
            .map(|audit| format!("{} ({})", audit.id, safe(&audit.reason)))
            .collect();
        lines.push(format!("Left out, as it can't be counted: {}.", each.join(", ")));
    }
    lines
}

fn parts(report: &Report) -> Vec<Part> {
    if report.moderation.moderated == 0 {
        let note = "no audits settled by a moderator".to_owned();
        return vec![part("Overall grades", Grid::new(&[]), [note])];
    }
    vec![
        overall(report),
        table(&report.moderation),
        agreements(report),
        regraded(report),
        by("By form", "Form", &report.by_form),
        by("By moderator", "Moderator", &report.by_moderator),
        sections(report),
    ]
}

fn part(title: &'static str, grid: Grid, notes: impl IntoIterator<Item = String>) -> Part {
    Part {
        title,
        grid,
        notes: notes.into_iter().collect(),
    }
}

fn overall(report: &Report) -> Part {
    let mut grid = Grid::new(&["Overall grades", ">"]);
    for row in changes(&report.moderation) {
        grid.row(row);
    }
    part("How many grades were changed", grid, [])
}

/// What moderation did to the overall grades: each figure with its name, in their order.
pub(super) fn changes(moderation: &Moderation) -> Vec<[String; 2]> {
    let mut rows = vec![
        [
            "overall grades moderated".to_owned(),
            moderation.moderated.to_string(),
        ],
        ["the same grade".to_owned(), share(&moderation.exact)],
        ["within one grade".to_owned(), moderation.within_one.to_string()],
        ["regraded upwards".to_owned(), moderation.up.to_string()],
        ["regraded downwards".to_owned(), moderation.down.to_string()],
    ];
    if let Some(shift) = moderation.mean_shift {
        rows.push(["mean shift, in grades".to_owned(), format!("{shift:+.2}")]);
    }
    rows
}

fn table(moderation: &Moderation) -> Part {
    let mut grid = Grid::new(&["Auditor", ">I", ">RI", ">G", ">O", ">all"]);
    for (grade, row) in Grade::ALL.iter().zip(&moderation.table) {
        let mut cells = vec![grade.to_string()];
        cells.extend(row.iter().map(ToString::to_string));
        cells.push(row.iter().sum::<usize>().to_string());
        grid.row(cells);
    }
    let column = |index: usize| moderation.table.iter().map(|row| row[index]).sum::<usize>();
    let mut all = vec!["all".to_owned()];
    all.extend((0..Grade::ALL.len()).map(|index| column(index).to_string()));
    all.push(moderation.moderated.to_string());
    grid.row(all);
    part(
        "The auditor's grade (rows) and the moderator's (columns)",
        grid,
        [],
    )
}

/// The coefficients with their names, in their order.
pub(in crate::render) fn coefficients(moderation: &Moderation) -> [(&'static str, Option<&Agreement>); 2] {
    [
        ("linear-weighted kappa", moderation.kappa_linear.as_ref()),
        ("Gwet's AC2", moderation.gwet_ac2.as_ref()),
    ]
}

/// A coefficient with its interval.
pub(in crate::render) fn agreement(agreement: &Agreement) -> String {
    format!(
        "{:.2} (95% interval {:.2} to {:.2})",
        agreement.value, agreement.low, agreement.high
    )
}

fn agreements(report: &Report) -> Part {
    let mut grid = Grid::new(&["Coefficient", ">"]);
    let withheld = [report.kappa_withheld, report.ac2_withheld];
    for ((name, value), why) in coefficients(&report.moderation).into_iter().zip(withheld) {
        let why = match why {
            Some(Withheld::FewerThanTwenty) => "not given: fewer than 20 audits",
            Some(Withheld::OneGradeOnly) => "not defined: every grade is the same",
            None => "",
        };
        grid.row([name.to_owned(), value.map_or_else(|| why.to_owned(), agreement)]);
    }
    part("Agreement beyond chance", grid, [])
}

fn regraded(report: &Report) -> Part {
    let mut grid = Grid::new(&["!Audit", "Form", "!Overall", "Sections", "Moderator"]);
    for audit in &report.regraded {
        grid.row([
            audit.id.to_string(),
            audit.form.clone(),
            overall_change(audit),
            sections_changed(&audit.sections),
            audit
                .moderator
                .clone()
                .unwrap_or_else(|| "(not known)".to_owned()),
        ]);
    }
    let note = if report.regraded.is_empty() {
        "none: every grade stands as the auditor gave it".to_owned()
    } else {
        "The auditor's grade first, then the moderator's, which is final; qaf show ID gives the reason."
            .to_owned()
    };
    part("Audits in which a grade was changed", grid, [note])
}

fn overall_change(audit: &Regraded) -> String {
    if audit.auditor_grade == audit.moderator_grade {
        format!("{} kept", audit.auditor_grade)
    } else {
        format!("{} to {}", audit.auditor_grade, audit.moderator_grade)
    }
}

fn sections_changed(sections: &[SectionRegrade]) -> String {
    let shown = |grade: Option<Grade>| grade.map_or_else(|| "N/A".to_owned(), |grade| grade.to_string());
    let each: Vec<String> = sections
        .iter()
        .map(|section| {
            format!(
                "{}: {} to {}",
                section.title,
                shown(section.from),
                shown(section.to)
            )
        })
        .collect();
    each.join("; ")
}

fn by(title: &'static str, what: &str, lines: &[By]) -> Part {
    let mut grid = Grid::new(&[what, ">n", ">same", ">up", ">down", ">any grade changed"]);
    for line in lines {
        grid.row([
            line.name.clone().unwrap_or_else(|| "(not known)".to_owned()),
            line.exact.n.to_string(),
            line.exact.count.to_string(),
            line.up.to_string(),
            line.down.to_string(),
            line.any_grade_changed.to_string(),
        ]);
    }
    part(title, grid, [])
}

fn sections(report: &Report) -> Part {
    let mut grid = Grid::new(&["Form", "Section", ">n", ">same", ">up", ">down", ">newly graded"]);
    let is_changed =
        |line: &&crate::report::moderation::SectionChanges| line.up + line.down + line.newly_graded > 0;
    for line in report.sections.iter().filter(is_changed) {
        grid.row([
            line.form.clone(),
            line.title.clone(),
            line.n.to_string(),
            line.same.to_string(),
            line.up.to_string(),
            line.down.to_string(),
            line.newly_graded.to_string(),
        ]);
    }
    let kept = report.sections.len() - report.sections.iter().filter(is_changed).count();
    let note = (kept > 0).then(|| {
        let which = if grid.is_empty() { "" } else { "more " };
        let sections = if kept == 1 { "section" } else { "sections" };
        format!("{kept} {which}{sections} kept the auditor's grade in every audit.")
    });
    part("Sections whose grade was changed", grid, note)
}
