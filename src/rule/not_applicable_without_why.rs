//! `not-applicable-without-why`: N/A without the reason.

use super::subject::{in_audit, short};
use super::texts::is_left_out;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::framework::Judgement;
use crate::framework::form::FieldFact;
use crate::record::Draft;

/// The rule.
pub const RULE: Rule = Rule {
    id: "not-applicable-without-why",
    severity: Severity::Error,
    title: "N/A without the reason",
    what: "A section, or an item of a checklist, is said not to apply and no reason is given. A closure \
           summary that is N/A while the case is said to be open needs none.",
    why: "Every domain is graded. One that is left out has to say why, or nobody can tell what did not apply \
           from what was not looked at.",
    source: "Section 2, case file audit, write-up",
    before: "grade: N/A",
    after: "grade: N/A
not_applicable: The carer was never temporarily approved.",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let Some(audit) = subject.finished() else {
        return;
    };
    let is_open = subject
        .fact(audit, FieldFact::CaseClosed)
        .is_some_and(|told| told.is("no"));
    for (section, answer, route) in subject.sections(audit) {
        let why = route.key("not_applicable");
        let left_out = answer.grade == Some(Judgement::NotApplicable);
        if left_out {
            let is_asked = subject.asked_sections(audit).any(|asked| asked.id == section.id);
            if is_asked && answer.not_applicable.is_none() && !subject.is_faulty(&why) {
                let message = format!("{} is said not to apply, and not why.", section.title);
                drafts.push(
                    RULE.draft(in_audit(route.key("grade")), message)
                        .help("Write the reason in not_applicable, under the grade."),
                );
            }
            continue;
        }
        for question in &section.questions {
            let said_elsewhere = is_open && question.fact == Some(FieldFact::ClosureSummary);
            let item = answer.items.get(&question.id);
            let silent = item.is_some_and(|item| is_left_out(item) && item.comments.is_none());
            if !silent || said_elsewhere {
                continue;
            }
            let place = route.key("items").key(&question.id);
            if !subject.is_faulty(&place.key("comments")) {
                let message = format!("\"{}\" is said not to apply, and not why.", short(&question.text));
                drafts.push(
                    RULE.draft(in_audit(place.key("status")), message)
                        .help("Write the reason in comments."),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::framework::Judgement;
    use crate::rule::sample::{Sample, some};

    #[test]
    fn a_section_left_out_says_why() {
        let mut sample = Sample::clean();
        sample.section("outcome").grade = Some(Judgement::NotApplicable);
        sample.finds(&[("not-applicable-without-why", "sections.outcome.grade")]);
        sample.section("outcome").not_applicable = some("The work has only begun.");
        sample.finds(&[]);
    }

    #[test]
    fn an_item_left_out_says_why_in_its_comments() {
        let mut sample = Sample::clean();
        sample.section("files").items.get_mut("q1").unwrap().status = some("n/a");
        sample.section("files").items.get_mut("q1").unwrap().comments = None;
        assert_eq!(
            sample.places("not-applicable-without-why"),
            ["sections.files.items.q1.status"]
        );
    }

    #[test]
    fn a_closure_summary_of_an_open_case_needs_no_reason() {
        let mut sample = Sample::clean();
        sample.section("files").items.get_mut("q2").unwrap().comments = None;
        sample.finds(&[]);
        sample.section("files").fields.remove("closed");
        sample.finds(&[("not-applicable-without-why", "sections.files.items.q2.status")]);
    }
}
