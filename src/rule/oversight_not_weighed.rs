//! `oversight-not-weighed`: the auditor manages the worker, and the oversight was not weighed.

use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::{Draft, FileKind, Place};

/// The rule.
pub const RULE: Rule = Rule {
    id: "oversight-not-weighed",
    severity: Severity::Query,
    title: "The auditor manages the worker, and the oversight was not weighed",
    what: "The auditor is the worker's manager, and the moderator signed off without a word on the evidence \
           for management oversight.",
    why: "Where the auditor is the case-holder's manager, the moderator looks hard at the evidence for the \
           management oversight grade.",
    source: "Section 2, moderation",
    before: "management_oversight:",
    after: "management_oversight: Three supervision records sampled; the grade stands.",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let folder = subject.folder;
    let Some(moderation) = &folder.moderation else {
        return;
    };
    let allocation = folder.allocation.as_ref();
    let (Some(allocation), Some((auditor, _))) = (allocation, subject.auditor()) else {
        return;
    };
    let is_auditor = |manager: &str| subject.people.same(manager, auditor);
    let worker = allocation
        .worker
        .as_deref()
        .and_then(|name| subject.people.find(name));
    let today = worker.and_then(|worker| worker.manager.as_ref());
    let as_allocated = allocation.manager.as_deref().is_some_and(is_auditor);
    let manages = as_allocated || today.is_some_and(|manager| is_auditor(manager.as_str()));
    let done = moderation.signed_off.is_some_and(|day| day <= subject.as_of);
    let silent = moderation.management_oversight.is_none() && subject.form.process().regrades;
    if done && silent && manages {
        let key = if as_allocated { "manager" } else { "worker" };
        let what = if as_allocated {
            "the worker's manager"
        } else {
            "the worker, whom the auditor manages by people.csv"
        };
        drafts.push(
            RULE.draft(
                Place::key(FileKind::Moderation, "management_oversight"),
                format!("{auditor} manages the worker, and the management oversight was not weighed."),
            )
            .help("Say what evidence for that grade you looked at.")
            .related(Place::value(FileKind::Allocation, key), what),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::framework::People;
    use crate::rule::sample::{Sample, people_but, some, word};

    #[test]
    fn a_managers_audit_is_looked_at_hard() {
        let mut sample = Sample::clean();
        sample.allocation().manager = some("Amina Audley");
        sample.finds(&[("oversight-not-weighed", "management_oversight")]);
        sample.moderation().management_oversight = some("Three records sampled.");
        sample.finds(&[]);
    }

    #[test]
    fn the_manager_of_people_csv_counts_where_the_allocation_names_none() {
        let mut sample = Sample::clean();
        let mut people = people_but("");
        let worker = people
            .iter_mut()
            .find(|person| person.name.as_str().contains("Hale"));
        worker.unwrap().manager = Some(word("Amina Audley"));
        sample.people = People::new(people);
        sample.finds(&[("oversight-not-weighed", "management_oversight")]);
    }

    #[test]
    fn another_managers_audit_needs_no_word() {
        let mut sample = Sample::clean();
        sample.allocation().manager = some("Sam Moor");
        sample.finds(&[]);
    }
}
