//! `outstanding-cites-nothing`: Outstanding cites no statement.

use super::subject::key_in_audit;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::framework::{Grade, Judgement};
use crate::record::Draft;

/// The rule.
pub const RULE: Rule = Rule {
    id: "outstanding-cites-nothing",
    severity: Severity::Query,
    title: "Outstanding cites no statement",
    what: "A section is graded above Good, the guideline has statements for it, and none is cited.",
    why: "The grade is weighed against the guideline; what is better than Good is Good to begin with.",
    source: "Appendix 4",
    before: "grade: O
criteria: []",
    after: "grade: O
criteria: [SUP-G1, SUP-G4]",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let (Some(audit), Some(rubric)) = (subject.finished(), subject.rubric) else {
        return;
    };
    for (section, answer, route) in subject.sections(audit) {
        let grade = answer.grade.and_then(Judgement::grade);
        let above_good = grade.is_some_and(|grade| grade > Grade::Good);
        let has_statements = section
            .domains
            .iter()
            .any(|id| rubric.domain(id.as_str()).is_some());
        let criteria = route.key("criteria");
        if above_good && has_statements && answer.criteria.is_empty() && !subject.is_faulty(&criteria) {
            let message = format!("{} is graded above Good and cites no statement.", section.title);
            let help = "List in criteria the statements that you saw.";
            drafts.push(RULE.draft(key_in_audit(criteria), message).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::framework::Grade;
    use crate::rule::sample::{Sample, graded, some};

    #[test]
    fn a_grade_above_good_cites_something() {
        let mut sample = Sample::clean();
        sample.section("files").criteria.clear();
        sample.finds(&[]);
        sample.section("files").grade = graded(Grade::Outstanding);
        sample.section("files").outstanding_because = some("Every page is right.");
        sample.finds(&[("outstanding-cites-nothing", "sections.files.criteria")]);
    }

    #[test]
    fn a_section_without_statements_can_cite_none() {
        let mut sample = Sample::clean();
        sample.section("outcome").grade = graded(Grade::Outstanding);
        sample.section("outcome").outstanding_because = some("The child says so.");
        sample.finds(&[]);
    }
}
