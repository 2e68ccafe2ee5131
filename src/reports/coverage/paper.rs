//! Coverage: who has been seen, in every format; first who has not.

use super::figures::{Coverage, PeersLeft, Worker, WorkerRow, YearAsks};
use super::sentences;
use crate::paper::TextStyle;
use crate::paper::table::Grid;
use crate::paper::{Cell, ColumnKind, Paper, PaperPart as Shown, PaperTable};

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
    let each = |make: &dyn Fn(&WorkerRow, usize) -> Shown| -> Vec<Shown> {
        (1..)
            .zip(&report.parts)
            .map(|(place, part)| make(part, place))
            .collect()
    };
    let in_short = sentences::headlines(report)
        .into_iter()
        .fold(Shown::new("in-short", "In short"), Shown::text);
    let mut shown = vec![in_short];
    shown.extend(each(&|part, place| unseen(report, part, place)));
    shown.extend(each(&newcomers));
    shown.extend(each(&|part, place| missed(report, part, place)));
    shown.extend(each(&seen));
    shown.extend(each(&by_team));
    shown.extend(each(&|part, place| sentences::not_asked(report, part, place)));
    shown.extend((1..).zip(&report.peers).map(|(place, row)| peers(row, place)));
    shown.push(sentences::legend());
    shown.push(sentences::notes(report));
    shown.retain(|part| !part.blocks.is_empty());
    shown
}

/// A part with a table that has rows; nothing where it has none.
fn with_rows(part: Shown, table: PaperTable) -> Shown {
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
fn unseen(report: &Coverage, part: &WorkerRow, place: usize) -> Shown {
    let mut table = PaperTable::new(
        format!("unseen-{place}"),
        format!("{}: who is still to be seen, and by when", part.title),
        &[
            ("Worker", ColumnKind::Words),
            ("Team", ColumnKind::Words),
            ("By", ColumnKind::Day),
            ("Late", ColumnKind::Code),
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
            Cell::text(if worker.overdue { "LATE" } else { "" }),
            Cell::Text(why + &sentences::under_way(worker)),
        ]);
    }
    let title = format!("{}: still to be seen, next first", part.title);
    Shown::new(format!("unseen-{place}"), title).with(table)
}

/// First weeks and probation.
fn newcomers(part: &WorkerRow, place: usize) -> Shown {
    let mut table = PaperTable::new(
        format!("newcomers-{place}"),
        format!("{}: the first weeks and the probation of newcomers", part.title),
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
    let title = format!("{}: newcomers", part.title);
    with_rows(Shown::new(format!("newcomers-{place}"), title), table)
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
fn missed(report: &Coverage, part: &WorkerRow, place: usize) -> Shown {
    let mut table = PaperTable::new(
        format!("missed-{place}"),
        format!("{}: asked of, and not seen as often", part.title),
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
    let title = format!("{}: not seen in {}", part.title, report.year);
    with_rows(Shown::new(format!("missed-{place}"), title), table)
}

/// Who was seen, when and by whom.
fn seen(part: &WorkerRow, place: usize) -> Shown {
    let mut table = PaperTable::new(
        format!("seen-{place}"),
        format!("{}: who was seen, when and by whom", part.title),
        &[
            ("Worker", ColumnKind::Words),
            ("Team", ColumnKind::Words),
            ("Times", ColumnKind::Count),
            ("When", ColumnKind::Words),
            ("By", ColumnKind::Words),
            ("Audit", ColumnKind::Words),
        ],
        "nobody",
    );
    let mut workers: Vec<&Worker> = part.workers.iter().filter(|worker| worker.n > 0).collect();
    workers.sort_by(|a, b| a.name.cmp(&b.name));
    for worker in workers {
        let lines = |get: &dyn Fn(&super::figures::SeenWork) -> String| {
            worker.observed.iter().map(get).collect::<Vec<_>>().join(", ")
        };
        table.row([
            Cell::text(worker.name.to_string()),
            Cell::some(worker.team.as_ref()),
            Cell::Count(worker.n),
            Cell::Text(lines(&|seen| seen.on.to_string())),
            Cell::Text(lines(&|seen| seen.by.clone().unwrap_or_default())),
            Cell::Text(lines(&|seen| seen.audit.to_string())),
        ]);
    }
    let title = format!("{}: seen", part.title);
    with_rows(Shown::new(format!("seen-{place}"), title), table)
}

fn by_team(part: &WorkerRow, place: usize) -> Shown {
    let mut table = PaperTable::new(
        format!("by-team-{place}"),
        format!("{}: workers asked of, seen and unseen, by team", part.title),
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
    let title = format!("{}: by team, most unseen first", part.title);
    with_rows(Shown::new(format!("by-team-{place}"), title), table)
}
