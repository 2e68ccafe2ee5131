//! One section or domain over time, in each format.

use super::figures::{SectionGrades, SectionReport};
use crate::figures::stats::Share;
use crate::paper::count;
use crate::paper::{Cell, ColumnKind, Figure, Paper, PaperPart, PaperTable, share_cells};
use crate::reports::learning::figures::LearningPiece;
use crate::reports::learning::paper::{OWN_WORDS, in_their_words};
use crate::reports::quarterly::figures::CitedStatement;
use crate::reports::quarterly::paper::{grades_chart, trend_chart};

/// What is said where there is nothing to count.
const NONE: &str = "no audits settled in this time have this section";

/// A terminal shows so many statements of a list.
const THEMES_IN_TEXT: usize = 8;

/// The report as CSV: every figure on a line, by the path of its key in the JSON.
pub fn csv(report: &SectionReport) -> String {
    crate::paper::csv::flat(report)
}

/// The report laid out.
pub fn paper(report: &SectionReport, words: &[LearningPiece]) -> Paper {
    Paper {
        title: match &report.tag {
            Some(tag) => format!(
                "{} in audits tagged {tag}, up to {}",
                report.title, report.quarter
            ),
            None => format!("{}, up to {}", report.title, report.quarter),
        },
        period: format!("{} to {}", report.from.spoken(), report.to.spoken()),
        council: None,
        as_of: report.as_of,
        parts: side_by_side(report)
            .into_iter()
            .chain([
                headline(report),
                over_time(report),
                where_judged(report),
                by_team(report),
                cited(report),
                families(report, words),
            ])
            .collect(),
    }
}

/// What families said in the quarter's audits that judged it: of the whole work, as no question is of one section.
fn families(report: &SectionReport, words: &[LearningPiece]) -> PaperPart {
    PaperPart::new("families", "What families said")
        .with(in_their_words(
            words.iter(),
            "no answer in words is in the audits submitted in the quarter that judged this",
        ))
        .note(OWN_WORDS)
        .note(format!(
            "Families are asked about the whole of the work, so this is of the audits submitted in {q} in which this was judged. \
             What was done about it stands in the quarter's commentary: qaf report quarterly --quarter {q}.",
            q = report.quarter
        ))
}

/// Everything that the word means; nothing where it means one thing.
fn side_by_side(report: &SectionReport) -> Option<PaperPart> {
    if report.also_meant.is_empty() {
        return None;
    }
    let quarter = format!("Grades, {}", report.quarter);
    let mut table = PaperTable::new(
        "meanings",
        "What the word means, and how it was graded",
        &[
            ("What", ColumnKind::Words),
            (&quarter, ColumnKind::Count),
            ("Good or better", ColumnKind::Percent),
            ("Grades, all quarters", ColumnKind::Count),
            ("Good or better in all", ColumnKind::Percent),
        ],
        NONE,
    );
    let main = (&report.title, &report.good_or_better, &report.good_or_better_all);
    let also = report.also_meant.iter();
    let also = also.map(|one| (&one.title, &one.good_or_better, &one.good_or_better_all));
    for (title, last, all) in std::iter::once(main).chain(also) {
        table.row([
            Cell::text(title),
            last.n.into(),
            Cell::percent(last.percent),
            all.n.into(),
            Cell::percent(all.percent),
        ]);
    }
    Some(
        PaperPart::new("meanings", "Side by side")
            .with(table)
            .note(format!(
                "The word means all of these. What follows is of {} alone; with --form it is of one form.",
                report.title
            )),
    )
}

/// Whether an audit can have several of these sections, so that grades are counted and not audits.
fn is_several(report: &SectionReport) -> bool {
    let forms = report.by_form.iter().map(|line| &line.named.form);
    let mut forms: Vec<&String> = forms.collect();
    forms.dedup();
    forms.len() < report.by_form.len()
}

fn headline(report: &SectionReport) -> PaperPart {
    let mut part = PaperPart::new("headline", "How good practice was");
    let label = format!("Good or better in {}", report.quarter);
    if is_several(report) {
        part = part.text(format!("{label}: {}.", of_grades(&report.good_or_better)));
    } else {
        part = part.with(Figure {
            label,
            share: report.good_or_better,
            empty: "no audits with this section settled in this quarter".to_owned(),
        });
    }
    let quarters = count(report.quarters.len(), "quarter", "quarters");
    part = part.text(format!(
        "Over {quarters}, {} to {}: {}, in {}.",
        report.from.spoken(),
        report.to.spoken(),
        of_grades(&report.good_or_better_all),
        count(report.audits, "audit", "audits"),
    ));
    part = part.note(
        "Grades are final ones, and count on the day the audit settled. Where a section did not apply it has no grade and is in \
         no share.",
    );
    if is_several(report) {
        part = part.note(
            "Several sections of one audit are counted here, so a share is of grades, not of audits. Grades of one audit tend to \
             be alike; the interval takes them for separate, and is too narrow.",
        );
    }
    part
}

fn of_grades(share: &Share) -> String {
    match (share.percent, share.low, share.high) {
        (Some(percent), Some(low), Some(high)) => format!(
            "{percent:.1}%, {} of {} (95% interval {low:.1} to {high:.1})",
            share.count,
            count(share.n, "grade", "grades")
        ),
        _ => "nothing to count".to_owned(),
    }
}

fn over_time(report: &SectionReport) -> PaperPart {
    let mut table = table(
        "by-quarter",
        "Final grades by quarter",
        &[("Quarter", ColumnKind::Code)],
        NONE,
    );
    for line in &report.quarters {
        table.row(cells([Cell::text(line.quarter.to_string())], &line.judged));
    }
    let mut part = PaperPart::new("over-time", "Whether it is getting better");
    if !report.trend.points.is_empty() {
        part = part.with(trend_chart(&report.trend, ["grade", "grades"]));
    }
    part.with(table)
}

fn where_judged(report: &SectionReport) -> PaperPart {
    let mut table = table(
        "by-form",
        "Final grades by form and section",
        &[("Section", ColumnKind::Words)],
        "no form has a section of this domain",
    );
    for line in &report.by_form {
        let name = format!(
            "{} ({})",
            line.named.title,
            report.form_titles.title(&line.named.form)
        );
        table.row(cells([Cell::text(name)], &line.judged));
    }
    PaperPart::new("by-form", "Where it was looked at").with(table)
}

fn by_team(report: &SectionReport) -> PaperPart {
    let name = |team: &Option<String>| team.clone().unwrap_or_else(|| "none named".to_owned());
    let mut table = table(
        "by-team",
        "Final grades by team",
        &[("Team", ColumnKind::Words)],
        NONE,
    );
    for line in &report.by_team {
        table.row(cells([Cell::text(name(&line.team))], &line.judged));
    }
    let bars = report
        .by_team
        .iter()
        .map(|line| (name(&line.team), line.judged.grades));
    let mut part = PaperPart::new("by-team", "By team");
    if !report.by_team.is_empty() {
        part = part.with(grades_chart("grades-by-team", "Grades by team", bars));
    }
    part.with(table)
}

fn cited(report: &SectionReport) -> PaperPart {
    PaperPart::new("cited", "What auditors saw")
        .with(statements(
            "strengths",
            "Strengths: what the framework says of Good and Outstanding work, as auditors cited it",
            &report.themes.strengths,
        ))
        .with(statements(
            "improvements",
            "Areas for improvement: what the framework says of work that Requires improvement or is Inadequate, as auditors cited it",
            &report.themes.improvements,
        ))
        .note("Statements of Appendix 4 that auditors cited in these sections, in the audits counted above.")
}

fn statements(id: &str, caption: &str, themes: &[CitedStatement]) -> PaperTable {
    let mut table = PaperTable::new(
        id,
        caption,
        &[
            ("Times", ColumnKind::Count),
            ("Statement", ColumnKind::Words),
            ("Id", ColumnKind::Code),
        ],
        "none",
    );
    table.rows_in_text = Some(THEMES_IN_TEXT);
    for theme in themes {
        table.row([
            theme.n.into(),
            Cell::text(theme.text.clone()),
            Cell::text(theme.criterion.to_string()),
        ]);
    }
    table
}

fn table(id: &str, caption: &str, first: &[(&str, ColumnKind)], empty: &str) -> PaperTable {
    let figures = [
        ("O", ColumnKind::Count),
        ("G", ColumnKind::Count),
        ("RI", ColumnKind::Count),
        ("I", ColumnKind::Count),
        ("N/A", ColumnKind::Count),
        ("Good or better", ColumnKind::Percent),
        ("95% from", ColumnKind::Percent),
        ("to", ColumnKind::Percent),
    ];
    let columns: Vec<(&str, ColumnKind)> = first.iter().copied().chain(figures).collect();
    PaperTable::new(id, caption, &columns, empty)
}

fn cells(names: impl IntoIterator<Item = Cell>, judged: &SectionGrades) -> Vec<Cell> {
    let grades = judged.grades;
    let counts = [
        grades.outstanding,
        grades.good,
        grades.requires_improvement,
        grades.inadequate,
        judged.not_applicable,
    ];
    let [_, _, percent, low, high] = share_cells(&judged.good_or_better);
    let mut cells: Vec<Cell> = names.into_iter().collect();
    cells.extend(counts.map(Cell::Count));
    cells.extend([percent, low, high]);
    cells
}
