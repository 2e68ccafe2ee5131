//! `low-grade-without-action`: below Good without an action.

use super::subject::key_in_audit;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::framework::form::Block;
use crate::record::{Action, Draft, Route};

/// The rule.
pub const RULE: Rule = Rule {
    id: "low-grade-without-action",
    severity: Severity::Query,
    title: "Below Good without an action",
    what: "The audit is graded Requires improvement or Inadequate overall, and no action is planned.",
    why: "An audit is there to improve practice; supervision sees to it that its actions are completed.",
    source: "Section 2, follow-up; Appendix 2, action plan for improvement",
    before: "overall: { grade: RI, ... }
actions: []",
    after: "overall: { grade: RI, ... }
actions:
  - { action: Update the genogram, owner: Robin Hale, by: 2027-01-15 }",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let Some(audit) = subject
        .finished()
        .filter(|_| subject.form.asks_for(Block::Actions))
    else {
        return;
    };
    let route = Route::from("actions");
    let none = audit.actions.iter().all(|action| *action == Action::default());
    let low = audit.overall.grade.filter(|grade| !grade.is_good_or_better());
    if let Some(grade) = low.filter(|_| none && !subject.is_faulty(&route)) {
        let message = format!("{} overall, and no action is planned.", grade.title());
        let help = "Write what is to be done, who sees to it and by when.";
        drafts.push(RULE.draft(key_in_audit(route), message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::framework::Grade;
    use crate::rule::sample::Sample;

    #[test]
    fn below_good_something_is_to_be_done() {
        let mut sample = Sample::clean();
        sample.audit().actions.clear();
        sample.finds(&[]);
        sample.audit().overall.grade = Some(Grade::RequiresImprovement);
        sample.moderation().overall_grade = Some(Grade::RequiresImprovement);
        sample.finds(&[("low-grade-without-action", "actions")]);
    }
}
