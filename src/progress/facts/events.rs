//! What the log tells of an audit by today.

use super::ProgressFacts;
use crate::framework::Date;
use crate::record::{EventKind, LogEvent};

impl<'a> ProgressFacts<'a> {
    /// The events of a kind that have happened by today, in the order of their days.
    pub fn happened(&self, kind: EventKind) -> Vec<&'a LogEvent> {
        let today = self.subject.as_of;
        let mut events: Vec<&LogEvent> = self
            .subject
            .folder
            .log
            .iter()
            .filter(|event| event.event == kind && event.date <= today)
            .collect();
        events.sort_by_key(|event| event.date);
        events
    }

    pub(super) fn last(&self, kind: EventKind) -> Option<Date> {
        self.happened(kind).last().map(|event| event.date)
    }

    /// The last day on which something happened after the last return; of one day, in the order of the log.
    fn since_return(&self, kind: EventKind) -> Option<Date> {
        let today = self.subject.as_of;
        let of = |kind: EventKind| {
            let log = self.subject.folder.log.iter().enumerate();
            log.filter(move |(_, event)| event.event == kind && event.date <= today)
                .map(|(place, event)| (event.date, place))
                .max()
        };
        let returned = of(EventKind::Returned);
        of(kind).filter(|at| Some(*at) > returned).map(|(date, _)| date)
    }

    /// The first day on which something happened after the last return; what went to further people later moves no day.
    fn first_since_return(&self, kind: EventKind) -> Option<Date> {
        self.since_return(kind)?;
        let log = self.subject.folder.log.iter().enumerate();
        let past = log.filter(|(_, event)| event.date <= self.subject.as_of);
        let mut those: Vec<(Date, usize, EventKind)> = past
            .map(|(place, event)| (event.date, place, event.event))
            .collect();
        those.sort_unstable();
        let after = those
            .into_iter()
            .rev()
            .take_while(|(.., event)| *event != EventKind::Returned);
        after
            .filter(|(.., event)| *event == kind)
            .last()
            .map(|(date, ..)| date)
    }

    pub(super) fn events(&mut self) {
        // What was sent or saved before it came back has to be sent and saved again.
        self.sent = self.first_since_return(EventKind::Sent);
        self.saved = self.since_return(EventKind::Saved);
        let logged = self.since_return(EventKind::Moderated);
        self.moderation_kept = logged.into_iter().chain(self.sent).min();
        self.informed = self.happened(EventKind::Informed).first().map(|event| event.date);
        self.re_audit_sent = self
            .happened(EventKind::ReAuditSent)
            .first()
            .map(|event| event.date);
        self.escalated = self.last(EventKind::Escalated);
        let past = |date: Option<Date>| date.filter(|date| *date <= self.subject.as_of);
        let given = self.subject.folder.feedback.as_ref();
        let answered = past(given.and_then(|feedback| feedback.date));
        let given_up = self
            .last(EventKind::FeedbackNotGiven)
            .filter(|_| answered.is_none());
        self.feedback_given_up = given_up.is_some();
        self.feedback = answered.or(given_up);
        let written = given.filter(|feedback| feedback.supervisor_comment.is_some());
        let in_file = past(written.and_then(|feedback| feedback.supervisor_date));
        let logged = self.happened(EventKind::SupervisorComment);
        let logged = logged.first().map(|event| event.date);
        self.supervisor_commented = in_file.into_iter().chain(logged).min();
    }
}
