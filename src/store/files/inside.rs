//! The store as a place to write in. Readers follow no link, so nothing is written through one: it would lie where
//! nobody reads it, and outside the store with what it holds of children.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::access::{Access, is_open_to_others};
use super::error::{LockError, WriteError};
use super::lock::StoreLock;
use super::{Together, append_line, claim, create_dirs, create_new, lock, replace};
use crate::framework::AuditId;
use crate::store::layout::{self, is_quarter, is_year, on_disk};
use crate::store::yaml::MAX_BYTES;

/// What qaf writes or reads at the top of a store.
const TOP: [&str; 10] = [
    layout::LOCK,
    layout::AUDITS,
    layout::DRAWS,
    layout::IDS,
    layout::REPORTS,
    layout::EXIT_INTERVIEWS,
    layout::SCHEMAS,
    layout::FORMS,
    layout::RUBRICS,
    layout::LETTERS,
];

/// A store that is written in. Paths are relative to it, with `/`.
#[derive(Clone, Debug)]
pub struct Inside {
    root: PathBuf,
    access: Access,
}

impl Inside {
    /// Opens a store to be written in. The root itself may be reached through a link.
    ///
    /// # Errors
    /// Where a folder of the store is a link, down to those of the teams and of the reports: then nothing is written
    /// anywhere, as half of what a command writes may go there.
    pub fn open(root: &Path, access: Access) -> Result<Self, WriteError> {
        let inside = Self {
            root: root.to_owned(),
            access,
        };
        for stored in TOP {
            inside.demand_no_link(stored)?;
        }
        let mut level = vec![on_disk(root, layout::AUDITS)];
        for fits in [is_year as fn(&str) -> bool, is_quarter, |_| true] {
            level = folders(&level, fits)?;
        }
        folders(&[on_disk(root, layout::REPORTS)], |_| true)?;
        Ok(inside)
    }

    /// Refuses a path that is a link, or lies behind one; what is not there yet is none. On Windows a junction is a
    /// link as well.
    pub fn demand_no_link(&self, stored: &str) -> Result<(), WriteError> {
        let mut place = self.root.clone();
        for part in stored.split('/').filter(|part| !part.is_empty()) {
            place.push(part);
            match fs::symlink_metadata(&place) {
                Ok(found) if found.is_symlink() => return Err(WriteError::Link { path: place }),
                Ok(_) => {}
                // What can't be looked at can't be written either, which says so.
                Err(_) => return Ok(()),
            }
        }
        Ok(())
    }

    /// Makes a file that is not there yet, whole.
    pub fn create_new(&self, stored: &str, bytes: &[u8]) -> Result<(), WriteError> {
        self.demand_no_link(stored)?;
        create_new(&self.place(stored), bytes, self.access)
    }

    /// Puts a person's file by what they changed in it, if it is still what it was.
    pub fn replace(&self, stored: &str, was: &[u8], bytes: &[u8]) -> Result<(), WriteError> {
        self.demand_no_link(stored)?;
        replace(&self.place(stored), was, bytes, self.access)
    }

    /// Makes a folder and those above it. One that is there with nothing in it is opened to those it
    /// is for: a run may have been stopped between making it and that.
    pub fn create_dirs(&self, stored: &str) -> Result<(), WriteError> {
        self.demand_no_link(stored)?;
        let mut place = self.root.clone();
        for part in stored.split('/').filter(|part| !part.is_empty()) {
            place.push(part);
            heal_empty(&place, self.access);
        }
        create_dirs(&place, self.access)
    }

    /// Many files made together.
    pub fn together(&self) -> Together<'_> {
        Together::within(self)
    }

    /// Who may open what is made.
    pub(super) fn access(&self) -> Access {
        self.access
    }

    /// The same store, where what is made is for its owner alone, whatever the store's own setting.
    #[must_use]
    pub fn private(&self) -> Self {
        Self {
            root: self.root.clone(),
            access: Access::Private,
        }
    }

    /// Makes a folder as [`Self::create_dirs`] does, and takes it from everybody but those it is for where it is there.
    ///
    /// # Errors
    /// Where it stays open to others, as somebody else's does.
    pub fn create_private(&self, stored: &str) -> Result<(), WriteError> {
        let private = self.private();
        private.create_dirs(stored)?;
        let place = self.place(stored);
        Access::Private.heal_folder(&place);
        if is_open_to_others(&place) {
            return Err(WriteError::failed(
                &place,
                std::io::ErrorKind::PermissionDenied.into(),
            ));
        }
        Ok(())
    }

    /// Adds a line to a log.
    pub fn append_line(&self, stored: &str, line: &str) -> Result<(), WriteError> {
        self.demand_room(stored, line.len())?;
        append_line(&self.place(stored), line)
    }

    /// Refuses a log that is none, or would be too long to be read again with so many bytes more.
    pub fn demand_room(&self, stored: &str, more: usize) -> Result<(), WriteError> {
        self.demand_no_link(stored)?;
        let path = self.place(stored);
        let found = fs::symlink_metadata(&path).map_err(|why| WriteError::failed(&path, why))?;
        if !found.is_file() {
            return Err(WriteError::NotAFile { path });
        }
        // The end of the line, and that of a torn one before it.
        let most = u64::try_from(MAX_BYTES.saturating_sub(more.saturating_add(2))).unwrap_or(0);
        if found.len() > most {
            return Err(WriteError::NoRoom { path });
        }
        Ok(())
    }

    /// Takes away a folder in which qaf was stopped before it had made anything. A folder that holds more stays.
    pub fn discard(&self, stored: &str) {
        let place = self.place(stored);
        for entry in fs::read_dir(&place).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let own = |name: &str| {
                name.starts_with(layout::TEMPORARY_PREFIX) && name.ends_with(layout::TEMPORARY_SUFFIX)
            };
            if name.to_str().is_some_and(own) {
                // What stays is named by validate.
                let _ = fs::remove_file(entry.path());
            }
        }
        let _ = fs::remove_dir(&place);
    }

    /// Claims the next free number.
    pub fn claim(&self, prefix: &str, year: u32, next: u32) -> Result<AuditId, WriteError> {
        self.demand_no_link(layout::IDS)?;
        claim::claim(&self.place(layout::IDS), prefix, year, next, self.access)
    }

    /// Claims this very number.
    pub fn claim_this(&self, id: &AuditId) -> Result<(), WriteError> {
        self.demand_no_link(layout::IDS)?;
        claim::claim_this(&self.place(layout::IDS), id, self.access)
    }

    /// Locks the store.
    pub fn lock(&self, patience: Duration, waiting: impl FnOnce()) -> Result<StoreLock, LockError> {
        self.demand_no_link(layout::LOCK)?;
        lock::lock(&self.root, self.access, patience, waiting)
    }

    pub(super) fn place(&self, stored: &str) -> PathBuf {
        on_disk(&self.root, stored)
    }
}

/// Opens an empty folder to those it is for: a run may have been stopped between making it and that.
pub(super) fn heal_empty(place: &Path, access: Access) {
    if fs::read_dir(place).is_ok_and(|mut entries| entries.next().is_none()) {
        access.heal_folder(place);
    }
}

/// The folders within these whose names fit; none may be a link.
fn folders(level: &[PathBuf], fits: impl Fn(&str) -> bool) -> Result<Vec<PathBuf>, WriteError> {
    let mut below = Vec::new();
    // What can't be listed is told by whoever reads it.
    for entry in level
        .iter()
        .filter_map(|folder| fs::read_dir(folder).ok())
        .flatten()
    {
        let Ok(entry) = entry else { continue };
        let fit = entry.file_name().to_str().is_some_and(&fits);
        match entry.file_type() {
            Ok(kind) if fit && kind.is_symlink() => return Err(WriteError::Link { path: entry.path() }),
            Ok(kind) if fit && kind.is_dir() => below.push(entry.path()),
            _ => {}
        }
    }
    Ok(below)
}
