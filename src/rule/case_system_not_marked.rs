//! `case-system-not-marked`: the audit is not marked on the case system.

use super::subject::{key_in_audit, short};
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::framework::form::FieldFact;
use crate::record::{Draft, Route};

/// The rule.
pub const RULE: Rule = Rule {
    id: "case-system-not-marked",
    severity: Severity::Query,
    title: "The audit is not marked on the case system",
    what: "Other steps of the checklist have dates; the one that marks the audit on the case system has none.",
    why: "The auditor adds the audit status on the case system, so that whoever opens the child's record sees that it was \
           audited.",
    source: "Section 2, process map",
    before: "marked_on_case_system:",
    after: "marked_on_case_system: 2026-12-02",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let Some(audit) = subject.finished().filter(|audit| !audit.preparation.is_empty()) else {
        return;
    };
    for step in &subject.form.preparation {
        let route = Route::from("preparation").key(&step.id);
        let marks = step.fact == Some(FieldFact::LcsStatus);
        if marks && !audit.preparation.contains_key(&step.id) && !subject.is_faulty(&route) {
            let message = format!("Not done, by the checklist: {}.", short(&step.label));
            let help = "Add the status on the case system, and write the day here.";
            drafts.push(RULE.draft(key_in_audit(route), message).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rule::sample::Sample;

    #[test]
    fn the_step_without_a_day_is_named() {
        let mut sample = Sample::clean();
        sample.audit().preparation.remove("marked");
        sample.finds(&[("case-system-not-marked", "preparation.marked")]);
    }

    #[test]
    fn another_step_without_a_day_is_not() {
        let mut sample = Sample::clean();
        sample.audit().preparation.remove("booked");
        sample.finds(&[]);
    }
}
