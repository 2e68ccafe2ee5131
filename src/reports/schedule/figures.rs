//! The schedule of expectations as a table, and what its present periods still need.

use crate::figures::StoreView;
use serde::Serialize;

use crate::figures::expectation::{ExpectedAudits, Ledger};
use crate::figures::summary::Summary;
use crate::framework::expected::role_title;
use crate::framework::schedule::{Per, Selection};
use crate::framework::{Cycle, Date, Expectancy, FormId, Period, RoleId, Row, RowId, Service};

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
    /// So many audits are expected of it.
    pub expected: usize,
    /// So many of these are allocated and on.
    pub allocated: usize,
    /// So many of them are submitted.
    pub submitted: usize,
    /// Who has none yet: auditors or workers by name, else the service. With `allocated` it makes `expected`.
    pub still_needed: Vec<String>,
    /// The auditors whose one case is drawn, and expected, under another row.
    pub other_row: Vec<String>,
}

/// Makes the schedule's report.
pub fn schedule(store: &StoreView<'_>, summaries: &[Summary]) -> ScheduleReport {
    let ledger = Ledger::new(store, summaries);
    ScheduleReport {
        schema: "qaf.schedule/1",
        as_of: store.as_of,
        cycle: Cycle::of(store.as_of, store.starts).to_string(),
        rows: store
            .schedule
            .rows
            .iter()
            .map(|row| report_row(store, &ledger, row))
            .collect(),
    }
}

fn report_row(store: &StoreView<'_>, ledger: &Ledger<'_>, row: &Row) -> ScheduleRow {
    let titles = |roles: &[RoleId]| {
        let titles = roles
            .iter()
            .map(|role| role_title(store.roles, role).into_owned());
        titles.collect()
    };
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
        this_period: row
            .times_a_year
            .map(|times| this_period(store, ledger, row, times)),
    }
}

fn this_period(store: &StoreView<'_>, ledger: &Ledger<'_>, row: &Row, times: u32) -> ThisPeriod {
    let period = Period::of(store.as_of, times, store.starts);
    let account = ledger.of(row, [period]);
    let names = |one: &ExpectedAudits<'_>| match (one.named.person, &row.service) {
        (Some(person), _) => person.name.to_string(),
        (None, Some(service)) => service.to_string(),
        (None, None) => "all services".to_owned(),
    };
    let open = |one: &&ExpectedAudits<'_>| one.is_asked() && !one.is_allocated();
    let elsewhere = |one: &&ExpectedAudits<'_>| one.named.standing == Expectancy::OtherRow;
    ThisPeriod {
        from: period.from(),
        to: period.to(),
        expected: account.standing(Expectancy::Asked),
        allocated: account.count(ExpectedAudits::is_allocated),
        submitted: account.count(ExpectedAudits::is_met),
        still_needed: account.expected.iter().filter(open).map(names).collect(),
        other_row: account.expected.iter().filter(elsewhere).map(names).collect(),
    }
}
