//! `worker-not-asked`: nothing is said of the worker's view, for which the form asks before.

use super::subject::key_in_audit;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::{Draft, Route};

/// The rule.
pub const RULE: Rule = Rule {
    id: "worker-not-asked",
    severity: Severity::Query,
    title: "The worker was not asked before",
    what: "The form asks for the worker's view, as of their own supervision, and neither holds it nor says why it was not had.",
    why: "Where supervision itself is audited, the auditor asks the worker what they think of theirs; the file alone tells \
          only one side.",
    source: "Section 2, supervision file audit",
    before: "worker_feedback:
  date:
  answers:
    q1:
  not_obtained:",
    after: "worker_feedback:
  date: 2026-12-01
  answers:
    q1: It is regular, and there is time to think.
  not_obtained:",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let Some(audit) = subject.finished() else {
        return;
    };
    let route = Route::from("worker_feedback");
    let is_asked = subject.form.worker_feedback.is_some();
    if is_asked && !audit.worker_feedback.is_told() && !subject.is_faulty(&route) {
        let message = "Nothing is said of what the worker says, whom the form has asked before.";
        let help = "Ask the worker and write what they said; or say in not_obtained why they were not heard.";
        drafts.push(RULE.draft(key_in_audit(route), message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::framework::form::WorkerFeedback;
    use crate::rule::sample::{Sample, some};

    fn asked() -> WorkerFeedback {
        WorkerFeedback {
            intro: None,
            questions: Vec::new(),
        }
    }

    #[test]
    fn the_worker_is_heard_where_the_form_asks_for_it() {
        let mut sample = Sample::clean();
        sample.finds(&[]);
        sample.form.worker_feedback = Some(asked());
        sample.finds(&[("worker-not-asked", "worker_feedback")]);
        sample.audit().worker_feedback.not_obtained = some("She left before the audit.");
        sample.finds(&[]);
        let mut sample = Sample::draft();
        sample.form.worker_feedback = Some(asked());
        sample.finds(&[]);
    }
}
