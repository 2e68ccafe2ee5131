//! `log-out-of-order`: an event that was logged late.

use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::{Draft, FileKind, Place, Route};

/// The rule.
pub const RULE: Rule = Rule {
    id: "log-out-of-order",
    severity: Severity::Note,
    title: "An event that was logged late",
    what: "A line of the log is dated before the line above it.",
    why: "What counts is the day on which it happened; but the files as they stood are those of the day on which it was logged.",
    source: "How the log is written",
    before: "- {date: 2026-12-21, event: sent}\n- {date: 2026-12-14, event: received}",
    after: "- {date: 2026-12-14, event: received}\n- {date: 2026-12-21, event: sent}",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let mut latest: Option<&crate::record::LogEvent> = None;
    for event in &subject.folder.log {
        let place = |item: usize| Place::value(FileKind::Log, Route::top().item(item).key("date"));
        match latest.filter(|latest| event.date < latest.date) {
            Some(latest) => {
                let message = format!(
                    "{} of {} was logged after {} of {}.",
                    event.event.name(),
                    event.date,
                    latest.event.name(),
                    latest.date
                );
                drafts.push(
                    RULE.draft(place(event.item), message)
                        .help("Nothing is to be done, unless the day is a slip.")
                        .related(place(latest.item), "logged before it"),
                );
            }
            None => latest = Some(event),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::record::EventKind;
    use crate::rule::sample::Sample;

    #[test]
    fn every_line_is_held_against_the_latest_day_above_it() {
        let mut sample = Sample::clean();
        sample.log("2026-12-11", EventKind::Note);
        sample.log("2026-12-11", EventKind::Note);
        sample.finds(&[]);
        sample.log("2026-12-09", EventKind::Note);
        sample.log("2026-12-10", EventKind::Note);
        sample.log("2026-12-12", EventKind::Note);
        sample.finds(&[("log-out-of-order", "[2].date"), ("log-out-of-order", "[3].date")]);
    }
}
