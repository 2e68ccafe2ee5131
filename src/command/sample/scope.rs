//! The scope of the terms of reference, which narrows what a sample is drawn from (section 2, thematic audits).

use anyhow::{Result, anyhow, bail};

use crate::context::Context;
use crate::draw::sampled::SampleScope;
use crate::framework::word::nearest;
use crate::framework::{Person, Service, Team};
use crate::paper::safe::safe;
use crate::record::work::Work;
use crate::roster::Case;

/// The services and teams within which a sample is drawn.
pub(super) struct TermsScope<'a> {
    services: Vec<&'a Service>,
    teams: Vec<String>,
    context: &'a Context,
}

impl<'a> TermsScope<'a> {
    /// What the agreed terms of a work name; nothing is narrowed where they name all.
    ///
    /// # Errors
    /// Where a service is none of the schedule's, or a team neither the list's nor of `people.csv`.
    pub(super) fn of_terms(work: &Work, cases: &[Case], context: &'a Context) -> Result<Self> {
        let again = format!(
            "Nothing was taken. Mend {}/terms.yaml, then: qaf log {} agreed.",
            work.path,
            work.id()
        );
        let services = match &work.terms {
            Some(terms) => terms
                .services_of(&context.store.schedule)
                .map_err(|why| anyhow!("{} {again}", safe(&why.to_string())))?,
            None => Vec::new(),
        };
        let teams = work
            .terms
            .iter()
            .flat_map(|terms| terms.teams_of(|name| knows_team(name, cases, context)));
        let teams: Vec<String> = teams.collect();
        match teams.iter().find(|team| !knows_team(team, cases, context)) {
            None => Ok(Self {
                services,
                teams,
                context,
            }),
            Some(team) => {
                let known = all_teams(cases, context);
                let meant = nearest(team, known.iter().copied())
                    .map_or_else(String::new, |meant| format!(" Did they mean {}?", safe(meant)));
                bail!(
                    "The terms of {} name a team {}, which neither the list nor people.csv has.{meant} {again}",
                    work.id(),
                    safe(team)
                )
            }
        }
    }

    /// Whether the terms leave nothing out.
    pub(super) fn is_whole(&self) -> bool {
        self.services.is_empty() && self.teams.is_empty()
    }

    /// Whether a case is within: by its team, and by the service of whoever holds it, else of its team's people.
    pub(super) fn has_case(&self, case: &Case) -> bool {
        let holder = case.case_holder.as_deref();
        let holder = holder.and_then(|name| self.context.people.find(name));
        self.has_team(case.team.as_str()) && self.has_service_of(holder, case.team.as_str())
    }

    /// Whether a worker of a team is within.
    pub(super) fn has_worker(&self, worker: &Person, team: &str) -> bool {
        self.has_team(team) && self.has_service_of(Some(worker), team)
    }

    fn has_team(&self, team: &str) -> bool {
        self.teams.is_empty() || self.teams.iter().any(|named| is_same(named, team))
    }

    fn has_service_of(&self, person: Option<&Person>, team: &str) -> bool {
        if self.services.is_empty() {
            return true;
        }
        if let Some(person) = person.filter(|person| !person.services.is_empty()) {
            return self.has_any(&person.services);
        }
        let of_team = |person: &&Person| {
            let mut teams = person.teams.iter();
            person.in_post(self.context.as_of) && teams.any(|one| is_same(one.as_str(), team))
        };
        let mut colleagues = self.context.people.all().iter().filter(of_team);
        colleagues.any(|person| self.has_any(&person.services))
    }

    /// Whether one of these is a service of the terms, or a part of one.
    fn has_any(&self, services: &[Service]) -> bool {
        let entries = &self.context.store.schedule.services;
        let is_part = |service: &Service| {
            let entry = entries.iter().find(|entry| entry.name == *service);
            let under = entry.and_then(|entry| entry.under.as_ref());
            under.is_some_and(|under| self.services.contains(&under))
        };
        let mut all = services.iter();
        all.any(|service| self.services.contains(&service) || is_part(service))
    }

    /// What the record keeps of it, with how many it left out; nothing where it left nothing out by its words.
    pub(super) fn recorded(&self, outside: usize) -> Option<SampleScope> {
        (!self.is_whole()).then(|| SampleScope {
            outside: u64::try_from(outside).unwrap_or(u64::MAX),
            services: self.services.iter().map(ToString::to_string).collect(),
            teams: self.teams.clone(),
        })
    }
}

/// Whether two names of a team are one, in whatever capitals.
fn is_same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

fn all_teams<'c>(cases: &'c [Case], context: &'c Context) -> Vec<&'c str> {
    let people = context.people.all().iter().flat_map(|person| &person.teams);
    let listed = cases.iter().map(|case| case.team.as_str());
    people.map(Team::as_str).chain(listed).collect()
}

/// Whether the list or `people.csv` has a team; a slip would leave it out without a word.
pub(super) fn knows_team(name: &str, cases: &[Case], context: &Context) -> bool {
    let name = name.trim();
    all_teams(cases, context).iter().any(|team| is_same(team, name))
}
