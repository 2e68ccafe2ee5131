//! Where the team's audits stand, what is late, and what the schedule expected of its auditors.

use serde::Serialize;

use super::{NamedDays, TeamInput};
use crate::figures::Timeliness;
use crate::figures::expectation::{Account, ExpectedAudits, Ledger};
use crate::figures::summary::Summary;
use crate::framework::schedule::Per;
use crate::framework::{
    AuditId, Date, Expectancy, Grade, ItemId, Period, Person, Row, RowId, Service, Step, Unlisted,
};
use crate::progress::Status;
use crate::reports::coverage::figures::{Newcomer, newcomers};
use crate::reports::due::figures::{DueItem, DueReport, due};
use crate::reports::tracker::figures::NextStep;

/// What took place in the period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TeamActivity {
    /// How many audits were allocated.
    pub allocated: usize,
    /// How many of these were replaced or withdrawn since.
    pub off: usize,
    /// How many were submitted.
    pub submitted: usize,
    /// How many were settled.
    pub settled: usize,
    /// How many were sent.
    pub sent: usize,
}

/// An audit of the team, and where it stands today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TeamAudit {
    /// The audit.
    pub id: AuditId,
    /// Its form, without its version.
    pub form: String,
    /// The case-holder, or the person observed.
    pub worker: Option<String>,
    /// The auditor.
    pub auditor: Option<String>,
    /// Its status.
    pub status: Status,
    /// Its grade.
    pub grade: Option<Grade>,
    /// Whether that is the auditor's alone as yet.
    pub provisional: bool,
    /// When it was allocated.
    pub allocated: Option<Date>,
    /// When it was submitted.
    pub submitted: Option<Date>,
    /// When it was settled.
    pub settled: Option<Date>,
    /// What is next, from whom, by when.
    pub next: Option<NextStep>,
    /// How many errors `validate` finds in it.
    pub errors: usize,
}

/// What a row of the schedule expected of one of the team's auditors, in those periods of the year that have ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AuditorExpectation {
    /// The auditor.
    pub auditor: String,
    /// The row.
    pub row: RowId,
    /// The row as people call it: `Area Unit: Case file`.
    #[serde(skip)]
    pub title: String,
    /// The row's activity.
    pub activity: Option<&'static str>,
    /// How many audits were expected.
    pub expected: usize,
    /// How many more would have been, had the auditor not been exempt.
    pub exempt: usize,
    /// How many were allocated in these periods, those that went off too.
    pub allocated: usize,
    /// How many of these were replaced or withdrawn; the expectation stands.
    pub off: usize,
    /// How many of those expected were submitted by today.
    pub submitted: usize,
}

pub(super) fn activity(own: &[Summary], span: &NamedDays) -> TeamActivity {
    let on = || own.iter().filter(|summary| !summary.is_off());
    let allocated = || own.iter().filter(|summary| span.contains(summary.allocated));
    TeamActivity {
        allocated: allocated().count(),
        off: allocated().filter(|summary| summary.is_off()).count(),
        submitted: on()
            .filter(|summary| span.contains(summary.progress.submitted))
            .count(),
        settled: on()
            .filter(|summary| span.contains(summary.progress.settled))
            .count(),
        sent: on()
            .filter(|summary| span.contains(summary.progress.sent))
            .count(),
    }
}

/// Those that are not closed or off, and those with which anything was done in the period.
pub(super) fn audits(own: &[Summary], input: &TeamInput<'_>) -> Vec<TeamAudit> {
    let is_shown = |summary: &&Summary| {
        let over = summary.is_off() || summary.progress.status == Status::Closed;
        let done = summary.progress.steps.iter().map(|state| state.done);
        !over
            || input.span.contains(summary.allocated)
            || done.into_iter().any(|day| input.span.contains(day))
    };
    own.iter()
        .filter(is_shown)
        .map(|summary| TeamAudit {
            id: summary.id.clone(),
            form: summary.form.to_string(),
            worker: summary.worker.as_deref().map(str::to_owned),
            auditor: summary.progress.auditor.as_deref().map(str::to_owned),
            status: summary.progress.status,
            grade: summary.progress.final_grade,
            provisional: summary.progress.provisional,
            allocated: summary.allocated,
            submitted: summary.progress.submitted,
            settled: summary.progress.settled,
            next: NextStep::of(summary, &input.store),
            errors: summary.errors,
        })
        .collect()
}

/// The team's new workers who are still to be observed.
pub(super) fn new_workers(input: &TeamInput<'_>) -> Vec<Newcomer> {
    let summaries: Vec<&Summary> = input.entries.iter().map(|entry| &entry.summary).collect();
    let mut found = newcomers(&input.store, &summaries);
    found.retain(|newcomer| newcomer.is_of_team(input.team, &input.store));
    found
}

/// What is overdue today, and from whom.
pub(super) fn overdue(own: &[Summary], new_workers: &[Newcomer], input: &TeamInput<'_>) -> Vec<DueItem> {
    let due = of_team(own, new_workers, input);
    due.overdue().cloned().collect()
}

/// What is due of the team; of wider works, of those that are its own.
fn of_team(own: &[Summary], new_workers: &[Newcomer], input: &TeamInput<'_>) -> DueReport {
    let mut due = due(&input.store, own, new_workers, None);
    let is_own = |item: &DueItem| {
        let team = item.team.as_ref().map(|team| team.as_str().to_lowercase());
        let is_audits = |id: &ItemId| matches!(id, ItemId::Numbered(_)) && id.work().is_none();
        let is_audits = item.id.as_ref().is_none_or(is_audits);
        is_audits || team == Some(input.team.to_lowercase())
    };
    due.keep(is_own);
    due
}

/// The years whose bank holidays the list does not have, of the days counted for what is open or fell due in the period,
/// and for actions that are overdue.
pub(super) fn unlisted(own: &[Summary], new_workers: &[Newcomer], input: &TeamInput<'_>) -> Unlisted {
    let open = of_team(own, new_workers, input);
    let on = own.iter().filter(|summary| !summary.is_off());
    let fell_due = Timeliness::unlisted(on, |_, day| input.span.contains(Some(day)), input.store.as_of);
    [&open.unlisted, &fell_due, &input.register.unlisted]
        .into_iter()
        .collect()
}

/// Every step of which any fell due in the period.
pub(super) fn timeliness(own: &[Summary], input: &TeamInput<'_>) -> Vec<Timeliness> {
    let on = || own.iter().filter(|summary| !summary.is_off());
    let days = |day: Date| input.span.contains(Some(day));
    Step::NAMES
        .iter()
        .map(|(_, step)| Timeliness::of(on(), *step, days, input.store.as_of))
        .filter(|line| line.due > 0)
        .collect()
}

/// Of every row that expects or got anything, the team's auditors; by name, then in the schedule's order.
pub(super) fn compliance(input: &TeamInput<'_>) -> Vec<AuditorExpectation> {
    let year = Period::of(input.span.to, 1, input.store.starts).year();
    let summaries = input.entries.iter().map(|entry| &entry.summary);
    let ledger = Ledger::new(&input.store, summaries);
    let mut lines = Vec::new();
    for row in input
        .store
        .schedule
        .rows
        .iter()
        .filter(|row| row.per == Per::Auditor)
    {
        let times = row.times_a_year.into_iter();
        let parts = times.flat_map(|times| year.parts(times));
        let ended = parts.filter(|period| period.to() <= input.store.as_of);
        lines.extend(of_row(row, &ledger.of(row, ended), input));
    }
    lines.sort_by(|a: &AuditorExpectation, b: &AuditorExpectation| a.auditor.cmp(&b.auditor));
    lines
}

fn of_row(row: &Row, account: &Account<'_>, input: &TeamInput<'_>) -> Vec<AuditorExpectation> {
    let is_of_team = |person: &&Person| {
        let mut teams = person.teams.iter();
        teams.any(|team| team.as_str().to_lowercase() == input.team.to_lowercase())
    };
    let line = |person: &Person| {
        let is_own =
            |one: &ExpectedAudits<'_>| one.named.person.is_some_and(|named| named.name == person.name);
        let with = |standing| account.count(|one| one.named.standing == standing && is_own(one));
        let own = account.audits.iter().filter(|audit| {
            let first = audit.first_auditor.as_deref();
            first.is_some_and(|name| input.store.people.same(name, person.name.as_str()))
        });
        let audits: Vec<&&Summary> = own.collect();
        AuditorExpectation {
            auditor: person.name.to_string(),
            row: row.id.clone(),
            title: format!(
                "{}: {}",
                row.service.as_ref().map_or("All services", Service::as_str),
                row.shown()
            ),
            activity: row.activity.map(crate::framework::schedule::RowActivity::name),
            expected: with(Expectancy::Asked),
            exempt: with(Expectancy::Exempt),
            allocated: audits.len(),
            off: audits.iter().filter(|audit| audit.is_off()).count(),
            submitted: account.count(|one| one.is_met() && is_own(one)),
        }
    };
    let staff = input.store.people.all().iter().filter(is_of_team);
    staff
        .map(line)
        .filter(|line| line.expected + line.exempt + line.allocated > 0)
        .collect()
}
