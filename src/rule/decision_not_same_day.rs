//! `decision-not-same-day`: a decision that was not made on the same working day.

use super::subject::Told;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::framework::form::FieldFact;
use crate::record::Draft;

/// The line of the guideline that the best of these falls under: a decision within 24 hours.
const LINE: &str = "BIR-RI6";

/// The rule.
pub const RULE: Rule = Rule {
    id: "decision-not-same-day",
    severity: Severity::Query,
    title: "A decision not made on the same working day",
    what: "The referral's decision was not made within 24 hours, or within 24 hours but not on the same working day; \
           and the section that looks at the referral is graded better than Requires improvement. It is asked where \
           the form's guideline has the line on it, as that of children's cases has.",
    why: "A decision on the same working day is what Good looks like; one within 24 hours is Requires \
           improvement, and undue delay Inadequate.",
    source: "Appendix 4, Basic Information and Referral",
    before: "same_working_day: no
sections:
  file_recording: { grade: G, ... }",
    after: "explained:
  - query: decision-not-same-day
    reason: The referral came at 16:50, and the child was seen the next morning.",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let Some(audit) = subject.finished() else {
        return;
    };
    let not = |fact| subject.fact(audit, fact).filter(|told: &Told<'_>| told.is("no"));
    let (told, what) = match (
        not(FieldFact::DecisionWithin24h),
        not(FieldFact::DecisionSameWorkingDay),
    ) {
        (Some(told), _) => (told, "The decision was not made within 24 hours"),
        (None, Some(told)) => (told, "The decision was not made on the same working day"),
        (None, None) => return,
    };
    if let Some(weighed) = subject.weighed(audit, &told, LINE) {
        drafts.push(
            RULE.draft(weighed.grade_place(), weighed.message(what))
                .help(weighed.help())
                .related(told.place, "the answer"),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::framework::Grade;
    use crate::rule::sample::{Sample, graded, one, word};

    fn answered(within_24h: &str, same_day: Option<&str>) -> Sample {
        let mut sample = Sample::clean();
        let header = &mut sample.audit().header;
        header.insert(word("within_24h"), one(within_24h));
        if let Some(answer) = same_day {
            header.insert(word("same_day"), one(answer));
        }
        sample
    }

    #[test]
    fn the_next_day_is_weighed_in_the_section_of_its_domain() {
        let mut sample = answered("yes", Some("no"));
        sample.finds(&[("decision-not-same-day", "sections.files.grade")]);
        let (message, help) = sample.says();
        assert_eq!(
            message,
            "The decision was not made on the same working day, and Files is graded Good."
        );
        assert_eq!(
            help,
            "The guideline has under Requires improvement: \"What BIR-RI6 says\" (BIR-RI6). Look at the grade again, or \
             explain."
        );
        // The overall grade has no part in it.
        sample.section("files").grade = graded(Grade::RequiresImprovement);
        assert!(sample.places("decision-not-same-day").is_empty());
    }

    #[test]
    fn a_day_later_is_weighed_too() {
        let sample = answered("no", None);
        sample.finds(&[("decision-not-same-day", "sections.files.grade")]);
        assert_eq!(
            sample.says().0,
            "The decision was not made within 24 hours, and Files is graded Good."
        );
    }

    #[test]
    fn nothing_is_said_where_the_day_is_not_answered() {
        answered("yes", None).finds(&[]);
    }

    #[test]
    fn nothing_is_said_where_no_guideline_has_the_line() {
        let mut sample = answered("no", None);
        let rubric = sample.rubric.as_mut().unwrap();
        for domain in &mut rubric.domains {
            domain.statements.retain(|statement| statement.id != *"BIR-RI6");
        }
        sample.finds(&[]);
        sample.rubric = None;
        sample.finds(&[]);
    }
}
