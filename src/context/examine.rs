//! Every audit of the store, read, judged and summed up, one at a time: the record is dropped before the next is read.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use anyhow::Result;

use super::Context;
use super::recall::AuditRecord;
use crate::figures::{LongOver, Summary};
use crate::finding::{Finding, Location, Severity};
use crate::framework::word::capital;
use crate::framework::{Quarter, WorkId};
use crate::record::Allocation;
use crate::store::layout;
use crate::store::scan::{Scan, ScannedFolder, Stray, StrayKind};

/// What was found in the audits' folders.
#[derive(Debug, Default)]
pub struct Examined {
    /// The audits, by folder.
    pub summaries: Vec<Summary>,
    /// What was over long before the quarters that were asked for, where any were.
    pub past: LongOver,
    /// What is to be mended, explained or known, in order of place.
    pub findings: Vec<Finding>,
    /// What was allocated by a draw or for a wider work, by the path of the folder; none of a folder that is there twice.
    /// Where findings are asked for.
    pub allocations: Vec<(String, Allocation)>,
    /// The ids of the children whose cases are audited, folded. Where findings are asked for.
    pub children: BTreeSet<String>,
    /// Of how many audits the summary of an earlier run was taken.
    pub recalled: usize,
    /// How many files were looked at.
    pub files: usize,
    /// The folders that were found.
    pub scan: Scan,
}

impl Context {
    /// Examines every audit that `wanted` takes. `ready` judges as if submitted today.
    ///
    /// Of each audit its findings stay, and its summary where `keep` says so; everything else is dropped at once.
    pub fn examine(
        &self,
        ready: bool,
        wanted: impl Fn(&ScannedFolder) -> bool + Sync,
        keep: impl Fn(&Summary) -> bool + Sync,
    ) -> Result<Examined> {
        let keep = |_: &AuditRecord<'_>, summary: Summary| Some(summary).filter(&keep);
        let (summaries, examined) = self.walk(ready, wanted, keep, true)?;
        Ok(Examined {
            summaries,
            ..examined
        })
    }

    /// As [`Self::examine`], and of each audit stays what `keep` takes from its record as it stood on the day, for a
    /// report that needs more than the summary. No finding is kept: a report tells their number at most.
    pub fn examine_keeping<T: Send>(
        &self,
        ready: bool,
        wanted: impl Fn(&ScannedFolder) -> bool + Sync,
        keep: impl Fn(&AuditRecord<'_>, Summary) -> Option<T> + Sync,
    ) -> Result<(Vec<T>, Examined)> {
        self.walk(ready, wanted, keep, false)
    }

    /// Examines every audit for a report: one that is allocated later than today has not happened yet.
    pub fn examine_all(&self) -> Result<Examined> {
        let (summaries, examined) = self.walk_begun(|_| true, |_, summary| Some(summary))?;
        Ok(Examined {
            summaries,
            ..examined
        })
    }

    /// As [`Self::examine_all`], the audits of a wider work alone; of the others nothing is read but what was allocated.
    pub fn examine_parts_of(&self, work: &WorkId) -> Result<Vec<Summary>> {
        let id = work.to_string();
        let is_part = |folder: &ScannedFolder| {
            let allocation = self.read_allocation(folder).1.folder.allocation;
            allocation.is_some_and(|allocation| allocation.part_of.as_ref() == Some(&id))
        };
        Ok(self.walk_begun(is_part, |_, summary| Some(summary))?.0)
    }

    /// As [`Self::examine_all`], for the reports of these quarters alone: see [`Summary::for_quarters`]. `see` is shown
    /// each audit's record, as it stood on the day, and the whole summary.
    pub fn examine_for(
        &self,
        quarters: &[Quarter],
        see: impl Fn(&AuditRecord<'_>, &Summary) + Sync,
    ) -> Result<Examined> {
        let (past, until) = (Mutex::new(LongOver::default()), LongOver::until(quarters));
        let headline_forms = &self.store.settings.headline_forms;
        let take = |record: &AuditRecord<'_>, summary: Summary| {
            see(record, &summary);
            if until.is_some_and(|day| summary.is_over_before(day)) {
                let is_headline = summary.is_headline(headline_forms);
                let mut past = past.lock().unwrap_or_else(PoisonError::into_inner);
                past.add(&summary, is_headline, self.as_of);
                return None;
            }
            Some(summary.for_quarters(quarters))
        };
        let (summaries, examined) = self.walk_begun(|_| true, take)?;
        Ok(Examined {
            summaries,
            past: past.into_inner().unwrap_or_else(PoisonError::into_inner),
            ..examined
        })
    }

    /// What `take` makes of every audit that has begun, by folder; the rest of it is dropped at once.
    pub fn examine_to<T: Send>(
        &self,
        take: impl Fn(&AuditRecord<'_>, Summary) -> Option<T> + Sync,
    ) -> Result<Vec<T>> {
        Ok(self.walk_begun(|_| true, take)?.0)
    }
}

pub(super) fn of_file(rule: &'static str, path: &str, message: String, help: Option<&str>) -> Finding {
    Finding {
        rule,
        severity: Severity::Error,
        location: Location::file(path),
        message,
        help: help.map(str::to_owned),
        audit: None,
        explained: None,
        answer: None,
        related: Vec::new(),
    }
}

pub(super) fn of_stray(stray: &Stray) -> Finding {
    let (rule, severity) = match &stray.kind {
        StrayKind::ConflictedCopy { .. } => ("conflicted-copy", Severity::Query),
        StrayKind::OtherName { .. } => ("other-name", Severity::Error),
        StrayKind::OfficeLock | StrayKind::FixedCopy { .. } => ("stray-file", Severity::Note),
        StrayKind::SharedNumber { .. } | StrayKind::NotAnId => ("wrong-folder", Severity::Error),
        StrayKind::Closed { .. } => ("unreadable", Severity::Error),
        StrayKind::Link if stray.path.starts_with(layout::AUDITS) => ("stray-file", Severity::Error),
        _ => ("stray-file", Severity::Query),
    };
    Finding {
        severity,
        ..of_file(rule, &stray.path, sentence(&stray.message()), Some(&stray.help()))
    }
}

/// A message as a sentence of its own.
pub(super) fn sentence(message: &str) -> String {
    let end = if message.ends_with(['.', '!', '?']) {
        ""
    } else {
        "."
    };
    format!("{}{end}", capital(message))
}
