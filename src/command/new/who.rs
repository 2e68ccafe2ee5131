//! Who takes part in an audit, by `people.csv`.

use std::collections::BTreeMap;

use anyhow::{Result, bail};

use super::{NewArgs, role};
use crate::command::log::successor::unfit_moderator;
use crate::context::Context;
use crate::figures::Summary;
use crate::framework::word::nearest;
use crate::framework::{Form, Person, Row, Service, Team};

/// Who will moderate an audit.
pub(super) struct ForeseenModerator {
    pub(super) name: String,
    /// What there is to say of one who was named and whom the schedule does not name.
    pub(super) unfit: Option<String>,
}

/// Who audits whose work, and where.
pub(super) struct AuditWho<'c> {
    pub(super) auditor: &'c Person,
    pub(super) worker: Option<&'c Person>,
    pub(super) team: Option<Team>,
    pub(super) service: Option<Service>,
}

impl<'c> AuditWho<'c> {
    /// The worker's line manager.
    pub fn manager(&self) -> Option<String> {
        self.worker?.manager.as_ref().map(ToString::to_string)
    }

    /// Those who were named.
    ///
    /// # Errors
    /// Where `people.csv` knows one of them not, the auditor's own work would be audited, or it is not told which of the
    /// worker's roles is.
    pub(super) fn find(args: &NewArgs, form: &Form, context: &'c Context) -> Result<Self> {
        let auditor = person("auditor", &args.auditor, context)?;
        let worker = args
            .worker
            .as_deref()
            .map(|name| person("worker", name, context))
            .transpose()?;
        if let Some(worker) = worker.filter(|worker| worker.name == auditor.name) {
            bail!(
                "{} can't audit their own work. Name another auditor.",
                worker.name
            );
        }
        let team = team(args, worker, auditor, context)?;
        let of_role = worker.map(|worker| role::service(args, form, worker, context));
        let service = of_role
            .transpose()?
            .flatten()
            .or_else(|| service(worker, auditor, team.as_ref(), context));
        Ok(Self {
            auditor,
            worker,
            team,
            service,
        })
    }

    /// The moderator who was named, else whom the schedule foresees, with the fewest that wait.
    pub(super) fn moderator(
        &self,
        args: &NewArgs,
        row: Option<&Row>,
        form: &Form,
        summaries: &[Summary],
        context: &Context,
    ) -> Result<Option<ForeseenModerator>> {
        if let Some(name) = args.moderator.as_deref() {
            let moderator = person("moderator", name, context)?;
            if moderator.name == self.auditor.name {
                bail!(
                    "Nobody moderates their own audit. Name another moderator than {}.",
                    self.auditor.name
                );
            }
            let roles = row.map_or(&[][..], |row| form.process().settlers(row));
            let service = self.service.as_ref();
            let people = &context.people;
            let unfit = !roles.is_empty()
                && !people.may_moderate(moderator, roles, service, self.auditor.name.as_str());
            return Ok(Some(ForeseenModerator {
                name: moderator.name.to_string(),
                unfit: unfit.then(|| unfit_moderator(moderator, roles, context)),
            }));
        }
        let mut waiting: BTreeMap<String, usize> = BTreeMap::new();
        for summary in summaries
            .iter()
            .filter(|summary| !summary.is_off() && summary.progress.settled.is_none())
        {
            if let Some(name) = &summary.progress.moderator {
                *waiting.entry(name.to_string()).or_default() += 1;
            }
        }
        let found = context.foreseen_moderator(
            row,
            form,
            self.service.as_ref(),
            self.auditor.name.as_str(),
            &waiting,
        );
        Ok(found.map(|person| ForeseenModerator {
            name: person.name.to_string(),
            unfit: None,
        }))
    }
}

/// Somebody of people.csv who is in post today. `what` they are asked for as.
///
/// # Errors
/// Where nobody is: whose name is nearest, or what to do.
pub(in crate::command) fn person<'c>(what: &str, name: &str, context: &'c Context) -> Result<&'c Person> {
    let Some(person) = context.people.find(name) else {
        match context.people.nearest(name) {
            Some(meant) => bail!("people.csv knows no {name}. Did you mean {meant}?"),
            None => bail!(
                "people.csv knows no {name}. Add the {what} to people.csv, or write the name as it stands there."
            ),
        }
    };
    if !person.in_post(context.as_of) {
        bail!(
            "{} is not in post on {}, by people.csv. Name another {what}.",
            person.name,
            context.as_of
        );
    }
    Ok(person)
}

/// The team named, as people.csv writes it; else the worker's, where it is one. The auditor's where no worker is named, or
/// where it is one of the worker's several.
fn team(
    args: &NewArgs,
    worker: Option<&Person>,
    auditor: &Person,
    context: &Context,
) -> Result<Option<Team>> {
    let Some(name) = &args.team else {
        let one = |person: &Person| match person.teams.as_slice() {
            [team] => Some(team.clone()),
            _ => None,
        };
        let of_auditor = one(auditor);
        return Ok(match worker {
            Some(worker) => one(worker).or_else(|| of_auditor.filter(|team| worker.teams.contains(team))),
            None => of_auditor,
        });
    };
    team_named(name, context).map(Some)
}

/// The team of this name, as people.csv writes it.
///
/// # Errors
/// Where there is none: which is nearest.
pub(in crate::command) fn team_named(name: &str, context: &Context) -> Result<Team> {
    let teams: Vec<&Team> = context
        .people
        .all()
        .iter()
        .flat_map(|person| &person.teams)
        .collect();
    if let Some(team) = teams
        .iter()
        .find(|team| team.as_str().eq_ignore_ascii_case(name.trim()))
    {
        return Ok((*team).clone());
    }
    match nearest(name, teams.iter().map(|team| team.as_str())) {
        Some(meant) => bail!("people.csv has no team {name}. Did you mean {meant}?"),
        None => bail!("people.csv has no team {name}. Write the team's name as people.csv does."),
    }
}

/// The service of the team, else of the worker, else of the auditor.
fn service(
    worker: Option<&Person>,
    auditor: &Person,
    team: Option<&Team>,
    context: &Context,
) -> Option<Service> {
    let of_team = || {
        let team = team?;
        context
            .people
            .all()
            .iter()
            .find(|person| person.teams.contains(team) && person.services.len() == 1)
    };
    let one = |person: &Person| person.services.first().cloned();
    worker
        .and_then(one)
        .or_else(|| of_team().and_then(one))
        .or_else(|| one(auditor))
}
