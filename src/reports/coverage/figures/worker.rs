//! One worker: what was seen, what is asked, and by when.

use serde::Serialize;

use super::CoverageInput;
use crate::figures::expectation::{Account, ExpectedAudits};
use crate::figures::summary::Summary;
use crate::framework::{AuditId, Date, Expectancy, Person, PersonName, Row, Service, Team};

/// A worker whom a row names, in post on some day of the year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Worker {
    /// The worker.
    pub name: PersonName,
    /// The team of today; several stand together.
    pub team: Option<String>,
    /// The service of today; several stand together.
    pub service: Option<String>,
    /// The first day in post, where known.
    pub joined: Option<Date>,
    /// The last day in post, where there is one.
    pub left: Option<Date>,
    /// Whether the year asks something.
    pub asked: YearAsks,
    /// In how many of its periods the year asks for an audit of the worker.
    pub expected: usize,
    /// In how many of these one was allocated that is submitted by today.
    pub met: usize,
    /// How often the worker was seen: audits allocated in the year and submitted by today.
    pub n: usize,
    /// Whether the worker was seen as often as the year asks; where it asks nothing, whether at all.
    pub is_seen: bool,
    /// Each of these, by day.
    pub observed: Vec<SeenWork>,
    /// What is allocated and not submitted yet, whenever it was allocated.
    pub under_way: Vec<UnderWay>,
    /// The first within the weeks from joining; none where the row sets none, or its day lies in an earlier year.
    pub first: Option<FirstSeen>,
    /// So many by the end of probation; none where the row sets none, or probation ended in an earlier year.
    pub probation: Option<Probation>,
    /// The earliest day by which the worker is still to be seen; none: nothing is due.
    pub due: Option<Date>,
    /// Whether that day has passed.
    pub overdue: bool,
    /// By how many working days.
    #[serde(skip)]
    pub late: Option<u32>,
    /// What asks for that day.
    pub why: Option<Why>,
}

/// Whether the year asks something of a worker: a period with any day exempt or not in post asks nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum YearAsks {
    /// To be seen as often as the row has it.
    Yes,
    /// Nothing: exempt on one day of the year at least.
    Exempt,
    /// Nothing: joined within the year.
    Joined,
    /// Nothing: left, or leaves, within the year.
    Left,
    /// Nothing: the council has yet to say how often.
    ToBeConfirmed,
    /// Nothing: the year ended before the store was in use.
    BeforeUse,
}

/// An audit that was submitted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SeenWork {
    /// The audit.
    pub audit: AuditId,
    /// The day of the observation or audit; where the form has none, the day it was submitted.
    pub on: Date,
    /// By whom.
    pub by: Option<String>,
}

/// An audit that was not submitted yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnderWay {
    /// The audit.
    pub audit: AuditId,
    /// The day of its allocation.
    pub allocated: Option<Date>,
    /// With whom.
    pub by: Option<String>,
}

/// The first after joining.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct FirstSeen {
    /// By when.
    pub due: Date,
    /// When it was.
    pub on: Option<Date>,
    /// How that stands.
    pub state: FirstState,
}

/// How the first after joining stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FirstState {
    /// Seen by the day.
    Done,
    /// Seen after it.
    Late,
    /// Not seen, and the day has passed.
    Overdue,
    /// Not seen, and the day is to come.
    ToCome,
    /// Not asked: exempt on one of the days.
    Exempt,
    /// Not asked: left before the day.
    Left,
}

/// So many by the end of probation; the first after joining is one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Probation {
    /// Its last day; none: not in the staff's list.
    pub ends: Option<Date>,
    /// So many are asked.
    pub asked: usize,
    /// So many were seen by then.
    pub n: usize,
    /// How that stands.
    pub state: ProbationState,
}

/// How the observations in probation stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProbationState {
    /// As many as are asked.
    Done,
    /// Not as many, and it still runs.
    ToCome,
    /// Not as many, and it has ended.
    Short,
    /// The staff's list does not say when it ends.
    Unknown,
    /// Not asked: exempt on one of its days.
    Exempt,
    /// Not asked: left before its end.
    Left,
}

/// What asks that a worker be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// The first weeks after joining.
    FirstWeeks,
    /// Probation.
    Probation,
    /// The council year.
    Year,
}

/// Judges a worker by the audits that serve the row and are of the worker.
pub(super) fn worker(
    input: &CoverageInput<'_>,
    row: &Row,
    person: &Person,
    own: &[&Summary],
    account: &Account<'_>,
) -> Worker {
    let is_own = |one: &&ExpectedAudits<'_>| one.named.person.is_some_and(|named| named.name == person.name);
    let periods: Vec<&ExpectedAudits<'_>> = account.expected.iter().filter(is_own).collect();
    let expected = periods.iter().filter(|one| one.is_asked()).count();
    let met = periods.iter().filter(|one| one.is_met()).count();
    let mut all: Vec<SeenWork> = own.iter().filter_map(|summary| seen(summary)).collect();
    all.sort_by(|a, b| (a.on, &a.audit).cmp(&(b.on, &b.audit)));
    let of_year = |audit: &AuditId| {
        own.iter().any(|summary| {
            let day = summary.allocated;
            summary.id == *audit && day.is_some_and(|day| input.year.from() <= day && day <= input.year.to())
        })
    };
    let observed: Vec<SeenWork> = all.iter().filter(|seen| of_year(&seen.audit)).cloned().collect();
    let first = first(input, row, person, &all);
    let probation = probation(input, row, person, &all, first.is_some());
    let joined = |names: Vec<&str>| (!names.is_empty()).then(|| names.join("; "));
    let mut worker = Worker {
        name: person.name.clone(),
        team: joined(person.teams.iter().map(Team::as_str).collect()),
        service: joined(person.services.iter().map(Service::as_str).collect()),
        joined: person.started,
        left: person.left,
        asked: asked(&periods, person, row),
        expected,
        met,
        n: observed.len(),
        is_seen: if expected > 0 {
            met == expected
        } else {
            !observed.is_empty()
        },
        observed,
        under_way: under_way(own),
        first,
        probation,
        due: None,
        overdue: false,
        late: None,
        why: None,
    };
    let missing = periods.iter().filter(|one| one.is_asked() && !one.is_met());
    let ends = missing
        .map(|one| one.period.to())
        .filter(|end| *end >= input.store.as_of);
    let next = next(input, person, &worker, ends.min());
    worker.due = next.map(|(day, _)| day);
    worker.why = next.map(|(_, why)| why);
    worker.late = worker.due.and_then(|day| input.store.late(day));
    worker.overdue = worker.late.is_some();
    worker
}

fn seen(summary: &Summary) -> Option<SeenWork> {
    let submitted = summary.progress.submitted?;
    Some(SeenWork {
        audit: summary.id.clone(),
        on: summary.audited.unwrap_or(submitted),
        by: summary
            .progress
            .auditor
            .as_deref()
            .or(summary.first_auditor.as_deref())
            .map(str::to_owned),
    })
}

fn under_way(own: &[&Summary]) -> Vec<UnderWay> {
    let mut found: Vec<UnderWay> = own
        .iter()
        .filter(|summary| summary.progress.submitted.is_none())
        .map(|summary| UnderWay {
            audit: summary.id.clone(),
            allocated: summary.allocated,
            by: summary
                .progress
                .auditor
                .as_deref()
                .or(summary.first_auditor.as_deref())
                .map(str::to_owned),
        })
        .collect();
    found.sort_by(|a, b| (a.allocated, &a.audit).cmp(&(b.allocated, &b.audit)));
    found
}

/// Whether the year asks something in any of its periods, by the rule that every expectation follows; where not, why.
fn asked(periods: &[&ExpectedAudits<'_>], person: &Person, row: &Row) -> YearAsks {
    let with = |standing| periods.iter().filter(move |one| one.named.standing == standing);
    if row.is_to_be_confirmed() {
        YearAsks::ToBeConfirmed
    } else if periods.is_empty() {
        YearAsks::BeforeUse
    } else if with(Expectancy::Asked).next().is_some() {
        YearAsks::Yes
    } else if with(Expectancy::Exempt).next().is_some() {
        YearAsks::Exempt
    } else if with(Expectancy::NotInPost).any(|one| person.left.is_some_and(|day| day < one.period.to())) {
        YearAsks::Left
    } else {
        YearAsks::Joined
    }
}

/// Whether the person is exempt from the row on any day from one to another.
fn is_exempt(input: &CoverageInput<'_>, row: &Row, person: &Person, from: Date, to: Date) -> bool {
    let mut exemptions = input.store.exemptions.iter();
    exemptions.any(|exemption| exemption.covers(&person.name, &row.id, from, to))
}

fn first(input: &CoverageInput<'_>, row: &Row, person: &Person, all: &[SeenWork]) -> Option<FirstSeen> {
    let joined = person.started?;
    let due = joined.plus_days(u64::from(row.weeks_from_joining?) * 7);
    let before_use = input.store.in_use_since.is_some_and(|since| due < since);
    if due < input.year.from() || joined > input.year.to() || before_use {
        return None;
    }
    let on = all.iter().map(|seen| seen.on).find(|day| *day >= joined);
    let state = match on {
        Some(day) if day <= due => FirstState::Done,
        _ if is_exempt(input, row, person, joined, due) => FirstState::Exempt,
        Some(_) => FirstState::Late,
        None if person.left.is_some_and(|day| day < due) => FirstState::Left,
        None if due < input.store.as_of => FirstState::Overdue,
        None => FirstState::ToCome,
    };
    Some(FirstSeen { due, on, state })
}

fn probation(
    input: &CoverageInput<'_>,
    row: &Row,
    person: &Person,
    all: &[SeenWork],
    is_new: bool,
) -> Option<Probation> {
    let asked = row.in_probation? as usize;
    let of = |n, ends, state| {
        Some(Probation {
            ends,
            asked,
            n,
            state,
        })
    };
    let since = |day: Date| person.started.is_none_or(|joined| joined <= day);
    let Some(ends) = person.probation_ends else {
        // Whoever joined long ago needs no day; of a new worker it is missed.
        let n = all.iter().filter(|seen| since(seen.on)).count();
        return is_new
            .then_some(())
            .and_then(|()| of(n, None, ProbationState::Unknown));
    };
    let before_use = input.store.in_use_since.is_some_and(|since| ends < since);
    if ends < input.year.from() || !since(input.year.to()) || before_use {
        return None;
    }
    let n = all
        .iter()
        .filter(|seen| since(seen.on) && seen.on <= ends)
        .count();
    let from = person.started.unwrap_or(ends);
    let state = if n >= asked {
        ProbationState::Done
    } else if is_exempt(input, row, person, from, ends) {
        ProbationState::Exempt
    } else if person.left.is_some_and(|day| day < ends) {
        ProbationState::Left
    } else if ends < input.store.as_of {
        ProbationState::Short
    } else {
        ProbationState::ToCome
    };
    of(n, Some(ends), state)
}

/// The earliest day by which the worker is still to be seen, and what asks for it. What can't be made good any more, as
/// a year or a probation that has ended, asks for nothing; first weeks that were missed still want their observation.
fn next(
    input: &CoverageInput<'_>,
    person: &Person,
    worker: &Worker,
    period_ends: Option<Date>,
) -> Option<(Date, Why)> {
    if person.left.is_some_and(|day| day < input.store.as_of) {
        return None;
    }
    let first = worker
        .first
        .filter(|first| matches!(first.state, FirstState::Overdue | FirstState::ToCome))
        .map(|first| (first.due, Why::FirstWeeks));
    let probation = worker
        .probation
        .filter(|probation| probation.state == ProbationState::ToCome)
        .and_then(|probation| Some((probation.ends?, Why::Probation)));
    let year = period_ends.map(|day| (day, Why::Year));
    [first, probation, year].into_iter().flatten().min()
}
