//! What the coverage report says in sentences.

use super::figures::{Coverage, FirstState, Probation, ProbationState, Why, Worker, WorkerRow, YearAsks};
use crate::figures::view::before_the_store;
use crate::paper::PaperPart as Shown;
use crate::paper::count;
use crate::reports::compliance::paper::said;

pub(super) fn title(report: &Coverage) -> String {
    format!("Coverage, {}", report.year)
}

/// A sentence a row: who was seen, who was not, how many are late.
pub(super) fn headlines(report: &Coverage) -> Vec<String> {
    if report.parts.is_empty() {
        return vec!["No row of the schedule asks that each worker be seen.".to_owned()];
    }
    report.parts.iter().map(|part| headline(report, part)).collect()
}

fn headline(report: &Coverage, part: &WorkerRow) -> String {
    let Some(times) = part.times_a_year else {
        return format!("{}: to be confirmed, so nothing is expected.", part.title);
    };
    let often = if times == 1 {
        "once in the year".to_owned()
    } else {
        format!("{times} times in the year")
    };
    let (named, ended) = (part.workers.len(), report.to < report.as_of);
    let whom = if part.asked == named {
        format!("of {} to be seen {often}", count(named, "worker", "workers"))
    } else {
        let asked = count(part.asked, "is", "are");
        format!(
            "of {}, {asked} to be seen {often}",
            count(named, "worker", "workers")
        )
    };
    let seen = format!(
        "{} {} seen, {} {}",
        part.seen,
        if part.seen == 1 { "was" } else { "were" },
        part.unseen,
        match (ended, part.unseen) {
            (false, _) => "not yet",
            (true, 1) => "was not",
            (true, _) => "were not",
        }
    );
    let others = [not_asked_in_words(part), late_in_words(part)];
    let all: Vec<String> = [seen].into_iter().chain(others.into_iter().flatten()).collect();
    format!("{}: {whom}: {}.", part.title, all.join("; "))
}

/// The workers whom the list below names, and of whom the year asks nothing.
fn not_asked_in_words(part: &WorkerRow) -> Option<String> {
    let with = |state: YearAsks| part.workers.iter().filter(|worker| worker.asked == state).count();
    let each: Vec<String> = [
        (YearAsks::Joined, "joined in it"),
        (YearAsks::Left, "leave or left in it"),
        (YearAsks::Exempt, "exempt"),
        (YearAsks::BeforeUse, "before the store was in use"),
    ]
    .into_iter()
    .filter(|(state, _)| with(*state) > 0)
    .map(|(state, words)| format!("{} {words}", with(state)))
    .collect();
    let others = part.workers.len() - part.asked;
    let words = count(others, "other", "others");
    (others > 0).then(|| format!("of {words} the year asks nothing ({})", each.join(", ")))
}

fn late_in_words(part: &WorkerRow) -> Option<String> {
    let late = part.workers.iter().filter(|worker| worker.overdue).count();
    let late = count(late, "worker is", "workers are");
    let any = part.workers.iter().any(|worker| worker.overdue);
    any.then(|| format!("{late} overdue after the first weeks"))
}

pub(super) fn nobody_due(report: &Coverage, part: &WorkerRow) -> &'static str {
    if part.workers.is_empty() {
        "nobody in people.csv is named by this row"
    } else if report.to < report.as_of {
        "the year has ended; who was not seen in it stands below"
    } else {
        "nobody"
    }
}

/// Whether something is asked, for a table.
pub(super) fn asked(asked: YearAsks) -> &'static str {
    match asked {
        YearAsks::Yes => "yes",
        YearAsks::Exempt => "exempt",
        YearAsks::Joined => "joined in the year",
        YearAsks::Left => "left in the year",
        YearAsks::ToBeConfirmed => "to be confirmed",
        YearAsks::BeforeUse => "before the store was in use",
    }
}

/// How the first after joining stands.
pub fn first(state: FirstState) -> &'static str {
    match state {
        FirstState::Done => "done",
        FirstState::Late => "late",
        FirstState::Overdue => "overdue",
        FirstState::ToCome => "to come",
        FirstState::Exempt => "exempt",
        FirstState::Left => "left",
    }
}

pub(super) fn probation(state: ProbationState) -> &'static str {
    match state {
        ProbationState::Done => "done",
        ProbationState::ToCome => "to come",
        ProbationState::Short => "too few",
        ProbationState::Unknown => "end not known",
        ProbationState::Exempt => "exempt",
        ProbationState::Left => "left",
    }
}

/// How often a worker was seen in probation, and how that stands.
pub fn in_probation(probation: Probation) -> String {
    format!(
        "{} of {}, {}",
        probation.n,
        probation.asked,
        self::probation(probation.state)
    )
}

/// What asks that a worker be seen.
pub(super) fn why(part: &WorkerRow, why: Why) -> String {
    match why {
        Why::FirstWeeks => {
            let weeks = part.weeks_from_joining.unwrap_or_default();
            format!(
                "first within {} of joining",
                count(weeks as usize, "week", "weeks")
            )
        }
        Why::Probation => format!("{} within probation", part.in_probation.unwrap_or_default()),
        Why::Year => match part.times_a_year {
            Some(1) | None => "once in the year".to_owned(),
            Some(times) => format!("{times} times in the year"),
        },
    }
}

/// What is being done about it already.
pub(super) fn under_way(worker: &Worker) -> String {
    let each: Vec<String> = worker
        .under_way
        .iter()
        .map(|one| match &one.by {
            Some(by) => format!("{} with {by}", one.audit),
            None => one.audit.to_string(),
        })
        .collect();
    if each.is_empty() {
        String::new()
    } else {
        format!("; under way: {}", each.join(", "))
    }
}

/// Of whom the year asks nothing, and why.
pub(super) fn not_asked(report: &Coverage) -> Shown {
    let lines = report.parts.iter().flat_map(|part| {
        let several = report.parts.len() > 1;
        let of = move |line| {
            if several {
                format!("{}: {line}", part.title)
            } else {
                line
            }
        };
        not_asked_of(part).into_iter().map(of)
    });
    let title = format!("Of whom nothing is asked in {}", report.year);
    said("not-asked", title, lines.collect())
}

fn not_asked_of(part: &WorkerRow) -> Vec<String> {
    let mut lines = Vec::new();
    for (state, why) in [
        (YearAsks::Exempt, "Exempt on one day of the year at least"),
        (YearAsks::Joined, "Joined within the year"),
        (YearAsks::Left, "Left, or leaves, within the year"),
    ] {
        let day = |worker: &Worker| match state {
            YearAsks::Joined => worker.joined.map(|day| format!(" ({day})")),
            YearAsks::Left => worker.left.map(|day| format!(" ({day})")),
            _ => None,
        };
        let mut names: Vec<String> = part
            .workers
            .iter()
            .filter(|worker| worker.asked == state)
            .map(|worker| format!("{}{}", worker.name, day(worker).unwrap_or_default()))
            .collect();
        names.sort();
        if !names.is_empty() {
            lines.push(format!("{why}: {}.", names.join(", ")));
        }
    }
    lines
}

/// What the words of the tables mean.
pub(super) fn legend() -> Shown {
    let lines = [
        "seen: an audit of the worker that was allocated in the year is submitted; the date is the day of the \
         observation or audit, else the day it was submitted",
        "asked: in post on every day of the year and exempt on none; of others the year asks nothing, but the first \
         weeks and probation do",
        "first by: the joining date and the weeks that the row sets; late: seen after it; overdue: not seen, and the day \
         has passed",
        "in it: seen from joining to the end of probation; the first is one of them",
    ]
    .map(str::to_owned)
    .to_vec();
    said("words", "What the words mean", lines)
}

/// What a reader has to know to trust the table.
pub(super) fn notes(report: &Coverage) -> Shown {
    let mut lines = Vec::new();
    for audit in &report.excluded {
        lines.push(format!(
            "{} can't be counted in full ({}).",
            audit.id, audit.reason
        ));
    }
    for part in &report.parts {
        if !part.unknown.is_empty() {
            let ids: Vec<String> = part.unknown.iter().map(ToString::to_string).collect();
            lines.push(format!(
                "{}: the worker is not named, or is nobody in people.csv, in {}; it counts for nobody.",
                part.title,
                ids.join(", ")
            ));
        }
        let no_date: Vec<&str> = part
            .workers
            .iter()
            .filter(|worker| worker.joined.is_none() && part.weeks_from_joining.is_some())
            .map(|worker| worker.name.as_str())
            .collect();
        if !no_date.is_empty() {
            lines.push(format!(
                "No joining date in people.csv, so the first weeks can't be tested: {}.",
                no_date.join(", ")
            ));
        }
    }
    lines.extend(before_the_store(
        report.from,
        report.in_use_since,
        report.first_allocated,
    ));
    lines.push("Roles, services and teams are those of people.csv today.".to_owned());
    said("notes", "To bear in mind", lines)
}
