//! `permanence-plan-late`: no permanence plan by the second review.

use super::subject::{in_audit, section_route};
use super::{Rule, Subject};
use crate::finding::Severity;
use crate::framework::form::Fact;
use crate::framework::{Grade, Judgement};
use crate::record::Draft;

/// The rule.
pub const RULE: Rule = Rule {
    id: "permanence-plan-late",
    severity: Severity::Query,
    title: "No permanence plan by the second review",
    what: "The plan for permanence was not there by the second looked-after review, and its section is graded \
           better than Inadequate.",
    why: "That the plan was neither recorded nor worked on by the second review is what Inadequate looks \
           like.",
    source: "Appendix 4, Children Looked After",
    before: "plan_by_second_review: no
grade: G",
    after: "plan_by_second_review: no
grade: I",
    check: Some(check),
};

fn check(subject: &Subject<'_>, drafts: &mut Vec<Draft>) {
    let Some(audit) = subject.finished() else {
        return;
    };
    let Some(told) = subject.fact(audit, Fact::PermanencePlanBySecondReview) else {
        return;
    };
    let Some((section, answer)) = told.section.filter(|_| told.is("no")) else {
        return;
    };
    let grade = answer.grade.and_then(Judgement::grade);
    if let Some(grade) = grade.filter(|grade| *grade > Grade::Inadequate) {
        let message = format!(
            "There was no permanence plan by the second review, and {} is graded {}.",
            section.title,
            grade.title()
        );
        drafts.push(
            RULE.draft(told.place, message)
                .help("The guideline calls that Inadequate: look at the grade again, or explain.")
                .related(in_audit(section_route(section).key("grade")), "the grade"),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::rule::sample::{Sample, one, word};

    #[test]
    fn a_missing_plan_is_weighed_against_the_grade() {
        let mut sample = Sample::clean();
        let fields = &mut sample.section("talks").fields;
        fields.insert(word("permanence"), one("no"));
        sample.finds(&[("permanence-plan-late", "sections.talks.permanence")]);
    }

    #[test]
    fn a_plan_in_time_is_silent() {
        let mut sample = Sample::clean();
        let fields = &mut sample.section("talks").fields;
        fields.insert(word("permanence"), one("yes"));
        sample.finds(&[]);
    }
}
