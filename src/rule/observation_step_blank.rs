//! `observation-step-blank`: an observation of which a talk, or the filing, is not told.

use super::subject::key_in_audit;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::framework::Date;
use crate::record::{Draft, EventKind, Route};

/// The rule.
pub const RULE: Rule = Rule {
    id: "observation-step-blank",
    severity: Severity::Query,
    title: "An observation without a talk, or not filed",
    what: "An observation is submitted, and it is not said when the case was talked over with the worker before, when the \
           report was, or when it was filed for the appraisal. The worker's feedback may tell the second (talked over in \
           supervision), and the log the third (supervision-file).",
    why: "The auditor talks the case over with the worker before the observation and the report after it, and saves it on the \
          supervision file for the appraisal; the worker learns by the talks more than by the form.",
    source: "Section 2, observation of practice, process map",
    before: "agreed_with_worker:
discussed_with_worker:",
    after: "agreed_with_worker: 2026-12-01
discussed_with_worker: 2026-12-07",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let Some(audit) = subject.finished().filter(|_| subject.form.process().asks_consent) else {
        return;
    };
    let folder = subject.folder;
    let is_past = |date: Option<Date>| date.is_some_and(|date| date <= subject.as_of);
    // Both may come later than the form: in the worker's feedback, and by the log.
    let talked = folder
        .feedback
        .as_ref()
        .and_then(|feedback| feedback.discussed_in_supervision);
    let mut log = folder.log.iter();
    let filed = log.any(|event| event.event == EventKind::SupervisionFile && event.date <= subject.as_of);
    let steps = [
        (
            "agreed_with_worker",
            is_past(audit.agreed_with_worker),
            "It is not said when the case was talked over with the worker before the observation.",
            "Write the day; where there was no talk, explain why.".to_owned(),
        ),
        (
            "discussed_with_worker",
            is_past(audit.discussed_with_worker) || is_past(talked),
            "It is not said when the report was talked over with the worker.",
            "Write the day, here or after discussed_in_supervision in feedback.yaml; else explain."
                .to_owned(),
        ),
        (
            "filed_for_appraisal",
            is_past(audit.filed_for_appraisal) || filed,
            "It is not said when the report was filed for the appraisal.",
            format!(
                "Write the day, or log it: qaf log {} supervision-file.",
                folder.id
            ),
        ),
    ];
    for (key, _, message, help) in steps.into_iter().filter(|(_, told, ..)| !told) {
        let route = Route::from(key);
        if !subject.is_faulty(&route) {
            drafts.push(RULE.draft(key_in_audit(route), message).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::framework::form::SettledBy;
    use crate::record::{EventKind, Feedback, LogEvent};
    use crate::rule::sample::Sample;

    fn observation() -> Sample {
        let mut sample = Sample::clean();
        sample.form.settled_by = SettledBy::EvidenceReview;
        sample
    }

    #[test]
    fn each_of_the_three_is_asked_for() {
        let mut sample = observation();
        assert!(sample.places("observation-step-blank").is_empty());
        let audit = sample.audit();
        audit.agreed_with_worker = None;
        audit.discussed_with_worker = None;
        audit.filed_for_appraisal = None;
        let all = [
            "agreed_with_worker",
            "discussed_with_worker",
            "filed_for_appraisal",
        ];
        assert_eq!(sample.places("observation-step-blank"), all);
    }

    #[test]
    fn the_feedback_and_the_log_may_tell_it_too() {
        let mut sample = observation();
        let audit = sample.audit();
        audit.discussed_with_worker = None;
        audit.filed_for_appraisal = None;
        sample.folder.feedback = Some(Feedback {
            discussed_in_supervision: Some(sample.as_of),
            ..Feedback::default()
        });
        let filed = LogEvent::new(sample.as_of, EventKind::SupervisionFile);
        sample.folder.log.push(filed);
        assert!(sample.places("observation-step-blank").is_empty());
    }

    #[test]
    fn no_other_form_is_asked() {
        let mut sample = Sample::clean();
        sample.audit().agreed_with_worker = None;
        sample.finds(&[]);
    }
}
