//! A quarter's figures for readers outside the management team, in every format.

use super::figures::{Count, Of, Public, PublicLine, PublicTheme, Rounded};
use crate::paper::{Cell, ColumnKind, Paper, PaperBlock, PaperPart, PaperTable};

/// The columns of a share of rounded counts.
const SHARE: [(&str, ColumnKind); 3] = [
    ("Audits", ColumnKind::Count),
    ("Good or better", ColumnKind::Count),
    ("Share, whole percent", ColumnKind::Count),
];

/// The report as CSV: every figure on a line, by the path of its key in the JSON.
pub fn csv(report: &Public) -> String {
    crate::paper::csv::flat(report)
}

/// The report laid out.
pub fn paper(report: &Public) -> Paper {
    Paper {
        title: format!("Quality assurance, {}, public figures", report.quarter),
        period: format!("{} to {}", report.from.spoken(), report.to.spoken()),
        council: None,
        as_of: report.as_of,
        parts: vec![
            method(report),
            headline(report),
            services(report),
            sections(report),
            around(report),
            statements(report),
        ],
    }
}

fn method(report: &Public) -> PaperPart {
    let mut part = PaperPart::new("rounding", "How these figures are made safe");
    if !report.issued {
        part = part.with(PaperBlock::Warning(
            "This is a draft, not to be handed out. Public figures of a quarter are issued once (--issue) and stay as they are: \
             two versions side by side could give away a single audit."
                .to_owned(),
        ));
    }
    part.text(format!(
        "Counts are rounded to the nearest 5, and counts from 1 to {} are not shown: [c] stands for them, so that no child, \
         family or worker can be recognised. Further counts, and \
         whole breakdowns with their noughts, are [c] too where a small one could be reckoned from them. A 0 that is shown is a true 0.",
        report.hide_up_to
    ))
    .text(
        "Shares are whole percents of the rounded counts, and are left out where either is not shown. Because of the rounding, \
         the parts of a table need not add up.",
    )
    .text(
        "Left out altogether: teams, two-month periods, forms and services in which one person did all the audits or worked all \
         the cases, and everything in people's own words.",
    )
    .text("Once issued, the public figures of a quarter are not revised. What changes later is in management's report.")
}

fn headline(report: &Public) -> PaperPart {
    let columns: Vec<(&str, ColumnKind)> = [("Quarter", ColumnKind::Code)].into_iter().chain(SHARE).collect();
    let mut quarters = PaperTable::new(
        "quarters",
        "Good or better, by quarter as issued",
        &columns,
        "no quarters",
    );
    for line in &report.quarters {
        quarters.row(cells(line, &str::to_owned));
    }
    let grades = report.grades;
    let mut table = PaperTable::new(
        "grades",
        "Final grades of case audits settled in the quarter",
        &[
            ("Outstanding", ColumnKind::Count),
            ("Good", ColumnKind::Count),
            ("Requires improvement", ColumnKind::Count),
            ("Inadequate", ColumnKind::Count),
        ],
        "no audits",
    );
    table.row(
        [
            grades.outstanding,
            grades.good,
            grades.requires_improvement,
            grades.inadequate,
        ]
        .map(cell),
    );
    PaperPart::new("headline", "How good practice was")
        .text(in_words(&report.good_or_better))
        .with(table)
        .with(quarters)
        .note("Each auditor draws one case, whatever the team's size: this is no simple random sample of children.")
}

fn in_words(share: &Rounded) -> String {
    match (share.n.0, share.count.0, share.percent) {
        (Some(0), ..) => "No audits were settled in this quarter.".to_owned(),
        (Some(n), Some(good), Some(percent)) => {
            format!(
                "About {percent}% of case audits settled in the quarter were Good or Outstanding: about {good} of about {n}."
            )
        }
        (Some(n), ..) => format!(
            "About {n} case audits were settled in the quarter; how many were Good or Outstanding is not shown, as a number is small."
        ),
        _ => "So few case audits were settled in the quarter that no figure is shown.".to_owned(),
    }
}

fn services(report: &Public) -> PaperPart {
    PaperPart::new("services", "By service and by form")
        .with(lines(
            "by-service",
            "Good or better, by service",
            "Service",
            &report.by_service,
            &str::to_owned,
        ))
        .with(lines(
            "by-form",
            "Good or better, by form",
            "Form",
            &report.by_form,
            &|form| report.form_titles.title(form).to_owned(),
        ))
}

/// `called` is what a reader calls the thing of this name.
fn lines(
    id: &str,
    caption: &str,
    first: &str,
    lines: &[PublicLine],
    called: &dyn Fn(&str) -> String,
) -> PaperTable {
    let columns: Vec<(&str, ColumnKind)> = [(first, ColumnKind::Words)].into_iter().chain(SHARE).collect();
    let mut table = PaperTable::new(id, caption, &columns, "none can be shown");
    for line in lines {
        table.row(cells(line, called));
    }
    table
}

fn sections(report: &Public) -> PaperPart {
    let columns: Vec<(&str, ColumnKind)> = [("Form", ColumnKind::Words), ("Section", ColumnKind::Words)]
        .into_iter()
        .chain(SHARE)
        .collect();
    let mut table = PaperTable::new(
        "by-section",
        "Good or better, by section",
        &columns,
        "none can be shown",
    );
    for line in &report.sections {
        let name = [
            Cell::text(report.form_titles.title(&line.form)),
            Cell::text(line.title.clone()),
        ];
        table.row(name.into_iter().chain(share(&line.share)));
    }
    PaperPart::new("sections", "By section").with(table)
}

fn around(report: &Public) -> PaperPart {
    let columns = [
        ("What", ColumnKind::Words),
        ("Of", ColumnKind::Count),
        ("Number", ColumnKind::Count),
    ];
    let mut table = PaperTable::new("around", "What stands around the grades", &columns, "nothing");
    let mut row = |name: &str, of: Of| table.row([Cell::text(name), cell(of.n), cell(of.count)]);
    row(
        "Grades that a moderator looked at, and those left as they were",
        report.moderation,
    );
    row(
        "Family members asked for feedback, and those who gave it",
        report.family_feedback,
    );
    row("Actions planned, and those done so far", report.actions);
    table.row([
        Cell::text("Audits submitted in the quarter"),
        Cell::Blank,
        cell(report.submitted),
    ]);
    table.row([
        Cell::text("Audits settled in the quarter, all forms"),
        Cell::Blank,
        cell(report.settled),
    ]);
    PaperPart::new("around", "What stands around the grades").with(table)
}

fn statements(report: &Public) -> PaperPart {
    PaperPart::new("statements", "Strengths and areas for improvement")
        .with(cited(
            "strengths",
            "Statements of strength that were cited most",
            &report.strengths,
        ))
        .with(cited(
            "improvements",
            "Statements of improvement that were cited most",
            &report.improvements,
        ))
}

fn cited(id: &str, caption: &str, themes: &[PublicTheme]) -> PaperTable {
    let columns = [
        ("Statement", ColumnKind::Code),
        ("Wording", ColumnKind::Words),
        ("Cited", ColumnKind::Count),
    ];
    let mut table = PaperTable::new(id, caption, &columns, "none was cited often enough to be shown");
    for theme in themes {
        let words = [
            Cell::text(theme.criterion.clone()),
            Cell::text(theme.text.clone()),
        ];
        table.row(words.into_iter().chain([cell(theme.n)]));
    }
    table
}

fn cells(line: &PublicLine, called: &dyn Fn(&str) -> String) -> impl Iterator<Item = Cell> + use<> {
    [Cell::text(called(&line.name))]
        .into_iter()
        .chain(share(&line.share))
}

fn share(share: &Rounded) -> [Cell; 3] {
    [
        cell(share.n),
        cell(share.count),
        share.percent.map_or(Cell::Blank, Cell::Count),
    ]
}

fn cell(count: Count) -> Cell {
    count.0.map_or(Cell::Hidden, Cell::Count)
}
