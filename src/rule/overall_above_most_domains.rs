//! `overall-above-most-domains`: overall better than most sections.

use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::Draft;

/// The rule.
pub const RULE: Rule = Rule {
    id: "overall-above-most-domains",
    severity: Severity::Query,
    title: "Overall better than most sections",
    what: "The overall grade is better than that of more than half of the graded sections. The final grades are held to \
           it too, once a moderator has changed any.",
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
    for graded in subject.graded() {
        let (overall, of) = (graded.overall, graded.sections.len());
        let lower = graded
            .sections
            .iter()
            .filter(|(_, grade)| *grade < overall)
            .count();
        if 2 * lower > of {
            let message = format!(
                "{} overall is better than {lower} of {of} graded sections.",
                overall.title()
            );
            let help = graded.help("Look at the grade again, or explain what weighed more.");
            drafts.push(RULE.draft(graded.place(), graded.message(&message)).help(help));
        }
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
