//! Reports made by hand: an empty one, one of one audit, one as large as a council's, one of hostile words.

use proptest::prelude::*;
use qaf::figures::GradeCounts;
use qaf::figures::stats::Share;
use qaf::paper::{
    Cell, ColumnKind, Figure, GradeBar, Paper, PaperBlock, PaperChart, PaperPart, PaperPoint, PaperTable,
    PaperTrend, Plot, SHARE_COLUMNS, share_cells,
};

/// Names as people and their systems write them, and as somebody might who means harm.
pub const HOSTILE: [&str; 8] = [
    "</title><script>alert(1)</script>",
    "\" onload=\"alert(1)\" x='",
    "<img src=http://example.org/x onerror=alert(1)>",
    "a\u{202e}txt.exe\u{2066}\u{200f}",
    "bell \u{7} escape \u{1b}[31m null \0 c1 \u{9b}31m",
    "&lt;b&gt; &amp;amp; ]]> <!-- --",
    "url(#x) } body { display: none",
    "{{ 7 * 7 }} {% raw %}",
];

/// Ninety letters without a space.
pub const UNBROKEN: &str =
    "WestonsuperMareandWorleFamilySupportandSafeguardingTeamwithanExceedinglyLongNameOfNinetyLets";
/// Ninety letters with spaces.
pub const LONG: &str =
    "North Somerset and Weston-super-Mare Family Support and Safeguarding Team for Older Children 12";

pub fn any_name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Z][a-z]{2,9} [0-9]",
        "\\PC{0,90}",
        prop::sample::select(HOSTILE.to_vec()).prop_map(str::to_owned),
        Just(UNBROKEN.to_owned()),
        Just(LONG.to_owned()),
        prop::collection::vec(any::<char>(), 0..40).prop_map(|chars| chars.into_iter().collect()),
    ]
}

fn paper(title: &str, parts: Vec<PaperPart>) -> Paper {
    Paper {
        title: title.to_owned(),
        period: "Thu 1 Oct 2026 to Thu 31 Dec 2026".to_owned(),
        council: Some("Exampleshire County Council".to_owned()),
        as_of: "2027-01-15".parse().unwrap(),
        parts,
    }
}

fn figure(count: usize, n: usize) -> Figure {
    Figure {
        label: "Good or better".to_owned(),
        share: Share::of(count, n),
        empty: "no audits settled in this quarter".to_owned(),
    }
}

pub fn chart(id: &str, title: &str, plot: Plot) -> PaperBlock {
    PaperBlock::Chart(PaperChart {
        id: id.to_owned(),
        title: title.to_owned(),
        words: format!("{title}: what is to be seen in it, in words."),
        plot,
    })
}

fn trend(points: usize, name: impl Fn(usize) -> String) -> PaperTrend {
    let points: Vec<PaperPoint> = (0..points)
        .map(|place| PaperPoint {
            name: name(place),
            percent: [55.6, 40.0, 62.5, 100.0, 33.3, 71.4, 66.7, 0.0, 58.3, 77.8][place % 10],
            n: [9, 12, 8, 4, 15, 7, 120, 3, 12, 18][place % 10],
            is_hollow: matches!(place % 10, 3 | 7),
            is_signal: (14..=20).contains(&place) && place != 17,
        })
        .collect();
    let is_run = points.len() < 12;
    PaperTrend {
        median: Some(60.4),
        mean: Some(58.1).filter(|_| !is_run),
        lower: Some(50.2).filter(|_| !is_run),
        upper: Some(66.3).filter(|_| !is_run),
        points,
    }
}

fn cycle(place: usize) -> String {
    format!("20{}-{}-C{}", 22 + place / 6, 23 + place / 6, place % 6 + 1)
}

fn spelled(place: usize) -> String {
    format!("October and November 202{place} (2026-27-C4)")
}

fn bars(teams: usize) -> Vec<GradeBar> {
    let name = |place: usize| match place {
        7 => UNBROKEN.to_owned(),
        11 => LONG.to_owned(),
        _ => format!(
            "Area {} Safeguarding Team {}",
            ["North", "South", "East"][place % 3],
            place / 3 + 1
        ),
    };
    (0..teams)
        .map(|place| GradeBar {
            name: name(place),
            grades: GradeCounts {
                outstanding: place % 4,
                good: (place * 7) % 11,
                requires_improvement: (place * 5) % 9,
                inadequate: usize::from(place % 6 == 5),
            },
        })
        .collect()
}

fn grades(bars: &[GradeBar]) -> PaperTable {
    let mut columns = vec![("Team", ColumnKind::Words)];
    columns.extend(SHARE_COLUMNS);
    columns.extend([
        ("Outstanding", ColumnKind::Count),
        ("Good", ColumnKind::Count),
        ("Requires improvement", ColumnKind::Count),
        ("Inadequate", ColumnKind::Count),
        ("Mean shift", ColumnKind::Decimal),
    ]);
    let mut table = PaperTable::new(
        "teams",
        "Final grades by team",
        &columns,
        "no audits settled in this quarter",
    );
    for bar in bars {
        let grades = bar.grades;
        let four = [
            grades.outstanding,
            grades.good,
            grades.requires_improvement,
            grades.inadequate,
        ];
        let mut cells = vec![Cell::text(bar.name.as_str())];
        cells.extend(share_cells(&Share::of(four[0] + four[1], grades.n())));
        cells.extend(four.map(Cell::Count));
        cells.push(Cell::Decimal(-0.1));
        table.row(cells);
    }
    table
}

fn promised(rows: usize, word: impl Fn(usize) -> String) -> PaperTable {
    let columns = [
        ("Audit", ColumnKind::Code),
        ("What was promised", ColumnKind::Words),
        ("Who", ColumnKind::Words),
        ("Team", ColumnKind::Words),
        ("By", ColumnKind::Day),
        ("Done", ColumnKind::Day),
        ("Days late", ColumnKind::Count),
    ];
    let mut table = PaperTable::new("promised", "Actions that are late", &columns, "no action is late");
    for row in 0..rows {
        table.row([
            Cell::text(format!("CF-26-{row:04}")),
            Cell::text(word(row)),
            Cell::text("Philippa Featherstonehaugh-Cholmondeley"),
            Cell::text(if row == 1 { UNBROKEN } else { "North 1" }),
            Cell::Day("2026-11-04".parse().unwrap()),
            if row % 3 == 0 {
                Cell::text("not yet")
            } else {
                Cell::Day("2026-12-07".parse().unwrap())
            },
            Cell::Count(row),
        ]);
    }
    table
}

/// A quarter in which nothing happened.
pub fn empty() -> Paper {
    let none = |id: &str, plot| chart(id, "Nothing to draw", plot);
    paper(
        "Quality assurance, 2026-27-Q3",
        vec![
            PaperPart::new("headline", "How good practice was")
                .with(figure(0, 0))
                .text("No audits were settled."),
            PaperPart::new("nothing", "A part with nothing in it"),
            PaperPart::new("teams", "Grades by team")
                .with(none("teams", Plot::Grades(Vec::new())))
                .with(grades(&[]))
                .with(PaperBlock::List(Vec::new()))
                .with(PaperBlock::Facts(Vec::new())),
            PaperPart::new("trend", "Over time")
                .with(none("trend", Plot::Trend(PaperTrend::default())))
                .with(none("scores", Plot::Counts(Vec::new()))),
        ],
    )
}

/// A quarter of one audit.
pub fn one() -> Paper {
    paper(
        "Quality assurance, 2026-27-Q3",
        vec![
            PaperPart::new("headline", "How good practice was").with(figure(1, 1)),
            PaperPart::new("teams", "Grades by team")
                .with(chart("teams", "Grades by team", Plot::Grades(bars(2))))
                .with(grades(&bars(2))),
            PaperPart::new("trend", "Over time").with(chart(
                "trend",
                "Good or better by cycle",
                Plot::Trend(trend(1, cycle)),
            )),
        ],
    )
}

fn pair() -> PaperTable {
    let mut table = PaperTable::new(
        "pair",
        "Expected and done",
        &[("Row", ColumnKind::Words), ("Done", ColumnKind::Count)],
        "none",
    );
    table.row([Cell::text(UNBROKEN), Cell::Count(3)]);
    table.row([Cell::text("area-obs"), Cell::Hidden]);
    table
}

/// 400 audits of 60 teams, with 24 cycles behind them.
pub fn many() -> Paper {
    let scores = [0, 0, 1, 0, 2, 14, 40, 106, 73, 36, 0];
    let scores = scores
        .iter()
        .enumerate()
        .map(|(score, n)| (score.to_string(), *n))
        .collect();
    let words = [
        ("Recording", 14),
        ("Supervision and management oversight", 9),
        (UNBROKEN, 5),
        ("None", 0),
    ];
    let words = words.iter().map(|(name, n)| ((*name).to_owned(), *n)).collect();
    let text = "The assessment is to be written again with the child's own words, and read by the manager.";
    paper(
        "Quality assurance, 2026-27-Q3",
        vec![
            PaperPart::new("headline", "How good practice was")
                .with(figure(268, 402))
                .text("It rests on 402 audits settled in the quarter; 431 submitted in it, of 460 expected.")
                .with(PaperBlock::Warning(
                    "Three audits have errors, and are not counted.".to_owned(),
                ))
                .note(
                    "Each auditor draws one case, whatever the team's size. This is no simple random sample.",
                )
                .with(PaperBlock::List(vec![text.to_owned(), UNBROKEN.to_owned()])),
            PaperPart::new("trend", "Over time")
                .with(chart(
                    "trend",
                    "Good or better by cycle",
                    Plot::Trend(trend(24, cycle)),
                ))
                .with(PaperBlock::Heading("The same with longer names".to_owned()))
                .with(chart(
                    "run",
                    "Good or better, ten cycles",
                    Plot::Trend(trend(10, spelled)),
                ))
                .with(chart(
                    "long",
                    "Good or better, four cycles",
                    Plot::Trend(trend(4, |_| LONG.to_owned())),
                ))
                .with(chart(
                    "few",
                    "Good or better, three cycles",
                    Plot::Trend(trend(3, cycle)),
                )),
            PaperPart::new("teams", "Grades by team and service")
                .with(chart("teams", "Grades by team", Plot::Grades(bars(60))))
                .with(grades(&bars(60))),
            PaperPart::new("families", "What families said")
                .with(chart(
                    "scores",
                    "Scores that families gave, 0 to 10",
                    Plot::Counts(scores),
                ))
                .with(chart("themes", "What could be better", Plot::Counts(words))),
            PaperPart::new("promised", "What was promised and not done")
                .with(promised(40, |_| text.to_owned()))
                .with(pair()),
        ],
    )
}

/// Every place that holds words from a file holds this.
pub fn hostile(words: &str) -> Paper {
    let bar = GradeBar {
        name: words.to_owned(),
        grades: GradeCounts {
            good: 2,
            ..GradeCounts::default()
        },
    };
    let mut table = PaperTable::new(
        "t",
        words,
        &[(words, ColumnKind::Words), ("n", ColumnKind::Count)],
        words,
    );
    table.row([Cell::text(words), Cell::Count(1)]);
    let empty = PaperTable::new("e", words, &[(words, ColumnKind::Words)], words);
    let mut made = paper(
        words,
        vec![
            PaperPart::new("p", words)
                .with(Figure {
                    label: words.to_owned(),
                    share: Share::of(1, 2),
                    empty: words.to_owned(),
                })
                .with(PaperBlock::Heading(words.to_owned()))
                .text(words)
                .note(words)
                .with(PaperBlock::Warning(words.to_owned()))
                .with(PaperBlock::List(vec![words.to_owned()]))
                .with(table)
                .with(empty)
                .with(chart("a", words, Plot::Grades(vec![bar])))
                .with(chart("b", words, Plot::Trend(trend(2, |_| words.to_owned()))))
                .with(chart("c", words, Plot::Counts(vec![(words.to_owned(), 3)]))),
            PaperPart::new("q", words).with(promised(2, |_| words.to_owned())),
        ],
    );
    made.council = Some(words.to_owned());
    words.clone_into(&mut made.period);
    made
}
