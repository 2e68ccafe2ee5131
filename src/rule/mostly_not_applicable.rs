//! `mostly-not-applicable`: most sections are said not to apply.

use super::subject::key_in_audit;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::framework::Judgement;
use crate::framework::form::Section;
use crate::record::Draft;

/// The rule.
pub const RULE: Rule = Rule {
    id: "mostly-not-applicable",
    severity: Severity::Query,
    title: "Most sections are said not to apply",
    what: "More than half of the sections are N/A.",
    why: "The auditor grades each domain and the case overall; an overall grade on a few of them says little.",
    source: "Section 2, case file audit, write-up",
    before: "grade: N/A      # in five of eight sections",
    after: "grade: G",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let Some(audit) = subject.finished() else {
        return;
    };
    let is_left_out = |section: &&Section| {
        let answer = audit.sections.get(&section.id);
        answer.is_some_and(|answer| answer.grade == Some(Judgement::NotApplicable))
    };
    let all = subject
        .asked_sections(audit)
        .filter(|section| section.graded)
        .count();
    let left_out = subject.asked_sections(audit).filter(is_left_out).count();
    if 2 * left_out > all {
        let message = format!("{left_out} of {all} sections are said not to apply.");
        let help = "Grade what can be graded, or explain why this case was audited on so little.";
        drafts.push(RULE.draft(key_in_audit("sections"), message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::framework::{Grade, Judgement};
    use crate::rule::sample::{Sample, some};

    #[test]
    fn two_of_three_are_most() {
        let mut sample = Sample::clean();
        for id in ["files", "outcome"] {
            sample.section(id).grade = Some(Judgement::NotApplicable);
            sample.section(id).not_applicable = some("The work has only begun.");
            if id == "files" {
                sample.audit().overall.grade = Some(Grade::RequiresImprovement);
                sample.moderation().overall_grade = Some(Grade::RequiresImprovement);
                sample.finds(&[]);
            }
        }
        sample.finds(&[("mostly-not-applicable", "sections")]);
    }
}
