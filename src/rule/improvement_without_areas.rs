//! `improvement-without-areas`: below Good without an area for improvement.

use super::subject::{in_audit, lacks_box};
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::framework::Judgement;
use crate::record::Draft;

/// The rule.
pub const RULE: Rule = Rule {
    id: "improvement-without-areas",
    severity: Severity::Query,
    title: "Below Good without an area for improvement",
    what: "A section is graded Requires improvement or Inadequate, and only strengths are written in it.",
    why: "Evidence has to justify the grade, and the worker needs to know what would be better.",
    source: "Section 2, case file audit, write-up",
    before: "strengths: The plan is shared with the family.
improvements:
grade: RI",
    after: "strengths: The plan is shared with the family.
improvements: Its actions have no dates, and two were never begun.
grade: RI",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let Some(audit) = subject.finished() else {
        return;
    };
    for (section, answer, route) in subject.sections(audit) {
        let grade = answer.grade.and_then(Judgement::grade);
        let Some(grade) = grade.filter(|grade| !grade.is_good_or_better()) else {
            continue;
        };
        let lacks = lacks_box(section, answer, |pair| pair.improvements.is_some());
        if lacks && !subject.is_faulty(&route) {
            let message = format!(
                "{} is graded {}, and no area for improvement is written.",
                section.title,
                grade.title()
            );
            let help = "Write what could be better in improvements, or look at the grade again.";
            drafts.push(RULE.draft(in_audit(route.key("grade")), message).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::framework::Grade;
    use crate::rule::sample::{Sample, graded};

    #[test]
    fn a_grade_below_good_needs_an_area_for_improvement() {
        let mut sample = Sample::clean();
        sample.pair("talks", "q1").improvements = None;
        sample.finds(&[]);
        sample.pair("talks", "q2").improvements = None;
        sample.finds(&[("improvement-without-areas", "sections.talks.grade")]);
    }

    #[test]
    fn a_checklist_has_comments_instead() {
        let mut sample = Sample::clean();
        sample.section("files").grade = graded(Grade::RequiresImprovement);
        sample.section("files").criteria.clear();
        assert!(sample.places("improvement-without-areas").is_empty());
    }
}
