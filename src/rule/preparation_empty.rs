//! `preparation-empty`: the checklist is empty.

use super::subject::key_in_audit;
use super::{Rule, RuleSubject, element_missing};
use crate::finding::Severity;
use crate::record::{Draft, Route};

/// The rule.
pub const RULE: Rule = Rule {
    id: "preparation-empty",
    severity: Severity::Query,
    title: "The checklist is empty",
    what: "The audit is submitted, and none of the auditor's steps has a date. Of a form that marks the three elements of \
           an audit, each of these is asked about instead.",
    why: "In the ten working days the session is booked, the file reviewed, the family contacted, the session \
           held and the audit marked on the case system.",
    source: "Section 2, process map",
    before: "preparation:
  session_planned:
  file_reviewed:",
    after: "preparation:
  session_planned: 2026-11-26
  file_reviewed: 2026-11-30",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let Some(audit) = subject.finished() else {
        return;
    };
    let route = Route::from("preparation");
    let is_told = drafts.iter().any(|draft| draft.rule == element_missing::RULE.id);
    let asked = !subject.form.preparation.is_empty() && !is_told;
    if asked && audit.preparation.is_empty() && !subject.is_faulty(&route) {
        let message = "The checklist is empty: no step of the audit has a date.";
        let help = "Write beside each step the day you did it; leave out those you did not do.";
        drafts.push(RULE.draft(key_in_audit(route), message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::rule::sample::Sample;

    #[test]
    fn an_empty_checklist_is_found_at_submission() {
        let mut sample = Sample::clean();
        sample.audit().preparation.clear();
        sample.finds(&[("element-missing", "preparation.session")]);
        for step in &mut sample.form.preparation {
            step.fact = None;
        }
        sample.finds(&[("preparation-empty", "preparation")]);
        let mut sample = Sample::draft();
        sample.audit().preparation.clear();
        sample.finds(&[]);
    }

    #[test]
    fn a_form_without_a_checklist_asks_for_none() {
        let mut sample = Sample::clean();
        sample.form.preparation.clear();
        sample.audit().preparation.clear();
        sample.finds(&[]);
    }
}
