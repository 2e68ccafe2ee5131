//! `feedback-undated`: family feedback without a day.

use super::subject::key_in_audit;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::{Draft, Route};

/// The rule.
pub const RULE: Rule = Rule {
    id: "feedback-undated",
    severity: Severity::Query,
    title: "Family feedback without a day",
    what: "Feedback was had and its day is not written, on a form that does not insist on it.",
    why: "The day shows whether the family was asked before the audit was written or after.",
    source: "Section 2, process map; Appendix 2, family feedback",
    before: "- { from: parent-carer-1, answers: ... }",
    after: "- { from: parent-carer-1, date: 2026-12-01, answers: ... }",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let (Some(audit), Some(family)) = (subject.finished(), &subject.form.family_feedback) else {
        return;
    };
    for (index, entry) in audit.family_feedback.iter().enumerate() {
        let route = Route::from("family_feedback").item(index).key("date");
        let undated = entry.is_obtained() && entry.date.is_none() && !family.date_required;
        if undated && !subject.is_faulty(&route) {
            let message = "The day of this feedback is not written.";
            let help = "Write the day you talked, such as 2026-12-01.";
            drafts.push(RULE.draft(key_in_audit(route), message).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rule::sample::Sample;

    #[test]
    fn feedback_has_a_day() {
        let mut sample = Sample::clean();
        sample.audit().family_feedback[0].date = None;
        sample.finds(&[("feedback-undated", "family_feedback[0].date")]);
    }

    #[test]
    fn what_was_not_had_needs_none() {
        let mut sample = Sample::clean();
        assert_eq!(sample.audit().family_feedback[1].date, None);
        sample.finds(&[]);
    }
}
