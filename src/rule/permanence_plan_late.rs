//! `permanence-plan-late`: no permanence plan by the second review.

use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::framework::form::FieldFact;
use crate::record::Draft;

/// The line of the guideline that says so.
const LINE: &str = "CLA-I3";

/// The rule.
pub const RULE: Rule = Rule {
    id: "permanence-plan-late",
    severity: Severity::Query,
    title: "No permanence plan by the second review",
    what: "The plan for permanence was not there by the second looked-after review, and its section is graded \
           better than Inadequate. It is asked where the form's guideline has the line on it, as that of children's \
           cases has.",
    why: "That the plan was neither recorded nor worked on by the second review is what Inadequate looks \
           like.",
    source: "Appendix 4, Children Looked After",
    before: "plan_by_second_review: no
grade: G",
    after: "plan_by_second_review: no
grade: I",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let Some(audit) = subject.finished() else {
        return;
    };
    let Some(told) = subject.fact(audit, FieldFact::PermanencePlanBySecondReview) else {
        return;
    };
    if !told.is("no") {
        return;
    }
    if let Some(weighed) = subject.weighed(audit, &told, LINE) {
        drafts.push(
            RULE.draft(
                told.place,
                weighed.message("There was no permanence plan by the second review"),
            )
            .help(weighed.help())
            .related(weighed.grade_place(), "the grade"),
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

    #[test]
    fn nothing_is_said_where_no_guideline_has_the_line() {
        let mut sample = Sample::clean();
        let fields = &mut sample.section("talks").fields;
        fields.insert(word("permanence"), one("no"));
        assert_eq!(sample.places("permanence-plan-late").len(), 1);
        sample.rubric = None;
        assert!(sample.places("permanence-plan-late").is_empty());
    }
}
