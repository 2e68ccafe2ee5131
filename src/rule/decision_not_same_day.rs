//! `decision-not-same-day`: a decision within 24 hours, yet not the same day.

use super::subject::{in_audit, section_route};
use super::{Rule, Subject};
use crate::finding::Severity;
use crate::framework::form::Fact;
use crate::framework::{Grade, Judgement};
use crate::record::{Draft, Route};

/// The rule.
pub const RULE: Rule = Rule {
    id: "decision-not-same-day",
    severity: Severity::Query,
    title: "A decision within 24 hours, yet not the same day",
    what: "The referral's decision was made within 24 hours but not on the same working day, and the grade is \
           better than Requires improvement. Where the answer stands in the header, the overall grade is \
           meant.",
    why: "A decision on the same working day is what Good looks like; one within 24 hours is Requires \
           improvement.",
    source: "Appendix 4, Basic Information and Referral",
    before: "same_working_day: no
overall: { grade: G, ... }",
    after: "explained:
  - query: decision-not-same-day
    reason: The referral came at 16:50, and the child was seen the next morning.",
    check: Some(check),
};

fn check(subject: &Subject<'_>, drafts: &mut Vec<Draft>) {
    let Some(audit) = subject.finished() else {
        return;
    };
    let within = subject.fact(audit, Fact::DecisionWithin24h);
    let Some(same_day) = subject.fact(audit, Fact::DecisionSameWorkingDay) else {
        return;
    };
    if !within.is_some_and(|told| told.is("yes")) || !same_day.is("no") {
        return;
    }
    let (grade, place) = match same_day.section {
        Some((section, answer)) => (
            answer.grade.and_then(Judgement::grade),
            section_route(section).key("grade"),
        ),
        None => (audit.overall.grade, Route::from("overall.grade")),
    };
    if let Some(grade) = grade.filter(|grade| *grade > Grade::RequiresImprovement) {
        let message = format!(
            "The decision was not made on the same working day, and the grade is {}.",
            grade.title()
        );
        drafts.push(
            RULE.draft(same_day.place, message)
                .help("By the guideline that is Requires improvement: weigh it, or explain.")
                .related(in_audit(place), "the grade"),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::framework::Grade;
    use crate::rule::sample::{Sample, one, word};

    #[test]
    fn the_next_day_is_not_good() {
        let mut sample = Sample::clean();
        sample.audit().header.insert(word("within_24h"), one("yes"));
        sample.audit().header.insert(word("same_day"), one("no"));
        sample.finds(&[("decision-not-same-day", "header.same_day")]);
        sample.audit().overall.grade = Some(Grade::RequiresImprovement);
        sample.moderation().overall_grade = Some(Grade::RequiresImprovement);
        sample.finds(&[]);
    }

    #[test]
    fn nothing_is_said_where_the_day_is_not_answered() {
        let mut sample = Sample::clean();
        sample.audit().header.insert(word("within_24h"), one("yes"));
        sample.finds(&[]);
    }
}
