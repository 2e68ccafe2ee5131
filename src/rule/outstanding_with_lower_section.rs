//! `outstanding-with-lower-section`: Outstanding overall with a section below it.

use super::graded::Graded;
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
    what: "The audit is Outstanding overall, and a section is not. The final grades are held to \
           it too, once a moderator has changed any.",
    why: "By the guideline for children's cases, a case can be Outstanding overall where every domain evidences \
           excellent practice throughout. Of other forms it should be said what makes the whole Outstanding.",
    source: "Appendix 4",
    before: "overall: { grade: O, ... }      # one section is G",
    after: "overall: { grade: G, ... }",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let outstanding = |graded: &Graded<'_>| graded.overall == Grade::Outstanding;
    for graded in subject.graded().into_iter().filter(outstanding) {
        let lower: Vec<_> = graded
            .sections
            .iter()
            .copied()
            .filter(|(_, grade)| *grade < Grade::Outstanding)
            .collect();
        if lower.is_empty() {
            continue;
        }
        let titles: Vec<&str> = lower.iter().map(|(section, _)| section.title.as_str()).collect();
        let message = format!("Outstanding overall, but not in: {}.", titles.join(", "));
        let help = graded.help(if subject.rubric.is_some_and(Rubric::asks_for_all) {
            "By the guideline, Outstanding overall is for a case that is so in every domain; grade it Good, or explain."
        } else {
            "Look at the grade again, or explain what makes the whole Outstanding."
        });
        let draft = RULE.draft(graded.place(), graded.message(&message)).help(help);
        drafts.push(lower.iter().fold(draft, |draft, (section, grade)| {
            draft.related(in_audit(section_route(section).key("grade")), grade.title())
        }));
    }
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
        sample.moderation().overall_grade = Some(Grade::Outstanding);
        sample.finds(&[]);
    }

    #[test]
    fn what_a_moderator_made_outstanding_is_held_to_it_too() {
        let mut sample = Sample::clean();
        sample.moderation().overall_grade = Some(Grade::Outstanding);
        sample.moderation().overall_reason = some("The whole is more than its parts.");
        sample.section("talks").grade = graded(Grade::Outstanding);
        let found = |sample: &Sample| {
            let found = sample.found();
            let says = |rule: &str| found.iter().any(|(id, _)| *id == rule);
            (
                says("outstanding-with-lower-section"),
                says("overall-above-most-domains"),
            )
        };
        assert_eq!(found(&sample), (true, true));
        sample.moderation().signed_off = None;
        assert_eq!(found(&sample), (false, false));
    }
}
