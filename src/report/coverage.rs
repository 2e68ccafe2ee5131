//! Coverage: whether every worker whom a row names was seen in the council year, who is still to be, and by when.
//!
//! Section 2, observation of practice: across the year every social worker of any team has at least one observation; a
//! new worker one within six weeks of joining, and two within probation. Likewise each IRO and CP chair has one audit a
//! year. An audit counts once it is submitted, in the council year in which it was allocated, as every expectation does.
//! For the first weeks and for probation, which are counted in days, it is the day of the observation that counts.

mod lines;
mod worker;

use std::collections::HashMap;

use serde::Serialize;

use super::summary::Summary;
use crate::framework::schedule::{Activity, Per};
use crate::framework::{
    AuditId, CouncilYear, Date, Exemption, People, Period, Person, PersonName, Row, RowId, Schedule, Service,
};
use crate::report::compliance::Unreadable;
use crate::report::expectation::{Counting, has_form, is_of, serves};

pub use lines::TeamLine;
pub use worker::{Asked, First, FirstState, Probation, ProbationState, Seen, UnderWay, Why, Worker};

/// The schema that the report names.
pub const SCHEMA: &str = "qaf.coverage/1";

/// What the report is made of.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// Every audit of the store, summed up as of `as_of`.
    pub summaries: &'a [Summary],
    /// Who is to be seen, and how often.
    pub schedule: &'a Schedule,
    /// The council's staff.
    pub people: &'a People,
    /// Who is excused, and when.
    pub exemptions: &'a [Exemption],
    /// The council year.
    pub year: CouncilYear,
    /// Today.
    pub as_of: Date,
}

impl Input<'_> {
    /// The year as a period of the schedule.
    fn period(&self) -> Option<Period> {
        self.year.parts(1).next()
    }
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
    /// Each row of workers: those of observations first, each in the schedule's order.
    pub parts: Vec<Part>,
    /// What can't be read or counted.
    pub excluded: Vec<Unreadable>,
}

/// A row of workers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Part {
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
    /// The workers, those first who are due first, then those of whom nothing more is due, each by name.
    pub workers: Vec<Worker>,
    /// By team of today.
    pub by_team: Vec<TeamLine>,
    /// Audits on the row's forms whose worker is not named, or is nobody in the staff's list.
    pub unknown: Vec<AuditId>,
}

/// Makes a year's report.
pub fn coverage(input: &Input<'_>) -> Coverage {
    let mut parts: Vec<Part> = input
        .schedule
        .rows
        .iter()
        .filter(|row| row.per == Per::Worker)
        .map(|row| part(input, row))
        .collect();
    parts.sort_by_key(|part| !part.observation);
    Coverage {
        schema: SCHEMA,
        year: input.year.to_string(),
        from: input.year.from(),
        to: input.year.to(),
        as_of: input.as_of,
        first_allocated: input
            .summaries
            .iter()
            .filter_map(|summary| summary.allocated)
            .min(),
        parts,
        excluded: excluded(input),
    }
}

fn part(input: &Input<'_>, row: &Row) -> Part {
    let until = input.year.to().min(input.as_of);
    let there = |person: &&Person| {
        person.started.is_none_or(|day| day <= until)
            && person.left.is_none_or(|day| day >= input.year.from())
    };
    let named = input
        .people
        .all()
        .iter()
        .filter(|person| person.holds_any(&row.workers) && person.serves(row.service.as_ref()))
        .filter(there);
    let mut audits: HashMap<&str, Vec<&Summary>> = HashMap::new();
    for summary in input.summaries.iter().filter(|summary| !summary.is_off()) {
        let worker = summary.worker.as_deref().and_then(|name| input.people.find(name));
        if let Some(worker) = worker.filter(|_| serves(summary, row, input.people)) {
            audits.entry(worker.name.as_str()).or_default().push(summary);
        }
    }
    let of = |name: &PersonName| audits.get(name.as_str()).map_or(&[][..], Vec::as_slice);
    let mut workers: Vec<Worker> = named
        .map(|person| worker::worker(input, row, person, of(&person.name)))
        .collect();
    workers.sort_by_key(|worker| (worker.due.is_none(), worker.due, worker.name.clone()));
    let asked = workers.iter().filter(|worker| worker.asked == Asked::Yes).count();
    let seen = workers
        .iter()
        .filter(|worker| worker.asked == Asked::Yes && worker.is_seen)
        .count();
    Part {
        row: row.id.clone(),
        title: row.shown().to_owned(),
        service: row.service.clone(),
        observation: row.activity == Some(Activity::Observation),
        times_a_year: row.times_a_year,
        weeks_from_joining: row.weeks_from_joining,
        in_probation: row.in_probation,
        asked,
        seen,
        unseen: asked - seen,
        by_team: lines::by_team(&workers),
        unknown: unknown(input, row),
        workers,
    }
}

/// Audits of the year that are on the row's forms, or made for it, and count for nobody: no worker, or an unknown one.
fn unknown(input: &Input<'_>, row: &Row) -> Vec<AuditId> {
    let known = |summary: &Summary| {
        let worker = summary.worker.as_deref();
        worker.is_some_and(|name| input.people.find(name).is_some())
    };
    let of_year = |day: Date| input.year.from() <= day && day <= input.year.to();
    let mut found: Vec<AuditId> = input
        .summaries
        .iter()
        .filter(|summary| !summary.is_off() && (is_of(summary, row) || has_form(summary, row)))
        .filter(|summary| summary.allocated.is_some_and(of_year) && !known(summary))
        .map(|summary| summary.id.clone())
        .collect();
    found.sort();
    found
}

/// What can't be counted in full and is of a row of workers, or of no row that can be read.
fn excluded(input: &Input<'_>) -> Vec<Unreadable> {
    let rows = || input.schedule.rows.iter().filter(|row| row.per == Per::Worker);
    let concerns = |summary: &Summary| {
        summary.allocated.is_none_or(|day| {
            let of_year = input.year.from() <= day && day <= input.year.to();
            of_year && rows().any(|row| is_of(summary, row) || has_form(summary, row))
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

/// The counting of whom rows ask something.
fn counting<'a>(input: &Input<'a>) -> Counting<'a> {
    Counting {
        people: input.people,
        exemptions: input.exemptions,
    }
}
