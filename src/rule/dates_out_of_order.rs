//! `dates-out-of-order`: days in the wrong order.

use super::subject::in_audit;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::framework::Date;
use crate::framework::form::FieldFact;
use crate::record::{Audit, Draft, FileKind, Place, Route};

/// The rule.
pub const RULE: Rule = Rule {
    id: "dates-out-of-order",
    severity: Severity::Query,
    title: "Days in the wrong order",
    what: "The audit was submitted before it was done, submitted again before it was submitted, or signed off \
           before it was submitted.",
    why: "Deadlines count from one step to the next; a step before the one it follows puts every later one \
           wrong.",
    source: "Section 2, process map",
    before: "date_of_audit: 2026-12-08
submitted: 2026-12-07",
    after: "date_of_audit: 2026-12-03
submitted: 2026-12-07",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let Some(audit) = &subject.folder.audit else {
        return;
    };
    let mut compare = |first: Option<(Date, Place, &str)>, then: Option<(Date, Place, &str)>| {
        let (Some((earlier, place, does)), Some((later, then_place, then_does))) = (first, then) else {
            return;
        };
        if later < earlier {
            let message = format!("It was {then_does} on {later}, before it was {does} on {earlier}.");
            drafts.push(
                RULE.draft(then_place, message)
                    .help("One of the two days is a slip; write the right one.")
                    .related(place, format!("{does} here")),
            );
        }
    };
    let submitted = audit
        .submitted
        .map(|day| (day, in_audit("submitted"), "submitted"));
    let done = audit
        .date_of_audit
        .map(|day| (day, in_audit("date_of_audit"), "done"));
    compare(done, submitted.clone());
    for (step, day) in steps_held(subject, audit) {
        compare(Some((day, step, "talked over")), submitted.clone());
    }
    let mut last = submitted;
    for (index, day) in audit.resubmitted.iter().enumerate() {
        let place = in_audit(Route::from("resubmitted").item(index));
        let again = Some((*day, place, "submitted again"));
        compare(last, again.clone());
        last = again;
    }
    if let Some(moderation) = &subject.folder.moderation {
        let place = |key: &str| Place::value(FileKind::Moderation, key);
        let started = moderation.started.map(|day| (day, place("started"), "taken up"));
        let signed = moderation
            .signed_off
            .map(|day| (day, place("signed_off"), "signed off"));
        compare(last, signed.clone());
        compare(started, signed);
    }
}

/// The days of the sessions with the worker.
fn steps_held(subject: &RuleSubject<'_>, audit: &Audit) -> Vec<(Place, Date)> {
    let route = Route::from("preparation");
    subject
        .form
        .preparation
        .iter()
        .filter(|step| step.fact == Some(FieldFact::Session))
        .filter_map(|step| Some((in_audit(route.key(&step.id)), *audit.preparation.get(&step.id)?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::rule::sample::{Sample, day, word};

    #[test]
    fn submission_comes_after_the_audit_and_its_session() {
        let mut sample = Sample::clean();
        sample.audit().date_of_audit = Some(day("2026-12-05"));
        sample
            .audit()
            .preparation
            .insert(word("session"), day("2026-12-05"));
        sample.finds(&[
            ("dates-out-of-order", "submitted"),
            ("dates-out-of-order", "submitted"),
        ]);
    }

    #[test]
    fn sign_off_comes_after_the_last_submission() {
        let mut sample = Sample::clean();
        sample.audit().resubmitted = vec![day("2026-12-11")];
        sample.finds(&[("dates-out-of-order", "signed_off")]);
        sample.audit().resubmitted = vec![day("2026-12-03")];
        sample.finds(&[("dates-out-of-order", "resubmitted[0]")]);
    }

    #[test]
    fn all_on_one_day_is_in_order() {
        let mut sample = Sample::clean();
        sample.audit().date_of_audit = sample.audit().submitted;
        sample.moderation().started = Some(day("2026-12-10"));
        sample.finds(&[]);
    }
}
