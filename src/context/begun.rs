//! Audits that a run was stopped at while it made them, finished by the next.

use anyhow::Result;

use super::Context;
use crate::record::{Allocation, FileKind};
use crate::store::layout;
use crate::store::read::Reading;
use crate::store::scan::{self, ScannedFolder, StrayKind};

impl Context {
    /// Finishes every audit that was not drawn and whose making was stopped: an allocation with no log, no copy kept of
    /// any file, and a form that nobody has touched. Audits that were drawn are finished from the record of their draw.
    ///
    /// The store must be locked, or what another is just making would be taken for it.
    pub fn finish_begun(&self) -> Result<Vec<(Allocation, String)>> {
        let mut finished = Vec::new();
        for folder in scan::audit_folders(&self.store.root).folders {
            if let Some(allocation) = self.begun(&folder) {
                let place = self.make_audit(&allocation)?;
                finished.push((allocation, place));
            } else if self.is_nothing_yet(&folder) {
                self.writing()?.discard(&folder.path);
            }
        }
        Ok(finished)
    }

    /// What is allocated in a folder whose making was stopped.
    fn begun(&self, folder: &ScannedFolder) -> Option<Allocation> {
        if !is_begun(folder)
            || self
                .store
                .path(&format!("{}/{}", folder.path, layout::KEPT))
                .exists()
        {
            return None;
        }
        let allocation = self.judge(folder, false).reading.folder.allocation?;
        let form = self.store.form(&allocation.form)?;
        let as_made = self.blank(&allocation, form);
        let path = format!("{}/{}", folder.path, FileKind::Audit.name());
        let untouched = match scan::read_file(&self.store.root, &path) {
            Ok(bytes) => bytes == as_made.as_bytes(),
            Err(scan::ReadError::NotFound(_)) => true,
            Err(_) => false,
        };
        let fits = allocation.draw.is_none() && self.folder_for(&allocation) == folder.path;
        (fits && untouched && folder.id == allocation.audit).then_some(allocation)
    }

    /// Whether the making of an audit was stopped: what it lacks was never there, and nobody has written in it.
    pub(super) fn is_unmade(&self, folder: &ScannedFolder, reading: &Reading) -> bool {
        let kept = self.store.path(&format!("{}/{}", folder.path, layout::KEPT));
        if !is_begun(folder) || kept.exists() {
            return false;
        }
        let blank = reading.folder.allocation.as_ref().and_then(|allocation| {
            let form = self.store.form(&allocation.form)?;
            Some(self.blank(allocation, form))
        });
        let audit = reading.documents.get(&FileKind::Audit);
        audit.is_none_or(|audit| blank.is_none_or(|blank| audit.is(&blank)))
    }

    /// Whether a folder was made for a number that nobody was given yet, and holds nothing but what qaf was writing.
    fn is_nothing_yet(&self, folder: &ScannedFolder) -> bool {
        let claim = format!("{}/{}", layout::IDS, folder.id);
        let kinds = [StrayKind::Leftover, StrayKind::EmptyFolder];
        folder.files.is_empty()
            && folder.closed.is_none()
            && folder.copies.is_empty()
            && folder.strays.iter().all(|stray| kinds.contains(&stray.kind))
            && !self.store.holds(&claim)
    }
}

/// Whether a folder looks as one whose making was stopped.
pub(super) fn is_begun(folder: &ScannedFolder) -> bool {
    let made_first = |kind: &FileKind| matches!(kind, FileKind::Allocation | FileKind::Audit);
    folder.copies.is_empty()
        && folder.files.contains(&FileKind::Allocation)
        && folder.files.iter().all(made_first)
}
