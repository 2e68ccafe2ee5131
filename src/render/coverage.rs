//! Coverage: who has been seen, in every format; first who has not.

mod words;

use super::Style;
use super::compliance::{Part as Shown, wrapped};
use super::safe::md_cell;
use super::table::Grid;
use crate::report::coverage::{Asked, Coverage, Part, Worker};

/// The report on a terminal.
pub fn text(report: &Coverage, style: Style) -> String {
    let mut text = format!("{}\n", words::title(report));
    for line in words::headlines(report) {
        text.push_str(&wrapped(&line, style.width));
    }
    text.push_str(&Shown::text(&parts(report), style));
    text
}

/// The report as Markdown.
pub fn md(report: &Coverage) -> String {
    let lines: Vec<String> = words::headlines(report)
        .iter()
        .map(|line| format!("{}\n\n", md_cell(line)))
        .collect();
    format!(
        "# {}\n\n{}{}",
        md_cell(&words::title(report)),
        lines.concat(),
        Shown::md(&parts(report))
    )
}

/// The report as JSON.
pub fn json(report: &Coverage) -> String {
    super::json(report)
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

fn cells(part: &Part, worker: &Worker) -> Vec<String> {
    fn text(value: Option<&impl ToString>) -> String {
        value.map(ToString::to_string).unwrap_or_default()
    }
    let yes = |value: bool| if value { "yes" } else { "no" }.to_owned();
    let each = |get: &dyn Fn(&crate::report::coverage::Seen) -> String| {
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
        words::asked(worker.asked).to_owned(),
        yes(worker.is_seen),
        worker.n.to_string(),
        each(&|seen| seen.on.to_string()),
        each(&|seen| seen.by.clone().unwrap_or_default()),
        each(&|seen| seen.audit.to_string()),
        under_way.collect::<Vec<_>>().join("; "),
        text(first.map(|first| first.due).as_ref()),
        text(first.and_then(|first| first.on).as_ref()),
        text(first.map(|first| words::first(first.state)).as_ref()),
        text(probation.and_then(|probation| probation.ends).as_ref()),
        text(probation.map(|probation| probation.asked).as_ref()),
        text(probation.map(|probation| probation.n).as_ref()),
        text(
            probation
                .map(|probation| words::probation(probation.state))
                .as_ref(),
        ),
        text(worker.due.as_ref()),
        yes(worker.overdue),
        worker.why.map(|why| words::why(part, why)).unwrap_or_default(),
    ]
}

fn parts(report: &Coverage) -> Vec<Shown> {
    let mut shown: Vec<Shown> = report.parts.iter().map(|part| unseen(report, part)).collect();
    for part in &report.parts {
        shown.push(newcomers(part));
    }
    for part in &report.parts {
        shown.push(missed(report, part));
    }
    for part in &report.parts {
        shown.push(seen(part));
    }
    for part in &report.parts {
        shown.push(by_team(part));
    }
    for part in &report.parts {
        shown.push(words::not_asked(report, part));
    }
    shown.push(words::legend());
    shown.push(words::notes(report));
    shown
}

/// Who is still to be seen, next first.
fn unseen(report: &Coverage, part: &Part) -> Shown {
    let mut shown = Shown::new(format!("{}: still to be seen, next first", part.title));
    let mut grid = Grid::new(&["Worker", "Team", "By", "Why"]);
    for worker in part.workers.iter().filter(|worker| worker.due.is_some()) {
        let due = worker.due.map(|day| day.to_string()).unwrap_or_default();
        let why = worker.why.map(|why| words::why(part, why)).unwrap_or_default();
        grid.row([
            worker.name.to_string(),
            worker.team.clone().unwrap_or_default(),
            format!("{due}{}", if worker.overdue { " LATE" } else { "" }),
            why + &words::under_way(worker),
        ]);
    }
    if grid.is_empty() {
        shown.before.push(words::nobody_due(report, part));
    }
    shown.grid = Some(grid);
    shown
}

/// First weeks and probation.
fn newcomers(part: &Part) -> Shown {
    let mut shown = Shown::new(format!("{}: newcomers", part.title));
    let mut grid = Grid::new(&["Worker", "Joined", "First by", "First", "Probation to", "In it"]);
    let new = |worker: &&Worker| worker.first.is_some() || worker.probation.is_some();
    let mut workers: Vec<&Worker> = part.workers.iter().filter(new).collect();
    workers.sort_by_key(|worker| (std::cmp::Reverse(worker.joined), worker.name.clone()));
    for worker in workers {
        let day = |day: Option<crate::framework::Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let probation = worker.probation.map_or_else(String::new, |probation| {
            format!(
                "{} of {}, {}",
                probation.n,
                probation.asked,
                words::probation(probation.state)
            )
        });
        let first = worker.first.map_or_else(String::new, |first| {
            let on = first.on.map(|day| format!("{day}, ")).unwrap_or_default();
            format!("{on}{}", words::first(first.state))
        });
        grid.row([
            worker.name.to_string(),
            day(worker.joined),
            day(worker.first.map(|first| first.due)),
            first,
            worker
                .probation
                .map(|probation| {
                    probation
                        .ends
                        .map_or_else(|| "not known".to_owned(), |day| day.to_string())
                })
                .unwrap_or_default(),
            probation,
        ]);
    }
    shown.grid = Some(grid);
    shown
}

/// Who was not seen in a year that has ended.
fn missed(report: &Coverage, part: &Part) -> Shown {
    let mut shown = Shown::new(format!("{}: not seen in {}", part.title, report.year));
    if report.to < report.as_of {
        let mut grid = Grid::new(&["Worker", "Team", ">times"]);
        let short = |worker: &&Worker| worker.asked == Asked::Yes && !worker.is_seen;
        for worker in part.workers.iter().filter(short) {
            grid.row([
                worker.name.to_string(),
                worker.team.clone().unwrap_or_default(),
                worker.n.to_string(),
            ]);
        }
        shown.grid = Some(grid);
    }
    shown
}

/// Who was seen, when and by whom.
fn seen(part: &Part) -> Shown {
    let mut shown = Shown::new(format!("{}: seen", part.title));
    let mut grid = Grid::new(&["Worker", "Team", ">times", "When", "By", "Audit"]);
    let mut workers: Vec<&Worker> = part.workers.iter().filter(|worker| worker.n > 0).collect();
    workers.sort_by(|a, b| a.name.cmp(&b.name));
    for worker in workers {
        let lines = |get: &dyn Fn(&crate::report::coverage::Seen) -> String| {
            worker.observed.iter().map(get).collect::<Vec<_>>().join(", ")
        };
        grid.row([
            worker.name.to_string(),
            worker.team.clone().unwrap_or_default(),
            worker.n.to_string(),
            lines(&|seen| seen.on.to_string()),
            lines(&|seen| seen.by.clone().unwrap_or_default()),
            lines(&|seen| seen.audit.to_string()),
        ]);
    }
    shown.grid = Some(grid);
    shown
}

fn by_team(part: &Part) -> Shown {
    let mut shown = Shown::new(format!("{}: by team, most unseen first", part.title));
    let mut grid = Grid::new(&["Team", ">workers", ">asked", ">seen", ">unseen", ">overdue"]);
    for line in &part.by_team {
        grid.row([
            line.team.clone().unwrap_or_else(|| "no team".to_owned()),
            line.workers.to_string(),
            line.asked.to_string(),
            line.seen.to_string(),
            line.unseen.to_string(),
            line.overdue.to_string(),
        ]);
    }
    shown.grid = Some(grid);
    shown
}
