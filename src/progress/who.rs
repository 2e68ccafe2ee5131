//! Who does a step: a person where one is known, else a role.

use serde::{Serialize, Serializer};
use smol_str::SmolStr;

use super::ProgressSubject;
use super::facts::ProgressFacts;
use crate::framework::RoleId;
use crate::framework::schedule::{Deadline, Doer, Step};

/// Who does a step.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// A person, by name.
    Person(SmolStr),
    /// A role, where nobody is known to hold it.
    Role(RoleId),
    /// Nobody is known, nor a role.
    Nobody,
}

impl Who {
    /// The person's name, else the role's title as `title` gives it.
    pub fn shown<'a>(&'a self, title: impl Fn(&'a RoleId) -> &'a str) -> &'a str {
        match self {
            Self::Person(name) => name,
            Self::Role(role) => title(role),
            Self::Nobody => "nobody known",
        }
    }
}

impl Serialize for Who {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.shown(RoleId::as_str))
    }
}

/// The first of a deadline's doers that there is.
pub(super) fn who(subject: &ProgressSubject<'_>, facts: &ProgressFacts<'_>, deadline: &Deadline) -> Who {
    let again = subject
        .folder
        .re_audit
        .as_ref()
        .and_then(|again| again.auditor.as_deref());
    if let Some(second) = again.filter(|_| deadline.step == Step::ReAudit) {
        return Who::Person(second.into());
    }
    // Who reviews an observation's evidence may have been named already.
    if let Some(reviewer) = facts.moderator.filter(|_| deadline.step == Step::ReviewEvidence) {
        return Who::Person(reviewer.into());
    }
    let found = deadline.who.iter().find_map(|doer| person(subject, facts, doer));
    found.map_or_else(
        || role(subject, deadline).map_or(Who::Nobody, Who::Role),
        |name| Who::Person(name.into()),
    )
}

fn person(subject: &ProgressSubject<'_>, facts: &ProgressFacts<'_>, doer: &Doer) -> Option<String> {
    let allocation = subject.folder.allocation.as_ref();
    match doer {
        Doer::Auditor => facts.auditor.map(str::to_owned),
        Doer::Moderator => facts.moderator.map(str::to_owned),
        Doer::Worker => allocation.and_then(|allocation| allocation.worker.clone()),
        Doer::Manager => {
            let worker = allocation.and_then(|allocation| allocation.worker.as_deref());
            let person = worker.and_then(|name| subject.people.find(name));
            let today = person.and_then(|person| person.manager.as_ref());
            let today = today.map(ToString::to_string);
            today.or_else(|| allocation.and_then(|allocation| allocation.manager.clone()))
        }
        Doer::ReAuditor => subject
            .folder
            .re_audit
            .as_ref()
            .and_then(|again| again.auditor.clone()),
        Doer::Role(role) => {
            let service = allocation.and_then(|allocation| allocation.service.as_ref());
            let holders = subject.people.holders_in(role, service, subject.as_of);
            holders.first().map(|person| person.name.to_string())
        }
    }
}

/// The role that is missing: the deadline's first, or the row's first moderator.
fn role(subject: &ProgressSubject<'_>, deadline: &Deadline) -> Option<RoleId> {
    deadline.who.iter().find_map(|doer| match doer {
        Doer::Role(role) => Some(role.clone()),
        Doer::Moderator => subject.row.and_then(|row| row.moderators.first().cloned()),
        _ => None,
    })
}
