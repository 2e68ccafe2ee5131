//! Who does a step: a person where one is known, else a role.

use serde::{Serialize, Serializer};
use smol_str::SmolStr;

use super::ProgressSubject;
use super::facts::ProgressFacts;
use crate::framework::form::FieldFact;
use crate::framework::name::is_nobody;
use crate::framework::schedule::{Deadline, Doer, Step};
use crate::framework::{Form, RoleId};
use crate::record::Audit;

/// Who does a step.
#[derive(borsh::BorshDeserialize, borsh::BorshSerialize, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// A person, by name.
    Person(SmolStr),
    /// A role, where nobody is known to hold it.
    Role(RoleId),
    /// Nobody is known, nor a role.
    Nobody,
}

/// What is said where nobody is known.
pub const NOBODY: &str = "nobody known";

impl Who {
    /// The person's name, else the role's title as `title` gives it.
    pub fn shown<'a>(&'a self, title: impl Fn(&'a RoleId) -> &'a str) -> &'a str {
        match self {
            Self::Person(name) => name,
            Self::Role(role) => title(role),
            Self::Nobody => NOBODY,
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
    // The supervisor whose supervision was audited may be another than the line manager.
    let named = || named_supervisor(subject.form?, subject.folder.audit.as_ref()?);
    if let Some(named) = Some(Step::SupervisorComment)
        .filter(|step| deadline.step == *step)
        .and_then(|_| named())
    {
        let known = subject
            .people
            .find(named)
            .map_or(named, |person| person.name.as_str());
        return Who::Person(known.into());
    }
    let second = |name: &str| !is_first_auditor(subject, facts, deadline.step, name);
    let found = deadline
        .who
        .iter()
        .find_map(|doer| person(subject, facts, doer, &second));
    let found = found.or_else(|| of_row(subject, deadline.step, &second));
    found.map_or_else(
        || role(subject, deadline).map_or(Who::Nobody, Who::Role),
        |name| Who::Person(name.into()),
    )
}

/// The supervisor whom the header of an audit names, where its form asks.
pub fn named_supervisor<'a>(form: &Form, audit: &'a Audit) -> Option<&'a str> {
    let asked = form
        .header
        .iter()
        .find(|field| field.fact == Some(FieldFact::Supervisor))?;
    let named = audit.header.get(&asked.id)?.one()?.trim();
    (!is_nobody(named)).then_some(named)
}

/// Whom a step is told to: the first role of its list with somebody in it, in the audit's service or in none.
pub(super) fn told(subject: &ProgressSubject<'_>, deadline: &Deadline) -> Option<SmolStr> {
    let told = deadline
        .to
        .iter()
        .find_map(|role| holder(subject, role, &|_| true));
    told.map(SmolStr::new)
}

/// A re-audit is by a second auditor, never the first.
fn is_first_auditor(
    subject: &ProgressSubject<'_>,
    facts: &ProgressFacts<'_>,
    step: Step,
    name: &str,
) -> bool {
    step == Step::ReAudit
        && facts
            .auditor
            .is_some_and(|auditor| subject.people.same(auditor, name))
}

/// Where nobody holds a role that an Inadequate waits on: the first of the row's moderators that there is, so that it does
/// not wait on nobody.
fn of_row(subject: &ProgressSubject<'_>, step: Step, fits: &Fits<'_>) -> Option<String> {
    let follows = matches!(
        step,
        Step::CaseDirection | Step::ReviewActions | Step::ReAudit | Step::Escalate
    );
    let roles = subject
        .row
        .filter(|_| follows)
        .map(|row| row.moderators.as_slice());
    roles
        .unwrap_or_default()
        .iter()
        .find_map(|role| holder(subject, role, fits))
}

/// Whether somebody may do a step, by name.
type Fits<'f> = dyn Fn(&str) -> bool + 'f;

/// Who holds a role in the audit's service, or in none, and may do it: the first in the file's order.
fn holder(subject: &ProgressSubject<'_>, role: &RoleId, fits: &Fits<'_>) -> Option<String> {
    let allocation = subject.folder.allocation.as_ref();
    let service = allocation.and_then(|allocation| allocation.service.as_ref());
    let holders = subject.people.holders_in(role, service, subject.as_of);
    let mut names = holders.iter().map(|person| person.name.to_string());
    names.find(|name| fits(name))
}

fn person(
    subject: &ProgressSubject<'_>,
    facts: &ProgressFacts<'_>,
    doer: &Doer,
    fits: &Fits<'_>,
) -> Option<String> {
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
        Doer::Role(role) => holder(subject, role, fits),
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
