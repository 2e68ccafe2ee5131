//! `event-in-future`: an event that has not come yet.

use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::{Draft, FileKind, Place, Route};

/// The rule.
pub const RULE: Rule = Rule {
    id: "event-in-future",
    severity: Severity::Query,
    title: "An event that has not come yet",
    what: "A line of the log is dated later than today.",
    why: "A fact of a later day has not happened yet and is not counted.",
    source: "How dates count",
    before: "- {date: 2062-12-21, event: sent}",
    after: "- {date: 2026-12-21, event: sent}",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    for event in subject
        .folder
        .log
        .iter()
        .filter(|event| event.date > subject.as_of)
    {
        let place = Place::value(FileKind::Log, Route::top().item(event.item).key("date"));
        let message = format!(
            "{} is dated {}, which has not come yet.",
            event.event.name(),
            event.date.spoken()
        );
        let help = "Until then it is not counted. If it is a slip, log it again with the right day, and say so in a note.";
        drafts.push(RULE.draft(place, message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::record::EventKind;
    use crate::rule::sample::{Sample, day};

    #[test]
    fn an_event_of_a_later_day_is_asked_about() {
        let mut sample = Sample::clean();
        sample.log("2026-12-14", EventKind::Note);
        sample.as_of = day("2026-12-14");
        sample.finds(&[]);
        sample.as_of = day("2026-12-13");
        sample.finds(&[("event-in-future", "[0].date")]);
    }
}
