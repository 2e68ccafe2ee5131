//! Whether an event may be logged for an audit as it stands on the event's day (section 2, process map; the events are
//! those of `docs/files.md`, section 4). Pure: an answer is a sentence that says why not, and what would make it possible.

mod details;
mod persons;

#[cfg(test)]
mod tests;

use super::facts::ProgressFacts;
use super::{ProgressSubject, Status, steps};
use crate::framework::{Date, Grade};
use crate::record::{Action, EventKind, FileKind, LogEvent};

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
            EventKind::Sent => self.unsettled("sent").or_else(|| self.again(EventKind::Sent)),
            EventKind::SupervisionFile => self
                .unsettled("saved on the supervision file")
                .or_else(|| self.again(EventKind::SupervisionFile)),
            EventKind::Saved => self.unsettled("saved").or_else(|| self.saved_again()),
            EventKind::ActionDone => self.action(),
            EventKind::FeedbackNotGiven => self.feedback(),
            EventKind::ReAuditSent => self.no_re_audit().or_else(|| self.again(EventKind::ReAuditSent)),
            EventKind::Escalated => self.escalated(),
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

    /// Why the auditor is not done.
    fn unsubmitted(&self) -> Option<String> {
        if self.subject.folder.unkept.contains(&FileKind::Audit) {
            return self
                .then
                .unread()
                .map(|why| format!("It is not known what {} submitted: {why}.", self.auditor()));
        }
        if self.then.submitted.is_none() {
            return Some(format!(
                "{} has not submitted it{}: the auditor writes the day after submitted in audit.yaml.",
                self.auditor(),
                self.on()
            ));
        }
        let back = self.then.last_returned.filter(|_| self.then.is_returned)?;
        Some(format!(
            "It went back to {} on {} and has not been submitted again: the auditor adds the day to resubmitted in \
             audit.yaml.",
            self.auditor(),
            back.spoken()
        ))
    }

    /// Why the grade is not final.
    fn unsettled(&self, done: &str) -> Option<String> {
        if self.then.settled.is_some() {
            return None;
        }
        let start = format!("It can't be {done} before its grade is final. ");
        let why = self.unsubmitted().unwrap_or_else(|| {
            let who = self.then.moderator.unwrap_or("The moderator");
            let signed = self.subject.folder.moderation.as_ref().and_then(|m| m.signed_off);
            match (signed, self.then.latest) {
                (Some(signed), Some(latest)) if signed < latest => format!(
                    "It was signed off on {}, and submitted again after that, on {}: {who} signs it off anew.",
                    signed.spoken(),
                    latest.spoken()
                ),
                (Some(signed), _) if signed <= self.event.date => {
                    "It is signed off without an overall grade: the moderator writes it in moderation.yaml.".to_owned()
                }
                _ => format!(
                    "{who} has not signed it off{}: the day goes after signed_off in moderation.yaml (qaf moderate makes it).",
                    self.on()
                ),
            }
        });
        Some(start + &why)
    }

    /// Why there is no moderation to be logged.
    fn unmoderated(&self) -> Option<String> {
        (!self.now.needs_settling).then(|| {
            "Nobody moderates this audit, by its row of the schedule: its grade is final as it was submitted, and received \
             keeps it."
                .to_owned()
        })
    }

    /// What was sent has had its moderation kept.
    fn moderated_by_sending(&self) -> Option<String> {
        let sent = self.now.sent?;
        Some(format!(
            "It was sent on {}, and that kept the moderation: there is nothing left to log of it.",
            sent.spoken()
        ))
    }

    /// The last event of a kind, where nothing came back to the auditor since.
    fn last(&self, kind: EventKind) -> Option<&LogEvent> {
        let event = self.now.happened(kind).last().copied()?;
        self.now
            .last_returned
            .is_none_or(|back| event.date >= back)
            .then_some(event)
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

    fn received(&self) -> Option<String> {
        let before = self.now.happened(EventKind::Received);
        let audit = self.subject.folder.audit.as_ref();
        let again = audit.map_or(0, |audit| {
            let past = |day: &&Date| **day <= self.subject.as_of;
            audit.resubmitted.iter().filter(past).count()
        });
        self.unsubmitted().or_else(|| {
            let last = before.last().filter(|_| before.len() > again)?;
            Some(format!(
                "It was received already, on {}, and has not been submitted anew.",
                last.date.spoken()
            ))
        })
    }

    fn informed(&self) -> Option<String> {
        if self.then.inadequate_since().is_none() {
            let grade = self.then.final_grade();
            return Some(match grade {
                Some(grade) => format!(
                    "Notice is given of an Inadequate, and this audit is graded {}.",
                    grade.title()
                ),
                None => format!(
                    "Notice is given of an Inadequate as soon as it is submitted. {}",
                    self.unsubmitted()
                        .unwrap_or_else(|| "This audit has no overall grade yet.".to_owned())
                ),
            });
        }
        let before = self.now.informed?;
        Some(format!("Notice was given already, on {}.", before.spoken()))
    }

    fn returned(&self) -> Option<String> {
        if let Some(back) = self.now.last_returned.filter(|_| self.now.is_returned) {
            return Some(format!(
                "It is back with {} already, since {}; it can be returned once it has been submitted again.",
                self.now.auditor.unwrap_or("the auditor"),
                back.spoken()
            ));
        }
        self.unsubmitted().or_else(|| {
            let all = steps::all(self.subject, &self.now);
            (self.now.status(&all, false) == Status::Closed).then(|| {
                "This audit is closed: it was saved and every step is done. A return would reopen it."
                    .to_owned()
            })
        })
    }

    /// Saved once, and once more after a re-audit.
    fn saved_again(&self) -> Option<String> {
        let before = self.last(EventKind::Saved)?.date;
        let since = self.now.re_audit.and_then(|again| again.date);
        if since.is_some_and(|again| before < again) {
            return None;
        }
        self.again(EventKind::Saved)
    }

    fn action(&self) -> Option<String> {
        let folder = self.subject.folder;
        if self.then.submitted.is_none() {
            return self.unsubmitted();
        }
        let first = folder.audit.as_ref().map_or(&[][..], |audit| &audit.actions);
        let again = folder.re_audit.as_ref().map_or(&[][..], |again| &again.actions);
        let numbered = |mark: &'static str, actions: &[Action]| -> Vec<(String, String)> {
            let one = |(index, action): (usize, &Action)| (format!("{mark}{}", index + 1), shown(action));
            actions.iter().enumerate().map(one).collect()
        };
        let mut all = numbered("", first);
        all.extend(numbered("r", again));
        if all.is_empty() {
            return Some("This audit has no actions.".to_owned());
        }
        let wanted = self.event.action.as_deref()?;
        if !all.iter().any(|(number, _)| number == wanted) {
            let list: Vec<String> = all
                .iter()
                .map(|(number, text)| format!("\n  {number}  {text}"))
                .collect();
            return Some(format!(
                "It has no action {wanted}. Its actions:{}",
                list.concat()
            ));
        }
        let done = self.now.happened(EventKind::ActionDone);
        let before = done
            .into_iter()
            .find(|event| event.action.as_deref() == Some(wanted))?;
        Some(format!(
            "Action {wanted} was done already, on {}.",
            before.date.spoken()
        ))
    }

    fn feedback(&self) -> Option<String> {
        if let Some(day) = self.now.feedback {
            let what = if self.now.feedback_given_up {
                "That feedback was not given is logged already, on"
            } else {
                "Feedback was given, on"
            };
            return Some(format!("{what} {}.", day.spoken()));
        }
        if !self.then.process.asks_once_sent {
            return self.unsubmitted();
        }
        if self.then.sent.is_some() {
            return None;
        }
        Some(format!(
            "The worker is asked for feedback when the audit is sent, and it has not been sent{}. Log sent first.",
            self.on()
        ))
    }

    fn no_re_audit(&self) -> Option<String> {
        self.then.re_audit.is_none().then(|| {
            format!(
                "It has no re-audit{} with a day and a grade in re-audit.yaml (qaf re-audit makes it).",
                self.on()
            )
        })
    }

    fn escalated(&self) -> Option<String> {
        let only = "Only a re-audit that is Inadequate again is escalated. ";
        if let Some(none) = self.no_re_audit() {
            return Some(format!("{only}{none}"));
        }
        let grade = self.then.re_audit.and_then(|again| again.grade)?;
        if grade != Grade::Inadequate {
            return Some(format!("{only}This one is graded {}.", grade.title()));
        }
        self.again(EventKind::Escalated)
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

/// An action short enough for a list.
fn shown(action: &Action) -> String {
    const MOST: usize = 60;
    let text = action.action.as_deref().unwrap_or("(nothing is written)");
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= MOST {
        return words;
    }
    let short: String = words.chars().take(MOST).collect();
    format!("{} ...", short.trim_end())
}
