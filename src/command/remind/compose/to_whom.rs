//! Whom a letter goes to, and whom a notice is told to.

use super::LetterSource;
use crate::context::Context;
use crate::framework::Step;
use crate::letter::recipients::{AuditParts, Directory, To};
use crate::letter::{LetterTemplate, Recipient};
use crate::progress::{NOBODY, Who};
use crate::reports::due::figures::DueStep;

impl LetterSource<'_> {
    pub(super) fn recipients(&self, template: &LetterTemplate, context: &Context) -> Vec<Recipient> {
        let directory = Directory {
            people: &context.people,
            as_of: self.today,
            title: |role: &_| context.title(role),
        };
        let parts = self.parts(context);
        let found = directory.recipients(&template.to, &parts);
        if found.is_empty() {
            // A notice to a role that nobody holds goes to the next one that the schedule names.
            return directory.recipients(&[To::Told], &parts);
        }
        found
    }

    /// Whom a notice is told to by the schedule; that of an Inadequate, else, to whoever reviews its actions.
    pub(super) fn told(&self) -> Option<String> {
        let progress = &self.summary.progress;
        let reviewer = || match &progress.step(Step::ReviewActions)?.who {
            Who::Person(name) => Some(name.to_string()),
            _ => None,
        };
        let is_notice = self.item.step == DueStep::Audit(Step::Inform);
        self.item.to.clone().or_else(|| reviewer().filter(|_| is_notice))
    }

    fn parts(&self, context: &Context) -> AuditParts {
        let progress = &self.summary.progress;
        let allocation = self.judged.reading.folder.allocation.as_ref();
        AuditParts {
            who: Some(self.item.who.clone()).filter(|who| who != NOBODY),
            worker: self.summary.worker.as_deref().map(str::to_owned),
            manager: allocation.and_then(|allocation| allocation.manager.clone()),
            auditor: progress.auditor.as_deref().map(str::to_owned),
            moderator: progress.moderator.as_deref().map(str::to_owned),
            named: context.named_in_form(self.judged),
            told: self.told(),
            service: self.summary.service.clone(),
            team: self.summary.team.clone(),
        }
    }
}
