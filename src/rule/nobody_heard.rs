//! `nobody-heard`: nobody of the family was heard.

use super::subject::key_in_audit;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::{Draft, FamilyEntry, Route};

/// The rule.
pub const RULE: Rule = Rule {
    id: "nobody-heard",
    severity: Severity::Query,
    title: "Nobody of the family was heard",
    what: "The form asks for the feedback of somebody at least, and for each it is said why there is none.",
    why: "Service users are contacted for feedback on the meeting and on the work.",
    source: "Section 2, IRO and CP chair; observation of practice",
    before: "- { from: parent-carer-1, not_obtained: No reply. }",
    after: "- { from: parent-carer-1, date: 2026-12-01, answers: ... }",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let (Some(audit), Some(family)) = (subject.finished(), &subject.form.family_feedback) else {
        return;
    };
    let block = Route::from("family_feedback");
    let explained = audit
        .family_feedback
        .iter()
        .any(|entry| entry.not_obtained.is_some());
    let heard = audit.family_feedback.iter().any(FamilyEntry::is_obtained);
    if family.at_least > 0 && explained && !heard && !subject.is_faulty(&block) {
        let message = "Nobody of the family was heard.";
        let help = "Try once more, or have a peer ask; or explain what stood in the way.";
        drafts.push(RULE.draft(key_in_audit(block), message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::record::FamilyEntry;
    use crate::rule::sample::{Sample, some};

    #[test]
    fn somebody_is_heard_where_the_form_asks_for_one() {
        let mut sample = Sample::clean();
        sample.form.family_feedback.as_mut().unwrap().at_least = 1;
        sample.finds(&[]);
        sample.audit().family_feedback[0] = FamilyEntry {
            from: some("parent-carer-1"),
            not_obtained: some("She did not reply."),
            ..FamilyEntry::default()
        };
        sample.finds(&[("nobody-heard", "family_feedback")]);
        sample.form.family_feedback.as_mut().unwrap().at_least = 0;
        sample.finds(&[]);
    }
}
