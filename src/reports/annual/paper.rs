//! A council year, in each format.

use super::figures::{Annual, FrameworkSignOff, GroupAnswer};
use crate::figures::WorkAccount;
use crate::figures::stats::chart::N_FOR_SIGNAL;
use crate::framework::Service;
use crate::paper::count;
use crate::paper::safe::safe;
use crate::paper::wrap::wrapped;
use crate::paper::{
    Cell, ColumnKind, Paper, PaperBlock, PaperChart, PaperPart, PaperPoint, PaperTable, PaperTrend, Plot,
    SHARE_COLUMNS, share_cells,
};
use crate::reports::compliance::figures::Counts;
use crate::reports::exit::paper::cell;
use crate::reports::quarterly::paper::FEWEST_DRAWN;
use crate::reports::quarterly::paper::works_signed_off;

/// So many lines are left for an answer.
const ROOM: usize = 4;

/// The report as CSV: every figure on a line, by the path of its key in the JSON.
pub fn csv(report: &Annual) -> String {
    crate::paper::csv::flat(report)
}

/// The report laid out.
pub fn paper(report: &Annual) -> Paper {
    Paper {
        title: format!("Yearly review of quality assurance, {}", report.year),
        period: format!("{} to {}", report.from.spoken(), report.to.spoken()),
        council: None,
        as_of: report.as_of,
        parts: vec![
            sign_off(report),
            schedule(report),
            unscheduled(report),
            quarters(report),
        ]
        .into_iter()
        .chain(works(report))
        .chain(exit_interviews(report))
        .chain([consultation(report)])
        .chain(last_changes(report))
        .chain([changes(report)])
        .collect(),
    }
}

fn sign_off(report: &Annual) -> PaperPart {
    let mut part = PaperPart::new("sign-off", "Sign-off");
    if !report.ended {
        part = part.note("The year has not ended: its figures still grow.");
    }
    part = match &report.sign_off.this_year {
        Some(signed) => part.text(format!(
            "The Children's Management Team signed this review off on {}{}.",
            signed.date.spoken(),
            signed
                .by
                .as_ref()
                .map(|by| format!(" ({by})"))
                .unwrap_or_default()
        )),
        None => part.text("The Children's Management Team has not signed this review off yet."),
    };
    if let Some(why) = &report.sign_off.not_counted {
        part = part.with(PaperBlock::Warning(why.clone()));
    }
    part = part.text(when(&report.sign_off));
    if report.sign_off.overdue {
        part = part.with(PaperBlock::Warning(
            "The yearly update of the framework is overdue.".to_owned(),
        ));
    }
    if report.sign_off.this_year.is_none() {
        part = part.text("Signed off by, and on:").with(PaperBlock::Room(1));
    }
    part
}

/// The sign-off in a paragraph for a terminal.
pub fn reminder(sign_off: &FrameworkSignOff, width: usize) -> String {
    let overdue = if sign_off.overdue { " It is overdue." } else { "" };
    wrapped(&safe(&format!("{}{overdue}", when(sign_off))), width)
}

/// When the framework was last signed off, and when it is to be again.
fn when(sign_off: &FrameworkSignOff) -> String {
    match (&sign_off.last, sign_off.next_due) {
        (Some(last), Some(due)) => format!(
            "The framework was last signed off on {}, for {}. The next update is due by {}, a year later.",
            last.date.spoken(),
            last.year,
            due.spoken()
        ),
        _ => "No sign-off of the framework is on record in this store. It is to be updated and signed off every year."
            .to_owned(),
    }
}

fn schedule(report: &Annual) -> PaperPart {
    let total = &report.total;
    let part = PaperPart::new("schedule", "The schedule, and what took place").text(format!(
        "{} in the periods that have begun: {} submitted, {} allocated and not submitted yet, {} missing, {} not yet due, {} of a \
         kind that is not recorded here.",
        count(total.expected, "audit was expected", "audits were expected"),
        total.submitted(),
        total.open,
        total.missing,
        total.not_yet_due,
        total.not_recorded
    ));
    let mut table = PaperTable::new(
        "schedule-rows",
        "Expected and actual, by row of the schedule",
        &[
            ("Row", ColumnKind::Words),
            ("Expected", ColumnKind::Count),
            ("Submitted", ColumnKind::Count),
            ("Open", ColumnKind::Count),
            ("Missing", ColumnKind::Count),
            ("Not yet due", ColumnKind::Count),
            ("Not recorded", ColumnKind::Count),
            ("Remark", ColumnKind::Words),
        ],
        "the schedule has no row",
    );
    for row in &report.rows {
        let remark = if row.to_be_confirmed {
            "to be confirmed"
        } else if !row.recorded {
            "not recorded"
        } else {
            ""
        };
        let name = Cell::text(row_name(row.service.as_ref(), &row.activity));
        table.row(
            [name]
                .into_iter()
                .chain(came(&row.counts))
                .chain([Cell::text(remark)]),
        );
    }
    let total = [Cell::text("Total")].into_iter().chain(came(total));
    let table = table.totalling(total.chain([Cell::Blank]));
    part.with(table)
        .note(
            "A row that is to be confirmed expects nothing yet. Of one that is not recorded the store has no place for the \
             work: it may have taken place.",
        )
        .with(absent(report))
}

/// What was expected, and what came of it: the first is the sum of the others.
fn came(counts: &Counts) -> [Cell; 6] {
    let submitted = counts.submitted();
    [
        counts.expected,
        submitted,
        counts.open,
        counts.missing,
        counts.not_yet_due,
        counts.not_recorded,
    ]
    .map(Cell::Count)
}

fn absent(report: &Annual) -> PaperTable {
    let mut table = PaperTable::new(
        "not-taking-place",
        "What is not taking place: a period has ended, and nothing was submitted",
        &[
            ("Row", ColumnKind::Words),
            ("Expected by now", ColumnKind::Count),
            ("Remark", ColumnKind::Words),
        ],
        "nothing: no row whose period has ended is without a submitted audit",
    );
    for row in &report.not_taking_place {
        let remark = match (row.recorded, row.allocated) {
            (false, _) => "not recorded: it may have taken place".to_owned(),
            (true, 0) => "none allocated".to_owned(),
            (true, n) => format!("{n} allocated"),
        };
        table.row([
            Cell::text(row_name(row.service.as_ref(), &row.activity)),
            row.expected_by_now.into(),
            Cell::text(remark),
        ]);
    }
    table
}

fn unscheduled(report: &Annual) -> PaperPart {
    let table = PaperTable::of(
        "unscheduled",
        "Audits that serve no row of the schedule",
        "none",
        &report.unscheduled,
        &[
            ("Form", ColumnKind::Words, &|line| Cell::text(&line.form_title)),
            ("Part of", ColumnKind::Words, &|line| {
                Cell::text(line.part_of.clone().unwrap_or_default())
            }),
            ("Allocated", ColumnKind::Count, &|line| line.allocated.into()),
            ("Submitted", ColumnKind::Count, &|line| line.submitted.into()),
        ],
    );
    let beyond = PaperTable::of(
        "beyond",
        "More than the schedule asks for",
        "none",
        &report.beyond,
        &[
            ("Row", ColumnKind::Words, &|line| {
                Cell::text(row_name(line.service.as_ref(), &line.activity))
            }),
            ("More by", ColumnKind::Count, &|line| line.beyond.into()),
        ],
    );
    PaperPart::new("unscheduled", "What takes place and is not in the schedule")
        .with(table)
        .with(beyond)
}

fn quarters(report: &Annual) -> PaperPart {
    let columns: Vec<(&str, ColumnKind)> = [
        ("Quarter", ColumnKind::Code),
        ("Submitted", ColumnKind::Count),
        ("Settled", ColumnKind::Count),
    ]
    .into_iter()
    .chain(SHARE_COLUMNS)
    .collect();
    let mut table = PaperTable::new(
        "quarters",
        "Good or better, quarter by quarter",
        &columns,
        "no quarter has begun",
    );
    for line in &report.quarters {
        let mut cells = vec![
            Cell::text(line.quarter.to_string()),
            line.submitted.into(),
            line.settled.into(),
        ];
        cells.extend(share_cells(&line.good_or_better));
        table.row(cells);
    }
    let part = PaperPart::new("quarters", "How good practice was");
    let mut part = drawn(report).into_iter().fold(part, PaperPart::with).with(table);
    let under_way: Vec<String> = report
        .quarters
        .iter()
        .filter(|line| !line.ended)
        .map(|line| line.quarter.to_string())
        .collect();
    if !under_way.is_empty() {
        part = part.note(format!("{} has not ended yet.", under_way.join(" and ")));
    }
    part.note(
        "Each figure is that of the quarter's own report, of case audits settled in the quarter. How far it can be trusted is \
         said there.",
    )
}

/// The quarters as a chart, where there are three or more of which anything was settled.
fn drawn(report: &Annual) -> Option<PaperChart> {
    let points: Vec<PaperPoint> = report
        .quarters
        .iter()
        .filter_map(|line| {
            Some(PaperPoint {
                name: line.quarter.to_string(),
                percent: line.good_or_better.percent?,
                n: line.good_or_better.n,
                is_hollow: line.good_or_better.n < N_FOR_SIGNAL,
                is_signal: false,
            })
        })
        .collect();
    (points.len() >= FEWEST_DRAWN).then(|| PaperChart {
        id: "by-quarter".to_owned(),
        title: "Good or better, quarter by quarter".to_owned(),
        words: "So few quarters do not tell change from chance; the quarter's own report has the cycles."
            .to_owned(),
        plot: Plot::Trend(PaperTrend {
            points,
            ..PaperTrend::default()
        }),
    })
}

/// Each wider work of the year and its sign-off; nothing where there is none.
fn works(report: &Annual) -> Option<PaperPart> {
    let works = &report.works;
    let part = PaperPart::new("wider-work", "Wider work and panel");
    let all = [&works.reported, &works.going_on, &works.cancelled];
    let all: Vec<WorkAccount> = all.into_iter().flatten().cloned().collect();
    let table = works_signed_off(
        &all,
        "Each wider work of the year, the state of its plan, and its sign-off",
    );
    let unread: Vec<String> = works.unread.iter().map(ToString::to_string).collect();
    let warning = format!(
        "Files of {} can't be read whole, so what is said here of them may be wrong or missing: see qaf validate.",
        unread.join(", ")
    );
    let part = if unread.is_empty() {
        part
    } else {
        part.with(PaperBlock::Warning(warning))
    };
    (!works.is_empty()).then(|| part.with(table))
}

/// The totals of exit interviews as they were issued; nothing where no edition ends in the year.
fn exit_interviews(report: &Annual) -> Option<PaperPart> {
    let table = PaperTable::of(
        "exit-interviews",
        "Exit interviews, as they were issued",
        "none",
        &report.exit_interviews,
        &[
            ("Edition", ColumnKind::Code, &|edition| {
                Cell::text(edition.edition.to_string())
            }),
            ("People who left up to", ColumnKind::Day, &|edition| {
                Cell::Day(edition.to)
            }),
            ("Completed", ColumnKind::Count, &|edition| cell(edition.completed)),
            ("Declined to answer", ColumnKind::Count, &|edition| {
                cell(edition.declined)
            }),
        ],
    );
    let part = PaperPart::new("exit-interviews", "Exit interviews").with(table).note(
        "Counts are rounded to the nearest 5, and [c] stands for small ones; qaf exit report has what was answered.",
    );
    (!report.exit_interviews.is_empty()).then_some(part)
}

/// What the year before was to change, and what came of it.
fn last_changes(report: &Annual) -> Option<PaperPart> {
    let last = report.last_changes.as_ref()?;
    let part = PaperPart::new("last-changes", "What last year's review was to change")
        .text(format!("The review of {} said:", last.year))
        .with(room_or(Some(&last.changes)))
        .text("What came of it:");
    Some(part.with(room_or(last.came_of.as_ref())))
}

fn consultation(report: &Annual) -> PaperPart {
    let mut part = PaperPart::new("consultation", "What people say of quality assurance");
    for group in &report.consultation {
        part = part.with(PaperBlock::Heading(group.title.to_owned()));
        for answer in &group.answers {
            part = part.text(answer.text).with(said(answer));
        }
    }
    part
}

fn said(answer: &GroupAnswer) -> PaperBlock {
    room_or(answer.answer.as_ref())
}

/// What was written, set off as somebody's own words; else room for it.
fn room_or(text: Option<&String>) -> PaperBlock {
    text.map_or(PaperBlock::Room(ROOM), |text| {
        PaperBlock::List(vec![text.split_whitespace().collect::<Vec<_>>().join(" ")])
    })
}

fn changes(report: &Annual) -> PaperPart {
    PaperPart::new("changes", "What is to change")
        .text("In the framework, the forms or the schedule:")
        .with(room_or(report.changes.as_ref()))
}

/// The service and what is audited: `Area Unit: Case file`.
fn row_name(service: Option<&Service>, activity: &str) -> String {
    match service {
        Some(service) => format!("{service}: {activity}"),
        None => format!("All services: {activity}"),
    }
}
