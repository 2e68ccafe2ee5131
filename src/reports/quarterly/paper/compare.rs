//! The quarter beside another.

use std::fmt::Write as _;

use super::graded_sections::section_name;
use super::headline::share;
use crate::paper::{Cell, ColumnKind, PaperPart, PaperTable};
use crate::reports::due::paper::task;
use crate::reports::quarterly::figures::{Compared, Quarterly, ShareBeside};

/// The part; none where no quarter was asked for.
pub(super) fn part(report: &Quarterly) -> Option<PaperPart> {
    let compared = report.compare.as_ref()?;
    let family = &report.family_feedback;
    let mean = |score: Option<f64>, n: usize| {
        score.map_or_else(|| "no scores".to_owned(), |score| format!("{score:.1} of {n}"))
    };
    let part = PaperPart::new("compared", format!("Beside {}", compared.quarter))
        .text(in_words(&compared.good_or_better, report, compared))
        .text(format!(
            "Drawn at random alone: {} here, {} there. {} submitted here, {} there. The mean score of families: {} here, {} there.",
            share(&compared.good_or_better_random.here),
            share(&compared.good_or_better_random.there),
            report.submitted,
            compared.submitted,
            mean(family.mean_score, family.scores.iter().sum()),
            mean(compared.family_mean_score, compared.family_scores),
        ))
        .with(grades(report, compared))
        .with(sections(report, compared))
        .with(steps(report, compared));
    Some(part.note(
        "The difference is in percentage points, with Newcombe's 95% interval. Where the interval holds 0, chance alone may be \
         the reason. Of many lines one in twenty looks clear by chance.",
    ))
}

/// The headline's difference, in a sentence that says no more than the figures allow.
pub(in crate::reports::quarterly) fn in_words(
    pair: &ShareBeside,
    report: &Quarterly,
    compared: &Compared,
) -> String {
    let mut text = format!(
        "Good or better: {} in {}; {} in {}.",
        share(&pair.here),
        report.quarter,
        share(&pair.there),
        compared.quarter
    );
    let _ = match pair.difference {
        None => write!(text, " There is nothing to compare."),
        Some(difference) if difference.is_clear() => write!(
            text,
            " That is {:.1} points {}, more than chance is likely to make (95% interval {:+.1} to {:+.1}).",
            difference.points.abs(),
            if difference.points > 0.0 {
                "higher"
            } else {
                "lower"
            },
            difference.low,
            difference.high
        ),
        Some(difference) => write!(
            text,
            " The difference of {:+.1} points may be chance (95% interval {:+.1} to {:+.1}).",
            difference.points, difference.low, difference.high
        ),
    };
    text
}

fn grades(report: &Quarterly, compared: &Compared) -> PaperTable {
    let columns = [
        ("Quarter", ColumnKind::Code),
        ("Outstanding", ColumnKind::Count),
        ("Good", ColumnKind::Count),
        ("Requires improvement", ColumnKind::Count),
        ("Inadequate", ColumnKind::Count),
    ];
    let mut table = PaperTable::new(
        "compared-grades",
        "Final grades in the two quarters",
        &columns,
        "no grades",
    );
    for (quarter, grades) in [
        (report.quarter, report.grades),
        (compared.quarter, compared.grades),
    ] {
        table.row([
            Cell::text(quarter.to_string()),
            grades.outstanding.into(),
            grades.good.into(),
            grades.requires_improvement.into(),
            grades.inadequate.into(),
        ]);
    }
    table
}

fn sections(report: &Quarterly, compared: &Compared) -> PaperTable {
    let lines = compared
        .sections
        .iter()
        .map(|line| (section_name(report, &line.form, &line.title), &line.pair));
    pairs(
        (
            "compared-sections",
            "Sections: the share Good or better",
            "Section",
        ),
        report,
        compared,
        lines,
        "no section was graded in either quarter",
    )
}

fn steps(report: &Quarterly, compared: &Compared) -> PaperTable {
    let lines = compared
        .timeliness
        .iter()
        .map(|line| (task(line.step).to_owned(), &line.pair));
    pairs(
        ("compared-steps", "Deadlines: the share that was kept", "Step"),
        report,
        compared,
        lines,
        "nothing fell due in either quarter",
    )
}

fn pairs<'a>(
    (id, caption, first): (&str, &str, &str),
    report: &Quarterly,
    compared: &Compared,
    lines: impl Iterator<Item = (String, &'a ShareBeside)>,
    empty: &str,
) -> PaperTable {
    let (here, there) = (report.quarter.to_string(), compared.quarter.to_string());
    let (n_here, n_other) = (format!("Of, {here}"), format!("Of, {there}"));
    let columns = [
        (first, ColumnKind::Words),
        (&*n_here, ColumnKind::Count),
        (&*here, ColumnKind::Percent),
        (&*n_other, ColumnKind::Count),
        (&*there, ColumnKind::Percent),
        ("Points", ColumnKind::Decimal),
        ("95% from", ColumnKind::Decimal),
        ("to", ColumnKind::Decimal),
    ];
    let mut table = PaperTable::new(id, caption, &columns, empty);
    for (name, pair) in lines {
        let difference = |of: fn(&crate::figures::stats::ShareDifference) -> f64| {
            pair.difference
                .as_ref()
                .map_or(Cell::Blank, |difference| Cell::Decimal(of(difference)))
        };
        table.row([
            Cell::Text(name),
            pair.here.n.into(),
            Cell::percent(pair.here.percent),
            pair.there.n.into(),
            Cell::percent(pair.there.percent),
            difference(|difference| difference.points),
            difference(|difference| difference.low),
            difference(|difference| difference.high),
        ]);
    }
    table
}
