//! `worker-not-asked`: nothing is said of the worker's view of their own supervision.

use super::subject::key_in_audit;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::framework::form::Block;
use crate::record::{Draft, Route};

/// The rule.
pub const RULE: Rule = Rule {
    id: "worker-not-asked",
    severity: Severity::Query,
    title: "The worker was not asked about their own supervision",
    what: "The form asks for the worker's view of their own supervision, and neither holds it nor says why it was not had.",
    why: "Where supervision itself is audited, the auditor asks the worker what they think of theirs; the file alone tells \
          only one side.",
    source: "Section 2, supervision file audit",
    before: "own_supervision:
  strengths:
  improvements:
  not_obtained:",
    after: "own_supervision:
  date: 2026-12-01
  strengths: It is regular, and there is time to think.
  improvements:",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let Some(audit) = subject.finished() else {
        return;
    };
    let route = Route::from(Block::OwnSupervision.name());
    let is_asked = subject.form.asks_for(Block::OwnSupervision);
    if is_asked && !audit.own_supervision.is_told() && !subject.is_faulty(&route) {
        let message = "Nothing is said of what the worker thinks of their own supervision.";
        let help = "Ask the worker and write what they said; or say in not_obtained why they were not heard.";
        drafts.push(RULE.draft(key_in_audit(route), message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::framework::form::Block;
    use crate::rule::sample::{Sample, some};

    #[test]
    fn the_worker_is_heard_where_the_form_asks_for_it() {
        let mut sample = Sample::clean();
        sample.finds(&[]);
        sample.form.ask.push(Block::OwnSupervision);
        sample.finds(&[("worker-not-asked", "own_supervision")]);
        sample.audit().own_supervision.not_obtained = some("She left before the audit.");
        sample.finds(&[]);
        let mut sample = Sample::draft();
        sample.form.ask.push(Block::OwnSupervision);
        sample.finds(&[]);
    }
}
