//! `name-for-initials`: a name where initials are due.

use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::framework::name::is_name_for_initials;
use crate::record::{Draft, FileKind, Place};

/// The rule.
pub const RULE: Rule = Rule {
    id: "name-for-initials",
    severity: Severity::Query,
    title: "A name where initials are due",
    what: "The child's initials in `allocation.yaml` are as long as a name.",
    why: "Audits know a child by id and initials only; the record on the case system holds the rest, and an \
           audit goes to many readers.",
    source: "The framework's forms: children by id and initials",
    before: "initials: Alex Brown",
    after: "initials: AB",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let initials = subject
        .folder
        .allocation
        .as_ref()
        .and_then(|found| found.initials.as_deref());
    if initials.is_some_and(is_name_for_initials) {
        drafts.push(
            RULE.draft(
                Place::value(FileKind::Allocation, "initials"),
                "There stands what looks like a name where the child's initials are due.",
            )
            .help("Put the initials into the roster, so that the next allocation has them."),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::rule::sample::{Sample, some};

    #[test]
    fn a_name_is_no_initials() {
        let mut sample = Sample::draft();
        sample.allocation().initials = some("Alex Brown");
        sample.finds(&[("name-for-initials", "initials")]);
        for initials in ["A.B.", "McD", "abc", "ALEX BROWN"] {
            sample.allocation().initials = some(initials);
            assert_eq!(sample.found().is_empty(), initials == "A.B.", "{initials}");
        }
    }
}
