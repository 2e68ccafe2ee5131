//! `outstanding-without-why`: Outstanding without saying why.

use super::subject::in_audit;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::framework::{Grade, Judgement};
use crate::record::Draft;

/// The rule.
pub const RULE: Rule = Rule {
    id: "outstanding-without-why",
    severity: Severity::Query,
    title: "Outstanding without saying why",
    what: "A section is graded Outstanding and `outstanding_because` is empty.",
    why: "Outstanding is excellent practice throughout, which the auditor has to show: the guideline for children's \
           cases has no Outstanding statements that would tell it from Good, and that for fostering asks for the \
           reason beside its own.",
    source: "Appendix 4",
    before: "grade: O
outstanding_because:",
    after: "grade: O
outstanding_because: The child co-chaired every review, and each wish has an answer on file.",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let Some(audit) = subject.finished() else {
        return;
    };
    for (section, answer, route) in subject.sections(audit) {
        let outstanding = answer.grade == Some(Judgement::Graded(Grade::Outstanding));
        let why = route.key("outstanding_because");
        if outstanding && answer.outstanding_because.is_none() && !subject.is_faulty(&why) {
            let message = format!("{} is graded Outstanding, and not said why.", section.title);
            let help = "Write in outstanding_because what goes beyond Good, throughout.";
            drafts.push(RULE.draft(in_audit(route.key("grade")), message).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::framework::Grade;
    use crate::rule::sample::{Sample, graded, some};

    #[test]
    fn outstanding_says_why() {
        let mut sample = Sample::clean();
        sample.section("outcome").grade = graded(Grade::Outstanding);
        sample.finds(&[("outstanding-without-why", "sections.outcome.grade")]);
        sample.section("outcome").outstanding_because = some("The child chaired each review.");
        sample.finds(&[]);
    }
}
