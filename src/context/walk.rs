//! The walk through every audit's folder, on several threads.

use anyhow::Result;
use rayon::prelude::*;

use super::Context;
use super::examine::{Examined, of_stray};
use crate::record::Folder;
use crate::report::Summary;
use crate::rule;
use crate::store::scan::{self, ScannedFolder};

impl Context {
    /// What `keep` takes of every audit that `wanted` takes, by folder; and the findings, where they are asked for.
    pub(super) fn walk<T: Send>(
        &self,
        ready: bool,
        wanted: impl Fn(&ScannedFolder) -> bool + Sync,
        keep: impl Fn(&Folder, Summary) -> Option<T> + Sync,
        with_findings: bool,
    ) -> Result<(Vec<T>, Examined)> {
        let scan = scan::audit_folders(&self.store.root)?;
        // A folder that somebody copied would be counted twice; the first by path counts, and the finding names both.
        let mut seen = std::collections::BTreeSet::new();
        let folders: Vec<&ScannedFolder> = scan
            .folders
            .iter()
            .filter(|folder| wanted(folder) && seen.insert(&folder.id))
            .collect();
        let judge = |folder: &&ScannedFolder| {
            let judged = self.judge(folder, ready);
            let stood = judged.stood.as_ref().unwrap_or(&judged.reading.folder);
            let findings = if with_findings {
                judged.findings
            } else {
                Vec::new()
            };
            (keep(stood, judged.summary), findings)
        };
        let (mut kept, mut findings) = (Vec::new(), Vec::new());
        readers()?.install(|| {
            let judged = folders.par_iter().map(judge);
            judged.unzip_into_vecs(&mut kept, &mut findings);
        });
        let mut examined = Examined {
            findings: findings.into_iter().flatten().collect(),
            files: folders.iter().map(|folder| folder.files.len()).sum(),
            ..Examined::default()
        };
        if scan.folders.iter().all(|folder| seen.contains(&folder.id)) {
            examined.findings.extend(scan.strays.iter().map(of_stray));
        }
        rule::lower(&mut examined.findings, &self.store.settings.as_notes);
        examined.findings.sort_by(|a, b| a.order().cmp(&b.order()));
        Ok((in_place(kept), examined))
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

/// Threads that read and judge: more than there are cores, as a cold disk makes them wait, and with room for files
/// that nest as deep as is allowed.
fn readers() -> Result<rayon::ThreadPool> {
    const THREADS: usize = 8;
    const STACK: usize = 16 << 20;
    Ok(rayon::ThreadPoolBuilder::new()
        .num_threads(THREADS)
        .stack_size(STACK)
        .build()?)
}

/// What was kept. `flatten` would do the same in new memory, beside the old.
#[expect(clippy::filter_map_identity, reason = "collected in place, as flatten is not")]
fn in_place<T>(kept: Vec<Option<T>>) -> Vec<T> {
    kept.into_iter().filter_map(|one| one).collect()
}
