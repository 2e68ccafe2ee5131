//! Every audit handed on one after the other, so that memory does not grow with their number.

use anyhow::Result;
use rayon::prelude::*;

use super::Context;
use super::gaps::Gaps;
use super::walk::{WalkedPart, readers};
use crate::figures::Summary;
use crate::record::Folder;
use crate::store::scan::{self, ScannedFolder, Stray};

/// So many audits are read before they are handed on.
const TOGETHER: usize = 256;
/// So many of them are read one after another.
const IN_TURN: usize = 8;

impl Context {
    /// Hands on what `take` makes of every audit that has begun, in the order of the folders; all else of it is dropped at
    /// once.
    ///
    /// # Errors
    /// What `to` can't take ends it.
    pub fn pass_by<T: Send>(
        &self,
        take: impl Fn(&Folder, Summary) -> T + Sync,
        mut to: impl FnMut(T) -> Result<()>,
    ) -> Result<()> {
        let scan = scan::audit_folders(&self.store.root);
        self.warn_of_closed(&scan);
        let read = |folders: &[ScannedFolder]| {
            let mut walked = WalkedPart::default();
            for folder in folders {
                let judged = self.judge(folder, false);
                walked.take(&folder.id, &judged.summary);
                let stood = judged.stood.as_ref().unwrap_or(&judged.reading.folder);
                let has_begun = judged.summary.allocated.is_none_or(|day| day <= self.as_of);
                walked.kept.extend(has_begun.then(|| take(stood, judged.summary)));
            }
            walked
        };
        let readers = readers()?;
        let (mut changed, mut unknown) = (Vec::new(), Vec::new());
        for folders in scan.folders.chunks(TOGETHER) {
            let walked: Vec<WalkedPart<T>> =
                readers.install(|| folders.par_chunks(IN_TURN).map(read).collect());
            for mut part in walked {
                changed.append(&mut part.changed);
                unknown.append(&mut part.unknown);
                part.kept.into_iter().try_for_each(&mut to)?;
            }
        }
        self.warn_of_changed(&changed);
        self.found_gaps(Gaps {
            missing: self.missing(&scan),
            unknown,
            shut: scan.closed().map(Stray::sentence).collect(),
        });
        Ok(())
    }
}
