//! `young-person-not-asked`: a young person over 13 not asked.

use super::subject::{CHILDREN, key_in_audit};
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::{Draft, Route};

/// The rule.
pub const RULE: Rule = Rule {
    id: "young-person-not-asked",
    severity: Severity::Query,
    title: "A young person over 13 not asked",
    what: "The child is older than 13, the form asks young people, and nothing is said of the child's own \
           feedback: neither what it was nor why there is none.",
    why: "A young person over 13 is asked in their own right.",
    source: "Appendix 2, family feedback; section 2, case file audit",
    before: "family_feedback:      # the child is 15
  - { from: parent-carer-1, ... }",
    after: "family_feedback:
  - { from: parent-carer-1, ... }
  - { from: young-person, not_obtained: He asked not to be contacted. }",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let (Some(audit), Some(family)) = (subject.finished(), &subject.form.family_feedback) else {
        return;
    };
    let age = subject
        .folder
        .allocation
        .as_ref()
        .and_then(|allocation| allocation.age);
    let Some(age) = age.filter(|age| *age > 13) else {
        return;
    };
    let is_own = |giver: &str| CHILDREN.contains(&giver);
    let asked = family.givers.iter().any(|giver| is_own(giver));
    // One of whom something must be said has a rule of its own.
    let required = family.heard_or_explained.iter().any(|giver| is_own(giver));
    let told = audit.family_feedback.iter().any(|entry| {
        entry.from.as_deref().is_some_and(is_own) && (entry.is_obtained() || entry.not_obtained.is_some())
    });
    let block = Route::from("family_feedback");
    if asked && !required && !told && !subject.is_faulty(&block) {
        let message = format!("The young person is {age}, and nothing is said of their own feedback.");
        let help = "Add an entry of theirs, with their answers or with why there are none in not_obtained.";
        drafts.push(RULE.draft(key_in_audit(block), message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::record::FamilyEntry;
    use crate::rule::sample::{Sample, some};

    #[test]
    fn over_thirteen_the_young_person_is_asked() {
        let mut sample = Sample::clean();
        sample.allocation().age = Some(14);
        sample.finds(&[("young-person-not-asked", "family_feedback")]);
        sample.audit().family_feedback.push(FamilyEntry {
            from: some("young-person"),
            not_obtained: some("He asked not to be contacted."),
            ..FamilyEntry::default()
        });
        sample.finds(&[]);
    }

    #[test]
    fn at_thirteen_it_is_left_to_the_auditor() {
        let mut sample = Sample::clean();
        sample.allocation().age = Some(13);
        sample.finds(&[]);
    }
}
