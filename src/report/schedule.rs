//! The schedule of expectations as a table, and what its present periods still need.

use serde::Serialize;

use super::summary::Summary;
use crate::framework::schedule::{Per, Selection};
use crate::framework::{
    Cycle, Date, Exemption, FormId, People, Period, RoleId, Row, RowId, Schedule, Service, YearStart,
};

/// What the schedule's report is made from.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The schedule.
    pub schedule: &'a Schedule,
    /// The council's staff.
    pub people: &'a People,
    /// Who is excused.
    pub exemptions: &'a [Exemption],
    /// The audits.
    pub summaries: &'a [Summary],
    /// The roles' titles.
    pub roles: &'a [(RoleId, String)],
    /// When the council year starts.
    pub starts: YearStart,
    /// Today.
    pub as_of: Date,
}

/// The schedule as `--format json` prints it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ScheduleReport {
    /// `qaf.schedule/1`.
    pub schema: &'static str,
    /// Today.
    pub as_of: Date,
    /// The present cycle.
    pub cycle: String,
    /// The rows, in the schedule's order.
    pub rows: Vec<ScheduleRow>,
}

/// A row, and how far its present period is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ScheduleRow {
    /// The row's id.
    pub id: RowId,
    /// The service; none: all of them.
    pub service: Option<Service>,
    /// What is audited.
    pub activity: String,
    /// So many a year; none: to be confirmed.
    pub times_a_year: Option<u32>,
    /// Whom it names: `auditor`, `service` or `worker`.
    pub per: &'static str,
    /// Who audits, by role's title.
    pub auditors: Vec<String>,
    /// Of whom each is seen, by role's title.
    pub workers: Vec<String>,
    /// The forms that serve; none: depends on the methodology.
    pub forms: Vec<FormId>,
    /// Who moderates, by role's title; none: not required.
    pub moderators: Vec<String>,
    /// Who reviews an observation's evidence, by role's title.
    pub reviewers: Vec<String>,
    /// How the case is picked.
    pub selection: Option<Selection>,
    /// Where the framework says so.
    pub source: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// The present period; none where the row is to be confirmed.
    pub this_period: Option<ThisPeriod>,
}

/// How far a row's present period is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ThisPeriod {
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// So many audits are expected of it by now.
    pub expected: usize,
    /// So many were allocated in it and are on.
    pub allocated: usize,
    /// So many of them are submitted.
    pub submitted: usize,
    /// Who has none yet: auditors or workers by name, else the service.
    pub still_needed: Vec<String>,
}

/// Makes the schedule's report.
pub fn schedule(input: &Input<'_>) -> ScheduleReport {
    ScheduleReport {
        schema: "qaf.schedule/1",
        as_of: input.as_of,
        cycle: Cycle::of(input.as_of, input.starts).to_string(),
        rows: input
            .schedule
            .rows
            .iter()
            .map(|row| report_row(input, row))
            .collect(),
    }
}

fn report_row(input: &Input<'_>, row: &Row) -> ScheduleRow {
    let titles = |roles: &[RoleId]| roles.iter().map(|role| title(input, role)).collect();
    ScheduleRow {
        id: row.id.clone(),
        service: row.service.clone(),
        activity: row.shown().to_owned(),
        times_a_year: row.times_a_year,
        per: Per::NAMES
            .iter()
            .find(|(_, per)| *per == row.per)
            .map_or("", |(name, _)| name),
        auditors: titles(&row.auditors),
        workers: titles(&row.workers),
        forms: row.forms.clone(),
        moderators: titles(&row.moderators),
        reviewers: titles(&row.reviewers),
        selection: row.selection,
        source: row.source.clone(),
        note: row.note.clone(),
        this_period: row.times_a_year.map(|times| this_period(input, row, times)),
    }
}

fn title(input: &Input<'_>, role: &RoleId) -> String {
    let known = input
        .roles
        .iter()
        .find(|(id, _)| id == role)
        .map(|(_, title)| title.clone());
    known.unwrap_or_else(|| match role.as_str().split_once(':') {
        Some(("bg", level)) => format!("BG{level}"),
        Some((kind, level)) => format!("{kind} {level}"),
        None => role.to_string(),
    })
}

fn this_period(input: &Input<'_>, row: &Row, times: u32) -> ThisPeriod {
    let period = Period::of(input.as_of, times, input.starts);
    let live: Vec<&Summary> = input
        .summaries
        .iter()
        .filter(|summary| !summary.is_off() && serves(summary, row, period, input.as_of))
        .collect();
    let has = |name: &str| {
        live.iter().any(|summary| {
            let person = if row.per == Per::Worker {
                &summary.worker
            } else {
                &summary.first_auditor
            };
            person.as_deref().is_some_and(|own| input.people.same(own, name))
        })
    };
    let named = named(input, row, period);
    let (expected, still_needed) = if let Some(names) = named {
        (names.len(), names.into_iter().filter(|name| !has(name)).collect())
    } else {
        let whose = row
            .service
            .as_ref()
            .map_or_else(|| "all services".to_owned(), ToString::to_string);
        (1, if live.is_empty() { vec![whose] } else { Vec::new() })
    };
    ThisPeriod {
        from: period.from(),
        to: period.to(),
        expected,
        allocated: live.len(),
        submitted: live
            .iter()
            .filter(|summary| summary.progress.submitted.is_some())
            .count(),
        still_needed,
    }
}

/// Whether an audit serves a row in a period. A row of workers is served by any audit of the worker on its form.
fn serves(summary: &Summary, row: &Row, period: Period, today: Date) -> bool {
    let in_time = summary
        .allocated
        .is_some_and(|date| period.contains(date) && date <= today);
    let of_row = match row.per {
        Per::Worker => row.forms.iter().any(|form| summary.form == form.as_str()),
        _ => summary.row.as_ref() == Some(&row.id),
    };
    in_time && of_row
}

/// Those whom a row names one by one; `None` where it is the service's as a whole.
fn named(input: &Input<'_>, row: &Row, period: Period) -> Option<Vec<String>> {
    let excused = |name| {
        input
            .exemptions
            .iter()
            .any(|e| e.covers(name, &row.id, period.from(), period.to()))
    };
    let people: Vec<_> = match row.per {
        Per::Service => return None,
        Per::Auditor if !input.people.has_own_auditors(row, input.as_of) => return None,
        Per::Auditor => input.people.auditors(row, input.as_of),
        Per::Worker => {
            let wanted = |person: &&crate::framework::Person| {
                person.in_post(input.as_of)
                    && person.holds_any(&row.workers)
                    && (row.service.is_none() || person.serves(row.service.as_ref()))
            };
            input.people.all().iter().filter(wanted).collect()
        }
    };
    Some(
        people
            .into_iter()
            .filter(|person| !excused(&person.name))
            .map(|person| person.name.to_string())
            .collect(),
    )
}
