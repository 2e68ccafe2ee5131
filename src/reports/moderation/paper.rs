//! How moderation changed the grades, in each format.

use super::figures::{GradesBy, ModerationReport, Regraded, SectionChanges, SectionRegrade};
use crate::figures::GradeCounts;
use crate::figures::stats::Agreement;
use crate::framework::Grade;
use crate::paper::{Cell, ColumnKind, Figure, GradeBar, Paper, PaperChart, PaperPart, PaperTable, Plot};
use crate::paper::{TextStyle, count};
use crate::reports::quarterly::figures::{CoefficientWithheld, ModeratedAudits, N_FOR_COEFFICIENTS};
use crate::reports::quarterly::written::changed_after;

/// What the figures are not.
pub(crate) const REGRADING: &str =
    "A moderator sees the auditor's grade, so this measures regrading, not how reliable grading is.";

/// The report on a terminal.
pub fn text(report: &ModerationReport, style: TextStyle) -> String {
    paper(report).compact(style)
}

/// The report laid out.
pub fn paper(report: &ModerationReport) -> Paper {
    Paper {
        title: format!("Moderation, {}", report.period),
        period: format!("{} to {}", report.from.spoken(), report.to.spoken()),
        council: None,
        as_of: report.as_of,
        parts: parts(report),
    }
}

/// The report as CSV: every figure on a line, by the path of its key in the JSON.
pub fn csv(report: &ModerationReport) -> String {
    crate::paper::csv::flat(report)
}

/// What the report speaks of, and what it can't.
fn head(report: &ModerationReport) -> Vec<String> {
    let form = report.form.as_deref().map_or_else(
        || "of all forms".to_owned(),
        |form| format!("of the form {}", report.form_titles.title(form)),
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
    lines.extend(report.unlisted.sentence());
    if !report.excluded.is_empty() {
        let each: Vec<String> = report
            .excluded
            .iter()
            .map(|audit| format!("{} ({})", audit.id, audit.reason))
            .collect();
        lines.push(format!("Left out, as it can't be counted: {}.", each.join(", ")));
    }
    lines.extend(changed_after(&report.changed));
    lines
}

fn parts(report: &ModerationReport) -> Vec<PaperPart> {
    let in_short = head(report)
        .into_iter()
        .fold(PaperPart::new("in-short", "In short"), PaperPart::text);
    if report.moderation.moderated == 0 {
        let table = PaperTable::new(
            "overall",
            "Overall grades",
            &[],
            "no audits settled by a moderator",
        );
        return vec![in_short, PaperPart::new("overall", "Overall grades").with(table)];
    }
    vec![
        in_short,
        overall(report),
        side_by_side(&report.moderation),
        agreements(report),
        regraded(report),
        by("by-form", "By form", "Form", &report.by_form),
        by("by-moderator", "By moderator", "Moderator", &report.by_moderator),
        sections(report),
    ]
}

fn overall(report: &ModerationReport) -> PaperPart {
    let moderation = &report.moderation;
    let table = PaperTable::of(
        "overall",
        "Overall grades, kept and changed",
        "no audits settled by a moderator",
        [
            ("moderated", moderation.moderated),
            ("the same grade", moderation.exact.count),
            ("within one grade", moderation.within_one),
            ("regraded upwards", moderation.up),
            ("regraded downwards", moderation.down),
        ],
        &[
            ("Overall grades", ColumnKind::Words, &|(name, _)| {
                Cell::text(*name)
            }),
            ("Audits", ColumnKind::Count, &|(_, n)| Cell::Count(*n)),
        ],
    );
    let part = PaperPart::new("overall", "How many grades were changed")
        .with(Figure {
            label: "The same grade".to_owned(),
            share: moderation.exact,
            empty: "no audits settled by a moderator".to_owned(),
        })
        .with(table);
    match moderation.mean_shift {
        Some(shift) => part.text(format!("The mean shift is {shift:+.2} grades.")),
        None => part,
    }
}

/// Both grades of every audit: as bars, and one against the other.
fn side_by_side(moderation: &ModeratedAudits) -> PaperPart {
    let rows: [usize; 4] = moderation.table.map(|row| row.iter().sum());
    let columns: [usize; 4] =
        std::array::from_fn(|index| moderation.table.iter().map(|row| row[index]).sum());
    let mut table = PaperTable::new(
        "auditor-moderator",
        "The auditor's grade in the rows, the moderator's in the columns",
        &[
            ("Auditor", ColumnKind::Code),
            ("I", ColumnKind::Count),
            ("RI", ColumnKind::Count),
            ("G", ColumnKind::Count),
            ("O", ColumnKind::Count),
            ("All", ColumnKind::Count),
        ],
        "no audits settled by a moderator",
    );
    for ((grade, row), all) in Grade::ALL.iter().zip(&moderation.table).zip(rows) {
        let counts = row.iter().copied().chain([all]).map(Cell::Count);
        table.row(std::iter::once(Cell::from(*grade)).chain(counts));
    }
    let counts = columns.into_iter().chain([moderation.moderated]).map(Cell::Count);
    table.row(std::iter::once(Cell::text("all")).chain(counts));
    let bar = |name: &str, [inadequate, requires_improvement, good, outstanding]: [usize; 4]| GradeBar {
        name: name.to_owned(),
        grades: GradeCounts {
            outstanding,
            good,
            requires_improvement,
            inadequate,
        },
    };
    let title = "The auditor's grade (rows) and the moderator's (columns)";
    PaperPart::new("auditor-moderator", title)
        .with(PaperChart {
            id: "before-and-after".to_owned(),
            title: "Overall grades before and after moderation".to_owned(),
            words:
                "The sums of the table below: its rows are the auditors' grades, its columns the moderators'."
                    .to_owned(),
            plot: Plot::Grades(vec![bar("Auditors gave", rows), bar("Moderators gave", columns)]),
        })
        .with(table)
}

/// The coefficients with their names, in their order: each with its interval, or why one or both are not given.
pub(crate) fn coefficients(moderation: &ModeratedAudits) -> [(&'static str, String); 2] {
    let said = |coefficient: Option<&Agreement>| match moderation.withheld(coefficient) {
        Some(CoefficientWithheld::FewerThanTwenty) => {
            format!("not given: fewer than {N_FOR_COEFFICIENTS} audits")
        }
        Some(CoefficientWithheld::OneGradeOnly) => "not defined: every grade is the same".to_owned(),
        None => coefficient.map(agreement).unwrap_or_default(),
    };
    [
        ("linear-weighted kappa", said(moderation.kappa_linear.as_ref())),
        ("Gwet's AC2", said(moderation.gwet_ac2.as_ref())),
    ]
}

/// A coefficient with its interval. One of no width is none: it would look like certainty.
pub(crate) fn agreement(agreement: &Agreement) -> String {
    match (agreement.low, agreement.high) {
        (Some(low), Some(high)) => {
            format!("{:.2} (95% interval {low:.2} to {high:.2})", agreement.value)
        }
        _ => format!(
            "{:.2} (no 95% interval: these audits show no spread to reckon one from)",
            agreement.value
        ),
    }
}

fn agreements(report: &ModerationReport) -> PaperPart {
    let table = PaperTable::of(
        "agreement",
        "Coefficients of agreement",
        "none",
        coefficients(&report.moderation),
        &[
            ("Coefficient", ColumnKind::Words, &|(name, _)| Cell::text(*name)),
            ("Value", ColumnKind::Words, &|(_, said)| Cell::text(said)),
        ],
    );
    PaperPart::new("agreement", "Agreement beyond chance").with(table)
}

/// What stands for a moderator whom no file names.
const NOT_KNOWN: &str = "(not known)";

fn regraded(report: &ModerationReport) -> PaperPart {
    let mut table = PaperTable::new(
        "regraded",
        "Each audit with a changed grade",
        &[
            ("Audit", ColumnKind::Code),
            ("Form", ColumnKind::Words),
            ("Overall", ColumnKind::Code),
            ("Sections", ColumnKind::Words),
            ("Moderator", ColumnKind::Words),
        ],
        "none: every grade stands as the auditor gave it",
    );
    for audit in &report.regraded {
        let moderator = audit.moderator.as_deref();
        table.row([
            Cell::text(audit.id.to_string()),
            Cell::text(report.form_titles.title(&audit.form)),
            Cell::text(overall_change(audit)),
            Cell::text(sections_changed(&audit.sections)),
            Cell::text(moderator.unwrap_or(NOT_KNOWN)),
        ]);
    }
    let part = PaperPart::new("regraded", "Audits in which a grade was changed").with(table);
    if report.regraded.is_empty() {
        return part;
    }
    part.note(
        "The auditor's grade first, then the moderator's, which is final; qaf show ID gives the reason.",
    )
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

fn by(id: &str, title: &str, what: &str, lines: &[GradesBy]) -> PaperPart {
    let mut table = PaperTable::new(
        id,
        format!("Overall grades kept and changed, {}", title.to_lowercase()),
        &[
            (what, ColumnKind::Words),
            ("Audits", ColumnKind::Count),
            ("Same", ColumnKind::Count),
            ("Up", ColumnKind::Count),
            ("Down", ColumnKind::Count),
            ("Any grade changed", ColumnKind::Count),
        ],
        "none",
    );
    for line in lines {
        let counts = [
            line.exact.n,
            line.exact.count,
            line.up,
            line.down,
            line.any_grade_changed,
        ];
        let name = Cell::text(line.name.as_deref().unwrap_or(NOT_KNOWN));
        table.row(std::iter::once(name).chain(counts.map(Cell::Count)));
    }
    PaperPart::new(id, title).with(table)
}

fn sections(report: &ModerationReport) -> PaperPart {
    let mut table = PaperTable::new(
        "sections",
        "Sections, and how often their grade was changed",
        &[
            ("Form", ColumnKind::Words),
            ("Section", ColumnKind::Words),
            ("Audits", ColumnKind::Count),
            ("Same", ColumnKind::Count),
            ("Up", ColumnKind::Count),
            ("Down", ColumnKind::Count),
            ("Newly graded", ColumnKind::Count),
        ],
        "none",
    );
    let is_changed = |line: &&SectionChanges| line.up + line.down + line.newly_graded > 0;
    for line in report.sections.iter().filter(is_changed) {
        let names = [report.form_titles.title(&line.form), &line.title].map(Cell::text);
        let counts = [line.n, line.same, line.up, line.down, line.newly_graded];
        table.row(names.into_iter().chain(counts.map(Cell::Count)));
    }
    let kept = report.sections.len() - table.rows.len();
    let which = if table.rows.is_empty() { "" } else { "more " };
    let part = PaperPart::new("sections", "Sections whose grade was changed").with(table);
    if kept == 0 {
        return part;
    }
    let sections = if kept == 1 { "section" } else { "sections" };
    part.note(format!(
        "{kept} {which}{sections} kept the auditor's grade in every audit."
    ))
}
