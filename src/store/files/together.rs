//! Many files made together: the drive is waited for once for all of them, not once for each.
//!
//! What holds of one file holds of them all: its bytes are on the disk before it gets its name, and its name is before the
//! work is said to be done. A file that says that those beside it are whole gets its name last, when the names of the others
//! are on the disk.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use super::drive::Drive;
use super::inside::{Inside, heal_empty};
use super::{WriteError, claim, done, folder_of, give_name, make_dirs, unsaved};
use crate::framework::AuditId;
use crate::store::layout;

/// Files of a store that are being made. Dropping it takes away those that have no name yet.
#[derive(Debug)]
pub struct Together<'s> {
    inside: &'s Inside,
    drive: Drive,
    /// Each with the place that it is to have; those of the second list get their names after the others.
    ready: [Vec<(TempPath, PathBuf)>; 2],
    /// Numbers that were claimed.
    claims: Vec<PathBuf>,
    /// Folders that are known to be there and no links, as they are stored.
    known: BTreeSet<String>,
    /// Folders in which something got its name, which may not be on the disk.
    named: BTreeSet<PathBuf>,
}

impl<'s> Together<'s> {
    pub(super) fn within(inside: &'s Inside) -> Self {
        Self {
            inside,
            drive: Drive::of(&inside.place("")),
            ready: [Vec::new(), Vec::new()],
            claims: Vec::new(),
            known: BTreeSet::new(),
            named: BTreeSet::new(),
        }
    }

    /// Claims this very number, as [`Inside::claim_this`] does.
    pub fn claim_this(&mut self, id: &AuditId) -> Result<(), WriteError> {
        self.create_dirs(layout::IDS)?;
        let ids = self.inside.place(layout::IDS);
        if let Some((path, _)) = claim::make_this(&ids, id, self.inside.access())? {
            self.claims.push(path);
            self.named.insert(ids);
        }
        Ok(())
    }

    /// Makes a folder and those above it, as [`Inside::create_dirs`] does.
    pub fn create_dirs(&mut self, stored: &str) -> Result<(), WriteError> {
        if self.known.contains(stored) {
            return Ok(());
        }
        let ends = stored.match_indices('/').map(|(end, _)| end);
        for above in ends.chain([stored.len()]).map(|end| &stored[..end]) {
            if self.known.insert(above.to_owned()) {
                self.inside.demand_no_link(above)?;
                heal_empty(&self.inside.place(above), self.inside.access());
            }
        }
        let named = &mut self.named;
        make_dirs(
            &self.inside.place(stored),
            self.inside.access(),
            &mut |_, above| {
                named.insert(above.to_owned());
            },
        )
    }

    /// Prepares a file that is not there yet; one that is there is left alone. `last` is for a file that says that those
    /// beside it are whole.
    pub fn create_new(
        &mut self,
        folder: &str,
        name: &str,
        bytes: &[u8],
        last: bool,
    ) -> Result<(), WriteError> {
        self.create_dirs(folder)?;
        let path = self.inside.place(&format!("{folder}/{name}"));
        match fs::symlink_metadata(&path) {
            Ok(found) if found.is_symlink() => return Err(WriteError::Link { path }),
            Ok(_) => return Ok(()),
            Err(_) => {}
        }
        let file = unsaved(folder_of(&path), bytes, self.inside.access())
            .map_err(|why| WriteError::failed(&path, why))?;
        self.ready[usize::from(last)].push((file.into_temp_path(), path));
        Ok(())
    }

    /// Puts all of it on the disk and gives each file its name.
    pub fn finish(mut self) -> Result<(), WriteError> {
        let files: Vec<&Path> = self.ready.iter().flatten().map(|(file, _)| &**file).collect();
        let claims: Vec<&Path> = self.claims.iter().map(PathBuf::as_path).collect();
        let named: Vec<&Path> = self.named.iter().map(PathBuf::as_path).collect();
        for (path, why) in self.drive.save(&[files.clone(), claims].concat(), &named) {
            if files.contains(&path.as_path()) {
                return Err(WriteError::failed(&path, why));
            }
            // What has its name already can be seen by everybody.
            done::folder(&path, Err(why));
        }
        for path in self.claims.drain(..) {
            done::file(&path, Ok(()));
        }
        for ready in std::mem::take(&mut self.ready) {
            self.name(ready)?;
        }
        Ok(())
    }

    /// Gives files their names, and waits until the drive has them.
    fn name(&self, ready: Vec<(TempPath, PathBuf)>) -> Result<(), WriteError> {
        let mut folders = BTreeSet::new();
        for (temporary, path) in ready {
            match give_name(temporary, &path) {
                // Somebody made it meanwhile.
                Err(error) if error.is_there_already() => continue,
                other => other?,
            }
            done::file(&path, Ok(()));
            folders.insert(folder_of(&path).to_owned());
        }
        let folders: Vec<&Path> = folders.iter().map(PathBuf::as_path).collect();
        for (path, why) in self.drive.save(&[], &folders) {
            done::folder(&path, Err(why));
        }
        Ok(())
    }
}
