//! An action of an audit's plan, or of its re-audit's.

use smol_str::SmolStr;

use crate::framework::{Date, SectionId};
use crate::progress::{Progress, Status};
use crate::record::{EventKind, Folder};

/// An action.
#[derive(borsh::BorshDeserialize, borsh::BorshSerialize, Clone, Debug, PartialEq, Eq)]
pub struct ActionSummary {
    /// Its number: `2`, or `r1` for a re-audit's.
    pub number: SmolStr,
    /// Who sees to it.
    pub owner: Option<SmolStr>,
    /// By when.
    pub by: Option<Date>,
    /// The section of the form that it answers, where somebody said so.
    pub section: Option<SectionId>,
    /// The day on which it was done.
    pub done: Option<Date>,
}

impl ActionSummary {
    /// Whether it stands in the re-audit's plan.
    pub fn is_of_re_audit(&self) -> bool {
        self.number.starts_with('r')
    }

    /// Whether it is not done and its day has passed.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.done.is_none() && self.by.is_some_and(|by| by < today)
    }

    /// Every action of an audit once it is submitted, and of its re-audit once that is done. Where nothing is known of the
    /// audit there are none: they may be done, or withdrawn with it.
    pub fn of(folder: &Folder, progress: &Progress, today: Date) -> Vec<Self> {
        if progress.unknown.is_some() {
            return Vec::new();
        }
        let done = |number: &str| {
            let events = folder
                .log
                .iter()
                .filter(|event| event.event == EventKind::ActionDone && event.date <= today);
            events
                .filter(|event| event.action.as_deref() == Some(number))
                .map(|event| event.date)
                .min()
        };
        let planned = folder
            .audit
            .as_ref()
            .filter(|_| progress.submitted.is_some())
            .map(|audit| audit.actions.as_slice());
        let again = super::after_inadequate::re_audit(folder, today);
        let first = planned
            .unwrap_or_default()
            .iter()
            .enumerate()
            .map(|(index, action)| ((index + 1).to_string(), action));
        let second = again
            .map(|again| again.actions.as_slice())
            .unwrap_or_default()
            .iter()
            .enumerate();
        first
            .chain(second.map(|(index, action)| (format!("r{}", index + 1), action)))
            .map(|(number, action)| Self {
                owner: super::short(action.owner.as_ref()),
                by: action.by,
                section: action.section.clone(),
                done: done(&number),
                number: number.into(),
            })
            .collect()
    }

    /// Those of an audit that nobody has done yet; of one that is off, nothing is asked.
    pub fn open(folder: &Folder, progress: &Progress, today: Date) -> Vec<Self> {
        if progress.status.is_off() {
            return Vec::new();
        }
        let mut actions = Self::of(folder, progress, today);
        actions.retain(|action| action.done.is_none());
        actions
    }

    /// A status, and where nothing else is asked of a closed audit, how many actions are not done all the same.
    pub fn beside_status(status: Status, open: usize) -> String {
        match (status, open) {
            (Status::Closed, 1) => "closed, 1 action open".to_owned(),
            (Status::Closed, open) if open > 0 => format!("closed, {open} actions open"),
            _ => status.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_open_stands_beside_closed_alone() {
        for (status, open, said) in [
            (Status::Closed, 0, "closed"),
            (Status::Closed, 1, "closed, 1 action open"),
            (Status::Closed, 2, "closed, 2 actions open"),
            (Status::Sent, 2, "sent"),
        ] {
            assert_eq!(ActionSummary::beside_status(status, open), said);
        }
    }
}
