//! Coverage: who has been seen, in every format; first who has not.

use super::figures::{Coverage, PeersLeft, Worker, WorkerRow, YearAsks};
use super::sentences;
use crate::paper::TextStyle;
use crate::paper::table::Grid;
use crate::paper::{Cell, ColumnKind, Paper, PaperColumn, PaperPart as Shown, PaperTable};

/// The report on a terminal.
pub fn text(report: &Coverage, style: TextStyle) -> String {
    let paper = Paper {
        title: format!("{}, as of {}", sentences::title(report), report.as_of.spoken()),
        period: String::new(),
        ..paper(report)
    };
    paper.compact(style)
}

/// The report laid out.
pub fn paper(report: &Coverage) -> Paper {
    Paper {
        title: sentences::title(report),
        period: format!("{} to {}", report.from.spoken(), report.to.spoken()),
        council: None,
        as_of: report.as_of,
        parts: parts(report),
    }
}

/// The report as CSV: a worker of a row on a line.
pub fn csv(report: &Coverage) -> String {
    let mut grid = Grid::new(&[
        "row",
        "worker",
        "team",
        "service",
        "joined",
        "left",
        "asked",
        "seen",
        "n",
        "dates",
        "by",
        "audits",
        "under_way",
        "first_due",
        "first_on",
        "first",
        "probation_ends",
        "probation_asked",
        "probation_n",
        "probation",
        "due",
        "overdue",
        "why",
    ]);
    for part in &report.parts {
        for worker in &part.workers {
            grid.row(cells(part, worker));
        }
    }
    grid.csv()
}

fn cells(part: &WorkerRow, worker: &Worker) -> Vec<String> {
    fn text(value: Option<&impl ToString>) -> String {
        value.map(ToString::to_string).unwrap_or_default()
    }
    let yes = |value: bool| if value { "yes" } else { "no" }.to_owned();
    let each = |get: &dyn Fn(&super::figures::SeenWork) -> String| {
        worker.observed.iter().map(get).collect::<Vec<_>>().join("; ")
    };
    let under_way = worker.under_way.iter().map(|one| one.audit.to_string());
    let (first, probation) = (worker.first.as_ref(), worker.probation.as_ref());
    vec![
        part.row.to_string(),
        worker.name.to_string(),
        worker.team.clone().unwrap_or_default(),
        worker.service.clone().unwrap_or_default(),
        text(worker.joined.as_ref()),
        text(worker.left.as_ref()),
        sentences::asked(worker.asked).to_owned(),
        yes(worker.is_seen),
        worker.n.to_string(),
        each(&|seen| seen.on.to_string()),
        each(&|seen| seen.by.clone().unwrap_or_default()),
        each(&|seen| seen.audit.to_string()),
        under_way.collect::<Vec<_>>().join("; "),
        text(first.map(|first| first.due).as_ref()),
        text(first.and_then(|first| first.on).as_ref()),
        text(first.map(|first| sentences::first(first.state)).as_ref()),
        text(probation.and_then(|probation| probation.ends).as_ref()),
        text(probation.map(|probation| probation.asked).as_ref()),
        text(probation.map(|probation| probation.n).as_ref()),
        text(
            probation
                .map(|probation| sentences::probation(probation.state))
                .as_ref(),
        ),
        text(worker.due.as_ref()),
        yes(worker.overdue),
        worker
            .why
            .map(|why| sentences::why(part, why))
            .unwrap_or_default(),
    ]
}

fn parts(report: &Coverage) -> Vec<Shown> {
    let each = |make: &dyn Fn(&WorkerRow) -> PaperTable| -> PaperTable {
        let tables = report.parts.iter().map(|part| (part.title.as_str(), make(part)));
        together(tables.collect())
    };
    let in_short = sentences::headlines(report)
        .into_iter()
        .fold(Shown::new("in-short", "In short"), Shown::text);
    let mut to_be_seen = each(&|part| unseen(report, part));
    to_be_seen.rows.sort_by_key(|row| {
        row.iter()
            .position(|cell| matches!(cell, Cell::Day(_)))
            .map(|at| row[at].shown())
    });
    let mut shown = vec![
        in_short,
        Shown::new("unseen", "Still to be seen, next first").with(to_be_seen.main()),
        with_rows("newcomers", "Newcomers", each(&newcomers)),
        with_rows(
            "missed",
            format!("Not seen in {}", report.year),
            each(&|part| missed(report, part)),
        ),
        with_rows("seen", "Seen", each(&seen)),
        with_rows("by-team", "By team, most unseen first", each(&by_team)),
        sentences::not_asked(report),
    ];
    shown.extend((1..).zip(&report.peers).map(|(place, row)| peers(row, place)));
    shown.push(sentences::legend());
    shown.push(sentences::notes(report));
    shown.retain(|part| !part.blocks.is_empty());
    shown
}

/// One table of several of the same kind, each with what it is of in a column of its own, where there are several.
fn together(tables: Vec<(&str, PaperTable)>) -> PaperTable {
    let several = tables.len() > 1;
    let mut all: Option<PaperTable> = None;
    for (title, mut table) in tables {
        if several {
            let name = "Row".to_owned();
            table.columns.insert(
                1,
                PaperColumn {
                    name,
                    kind: ColumnKind::Words,
                },
            );
            for row in &mut table.rows {
                row.insert(1, Cell::text(title));
            }
        }
        match &mut all {
            None => all = Some(table),
            Some(all) => all.rows.extend(table.rows),
        }
    }
    all.unwrap_or_else(|| PaperTable::new("none", "", &[], "nobody"))
}

/// A part with a table that has rows; nothing where it has none.
fn with_rows(id: &str, title: impl Into<String>, table: PaperTable) -> Shown {
    let part = Shown::new(id, title);
    if table.rows.is_empty() {
        part
    } else {
        part.with(table)
    }
}

/// Who has done their peer audit, and who is left.
fn peers(row: &PeersLeft, place: usize) -> Shown {
    let table = PaperTable::of(
        format!("peers-{place}"),
        format!("{}: who is left", row.title),
        "nobody",
        &row.left,
        &[
            ("Auditor", ColumnKind::Words, &|one| Cell::text(one.name.clone())),
            ("Team", ColumnKind::Words, &|one| Cell::some(one.team.as_ref())),
            ("Under way", ColumnKind::Code, &|one| {
                Cell::some(one.under_way.as_ref())
            }),
        ],
    );
    Shown::new(format!("peers-{place}"), row.title.clone())
        .text(format!("{} of {} done.", row.met, row.expected))
        .with(table)
}

/// Who is still to be seen, next first.
fn unseen(report: &Coverage, part: &WorkerRow) -> PaperTable {
    let mut table = PaperTable::new(
        "unseen",
        "Who is still to be seen, and by when",
        &[
            ("Worker", ColumnKind::Words),
            ("Team", ColumnKind::Words),
            ("By", ColumnKind::Day),
            ("Late (working days)", ColumnKind::Code),
            ("Why", ColumnKind::Words),
        ],
        sentences::nobody_due(report, part),
    );
    for worker in part.workers.iter().filter(|worker| worker.due.is_some()) {
        let why = worker
            .why
            .map(|why| sentences::why(part, why))
            .unwrap_or_default();
        table.row([
            Cell::text(worker.name.to_string()),
            Cell::some(worker.team.as_ref()),
            Cell::day(worker.due),
            Cell::late(worker.late),
            Cell::Text(why + &sentences::under_way(worker)),
        ]);
    }
    table
}

/// First weeks and probation.
fn newcomers(part: &WorkerRow) -> PaperTable {
    let mut table = PaperTable::new(
        "newcomers",
        "The first weeks and the probation of newcomers",
        &[
            ("Worker", ColumnKind::Words),
            ("Joined", ColumnKind::Day),
            ("First by", ColumnKind::Day),
            ("First", ColumnKind::Words),
            ("Probation to", ColumnKind::Day),
            ("In it", ColumnKind::Words),
        ],
        "nobody is new",
    );
    let new = |worker: &&Worker| worker.first.is_some() || worker.probation.is_some();
    let mut workers: Vec<&Worker> = part.workers.iter().filter(new).collect();
    workers.sort_by_key(|worker| (std::cmp::Reverse(worker.joined), worker.name.clone()));
    for worker in workers {
        table.row(newcomer(worker));
    }
    table
}

fn newcomer(worker: &Worker) -> [Cell; 6] {
    let probation = worker.probation.map(sentences::in_probation).unwrap_or_default();
    let first = worker.first.map_or_else(String::new, |first| {
        let on = first.on.map(|day| format!("{day}, ")).unwrap_or_default();
        format!("{on}{}", sentences::first(first.state))
    });
    [
        Cell::text(worker.name.to_string()),
        Cell::day(worker.joined),
        Cell::day(worker.first.map(|first| first.due)),
        Cell::Text(first),
        worker
            .probation
            .map_or(Cell::Blank, |probation| Cell::day_or(probation.ends, "not known")),
        Cell::Text(probation),
    ]
}

/// Who was not seen in a year that has ended.
fn missed(report: &Coverage, part: &WorkerRow) -> PaperTable {
    let mut table = PaperTable::new(
        "missed",
        "Asked of, and not seen as often",
        &[
            ("Worker", ColumnKind::Words),
            ("Team", ColumnKind::Words),
            ("Times", ColumnKind::Count),
        ],
        "nobody",
    );
    let short = |worker: &&Worker| worker.asked == YearAsks::Yes && !worker.is_seen;
    let ended = report.to < report.as_of;
    for worker in part.workers.iter().filter(short).filter(|_| ended) {
        table.row([
            Cell::text(worker.name.to_string()),
            Cell::some(worker.team.as_ref()),
            Cell::Count(worker.n),
        ]);
    }
    table
}

/// Who was seen, when and by whom.
fn seen(part: &WorkerRow) -> PaperTable {
    let mut table = PaperTable::new(
        "seen",
        "Who was seen, when and by whom",
        &[
            ("Worker", ColumnKind::Words),
            ("Team", ColumnKind::Words),
            ("Times", ColumnKind::Count),
            ("When, by whom", ColumnKind::Words),
        ],
        "nobody",
    );
    let mut workers: Vec<&Worker> = part.workers.iter().filter(|worker| worker.n > 0).collect();
    workers.sort_by(|a, b| a.name.cmp(&b.name));
    for worker in workers {
        let each = worker.observed.iter().map(|seen| match &seen.by {
            Some(by) => format!("{}: {by} ({})", seen.on.spoken(), seen.audit),
            None => format!("{} ({})", seen.on.spoken(), seen.audit),
        });
        table.row([
            Cell::text(worker.name.to_string()),
            Cell::some(worker.team.as_ref()),
            Cell::Count(worker.n),
            Cell::Text(each.collect::<Vec<_>>().join("\n")),
        ]);
    }
    table
}

fn by_team(part: &WorkerRow) -> PaperTable {
    let mut table = PaperTable::new(
        "by-team",
        "Workers asked of, seen and unseen, by team",
        &[
            ("Team", ColumnKind::Words),
            ("Workers", ColumnKind::Count),
            ("Asked", ColumnKind::Count),
            ("Seen", ColumnKind::Count),
            ("Unseen", ColumnKind::Count),
            ("Overdue", ColumnKind::Count),
        ],
        "nobody",
    );
    for line in &part.by_team {
        let counts = [line.workers, line.asked, line.seen, line.unseen, line.overdue];
        let team = Cell::text(line.team.as_deref().unwrap_or("no team"));
        table.row(std::iter::once(team).chain(counts.map(Cell::Count)));
    }
    table
}
