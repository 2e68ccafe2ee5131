//! Every audit handed on one after the other, so that memory does not grow with their number.

use anyhow::Result;
use rayon::prelude::*;

use super::Context;
use super::recall::AuditRecord;
use super::walk::{WalkedPart, readers};
use crate::figures::Summary;
use crate::record::Folder;
use crate::store::scan::{self, ScannedFolder};

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
        let keep = |record: &AuditRecord<'_>, summary: Summary| {
            let has_begun = summary.allocated.is_none_or(|day| day <= self.as_of);
            has_begun.then(|| take(record.folder(), summary))
        };
        // Each record is read, so that no summary need be recalled.
        let read = |part: &[&ScannedFolder]| self.walk_part(part, (false, false), None, keep);
        let folders: Vec<&ScannedFolder> = scan.folders.iter().collect();
        let readers = readers(folders.len())?;
        let (mut changed, mut unknown) = (Vec::new(), Vec::new());
        for folders in folders.chunks(TOGETHER) {
            let walked: Vec<WalkedPart<T>> =
                readers.install(|| folders.par_chunks(IN_TURN).map(read).collect());
            for mut part in walked {
                changed.append(&mut part.changed);
                unknown.append(&mut part.unknown);
                part.kept.into_iter().try_for_each(&mut to)?;
            }
        }
        self.tell_gaps(&scan, &changed, unknown);
        Ok(())
    }
}
