//! `auditor-not-fit`: an auditor, or a worker, whom the schedule does not name.

use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::framework::Period;
use crate::framework::expected::role_titles;
use crate::framework::schedule::Per;
use crate::record::{Draft, FileKind, Place};

/// The rule.
pub const RULE: Rule = Rule {
    id: "auditor-not-fit",
    severity: Severity::Query,
    title: "An auditor whom the schedule does not name",
    what: "The auditor holds none of the roles that audit for the row, or works in another service; or the worker is \
           none of those whose work the row looks at.",
    why: "Each kind of audit has its auditors: managers audit the cases of their areas, a LADO's work is for the QA \
          service manager, an IRO's for their manager, the QA service manager or the management team; team managers \
          audit the deputies of First Response, and they the advisors. By somebody else an audit meets no expectation.",
    source: "Section 2, who is responsible for auditing; Appendix 1",
    before: "row: lado-case\nauditor: Robin Hale      # a service manager",
    after: "row: lado-case\nauditor: Priya Nand      # the QA service manager",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let (Some(row), Some(allocation), Some((auditor, place))) =
        (subject.row, &subject.folder.allocation, subject.auditor())
    else {
        return;
    };
    let people = subject.people;
    let period = Period::of(
        allocation.allocated,
        row.times_a_year.unwrap_or(1),
        subject.year_starts,
    );
    // Of a row that can't be met by it another rule tells, and of an auditor of their own work.
    if !row.takes(allocation.form.form.as_str()) {
        return;
    }
    let worker = allocation.worker.as_deref().and_then(|name| people.find(name));
    let person = people
        .find(auditor)
        .filter(|person| !person.roles.is_empty() && worker.is_none_or(|worker| worker.name != person.name));
    if let Some(person) = person.filter(|person| !people.may_audit(person, worker, row, period)) {
        let message = format!(
            "{} is not whom the schedule has audit for the row {}.",
            person.name, row.id
        );
        let service = row
            .service
            .as_ref()
            .filter(|_| row.per != Per::Worker)
            .map_or_else(String::new, |service| format!(", in {service} or in no service"));
        let help = format!(
            "It asks for one of: {}{service}. Till one of them audits, it meets no expectation of the row: `qaf log {} \
             reassigned --role auditor --to NAME`.",
            role_titles(subject.titles, &row.auditors),
            subject.folder.id
        );
        drafts.push(RULE.draft(place, message).help(help));
    }
    let other = worker.filter(|worker| row.per != Per::Worker && !row.looks_at(worker));
    if let Some(worker) = other {
        let message = format!("The row {} does not look at the work of {}.", row.id, worker.name);
        let help = format!(
            "It looks at that of: {}. Under this row the audit meets no expectation; if it was to, withdraw it and make it \
             again under the row of the worker.",
            role_titles(subject.titles, &row.workers)
        );
        drafts.push(
            RULE.draft(Place::value(FileKind::Allocation, "worker"), message)
                .help(help),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::framework::People;
    use crate::framework::schedule::Per;
    use crate::rule::sample::{Sample, people_but, word};

    #[test]
    fn the_role_and_the_service_have_to_be_the_rows() {
        let mut sample = Sample::clean();
        sample.row.auditors = vec![word("director")];
        sample.finds(&[("auditor-not-fit", "auditor")]);
        // A row that is the service's as a whole takes its auditors from wherever they are.
        let mut sample = Sample::clean();
        let mut people = people_but("");
        people[0].services = vec![word("South")];
        sample.people = People::new(people.clone());
        let mut own = people[0].clone();
        own.name = word("Nell North");
        own.aliases.clear();
        own.services.clear();
        people.push(own);
        sample.row.per = Per::Service;
        sample.finds(&[]);
        sample.row.per = Per::Auditor;
        sample.people = People::new(people);
        sample.finds(&[("auditor-not-fit", "auditor")]);
    }

    #[test]
    fn a_line_manager_audits_whom_they_manage_where_the_row_says_so() {
        let mut sample = Sample::clean();
        sample.row.per = Per::Service;
        sample.row.auditors = vec![word("line-manager")];
        sample.finds(&[("auditor-not-fit", "auditor")]);
        let mut people = people_but("");
        let auditor = people[0].name.clone();
        let worker = people.iter_mut().find(|person| person.name == "Robin Hale");
        worker.unwrap().manager = Some(auditor);
        sample.people = People::new(people);
        assert!(sample.places("auditor-not-fit").is_empty());
    }

    #[test]
    fn a_row_may_look_at_some_roles_alone() {
        let mut sample = Sample::clean();
        sample.row.workers = vec![word("deputy-team-manager")];
        sample.finds(&[("auditor-not-fit", "worker")]);
    }
}
