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
    let manager = folder
        .allocation
        .as_ref()
        .and_then(|found| found.manager.as_deref());
    let (Some(manager), Some((auditor, _))) = (manager, subject.auditor()) else {
        return;
    };
    let done = moderation.signed_off.is_some_and(|day| day <= subject.as_of);
    let silent = moderation.management_oversight.is_none() && subject.form.process().regrades;
    if done && silent && subject.people.same(manager, auditor) {
        drafts.push(
            RULE.draft(
                Place::key(FileKind::Moderation, "management_oversight"),
                format!("{auditor} manages the worker, and the management oversight was not weighed."),
            )
            .help("Say what evidence for that grade you looked at.")
            .related(
                Place::value(FileKind::Allocation, "manager"),
                "the worker's manager",
            ),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::rule::sample::{Sample, some};

    #[test]
    fn a_managers_audit_is_looked_at_hard() {
        let mut sample = Sample::clean();
        sample.allocation().manager = some("Amina Audley");
        sample.finds(&[("oversight-not-weighed", "management_oversight")]);
        sample.moderation().management_oversight = some("Three records sampled.");
        sample.finds(&[]);
    }

    #[test]
    fn another_managers_audit_needs_no_word() {
        let mut sample = Sample::clean();
        sample.allocation().manager = some("Sam Moor");
        sample.finds(&[]);
    }
}
