//! Whom a letter goes to: the people of the audit, and those who hold a role in its team and service.

use super::Address;
use crate::framework::{Date, People, Person, RoleId, Service, Team};

/// Whom a template's `To:` means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum To {
    /// Whoever does the step.
    Who,
    /// The case-holder, or the person observed.
    Worker,
    /// The worker's line manager.
    Manager,
    /// The auditor.
    Auditor,
    /// The moderator, or whoever reviews the evidence.
    Moderator,
    /// The staff whom the auditor's form names, such as the child's IRO or conference chair.
    Named,
    /// Whom a notice is told to, by the schedule.
    Told,
    /// Whoever holds the role in the audit's team and service.
    Role(RoleId),
}

impl To {
    /// Everybody but the roles, with the word in a template.
    pub const NAMES: [(&'static str, Self); 7] = [
        ("who", Self::Who),
        ("worker", Self::Worker),
        ("manager", Self::Manager),
        ("auditor", Self::Auditor),
        ("moderator", Self::Moderator),
        ("named", Self::Named),
        ("told", Self::Told),
    ];

    /// The word in a template.
    pub fn word(&self) -> &str {
        match self {
            Self::Role(role) => role.as_str(),
            part => Self::NAMES
                .iter()
                .find(|(_, known)| known == part)
                .map_or("", |(name, _)| name),
        }
    }
}

/// Somebody whom a letter goes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// The name.
    pub name: String,
    /// The title of the role, else the part played in the audit.
    pub role: String,
    /// Where mail goes, where that is known and the person is in post.
    pub address: Option<Address>,
}

/// The parts that people have in an audit, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditParts {
    /// Who does the step.
    pub who: Option<String>,
    /// The case-holder, or the person observed.
    pub worker: Option<String>,
    /// The worker's line manager, as the allocation has it.
    pub manager: Option<String>,
    /// The auditor.
    pub auditor: Option<String>,
    /// The moderator.
    pub moderator: Option<String>,
    /// The staff whom the auditor's form names.
    pub named: Vec<String>,
    /// Whom a notice is told to.
    pub told: Option<String>,
    /// The audit's service.
    pub service: Option<Service>,
    /// The audit's team.
    pub team: Option<Team>,
    /// Whether it is of a worker's own file: then it goes to them and their manager, and to nobody by a role in their team.
    pub of_worker: bool,
}

/// Finds people on a day.
pub struct Directory<'a, Title> {
    /// The staff.
    pub people: &'a People,
    /// Today.
    pub as_of: Date,
    /// A role's title.
    pub title: Title,
}

impl<Title: Fn(&RoleId) -> String> Directory<'_, Title> {
    /// Everybody whom `to` means, each once, in its order.
    pub fn recipients(&self, to: &[To], parts: &AuditParts) -> Vec<Recipient> {
        let mut found: Vec<Recipient> = Vec::new();
        for to in to {
            let names = match to {
                To::Who => parts.who.clone().into_iter().collect(),
                To::Worker => parts.worker.clone().into_iter().collect(),
                To::Manager => self.manager(parts).into_iter().collect(),
                To::Auditor => parts.auditor.clone().into_iter().collect(),
                To::Moderator => parts.moderator.clone().into_iter().collect(),
                To::Named => parts.named.clone(),
                To::Told => parts.told.clone().into_iter().collect(),
                To::Role(_) if parts.of_worker => Vec::new(),
                To::Role(role) => self.holders(role, parts),
            };
            for name in names {
                let recipient = self.recipient(&name, to);
                if !found
                    .iter()
                    .any(|other| self.people.same(&other.name, &recipient.name))
                {
                    found.push(recipient);
                }
            }
        }
        found
    }

    /// The worker's line manager today, else the one of the allocation.
    fn manager(&self, parts: &AuditParts) -> Option<String> {
        let worker = parts.worker.as_deref().and_then(|name| self.people.find(name));
        let today = worker.and_then(|person| person.manager.as_ref());
        today.map(ToString::to_string).or_else(|| parts.manager.clone())
    }

    /// Those who hold a role in the audit's service, or in none, and in its team, or in none.
    fn holders(&self, role: &RoleId, parts: &AuditParts) -> Vec<String> {
        let of_team = |person: &&&Person| {
            person.teams.is_empty() || parts.team.as_ref().is_none_or(|team| person.teams.contains(team))
        };
        let holders = self.people.holders_in(role, parts.service.as_ref(), self.as_of);
        holders
            .iter()
            .filter(of_team)
            .map(|person| person.name.to_string())
            .collect()
    }

    fn recipient(&self, name: &str, to: &To) -> Recipient {
        let person = self.people.find(name);
        let role = match (to, person.and_then(|person| person.roles.first())) {
            (To::Role(role), _) | (_, Some(role)) => (self.title)(role),
            (part, None) => part.word().to_owned(),
        };
        Recipient {
            name: person.map_or_else(|| name.to_owned(), |person| person.name.to_string()),
            role,
            address: person
                .filter(|person| person.in_post(self.as_of))
                .and_then(|person| Address::new(person.email.as_deref()?)),
        }
    }
}
