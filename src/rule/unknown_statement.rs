//! `unknown-statement`: a statement that does not exist.

use super::subject::in_audit;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::framework::word::nearest;
use crate::record::Draft;

/// The rule.
pub const RULE: Rule = Rule {
    id: "unknown-statement",
    severity: Severity::Error,
    title: "A statement that does not exist",
    what: "A section cites a statement that the form's guideline does not have.",
    why: "Grades are weighed against the guideline, and reports count its statements as strengths and areas \
           for improvement; one that nobody can look up counts for nothing.",
    source: "Appendix 4",
    before: "criteria: [BIR-G1, BIR-G99]",
    after: "criteria: [BIR-G1, BIR-G5]",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let (Some(audit), Some(rubric)) = (&subject.folder.audit, subject.rubric) else {
        return;
    };
    for (section, answer, route) in subject.sections(audit) {
        for (index, cited) in answer.criteria.iter().enumerate() {
            if rubric.statement(cited.as_str()).is_some() {
                continue;
            }
            let known = rubric.statements().map(|statement| statement.id.as_str());
            let help = match nearest(cited.as_str(), known) {
                Some(meant) => format!("Did you mean {meant}? `qaf rubric` shows the statements."),
                None => "`qaf rubric` shows the statements for this section.".to_owned(),
            };
            let message = format!("{} cites {cited}, and there is no such statement.", section.title);
            let place = in_audit(route.key("criteria").item(index));
            drafts.push(RULE.draft(place, message).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rule::sample::{Sample, word};

    #[test]
    fn an_unknown_statement_is_answered_with_the_nearest() {
        let mut sample = Sample::draft();
        sample.section("files").criteria.push(word("AAA-G2"));
        sample.finds(&[("unknown-statement", "sections.files.criteria[1]")]);
        let (message, help) = sample.says();
        assert_eq!(message, "Files cites AAA-G2, and there is no such statement.");
        assert!(help.starts_with("Did you mean AAA-G"), "{help}");
    }

    #[test]
    fn nothing_is_unknown_where_no_guideline_could_be_read() {
        let mut sample = Sample::clean();
        sample.section("files").criteria.push(word("AAA-G2"));
        sample.rubric = None;
        sample.finds(&[]);
    }
}
