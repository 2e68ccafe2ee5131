//! `grade-without-evidence`: a grade rests on no evidence.

use super::subject::{has_evidence, in_audit};
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::framework::Judgement;
use crate::framework::form::{Evidence, Section};
use crate::record::{Draft, Route};

/// The rule.
pub const RULE: Rule = Rule {
    id: "grade-without-evidence",
    severity: Severity::Error,
    title: "A grade rests on no evidence",
    what: "A section is graded, and no strength, area for improvement or comment is written in it. The status \
           of an item is no evidence by itself, and the comment on an item that does not apply is none either.",
    why: "Each grade comes with enough evidence to justify it; the moderator checks just that.",
    source: "Section 2, case file audit, write-up; moderation",
    before: "questions:
  q1:
    strengths:
    improvements:
grade: G",
    after: "questions:
  q1:
    strengths: Reviews were held on time, and the mother chaired the last one.
    improvements:
grade: G",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let Some(audit) = subject.finished() else {
        return;
    };
    for (section, answer, route) in subject.sections(audit) {
        let graded = answer.grade.and_then(Judgement::grade).is_some();
        if graded && !has_evidence(section, answer) && !boxes_are_faulty(subject, section, &route) {
            let message = format!("The grade for {} rests on no evidence.", section.title);
            let help = match section.evidence {
                Evidence::Items(_) => "Write in comments what you saw on the file.",
                _ => "Write what you saw in strengths or improvements, or in both.",
            };
            drafts.push(RULE.draft(in_audit(route.key("grade")), message).help(help));
        }
    }
}

/// Whether something stands in the boxes that could not be read.
fn boxes_are_faulty(subject: &RuleSubject<'_>, section: &Section, route: &Route) -> bool {
    match section.evidence {
        Evidence::Items(_) => subject.is_faulty(&route.key("items")),
        Evidence::Questions => subject.is_faulty(&route.key("questions")),
        Evidence::Section => ["strengths", "improvements"]
            .iter()
            .any(|name| subject.is_faulty(&route.key(name))),
    }
}

#[cfg(test)]
mod tests {
    use crate::record::{Route, TwoAnswers};
    use crate::rule::sample::Sample;

    #[test]
    fn a_grade_on_empty_boxes_is_found() {
        let mut sample = Sample::clean();
        sample.section("outcome").pair = TwoAnswers::default();
        sample.finds(&[("grade-without-evidence", "sections.outcome.grade")]);
        assert_eq!(sample.says().0, "The grade for Outcome rests on no evidence.");
    }

    #[test]
    fn a_status_alone_is_no_evidence() {
        let mut sample = Sample::clean();
        sample.section("files").items.get_mut("q1").unwrap().comments = None;
        sample.finds(&[("grade-without-evidence", "sections.files.grade")]);
    }

    #[test]
    fn one_box_bears_a_grade_and_so_may_one_that_could_not_be_read() {
        let mut sample = Sample::clean();
        sample.section("outcome").pair.improvements = None;
        sample.finds(&[]);
        sample.section("outcome").pair.strengths = None;
        sample.faulty.insert(Route::from("sections.outcome.strengths"));
        sample.finds(&[]);
    }
}
