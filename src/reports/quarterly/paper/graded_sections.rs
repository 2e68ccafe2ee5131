//! Grades by team, service, form, status and section, and the statements of Appendix 4 behind them.

use crate::figures::GradeCounts;
use crate::figures::stats::{Share, percent};
use crate::paper::count;
use crate::paper::{Cell, ColumnKind, GradeBar, PaperChart, PaperPart, PaperTable, Plot};
use crate::reports::quarterly::figures::{
    Apart, CitedStatement, ENOUGH_GRADES, GradedSection, GradesOf, Quarterly,
};

use super::time::FEWEST_DRAWN;

/// What is said where no audit was settled.
const NONE: &str = "no audits settled in this quarter";
/// So many statements, and sections where none has enough grades, are in sight.
const TOP: usize = 10;
/// So many statements of a form that has a part of its own.
const FEW: usize = 3;
/// A terminal shows so many statements of a list.
const THEMES_IN_TEXT: usize = 5;

/// Grades by team and service.
pub(super) fn teams(report: &Quarterly) -> PaperPart {
    let mut part = PaperPart::new("teams", "Grades by team and service");
    let mut by_team = lines("by-team", "Final grades by team", "Team", &report.by_team);
    if report.by_team.len() >= FEWEST_DRAWN {
        by_team = by_team.folded(0);
        part = part.with(chart(
            "grades-by-team",
            "Grades by team",
            report.by_team.iter().map(|line| (shown(line), line.grades)),
        ));
    }
    part.with(by_team)
        .with(lines("by-service", "Final grades by service", "Service", &report.by_service))
        .with(lines(
            "by-status",
            "Final grades by the child's legal status",
            "Status",
            &report.by_status,
        ).folded(0))
        .note("Where a team has few audits, one grade moves its share far: read these as leads, not as a ranking.")
}

/// Sections by form.
pub(super) fn sections(report: &Quarterly) -> PaperPart {
    let mut part = PaperPart::new("sections", "Where strength and weakness lie, by section")
        .text(strong_and_weak(report));
    // A bar of one or two grades would look as sure as one of twenty.
    let enough = |line: &&GradedSection| line.grades.n() >= ENOUGH_GRADES;
    let drawn = report.sections.iter().filter(enough).count();
    if drawn >= FEWEST_DRAWN {
        part = part.with(chart(
            "grades-by-section",
            &format!("Grades by section, of sections with {ENOUGH_GRADES} grades or more"),
            report
                .sections
                .iter()
                .filter(enough)
                .map(|line| (section_name(report, &line.form, &line.title), line.grades)),
        ));
    }
    // Those that are drawn stand first, and the rest is folded away.
    let (first, rest): (Vec<&GradedSection>, Vec<&GradedSection>) = report.sections.iter().partition(enough);
    // A chart says of each that it draws how many have which grade.
    let in_sight = if drawn >= FEWEST_DRAWN { 0 } else { TOP };
    let all = first.into_iter().chain(rest);
    let by_form = GradesOf::titled(&report.by_form, report);
    part.with(
        by_section(
            "by-section",
            "Final grades by section, all forms",
            &|form| report.form_titles.title(form).to_owned(),
            all,
        )
        .folded(in_sight),
    )
    .with(
        lines(
            "by-form",
            "Final overall grades by form, all forms",
            "Form",
            &by_form,
        )
        .folded(0),
    )
}

impl GradesOf {
    /// The lines of forms, under the forms' titles.
    fn titled(lines: &[Self], report: &Quarterly) -> Vec<Self> {
        let titled = |line: &Self| Self {
            name: line
                .name
                .as_deref()
                .map(|form| report.form_titles.title(form).to_owned()),
            ..line.clone()
        };
        lines.iter().map(titled).collect()
    }
}

/// The sections with the highest and the lowest share, in a sentence, of those that enough audits graded.
pub(in crate::reports::quarterly) fn strong_and_weak(report: &Quarterly) -> String {
    let mut ranked: Vec<(&GradedSection, f64)> = report
        .sections
        .iter()
        .filter(|line| line.grades.n() >= ENOUGH_GRADES)
        .filter_map(|line| Some((line, good_or_better(line.grades).percent?)))
        .collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
    let (Some((_, high)), Some((_, low))) = (ranked.first(), ranked.last()) else {
        return format!("No section has {ENOUGH_GRADES} grades yet, so none is called strong or weak.");
    };
    if ranked.len() < 2 || high <= low {
        return format!(
            "{} enough grades to compare, and {high:.1}% are Good or better.",
            count(ranked.len(), "section has", "sections have")
        );
    }
    format!(
        "Strongest: {}, {high:.1}% Good or better. Weakest: {}, {low:.1}%. Only sections with {ENOUGH_GRADES} grades or \
         more are compared.",
        those_with(*high, &ranked, report),
        those_with(*low, &ranked, report)
    )
}

/// The sections that have this very share: the first two of them by name.
fn those_with(share: f64, ranked: &[(&GradedSection, f64)], report: &Quarterly) -> String {
    const NAMED: usize = 2;
    let with_share = ranked.iter().filter(|(_, own)| own.total_cmp(&share).is_eq());
    let sections: Vec<String> = with_share
        .map(|(line, _)| section_name(report, &line.form, &line.title))
        .collect();
    let more = match sections.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let named = sections.iter().take(NAMED).map(String::as_str);
    let between = if more.is_empty() { " and " } else { ", " };
    named.collect::<Vec<_>>().join(between) + &more
}

/// A section's title, and its form's where sections of two forms bear it.
pub(super) fn section_name(report: &Quarterly, form: &str, title: &str) -> String {
    let mut named = report.sections.iter().filter(|line| line.title == title);
    if named.any(|line| line.form != form) {
        format!("{title} ({})", report.form_titles.title(form))
    } else {
        title.to_owned()
    }
}

/// Strengths and areas for improvement, by statement.
pub(super) fn statements(report: &Quarterly) -> PaperPart {
    PaperPart::new("statements", "Strengths and areas for improvement")
        .with(cited("strengths", "Strengths: what the framework says of Good and Outstanding work, as auditors cited it", &report.themes.strengths))
        .with(cited(
            "improvements",
            "Areas for improvement: what the framework says of work that Requires improvement or is Inadequate, as auditors cited it",
            &report.themes.improvements,
        ))
        .note(
            "In audits of all forms submitted in the quarter. The words are the statements of the framework's Appendix 4 and not \
             the auditors': one that was cited for a low grade says what such work looks like, and is no praise however it reads.",
        )
}

/// Observations of practice.
pub(super) fn observations(report: &Quarterly) -> PaperPart {
    let seen = &report.observations;
    let part = PaperPart::new("observations", "Observations of practice");
    if seen.submitted + seen.grades.n() == 0 {
        return part.text("None was submitted or settled in this quarter.");
    }
    part.text(format!(
        "{} submitted in the quarter, {} settled in it. They are not in the headline.",
        count(seen.submitted, "observation was", "observations were"),
        seen.grades.n()
    ))
    .with(one_line(
        "observed",
        "Final grades of observations",
        &[("Observations of practice".to_owned(), seen.grades)],
        "no observations settled in this quarter",
    ))
}

/// The parts of forms that have one of their own.
pub(super) fn apart(report: &Quarterly) -> PaperPart {
    let mut part = PaperPart::new("first-response", title(&report.apart));
    if report.apart.is_empty() {
        return part.text("No form has a part of its own.");
    }
    for form in &report.apart {
        // Of few audits the sections' grades are single ones.
        let in_sight = if form.grades.n() < ENOUGH_GRADES { 0 } else { TOP };
        part = part
            .text(format!(
                "{}: {} submitted in the quarter, {} settled; Good or better {}.",
                form.title,
                form.submitted,
                form.grades.n(),
                super::headline::share(&form.good_or_better)
            ))
            .with(one_line(
                &format!("{}-grades", form.form),
                &format!("Final grades, {}", form.title),
                &[(form.title.clone(), form.grades)],
                NONE,
            ))
            .with(
                by_section(
                    &format!("{}-sections", form.form),
                    &format!("Final grades by section, {}", form.title),
                    &|form| report.form_titles.title(form).to_owned(),
                    report.sections.iter().filter(|line| form.form == *line.form),
                )
                .folded(in_sight),
            )
            .with(
                cited(
                    &format!("{}-strengths", form.form),
                    "Strengths",
                    &form.themes.strengths,
                )
                .folded(FEW),
            )
            .with(
                cited(
                    &format!("{}-improvements", form.form),
                    "Areas for improvement",
                    &form.themes.improvements,
                )
                .folded(FEW),
            );
    }
    part
}

fn title(apart: &[Apart]) -> String {
    let titles: Vec<&str> = apart.iter().map(|form| form.title.as_str()).collect();
    if titles.is_empty() {
        "Forms with a part of their own".to_owned()
    } else {
        titles.join(", ")
    }
}

fn shown(line: &GradesOf) -> String {
    line.name.clone().unwrap_or_else(|| "none named".to_owned())
}

fn good_or_better(grades: GradeCounts) -> Share {
    Share::of(grades.outstanding + grades.good, grades.n())
}

pub(crate) fn chart(id: &str, title: &str, lines: impl Iterator<Item = (String, GradeCounts)>) -> PaperChart {
    let bars: Vec<GradeBar> = lines.map(|(name, grades)| GradeBar { name, grades }).collect();
    let all = bars.iter().fold([0; 4], |mut sum, bar| {
        for (sum, n) in sum.iter_mut().zip(four(bar.grades)) {
            *sum += n;
        }
        sum
    });
    PaperChart {
        id: id.to_owned(),
        title: title.to_owned(),
        words: format!(
            "{} in all: {} Outstanding, {} Good, {} Requires improvement, {} Inadequate. Each line stands in the table as well.",
            count(all.iter().sum(), "grade", "grades"),
            all[0],
            all[1],
            all[2],
            all[3]
        ),
        plot: Plot::Grades(bars),
    }
}

const GRADE_COLUMNS: [(&str, ColumnKind); 6] = [
    ("Outstanding", ColumnKind::Count),
    ("Good", ColumnKind::Count),
    ("Requires improvement", ColumnKind::Count),
    ("Inadequate", ColumnKind::Count),
    ("All", ColumnKind::Count),
    ("Good or better", ColumnKind::Percent),
];

fn four(grades: GradeCounts) -> [usize; 4] {
    [
        grades.outstanding,
        grades.good,
        grades.requires_improvement,
        grades.inadequate,
    ]
}

fn grade_cells(grades: GradeCounts) -> impl Iterator<Item = Cell> {
    let share = percent(grades.outstanding + grades.good, grades.n());
    four(grades)
        .into_iter()
        .chain([grades.n()])
        .map(Cell::Count)
        .chain([Cell::percent(share)])
}

fn lines(id: &str, caption: &str, what: &str, lines: &[GradesOf]) -> PaperTable {
    let columns: Vec<(&str, ColumnKind)> = [(what, ColumnKind::Words)]
        .into_iter()
        .chain(GRADE_COLUMNS)
        .collect();
    let mut table = PaperTable::new(id, caption, &columns, NONE);
    for line in lines {
        table.row(
            [Cell::Text(shown(line))]
                .into_iter()
                .chain(grade_cells(line.grades)),
        );
    }
    table
}

/// A line of grades of these, or what is said where there is none.
fn one_line(id: &str, caption: &str, of: &[(String, GradeCounts)], empty: &str) -> PaperTable {
    let columns: Vec<(&str, ColumnKind)> = [("What", ColumnKind::Words)]
        .into_iter()
        .chain(GRADE_COLUMNS)
        .collect();
    let mut table = PaperTable::new(id, caption, &columns, empty);
    for (name, grades) in of.iter().filter(|(_, grades)| grades.n() > 0) {
        table.row([Cell::text(name.clone())].into_iter().chain(grade_cells(*grades)));
    }
    table
}

pub(in crate::reports) fn by_section<'a>(
    id: &str,
    caption: &str,
    title: &dyn Fn(&str) -> String,
    sections: impl Iterator<Item = &'a GradedSection>,
) -> PaperTable {
    let columns: Vec<(&str, ColumnKind)> = [("Section", ColumnKind::Words), ("Form", ColumnKind::Words)]
        .into_iter()
        .chain(GRADE_COLUMNS)
        .chain([("Not applicable", ColumnKind::Count)])
        .collect();
    let mut table = PaperTable::new(id, caption, &columns, NONE);
    for line in sections {
        let names = [Cell::text(line.title.clone()), Cell::text(title(&line.form))];
        table.row(
            names
                .into_iter()
                .chain(grade_cells(line.grades))
                .chain([line.not_applicable.into()]),
        );
    }
    table
}

fn cited(id: &str, caption: &str, themes: &[CitedStatement]) -> PaperTable {
    let columns = [("Statement", ColumnKind::Words), ("Times", ColumnKind::Count)];
    let mut table = PaperTable::new(id, caption, &columns, "no statement was cited");
    table.rows_in_text = Some(THEMES_IN_TEXT);
    for theme in themes {
        table.row([Cell::text(theme.text.clone()), theme.n.into()]);
    }
    table.folded(TOP)
}
