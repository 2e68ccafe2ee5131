//! `family-not-heard`: family feedback is neither there nor explained.

use super::subject::key_in_audit;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::framework::form::FamilyFeedback;
use crate::record::{Audit, Draft, FamilyEntry, Route};

/// The rule.
pub const RULE: Rule = Rule {
    id: "family-not-heard",
    severity: Severity::Error,
    title: "Family feedback is neither there nor explained",
    what: "Somebody of the family whom the form names was neither heard nor is it said why not; or fewer were \
           heard than the form asks; or it is not said who gave the feedback, or when, where the form asks for \
           the day.",
    why: "Feedback is sought from both parents, whether or not the child lives with them, and from the child \
           where that is right.",
    source: "Section 2, case file audit, second element",
    before: "- from: parent-carer-2
  answers: {}
  not_obtained:",
    after: "- from: parent-carer-2
  answers: {}
  not_obtained: There are no contact details for the father.",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let (Some(audit), Some(family)) = (subject.finished(), &subject.form.family_feedback) else {
        return;
    };
    let block = Route::from("family_feedback");
    let unreadable = subject.is_faulty(&block);
    for giver in family.heard_or_explained.iter().filter(|_| !unreadable) {
        silent_giver(audit, family, giver, &block, drafts);
    }
    let told = audit
        .family_feedback
        .iter()
        .filter(|entry| is_told(entry))
        .count();
    if told < family.at_least && !unreadable {
        let message = "Nobody of the family was heard, and it is not said why.";
        drafts.push(RULE.draft(key_in_audit(block.clone()), message).help(HOW));
    }
    for (index, entry) in audit.family_feedback.iter().enumerate() {
        let route = block.item(index);
        if is_told(entry) && entry.from.is_none() && !subject.is_faulty(&route.key("from")) {
            let message = "It is not said who gave this feedback.";
            let help = "Write in from who it was.";
            drafts.push(RULE.draft(key_in_audit(route.key("from")), message).help(help));
        }
        let undated = family.date_required && entry.is_obtained() && entry.date.is_none();
        if undated && !subject.is_faulty(&route.key("date")) {
            let message = "The day of this feedback is missing; this form asks for it.";
            let help = "Write the day you talked, such as 2026-12-01.";
            drafts.push(RULE.draft(key_in_audit(route.key("date")), message).help(help));
        }
    }
}

const HOW: &str = "Write what they told you in answers, or why you did not hear them in not_obtained.";

/// Finds a giver of whom nothing is said.
fn silent_giver(audit: &Audit, family: &FamilyFeedback, giver: &str, block: &Route, drafts: &mut Vec<Draft>) {
    let mut entries = audit
        .family_feedback
        .iter()
        .enumerate()
        .filter(|(_, entry)| entry.from.as_deref() == Some(giver))
        .peekable();
    let place = entries
        .peek()
        .map_or_else(|| block.clone(), |(index, _)| block.item(*index));
    if entries.all(|(_, entry)| !is_told(entry)) {
        let message = format!("{} was not heard, and it is not said why.", family.label(giver));
        drafts.push(RULE.draft(key_in_audit(place), message).help(HOW));
    }
}

fn is_told(entry: &FamilyEntry) -> bool {
    entry.is_obtained() || entry.not_obtained.is_some()
}

#[cfg(test)]
mod tests {
    use crate::rule::sample::Sample;

    #[test]
    fn a_parent_neither_heard_nor_explained_is_named() {
        let mut sample = Sample::clean();
        sample.audit().family_feedback[1].not_obtained = None;
        sample.finds(&[("family-not-heard", "family_feedback[1]")]);
        assert_eq!(sample.says().0, "Parent 2 was not heard, and it is not said why.");
        sample.audit().family_feedback.remove(1);
        sample.finds(&[("family-not-heard", "family_feedback")]);
    }

    #[test]
    fn a_form_may_ask_for_somebody_and_for_the_day() {
        let mut sample = Sample::clean();
        let family = sample.form.family_feedback.as_mut().unwrap();
        family.heard_or_explained.clear();
        family.at_least = 1;
        family.date_required = true;
        sample.finds(&[]);
        sample.audit().family_feedback[0].date = None;
        sample.finds(&[("family-not-heard", "family_feedback[0].date")]);
        sample.audit().family_feedback.clear();
        sample.finds(&[("family-not-heard", "family_feedback")]);
    }

    #[test]
    fn a_form_without_family_feedback_asks_for_none() {
        let mut sample = Sample::clean();
        sample.form.family_feedback = None;
        sample.audit().family_feedback.clear();
        sample.finds(&[]);
    }
}
