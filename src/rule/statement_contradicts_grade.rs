//! `statement-contradicts-grade`: a statement contradicts the grade.

use super::subject::in_audit;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::framework::{Grade, Judgement};
use crate::record::Draft;

/// The rule.
pub const RULE: Rule = Rule {
    id: "statement-contradicts-grade",
    severity: Severity::Query,
    title: "A statement contradicts the grade",
    what: "A section is graded Good or Outstanding and cites a statement of Inadequate, or none but statements \
           below Good. Statements that count for no grade are left out.",
    why: "The statements say what each grade looks like; the grade and what was seen should tell the same \
           story.",
    source: "Appendix 4",
    before: "grade: G
criteria: [ASM-I1]",
    after: "grade: RI
criteria: [ASM-I1, ASM-G3]",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let (Some(audit), Some(rubric)) = (subject.finished(), subject.rubric) else {
        return;
    };
    for (section, answer, route) in subject.sections(audit) {
        let grade = answer.grade.and_then(Judgement::grade);
        let Some(grade) = grade.filter(|grade| grade.is_good_or_better()) else {
            continue;
        };
        let cited: Vec<(usize, Grade)> = answer
            .criteria
            .iter()
            .enumerate()
            .filter_map(|(index, id)| Some((index, rubric.statement(id.as_str())?.1)))
            .filter(|(_, statement)| statement.counts)
            .map(|(index, statement)| (index, statement.grade))
            .collect();
        let none_good = !cited.iter().any(|(_, grade)| grade.is_good_or_better());
        for (index, of) in cited {
            if of == Grade::Inadequate || none_good {
                let id = &answer.criteria[index];
                let message = format!(
                    "{id} describes {}, but {} is graded {}.",
                    of.title(),
                    section.title,
                    grade.title()
                );
                drafts.push(
                    RULE.draft(in_audit(route.key("criteria").item(index)), message)
                        .help("Look at the grade again, or take the statement out if you did not see that.")
                        .related(in_audit(route.key("grade")), "the grade"),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rule::sample::{Sample, word};

    #[test]
    fn an_inadequate_statement_does_not_go_with_good() {
        let mut sample = Sample::clean();
        sample.section("files").criteria.push(word("AAA-I1"));
        sample.finds(&[("statement-contradicts-grade", "sections.files.criteria[1]")]);
    }

    #[test]
    fn good_needs_a_statement_of_good_beside_one_below() {
        let mut sample = Sample::clean();
        sample.section("files").criteria = vec![word("AAA-RI1")];
        sample.finds(&[("statement-contradicts-grade", "sections.files.criteria[0]")]);
        sample.section("files").criteria.push(word("AAA-G1"));
        sample.finds(&[]);
    }
}
