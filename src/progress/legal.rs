//! Whether an event may be logged for an audit as it stands on the event's day (section 2, process map; the events are
//! those of `docs/files.md`, section 4). Pure: an answer is a sentence that says why not, and what would make it possible.

mod details;
mod grade;
mod persons;
mod what_follows;

#[cfg(test)]
mod tests;

use super::ProgressSubject;
use super::facts::ProgressFacts;
use crate::record::{EventKind, LogEvent};

pub use details::{ROLES, action_number, too_long_text, unfit_details};

/// Why an event can't be logged, as sentences; `None` where it can.
///
/// What it builds on must hold on the event's day; what it would repeat or contradict is asked of today. A detail that
/// is not told is not judged, so that a bare event asks whether its kind is possible at all.
pub fn objection(event: &LogEvent, subject: &ProgressSubject<'_>) -> Option<String> {
    let then = ProgressSubject {
        as_of: event.date,
        ..*subject
    };
    let case = LegalCase {
        event,
        subject,
        then: ProgressFacts::of(&then),
        now: ProgressFacts::of(subject),
    };
    case.day().or_else(|| case.off()).or_else(|| case.kind())
}

struct LegalCase<'a> {
    event: &'a LogEvent,
    subject: &'a ProgressSubject<'a>,
    /// On the event's day.
    then: ProgressFacts<'a>,
    /// Today.
    now: ProgressFacts<'a>,
}

impl LegalCase<'_> {
    fn day(&self) -> Option<String> {
        let (day, today) = (self.event.date, self.subject.as_of);
        if day > today {
            return Some(format!(
                "{} has not come yet: today is {}. Log it on the day; --as-of states another day for today.",
                day.spoken(),
                today.spoken()
            ));
        }
        if let Some(why) = self.subject.folder.unlogged() {
            return Some(format!("What happened to this audit is not known: {why}."));
        }
        let Some(allocation) = &self.subject.folder.allocation else {
            return Some(
                "allocation.yaml is not there or can't be read, so nothing is known of this audit. Restore it from a copy."
                    .to_owned(),
            );
        };
        (day < allocation.allocated).then(|| {
            format!(
                "{} is before the audit was allocated, on {}. Write the day on which it happened with --date.",
                day.spoken(),
                allocation.allocated.spoken()
            )
        })
    }

    /// Nothing but a note is logged of an audit that is off.
    fn off(&self) -> Option<String> {
        if self.event.event == EventKind::Note {
            return None;
        }
        let (event, what) = [
            (EventKind::Withdrawn, "withdrawn"),
            (EventKind::Replaced, "replaced"),
        ]
        .into_iter()
        .find_map(|(kind, what)| Some((self.now.happened(kind).last().copied()?, what)))?;
        let by = event
            .by_audit
            .as_ref()
            .map_or_else(String::new, |id| format!(" by {id}"));
        Some(format!(
            "This audit was {what}{by} on {}; only a note can be added to it.",
            event.date.spoken()
        ))
    }

    fn kind(&self) -> Option<String> {
        match self.event.event {
            EventKind::Received => self.received(),
            EventKind::Informed => self.informed(),
            EventKind::Returned => self.returned(),
            EventKind::Moderated => self
                .unmoderated()
                .or_else(|| self.unsettled("logged as moderated"))
                .or_else(|| self.again(EventKind::Moderated))
                .or_else(|| self.moderated_by_sending()),
            EventKind::Sent => self
                .unsettled("sent")
                .or_else(|| self.to_nobody_new(EventKind::Sent)),
            EventKind::SupervisionFile => self
                .unsettled("saved on the supervision file")
                .or_else(|| self.again(EventKind::SupervisionFile)),
            EventKind::Saved => self.unsettled("saved").or_else(|| self.saved_again()),
            EventKind::ActionDone => self.action(),
            EventKind::FeedbackNotGiven => self.feedback(),
            EventKind::ReAuditSent => self
                .no_re_audit()
                .or_else(|| self.to_nobody_new(EventKind::ReAuditSent)),
            EventKind::Escalated => self.escalated(),
            EventKind::Comment => self.never_submitted(),
            EventKind::SupervisorComment => self.supervisor_comment(),
            EventKind::Reassigned => self.reassigned(),
            EventKind::Replaced => self.replaced(),
            EventKind::Withdrawn => self.withdrawn(),
            EventKind::Note => None,
        }
    }

    /// ` on Mon 7 Dec 2026`, where the event's day is not today.
    fn on(&self) -> String {
        if self.event.date == self.subject.as_of {
            String::new()
        } else {
            format!(" on {}", self.event.date.spoken())
        }
    }

    fn auditor(&self) -> &str {
        self.then.auditor.unwrap_or("the auditor")
    }

    /// The last event of a kind, where nothing came back to the auditor since.
    fn last(&self, kind: EventKind) -> Option<&LogEvent> {
        let event = self.now.happened(kind).last().copied()?;
        self.now
            .last_returned
            .is_none_or(|back| event.date >= back)
            .then_some(event)
    }

    /// What went out may go to further people too; the first day stays the one that counts.
    fn to_nobody_new(&self, kind: EventKind) -> Option<String> {
        let back = self.now.last_returned;
        let before = self.now.happened(kind).into_iter();
        let before: Vec<&LogEvent> = before
            .filter(|event| back.is_none_or(|back| event.date >= back))
            .collect();
        let first = before.first()?;
        if self.event.date < first.date {
            return Some(format!(
                "It went out first on {}, and that day counts; what went to further people went then or later.",
                first.date.spoken()
            ));
        }
        let had: Vec<&str> = before
            .iter()
            .flat_map(|event| &event.to)
            .map(String::as_str)
            .collect();
        let people = self.subject.people;
        let is_new = |name: &String| !had.iter().any(|other| people.same(name, other));
        if !self.event.to.is_empty() && self.event.to.iter().all(is_new) {
            return None;
        }
        let again: Vec<&str> = self
            .event
            .to
            .iter()
            .filter(|name| !is_new(name))
            .map(String::as_str)
            .collect();
        let to = if had.is_empty() {
            String::new()
        } else {
            format!(" (to {})", had.join(", "))
        };
        let has = if again.is_empty() {
            String::new()
        } else {
            format!(" {} had it then.", again.join(", "))
        };
        Some(format!(
            "{name} is logged already, on {}{to}, and that day counts.{has} Where it went to further people, name them, each \
             once: qaf log {id} {name} --to NAME.",
            first.date.spoken(),
            name = kind.name(),
            id = self.subject.folder.id
        ))
    }

    /// The same thing twice.
    fn again(&self, kind: EventKind) -> Option<String> {
        let before = self.last(kind)?;
        let to = if before.to.is_empty() {
            String::new()
        } else {
            format!(" (to {})", before.to.join(", "))
        };
        Some(format!(
            "{} is logged already, on {}{to}. What is to be added can be said with a note: qaf log {} note --note TEXT.",
            kind.name(),
            before.date.spoken(),
            self.subject.folder.id
        ))
    }

    fn replaced(&self) -> Option<String> {
        let id = self.subject.folder.id.to_string();
        if self.event.by_audit.as_ref() == Some(&id) {
            return Some("An audit can't take its own place. Name the other with --by-audit.".to_owned());
        }
        let day = self.now.submitted?;
        Some(format!(
            "It was audited and submitted on {}; what could not be audited is replaced. If it is not to count, log withdrawn.",
            day.spoken()
        ))
    }

    fn withdrawn(&self) -> Option<String> {
        let day = self.now.settled?;
        Some(format!(
            "Its grade is final since {} and counts in the figures of that quarter; to withdraw it would change them.",
            day.spoken()
        ))
    }
}
