//! `overall-above-most-domains`: overall better than most sections.

use super::subject::in_audit;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::{Draft, Route};

/// The rule.
pub const RULE: Rule = Rule {
    id: "overall-above-most-domains",
    severity: Severity::Query,
    title: "Overall better than most sections",
    what: "The overall grade is better than that of more than half of the graded sections.",
    why: "The auditor decides the overall grade; one that most of the domains fall short of needs a reason \
           the moderator can follow.",
    source: "Section 2, case file audit, write-up (a reading: the framework sets no rule for adding up)",
    before: "overall: { grade: G, reasons: ... }      # five of eight sections are RI",
    after: "explained:
  - query: overall-above-most-domains
    reason: The three Good sections are those that made the child safe.",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let Some(audit) = subject.finished() else {
        return;
    };
    let Some(overall) = audit.overall.grade else {
        return;
    };
    // A grade that could not be read might tip the scales.
    if subject.is_faulty(&Route::from("sections")) {
        return;
    }
    let grades = subject.grades(audit);
    let lower = grades.iter().filter(|(_, grade)| *grade < overall).count();
    if 2 * lower > grades.len() {
        let message = format!(
            "{} overall is better than {lower} of {} graded sections.",
            overall.title(),
            grades.len()
        );
        let help = "Look at the grade again, or explain what weighed more.";
        drafts.push(RULE.draft(in_audit("overall.grade"), message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::framework::{Grade, Judgement};
    use crate::rule::sample::{Sample, graded, some};

    #[test]
    fn better_than_two_of_three_is_found() {
        let mut sample = Sample::clean();
        sample.section("outcome").grade = graded(Grade::RequiresImprovement);
        sample.finds(&[("overall-above-most-domains", "overall.grade")]);
        assert_eq!(
            sample.says().0,
            "Good overall is better than 2 of 3 graded sections."
        );
    }

    #[test]
    fn better_than_half_is_not_most() {
        let mut sample = Sample::clean();
        sample.section("outcome").grade = Some(Judgement::NotApplicable);
        sample.section("outcome").not_applicable = some("The work has only begun.");
        sample.finds(&[]);
    }
}
