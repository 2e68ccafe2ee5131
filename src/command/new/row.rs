//! The row of the schedule under which an audit is made.

use anyhow::{Result, bail};

use crate::context::Context;
use crate::framework::schedule::Per;
use crate::framework::word::nearest;
use crate::framework::{Period, Person, RoleId, Row, RowId, Schedule, Service};
use crate::paper::safe::safe;

/// What is asked for.
pub(super) struct Wanted<'a> {
    /// The row that was named, or `none`.
    pub row: Option<&'a str>,
    /// The wider work that the audit belongs to.
    pub part_of: Option<&'a str>,
    /// Its form, without the version.
    pub form: &'a str,
    /// Who audits.
    pub auditor: &'a Person,
    /// Whose work it is.
    pub worker: Option<&'a Person>,
    /// The audit's service.
    pub service: Option<&'a Service>,
}

/// The row that the audit serves: the one named, else the one of its service and form that the auditor may do, else one of
/// all services that they may do, as their peer audit. What is part of a wider work serves none.
pub(super) fn found<'s>(wanted: &Wanted<'_>, schedule: &'s Schedule) -> Result<Option<&'s Row>> {
    match (wanted.row, wanted.part_of) {
        (Some("none"), _) | (None, Some(_)) => Ok(None),
        (Some(name), None) => named(name, wanted.form, schedule).map(Some),
        (Some(name), Some(_)) => bail!(
            "An audit that is part of a wider work serves no row of the schedule, and {} is named. Leave out --part-of \
             if it serves the row, else --row.",
            safe(name)
        ),
        (None, None) => fitting(wanted, schedule).map(Some),
    }
}

/// The row of this name, where an audit on the form can be made under it.
fn named<'s>(name: &str, form: &str, schedule: &'s Schedule) -> Result<&'s Row> {
    let Some(row) = schedule.row(name) else {
        match nearest(name, schedule.rows.iter().map(|row| row.id.as_str())) {
            Some(meant) => bail!("schedule.toml has no row {}. Did you mean {meant}?", safe(name)),
            None => bail!(
                "schedule.toml has no row {}. qaf schedule lists them.",
                safe(name)
            ),
        }
    };
    if row.is_met_by_a_work() {
        bail!(
            "The row {} ({}) is met by a whole work, never by one audit. Leave out --row and name the work with --part-of: \
             the audit then serves no row.",
            row.id,
            row.shown()
        );
    }
    if !row.takes(form) {
        let others = ids(schedule.rows.iter().filter(|row| row.takes(form)));
        let lists = if row.forms.is_empty() {
            "lists no form".to_owned()
        } else {
            let forms: Vec<&str> = row.forms.iter().map(AsRef::as_ref).collect();
            format!("is for {}, not for {form}", forms.join(" and "))
        };
        let others = if others.is_empty() {
            String::new()
        } else {
            format!("one of {others}, or ")
        };
        bail!(
            "The row {} {lists}. Name another with --row: {others}none, and then it meets no expectation.",
            row.id
        );
    }
    Ok(row)
}

fn fitting<'s>(wanted: &Wanted<'_>, schedule: &'s Schedule) -> Result<&'s Row> {
    let is_own = |row: &&Row| {
        row.per != Per::Worker
            && row.takes(wanted.form)
            && row.service.is_some()
            && row.service.as_ref() == wanted.service
    };
    let own: Vec<&Row> = schedule.rows.iter().filter(is_own).collect();
    let may = own.iter().copied();
    let fitting: Vec<&Row> = may
        .filter(|row| row.has_auditor(wanted.auditor, wanted.worker))
        .collect();
    let of_all: Vec<&Row> = schedule
        .rows
        .iter()
        .filter(|row| is_of_all(row, wanted))
        .collect();
    let found = [&fitting, &of_all, &own]
        .into_iter()
        .find(|rows| !rows.is_empty());
    match found.unwrap_or(&own).as_slice() {
        [one] => Ok(one),
        [] => bail!(
            "No row of schedule.toml expects a {} audit of {}. Name a row with --row, the wider work with --part-of, \
             or say --row none: then it meets no expectation.",
            wanted.form,
            wanted.service.map_or("no service", Service::as_str)
        ),
        several => bail!(
            "Several rows of schedule.toml fit: {}. Name one with --row.",
            ids(several.iter().copied())
        ),
    }
}

/// Whether it is a row of all services that this auditor may do on this form: a peer audit.
fn is_of_all(row: &Row, wanted: &Wanted<'_>) -> bool {
    row.per != Per::Worker
        && row.service.is_none()
        && !row.is_met_by_a_work()
        && row.takes(wanted.form)
        && row.has_auditor(wanted.auditor, wanted.worker)
}

fn ids<'r>(rows: impl Iterator<Item = &'r Row>) -> String {
    rows.map(|row| RowId::as_str(&row.id))
        .collect::<Vec<_>>()
        .join(", ")
}

/// What the audit does for its row, in a sentence: an auditor or a worker whom the row does not name meets nothing of it.
pub(super) fn meets(row: &Row, auditor: &Person, worker: Option<&Person>, context: &Context) -> String {
    let view = context.view();
    let counting = view.counting();
    let starts = context.store.settings.year_starts;
    let period = Period::of(context.as_of, row.times_a_year.unwrap_or(1), starts);
    let not_named = |person: &Person, whom: &str, roles: &[RoleId]| {
        format!(
            "It is made under the row {} of the schedule, and meets no expectation of it: {} is none of the {whom} whom \
             the row names ({}). qaf validate will ask for the reason.",
            row.id,
            safe(person.name.as_str()),
            context.store.settings.titles(roles)
        )
    };
    let serves = || format!("It serves the row {} of the schedule.", row.id);
    match (row.per, worker) {
        (Per::Worker, None) => format!(
            "It is made under the row {} of the schedule, and meets no expectation of it: no worker is named.",
            row.id
        ),
        (Per::Worker, Some(worker)) => {
            if row.names(worker) {
                serves()
            } else {
                not_named(worker, "workers", &row.workers)
            }
        }
        _ if !counting.is_fit(auditor, worker, row, period, context.as_of) => {
            not_named(auditor, "auditors", &row.auditors)
        }
        (_, Some(worker)) if !row.looks_at(worker) => not_named(worker, "workers", &row.workers),
        _ => serves(),
    }
}
