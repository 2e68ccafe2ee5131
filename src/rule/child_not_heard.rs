//! `child-not-heard`: the child's own voice is explained, not heard.

use super::subject::{CHILDREN, in_audit};
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::{Draft, Route};

/// The rule.
pub const RULE: Rule = Rule {
    id: "child-not-heard",
    severity: Severity::Query,
    title: "The child's own voice is explained, not heard",
    what: "The form asks of the child's own feedback, and it is said why there is none.",
    why: "Feedback straight from the child tests whether the care plan works in daily life.",
    source: "Section 2, fostering, SGO and kinship",
    before: "- { from: child, not_obtained: The carer spoke for her. }",
    after: "- { from: child, date: 2026-12-01, answers: { q1: I like my room } }",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let (Some(audit), Some(family)) = (subject.finished(), &subject.form.family_feedback) else {
        return;
    };
    let is_wanted = |giver: &str| {
        CHILDREN.contains(&giver) && family.heard_or_explained.iter().any(|asked| asked == giver)
    };
    let of_child = || {
        let entries = audit.family_feedback.iter().enumerate();
        entries.filter(|(_, entry)| entry.from.as_deref().is_some_and(is_wanted))
    };
    if of_child().any(|(_, entry)| entry.is_obtained()) {
        return;
    }
    for (index, _) in of_child().filter(|(_, entry)| entry.not_obtained.is_some()) {
        let place = in_audit(Route::from("family_feedback").item(index).key("not_obtained"));
        drafts.push(
            RULE.draft(
                place,
                "The child was not heard directly, which this form asks for.",
            )
            .help("Ask the child once more, in a way that fits their age; or explain why that is not right."),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::record::FamilyEntry;
    use crate::rule::sample::{Sample, day, some};

    #[test]
    fn a_form_that_asks_for_the_child_wants_to_hear_them() {
        let mut sample = Sample::clean();
        sample.audit().family_feedback.push(FamilyEntry {
            from: some("young-person"),
            not_obtained: some("The carer spoke for her."),
            ..FamilyEntry::default()
        });
        sample.finds(&[]);
        let family = sample.form.family_feedback.as_mut().unwrap();
        family.heard_or_explained.push("young-person".to_owned());
        sample.finds(&[("child-not-heard", "family_feedback[2].not_obtained")]);
        sample.audit().family_feedback[2].score = Some(8);
        sample.audit().family_feedback[2].date = Some(day("2026-12-01"));
        sample.finds(&[]);
    }
}
