//! One file of an audit's folder, read where nothing else of it is asked.

use super::Context;
use super::judge::lost;
use crate::record::{FileKind, LogEvent};
use crate::store::kept::Files;
use crate::store::read::{self, Reading};
use crate::store::scan::{self, ScannedFolder};

impl Context {
    /// Reads what was allocated, and nothing else of a folder.
    pub(super) fn read_allocation(&self, folder: &ScannedFolder) -> (Files, Reading) {
        let path = format!("{}/{}", folder.path, FileKind::Allocation.name());
        let allocation = scan::read_file(&self.store.root, &path).ok();
        let files = allocation.map(|bytes| Files::from([(FileKind::Allocation, bytes)]));
        let files = files.unwrap_or_default();
        let reading = read::folder(folder.id.clone(), &folder.path, &files, |id| self.store.form(id));
        (files, reading)
    }

    /// Reads what happened, and nothing else of a folder: nothing, where it is there twice or can't be read.
    pub fn log_of(&self, folder: &ScannedFolder) -> Vec<LogEvent> {
        let has_log = lost(folder).is_none() && folder.files.contains(&FileKind::Log);
        let path = format!("{}/{}", folder.path, FileKind::Log.name());
        let Some(bytes) = has_log
            .then(|| scan::read_file(&self.store.root, &path).ok())
            .flatten()
        else {
            return Vec::new();
        };
        let files = Files::from([(FileKind::Log, bytes)]);
        read::folder(folder.id.clone(), &folder.path, &files, |_| None)
            .folder
            .log
    }
}
