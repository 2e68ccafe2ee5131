//! People's part of the story: they fill in what was made for them, and the QA social worker logs it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};

use super::story::{DemoDay, day, read, save};
use super::story_years;
use crate::command::log::{self, LogArgs};
use crate::command::{feedback, moderate};
use crate::context::Context;
use crate::demo::council::DemoSize;
use crate::demo::fill::{self, Fill};
use crate::demo::other_roles::{self, DemoSignOff};
use crate::demo::weekday;
use crate::framework::{AuditId, Date, Grade};
use crate::record::{Allocation, EventKind, FileKind, Folder, LogEvent};
use crate::store::{read as from_store, scan};

impl DemoDay<'_> {
    pub(super) fn path(&self, id: &AuditId, kind: FileKind) -> Result<PathBuf> {
        let context = self.on(day(11, 24))?;
        let (_, folder) = context.audit(&id.to_string())?;
        Ok(context.store.path(&format!("{folder}/{}", kind.name())))
    }

    /// A person fills in a file that was made for them.
    pub(super) fn fill_in(
        &self,
        id: &AuditId,
        kind: FileKind,
        filled: impl FnOnce(String) -> String,
    ) -> Result<()> {
        let path = self.path(id, kind)?;
        let made = read(&path)?;
        self.write(id, kind, &filled(made))
    }

    /// Writes a person's file as the person's editor would.
    pub(super) fn write(&self, id: &AuditId, kind: FileKind, text: &str) -> Result<()> {
        save(&self.path(id, kind)?, text)
    }

    fn allocation(&self, id: &AuditId, today: Date) -> Result<(Context, Allocation)> {
        let context = self.on(today)?;
        let folder = Self::read_of(id, &context)?;
        let allocation = folder
            .allocation
            .with_context(|| format!("{id} has no allocation"))?;
        Ok((context, allocation))
    }

    /// What was allocated and logged of an audit; its other files are not looked at.
    fn read_of(id: &AuditId, context: &Context) -> Result<Folder> {
        let (_, path) = context.audit(&id.to_string())?;
        let mut files = BTreeMap::new();
        for kind in [FileKind::Allocation, FileKind::Log] {
            let bytes = scan::read_file(&context.store.root, &format!("{path}/{}", kind.name()))?;
            files.insert(kind, bytes);
        }
        Ok(from_store::folder(id.clone(), &path, &files, |_| None).folder)
    }

    /// The auditor fills the form in, and submits it or not; what was submitted is received.
    pub(super) fn audited(
        &self,
        id: &AuditId,
        submitted: Option<Date>,
        overall: Grade,
        role: usize,
    ) -> Result<()> {
        self.written(id, submitted, overall, role)?;
        submitted.map_or(Ok(()), |date| self.event(id, date, EventKind::Received))
    }

    pub(super) fn written(
        &self,
        id: &AuditId,
        submitted: Option<Date>,
        overall: Grade,
        role: usize,
    ) -> Result<()> {
        let (context, allocation) = self.allocation(id, submitted.unwrap_or_else(|| day(11, 24)))?;
        let Some(form) = context.store.form(&allocation.form) else {
            bail!("there is no form {}", allocation.form)
        };
        let owner = allocation.auditor.clone();
        let rubric = context.store.rubric(form);
        let filled = Fill {
            form,
            rubric,
            allocation: &allocation,
            overall,
            submitted,
            owner: &owner,
            apart: (self.size == DemoSize::Whole).then(|| story_years::apart(form, id, submitted, overall)),
            role,
        };
        self.write(id, FileKind::Audit, &fill::audit(&filled))
    }

    /// The moderator signs off, or the reviewer of an observation's evidence, three days after it was begun.
    pub(super) fn settled(&self, id: &AuditId, sign: DemoSignOff) -> Result<()> {
        let args = moderate::ModerateArgs::of(&id.to_string());
        moderate::make(&args, &self.on(weekday(sign.date.minus_days(3)))?)?;
        let (context, allocation) = self.allocation(id, sign.date)?;
        let Some(form) = context.store.form(&allocation.form) else {
            bail!("there is no form {}", allocation.form)
        };
        let seed = format!("{id}/moderation");
        let date = sign.date;
        self.fill_in(id, FileKind::Moderation, |made| {
            other_roles::moderation(made, form, &seed, sign)
        })?;
        if !form.process().regrades {
            return Ok(());
        }
        self.event(id, date, EventKind::Moderated)
    }

    /// It is sent, the worker answers, it is filed.
    pub(super) fn closed(&self, id: &AuditId, sent: Date, grade: Grade) -> Result<()> {
        let (context, allocation) = self.allocation(id, sent)?;
        let Some(form) = context.store.form(&allocation.form) else {
            bail!("there is no form {}", allocation.form)
        };
        if form.process().regrades {
            self.event(id, sent, EventKind::Sent)?;
        }
        feedback::make(&feedback::FeedbackArgs::of(&id.to_string()), &context)?;
        let seed = format!("{id}/feedback");
        self.fill_in(id, FileKind::Feedback, |made| {
            other_roles::feedback(made, form, &seed, weekday(sent.plus_days(5)))
        })?;
        self.event(id, weekday(sent.plus_days(6)), EventKind::SupervisionFile)?;
        if grade != Grade::Inadequate {
            self.event(id, weekday(sent.plus_days(6)), EventKind::Saved)?;
        }
        self.action_done(id, weekday(sent.plus_days(20)), 1)
    }

    /// The QA social worker logs what happened, on the day it did.
    pub(super) fn event(&self, id: &AuditId, date: Date, kind: EventKind) -> Result<()> {
        self.log(id, LogEvent::new(date, kind))
    }

    pub(super) fn action_done(&self, id: &AuditId, date: Date, number: usize) -> Result<()> {
        let action = Some(number.to_string());
        let event = LogEvent::new(date, EventKind::ActionDone);
        self.log(id, LogEvent { action, ..event })
    }

    /// In the years before, what happened is written down and no more, which is quicker by far; `validate` looks at all of
    /// it in the end. To whom an audit is sent, the command says.
    pub(super) fn log(&self, id: &AuditId, event: LogEvent) -> Result<()> {
        let context = self.on(event.date)?;
        let is_sent = matches!(event.event, EventKind::Sent | EventKind::ReAuditSent);
        if !self.hurried.get() || is_sent {
            return log::make(&LogArgs::of(id, &event), &context);
        }
        let by = Some(context.by.clone());
        context.log(&Self::read_of(id, &context)?, &LogEvent { by, ..event })
    }
}

pub(super) fn sign(date: Date, overall: Grade, changed: bool, regrade: Option<Grade>) -> DemoSignOff {
    DemoSignOff {
        date,
        overall,
        changed,
        regrade,
    }
}
