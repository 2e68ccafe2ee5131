//! `good-without-strengths`: Good without a strength.

use super::subject::{in_audit, lacks_box};
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::framework::Judgement;
use crate::record::Draft;

/// The rule.
pub const RULE: Rule = Rule {
    id: "good-without-strengths",
    severity: Severity::Query,
    title: "Good without a strength",
    what: "A section is graded Good or Outstanding, and only areas for improvement are written in it.",
    why: "Evidence has to justify the grade, and what is Good is told by what works well.",
    source: "Section 2, case file audit, write-up",
    before: "strengths:
improvements: Visits could be better recorded.
grade: G",
    after: "strengths: The child was seen alone at each visit and says what has changed.
improvements: Visits could be better recorded.
grade: G",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let Some(audit) = subject.finished() else {
        return;
    };
    for (section, answer, route) in subject.sections(audit) {
        let grade = answer.grade.and_then(Judgement::grade);
        let Some(grade) = grade.filter(|grade| grade.is_good_or_better()) else {
            continue;
        };
        let lacks = lacks_box(section, answer, |pair| pair.strengths.is_some());
        if lacks && !subject.is_faulty(&route) {
            let message = format!(
                "{} is graded {}, and no strength is written.",
                section.title,
                grade.title()
            );
            let help = "Write what works well in strengths, or look at the grade again.";
            drafts.push(RULE.draft(in_audit(route.key("grade")), message).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::framework::Grade;
    use crate::rule::sample::{Sample, graded, word};

    #[test]
    fn good_needs_a_strength() {
        let mut sample = Sample::clean();
        sample.section("outcome").pair.strengths = None;
        sample.finds(&[("good-without-strengths", "sections.outcome.grade")]);
    }

    #[test]
    fn one_strength_in_the_section_is_enough() {
        let mut sample = Sample::clean();
        sample.section("talks").grade = graded(Grade::Good);
        sample.section("talks").criteria = vec![word("BBB-G1")];
        sample.pair("talks", "q1").strengths = None;
        sample.finds(&[]);
    }
}
