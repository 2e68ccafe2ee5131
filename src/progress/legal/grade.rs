//! Up to the final grade: what may be logged of the audit's way to the moderator and back.

use super::LegalCase;
use crate::framework::Date;
use crate::progress::{Status, steps};
use crate::record::{EventKind, FileKind};

impl LegalCase<'_> {
    /// Why the auditor is not done.
    pub(super) fn unsubmitted(&self) -> Option<String> {
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

    /// Why there is no audit yet to say anything of.
    pub(super) fn never_submitted(&self) -> Option<String> {
        self.then
            .submitted
            .is_none()
            .then(|| self.unsubmitted())
            .flatten()
    }

    /// Why the grade is not final.
    pub(super) fn unsettled(&self, done: &str) -> Option<String> {
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
    pub(super) fn unmoderated(&self) -> Option<String> {
        (!self.now.needs_settling).then(|| {
            "Nobody moderates this audit, by its row of the schedule: its grade is final as it was submitted, and received \
             keeps it."
                .to_owned()
        })
    }

    /// What was sent has had its moderation kept.
    pub(super) fn moderated_by_sending(&self) -> Option<String> {
        let sent = self.now.sent?;
        Some(format!(
            "It was sent on {}, and that kept the moderation: there is nothing left to log of it.",
            sent.spoken()
        ))
    }

    pub(super) fn received(&self) -> Option<String> {
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

    pub(super) fn returned(&self) -> Option<String> {
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
}
