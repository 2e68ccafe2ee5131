//! `no-improvement-text`: below Good without what it would take.

use super::subject::key_in_audit;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::framework::form::Block;
use crate::record::{Draft, Route};

/// The rule.
pub const RULE: Rule = Rule {
    id: "no-improvement-text",
    severity: Severity::Query,
    title: "Below Good without what it would take",
    what: "The audit is graded Requires improvement or Inadequate overall, and what the case would need to \
           reach Good is not written.",
    why: "The form asks what the case would need to reach Good, or to go from Good to Outstanding.",
    source: "Appendix 2, overall judgement",
    before: "improvement:",
    after: "improvement: |
  Monthly supervision that weighs risk, and a plan the parents can read.",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let Some(audit) = subject
        .finished()
        .filter(|_| subject.form.asks_for(Block::Improvement))
    else {
        return;
    };
    let route = Route::from("improvement");
    let low = audit
        .overall
        .grade
        .is_some_and(|grade| !grade.is_good_or_better());
    if low && audit.improvement.is_none() && !subject.is_faulty(&route) {
        let message = "It is not said what this case would need to reach Good.";
        let help = "Write it in a sentence or two.";
        drafts.push(RULE.draft(key_in_audit(route), message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::framework::Grade;
    use crate::rule::sample::Sample;

    #[test]
    fn below_good_the_way_there_is_told() {
        let mut sample = Sample::clean();
        sample.audit().improvement = None;
        sample.finds(&[]);
        sample.audit().overall.grade = Some(Grade::RequiresImprovement);
        sample.moderation().overall_grade = Some(Grade::RequiresImprovement);
        sample.finds(&[("no-improvement-text", "improvement")]);
    }
}
