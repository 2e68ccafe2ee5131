//! `outstanding-with-lower-section`: Outstanding overall with a section below it.

use super::subject::{in_audit, section_route};
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::framework::{Grade, Rubric};
use crate::record::Draft;

/// The rule.
pub const RULE: Rule = Rule {
    id: "outstanding-with-lower-section",
    severity: Severity::Query,
    title: "Outstanding overall with a section below it",
    what: "The audit is Outstanding overall, and a section is not.",
    why: "By the guideline for children's cases, a case can be Outstanding overall where every domain evidences \
           excellent practice throughout. Of other forms it should be said what makes the whole Outstanding.",
    source: "Appendix 4",
    before: "overall: { grade: O, ... }      # one section is G",
    after: "overall: { grade: G, ... }",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let Some(audit) = subject.finished() else {
        return;
    };
    if audit.overall.grade != Some(Grade::Outstanding) {
        return;
    }
    let lower: Vec<_> = subject
        .grades(audit)
        .into_iter()
        .filter(|(_, grade)| *grade < Grade::Outstanding)
        .collect();
    if lower.is_empty() {
        return;
    }
    let titles: Vec<&str> = lower.iter().map(|(section, _)| section.title.as_str()).collect();
    let message = format!("Outstanding overall, but not in: {}.", titles.join(", "));
    let help = if subject.rubric.is_some_and(Rubric::asks_for_all) {
        "By the guideline, Outstanding overall is for a case that is so in every domain; grade it Good, or explain."
    } else {
        "Look at the grade again, or explain what makes the whole Outstanding."
    };
    let draft = RULE.draft(in_audit("overall.grade"), message).help(help);
    drafts.push(lower.iter().fold(draft, |draft, (section, grade)| {
        draft.related(in_audit(section_route(section).key("grade")), grade.title())
    }));
}

#[cfg(test)]
mod tests {
    use crate::framework::Grade;
    use crate::rule::sample::{Sample, graded, some, word};

    #[test]
    fn one_lower_section_is_enough() {
        let mut sample = Sample::clean();
        sample.audit().overall.grade = Some(Grade::Outstanding);
        sample.moderation().overall_reason = some("It is Good in the files.");
        for id in ["talks", "outcome"] {
            sample.section(id).grade = graded(Grade::Outstanding);
            sample.section(id).outstanding_because = some("The child chaired each review.");
        }
        sample.section("talks").criteria = vec![word("BBB-G1")];
        sample.finds(&[("outstanding-with-lower-section", "overall.grade")]);
        assert!(sample.says().1.starts_with("By the guideline"));
        let rubric = sample.rubric.take();
        let help = |sample: &Sample| sample.says().1;
        sample.section("files").criteria = Vec::new();
        sample.section("talks").criteria = Vec::new();
        sample.form.guideline = None;
        assert_eq!(
            help(&sample),
            "Look at the grade again, or explain what makes the whole Outstanding."
        );
        sample.rubric = rubric;
        sample.form.guideline = Some(word("sample"));
        sample.section("files").criteria = vec![word("AAA-G1")];
        sample.section("talks").criteria = vec![word("BBB-G1")];
        sample.section("files").grade = graded(Grade::Outstanding);
        sample.section("files").outstanding_because = some("Every page is right.");
        sample.finds(&[]);
    }
}
