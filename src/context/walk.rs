//! The walk through every audit's folder, on several threads.

use std::collections::BTreeSet;

use anyhow::Result;
use rayon::prelude::*;

use super::Context;
use super::examine::{Examined, of_stray};
use super::gaps::{Gaps, UnknownAudit};
use super::judge::Judged;
use super::recall::{AuditRecord, KeptJudgement, KeptSummaries, is_in_the_key};
use crate::figures::Summary;
use crate::finding::Finding;
use crate::framework::AuditId;
use crate::framework::name::folded_id;
use crate::record::Allocation;
use crate::rule;
use crate::store::scan::{self, Scan, ScannedFolder, Stray};
use crate::store::summaries::{FolderStamp, KeptPart};

impl Context {
    /// What `keep` takes of every audit that `wanted` takes, by folder; and the findings, where they are asked for.
    pub(super) fn walk<T: Send>(
        &self,
        ready: bool,
        wanted: impl Fn(&ScannedFolder) -> bool + Sync,
        keep: impl Fn(&AuditRecord<'_>, Summary) -> Option<T> + Sync,
        with_findings: bool,
    ) -> Result<(Vec<T>, Examined)> {
        let scan = scan::audit_folders(&self.store.root);
        if !with_findings {
            self.warn_of_closed(&scan);
        }
        let folders: Vec<&ScannedFolder> = scan.folders.iter().filter(|folder| wanted(folder)).collect();
        let kept = (!ready).then(|| self.kept_summaries()).flatten();
        let judge = |part: &[&ScannedFolder]| self.walk_part(part, (ready, with_findings), kept, &keep);
        // What is not kept takes no room, as it would in one list with a place for every folder.
        let part = part_of(folders.len());
        let walked: Vec<WalkedPart<T>> =
            readers(folders.len().div_ceil(part))?.install(|| folders.par_chunks(part).map(judge).collect());
        let mut all = Vec::with_capacity(walked.iter().map(|part| part.kept.len()).sum());
        let mut examined = Examined {
            files: folders.iter().map(|folder| folder.files.len()).sum(),
            ..Examined::default()
        };
        let (mut changed, mut unknown, mut renewed) = (Vec::new(), Vec::new(), Vec::new());
        for mut part in walked {
            unknown.append(&mut part.unknown);
            changed.append(&mut part.changed);
            renewed.push(part.renewed);
            examined.recalled += part.recalled;
            all.append(&mut part.kept);
            examined.findings.append(&mut part.findings);
            examined.allocations.append(&mut part.allocations);
            examined.children.append(&mut part.children);
        }
        let is_whole = folders.len() == scan.folders.len();
        if let Some(kept) = kept.filter(|_| is_whole) {
            // What can't be kept is read again next time.
            let _ = kept.keep(&folders, renewed);
        }
        // What a walk through some of them does not meet, the walk through all has told.
        if !with_findings && is_whole {
            self.tell_gaps(&scan, &changed, unknown);
        }
        if is_whole {
            examined.findings.extend(scan.strays.iter().map(of_stray));
        }
        rule::lower(&mut examined.findings, &self.store.settings.as_notes);
        examined.findings.sort_by(|a, b| a.order().cmp(&b.order()));
        examined.scan = scan;
        Ok((all, examined))
    }

    /// What one part of the folders gives, one after the other.
    pub(super) fn walk_part<T>(
        &self,
        part: &[&ScannedFolder],
        (ready, with_findings): (bool, bool),
        kept: Option<&KeptSummaries>,
        keep: impl Fn(&AuditRecord<'_>, Summary) -> Option<T>,
    ) -> WalkedPart<T> {
        let mut walked = WalkedPart::default();
        let known = kept.map(|kept| kept.part(part)).unwrap_or_default();
        for folder in part {
            let stamp = kept.and_then(|kept| kept.stamp(self, folder));
            let before = stamp.and_then(|stamp| recall(&known, folder, stamp));
            // Findings themselves are not kept.
            let recalled = before
                .as_ref()
                .filter(|before| !with_findings || before.findings == 0);
            let (record, summary) = if let Some(recalled) = recalled {
                walked.recalled += 1;
                (AuditRecord::new(self, folder), recalled.summary.clone())
            } else {
                let stamp = stamp.filter(|_| before.is_none());
                walked.judged(folder, stamp, self.judge(folder, ready), (self, with_findings))
            };
            walked.take(&folder.id, &summary);
            walked.kept.extend(keep(&record, summary));
            if with_findings {
                walked.allocated(folder, record.into_allocation());
            }
        }
        walked
    }

    /// Says, beside any figure, which audits were changed after the event from which they count, and what is not known.
    pub(super) fn tell_gaps(&self, scan: &Scan, changed: &[AuditId], unknown: Vec<UnknownAudit>) {
        self.warn_of_changed(changed);
        self.found_gaps(Gaps {
            missing: self.missing(scan),
            unknown,
            shut: scan.closed().map(Stray::sentence).collect(),
        });
    }

    /// What `take` makes of every audit that `wanted` takes and that has begun: one that is allocated later than today has
    /// not happened yet.
    pub(super) fn walk_begun<T: Send>(
        &self,
        wanted: impl Fn(&ScannedFolder) -> bool + Sync,
        take: impl Fn(&AuditRecord<'_>, Summary) -> Option<T> + Sync,
    ) -> Result<(Vec<T>, Examined)> {
        let has_begun = |record: &AuditRecord<'_>, summary: Summary| {
            let begun = summary.allocated.is_none_or(|day| day <= self.as_of);
            begun.then(|| take(record, summary)).flatten()
        };
        self.examine_keeping(false, wanted, has_begun)
    }
}

/// What one part of the folders gave.
pub(super) struct WalkedPart<T> {
    pub(super) kept: Vec<T>,
    findings: Vec<Finding>,
    allocations: Vec<(String, Allocation)>,
    children: BTreeSet<String>,
    /// The audits that were changed after the event from which they count.
    pub(super) changed: Vec<AuditId>,
    /// Those of which nothing is known.
    pub(super) unknown: Vec<UnknownAudit>,
    /// What is to be kept of the folders that were read.
    renewed: KeptPart,
    /// Of how many the summary of an earlier run was taken.
    recalled: usize,
}

/// What was kept of a folder.
fn recall(known: &KeptPart, folder: &ScannedFolder, stamp: FolderStamp) -> Option<KeptJudgement> {
    borsh::from_slice(known.get(&folder.path, stamp)?).ok()
}

impl<T> Default for WalkedPart<T> {
    fn default() -> Self {
        Self {
            kept: Vec::new(),
            findings: Vec::new(),
            allocations: Vec::new(),
            children: BTreeSet::new(),
            changed: Vec::new(),
            unknown: Vec::new(),
            renewed: KeptPart::default(),
            recalled: 0,
        }
    }
}

impl<T> WalkedPart<T> {
    /// Notes what is to be said of an audit beside any figure.
    pub(super) fn take(&mut self, id: &AuditId, summary: &Summary) {
        if !summary.changed.is_empty() {
            self.changed.push(id.clone());
        }
        if let Some(reason) = summary.progress.unknown.clone() {
            self.unknown.push(UnknownAudit {
                id: id.clone(),
                reason,
            });
        }
    }

    /// Takes what was found in a folder that was read, and notes what is to be kept of it, where it can be told when it is
    /// another.
    fn judged<'c>(
        &mut self,
        folder: &'c ScannedFolder,
        stamp: Option<FolderStamp>,
        mut judged: Judged,
        (context, with_findings): (&'c Context, bool),
    ) -> (AuditRecord<'c>, Summary) {
        let findings = std::mem::take(&mut judged.findings);
        let judgement = KeptJudgement {
            summary: judged.summary.clone(),
            findings: u32::try_from(findings.len()).unwrap_or(u32::MAX),
        };
        let stamp = stamp.filter(|_| is_in_the_key(judged.reading.folder.allocation.as_ref()));
        if let Some((stamp, bytes)) = stamp.zip(borsh::to_vec(&judgement).ok()) {
            self.renewed.push((folder.path.clone(), stamp, bytes));
        }
        if with_findings {
            self.findings.extend(findings);
        }
        (AuditRecord::judged(context, folder, judged), judgement.summary)
    }

    /// Keeps whose case is audited; and what was allocated, where it is to be held against a draw's record or a wider work.
    fn allocated(&mut self, folder: &ScannedFolder, allocation: Option<Allocation>) {
        let child = allocation
            .as_ref()
            .and_then(|allocation| allocation.child_id.as_ref());
        self.children.extend(child.map(|child| folded_id(child.as_str())));
        let is_bound = |allocation: &Allocation| allocation.draw.is_some() || allocation.part_of.is_some();
        if let Some(allocation) = allocation.filter(is_bound)
            && folder.copies.is_empty()
        {
            self.allocations.push((folder.path.clone(), allocation));
        }
    }
}

/// So many threads read and judge.
const THREADS: usize = 8;
/// Into so many parts the folders are parted for each, so that none waits long for another.
const PARTS_A_THREAD: usize = 16;
/// Folders that are read one after another, at most: what is held of them at once is no more than the system hands back when it is
/// let go of.
const LARGEST_PART: usize = 64;

/// How many of so many folders are read one after another.
fn part_of(folders: usize) -> usize {
    folders.div_ceil(THREADS * PARTS_A_THREAD).clamp(1, LARGEST_PART)
}

/// Threads that read and judge: more than there are cores, as a cold disk makes them wait, and with room for files
/// that nest as deep as is allowed. Of few parts no more are begun than have something to do.
pub(super) fn readers(parts: usize) -> Result<rayon::ThreadPool> {
    const STACK: usize = 16 << 20;
    Ok(rayon::ThreadPoolBuilder::new()
        .num_threads(parts.clamp(1, THREADS))
        .stack_size(STACK)
        .build()?)
}
