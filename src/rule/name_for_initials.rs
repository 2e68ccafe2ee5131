//! `name-for-initials`: a name where initials or a child's id are due.

use super::subject::in_audit;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::framework::form::FieldFact;
use crate::framework::name::{is_name_for_id, is_name_for_initials};
use crate::record::{Draft, FileKind, Place, Route};

/// The rule.
pub const RULE: Rule = Rule {
    id: "name-for-initials",
    severity: Severity::Error,
    title: "A name where initials are due",
    what: "Where initials or a child's id are due, in `allocation.yaml` or in the header of `audit.yaml`, stands what looks \
           like a name: two words, or a longer one that is not all capitals.",
    why: "Audits know a child by id and initials only; the record on the case system holds the rest, and an \
           audit goes to many readers.",
    source: "The framework's forms: children by id and initials",
    before: "initials: Alex Brown",
    after: "initials: AB",
    check: Some(check),
};

// The name itself is not said again: what qaf says may be kept.
fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    const INITIALS: &str = "There stands what looks like a name where initials are due.";
    const ID: &str = "There stands what looks like a name where the child's id is due.";
    const NEXT: &str = "Write it here, and put it into the roster, so that the next allocation has it.";
    if let Some(allocation) = &subject.folder.allocation {
        let id = allocation.child_id.as_ref().map(AsRef::as_ref);
        if id.is_some_and(is_name_for_id) {
            let draft = RULE.draft(Place::value(FileKind::Allocation, "child_id"), ID);
            drafts.push(draft.help(format!("The case system has the id. {NEXT}")));
        }
        if allocation.initials.as_deref().is_some_and(is_name_for_initials) {
            let draft = RULE.draft(Place::value(FileKind::Allocation, "initials"), INITIALS);
            drafts.push(draft.help(format!("Two or three letters are enough, as AB. {NEXT}")));
        }
    }
    let Some(audit) = &subject.folder.audit else {
        return;
    };
    for field in &subject.form.header {
        let answer = audit.header.get(&field.id).and_then(|answer| answer.one());
        if field.fact == Some(FieldFact::Initials) && answer.is_some_and(is_name_for_initials) {
            let place = in_audit(Route::from("header").key(&field.id));
            drafts.push(
                RULE.draft(place, INITIALS)
                    .help("Write the initials alone, as AB."),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::framework::form::FieldFact;
    use crate::rule::sample::{Sample, one, some, word};

    #[test]
    fn a_name_is_no_initials() {
        let mut sample = Sample::draft();
        sample.allocation().initials = some("Alex Brown");
        sample.finds(&[("name-for-initials", "initials")]);
        for initials in ["A.B.", "JANE", "McD", "abc", "ALEX BROWN", "BO LI"] {
            sample.allocation().initials = some(initials);
            let fits = ["A.B.", "JANE"].contains(&initials);
            assert_eq!(sample.found().is_empty(), fits, "{initials}");
        }
    }

    #[test]
    fn nor_is_it_an_id() {
        let mut sample = Sample::draft();
        sample.allocation().child_id = Some(word("Brown, Alex"));
        sample.finds(&[("name-for-initials", "child_id")]);
        assert!(!sample.says().0.contains("Alex"));
    }

    #[test]
    fn a_field_of_the_header_that_asks_for_initials_is_looked_at() {
        let mut sample = Sample::draft();
        let remarks = sample.form.header.last_mut().unwrap();
        remarks.fact = Some(FieldFact::Initials);
        sample.audit().header.insert(word("remarks"), one("AB, aged 45"));
        sample.finds(&[]);
        sample
            .audit()
            .header
            .insert(word("remarks"), one("Alex Brown, 45"));
        sample.finds(&[("name-for-initials", "header.remarks")]);
    }
}
