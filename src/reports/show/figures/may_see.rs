//! What may be seen of an audit's folder today.

use super::{DocumentSource, LabelledAnswer, ShortAnswer};
use crate::figures::summary::ActionSummary;
use crate::framework::form::Form;
use crate::framework::{AuditId, Date, Process, WorkId};
use crate::progress::Progress;
use crate::record::{Allocation, Audit, EventKind, FileKind, Folder, LogEvent, Moderation, Readable};

/// What may be seen of an audit's folder today: a fact dated later has not happened yet.
pub struct View<'a> {
    /// What it is made from.
    pub(super) source: &'a DocumentSource<'a>,
    /// The form.
    pub(super) form: Option<&'a Form>,
    /// What the auditor wrote.
    pub(super) audit: Option<&'a Audit>,
    /// What was allocated.
    pub(super) allocation: Option<&'a Allocation>,
    /// The moderator's judgement, or the review of the evidence, where it settled the audit.
    pub(super) moderation: Option<&'a Moderation>,
    /// Whether grades, and whoever had a part in it, are left out.
    pub(super) is_blind: bool,
}

impl<'a> View<'a> {
    /// Looks at a folder.
    pub fn new(source: &'a DocumentSource<'a>) -> Self {
        let progress = source.progress;
        let settles = progress.settled.is_some() && progress.needs_settling;
        let can_be_read = source.folder.files.get(&FileKind::Audit) != Some(&Readable::No);
        Self {
            source,
            form: source.form,
            audit: source.folder.audit.as_ref().filter(|_| can_be_read),
            allocation: source.folder.allocation.as_ref(),
            moderation: source.folder.moderation.as_ref().filter(|_| settles),
            is_blind: false,
        }
    }

    /// Looks at a folder as a panel does, which sees no grade and nobody's name.
    pub(super) fn blind(source: &'a DocumentSource<'a>) -> Self {
        Self {
            moderation: None,
            is_blind: true,
            ..Self::new(source)
        }
    }

    pub(super) fn folder(&self) -> &'a Folder {
        self.source.folder
    }

    pub(super) fn progress(&self) -> &'a Progress {
        self.source.progress
    }

    /// A day that has come.
    pub(super) fn past(&self, date: Option<Date>) -> Option<Date> {
        date.filter(|date| *date <= self.source.as_of)
    }

    /// Whether a day has come, or is not known.
    pub(super) fn is_not_later(&self, date: Option<Date>) -> bool {
        date.is_none_or(|date| date <= self.source.as_of)
    }

    /// Whether the form has a grade of the whole.
    pub(super) fn is_whole_graded(&self) -> bool {
        self.form.is_none_or(|form| form.overall)
    }

    /// What the form means for the process.
    pub(super) fn process(&self) -> &'static Process {
        Process::of(self.form)
    }

    /// The events that have happened, by day; those of a day as the log has them.
    pub(super) fn events(&self) -> Vec<&'a LogEvent> {
        let mut events: Vec<&LogEvent> = self
            .folder()
            .log
            .iter()
            .filter(|event| event.date <= self.source.as_of)
            .collect();
        events.sort_by_key(|event| event.date);
        events
    }

    /// The last event of a kind.
    pub(super) fn last(&self, kind: EventKind) -> Option<&'a LogEvent> {
        self.events().into_iter().rfind(|event| event.event == kind)
    }

    /// How many of its actions nobody has done.
    pub(super) fn open_actions(&self) -> usize {
        ActionSummary::open(self.folder(), self.progress(), self.source.as_of).len()
    }

    /// Where it stands, and where it is closed, what is open all the same.
    pub(super) fn stands(&self) -> String {
        ActionSummary::beside_status(self.progress().status, self.open_actions())
    }

    /// The day on which an action was done, by its number (`2`, `r1`).
    pub(super) fn action_done(&self, number: &str) -> Option<Date> {
        let done = |event: &&LogEvent| {
            event.event == EventKind::ActionDone
                && event
                    .action
                    .as_deref()
                    .is_some_and(|action| action.trim().eq_ignore_ascii_case(number))
        };
        self.events().into_iter().find(done).map(|event| event.date)
    }

    /// Words of the log or the allocation, in which another audit's number is not told.
    pub(super) fn own(&self, text: &str) -> String {
        without_others(text, &self.folder().id)
    }

    /// A day with its label; a day that has not come is not there yet.
    pub(super) fn day(&self, label: &str, date: Option<Date>) -> LabelledAnswer {
        LabelledAnswer::date(label, self.past(date))
    }
}

/// A text in which any audit's number but its own is put as "another audit"; a wider work's stays.
fn without_others(text: &str, own: &AuditId) -> String {
    let is_of_number = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(is_of_number) {
        shown.push_str(&rest[..start]);
        let word = &rest[start..];
        let end = word.find(|c| !is_of_number(c)).unwrap_or(word.len());
        let (word, after) = word.split_at(end);
        match word.to_ascii_uppercase().parse::<AuditId>() {
            Ok(id) if id != *own && WorkId::new(id.clone()).is_none() => shown.push_str("another audit"),
            _ => shown.push_str(word),
        }
        rest = after;
    }
    shown.push_str(rest);
    shown
}

/// A text that may be missing.
pub(super) fn given(text: Option<&str>) -> ShortAnswer {
    text.map_or(ShortAnswer::NotAnswered, |text| {
        ShortAnswer::Text(text.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_audits_number_is_not_told() {
        let own: AuditId = "CF-26-0042".parse().unwrap();
        let shown = |text| without_others(text, &own);
        assert_eq!(shown("moved; see CF-26-0043."), "moved; see another audit.");
        assert_eq!(shown("as cf-26-0007, é"), "as another audit, é");
        assert_eq!(shown("CF-26-0042 - CF-26"), "CF-26-0042 - CF-26");
    }
}
