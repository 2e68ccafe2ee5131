//! `feedback-before-sent`: feedback from before the audit was sent.

use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::{Draft, EventKind, FileKind, Place, Route};

/// The rule.
pub const RULE: Rule = Rule {
    id: "feedback-before-sent",
    severity: Severity::Query,
    title: "Feedback from before the audit was sent",
    what: "The worker's feedback is dated before the day on which the audit was sent to them.",
    why: "The worker is asked for feedback when the settled audit is sent, and has ten working days from then.",
    source: "Section 2, process map",
    before: "date: 2026-12-11      # feedback.yaml; the log: {date: 2026-12-14, event: sent}",
    after: "date: 2026-12-16      # feedback.yaml",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let folder = subject.folder;
    let day = folder.feedback.as_ref().and_then(|feedback| feedback.date);
    let sent = folder
        .log
        .iter()
        .filter(|event| event.event == EventKind::Sent)
        .min_by_key(|event| event.date);
    let (Some(day), Some(sent)) = (day, sent) else {
        return;
    };
    if day < sent.date {
        let message = format!(
            "The feedback is dated {day}, before the audit was sent on {}.",
            sent.date
        );
        let place = Place::value(FileKind::Log, Route::top().item(sent.item).key("date"));
        drafts.push(
            RULE.draft(Place::value(FileKind::Feedback, "date"), message)
                .help("Check the day; or explain how the worker knew of the audit.")
                .related(place, "sent here"),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::record::{EventKind, Feedback};
    use crate::rule::sample::{Sample, day};

    #[test]
    fn feedback_follows_the_first_sending() {
        let mut sample = Sample::clean();
        sample.folder.feedback = Some(Feedback {
            date: Some(day("2026-12-13")),
            ..Feedback::default()
        });
        assert_eq!(sample.places("feedback-before-sent"), [""; 0]);
        sample.log("2026-12-14", EventKind::Sent);
        assert_eq!(sample.places("feedback-before-sent"), ["date"]);
        sample.log("2026-12-13", EventKind::Sent);
        assert_eq!(sample.places("feedback-before-sent"), [""; 0]);
    }
}
