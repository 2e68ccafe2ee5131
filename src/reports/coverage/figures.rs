//! Coverage: whether every worker whom a row names was seen in the council year, who is still to be, and by when.
//!
//! Section 2, observation of practice: across the year every social worker of any team has at least one observation; a
//! new worker one within six weeks of joining, and two within probation. Likewise each IRO and CP chair has one audit a
//! year. An audit counts once it is submitted, in the council year in which it was allocated, as every expectation does.
//! For the first weeks and for probation, which are counted in days, it is the day of the observation that counts.

mod by_team;
mod newcomer;
mod peers;
mod worker;

use crate::figures::StoreView;
use serde::Serialize;

use crate::figures::expectation::{Account, Ledger};
use crate::figures::summary::Summary;
use crate::framework::schedule::{Per, RowActivity};
use crate::framework::{AuditId, CouncilYear, Date, Person, PersonName, Row, RowId, Service};
use crate::reports::compliance::figures::Unreadable;

pub use by_team::TeamCoverage;
pub use newcomer::{Newcomer, newcomers};
pub use peers::PeersLeft;
pub use worker::{
    FirstSeen, FirstState, Probation, ProbationState, SeenWork, UnderWay, Why, Worker, YearAsks,
};

/// The schema that the report names.
pub const SCHEMA: &str = "qaf.coverage/1";

/// What the report is made of.
#[derive(Clone, Copy, Debug)]
pub struct CoverageInput<'a> {
    /// The store.
    pub store: StoreView<'a>,
    /// Every audit of the store, summed up as of `as_of`.
    pub summaries: &'a [&'a Summary],
    /// The council year.
    pub year: CouncilYear,
}

/// A council year's coverage.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Coverage {
    /// `qaf.coverage/1`.
    pub schema: &'static str,
    /// The council year.
    pub year: String,
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// Today.
    pub as_of: Date,
    /// The day of the store's first allocation; what took place before is in no file.
    pub first_allocated: Option<Date>,
    /// The day from which anything is expected; left out where that is from ever.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_use_since: Option<Date>,
    /// Each row of workers: those of observations first, each in the schedule's order.
    pub parts: Vec<WorkerRow>,
    /// Of each row of peer audits: who has done theirs, and who is left.
    pub peers: Vec<PeersLeft>,
    /// What can't be read or counted.
    pub excluded: Vec<Unreadable>,
}

/// A row of workers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WorkerRow {
    /// The row.
    pub row: RowId,
    /// What it is about, as people say it.
    pub title: String,
    /// Its service; none: all of them.
    pub service: Option<Service>,
    /// Whether the workers are observed; else audited.
    pub observation: bool,
    /// How often each is to be seen in the year; none: to be confirmed, and nothing is expected.
    pub times_a_year: Option<u32>,
    /// Within so many weeks of joining for the first time.
    pub weeks_from_joining: Option<u32>,
    /// So often by the end of probation.
    pub in_probation: Option<u32>,
    /// Of how many workers the year asks something.
    pub asked: usize,
    /// How many of these were seen as often as is asked.
    pub seen: usize,
    /// How many of these were not; `seen` and `unseen` make `asked`.
    pub unseen: usize,
    /// How many audits the year expects of all these workers: one of each in each period that asks.
    pub expected: usize,
    /// How many of these are met by an audit that is submitted.
    pub met: usize,
    /// The workers, those first who are due first, then those of whom nothing more is due, each by name.
    pub workers: Vec<Worker>,
    /// By team of today.
    pub by_team: Vec<TeamCoverage>,
    /// Audits on the row's forms whose worker is not named, or is nobody in the staff's list.
    pub unknown: Vec<AuditId>,
}

/// Makes a year's report.
pub fn coverage(input: &CoverageInput<'_>) -> Coverage {
    let ledger = Ledger::new(&input.store, input.summaries.iter().copied());
    let mut parts: Vec<WorkerRow> = input
        .store
        .schedule
        .rows
        .iter()
        .filter(|row| row.per == Per::Worker)
        .map(|row| part(input, &ledger, row))
        .collect();
    parts.sort_by_key(|part| !part.observation);
    Coverage {
        schema: SCHEMA,
        year: input.year.to_string(),
        from: input.year.from(),
        to: input.year.to(),
        as_of: input.store.as_of,
        first_allocated: input
            .summaries
            .iter()
            .filter_map(|summary| summary.allocated)
            .min(),
        in_use_since: input.store.in_use_since,
        parts,
        peers: peers::left(input, &ledger),
        excluded: excluded(input),
    }
}

fn part(input: &CoverageInput<'_>, ledger: &Ledger<'_>, row: &Row) -> WorkerRow {
    let until = input.year.to().min(input.store.as_of);
    let there = |person: &&Person| {
        person.started.is_none_or(|day| day <= until)
            && person.left.is_none_or(|day| day >= input.year.from())
    };
    let named = input
        .store
        .people
        .all()
        .iter()
        .filter(|person| row.names(person))
        .filter(there);
    let (audits, account) = (ledger.by_worker(row), year(input, ledger, row));
    let of = |name: &PersonName| audits.get(name.as_str()).map_or(&[][..], Vec::as_slice);
    let mut workers: Vec<Worker> = named
        .map(|person| worker::worker(input, row, person, of(&person.name), &account))
        .collect();
    workers.sort_by_key(|worker| (worker.due.is_none(), worker.due, worker.name.clone()));
    let asked = || workers.iter().filter(|worker| worker.asked == YearAsks::Yes);
    let seen = asked().filter(|worker| worker.is_seen).count();
    WorkerRow {
        row: row.id.clone(),
        title: row.shown().to_owned(),
        service: row.service.clone(),
        observation: row.activity == Some(RowActivity::Observation),
        times_a_year: row.times_a_year,
        weeks_from_joining: row.weeks_from_joining,
        in_probation: row.in_probation,
        asked: asked().count(),
        seen,
        unseen: asked().count() - seen,
        expected: workers.iter().map(|worker| worker.expected).sum(),
        met: workers.iter().map(|worker| worker.met).sum(),
        by_team: by_team::by_team(input, &workers),
        unknown: unknown(input, row),
        workers,
    }
}

/// A row over all its periods of the year.
fn year<'a>(input: &CoverageInput<'a>, ledger: &Ledger<'a>, row: &Row) -> Account<'a> {
    let times = row.times_a_year.into_iter();
    ledger.of(row, times.flat_map(|times| input.year.parts(times)))
}

/// Audits of the year on the row's forms that count for nobody, as no worker is named in them, or an unknown one.
fn unknown(input: &CoverageInput<'_>, row: &Row) -> Vec<AuditId> {
    let known = |summary: &Summary| {
        let worker = summary.worker.as_deref();
        worker.is_some_and(|name| input.store.people.find(name).is_some())
    };
    let of_year = |day: Date| input.year.from() <= day && day <= input.year.to();
    let mut found: Vec<AuditId> = input
        .summaries
        .iter()
        .filter(|summary| !summary.is_off() && row.takes(&summary.form))
        .filter(|summary| summary.allocated.is_some_and(of_year) && !known(summary))
        .map(|summary| summary.id.clone())
        .collect();
    found.sort();
    found
}

/// What can't be counted in full and is of a row of workers, or of no row that can be read.
fn excluded(input: &CoverageInput<'_>) -> Vec<Unreadable> {
    let rows = || {
        input
            .store
            .schedule
            .rows
            .iter()
            .filter(|row| row.per == Per::Worker)
    };
    let concerns = |summary: &Summary| {
        summary.allocated.is_none_or(|day| {
            let of_year = input.year.from() <= day && day <= input.year.to();
            of_year && rows().any(|row| row.takes(&summary.form))
        })
    };
    let mut found: Vec<Unreadable> = input
        .summaries
        .iter()
        .filter(|summary| !summary.is_off() && concerns(summary))
        .filter_map(|summary| {
            Some(Unreadable {
                id: summary.id.clone(),
                reason: summary.progress.excluded.clone()?,
                row: summary.row.clone(),
            })
        })
        .collect();
    found.sort_by(|a, b| a.id.cmp(&b.id));
    found
}
