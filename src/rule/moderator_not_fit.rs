//! `moderator-not-fit`: a moderator whom the schedule does not name.

use super::subject::moderator_place;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::framework::expected::role_titles;
use crate::record::Draft;

/// The rule.
pub const RULE: Rule = Rule {
    id: "moderator-not-fit",
    severity: Severity::Query,
    title: "A moderator whom the schedule does not name",
    what: "The moderator, or the reviewer of an observation, holds none of the roles that the row asks for in \
           the audit's service, or holds the auditor's own role.",
    why: "Each kind of audit has its moderator: the relevant service manager, or the QA service manager where \
           a service manager audited.",
    source: "Section 2, moderation; Appendix 1",
    before: "moderator: Lee Marsh      # a team manager",
    after: "moderator: Sam Moor",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let (Some(row), Some((auditor, _))) = (subject.row, subject.auditor()) else {
        return;
    };
    let roles = subject.form.process().settlers(row);
    let name = subject
        .folder
        .moderation
        .as_ref()
        .and_then(|found| found.moderator.as_deref());
    let person = name.and_then(|name| subject.people.find(name));
    // The auditor's own moderation is an error of its own.
    let Some(person) = person.filter(|person| !subject.people.same(person.name.as_str(), auditor)) else {
        return;
    };
    let service = subject
        .folder
        .allocation
        .as_ref()
        .and_then(|allocation| allocation.service.as_ref())
        .or(row.service.as_ref());
    let fit = subject.people.may_moderate(person, roles, service, auditor);
    if !roles.is_empty() && !fit {
        let message = format!("{} is not whom the schedule has for this audit.", person.name);
        let help = format!(
            "It asks for one of: {}, in this service or in none, and not of the auditor's own role.",
            role_titles(subject.titles, roles)
        );
        drafts.push(RULE.draft(moderator_place(subject), message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::framework::People;
    use crate::rule::sample::{Sample, people_but, some, word};

    #[test]
    fn the_role_and_the_service_have_to_fit() {
        let mut sample = Sample::clean();
        sample.moderation().moderator = some("Robin Hale");
        sample.finds(&[("moderator-not-fit", "moderator")]);
        let mut sample = Sample::clean();
        let mut people = people_but("");
        people[2].services = vec![word("South")];
        sample.people = People::new(people.clone());
        sample.finds(&[("moderator-not-fit", "moderator")]);
        people[2].services.clear();
        sample.people = People::new(people);
        sample.finds(&[]);
    }

    #[test]
    fn a_service_managers_audit_goes_to_another_role() {
        let mut sample = Sample::clean();
        let mut people = people_but("");
        people[0].roles.push(word("service-manager"));
        sample.people = People::new(people);
        sample.finds(&[("moderator-not-fit", "moderator")]);
        sample.row.moderators.clear();
        sample.finds(&[]);
    }
}
