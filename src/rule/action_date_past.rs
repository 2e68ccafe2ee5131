//! `action-date-past`: an action due before the audit was submitted.

use super::subject::in_audit;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::{Draft, Route};

/// The rule.
pub const RULE: Rule = Rule {
    id: "action-date-past",
    severity: Severity::Query,
    title: "An action due before the audit was submitted",
    what: "The day by which an action is to be done lies before the submission.",
    why: "An action is a thing to come; one that was due before anybody read of it can't be followed up.",
    source: "Section 2, follow-up",
    before: "submitted: 2026-12-07
by: 2026-01-15",
    after: "submitted: 2026-12-07
by: 2027-01-15",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let Some(audit) = subject.finished() else {
        return;
    };
    let Some(submitted) = audit.submitted else {
        return;
    };
    for (index, action) in audit.actions.iter().enumerate() {
        if let Some(by) = action.by.filter(|by| *by < submitted) {
            let message = format!(
                "Action {} was due on {by}, before the audit was submitted.",
                index + 1
            );
            let place = in_audit(Route::from("actions").item(index).key("by"));
            drafts.push(
                RULE.draft(place, message)
                    .help("Check the year; if it was done already, it belongs under strengths.")
                    .related(in_audit("submitted"), "submitted here"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rule::sample::{Sample, day};

    #[test]
    fn an_action_lies_ahead() {
        let mut sample = Sample::clean();
        sample.audit().actions[0].by = Some(day("2026-01-15"));
        sample.finds(&[("action-date-past", "actions[0].by")]);
        sample.audit().actions[0].by = sample.audit().submitted;
        sample.finds(&[]);
    }
}
