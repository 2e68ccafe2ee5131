//! Whom a letter goes to, and whom a notice is told to.

use super::{LetterSource, template};
use crate::context::{Context, Judged};
use crate::framework::form::AuditSubject;
use crate::framework::{Date, Step};
use crate::letter::recipients::{AuditParts, Directory, To};
use crate::letter::{LetterTemplate, Recipient};
use crate::progress::{NOBODY, Who};
use crate::reports::due::figures::DueStep;

/// To whom the letter of a step of an audit goes on a day, by name, where no one does the step; nobody where the letter can't
/// be read.
pub(in crate::command) fn addressed(
    step: Step,
    judged: &Judged,
    day: Date,
    context: &Context,
) -> Vec<String> {
    let Ok(Ok(template)) = template(step.name(), context) else {
        return Vec::new();
    };
    let found = recipients(&template.to, &parts(judged, context), day, context);
    found.into_iter().map(|recipient| recipient.name).collect()
}

fn recipients(to: &[To], parts: &AuditParts, day: Date, context: &Context) -> Vec<Recipient> {
    let directory = Directory {
        people: &context.people,
        as_of: day,
        title: |role: &_| context.title(role),
    };
    directory.recipients(to, parts)
}

/// The parts that people have in an audit, whichever step it is.
fn parts(judged: &Judged, context: &Context) -> AuditParts {
    let summary = &judged.summary;
    let progress = &summary.progress;
    let allocation = judged.reading.folder.allocation.as_ref();
    AuditParts {
        who: None,
        worker: summary.worker.as_deref().map(str::to_owned),
        manager: allocation.and_then(|allocation| allocation.manager.clone()),
        auditor: progress.auditor.as_deref().map(str::to_owned),
        moderator: progress.moderator.as_deref().map(str::to_owned),
        named: context.named_in_form(judged),
        told: None,
        service: summary.service.clone(),
        team: summary.team.clone(),
        of_worker: context
            .form_of(&judged.reading)
            .is_some_and(|form| form.subject == Some(AuditSubject::Worker)),
    }
}

impl LetterSource<'_> {
    pub(super) fn recipients(&self, template: &LetterTemplate, context: &Context) -> Vec<Recipient> {
        let parts = AuditParts {
            who: Some(self.item.who.clone()).filter(|who| who != NOBODY),
            told: self.told(),
            ..parts(self.judged, context)
        };
        let found = recipients(&template.to, &parts, self.today, context);
        if found.is_empty() {
            // A notice to a role that nobody holds goes to the next one that the schedule names.
            return recipients(&[To::Told], &parts, self.today, context);
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
}
