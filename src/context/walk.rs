//! The walk through every audit's folder, on several threads.

use std::collections::BTreeSet;

use anyhow::Result;
use rayon::prelude::*;

use super::Context;
use super::examine::{Examined, of_stray};
use super::gaps::{Gaps, UnknownAudit};
use crate::figures::Summary;
use crate::finding::Finding;
use crate::framework::AuditId;
use crate::framework::name::folded_id;
use crate::record::{Allocation, Folder};
use crate::rule;
use crate::store::scan::{self, ScannedFolder, Stray};

impl Context {
    /// What `keep` takes of every audit that `wanted` takes, by folder; and the findings, where they are asked for.
    pub(super) fn walk<T: Send>(
        &self,
        ready: bool,
        wanted: impl Fn(&ScannedFolder) -> bool + Sync,
        keep: impl Fn(&Folder, Summary) -> Option<T> + Sync,
        with_findings: bool,
    ) -> Result<(Vec<T>, Examined)> {
        let scan = scan::audit_folders(&self.store.root);
        if !with_findings {
            self.warn_of_closed(&scan);
        }
        let folders: Vec<&ScannedFolder> = scan.folders.iter().filter(|folder| wanted(folder)).collect();
        let judge = |part: &[&ScannedFolder]| {
            let mut walked = WalkedPart::default();
            for folder in part {
                let mut judged = self.judge(folder, ready);
                walked.take(&folder.id, &judged.summary);
                let stood = judged.stood.as_ref().unwrap_or(&judged.reading.folder);
                walked.kept.extend(keep(stood, judged.summary));
                if with_findings {
                    walked.findings.append(&mut judged.findings);
                    walked.allocated(folder, judged.reading.folder.allocation);
                }
            }
            walked
        };
        // What is not kept takes no room, as it would in one list with a place for every folder.
        let part = part_of(folders.len());
        let walked: Vec<WalkedPart<T>> = readers()?.install(|| folders.par_chunks(part).map(judge).collect());
        let mut all = Vec::with_capacity(walked.iter().map(|part| part.kept.len()).sum());
        let mut examined = Examined {
            files: folders.iter().map(|folder| folder.files.len()).sum(),
            ..Examined::default()
        };
        let mut changed = Vec::new();
        let mut gaps = Gaps {
            missing: self.missing(&scan),
            shut: scan.closed().map(Stray::sentence).collect(),
            ..Gaps::default()
        };
        for mut part in walked {
            gaps.unknown.append(&mut part.unknown);
            changed.append(&mut part.changed);
            all.append(&mut part.kept);
            examined.findings.append(&mut part.findings);
            examined.allocations.append(&mut part.allocations);
            examined.children.append(&mut part.children);
        }
        if !with_findings {
            self.warn_of_changed(&changed);
            self.found_gaps(gaps);
        }
        if folders.len() == scan.folders.len() {
            examined.findings.extend(scan.strays.iter().map(of_stray));
        }
        rule::lower(&mut examined.findings, &self.store.settings.as_notes);
        examined.findings.sort_by(|a, b| a.order().cmp(&b.order()));
        examined.scan = scan;
        Ok((all, examined))
    }

    /// What `take` makes of every audit that has begun: one that is allocated later than today has not happened yet.
    pub(super) fn walk_begun<T: Send>(
        &self,
        take: impl Fn(&Folder, Summary) -> Option<T> + Sync,
    ) -> Result<(Vec<T>, Examined)> {
        let has_begun = |folder: &Folder, summary: Summary| {
            let begun = summary.allocated.is_none_or(|day| day <= self.as_of);
            begun.then(|| take(folder, summary)).flatten()
        };
        self.examine_keeping(false, |_| true, has_begun)
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
/// Folders that are read one after another, at most.
const LARGEST_PART: usize = 256;

/// How many of so many folders are read one after another.
fn part_of(folders: usize) -> usize {
    folders.div_ceil(THREADS * PARTS_A_THREAD).clamp(1, LARGEST_PART)
}

/// Threads that read and judge: more than there are cores, as a cold disk makes them wait, and with room for files
/// that nest as deep as is allowed.
pub(super) fn readers() -> Result<rayon::ThreadPool> {
    const STACK: usize = 16 << 20;
    Ok(rayon::ThreadPoolBuilder::new()
        .num_threads(THREADS)
        .stack_size(STACK)
        .build()?)
}
