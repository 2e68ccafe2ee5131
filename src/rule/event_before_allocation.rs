//! `event-before-allocation`: an event before the allocation.

use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::record::{Draft, FileKind, Place, Route};

/// The rule.
pub const RULE: Rule = Rule {
    id: "event-before-allocation",
    severity: Severity::Error,
    title: "An event before the allocation",
    what: "A line of the log is dated before the day on which the audit was allocated.",
    why: "Allocation is day 1; nothing can have happened to an audit before it.",
    source: "Section 2, process map",
    before: "- {date: 2025-12-21, event: sent}      # allocated on 2026-11-23",
    after: "- {date: 2026-12-21, event: sent}",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let Some(allocation) = &subject.folder.allocation else {
        return;
    };
    let allocated = allocation.allocated;
    for event in subject.folder.log.iter().filter(|event| event.date < allocated) {
        let place = Place::value(FileKind::Log, Route::top().item(event.item).key("date"));
        let message = format!(
            "{} is dated {}, before the audit was allocated on {allocated}.",
            event.event.name(),
            event.date
        );
        drafts.push(
            RULE.draft(place, message)
                .help("Check the day, month and year; if the line belongs to another audit, log it there.")
                .related(Place::value(FileKind::Allocation, "allocated"), "the allocation"),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::record::EventKind;
    use crate::rule::sample::Sample;

    #[test]
    fn day_one_is_the_first_on_which_anything_happens() {
        let mut sample = Sample::clean();
        sample.log("2026-11-23", EventKind::Note);
        sample.finds(&[]);
        sample.folder.log.clear();
        sample.log("2026-11-22", EventKind::Note);
        sample.finds(&[("event-before-allocation", "[0].date")]);
    }
}
