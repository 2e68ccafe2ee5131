//! `element-missing`: one of the three elements of a case audit has no day.

use super::subject::{key_in_audit, short};
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::framework::form::{FieldFact, Preparation};
use crate::record::{Audit, Draft, FamilyEntry, Route};

/// The rule.
pub const RULE: Rule = Rule {
    id: "element-missing",
    severity: Severity::Query,
    title: "One of the three elements of the audit has no day",
    what: "The checklist has no day for the desktop review, for the contact with the family, or for the collaborative \
           session; each is asked about by itself. Where the family was heard, the day of their feedback will do. A form \
           without such a step is not asked for it.",
    why: "Every audit of casework has three elements: the file is reviewed at the desk, the family is asked, and the \
          case is gone through together with whoever holds it. Without one of them it is half an audit.",
    source: "Section 2, case file audit; IROs, CP chairs and LADO",
    before: "preparation:
  file_reviewed: 2026-11-30
  session_held:",
    after: "preparation:
  file_reviewed: 2026-11-30
  session_held: 2026-12-02",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let Some(audit) = subject.finished() else {
        return;
    };
    for step in &subject.form.preparation {
        let route = Route::from("preparation").key(&step.id);
        let Some(element) = element(step) else {
            continue;
        };
        if is_there(step, audit) || subject.is_faulty(&route) {
            continue;
        }
        let message = format!("{element}: \"{}\" has no day.", short(&step.label));
        let help = "Write the day on which it was done; if it was not, do it, or explain why this audit does without it.";
        drafts.push(RULE.draft(key_in_audit(route), message).help(help));
    }
}

/// What is missing where the step was not taken; `None` for a step that is no element.
fn element(step: &Preparation) -> Option<&'static str> {
    match step.fact? {
        FieldFact::DesktopReview => Some("The file seems not to have been reviewed at the desk"),
        FieldFact::FamilyContacted => Some("The family seems not to have been asked"),
        FieldFact::Session => Some("There seems to have been no collaborative session"),
        _ => None,
    }
}

fn is_there(step: &Preparation, audit: &Audit) -> bool {
    let heard = |entry: &FamilyEntry| entry.is_obtained() && entry.date.is_some();
    let by_feedback =
        step.fact == Some(FieldFact::FamilyContacted) && audit.family_feedback.iter().any(heard);
    by_feedback || audit.preparation.contains_key(&step.id)
}

#[cfg(test)]
mod tests {
    use crate::framework::form::FieldFact;
    use crate::rule::sample::Sample;

    #[test]
    fn each_element_without_a_day_is_named_also_beside_the_others() {
        let mut sample = Sample::clean();
        sample.audit().preparation.remove("session");
        sample.finds(&[("element-missing", "preparation.session")]);
        sample.form.preparation[0].fact = Some(FieldFact::DesktopReview);
        sample.audit().preparation.remove("booked");
        sample.finds(&[
            ("element-missing", "preparation.booked"),
            ("element-missing", "preparation.session"),
        ]);
    }

    #[test]
    fn the_family_was_asked_where_they_were_heard_on_a_day() {
        let mut sample = Sample::clean();
        sample.form.preparation[0].fact = Some(FieldFact::FamilyContacted);
        sample.audit().preparation.remove("booked");
        sample.finds(&[]);
        sample.audit().family_feedback[0].date = None;
        assert_eq!(sample.places("element-missing"), ["preparation.booked"]);
    }

    #[test]
    fn a_draft_and_a_step_that_is_no_element_are_not_asked_about() {
        let mut sample = Sample::draft();
        sample.audit().preparation.remove("session");
        sample.finds(&[]);
        let mut sample = Sample::clean();
        sample.audit().preparation.remove("booked");
        sample.finds(&[]);
    }
}
