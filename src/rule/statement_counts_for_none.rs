//! `statement-counts-for-none`: a statement that decides no grade.

use super::subject::in_audit;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::framework::StatementId;
use crate::record::Draft;

/// The rule.
pub const RULE: Rule = Rule {
    id: "statement-counts-for-none",
    severity: Severity::Query,
    title: "A statement that decides no grade",
    what: "A section cites a statement that the guideline has under two grades, or under one that it does not \
           fit.",
    why: "Such a statement shows what was seen and can't tell one grade from another; reports do not count \
           it.",
    source: "Appendix 4",
    before: "criteria: [ASM-RI3]      # stands under Inadequate too",
    after: "criteria: [ASM-RI3, ASM-RI1]",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let (Some(audit), Some(rubric)) = (subject.finished(), subject.rubric) else {
        return;
    };
    for (section, answer, route) in subject.sections(audit) {
        let counts = |id: &StatementId| {
            rubric
                .statement(id.as_str())
                .map(|(_, statement)| statement.counts)
        };
        // Beside one that counts it does no harm.
        if answer.criteria.iter().any(|id| counts(id) != Some(false)) {
            continue;
        }
        for (index, id) in answer.criteria.iter().enumerate() {
            let message = format!(
                "{id} decides no grade, and {} cites nothing that does.",
                section.title
            );
            let help =
                "Cite another statement that you saw beside it; `qaf rubric` says why it does not count.";
            let place = in_audit(route.key("criteria").item(index));
            drafts.push(RULE.draft(place, message).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rule::sample::{Sample, word};

    #[test]
    fn one_that_counts_for_none_does_not_stand_alone() {
        let mut sample = Sample::clean();
        sample.section("files").criteria = vec![word("AAA-G9")];
        sample.finds(&[("statement-counts-for-none", "sections.files.criteria[0]")]);
        sample.section("files").criteria.push(word("AAA-G1"));
        sample.finds(&[]);
    }
}
