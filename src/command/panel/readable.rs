//! The audits that a panel may read, and who of its members may not grade which.

use std::collections::BTreeSet;

use anyhow::{Result, bail};

use crate::context::Context;
use crate::draw::for_panel::{NEW_PRACTICE, PanelCandidate};
use crate::figures::Summary;
use crate::framework::form::AuditSubject;
use crate::framework::{AuditId, Form, Grade, WorkKind};
use crate::record::Folder;
use crate::record::work::Work;

/// A finished audit, and who knows its grade by the part they have in it.
pub(super) struct ReadableAudit {
    pub(super) id: AuditId,
    pub(super) marks: Vec<&'static str>,
    /// Who made it, moderated it, did the work or manages whoever did; and who audited again or directed the case.
    parts: Vec<String>,
}

impl ReadableAudit {
    fn of(folder: &Folder, summary: &Summary, context: &Context) -> Option<Self> {
        let progress = &summary.progress;
        let grade = progress.final_grade?;
        let form = folder
            .allocation
            .as_ref()
            .and_then(|allocation| context.store.form(&allocation.form));
        if !summary.counts() || progress.settled.is_none() || !form.is_some_and(is_read_by_panels) {
            return None;
        }
        let is_new = summary
            .themes
            .iter()
            .any(|tag| tag.trim().eq_ignore_ascii_case(NEW_PRACTICE));
        let marks = [
            (NEW_PRACTICE, is_new),
            ("inadequate", grade == Grade::Inadequate),
            ("outstanding", grade == Grade::Outstanding),
            ("regraded", progress.regraded),
        ];
        let marks = marks.into_iter().filter(|(_, is)| *is).map(|(mark, _)| mark);
        Some(Self {
            id: summary.id.clone(),
            marks: marks.collect(),
            parts: parts(folder, summary, context),
        })
    }

    pub(super) fn candidate(&self) -> PanelCandidate {
        PanelCandidate {
            audit: self.id.to_string(),
            marks: self.marks.clone(),
        }
    }

    /// Those of the members who do not grade it.
    pub(super) fn not_by(&self, members: &[String], context: &Context) -> Vec<String> {
        let has_part = |member: &&String| self.parts.iter().any(|name| context.people.same(name, member));
        members.iter().filter(has_part).cloned().collect()
    }
}

/// Whether a panel reads audits on this form: of a case, and graded as those of its kind are everywhere. The own tool of a
/// theme has other questions and grades than any member knows, and a supervision file is a worker's alone.
pub(super) fn is_read_by_panels(form: &Form) -> bool {
    form.of_work.is_none() && form.subject != Some(AuditSubject::Worker)
}

fn parts(folder: &Folder, summary: &Summary, context: &Context) -> Vec<String> {
    let progress = &summary.progress;
    let own = |name: &Option<String>| name.clone();
    let worker = summary
        .worker
        .as_deref()
        .and_then(|name| context.people.find(name));
    let allocation = folder.allocation.as_ref();
    let moderation = folder.moderation.as_ref();
    let all = [
        progress.auditor.as_ref().map(ToString::to_string),
        summary.first_auditor.as_ref().map(ToString::to_string),
        progress.moderator.as_ref().map(ToString::to_string),
        moderation.and_then(|moderation| own(&moderation.moderator)),
        summary.worker.as_ref().map(ToString::to_string),
        allocation.and_then(|allocation| own(&allocation.manager)),
        worker
            .and_then(|person| person.manager.as_ref())
            .map(ToString::to_string),
        folder.re_audit.as_ref().and_then(|again| own(&again.auditor)),
        folder.direction.as_ref().and_then(|direction| own(&direction.by)),
    ];
    all.into_iter().flatten().collect()
}

/// Every audit that is finished and graded, by its id.
pub(super) fn finished(context: &Context) -> Result<Vec<ReadableAudit>> {
    let mut all =
        context.examine_to(|record, summary| ReadableAudit::of(record.folder(), &summary, context))?;
    all.sort_by(|one, other| one.id.cmp(&other.id));
    Ok(all)
}

/// The panels that were drawn and are not cancelled.
pub(super) fn panels(context: &Context) -> impl Iterator<Item = &Work> {
    let works = context.works().all.iter();
    works.filter(|work| work.kind() == WorkKind::Panel && !work.is_off(context.as_of))
}

/// The audits from which an earlier panel was drawn.
///
/// # Errors
/// Where what an earlier one was drawn from can't be read.
pub(super) fn drawn_before(context: &Context) -> Result<BTreeSet<String>> {
    let mut before = BTreeSet::new();
    for work in panels(context) {
        let Some(record) = context.sample(work)? else {
            bail!(
                "{} does not say what it was drawn from: {}/sample.json is gone. Restore it from a copy. Nothing was written.",
                work.id(),
                work.path
            );
        };
        let pools = record.groups.into_iter().flat_map(|group| group.pool);
        before.extend(pools.map(|entry| entry.case_id));
    }
    Ok(before)
}
